/* Rows as a workbook. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange/xlsx_out.h"
#include "view/rows.h"

static const char *temporary_folder(void)
{
    const char *t = getenv("TMPDIR");

    return t && *t ? t : "/tmp";
}

static bool write_rows(const Rows *r, XlsxOut *x, Err *e)
{
    size_t n = r->n ? r->items[0].n : 0;
    const char **cells = NEW_N(r->arena, const char *, n + 1);

    for (size_t k = 0; k < n; k++)
        cells[k] = r->items[0].fields[k].name;
    TRY(!n || xlsx_out_row(x, cells, n, e));
    for (size_t i = 0; i < r->n; i++) {
        for (size_t k = 0; k < n; k++)
            cells[k] = r->items[i].fields[k].text;
        TRY(xlsx_out_row(x, cells, n, e));
    }
    return true;
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

bool rows_xlsx(const Rows *r, const char *sheet, Buf *out, Err *e)
{
    char *path = arena_printf(r->arena, "%s/qingyu-XXXXXX", temporary_folder());
    XlsxOut *x = NULL;
    int fd = mkstemp(path);

    if (fd < 0)
        return ERR(e, ERR_IO, "不能在 %s 写临时文件：%s", "cannot write a temporary file in %s: %s",
                   temporary_folder(), strerror(errno));
    close(fd);
    bool ok = xlsx_out_open(path, sheet, temporary_folder(), &x, e) && write_rows(r, x, e);
    ok = xlsx_out_close(&x, e) && ok;
    if (ok && !read_back(path, out))
        ok = ERR(e, ERR_IO, "不能读临时文件：%s", "cannot read a temporary file: %s", strerror(errno));
    unlink(path);
    return ok;
}
