/* Lights, schedules and earned value against cases worked by hand (tests/oracle/project_*). */
#include <stdlib.h>
#include <string.h>

#include "cm.h"
#include "cm_arena.h"
#include "project/light.h"
#include "project/register.h"
#include "project/schedule.h"

#define COLUMN_OF(name, key)                                                                                 \
    {                                                                                                        \
        name, RULE_TEXT, key, key, NULL, NULL                                                                \
    }
#define TEXT_COLUMN(name) COLUMN_OF(name, false)
#define KEY_COLUMN(name)  COLUMN_OF(name, true)

static Records oracle(const char *file, const CityTable *table)
{
    const char *path = arena_printf(arena, "%s/tests/oracle/%s/cases.csv", getenv("ROOT"), file);
    Findings fs = {.arena = arena, .lang = LANG_EN, .file = path, .sheet = ""};
    AUTO(table_close) TableReader *t = NULL;
    Err e = {.lang = LANG_EN};
    Records r;

    if (!table_open(path, &t, &e) || !table_select(t, 0, &e) || !records_read(t, table, &fs, arena, &r, &e))
        fail_msg("%s", e.msg);
    assert_int_equal(fs.n_faults, 0);
    assert_true(r.n > 2);
    return r;
}

/* ---- lights ---- */

static const CityColumn light_case[] = {KEY_COLUMN("case"),    TEXT_COLUMN("what"), TEXT_COLUMN("base"),
                                        TEXT_COLUMN("yellow"), TEXT_COLUMN("red"),  TEXT_COLUMN("memory"),
                                        TEXT_COLUMN("months"), TEXT_COLUMN("lamp"), TEXT_COLUMN("value"),
                                        TEXT_COLUMN("why")};
static const CityTable light_cases = {"cases", light_case, COUNT(light_case), NULL, false, NULL, 0};

static const struct {
    const char *name;
    size_t at;
    bool is_int;
} facts[] = {
#define FACT(name)                                                                                           \
    {                                                                                                        \
#name, offsetof(LightFacts, name), false                                                             \
    }
#define DAY(name)                                                                                            \
    {                                                                                                        \
#name, offsetof(LightFacts, name), true                                                              \
    }
    FACT(plan_year),
    FACT(plan_done),
    FACT(done),
    FACT(funds_due),
    FACT(funds_in),
    FACT(bonds),
    FACT(bonds_used),
    FACT(new_starts),
    FACT(new_started),
    FACT(growth_pct),
    FACT(growth_plan_pct),
    FACT(growth_city_pct),
    DAY(planned_start),
    DAY(start),
    DAY(entry),
    DAY(planned_end),
    DAY(end),
    DAY(bonds_issued),
    DAY(months_missing),
    DAY(missed_months),
    DAY(red_months),
    DAY(place_over),
    DAY(place_under),
};

static void set_fact(LightFacts *f, const char *text)
{
    const char *equals = strchr(text, '=');
    size_t n = (size_t)(equals - text);
    Err e = {.lang = LANG_EN};
    Basis basis;

    if (strncmp(text, "month=", 6) == 0) {
        assert_true(period_parse(str_of(equals + 1), &f->month, &basis, &e));
        return;
    }
    for (size_t i = 0; i < COUNT(facts); i++) {
        if (strlen(facts[i].name) != n || strncmp(facts[i].name, text, n) != 0)
            continue;
        char *to = (char *)f + facts[i].at;
        if (facts[i].is_int)
            *(int *)(void *)to = (int)strtol(equals + 1, NULL, 10);
        else
            *(double *)(void *)to = strtod(equals + 1, NULL);
        return;
    }
    fail_msg("no fact %s", text);
}

/* "month=2021-05 done=3|month=2021-06 done=5" */
static size_t read_months(const char *text, LightFacts *out)
{
    char *copy = arena_strdup(arena, text), *save = NULL, *inner = NULL;
    size_t n = 0;

    for (char *m = strtok_r(copy, "|", &save); m; m = strtok_r(NULL, "|", &save)) {
        out[n] = (LightFacts){.done = (double)NAN,
                              .funds_due = (double)NAN,
                              .funds_in = (double)NAN,
                              .bonds_used = (double)NAN,
                              .growth_pct = (double)NAN,
                              .growth_plan_pct = (double)NAN,
                              .growth_city_pct = (double)NAN};
        for (char *f = strtok_r(m, " ", &inner); f; f = strtok_r(NULL, " ", &inner))
            set_fact(&out[n], f);
        n++;
    }
    return n;
}

static const char *scope_for(const char *what)
{
    bool group = strncmp(what, "growth", 6) == 0 || strncmp(what, "place", 5) == 0 ||
                 strncmp(what, "start_share", 11) == 0;

    return group ? "area" : "project";
}

