#include "task/record.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "ledger/audit.h"
#include "task/card.h"

enum { DAY_MAX = 99991231 };

/* ---- lists in a row ---- */

static void write_files(const TaskEvent *ev, Buf *out)
{
    for (size_t i = 0; i < ev->n_files; i++)
        buf_printf(out, "file %s %lld %s\n", ev->files[i].sha256, (long long)ev->files[i].bytes,
                   ev->files[i].name);
}

static bool read_files(Str text, Arena *a, TaskEvent *ev)
{
    TaskFile *files = NULL;
    size_t cap = 0;
    const char *key, *value;

    while (text.n) {
        char *rest;
        if (!line_next(&text, a, &key, &value) || strcmp(key, "file") != 0 || strlen(value) < SHA256_HEX)
            return false;
        int64_t bytes = strtoll(value + SHA256_HEX - 1, &rest, 10);
        ARENA_PUSH(a, files, ev->n_files, cap);
        files[ev->n_files++] = (TaskFile){
            .name = rest + (*rest == ' '), .sha256 = arena_strndup(a, value, SHA256_HEX - 1), .bytes = bytes};
    }
    ev->files = files;
    return true;
}

static void write_parts(const TaskEvent *ev, Buf *out)
{
    for (size_t i = 0; i < ev->n_parts; i++)
        buf_printf(out, i ? ";%lld" : "%lld", (long long)ev->parts[i]);
}

static void read_parts(const char *text, Arena *a, TaskEvent *ev)
{
    const char **numbers;

    ev->n_parts = text_split(a, text, &numbers);
    int64_t *parts = NEW_N(a, int64_t, ev->n_parts + 1);
    for (size_t i = 0; i < ev->n_parts; i++)
        parts[i] = strtoll(numbers[i], NULL, 10);
    ev->parts = parts;
}

static bool read_card(Str text, Arena *a, TaskEvent *ev)
{
    TaskCard *card = NEW(a, TaskCard);

    ev->card = text.n ? card : NULL;
    return (text.n > 0) == (ev->verb == TASK_REGISTER || ev->verb == TASK_AMEND) &&
           (!text.n || card_read(text, a, card));
}

bool task_event_read(const Query *q, Arena *a, TaskEvent *out)
{
    *out = (TaskEvent){.id = query_int(q, 0),
                       .task = query_int(q, 1),
                       .at = str_dup(a, query_text(q, 2)),
                       .on = (int)query_int(q, 3),
                       .by = str_dup(a, query_text(q, 4)),
                       .unit = str_dup(a, query_text(q, 6)),
                       .text = str_dup(a, query_text(q, 7)),
                       .date = (int)query_int(q, 8),
                       .value = query_is_null(q, 9) ? NAN : query_real(q, 9),
                       .value_unit = str_dup(a, query_text(q, 10)),
                       .other = query_int(q, 12),
                       .rule = str_dup(a, query_text(q, 15)),
                       .colour = str_dup(a, query_text(q, 16)),
                       .base_on = (int)query_int(q, 17),
                       .audit_seq = query_int(q, 18)};
    read_parts(str_dup(a, query_text(q, 13)), a, out);
    return task_verb_parse(str_dup(a, query_text(q, 5)), &out->verb) &&
           read_files(query_text(q, 11), a, out) && read_card(query_text(q, 14), a, out);
}

/* ---- into the store ---- */

void task_event_canonical(const TaskEvent *ev, Arena *a, Buf *out)
{
    char value[NUM_TEXT_MAX];

    num_to_text(ev->value, value);
    buf_printf(out, "task_event %lld\ntask %lld\non %d\n", (long long)ev->id, (long long)ev->task, ev->on);
    line_put(out, "at", ev->at);
    line_put(out, "by", ev->by);
    line_put(out, "verb", task_verb(ev->verb)->code);
    line_put(out, "unit", ev->unit);
    line_put(out, "text", ev->text);
    line_put_int(out, "date", ev->date);
    line_put(out, "value", value);
    line_put(out, "value_unit", ev->value_unit);
    line_put_int(out, "other", ev->other);
    line_put(out, "rule", ev->rule);
    line_put(out, "colour", ev->colour);
    line_put_int(out, "base_on", ev->base_on);
    buf_str(out, "parts ");
    write_parts(ev, out);
    buf_char(out, '\n');
    write_files(ev, out);
    if (ev->card)
        card_write(ev->card, a, out);
}

