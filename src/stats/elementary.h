/* Logarithm, exponential and powers made of additions and multiplications alone, so that they give the same
 * bits with every compiler, C library and processor. Pure. */
#pragma once

/**
 * x    any number
 *
 * Natural logarithm. NAN for x < 0 or NAN, -INFINITY for 0, INFINITY for INFINITY.
 * Error: below 1 unit in the last place, measured against the C library in stats_elementary_test.c.
 * Source: atanh series, Abramowitz & Stegun (1964), 4.1.27, on [sqrt 1/2, sqrt 2].
 */
double stats_log(double x);

/**
 * Exponential. 0 below -745.2, INFINITY above 709.78, NAN for NAN.
 * Error: below 1 unit in the last place.
 * Source: Taylor series, Abramowitz & Stegun (1964), 4.2.1, after taking out multiples of ln 2 in two parts.
 */
double stats_exp(double x);

/* x to the power p, x > 0: stats_exp(p * stats_log(x)); NAN for x < 0. Relative error up to |p log x| units.
 */
double stats_pow(double x, double p);
