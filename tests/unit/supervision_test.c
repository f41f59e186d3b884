#include "cm.h"

#include <limits.h>

#include "supervision_world.h"

enum { FAR = 20221231 };

static Lamp lamp_at(CityFixture *f, const Supervision *sv, const Task *t, int on)
{
    Lamp l;

    task_lamp(sv, t, on, LANG_EN, f->arena, &l);
    assert_true(l.n > 0);
    assert_non_null(l.reasons[0].text);
    assert_int_equal(l.reasons[0].lamp, l.lamp);
    return l;
}

/* Each day of a list with the light that it must have. */
typedef struct Day {
    int on;
    TaskLamp lamp;
} Day;

static void lights(CityFixture *f, const Supervision *sv, const Task *t, const Day *days, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Lamp l = lamp_at(f, sv, t, days[i].on);
        if (l.lamp != days[i].lamp)
            fail_msg("%d is %s and not %s: %s", days[i].on, lamp_code(l.lamp), lamp_code(days[i].lamp),
                     l.reasons[0].text);
    }
}
#define LIGHTS(f, sv, t, ...)                                                                                \
    lights((f), (sv), (t), (const Day[]){__VA_ARGS__}, COUNT(((const Day[]){__VA_ARGS__})))

/* What the clock asks on a day, as "RULE@date" in one line. */
static const char *asked(CityFixture *f, const Supervision *sv, const Task *t, int on)
{
    ClockDeed *deeds;
    size_t n = task_clock_deeds(sv, t, on, f->arena, &deeds);
    const char *line = "";

    for (size_t i = 0; i < n; i++)
        line =
            arena_printf(f->arena, "%s%s%s@%d", line, i ? " " : "", deeds[i].rule->rule, deeds[i].of.base_on);
    return line;
}

/* Does them. */
static const char *tick(CityFixture *f, const Supervision *sv, Task *t, int on)
{
    const char *line = asked(f, sv, t, on);
    ClockDeed *deeds;
    size_t n = task_clock_deeds(sv, t, on, f->arena, &deeds);

    for (size_t i = 0; i < n; i++)
        then(f, t,
             (TaskEvent){.verb = deeds[i].rule->action,
                         .on = on,
                         .rule = deeds[i].rule->rule,
                         .colour = deeds[i].rule->colour,
                         .base_on = deeds[i].of.base_on,
                         .by = "clock"});
    return line;
}

/* ---- lights ---- */

static void acceptance_is_counted_in_working_days_across_the_national_day(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210930, .due_on = FAR});

    (void)state;
    /* 8 and 9 October (a Saturday that is worked), 11 October is the third: 12, 13, 14 the sixth. */
    LIGHTS(f, &sv, &t, {20210930, LAMP_GREEN}, {20211010, LAMP_GREEN}, {20211011, LAMP_YELLOW},
           {20211013, LAMP_YELLOW}, {20211014, LAMP_RED});
    assert_string_equal(lamp_at(f, &sv, &t, 20211014).reasons[0].rule->rule, "ACCEPT-RED");
}

static void acceptance_is_counted_in_working_days_across_the_spring_festival(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210205, .due_on = FAR});
    Task u = task_of(f, (Plan){.issued_on = 20210205, .due_on = FAR, .urgency = URGENCY_URGENT});

    (void)state;
    /* Sunday the 7th is worked: 7, 8, 9; then 10, 18, 19, for the 11th to the 17th are off. */
    LIGHTS(f, &sv, &t, {20210208, LAMP_GREEN}, {20210209, LAMP_YELLOW}, {20210218, LAMP_YELLOW},
           {20210219, LAMP_RED});
    LIGHTS(f, &sv, &u, {20210207, LAMP_GREEN}, {20210208, LAMP_YELLOW}, {20210217, LAMP_YELLOW},
           {20210218, LAMP_RED});
}

static void without_the_calendar_weekdays_are_worked(void **state)
{
    AUTO(fixture_free) CityFixture *f = fixture_new();

    (void)state;
    import_demo(f, "supervision.csv");
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210930, .due_on = FAR});
    LIGHTS(f, &sv, &t, {20211004, LAMP_GREEN}, {20211005, LAMP_YELLOW}, {20211008, LAMP_RED});
}

