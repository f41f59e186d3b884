#define LANE_WIDTH 2
#include "stats/kernels_lanes.h"

#include "stats/kernels_levels.h"

const Kernels kernels_sse2 = KERNELS_TABLE("sse2");
