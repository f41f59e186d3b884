/* Inside arima: the search for orders. */
#pragma once
#include "stats/arima_model.h"

enum { ARIMA_MAX_MODELS = 94 };

/* What is left to model: differenced, centred on `centre` and divided by `scale`. */
typedef struct ArimaSeries {
    int m, d, D;
    const double *w;      /* [n] */
    size_t n, length;     /* after and before differencing */
    double centre, scale; /* before: w * scale + centre */
} ArimaSeries;

/* A fitted model: parameters as in arima_model.h; aicc in units of the scaled series. */
typedef struct ArimaFit {
    ArimaOrders orders;
    double x[LSQ_MAX_PARAMS];
    double aicc; /* INFINITY for a model that is not wanted */
} ArimaFit;

/* Doubles of scratch for every model of the search, or for one with these orders. */
size_t arima_scratch(size_t n, const ArimaOrders *o, int m);

/* The model of that series with those orders. */
ArimaModel arima_model_of(const ArimaSeries *s, const ArimaOrders *o);

/* -2 log L + penalty of a model with k coefficients beside sigma2: INFINITY when n is too small for it. */
double arima_aicc(double minus_two_loglik, size_t n, int k);

/* Fits fit->orders by greatest likelihood, from twenty starts; fills x and aicc. False when it is not finite.
 */
bool arima_fit(const ArimaSeries *s, ArimaFit *fit, double *scratch);

/**
 * Stepwise search by AICc. Returns the number of models fitted; *best is fitted by greatest likelihood.
 * scratch  [arima_scratch of the greatest orders]
 * tried    [ARIMA_MAX_MODELS]
 * Source   Hyndman & Khandakar (2008), 3.2; models with a root within 1.01 of the origin are dropped.
 */
int arima_search(const ArimaSeries *s, ArimaFit *best, double *scratch, ArimaFit *tried);
