#include "stats/growth.h"

#include <math.h>
#include <string.h>

static const double MAD = 1.4826, LIMIT = 3, LEAST_SD = 1, YOUNG_LOW = -50, YOUNG_HIGH = 80;

void growth_implied(const double *cumulated, const double *share, size_t k, double *out)
{
    double before = 0, share_before = 0;

    for (size_t i = 0; i < k; i++) {
        double weight = share[i] - share_before, sum = cumulated[i] * share[i];
        out[i] = weight > 0 ? (sum - before) / weight : NAN;
        before = sum;
        share_before = share[i];
    }
}

double growth_implied_half(double share_before, double share, double unit)
{
    return unit / 2 * (share + share_before) / (share - share_before);
}

double growth_required(double goal, double cumulated, double share)
{
    return share < 1 ? (goal - cumulated * share) / (1 - share) : NAN;
}

static void sort(double *x, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        double v = x[i];
        size_t j = i;
        for (; j > 0 && x[j - 1] > v; j--)
            x[j] = x[j - 1];
        x[j] = v;
    }
}

static double median(double *x, size_t n)
{
    sort(x, n);
    return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

double growth_robust_sd(double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] = fabs(x[i]);
    return n ? MAD * median(x, n) : 0;
}

void growth_pull_in(double *r, size_t n, size_t window, size_t least)
{
    double past[GROWTH_WINDOW_MAX];

    if (window > GROWTH_WINDOW_MAX)
        window = GROWTH_WINDOW_MAX;
    for (size_t t = 0; t < n; t++) {
        size_t from = t > window ? t - window : 0, known = 0;
        for (size_t i = from; i < t; i++)
            if (!isnan(r[i]))
                past[known++] = r[i];
        double low = YOUNG_LOW, high = YOUNG_HIGH;
        if (known >= least && known > 0) {
            double middle = median(past, known);
            for (size_t i = 0; i < known; i++)
                past[i] -= middle;
            double sd = fmax(growth_robust_sd(past, known), LEAST_SD);
            low = middle - LIMIT * sd;
            high = middle + LIMIT * sd;
        }
        if (!isnan(r[t]))
            r[t] = fmin(fmax(r[t], low), high);
    }
}

double growth_smoothed(const double *r, size_t n, double alpha)
{
    double level = NAN;

    for (size_t t = 0; t < n; t++)
        if (!isnan(r[t]))
            level = isnan(level) ? r[t] : level + alpha * (r[t] - level);
    return level;
}
