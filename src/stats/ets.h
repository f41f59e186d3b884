/* Exponential smoothing: the fifteen forms with additive or multiplicative error, no, additive or damped
 * trend, no, additive or multiplicative season; chosen by an information criterion, fitted by maximum
 * likelihood. Pure; results in the arena. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "stats/kernels.h"

enum {
    ETS_MIN_N = 5,
    ETS_MAX_N = 100000,
    ETS_MAX_HORIZON = 10000,
    ETS_FORMS = 15,
    ETS_NAME_MAX = 16,
};

typedef enum EtsError {
    ETS_ERROR_ADDITIVE,
    ETS_ERROR_MULTIPLICATIVE,
} EtsError;

typedef enum EtsTrend {
    ETS_TREND_NONE,
    ETS_TREND_ADDITIVE,
    ETS_TREND_DAMPED,
} EtsTrend;

typedef enum EtsSeason {
    ETS_SEASON_NONE,
    ETS_SEASON_ADDITIVE,
    ETS_SEASON_MULTIPLICATIVE, /* only with a multiplicative error */
} EtsSeason;

typedef struct EtsForm {
    EtsError error;
    EtsTrend trend;
    EtsSeason season;
} EtsForm;

typedef enum EtsCriterion {
    ETS_AICC,
    ETS_AIC,
    ETS_BIC,
} EtsCriterion;

/* What to fit. With `automatic`, `form` is not read. */
typedef struct EtsSpec {
    int m; /* observations in a season; 0, 1 and more than ETS_MAX_SEASON: none */
    bool automatic;
    bool without_season; /* automatic: not even if m allows it */
    EtsForm form;
    const EtsPoint *given; /* with `form`: weights and states to be taken as they are; NULL: fit them */
    size_t h;              /* periods to forecast, 1 .. ETS_MAX_HORIZON */
    EtsCriterion criterion;
    SimdLevel simd;
} EtsSpec;

typedef struct EtsResult {
    EtsForm form;
    char name[ETS_NAME_MAX];        /* "ETS(M,Ad,M)" */
    int m;                          /* of the season in use; 1 for none */
    bool is_exact;                  /* the series is reproduced but for rounding: see ets_run */
    double alpha, beta, gamma, phi; /* shares of the error in level, trend, season; damping, 1 for none */
    double level, trend;            /* before the first observation, unit of y */
    double season[ETS_MAX_SEASON];  /* [m] before the first observation: of its phase, the next one, ... */
    EtsPoint last;                  /* weights, and states after the last observation; season [m] */
    int parameters;                 /* k: weights and initial states, without the variance */
    double loglik, aic, aicc, bic; /* loglik without the constant, as the literature of these models has it */
    double sigma2;                 /* sum of e^2 / (n - k); of relative errors when they are multiplicative */
    double mse, rmse;              /* of one-step errors y - mu, unit of y squared, unit of y */
    int models;                    /* fitted */
    double *fitted;                /* [n] one-step forecasts mu */
    double *mean;                  /* [h] forecasts */
    double *var;                   /* [h] variance of the forecast error, unit of y squared */
} EtsResult;

/**
 * y [n]   a series without gaps, any unit, |y| <= 1e100
 *
 * With q = level + phi trend and s the season's state of the phase, one step is
 *   additive season        mu = q + s   level = q + alpha r   r = y - mu      s += gamma r
 *   multiplicative season  mu = q s     level = q + alpha r   r = y / s - q   s += gamma (y / q - s)
 * and trend = phi trend + beta r. e = y - mu, or (y - mu) / mu.
 *
 * Weights lie in the usual region: alpha in 0.0001 .. 0.9999, beta in 0.0001 .. alpha, gamma in 0.0001 ..
 * 1 - alpha, phi in 0.8 .. 0.98, and in the admissible region.
 *
 * Automatic: every form for which n > k + 2 is fitted, those with multiplicative error or season only when
 * every y > 0 and none is 1e12 times another, those with a season only when 1 < m <= ETS_MAX_SEASON. Zeros
 * and negative numbers leave the six additive forms. A form is given up when it could not win any more.
 *
 * A series that a form reproduces but for rounding (mean of e^2 below 1e-24 of the largest |y| squared: a
 * constant, a line, a repeating season) gets that continued: is_exact, variance 0, and loglik, aic, aicc and
 * bic 0, as a likelihood has no meaning there.
 *
 * Fails   ERR_INVALID: a spec out of its ranges, additive error with multiplicative season, n or h too large,
 *         given weights or states that are not finite numbers
 *         ERR_DATA: n < ETS_MIN_N or too short for the form, a value that is not finite or too large, a
 *         multiplicative form of numbers that are not all positive
 *         ERR_NUMERIC: the likelihood cannot be computed, a forecast is not a finite number
 * Cost    O(n k^2) a step, some steps a form
 * Source  Hyndman, Koehler, Snyder & Grose (2002), IJF 18, 439-454; Hyndman, Koehler, Ord & Snyder (2008),
 *         chapters 2, 5, 6 (variances of classes 1 to 3) and 7.
 */
MUST_USE bool ets_run(const EtsSpec *spec, const double *y, size_t n, EtsResult *result, Arena *a, Err *e);
