/* What a number may turn out to be: the forecast of the year's end with its distribution, whichever way it
 * was made. */
#pragma once
#include "stats/year_growth.h"

typedef enum OutcomeKind {
    OUTCOME_NONE,
    OUTCOME_LEVEL,         /* year_end_run on levels */
    OUTCOME_BY_LEVEL,      /* growth that follows from such a level */
    OUTCOME_GROWTH,        /* year_growth_run */
    OUTCOME_CARRIED_LEVEL, /* carried forward; Student t error of the logarithm */
    OUTCOME_CARRIED,       /* carried forward; Student t error */
    OUTCOME_SERIES,        /* forecast_run on a stock, rate or index */
    OUTCOME_SETTLED,       /* the year is over */
} OutcomeKind;
const char *outcome_code(OutcomeKind k);

typedef struct Outcome {
    OutcomeKind kind;
    double mid;
    const YearEndResult *level;
    const YearGrowth *growth;
    double base;           /* OUTCOME_BY_LEVEL: last year's level */
    double scale;          /* of the Student t error of a carried one; 0: unknown, there is no range */
    double half80, half95; /* OUTCOME_SERIES */
    double adjust;         /* a town's: by which the level was multiplied to add up; 0: it was not */
    int years;             /* whole years of data behind it */
    bool sample;
} Outcome;

/* Below which it stays with probability p, 0 < p < 1; NAN where there is no range. */
double outcome_quantile(const Outcome *o, double p);
/* Probability of at least `goal`; NAN where it cannot be told. */
double outcome_reaches(const Outcome *o, double goal);