static void red_that_was_made_good_stays_yellow_until_the_month_is_over(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210930, .due_on = FAR});

    (void)state;
    then(f, &t, (TaskEvent){.verb = TASK_ACCEPT, .on = 20211014, .unit = "tjj"});
    LIGHTS(f, &sv, &t, {20211014, LAMP_YELLOW}, {20211031, LAMP_YELLOW}, {20211101, LAMP_GREEN});
    Lamp l = lamp_at(f, &sv, &t, 20211031);
    assert_true(l.reasons[0].memory);
    assert_string_equal(l.reasons[0].text,
                        "issued on 2021-09-30, red, accepted on 2021-10-14 only: yellow for that month");
    /* A day earlier it was yellow only: no memory. */
    Task u = task_of(f, (Plan){.issued_on = 20210930, .due_on = FAR, .accepted_on = 20211013});
    LIGHTS(f, &sv, &u, {20211013, LAMP_GREEN});
}

static void no_feedback_in_the_rhythm_is_red_from_the_next_day(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901,
                               .due_on = FAR,
                               .accepted_on = 20210902,
                               .rhythm = {RHYTHM_MONTHLY, 28}});

    (void)state;
    LIGHTS(f, &sv, &t, {20210928, LAMP_GREEN}, {20210929, LAMP_RED}, {20211012, LAMP_RED});
    assert_string_equal(
        lamp_at(f, &sv, &t, 20210929).reasons[0].text,
        "progress is owed by 2021-09-28 and was not told on 2021-09-29: red and pressed the day "
        "after progress was owed");
    then(f, &t, (TaskEvent){.verb = TASK_FEEDBACK, .on = 20211012, .unit = "tjj", .text = "进场"});
    LIGHTS(f, &sv, &t, {20210930, LAMP_RED}, {20211012, LAMP_YELLOW}, {20211031, LAMP_YELLOW},
           {20211101, LAMP_GREEN});
    /* What is told in time needs no memory. */
    then(f, &t, (TaskEvent){.verb = TASK_FEEDBACK, .on = 20211128, .unit = "tjj", .text = "过半"});
    LIGHTS(f, &sv, &t, {20211129, LAMP_GREEN}, {20211228, LAMP_GREEN}, {20211229, LAMP_RED});
}

static void a_supporting_unit_does_not_report_for_the_lead_unit(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(
        f,
        (Plan){.issued_on = 20210901, .due_on = FAR, .accepted_on = 20210901, .rhythm = {RHYTHM_WEEKLY, 5}});

    (void)state;
    then(f, &t, (TaskEvent){.verb = TASK_SUPPORT, .on = 20210903, .unit = "czj", .text = "到位"});
    LIGHTS(f, &sv, &t, {20210903, LAMP_GREEN}, {20210904, LAMP_RED}); /* the 3rd is a Friday */
}

static void a_late_matter_is_red_from_the_day_after_and_a_reminder_alone_lights_nothing(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901});

    (void)state;
    LIGHTS(f, &sv, &t, {20210927, LAMP_GREEN}, {20210930, LAMP_GREEN}, {20211001, LAMP_RED});
    assert_string_equal(lamp_at(f, &sv, &t, 20210927).reasons[0].text, "due on 2021-09-30, 3 days are left");
    assert_int_equal(lamp_at(f, &sv, &t, 20210930).late_days, 0);
    assert_int_equal(lamp_at(f, &sv, &t, 20211003).late_days, 3);
    then(f, &t, (TaskEvent){.verb = TASK_ASK_CLOSE, .on = 20211004, .unit = "tjj", .text = "完成"});
    LIGHTS(f, &sv, &t, {20211004, LAMP_YELLOW}, {20211031, LAMP_YELLOW}, {20211101, LAMP_GREEN});
    assert_int_equal(lamp_at(f, &sv, &t, 20211101).late_days, 4);
    /* Returned: it was not done after all. */
    then(f, &t, (TaskEvent){.verb = TASK_RETURN, .on = 20211105, .text = "没有消除"});
    LIGHTS(f, &sv, &t, {20211104, LAMP_GREEN}, {20211105, LAMP_RED});
    assert_int_equal(lamp_at(f, &sv, &t, 20211105).late_days, 36);
}

