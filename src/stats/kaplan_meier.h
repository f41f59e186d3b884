/* The product-limit estimate with weights: how cases of which some are still open share one unit of
 * probability. Pure, allocates nothing. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct KaplanMeierCase {
    double at;     /* when it happened, or until when it is known not to have happened; any unit, not NAN */
    double weight; /* >= 0 */
    size_t from;   /* the caller's: which case this is; the last word where two are alike */
    bool open;     /* right-censored: it happens after `at` */
} KaplanMeierCase;

/* By time; at the same time what happened comes before what is open, as Kaplan & Meier (1958), section 2.1.
 * Cost: O(n log n). */
void kaplan_meier_sort(KaplanMeierCase *c, size_t n);

/**
 * c     [n]  sorted
 * mass  [n]  probability that falls on each case; 0 for the open ones. Survival after case i is 1 less the
 *            sum up to it
 *
 * Returns what is left behind the last case: the survival of those that are still open then; 1 where nothing
 * has a weight. Cost: O(n). Source: Kaplan & Meier (1958), J. American Statistical Association 53, 457-481,
 * equation 2b.
 */
double kaplan_meier(const KaplanMeierCase *c, size_t n, double *mass);
