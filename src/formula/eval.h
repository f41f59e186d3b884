/* The room's own: one evaluation, and what explain.c wants to know of it. */
#pragma once
#include "formula/work.h"

enum { FORMULA_YEAR = 12 };

/* What every node came to for one unit: values[node.id * FORMULA_YEAR + month]; month is 0 outside of
 * *_months(), else how many months before the assessed one. */
typedef struct Trace {
    size_t unit;
    double *values;
} Trace;

/* Months from January to the month that lies `back` before the assessed one, itself counted: 1..12. */
int months_until(const FormulaHost *host, int back);
MUST_USE bool formula_run(const Formula *f, const FormulaHost *host, Arena *a, double *out,
                          const Trace *trace, Err *e);
