#include "stats/composite.h"

#include <math.h>

static double mean_of(const double *x, const double *other, size_t n, size_t *pairs)
{
    double sum = 0;

    *pairs = 0;
    for (size_t t = 0; t < n; t++) {
        bool both = !isnan(x[t]) && !isnan(other[t]);
        sum += both ? x[t] : 0;
        *pairs += both;
    }
    return *pairs ? sum / (double)*pairs : 0;
}

static double correlation(const double *x, const double *y, size_t n, size_t *pairs)
{
    double mx = mean_of(x, y, n, pairs), my = mean_of(y, x, n, pairs), xx = 0, yy = 0, xy = 0;

    for (size_t t = 0; t < n; t++) {
        double dx = x[t] - mx, dy = y[t] - my;
        if (isnan(dx) || isnan(dy))
            continue;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    double most = (double)*pairs * 1e-24; /* what rounding leaves of a constant */
    bool moves = xx > most * mx * mx && yy > most * my * my && xx > 0 && yy > 0;
    return *pairs >= COMPOSITE_MIN_MONTHS && moves ? xy / (sqrt(xx) * sqrt(yy)) : NAN;
}

void composite_lead(const double *index, const double *target, size_t n, CompositeLead *out)
{
    double most = 0;

    *out = (CompositeLead){.best = -1};
    for (int k = 0; k < COMPOSITE_LEADS; k++) {
        out->at[k].r = NAN;
        if ((size_t)k >= n)
            continue;
        out->at[k].r = correlation(index, target + k, n - (size_t)k, &out->at[k].pairs);
        if (fabs(out->at[k].r) > most) {
            most = fabs(out->at[k].r);
            out->best = k;
        }
    }
}

/* 1, -1, or 0 where it does not move or is not known. */
static int way(double from, double to)
{
    return (to > from) - (to < from);
}

void composite_calls(const double *index, const double *target, size_t n, int k, CompositeCalls *out)
{
    *out = (CompositeCalls){0};
    if (k < 1 || k >= COMPOSITE_LEADS)
        return;
    for (size_t t = (size_t)k; t + (size_t)k < n; t++) {
        int call = way(index[t - (size_t)k], index[t]), base = way(target[t - 1], target[t]);
        int came = way(target[t], target[t + (size_t)k]), before = way(target[t - (size_t)k], target[t]);
        if (!call || !base || !came)
            continue;
        bool turn = came == -before;
        out->n++;
        out->right += call == came;
        out->right_base += base == came;
        out->turns += turn;
        out->turns_right += turn && call == came;
        out->turns_right_base += turn && base == came;
    }
}
