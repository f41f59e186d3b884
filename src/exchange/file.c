#include "exchange/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void close_file(FILE **f)
{
    if (*f)
        fclose(*f);
}

static bool open_file(const char *path, FILE **f, Err *e)
{
    *f = fopen(path, "rb");
    if (!*f && errno == ENOENT)
        return ERR(e, ERR_NOT_FOUND, "没有文件“%s”", "there is no file \"%s\"", path);
    return *f || ERR(e, ERR_IO, "不能读“%s”：%s", "cannot read \"%s\": %s", path, strerror(errno));
}

static bool was_read(FILE *f, const char *path, Err *e)
{
    int failed = ferror(f) ? errno : 0;

    return !failed || ERR(e, ERR_IO, "读“%s”出错：%s", "reading \"%s\" failed: %s", path, strerror(failed));
}

bool file_sha256(const char *path, char out[SHA256_HEX], Err *e)
{
    AUTO(close_file) FILE *f = NULL;
    char chunk[64 * 1024];
    size_t n;

    TRY(open_file(path, &f, e));
    Sha256 *h = sha256_new();
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
        sha256_add(h, chunk, n);
    sha256_hex(h, out);
    sha256_free(&h);
    return was_read(f, path, e);
}

bool file_read(const char *path, size_t max, Arena *a, Str *out, Err *e)
{
    AUTO(close_file) FILE *f = NULL;
    AUTO(buf_free) Buf bytes = buf_new(max);
    char chunk[64 * 1024];
    size_t n;

    TRY(open_file(path, &f, e));
    while (buf_ok(&bytes) && (n = fread(chunk, 1, sizeof chunk, f)) > 0)
        buf_add(&bytes, chunk, n);
    TRY(was_read(f, path, e));
    if (!buf_ok(&bytes))
        return ERR(e, ERR_INVALID, "“%s”超过 %zu 字节", "\"%s\" has more than %zu bytes", path, max);
    *out = (Str){arena_strndup(a, buf_cstr(&bytes), bytes.n), bytes.n};
    return true;
}
