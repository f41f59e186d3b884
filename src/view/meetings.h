/* What is shown of meetings and of the office's board of supervision. */
#pragma once
#include "view/tasks.h"

/* One row a meeting, with how far its decisions are. */
void meeting_row(const Viewer *v, const TaskBoard *b, const Meeting *m, Rows *out);
/* The row with agenda, minutes, its sentences with their decisions, and its tasks. */
void meeting_json(const Viewer *v, const TaskBoard *b, const Meeting *m, Json *j);

/* Counts of the tasks that one unit leads, or one leader is in charge of. */
typedef struct SupervisionCount {
    const char *kind, *unit, *name; /* "department", "area", "leader"; "" of all */
    int open, waiting, closed, closed_in_time, late, red, yellow, green, oldest_days;
    int slips[4];       /* blue, yellow, orange, red: ever issued */
    double closed_days; /* sum, from issue to closing */
} SupervisionCount;

/* Share of the closed that asked to close by their first due date, %; NAN without any. */
double supervision_in_time(const SupervisionCount *c);
double supervision_average_days(const SupervisionCount *c); /* NAN likewise */

typedef struct SupervisionBoard {
    SupervisionCount all;
    SupervisionCount *units, *leaders; /* those that have a task, worst first */
    size_t n_units, n_leaders;
    int states[TASK_STATES];
    int ages[4]; /* open tasks issued up to 7, 30, 90 days ago, and longer */
} SupervisionBoard;
/* Cost: O(events + tasks x units). */
void supervision_board(const Viewer *v, const TaskBoard *b, SupervisionBoard *out);
void supervision_json(const Viewer *v, const TaskBoard *b, const SupervisionBoard *x, Json *j);
void supervision_rows(const SupervisionBoard *x, Rows *out); /* units, then leaders */
