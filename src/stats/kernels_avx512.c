#define LANE_WIDTH 8
#include "stats/kernels_lanes.h"

#include "stats/kernels_levels.h"

const Kernels kernels_avx512 = KERNELS_TABLE("avx512");
