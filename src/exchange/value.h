/* A number as a sheet stores it, made a cell: plain, percentage or date. */
#pragma once
#include "exchange/styles.h"
#include "exchange/table.h"

/* v is the text of <v>. Leaves the kind at CELL_TEXT when it is no number that can be kept. The number of the
 * cell is always what decimal_parse makes of its text. Text that had to be made goes to the arena. */
void value_cell(Str v, NumberFormat format, bool from_1904, Arena *a, Cell *out);
/* An ISO 8601 date of a cell of type d. */
void value_iso_date(Str v, Arena *a, Cell *out);