static void an_extension_moves_the_date_and_the_first_one_stays_on_record(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901});

    (void)state;
    then(f, &t, (TaskEvent){.verb = TASK_ASK_EXTENSION, .on = 20210928, .unit = "tjj", .date = 20211020});
    then(f, &t, (TaskEvent){.verb = TASK_EXTEND, .on = 20210929});
    LIGHTS(f, &sv, &t, {20211001, LAMP_GREEN}, {20211020, LAMP_GREEN}, {20211021, LAMP_RED});
    Lamp l = lamp_at(f, &sv, &t, 20211025);
    assert_int_equal(l.late_days, 5);
    assert_int_equal(l.late_first_days, 25);
    assert_string_equal(l.reasons[0].text,
                        "due on 2021-10-20 (first due on 2021-09-30), 5 days late: red from "
                        "the day after the due date");
}

static void a_city_without_rules_has_red_for_late_and_no_reminders(void **state)
{
    AUTO(fixture_free) CityFixture *f = fixture_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901,
                               .due_on = 20210930,
                               .accepted_on = 20210901,
                               .rhythm = {RHYTHM_MONTHLY, 31}});
    Task waiting = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210930});

    (void)state;
    assert_int_equal(sv.n, 0);
    LIGHTS(f, &sv, &waiting, {20210930, LAMP_GREEN}, {20211001, LAMP_RED});
    LIGHTS(f, &sv, &t, {20210930, LAMP_GREEN}, {20211001, LAMP_RED});
    assert_null(lamp_at(f, &sv, &t, 20211001).reasons[0].rule);
    assert_int_equal(lamp_at(f, &sv, &t, 20211001).n, 2); /* September's progress and the matter itself */
    assert_string_equal(asked(f, &sv, &t, 20211020), "");
}

static void what_is_not_followed_has_no_light_and_says_why(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901});
    Task declined = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210930});

    (void)state;
    assert_string_equal(asked(f, &sv, &declined, 20211001), "ACCEPT-RED@20210901 DUE-BLUE@20210930");
    then(f, &declined, (TaskEvent){.verb = TASK_DECLINE, .on = 20210902, .unit = "tjj", .text = "非本单位"});
    LIGHTS(f, &sv, &declined, {20210902, LAMP_NONE}, {20210930, LAMP_NONE}, {20211001, LAMP_RED});
    assert_string_equal(asked(f, &sv, &declined, 20211001), ""); /* it is the office's */
    then(f, &t, (TaskEvent){.verb = TASK_WITHDRAW, .on = 20211005, .text = "不再需要"});
    LIGHTS(f, &sv, &t, {20211005, LAMP_NONE}, {20211130, LAMP_NONE});
    assert_int_equal(lamp_at(f, &sv, &t, 20211130).late_days, 5); /* up to its end */
}

/* ---- obligations ---- */

static void progress_is_owed_from_acceptance_to_asking_and_again_after_a_return(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Task t = task_of(f, (Plan){.issued_on = 20210110,
                               .due_on = FAR,
                               .accepted_on = 20210131,
                               .rhythm = {RHYTHM_MONTHLY, 31}});
    static const Obligation wanted[] = {
        {CLOCK_ACCEPT, 20210110, 20210131}, {CLOCK_RHYTHM, 20210228, 20210305},
        {CLOCK_RHYTHM, 20210331, 20210305}, {CLOCK_RHYTHM, 20210430, 20210430},
        {CLOCK_RHYTHM, 20210731, 20210820}, {CLOCK_RHYTHM, 20210831, 20210820},
        {CLOCK_RHYTHM, 20210930, 0},        {CLOCK_DUE, FAR, 0},
    };
    Obligation *owed;

    (void)state;
    then(f, &t, (TaskEvent){.verb = TASK_FEEDBACK, .on = 20210305, .unit = "tjj", .text = "一"});
    then(f, &t, (TaskEvent){.verb = TASK_ASK_CLOSE, .on = 20210430, .unit = "tjj", .text = "二"});
    then(f, &t, (TaskEvent){.verb = TASK_RETURN, .on = 20210701, .text = "三"});
    then(f, &t, (TaskEvent){.verb = TASK_FEEDBACK, .on = 20210820, .unit = "tjj", .text = "四"});
    assert_int_equal(task_obligations(&t, 20210901, f->arena, &owed), COUNT(wanted));
    for (size_t i = 0; i < COUNT(wanted); i++) {
        assert_int_equal(owed[i].clock, wanted[i].clock);
        assert_int_equal(owed[i].base_on, wanted[i].base_on);
        assert_int_equal(owed[i].done_on, wanted[i].done_on);
    }
    /* Events behind the day are not known on it. */
    assert_int_equal(task_obligations(&t, 20210301, f->arena, &owed), 4);
    assert_int_equal(owed[1].done_on, 0);
    assert_int_equal(task_obligations(&t, 20210109, f->arena, &owed), 0);
}

