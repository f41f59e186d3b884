#include "cm.h"
#include "cm_arena.h"

#include <math.h>
#include <string.h>

#include "stats/forecast.h"
#include "stats/random.h"

enum { LONGEST = 400 };

/* A trend with a season and noise, all from one seed. */
static void make_series(uint64_t seed, size_t n, int m, double *y)
{
    for (size_t t = 0; t < n; t++) {
        double season = m > 1 && t % (size_t)m == (size_t)m / 2 ? 30 : 0;
        y[t] = 100 + 0.5 * (double)t + season + 4 * random_normal(seed, t);
    }
}

static ForecastResult run(int m, size_t h, const double *y, size_t n)
{
    ForecastSpec spec = {.m = m, .h = h};
    ForecastResult r;
    Err e = {.lang = LANG_EN};
    if (!forecast_run(&spec, y, n, &r, arena, &e))
        fail_msg("%s", e.msg);
    return r;
}

static void refused(ForecastSpec spec, const double *y, size_t n, const char *words)
{
    ForecastResult r;
    Err e = {.lang = LANG_EN};
    assert_false(forecast_run(&spec, y, n, &r, arena, &e));
    if (!strstr(e.msg, words))
        fail_msg("\"%s\" does not say \"%s\"", e.msg, words);
}

static void every_width_of_the_vectors_gives_the_same_bits(void **state)
{
    (void)state;
    double y[LONGEST];
    for (uint64_t seed = 1; seed < 30; seed++) {
        size_t n = 3 + 12 * seed;
        int m = seed % 3 == 0 ? 1 : seed % 3 == 1 ? 4 : 12;
        make_series(seed, n, m, y);
        for (int method = 0; method <= MEMBERS; method++) {
            double mean[3][18], upper[3][36];
            for (int i = 0; i < 3; i++) {
                ForecastSpec spec = {.m = m, .h = 18, .method = method, .simd = (SimdLevel)(SIMD_SSE2 + i)};
                ForecastResult r;
                Err e = {.lang = LANG_EN};
                assert_true(forecast_run(&spec, y, n, &r, arena, &e));
                memcpy(mean[i], r.mean, sizeof mean[i]);
                memcpy(upper[i], r.upper, sizeof upper[i]);
            }
            for (int i = 1; i < 3; i++) {
                assert_memory_equal(mean[0], mean[i], sizeof mean[0]);
                assert_memory_equal(upper[0], upper[i], sizeof upper[0]);
            }
        }
    }
}

static void scaling_by_a_power_of_two_scales_the_forecast_exactly(void **state)
{
    (void)state;
    double y[LONGEST], z[LONGEST];
    make_series(7, 96, 12, y);
    for (size_t t = 0; t < 96; t++)
        z[t] = y[t] * 0x1p40;
    ForecastResult a = run(12, 12, y, 96), b = run(12, 12, z, 96);
    for (size_t j = 0; j < 12; j++) {
        assert_true(b.mean[j] == a.mean[j] * 0x1p40);
        assert_true(b.upper[j] == a.upper[j] * 0x1p40);
    }
}

static void a_constant_goes_on_with_ranges_of_no_width(void **state)
{
    (void)state;
    double y[60];
    static const double values[] = {0, 5, -3, 1e300, 1e-300};
    for (size_t i = 0; i < COUNT(values); i++)
        for (size_t n = 3; n <= 60; n += 19) {
            for (size_t t = 0; t < n; t++)
                y[t] = values[i];
            ForecastResult r = run(12, 6, y, n);
            for (size_t j = 0; j < 6; j++) {
                assert_near(r.mean[j], values[i], 1e-9 * fabs(values[i]));
                assert_near(r.lower[6 + j], values[i], 1e-6 * fabs(values[i]));
            }
        }
}

static double kept_season(double height, uint64_t seed)
{
    double y[96], work[96];
    SeasonFactors season;
    for (size_t t = 0; t < 96; t++)
        y[t] = 100 + (t % 12 == 6 ? height : 0) + 4 * random_normal(seed, t);
    season_estimate(&(SeasonSpec){.m = 12, .decay = 0.8, .shrunk = true}, y, 96, work, &season);
    return season.kept;
}

/* Expected under chance alone: a spread about as large as its error. */
static void a_season_is_believed_as_far_as_it_rises_above_chance(void **state)
{
    (void)state;
    double noise = 0, faint = 0, clear = 0;
    for (uint64_t seed = 0; seed < 50; seed++) {
        noise += kept_season(0, seed) / 50;
        faint += kept_season(6, seed) / 50;
        clear += kept_season(60, seed) / 50;
    }
    assert_true(noise < 0.25);
    assert_true(faint > noise + 0.1 && faint < 0.8);
    assert_true(clear > 0.98);
}

