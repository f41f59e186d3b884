#include "cm.h"

#include <stdlib.h>

#include "city_folder.h"
#include "indicator/observation.h"
#include "outlook/scenario.h"

#define HEAD                                                                                                 \
    "tree,node,parent,name_zh,name_en,indicator,weight_indicator,driver,elasticity,elasticity_source,"       \
    "valid_from,valid_to,note\n"

static const char good[] = HEAD "GDP,GDP,,总量,Total,GDP,,,,,2000-01-01,,\n"
                                "GDP,ONE,GDP,一产,Primary,VA1,,,,,2000-01-01,,\n"
                                "GDP,TWO,GDP,二产,Secondary,VA2,,IVA,0.8,样本,2000-01-01,2020-12-31,\n"
                                "GDP,TWO,GDP,二产,Secondary,VA2,VA2,IVA,0.9,样本,2021-01-01,,\n"
                                "GDP,TWO,GDP,二产,Secondary,VA2,VA2,TREV,0.1,样本,2021-01-01,,\n";

static const char figures[] = "indicator,area,period,basis,measure,value,unit,status,known_on\n"
                              "GDP,330182,2020-06,ytd,value,200,,,2021-07-15\n"
                              "GDP,330182,2021-06,ytd,value,230,,,2021-07-15\n"
                              "GDP,330182,2021-06,ytd,yoy,12.1,,,2021-07-15\n"
                              "GDP,330182,2020,year,value,420,,,2021-02-15\n"
                              "VA1,330182,2020-06,ytd,value,20,,,2021-07-15\n"
                              "VA1,330182,2021-06,ytd,yoy,3.1,,sample,2021-07-15\n"
                              "VA2,330182,2021-06,ytd,value,103.2,,,2021-07-15\n"
                              "VA2,330182,2021-06,ytd,yoy,14.7,,,2021-07-15\n"
                              "IVA,330182,2021-05,ytd,yoy,19.0,,,2021-06-15\n"
                              "IVA,330182,2021-06,ytd,yoy,17.7,,,2021-07-15\n";

typedef struct Desk {
    CityFixture *f;
    City city;
    Catalogue catalogue;
    Outlook o;
    Findings fs;
    DriverTree tree;
    DriverState s;
} Desk;

static bool desk_load(Desk *d, const char *code, Period p)
{
    CityFixture *f = d->f;

    f->e = (Err){.lang = LANG_EN};
    d->fs = (Findings){.arena = f->arena, .lang = LANG_EN};
    assert_true(city_load(f->s, 0, f->arena, &d->city, &f->e));
    assert_true(catalogue_load(f->s, &d->city, f->arena, &d->catalogue, &f->e));
    assert_true(outlook_open(&(View){.s = f->s, .city = &d->city}, &d->catalogue, f->arena, &d->o, &f->e));
    return drivers_load(&d->o, &(DriverKey){code, p}, &d->fs, &d->tree, &f->e);
}

static Desk *desk_new(void)
{
    CityFixture *f = fixture_new();
    Desk *d = NEW(f->arena, Desk);

    d->f = f;
    assert_true(fixture_import(f, "drivers.csv", good));
    assert_true(fixture_import(f, "figures.csv", figures));
    assert_true(desk_load(d, NULL, period_month(2021, 6)));
    assert_true(drivers_state(&d->o, &d->tree, &(DriverAsk){d->city.self, period_month(2021, 6), false},
                              &d->s, &f->e));
    return d;
}

static void desk_free(Desk **d)
{
    CityFixture *f = (*d)->f;

    fixture_free(&f);
}

