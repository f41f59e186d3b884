#include "cm.h"

#include <math.h>
#include <string.h>

#include "stats/growth.h"
#include "stats/year_growth.h"

enum { M = 11, YEARS = 6 };

/* Six years of eleven periods and five of the next: a season, growth of 6 %, and noise that repeats. */
static size_t flows(double *y, double noise)
{
    size_t n = YEARS * M + 5;

    for (size_t t = 0; t < n; t++) {
        double wave = (double)((t * 37) % 19) / 19 - 0.5;
        y[t] = 100 * pow(1.06, (double)(t / M)) * (t % M == 0 ? 1.7 : 1 + 0.05 * (double)(t % 4)) *
               (1 + noise * wave);
    }
    return n;
}

static YearEndResult run(const double *y, size_t n, int m, SimdLevel simd, Arena *a)
{
    YearEndResult r;
    Err e = {.lang = LANG_EN};

    if (!year_end_run(&(YearEndSpec){m, simd}, y, n, &r, a, &e))
        fail_msg("%s", e.msg);
    return r;
}

/* R: pt(1, 4), pt(-2.5, 4), qt(0.9, 4), qt(0.975, 4), qt(0.005, 4) */
static void student_with_four_degrees_of_freedom_is_that_of_r(void **state)
{
    (void)state;
    assert_near(student4_cdf(1), 0.813049516849971, 1e-14);
    assert_near(student4_cdf(-2.5), 0.0333829125147405, 1e-5);
    assert_near(student4_quantile(0.9), 1.53320627405894, 1e-12);
    assert_near(student4_quantile(0.975), 2.77644510519779, 1e-12);
    assert_near(student4_quantile(0.005), -4.60409487135, 1e-10);
    for (double p = 0.001; p < 1; p += 0.0499)
        assert_near(student4_cdf(student4_quantile(p)), p, 1e-13);
}

static void what_is_observed_stays_and_the_rest_continues_it(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double y[YEARS * M + M], sum = 0;
    size_t n = flows(y, 0.1);
    YearEndResult r = run(y, n, M, SIMD_BEST, a);

    assert_int_equal(r.known, 5);
    for (int i = 0; i < M; i++) {
        sum += i < 5 ? y[YEARS * M + i] : 0;
        if (i < 5)
            assert_near(r.ytd[i], sum, 1e-9);
        else
            assert_true(r.ytd[i] > r.ytd[i - 1] && r.scale[i] > 0);
        assert_near(year_end_reaches(&r, i, year_end_quantile(&r, i, 0.3)), i < 5 ? 1 : 0.7, 1e-9);
    }
    double last = 0;
    for (size_t t = (YEARS - 1) * M; t < YEARS * M; t++)
        last += y[t];
    assert_near(r.ytd[M - 1] / last, 1.06, 0.02);
    double weights = 0;
    for (int k = 0; k < YEAR_END_MEMBERS; k++)
        weights += r.members[k].weight;
    assert_near(weights, 1, 1e-12);
}

static void the_range_narrows_as_the_year_goes_on(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double y[YEARS * M + M], width = INFINITY;

    for (size_t t = 0; t < COUNT(y); t++)
        y[t] = 100 + (double)((t * 37) % 19);
    for (size_t known = 1; known < M; known += 3) {
        YearEndResult r = run(y, YEARS * M + known, M, SIMD_BEST, a);
        double now = year_end_quantile(&r, M - 1, 0.9) / year_end_quantile(&r, M - 1, 0.1);
        assert_true(now < width && now > 1);
        width = now;
    }
}

static void every_width_of_vectors_gives_the_same_bits(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double y[YEARS * M + M];
    size_t n = flows(y, 0.2);
    YearEndResult first = run(y, n, M, SIMD_SSE2, a);

    for (int simd = SIMD_AVX2; simd < SIMD_LEVELS; simd++) {
        YearEndResult r = run(y, n, M, (SimdLevel)simd, a);
        assert_memory_equal(r.ytd, first.ytd, sizeof r.ytd);
        assert_memory_equal(r.scale, first.scale, sizeof r.scale);
    }
}

static void zeros_losses_constants_and_short_years_are_foreseen_too(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double y[60];

    for (size_t t = 0; t < COUNT(y); t++)
        y[t] = 7;
    YearEndResult r = run(y, 55, 12, SIMD_BEST, a);
    assert_near(r.ytd[11], 84, 0.01);
    for (size_t t = 0; t < COUNT(y); t++)
        y[t] = t % 3 ? 4 + (double)(t % 5) : -2;
    r = run(y, 55, 12, SIMD_BEST, a);
    assert_false(r.logs);
    assert_true(isfinite(r.ytd[11]) && year_end_quantile(&r, 11, 0.9) > r.ytd[11]);
    memset(y, 0, sizeof y);
    r = run(y, 30, 4, SIMD_BEST, a);
    assert_near(r.ytd[3], 0, 1e-9);
    for (size_t n = 5; n < 12; n++) {
        r = run((const double[]){10, 12, 11, 15, 10.5, 12.8, 11.7, 15.9, 11, 13, 12.2}, n, 4, SIMD_BEST, a);
        assert_true(r.ytd[3] > 40 && r.ytd[3] < 65 && r.scale[3] > 0.005);
    }
}

