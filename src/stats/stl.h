/* STL: seasonal and trend decomposition by locally weighted regression. Pure. */
#pragma once
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/* A zero field takes its default. Windows count observations (seasonal: periods) and are made odd, upwards.
 */
typedef struct StlSpec {
    size_t period;   /* observations a year (or cycle), at least 2 */
    size_t s_window; /* n(s), smoothing of the season from year to year, at least 7 advised; 0: the season is
                        periodic, the same every year */
    size_t t_window; /* n(t), trend; 0: smallest odd number >= 1.5 period / (1 - 1.5 / n(s)) */
    size_t l_window; /* n(l), low-pass filter; 0: smallest odd number >= period */
    int s_degree;    /* local fit of the season: 0 constant (always when periodic), 1 line; trend and filter:
                        line */
    size_t s_jump, t_jump,
        l_jump;          /* fit at every so many points, interpolate between; 0: a tenth of the window */
    bool robust;         /* outliers lose their weight: 1 inner and 15 outer iterations, else 2 and 0 */
    size_t inner, outer; /* n(i), n(o): other numbers of iterations, at most 1000 each */
} StlSpec;

typedef struct Stl {
    double *seasonal, *trend, *remainder; /* [n] their sum is y */
    double *weight;                       /* [n] robustness weights, 0 to 1; all 1 unless outer > 0 */
} Stl;

/**
 * y    [n]  any unit
 * out       arrays live in the arena
 *
 * Fails: ERR_DATA when period < 2, n <= 2 period, a value is missing or not finite, or sums overflow;
 * ERR_INVALID when another field of the spec is out of range. Cost:  O(inner (outer + 1) n window / jump), no
 * worse than O(inner (outer + 1) n^2). Source: Cleveland, Cleveland, McRae & Terpenning (1990), sections 2
 * and 3; defaults as in R's stl.
 */
MUST_USE bool stl_run(const StlSpec *spec, const double *y, size_t n, Stl *out, Arena *a, Err *e);