static void a_tree_holds_on_its_days_and_its_figures_say_what_they_are(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();
    const DriverState *s = &d->s;

    assert_int_equal(d->tree.n, 3);
    assert_int_equal(d->tree.nodes[2].n_links, 2);
    assert_near(d->tree.nodes[2].links[0].elasticity, 0.9, 0);
    assert_int_equal(d->tree.n_drivers, 2);
    assert_string_equal(driver_figure_status(&s->growth[0]), "published");
    assert_near(s->share[1].value, 0.1, 1e-15);
    assert_string_equal(driver_figure_status(&s->growth[1]), "sample");
    assert_near(s->share[2].value, 103.2 / 1.147 / 200, 1e-12); /* taken back by its growth */
    assert_string_equal(driver_figure_status(&s->share[2]), "derived");
    assert_near(s->driver[0].value, 17.7, 0);
    assert_true(isnan(s->driver[1].value) && isnan(s->moves[0]));
    assert_true(s->sample);
    assert_int_equal(s->n_unknown, 0);
    Period p;
    assert_true(drivers_latest(&d->o, &d->tree, d->city.self, &p, &d->f->e));
    assert_true(period_eq(p, period_month(2021, 6)));
    assert_true(desk_load(d, "GDP", period_month(2020, 6)));
    assert_int_equal(d->tree.nodes[2].n_links, 1);
    assert_false(desk_load(d, "NONE", period_month(2020, 6)));
    assert_int_equal(d->f->e.kind, ERR_NOT_FOUND);
    assert_false(desk_load(d, "GDP", period_month(1999, 6)));
    assert_int_equal(d->f->e.kind, ERR_NOT_FOUND);
}

static void growth_that_nobody_published_is_the_mean_of_known_parts(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();
    DriverState s;

    assert_true(fixture_import(d->f, "drivers.csv",
                               HEAD "GDP,G,,总量,Total,,,,,,,,\nGDP,ONE,G,一产,Primary,VA1,,,,,,,\n"
                                    "GDP,TWO,G,二产,Secondary,VA2,,,,,,,\n"));
    assert_true(desk_load(d, "GDP", period_month(2021, 6)));
    assert_true(drivers_state(&d->o, &d->tree, &(DriverAsk){d->city.self, period_month(2021, 6), false}, &s,
                              &d->f->e));
    double two = 103.2 / 1.147;
    assert_near(s.growth[0].value, (20 * 3.1 + two * 14.7) / (20 + two), 1e-12);
    assert_int_equal(s.growth[0].origin, DRIVER_DERIVED);
    assert_string_equal(driver_figure_status(&s.growth[0]), "derived");
    assert_true(s.growth[0].sample);
    assert_string_equal(driver_figure_status_name(&s.growth[0], d->f->arena, LANG_EN), "derived (sample)");
}

static void every_fault_of_a_tree_is_told_at_once(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();
    static const char *const expected[] = {"several-roots",    "unknown-parent",    "cycle",
                                           "missing-weight",   "missing-indicator", "missing-elasticity",
                                           "missing-source",   "driver-of-whole",   "driver-is-node",
                                           "elasticity-alone", "node-differs",      "weight-no-level"};

    assert_true(fixture_import(d->f, "drivers.csv",
                               HEAD "GDP,GDP,,总量,Total,GDP,,IVA,1,样本,,,\n" /* drives a whole */
                                    "GDP,SECOND,,又一,Again,VA2,,,,,,,\n"
                                    "GDP,A,GDP,甲,A,VA1,,TREV,,,,,\n" /* neither elasticity nor source */
                                    "GDP,B,NOWHERE,乙,B,VA1,LOAN,,,,,,\n"
                                    "GDP,C,D,丙,C,IVA,,,,,,,\nGDP,D,C,丁,D,IVA,,,,,,,\n"
                                    "GDP,E,GDP,戊,E,,,,2,,,,\n" /* nothing at all */
                                    "GDP,F,GDP,己,F,TREV,,PROFIT,1,样本,,,\n"
                                    "GDP,F,A,己,F,TREV,,VA2,1,样本,,,\n"));
    assert_false(desk_load(d, "GDP", period_month(2021, 6)));
    assert_int_equal(d->f->e.kind, ERR_REFUSED);
    for (size_t i = 0; i < COUNT(expected); i++) {
        bool found = false;
        for (size_t k = 0; k < d->fs.n; k++)
            found = found || strcmp(d->fs.items[k].code, expected[i]) == 0;
        if (!found)
            fail_msg("%s was not told", expected[i]);
    }
    for (size_t k = 0; k < d->fs.n; k++)
        if (strcmp(d->fs.items[k].code, "unknown-parent") == 0)
            assert_int_equal(d->fs.items[k].at.row, 5);
}

static void a_tree_without_a_root_is_a_cycle_and_is_told(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();

    assert_true(fixture_import(d->f, "drivers.csv", HEAD "T,A,B,甲,A,VA1,,,,,,,\nT,B,A,乙,B,VA2,,,,,,,\n"));
    assert_false(desk_load(d, NULL, period_month(2021, 6)));
    assert_int_equal(d->fs.n_faults, 3); /* no root, and two that are above themselves */
}

