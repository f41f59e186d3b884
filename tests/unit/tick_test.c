#include "cm.h"

#include <limits.h>
#include <stdlib.h>

#include "notice/notice.h"
#include "supervision_world.h"
#include "task/tick.h"

/* The demo's rules with a store and tasks in it. */
typedef struct Office {
    CityFixture *f;
    City city;
    Catalogue catalogue;
    TaskWorld world;
} Office;

static Office office_of(CityFixture *f)
{
    Office *o = NEW(f->arena, Office);

    o->f = f;
    assert_true(city_load(f->s, 0, f->arena, &o->city, &f->e));
    assert_true(catalogue_load(f->s, &o->city, f->arena, &o->catalogue, &f->e));
    o->world = (TaskWorld){.s = f->s, .city = &o->city, .catalogue = &o->catalogue};
    return *o;
}

static Intake at(const Office *o, const char *by, int on)
{
    return (Intake){.city = 330182,
                    .by = by,
                    .received_at = arena_printf(o->f->arena, "%04d-%02d-%02dT08:00:00Z", on / 10000,
                                                on / 100 % 100, on % 100),
                    .known_on = on};
}

static Task act(const Office *o, const char *by, int on, TaskDeed deed)
{
    Intake in = at(o, by, on);
    Task t;

    if (!task_do(&(TaskWorld){.s = o->f->s, .city = &o->city, .catalogue = &o->catalogue}, &in, &deed,
                 o->f->arena, &t, &o->f->e))
        fail_msg("%s", o->f->e.msg);
    return t;
}

static int64_t issue_card(const Office *o, Plan p, TaskCard card)
{
    card.sentence_at = -1;
    card.lead = "tjj";
    card.due_on = p.due_on;
    card.measure = "内涝点消除";
    card.rhythm = p.rhythm;
    card.urgency = p.urgency;
    Task t = act(o, "office", p.issued_on, (TaskDeed){.verb = TASK_REGISTER, .value = NAN, .card = &card});

    act(o, "office", p.issued_on, (TaskDeed){.task = t.id, .verb = TASK_ISSUE, .value = NAN});
    if (p.accepted_on)
        act(o, "tjj1", p.accepted_on,
            (TaskDeed){.task = t.id, .verb = TASK_ACCEPT, .unit = "tjj", .value = NAN});
    return t.id;
}

static int64_t issue(const Office *o, Plan p)
{
    return issue_card(o, p, (TaskCard){.title = "治理城西内涝"});
}

static TickReport tick(const Office *o, int on)
{
    Intake in = at(o, "clock", on);
    TickReport r;

    if (!tick_run(&o->world, &in, o->f->arena, &r, &o->f->e))
        fail_msg("%d: %s", on, o->f->e.msg);
    return r;
}

static Task task_now(const Office *o, int64_t id)
{
    Task t;

    assert_true(task_load(o->f->s, &(TaskKey){330182, id, 0}, o->f->arena, &t, &o->f->e));
    return t;
}

static int next_day(int day)
{
    return date_from_days(date_days(day) + 1);
}

static void a_task_climbs_to_red_under_a_moved_clock(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Office o = office_of(f);
    int64_t id = issue(&o, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901});
    static const struct {
        const char *rule, *colour;
        int on;
    } wanted[] = {{"DUE-REMIND", "", 20210927},
                  {"DUE-PRESS", "", 20210930},
                  {"DUE-BLUE", "blue", 20211001},
                  {"DUE-ORANGE", "orange", 20211012},
                  {"DUE-RED", "red", 20211018}};
    size_t n = 0;

    (void)state;
    for (int day = 20210902; day <= 20211031; day = next_day(day)) {
        TickReport r = tick(&o, day);
        assert_int_equal(r.n_tasks, 1);
        n += r.n_events;
        assert_int_equal(tick(&o, day).n_events, 0); /* again: nothing more */
    }
    Task t = task_now(&o, id);
    assert_int_equal(n, COUNT(wanted));
    assert_int_equal(t.n, 3 + COUNT(wanted));
    for (size_t i = 0; i < COUNT(wanted); i++) {
        const TaskEvent *ev = &t.events[3 + i];
        assert_string_equal(ev->rule, wanted[i].rule);
        assert_string_equal(ev->colour, wanted[i].colour);
        assert_int_equal(ev->on, wanted[i].on);
        assert_int_equal(ev->base_on, 20210930);
        assert_string_equal(ev->by, "clock");
    }
    assert_string_equal(t.slip, "red");
    assert_string_equal(t.events[t.n - 1].text,
                        "第 1 号事项“治理城西内涝”应于 2021-09-30 办结，到 2021-10-18 已逾期 18 "
                        "天。依据：逾期8个工作日发红色督办单。请统计局在 2021-10-21 前办结并申请销号，"
                        "或报告原因和措施。");
}

