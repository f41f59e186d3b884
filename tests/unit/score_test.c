/* Scoring beyond the oracles: missing figures, exemptions, bounds, gates, ties, faults with their places,
 * runs that can be computed again, comparing, what-if, appeals. */
#include "cm.h"
#include "score_trial.h"

/* ---- rounding, ties ---- */

static void halves_go_away_from_zero_as_people_round(void **state)
{
    (void)state;
    assert_near(score_round(58.725, 2), 58.73, 0);
    assert_near(score_round(1.005, 2), 1.01, 0); /* times 100 it is 100.49999999999999 */
    assert_near(score_round(-0.5, 0), -1, 0);
    assert_near(score_round(2.675, 2), 2.68, 0);
    assert_near(score_round(0.4999999, 0), 0, 0);
    assert_near(score_round(-0.001, 2), 0, 0);
    assert_false(signbit(score_round(-0.001, 2)));
    assert_near(score_round(60 + 40 * (5.81 - 6) / (12 - 6), 2), 58.73, 0);
    assert_near(score_round(1.23456, -1), 1.23456, 0);
    assert_true(isnan(score_round(NAN, 2)));
}

static void places_are_shared_or_dense_as_the_scheme_says(void **state)
{
    ScoreWorld *w = *state;
    static const int want[2][4] = {{1, 2, 2, 4}, {1, 2, 2, 3}};
    static const char *const ties[] = {"share", "dense"};

    world_figures(w, "FAI,990001,2021-09,ytd,yoy,10,published,2021-10-20\n"
                     "FAI,990002,2021-09,ytd,yoy,8,published,2021-10-20\n"
                     "FAI,990003,2021-09,ytd,yoy,8.001,published,2021-10-20\n"
                     "FAI,990004,2021-09,ytd,yoy,5,published,2021-10-20\n");
    for (int t = 0; t < 2; t++) {
        tables(w, ties[t], "I,,一,I,score,100,number(growth(\"FAI\")),zero,,,,*,\n", NULL, 0);
        world_scheme(w, folder(w));
        world_compute(w, "2021-09");
        for (int i = 0; i < 4; i++) /* 8.001 is 8.00 in a total of two decimals */
            assert_int_equal(w->result.units[i].place, want[t][i]);
    }
}

/* ---- missing figures ---- */

static void each_rule_for_a_missing_figure_does_what_it_says(void **state)
{
    ScoreWorld *w = *state;

    growths(w, "");
    world_figures(w, "RETAIL,990004,2021-09,ytd,yoy,5,published,2021-10-20\n");
    scheme_of(w,
              "N,,一,N,score,20,number(growth(\"FAI\")),none,,,,*,\nZ,,二,Z,score,20,number(growth(\"FAI\")),"
              "zero,,,,*,\n"
              "L,,三,L,score,20,number(growth(\"FAI\")),last,,,,*,\nS,,四,S,score,20,number(growth(\"FAI\")),"
              "spread,,,,*,\n"
              "R,,五,R,score,20,number(growth(\"RETAIL\")),zero,,,,*,\nZ0,,六,Z0,score,0,1 / "
              "number(growth(\"RETAIL\") - growth(\"RETAIL\")),zero,,,,*,\n",
              NULL, 0);
    world_compute(w, "2021-09");
    assert_int_equal(world_line(w, "990004", "N")->state, SCORE_NONE);
    assert_true(isnan(world_line(w, "990004", "N")->points));
    assert_int_equal(world_line(w, "990004", "Z")->state, SCORE_ZERO);
    assert_near(world_line(w, "990004", "Z")->points, 0, 0);
    assert_int_equal(world_line(w, "990004", "L")->state, SCORE_LAST);
    assert_int_equal(world_line(w, "990004", "S")->state, SCORE_SPREAD);
    /* 20 of the 100 are spread over the 80 that are left: times 1.25 */
    assert_near(world_line(w, "990004", "L")->points, 6 * 1.25, 1e-12);
    assert_near(world_line(w, "990004", "R")->points, 5 * 1.25, 1e-12);
    assert_near(world_line(w, "990004", "R")->weight, 25, 1e-12);
    assert_near(world_unit(w, "990004")->total.points, 13.75, 0);
    assert_int_equal(world_unit(w, "990004")->total.n_unknown, 1);
    assert_int_equal(world_line(w, "990004", "Z0")->state, SCORE_ZERO); /* a zero denominator is unknown */
}

/* ---- exemptions ---- */

static const Table groups = {"groups", "group,name_zh,name_en,low,high\nG,组,Group,,30\nH,组二,Second,0,\n"};