/* ---- scenarios ---- */

static bool save(Desk *d, const char *name, const char *assumption, Scenario *sc)
{
    DriverChange *c = NEW(d->f->arena, DriverChange);
    WhatIf w;
    Intake in = {330182, "analyst", "2021-07-20T08:00:00Z", 20210720};

    d->f->e = (Err){.lang = LANG_EN};
    assert_true(what_if_read(&d->tree, assumption, d->f->arena, c, &d->f->e));
    assert_true(what_if(&d->s, c, 1, d->f->arena, &w, &d->f->e));
    scenario_of(&w, d->f->arena, sc);
    sc->name = name;
    sc->note = "a note";
    return scenario_add(d->f->s, &in, sc, &d->f->e);
}

static void a_scenario_is_kept_as_it_was_reckoned(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();
    Scenario sc, back;

    assert_true(save(d, "工业多增一点", "IVA=+1", &sc));
    assert_true(save(d, "second", "ONE==-2.5", &sc));
    assert_false(save(d, "second", "ONE=+1", &sc));
    assert_int_equal(d->f->e.kind, ERR_CONFLICT);
    assert_false(save(d, " ", "ONE=+1", &sc));
    assert_int_equal(d->f->e.kind, ERR_INVALID);
    assert_false(save(d, "two\nlines", "ONE=+1", &sc));
    assert_true(scenario_find(d->f->s, 330182, "工业多增一点", d->f->arena, &back, &d->f->e));
    assert_int_equal(back.id, 1);
    assert_string_equal(back.by, "analyst");
    assert_string_equal(back.changes[0], "IVA=+1");
    assert_true(back.sample && !back.year_end && period_eq(back.period, period_month(2021, 6)));
    assert_int_equal(back.n_rows, 3);
    assert_near(back.rows[2].after, 14.7 + 0.9, 1e-12);
    assert_near(back.rows[0].after - back.rows[0].before, 0.9 * 103.2 / 1.147 / 200, 1e-12);
    assert_true(back.rows[0].points - back.rows[1].points - back.rows[2].points == back.rows[0].residual);
    assert_true(scenario_find(d->f->s, 330182, "2", d->f->arena, &back, &d->f->e));
    assert_string_equal(back.name, "second");
    assert_near(back.rows[1].after, -2.5, 0);
    assert_false(scenario_find(d->f->s, 330182, "secnd", d->f->arena, &back, &d->f->e));
    assert_non_null(strstr(d->f->e.msg, "did you mean \"second\""));
}

static void scenarios_stand_side_by_side(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();
    Scenario sc, *all;
    ScenarioCompared *rows;
    size_t n, n_rows;

    assert_true(save(d, "a", "IVA=+1", &sc) && save(d, "b", "IVA=-1", &sc));
    assert_true(scenario_list(d->f->s, 330182, d->f->arena, &all, &n, &d->f->e));
    assert_int_equal(n, 2);
    all[1].rows[1].code = "OTHER"; /* the tree had another part then */
    scenario_compare(all, n, d->f->arena, &rows, &n_rows);
    assert_int_equal(n_rows, 4);
    assert_string_equal(rows[0].code, "GDP");
    assert_true(rows[0].of[0]->after > rows[0].of[1]->after);
    assert_null(rows[1].of[1]);
    assert_null(rows[3].of[0]);
}