static void a_matter_that_is_issued_again_has_a_new_acceptance(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Task t = task_of(f, (Plan){.issued_on = 20210901, .due_on = FAR});
    Obligation *owed;

    (void)state;
    then(f, &t, (TaskEvent){.verb = TASK_DECLINE, .on = 20210903, .unit = "tjj", .text = "非本单位"});
    then(f, &t, (TaskEvent){.verb = TASK_ISSUE, .on = 20210906});
    assert_int_equal(task_obligations(&t, 20210907, f->arena, &owed), 3);
    assert_int_equal(owed[0].done_on, 20210903);
    assert_int_equal(owed[1].base_on, 20210906);
    assert_int_equal(owed[1].done_on, 0);
}

static void weeks_run_from_monday(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Obligation *owed;

    (void)state;
    for (int day = 1; day <= 7; day++) {
        Task t = task_of(f, (Plan){.issued_on = 20210906, /* a Monday */
                                   .due_on = FAR,
                                   .accepted_on = 20210906,
                                   .rhythm = {RHYTHM_WEEKLY, day}});
        (void)task_obligations(&t, 20210906, f->arena, &owed);
        assert_int_equal(owed[1].base_on, day == 1 ? 20210913 : 20210906 + day - 1);
    }
}

/* ---- the clock ---- */

static void a_late_matter_climbs_the_ladder_day_by_day(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901});
    static const struct {
        int on;
        const char *asked;
    } steps[] = {{20210927, "DUE-REMIND@20210930"},
                 {20210930, "DUE-PRESS@20210930"},
                 {20211001, "DUE-BLUE@20210930"},
                 {20211012, "DUE-ORANGE@20210930"},
                 {20211018, "DUE-RED@20210930"}};
    size_t k = 0;

    (void)state;
    for (int day = 20210920; day <= 20211130; day = date_from_days(date_days(day) + 1)) {
        bool step = k < COUNT(steps) && steps[k].on == day;
        assert_string_equal(tick(f, &sv, &t, day), step ? steps[k].asked : "");
        assert_string_equal(tick(f, &sv, &t, day), "");
        k += step;
    }
    assert_int_equal(k, COUNT(steps));
    assert_string_equal(t.slip, "red");
}

static void an_urgent_one_begins_higher(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901,
                               .due_on = 20210930,
                               .accepted_on = 20210901,
                               .urgency = URGENCY_URGENT});

    (void)state;
    assert_string_equal(tick(f, &sv, &t, 20211001), "DUE-ORANGE-U@20210930");
    assert_string_equal(tick(f, &sv, &t, 20211010), "");
    assert_string_equal(tick(f, &sv, &t, 20211011), "DUE-RED-U@20210930");
}

static void of_a_ladder_that_was_passed_over_only_the_highest_step_is_done(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901});
    Task u = t;

    (void)state;
    assert_string_equal(tick(f, &sv, &t, 20211013), "DUE-ORANGE@20210930");
    assert_string_equal(tick(f, &sv, &t, 20211013), "");
    assert_string_equal(tick(f, &sv, &t, 20211012), ""); /* a day that is past is not made up for */
    assert_string_equal(tick(f, &sv, &t, 20210930), "");
    assert_string_equal(tick(f, &sv, &t, 20211101), "DUE-RED@20210930");
    assert_string_equal(asked(f, &sv, &u, 20210928), "DUE-REMIND@20210930"); /* late, but still ahead */
    assert_string_equal(asked(f, &sv, &u, 20210930), "DUE-PRESS@20210930");
}

