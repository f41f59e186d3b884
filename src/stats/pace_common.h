/* What projects of one year have in common: for pace.c. Pure. */
#pragma once
#include "base/arena.h"
#include "stats/kaplan_meier.h"

/* c [n] ratios in `at`, year [n] of each. The intraclass correlation of their normal scores, 0..0.9, every
 * year counting beside four years of 0.2. Cost: O(n log n). */
double pace_common_of(const KaplanMeierCase *c, const int *year, size_t n, Arena *a);
