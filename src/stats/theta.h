/* The Theta family: a straight line and an exponentially smoothed line, weighted. */
#pragma once
#include "stats/model.h"

typedef enum ThetaKind {
    THETA_CLASSIC,   /* simple exponential smoothing with half the slope of the whole series as drift */
    THETA_OPTIMISED, /* the weight of the line is estimated; the line is that of the whole series */
    THETA_DYNAMIC,   /* the line is estimated anew at every observation */
} ThetaKind;

/**
 * param: alpha (0.0001..0.9999 classic, 0.1..0.99 others), omega = 1 - 1/theta in [0, 1] (drift for classic).
 * n >= 3. Errors count from the first observation, for THETA_DYNAMIC from the second.
 * Cost: 4 to 6 calls of a kernel, O(n) each.
 * Source: Assimakopoulos & Nikolopoulos (2000); Hyndman & Billah (2003); Fiorucci, Pellegrini, Louzada,
 * Petropoulos & Koehler (2016), sections 2.2 and 2.3. The initial level and omega are linear and solved for.
 */
void theta_fit(ThetaKind kind, const ModelData *in, ModelFit *out);
