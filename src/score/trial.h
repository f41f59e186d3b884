/* Trying a formula on the real units of a class, while a scheme is edited. Nothing is kept. */
#pragma once
#include "score/run.h"

typedef struct ScoreTrial {
    const char *formula, *in; /* in: code of the class */
    const char *table, *code; /* where it stands: "items" and whose weight() is meant, "gates", "lists" */
} ScoreTrial;

typedef struct ScoreTried {
    FormulaFaults faults;
    FormulaUnit unit;
    const ScoredUnit *units; /* [n] of the class */
    double *values;          /* [n] in unit; NAN unknown */
    size_t n;
} ScoreTried;

/* The formula's faults are no failure. Fails: as score_draft; NOT_FOUND (no such class with units). */
MUST_USE bool score_try(Store *s, const RunSpec *spec, const ScoreTrial *t, Arena *a, ScoreTried *out,
                        Err *e);
