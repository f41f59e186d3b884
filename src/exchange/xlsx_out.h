/* Writing a workbook of one sheet row by row, in constant memory: plain, or a form to be filled. The one
 * place that knows libxlsxwriter. */
#pragma once
#include <stddef.h>

#include "base/err.h"

typedef struct XlsxOut XlsxOut;
/* One sheet of text cells: every digit stays as it is written (a number cell would lose the zero of 250.40).
 * tmp: folder for temporary files. Fails: IO. */
MUST_USE bool xlsx_out_open(const char *path, const char *sheet, const char *tmp, XlsxOut **out, Err *e);
/* Fails with DATA when the sheet is full. */
MUST_USE bool xlsx_out_row(XlsxOut *x, const char *const *cells, size_t n, Err *e);

/* What a cell is for, and so how it looks. */
typedef enum XlsxLook {
    XLSX_LABEL, /* bordered */
    XLSX_TITLE,
    XLSX_HINT,
    XLSX_HEAD,
    XLSX_GREY, /* given, not to be changed */
    XLSX_FILL, /* to be filled */
    XLSX_LOOKS,
} XlsxLook;
enum { XLSX_DECIMALS_MAX = 6 };
typedef struct XlsxCell {
    XlsxLook look;
    const char *text; /* NULL: the number, which is empty when NAN */
    double number;
    int decimals; /* of the number's format; also of an empty cell */
} XlsxCell;
/* Fails with DATA when the sheet is full. */
MUST_USE bool xlsx_out_cells(XlsxOut *x, const XlsxCell *cells, size_t n, Err *e);
/* Before the first row. width in characters; hidden ones are read by programs alone. */
void xlsx_out_column(XlsxOut *x, size_t col, double width, bool hidden);
/* Rows above and columns left of this stay in view; the rows are repeated on every printed page, which is as
 * wide as the sheet. */
void xlsx_out_freeze(XlsxOut *x, size_t rows, size_t columns);
/* Writes the file; x is gone in any case. */
MUST_USE bool xlsx_out_close(XlsxOut **x, Err *e);
