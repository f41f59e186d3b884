/* What a task has owed, from its events alone. */
#include <stdlib.h>

#include "period/period.h"
#include "task/supervision.h"

/* Days on which progress is followed: behind `from`, up to and with `to` (0: still running). */
typedef struct Span {
    int from, to;
} Span;

typedef struct Walk {
    Arena *a;
    int as_of;
    Obligation *items;
    size_t n, cap;
    Span *spans;
    size_t n_spans, cap_spans;
    int *said; /* days on which the lead unit told its progress */
    size_t n_said, cap_said;
    Rhythm rhythm;
    int issued_on, accept;           /* accept: place of the acceptance that is owed, from 1; 0 none */
    int due_on, wished_on, asked_on; /* wished_on: the date of a request for an extension */
} Walk;

static void owe(Walk *w, SupervisionClock clock, int base_on, int done_on)
{
    ARENA_PUSH(w->a, w->items, w->n, w->cap);
    w->items[w->n++] = (Obligation){clock, base_on, done_on};
}

static void said(Walk *w, int on)
{
    ARENA_PUSH(w->a, w->said, w->n_said, w->cap_said);
    w->said[w->n_said++] = on;
}

static void follow_from(Walk *w, int on)
{
    ARENA_PUSH(w->a, w->spans, w->n_spans, w->cap_spans);
    w->spans[w->n_spans++] = (Span){on, 0};
}

static void follow_to(Walk *w, int on)
{
    if (w->n_spans && !w->spans[w->n_spans - 1].to)
        w->spans[w->n_spans - 1].to = on;
}

static int day_before(int date)
{
    return date_from_days(date_days(date) - 1);
}

static void answered(Walk *w, int on)
{
    if (w->accept)
        w->items[w->accept - 1].done_on = on;
    w->accept = 0;
}

static void take_card(Walk *w, const TaskCard *card)
{
    if (!card)
        return;
    w->due_on = card->due_on;
    w->rhythm = card->rhythm;
}

static void issue(Walk *w, int on)
{
    w->issued_on = on;
    owe(w, CLOCK_ACCEPT, on, 0);
    w->accept = (int)w->n;
}

static void take(Walk *w, const TaskEvent *ev)
{
    switch (ev->verb) {
    case TASK_REGISTER:
    case TASK_AMEND:
        take_card(w, ev->card);
        return;
    case TASK_ISSUE:
        issue(w, ev->on);
        return;
    case TASK_ACCEPT:
        answered(w, ev->on);
        follow_from(w, ev->on);
        return;
    case TASK_DECLINE: /* an answer, too: it waits for the office now */
        answered(w, ev->on);
        follow_to(w, day_before(ev->on));
        return;
    case TASK_FEEDBACK:
        said(w, ev->on);
        return;
    case TASK_ASK_CLOSE: /* the last report */
        said(w, ev->on);
        follow_to(w, ev->on);
        w->asked_on = ev->on;
        return;
    case TASK_RETURN:
        w->asked_on = 0;
        follow_from(w, ev->on);
        return;
    case TASK_ASK_EXTENSION:
        w->wished_on = ev->date;
        return;
    case TASK_EXTEND:
        w->due_on = ev->date ? ev->date : w->wished_on;
        return;
    case TASK_CLOSE:
    case TASK_WITHDRAW:
    case TASK_MERGE:
        answered(w, ev->on);
        follow_to(w, day_before(ev->on));
        return;
    case TASK_SUPPORT:
    case TASK_VERIFY:
    case TASK_REFUSE_EXTENSION:
    case TASK_SPLIT:
    case TASK_INSPECT:
    case TASK_INSTRUCT:
    case TASK_REMIND:
    case TASK_PRESS:
    case TASK_SLIP:
    case TASK_VERBS:
        return;
    }
}

/* The first day of the rhythm behind a date. */
static int next_of(Rhythm r, int after)
{
    int days = date_days(after) + 1, weekday = ((days + 3) % 7 + 7) % 7 + 1; /* 1970-01-01 was a Thursday */

    if (r.kind == RHYTHM_WEEKLY)
        return date_from_days(days + (r.day - weekday + 7) % 7);
    for (Period p = period_month(after / 10000, after / 100 % 100);; p = period_shift(p, 1)) {
        int on = date_make(p.year, p.index, r.day);
        on = date_valid(on) ? on : period_last_day(p);
        if (on > after)
            return on;
    }
}

/* First day, not before `from`, on which progress was told; 0 none. `k` moves on over the days. */
static int told_since(const Walk *w, int from, size_t *k)
{
    while (*k < w->n_said && w->said[*k] < from)
        (*k)++;
    return *k < w->n_said ? w->said[*k] : 0;
}

/* The dates of one span; of one that is still running the next date to come, too. */
static void owe_span(Walk *w, const Span *s, size_t *k)
{
    int since = s->from, until = s->to ? s->to : w->as_of;

    for (int on = next_of(w->rhythm, s->from); on; on = next_of(w->rhythm, on)) {
        if (on > until && s->to)
            return;
        owe(w, CLOCK_RHYTHM, on, told_since(w, since, k));
        if (on > until)
            return;
        since = date_from_days(date_days(on) + 1);
    }
}

static int by_date(const void *a, const void *b)
{
    const Obligation *x = a, *y = b;

    if (x->base_on != y->base_on)
        return x->base_on < y->base_on ? -1 : 1;
    return (int)x->clock - (int)y->clock;
}

size_t task_obligations(const Task *t, int as_of, Arena *a, Obligation **out)
{
    Walk w = {.a = a, .as_of = as_of};
    size_t k = 0;

    for (size_t i = 0; i < t->n; i++)
        if (t->events[i].on <= as_of)
            take(&w, &t->events[i]);
    for (size_t i = 0; i < w.n_spans && w.rhythm.kind != RHYTHM_NONE; i++)
        owe_span(&w, &w.spans[i], &k);
    if (w.issued_on && w.due_on)
        owe(&w, CLOCK_DUE, w.due_on, w.asked_on);
    if (w.n)
        qsort(w.items, w.n, sizeof *w.items, by_date);
    *out = w.items;
    return w.n;
}
