/* Where projects will end: against a case worked by hand, without what later months tell, and what an
 * assessment reads of them. */
#include "cm.h"

#include <math.h>

#include "project_world.h"
#include "view/score_feed.h"
#include "view/units.h"

static Forecasts forecasts(World *w, const Board *b)
{
    Forecasts f;

    if (!forecasts_open(b, &f, &w->e))
        fail_msg("%s", w->e.msg);
    return f;
}

static ProjectForecast forecast_of(World *w, const Forecasts *f, const char *code)
{
    ProjectForecast x;

    if (!forecast_project(f, find(w, f->board, code)->index, &x, &w->e))
        fail_msg("%s", w->e.msg);
    return x;
}

#define HEAD "code,name,class,owner_kind,area,department,owner,total,sample,known_on,year,"
#define PLAN_HEAD                                                                                            \
    "plan_01,plan_02,plan_03,plan_04,plan_05,plan_06,plan_07,plan_08,plan_09,plan_10,plan_11,plan_12"
#define REPORT_HEAD "code,month,invested,to_date,entered,progress,reason,known_on\n"
enum { MONTHLY = 100, PAST = 20 };

static World *stages_only(void)
{
    World *w = city_only();
    ProjectImport spec = {.intake = clerk(20211106)};

    assert_true(project_import(w->s, demo(w, "/projects/stages.csv"), &spec, w->arena, &w->done, &w->e));
    return w;
}

static void take_buf(World *w, const char *name, const Buf *b)
{
    if (!take(w, name, b->s))
        fail_msg("%s; %s", w->e.msg, w->done.findings.n ? w->done.findings.items[0].expected : "");
}

static void add_months(Buf *out, const char *code, int year, int n, const double *invested)
{
    double sum = year == 2021 ? 10000 : 0;

    for (int m = 1; m <= n; m++) {
        sum += invested[m - 1];
        buf_printf(out, "%s,%d-%02d,%g,%g,0,样本,样本,%d-%02d-05\n", code, year, m, invested[m - 1], sum,
                   m < 12 ? year : year + 1, m < 12 ? m + 1 : 1);
    }
}

/* A project of 2021 that is on its plan of 100 a month up to June; with past ones, of 2020, twenty that were
 * on theirs up to June and came to 900 of 1,200. */
static World *on_plan(bool with_past)
{
    World *w = stages_only();
    AUTO(buf_free) Buf reg = buf_new(1 << 16), rep = buf_new(1 << 18);
    const double all[] = {100, 100, 100, 100, 100, 100, 50, 50, 50, 50, 50, 50};

    buf_str(&reg, HEAD PLAN_HEAD "\n");
    buf_str(&rep, REPORT_HEAD);
    for (int i = 0; with_past && i < PAST; i++) {
        buf_printf(&reg, "Y%02d,乙,工业,企业,梅城镇,经信局,样本,90000,是,2020-01-10,2020", i);
        for (int m = 0; m < 12; m++)
            buf_printf(&reg, ",%d", MONTHLY);
        buf_char(&reg, '\n');
        add_months(&rep, arena_printf(w->arena, "Y%02d", i), 2020, 12, all);
    }
    buf_str(&reg, "P1,甲,工业,企业,梅城镇,经信局,样本,90000,是,2021-01-10,2021");
    for (int m = 0; m < 12; m++)
        buf_printf(&reg, ",%d", MONTHLY);
    buf_char(&reg, '\n');
    add_months(&rep, "P1", 2021, 6, all);
    take_buf(w, "projects.csv", &reg);
    take_buf(w, "reports.csv", &rep);
    return w;
}

/* On its plan in June of an even year: 600 are done, the rest that is expected is 1/2 x 600 (by plan) + 1/2 x
 * 600 x 0.5 / 0.5 (at its own pace) = 600, and a tenth each comes to 1,200 + 600 x with x of pace.h's ten
 * guesses -0.9 -0.6 -0.4 -0.25 -0.1 0 0.05 0.15 0.3 0.8: 660 840 960 1,050 1,140 1,200 1,230 1,290 1,380
 * 1,680. */
