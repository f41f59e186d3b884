#include "stats/arima_diff.h"

#include <math.h>
#include <string.h>

static const double KPSS_5_PERCENT = 0.463, STRONG_SEASON = 0.64;
enum { SPAN = 7 };                    /* years to each side over which a season may change */
static const double ROUNDING = 1e-12; /* a spread below this share of the largest value is no variation */

size_t arima_difference(const double *y, size_t n, size_t lag, double *out)
{
    for (size_t t = lag; t < n; t++)
        out[t - lag] = y[t] - y[t - lag];
    return n - lag;
}

static double mean_of(const double *x, size_t n)
{
    double s = 0;

    for (size_t t = 0; t < n; t++)
        s += x[t];
    return s / (double)n;
}

static double variance_of(const double *x, size_t n)
{
    double mean = mean_of(x, n), s = 0;

    for (size_t t = 0; t < n; t++)
        s += (x[t] - mean) * (x[t] - mean);
    return s / (double)n;
}

/* x less the season at t: the mean of the same period of the years around, weights falling to 0 at SPAN
 * years. Stretched by what noise alone would lose, so that few years do not pass for a season. */
static double without_season(const double *x, size_t n, size_t season, size_t t)
{
    double sum = SPAN * x[t], weights = SPAN, squares = SPAN * SPAN;

    for (size_t k = 1; k < SPAN; k++) {
        double weight = (double)(SPAN - k), times = 0;
        if (t >= k * season) {
            sum += weight * x[t - k * season];
            times++;
        }
        if (t + k * season < n) {
            sum += weight * x[t + k * season];
            times++;
        }
        weights += times * weight;
        squares += times * weight * weight;
    }
    double left = 1 - 2 * SPAN / weights + squares / (weights * weights);
    return left > 0 ? (x[t] - sum / weights) / sqrt(left) : x[t];
}

double arima_season_strength(const double *y, size_t n, int m, double *scratch)
{
    size_t season = (size_t)m, half = season / 2, inner = n - 2 * half;
    double *detrended = scratch, *rest = scratch + n, largest = 0;

    /* m even: half weights at both ends, so that every season counts once */
    double end = m % 2 ? 1 : 0.5;
    for (size_t t = 0; t < inner; t++) {
        double s = end * (y[t] + y[t + 2 * half]);
        for (size_t i = 1; i < 2 * half; i++)
            s += y[t + i];
        detrended[t] = y[t + half] - s / m;
    }
    double both = variance_of(detrended, inner);
    for (size_t t = 0; t < n; t++)
        largest = fmax(largest, fabs(y[t]));
    if (!(sqrt(both) > ROUNDING * largest))
        return 0;
    for (size_t t = 0; t < inner; t++)
        rest[t] = without_season(detrended, inner, season, t);
    double alone = variance_of(rest, inner);
    return alone < both ? 1 - alone / both : 0;
}

double arima_kpss(const double *y, size_t n)
{
    double mean = mean_of(y, n), sum = 0, partial = 0, squares = 0;
    size_t lags = (size_t)(3 * sqrt((double)n) / 13);

    for (size_t t = 0; t < n; t++) {
        double x = y[t] - mean;
        sum += x;
        partial += sum * sum;
        squares += x * x;
    }
    for (size_t l = 1; l <= lags; l++) {
        double s = 0;
        for (size_t t = l; t < n; t++)
            s += (y[t] - mean) * (y[t - l] - mean);
        squares += 2 * (1 - (double)l / (double)(lags + 1)) * s;
    }
    return squares > 0 ? partial / ((double)n * squares) : 0;
}

bool arima_varies(const double *x, size_t n, double largest)
{
    for (size_t t = 1; t < n; t++)
        if (fabs(x[t] - x[0]) > ROUNDING * largest)
            return true;
    return false;
}

void arima_choose_differences(const double *y, size_t n, ArimaDifferences *by, double *scratch)
{
    double largest = 0, *x = scratch;
    size_t m = (size_t)by->m;

    for (size_t t = 0; t < n; t++)
        largest = fmax(largest, fabs(y[t]));
    by->d = by->D = 0;
    memcpy(x, y, n * sizeof *x);
    if (m > 1 && n > 2 * m && arima_season_strength(y, n, by->m, scratch + n) > STRONG_SEASON) {
        by->D = 1;
        n = arima_difference(x, n, m, x);
    }
    while (by->d < ARIMA_MAX_DIFFERENCES && arima_varies(x, n, largest) &&
           arima_kpss(x, n) > KPSS_5_PERCENT) {
        n = arima_difference(x, n, 1, x);
        by->d++;
    }
}

/* The first `steps` of the D seasonal and d plain differences. */
static size_t difference_steps(double *w, size_t n, const ArimaDifferences *by, int steps)
{
    for (int i = 0; i < steps; i++)
        n = arima_difference(w, n, i < by->D ? (size_t)by->m : 1, w);
    return n;
}

size_t arima_differences(double *w, size_t n, const ArimaDifferences *by)
{
    return difference_steps(w, n, by, by->d + by->D);
}

void arima_integrate(const double *y, size_t n, const ArimaDifferences *by, double *x, size_t h,
                     double *scratch)
{
    /* the last difference is undone first; each needs the end of the series it was taken of */
    for (int step = by->d + by->D - 1; step >= 0; step--) {
        memcpy(scratch, y, n * sizeof *scratch);
        size_t left = difference_steps(scratch, n, by, step), lag = step < by->D ? (size_t)by->m : 1;
        for (size_t t = 0; t < h; t++)
            x[t] += t < lag ? scratch[left - lag + t] : x[t - lag];
    }
}
