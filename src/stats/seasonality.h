/* Whether a series has a season, and taking it out and putting it back. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/**
 * The M4 competition's test at 90 %: n >= 3 m and |r_m| > 1.645 sqrt((1 + 2 (r_1^2 + .. + r_{m-1}^2)) / n).
 * Constant series have none. Cost: O(n m).
 * Source: Makridakis, Spiliotis & Assimakopoulos (2020), the benchmarks' SeasonalityTest.
 */
bool seasonality_test(const double *y, size_t n, int m);

enum { SEASON_MAX = 54 };

typedef struct SeasonFactors {
    bool multiplicative;
    double factor[SEASON_MAX]; /* [m] of the first period of the year onwards; mean 1, or 0 for additive */
} SeasonFactors;

/**
 * Factors by the classical decomposition (centred moving average), each year of age counting for `decay` of
 * the next one (1: the plain mean). Multiplicative when every y is positive.
 *
 * work [n]   scratch
 * period   m, the periods in a year; n >= 2 m, m <= 53. Cost: O(n).
 */
void season_estimate(const double *y, size_t n, int period, double decay, double *work, SeasonFactors *out);
double season_remove(const SeasonFactors *s, double y, size_t t, int m);
double season_restore(const SeasonFactors *s, double y, size_t t, int m);
