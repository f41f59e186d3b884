/* What every model of one series is given and gives back, and the solution for its linear initial states. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "stats/kernels.h"

enum { MODEL_PARAMS = 4 };

/* A series without gaps. The engine gives it centred and scaled near 1; any finite numbers will do. */
typedef struct ModelData {
    const Kernels *kernels;
    const double *y; /* [n] */
    size_t n;
    int m;        /* periods in a year; 1: none */
    size_t h;     /* forecasts wanted */
    double tol;   /* of the parameters, as a share of their range; 0: 1e-3 */
    double *work; /* [model_work(n, m)] scratch */
} ModelData;

typedef struct ModelFit {
    double param[MODEL_PARAMS]; /* in the order that the model's header gives */
    double initial[2];          /* level and trend (or their like) before the first observation */
    double mse;                 /* mean square of the one-step errors; their number is n_errors */
    size_t n_errors;
    double recent;      /* mean square with older errors fading, see model_half_life; 0: not told */
    double *mean;       /* [h] caller's: forecasts */
    double *multiplier; /* [h] caller's: forecast variance in units of the one-step variance; starts at 1 */
} ModelFit;

/* Periods after which an error counts half in `recent`: a year, and at least four. */
double model_half_life(int m);

/* Doubles of scratch that any of the models needs. */
size_t model_work(size_t n, int m);

/* Least squares of lane k over both regressors; without x2 where they cannot be told apart. Is the sum of
 * squares, never below 0. */
double concentrate_two(const NormalSums *s, int k, double theta[2]);
/* With theta[1] given. */
double concentrate_one(const NormalSums *s, int k, double given, double theta[2]);

/* multiplier[j] = 1 + sum of psi_i^2, i <= j, from psi[0..h-2] in the same place shifted by one: psi_j is
 * read from multiplier[j + 1]. */
void model_accumulate(double *multiplier, size_t h);
