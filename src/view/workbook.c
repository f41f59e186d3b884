#include "view/workbook.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *temporary_folder(void)
{
    const char *t = getenv("TMPDIR");

    return t && *t ? t : "/tmp";
}

static bool read_back(const char *path, Buf *out)
{
    FILE *f = fopen(path, "rb");
    char piece[16 * 1024];
    size_t n;

    if (!f)
        return false;
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_add(out, piece, n);
    bool ok = !ferror(f);
    return fclose(f) == 0 && ok;
}

bool workbook_make(const WorkbookSpec *spec, Arena *a, Buf *out, Err *e)
{
    char *path = arena_printf(a, "%s/qingyu-XXXXXX", temporary_folder());
    XlsxOut *x = NULL;
    int fd = mkstemp(path);

    if (fd < 0)
        return ERR(e, ERR_IO, "不能在 %s 写临时文件：%s", "cannot write a temporary file in %s: %s",
                   temporary_folder(), strerror(errno));
    close(fd);
    bool ok = xlsx_out_open(path, spec->sheet, temporary_folder(), &x, e) && spec->write(spec->arg, x, e);
    ok = xlsx_out_close(&x, e) && ok;
    if (ok && !read_back(path, out))
        ok = ERR(e, ERR_IO, "不能读临时文件：%s", "cannot read a temporary file: %s", strerror(errno));
    unlink(path);
    return ok;
}
