/* Explanations of a computed score: why a line is what it is, and what one step more would bring. */
#pragma once
#include "score/score.h"

/* A reading that a formula made, with where its number comes from. */
typedef struct ScoreReading {
    const FormulaRef *ref;
    double value; /* NAN unknown */
    FormulaUnit unit;
    Period period;
    /* value(), growth(): */
    const Indicator *indicator; /* NULL for other readers */
    const Area *area;
    Basis basis;
    Measure measure;
    const Fact *fact;                 /* NULL unknown */
    Provenance from;                  /* of fact */
    const Target *target;             /* target(): NULL unknown */
    const ScoreEntry *const *entries; /* entry(): those that were added up */
    size_t n_entries;
    const ScoreWord *word; /* tasks(), projects() */
} ScoreReading;

typedef struct ScoreGateWhy {
    size_t gate;
    double holds; /* 1, 0, NAN */
    bool struck;
    FormulaSteps steps;
} ScoreGateWhy;

typedef struct ScoreWhy {
    const ScoreResult *result;
    size_t unit, item;
    const ScoreLine *line;
    const ScoreSum *group;            /* NULL: the item is in none */
    double nominal;                   /* weight before spreading */
    const char *weight_from;          /* "items", "class", "unit" */
    const SchemeExemption *exemption; /* NULL */
    FormulaSteps steps;               /* of the item's formula, outermost first */
    ScoreReading *readings;           /* each once, in the order of the steps; those of its gates too */
    size_t n_readings, cap_readings;
    ScoreGateWhy *gates; /* of the item and its kind */
    size_t n_gates;
} ScoreWhy;
/* Cost: O(nodes x class), and a look-up in the store for each fact. */
MUST_USE bool score_why(const ScoreResult *r, size_t unit, size_t item, Arena *a, ScoreWhy *out, Err *e);

/* What one unit more of a reading would bring: 1 percentage point, 1 亿元, one task; one less where less is
 * better. All else held. A reckoning by the rules, no promise. */
typedef struct ScoreStep {
    const FormulaRef *ref;
    size_t item; /* the first of the items that read it */
    FormulaUnit unit;
    double value, step; /* now; +1 or -1 */
    double gain;        /* of the total, rounded as the total is */
    double total;       /* then */
    int place;          /* then; others held */
} ScoreStep;
/* Every reading of the unit's own that its items make of this period and that is known, by gain, most first.
 * Cost: one computation of the class a reading. */
MUST_USE bool score_what_if(const ScoreResult *r, size_t unit, Arena *a, ScoreStep **out, size_t *n, Err *e);
