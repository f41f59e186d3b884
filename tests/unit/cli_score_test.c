/* Assessing at the command line, over the demo city and its sample scheme. */
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

static double real_at(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static const char *text_at(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void the_citys_folder_brings_a_scheme_that_scores(void **state)
{
    (void)state;
    AUTO(world_free) World *w = city_new();

    must(w, "scheme list");
    assert_true(has(w, "jiande2021"));
    must(w, arena_printf(w->arena, "scheme import %s/cities/jiande/schemes/jiande2021", root()));
    assert_true(has(w, "the same as version 1"));
    json_t *doc = document(w, "score run --scheme jiande2021 --period 2021-09 --dry-run --json");
    json_t *units = json_object_get(doc, "units");
    assert_int_equal(json_array_size(units), 16);
    assert_true(json_is_true(json_object_get(doc, "sample")));
    for (size_t i = 0; i < json_array_size(units); i++) {
        const json_t *u = json_array_get(units, i);
        assert_true(real_at(u, "total") > 50 && real_at(u, "total") < 110);
        assert_int_equal(json_array_size(json_object_get(u, "items")), 14);
        assert_int_equal(real_at(u, "of"), strcmp(text_at(u, "class"), "core") == 0 ? 7 : 9);
    }
    json_decref(doc);
}

static void a_run_is_kept_explained_corrected_and_compared(void **state)
{
    (void)state;
    AUTO(world_free) World *w = city_new();

    run(w, "score why Meicheng iva");
    assert_int_equal(w->code, 3); /* nothing was kept yet */
    must(w, "scheme list --format csv");
    assert_true(has(w, "2021-01-01")); /* scheme.csv puts it in force */
    must(w, "score run --scheme jiande2021 --period 2021-09 --title September");
    must(w, "score why Meicheng iva");
    assert_true(has(w, "efficacy(growth(\"IVA\")") && has(w, "sample_towns.csv"));
    must(w, "score enter Meicheng talk_month 2 --period 2021-09 --reason summoned --sample");
    must(w, "score publish 1 --from 2021-01-01 --title September");
    must(w, "score appeal 1 Meicheng talks --reason miscounted --by town");
    must(w, "score run --scheme jiande2021 --period 2021-09 --corrects 1 --appeal 1 --hold-bounds");
    must(w, "score answer 1 accepted --reason right --correction 2 --by office");
    must(w, "score compare 1 2");
    assert_true(has(w, "entry(\"talk_month\") 2021-09") && has(w, "-1"));
    json_t *steps = document(w, "score what-if Meicheng --run 2 --json");
    const json_t *best = json_array_get(steps, 0);
    assert_true(real_at(best, "gain") > 0);
    assert_true(real_at(best, "gain") >= real_at(json_array_get(steps, 1), "gain"));
    json_decref(steps);
    must(w, "verify --deep");
    assert_true(has(w, "sound"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_citys_folder_brings_a_scheme_that_scores),
        cmocka_unit_test(a_run_is_kept_explained_corrected_and_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
