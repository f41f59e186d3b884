/* Seeded random numbers, the same on every machine, and the normal distribution. Pure. */
#pragma once
#include <stdint.h>

/* Stateless: the i-th number of a seed, so that any number can be had without those before it.
 * Source: SplitMix64, Steele, Lea & Flood (2014), figure 17. */
uint64_t random_bits(uint64_t seed, uint64_t i);
double random_uniform(uint64_t seed, uint64_t i); /* in (0, 1), 52 bits */
double random_normal(uint64_t seed, uint64_t i);  /* by inversion */

/* z with P(Z < z) = p; -INFINITY for p <= 0, INFINITY for p >= 1. Relative error below 1e-14, by two Halley
 * steps from Abramowitz & Stegun (1964), 26.2.23. */
double normal_quantile(double p);
/* P(Z < z). Absolute error below 1e-15. Source: series and continued fraction, Abramowitz & Stegun
 * (1964), 26.2.11 and 26.2.14. */
double normal_cdf(double z);
