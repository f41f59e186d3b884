/* The demo city's time rules and calendar, and tasks made of events by hand. */
#pragma once
#include "city_folder.h"
#include "task/supervision.h"

/* Imports a file of the demo city as it is. */
static inline void import_demo(CityFixture *f, const char *name)
{
    char path[PATH_MAX];
    ImportSpec spec = {
        .intake = {.by = "tester", .received_at = "2021-01-04T08:00:00Z", .known_on = 20210104}};

    snprintf(path, sizeof path, "%s/cities/jiande/%s", getenv("ROOT"), name);
    if (!import_path(f->s, path, &spec, f->arena, &f->report, &f->e))
        fail_msg("%s", f->e.msg);
}

static inline CityFixture *supervision_new(void)
{
    CityFixture *f = fixture_new();

    import_demo(f, "calendar.csv");
    import_demo(f, "supervision.csv");
    return f;
}

static inline Supervision rules_of(CityFixture *f)
{
    Supervision sv;

    if (!supervision_load(f->s, 330182, 0, f->arena, &sv, &f->e))
        fail_msg("%s", f->e.msg);
    return sv;
}

/* One more event of the task, folded in. */
static inline void then(CityFixture *f, Task *t, TaskEvent ev)
{
    ev.task = t->id;
    ev.id = (int64_t)t->n + 1;
    ev.unit = ev.unit ? ev.unit : "";
    ev.text = ev.text ? ev.text : "";
    ev.by = ev.by ? ev.by : "tester";
    ev.rule = ev.rule ? ev.rule : "";
    ev.colour = ev.colour ? ev.colour : "";
    task_apply(t, &ev, f->arena);
}

typedef struct Plan {
    int issued_on, due_on, accepted_on; /* accepted_on 0: not yet */
    TaskUrgency urgency;
    Rhythm rhythm;
} Plan;

static inline Task task_of(CityFixture *f, Plan p)
{
    Task t = {.id = 1};
    TaskCard *card = NEW(f->arena, TaskCard);

    *card = (TaskCard){.sentence = "",
                       .title = "治理城西内涝",
                       .serves_code = "",
                       .lead = "tjj",
                       .leader = "",
                       .due_on = p.due_on,
                       .measure = "内涝点消除",
                       .rhythm = p.rhythm,
                       .urgency = p.urgency,
                       .sentence_at = -1};
    then(f, &t, (TaskEvent){.verb = TASK_REGISTER, .on = p.issued_on, .card = card});
    then(f, &t, (TaskEvent){.verb = TASK_ISSUE, .on = p.issued_on});
    if (p.accepted_on)
        then(f, &t, (TaskEvent){.verb = TASK_ACCEPT, .on = p.accepted_on, .unit = "tjj"});
    return t;
}