static ProjectRule rule_of(const Records *r, size_t i)
{
    Stages none = {.n = 0};
    const CityTable *t = project_columns(KIND_LIGHTS, &none, arena);
    const char **cells = NEW_N(arena, const char *, t->n);
    const char *const *rows[] = {cells};
    int line = 2;
    Records one = {.table = t, .n = 1, .cells = rows, .lines = &line};
    Findings fs = {.arena = arena, .lang = LANG_EN, .file = "rule", .sheet = ""};
    ProjectRules out;
    static const char *const copied[] = {"what", "base", "yellow", "red", "memory"};

    for (size_t j = 0; j < t->n; j++)
        cells[j] = "";
    for (size_t k = 0; k < COUNT(copied); k++)
        cells[records_column(t, copied[k])] = RECORD(r, i, copied[k]);
    cells[records_column(t, "rule")] = "R";
    cells[records_column(t, "scope")] = scope_for(RECORD(r, i, "what"));
    cells[records_column(t, "class")] = "*";
    cells[records_column(t, "list")] = "lamp";
    cells[records_column(t, "counts")] = "yes";
    light_rules_build(&one, &fs, arena, &out);
    if (fs.n_faults)
        fail_msg("%s: %s %s", RECORD(r, i, "case"), fs.items[0].found, fs.items[0].expected);
    return out.items[0];
}

static void every_light_is_as_worked_by_hand(void **state)
{
    Records r = oracle("project_light", &light_cases);
    LightFacts months[8];
    ProjectLight light;

    (void)state;
    for (size_t i = 0; i < r.n; i++) {
        ProjectRule rule = rule_of(&r, i);
        size_t n = read_months(RECORD(&r, i, "months"), months);
        const char *value = RECORD(&r, i, "value");
        light_judge(&rule, months, n, &light);
        if (strcmp(project_lamp_code(light.lamp), RECORD(&r, i, "lamp")) != 0)
            fail_msg("%s: %s, not %s (%s)", RECORD(&r, i, "case"), project_lamp_code(light.lamp),
                     RECORD(&r, i, "lamp"), RECORD(&r, i, "why"));
        if (*value)
            assert_near(light.value.v, strtod(value, NULL), 1e-9);
        assert_non_null(strstr(light_words(&light, arena, LANG_ZH), *value ? "R" : ""));
    }
}

static void a_reason_names_what_was_found_and_the_rule(void **state)
{
    ProjectRule r = {.code = "R04-PROGRESS",
                     .what = WHAT_PROGRESS_BEHIND_PP,
                     .base = BASE_TIME,
                     .list = "lamp",
                     .yellow = {BOUND_AT_LEAST, 10},
                     .red = {BOUND_ABOVE, 30}};
    LightFacts f = {.month = period_month(2021, 6), .plan_year = 1000, .done = 380};
    ProjectLight l;

    (void)state;
    light_judge(&r, &f, 1, &l);
    assert_string_equal(light_words(&l, arena, LANG_ZH),
                        "投资进度落后 12.0 个百分点(时间进度 50.0%)（R04-PROGRESS，>=10 黄灯，>30 红灯）");
    assert_string_equal(
        light_words(&l, arena, LANG_EN),
        "investment is 12.0 points behind schedule (time progress: 50.0%) [R04-PROGRESS, yellow "
        ">=10, red >30]");
}

static void months_between_undoes_going_on_by_months(void **state)
{
    (void)state;
    assert_near(months_between(20210131, 20210228), 1, 0);
    assert_near(months_between(20210228, 20210131), -1, 1);
    for (int day = 1; day <= 28; day++)
        for (int n = 0; n < 40; n++) {
            int from = 20200100 + day, m = n % 12, to = date_make(2020 + n / 12, m + 1, day);
            assert_near(months_between(from, to), n, 0);
        }
}

static void a_bound_that_is_no_bound_is_refused(void **state)
{
    static const char *const bad[] = {"10", "=10", ">", "> x", ">=10%", "<<3"};
    LightBound b;

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(bound_parse(bad[i], &b));
    assert_true(bound_parse("", &b));
    assert_int_equal(b.is, BOUND_NONE);
}

/* ---- schedules ---- */

static const CityColumn schedule_case[] = {
    KEY_COLUMN("case"),   TEXT_COLUMN("stages"),   TEXT_COLUMN("dates"), TEXT_COLUMN("day"),
    KEY_COLUMN("stage"),  TEXT_COLUMN("early"),    TEXT_COLUMN("late"),  TEXT_COLUMN("slack"),
    TEXT_COLUMN("delay"), TEXT_COLUMN("critical"), TEXT_COLUMN("why")};
