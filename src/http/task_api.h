/* What the handlers of tasks and meetings share. */
#pragma once
#include "http/handlers.h"
#include "view/meetings.h"

/* The board as the request asks for it. */
MUST_USE bool call_board(Call *c, TaskBoard *out, Err *e);
/* The same from the store that writes, after write_state. */
MUST_USE bool call_board_now(Call *c, TaskBoard *out, Err *e);
/* May the caller see the task? For tables of visible ones: who is the Call. */
bool call_sees_task(const void *call, const Task *t);
/* A decision or a task as the body gives it; texts live as long as the call. Fails: INVALID, all faults in
 * one sentence. */
MUST_USE bool body_task_card(Call *c, const Body *b, TaskCard *out, Err *e);
TaskWorld call_task_world(Call *c);
bool call_says_yes(const Call *c, const char *name);
