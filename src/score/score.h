/* Scoring: the units of a scheme, each item of each, sums, gates, places and lists of one period. Computed
 * from facts each time; a run (run.h) keeps what came out. In the order in which it is done:
 *
 *   value      the item's formula, for all units of a class at once: raw
 *   missing    where it gives no number, the item's rule
 *   bounds     low and high of the item: bounded
 *   share      times the factor by which the weights of exempt items are spread: within the group, and where
 * a group is left empty over the whole scheme; weight is then the weight that counts rounding   half away
 * from zero to the item's decimals; the sign of a deduction is turned gates      of the item or its kind:
 * points group      the sum of its items' points within the group's bounds, then its gates total      the
 * groups and the items of none, then the total's gates, rounded place      inside the class, ties as the
 * scheme says; then lists */
#pragma once
#include "indicator/history.h"
#include "score/entry.h"

typedef struct ScoreFigures
    ScoreFigures; /* histories read so far, shared by computations: see score_figures */

/* A number that may be put back: an aggregate over a class, or an answer of a feed. */
typedef enum FrozenKind { FROZEN_GROUP, FROZEN_FEED } FrozenKind;
typedef struct ScoreFrozen {
    FrozenKind kind;
    const char *table, *code; /* of the formula: "items", "IVA"; of a feed: its source and word */
    const char *function;     /* "max_units"; "" of a feed */
    const char *of;           /* class, or unit ("" the whole city) of a feed */
    int64_t at;               /* byte of the formula; 0 of a feed */
    int months_back;
    double value; /* NAN: unknown it was */
} ScoreFrozen;

typedef struct ScoreSpec {
    View known;
    const Catalogue *catalogue;
    const Scheme *scheme;
    Period period; /* of the scheme's frequency */
    const ScoreFeed *feed;
    int64_t until_entry;       /* 0: all, below 0: none */
    const ScoreFrozen *frozen; /* [n_frozen] put back in place of what would come out now */
    size_t n_frozen;
    ScoreFigures *figures; /* NULL: read for this computation alone */
} ScoreSpec;

typedef enum ScoreState {
    SCORE_NOT_APPLIED, /* the item is not for the class */
    SCORE_SCORED,
    SCORE_ZERO,   /* missing: no points */
    SCORE_NONE,   /* missing: unknown, outside the total */
    SCORE_LAST,   /* missing: the fewest points of the class */
    SCORE_SPREAD, /* missing: its weight is spread */
    SCORE_EXEMPT,
} ScoreState;
const char *score_state_code(ScoreState s); /* "missing_last" */
const char *score_state_name(ScoreState s, Lang lang);

typedef struct ScoreLine {
    ScoreState state;
    double raw;           /* what the formula gave, in points; NAN */
    double bounded;       /* after missing rule, bounds and gates; NAN where it does not count */
    double weight;        /* full points that count: nominal times factor; 0 where it does not count */
    double factor;        /* 1 where nothing was spread */
    double points;        /* what goes into the sum; NAN where it does not count */
    bool at_low, at_high; /* a bound was hit */
    size_t gate;          /* of the scheme's gates: the one that struck; SCHEME_NONE */
} ScoreLine;

typedef struct ScoreSum {
    double sum;    /* of what is in it */
    double points; /* after bounds and gates (and, of the total, rounding); NAN when nothing in it counts */
    bool at_low, at_high;
    size_t gate;
    size_t n_unknown; /* items that are unknown and outside: the sum is not whole */
} ScoreSum;

typedef struct ScoredUnit {
    const SchemeUnit *unit;
    ScoreLine *lines; /* [scheme->n_items] */
    ScoreSum *groups; /* [scheme->n_groups] */
    ScoreSum total;
    int place;     /* in its class, from 1; 0 without a total */
    double *lists; /* [scheme->n_lists] 1, 0 or NAN */
} ScoredUnit;

typedef struct ScoreResult {
    ScoreSpec spec;
    ScoredUnit *units; /* valid on the period's last day; by class, then in the order of units.csv */
    size_t n;
    ScoreFrozen *frozen; /* every aggregate and every answer of the feed that went into it */
    size_t n_frozen, cap_frozen;
    struct Scoring *scoring; /* for score_why and score_what_if */
} ScoreResult;

/**
 * Computes. Everything lives in the arena, with what the spec points to.
 *
 * Fails: INVALID (a period of another frequency, or outside the scheme's), DATA (no unit is valid), DB.
 * Cost:  O(units x items) evaluations, and reading each history once.
 */
MUST_USE bool score_compute(const ScoreSpec *spec, Arena *a, ScoreResult *out, Err *e);
/* Histories for several computations of the same View, which must outlive it. */
ScoreFigures *score_figures(const View *known, const Catalogue *c, Arena *a);
/* By code or name of the unit. Fails: NOT_FOUND. */
MUST_USE bool score_find_unit(const ScoreResult *r, Str text, size_t *unit, Err *e);
/* Units of the class. */
size_t score_class_size(const ScoreResult *r, size_t in);
/* Half away from zero at the given decimals, of the decimal number that was meant: 58.725 is 58.73 though its
 * binary form lies below. NAN stays. decimals -1: unchanged. */
double score_round(double x, int decimals);
