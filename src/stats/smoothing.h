/* Exponential smoothing with additive errors and no season: level, trend, damped trend. */
#pragma once
#include "stats/model.h"

typedef enum TrendKind {
    TREND_NONE,
    TREND_ADDITIVE,
    TREND_DAMPED,
} TrendKind;

/**
 * param: alpha in 0.0001..0.9999, beta in 0..alpha (the error's share in the trend), phi in 0.8..0.98 (1
 * undamped). n >= 3. Initial level and trend are linear and solved for. Cost: TREND_NONE 4 to 6 calls of a
 * kernel, the others about 15; O(n) each. Source: Gardner (1985); Hyndman, Koehler, Ord & Snyder (2008),
 * ETS(A,N,N), (A,A,N), (A,Ad,N).
 */
void smoothing_fit(TrendKind kind, const ModelData *in, ModelFit *out);
