/* Inside arima: the parameters of a model, two models at a time. The parameters are the partial
 * autocorrelations of the four polynomials in the order AR, seasonal AR, MA, seasonal MA, then the mean when
 * there is one: every point of the cube is a stationary and invertible model. */
#pragma once
#include "stats/arima.h"
#include "stats/least_squares.h"

/* Two doubles side by side: every x86-64 and ARM64 has them, and no result depends on it. */
typedef double Pair __attribute__((vector_size(16), aligned(8), may_alias));

enum {
    ARIMA_PAIRS = LSQ_LANES / 2,
    ARIMA_MAX_LAGS =
        (ARIMA_MAX_ORDER + 1) * (ARIMA_MAX_SEASONAL_ORDER + 1) - 1, /* of a product of polynomials */
};

/* A differenced, centred and scaled series and the model to fit to it. */
typedef struct ArimaModel {
    ArimaOrders orders;
    int m;
    const double *w; /* [n] */
    size_t n;
    double mean;     /* of w in models without a constant; with one it is a parameter, sought around 0 */
    double *scratch; /* [arima_css_scratch or arima_ml_scratch] of the residual function */
} ArimaModel;

/* Coefficients of two models: 1 - ar1 B - ..., 1 + ma1 B + ... */
typedef struct ArimaPair {
    Pair ar[ARIMA_MAX_ORDER], sar[ARIMA_MAX_SEASONAL_ORDER];
    Pair ma[ARIMA_MAX_ORDER], sma[ARIMA_MAX_SEASONAL_ORDER];
    Pair mean;
} ArimaPair;

/* Number of parameters, 0 .. LSQ_MAX_PARAMS. */
int arima_count(const ArimaOrders *o);

/* The coefficients of lanes 2 pair and 2 pair + 1 of x [k x LSQ_LANES]. Source: Jones (1980), (4)-(6). */
void arima_coefficients(const ArimaModel *model, const double *x, int pair, ArimaPair *c);

/* A polynomial without its leading 1. */
typedef struct ArimaFactor {
    const Pair *c; /* [n] */
    int n;
} ArimaFactor;

/* The product of a polynomial of B and one of B^m. */
typedef struct ArimaProduct {
    int order, n_lags;
    int lags[ARIMA_MAX_LAGS]; /* where coefficients may differ from 0, rising */
    Pair *full;               /* [order + 1] coefficients by lag; [0] is not used */
} ArimaProduct;

/* sign: that of the products of two coefficients, -1 for 1 - c1 B - ..., 1 for 1 + c1 B + ... */
void arima_product(ArimaFactor plain, ArimaFactor seasonal, int m, double sign, ArimaProduct *out);

/* Bounds of the parameters: [LSQ_MAX_PARAMS] each. */
void arima_bounds(const ArimaOrders *o, double *lower, double *upper);

/* Whether all roots of the four polynomials are further out than `radius` (>= 1). One model: lane 0 of c. */
bool arima_roots_beyond(const ArimaOrders *o, int m, const ArimaPair *c, double radius);

/* The sum of squares of a model without parameters. */
double arima_noise_sum(const ArimaModel *model);

/* When a fit ends: a step promises less than this share of the sum, or after so many steps. */
typedef struct ArimaStop {
    double share;
    int steps;
} ArimaStop;

/**
 * Least sum of the squares of `residuals` from x on.
 *
 * x [k]     in: start; out: parameters
 * scratch   [lsq_scratch(n, k) + what the residuals need]
 *
 * Returns the sum, INFINITY when it could not be computed.
 */
double arima_least(ArimaModel *model, LsqResiduals *residuals, ArimaStop stop, double *x, double *scratch);
