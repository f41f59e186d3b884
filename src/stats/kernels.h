/* The recursions of the forecasting models, for eight candidate parameters at once. For fixed smoothing
 * parameters the one-step error of an additive model is linear in its initial states, e_t = r_t - x1_t theta1
 * - x2_t theta2, so a kernel returns the six sums of the normal equations and the initial states are solved
 * for, not searched. No kernel allocates; all run in O(n). Variants for SSE2, AVX2 and AVX-512 give the same
 * bits. */
#pragma once
#include <stddef.h>

enum { KERNEL_LANES = 8, KERNEL_MAX_SEASON = 53 };

/* Sums over t of products of the two regressors and the response, one per lane. */
typedef struct NormalSums {
    double x11[KERNEL_LANES], x12[KERNEL_LANES], x22[KERNEL_LANES];
    double x1r[KERNEL_LANES], x2r[KERNEL_LANES], rr[KERNEL_LANES];
} NormalSums;

/* Exponential smoothing, all forms: states move by the error; see ets.h for the recursions. */
enum { ETS_MAX_SEASON = 24, ETS_COLUMNS = 32 };

typedef enum EtsKind {
    ETS_PLAIN,    /* additive or no season, additive error */
    ETS_RELATIVE, /* additive or no season, multiplicative error */
    ETS_RATIO,    /* multiplicative season and error */
    ETS_KINDS,
} EtsKind;

typedef struct EtsSeries {
    EtsKind kind;
    int m; /* length of the season, 1 .. ETS_MAX_SEASON; 1 without one */
    const double *y;
    size_t n;
} EtsSeries;

/* Weights and states before the first observation: of one model, and of eight side by side. Without a trend
 * beta and trend are 0 and phi is 1; without a season gamma is 0 and season[0] is 0. */
typedef struct EtsPoint {
    double alpha, beta, gamma, phi, level, trend, season[ETS_MAX_SEASON];
} EtsPoint;

typedef struct EtsLanes {
    double alpha[KERNEL_LANES], beta[KERNEL_LANES], gamma[KERNEL_LANES], phi[KERNEL_LANES];
    double level[KERNEL_LANES], trend[KERNEL_LANES], season[ETS_MAX_SEASON][KERNEL_LANES];
} EtsLanes;

/* squares: sum of e^2, INFINITY where a fitted value of a multiplicative form is not positive. The product of
 * the fitted values is product * 2^exponent; 1 for an additive error. */
typedef struct EtsSums {
    double squares[KERNEL_LANES], product[KERNEL_LANES], exponent[KERNEL_LANES];
} EtsSums;

/* What to differentiate by: column c moves the weights and states in these proportions. Column 0 holds the
 * errors themselves and moves nothing; columns from 8 on move the season alone. */
typedef struct EtsDirections {
    double alpha[KERNEL_LANES], beta[KERNEL_LANES], gamma[KERNEL_LANES], phi[KERNEL_LANES];
    double level[KERNEL_LANES], trend[KERNEL_LANES], season[ETS_MAX_SEASON][ETS_COLUMNS];
} EtsDirections;

/* gram: lower triangle of sums of products of the columns e, de/dx_1, ...; drift: sums of d log mu / dx_c.
 * The rest as in EtsSums. */
typedef struct EtsTable {
    double squares, product, exponent;
    double gram[ETS_COLUMNS][ETS_COLUMNS], drift[ETS_COLUMNS];
} EtsTable;

typedef struct Kernels {
    const char *name; /* "sse2" */

    /* Theta family. a, b [n]: intercept and slope known before y[t] (Fiorucci et al., 2016, eq. 9-12); x1 is
     * the initial level, x2 the weight omega = 1 - 1/theta of the linear part. Errors count from t = first.
     */
    void (*theta)(const double *y, const double *a, const double *b, size_t n, size_t first,
                  const double alpha[KERNEL_LANES], NormalSums *out);
    /* Holt's trend, damped by phi (1: not): x1 level, x2 trend. Gardner & McKenzie (1985). */
    void (*trend)(const double *y, size_t n, const double alpha[KERNEL_LANES],
                  const double beta[KERNEL_LANES], const double phi[KERNEL_LANES], NormalSums *out);
    /* Complex exponential smoothing without season: x1 level, x2 potential. Svetunkov et al. (2022), eq. 12.
     */
    void (*ces)(const double *y, size_t n, const double a0[KERNEL_LANES], const double a1[KERNEL_LANES],
                NormalSums *out);
    /* Additive Holt-Winters with damped trend from given initial states; param[4] = alpha, beta, gamma, phi;
     * season [m]. sse: sum of squared one-step errors. */
    void (*seasonal)(const double *y, size_t n, const double *season, int m, const double level_trend[2],
                     const double (*param)[KERNEL_LANES], double sse[KERNEL_LANES]);
    /* Exponential smoothing at eight points. Hyndman et al. (2008), chapter 2. */
    void (*ets_sums)(const EtsSeries *s, const EtsLanes *x, EtsSums *out);
    /* At one point, with the exact derivatives by `columns` - 1 directions. */
    void (*ets_table)(const EtsSeries *s, const EtsPoint *x, const EtsDirections *by, int columns,
                      EtsTable *out);
} Kernels;

typedef enum SimdLevel {
    SIMD_BEST, /* the widest that this processor has */
    SIMD_SSE2, /* two lanes, on any processor */
    SIMD_AVX2,
    SIMD_AVX512,
    SIMD_LEVELS,
} SimdLevel;

/* The kernels of a level, or of the widest below it that this processor has. */
const Kernels *kernels_of(SimdLevel level);

/* The level of a name ("avx2"); SIMD_BEST for NULL, and for one that is not known or that this processor
 * lacks. */
SimdLevel kernels_level(const char *name);
