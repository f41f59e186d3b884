/* Facts as rows that import reads back: what export writes at either door. */
#pragma once
#include "base/number.h"
#include "indicator/carry.h"

enum { FACT_COLUMNS = 12 };
extern const char *const fact_columns[FACT_COLUMNS];
typedef struct FactCells {
    char value[NUM_TEXT_MAX], period[PERIOD_TEXT_MAX], known[DATE_TEXT_MAX];
    const char *cells[FACT_COLUMNS];
} FactCells;
/* Texts in the arena or in out. */
void fact_cells(const Catalogue *c, Arena *a, const Canonical *k, FactCells *out);
/* All of them in one table, by submission. */
MUST_USE bool facts_csv(const View *known, const Catalogue *c, Buf *out, int64_t *rows, Err *e);
