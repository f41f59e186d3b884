/* Additive Holt-Winters with damped trend; on logarithms it is the multiplicative model with evolving season.
 */
#pragma once
#include "stats/model.h"

/* Where the search may go; 0 takes the default. */
typedef struct WintersSpec {
    int years;               /* of the start that give the initial states, at most 8 (default 8) */
    double beta, gamma, phi; /* greatest: 0.1, 0.4, 0.98 */
} WintersSpec;

/**
 * given: NULL takes every default.
 * param: alpha, beta, gamma (the error's shares in level, trend, season), phi. Initial states come from the
 * first years (or all, when fewer). m in 2..KERNEL_MAX_SEASON, n >= 2 m. Cost: about 20 calls of a
 * kernel, O(n) each. Source: Winters (1960); Gardner (1985), section 4; Hyndman et al. (2008), ETS(A,Ad,A).
 */
void winters_fit(const WintersSpec *spec, const ModelData *in, ModelFit *out);
