/* STL with exponential smoothing: the season is taken out by local regression, what is left is smoothed
 * without a season, and the season's last year is put back. Pure; results in the arena. */
#pragma once
#include "stats/ets.h"

typedef struct StlEtsSpec {
    int m;           /* observations in a season; 0, 1 and a series of at most 2 m values: none */
    size_t s_window; /* STL's n(s), in years, at least 7 advised; 0: 13 */
    bool periodic;   /* the same season every year; s_window is not read */
    bool robust;     /* outliers lose their weight in STL */
    size_t h;        /* periods to forecast, 1 .. ETS_MAX_HORIZON */
    EtsCriterion criterion;
    SimdLevel simd;
} StlEtsSpec;

typedef struct StlEtsResult {
    EtsResult ets;    /* of the adjusted series: its fitted, mean and var as well */
    bool has_season;  /* else ets is of y itself */
    double *seasonal; /* [n] 0 without a season */
    double *mean;     /* [h] forecasts of y */
    double *var;      /* [h] that of the adjusted series: the season is taken as known */
} StlEtsResult;

/**
 * y [n]   a series without gaps, any unit, |y| <= 1e100
 *
 * Fails   as ets_run and stl_run
 * Cost    STL, and ets_run without a season: six forms
 * Source  Cleveland, Cleveland, McRae & Terpenning (1990), Journal of Official Statistics 6, 3-73; Hyndman &
 *         Athanasopoulos (2021), section 3.6 and 5.7.
 */
MUST_USE bool stl_ets_run(const StlEtsSpec *spec, const double *y, size_t n, StlEtsResult *result, Arena *a,
                          Err *e);
