/* References: codes in a city table that must be codes of another (or of the same) table. Noted while the
 * table is read, checked when it has been. */
#pragma once
#include "city/records.h"

typedef struct Reference {
    const char *table, *code;
    Place at;
} Reference;

typedef struct References {
    Arena *arena;
    Reference *items;
    size_t n, cap;
} References;

/* Notes every code of a cell that refers to the table; "*" stands for all. Nothing where table is NULL. */
void references_note(References *r, const char *table, Place at, const char *cell);
/* Tells every code that its table, as known on the submission's day, does not have. Cost: O((n + m) log m)
 * for m codes. */
MUST_USE bool references_check(const References *r, Store *s, const Intake *in, Findings *fs, Err *e);
