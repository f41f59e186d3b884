/* One worksheet of a workbook, row by row. */
#pragma once
#include "exchange/styles.h"
#include "exchange/table.h"
#include "exchange/texts.h"

enum {
    XLSX_ROWS_MAX = 1048576,              /* as spreadsheets have it */
    XLSX_ROW_BYTES_MAX = 8 * 1024 * 1024, /* text of one row */
};

/* What the sheet needs of its workbook; all of it outlives the sheet. */
typedef struct SheetSource {
    Zip *zip;
    int entry;
    const char *title;
    const Strings *strings;
    const Styles *styles;
    bool from_1904;
} SheetSource;

typedef struct Sheet Sheet;
/* Reads the whole sheet once, for its merged ranges and to prove it whole, then begins at its first row.
 * cells_max: cells it may hold. Fails: INVALID. */
MUST_USE bool sheet_open(const SheetSource *source, size_t cells_max, Sheet **s, Err *e);
void sheet_close(Sheet **s);
/* Cells that the sheet holds, merged ones filled. */
size_t sheet_cells(const Sheet *s);
/* The next row that is not wholly empty. */
MUST_USE bool sheet_next(Sheet *s, TableRow *row, bool *more, Err *e);
/* Unpacked bytes read of the rows. */
long long sheet_done(const Sheet *s);
