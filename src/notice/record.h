/* The canonical texts of notices and attempts, which are what the audit chain holds. Inside the room. */
#pragma once
#include "base/buf.h"
#include "ledger/deed.h"
#include "notice/delivery.h"

#define NOTICE_RECORD_MAX ((size_t)4 << 20) /* bytes of one audit entry: POST_JOBS_MAX attempts */

void notice_text(const NoticeRow *r, Buf *out);
/* One line of the entry of a run. */
void attempt_text(const Attempt *x, Buf *out);
