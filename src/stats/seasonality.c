#include "stats/seasonality.h"

#include <math.h>
#include <string.h>

bool seasonality_test(const double *y, size_t n, int m)
{
    if (m < 2 || n < 3 * (size_t)m)
        return false;
    double mean = 0, total = 0, sum = 0, r = 0;
    for (size_t t = 0; t < n; t++)
        mean += y[t] / (double)n;
    for (size_t t = 0; t < n; t++)
        total += (y[t] - mean) * (y[t] - mean);
    if (!(total > 0))
        return false;
    for (size_t lag = 1; lag <= (size_t)m; lag++) {
        double cross = 0;
        for (size_t t = lag; t < n; t++)
            cross += (y[t] - mean) * (y[t - lag] - mean);
        r = cross / total;
        if (lag < (size_t)m)
            sum += r * r;
    }
    return fabs(r) > 1.645 * sqrt((1 + 2 * sum) / (double)n);
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

void season_estimate(const double *y, size_t n, int period, double decay, double *work, SeasonFactors *out)
{
    size_t m = (size_t)period;
    double weight[SEASON_MAX] = {0}, mean = 0;
    out->multiplicative = true;
    for (size_t t = 0; t < n; t++)
        out->multiplicative = out->multiplicative && y[t] > 0;
    moving_average(y, n, m, work);
    memset(out->factor, 0, sizeof out->factor);
    for (size_t j = 0; j < m; j++) {
        double w = 1;
        for (size_t t = n - 1 - (n - 1 - j) % m; t < n; t -= m, w *= decay) {
            if (isnan(work[t]))
                continue;
            out->factor[j] += w * (out->multiplicative ? y[t] / work[t] : y[t] - work[t]);
            weight[j] += w;
        }
        out->factor[j] = weight[j] > 0 ? out->factor[j] / weight[j] : out->multiplicative;
        mean += out->factor[j] / (double)m;
    }
    for (size_t j = 0; j < m; j++)
        out->factor[j] = out->multiplicative ? out->factor[j] / mean : out->factor[j] - mean;
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
