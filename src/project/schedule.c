#include "project/schedule.h"

#include <math.h>

#include "period/period.h"

typedef struct Network {
    const Course *course;
    const StageDates *dates;
    StageTimes *items;
    int day;
} Network;

/* Days of a predecessor stand in for a stage that has no planned date: its successors look through it. */
static int latest(const Network *n, size_t step, int (*of)(const StageTimes *))
{
    int last = 0;

    for (size_t i = 0; i < step; i++) {
        if (!(n->course->steps[step].before & 1u << n->items[i].stage))
            continue;
        int v = n->items[i].known ? of(&n->items[i]) : latest(n, i, of);
        last = v > last ? v : last;
    }
    return last;
}

static int planned_of(const StageTimes *t)
{
    return t->planned;
}

static int early_of(const StageTimes *t)
{
    return t->early;
}

static int later(int day, int n)
{
    return date_from_days(date_days(day) + n);
}

static int days_from(int from, int to)
{
    return date_days(to) - date_days(from);
}

static void forward(const Network *n, size_t i)
{
    StageTimes *t = &n->items[i];
    int planned = latest(n, i, planned_of), early = latest(n, i, early_of);

    if (!t->known)
        return;
    t->duration = planned ? days_from(planned, t->planned) : 0;
    if (t->done) {
        t->early = t->actual;
    } else {
        t->early = early ? later(early, t->duration) : t->planned;
        t->early = t->forecast > t->early ? t->forecast : t->early;
        t->early = n->day > t->early ? n->day : t->early;
    }
    t->delay = t->planned ? days_from(t->planned, t->early) : 0;
}

/* The latest finish that leaves every known successor its own. */
static void backward(const Network *n, size_t i, size_t of, int end)
{
    StageTimes *t = &n->items[i];

    t->late = end;
    for (size_t k = i + 1; k < of; k++) {
        const StageTimes *next = &n->items[k];
        if (next->done || !(n->course->steps[k].before & 1u << t->stage))
            continue;
        int most = next->known ? later(next->late, -next->duration) : next->late;
        t->late = most < t->late ? most : t->late;
    }
    t->slack = t->known && !t->done ? days_from(t->early, t->late) : 0;
    t->critical = t->known && !t->done && t->slack <= 0;
}

void schedule_of(const Course *c, const StageDates *d, int day, Arena *a, Schedule *out)
{
    Network n = {c, d, NEW_N(a, StageTimes, c->n + 1), day};

    *out = (Schedule){.items = n.items, .n = c->n};
    for (size_t i = 0; i < c->n; i++) {
        size_t s = c->steps[i].stage;
        int actual = d->actual[s] && d->actual[s] <= day ? d->actual[s] : 0;
        n.items[i] = (StageTimes){.stage = s,
                                  .planned = d->planned[s] ? d->planned[s] : actual,
                                  .forecast = d->forecast[s],
                                  .actual = actual,
                                  .done = actual != 0,
                                  .known = d->planned[s] || actual};
        forward(&n, i);
        out->planned_end = n.items[i].planned > out->planned_end ? n.items[i].planned : out->planned_end;
        out->early_end = n.items[i].early > out->early_end ? n.items[i].early : out->early_end;
    }
    for (size_t i = c->n; out->early_end && i-- > 0;)
        backward(&n, i, c->n, out->early_end);
    out->delay = out->planned_end ? days_from(out->planned_end, out->early_end) : 0;
}

static double over(double a, double b)
{
    return b != 0 ? a / b : (double)NAN;
}

EarnedValue earned_value(double budget, double planned, double earned, double spent)
{
    EarnedValue v = {.budget = budget, .planned = planned, .earned = earned, .spent = spent};

    v.schedule_variance = earned - planned;
    v.cost_variance = earned - spent;
    v.spi = over(earned, planned);
    v.cpi = over(earned, spent);
    v.at_completion = over(budget, v.cpi);
    v.to_complete = v.at_completion - spent;
    v.tcpi = over(budget - earned, budget - spent);
    return v;
}
