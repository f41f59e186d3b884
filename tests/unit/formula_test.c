#include "cm.h"
/* behind cm.h */
#include "cm_arena.h"
#include "formula_world.h"

#define assert_value(got, want)                                                                              \
    do {                                                                                                     \
        double got_v = (got), want_v = (want);                                                               \
        if (isnan(want_v) ? !isnan(got_v) : !(fabs(got_v - want_v) <= 1e-9 + 1e-12 * fabs(want_v)))          \
            fail_msg("%s: %.17g instead of %.17g", text, got_v, want_v);                                     \
    } while (0)

static const Formula *parsed(const char *text, World *w, FormulaFaults *faults)
{
    FormulaHost host = world_host(w);

    return formula_parse(str_of(text), &host, arena, faults);
}

static const Formula *good(const char *text, World *w)
{
    FormulaFaults faults = {.arena = arena, .lang = LANG_EN};
    const Formula *f = parsed(text, w, &faults);

    if (!f)
        fail_msg("%s: %s", text, faults.items[0].text);
    return f;
}

static void value_of(const char *text, World *w, double *out)
{
    FormulaHost host = world_host(w);
    Err e = {.lang = LANG_EN};

    if (!formula_eval(good(text, w), &host, arena, out, &e))
        fail_msg("%s: %s", text, e.msg);
}

/* What a formula comes to for the first unit, and in which unit. */
typedef struct Case {
    const char *text;
    double value;
    const char *unit;
} Case;

static void check_cases(const Case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *text = cases[i].text;
        double out[WORLD_UNITS];
        World w = {0};
        value_of(text, &w, out);
        assert_value(out[0], cases[i].value);
        if (strcmp(formula_unit(good(text, &w)).text, cases[i].unit) != 0)
            fail_msg("%s: unit %s instead of %s", text, formula_unit(good(text, &w)).text, cases[i].unit);
    }
}

#define U "亿元"

static void operators_bind_as_in_a_spreadsheet(void **state)
{
    (void)state;
    static const Case cases[] = {{"1 + 2 * 3", 7, ""},
                                 {"(1 + 2) * 3", 9, ""},
                                 {"10 - 3 - 2", 5, ""},
                                 {"100 / 10 / 5", 2, ""},
                                 {"2 ^ 3 ^ 2", 512, ""},
                                 {"-2 ^ 2", -4, ""},
                                 {"2 ^ -1", 0.5, ""},
                                 {"- -3", 3, ""},
                                 {"2 * -3", -6, ""},
                                 {"1 + 1 = 2", 1, ""},
                                 {"1 == 2 or 1 < 2", 1, ""},
                                 {"true or true and false", 1, ""},
                                 {"not 1 = 2", 1, ""},
                                 {"not true or true", 1, ""},
                                 {"1 <> 2", 1, ""},
                                 {"1 != 1", 0, ""},
                                 {"2 <= 2", 1, ""},
                                 {"2 >= 3", 0, ""},
                                 {"(1 < 2) = (2 < 3)", 1, ""},
                                 {"(1 < 2) * 4", 4, ""},
                                 {"1e3 + .5 + 2.", 1002.5, ""},
                                 {"TRUE AND Not False", 1, ""},
                                 {"9 ^ 0.5", 3, ""},
                                 {"5 * 2 ^ 2", 20, ""}};

    check_cases(cases, COUNT(cases));
}

static void signs_of_chinese_input_methods_are_accepted(void **state)
{
    (void)state;
    static const Case cases[] = {{"（１＋２）×３", 9, ""},
                                 {"ｍａｘ（１，２）", 2, ""},
                                 {"if(growth(“GDP”)≥8%且非(1＞2)，4，0)", 4, ""},
                                 {"if(growth('GDP')＜8％ 或 1≠2, 4, 0)", 4, ""},
                                 {"growth(‘GDP’)÷2", 4.05, "%"},
                                 {"10 － 4 − 1", 5, ""},
                                 {"1 ≤ 1 and 1＝1 and 2 ＜＝ 3", 1, ""},
                                 {"　1\xC2\xA0+\t1\r\n", 2, ""}};

    check_cases(cases, COUNT(cases));
    check_cases(&(Case){"value(\"GDP\")=100亿元且true", 1, ""}, 1);
}

static void literals_have_units(void **state)
{
    (void)state;
    static const Case cases[] = {{"8%", 8, "%"},
                                 {"8 %", 8, "%"},
                                 {"0.1pp", 0.1, "pp"},
                                 {"0.1 PP", 0.1, "pp"},
                                 {"0.1个百分点", 0.1, "pp"},
                                 {"5亿元", 5, U},
                                 {"5 亿元", 5, U},
                                 {"5 \"元/人\"", 5, "元/人"},
                                 {"5eggs", 5, "eggs"},
                                 {"8 * 5%", 40, "%"},
                                 {"-8%", -8, "%"}};

    check_cases(cases, COUNT(cases));
}