static void a_report_counts_what_was_done(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Office o = office_of(f);

    (void)state;
    issue(&o, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901});
    issue(&o, (Plan){.issued_on = 20210901, .due_on = 20211004, .accepted_on = 20210901});
    issue(&o, (Plan){.issued_on = 20210926, .due_on = 20211231});
    int64_t ended = issue(&o, (Plan){.issued_on = 20210901, .due_on = 20210930});
    act(&o, "office", 20210902,
        (TaskDeed){.task = ended, .verb = TASK_WITHDRAW, .text = "不再需要", .value = NAN});
    TickReport r = tick(&o, 20211001); /* blue; reminder; 27, 28, 29 September are three working days */
    assert_int_equal(r.as_of, 20211001);
    assert_int_equal(r.n_tasks, 3);
    assert_int_equal(r.n_slips, 1);
    assert_int_equal(r.n_reminders, 1);
    assert_int_equal(r.n_presses, 1);
    assert_int_equal(r.n_events, 3);
    assert_string_equal(r.events[0]->rule, "DUE-BLUE");
    assert_int_equal(r.events[2]->task, 3);
}

static void a_city_without_rules_is_left_alone(void **state)
{
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Office o = office_of(f);

    (void)state;
    issue(&o, (Plan){.issued_on = 20210901, .due_on = 20210930});
    assert_int_equal(tick(&o, 20211231).n_events, 0);
}

/* ---- who is told ---- */

/* "department:tjj area:... office:" of the notices of a day. */
static const char *told(const Office *o, int day)
{
    const char *line = "";
    NoticeRow *rows;
    size_t n;

    assert_true(
        notice_list(o->f->s, &(NoticeQuery){.city = 330182, .since = day}, o->f->arena, &rows, &n, &o->f->e));
    for (size_t i = 0; i < n; i++)
        if (rows[i].on_day == day)
            line = arena_printf(o->f->arena, "%s%s%s:%s", line, *line ? " " : "",
                                notice_to_code(rows[i].notice.to), rows[i].notice.recipient);
    return line;
}

static void leaders(CityFixture *f, const char *code)
{
    assert_true(fixture_import(
        f, "leaders.csv", arena_printf(f->arena, "code,title_zh,title_en\n%s,副市长,Vice mayor\n", code)));
}

static void who_is_told_grows_up_the_line(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();

    (void)state;
    leaders(f, "L1");
    Office o = office_of(f);
    const char *supporting[] = {"czj", "330182001"};
    issue_card(
        &o, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901},
        (TaskCard){.title = "治理城西内涝", .supporting = supporting, .n_supporting = 2, .leader = "L1"});
    for (int day = 20210927; day <= 20211018; day = next_day(day))
        tick(&o, day);
    assert_string_equal(told(&o, 20210927), "department:tjj department:czj area:330182001");
    assert_string_equal(told(&o, 20211001), "department:tjj department:czj area:330182001");
    assert_string_equal(told(&o, 20211012), "department:tjj department:czj area:330182001 leader:L1");
    assert_string_equal(told(&o, 20211018), "department:tjj department:czj area:330182001 leader:L1 office:");
    assert_string_equal(told(&o, 20211013), "");
}

static void a_notice_says_what_the_slip_says_and_leads_to_the_task(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Office o = office_of(f);
    NoticeRow *rows;
    size_t n;

    (void)state;
    int64_t id = issue(&o, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901});
    tick(&o, 20211018);
    assert_true(
        notice_list(f->s, &(NoticeQuery){.city = 330182, .since = 20211018}, f->arena, &rows, &n, &f->e));
    assert_int_equal(n, 2); /* the lead unit and the office; there is no leader in charge */
    assert_string_equal(rows[0].notice.kind, "slip");
    assert_string_equal(rows[0].notice.title, "【红色督办单】治理城西内涝");
    assert_string_equal(rows[0].notice.link, "/tasks/1");
    assert_string_equal(rows[0].notice.subject, "task 1");
    assert_true(rows[0].notice.urgent);
    Task t = task_now(&o, id);
    assert_string_equal(rows[0].notice.text, arena_printf(f->arena, "%s\n", t.events[t.n - 1].text));
}

static void whom_the_city_has_no_longer_the_office_answers_for(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();

    (void)state;
    leaders(f, "L1");
    Office before = office_of(f);
    issue_card(&before, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901},
               (TaskCard){.title = "治理城西内涝", .leader = "L1"});
    leaders(f, "L2");
    Office o = office_of(f);
    tick(&o, 20211012);
    assert_string_equal(told(&o, 20211012), "department:tjj office:");
    tick(&o, 20211018);
    assert_string_equal(told(&o, 20211018), "department:tjj office:"); /* once */
}

