/* Scenarios: what-ifs that were saved, with a name, the day's figures and their results as they were then.
 * Append-only and in the audit chain. A scenario is an assumption: it is kept apart from observations and
 * can never become one. */
#pragma once
#include "ledger/submission.h"
#include "outlook/what_if.h"

/* One node as it was reckoned: texts that read back to the same double. NAN unknown. */
typedef struct ScenarioRow {
    const char *code;
    double share, before, after, points, residual; /* share of the root 0..1; %; %; points */
} ScenarioRow;

typedef struct Scenario {
    int64_t id, audit_seq;
    const char *name, *tree, *area, *note, *by, *at;
    Period period;
    int as_of; /* yyyymmdd: the day's knowledge; 0: all that was known when it was saved */
    bool year_end, sample;
    const char **changes; /* [n_changes] "IVA=+1" */
    size_t n_changes;
    ScenarioRow *rows; /* [n_rows] in the tree's order */
    size_t n_rows;
} Scenario;

/* What is saved of a what-if; name, note and as_of are the caller's to fill in. */
void scenario_of(const WhatIf *w, Arena *a, Scenario *out);
/**
 * Saves it with its entry of the audit chain, in a transaction of its own; id, by, at and audit_seq are
 * filled in. Fails: INVALID (no name or too long, of more than a line), CONFLICT (the name is taken, by whom
 * and when).
 */
MUST_USE bool scenario_add(Store *s, const Intake *in, Scenario *sc, Err *e);
/* All of them, oldest first. */
MUST_USE bool scenario_list(Store *s, int64_t city, Arena *a, Scenario **rows, size_t *n, Err *e);
/* By name, or by number. Fails: NOT_FOUND, with the nearest. */
MUST_USE bool scenario_find(Store *s, int64_t city, const char *name, Arena *a, Scenario *out, Err *e);

/* Several side by side: a row a node that any of them has, in the order of the first. */
typedef struct ScenarioCompared {
    const char *code;
    const ScenarioRow **of; /* [n scenarios]; NULL where it has no such node */
} ScenarioCompared;
void scenario_compare(const Scenario *items, size_t n, Arena *a, ScenarioCompared **rows, size_t *n_rows);
/* Compares every scenario with its audit entry, and their number with the chain's. */
MUST_USE bool scenario_verify(Store *s, int64_t city, Verification *v, Err *e);
