#include <math.h>
#include <stdlib.h>

#include "formula/work.h"

/* Far below a published digit and far above the errors of binary arithmetic. */
static double tolerance(double v)
{
    return 1e-9 + 1e-14 * fabs(v);
}

bool figures_equal(double a, double b)
{
    return fabs(a - b) <= tolerance(fabs(a) > fabs(b) ? a : b);
}

/* ---- truth: Kleene's three values; NAN is the third ---- */

double each_or(const double *v, size_t n)
{
    (void)n;
    if (v[0] == 1 || v[1] == 1)
        return 1;
    return isnan(v[0]) || isnan(v[1]) ? NAN : 0;
}

double each_and(const double *v, size_t n)
{
    (void)n;
    if (v[0] == 0 || v[1] == 0)
        return 0;
    return isnan(v[0]) || isnan(v[1]) ? NAN : 1;
}

double each_not(const double *v, size_t n)
{
    (void)n;
    return v[0] == 0;
}

double each_equal(const double *v, size_t n)
{
    (void)n;
    return figures_equal(v[0], v[1]);
}

double each_unequal(const double *v, size_t n)
{
    (void)n;
    return !figures_equal(v[0], v[1]);
}

double each_less(const double *v, size_t n)
{
    (void)n;
    return v[0] < v[1] && !figures_equal(v[0], v[1]);
}

double each_at_most(const double *v, size_t n)
{
    (void)n;
    return v[0] < v[1] || figures_equal(v[0], v[1]);
}

double each_greater(const double *v, size_t n)
{
    (void)n;
    return v[0] > v[1] && !figures_equal(v[0], v[1]);
}

double each_at_least(const double *v, size_t n)
{
    (void)n;
    return v[0] > v[1] || figures_equal(v[0], v[1]);
}

/* ---- arithmetic ---- */

double each_add(const double *v, size_t n)
{
    (void)n;
    return v[0] + v[1];
}

double each_subtract(const double *v, size_t n)
{
    (void)n;
    return v[0] - v[1];
}

double each_multiply(const double *v, size_t n)
{
    (void)n;
    return v[0] * v[1];
}

double each_divide(const double *v, size_t n)
{
    (void)n;
    return v[1] == 0 ? NAN : v[0] / v[1];
}

double each_negate(const double *v, size_t n)
{
    (void)n;
    return -v[0];
}

double each_power(const double *v, size_t n)
{
    (void)n;
    return pow(v[0], v[1]);
}

/* ---- functions ---- */

double each_choose(const double *v, size_t n)
{
    for (size_t i = 0; i + 1 < n; i += 2) {
        if (isnan(v[i]))
            return NAN;
        if (v[i] != 0)
            return v[i + 1];
    }
    return v[n - 1];
}

double each_min(const double *v, size_t n)
{
    double least = v[0];

    for (size_t i = 1; i < n; i++)
        least = v[i] < least ? v[i] : least;
    return least;
}

double each_max(const double *v, size_t n)
{
    double greatest = v[0];

    for (size_t i = 1; i < n; i++)
        greatest = v[i] > greatest ? v[i] : greatest;
    return greatest;
}

double each_abs(const double *v, size_t n)
{
    (void)n;
    return fabs(v[0]);
}

/* v, but the whole number that it is equal to as a figure: (8.1 - 7.9) / 0.1 is 2, not a hair less. */
static double settled(double v)
{
    double whole = round(v);

    return figures_equal(v, whole) ? whole : v;
}

/* Half away from zero, of the number as people read it: 2.675 is 2.68. */
double each_round(const double *v, size_t n)
{
    (void)n;
    double unit = pow(10, fabs(v[1])), x = fabs(v[0]);
    double scaled = v[1] < 0 ? x / unit : x * unit;

    /* Beyond 2^52 there are no fractions left. */
    if (!(scaled < 0x1p52))
        return v[0];
    double whole = floor(scaled + 0.5 + tolerance(scaled));
    return copysign(v[1] < 0 ? whole * unit : whole / unit, v[0]);
}

double each_floor(const double *v, size_t n)
{
    (void)n;
    return floor(settled(v[0]));
}

double each_ceil(const double *v, size_t n)
{
    (void)n;
    return ceil(settled(v[0]));
}

double each_sqrt(const double *v, size_t n)
{
    (void)n;
    return sqrt(v[0]);
}

double each_exp(const double *v, size_t n)
{
    (void)n;
    return exp(v[0]);
}

double each_ln(const double *v, size_t n)
{
    (void)n;
    return log(v[0]);
}

double each_clamp(const double *v, size_t n)
{
    (void)n;
    if (v[1] > v[2])
        return NAN;
    return v[0] < v[1] ? v[1] : v[0] > v[2] ? v[2] : v[0];
}

double each_known(const double *v, size_t n)
{
    (void)n;
    return !isnan(v[0]);
}

double each_or_else(const double *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isnan(v[i]))
            return v[i];
    return NAN;
}

double each_same(const double *v, size_t n)
{
    (void)n;
    return v[0];
}

double each_efficacy(const double *v, size_t n)
{
    double base = n > 3 ? v[3] : 60;

    return figures_equal(v[1], v[2]) ? NAN : base + (100 - base) * (v[0] - v[1]) / (v[2] - v[1]);
}

double each_ladder(const double *v, size_t n)
{
    double least = n > 2 ? v[2] : 0, share = 100 - (v[0] - 1) * v[1];

    return (share > least ? share : least) / 100;
}

/* v: x, then the points x0, y0, x1, y1, ... */
double each_piecewise(const double *v, size_t n)
{
    double x = v[0];

    for (size_t i = 3; i < n; i += 2)
        if (!(v[i - 2] < v[i]))
            return NAN;
    if (x <= v[1])
        return v[2];
    for (size_t i = 3; i < n; i += 2)
        if (x <= v[i])
            return v[i - 1] + (v[i + 1] - v[i - 1]) * ((x - v[i - 2]) / (v[i] - v[i - 2]));
    return v[n - 1];
}

/* ---- of many ---- */

double many_max(double *known, size_t n)
{
    return n ? each_max(known, n) : NAN;
}

double many_min(double *known, size_t n)
{
    return n ? each_min(known, n) : NAN;
}

static double total(const double *known, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += known[i];
    return sum;
}

double many_sum(double *known, size_t n)
{
    return n ? total(known, n) : NAN;
}

double many_mean(double *known, size_t n)
{
    return n ? total(known, n) / (double)n : NAN;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double many_median(double *known, size_t n)
{
    if (!n)
        return NAN;
    qsort(known, n, sizeof *known, by_value);
    return n % 2 ? known[n / 2] : (known[n / 2 - 1] + known[n / 2]) / 2;
}

double many_count(double *known, size_t n)
{
    return total(known, n);
}

double many_known(double *known, size_t n)
{
    (void)known;
    return (double)n;
}
