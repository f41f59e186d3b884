/* Revisions: what became known otherwise, from what to what, by whom. */
#pragma once
#include "indicator/history.h"

typedef struct Revision {
    const Indicator *indicator; /* NULL when it left the catalogue */
    const Area *area;
    Fact before, now; /* value, decimals, status, known_on, submission; the rest of before is empty */
    const char *by, *received_at, *file;
} Revision;

/* Revisions known from since (0: all) to as_of (0: now). Cost: O(n log n) over all facts. */
MUST_USE bool revisions_since(Store *s, const Catalogue *c, int since, int as_of, Arena *a, Revision **out,
                              size_t *n, Err *e);
