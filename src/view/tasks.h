/* What is shown of tasks: rows of the board, one task with its line of events and its effect. One description
 * for both doors. */
#pragma once
#include "task/meeting.h"
#include "task/supervision.h"
#include "view/rows.h"

/* All that the board is made of, as known on a day. */
typedef struct TaskBoard {
    const City *city;
    const Catalogue *catalogue;
    View known;
    Supervision rules;
    Tasks tasks;
    Meeting *meetings;
    size_t n_meetings;
    int today;                                    /* the day that lights are of */
    bool (*sees)(const void *who, const Task *t); /* who looks sees those alone; NULL: all */
    const void *who;
} TaskBoard;
bool task_board_sees(const TaskBoard *b, const Task *t);

/* Cost: O(events of all tasks). */
MUST_USE bool task_board_load(const View *known, const Catalogue *c, int today, Arena *a, TaskBoard *out,
                              Err *e);
const Meeting *task_board_meeting(const TaskBoard *b, int64_t id);

/* One row a task of the list. */
void task_row(const Viewer *v, const TaskBoard *b, const Task *t, Rows *out);

/* What may be done now, by whom it is asked for; the doors decide. */
typedef struct TaskStep {
    TaskVerb verb;
    const char *unit; /* as which unit or leader; "" the office */
} TaskStep;
/* Everything that the state allows somebody to do. At most TASK_VERBS + TASK_SUPPORTING_MAX. */
size_t task_steps(const TaskBoard *b, const Task *t, Arena *a, TaskStep **out);

/* The task's row with supporting units, events, reasons of its light, parts, effect and the steps given.
 * Fails: as history_load. */
typedef struct TaskShown {
    const Task *task;
    const TaskStep *steps; /* [n_steps] */
    size_t n_steps;
} TaskShown;
MUST_USE bool task_json(const Viewer *v, const TaskBoard *b, const TaskShown *x, Json *j, Err *e);

/* 问效: what the figure that the task serves did since it was issued. */
typedef struct TaskEffect {
    const Indicator *indicator;
    const Area *area;
    Basis basis;
    Period from, to; /* the last figure known on the day of issue, and the last one now */
    const Fact *level_from, *growth_from, *level_to, *growth_to; /* NULL unknown */
    const Target *target; /* of the year of the due date; NULL none, or not to be seen */
    const History *now;
} TaskEffect;
/* *found false: it serves no indicator, or nothing is known of it. */
MUST_USE bool task_effect(const TaskBoard *b, const Task *t, Arena *a, TaskEffect *out, bool *found, Err *e);
