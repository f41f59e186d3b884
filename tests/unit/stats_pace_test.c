#include "cm.h"

#include <string.h>

#include "cm_arena.h"
#include "stats/elementary.h"
#include "stats/pace.h"
#include "stats/random.h"

static const double season[PACE_MONTHS] = {0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.58, 0.66, 0.76, 0.84, 0.92, 1};

/* A project of a plan that follows the season; completed as far as `known` tells, at `pace` of the plan. */
static PaceYear project(double plan, double pace, int known, PaceStage stage)
{
    PaceYear y = {.year = 2020};

    for (int k = 0; k < PACE_MONTHS; k++) {
        y.plan[k] = plan * season[k];
        y.done[k] = k <= known ? plan * season[k] * pace : NAN;
        y.stage[k] = stage;
    }
    return y;
}

static PacePast *learn(PaceSpec s, const PaceYear *years, size_t n)
{
    PacePast *past = NULL;
    Err e = {.lang = LANG_EN};

    memcpy(s.season, season, sizeof season);
    if (!pace_learn(&s, years, n, &past, arena, &e))
        fail_msg("%s", e.msg);
    return past;
}

static PaceResult run(const PacePast *past, PaceYear y)
{
    PaceResult r;
    Err e = {.lang = LANG_EN};

    if (!pace_run(past, &y, &r, arena, &e))
        fail_msg("%s", e.msg);
    return r;
}

/* By hand, June, 100 planned, 40 of 50 completed: the plan has 50 left, the season says 40 more; half of
 * each: 85. */
static void without_a_past_plan_and_season_are_heard_alike(void **state)
{
    (void)state;
    PacePast *past = learn((PaceSpec){.month = 5, .prior = -1}, NULL, 0);
    PaceResult r = run(past, project(100, 0.8, 5, PACE_ENTERED));

    assert_near(pace_plan_weight(past), 0.5, 0);
    assert_near(pace_common(past), 0.2, 0);
    assert_near(r.rest, 45, 1e-12);
    assert_near(prospect_quantile(&r.end, 0.5), 85, 1e-12);
    assert_true(r.reach <= 0 && r.near <= 0);
    r = run(past, project(100, 1, 5, PACE_ENTERED));
    assert_near(r.reach, 1, 0);
    r = run(past, project(100, 0, -1, PACE_NOT_STARTED)); /* nothing completed: the plan alone */
    assert_near(r.mean, 50, 1e-12);
    assert_int_equal(r.unheard, 6);
    PaceYear bare = project(100, 0.8, 5, PACE_ENTERED);
    for (int k = 0; k < PACE_MONTHS - 1; k++)
        bare.plan[k] = NAN; /* an annual plan alone goes with the season */
    assert_near(run(past, bare).mean, 85, 1e-12);
    r = run(learn((PaceSpec){.month = 5}, NULL, 0), project(100, 0.8, 5, PACE_ENTERED));
    assert_near(prospect_quantile(&r.end, 0.1), 44.5, 1e-9); /* the built-in guess: 0.1 and 1.3 of the rest */
    assert_near(prospect_quantile(&r.end, 0.9), 40 + 1.3 * 45, 1e-9);
}

/* Past: what is not started in June ends with nothing; what is entered keeps its pace. */
static void stages_and_the_past_decide(void **state)
{
    (void)state;
    PaceYear years[60];
    for (size_t i = 0; i < COUNT(years); i++) {
        bool started = i % 2;
        years[i] = project(100, started ? 0.7 + 0.01 * (double)(i % 7) : 0, PACE_MONTHS,
                           started ? PACE_ENTERED : PACE_NOT_STARTED);
        years[i].year = 2015 + (int)(i / 12);
    }
    PacePast *past = learn((PaceSpec){.month = 5}, years, COUNT(years));
    assert_near(pace_plan_weight(past), 0, 0); /* the pace tells, the plan does not */
    PaceResult r = run(past, project(100, 0.7, 5, PACE_ENTERED));
    assert_true(prospect_quantile(&r.end, 0.5) > 65 && prospect_quantile(&r.end, 0.5) < 77);
    assert_true(r.reach < 0.2);
    PaceResult late = run(past, project(100, 0, 5, PACE_NOT_STARTED));
    assert_true(prospect_quantile(&late.end, 0.5) < 5 && late.reach < 0.1);
    r = run(past, project(100, 1.02, 5, PACE_COMPLETED));
    assert_near(r.mean, 51, 1e-9); /* those that were not completed have nothing to say of it */
    r = run(learn((PaceSpec){.month = 5}, NULL, 0), project(100, 1.02, 5, PACE_COMPLETED));
    assert_near(prospect_quantile(&r.end, 0.99), 51, 1e-9);
    assert_near(prospect_quantile(&r.end, 0.01), 51, 1e-9);
}

