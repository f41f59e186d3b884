/* What the clock has to do for one task; and how often a unit may be visited. */
#include <string.h>

#include "period/period.h"
#include "task/ladder.h"

typedef struct Clock {
    const Supervision *sv;
    const Task *t;
    int as_of;
    Arena *a;
    ClockDeed *items;
    size_t n, cap;
} Clock;

static bool is_done(const Task *t, const SupervisionRule *r, int base_on)
{
    for (size_t i = 0; i < t->n; i++) {
        const TaskEvent *ev = &t->events[i];
        if (ev->base_on == base_on && ev->rule && strcmp(ev->rule, r->rule) == 0)
            return true;
    }
    return false;
}

static bool runs_on(const Supervision *sv, const char *rule, SupervisionClock clock)
{
    for (size_t i = 0; i < sv->n; i++)
        if (sv->rules[i].clock == clock && strcmp(sv->rules[i].rule, rule) == 0)
            return true;
    return false;
}

static int rank_of(TaskVerb action, const char *colour)
{
    return action == TASK_SLIP ? slip_rank(colour) : 0;
}

/* Has the clock said as much, or more, since the step was reached?
 *
 * of the same date  a milder slip never follows: a calendar that is put right moves steps
 * of another        one paper for all that is missed: the worst of a day stands for the others for good */
static bool is_said(const Clock *c, const SupervisionRule *r, const Obligation *o)
{
    int rank = rank_of(r->action, r->colour), reached = rule_reached_on(c->sv, r, o->base_on);

    for (size_t i = 0; i < c->t->n; i++) {
        const TaskEvent *ev = &c->t->events[i];
        if (!ev->rule || !*ev->rule || !runs_on(c->sv, ev->rule, o->clock))
            continue;
        int said = rank_of(ev->verb, ev->colour);
        bool same = ev->base_on == o->base_on;
        if (same ? r->action == TASK_SLIP && said > rank
                 : o->base_on < c->as_of && ev->on >= reached && said >= rank)
            return true;
    }
    return false;
}

/* Is it something to do for this obligation today, done or not? */
static bool is_asked(const Clock *c, const SupervisionRule *r, const Obligation *o)
{
    return r->action != TASK_VERBS && rule_holds(r, c->t, o) &&
           (task_verb(r->action)->from & 1U << c->t->state) &&
           rule_reached_on(c->sv, r, o->base_on) <= c->as_of &&
           !(r->days < 0 && c->as_of > o->base_on); /* it would remind of a day that has passed */
}

/* The highest step that is reached; lower ones are passed over for good. */
static void climb(Clock *c, const Obligation *o)
{
    int top = 0;

    for (size_t i = 0; i < c->sv->n; i++) {
        const SupervisionRule *r = &c->sv->rules[i];
        int on = is_asked(c, r, o) ? rule_reached_on(c->sv, r, o->base_on) : 0;
        top = on > top ? on : top;
    }
    for (size_t i = 0; top && i < c->sv->n; i++) {
        const SupervisionRule *r = &c->sv->rules[i];
        bool now = is_asked(c, r, o) && rule_reached_on(c->sv, r, o->base_on) == top &&
                   !is_done(c->t, r, o->base_on) && !is_said(c, r, o);
        if (!now)
            continue;
        ARENA_PUSH(c->a, c->items, c->n, c->cap);
        c->items[c->n++] = (ClockDeed){r, *o};
    }
}

/* Does b stand for a: the same clock, both missed, and b is worse, or as bad and older? */
static bool stands_for(const Clock *c, const ClockDeed *b, const ClockDeed *a)
{
    int worse = rank_of(b->rule->action, b->rule->colour) - rank_of(a->rule->action, a->rule->colour);

    if (a->of.clock != b->of.clock || a->of.base_on == b->of.base_on || a->of.base_on >= c->as_of ||
        b->of.base_on >= c->as_of)
        return false;
    return worse > 0 || (worse == 0 && b->of.base_on < a->of.base_on);
}

/* Of the dates of one clock that were missed, the worst alone is told. */
static void keep_worst(Clock *c)
{
    ClockDeed *kept = NEW_N(c->a, ClockDeed, c->n + 1);
    size_t n = 0;

    for (size_t i = 0; i < c->n; i++) {
        bool stood_for = false;
        for (size_t k = 0; k < c->n && !stood_for; k++)
            stood_for = stands_for(c, &c->items[k], &c->items[i]);
        if (!stood_for)
            kept[n++] = c->items[i];
    }
    c->items = kept;
    c->n = n;
}

/* What happened later is on record already: the past is not supervised afterwards. */
static bool is_past(const Task *t, int as_of)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->events[i].on > as_of)
            return true;
    return false;
}

size_t task_clock_deeds(const Supervision *sv, const Task *t, int as_of, Arena *a, ClockDeed **out)
{
    Clock c = {.sv = sv, .t = t, .as_of = as_of, .a = a};
    Obligation *owed;

    *out = NULL;
    /* What was sent back is the office's: its unit is asked for nothing. */
    if (!task_state_is_open(t->state) || t->state == TASK_DECLINED || is_past(t, as_of))
        return 0;
    size_t n = task_obligations(t, as_of, a, &owed);
    for (size_t i = 0; i < n; i++)
        if (!owed[i].done_on)
            climb(&c, &owed[i]);
    keep_worst(&c);
    *out = c.items;
    return c.n;
}

/* ---- inspections ---- */

enum { WINDOW_MAX = 3 * 366 };

/* Days before `on`, in the window, on which the unit was visited. Several matters on one day are one visit.
 */
static int visits(const Tasks *ts, const char *unit, int from, int on)
{
    bool seen[WINDOW_MAX] = {false};
    int n = 0, first = date_days(from);

    for (size_t i = 0; i < ts->n; i++) {
        const Task *t = &ts->items[i];
        const char *lead = t->card.lead;
        for (size_t k = 0; k < t->n; k++) {
            const TaskEvent *ev = &t->events[k];
            lead = ev->card ? ev->card->lead : lead;
            if (ev->verb != TASK_INSPECT || ev->on <= from || ev->on >= on || strcmp(lead, unit) != 0)
                continue;
            bool *day = &seen[(date_days(ev->on) - first) % WINDOW_MAX];
            n += !*day;
            *day = true;
        }
    }
    return n;
}

const SupervisionRule *inspection_bound(const Supervision *sv, const Tasks *ts, const char *unit, int on)
{
    for (size_t i = 0; i < sv->n; i++) {
        const SupervisionRule *r = &sv->rules[i];
        bool holds = r->clock == CLOCK_INSPECT && r->times > 0 && on >= r->valid_from &&
                     (!r->valid_to || on <= r->valid_to);
        if (holds && visits(ts, unit, rule_shift(sv, r, on, -r->days), on) >= r->times)
            return r;
    }
    return NULL;
}
