/* Minimum trace reconciliation with a full covariance matrix of the forecast errors, for small trees. Dense:
 * for more nodes than MINT_MAX_NODES use stats/reconcile.h. Pure. */
#pragma once
#include "stats/reconcile.h"

enum { MINT_MAX_NODES = 200 };

typedef enum MintEstimator {
    MINT_SHRINK,   /* covariances shrunk towards zero; works with few observations */
    MINT_SAMPLE,   /* covariances as they are; needs many more observations than nodes */
    MINT_DIAGONAL, /* variances only ("WLS variance scaling") */
} MintEstimator;

typedef struct MintSpec {
    const double
        *residual; /* [n_obs x n] one-step errors of the base forecasts, one row a period, columns as base */
    size_t n_obs;  /* at least 2 */
    MintEstimator estimator;
} MintSpec;

typedef struct Mint {
    const ReconcileTree *tree;
    double *gain;  /* [n x n_inner] what a node takes on of each sum's gap; rows in the caller's order */
    double lambda; /* shrinkage intensity taken, 0 to 1; 1 for MINT_DIAGONAL */
} Mint;

/**
 * Estimates W and the gain W C' (C W C')^-1, where C has a row for each sum of the tree.
 *
 * W is R'R / n_obs, R the residuals (not centred: the errors of a forecast have mean zero). MINT_SHRINK takes
 * lambda diag(W) + (1 - lambda) W. A node whose residuals are all zero keeps its value.
 *
 * Fails: ERR_DATA for more than MINT_MAX_NODES nodes, fewer than 2 observations, or residuals that are not
 *        finite or overflow; ERR_NUMERIC when C W C' is singular (too few observations for MINT_SAMPLE).
 * Cost:  O(n_obs n^2 + n^3); about 4 n^2 doubles in the arena.
 * Source: Wickramasuriya, Athanasopoulos & Hyndman (2019), theorem 1; lambda: Schaefer & Strimmer (2005),
 *         target D (diagonal, unequal variances).
 */
MUST_USE bool mint_make(const ReconcileTree *t, const MintSpec *spec, Mint *out, Arena *a, Err *e);

/**
 * Reconciled forecasts base - gain C base.
 *
 * base     [n x h]  one row a node
 * out      [n x h]  may be base itself
 * scratch  [n_inner]
 *
 * Every value equals the sum of its parts to 1e-9 of the sizes involved.
 *
 * Fails: ERR_DATA when a value is not finite; ERR_NUMERIC when sums overflow.
 * Cost:  O(n n_inner h).
 */
MUST_USE bool mint_reconcile(const Mint *m, const double *base, size_t h, double *out, double *scratch,
                             Err *e);
