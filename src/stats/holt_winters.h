/* Holt-Winters smoothing with a season, in the classical form: start values from the first two periods,
 * weights that minimise the sum of squared one-step errors. Pure. */
#pragma once
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

typedef struct HoltWintersSpec {
    size_t period;       /* observations a year (or cycle), at least 2 */
    bool multiplicative; /* (level + trend) * season; else a sum */
    const double *fixed; /* [3] alpha, beta, gamma from 0 to 1 to be used as they are; NULL: estimate them */
} HoltWintersSpec;

typedef struct HoltWinters {
    double alpha, beta, gamma;       /* weights of level, trend and season, 0 to 1 */
    double sse;                      /* sum of squared one-step errors from the second period on */
    double level, trend;             /* after the last observation */
    double start_level, start_trend; /* before the second period */
    double *season;                  /* [period] of the next observations, the first one first */
    double *start_season;            /* [period] */
    double *fitted;                  /* [n] one-step forecasts; NAN in the first period */
    size_t period;
    bool multiplicative;
} HoltWinters;

/**
 * Start values: the season is the figure of the classical decomposition of the first two periods, level and
 * trend the line through its moving averages. Weights: Gauss-Newton steps with exact derivatives within the
 * box, from the best places of a coarse grid and from 0.3, 0.1, 0.1; the lowest minimum found is taken.
 *
 * y    [n]  any unit
 * out       arrays live in the arena
 *
 * Fails: ERR_DATA when period < 2, n <= 2 period, a value is missing or not finite, or a multiplicative
 * season runs through zero; ERR_INVALID when a fixed weight is not between 0 and 1. Cost:  O(n) a step, some
 * hundred steps. Source: Winters (1960); start values as in R's HoltWinters; steps: Levenberg (1944),
 * Marquardt (1963).
 */
MUST_USE bool holt_winters_fit(const HoltWintersSpec *spec, const double *y, size_t n, HoltWinters *out,
                               Arena *a, Err *e);

/* out [h]: forecasts of the next h observations. */
void holt_winters_forecast(const HoltWinters *fit, size_t h, double *out);