static const CityTable schedule_cases = {"cases", schedule_case, COUNT(schedule_case), NULL, false, NULL, 0};

/* "a;b<a;c<a;d<b+c": stages are single letters. */
static Course course_of(const char *text)
{
    Course c = {.steps = NEW_N(arena, StageStep, STAGES_MAX)};
    const char **parts;
    size_t n = text_split(arena, text, &parts);

    for (size_t i = 0; i < n; i++) {
        StageStep *s = &c.steps[c.n++];
        s->stage = (size_t)(parts[i][0] - 'a');
        for (const char *p = parts[i] + 1; *p; p++)
            if (*p >= 'a' && *p <= 'z')
                s->before |= 1u << (*p - 'a');
    }
    return c;
}

static StageDates dates_of(const char *text)
{
    StageDates d = {.planned = {0}};
    const char **parts;
    size_t n = text_split(arena, text, &parts);

    for (size_t i = 0; i < n; i++) {
        size_t s = (size_t)(parts[i][0] - 'a');
        for (const char *p = strchr(parts[i], ' '); p; p = strchr(p + 1, ' ')) {
            int day = (int)strtol(p + 2, NULL, 10);
            *(p[1] == 'p' ? &d.planned[s] : p[1] == 'f' ? &d.forecast[s] : &d.actual[s]) = day;
        }
    }
    return d;
}

static int number(const Records *r, size_t i, const char *column)
{
    return (int)strtol(RECORD(r, i, column), NULL, 10);
}

static void every_critical_path_is_as_worked_by_hand(void **state)
{
    Records r = oracle("project_schedule", &schedule_cases);

    (void)state;
    for (size_t i = 0; i < r.n; i++) {
        Course c = course_of(RECORD(&r, i, "stages"));
        StageDates d = dates_of(RECORD(&r, i, "dates"));
        size_t stage = (size_t)(RECORD(&r, i, "stage")[0] - 'a');
        Schedule s;
        schedule_of(&c, &d, number(&r, i, "day"), arena, &s);
        const StageTimes *t = &s.items[stage];
        if (t->early != number(&r, i, "early") || t->late != number(&r, i, "late") ||
            t->slack != number(&r, i, "slack") || t->delay != number(&r, i, "delay") ||
            t->critical != (strcmp(RECORD(&r, i, "critical"), "yes") == 0))
            fail_msg("%s %s: early %d late %d slack %d delay %d critical %d (%s)", RECORD(&r, i, "case"),
                     RECORD(&r, i, "stage"), t->early, t->late, t->slack, t->delay, t->critical,
                     RECORD(&r, i, "why"));
    }
}

/* ---- earned value ---- */

static const CityColumn value_case[] = {
    KEY_COLUMN("case"),   TEXT_COLUMN("budget"), TEXT_COLUMN("planned"), TEXT_COLUMN("earned"),
    TEXT_COLUMN("spent"), TEXT_COLUMN("spi"),    TEXT_COLUMN("cpi"),     TEXT_COLUMN("at_completion"),
    TEXT_COLUMN("tcpi"),  TEXT_COLUMN("why")};
static const CityTable value_cases = {"cases", value_case, COUNT(value_case), NULL, false, NULL, 0};

static double real(const Records *r, size_t i, const char *column)
{
    const char *text = RECORD(r, i, column);

    return *text ? strtod(text, NULL) : (double)NAN;
}

static void assert_same(double a, double b)
{
    if (isnan(b))
        assert_true(isnan(a));
    else
        assert_near(a, b, 1e-9);
}

static void earned_value_is_as_worked_by_hand(void **state)
{
    Records r = oracle("project_value", &value_cases);

    (void)state;
    for (size_t i = 0; i < r.n; i++) {
        EarnedValue v = earned_value(real(&r, i, "budget"), real(&r, i, "planned"), real(&r, i, "earned"),
                                     real(&r, i, "spent"));
        assert_same(v.spi, real(&r, i, "spi"));
        assert_same(v.cpi, real(&r, i, "cpi"));
        assert_same(v.at_completion, real(&r, i, "at_completion"));
        assert_same(v.tcpi, real(&r, i, "tcpi"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_light_is_as_worked_by_hand),
        cmocka_unit_test(a_reason_names_what_was_found_and_the_rule),
        cmocka_unit_test(months_between_undoes_going_on_by_months),
        cmocka_unit_test(a_bound_that_is_no_bound_is_refused),
        cmocka_unit_test(every_critical_path_is_as_worked_by_hand),
        cmocka_unit_test(earned_value_is_as_worked_by_hand),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
