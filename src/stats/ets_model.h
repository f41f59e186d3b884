/* Inside ets: one form of exponential smoothing as a function of its parameters. Allocates nothing. */
#pragma once
#include <stdbool.h>

#include "stats/ets.h"

enum {
    ETS_WEIGHTS = 4,
    ETS_MAX_PARAMS = ETS_WEIGHTS + 2 + ETS_MAX_SEASON - 1,
};

/**
 * Parameters x [k], in this order and only those that the form has:
 *
 *   alpha                  0.0001 .. 0.9999
 *   u   of the trend       0 .. 1: beta = 0.0001 + (alpha - 0.0001) u
 *   v   of the season      0 .. 1: gamma = 0.0001 + (1 - alpha - 0.0001) v
 *   phi                    0.8 .. 0.98
 *   level, trend           before the first observation
 *   season [m - 1]         of the first observation onwards; the last of the m makes their sum 0, or m
 *
 * The `weights` first are bounded by a box, which is the usual region of the weights.
 */
typedef struct EtsModel {
    EtsForm form;
    const Kernels *kernels;
    EtsSeries series; /* y in units in which the largest is near 1 */
    int k, weights;
} EtsModel;

EtsModel ets_model_of(const EtsForm *form, const Kernels *kernels, const double *y, size_t n, int m);

/* Least and greatest of the weights. */
void ets_bounds(const EtsModel *model, double lower[ETS_WEIGHTS], double upper[ETS_WEIGHTS]);
void ets_point(const EtsModel *model, const double *x, EtsPoint *out);
/* The derivatives of the point by x: column j + 1 belongs to x[j]. Only those of the weights' shares depend
 * on x: a table that was made once is moved to another x. */
void ets_directions(const EtsModel *model, EtsDirections *out);
void ets_directions_move(const EtsModel *model, const double *x, EtsDirections *out);

/* -2 log L up to a constant: n log(sum of e^2) + 2 sum of log mu, where the sum of squares counts for at
 * least n ETS_EXACT, below which a series is reproduced but for rounding. INFINITY when it is not a number.
 */
static const double ETS_EXACT = 1e-24;
double ets_minus_two(size_t n, double squares, double product, double exponent);

/* Eight parameter vectors at once: value[l] is -2 log L at x[l], INFINITY outside the admissible region. */
void ets_values(const EtsModel *model, const double (*x)[ETS_MAX_PARAMS], double value[KERNEL_LANES]);

/**
 * Whether old errors lose their weight: all roots of the characteristic polynomial within the unit circle.
 * Cost    O(m^2) with a season
 * Source  Hyndman, Akram & Archibald (2008), AISM 60, 407-426; roots by Schur (1917) and Cohn (1922).
 */
bool ets_is_admissible(const EtsForm *form, const EtsPoint *at, int m);
