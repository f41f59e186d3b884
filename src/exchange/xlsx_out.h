/* Writing a plain workbook row by row, in constant memory. The one place that knows libxlsxwriter. */
#pragma once
#include <stddef.h>

#include "base/err.h"

typedef struct XlsxOut XlsxOut;
/* One sheet of text cells: every digit stays as it is written (a number cell would lose the zero of 250.40).
 * tmp: folder for temporary files. Fails: IO. */
MUST_USE bool xlsx_out_open(const char *path, const char *sheet, const char *tmp, XlsxOut **out, Err *e);
/* Fails with DATA when the sheet is full. */
MUST_USE bool xlsx_out_row(XlsxOut *x, const char *const *cells, size_t n, Err *e);
/* Writes the file; x is gone in any case. */
MUST_USE bool xlsx_out_close(XlsxOut **x, Err *e);
