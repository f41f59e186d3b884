/* What is shown of assessing: schemes, results line by line, runs, explanations, comparisons, entries,
 * appeals. */
#pragma once
#include "score/appeal.h"
#include "score/explain.h"
#include "view/rows.h"

void scheme_rows(const SchemeVersion *items, size_t n, Rows *out);
/* One row an item of a scheme, with its rule. */
void scheme_item_rows(const Viewer *v, const Scheme *s, Rows *out);
/* One row a finding of a scheme's tables. */
void scheme_finding_rows(const Findings *fs, Rows *out);

/* One row a unit: total, place, lists; a column an item with its points. */
void score_total_rows(const Viewer *v, const ScoreResult *r, Rows *out);
/* One row an item of one unit. */
void score_line_rows(const Viewer *v, const ScoreResult *r, size_t unit, Rows *out);
/* A result with what stands around it. */
typedef struct ScoreShown {
    const ScoreResult *result;
    const ScoreRun *run;               /* NULL: a draft */
    const RunPublication *publication; /* NULL: not shown yet */
    const ScoreRun *before;            /* the run of the period before, or what it corrects; NULL none */
    const RunLine *lines;              /* [n] of before */
    size_t n;
} ScoreShown;
/* All of it: scheme, period, classes, groups, items, lists, and units with their lines and where they stood
 * before. */
void score_json(const Viewer *v, const ScoreShown *x, Json *j);
/* One row a run; publications [n_shown] tell from when it is shown. */
void run_rows(const ScoreRun *items, size_t n, const RunPublication *shown, size_t n_shown, Rows *out);
/* One row a kept line. */
void run_line_rows(const RunLine *items, size_t n, Rows *out);

void score_why_json(const Viewer *v, const ScoreWhy *w, Json *j);
void score_why_text(const Viewer *v, const ScoreWhy *w, Buf *out);
/* growth("IVA") as its formula writes it, inside city() where it is of the whole. */
const char *score_ref_text(Arena *a, const FormulaRef *ref);

/* Where names come from; scheme NULL: items by their codes. */
typedef struct ScoreNames {
    const City *city;
    const Scheme *scheme;
} ScoreNames;
/* One row a cause; a change without one has a row too. */
void score_change_rows(const Viewer *v, const ScoreNames *names, const ScoreComparison *c, Rows *out);
void score_step_rows(const Viewer *v, const ScoreResult *r, const ScoreStep *items, size_t n, Rows *out);
void score_entry_rows(const Viewer *v, const ScoreEntries *all, Rows *out);
void score_appeal_rows(const Viewer *v, const ScoreNames *names, const ScoreAppeal *items, size_t n,
                       Rows *out);
