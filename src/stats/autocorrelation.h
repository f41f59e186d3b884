/* Autocorrelations of a series, and the KPSS statistic of stationarity. Pure, allocates nothing. */
#pragma once
#include <stddef.h>

#include "base/err.h"

/**
 * Sample autocorrelations, all divided by n.
 *
 * y    [n]          any unit
 * out  [max_lag+1]  lags 0 (always 1) to max_lag
 *
 * Fails: ERR_DATA when n <= max_lag, a value is missing or not finite, all values are the same, or their
 * squares overflow. Cost:  O(n max_lag). Source: Box & Jenkins (1976), equation 2.1.11.
 */
MUST_USE bool autocorrelation(const double *y, size_t n, size_t max_lag, double *out, Err *e);

/**
 * KPSS statistic against a constant level: the mean square of the partial sums of the deviations from the
 * mean, over n times their long-run variance with Bartlett's weights up to `lag`. Critical at 10, 5, 1 %:
 * 0.347, 0.463, 0.739.
 *
 * y    [n]  any unit
 * lag       0 to n-1; kpss_lag_short(n) or kpss_lag_long(n) are usual
 *
 * Fails: as autocorrelation.
 * Cost:  O(n lag).
 * Source: Kwiatkowski, Phillips, Schmidt & Shin (1992), equations 10 to 13.
 */
MUST_USE bool kpss_level(const double *y, size_t n, size_t lag, double *out, Err *e);

/* Whole part of 4 (n/100)^(1/4), and of 12 (n/100)^(1/4): l4 and l12 of Kwiatkowski et al. (1992), section 5.
 */
size_t kpss_lag_short(size_t n);
size_t kpss_lag_long(size_t n);
