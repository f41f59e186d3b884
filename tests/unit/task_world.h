/* The small city with a leader and aliases, and hands that do things to its tasks. */
#pragma once
#include <math.h>
#include <sqlite3.h>

#include "city_folder.h"
#include "task/evidence.h"
#include "task/meeting.h"
#include "task_life.h"

typedef struct TaskFixture {
    CityFixture *f;
    City city;
    Catalogue catalogue;
    TaskWorld w;
    int today;
    Task t; /* after the last deed */
} TaskFixture;

static inline TaskFixture *tasks_new(void)
{
    TaskFixture *x = calloc(1, sizeof *x);

    x->f = fixture_new();
    assert_true(
        fixture_import(x->f, "departments.csv",
                       "code,name_zh,name_en,aliases\ntjj,统计局,Statistics,市统计局\nczj,财政局,Finance,\n"
                       "jxj,经济和信息化局,Economy,经信局\nzjj,住房和城乡建设局,Housing,住建局\n"));
    assert_true(
        fixture_import(x->f, "leaders.csv",
                       "code,title_zh,title_en,departments,areas,groups\nL1,副市长,Vice mayor,czj,,工业\n"));
    assert_true(city_load(x->f->s, 0, x->f->arena, &x->city, &x->f->e));
    assert_true(catalogue_load(x->f->s, &x->city, x->f->arena, &x->catalogue, &x->f->e));
    x->w = (TaskWorld){.s = x->f->s, .city = &x->city, .catalogue = &x->catalogue};
    x->today = 20211105;
    return x;
}

static inline void tasks_free(TaskFixture **x)
{
    if (!*x)
        return;
    fixture_free(&(*x)->f);
    free(*x);
    *x = NULL;
}

static inline Intake on_day(TaskFixture *x, const char *by)
{
    char day[DATE_TEXT_MAX];

    date_text(x->today, day);
    x->f->e = (Err){.lang = LANG_EN};
    return (Intake){.city = 330182,
                    .by = by,
                    .received_at = arena_printf(x->f->arena, "%sT08:00:00Z", day),
                    .known_on = x->today};
}

/* Does it as the one who usually does, unless unit or account say otherwise. */
static inline bool try_as(TaskFixture *x, const char *by, TaskDeed d)
{
    char who = life[d.verb].who;
    Intake in = on_day(x, by ? by : life_account(who));

    d.unit = d.unit ? d.unit : life_unit(who);
    d.text = d.text ? d.text : life[d.verb].words ? "已完成" : "";
    d.value = d.value_unit ? d.value : NAN;
    return task_do(&x->w, &in, &d, x->f->arena, &x->t, &x->f->e);
}

#define TRY_DO(x, ...) try_as((x), NULL, (TaskDeed){__VA_ARGS__})
#define DO(x, ...)                                                                                           \
    do {                                                                                                     \
        if (!TRY_DO((x), __VA_ARGS__))                                                                       \
            fail_msg("%s", (x)->f->e.msg);                                                                   \
    } while (0)
/* Refused with this kind, saying this. */
#define REFUSED(x, error, says, ...)                                                                         \
    do {                                                                                                     \
        assert_false(TRY_DO((x), __VA_ARGS__));                                                              \
        told((x), (error), (says));                                                                          \
    } while (0)

static inline void told(const TaskFixture *x, ErrKind kind, const char *says)
{
    if (x->f->e.kind != kind || !strstr(x->f->e.msg, says))
        fail_msg("%s: %s", err_kind_name(x->f->e.kind), x->f->e.msg);
}

/* Registers and issues a task. */
static inline int64_t issued(TaskFixture *x, int due_on)
{
    TaskCard card = life_card(due_on);

    DO(x, .verb = TASK_REGISTER, .card = &card);
    int64_t id = x->t.id;
    DO(x, .verb = TASK_ISSUE, .task = id);
    return id;
}

static inline Task stored(TaskFixture *x, int64_t id, int as_of)
{
    Task t;

    assert_true(task_load(x->f->s, &(TaskKey){330182, id, as_of}, x->f->arena, &t, &x->f->e));
    return t;
}

/* Findings of verification; the first one is in e.msg. */
static inline size_t wrong_now(TaskFixture *x)
{
    Verification v = {.arena = x->f->arena, .lang = LANG_EN};

    x->f->e = (Err){.lang = LANG_EN};
    assert_true(audit_verify(x->f->s, 330182, &v, &x->f->e));
    if (!task_verify(x->f->s, 330182, &v, &x->f->e))
        fail_msg("%s", x->f->e.msg);
    snprintf(x->f->e.msg, sizeof x->f->e.msg, "%s", v.n ? v.wrong[0] : "");
    return v.n;
}

/* What somebody does who has the file and no program of ours. */
static inline void by_hand(TaskFixture *x, const char *sql)
{
    sqlite3 *db;
    char *why = NULL;

    assert_int_equal(sqlite3_open(store_path(x->f->s), &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
}