static void flows_of_any_size_give_numbers(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double tiny[90] = {138, 1e-10, 138};
    const double fallen[] = {12, 12, 12, 4, 5e-324};
    const double huge[] = {195, 195, 195, 195, 195, 1e100, 195, 195, 1e100, 195, 195, 1e100, 1e100, 1e100};

    for (size_t t = 3; t < COUNT(tiny); t++)
        tiny[t] = 5e-324;
    const struct {
        const double *y;
        size_t n;
        int m;
    } cases[] = {{tiny, COUNT(tiny), 2}, {fallen, COUNT(fallen), 2}, {huge, COUNT(huge), 3}};
    for (size_t k = 0; k < COUNT(cases); k++) {
        YearEndResult r = run(cases[k].y, cases[k].n, cases[k].m, SIMD_BEST, a);
        for (int i = 0; i < r.m; i++)
            assert_true(isfinite(r.ytd[i]) && isfinite(r.scale[i]) && r.scale[i] >= 0);
        double p = year_end_reaches(&r, r.m - 1, 1e-300);
        assert_true(isfinite(r.unrest) && p >= 0 && p <= 1);
    }
    assert_true(student4_cdf(1e200) == 1 && student4_cdf(-1e200) == 0);
    assert_near(student4_cdf(-1e5) / 3e-20, 1, 1e-6); /* 3 / t^4: the tail keeps its digits */
}

static void numbers_that_cannot_be_used_are_refused(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double y[20] = {1, 2, 3, NAN, 5, 6, 7, 8};
    YearEndResult r;
    Err e = {.lang = LANG_EN};

    assert_false(year_end_run(&(YearEndSpec){.m = 4}, y, 8, &r, a, &e));
    assert_non_null(strstr(e.msg, "value 4"));
    assert_false(year_end_run(&(YearEndSpec){.m = 4}, y, 4, &r, a, &e));
    assert_int_equal(e.kind, ERR_DATA);
    assert_false(year_end_run(&(YearEndSpec){.m = 13}, y, 14, &r, a, &e));
    assert_int_equal(e.kind, ERR_INVALID);
}

/* Growth of 10 % to the first half, which weighs 40 %, and 7 % for the year: the second half has (7 - 4)/0.6.
 */
static void implied_growth_and_required_growth_undo_each_other(void **state)
{
    (void)state;
    double r[2];

    growth_implied((const double[]){10, 7}, (const double[]){0.4, 1}, 2, r);
    assert_near(r[0], 10, 1e-12);
    assert_near(r[1], 5, 1e-12);
    assert_near(growth_required(7, 10, 0.4), 5, 1e-12);
    assert_true(isnan(growth_required(7, 10, 1)));
    /* FORECASTING 5c: a November of 8 % of the year is known to within 1.2 points */
    assert_near(growth_implied_half(0.84, 0.92, 0.1), 1.1, 1e-12);
}

static void one_odd_month_does_not_lead_growth_astray(void **state)
{
    (void)state;
    double r[30];

    for (size_t t = 0; t < COUNT(r); t++)
        r[t] = 6 + (double)(t % 3);
    r[24] = 300;
    r[25] = NAN;
    growth_pull_in(r, COUNT(r), 55, 11);
    assert_true(r[24] > 8 && r[24] < 15 && isnan(r[25]));
    assert_near(r[26], 8, 0);
    assert_true(growth_smoothed(r, COUNT(r), 0.15) < 9);
    assert_true(isnan(growth_smoothed(r + 25, 1, 0.15)));
}

/* Published growth stays: the year's growth is that to date and the rest's, by the base year's weights. */
static void growth_of_the_year_is_put_together_from_what_is_published(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double g[4 * M], share[4 * M];
    YearGrowth out;
    Err e = {.lang = LANG_EN};

    for (size_t t = 0; t < COUNT(g); t++) {
        g[t] = 5 + 0.1 * (double)(t % 4);
        share[t] = (double)(t % M + 2) / 12;
    }
    YearGrowthData d = {.m = M, .cumulated = g, .share = share, .n = 3 * M + 6, .unit = 0.1};
    assert_true(year_growth_run(&d, &out, a, &e));
    assert_near(out.share, 7.0 / 12, 1e-12);
    assert_near(out.cumulated, g[3 * M + 5], 0);
    assert_true(out.growth > 4 && out.growth < 7);
    double rest = (out.growth - out.cumulated * out.share) / (1 - out.share);
    assert_near(year_growth_of_rest(&out, rest), out.growth, 1e-12);
    double q = year_growth_quantile(&out, 0.25);
    assert_near(year_growth_reaches(&out, q + 0.05), 0.75, 1e-9); /* 5.05 is published as 5.1 */
    share[3] = 0;
    assert_false(year_growth_run(&d, &out, a, &e));
    assert_non_null(strstr(e.msg, "period 4"));
    share[3] = 0.5;
    g[4] = 1e300;
    assert_false(year_growth_run(&d, &out, a, &e));
    assert_non_null(strstr(e.msg, "period 5"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(student_with_four_degrees_of_freedom_is_that_of_r),
        cmocka_unit_test(what_is_observed_stays_and_the_rest_continues_it),
        cmocka_unit_test(the_range_narrows_as_the_year_goes_on),
        cmocka_unit_test(every_width_of_vectors_gives_the_same_bits),
        cmocka_unit_test(zeros_losses_constants_and_short_years_are_foreseen_too),
        cmocka_unit_test(flows_of_any_size_give_numbers),
        cmocka_unit_test(numbers_that_cannot_be_used_are_refused),
        cmocka_unit_test(implied_growth_and_required_growth_undo_each_other),
        cmocka_unit_test(one_odd_month_does_not_lead_growth_astray),
        cmocka_unit_test(growth_of_the_year_is_put_together_from_what_is_published),
    };
    return cmocka_run_group_tests_name("stats year end", tests, NULL, NULL);
}
