#include "exchange/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bool file_sha256(const char *path, char out[SHA256_HEX], Err *e)
{
    char chunk[64 * 1024];
    FILE *f = fopen(path, "rb");
    size_t n;

    if (!f && errno == ENOENT)
        return ERR(e, ERR_NOT_FOUND, "没有文件“%s”", "there is no file \"%s\"", path);
    if (!f)
        return ERR(e, ERR_IO, "不能读“%s”：%s", "cannot read \"%s\": %s", path, strerror(errno));
    Sha256 *h = sha256_new();
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
        sha256_add(h, chunk, n);
    int failed = ferror(f) ? errno : 0;
    fclose(f);
    sha256_hex(h, out);
    sha256_free(&h);
    return !failed || ERR(e, ERR_IO, "读“%s”出错：%s", "reading \"%s\" failed: %s", path, strerror(failed));
}
