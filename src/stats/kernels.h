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