static void an_exemption_is_spread_inside_its_group_and_then_over_all(void **state)
{
    ScoreWorld *w = *state;
    const Table more[] = {groups,
                          {"exemptions",
                           "unit,item,valid_from,valid_to,reason\n990001,A,,,new\n"
                           "990002,A,,,new\n990002,B,,,new\n990003,A,2022-01-01,,later\n990004,C,,,new\n"}};

    growths(w, "4");
    scheme_of(
        w,
        "A,G,一,A,score,10,10,zero,,,,*,\nB,G,二,B,score,20,20,zero,,,,*,\nC,H,三,C,score,70,70,zero,,,,*,\n",
        more, 2);
    world_compute(w, "2021-09");
    assert_int_equal(world_line(w, "990001", "A")->state, SCORE_EXEMPT);
    assert_near(world_line(w, "990001", "B")->points, 30, 1e-12); /* 20 x 30/20 */
    assert_near(world_line(w, "990001", "C")->points, 70, 1e-12);
    assert_near(world_unit(w, "990001")->total.points, 100, 0);
    assert_near(world_line(w, "990002", "C")->points, 100, 1e-12); /* its group is empty: 70 x 100/70 */
    assert_near(world_unit(w, "990002")->total.points, 100, 0);
    assert_near(world_unit(w, "990003")->total.points, 100, 0);
    assert_int_equal(world_line(w, "990003", "A")->state, SCORE_SCORED);
    assert_near(world_unit(w, "990004")->groups[0].points, 100, 1e-12); /* its bound of 30 grows alike */
}

static void an_exempt_unit_takes_no_place_in_the_ranking_of_the_item(void **state)
{
    ScoreWorld *w = *state;
    const Table more[] = {{"exemptions", "unit,item,valid_from,valid_to,reason\n990001,A,,,new\n"}};

    growths(w, "4");
    scheme_of(w,
              "A,,一,A,score,10,rank(growth(\"FAI\")),zero,,,,*,\nB,,二,B,score,10,rank(growth(\"FAI\")),"
              "zero,,,,*,\n",
              more, 1);
    world_compute(w, "2021-09");
    assert_near(world_line(w, "990002", "A")->raw, 1, 0);
    assert_near(world_line(w, "990002", "B")->raw, 2, 0);
}

/* ---- bounds and gates ---- */

static void bounds_hold_items_and_groups(void **state)
{
    ScoreWorld *w = *state;

    growths(w, "-4");
    scheme_of(w,
              "A,G,一,A,score,20,2 * number(growth(\"FAI\")),zero,0,18,,*,\nB,G,二,B,score,20,2 * "
              "number(growth(\"FAI\")),zero,,,,*,\nD,H,三,D,deduction,,number(growth(\"FAI\")),zero,,,,*,\n",
              &groups, 1);
    world_compute(w, "2021-09");
    assert_near(world_line(w, "990001", "A")->points, 18, 0);
    assert_true(world_line(w, "990001", "A")->at_high);
    assert_near(world_line(w, "990001", "A")->raw, 20, 0);
    assert_near(world_unit(w, "990001")->groups[0].sum, 38, 0);
    assert_near(world_unit(w, "990001")->groups[0].points, 30, 0);
    assert_near(world_unit(w, "990001")->groups[1].points, 0, 0); /* -10, at least 0 */
    assert_near(world_unit(w, "990004")->groups[0].points, -8, 0);
    assert_near(world_line(w, "990004", "D")->points, 0, 0); /* a deduction never adds */
}

static void gates_of_items_kinds_groups_and_totals_strike(void **state)
{
    ScoreWorld *w = *state;
    const Table more[] = {
        groups,
        {"gates", "gate,applies,formula,missing,effect,value,name_zh,name_en,source\n"
                  "GI,A,growth(\"FAI\") >= 8%,strikes,cap,5,项,item,\nGK,kind:bonus,growth(\"FAI\") >= "
                  "8%,strikes,zero,,类,kind,\nGG,group:G,growth(\"FAI\") > 6%,holds,cap,2,组,group,\n"
                  "GT,total,growth(\"FAI\") >= 10%,holds,cap,11,总,total,\n"}};

    growths(w, "");
    scheme_of(w,
              "A,G,一,A,score,10,10,zero,,,,*,\nB,,二,B,bonus,,3,zero,,,,*,\nC,,三,C,bonus,,score(\"A\"),"
              "zero,,,,*,\n",
              more, 2);
    world_compute(w, "2021-09");
    assert_near(world_unit(w, "990001")->total.points, 23, 0); /* nothing strikes */
    assert_near(world_unit(w, "990002")->total.points, 11, 0); /* 23, the total's cap */
    assert_int_equal(world_unit(w, "990002")->total.gate, 3);
    assert_near(world_line(w, "990003", "A")->points, 5, 0);
    assert_int_equal(world_line(w, "990003", "A")->gate, 0);
    assert_near(world_unit(w, "990003")->groups[0].points, 2, 0);
    assert_near(world_unit(w, "990003")->total.points, 2, 0); /* bonuses struck */
    /* D's growth is unknown: what strikes then strikes, what holds holds */
    assert_near(world_line(w, "990004", "A")->points, 5, 0);
    assert_near(world_unit(w, "990004")->groups[0].points, 5, 0);
    assert_near(world_unit(w, "990004")->total.points, 5, 0);
}

