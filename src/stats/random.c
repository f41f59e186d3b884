#include "stats/random.h"

#include <math.h>
#include <stdbool.h>

#include "stats/elementary.h"

static const double SQRT_2PI = 2.5066282746310005;

uint64_t random_bits(uint64_t seed, uint64_t i)
{
    uint64_t z = seed + (i + 1) * 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

double random_uniform(uint64_t seed, uint64_t i)
{
    return ((double)(random_bits(seed, i) >> 12) + 0.5) * 0x1p-52;
}

double random_normal(uint64_t seed, uint64_t i)
{
    return normal_quantile(random_uniform(seed, i));
}

double normal_cdf(double z)
{
    double x = fabs(z), tail = 0;
    if (isnan(z))
        return z;
    if (x > 38)
        return z > 0;
    double density = stats_exp(-x * x / 2) / SQRT_2PI;
    if (x < 3) {
        double term = x, sum = x;
        for (int k = 1; k < 60; k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        tail = 0.5 - density * sum;
    } else {
        double f = 0;
        for (int k = 60; k >= 1; k--)
            f = k / (x + f);
        tail = density / (x + f);
    }
    return z > 0 ? 1 - tail : tail;
}

/* A first guess good to 4.5e-4 in the tail: Abramowitz & Stegun (1964), 26.2.23. */
static double quantile_guess(double p)
{
    double t = sqrt(-2 * stats_log(p));
    return -(t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                     (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
}

double normal_quantile(double p)
{
    if (!(p > 0 && p < 1))
        return p <= 0 ? -INFINITY : p >= 1 ? INFINITY : NAN;
    bool upper = p > 0.5;
    double tail = upper ? 1 - p : p, z = quantile_guess(tail);
    for (int i = 0; i < 2; i++) { /* Halley: each step triples the digits */
        double e = (normal_cdf(z) - tail) * SQRT_2PI * stats_exp(z * z / 2);
        z -= e / (1 + z * e / 2);
    }
    return upper ? -z : z;
}
