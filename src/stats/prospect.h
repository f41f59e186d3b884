/* A distribution of what is still to come: points with their probability, and an exponential tail behind them
 * for what no case has seen the end of. Pure. */
#pragma once
#include <stddef.h>

#include "base/arena.h"
#include "stats/kaplan_meier.h"

/* n 0 and tail 0: nothing is known, and every question is answered by NAN. */
typedef struct Prospect {
    double *at;   /* [n] ascending */
    double *mass; /* [n] sums to 1 - tail */
    size_t n;
    double tail;       /* probability of the tail */
    double tail_from;  /* where it begins, not before the last point */
    double tail_scale; /* its mean excess; 0: it is all at tail_from */
} Prospect;

/**
 * The outcome `base + size x`, of which x is what the cases had, after Kaplan and Meier's weights.
 *
 * c     [n]  sorted; at is x
 * zero       the x that counts as no excess (0 of slips, 1 of ratios)
 * work  [n]
 *
 * What is left behind the last case that happened begins at the weighted mean of the open cases there (each
 * of them says only: later than this; Efron (1967), section 7, would put all of it on the last one), and
 * falls off with the mean excess over `zero` of those that were above it. Cost: O(n).
 */
typedef struct ProspectScale {
    double base, size, zero;
} ProspectScale;
Prospect prospect_of(const KaplanMeierCase *c, size_t n, ProspectScale scale, double *work, Arena *a);

/* What it becomes when it is known not to have come by `now`: the rest, in proportion; where nothing is
 * left, the tail from now on. In place. */
void prospect_after(Prospect *o, double now);

/* The value below or at which it lies with probability p, 0 < p < 1: the first point that reaches p. */
double prospect_quantile(const Prospect *o, double p);
double prospect_by(const Prospect *o, double at);      /* probability of at most `at` */
double prospect_reaches(const Prospect *o, double at); /* probability of at least `at` */
double prospect_mean(const Prospect *o);
