/* Seasonal ARIMA models: (1 - phi(B)) (1 - Phi(B^m)) (1-B)^d (1-B^m)^D (y - trend) = theta(B) Theta(B^m) e,
 * with the orders given or searched for, fitted by exact Gaussian maximum likelihood, and forecasts. Pure;
 * results in the arena. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum {
    ARIMA_MIN_N = 10,
    ARIMA_MAX_N = 100000,
    ARIMA_MAX_HORIZON = 10000,
    ARIMA_MAX_SEASON = 366,
    ARIMA_MAX_ORDER = 5,          /* of p and q */
    ARIMA_MAX_SEASONAL_ORDER = 2, /* of P and Q */
    ARIMA_MAX_DIFFERENCES = 2,    /* of d and of D */
};

/* Orders of a model. All zero with m = 1 is white noise around zero. */
typedef struct ArimaOrders {
    int p, d, q;
    int P, D, Q;
    bool constant; /* a mean (d + D = 0) or a drift (d + D = 1) */
} ArimaOrders;

/* What to fit. With `automatic`, `orders` is not read. */
typedef struct ArimaSpec {
    int m; /* observations in a season, 1 .. ARIMA_MAX_SEASON; 0 and 1: none */
    ArimaOrders orders;
    bool automatic;
    size_t h; /* periods to forecast, 1 .. ARIMA_MAX_HORIZON */
} ArimaSpec;

typedef struct ArimaResult {
    ArimaOrders orders;
    int m;         /* that of the spec; 1 for none */
    bool is_exact; /* what is left after differencing is one constant: see arima_run */
    double ar[ARIMA_MAX_ORDER], ma[ARIMA_MAX_ORDER]; /* (1 - ar1 B - ...), (1 + ma1 B + ...) */
    double sar[ARIMA_MAX_SEASONAL_ORDER], sma[ARIMA_MAX_SEASONAL_ORDER];
    double constant; /* mean of y (d + D = 0), growth per period (d + D = 1), 0 without one; unit of y */
    size_t n_used;   /* n - d - m D: observations of the likelihood */
    double sigma2;   /* maximum likelihood, unit of y squared */
    double sigma2_unbiased; /* the same sum of squares by n_used less the number of coefficients */
    double loglik, aic, aicc;
    double rmse;        /* root of the mean square of the n_used one-step errors, unit of y */
    int models;         /* fitted in the search, 1 without */
    double *mean;       /* [h] forecasts */
    double *multiplier; /* [h] 1 + psi_1^2 + ... + psi_{j-1}^2 */
    double *var;        /* [h] variance of the forecast error: sigma2_unbiased * multiplier */
} ArimaResult;

/**
 * y [n]    a series without gaps, any unit, |y| <= 1e100
 *
 * A series that is one constant after differencing (a constant, a straight line, an exactly repeating season;
 * spread below 1e-12 of the largest |y|) gets that continued, with variance 0: is_exact, no coefficients but
 * the constant, and loglik, aic and aicc 0, as a likelihood has no meaning there.
 *
 * Coefficients are sought with the partial autocorrelations of all four polynomials within +-0.9999. The
 * variances are those of the converged filter: they leave out the error of the coefficients and of the first
 * states, as is customary.
 *
 * Automatic: D is 1 when the strength of the season is above 0.64 (needs n > 2 m), d the number of
 * differences that KPSS asks for, at most 2; then p, q <= min(5, n/3), P, Q <= min(2, n/(3 m)) and the
 * constant (d + D <= 1) by AICc, stepwise, never with a root within 1.01 of the origin. The search judges by
 * likelihoods within two steps of their maximum; the model it returns is at the maximum.
 *
 * Fails   ERR_INVALID: a spec out of its ranges, a constant with d + D > 1, h or n too large
 *         ERR_DATA: n < ARIMA_MIN_N, a value that is not finite or too large, too few values for the orders
 *         ERR_NUMERIC: the likelihood could not be computed
 * Cost    automatic, n = 100, m = 12: about half a millisecond; the likelihood O(n (mP + mQ + p + q))
 * Source  Box & Jenkins (1970), ch. 5 and 7; Jones (1980), Technometrics 22, 389-395; Pearlman (1980),
 *         Biometrika 67, 232-233; Harvey (1989), 3.3; Hyndman & Khandakar (2008), JSS 27(3).
 */
MUST_USE bool arima_run(const ArimaSpec *spec, const double *y, size_t n, ArimaResult *result, Arena *a,
                        Err *e);