static void errors_of_late_weigh_more_in_the_range(void **state)
{
    (void)state;
    double calm[120], wild[120];
    for (size_t t = 0; t < 120; t++) {
        double e = random_normal(3, t);
        calm[t] = 1000 + (t < 84 ? 20 : 5) * e;
        wild[t] = 1000 + (t < 36 ? 5 : 20) * e;
    }
    ForecastResult a = run(12, 6, calm, 120), b = run(12, 6, wild, 120);
    for (size_t j = 0; j < 6; j++)
        assert_true(1.5 * a.half95[j] < b.half95[j]);
}

static void a_straight_line_is_continued(void **state)
{
    (void)state;
    double y[40];
    for (size_t t = 0; t < 40; t++)
        y[t] = 50 + 2 * (double)t;
    ForecastResult r = run(1, 3, y, 40);
    /* the combination holds the naive forecast and logarithms, so it goes most of the way */
    for (size_t j = 0; j < 3; j++) {
        assert_true(r.mean[j] > y[39] + (double)j);
        assert_true(r.mean[j] < y[39] + 3 * (double)(j + 1));
    }
}

static void nothing_below_zero_is_foreseen_where_nothing_was_negative(void **state)
{
    (void)state;
    double y[48];
    for (size_t t = 0; t < 48; t++)
        y[t] = t % 5 == 0 ? 0 : 3 + 3 * random_uniform(3, t);
    ForecastResult r = run(12, 12, y, 48);
    assert_true(r.non_negative);
    for (size_t j = 0; j < 12; j++)
        assert_true(r.lower[12 + j] >= 0 && r.mean[j] >= r.lower[j] && r.upper[j] >= r.mean[j]);
    y[10] = -1;
    assert_false(run(12, 12, y, 48).non_negative);
}

static void gaps_are_filled_from_the_same_month_and_the_ends_are_left_out(void **state)
{
    (void)state;
    double whole[96], holes[100];
    make_series(11, 96, 12, whole);
    for (size_t t = 0; t < 100; t++)
        holes[t] = t < 2 || t >= 98 ? NAN : whole[t - 2];
    ForecastResult a = run(12, 6, whole, 96), b = run(12, 4, holes, 100);
    assert_int_equal(b.n_used, 96);
    for (size_t j = 0; j < 4; j++)
        assert_true(b.mean[j] ==
                    a.mean[j + 2]); /* two months at the end are missing: the horizon starts later */
    holes[50] = holes[51] = NAN;
    b = run(12, 4, holes, 100);
    assert_int_equal(b.n_filled, 2);
    for (size_t j = 0; j < 4; j++)
        assert_true(fabs(b.mean[j] - a.mean[j + 2]) < 0.05 * a.mean[j + 2]);
}

static void a_level_shift_is_followed(void **state)
{
    (void)state;
    double y[60];
    for (size_t t = 0; t < 60; t++)
        y[t] = (t < 40 ? 100 : 200) + 3 * random_normal(5, t);
    ForecastResult r = run(1, 3, y, 60);
    assert_true(r.mean[0] > 180 && r.mean[0] < 240);
}

static void an_outlier_widens_the_range(void **state)
{
    (void)state;
    double y[60];
    for (size_t t = 0; t < 60; t++)
        y[t] = 100 + 3 * random_normal(5, t);
    ForecastResult r = run(1, 1, y, 60);
    double width = r.upper[1] - r.lower[1];
    y[30] = 1000;
    ForecastResult o = run(1, 1, y, 60);
    assert_true(o.upper[1] - o.lower[1] > 2 * width);
    assert_true(o.mean[0] < 200);
}

static void what_cannot_be_forecast_is_refused_with_a_sentence(void **state)
{
    (void)state;
    double y[] = {1, NAN, 2, INFINITY};
    refused((ForecastSpec){.h = 1}, y, 3, "the number of values is 2");
    refused((ForecastSpec){.h = 1}, y, 4, "value 4 is infinite");
    refused((ForecastSpec){.h = 0}, y, 3, "horizon of 0");
    refused((ForecastSpec){.h = 1, .m = 60}, y, 3, "a season of 60");
    refused((ForecastSpec){.h = 1, .n_levels = 1, .level = {100}}, y, 3, "level of 100");
    double large[] = {1e308, 1.7e308, 1e308, 1.7e308, 1.7e308};
    ForecastSpec spec = {.h = 12};
    ForecastResult r;
    Err e = {.lang = LANG_EN};
    if (!forecast_run(&spec, large, 5, &r, arena, &e))
        assert_non_null(strstr(e.msg, "larger unit"));
}

