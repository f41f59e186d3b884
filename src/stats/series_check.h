/* Whether an array can be worked on: the sentences that models say of the same faults. Pure. */
#pragma once
#include <stddef.h>

#include "base/err.h"

/* No more than `most` values, each a number of at most 1e100. Fails: ERR_INVALID, ERR_DATA. */
MUST_USE bool series_check(const double *y, size_t n, size_t most, Err *e);
