/* Entries 加减分登记: facts that no table of figures holds: a summoned talk, a praise, a joint start.
 * Append-only; a correction is a new entry that takes the place of an earlier one. */
#pragma once
#include "score/scheme.h"

typedef struct ScoreEntry {
    int64_t id, audit_seq;
    Unit unit;
    Period period;
    const char *kind; /* of entries.csv of a scheme */
    double value;
    const char *reason, *evidence;
    bool sample;
    int64_t replaces; /* 0: none */
    const char *by, *at;
} ScoreEntry;

typedef struct ScoreEntries {
    ScoreEntry *items; /* oldest first, replaced ones too */
    size_t n, cap;
    bool *replaced; /* [n] by a later one of these */
} ScoreEntries;

/* What is seen of them: as known at the end of a day (0: now) and up to a number (0: all). */
typedef struct EntryKey {
    const City *city;
    int as_of;
    int64_t until; /* below 0: none */
    bool no_sample;
} EntryKey;
MUST_USE bool entry_load(Store *s, const EntryKey *key, Arena *a, ScoreEntries *out, Err *e);
/* The number of the last one; 0 none. */
MUST_USE bool entry_last(Store *s, int64_t city, int64_t *id, Err *e);
/* The sum of a unit's entries of a kind from January to the end of the month; 0 when there are none. unit
 * NULL: of all units. */
double entry_sum(const ScoreEntries *all, const char *kind, const Unit *unit, Period month);
/* Is entry i one of that sum? */
bool entry_counts(const ScoreEntries *all, size_t i, const char *kind, const Unit *unit, Period month);
/* The kinds that the last versions of all schemes declare. */
MUST_USE bool entry_kinds(Store *s, int64_t city, Arena *a, EntryKinds *out, Err *e);

/**
 * Puts an entry on record, with its entry of the audit chain, in a transaction of its own.
 *
 * set  unit, period, kind, value, reason, evidence, sample, replaces; the rest is filled in
 *
 * Fails: INVALID (no reason, a value that is no number), NOT_FOUND (no such kind; nothing to replace),
 * CONFLICT (what it replaces was replaced already, or is of another unit or kind).
 */
MUST_USE bool entry_add(Store *s, const City *c, const Intake *in, ScoreEntry *set, Err *e);
MUST_USE bool entry_verify(Store *s, int64_t city, Verification *v, Err *e);
