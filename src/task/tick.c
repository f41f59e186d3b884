/* The clock's round: task by task, each in a transaction of its own. */
#include "task/tick.h"

#include <math.h>
#include <string.h>

#include "task/ladder.h"

typedef struct Round {
    const TaskWorld *w;
    const Intake *in;
    Supervision sv;
    Arena *a;
    TickReport *out;
} Round;

static void count(TickReport *out, TaskVerb v)
{
    out->n_reminders += v == TASK_REMIND;
    out->n_presses += v == TASK_PRESS;
    out->n_slips += v == TASK_SLIP;
}

static bool do_deed(const Round *r, const Task *t, const ClockDeed *d, const TaskEvent **done, Err *e)
{
    SlipOf of = {&r->sv, r->w->city, t, d, r->in->known_on};
    TaskDeed deed = {.task = t->id,
                     .verb = d->rule->action,
                     .text = slip_text(&of, r->a),
                     .value = NAN,
                     .rule = d->rule->rule,
                     .colour = d->rule->action == TASK_SLIP ? d->rule->colour : "",
                     .base_on = d->of.base_on};
    Task after;

    TRY(task_do_within(r->w, r->in, &deed, r->a, &after, e));
    *done = after.events + after.n - 1;
    return slip_tell(&of, r->w->s, r->in, r->a, e);
}

/* Looks again inside the transaction: another may have been here since the tasks were read. */
static bool do_task(const Round *r, int64_t id, const TaskEvent ***done, size_t *n, Err *e)
{
    ClockDeed *deeds;
    Task t;

    *n = 0;
    TRY(store_begin(r->w->s, e));
    AUTO(transaction_end) Transaction transaction = r->w->s;
    TRY(task_load(r->w->s, &(TaskKey){r->in->city, id, 0}, r->a, &t, e));
    size_t n_deeds = task_clock_deeds(&r->sv, &t, r->in->known_on, r->a, &deeds);
    *done = NEW_N(r->a, const TaskEvent *, n_deeds + 1);
    for (size_t i = 0; i < n_deeds; i++)
        TRY(do_deed(r, &t, &deeds[i], &(*done)[i], e));
    *n = n_deeds;
    return !n_deeds || store_commit(transaction, e);
}

/* Was it a key that somebody else had taken? Then nothing is left to do, and nothing failed. */
static bool is_done_by_another(const Round *r, int64_t id, Err *e)
{
    Err ours = {.lang = e->lang};
    ClockDeed *deeds;
    Task t;

    if (e->kind != ERR_CONFLICT || !task_load(r->w->s, &(TaskKey){r->in->city, id, 0}, r->a, &t, &ours) ||
        task_clock_deeds(&r->sv, &t, r->in->known_on, r->a, &deeds))
        return false;
    *e = ours;
    return true;
}

static bool see_task(const Round *r, const Task *t, Err *e)
{
    TickReport *out = r->out;
    const TaskEvent **done;
    ClockDeed *deeds;
    size_t n;

    if (!task_clock_deeds(&r->sv, t, r->in->known_on, r->a, &deeds))
        return true;
    if (!do_task(r, t->id, &done, &n, e))
        return is_done_by_another(r, t->id, e);
    for (size_t i = 0; i < n; i++) {
        ARENA_PUSH(r->a, out->events, out->n_events, out->cap);
        out->events[out->n_events++] = done[i];
        count(out, done[i]->verb);
    }
    return true;
}

bool tick_run(const TaskWorld *w, const Intake *in, Arena *a, TickReport *out, Err *e)
{
    Round r = {.w = w, .in = in, .a = a, .out = out};
    Tasks ts;

    *out = (TickReport){.as_of = in->known_on};
    TRY(supervision_load(w->s, in->city, 0, a, &r.sv, e) && tasks_load(w->s, in->city, 0, a, &ts, e));
    for (size_t i = 0; i < ts.n; i++) {
        out->n_tasks += task_state_is_open(ts.items[i].state);
        TRY(see_task(&r, &ts.items[i], e));
    }
    return true;
}
