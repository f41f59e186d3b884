#include "stats/ets_start.h"

#include <math.h>

enum { YEARS = 5, LINE_LEAST = 10 };

static const double SEASON_LEAST = 0.01;

/* Least squares line through y[0 .. n-1], counted from 1. */
static void line_through(const double *y, size_t n, double *mean, double *level, double *trend)
{
    double middle = ((double)n + 1) / 2, sum = 0, xy = 0, x2 = 0;
    for (size_t t = 0; t < n; t++)
        sum += y[t];
    *mean = sum / (double)n;
    for (size_t t = 0; t < n; t++) {
        double x = (double)(t + 1) - middle;
        xy += x * (y[t] - *mean);
        x2 += x * x;
    }
    *trend = x2 > 0 ? xy / x2 : 0;
    *level = *mean - *trend * middle;
}

/* What the season is measured from: a moving average of one year from t = *first on, or a line. Returns their
 * number. */
static size_t base_of(const double *y, size_t n, size_t m, double *base, size_t *first)
{
    double sum = 0, mean, level, trend;
    size_t half = m / 2, count = n < YEARS * m ? n : YEARS * m;
    if (count < 3 * m) {
        line_through(y, count, &mean, &level, &trend);
        for (size_t t = 0; t < count; t++)
            base[t] = level + trend * (double)(t + 1);
        *first = 0;
        return count;
    }
    *first = half;
    for (size_t t = 0; t < m; t++)
        sum += y[t];
    for (size_t t = half; t + half < count; t++) {
        double next = sum + y[t + half] * (m % 2 == 0);
        next -= m % 2 == 0 ? y[t - half] : 0;
        base[t - half] = m % 2 ? sum / (double)m : (sum + next) / (double)(2 * m);
        if (m % 2 && t + half + 1 < count)
            next += y[t + half + 1] - y[t - half];
        sum = next;
    }
    return count - 2 * half;
}

static void season_of(const double *y, size_t n, size_t m, bool ratio, double *base, double *season)
{
    size_t first = 0, seen[ETS_MAX_SEASON] = {0}, count = base_of(y, n, m, base, &first);
    double sum = 0;
    for (size_t j = 0; j < m; j++)
        season[j] = 0;
    for (size_t i = 0; i < count; i++) {
        size_t phase = (first + i) % m;
        season[phase] += !ratio ? y[first + i] - base[i] : base[i] > 0 ? y[first + i] / base[i] : 1;
        seen[phase]++;
    }
    for (size_t j = 0; j < m; j++) {
        season[j] = seen[j] ? season[j] / (double)seen[j] : ratio;
        if (ratio)
            season[j] = fmax(season[j], SEASON_LEAST);
        sum += season[j];
    }
    for (size_t j = 0; j < m; j++)
        season[j] = ratio ? season[j] * (double)m / sum : season[j] - sum / (double)m;
}

void ets_start(const double *y, size_t n, int m, EtsSeason season, double *scratch, EtsStart *out)
{
    size_t period = season == ETS_SEASON_NONE ? 1 : (size_t)m, count = 2 * period;
    if (count < LINE_LEAST)
        count = LINE_LEAST;
    if (count > n)
        count = n;
    *out = (EtsStart){0};
    if (season != ETS_SEASON_NONE)
        season_of(y, n, period, season == ETS_SEASON_MULTIPLICATIVE, scratch, out->season);
    for (size_t t = 0; t < count; t++) {
        double s = out->season[t % period];
        scratch[t] = season == ETS_SEASON_MULTIPLICATIVE ? y[t] / s : y[t] - s;
    }
    line_through(scratch, count, &out->mean, &out->level, &out->trend);
}
