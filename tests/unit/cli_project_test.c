/* Projects at the command line, over the demo city. */
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
    json_t *doc = json_loads(w->out, 0, &why);
    if (!doc)
        fail_msg("%s: %s", why.text, w->out);
    return doc;
}

static const char *text(const json_t *o, const char *key)
{
    return json_string_value(json_object_get(o, key));
}

static void a_list_names_lamps_and_their_reasons(void **state)
{
    AUTO(world_free) World *w = city_new();

    (void)state;
    json_t *list = document(w, "project list --period 2021-10 --lamp red --json");
    assert_true(json_array_size(list) > 0);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *x = json_array_get(list, i);
        assert_string_equal(text(x, "lamp"), "red");
        assert_non_null(strstr(text(x, "reasons"), "red:"));
        assert_true(json_is_true(json_object_get(x, "sample")));
    }
    json_decref(list);
    must(w, "project list --area 乾潭镇");
    assert_true(has(w, "S03") && !has(w, "S01"));
    assert_true(has(w, "Sample projects"));
    run(w, "project list --lamp purple");
    assert_int_equal(w->code, 2);
}

static void one_project_shows_curve_stages_lights_and_reports(void **state)
{
    AUTO(world_free) World *w = city_new();
    static const char *const parts[] = {"project", "lights",   "facts",        "curve", "stages",
                                        "reports", "versions", "difficulties", "value", "forecast"};

    (void)state;
    json_t *doc = document(w, "project show S11 --period 2021-10 --json");
    for (size_t i = 0; i < COUNT(parts); i++)
        assert_non_null(json_object_get(doc, parts[i]));
    assert_int_equal(json_array_size(json_object_get(doc, "curve")), 12);
    assert_int_equal(json_array_size(json_object_get(doc, "reports")), 10);
    json_decref(doc);
    run(w, "project show NONE");
    assert_int_equal(w->code, 3);
}

static void an_owner_reports_and_is_told_what_does_not_add_up(void **state)
{
    AUTO(world_free) World *w = city_new();
    const char *report =
        "project report S13 --period 2021-11 --as-of 2021-12-05 --progress piling --month 900";

    (void)state;
    run(w, arena_printf(w->arena, "%s --total 7000 --entered 900", report));
    assert_int_equal(w->code, 2);
    assert_true(has(w, "expected 5440 before + 900 of the month = 6340"));
    must(w, arena_printf(w->arena, "%s --total 6340 --entered 900 --stage completion~2023-06-15", report));
    must(w, "project show S13 --period 2021-11");
    assert_true(has(w, "2023-06-15"));
    must(w, "verify");
}

static void an_export_is_imported_again_the_same(void **state)
{
    AUTO(world_free) World *w = city_new();
    const char *a = arena_strdup(w->arena, tmp_file(&w->tmp, "a"));
    const char *b = arena_strdup(w->arena, tmp_file(&w->tmp, "b"));

    (void)state;
    must(w, arena_printf(w->arena, "project export %s", a));
    must(w, arena_printf(w->arena, "project import %s --as-of 2021-12-01", a));
    must(w, arena_printf(w->arena, "project export %s", b));
    assert_int_equal(system(arena_printf(w->arena, "diff -r %s %s", a, b)), 0);
}

static void leagues_lists_batches_and_investment_are_told(void **state)
{
    AUTO(world_free) World *w = city_new();

    (void)state;
    must(w, "project league --group leader");
    assert_true(has(w, "Executive vice mayor") || has(w, "Vice mayor"));
    must(w, "project lists snail --period 2021-10");
    assert_true(has(w, "S14"));
    must(w, "project batches --format csv");
    assert_true(has(w, ",31,1895000,381000,published,"));
    must(w, "invest --period 2021-06");
    assert_true(has(w, "329700.00"));
    must(w, arena_printf(w->arena, "project template ecology --output %s", tmp_file(&w->tmp, "t.xlsx")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_names_lamps_and_their_reasons),
        cmocka_unit_test(one_project_shows_curve_stages_lights_and_reports),
        cmocka_unit_test(an_owner_reports_and_is_told_what_does_not_add_up),
        cmocka_unit_test(an_export_is_imported_again_the_same),
        cmocka_unit_test(leagues_lists_batches_and_investment_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
