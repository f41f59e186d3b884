/* Schemes of real places with figures made by hand: every expected number has its arithmetic beside it, in
 * tests/oracle. */
#include "cm.h"
#include "score_world.h"

typedef struct Rows {
    TableReader *r;
    TableRow row;
} Rows;

static bool rows_open(ScoreWorld *w, Rows *x, const char *path)
{
    bool more;

    *x = (Rows){0};
    if (access(path, R_OK) != 0)
        return false;
    WORLD_OK(w, table_open(path, &x->r, &w->e) && table_select(x->r, 0, &w->e) &&
                    table_next(x->r, &x->row, &more, &w->e));
    return true;
}

static bool rows_next(ScoreWorld *w, Rows *x)
{
    bool more;

    WORLD_OK(w, table_next(x->r, &x->row, &more, &w->e));
    if (!more)
        table_close(&x->r);
    return more;
}

static const char *cell(ScoreWorld *w, const Rows *x, size_t i)
{
    return i < x->row.n ? str_dup(w->arena, x->row.cells[i].text) : "";
}

static double sum_of(ScoreWorld *w, const char *unit, const char *what)
{
    const ScoredUnit *u = world_unit(w, unit);

    if (!*what)
        return u->total.points;
    if (strcmp(what, "place") == 0)
        return u->place;
    for (size_t i = 0; strncmp(what, "list:", 5) == 0 && i < w->scheme.n_lists; i++)
        if (strcmp(w->scheme.lists[i].name.code, what + 5) == 0)
            return u->lists[i];
    return world_line(w, unit, what)->points;
}

static void check(const char *rule, const char *period)
{
    ScoreWorld *w = world_new();
    Rows x;
    size_t n = 0;

    if (rows_open(w, &x, world_path(w, arena_printf(w->arena, "%s/feed.csv", rule))))
        while (rows_next(w, &x))
            world_answer(w, cell(w, &x, 0), cell(w, &x, 1), cell(w, &x, 2), strtod(cell(w, &x, 3), NULL));
    world_scheme(w, world_path(w, arena_printf(w->arena, "%s/scheme", rule)));
    if (access(world_path(w, arena_printf(w->arena, "%s/observations.csv", rule)), R_OK) == 0)
        world_import(w, world_path(w, arena_printf(w->arena, "%s/observations.csv", rule)));
    if (rows_open(w, &x, world_path(w, arena_printf(w->arena, "%s/entries.csv", rule))))
        while (rows_next(w, &x))
            WORLD_OK(w, world_enter(w, cell(w, &x, 0), cell(w, &x, 1), cell(w, &x, 2),
                                    strtod(cell(w, &x, 3), NULL)));
    world_compute(w, period);
    assert_true(rows_open(w, &x, world_path(w, arena_printf(w->arena, "%s/expected.csv", rule))));
    for (; rows_next(w, &x); n++) {
        const char *unit = cell(w, &x, 0), *what = cell(w, &x, 1), *value = cell(w, &x, 2);
        double got = sum_of(w, unit, what);
        bool same = *value ? fabs(got - strtod(value, NULL)) < 1e-9 : isnan(got);
        if (!same)
            fail_msg("%s %s of %s: expected \"%s\" (%s), got %.12g", rule, what, unit, value, cell(w, &x, 3),
                     got);
    }
    assert_true(n > 0);
    world_free(&w);
}

static void r01_efficacy_of_level_and_growth_against_the_city_with_talks(void **state)
{
    (void)state;
    check("R01", "2021Q2");
}

static void r02_a_ladder_of_ranks_with_targets_and_a_gated_bonus(void **state)
{
    (void)state;
    check("R02", "2021-09");
}

static void r03_additive_points_of_projects(void **state)
{
    (void)state;
    check("R03", "2021-09");
}

static void r04_to_r08_lights_turn_at_their_edges(void **state)
{
    (void)state;
    check("R04-R08", "2021-09");
}

static void r09_red_and_black_lists_need_rank_and_target(void **state)
{
    (void)state;
    check("R09", "2021Q3");
}

static void r12_piecewise_points_with_caps(void **state)
{
    (void)state;
    check("R12", "2021");
}

static void r13_ratios_of_weights_with_capped_bonuses(void **state)
{
    (void)state;
    check("R13", "2021Q3");
}

static void r14_classes_have_weights_of_their_own(void **state)
{
    (void)state;
    check("R14", "2021");
}

static void r16_units_choose_their_weights(void **state)
{
    (void)state;
    check("R16", "2021");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(r01_efficacy_of_level_and_growth_against_the_city_with_talks),
        cmocka_unit_test(r02_a_ladder_of_ranks_with_targets_and_a_gated_bonus),
        cmocka_unit_test(r03_additive_points_of_projects),
        cmocka_unit_test(r04_to_r08_lights_turn_at_their_edges),
        cmocka_unit_test(r09_red_and_black_lists_need_rank_and_target),
        cmocka_unit_test(r12_piecewise_points_with_caps),
        cmocka_unit_test(r13_ratios_of_weights_with_capped_bonuses),
        cmocka_unit_test(r14_classes_have_weights_of_their_own),
        cmocka_unit_test(r16_units_choose_their_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