static void units_follow_from_what_is_done(void **state)
{
    (void)state;
    static const Case cases[] = {{"growth(\"GDP\") - 8%", 0.1, "pp"},
                                 {"growth(\"GDP\") - 1pp", 7.1, "%"},
                                 {"growth(\"GDP\") + 1pp", 9.1, "%"},
                                 {"1pp + growth(\"GDP\")", 9.1, "%"},
                                 {"growth(\"GDP\") + growth(\"GDP\")", 16.2, "%"},
                                 {"2pp - 1pp", 1, "pp"},
                                 {"growth(\"GDP\") - 0", 8.1, "%"},
                                 {"0 - growth(\"GDP\")", -8.1, "%"},
                                 {"max(growth(\"GDP\") - 8%, 0)", 0.1, "pp"},
                                 {"value(\"GDP\") + 5", 105, U},
                                 {"value(\"GDP\") > 50", 1, ""},
                                 {"min(5, value(\"GDP\"))", 5, U},
                                 {"value(\"GDP\") * 2", 200, U},
                                 {"95% * 10", 950, "%"},
                                 {"95% * value(\"GDP\")", 95, U},
                                 {"value(\"GDP\") * 95%", 95, U},
                                 {"50% * 50%", 25, "%"},
                                 {"50% * 2pp", 1, "pp"},
                                 {"value(\"GDP\") / value(\"GDP\")", 1, ""},
                                 {"value(\"GDP\") / 4", 25, U},
                                 {"value(\"GDP\") / 50%", 200, U},
                                 {"6 / 50%", 12, ""},
                                 {"8% / 4%", 2, ""},
                                 {"8% / 4pp", 2, ""},
                                 {"4pp / 8%", 0.5, ""},
                                 {"4pp / 8pp", 0.5, ""},
                                 {"(growth(\"GDP\") - city(growth(\"GDP\"))) / 0.1pp", 1, ""},
                                 {"if(true, growth(\"GDP\"), 0)", 8.1, "%"},
                                 {"or_else(param(\"none\"), 3%)", 3, "%"},
                                 {"abs(7% - 8%)", 1, "pp"},
                                 {"number(growth(\"GDP\")) + 1", 9.1, ""}};

    check_cases(cases, COUNT(cases));
}

