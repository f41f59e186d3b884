/* Complex exponential smoothing without season. */
#pragma once
#include "stats/model.h"

/**
 * param: a0, a1 of the complex smoothing parameter a0 + i a1, inside the region of stability; initial: level
 * and information potential. n >= 4. Cost: about 15 calls of a kernel, O(n) each. Source: Svetunkov,
 * Kourentzes & Ord (2022), equations 10 to 12 and section 3.3.
 */
void ces_fit(const ModelData *in, ModelFit *out);