static void what_is_completed_stays_and_quantiles_rise(void **state)
{
    (void)state;
    PaceYear years[20];
    for (size_t i = 0; i < COUNT(years); i++) {
        years[i] = project(50, 0.5 + 0.05 * (double)i, PACE_MONTHS, PACE_ENTERED);
        years[i].done[11] *= i % 3 ? 1.1 : 0.7; /* some have their figures corrected downwards */
    }
    PacePast *past = learn((PaceSpec){.month = 8}, years, COUNT(years));
    for (double pace = 0; pace < 2; pace += 0.3) {
        PaceYear y = project(100, pace, 8, PACE_ENTERED);
        PaceResult r = run(past, y);
        double before = y.done[8];
        for (double p = 0.02; p < 1; p += 0.02) {
            double q = prospect_quantile(&r.end, p);
            assert_true(q >= before - 1e-9 && q < 400);
            before = q;
        }
        assert_true(r.reach >= (pace >= 1.35 ? 1 : 0) && r.reach <= 1);
    }
}

/* Nine months known of a plan of months that nobody keeps to alike: plans of 1 to 1000, pace and rest by
 * chance. */
static PaceYear chance(uint64_t i)
{
    double u = random_uniform(5, 4 * i), own = 0.3 + 0.9 * random_uniform(5, 4 * i + 1);
    PaceYear y = project(1 + 999 * u * u, own, PACE_MONTHS,
                         random_uniform(5, 4 * i + 3) < 0.5 ? PACE_STARTED : PACE_ENTERED);
    double rest = y.done[11] - y.done[6];
    y.done[11] = y.done[6] + rest * 2 * random_uniform(5, 4 * i + 2);
    y.year = 2010 + (int)(i % 8);
    return y;
}

static void ranges_hold_as_often_as_they_say(void **state)
{
    (void)state;
    static PaceYear years[200];
    int inside = 0, below = 0, reached = 0, n = 400;
    double said = 0;

    for (size_t i = 0; i < COUNT(years); i++)
        years[i] = chance(i);
    PacePast *past = learn((PaceSpec){.month = 6}, years, COUNT(years));
    for (int i = 0; i < n; i++) {
        PaceYear y = chance(1000 + (uint64_t)i);
        double end = y.done[11];
        for (int k = 7; k < PACE_MONTHS; k++)
            y.done[k] = NAN;
        PaceResult r = run(past, y);
        inside += prospect_quantile(&r.end, 0.1) <= end && end <= prospect_quantile(&r.end, 0.9);
        below += end <= prospect_quantile(&r.end, 0.5);
        reached += end >= r.plan;
        said += r.reach;
    }
    assert_in_range(inside * 100 / n, 76, 84);
    assert_in_range(below * 100 / n, 45, 55);
    assert_near(said / n, (double)reached / n, 0.04);
}

static PaceTotal total(const PaceResult *r, size_t n, double common)
{
    PaceTotal t;
    Err e = {.lang = LANG_EN};

    if (!pace_total(r, n, (PaceDraw){common, 7}, &t, arena, &e))
        fail_msg("%s", e.msg);
    return t;
}

/* Not 80 %: there a tenth of the built-in guess ends and the next begins. */
static double width(const PaceTotal *t)
{
    return pace_total_quantile(t, 0.85) - pace_total_quantile(t, 0.15);
}

static void the_range_of_a_total_lies_between_independence_and_the_sum_of_ranges(void **state)
{
    (void)state;
    PaceResult r[40];
    PacePast *past = learn((PaceSpec){.month = 5}, NULL, 0);
    double plain = 0, mean = 0;

    for (size_t i = 0; i < COUNT(r); i++) {
        r[i] = run(past, project(100 + (double)i, 0.8, 5, PACE_ENTERED));
        plain += prospect_quantile(&r[i].end, 0.85) - prospect_quantile(&r[i].end, 0.15);
        mean += r[i].mean;
    }
    PaceTotal none = total(r, COUNT(r), 0), some = total(r, COUNT(r), 0.2), all = total(r, COUNT(r), 1);
    assert_near(width(&all) / plain, 1, 0.05);
    assert_near(width(&none) / plain, 1 / sqrt(40), 0.03); /* nearly: the single ones are not normal */
    assert_true(width(&some) > 2 * width(&none) && width(&some) < 0.7 * width(&all));
    assert_near(some.mean, mean, 1e-9);
    assert_near(pace_total_quantile(&some, 0.5) / mean, 1, 0.03);
    assert_near(pace_total_reaches(&some, pace_total_quantile(&some, 0.25)), 0.75, 0.001);
    PaceTotal one = total(r, 1, 0.5); /* of one project it is that of the project, whatever is shared */
    for (double p = 0.05; p < 1; p += 0.1)
        assert_near(pace_total_quantile(&one, p), prospect_quantile(&r[0].end, p), 1e-9);
    assert_true(some.reach > none.reach); /* far from the mean, what is shared helps */
    PaceTotal again = total(r, COUNT(r), 0.2);
    assert_memory_equal(again.draws, some.draws, PACE_DRAWS * sizeof *some.draws);
}

