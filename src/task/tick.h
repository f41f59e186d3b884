/* The clock of supervision: computes what is due at a day and does it, each thing once for ever. */
#pragma once
#include "task/supervision.h"

typedef struct TickReport {
    int as_of;
    size_t n_tasks;                         /* looked at */
    size_t n_reminders, n_presses, n_slips; /* done now */
    const TaskEvent **events;               /* [n_events] those, for the report */
    size_t n_events, cap;
} TickReport;

/**
 * Does what supervision.csv asks for at as_of: events and notices of one task in one transaction, so that it
 * can be killed between any two and run again: what is done is not done twice (a unique key of task, rule and
 * date in the store), what is left is done by the next.
 *
 * in  who ("clock") and when; known_on is as_of
 *
 * Cost: O(events of all tasks), one transaction a task that has something due.
 */
MUST_USE bool tick_run(const TaskWorld *w, const Intake *in, Arena *a, TickReport *out, Err *e);
