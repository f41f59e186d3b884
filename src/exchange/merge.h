/* Merged ranges of one sheet: every cell of a range gets what its first cell holds. Rows come in ascending
 * order, each range is held from its first row to its last. */
#pragma once
#include "exchange/table.h"

enum { XLSX_MERGES_MAX = 65536, XLSX_MERGED_BYTES_MAX = 8 * 1024 * 1024 };

typedef struct Range {
    size_t row1, row2, col1, col2; /* from 1, ends included */
    Cell cell;                     /* what the first cell holds, once its row was read */
} Range;

typedef struct Merges {
    Arena *arena; /* the caller's */
    Range *items;
    size_t n, cap, next; /* items[next..] begin below the rows seen */
    size_t *active;
    size_t n_active;
    size_t bytes; /* of text kept */
} Merges;

/* False when there are too many. */
bool merges_add(Merges *m, Range r);
/* Sorts them, and cuts large ones (whole columns, whole rows) to the cells that the sheet uses. Gives the
 * number of cells that they cover. */
size_t merges_settle(Merges *m, size_t last_row, size_t last_col);
/* Fills the cells of a row; *n is the number of cells and grows. False when the texts to be repeated are too
 * long in all. */
bool merges_fill(Merges *m, size_t row, Cell *cells, size_t *n);
/* The first row from this on that merged content reaches, of the ranges begun; SIZE_MAX when there is none.
 */
size_t merges_next_row(const Merges *m, size_t from);
