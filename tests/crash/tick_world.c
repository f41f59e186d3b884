/* Usage: tick_world STORE TASKS. Registers, issues and partly accepts tasks in a store of the demo city: the
 * world of tick_kill.sh. Which ones follows from their numbers alone, so that two worlds are alike. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "indicator/catalogue.h"
#include "period/period.h"
#include "task/task.h"

typedef struct Maker {
    TaskWorld world;
    Arena *arena;
    int64_t city;
} Maker;

static bool act(const Maker *m, const char *by, int on, TaskDeed deed, Task *t, Err *e)
{
    Intake in = {.city = m->city,
                 .by = by,
                 .received_at =
                     arena_printf(m->arena, "%04d-%02d-%02dT08:00:00Z", on / 10000, on / 100 % 100, on % 100),
                 .known_on = on};

    deed.value = NAN;
    return task_do(&m->world, &in, &deed, m->arena, t, e);
}

/* The k-th: a due date within a month, each second one urgent, a third not accepted, half with a rhythm. */
static bool make(const Maker *m, int k, Err *e)
{
    const City *c = m->world.city;
    const char *lead = c->departments[(size_t)k % c->n_departments].code;
    const Rhythm rhythms[] = {{RHYTHM_NONE, 0}, {RHYTHM_WEEKLY, 5}, {RHYTHM_NONE, 0}, {RHYTHM_MONTHLY, 28}};
    TaskCard card = {.sentence_at = -1,
                     .title = arena_printf(m->arena, "样本事项%d", k),
                     .lead = lead,
                     .due_on = date_from_days(date_days(20210910) + k * 7 % 30),
                     .measure = "样本",
                     .rhythm = rhythms[k % 4],
                     .urgency = k % 2 ? URGENCY_URGENT : URGENCY_NORMAL,
                     .sample = true};
    Task t;

    TRY(act(m, "office", 20210901, (TaskDeed){.verb = TASK_REGISTER, .card = &card}, &t, e) &&
        act(m, "office", 20210901, (TaskDeed){.task = t.id, .verb = TASK_ISSUE}, &t, e));
    return k % 3 == 0 ||
           act(m, "unit", 20210902, (TaskDeed){.task = t.id, .verb = TASK_ACCEPT, .unit = lead}, &t, e);
}

static bool run(const char *path, int n, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(store_close) Store *s = NULL;
    Catalogue catalogue;
    City city;

    TRY(store_open(path, STORE_WRITE, &s, e) && city_load(s, 0, a, &city, e) &&
        catalogue_load(s, &city, a, &catalogue, e));
    Maker m = {{.s = s, .city = &city, .catalogue = &catalogue}, a, city.id};
    for (int k = 1; k <= n; k++)
        TRY(make(&m, k, e));
    return true;
}

int main(int argc, char **argv)
{
    Err e = {.lang = LANG_EN};

    if (argc == 3 && run(argv[1], (int)strtol(argv[2], NULL, 10), &e))
        return 0;
    fprintf(stderr, "%s\n", argc == 3 ? e.msg : "usage: tick_world STORE TASKS");
    return 1;
}
