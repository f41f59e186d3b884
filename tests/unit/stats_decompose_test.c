#include "digits.h"

#include <float.h>
#include <string.h>

#include "stats/autocorrelation.h"
#include "stats/decompose.h"
#include "stats/holt_winters.h"
#include "stats/stl.h"
#include "stats_decompose_anchors.h"

static void autocorrelations_and_kpss_are_those_of_r(void **state)
{
    (void)state;
    double least = 17, least_kpss = 17;
    for (size_t k = 0; k < COUNT(anchors); k++) {
        const Anchor *x = &anchors[k];
        double out[5], kpss = 0;
        Err e = {0};
        assert_true(autocorrelation(x->y, x->n, 4, out, &e));
        assert_true(kpss_level(x->y, x->n, kpss_lag_short(x->n), &kpss, &e));
        assert_true(out[0] == 1);
        least = fmin(least, row_digits(out + 1, x->acf, 4));
        least_kpss = fmin(least_kpss, digits(kpss, x->kpss));
    }
    static const double few[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
    double few_kpss = 0;
    Err e = {0};
    assert_true(kpss_level(few, COUNT(few), kpss_lag_long(COUNT(few)), &few_kpss, &e));
    assert_true(digits_of(few_kpss, 0.3960072001309, 1) > 12);
    print_message("autocorrelations %.1f, KPSS %.1f digits at least\n", least, least_kpss);
    assert_true(least > 9 && least_kpss > 9);
}

static void classical_figures_are_those_of_r(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double least = 17;
    for (size_t k = 0; k < COUNT(anchors); k++) {
        const Anchor *x = &anchors[k];
        Decomposition d;
        Err e = {0};
        if (x->period == 1)
            continue;
        DecomposeSpec spec = {.period = x->period, .multiplicative = true};
        assert_true(decompose_run(&spec, x->y, x->n, &d, a, &e));
        least = fmin(least, row_digits(d.figure, x->figure, x->period));
    }
    print_message("figures %.1f digits at least\n", least);
    assert_true(least > 9);
}

static void stl_is_that_of_r(void **state)
{
    (void)state;
    double season = 17, trend = 17;
    for (size_t k = 0; k < COUNT(anchors); k++) {
        AUTO(arena_free) Arena *a = arena_new();
        const Anchor *x = &anchors[k];
        Stl s;
        Err e = {0};
        if (x->period == 1)
            continue;
        assert_true(stl_run(&(StlSpec){.period = x->period}, x->y, x->n, &s, a, &e));
        season = fmin(season, row_digits(s.seasonal, x->periodic, x->period));
        trend = fmin(trend, row_digits(s.trend + x->n - 4, x->trend, 4));
    }
    print_message("season %.1f, trend %.1f digits at least\n", season, trend);
    assert_true(season > 9 && trend > 8.4); /* the trend is printed with 9 digits */
}

/* R takes for the median of the residuals of an even number of observations a value that is not always it
 * (its partial sort expects ascending places and gets descending ones). So the figures for an odd number are
 * the test, and of the even ones those where R happens to find the median. */
static void robust_stl_is_that_of_r_where_r_finds_the_median(void **state)
{
    (void)state;
    double season = 17, trend = 17, even = 17;
    for (size_t k = 0; k < COUNT(anchors); k++) {
        AUTO(arena_free) Arena *a = arena_new();
        const Anchor *x = &anchors[k];
        StlSpec spec = {.period = x->period, .s_window = 13, .robust = true};
        Stl s;
        Err e = {0};
        if (x->period == 1)
            continue;
        assert_true(stl_run(&spec, x->y, x->n - 1, &s, a, &e));
        season = fmin(season, row_digits(s.seasonal + x->n - 1 - x->period, x->odd, x->period));
        trend = fmin(trend, row_digits(s.trend + x->n - 5, x->odd_trend, 4));
        assert_true(stl_run(&spec, x->y, x->n, &s, a, &e));
        double d = row_digits(s.seasonal + x->n - x->period, x->robust, x->period);
        double d_trend = row_digits(s.trend + x->n - 4, x->robust_trend, 4);
        print_message("%s, even number: season %.1f, trend %.1f digits\n", x->name, d, d_trend);
        even = fmin(even, fmin(d, d_trend));
        if (x->y == johnson_johnson || x->y == uk_driver_deaths)
            assert_true(d > 9 && d_trend > 8.4);
    }
    print_message("odd number: season %.1f, trend %.1f digits at least\n", season, trend);
    assert_true(season > 10 && trend > 10 && even > 2.5);
}

static void additive_decomposition_is_that_of_r(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    static const double figure[] = {-24.748737373737, -36.188131313131, -2.241161616162};
    static const double remainder[] = {-42.62247474747, -42.07323232323};
    static const double short_series[] = {1, 4, 2, 7, 3, 9, 1, 5, 6};
    static const double short_figure[] = {-0.6481481481481, -0.3703703703704, 1.0185185185185};
    Decomposition d;
    Err e = {0};
    assert_true(decompose_run(&(DecomposeSpec){.period = 12}, air_passengers, 144, &d, a, &e));
    assert_true(row_digits(d.figure, figure, 3) > 12 && row_digits(d.remainder + 6, remainder, 2) > 11);
    assert_true(isnan(d.trend[5]) && isnan(d.remainder[138]) && !isnan(d.trend[137]));
    assert_true(decompose_run(&(DecomposeSpec){.period = 3}, short_series, 9, &d, a, &e));
    assert_true(row_digits(d.figure, short_figure, 3) > 12);
}

static void stl_takes_a_season_and_a_line_apart(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double y[75], worst[2] = {0};
    Stl s;
    Err e = {0};
    for (size_t t = 0; t < COUNT(y); t++)
        y[t] = 5 + 0.5 * (double)t + (t % 5 == 2 ? 8 : -2);
    for (int robust = 0; robust < 2; robust++) {
        y[40] += robust ? 100 : 0;
        StlSpec spec = {.period = 5, .s_window = 7, .s_degree = 1, .robust = robust, .t_jump = 100};
        assert_true(stl_run(&spec, y, COUNT(y), &s, a, &e));
        for (size_t t = 0; t < COUNT(y); t++) {
            worst[robust] = fmax(worst[robust], fabs(s.seasonal[t] - (t % 5 == 2 ? 8 : -2)));
            worst[robust] = fmax(worst[robust], fabs(s.trend[t] - 5 - 0.5 * (double)t));
            assert_near(s.seasonal[t] + s.trend[t] + s.remainder[t], y[t], 1e-12);
        }
    }
    print_message("off by %.1e, with an outlier by %.1e at most\n", worst[0], worst[1]);
    assert_true(worst[0] < 1e-12 && worst[1] < 1e-3 && s.weight[40] == 0 && s.weight[39] > 0);
}

static void holt_winters_is_that_of_r_for_given_weights(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    HoltWinters f;
    Err e = {0};
    double out[13];
    HoltWintersSpec air = {12, true, (const double[]){2.755924747e-01, 3.269295273e-02, 8.707292223e-01}};
    assert_true(holt_winters_fit(&air, air_passengers, 144, &f, a, &e));
    double d_air = digits(f.sse, 1.657077787e+04);
    HoltWintersSpec deaths = {12, false, (const double[]){0.5, 0.1, 0.3}};
    assert_true(holt_winters_fit(&deaths, us_acc_deaths, 72, &f, a, &e));
    holt_winters_forecast(&f, 13, out);
    double d_deaths = row_digits((const double[]){f.sse, f.level, f.trend},
                                 (const double[]){9796578.877554, 8875.93258469101, 21.34190661132}, 3);
    double d_ahead = row_digits((const double[]){out[0], out[6], out[12]},
                                (const double[]){7958.042678726, 10718.045277100, 8214.145558062}, 3);
    HoltWintersSpec gas = {4, true, (const double[]){0.2, 0.05, 0.6}};
    assert_true(holt_winters_fit(&gas, uk_gas, 108, &f, a, &e));
    holt_winters_forecast(&f, 5, out);
    double d_gas = row_digits(
        out,
        (const double[]){1253.4981498606, 638.9005956302, 336.6726283892, 851.5163561003, 1311.3913948298},
        5);
    assert_true(isnan(f.fitted[3]) && !isnan(f.fitted[4]));
    print_message("sum of squares %.1f, state %.1f, forecasts %.1f and %.1f digits\n", d_air, d_deaths,
                  d_ahead, d_gas);
    assert_true(d_air > 9.3 && d_deaths > 12 && d_ahead > 12 && d_gas > 12);
}

static void holt_winters_weights_are_no_worse_than_those_of_r(void **state)
{
    (void)state;
    static const struct {
        const double *y;
        size_t n, period;
        double add, mult;
    } r[] = {{us_acc_deaths, 72, 12, 8639347.23993, 7812308.56029},
             {air_passengers, 144, 12, 21860.1846219, 1.657077787e+04},
             {uk_gas, 108, 4, 124947.412689, 109759.187822},
             {johnson_johnson, 84, 4, 15.4058866049, 14.3531785279},
             {nottem, 240, 12, 1563.47387462, 1541.80748839},
             {uk_driver_deaths, 192, 12, 3904794.07215, 4178974.78674},
             {co2, 216, 12, 18.7202278423, 19.1555921762}};
    AUTO(arena_free) Arena *a = arena_new();
    for (size_t k = 0; k < 2 * COUNT(r); k++) {
        HoltWinters f;
        Err e = {0};
        HoltWintersSpec spec = {.period = r[k / 2].period, .multiplicative = k % 2};
        double want = k % 2 ? r[k / 2].mult : r[k / 2].add;
        assert_true(holt_winters_fit(&spec, r[k / 2].y, r[k / 2].n, &f, a, &e));
        print_message("%.6f %.6f %.6f: %.9g is %.2e of R's lower\n", f.alpha, f.beta, f.gamma, f.sse,
                      1 - f.sse / want);
        assert_true(f.sse <= want * (1 + 1e-9));
        if (r[k / 2].y == air_passengers && k % 2) {
            assert_near(f.alpha, 2.755924747e-01, 5e-5);
            assert_near(f.beta, 3.269295273e-02, 5e-5);
            assert_near(f.gamma, 8.707292223e-01, 5e-5);
        }
    }
}

static void fails_with(bool ok, const Err *e, ErrKind kind, const char *words)
{
    assert_false(ok);
    assert_int_equal(e->kind, kind);
    if (!strstr(e->msg, words))
        fail_msg("\"%s\" does not say \"%s\"", e->msg, words);
}

static void series_that_cannot_be_taken_apart_are_refused(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double y[40], out[5];
    Err e = {.lang = LANG_EN};
    Decomposition d;
    Stl s;
    HoltWinters f;
    DecomposeSpec ds = {.period = 4, .multiplicative = true};
    StlSpec ss = {.period = 4};
    HoltWintersSpec hs = {.period = 4, .multiplicative = true};
    for (size_t t = 0; t < COUNT(y); t++)
        y[t] = 10 + (double)(t % 4);
    fails_with(autocorrelation(y, 4, 4, out, &e), &e, ERR_DATA, "needs at least 5");
    fails_with(decompose_run(&ds, y, 7, &d, a, &e), &e, ERR_DATA, "two whole periods");
    fails_with(stl_run(&ss, y, 8, &s, a, &e), &e, ERR_DATA, "more than two");
    fails_with(holt_winters_fit(&hs, y, 8, &f, a, &e), &e, ERR_DATA, "more than two");
    fails_with(
        holt_winters_fit(&(HoltWintersSpec){2, true, NULL}, (const double[]){1, 1, 1, 195, 0}, 5, &f, a, &e),
        &e, ERR_DATA, "through zero"); /* the level ends at zero */
    y[5] = NAN;
    fails_with(autocorrelation(y, 40, 4, out, &e), &e, ERR_DATA, "Value 6");
    fails_with(decompose_run(&ds, y, 40, &d, a, &e), &e, ERR_DATA, "Value 6");
    fails_with(stl_run(&ss, y, 40, &s, a, &e), &e, ERR_DATA, "Value 6");
    fails_with(holt_winters_fit(&hs, y, 40, &f, a, &e), &e, ERR_DATA, "Value 6");
    for (size_t t = 0; t < COUNT(y); t++)
        y[t] = t % 2 ? 1.7e308 : -1.7e308;
    fails_with(autocorrelation(y, 40, 4, out, &e), &e, ERR_DATA, "another unit");
    fails_with(kpss_level(y, 40, 3, out, &e), &e, ERR_DATA, "another unit");
    fails_with(stl_run(&ss, y, 40, &s, a, &e), &e, ERR_DATA, "larger unit");
    fails_with(decompose_run(&ds, y, 40, &d, a, &e), &e, ERR_DATA, "additively");
    fails_with(holt_winters_fit(&hs, y, 40, &f, a, &e), &e, ERR_DATA, "additively");
    for (size_t t = 0; t < COUNT(y); t++)
        y[t] = 0.1;
    fails_with(autocorrelation(y, 40, 4, out, &e), &e, ERR_DATA, "are 0.1");
    ss.period = ds.period = hs.period = 1;
    fails_with(decompose_run(&ds, y, 40, &d, a, &e), &e, ERR_DATA, "no seasons");
    fails_with(stl_run(&ss, y, 40, &s, a, &e), &e, ERR_DATA, "no seasons");
    fails_with(holt_winters_fit(&hs, y, 40, &f, a, &e), &e, ERR_DATA, "no seasons");
    ss = (StlSpec){.period = 4, .outer = 1001};
    fails_with(stl_run(&ss, y, 40, &s, a, &e), &e, ERR_INVALID, "1001");
    hs = (HoltWintersSpec){4, false, (const double[]){0.5, 1.5, 0.5}};
    fails_with(holt_winters_fit(&hs, y, 40, &f, a, &e), &e, ERR_INVALID, "1.5");
}

static void constant_series_have_no_season(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    double y[30];
    Err e = {0};
    Stl s;
    HoltWinters f;
    for (size_t t = 0; t < COUNT(y); t++)
        y[t] = 7;
    for (int robust = 0; robust < 2; robust++) {
        assert_true(stl_run(&(StlSpec){.period = 4, .robust = robust}, y, COUNT(y), &s, a, &e));
        HoltWintersSpec spec = {.period = 4, .multiplicative = robust};
        assert_true(holt_winters_fit(&spec, y, COUNT(y), &f, a, &e));
        assert_near(f.level, 7, 1e-12);
        assert_near(s.trend[0], 7, 1e-12);
        assert_near(s.seasonal[29], 0, 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(autocorrelations_and_kpss_are_those_of_r),
        cmocka_unit_test(classical_figures_are_those_of_r),
        cmocka_unit_test(stl_is_that_of_r),
        cmocka_unit_test(robust_stl_is_that_of_r_where_r_finds_the_median),
        cmocka_unit_test(additive_decomposition_is_that_of_r),
        cmocka_unit_test(stl_takes_a_season_and_a_line_apart),
        cmocka_unit_test(holt_winters_is_that_of_r_for_given_weights),
        cmocka_unit_test(holt_winters_weights_are_no_worse_than_those_of_r),
        cmocka_unit_test(series_that_cannot_be_taken_apart_are_refused),
        cmocka_unit_test(constant_series_have_no_season),
    };
    int failed = cmocka_run_group_tests_name("stats decompose", tests, NULL, NULL);
    digits_say("stats decompose");
    return failed;
}