/* ---- faults ---- */

static bool told(const ScoreWorld *w, const char *code, const char *file, size_t row, size_t col)
{
    const Findings *fs = &w->imported.findings;

    for (size_t i = 0; i < fs->n; i++)
        if (strcmp(fs->items[i].code, code) == 0 && strcmp(fs->items[i].file, file) == 0 &&
            fs->items[i].at.row == row && fs->items[i].at.col == col)
            return true;
    return false;
}

static void faults_of_all_tables_are_told_at_once_with_their_places(void **state)
{
    ScoreWorld *w = *state;
    const Table more[] = {{"params", "param,class,value,unit,name_zh,name_en\nlo,*,six,%,低,low\n"},
                          {"gates", "gate,applies,formula,missing,effect,value,name_zh,name_en,source\n"
                                    "G,total,total() > 1,holds,cap,,总,total,\n"},
                          {"exemptions", "unit,item,valid_from,valid_to,reason\n990009,A,,,x\n"},
                          {"itens", "x\n"}};

    tables(
        w, "share",
        "A,NO,一,A,score,10,growth(\"FIA\") + ,zero,,,,*,\nB,,二,B,score,10,growth(\"NOPE\"),zero,9,3,,*,\n"
        "C,,三,C,bonus,,value(\"FAI\"),spread,,,,K;L,\n",
        more, 4);
    assert_false(world_try_scheme(w, folder(w)));
    assert_int_equal(w->e.kind, ERR_REFUSED);
    assert_true(told(w, "unknown-table", "itens.csv", 0, 0));
    assert_true(told(w, "unknown-code", "items.csv", 2, 2));
    assert_true(told(w, "bad-formula", "items.csv", 2, 7));
    assert_true(told(w, "bad-formula", "items.csv", 3, 7));
    assert_true(told(w, "empty-range", "items.csv", 3, 9));
    assert_true(told(w, "no-points", "items.csv", 4, 7));
    assert_true(told(w, "nothing-to-spread", "items.csv", 4, 8));
    assert_true(told(w, "unknown-code", "items.csv", 4, 12));
    assert_true(told(w, "bad-number", "params.csv", 2, 3));
    assert_true(told(w, "bad-formula", "gates.csv", 2, 3));
    assert_true(told(w, "gate-value", "gates.csv", 2, 6));
    assert_true(told(w, "unknown-unit", "exemptions.csv", 2, 1));
}

static void a_circle_is_refused_with_its_path_and_place(void **state)
{
    ScoreWorld *w = *state;

    tables(w, "share",
           "A,,一,A,score,10,1 + score(\"B\"),zero,,,,*,\nB,,二,B,score,10,score(\"C\"),zero,,,,*,\n"
           "C,,三,C,score,10,2 * score(\"A\"),zero,,,,*,\nD,,四,D,score,10,score(\"A\"),zero,,,,*,\n",
           NULL, 0);
    assert_false(world_try_scheme(w, folder(w)));
    assert_int_equal(w->imported.findings.n, 1);
    assert_string_equal(w->imported.findings.items[0].code, "circle");
    assert_string_equal(w->imported.findings.items[0].found, "A → B → C → A");
    assert_int_equal(w->imported.findings.items[0].at.row, 4);
}

static void weights_that_sum_to_something_else_are_told(void **state)
{
    ScoreWorld *w = *state;
    const Table more[] = {
        {"weights", "item,class,unit,weight\nA,,990001,50\nB,,990001,60\nA,,990002,55\nB,,990002,45\n"}};

    tables(w, "share", "A,,一,A,score,60,1,zero,,,,*,\nB,,二,B,score,40,1,zero,,,,*,\n", more, 1);
    assert_false(world_try_scheme(w, folder(w)));
    assert_int_equal(w->imported.findings.n, 1);
    assert_true(told(w, "weights-sum", "weights.csv", 2, 3));
}