static void every_function_gives_what_is_worked_out_by_hand(void **state)
{
    (void)state;
    static const Case cases[] = {{"if(1 > 2, 3, 4)", 4, ""},
                                 {"ifs(1 > 2, 3, 2 > 1, 4, 5)", 4, ""},
                                 {"ifs(1 > 2, 3, 2 > 3, 4, 5)", 5, ""},
                                 {"min(3, 1, 2)", 1, ""},
                                 {"max(3, 1, 5, 2)", 5, ""},
                                 {"abs(-3)", 3, ""},
                                 {"round(2.675, 2)", 2.68, ""},
                                 {"round(1.005, 2)", 1.01, ""},
                                 {"round(-2.5, 0)", -3, ""},
                                 {"round(2.5, 0)", 3, ""},
                                 {"round(2.4999, 0)", 2, ""},
                                 {"round(1234.5, -2)", 1200, ""},
                                 {"round(1250, -2)", 1300, ""},
                                 {"round(1234567890.4, 0)", 1234567890, ""},
                                 {"round(1e300, 9)", 1e300, ""},
                                 {"floor(2.7)", 2, ""},
                                 {"floor(-2.1)", -3, ""},
                                 {"floor((8.1 - 7.9) / 0.1)", 2, ""},
                                 {"floor(1234567890.9)", 1234567890, ""},
                                 {"ceil(2.1)", 3, ""},
                                 {"ceil(-2.9)", -2, ""},
                                 {"ceil(0.1 + 0.2 - 0.3)", 0, ""},
                                 {"sqrt(9)", 3, ""},
                                 {"exp(0)", 1, ""},
                                 {"ln(exp(2))", 2, ""},
                                 {"clamp(5, 1, 3)", 3, ""},
                                 {"clamp(0, 1, 3)", 1, ""},
                                 {"clamp(2, 1, 3)", 2, ""},
                                 {"clamp(3, param(\"five\"), 2)", NAN, ""},
                                 {"known(growth(\"GDP\"))", 1, ""},
                                 {"known(param(\"none\"))", 0, ""},
                                 {"or_else(param(\"none\"), param(\"none\"), 5%)", 5, "%"},
                                 {"efficacy(5.81%, 6%, 12%)", 60 + 40 * (5.81 - 6) / 6, ""},
                                 {"round(efficacy(5.81%, 6%, 12%), 2)", 58.73, ""},
                                 {"efficacy(3, 5, 1)", 80, ""},
                                 {"efficacy(9%, param(\"lo\"), param(\"hi\"), 50)", 75, ""},
                                 {"efficacy(13%, 6%, 12%)", 60 + 40 * 7.0 / 6, ""},
                                 {"efficacy(9%, 6%, 6%)", NAN, ""},
                                 {"ladder(1, 5%)", 1, ""},
                                 {"ladder(2, 5%)", 0.95, ""},
                                 {"ladder(30, 5%)", 0, ""},
                                 {"ladder(30, 5%, 60%)", 0.6, ""},
                                 {"piecewise(5%, 6%, 0, 8%, 3, 10%, 4)", 0, ""},
                                 {"piecewise(7%, 6%, 0, 8%, 3, 10%, 4)", 1.5, ""},
                                 {"piecewise(8%, 6%, 0, 8%, 3, 10%, 4)", 3, ""},
                                 {"piecewise(9%, 6%, 0, 8%, 3, 10%, 4)", 3.5, ""},
                                 {"piecewise(99%, 6%, 0, 8%, 3, 10%, 4)", 4, ""},
                                 {"piecewise(7%, 6%, 0, 8%, 3, param(\"lo\"), 4)", NAN, ""},
                                 {"city(growth(\"GDP\"))", 8, "%"},
                                 {"city(value(\"GDP\")) / value(\"GDP\")", 10, ""},
                                 {"before(value(\"GDP\"), 2)", 80, U},
                                 {"before(before(value(\"GDP\"), 2), 1)", 70, U},
                                 {"city(before(value(\"GDP\"), 1))", 990, U},
                                 {"city(value(\"GDP\") - before(value(\"GDP\"), 1))", 10, U},
                                 {"number(5.8%)", 5.8, ""}};

    check_cases(cases, COUNT(cases));
}

static void figures_are_told_apart_as_decimals(void **state)
{
    (void)state;
    static const Case cases[] = {{"0.1 + 0.2 = 0.3", 1, ""},  {"8.1 - 7.9 >= 0.2", 1, ""},
                                 {"8.1 - 7.9 < 0.2", 0, ""},  {"0.3 - 0.2 > 0.1", 0, ""},
                                 {"0.1 + 0.2 <> 0.3", 0, ""}, {"0.3 - 0.1 - 0.2 <= 0", 1, ""},
                                 {"1.00001 > 1", 1, ""}};

    check_cases(cases, COUNT(cases));
}

/* ---- unknown values ---- */

static void what_is_unknown_stays_unknown_but_where_logic_decides(void **state)
{
    (void)state;
#define NONE "param(\"none\")"
    static const Case cases[] = {{NONE " + 1%", NAN, "%"},
                                 {NONE " > 1%", NAN, ""},
                                 {"min(" NONE ", 1%)", NAN, "%"},
                                 {"max(1%, " NONE ")", NAN, "%"},
                                 {NONE " > 1% or true", 1, ""},
                                 {"true or " NONE " > 1%", 1, ""},
                                 {NONE " > 1% or false", NAN, ""},
                                 {NONE " > 1% and false", 0, ""},
                                 {"false and " NONE " > 1%", 0, ""},
                                 {NONE " > 1% and true", NAN, ""},
                                 {"not " NONE " > 1%", NAN, ""},
                                 {"if(" NONE " > 1%, 1, 1)", NAN, ""},
                                 {"if(true, 1%, " NONE ")", 1, "%"},
                                 {"ifs(" NONE " > 1%, 1, true, 2, 3)", NAN, ""},
                                 {"ifs(true, 2, " NONE " > 1%, 1, 3)", 2, ""},
                                 {"1 / 0", NAN, ""},
                                 {"0 / 0", NAN, ""},
                                 {"1e300 * 1e300", NAN, ""},
                                 {"exp(1000)", NAN, ""},
                                 {"10 ^ 400", NAN, ""},
                                 {"(-1) ^ 0.5", NAN, ""},
                                 {"sqrt(-1)", NAN, ""},
                                 {"ln(0)", NAN, ""},
                                 {"number(" NONE ") ^ 0", NAN, ""},
                                 {"1 ^ number(" NONE ")", NAN, ""},
                                 {"ladder(rank(" NONE "), 5%)", NAN, ""},
                                 {"or_else(1 / 0, 2)", 2, ""}};

    check_cases(cases, COUNT(cases));
}

