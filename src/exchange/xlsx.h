/* A workbook (.xlsx, .xlsm) as Excel, WPS and LibreOffice save it: its sheets in order, each row by row.
 * Formulas count with the values that were saved; nothing in the file is ever run. */
#pragma once
#include <stdio.h>

#include "exchange/table.h"

typedef struct Xlsx Xlsx;
/* name is what errors call the file. Both it and f stay the caller's and must outlive the Xlsx. Fails:
 * INVALID. */
MUST_USE bool xlsx_open(const char *name, FILE *f, Xlsx **x, Err *e);
void xlsx_close(Xlsx **x);
size_t xlsx_sheets(const Xlsx *x);
const char *xlsx_sheet_name(const Xlsx *x, size_t sheet);
/* Begins a sheet, also one that was read before. */
MUST_USE bool xlsx_select(Xlsx *x, size_t sheet, Err *e);
/* The next row of the sheet selected, or of the first. */
MUST_USE bool xlsx_next(Xlsx *x, TableRow *row, bool *more, Err *e);
/* Unpacked bytes of the sheets: read, in all. */
void xlsx_progress(const Xlsx *x, long long *done, long long *total);
