/* Inside arima: the exact Gaussian likelihood. */
#pragma once
#include "stats/arima_model.h"

/* Doubles of scratch for the residuals of a model. */
size_t arima_ml_scratch(const ArimaOrders *o, int m);

/**
 * An LsqResiduals over an ArimaModel, `data`: the innovations of the stationary process, each divided by its
 * standard deviation (in units of that of e) and multiplied by the geometric mean of those: the least sum of
 * squares is the greatest likelihood, with sigma2 concentrated out.
 *
 * Cost    O(n (order of phi + order of theta)) per pair of columns
 * Source  state space of Harvey (1989), 3.3; recursions of Pearlman (1980), Biometrika 67, 232-233; the gain
 *         stands still once it has converged, as in Melard (1984), Applied Statistics 33, AS 197.
 */
void arima_ml_residuals(void *data, const double *x, int used, double *r);

typedef struct ArimaSums {
    double likelihood; /* of squares as above: -2 log L = n (log(2 pi likelihood / n) + 1) */
    double weighted;   /* of v^2 / F: sigma2 = weighted / n */
    double raw;        /* of squared innovations v */
} ArimaSums;

/* Runs the filter at one parameter vector x [k] and on beyond the sample: ahead [h] are the forecasts of w (h
 * may be 0). scratch as for the residuals. False when the sums are not finite. */
bool arima_ml_run(const ArimaModel *model, const double *x, double *scratch, ArimaSums *sums, double *ahead,
                  size_t h);

/**
 * Greatest likelihood.
 *
 * x [k]     in: start; out: parameters as in arima_model.h
 * scratch   [lsq_scratch(n, k) + arima_ml_scratch(orders, m)]
 * share     stop when a step promises less than this share of the sum of squares, or after so many `steps`
 *
 * Returns the sum of squares, INFINITY when it could not be computed.
 */
double arima_ml_fit(ArimaModel *model, double *x, double *scratch, double share, int steps);
