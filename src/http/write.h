/* Writes: body, key, turn and reply around a handler. */
#pragma once
#include "http/call.h"

void write_answer(Http *h, Passage *p);
/* City, catalogue and rules as the writing store has them now. */
MUST_USE bool write_state(Call *c, Err *e);
