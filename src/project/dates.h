/* Stage dates as the store keeps them: "start:20210315 entry:20210420" of a plan, "start:a20210315
 * entry:f20210420" of a report, where 0 withdraws. The room's own. */
#pragma once
#include "base/buf.h"
#include "project/stage.h"

/* kind: 'a' or 'f' of a report's; 0 of a plan's. */
void dates_add(Buf *out, const char *stage, char kind, int date);
/* Lays what the text says over the dates; stages that the city no longer has are passed over. */
void dates_take(const Stages *s, Str text, StageDates *d);
