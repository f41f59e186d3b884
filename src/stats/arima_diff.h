/* Inside arima: how often to difference, differences, and back. */
#pragma once
#include "stats/arima.h"

/* out [n - lag] = y_t - y_{t-lag}, lag < n; out may be y. Returns n - lag. */
size_t arima_difference(const double *y, size_t n, size_t lag, double *out);

/* Whether x [n] is anything but one constant, to within rounding of values as large as `largest`. */
bool arima_varies(const double *x, size_t n, double largest);

/**
 * Strength of the season, 0 .. 1: 1 - var(remainder) / var(season + remainder), from a classical additive
 * decomposition (centred moving average over m; the season may change over the years).
 *
 * y [n], n >= 2 m, m >= 2; scratch [2 n]
 * Source: Wang, Smith & Hyndman (2006), Data Mining and Knowledge Discovery 13, 335-364.
 */
double arima_season_strength(const double *y, size_t n, int m, double *scratch);

/**
 * The statistic of Kwiatkowski, Phillips, Schmidt & Shin (1992), J. Econometrics 54, 159-178, against a
 * level, with trunc(3 sqrt(n) / 13) lags; 0 for a constant. Its 5 % point is 0.463.
 */
double arima_kpss(const double *y, size_t n);

typedef struct ArimaDifferences {
    int m, d, D;
} ArimaDifferences;

/* Seasonal differences to take (0 or 1) and, after them, differences (0 .. 2): sets d and D for a given m.
 * scratch [3 n]
 * Source: Hyndman & Khandakar (2008), 3.1, with the strength of the season for the test of Canova and Hansen.
 */
void arima_choose_differences(const double *y, size_t n, ArimaDifferences *by, double *scratch);

/* Differences w [n] in place, the seasonal ones first; returns the length left. */
size_t arima_differences(double *w, size_t n, const ArimaDifferences *by);

/* Turns forecasts x [h] of the differenced series into forecasts of y [n], in place. scratch [n] */
void arima_integrate(const double *y, size_t n, const ArimaDifferences *by, double *x, size_t h,
                     double *scratch);
