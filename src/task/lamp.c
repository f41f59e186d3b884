/* The light of a task: the worst of what it owes, with memory. */
#include <string.h>

#include "period/period.h"
#include "task/ladder.h"

typedef struct Lighting {
    const Supervision *sv;
    const Task *t;
    int as_of;
    Lang lang;
    Arena *a;
    LampReason *items;
    size_t n, cap;
} Lighting;

static void give(Lighting *l, LampReason r)
{
    ReasonOf of = {l->t, &r, l->as_of, l->lang};

    r.text = reason_text(&of, l->a);
    ARENA_PUSH(l->a, l->items, l->n, l->cap);
    l->items[l->n++] = r;
}

/* The first step of the colour for the obligation, and its day; NULL: the city has none. */
static const SupervisionRule *first_step(const Lighting *l, const Obligation *o, const char *light, int *on)
{
    const SupervisionRule *first = NULL;

    for (size_t i = 0; i < l->sv->n; i++) {
        const SupervisionRule *r = &l->sv->rules[i];
        if (strcmp(r->light, light) != 0 || !rule_holds(r, l->t, o))
            continue;
        int day = rule_reached_on(l->sv, r, o->base_on);
        if (first && day >= *on)
            continue;
        first = r;
        *on = day;
    }
    return first;
}

/* When it turns red. Where the city says nothing, what is late is red; an acceptance is late by rule alone.
 */
static const SupervisionRule *red_step(const Lighting *l, const Obligation *o, int *on)
{
    const SupervisionRule *r = first_step(l, o, "red", on);

    if (!r)
        *on = o->clock == CLOCK_ACCEPT ? 0 : date_from_days(date_days(o->base_on) + 1);
    return r;
}

/* Owed and not done: red, yellow, or in time. */
static void light_owed(Lighting *l, const Obligation *o)
{
    int red_on, yellow_on = 0;
    const SupervisionRule *red = red_step(l, o, &red_on), *yellow = first_step(l, o, "yellow", &yellow_on);
    bool late = o->clock != CLOCK_ACCEPT && l->as_of > o->base_on;

    if (red_on && l->as_of >= red_on)
        give(l, (LampReason){.lamp = LAMP_RED, .rule = red, .of = *o});
    else if (yellow && l->as_of >= yellow_on)
        give(l, (LampReason){.lamp = LAMP_YELLOW, .rule = yellow, .of = *o});
    else if (late) /* not red yet, by rule; but unknown is not green */
        give(l, (LampReason){.lamp = LAMP_YELLOW, .of = *o});
    else
        give(l, (LampReason){.lamp = LAMP_GREEN, .of = *o});
}

/* Done, but only after it had turned red: yellow for the month in which that was. */
static void light_done(Lighting *l, const Obligation *o)
{
    int red_on;
    const SupervisionRule *red = red_step(l, o, &red_on);

    if (red_on && o->done_on >= red_on && o->done_on / 100 == l->as_of / 100)
        give(l, (LampReason){.lamp = LAMP_YELLOW, .rule = red, .of = *o, .memory = true});
}

/* The reasons of the lamp first, then what is less bad; what is in order only where all is. */
static void order(Lighting *l, Lamp *out)
{
    LampReason *sorted = NEW_N(l->a, LampReason, l->n + 1);

    out->lamp = LAMP_NONE;
    for (size_t i = 0; i < l->n; i++)
        out->lamp = l->items[i].lamp > out->lamp ? l->items[i].lamp : out->lamp;
    for (int lamp = (int)out->lamp; lamp >= 0; lamp--)
        for (size_t i = 0; i < l->n; i++)
            if ((int)l->items[i].lamp == lamp && (lamp != LAMP_GREEN || out->lamp == LAMP_GREEN))
                sorted[out->n++] = l->items[i];
    out->reasons = sorted;
}

static int days_late(int due_on, int on)
{
    return due_on && on > due_on ? date_days(on) - date_days(due_on) : 0;
}

/* Days behind the dates: up to the asking to close, to the end of the task, or to now. */
static void measure(const Lighting *l, const Obligation *owed, size_t n, Lamp *out)
{
    int until = !task_state_is_open(l->t->state) && l->t->n ? l->t->events[l->t->n - 1].on : l->as_of;

    for (size_t i = 0; i < n; i++) {
        if (owed[i].clock != CLOCK_DUE)
            continue;
        int on = owed[i].done_on ? owed[i].done_on : until < l->as_of ? until : l->as_of;
        out->late_days = days_late(owed[i].base_on, on);
        out->late_first_days = days_late(l->t->first_due_on, on);
    }
}

static void no_light(Lighting *l, Lamp *out)
{
    LampReason *r = NEW(l->a, LampReason);

    r->text = no_lamp_text(l->t, l->lang);
    out->lamp = LAMP_NONE;
    out->reasons = r;
    out->n = 1;
}

void task_lamp(const Supervision *sv, const Task *t, int as_of, Lang lang, Arena *a, Lamp *out)
{
    Lighting l = {.sv = sv, .t = t, .as_of = as_of, .lang = lang, .a = a};
    Obligation *owed;
    size_t n = task_obligations(t, as_of, a, &owed);

    *out = (Lamp){0};
    measure(&l, owed, n, out);
    for (size_t i = 0; i < n && task_state_is_open(t->state); i++)
        if (owed[i].done_on && owed[i].base_on <= as_of)
            light_done(&l, &owed[i]);
        else if (!owed[i].done_on)
            light_owed(&l, &owed[i]);
    order(&l, out);
    /* A matter that the unit sent back is the office's, until it is late. */
    bool office = t->state == TASK_DECLINED && out->lamp == LAMP_GREEN;
    if (!task_state_is_open(t->state) || office)
        no_light(&l, out);
    else if (!out->n) {
        give(&l, (LampReason){.lamp = LAMP_GREEN, .of = {CLOCK_DUE, t->card.due_on, t->asked_close_on}});
        order(&l, out);
    }
}
