/* Consistency: the checks that need more than one figure. They look at the store as it would be with the
 * submission in it; what they find is told, never corrected. */
#pragma once
#include "indicator/intake.h"

/* Year-to-date that falls where it cannot (warning); growth that the levels contradict (flag; only where
 * growth is at current prices or in points); towns against the city and parts against their total (flag,
 * where every part is known). Cost: O(facts of the touched pairs and of their totals). */
MUST_USE bool consistency_check(IntakeSheet *in, Err *e);