static void a_reminder_that_its_date_has_overtaken_is_not_sent(void **state)
{
    AUTO(fixture_free) CityFixture *f = fixture_new();

    (void)state;
    assert_true(fixture_import(f, "supervision.csv",
                               "rule,valid_from,valid_to,urgency,clock,days,day_kind,action,colour,to,light,"
                               "grace,times,name_zh,name_en\n"
                               "R,2000-01-01,,all,due,-3,calendar,remind,,lead,,,,提醒,reminder\n"));
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901});
    assert_string_equal(asked(f, &sv, &t, 20210926), "");
    assert_string_equal(asked(f, &sv, &t, 20210930), "R@20210930");
    assert_string_equal(asked(f, &sv, &t, 20211001), "");
    LIGHTS(f, &sv, &t, {20210930, LAMP_GREEN}, {20211001, LAMP_RED}); /* a table without lights */
}

static void what_is_done_is_neither_pressed_nor_slipped(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210930});

    (void)state;
    assert_string_equal(tick(f, &sv, &t, 20210905), "");
    assert_string_equal(tick(f, &sv, &t, 20210906), "ACCEPT-PRESS@20210901"); /* 2, 3, 6 September */
    then(f, &t, (TaskEvent){.verb = TASK_ACCEPT, .on = 20210907, .unit = "tjj"});
    assert_string_equal(tick(f, &sv, &t, 20210909), "");
    then(f, &t, (TaskEvent){.verb = TASK_ASK_CLOSE, .on = 20210925, .unit = "tjj", .text = "完成"});
    assert_string_equal(tick(f, &sv, &t, 20211020), "");
    then(f, &t, (TaskEvent){.verb = TASK_RETURN, .on = 20211021, .text = "没有"});
    assert_string_equal(tick(f, &sv, &t, 20211021), "DUE-RED@20210930");
    then(f, &t, (TaskEvent){.verb = TASK_WITHDRAW, .on = 20211022, .text = "不再需要"});
    assert_string_equal(tick(f, &sv, &t, 20211130), "");
}

static void each_missed_date_of_the_rhythm_has_its_own_ladder(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901,
                               .due_on = FAR,
                               .accepted_on = 20210901,
                               .rhythm = {RHYTHM_MONTHLY, 28}});

    (void)state;
    assert_string_equal(tick(f, &sv, &t, 20210928), "");
    assert_string_equal(tick(f, &sv, &t, 20210929), "RHYTHM-PRESS@20210928");
    assert_string_equal(tick(f, &sv, &t, 20210930), "RHYTHM-BLUE@20210928");
    assert_string_equal(tick(f, &sv, &t, 20211010), "");
    assert_string_equal(tick(f, &sv, &t, 20211011), "RHYTHM-ORANGE@20210928");
    assert_string_equal(tick(f, &sv, &t, 20211029), "RHYTHM-PRESS@20211028");
    then(f, &t, (TaskEvent){.verb = TASK_FEEDBACK, .on = 20211030, .unit = "tjj", .text = "进场"});
    assert_string_equal(tick(f, &sv, &t, 20211101), "");
}

static void of_many_missed_dates_one_paper_is_sent(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901,
                               .due_on = 20211018,
                               .accepted_on = 20210901,
                               .rhythm = {RHYTHM_WEEKLY, 5}});

    (void)state;
    /* 3, 10, 17, 24 September, 1, 8, 15 October: six are orange, the last is pressed. */
    assert_string_equal(tick(f, &sv, &t, 20211016), "RHYTHM-ORANGE@20210903 DUE-REMIND@20211018");
    assert_string_equal(tick(f, &sv, &t, 20211017), "");
    /* From now on day by day; what was told already is not told again. */
    assert_string_equal(tick(f, &sv, &t, 20211018), "DUE-PRESS@20211018");
    assert_string_equal(tick(f, &sv, &t, 20211019), "RHYTHM-BLUE@20211015 DUE-BLUE@20211018");
    assert_string_equal(tick(f, &sv, &t, 20211020), "");
    assert_string_equal(tick(f, &sv, &t, 20211022), "RHYTHM-ORANGE@20211015 DUE-ORANGE@20211018");
}

static void a_missed_date_does_not_stand_for_one_that_is_still_ahead(void **state)
{
    AUTO(fixture_free) CityFixture *f = fixture_new();

    (void)state;
    assert_true(fixture_import(f, "supervision.csv",
                               "rule,valid_from,valid_to,urgency,clock,days,day_kind,action,colour,to,light,"
                               "grace,times,name_zh,name_en\n"
                               "R,2000-01-01,,all,rhythm,-2,calendar,remind,,lead,,,,提醒,reminder\n"
                               "S,2000-01-01,,all,rhythm,5,calendar,slip,red,lead,,2,,督办单,slip\n"));
    Supervision sv = rules_of(f);
    Task t = task_of(
        f,
        (Plan){.issued_on = 20210901, .due_on = FAR, .accepted_on = 20210901, .rhythm = {RHYTHM_WEEKLY, 5}});
    assert_string_equal(tick(f, &sv, &t, 20210908), "S@20210903 R@20210910");
}

