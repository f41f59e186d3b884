/* Eight candidates at once, whatever the processor: eight doubles as LANES vectors of LANE_WIDTH, split by
 * hand. A source file that includes this defines LANE_WIDTH (2, 4 or 8) first. Every lane sees the same
 * operations in the same order, so the width changes the speed and never a bit. Pure. */
#pragma once
enum { LANE_COUNT = 8 };

#if LANE_WIDTH != 2 && LANE_WIDTH != 4 && LANE_WIDTH != 8
#error "LANE_WIDTH is 2, 4 or 8"
#endif

typedef double Lane __attribute__((vector_size(8 * LANE_WIDTH)));
enum { LANES = LANE_COUNT / LANE_WIDTH };

#ifdef __clang__
#define EACH_LANE(k) _Pragma("clang loop unroll(full)") for (int k = 0; k < LANES; k++)
#else
#define EACH_LANE(k) _Pragma("GCC unroll 4") for (int k = 0; k < LANES; k++)
#endif

/* The same vector anywhere in memory: a copy by memcpy may go through narrower registers, and wait for them.
 */
typedef double LooseLane __attribute__((vector_size(8 * LANE_WIDTH), aligned(8), may_alias));

static inline __attribute__((always_inline)) void lanes_load(Lane to[LANES], const double *from)
{
    EACH_LANE(k)
    to[k] = *(const LooseLane *)(from + k * LANE_WIDTH);
}

static inline __attribute__((always_inline)) void lanes_store(double *to, const Lane from[LANES])
{
    EACH_LANE(k)
    *(LooseLane *)(to + k * LANE_WIDTH) = from[k];
}
