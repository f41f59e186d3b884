/* Whether a series has a season, and taking it out and putting it back. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/**
 * The autocorrelation at lag m over its standard error where there is none at longer lags:
 * r_m / sqrt((1 + 2 (r_1^2 + .. + r_{m-1}^2)) / n). 0 for n < 3 m, m < 2 and constant series. Cost: O(n m).
 * Source: Bartlett (1946).
 */
double seasonality_statistic(const double *y, size_t n, int m);

/**
 * The M4 competition's test at 90 %: the statistic, whatever its sign, is above 1.645.
 * Source: Makridakis, Spiliotis & Assimakopoulos (2020), the benchmarks' SeasonalityTest.
 */
bool seasonality_test(const double *y, size_t n, int m);

enum { SEASON_MAX = 54 };

typedef struct SeasonSpec {
    int m;        /* periods in a year, 2..53 */
    double decay; /* each year of age counts for this much of the next one; 0: 1, the plain mean */
    bool shrunk;  /* drawn towards no season by the share of the factors' spread that is error */
} SeasonSpec;

typedef struct SeasonFactors {
    bool multiplicative;
    double kept;               /* share of the estimated spread left after shrinking, 0..1 */
    double factor[SEASON_MAX]; /* [m] of the first period of the year onwards; mean 1, or 0 for additive */
} SeasonFactors;

/**
 * Factors by the classical decomposition (centred moving average). Multiplicative when every y is positive.
 * Shrinking: with V the expected sum of squares of the factors' estimation error (from the spread of their
 * single years) and S the sum of squares of the factors around none, 1 - V / S of their distance is kept,
 * never below 0. A noisy series then keeps little of a season that a test would have taken whole or not at
 * all.
 *
 * work [n]   scratch; n >= 2 m. Cost: O(n).
 * Source: after Miller & Williams (2003), International Journal of Forecasting 19, 669-684; the weight is the
 * plain ratio of variances.
 */
void season_estimate(const SeasonSpec *spec, const double *y, size_t n, double *work, SeasonFactors *out);
double season_remove(const SeasonFactors *s, double y, size_t t, int m);
double season_restore(const SeasonFactors *s, double y, size_t t, int m);
