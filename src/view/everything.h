/* Verification of the whole store: every room's own, in one call, so that no door forgets one. */
#pragma once
#include "ledger/audit.h"

/* Recomputes the audit chain, figures, accounts, notices, tasks with their files, projects, scenarios,
 * schemes and scores; what does not agree goes to v. deep: computes every run of an assessment again. Cost:
 * O(all that is kept). */
MUST_USE bool everything_verify(Store *s, int64_t city, bool deep, Verification *v, Err *e);
