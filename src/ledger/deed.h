/* What small append-only records that stand in the audit chain share: reviews and locks. */
#pragma once
#include "ledger/audit.h"

enum { DEED_REASON_MAX = 2000, DEED_AT_MAX = 32 };

/* Is the reason given where it is needed, and no longer than DEED_REASON_MAX bytes of one line? Fails:
 * INVALID. */
MUST_USE bool deed_reason(const char *reason, bool needed, Err *e);
/* A text that no instant up to the end of the day stands behind; 0: none at all. */
void deed_until(int as_of, char out[DEED_AT_MAX]);
/* Does entry seq of the chain say exactly this? */
MUST_USE bool deed_in_audit(Store *s, int64_t city, int64_t seq, const char *text, bool *same, Err *e);
/* Has the chain as many entries of the action as there are rows? None was taken away, then. */
MUST_USE bool deed_count(Store *s, int64_t city, const char *action, int64_t n, Verification *v, Err *e);
