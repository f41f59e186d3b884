/* forecast: a long table in, mean and ranges or paths out. */
#include "cm.h"

#include "cli_world.h"

static void write_file(World *w, const char *name, const char *text)
{
    FILE *file = fopen(tmp_file(&w->tmp, name), "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/* Series of several frequencies and lengths, with a gap, zeros, negatives and a constant. */
static void write_many(World *w, Buf *b, int series)
{
    buf_str(b, "id,period,value\n");
    for (int i = 0; i < series; i++)
        for (int t = 0; t < 30 + i % 7; t++) {
            int year = 2000 + t, month = t % 12 + 1;
            double v = i % 5 == 0 ? 7 : i % 5 == 1 ? (t * 37 + i) % 11 - 5 : 50 + (t * 13 + i * 7) % 9 + t;
            if (i % 5 == 2 && t == 12)
                continue;
            if (i % 3 == 0)
                buf_printf(b, "s%d,%d,%g\n", i, year, v);
            else if (i % 3 == 1)
                buf_printf(b, "s%d,%dQ%d,%g\n", i, 2000 + t / 4, t % 4 + 1, v);
            else
                buf_printf(b, "s%d,%d-%02d,%g\n", i, 2000 + t / 12, month, v);
        }
    write_file(w, "many.csv", buf_cstr(b));
}

static const char *forecast(World *w, const char *options)
{
    return run(w, arena_printf(w->arena, "forecast --input %s/many.csv %s", w->tmp.path, options));
}

static void bytes_do_not_depend_on_jobs_nor_on_the_width_of_vectors(void **state)
{
    (void)state;
    AUTO(world_free) World *w = world_new();
    AUTO(buf_free) Buf b = buf_new(1 << 24);
    const char *paths = "--horizon 4 --paths 20 --seed 5 --jobs";

    write_many(w, &b, 200);
    const char *one = forecast(w, "--horizon 6 --jobs 1");
    assert_int_equal(w->code, 0);
    assert_string_equal(one, forecast(w, "--horizon 6 --jobs 2"));
    assert_string_equal(one, forecast(w, "--horizon 6 --jobs 7"));
    assert_int_equal(setenv("QINGYU_SIMD", "sse2", 1), 0);
    assert_string_equal(one, forecast(w, "--horizon 6"));
    assert_int_equal(unsetenv("QINGYU_SIMD"), 0);
    one = forecast(w, arena_printf(w->arena, "%s 1", paths));
    assert_int_equal(w->code, 0);
    assert_string_equal(one, forecast(w, arena_printf(w->arena, "%s 3", paths)));
}

static void a_seed_gives_its_own_paths(void **state)
{
    (void)state;
    AUTO(world_free) World *w = world_new();
    AUTO(buf_free) Buf b = buf_new(1 << 20);

    write_many(w, &b, 6);
    const char *one = forecast(w, "--horizon 2 --paths 5 --seed 1");
    assert_true(strncmp(one, "id,path,period,value\ns0,1,2030,", 31) == 0);
    assert_string_equal(one, forecast(w, "--horizon 2 --paths 5 --seed 1"));
    assert_string_not_equal(one, forecast(w, "--horizon 2 --paths 5 --seed 2"));
    forecast(w, "--horizon 300 --paths 2000");
    assert_int_equal(w->code, 2);
    assert_true(has(w, "2000 paths of 300 periods are more than 200000 numbers"));
}

static void a_bad_line_is_named_and_the_rest_goes_on(void **state)
{
    (void)state;
    AUTO(world_free) World *w = world_new();

    write_file(w, "many.csv",
               "id,period,value\na,2001,5\na,2002,6\na,20x3,7\na,2003,seven\na,2004,8\nb,2001,1\nb,2002,2\n"
               "c,2001,1\nc,2002,2\nc,2003,3\n");
    forecast(w, "--horizon 1");
    assert_int_equal(w->code, 2);
    assert_true(has(w, "20x3") && has(w, "seven"));
    assert_true(has(w, "\"b\"") && has(w, "needs at least 3"));
    assert_true(has(w, "\na,2005,") && has(w, "\nc,2004,"));
    assert_false(has(w, "\nb,2003,"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_do_not_depend_on_jobs_nor_on_the_width_of_vectors),
        cmocka_unit_test(a_seed_gives_its_own_paths),
        cmocka_unit_test(a_bad_line_is_named_and_the_rest_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
