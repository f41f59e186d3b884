#define LANE_WIDTH 4
#include "stats/kernels_lanes.h"

#include "stats/kernels_levels.h"

const Kernels kernels_avx2 = KERNELS_TABLE("avx2");