/* ---- over the units and the months ---- */

static void check_all(const char *text, double a, double b, double c, double d)
{
    World w = {0};
    double out[WORLD_UNITS], want[] = {a, b, c, d};

    value_of(text, &w, out);
    for (size_t i = 0; i < WORLD_UNITS; i++)
        assert_value(out[i], want[i]);
}

static void units_are_compared_with_each_other(void **state)
{
    (void)state;
    check_all("rank(growth(\"GDP\"))", 1, 3, 1, NAN);
    check_all("rank_up(growth(\"GDP\"))", 2, 1, 2, NAN);
    check_all("rank(value(\"GDP\"))", 4, 3, 2, 1);
    check_all("rank(min(value(\"GDP\"), 200))", 4, 1, 1, 1);
    check_all("rank_up(min(value(\"GDP\"), 200))", 1, 2, 2, 2);
    check_all("rank(param(\"none\"))", NAN, NAN, NAN, NAN);
    check_all("max_units(growth(\"GDP\"))", 8.1, 8.1, 8.1, 8.1);
    check_all("min_units(growth(\"GDP\"))", 7.9, 7.9, 7.9, 7.9);
    check_all("mean_units(value(\"GDP\"))", 250, 250, 250, 250);
    check_all("median_units(value(\"GDP\"))", 250, 250, 250, 250);
    check_all("median_units(growth(\"GDP\"))", 8.1, 8.1, 8.1, 8.1);
    check_all("sum_units(value(\"GDP\"))", 1000, 1000, 1000, 1000);
    check_all("count_units(growth(\"GDP\") >= 8%)", 2, 2, 2, 2);
    check_all("count_units(param(\"none\") >= 8%)", NAN, NAN, NAN, NAN);
    check_all("mean_units(param(\"none\"))", NAN, NAN, NAN, NAN);
    check_all("rank(growth(\"GDP\")) + rank(value(\"GDP\"))", 5, 6, 3, NAN);
    check_all("max_units(rank(growth(\"GDP\")))", 3, 3, 3, 3);
    check_all("growth(\"GDP\") - city(growth(\"GDP\"))", 0.1, -0.1, 0.1, NAN);
    check_all(
        "max(1, value(\"GDP\") * 2, min(3, value(\"GDP\"))) + rank(value(\"GDP\")) * value(\"GDP\") / 2", 400,
        700, 900, 1000);
}

/* Two that differ by the last binary digit share their place. */
static void ties_do_not_hang_on_the_last_binary_digit(void **state)
{
    (void)state;
    check_all("rank(if(value(\"GDP\") > 250, 0.1 + 0.2, if(value(\"GDP\") > 150, 0.3, 0.2)))", 4, 1, 1, 1);
}

/* The assessed month is June; growth of January is unknown. */
static void months_go_from_january_to_the_assessed_one(void **state)
{
    (void)state;
    static const Case cases[] = {{"sum_months(value(\"NEW\"))", 21, "家"},
                                 {"mean_months(value(\"NEW\"))", 3.5, "家"},
                                 {"max_months(value(\"NEW\"))", 6, "家"},
                                 {"min_months(value(\"NEW\"))", 1, "家"},
                                 {"mean_months(growth(\"GDP\"))", 7.9, "%"},
                                 {"max_months(growth(\"GDP\"))", 8.1, "%"},
                                 {"min_months(growth(\"GDP\"))", 7.7, "%"},
                                 {"count_months(growth(\"GDP\") >= 7.9%)", 3, ""},
                                 {"known_months(growth(\"GDP\"))", 5, ""},
                                 {"known_months(param(\"none\"))", 0, ""},
                                 {"count_months(param(\"none\") > 1%)", 0, ""},
                                 {"sum_months(param(\"none\"))", NAN, "%"},
                                 {"mean_months(param(\"none\"))", NAN, "%"},
                                 {"sum_months(before(value(\"GDP\"), 12))", 6 * (100 - 120) - 10 * 15, U},
                                 {"before(sum_months(value(\"NEW\")), 12)", 21, "家"},
                                 {"before(sum_months(value(\"NEW\")), 2)", 10, "家"},
                                 {"before(sum_months(value(\"NEW\")), 6)", 78, "家"},
                                 {"mean_months(rank(growth(\"GDP\")))", 1, ""},
                                 {"sum_months(value(\"NEW\")) + value(\"NEW\")", 27, "家"},
                                 {"sum_months(city(value(\"GDP\")))", 6000 - 150, U},
                                 {"city(sum_months(value(\"GDP\")))", 6000 - 150, U}};

    check_cases(cases, COUNT(cases));
}