static void without_a_past_the_assumed_spread_comes_out(void **state)
{
    AUTO(world_free) World *w = on_plan(false);
    Board b = board(w, 6);
    Forecasts f = forecasts(w, &b);
    ProjectForecast x = forecast_of(w, &f, "P1");

    (void)state;
    assert_int_equal(f.n_past, 0);
    assert_near(x.year.done, 600, 1e-9);
    assert_near(x.year.rest, 600, 1e-9);
    assert_near(x.year.mean, 1143, 1e-6);
    assert_near(x.low80, 660, 1e-6);
    assert_near(x.median, 1140, 1e-6);
    assert_near(x.high80, 1380, 1e-6);
    assert_near(x.year.reach, 0.5, 1e-9);
    assert_non_null(strstr(forecast_year_words(&f, w->arena, LANG_EN), "assumed beforehand"));
}

/* All twenty came to 300 less than 1,200, half of the rest; they outweigh the four that the guess counts as.
 */
static void closed_years_of_the_city_are_what_is_learnt_from(void **state)
{
    AUTO(world_free) World *w = on_plan(true);
    Board b = board(w, 6);
    Forecasts f = forecasts(w, &b);
    ProjectForecast x = forecast_of(w, &f, "P1");

    (void)state;
    assert_int_equal(f.n_past, PAST);
    assert_near(x.median, 900, 30);
    assert_true(x.year.reach < 0.15);
    assert_non_null(strstr(forecast_year_words(&f, w->arena, LANG_EN), "20 closed years"));
    /* They are not known in a store as of 2020, when their December was not reported. */
    b = board_as_of(w, 6, 20201231);
    f = forecasts(w, &b);
    assert_int_equal(f.n_past, 0);
}

static void a_project_without_a_plan_has_no_forecast_of_the_year(void **state)
{
    AUTO(world_free) World *w = stages_only();

    (void)state;
    assert_true(take(w, "r.csv", HEAD "plan_01\nP1,甲,工业,企业,梅城镇,经信局,样本,900,是,2021-01-10,,\n"));
    Board b = board(w, 6);
    Forecasts f = forecasts(w, &b);
    ProjectForecast x = forecast_of(w, &f, "P1");
    ForecastTotal t;
    size_t all[] = {0};
    assert_false(x.has_year);
    assert_true(isnan(x.year.mean) && isnan(x.high80) && isnan(x.year.reach));
    assert_true(forecast_total(&f, all, 1, &t, &w->e));
    assert_int_equal(t.n, 0);
}

static void a_register_too_young_foresees_no_day_and_says_why(void **state)
{
    AUTO(world_free) World *w = stages_only();
    double by[STAGES_MAX];

    (void)state;
    assert_true(take(w, "r.csv",
                     HEAD "planned_start,planned_completion\n"
                          "P1,甲,工业,企业,梅城镇,经信局,样本,900,是,2021-01-10,,2020-12-15,2022-06-30\n"));
    Board b = board(w, 6);
    Forecasts f = forecasts(w, &b);
    ProjectForecast x = forecast_of(w, &f, "P1");
    assert_int_equal(f.n_cases, 1); /* the start was stated when its day had passed: it foretold nothing */
    assert_int_equal(x.end_median, 0);
    assert_true(isnan(x.end_by_plan));
    assert_true(forecast_stages(&f, 0, by, &w->e));
    assert_true(isnan(by[b.stages.courses[CLASS_INDUSTRY].of_kind[STAGE_COMPLETION]]));
    assert_non_null(strstr(forecast_end_words(&f, w->arena, LANG_EN), "only 0 projects"));
    /* Once the day has passed the answer is known without any class. */
    b = board(w, 6);
    b.spec.month = period_month(2022, 7);
    Board later;
    assert_true(board_open(&b.spec, w->arena, &later, &w->e));
    f = forecasts(w, &later);
    assert_near(forecast_of(w, &f, "P1").end_by_plan, 0, 0);
}

/* ---- the demo ---- */

static bool between(double low, double x, double high)
{
    return low <= x + 1e-9 && x <= high + 1e-9;
}

