/* Inside arima: residuals given the past before the sample, for the search of orders and for starting values.
 */
#pragma once
#include "stats/arima_model.h"

/* Doubles of scratch for the residuals of a model of n observations. */
size_t arima_css_scratch(size_t n);

/**
 * An LsqResiduals over an ArimaModel, `data`: e = (theta(B) Theta(B^m))^-1 phi(B) Phi(B^m) (w - mean), where
 * w = mean and e = 0 before the sample: every model of a series has n residuals, so that their sums compare.
 * Source: Box & Jenkins (1970), 7.1.2.
 */
void arima_css_residuals(void *data, const double *x, int used, double *r);

/**
 * Least conditional sum of squares.
 *
 * x [k]     in: start; out: parameters as in arima_model.h
 * scratch   [lsq_scratch(n, k) + arima_css_scratch(n)]
 * share     stop when a step promises less than this share of the sum
 *
 * Returns the sum of squares, INFINITY when it could not be computed.
 */
double arima_css_fit(ArimaModel *model, double *x, double *scratch, double share);
