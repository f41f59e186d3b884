/* Inside ets: initial states before any is fitted. */
#pragma once
#include "stats/ets_model.h"

typedef struct EtsStart {
    double mean;         /* level without a trend */
    double level, trend; /* of a line: level + trend stands at the first observation */
    double season[ETS_MAX_SEASON];
} EtsStart;

/**
 * The season is that of the deviations from a moving average over the first five years (from a line when
 * there are fewer than three); level and trend are those of the first ten observations, or two years, without
 * it.
 *
 * scratch  [n]
 * Source   Hyndman, Koehler, Snyder & Grose (2002), 3.1.
 */
void ets_start(const double *y, size_t n, int m, EtsSeason season, double *scratch, EtsStart *out);