static void an_endless_formula_is_refused(void **state)
{
    ScoreWorld *w = *state;
    AUTO(buf_free) Buf b = buf_new(1 << 16);

    buf_str(&b, "A,,一,A,score,10,");
    for (int i = 0; i < 200; i++)
        buf_char(&b, '(');
    buf_char(&b, '1');
    for (int i = 0; i < 200; i++)
        buf_char(&b, ')');
    buf_str(&b, ",zero,,,,*,\n");
    tables(w, "share", buf_cstr(&b), NULL, 0);
    assert_false(world_try_scheme(w, folder(w)));
    assert_true(told(w, "bad-formula", "items.csv", 2, 7));
}

/* ---- versions ---- */

static void the_same_content_is_the_same_version_and_a_change_a_further_one(void **state)
{
    ScoreWorld *w = *state;
    Intake in = world_intake(w, "office");
    SchemePublication p = {.code = "t", .from = 20210101}, again = {.code = "t", .from = 20210101};
    SchemeWorld world = {&w->catalogue, NULL};
    Scheme x;

    scheme_of(w, "A,,一,A,score,10,1,zero,,,,*,\n", NULL, 0);
    assert_true(w->imported.is_new);
    world_scheme(w, folder(w));
    assert_false(w->imported.is_new);
    assert_int_equal(w->imported.version, 1);
    WORLD_OK(w, scheme_publish(w->s, &in, &p, &w->e));
    scheme_of(w, "A,,一,A,score,10,2,zero,,,,*,\n", NULL, 0);
    assert_int_equal(w->imported.version, 2);
    WORLD_OK(w, scheme_load(w->s, &world, &(SchemeKey){.code = "t", .day = 20210930}, w->arena, &x, &w->e));
    assert_int_equal(x.version, 1); /* in force is what was published */
    assert_false(scheme_publish(w->s, &in, &again, &w->e));
    assert_int_equal(w->e.kind, ERR_CONFLICT);
    again.from = 20210901;
    WORLD_OK(w, scheme_publish(w->s, &in, &again, &w->e));
    WORLD_OK(w, scheme_load(w->s, &world, &(SchemeKey){.code = "t", .day = 20210930}, w->arena, &x, &w->e));
    assert_int_equal(x.version, 2);
    WORLD_OK(w, scheme_load(w->s, &world, &(SchemeKey){.code = "t", .day = 20210831}, w->arena, &x, &w->e));
    assert_int_equal(x.version, 1);
    assert_false(scheme_load(w->s, &world, &(SchemeKey){.code = "t", .day = 20201231}, w->arena, &x, &w->e));
    assert_int_equal(w->e.kind, ERR_NOT_FOUND);
}

/* ---- entries ---- */

static void an_entry_replaces_an_earlier_one_by_its_number(void **state)
{
    ScoreWorld *w = *state;
    Intake in = world_intake(w, "office");
    ScoreEntry x = {.kind = "talk", .value = 1, .reason = "counted twice", .replaces = 1};
    ScoreEntry other = {.kind = "talk", .value = 9, .reason = "again", .replaces = 1};

    scheme_of(w, "T,,一,T,deduction,,entry(\"talk\"),zero,,,,*,\n", &talk, 1);
    assert_false(world_enter(w, "990001", "shout", "2021-09", 1));
    assert_int_equal(w->e.kind, ERR_NOT_FOUND);
    WORLD_OK(w, world_enter(w, "990001", "talk", "2021-09", 2));
    WORLD_OK(w, unit_find(&w->city, STR("990001"), &x.unit, &w->e));
    x.period = other.period = period_month(2021, 9);
    other.unit = x.unit;
    WORLD_OK(w, entry_add(w->s, &w->city, &in, &x, &w->e));
    assert_false(entry_add(w->s, &w->city, &in, &other, &w->e));
    assert_int_equal(w->e.kind, ERR_CONFLICT);
    world_compute(w, "2021-09");
    assert_near(world_line(w, "990001", "T")->points, -1, 0);
    world_compute(w, "2021-08");
    assert_near(world_line(w, "990001", "T")->points, 0, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halves_go_away_from_zero_as_people_round),
        TEST(places_are_shared_or_dense_as_the_scheme_says),
        TEST(each_rule_for_a_missing_figure_does_what_it_says),
        TEST(an_exemption_is_spread_inside_its_group_and_then_over_all),
        TEST(an_exempt_unit_takes_no_place_in_the_ranking_of_the_item),
        TEST(bounds_hold_items_and_groups),
        TEST(gates_of_items_kinds_groups_and_totals_strike),
        TEST(faults_of_all_tables_are_told_at_once_with_their_places),
        TEST(a_circle_is_refused_with_its_path_and_place),
        TEST(weights_that_sum_to_something_else_are_told),
        TEST(an_endless_formula_is_refused),
        TEST(the_same_content_is_the_same_version_and_a_change_a_further_one),
        TEST(an_entry_replaces_an_earlier_one_by_its_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