static void a_long_title_is_cut_between_characters(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Office o = office_of(f);
    NoticeRow *rows;
    size_t n;
    const char *title = "";

    (void)state;
    for (int i = 0; i < 170; i++)
        title = arena_printf(f->arena, "%s涝", title);
    issue_card(&o, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901},
               (TaskCard){.title = title});
    assert_int_equal(tick(&o, 20210930).n_presses, 1);
    assert_true(
        notice_list(f->s, &(NoticeQuery){.city = 330182, .since = 20210930}, f->arena, &rows, &n, &f->e));
    assert_int_equal(strlen(rows[0].notice.title), 300);
    assert_string_equal(rows[0].notice.title + 297, "…");
}

/* ---- any order of days ---- */

static int event_order(const void *a, const void *b)
{
    const TaskEvent *x = *(const TaskEvent *const *)a, *y = *(const TaskEvent *const *)b;
    int by_rule = strcmp(x->rule, y->rule);

    if (x->task != y->task)
        return x->task < y->task ? -1 : 1;
    return by_rule ? by_rule : (x->base_on > y->base_on) - (x->base_on < y->base_on);
}

/* The clock's events of all tasks by (task, rule, date): none twice. Returns their number. */
static size_t each_once(const Office *o, const TaskEvent ***out)
{
    Tasks ts;
    size_t n = 0, cap = 0;
    const TaskEvent **all = NULL;

    assert_true(tasks_load(o->f->s, 330182, 0, o->f->arena, &ts, &o->f->e));
    for (size_t i = 0; i < ts.n; i++)
        for (size_t k = 0; k < ts.items[i].n; k++) {
            if (!*ts.items[i].events[k].rule)
                continue;
            ARENA_PUSH(o->f->arena, all, n, cap);
            all[n++] = &ts.items[i].events[k];
        }
    if (n)
        qsort(all, n, sizeof(const TaskEvent *), event_order);
    for (size_t i = 1; i < n; i++)
        if (event_order(&all[i - 1], &all[i]) == 0)
            fail_msg("task %d got %s of %d twice", (int)all[i]->task, all[i]->rule, all[i]->base_on);
    *out = all;
    return n;
}

static const Plan plans[] = {
    {.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901, .rhythm = {RHYTHM_MONTHLY, 28}},
    {.issued_on = 20210902, .due_on = 20210915, .urgency = URGENCY_URGENT},
    {.issued_on = 20210903, .due_on = 20211020, .accepted_on = 20210910, .rhythm = {RHYTHM_WEEKLY, 5}},
    {.issued_on = 20210910, .due_on = 20211008, .accepted_on = 20210910, .urgency = URGENCY_URGENT},
};

static void issue_all(const Office *o)
{
    for (size_t i = 0; i < COUNT(plans); i++)
        issue(o, plans[i]);
}

static unsigned draw(unsigned *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static void ticks_in_any_order_and_number_do_nothing_twice(void **state)
{
    (void)state;
    for (unsigned seed = 1, round = 0; round < 5; round++) {
        AUTO(fixture_free) CityFixture *f = supervision_new();
        Office o = office_of(f);
        const TaskEvent **all;
        issue_all(&o);
        for (int i = 0; i < 40; i++)
            tick(&o, date_from_days(date_days(20210901) + (int)(draw(&seed) % 75)));
        assert_true(each_once(&o, &all) > 0);
    }
}

static void a_day_twice_makes_what_a_day_once_makes(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    AUTO(fixture_free) CityFixture *g = supervision_new();
    Office once = office_of(f), often = office_of(g);
    const TaskEvent **a, **b;

    (void)state;
    issue_all(&once);
    issue_all(&often);
    for (int day = 20210911; day <= 20211115; day = next_day(day)) {
        tick(&once, day);
        for (int i = 0; i < 3; i++)
            tick(&often, day);
    }
    size_t n = each_once(&once, &a);
    assert_int_equal(each_once(&often, &b), n);
    assert_true(n > 40);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(event_order(&a[i], &b[i]), 0);
        assert_string_equal(a[i]->colour, b[i]->colour);
        assert_int_equal(a[i]->on, b[i]->on);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_task_climbs_to_red_under_a_moved_clock),
        cmocka_unit_test(a_report_counts_what_was_done),
        cmocka_unit_test(a_city_without_rules_is_left_alone),
        cmocka_unit_test(who_is_told_grows_up_the_line),
        cmocka_unit_test(a_notice_says_what_the_slip_says_and_leads_to_the_task),
        cmocka_unit_test(whom_the_city_has_no_longer_the_office_answers_for),
        cmocka_unit_test(a_long_title_is_cut_between_characters),
        cmocka_unit_test(ticks_in_any_order_and_number_do_nothing_twice),
        cmocka_unit_test(a_day_twice_makes_what_a_day_once_makes),
    };
    return cmocka_run_group_tests_name("tick", tests, NULL, NULL);
}
