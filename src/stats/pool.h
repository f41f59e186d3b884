/* The combination: which members, with which weights, and how far the truth may lie from it. Both tables were
 * learnt on series of competitions, see docs/method/combination.md; bench/learn makes them anew. Pure. */
#pragma once
#include "stats/member.h"

/* Half of a central range of standard normal half-width z, at horizon j (1 ..):
 *     exp(a + b / sqrt n) sqrt((s (v_j / rmse)^g j^e)^2 + (exp(c) d_j)^2),  s = rmse (recent / rmse)^r
 * where rmse is the mean one-step error of the simple models and v_j their analytic standard deviation,
 * recent the one-step error of late (model_half_life), d_j the disagreement of the members. One row for 80 %
 * (z = 1.2816) and one for 95 % (z = 1.96). */
typedef struct RangeRow {
    double a, b, e, c, g, r;
} RangeRow;

typedef struct PoolRow {
    int least_m;            /* first season length the row is for */
    double weight[MEMBERS]; /* they sum to 1 */
    RangeRow range80, range95;
} PoolRow;

/* The row for a season length m >= 1; full: the one with every member that helps, where there is one,
 * whatever it costs. */
const PoolRow *pool_row(int m, bool full);

typedef struct PoolFit {
    double *mean;       /* [h] caller's: the combined forecast */
    double *half80;     /* [h] caller's: half of the 80 % range */
    double *half95;     /* [h] caller's */
    double *multiplier; /* [h] caller's: forecast variance of the simple models, one-step is 1 */
    double *work;       /* [(MEMBERS + 4) h] scratch */
    double rmse;        /* mean one-step error of the simple models */
    double recent;      /* the same with older errors fading */
} PoolFit;

/* A member that the series is too short for leaves its weight to the naive forecast. Cost: the members'. */
void pool_run(const MemberSeries *s, const PoolRow *row, PoolFit *out);
