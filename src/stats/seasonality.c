#include "stats/seasonality.h"

#include <assert.h>
#include <math.h>
#include <string.h>

double seasonality_statistic(const double *y, size_t n, int m)
{
    if (m < 2 || n < 3 * (size_t)m)
        return 0;
    double mean = 0, total = 0, sum = 0, r = 0;
    for (size_t t = 0; t < n; t++)
        mean += y[t] / (double)n;
    for (size_t t = 0; t < n; t++)
        total += (y[t] - mean) * (y[t] - mean);
    if (!(total > 0))
        return 0;
    for (size_t lag = 1; lag <= (size_t)m; lag++) {
        double cross = 0;
        for (size_t t = lag; t < n; t++)
            cross += (y[t] - mean) * (y[t - lag] - mean);
        r = cross / total;
        if (lag < (size_t)m)
            sum += r * r;
    }
    return r / sqrt((1 + 2 * sum) / (double)n);
}

bool seasonality_test(const double *y, size_t n, int m)
{
    return fabs(seasonality_statistic(y, n, m)) > 1.645;
}

/* Centred moving average over a year; NAN at both ends. */
static void moving_average(const double *y, size_t n, size_t m, double *out)
{
    size_t half = m / 2;
    for (size_t t = 0; t < n; t++) {
        out[t] = NAN;
        if (t < half || t + half >= n)
            continue;
        double sum = 0;
        for (size_t i = t - half; i <= t + half; i++)
            sum += y[i];
        if (m % 2 == 0)
            sum -= (y[t - half] + y[t + half]) / 2;
        out[t] = sum / (double)m;
    }
}

static double detrended(const SeasonFactors *s, double y, double trend)
{
    return s->multiplicative ? y / trend : y - trend;
}

/* The weighted mean of each period's ratios (or differences) to the trend, the newest year first. */
static void average_years(const SeasonSpec *spec, const double *y, size_t n, const double *trend,
                          SeasonFactors *out)
{
    size_t m = (size_t)spec->m;
    double decay = spec->decay > 0 ? spec->decay : 1, mean = 0;
    for (size_t j = 0; j < m; j++) {
        double w = 1, weight = 0;
        for (size_t t = n - 1 - (n - 1 - j) % m; t < n; t -= m, w *= decay) {
            if (isnan(trend[t]))
                continue;
            out->factor[j] += w * detrended(out, y[t], trend[t]);
            weight += w;
        }
        out->factor[j] = weight > 0 ? out->factor[j] / weight : out->multiplicative;
        mean += out->factor[j] / (double)m;
    }
    for (size_t j = 0; j < m; j++)
        out->factor[j] = out->multiplicative ? out->factor[j] / mean : out->factor[j] - mean;
}

/* Variance of a weighted mean of so many years (at least one), in units of one year's: sum w^2 / (sum w)^2.
 */
static double variance_of_mean(size_t years, double decay)
{
    double w = decay, sum = 1, squares = 1;
    for (size_t i = 1; i < years; i++, w *= decay) {
        sum += w;
        squares += w * w;
    }
    return squares / (sum * sum);
}

static void shrink(const SeasonSpec *spec, const double *y, size_t n, const double *trend, SeasonFactors *out)
{
    size_t m = (size_t)spec->m, used = 0;
    double none = out->multiplicative, spread = 0, error = 0;

    assert(m > 0);
    for (size_t j = 0; j < m; j++)
        spread += (out->factor[j] - none) * (out->factor[j] - none);
    for (size_t t = 0; t < n; t++) {
        if (isnan(trend[t]))
            continue;
        double e = detrended(out, y[t], trend[t]) - out->factor[t % m];
        error += e * e;
        used++;
    }
    double freedom = used > m ? (double)(used - m) : 1;
    double by_chance = error / freedom * ((double)m - 1) *
                       variance_of_mean((used + m - 1) / m, spec->decay > 0 ? spec->decay : 1);
    out->kept = spread > by_chance ? 1 - by_chance / spread : 0;
    for (size_t j = 0; j < m; j++)
        out->factor[j] = none + out->kept * (out->factor[j] - none);
}

void season_estimate(const SeasonSpec *spec, const double *y, size_t n, double *work, SeasonFactors *out)
{
    *out = (SeasonFactors){.multiplicative = true, .kept = 1};
    for (size_t t = 0; t < n; t++)
        out->multiplicative = out->multiplicative && y[t] > 0;
    moving_average(y, n, (size_t)spec->m, work);
    average_years(spec, y, n, work, out);
    if (spec->shrunk)
        shrink(spec, y, n, work, out);
}

double season_remove(const SeasonFactors *s, double y, size_t t, int m)
{
    double f = s->factor[t % (size_t)m];
    return s->multiplicative ? y / f : y - f;
}

double season_restore(const SeasonFactors *s, double y, size_t t, int m)
{
    double f = s->factor[t % (size_t)m];
    return s->multiplicative ? y * f : y + f;
}