static void a_reading_is_made_once_a_month(void **state)
{
    (void)state;
    World w = {0};
    double out[WORLD_UNITS];

    value_of("sum_months(growth(\"GDP\")) + growth(\"GDP\")", &w, out);
    assert_int_equal(w.reads, 7);
    assert_int_equal(w.most_back, 5);
}

static void the_host_may_freeze_what_is_taken_over_the_units(void **state)
{
    (void)state;
    const char *text = "growth(\"GDP\") / max_units(growth(\"GDP\"))";
    double frozen = 16.2, out[WORLD_UNITS];
    World w = {.frozen = &frozen};

    value_of(text, &w, out);
    assert_value(out[0], 0.5);
    assert_string_equal(w.group.function, "max_units");
    assert_int_equal(w.group.where.column, 17);
    assert_int_equal(w.groups, 1);
    value_of("sum_months(max_units(growth(\"GDP\")))", &w, out);
    assert_int_equal(w.groups, 7);
    assert_int_equal(w.group.months_back, 5);
}

static void a_failing_reading_fails_the_evaluation(void **state)
{
    (void)state;
    static const char *const texts[] = {"sum_months(growth(\"GDP\")) * value(\"GDP\") + city(value(\"GDP\"))",
                                        "max(1%, rank(growth(\"GDP\")) * mean_units(growth(\"GDP\")))",
                                        "before(growth(\"GDP\"), 3)"};

    for (size_t i = 0; i < COUNT(texts); i++) {
        World w = {0};
        FormulaHost host = world_host(&w);
        const Formula *f = good(texts[i], &w);
        double out[WORLD_UNITS];
        Err e = {.lang = LANG_EN};
        assert_true(formula_eval(f, &host, arena, out, &e));
        int reads = w.reads;
        for (int k = 1; k <= reads; k++) {
            w = (World){.fails_at = (size_t)k};
            assert_false(formula_eval(f, &host, arena, out, &e));
            assert_string_equal(e.msg, "cannot read");
            assert_int_equal(w.reads, k);
        }
    }
}

static void a_formula_tells_what_it_reads(void **state)
{
    (void)state;
    World w = {0};
    const FormulaRef *refs;
    const Formula *f = good("value(\"NEW\") / city(before(value(\"NEW\"), 12)) + growth(\"GDP\") / 1%", &w);

    assert_int_equal(formula_refs(f, &refs), 3);
    assert_string_equal(refs[0].reader->name, "value");
    assert_string_equal(refs[0].args[0], "NEW");
    assert_string_equal(refs[0].args[1], "");
    assert_int_equal(refs[0].scope, FORMULA_OF_UNITS);
    assert_int_equal(refs[1].scope, FORMULA_OF_WHOLE);
    assert_int_equal(refs[1].months_back, 12);
    assert_int_equal(refs[2].months_back, 0);
    assert_int_equal(refs[2].where.column, 49);
}

static void points_are_plain_numbers_and_per_cent(void **state)
{
    (void)state;
    const char *text = "points";

    assert_value(formula_points((FormulaUnit){""}, 3.5), 3.5);
    assert_value(formula_points((FormulaUnit){"%"}, 950), 9.5);
    assert_value(formula_points((FormulaUnit){"pp"}, 1), NAN);
    assert_false(formula_gives_points((FormulaUnit){U}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_bind_as_in_a_spreadsheet),
        cmocka_unit_test(signs_of_chinese_input_methods_are_accepted),
        cmocka_unit_test(literals_have_units),
        cmocka_unit_test(units_follow_from_what_is_done),
        cmocka_unit_test(every_function_gives_what_is_worked_out_by_hand),
        cmocka_unit_test(figures_are_told_apart_as_decimals),
        cmocka_unit_test(what_is_unknown_stays_unknown_but_where_logic_decides),
        cmocka_unit_test(units_are_compared_with_each_other),
        cmocka_unit_test(ties_do_not_hang_on_the_last_binary_digit),
        cmocka_unit_test(months_go_from_january_to_the_assessed_one),
        cmocka_unit_test(a_reading_is_made_once_a_month),
        cmocka_unit_test(the_host_may_freeze_what_is_taken_over_the_units),
        cmocka_unit_test(a_failing_reading_fails_the_evaluation),
        cmocka_unit_test(a_formula_tells_what_it_reads),
        cmocka_unit_test(points_are_plain_numbers_and_per_cent),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
