/* Runs: a scoring that is kept, with all its lines and with what makes it possible to compute it again to the
 * bit: the scheme's version, the last submission and the last entry that it knew, the aggregates and the
 * answers of feeds. Append-only, in the audit chain. */
#pragma once
#include "score/score.h"

typedef enum RunKind { RUN_FIRST, RUN_CORRECTION } RunKind;
const char *run_kind_code(RunKind k);

typedef struct ScoreRun {
    int64_t id, audit_seq;
    const char *scheme;
    int64_t version;
    Period period;
    int as_of; /* yyyymmdd of knowledge; 0: all that was known then */
    bool no_sample;
    int64_t until_submission, until_entry; /* the pin: later ones are not read */
    RunKind kind;
    int64_t corrects, appeal; /* 0: none */
    bool holds_bounds;        /* a correction that keeps the aggregates of what it corrects */
    const char *title;
    int64_t n_lines;
    const char *lines_sha256, *by, *at;
} ScoreRun;

/* What a run is made of. Version 0: the one in force on the period's last day. */
typedef struct RunSpec {
    const char *scheme;
    int64_t version;
    Period period;
    int as_of;
    bool no_sample;
    const ScoreFeed *feed;
    const char *title;        /* "" */
    int64_t corrects, appeal; /* 0: a first run */
    bool hold_bounds;
    const SchemeSheets
        *sheets; /* of a draft: the scheme as it is edited, where it has no fault; NULL: as stored */
} RunSpec;

/* A computation with all that it stands on; the arena holds them. Its parts point to one another: not to be
 * copied. */
typedef struct RunContext {
    City city;
    Catalogue catalogue;
    Scheme scheme;
    ScoreResult result;
} RunContext;

/* Computes without keeping; a version that is not in force will do. */
MUST_USE bool score_draft(Store *s, const RunSpec *spec, Arena *a, RunContext *out, Err *e);
/**
 * Computes and keeps, with an entry of the audit chain, in a transaction of its own.
 *
 * Fails: as score_compute and scheme_load; NOT_FOUND, CONFLICT (what it corrects is no run of the scheme and
 * period; the appeal is of another run).
 */
MUST_USE bool score_run(Store *s, const RunSpec *spec, const Intake *in, Arena *a, ScoreRun *out, Err *e);
MUST_USE bool run_list(Store *s, int64_t city, Arena *a, ScoreRun **out, size_t *n, Err *e);
/* Fails: NOT_FOUND. */
MUST_USE bool run_find(Store *s, int64_t city, int64_t id, Arena *a, ScoreRun *out, Err *e);

/* What a line is of. */
typedef enum RunOf { RUN_ITEM, RUN_GROUP, RUN_LIST, RUN_TOTAL } RunOf;
/* A kept line: an item, a group, a list or the total of a unit. */
typedef struct RunLine {
    int64_t line;                      /* from 1, in the order of the result */
    const char *unit_kind, *unit, *in; /* codes; in: class */
    RunOf of;
    const char *code;                            /* of item, group or list; "" of the total */
    const char *state;                           /* of an item */
    double raw, bounded, points, weight, factor; /* NAN unknown or without meaning */
    const char *gate;                            /* that struck; "" */
    const char *note;                            /* "low", "high": a bound was hit; "" */
    int place, n_unknown;                        /* of a total */
} RunLine;
typedef struct RunLines {
    RunLine *items;
    size_t n, cap;
    int64_t *damaged; /* [n_damaged] lines whose checksum is wrong: changed by hand */
    size_t n_damaged, cap_damaged;
} RunLines;
MUST_USE bool run_lines(Store *s, int64_t city, int64_t run, Arena *a, RunLines *out, Err *e);

/* Computes a kept run again from what it knew. feed is asked nothing. *same: every line is the same to the
 * bit; else *differs is the first that is not (its number; 0 a line too many or too few). */
typedef struct RunCheck {
    bool same;
    int64_t differs;
} RunCheck;
MUST_USE bool score_recompute(Store *s, const ScoreRun *run, Arena *a, RunContext *out, Err *e);
MUST_USE bool score_recheck(Store *s, const ScoreRun *run, Arena *a, RunCheck *out, Err *e);
/* Digest of every run against its audit entry, every line against its checksum; deep: computes every run
 * again and compares to the bit. Cost: O(lines), deep O(runs). */
MUST_USE bool score_verify(Store *s, int64_t city, bool deep, Verification *v, Err *e);

/* ---- comparing ---- */
typedef enum CauseKind {
    CAUSE_RULE,      /* formula, weight, bounds, missing rule, gate: the scheme's version says otherwise */
    CAUSE_FIGURE,    /* a fact that was read */
    CAUSE_TARGET,    /* a target that was read */
    CAUSE_ENTRY,     /* entries */
    CAUSE_FEED,      /* an answer of tasks or projects */
    CAUSE_EXEMPTION, /* exempt in one of them */
    CAUSE_BOUND,     /* an aggregate over the class */
    CAUSE_ITEM,      /* the points of another item, which it reads */
    CAUSE_GATE,      /* a gate struck in one of them */
    CAUSE_OTHERS,    /* other units moved: a rank, a share */
} CauseKind;
const char *cause_code(CauseKind k);
const char *cause_name(CauseKind k, Lang lang);
typedef struct ScoreCause {
    CauseKind kind;
    const char *what;                     /* "growth(\"IVA\") 2021-09", "formula", "max_units" */
    double before, after;                 /* NAN unknown or no number */
    const char *text_before, *text_after; /* of rules; "" else */
    int64_t submission;                   /* that brought the later figure, or the entry's number; 0 */
} ScoreCause;
typedef struct ScoreChange {
    const char *unit, *item;       /* codes; item "" the total */
    double before, after;          /* points */
    int place_before, place_after; /* of a total */
    ScoreCause *causes;
    size_t n_causes, cap_causes;
} ScoreChange;
typedef struct ScoreComparison {
    ScoreRun a, b;
    ScoreChange *changes; /* items and totals that differ, in the order of b's units */
    size_t n, cap;
} ScoreComparison;
/* Fails: NOT_FOUND, CONFLICT (runs of different schemes). Cost: two computations, and an explanation a
 * change. */
MUST_USE bool score_compare(Store *s, int64_t a, int64_t b, Arena *arena, ScoreComparison *out, Err *e);
