/* Sums of squares with few parameters between bounds: Levenberg and Marquardt with a Jacobian by forward
 * differences. The residual function computes eight parameter vectors at a time, because recursions over time
 * are bound by latency and eight cost little more than one. Allocates nothing. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum {
    LSQ_LANES = 8,
    LSQ_MAX_PARAMS = 15,
};

/**
 * x [k x 8]   column l is a parameter vector, always between the bounds
 * used        columns 0 .. used-1 are wanted; the others hold something finite and may be left out
 * r [n x 8]   out: column l is the vector of residuals at x[.][l]; any NAN or infinity means "not here"
 *
 * What stands in one column must not depend on the others.
 */
typedef void LsqResiduals(void *model, const double *x, int used, double *r);

typedef struct LsqProblem {
    size_t n; /* residuals, >= 1 */
    int k;    /* parameters, 1 .. LSQ_MAX_PARAMS; of order one, so that steps of 2^-24 make sense */
    const double *lower, *upper; /* [k], lower < upper; may be infinite */
    LsqResiduals *residuals;
    void *model;
    int max_iterations;
    double tolerance; /* stop when the next step promises to lower the sum by less than this share */
} LsqProblem;

typedef struct LsqResult {
    double sum;      /* of squares at x; its last fall is the promised one when `converged` */
    int evaluations; /* calls of the residual function */
    bool converged;  /* the promise fell under the tolerance, or no damping lowers the sum any more */
} LsqResult;

/* Doubles of scratch for lsq_minimise. */
size_t lsq_scratch(size_t n, int k);

/**
 * x [k]      in: start, is moved between the bounds; out: the minimum. Its last step, the one that promised
 *            less than the tolerance, is taken without evaluation
 * scratch    [lsq_scratch(n, k)]
 *
 * Fails      (false, x between the bounds but meaningless) when the sum at the start is not a finite number.
 * Cost       per iteration one call of the residual function for k <= 7, two above; n k^2 additions
 * Source     Marquardt (1963), SIAM Journal 11, 431-441; damping by the gain as in Nocedal & Wright (2006),
 *            10.3; a parameter at a bound with the gradient pointing outward is left out of the step.
 */
bool lsq_minimise(const LsqProblem *p, double *x, double *scratch, LsqResult *result);