static void check_project(World *w, const Forecasts *f, size_t i)
{
    const BoardProject *p = &f->board->projects[i];
    ProjectForecast x;
    double by[STAGES_MAX];

    assert_true(forecast_project(f, i, &x, &w->e) && forecast_stages(f, i, by, &w->e));
    assert_true(x.has_year);
    assert_near(x.year.plan, p->plan_year, 1e-6);
    assert_true(between(isnan(p->done) ? 0 : p->done, x.low95, x.low80));
    assert_true(between(x.low80, x.median, x.high80) && between(x.high80, x.high95, INFINITY));
    assert_true(between(x.year.done, x.year.mean, INFINITY) && between(0, x.year.reach, 1));
    assert_true(x.end_low80 <= x.end_median && x.end_median <= x.end_high80);
    if (x.end_median && !p->end)
        assert_true(x.end_low80 >= f->today && x.cases > 0);
    if (!isnan(x.end_by_plan))
        assert_true(between(0, x.end_by_plan, 1));
    for (size_t s = 0; s < f->board->stages.n; s++) {
        int planned = p->dates->planned[s], actual = p->dates->actual[s];
        if (planned && actual && actual <= f->today)
            assert_near(by[s], actual <= planned, 0);
        else if (!isnan(by[s]))
            assert_true(between(0, by[s], 1));
    }
}

static void forecasts_hold_together_in_every_month(void **state)
{
    AUTO(world_free) World *w = demo_new();
    size_t all[24];

    (void)state;
    for (size_t i = 0; i < COUNT(all); i++)
        all[i] = i;
    for (int month = 1; month <= 12; month++) {
        Board b = board(w, month);
        Forecasts f = forecasts(w, &b);
        ForecastTotal t;
        double mean = 0, plan = 0;
        for (size_t i = 0; i < b.n; i++) {
            ProjectForecast x;
            check_project(w, &f, i);
            assert_true(forecast_project(&f, i, &x, &w->e));
            mean += x.year.mean;
            plan += x.year.plan;
        }
        assert_true(forecast_total(&f, all, b.n, &t, &w->e));
        assert_near(t.sum.mean, mean, 1e-6 * mean);
        assert_near(t.sum.plan, plan, 1e-6 * plan);
        assert_true(between(t.sum.done, t.low95, t.low80) && between(t.low80, t.median, t.high80));
        for (size_t k = 0; k < t.sum.n_worst; k++)
            assert_true(t.sum.worst[k].gap > 0 && (!k || t.sum.worst[k].gap <= t.sum.worst[k - 1].gap));
    }
}

/* The total is the same again, and its worst are the board's: S05 has not started. */
static void the_total_names_who_costs_the_plan_most(void **state)
{
    AUTO(world_free) World *w = demo_new();
    Board b = board(w, 10);
    Forecasts f = forecasts(w, &b);
    ForecastTotal t, again;
    size_t *all, n = board_filter(&b, &(BoardFilter){0}, &all);

    (void)state;
    assert_true(forecast_total(&f, all, n, &t, &w->e) && forecast_total(&f, all, n, &again, &w->e));
    assert_int_equal(t.n, 24);
    assert_int_equal(t.sum.n_worst, 10);
    assert_string_equal(b.projects[t.sum.worst[0].project].code, "S05");
    assert_true(memcmp(t.sum.draws, again.sum.draws, PACE_DRAWS * sizeof *t.sum.draws) == 0);
    assert_true(t.sum.reach < 0.05);
}

/* A board of June says the same whether the months after it are in the store or not. */
static void nothing_of_later_months_is_known_before(void **state)
{
    AUTO(world_free) World *w = demo_new();
    Board all = board(w, 6), then = board_as_of(w, 6, 20210710);
    Forecasts f = forecasts(w, &all), g = forecasts(w, &then);

    (void)state;
    assert_int_equal(f.n_cases, g.n_cases);
    assert_int_equal(f.n_ended, g.n_ended);
    assert_true(f.n_ended >= FORECAST_WITNESSES);
    for (size_t i = 0; i < all.n; i++) {
        ProjectForecast x = forecast_of(w, &f, all.projects[i].code),
                        y = forecast_of(w, &g, all.projects[i].code);
        assert_near(x.year.mean, y.year.mean, 0);
        assert_near(x.high95, y.high95, 0);
        assert_int_equal(x.end_median, y.end_median);
        assert_int_equal(x.end_high80, y.end_high80);
    }
    /* And October knows more than June did. */
    Board later = board(w, 10);
    Forecasts h = forecasts(w, &later);
    assert_true(h.n_ended > f.n_ended);
}