bool task_event_last(Store *s, int64_t city, int64_t *id, int64_t *task, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_TASK_EVENT_LAST, &q, e, INT(city)) && query_next(q, &row, e));
    *id = query_int(q, 0);
    *task = query_int(q, 1);
    return true;
}

static bool insert(Store *s, int64_t city, const TaskEvent *ev, Arena *a, Err *e)
{
    AUTO(buf_free) Buf files = buf_new(EVENT_TEXT_MAX);
    AUTO(buf_free) Buf parts = buf_new(EVENT_TEXT_MAX);
    AUTO(buf_free) Buf card = buf_new(EVENT_TEXT_MAX);

    write_files(ev, &files);
    write_parts(ev, &parts);
    if (ev->card)
        card_write(ev->card, a, &card);
    return RUN(s, SQL_TASK_EVENT_INSERT, e, INT(city), INT(ev->id), INT(ev->task), TEXTARG(ev->at),
               INT(ev->on), TEXTARG(ev->by), TEXTARG(task_verb(ev->verb)->code), TEXTARG(ev->unit),
               TEXTARG(ev->text), INT(ev->date), isnan(ev->value) ? NULLARG : REAL(ev->value),
               TEXTARG(ev->value_unit), TEXTARG(buf_cstr(&files)), INT(ev->other), TEXTARG(buf_cstr(&parts)),
               TEXTARG(buf_cstr(&card)), TEXTARG(ev->rule), TEXTARG(ev->colour), INT(ev->base_on),
               INT(ev->audit_seq));
}

bool task_event_add(Store *s, int64_t city, TaskEvent *ev, Arena *a, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(EVENT_TEXT_MAX);
    int64_t last;
    char subject[64];

    TRY(task_event_last(s, city, &ev->id, &last, e));
    ev->id++;
    task_event_canonical(ev, a, &text);
    snprintf(subject, sizeof subject, "task %lld", (long long)ev->task);
    TRY(audit_add(s, city, &(AuditEntry){ev->at, ev->by, "task", subject, buf_cstr(&text)}, &ev->audit_seq,
                  e));
    return insert(s, city, ev, a, e);
}

/* ---- out of it ---- */

static bool fold_row(const Query *q, Task *t, Arena *a, Err *e)
{
    TaskEvent ev;
    bool ok = task_event_read(q, a, &ev) && (t->n || ev.verb == TASK_REGISTER);

    if (!ok)
        return ERR(
            e, ERR_DB,
            "第 %lld 号事项的第 %lld 条记录读不懂：库被改动过，或由更新的版本写成；请运行 qingyu verify",
            "event %2$lld of task %1$lld cannot be read: the store was changed by hand, or written by a "
            "newer version; run qingyu verify",
            (long long)query_int(q, 1), (long long)query_int(q, 0));
    task_apply(t, &ev, a);
    return true;
}

bool tasks_load(Store *s, int64_t city, int as_of, Arena *a, Tasks *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    *out = (Tasks){0};
    TRY(QUERY(s, SQL_TASK_EVENT_ALL, &q, e, INT(city), INT(as_of ? as_of : DAY_MAX)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        if (!out->n || out->items[out->n - 1].id != query_int(q, 1)) {
            ARENA_PUSH(a, out->items, out->n, out->cap);
            out->items[out->n++] = (Task){0};
        }
        TRY(fold_row(q, &out->items[out->n - 1], a, e));
    }
}

bool task_load(Store *s, const TaskKey *key, Arena *a, Task *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    *out = (Task){0};
    TRY(QUERY(s, SQL_TASK_EVENT_OF, &q, e, INT(key->city), INT(key->id),
              INT(key->as_of ? key->as_of : DAY_MAX)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        TRY(fold_row(q, out, a, e));
    }
    return out->n || ERR(e, ERR_NOT_FOUND, "没有第 %lld 号事项；qingyu task list 列出了所有事项",
                         "there is no task %lld; qingyu task list lists all of them", (long long)key->id);
}

static int task_order(const void *id, const void *task)
{
    int64_t a = *(const int64_t *)id, b = ((const Task *)task)->id;

    return (a > b) - (a < b);
}

Task *tasks_find(const Tasks *ts, int64_t id)
{
    return ts->n ? bsearch(&id, ts->items, ts->n, sizeof *ts->items, task_order) : NULL;
}

size_t task_open_parts(const Tasks *ts, int64_t id)
{
    size_t n = 0;

    for (size_t i = 0; i < ts->n; i++)
        n += ts->items[i].card.parent == id && task_state_is_open(ts->items[i].state);
    return n;
}
