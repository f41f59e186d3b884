/* Classical decomposition: trend by a centred moving average, season by the mean of each phase. Pure. */
#pragma once
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

typedef struct DecomposeSpec {
    size_t period;       /* observations a year (or cycle), at least 2 */
    bool multiplicative; /* y = trend * seasonal * remainder; else a sum */
} DecomposeSpec;

typedef struct Decomposition {
    double *trend;    /* [n] moving average of one period, 2 x m when m is even; NAN for half a period at both
                         ends */
    double *seasonal; /* [n] the figure, repeated */
    double *remainder; /* [n] NAN where the trend is */
    double *figure; /* [period] seasonal of the first period; sums to 0, or has mean 1 when multiplicative */
} Decomposition;

/**
 * y    [n]  any unit
 * out       arrays live in the arena
 *
 * Fails: ERR_DATA when period < 2, n < 2 period, a value is missing or not finite, or the moving average is
 * zero somewhere (multiplicative) or overflows. Cost:  O(n period). Source: Kendall & Stuart (1983), volume
 * 3, chapter 46; Hyndman & Athanasopoulos (2021), section 3.4.
 */
MUST_USE bool decompose_run(const DecomposeSpec *spec, const double *y, size_t n, Decomposition *out,
                            Arena *a, Err *e);
