/* A computation while it runs: the host of its formulas and the steps of a class. The room's own. */
#pragma once
#include "score/figures.h"

/* One reading of one unit moved by a step: what would be, were it so. */
typedef struct ScoreBump {
    const FormulaRef *ref;
    size_t unit;
    double step;
} ScoreBump;

typedef struct Scoring {
    ScoreSpec spec;
    Arena *arena, *scratch; /* scratch: of one evaluation */
    ScoreFigures *figures;
    ScoreEntries entries;
    ScoredUnit *units; /* [n_units] as in the result */
    size_t n_units;
    double *nominal;              /* [n_units x n_items] weights before spreading */
    double *own;                  /* [n_units x n_items] what score() reads */
    double *holds;                /* [n_units x n_gates] */
    bool *exempt;                 /* [n_units] from the item that is computed now */
    size_t first, n, in;          /* units of the class that is computed now */
    const SchemeFormula *formula; /* that is evaluated now */
    size_t item;                  /* whose it is; SCHEME_NONE of a gate or list */
    bool noting;                  /* aggregates are put into frozen */
    ScoreFrozen *frozen;
    size_t n_frozen, cap_frozen, noted_at, given_at; /* where it was found last */
    const ScoreBump *bump;
} Scoring;

/* ---- host (read.c) ---- */
/* Aims at a formula of an item (SCHEME_NONE: of a gate or list). */
void scoring_aim(Scoring *s, const SchemeFormula *f, size_t item);
FormulaHost scoring_host(Scoring *s);
/* The unit's own area, or the city of a department. */
const Area *scoring_area(const Scoring *s, size_t unit);
/* Are they the same reading, however it is written? */
bool scoring_same_ref(const Scoring *s, const FormulaRef *a, const FormulaRef *b);

/* ---- steps (compute.c, sums.c) ---- */
/* Computes the class whose first unit is given. */
MUST_USE bool scoring_class(Scoring *s, size_t first, Err *e);
/* Does the gate decide the item's points itself? */
bool scoring_gates_item(const Scheme *x, const SchemeGate *g, size_t item);
/* Lets the gate strike the points of a unit, a cap being of points times share. */
void scoring_strike(const Scoring *s, size_t unit, size_t gate, double share, double *points, size_t *struck);
/* Factors, points, groups, totals and places of the class, whose items and gates are computed. */
void scoring_sums(Scoring *s);
/* Makes the class of the unit the one that is computed. */
void scoring_aim_class(Scoring *s, size_t unit);
/* From which unit on another class begins. */
size_t scoring_class_end(const Scoring *s, size_t first);
