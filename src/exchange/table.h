/* Tables from outside: one reader for CSV and XLSX, a row at a time, in bounded memory. Knows cells, not
 * indicators. */
#pragma once
#include "base/arena.h"
#include "base/hash.h"
#include "base/number.h"

typedef enum CellKind {
    CELL_EMPTY,
    CELL_TEXT,   /* every CSV cell that is not empty */
    CELL_NUMBER, /* XLSX: number is set; text is how it is written, with its % sign */
    CELL_DATE,   /* XLSX: text is YYYY-MM-DD */
    CELL_BOOL,
    CELL_ERROR, /* XLSX: #DIV/0! and its kind */
} CellKind;

typedef struct Cell {
    CellKind kind;
    Str text; /* trimmed; valid until the next row */
    Decimal number;
    bool merged;     /* part of a merged range, filled from its first cell */
    bool month_only; /* CELL_DATE whose format shows no day: 2021-06-01 that reads June 2021 */
} Cell;

typedef struct TableRow {
    size_t number; /* row of the sheet, from 1; of a CSV file the number of the record */
    const Cell *cells;
    size_t n;
} TableRow;

typedef struct TableReader TableReader;

/* Opens a file and recognises it by content. Fails: NOT_FOUND, IO, INVALID (old .xls, encrypted, over a
 * limit). */
MUST_USE bool table_open(const char *path, TableReader **r, Err *e);
/* The same for bytes in memory, which must outlive the reader; name is what errors call it. */
MUST_USE bool table_open_memory(const char *name, const char *bytes, size_t n, TableReader **r, Err *e);
/* Rows that are in memory already, and must outlive the reader: UTF-8, no cell longer than FIELD_MAX; what is
 * longer or broken is refused (INVALID), as in a file. Their hash is over the texts of the cells. */
MUST_USE bool table_open_rows(const char *name, const TableRow *rows, size_t n, TableReader **r, Err *e);
void table_close(TableReader **r);
size_t table_sheets(const TableReader *r); /* 1 for CSV, whose sheet has no name */
const char *table_sheet_name(const TableReader *r, size_t sheet);
/* Begins to read a sheet from its first row. CSV: once only. */
MUST_USE bool table_select(TableReader *r, size_t sheet, Err *e);
/* The next row that is not wholly empty; *more false behind the last. Fails with INVALID naming line and
 * remedy. */
MUST_USE bool table_next(TableReader *r, TableRow *row, bool *more, Err *e);
/* SHA-256 of the file's bytes; known once the last row was read. */
const char *table_sha256(const TableReader *r);
/* For a progress bar: bytes read, bytes in all. */
void table_progress(const TableReader *r, long long *done, long long *total);
const char *table_encoding(const TableReader *r); /* "UTF-8", "GB18030", "UTF-16", "XLSX" */
