/* The round of collecting at the command line, over the demo city. */
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
    json_t *root = json_loads(w->out, 0, &why);
    if (!root)
        fail_msg("%s: %s", why.text, w->out);
    return root;
}

static int64_t count(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static void a_department_hands_in_and_the_analyst_returns_approves_and_closes(void **state)
{
    (void)state;
    AUTO(world_free) World *w = city_new();
    const char *file = arena_printf(w->arena, "%s/yjj.csv", w->tmp.path);

    must(w, "form list --period 2021-06 --department yjj");
    assert_true(has(w, "2021-07-18") && has(w, "late"));
    must(w, "form show yjj --period 2021-06");
    assert_true(has(w, "late"));
    tmp_write(&w->tmp, "yjj.csv",
              "indicator,period,basis,measure,value\nACCID,2021-06,ytd,value,6\n"
              "ACCID,2021-06,ytd,yoy,-14.3\n");
    const char *submit = arena_printf(w->arena, "form submit yjj --period 2021-06 --input %s", file);
    must(w, arena_printf(w->arena, "%s --dry-run", submit));
    must(w, submit);
    assert_true(has(w, "submission 26"));
    run(w, "submission approve 26");
    assert_int_equal(w->code, 5); /* one's own */
    run(w, "submission return 26 --by analyst");
    assert_int_equal(w->code, 2); /* no reason */
    must(w, "submission return 26 --by analyst --reason 'count of May?'");
    must(w, "form show yjj --period 2021-06");
    assert_true(has(w, "submission 26 was returned: count of May?"));
    must(w, submit);
    assert_true(has(w, "submission 27"));
    must(w, "submission approve 27 --by analyst --json");
    assert_true(has(w, "\"decision\": \"approve\""));
    must(w, "form list --period 2021-06 --department yjj");
    assert_true(has(w, "approved"));
    must(w, "submission reviews --period 2021-06");
    assert_true(has(w, "count of May?") && has(w, "approved"));
    must(w, "submission reviews --period 2021-05");
    assert_true(has(w, "no submission was reviewed"));
    must(w, "period lock 2021-06 --by analyst --reason 'the report is out'");
    run(w, submit);
    assert_int_equal(w->code, 4);
    assert_true(has(w, "analyst") && has(w, "the report is out"));
    run(w, arena_printf(w->arena, "import %s", file)); /* the same bytes: nothing is stored */
    assert_int_equal(w->code, 0);
    tmp_write(&w->tmp, "yjj.csv", "indicator,period,basis,measure,value\nACCID,2021-06,ytd,value,7\n");
    run(w, arena_printf(w->arena, "import %s", file));
    assert_int_equal(w->code, 2);
    assert_true(has(w, "the report is out"));
    must(w, "period unlock 2021-06 --department yjj --by analyst --reason correction");
    must(w, arena_printf(w->arena, "import %s", file));
    must(w, "period list");
    assert_true(has(w, "locked") && has(w, "unlocked") && has(w, "correction"));
    must(w, "verify");
}

static void a_template_of_a_unit_that_owes_nothing_new_is_written_and_read(void **state)
{
    (void)state;
    AUTO(world_free) World *w = city_new();

    run(w, "form template czj --period 2021-07");
    assert_int_equal(w->code, 2); /* --output is needed */
    must(w, arena_printf(w->arena, "form template 财政局 --period 2021-07 --output %s/t.xlsx", w->tmp.path));
    run(w, arena_printf(w->arena, "import %s/t.xlsx", w->tmp.path));
    assert_int_equal(w->code, 2);
    assert_true(has(w, "no figures")); /* nothing was filled in, and nothing else is wrong */
    assert_false(has(w, "cannot tell"));
    run(w, "form show 330101 --period 2021-06");
    assert_int_equal(w->code, 3);
    run(w, "form list");
    assert_int_equal(w->code, 2);
}

static void completeness_is_a_board_a_document_and_a_table(void **state)
{
    (void)state;
    AUTO(world_free) World *w = city_new();

    json_t *root = document(w, "completeness --period 2021-06 --json"),
           *counts = json_object_get(root, "counts");
    int64_t due = count(counts, "n_due");
    assert_true(due > 400);
    assert_int_equal(due, count(counts, "n_in") + count(counts, "n_missing") + count(counts, "n_late") +
                              count(counts, "n_returned"));
    json_decref(root);
    must(w, "completeness --period 2021-06");
    assert_true(has(w, arena_printf(w->arena, "%lld figures owed", (long long)due)));
    must(w, "completeness --period 2021-06 --format csv");
    assert_true(has(w, "unit_kind,unit_code,unit_name,indicator"));
    must(w, arena_printf(w->arena, "completeness --period 2021-06 --format xlsx --output %s/b.xlsx",
                         w->tmp.path));
    must(w, "completeness --period 2021-06 --as-of 2021-07-01 --json");
    assert_true(has(w, "\"n_late\": 0"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_department_hands_in_and_the_analyst_returns_approves_and_closes),
        cmocka_unit_test(a_template_of_a_unit_that_owes_nothing_new_is_written_and_read),
        cmocka_unit_test(completeness_is_a_board_a_document_and_a_table),
    };
    return cmocka_run_group_tests_name("cli_collect", tests, NULL, NULL);
}