static void the_rule_in_force_on_the_date_itself_counts(void **state)
{
    AUTO(fixture_free) CityFixture *f = fixture_new();

    (void)state;
    assert_true(fixture_import(f, "supervision.csv",
                               "rule,valid_from,valid_to,urgency,clock,days,day_kind,action,colour,to,light,"
                               "grace,times,name_zh,name_en\n"
                               "S,2000-01-01,2021-09-29,all,due,1,calendar,slip,blue,lead,,2,,旧,old\n"
                               "S,2021-09-30,,all,due,1,calendar,slip,orange,lead,,2,,新,new\n"));
    Supervision sv = rules_of(f);
    ClockDeed *deeds;
    Task a = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210929, .accepted_on = 20210901});
    Task b = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901});
    assert_int_equal(task_clock_deeds(&sv, &a, 20211001, f->arena, &deeds), 1);
    assert_string_equal(deeds[0].rule->colour, "blue");
    assert_int_equal(task_clock_deeds(&sv, &b, 20211001, f->arena, &deeds), 1);
    assert_string_equal(deeds[0].rule->colour, "orange");
}

static void a_calendar_put_right_never_makes_a_slip_smaller(void **state)
{
    AUTO(fixture_free) CityFixture *f = fixture_new();

    (void)state;
    import_demo(f, "supervision.csv");
    Supervision before = rules_of(f);
    Task t = task_of(f, (Plan){.issued_on = 20210901, .due_on = 20210930, .accepted_on = 20210901});
    /* As if the first week of October were worked: red on the 12th. */
    assert_string_equal(tick(f, &before, &t, 20211012), "DUE-RED@20210930");
    import_demo(f, "calendar.csv");
    Supervision after = rules_of(f);
    assert_string_equal(tick(f, &after, &t, 20211013), ""); /* orange would be the step now */
    assert_string_equal(tick(f, &after, &t, 20211018), "");
}

/* ---- inspections ---- */

static void a_unit_is_visited_as_often_as_the_rule_lets(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);
    Task both[2] = {task_of(f, (Plan){.issued_on = 20210801, .due_on = FAR, .accepted_on = 20210801}),
                    task_of(f, (Plan){.issued_on = 20210801, .due_on = FAR, .accepted_on = 20210801})};
    Tasks ts = {both, 2, 2};

    (void)state;
    assert_null(inspection_bound(&sv, &ts, "tjj", 20210901));
    then(f, &both[0], (TaskEvent){.verb = TASK_INSPECT, .on = 20210901, .text = "属实"});
    assert_null(inspection_bound(&sv, &ts, "tjj", 20210901)); /* another matter on the same visit */
    assert_null(inspection_bound(&sv, &ts, "czj", 20210902));
    assert_string_equal(inspection_bound(&sv, &ts, "tjj", 20210902)->rule, "INSPECT");
    assert_non_null(inspection_bound(&sv, &ts, "tjj", 20210930));
    assert_null(inspection_bound(&sv, &ts, "tjj", 20211001)); /* 30 days later */
}

/* ---- the table ---- */

