/* Rows as a workbook. */
#include "view/rows.h"
#include "view/workbook.h"

static bool write_rows(void *rows, XlsxOut *x, Err *e)
{
    const Rows *r = rows;
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

bool rows_xlsx(const Rows *r, const char *sheet, Buf *out, Err *e)
{
    Rows rows = *r;

    return workbook_make(&(WorkbookSpec){sheet, write_rows, &rows}, r->arena, out, e);
}
