/* Revisions: what became known otherwise, from what to what, by whom. */
#pragma once
#include "indicator/history.h"

typedef struct Revision {
    const Indicator *indicator; /* NULL when it left the catalogue */
    const Area *area;
    Fact before, now; /* value, decimals, status, known_on, submission; the rest of before is empty */
    const char *by, *received_at, *file;
} Revision;

typedef struct RevisionList {
    Revision *items;
    size_t n, cap;
} RevisionList;

/* Revisions known from since (0: all) on. Cost: O(n log n) over all facts. */
MUST_USE bool revisions_since(const View *v, const Catalogue *c, int since, Arena *a, RevisionList *out,
                              Err *e);
