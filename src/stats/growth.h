/* Growth on the same period of the year before, as cities publish it: month by month out of the cumulated
 * figure, smoothed without being led astray by one odd month. Pure, allocates nothing. Percent throughout. */
#pragma once
#include <stddef.h>

/* Growth of `weights` and of the one month (period) behind cumulated growth, given what the base year's
 * periods weigh: W[k] G[k] = sum over j <= k of w[j] r[j], w = W[k] - W[k-1].
 *
 * cumulated  [k]  growth from the year's start to each period, percent
 * share      [k]  W: share of the base year's total that these periods had, rising, > 0
 * out        [k]  r: implied growth of each period alone; NAN where its weight is 0
 *
 * Source: chain-linked volume measures, IMF Quarterly National Accounts Manual (2017), chapter 8. */
void growth_implied(const double *cumulated, const double *share, size_t k, double *out);

/* Half of the interval in which r[k] lies because both cumulated growths are rounded to `unit` (0.1). */
double growth_implied_half(double share_before, double share, double unit);

/* Growth that the periods still to come need for the year to reach `goal`, `cumulated` being known: (goal -
 * G W) / (1 - W). NAN when W >= 1. */
double growth_required(double goal, double cumulated, double share);

/**
 * Pulls in growth that no business brings about: a period further than three robust standard deviations (the
 * median absolute deviation of up to `window` periods before it, at least 1 point) from their median is set
 * to that limit. Before `least` periods are known the limits are -50 and 80 %.
 *
 * r [n]   in place, oldest first; NAN is left alone
 * Cost: O(n window log window). Source: the identifier of Hampel (1974), J. American Statistical Association
 * 69, 383-393.
 */
enum { GROWTH_WINDOW_MAX = 64 };
void growth_pull_in(double *r, size_t n, size_t window, size_t least);

/* The level of simple exponential smoothing after r [n], starting at the first that is not NAN; NAN when none
 * is. */
double growth_smoothed(const double *r, size_t n, double alpha);

/* Median of the absolute values of x [n] times 1.4826: the standard deviation of normal numbers around 0 with
 * that median. x is reordered. 0 for none. */
double growth_robust_sd(double *x, size_t n);
