/* Verification: every event against its entry of the audit chain, and every life lived again. */
#include <string.h>

#include "ledger/deed.h"
#include "task/card.h"
#include "task/evidence.h"
#include "task/meeting.h"
#include "task/record.h"

typedef struct Checking {
    Store *s;
    int64_t city;
    Verification *v;
    Arena *a;
    Tasks tasks;     /* by number; those without events, and those found broken, stay as they are */
    int64_t n;       /* events so far */
    bool *is_broken; /* [tasks.n] told once: what follows from it is not told again */
    size_t cap_broken;
} Checking;

static Task *task_of(Checking *c, int64_t id)
{
    if (id < 1 || id > (int64_t)c->tasks.n + 1)
        return NULL;
    if (id == (int64_t)c->tasks.n + 1) {
        ARENA_PUSH(c->a, c->tasks.items, c->tasks.n, c->tasks.cap);
        ARENA_PUSH(c->a, c->is_broken, c->tasks.n, c->cap_broken);
        c->is_broken[c->tasks.n] = false;
        c->tasks.items[c->tasks.n++] = (Task){0};
    }
    return &c->tasks.items[id - 1];
}

static bool compare(Checking *c, const TaskEvent *ev, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(EVENT_TEXT_MAX);
    bool same;

    task_event_canonical(ev, c->a, &text);
    TRY(deed_in_audit(c->s, c->city, ev->audit_seq, buf_cstr(&text), &same, e));
    if (!same)
        WRONG(c->v, "第 %lld 号事项的第 %lld 条记录与审计链第 %lld 条不符",
              "event %2$lld of task %1$lld does not match entry %3$lld of the audit chain",
              (long long)ev->task, (long long)ev->id, (long long)ev->audit_seq);
    return true;
}

static bool check_files(Checking *c, const TaskEvent *ev, Err *e)
{
    for (size_t i = 0; i < ev->n_files; i++) {
        int64_t bytes;
        bool has;
        TRY(evidence_has(c->s, c->city, ev->files[i].sha256, &has, &bytes, e));
        if (!has || bytes != ev->files[i].bytes)
            WRONG(c->v, "第 %lld 号事项所附的文件“%s”（%s）不在库里",
                  "the file \"%2$s\" (%3$s) of task %1$lld is not in the store", (long long)ev->task,
                  ev->files[i].name, ev->files[i].sha256);
    }
    return true;
}

static bool merges_into_open(const Checking *c, const TaskEvent *ev)
{
    return ev->verb != TASK_MERGE || (ev->other >= 1 && ev->other <= (int64_t)c->tasks.n &&
                                      task_state_is_open(c->tasks.items[ev->other - 1].state));
}

/* The event follows, or it is told once why it cannot. */
static void live(Checking *c, Task *t, const TaskEvent *ev)
{
    Err why = {.lang = c->v->lang};
    bool *broken = &c->is_broken[ev->task - 1];

    if (*broken)
        return;
    if (task_check(t, ev, task_open_parts(&c->tasks, ev->task), &why) && merges_into_open(c, ev)) {
        task_apply(t, ev, c->a);
        return;
    }
    *broken = true;
    WRONG(c->v, "第 %lld 号事项的第 %lld 条记录不可能发生：%s",
          "event %2$lld of task %1$lld could not have happened: %3$s", (long long)ev->task, (long long)ev->id,
          *why.msg ? why.msg : TEXT(c->v->lang, "并入的事项没有在办", "the task merged into was not open"));
}

static bool check_event(Checking *c, const Query *q, Err *e)
{
    TaskEvent ev;
    bool readable = task_event_read(q, c->a, &ev);
    Task *t = task_of(c, ev.task);

    c->n++;
    if (!readable || !t || ev.id != c->n) {
        WRONG(c->v, "事项的第 %lld 条记录（第 %lld 号事项）读不懂，或编号不连续",
              "event %lld (of task %lld) cannot be read, or its number is out of order",
              (long long)query_int(q, 0), (long long)query_int(q, 1));
        c->n = ev.id;
        if (t)
            c->is_broken[ev.task - 1] = true;
        return true;
    }
    live(c, t, &ev);
    return compare(c, &ev, e) && check_files(c, &ev, e);
}

static void note_parts(const TaskEvent *ev, int64_t *told_by, int64_t n)
{
    for (size_t i = 0; i < ev->n_parts; i++)
        if (ev->parts[i] >= 1 && ev->parts[i] <= n)
            told_by[ev->parts[i] - 1] = ev->task;
}

/* A part names its parent, and the parent's split names the part. */
static void check_parts(Checking *c)
{
    int64_t *told_by = NEW_N(c->a, int64_t, c->tasks.n + 1);

    for (size_t i = 0; i < c->tasks.n; i++)
        for (size_t k = 0; k < c->tasks.items[i].n; k++)
            note_parts(&c->tasks.items[i].events[k], told_by, (int64_t)c->tasks.n);
    for (size_t i = 0; i < c->tasks.n; i++)
        if (!c->is_broken[i] && told_by[i] != c->tasks.items[i].card.parent)
            WRONG(c->v, "第 %zu 号事项的上级写作 %lld，拆分记录里却是 %lld",
                  "task %zu names task %lld as its parent, but the splits name %lld", i + 1,
                  (long long)c->tasks.items[i].card.parent, (long long)told_by[i]);
}

bool task_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(query_end) Query *q = NULL;
    Checking c = {.s = s, .city = city, .v = v, .a = a};
    int64_t n = 0;
    bool row;

    TRY(QUERY(s, SQL_TASK_EVENT_IN_ORDER, &q, e, INT(city)));
    for (;; n++) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        TRY(check_event(&c, q, e));
    }
    check_parts(&c);
    return deed_count(s, city, "task", n, v, e) && meeting_verify(s, city, v, e) &&
           evidence_verify(s, city, v, e);
}
