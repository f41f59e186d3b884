/* The driver tree, its scenarios and the barometer at the command line, over the demo city. */
#include "cm.h"

#include <jansson.h>

#include "cli_world.h"

static World *city_new(void)
{
    World *w = world_new();

    must(w, "init");
    must(w, arena_printf(w->arena, "import %s/cities/jiande", root()));
    return w;
}

static json_t *document(World *w, const char *words)
{
    json_error_t why;

    must(w, words);
    json_t *j = json_loads(w->out, 0, &why);
    if (!j)
        fail_msg("%s: %s", why.text, w->out);
    return j;
}

static double number(const json_t *j, const char *key)
{
    return json_number_value(json_object_get(j, key));
}

/* The row of a list whose field has that text. */
static const json_t *row(const json_t *list, const char *field, const char *text)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *r = json_array_get(list, i);
        if (strcmp(json_string_value(json_object_get(r, field)), text) == 0)
            return r;
    }
    fail_msg("no %s %s", field, text);
    return NULL;
}

static void the_present_is_no_what_if_and_an_assumption_says_that_it_is_one(void **state)
{
    (void)state;
    AUTO(world_free) World *w = city_new();

    json_t *j = document(w, "drivers --period 2021-06 --json");
    assert_true(json_is_false(json_object_get(j, "what_if")));
    assert_true(json_is_true(json_object_get(j, "sample")));
    const json_t *gdp = row(json_object_get(j, "rows"), "node", "GDP");
    assert_near(number(gdp, "growth"), 12.1, 0);
    assert_near(number(gdp, "what_if_growth"), 12.1, 0);
    json_decref(j);
    j = document(w, "drivers --period 2021-06 --set IVA=+1 --json");
    assert_true(json_is_true(json_object_get(j, "what_if")));
    assert_string_equal(json_string_value(json_object_get(j, "notice")),
                        "a what-if reckoned from assumptions, not statistics");
    gdp = row(json_object_get(j, "rows"), "node", "GDP");
    assert_true(number(gdp, "what_if_growth") > 12.3 && number(gdp, "what_if_growth") < 12.6);
    assert_near(number(row(json_object_get(j, "rows"), "node", "VAI"), "change"), 0.82, 1e-9);
    json_decref(j);
    must(w, "drivers --lang zh --set IVA=+1");
    assert_true(has(w, "假设测算，不是统计数据"));
    must(w, "drivers --period 2021-06 --from 2021-03");
    assert_true(has(w, "by growth") && has(w, "-3.00"));
    must(w, "drivers --format csv");
    assert_true(has(w, "tree,node,parent"));
}

static void a_goal_is_solved_backward_saved_and_compared(void **state)
{
    (void)state;
    AUTO(world_free) World *w = city_new();

    json_t *j = document(w, "drivers --solve IVA --target 10 --save ten --note 'for the meeting' --json");
    const json_t *x = json_object_get(j, "solved");
    assert_near(number(x, "reached"), 10, 1e-9);
    assert_true(json_is_true(json_object_get(j, "year_end")));
    json_decref(j);
    must(w, "drivers --solve IVA"); /* the year's own target */
    assert_true(has(w, "to grow by 8.00 %"));
    must(w, "drivers --period 2021-06 --set VAO==12 --save services");
    assert_true(has(w, "saved as scenario 2"));
    run(w, "drivers --set VAO==12 --save services");
    assert_int_equal(w->code, 4);
    run(w, "drivers --save nothing");
    assert_int_equal(w->code, 2);
    run(w, "drivers --target 10");
    assert_int_equal(w->code, 2);
    run(w, "drivers --set NONE=+1");
    assert_int_equal(w->code, 3);
    must(w, "drivers scenarios");
    assert_true(has(w, "ten") && has(w, "services") && has(w, "not statistics"));
    j = document(w, "drivers compare ten 2 --json");
    assert_int_equal(json_array_size(j), 24);
    for (size_t i = 0; i < json_array_size(j); i++)
        assert_true(json_is_true(json_object_get(json_array_get(j, i), "what_if")));
    json_decref(j);
    run(w, "drivers compare ten none");
    assert_int_equal(w->code, 3);
    must(w, "verify");
    assert_true(has(w, "sound"));
    must(w, "why GDP --period 2021-06"); /* and the figure is what it was */
    assert_true(has(w, "12.1"));
}

static void the_barometer_tells_its_band_and_how_good_its_calls_were(void **state)
{
    (void)state;
    AUTO(world_free) World *w = city_new();

    must(w, "barometer --period 2021-06");
    assert_true(has(w, "normal") && has(w, "as last month") && has(w, "Sample figures"));
    json_t *j = document(w, "barometer ECONOMY --period 2021-05 --json");
    assert_string_equal(json_string_value(json_object_get(j, "band")), "warm");
    assert_int_equal(json_array_size(json_object_get(j, "parts")), 5);
    assert_true(number(json_object_get(j, "record"), "calls") > 0);
    double sum = 0;
    for (size_t i = 0; i < 5; i++)
        sum += number(json_array_get(json_object_get(j, "parts"), i), "points");
    assert_near(sum, number(j, "index") - 100, 1e-9);
    json_decref(j);
    run(w, "barometer NONE");
    assert_int_equal(w->code, 3);
}

static void a_group_that_is_a_command_helps_with_all_of_it(void **state)
{
    (void)state;
    AUTO(world_free) World *w = world_new();

    must(w, "drivers --help");
    assert_true(has(w, "qingyu drivers \n") && has(w, "qingyu drivers compare"));
    must(w, "help drivers");
    assert_true(has(w, "--solve") && has(w, "qingyu drivers scenarios"));
    run(w, "drivers nonsense");
    assert_int_equal(w->code, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_present_is_no_what_if_and_an_assumption_says_that_it_is_one),
        cmocka_unit_test(a_goal_is_solved_backward_saved_and_compared),
        cmocka_unit_test(the_barometer_tells_its_band_and_how_good_its_calls_were),
        cmocka_unit_test(a_group_that_is_a_command_helps_with_all_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
