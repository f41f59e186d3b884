/* Inside ets: forecasts and the variance of their errors. */
#pragma once
#include <stdbool.h>

#include "stats/kernels.h"

/* A model at the end of its series. */
typedef struct EtsAhead {
    EtsKind kind;
    int m, phase;  /* length of the season, phase of the next observation */
    EtsPoint at;   /* weights, and states after the last observation */
    double sigma2; /* of e */
} EtsAhead;

/**
 * mean [h], var [h]   out; var in the unit of the states squared
 * scratch [h]
 *
 * Exact for normal e: classes 1 to 3. With a multiplicative season beyond one year the mean is that of the
 * product of level and season, which move by the same errors.
 *
 * Cost     O(h); relative errors O(h^2); multiplicative season O(h m) beyond one year
 * Source   Hyndman, Koehler, Ord & Snyder (2008), 6.2 and 6.3; class 3 by the moments of (level, trend) times
 *          the one season's state that a forecast needs, which are those of the book's matrices.
 */
void ets_ahead(const EtsAhead *of, size_t h, double *mean, double *var, double *scratch);
