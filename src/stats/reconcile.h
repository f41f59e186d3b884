/* Reconciliation on a tree of areas: forecasts made node by node are changed as little as possible, so that
 * every area is the sum of its parts. A million nodes take milliseconds; nothing recurses. Pure.
 *
 * Order of use: reconcile_tree_make once for a tree, reconcile_plan_make once for a set of weights,
 * reconcile_wls for any number of forecasts. Trees and plans live as long as the arena given to them. */
#pragma once
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

typedef struct ReconcileTree {
    size_t n, n_inner, n_roots;
    int *order; /* [n] node at a place; places go level by level from the roots */
    int *first; /* [n+1] the parts of the node at place i: places first[i] .. first[i+1]-1 */
    int *inner; /* [n_inner] places of the nodes that have parts, ascending */
    int *up;    /* [n] index into inner of the node that a place is a part of; 0 for roots */
} ReconcileTree;

typedef struct ReconcilePlan {
    const ReconcileTree *tree;
    double *weight; /* [n] by place */
    double *below;  /* [n_inner] how far a node follows the sum of its parts: 0 not at all, 1 wholly */
    double *share;  /* [n] which share of its parent's change a node takes on, by place */
    int *twice;     /* [n_twice] indexes into inner: fixed nodes whose parts are all fixed, too */
    size_t n_twice;
} ReconcilePlan;

/**
 * Puts a tree, or several, into working order.
 *
 * parent  [n]  index of the area that a node is a part of, -1 for a root; in any order
 *
 * Fails: ERR_DATA when n is 0, a parent does not exist, or nodes are parts of each other in a circle.
 * Cost:  O(n); 25 bytes a node in the arena.
 */
MUST_USE bool reconcile_tree_make(const int *parent, size_t n, ReconcileTree *out, Arena *a, Err *e);

/**
 * Structural weights: the number of leaves under a node, 1 for a leaf.
 *
 * weight  [n]  out, in the caller's order
 *
 * Source: Athanasopoulos, Hyndman, Kourentzes & Petropoulos (2017), structural scaling.
 */
void reconcile_weights_struct(const ReconcileTree *t, double *weight);

/**
 * Eliminates the sums of a tree from the leaves to the roots: what depends on the weights alone.
 *
 * weight  [n]  variance of each base forecast, in the caller's order, in any unit common to all. All 1: OLS.
 *              0: published, the value must not change. INFINITY: the node has no forecast of its own,
 *              its base value is not read (not for a leaf). Others from 1e-150 to 1e150.
 *
 * Fails: ERR_DATA when a weight is not one of these.
 * Cost:  O(n); 28 bytes a node in the arena.
 */
MUST_USE bool reconcile_plan_make(const ReconcileTree *t, const double *weight, ReconcilePlan *out, Arena *a,
                                  Err *e);

/* How many doubles of scratch memory reconcile_wls needs for h horizons. */
size_t reconcile_scratch(const ReconcileTree *t, size_t h);

/**
 * Weighted least squares: the values nearest to base, in the sense of sum (out - base)^2 / weight, that add
 * up. This is the minimum trace reconciliation of Wickramasuriya, Athanasopoulos & Hyndman (2019) with a
 * diagonal W.
 *
 * base     [n x h]  forecasts, one row a node, in the caller's order
 * out      [n x h]  may be base itself
 * scratch  [reconcile_scratch(tree, h)]
 *
 * Every value equals the sum of its parts to 1e-9 of the sizes involved (1e-15 is usual), and where these are
 * subnormal (below 2.2e-308) to one unit of DBL_TRUE_MIN a node. Nodes of weight 0 keep their value to the
 * bit.
 *
 * Fails: ERR_DATA when a value is not finite, or when a published value is not the sum of its published
 *        parts (the sentence names the node); ERR_NUMERIC when sums overflow. out is then undefined.
 * Cost:  O(n h): one pass up and one down, up to eight horizons at once.
 * Source: Gaussian elimination of C W C' along the tree.
 */
MUST_USE bool reconcile_wls(const ReconcilePlan *p, const double *base, size_t h, double *out,
                            double *scratch, Err *e);

/**
 * The same, with no value below zero: the leaves that come out negative are set to zero and the rest is
 * reconciled anew, until none is negative. On a tree this is the exact optimum: the matrix of the problem is
 * ultrametric, its inverse an M-matrix, so a leaf once at its bound never leaves it again.
 *
 * Fails: also ERR_DATA when published values leave no room for values >= 0 (the sentence names the node).
 * Cost:  O(n) a round; a few rounds for each horizon are usual, as many as there are leaves are possible.
 *        Takes about 50 bytes a node from the arena.
 * Source: Wickramasuriya, Turlach & Hyndman (2020); Chandrasekaran (1970) for the pivots; Martinez, Michon &
 *         San Martin (1994) for ultrametric matrices.
 */
MUST_USE bool reconcile_wls_nonnegative(const ReconcilePlan *p, const double *base, size_t h, double *out,
                                        Arena *a, Err *e);

/**
 * Bottom-up: leaves keep their base value, all others become sums.
 *
 * base  [n x h]  only rows of leaves are read
 * out   [n x h]  may be base itself
 *
 * Fails: ERR_DATA when a leaf is not finite; ERR_NUMERIC when a sum overflows.
 */
MUST_USE bool reconcile_bottom_up(const ReconcileTree *t, const double *base, size_t h, double *out, Err *e);