static void faults_of_meaning_are_told_at_their_cells(void **state)
{
    AUTO(fixture_free) CityFixture *f = fixture_new();

    (void)state;
    assert_false(fixture_import(
        f, "supervision.csv",
        "rule,valid_from,valid_to,urgency,clock,days,day_kind,action,colour,to,light,grace,times,name_zh,"
        "name_en\n"
        "A,2000-01-01,,all,due,1,calendar,slip,,lead,,2,,a,a\n"          /* a slip without a colour */
        "B,2000-01-01,,all,inspect,30,calendar,none,,,,,,b,b\n"          /* no times */
        "C,2000-01-01,,all,due,1,calendar,press,blue,,,,,c,c\n"          /* a coloured press, to nobody */
        "D,2000-01-01,,all,accept,0,working,press,,lead,,,,d,d\n"        /* before anything is owed */
        "E,2000-01-01,,all,due,1.5,calendar,press,,lead,,,,e,e\n"        /* half a day */
        "F,2000-01-01,,all,due,0,calendar,none,,,red,,,f,f\n"            /* red before it is late */
        "G,2000-01-01,,all,inspect,30,calendar,press,,lead,,,1,g,g\n")); /* an inspection presses nobody */
    assert_true(fixture_found(f, "empty-cell", 2, 9));
    assert_true(fixture_found(f, "empty-cell", 3, 13));
    assert_true(fixture_found(f, "surplus-cell", 4, 9));
    assert_true(fixture_found(f, "empty-cell", 4, 10));
    assert_true(fixture_found(f, "bad-number", 5, 6));
    assert_true(fixture_found(f, "bad-number", 6, 6));
    assert_true(fixture_found(f, "bad-number", 7, 6));
    assert_true(fixture_found(f, "bad-choice", 8, 8));
    assert_int_equal(f->report.findings.n_faults, 8);
}

static void the_demo_rules_are_read_as_they_stand(void **state)
{
    AUTO(fixture_free) CityFixture *f = supervision_new();
    Supervision sv = rules_of(f);

    (void)state;
    assert_int_equal(sv.n, 16);
    for (size_t i = 0; i < sv.n; i++)
        assert_non_null(strstr(sv.rules[i].source, "样本规则"));
    const SupervisionRule *red = &sv.rules[12];
    assert_string_equal(red->rule, "DUE-RED");
    assert_int_equal(red->action, TASK_SLIP);
    assert_int_equal(red->days, 8);
    assert_true(red->working);
    assert_int_equal(red->grace, 3);
    assert_int_equal(red->n_to, 4);
    assert_string_equal(red->to[3], "office");
    assert_int_equal(sv.rules[15].times, 1);
    assert_int_equal(sv.rules[15].action, TASK_VERBS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acceptance_is_counted_in_working_days_across_the_national_day),
        cmocka_unit_test(acceptance_is_counted_in_working_days_across_the_spring_festival),
        cmocka_unit_test(without_the_calendar_weekdays_are_worked),
        cmocka_unit_test(red_that_was_made_good_stays_yellow_until_the_month_is_over),
        cmocka_unit_test(no_feedback_in_the_rhythm_is_red_from_the_next_day),
        cmocka_unit_test(a_supporting_unit_does_not_report_for_the_lead_unit),
        cmocka_unit_test(a_late_matter_is_red_from_the_day_after_and_a_reminder_alone_lights_nothing),
        cmocka_unit_test(an_extension_moves_the_date_and_the_first_one_stays_on_record),
        cmocka_unit_test(a_city_without_rules_has_red_for_late_and_no_reminders),
        cmocka_unit_test(what_is_not_followed_has_no_light_and_says_why),
        cmocka_unit_test(progress_is_owed_from_acceptance_to_asking_and_again_after_a_return),
        cmocka_unit_test(a_matter_that_is_issued_again_has_a_new_acceptance),
        cmocka_unit_test(weeks_run_from_monday),
        cmocka_unit_test(a_late_matter_climbs_the_ladder_day_by_day),
        cmocka_unit_test(an_urgent_one_begins_higher),
        cmocka_unit_test(of_a_ladder_that_was_passed_over_only_the_highest_step_is_done),
        cmocka_unit_test(a_reminder_that_its_date_has_overtaken_is_not_sent),
        cmocka_unit_test(what_is_done_is_neither_pressed_nor_slipped),
        cmocka_unit_test(each_missed_date_of_the_rhythm_has_its_own_ladder),
        cmocka_unit_test(of_many_missed_dates_one_paper_is_sent),
        cmocka_unit_test(a_missed_date_does_not_stand_for_one_that_is_still_ahead),
        cmocka_unit_test(the_rule_in_force_on_the_date_itself_counts),
        cmocka_unit_test(a_calendar_put_right_never_makes_a_slip_smaller),
        cmocka_unit_test(a_unit_is_visited_as_often_as_the_rule_lets),
        cmocka_unit_test(faults_of_meaning_are_told_at_their_cells),
        cmocka_unit_test(the_demo_rules_are_read_as_they_stand),
    };
    return cmocka_run_group_tests_name("supervision", tests, NULL, NULL);
}
