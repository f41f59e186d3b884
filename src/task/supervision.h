/* The time rules of supervision as dated data (supervision.csv), what a task owes by when, its light with
 * memory, and what the clock has to do. Pure but for loading. */
#pragma once
#include "city/workdays.h"
#include "task/task.h"

/* What runs a deadline. */
typedef enum SupervisionClock {
    CLOCK_ACCEPT, /* from the day of issue until it is accepted */
    CLOCK_RHYTHM, /* each day on which progress is owed */
    CLOCK_DUE,    /* the due date as it stands */
    CLOCK_INSPECT /* not a deadline: `days` is the window in which a unit may be inspected `times` times */
} SupervisionClock;

typedef struct SupervisionRule {
    const char *rule; /* code */
    int valid_from, valid_to;
    int urgency; /* TaskUrgency, or -1: both */
    SupervisionClock clock;
    int days;           /* after (before, negative) the date */
    bool working;       /* working days of the official calendar */
    TaskVerb action;    /* TASK_REMIND, TASK_PRESS, TASK_SLIP; TASK_VERBS: none */
    const char *colour; /* of a slip: blue, yellow, orange, red */
    const char **to;    /* lead, supporting, leader, office: who is told */
    size_t n_to;
    const char *light; /* "yellow", "red" from that day on; "" none */
    int grace;         /* days that the slip leaves to answer, printed on it */
    int times;
    const char *name_zh, *name_en, *source;
} SupervisionRule;

typedef struct Supervision {
    SupervisionRule *rules; /* in the order of the file; those of one clock are steps of one ladder */
    size_t n;
    Workdays days;
} Supervision;
/* "red" to 红色督办单; "" where there is no such colour. */
const char *slip_name(const char *colour, Lang lang);
/* As known on a date. Without the table there are no rules: nothing is reminded, and a light is red when
 * late. */
MUST_USE bool supervision_load(Store *s, int64_t city, int as_of, Arena *a, Supervision *out, Err *e);

/* One thing owed by a date. */
typedef struct Obligation {
    SupervisionClock clock;
    int base_on; /* the date */
    int done_on; /* 0: not yet */
} Obligation;
/* All that the task has owed up to as_of, oldest first, and what comes next: the due date and the next date
 * of the rhythm. The due date is done by asking to close, unless that was returned; a rhythm date by a
 * feedback of the lead unit (or its asking to close) since the one before. Progress is owed from the day
 * after acceptance (or a return) until it is asked to close; an extension moves the due date; each issue has
 * an acceptance of its own, which declining answers, too. Cost: O(events + months). */
size_t task_obligations(const Task *t, int as_of, Arena *a, Obligation **out);

typedef enum TaskLamp { LAMP_NONE, LAMP_GREEN, LAMP_YELLOW, LAMP_RED } TaskLamp;
const char *lamp_code(TaskLamp l); /* "none", "green", ... */
const char *lamp_name(TaskLamp l, Lang lang);
typedef struct LampReason {
    TaskLamp lamp;
    const SupervisionRule *rule; /* NULL: by the house's own rule (late without a table) */
    Obligation of;
    bool memory;      /* made good; it stays yellow for the month in which that was */
    const char *text; /* one sentence */
} LampReason;
typedef struct Lamp {
    TaskLamp lamp;
    const LampReason *reasons; /* those of the lamp shown first; a green one says what is in order */
    size_t n;
    int late_days; /* calendar days behind the due date, of the first due date: late_first_days */
    int late_first_days;
} Lamp;
/* The light at the end of as_of: red until made good, then yellow for that month; without a feedback in the
 * rhythm never green. Rules are those in force on the date that is owed, not on as_of. Where none says when a
 * date of the rhythm or the due date turns red, it is red when it has passed. */
void task_lamp(const Supervision *sv, const Task *t, int as_of, Lang lang, Arena *a, Lamp *out);

/* What the clock has to do for a task at as_of and has not done: reminders, presses, slips. Of a ladder that
 * was passed over only the highest step (all rules of that day), of several missed dates of the rhythm only
 * the worst, and no slip milder than one that was sent. A reminder of a date that has passed is not sent.
 * Nothing is done for what was sent back, nor on a day before the task's last event. Cost: O(events * rules *
 * dates). */
typedef struct ClockDeed {
    const SupervisionRule *rule;
    Obligation of;
} ClockDeed;
size_t task_clock_deeds(const Supervision *sv, const Task *t, int as_of, Arena *a, ClockDeed **out);

/* Has the office inspected the unit as often as it may, in the window before `on`? NULL: no; else the rule.
 * Days are counted: several matters on one day are one visit. */
const SupervisionRule *inspection_bound(const Supervision *sv, const Tasks *ts, const char *unit, int on);
