/* What the handlers of schemes and scores share. */
#pragma once
#include "http/task_api.h"
#include "view/score.h"
#include "view/score_feed.h"

/* A period of the body or the query; *given false where it is "". Fails: INVALID. */
MUST_USE bool score_period(const char *text, Period *out, bool *given, Err *e);
/* May the caller see the run: the office all, others those that are shown today? */
MUST_USE bool call_sees_run(Call *c, Store *s, int64_t run, bool *sees, Err *e);
/* May the caller speak for the unit (code)? */
bool call_has_unit(const Call *c, Permission p, const char *unit);