static void the_ten_that_cost_most_are_named_in_order(void **state)
{
    (void)state;
    PaceResult r[25];
    PacePast *past = learn((PaceSpec){.month = 5, .prior = -1}, NULL, 0);

    for (size_t i = 0; i < COUNT(r);
         i++) /* gaps of 0 up to 12, in no order, every other one ahead of its plan */
        r[i] = run(past, project(100, i % 2 ? 1.1 : 1 - 0.01 * (double)((i * 7) % 25), 5, PACE_ENTERED));
    PaceTotal t = total(r, COUNT(r), 0.2);
    assert_int_equal(t.n_worst, PACE_WORST);
    for (size_t i = 0; i < t.n_worst; i++) {
        assert_near(t.worst[i].gap, r[t.worst[i].project].plan - r[t.worst[i].project].mean, 1e-12);
        assert_true(i == 0 || t.worst[i].gap <= t.worst[i - 1].gap);
    }
    for (size_t i = 0, larger = 0; i < COUNT(r); i++, larger = 0) {
        for (size_t k = 0; k < COUNT(r); k++)
            larger += r[k].plan - r[k].mean > r[i].plan - r[i].mean;
        assert_true(larger > 0 || t.worst[0].project == i);
    }
    t = total(r + 1, 1, 0);
    assert_int_equal(t.n_worst, 0);
}

static void what_years_have_in_common_is_found(void **state)
{
    (void)state;
    static PaceYear years[800];
    for (int shared = 0; shared < 2; shared++) {
        for (size_t i = 0; i < COUNT(years); i++) {
            int year = (int)(i / 40);
            double z =
                shared ? 1.4 * random_normal(3, (uint64_t)year) + random_normal(4, i) : random_normal(4, i);
            years[i] = project(100, 0.8, PACE_MONTHS, PACE_ENTERED);
            years[i].done[11] = years[i].done[5] + 40 + 5 * z;
            years[i].year = year;
        }
        PacePast *past = learn((PaceSpec){.month = 5}, years, COUNT(years));
        if (shared) /* 1.96 / 2.96 = 0.66 */
            assert_true(pace_common(past) > 0.35 && pace_common(past) < 0.75);
        else
            assert_near(pace_common(past), 4 * 0.2 / 24, 0.02);
    }
}

static void the_season_is_learnt_where_it_is_not_given(void **state)
{
    (void)state;
    PaceYear years[40];
    PacePast *past;
    Err e = {.lang = LANG_EN};

    for (size_t i = 0; i < COUNT(years); i++)
        years[i] = project(1 + (double)i, 0.9, PACE_MONTHS, PACE_ENTERED);
    assert_true(pace_learn(&(PaceSpec){.month = 5}, years, COUNT(years), &past, arena, &e));
    for (int k = 0; k < PACE_MONTHS; k++) /* forty beside two of an even year */
        assert_near(pace_season(past, k), (40 * season[k] + 2 * (k + 1) / 12.0) / 42, 1e-12);
}

static void figures_that_cannot_be_are_refused(void **state)
{
    (void)state;
    PaceYear y = project(100, 1, 5, PACE_ENTERED);
    PacePast *past;
    PaceResult r;
    PaceTotal t;
    Err e = {.lang = LANG_EN};

    assert_false(pace_learn(&(PaceSpec){.month = 11}, NULL, 0, &past, arena, &e));
    assert_int_equal(e.kind, ERR_INVALID);
    PaceSpec odd = {.month = 3, .season = {0.5, 0.4}};
    odd.season[11] = 1;
    assert_false(pace_learn(&odd, NULL, 0, &past, arena, &e));
    assert_non_null(strstr(e.msg, "month 2"));
    assert_true(pace_learn(&(PaceSpec){.month = 3}, NULL, 0, &past, arena, &e));
    y.plan[11] = 0;
    assert_false(pace_run(past, &y, &r, arena, &e));
    assert_non_null(strstr(e.msg, "annual plan"));
    y.plan[11] = 100;
    y.done[4] = INFINITY;
    assert_false(pace_run(past, &y, &r, arena, &e));
    y.done[4] = 1;
    y.stage[3] = (PaceStage)9;
    assert_false(pace_run(past, &y, &r, arena, &e));
    assert_false(pace_total(&r, 0, (PaceDraw){0}, &t, arena, &e));
    assert_false(pace_total(&r, 1, (PaceDraw){.common = 1.5}, &t, arena, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_past_plan_and_season_are_heard_alike),
        cmocka_unit_test(stages_and_the_past_decide),
        cmocka_unit_test(what_is_completed_stays_and_quantiles_rise),
        cmocka_unit_test(ranges_hold_as_often_as_they_say),
        cmocka_unit_test(the_range_of_a_total_lies_between_independence_and_the_sum_of_ranges),
        cmocka_unit_test(the_ten_that_cost_most_are_named_in_order),
        cmocka_unit_test(what_years_have_in_common_is_found),
        cmocka_unit_test(the_season_is_learnt_where_it_is_not_given),
        cmocka_unit_test(figures_that_cannot_be_are_refused),
    };
    return cmocka_run_group_tests_name("stats pace", tests, begin, end);
}