/* ---- what an assessment reads ---- */

static double answer(World *w, const ScoreFeed *feed, const char *what, const char *unit, int to, int as_of)
{
    Unit u;
    double v;

    if (*unit)
        assert_true(unit_of_code(&w->city, unit, &u));
    assert_non_null(score_word(feed, "projects", what));
    ScoreAsk ask = {"projects", what, *unit ? &u : NULL, 20210101, to, as_of};
    assert_true(feed->read(feed->who, &ask, &v, &w->e));
    return v;
}

static void an_assessment_reads_the_projects_of_a_unit(void **state)
{
    AUTO(world_free) World *w = demo_new();
    ScoreFeed *feed = score_feed_new(w->s, w->city.id, w->arena);
    Board b = board(w, 10);
    BoardGroup *rows, all;
    size_t n;

    (void)state;
    assert_true(board_league(&b, SCOPE_AREA, &rows, &n, &all, &w->e));
    for (size_t i = 0; i < n; i++) {
        const BoardGroup *g = &rows[i];
        assert_near(answer(w, feed, "done_pct", g->code, 20211031, 0), g->done_pct, 1e-9);
        assert_near(answer(w, feed, "started", g->code, 20211031, 0), (double)g->n_started, 0);
        assert_near(answer(w, feed, "red", g->code, 20211031, 0), (double)g->lamps[PROJECT_RED], 0);
    }
    assert_true(board_league(&b, SCOPE_DEPARTMENT, &rows, &n, &all, &w->e));
    for (size_t i = 0; i < n; i++)
        assert_near(answer(w, feed, "entered_pct", rows[i].code, 20211031, 0), rows[i].entry_pct, 1e-9);
    assert_near(answer(w, feed, "n", "", 20211031, 0), 24, 0);
    assert_near(answer(w, feed, "start_pct", "", 20211031, 0), all.start_pct, 1e-9);
    /* Counted from the register. */
    double large = 0;
    for (size_t i = 0; i < b.n; i++)
        large += b.projects[i].total >= 10000;
    assert_near(answer(w, feed, "over_100m", "", 20211031, 0), large, 0);
}

static void an_assessment_knows_no_more_than_its_day(void **state)
{
    AUTO(world_free) World *w = demo_new();
    ScoreFeed *feed = score_feed_new(w->s, w->city.id, w->arena);
    Board june = board(w, 6);
    BoardGroup *rows, all;
    size_t n;

    (void)state;
    assert_true(board_league(&june, SCOPE_AREA, &rows, &n, &all, &w->e));
    /* To 30 June, and to 15 July, which has seen no later month whole. */
    assert_near(answer(w, feed, "done", "", 20210630, 0), all.done, 1e-6);
    assert_near(answer(w, feed, "done", "", 20210715, 0), all.done, 1e-6);
    /* On 30 June the reports of June were not there. */
    Board may = board_as_of(w, 6, 20210630);
    assert_true(board_league(&may, SCOPE_AREA, &rows, &n, &all, &w->e));
    assert_near(answer(w, feed, "done", "", 20210630, 20210630), all.done, 1e-6);
    assert_true(all.done < answer(w, feed, "done", "", 20210630, 0));
    AUTO(world_free) World *none = city_only();
    ScoreFeed *empty = score_feed_new(none->s, none->city.id, none->arena);
    assert_true(isnan(answer(none, empty, "done_pct", "", 20211031, 0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_past_the_assumed_spread_comes_out),
        cmocka_unit_test(closed_years_of_the_city_are_what_is_learnt_from),
        cmocka_unit_test(a_project_without_a_plan_has_no_forecast_of_the_year),
        cmocka_unit_test(a_register_too_young_foresees_no_day_and_says_why),
        cmocka_unit_test(forecasts_hold_together_in_every_month),
        cmocka_unit_test(the_total_names_who_costs_the_plan_most),
        cmocka_unit_test(nothing_of_later_months_is_known_before),
        cmocka_unit_test(an_assessment_reads_the_projects_of_a_unit),
        cmocka_unit_test(an_assessment_knows_no_more_than_its_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
