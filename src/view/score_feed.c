#include "view/score_feed.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "task/task.h"
#include "view/project_feed.h"

/* What is counted of the tasks of a unit. */
typedef struct Counted {
    int issued, due, closed, in_time, late, returned, extended, slips, red;
} Counted;

static const ScoreWord words[] = {
    {"tasks", "issued", "交办的事项数", "tasks issued"},
    {"tasks", "due", "首次时限在期内的事项数", "tasks whose first due date lies in the days"},
    {"tasks", "closed", "其中已申请销号并核查通过的", "of those, verified or closed"},
    {"tasks", "closed_in_time", "其中按首次时限办结的", "of those due, done by the first due date"},
    {"tasks", "closed_in_time_pct", "按首次时限办结率",
     "share of those due that were done by the first due date"},
    {"tasks", "late", "其中到期没有办结的", "of those due, not done by the last of the days"},
    {"tasks", "returned", "被退回的次数", "times returned"},
    {"tasks", "extended", "延期的次数", "extensions granted"},
    {"tasks", "slips", "收到的督办单", "slips received"},
    {"tasks", "slips_red", "收到的红色督办单", "red slips received"},
};
/* Which count a word is of; -1: the share closed in time. */
static const int counts[] = {
    offsetof(Counted, issued),
    offsetof(Counted, due),
    offsetof(Counted, closed),
    offsetof(Counted, in_time),
    -1,
    offsetof(Counted, late),
    offsetof(Counted, returned),
    offsetof(Counted, extended),
    offsetof(Counted, slips),
    offsetof(Counted, red),
};

static double value_of(const Counted *c, size_t word)
{
    if (counts[word] >= 0)
        return *(const int *)((const char *)c + counts[word]);
    return c->due ? 100.0 * c->in_time / c->due : (double)NAN;
}

typedef struct Known {
    int as_of;
    Tasks tasks;
} Known;

typedef struct Feed {
    Store *s;
    int64_t city;
    Arena *a;
    Known *known; /* by day of knowledge */
    size_t n, cap;
    ProjectFeed *projects;
} Feed;

static bool tasks_of(Feed *f, int as_of, const Tasks **out, Err *e)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->known[i].as_of == as_of) {
            *out = &f->known[i].tasks;
            return true;
        }
    ARENA_PUSH(f->a, f->known, f->n, f->cap);
    f->known[f->n].as_of = as_of;
    TRY(tasks_load(f->s, f->city, as_of, f->a, &f->known[f->n].tasks, e));
    *out = &f->known[f->n++].tasks;
    return true;
}

static bool within(int date, const ScoreAsk *ask)
{
    return date >= ask->from && date <= ask->to;
}

static void count_events(const Task *t, const ScoreAsk *ask, Counted *c)
{
    for (size_t i = 0; i < t->n; i++) {
        const TaskEvent *ev = &t->events[i];
        if (!within(ev->on, ask))
            continue;
        c->returned += ev->verb == TASK_RETURN;
        c->extended += ev->verb == TASK_EXTEND;
        c->slips += ev->verb == TASK_SLIP;
        c->red += ev->verb == TASK_SLIP && strcmp(ev->colour, "red") == 0;
    }
}

/* Withdrawn and merged ones are no longer owed. */
static void count(const Task *t, const ScoreAsk *ask, Counted *c)
{
    bool proved = t->state == TASK_VERIFIED || t->state == TASK_CLOSED;
    bool in_time = proved && t->asked_close_on && t->asked_close_on <= t->first_due_on;

    c->issued += within(t->issued_on, ask);
    count_events(t, ask, c);
    if (!within(t->first_due_on, ask) || t->state == TASK_WITHDRAWN || t->state == TASK_MERGED)
        return;
    c->due++;
    c->closed += proved;
    c->in_time += in_time;
    c->late += !t->asked_close_on || t->asked_close_on > ask->to;
}

static bool read(void *who, const ScoreAsk *ask, double *out, Err *e)
{
    Feed *f = who;
    const Tasks *tasks;
    Counted c = {0};

    *out = NAN;
    if (strcmp(ask->source, "projects") == 0)
        return project_feed_read(f->projects, ask, out, e);
    if (strcmp(ask->source, "tasks") != 0)
        return true;
    TRY(tasks_of(f, ask->as_of, &tasks, e));
    for (size_t i = 0; i < tasks->n; i++)
        if (!ask->unit || strcmp(tasks->items[i].card.lead, unit_code(ask->unit)) == 0)
            count(&tasks->items[i], ask, &c);
    for (size_t k = 0; k < COUNT(words); k++)
        if (strcmp(words[k].code, ask->what) == 0)
            *out = value_of(&c, k);
    return true;
}

ScoreFeed *score_feed_new(Store *s, int64_t city, Arena *a)
{
    ScoreFeed *out = NEW(a, ScoreFeed);
    Feed *f = NEW(a, Feed);
    size_t n = COUNT(words) + n_project_score_words;
    ScoreWord *all = NEW_N(a, ScoreWord, n);

    for (size_t i = 0; i < n; i++)
        all[i] = i < COUNT(words) ? words[i] : project_score_words[i - COUNT(words)];
    *f = (Feed){.s = s, .city = city, .a = a, .projects = project_feed_new(s, city, a)};
    *out = (ScoreFeed){.who = f, .words = all, .n = n, .read = read};
    return out;
}
