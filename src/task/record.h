/* Events as rows of the store, and their canonical text in the audit chain. */
#pragma once
#include "base/buf.h"
#include "task/task.h"

/* One row, with the columns in the order of task_event_all.sql; false when it is none that this program
 * knows: a verb, card or list that cannot be read. */
bool task_event_read(const Query *q, Arena *a, TaskEvent *out);
/* Every field, one a line. */
void task_event_canonical(const TaskEvent *ev, Arena *a, Buf *out);
/* Stores a checked event inside the running transaction, with its audit entry; gives it id and audit_seq. */
MUST_USE bool task_event_add(Store *s, int64_t city, TaskEvent *ev, Arena *a, Err *e);
/* The last numbers that were given: of events, of tasks. */
MUST_USE bool task_event_last(Store *s, int64_t city, int64_t *id, int64_t *task, Err *e);
/* Notices to those whom the last event of the task concerns, inside the running transaction, in the language
 * of e. */
MUST_USE bool task_tell(const TaskWorld *w, const Intake *in, const Task *t, Arena *a, Err *e);
enum { EVENT_TEXT_MAX = 256 * 1024 };
