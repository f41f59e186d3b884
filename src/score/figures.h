/* Figures: facts and targets that formulas read, each history once. The room's own. */
#pragma once
#include "score/readers.h"
#include "score/score.h"

/* The fact of a key in the period that lies months_back before p, NULL when unknown. Months without a figure
 * of the basis (a quarter's in May) have none. */
typedef struct FigureAt {
    FigureKey key;
    const Area *area;
    Period month; /* after months_back was taken off: see figure_month */
} FigureAt;
MUST_USE bool figures_fact(ScoreFigures *f, const FigureAt *at, const Fact **out, Err *e);
/* The year's target, NULL when none is known. */
const Target *figures_target(ScoreFigures *f, const FigureAt *at);
/* The month that lies so many months before the last one of p. */
Period figure_month(Period p, int months_back);