static void a_scenario_is_no_observation_and_cannot_be_changed(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();
    Verification v = {.arena = d->f->arena, .lang = LANG_EN};
    Scenario sc;
    History before, after;
    const Indicator *iva = catalogue_by_code(&d->catalogue, "IVA");

    assert_true(history_load(&d->o.known, iva, d->city.self, d->f->arena, &before, &d->f->e));
    assert_true(save(d, "a", "IVA=+1", &sc));
    assert_true(history_load(&d->o.known, iva, d->city.self, d->f->arena, &after, &d->f->e));
    assert_int_equal(before.n, after.n);
    /* What the chain holds of it is all of it, results too: none can be changed afterwards. */
    AuditRow *chain;
    size_t n;
    assert_true(audit_list(d->f->s, 330182, d->f->arena, &chain, &n, &d->f->e));
    assert_string_equal(chain[n - 1].entry.action, "scenario");
    assert_non_null(strstr(chain[n - 1].entry.content, "changes 1\nIVA=+1\nresults 3\nGDP 1 12.1 "));
    assert_true(ledger_verify(d->f->s, 330182, &v, &d->f->e) &&
                scenario_verify(d->f->s, 330182, &v, &d->f->e));
    assert_int_equal(v.n, 0);
    /* A row that never went through the audit chain, as somebody with the file at hand would put it in. */
    assert_true(RUN(d->f->s, SQL_SCENARIO_INSERT, &d->f->e, INT(330182), INT(2), TEXTARG("forged"),
                    TEXTARG("GDP"), TEXTARG("330182"), INT(20210600), INT(0), INT(0), INT(0), TEXTARG(""),
                    TEXTARG(""), TEXTARG(""), TEXTARG("x"), TEXTARG("2021-07-20T08:00:00Z"), INT(1)));
    assert_true(scenario_verify(d->f->s, 330182, &v, &d->f->e));
    assert_int_equal(v.n, 2); /* it is not what entry 1 says, and the chain has one fewer */
}

/* ---- the demo's city ---- */

static void the_demo_city_has_a_sound_tree_that_adds_up(void **state)
{
    (void)state;
    AUTO(desk_free) Desk *d = desk_new();
    const char *root = getenv("ROOT");
    const char *folder = arena_printf(d->f->arena, "%s/cities/jiande", root ? root : ".");
    ImportSpec spec = {
        .intake = {.by = "tester", .received_at = "2021-07-20T08:00:00Z", .known_on = 20210720}};
    CityFixture *f = d->f;
    Waterfall w;
    DriverState q1, year;

    store_close(&f->s);
    assert_true(store_open(tmp_file(&f->tmp, "jiande.db"), STORE_CREATE, &f->s, &f->e));
    if (!import_path(f->s, folder, &spec, f->arena, &f->report, &f->e))
        fail_msg("%s", f->e.msg);
    if (!desk_load(d, NULL, period_month(2021, 6)))
        fail_msg("%s", f->e.msg);
    assert_int_equal(d->tree.n, 12);
    DriverAsk ask = {d->city.self, period_month(2021, 6), false};
    assert_true(drivers_state(&d->o, &d->tree, &ask, &d->s, &f->e));
    assert_int_equal(d->s.n_unknown, 0);
    assert_true(d->s.sample);
    for (size_t i = 0; i < d->tree.n_drivers; i++)
        assert_false(isnan(d->s.driver[i].value));
    ask.period = period_month(2021, 3);
    assert_true(drivers_state(&d->o, &d->tree, &ask, &q1, &f->e));
    drivers_waterfall(&q1, &d->s, f->arena, &w);
    assert_near(w.change[0], 12.1 - 15.1, 1e-11);
    assert_true(fabs(w.residual[0]) < 0.2);
    ask = (DriverAsk){d->city.self, period_month(2021, 6), true};
    assert_true(drivers_state(&d->o, &d->tree, &ask, &year, &f->e));
    assert_int_equal(year.growth[0].origin, DRIVER_FORECAST);
    assert_int_equal(year.n_unknown, 0);
    /* A goal is met by solving backward, on the year's end. */
    Solved x;
    SolveAsk goal = {year.growth[0].value + 0.3, {true, drivers_driver(&d->tree, "IVA"), false, 0}, NULL, 0};
    assert_true(what_if_solve(&year, &goal, f->arena, &x, &f->e));
    assert_true(x.growth > x.now);
    assert_near(x.reached, goal.goal, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_holds_on_its_days_and_its_figures_say_what_they_are),
        cmocka_unit_test(growth_that_nobody_published_is_the_mean_of_known_parts),
        cmocka_unit_test(every_fault_of_a_tree_is_told_at_once),
        cmocka_unit_test(a_tree_without_a_root_is_a_cycle_and_is_told),
        cmocka_unit_test(a_scenario_is_kept_as_it_was_reckoned),
        cmocka_unit_test(scenarios_stand_side_by_side),
        cmocka_unit_test(a_scenario_is_no_observation_and_cannot_be_changed),
        cmocka_unit_test(the_demo_city_has_a_sound_tree_that_adds_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
