#include "exchange/xlsx_out.h"

#include <stdlib.h>
#include <xlsxwriter.h>

struct XlsxOut {
    char *path;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_row_t line;
};

bool xlsx_out_open(const char *path, const char *sheet, const char *tmp, XlsxOut **out, Err *e)
{
    char *folder = strdup(tmp);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = folder};
    XlsxOut *x = calloc(1, sizeof *x);

    if (!x || !folder)
        abort();
    x->path = strdup(path);
    x->book = workbook_new_opt(path, &options);
    x->sheet = x->book ? workbook_add_worksheet(x->book, sheet) : NULL;
    free(folder);
    *out = x;
    return x->sheet || ERR(e, ERR_IO, "不能写“%s”", "cannot write \"%s\"", path);
}

bool xlsx_out_row(XlsxOut *x, const char *const *cells, size_t n, Err *e)
{
    if (x->line >= LXW_ROW_MAX)
        return ERR(e, ERR_DATA, "“%s”超过 XLSX 的行数上限 %d；请写成 CSV",
                   "\"%s\" would have more than the %d rows of XLSX; write CSV", x->path, LXW_ROW_MAX);
    for (size_t i = 0; i < n; i++)
        worksheet_write_string(x->sheet, x->line, (lxw_col_t)i, cells[i], NULL);
    x->line++;
    return true;
}

bool xlsx_out_close(XlsxOut **x, Err *e)
{
    lxw_error failed = LXW_NO_ERROR;

    if (!*x)
        return true;
    if ((*x)->book)
        failed = workbook_close((*x)->book);
    bool ok = failed == LXW_NO_ERROR ||
              ERR(e, ERR_IO, "不能写“%s”：%s", "cannot write \"%s\": %s", (*x)->path, lxw_strerror(failed));
    free((*x)->path);
    free(*x);
    *x = NULL;
    return ok;
}