static void a_success_is_made_of_numbers_however_large_and_however_sure(void **state)
{
    (void)state;
    double y[40], paths[12 * 8];
    size_t done = 0;
    for (double scale = 1e304; scale < 1.7e308; scale *= 1.5) {
        make_series(9, COUNT(y), 1, y);
        for (size_t t = 0; t < COUNT(y); t++)
            y[t] *= scale / 130 * (t % 2 ? 1 : -1);
        ForecastSpec spec = {.h = 12, .n_levels = 2, .level = {50, nextafter(100, 0)}};
        ForecastResult r;
        Err e = {.lang = LANG_EN};
        if (!forecast_run(&spec, y, COUNT(y), &r, arena, &e)) {
            assert_non_null(strstr(e.msg, "larger unit"));
            continue;
        }
        done++;
        forecast_paths(&r, 1, 8, paths, arena);
        for (size_t i = 0; i < COUNT(paths); i++)
            assert_true(isfinite(paths[i]));
        for (size_t j = 0; j < 12; j++)
            assert_true(isfinite(r.lower[12 + j]) && isfinite(r.upper[12 + j]) &&
                        r.lower[12 + j] <= r.lower[j]);
    }
    print_message("%zu of the scales are within reach\n", done);
    assert_true(done > 5 && done < 24);
}

static void paths_have_the_ranges_of_the_forecast(void **state)
{
    (void)state;
    enum { PATHS = 20000, H = 6 };
    double y[LONGEST], *paths = NEW_N(arena, double, PATHS *H), *again = NEW_N(arena, double, PATHS *H);
    make_series(3, 120, 12, y);
    ForecastResult r = run(12, H, y, 120);
    forecast_paths(&r, 42, PATHS, paths, arena);
    forecast_paths(&r, 42, PATHS, again, arena);
    assert_memory_equal(paths, again, PATHS * H * sizeof(double));
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < H; j++) {
            double inside = 0;
            for (size_t k = 0; k < PATHS; k++)
                inside += paths[k * H + j] >= r.lower[i * H + j] && paths[k * H + j] <= r.upper[i * H + j];
            assert_near(100 * inside / PATHS, r.level[i], 1);
        }
}

static void the_normal_distribution_is_that_of_the_tables(void **state)
{
    (void)state;
    static const double z_and_p[][2] = {{0, 0.5},
                                        {1.2815515655446004, 0.9},
                                        {1.959963984540054, 0.975},
                                        {2.5758293035489004, 0.995},
                                        {-4.264890793922825, 1e-5}};
    for (size_t i = 0; i < COUNT(z_and_p); i++) {
        assert_near(normal_cdf(z_and_p[i][0]), z_and_p[i][1], 1e-14);
        assert_near(normal_quantile(z_and_p[i][1]), z_and_p[i][0], 1e-11);
    }
    for (double z = -8; z <= 5; z += 0.37)
        assert_near(normal_quantile(normal_cdf(z)), z, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_width_of_the_vectors_gives_the_same_bits),
        cmocka_unit_test(scaling_by_a_power_of_two_scales_the_forecast_exactly),
        cmocka_unit_test(a_constant_goes_on_with_ranges_of_no_width),
        cmocka_unit_test(a_season_is_believed_as_far_as_it_rises_above_chance),
        cmocka_unit_test(errors_of_late_weigh_more_in_the_range),
        cmocka_unit_test(a_straight_line_is_continued),
        cmocka_unit_test(nothing_below_zero_is_foreseen_where_nothing_was_negative),
        cmocka_unit_test(gaps_are_filled_from_the_same_month_and_the_ends_are_left_out),
        cmocka_unit_test(a_level_shift_is_followed),
        cmocka_unit_test(an_outlier_widens_the_range),
        cmocka_unit_test(what_cannot_be_forecast_is_refused_with_a_sentence),
        cmocka_unit_test(a_success_is_made_of_numbers_however_large_and_however_sure),
        cmocka_unit_test(paths_have_the_ranges_of_the_forecast),
        cmocka_unit_test(the_normal_distribution_is_that_of_the_tables),
    };
    return cmocka_run_group_tests_name("stats forecast", tests, begin, end);
}
