#include "stats/elementary.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* ln 2 in two parts; the high one has 21 low bits of zeros, so that its product with an exponent is exact. */
static const double LN2_HI = 0x1.62e42feep-1, LN2_LO = 0x1.a39ef35793c76p-33;

double stats_log(double x)
{
    if (isnan(x) || x < 0)
        return NAN;
    if (x == 0)
        return -INFINITY;
    if (isinf(x))
        return x;
    int k = 0;
    double m = frexp(x, &k); /* exact */
    if (m < 0x1.6a09e667f3bcdp-1) {
        m *= 2;
        k--;
    }
    double f = m - 1, s = f / (2 + f), z = s * s;
    double series = 0;
    for (int i = 23; i >= 3; i -= 2)
        series = (series + 1.0 / i) * z;
    /* log(1+f) = f - f^2/2 + s (f^2/2 + 2 series): the large terms are added last */
    double half = 0.5 * f * f;
    return k * LN2_HI - ((half - (s * (half + 2 * series) + k * LN2_LO)) - f);
}

double stats_exp(double x)
{
    if (isnan(x))
        return x;
    if (x > 709.782712893384)
        return INFINITY;
    if (x < -745.2)
        return 0;
    double k = nearbyint(x * 0x1.71547652b82fep+0);
    double hi = x - k * LN2_HI, lo = k * LN2_LO, r = hi - lo, rest = (hi - r) - lo;
    double series = 0;
    for (int i = 14; i >= 2; i--)
        series = (series + 1) * r / i;
    /* exp(r) = 1 + (r + r * series) */
    return ldexp(1 + (r + (rest + r * series)), (int)k);
}

double stats_pow(double x, double p)
{
    return stats_exp(p * stats_log(x));
}
