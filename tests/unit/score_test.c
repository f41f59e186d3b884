/* Scoring beyond the oracles: missing figures, exemptions, bounds, gates, ties, faults with their places,
 * runs that can be computed again, comparing, what-if, appeals. */
#include <sqlite3.h>

#include "base/limits.h"
#include "cm.h"
#include "score/appeal.h"
#include "score/explain.h"
#include "score_world.h"

/* ---- a scheme from texts ---- */

#define SCHEME_ROW                                                                                           \
    "code,name_zh,name_en,period,valid_from,valid_to,decimals,ties,status,source\nt,试,Trial,month,,,2,%s," \
    "sample,\n"
#define ITEM_HEAD "item,group,name_zh,name_en,kind,weight,formula,missing,low,high,decimals,class,source\n"

typedef struct Table {
    const char *name, *text;
} Table;

static void put(ScoreWorld *w, const char *name, const char *text)
{
    tmp_write(&w->tmp, arena_printf(w->arena, "%s.csv", name), text);
}

/* A formula has commas of its own: the six before it and the six behind it become tabs. */
static char *tabs(ScoreWorld *w, const char *items)
{
    char *text = arena_printf(w->arena, ITEM_HEAD "%s", items);

    for (char *line = text; *line; line += strcspn(line, "\n") + 1) {
        size_t n = strcspn(line, "\n");
        for (size_t i = 0, k = 0; k < 6 && i < n; i++)
            if (line[i] == ',' && k++ < 6)
                line[i] = '\t';
        for (size_t i = n, k = 0; k < 6 && i-- > 0;)
            if (line[i] == ',' && k++ < 6)
                line[i] = '\t';
    }
    return text;
}

/* Counties A to D in one class; items and further tables as given. The folder also holds the store. */
static void tables(ScoreWorld *w, const char *ties, const char *items, const Table *more, size_t n)
{
    put(w, "scheme", arena_printf(w->arena, SCHEME_ROW, ties));
    put(w, "classes", "class,name_zh,name_en\nK,类,Class\n");
    put(w, "units",
        "unit_kind,unit,class,valid_from,valid_to\narea,990001,K,,\narea,990002,K,,\narea,990003,K,,\n"
        "area,990004,K,,\n");
    put(w, "items", tabs(w, items));
    for (size_t i = 0; i < n; i++)
        put(w, more[i].name, more[i].text);
}

/* figures.csv lies in the same folder, and is no table of a scheme. */
static const char *folder(ScoreWorld *w)
{
    unlink(tmp_file(&w->tmp, "figures.csv"));
    return w->tmp.path;
}

static void scheme_of(ScoreWorld *w, const char *items, const Table *more, size_t n)
{
    tables(w, "share", items, more, n);
    world_scheme(w, folder(w));
}

/* growth("FAI") of September: A 10, B 8, C 6, D as given. */
static void growths(ScoreWorld *w, const char *d)
{
    world_figures(
        w, arena_printf(w->arena,
                        "FAI,990001,2021-09,ytd,yoy,10,published,2021-10-20\n"
                        "FAI,990002,2021-09,ytd,yoy,8,published,2021-10-20\n"
                        "FAI,990003,2021-09,ytd,yoy,6,published,2021-10-20\n%s",
                        *d ? arena_printf(w->arena, "FAI,990004,2021-09,ytd,yoy,%s,published,2021-10-20\n", d)
                           : ""));
}

static int setup(void **state)
{
    *state = world_new();
    return 0;
}

static int teardown(void **state)
{
    world_free((ScoreWorld **)state);
    return 0;
}

/* ---- rounding, ties ---- */

static void halves_go_away_from_zero_as_people_round(void **state)
{
    (void)state;
    assert_near(score_round(58.725, 2), 58.73, 0); /* in binary it lies below */
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
                          {"exemptions", "unit,item,valid_from,valid_to,reason\n990001,A,,,new\n"
                                         "990002,A,,,new\n990002,B,,,new\n990003,A,2022-01-01,,later\n"}};

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

static const Table talk = {"entries", "kind,name_zh,name_en,unit\ntalk,约谈,talk,次\n"};

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

/* ---- runs ---- */

static RunSpec month_spec(void)
{
    return (RunSpec){.scheme = "t", .period = period_month(2021, 9), .title = "September"};
}

static void publish(ScoreWorld *w)
{
    Intake in = world_intake(w, "office");
    SchemePublication p = {.code = "t", .from = 20210101};

    WORLD_OK(w, scheme_publish(w->s, &in, &p, &w->e));
}

static ScoreRun run_of(ScoreWorld *w, RunSpec spec)
{
    Intake in = world_intake(w, "office");
    ScoreRun r;

    spec.feed = w->feed.n ? &w->feed : NULL;
    WORLD_OK(w, score_run(w->s, &spec, &in, w->arena, &r, &w->e));
    return r;
}

static const char ranked[] =
    "A,,一,A,score,60,weight() * efficacy(growth(\"FAI\"), min_units(growth(\"FAI\")), "
    "max_units(growth(\"FAI\"))) / 100,zero,,,,*,\n"
    "B,,二,B,score,40,weight() * ladder(rank(growth(\"FAI\")), 10%),zero,,,2,*,\n"
    "T,,三,T,deduction,,entry(\"talk\") + tasks(\"late\"),zero,,,,*,\n";

static void a_run_gives_the_same_bits_after_the_world_moved_on(void **state)
{
    ScoreWorld *w = *state;
    RunCheck check;

    world_answer(w, "tasks", "late", "990001", 1);
    growths(w, "4");
    scheme_of(w, ranked, &talk, 1);
    WORLD_OK(w, world_enter(w, "990002", "talk", "2021-09", 1));
    assert_false(score_run(w->s, &(RunSpec){.scheme = "t", .period = period_month(2021, 9)},
                           &(const Intake){w->city.id, "office", "2021-12-31T08:00:00Z", 20211231}, w->arena,
                           &(ScoreRun){0}, &w->e)); /* not published */
    publish(w);
    ScoreRun r = run_of(w, month_spec());
    world_figures(w, "FAI,990001,2021-09,ytd,yoy,1,published,2021-10-20\n");
    WORLD_OK(w, world_enter(w, "990002", "talk", "2021-09", 5));
    w->answers[0].value = 7;
    WORLD_OK(w, score_recheck(w->s, &r, w->arena, &check, &w->e));
    assert_true(check.same);
    ScoreRun later = run_of(w, month_spec());
    assert_string_not_equal(r.lines_sha256, later.lines_sha256);
    WORLD_OK(w, score_recheck(w->s, &later, w->arena, &check, &w->e));
    assert_true(check.same);
}

static const ScoreChange *change_of(const ScoreComparison *c, const char *unit, const char *item)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->changes[i].unit, unit) == 0 && strcmp(c->changes[i].item, item) == 0)
            return &c->changes[i];
    return NULL;
}

static const ScoreCause *cause_of_kind(const ScoreChange *x, CauseKind k)
{
    for (size_t i = 0; x && i < x->n_causes; i++)
        if (x->causes[i].kind == k)
            return &x->causes[i];
    return NULL;
}

static void comparing_tells_the_figure_the_bound_and_the_moved_rank(void **state)
{
    ScoreWorld *w = *state;
    ScoreComparison c;

    world_answer(w, "tasks", "late", "990003", 0);
    growths(w, "4");
    scheme_of(w, ranked, &talk, 1);
    publish(w);
    ScoreRun a = run_of(w, month_spec());
    world_figures(w, "FAI,990001,2021-09,ytd,yoy,7,published,2021-10-20\n");
    WORLD_OK(w, world_enter(w, "990003", "talk", "2021-09", 2));
    ScoreRun b = run_of(w, month_spec());
    WORLD_OK(w, score_compare(w->s, a.id, b.id, w->arena, &c, &w->e));
    const ScoreCause *figure = cause_of_kind(change_of(&c, "990001", "A"), CAUSE_FIGURE);
    assert_non_null(figure);
    assert_string_equal(figure->what, "growth(\"FAI\") 2021-09");
    assert_near(figure->before, 10, 0);
    assert_near(figure->after, 7, 0);
    assert_int_equal(figure->submission, b.until_submission);
    assert_non_null(cause_of_kind(change_of(&c, "990002", "A"), CAUSE_BOUND)); /* the most was 10, is 8 */
    assert_null(cause_of_kind(change_of(&c, "990002", "A"), CAUSE_FIGURE));
    assert_non_null(cause_of_kind(change_of(&c, "990002", "B"), CAUSE_OTHERS)); /* second, now first */
    assert_near(cause_of_kind(change_of(&c, "990003", "T"), CAUSE_ENTRY)->after, 2, 0);
    assert_null(change_of(&c, "990004", "B")); /* fourth before and after */
    assert_int_equal(change_of(&c, "990002", "")->place_after, 1);
}

static void comparing_tells_a_changed_rule(void **state)
{
    ScoreWorld *w = *state;
    Intake in = world_intake(w, "office");
    ScoreComparison c;

    growths(w, "4");
    scheme_of(w, "A,,一,A,score,60,number(growth(\"FAI\")),zero,,,,*,\n", NULL, 0);
    publish(w);
    ScoreRun a = run_of(w, month_spec());
    scheme_of(w, "A,,一,A,score,60,2 * number(growth(\"FAI\")),zero,,,,*,\n", NULL, 0);
    WORLD_OK(w, scheme_publish(w->s, &in, &(SchemePublication){.code = "t", .from = 20210901}, &w->e));
    ScoreRun b = run_of(w, month_spec());
    WORLD_OK(w, score_compare(w->s, a.id, b.id, w->arena, &c, &w->e));
    const ScoreCause *rule = cause_of_kind(change_of(&c, "990004", "A"), CAUSE_RULE);
    assert_string_equal(rule->what, "formula");
    assert_string_equal(rule->text_after, "2 * number(growth(\"FAI\"))");
}

static void a_correction_may_hold_the_bounds_of_the_first_run(void **state)
{
    ScoreWorld *w = *state;
    RunSpec spec = month_spec();
    ScoreComparison c;
    RunCheck check;

    growths(w, "4");
    scheme_of(w, ranked, &talk, 1);
    publish(w);
    ScoreRun a = run_of(w, spec);
    world_figures(w, "FAI,990001,2021-09,ytd,yoy,7,published,2021-10-20\n");
    spec.corrects = a.id;
    spec.hold_bounds = true;
    ScoreRun b = run_of(w, spec);
    assert_int_equal(b.kind, RUN_CORRECTION);
    WORLD_OK(w, score_compare(w->s, a.id, b.id, w->arena, &c, &w->e));
    assert_null(change_of(&c, "990002", "A")); /* the most is still 10 */
    assert_non_null(change_of(&c, "990001", "A"));
    WORLD_OK(w, score_recheck(w->s, &b, w->arena, &check, &w->e));
    assert_true(check.same);
    spec.period = period_month(2021, 8);
    assert_false(score_run(w->s, &spec, &(const Intake){w->city.id, "o", "2021-12-31T08:00:00Z", 0}, w->arena,
                           &(ScoreRun){0}, &w->e));
    assert_int_equal(w->e.kind, ERR_CONFLICT);
}

/* ---- verifying ---- */

static void by_hand(ScoreWorld *w, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(tmp_file(&w->tmp, "q.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static size_t wrongs(ScoreWorld *w, bool deep)
{
    Verification v = {.arena = w->arena, .lang = LANG_EN};

    WORLD_OK(w, assessment_verify(w->s, w->city.id, deep, &v, &w->e));
    return v.n;
}

static void verification_finds_what_was_changed_by_hand(void **state)
{
    ScoreWorld *w = *state;

    growths(w, "4");
    scheme_of(w, ranked, &talk, 1);
    publish(w);
    WORLD_OK(w, world_enter(w, "990003", "talk", "2021-09", 2));
    run_of(w, month_spec());
    assert_int_equal(wrongs(w, true), 0);
    by_hand(w, "DROP TRIGGER score_line_keep; UPDATE score_line SET points = points + 1 WHERE line = 2");
    assert_int_equal(wrongs(w, false), 2); /* the line, and the run's digest */
    assert_int_equal(wrongs(w, true), 3);  /* and it does not come out again */
    by_hand(w, "UPDATE score_line SET points = points - 1 WHERE line = 2");
    by_hand(w, "DROP TRIGGER score_entry_keep; UPDATE score_entry SET value = 0");
    assert_int_equal(wrongs(w, false), 1);
    by_hand(w, "UPDATE score_entry SET value = 2; DROP TRIGGER scheme_row_keep;"
               "UPDATE scheme_row SET content = replace(content, '10%', '20%')");
    assert_int_equal(wrongs(w, false), 1);
}

/* ---- why, what-if ---- */

static void why_leads_to_the_cell_of_the_file(void **state)
{
    ScoreWorld *w = *state;
    ScoreWhy why;

    growths(w, "4");
    scheme_of(w, ranked, &talk, 1);
    world_compute(w, "2021-09");
    WORLD_OK(w, score_why(&w->result, 1, 0, w->arena, &why, &w->e));
    assert_near(why.line->points, 60 * (60 + 40 * (8.0 - 4) / (10 - 4)) / 100, 1e-9);
    assert_near(why.steps.items[0].value, why.line->raw, 0);
    assert_string_equal(why.weight_from, "items");
    bool found = false;
    for (size_t i = 0; i < why.n_readings; i++) {
        const ScoreReading *r = &why.readings[i];
        if (!r->indicator)
            continue;
        found = true;
        assert_near(r->value, 8, 0);
        assert_string_equal(r->from.file, "figures.csv");
        assert_string_equal(r->from.cell, "F3");
    }
    assert_true(found);
    WORLD_OK(w, world_enter(w, "990002", "talk", "2021-09", 2));
    world_compute(w, "2021-09");
    WORLD_OK(w, score_why(&w->result, 1, 2, w->arena, &why, &w->e));
    assert_int_equal(why.readings[0].n_entries, 1);
}

static void what_if_says_what_a_computation_with_the_figure_moved_gives(void **state)
{
    ScoreWorld *w = *state;
    ScoreStep *steps;
    size_t n;

    growths(w, "4");
    world_figures(w, "RETAIL,990003,2021-09,ytd,yoy,5,published,2021-10-20\n");
    scheme_of(w,
              "A,,一,A,score,60,weight() * efficacy(growth(\"FAI\"), min_units(growth(\"FAI\")), "
              "max_units(growth(\"FAI\"))) / 100,zero,,,,*,\nR,,二,R,score,40,number(growth(\"RETAIL\", "
              "\"ytd\")),zero,,,,*,\n"
              "R2,,三,R2,score,0,number(growth(\"RETAIL\")) / 2,zero,,,,*,\n"
              "T,,四,T,deduction,,entry(\"talk\"),zero,,,,*,\n",
              &talk, 1);
    WORLD_OK(w, world_enter(w, "990003", "talk", "2021-09", 2));
    world_compute(w, "2021-09");
    double before = world_unit(w, "990003")->total.points;
    WORLD_OK(w, score_what_if(&w->result, 2, w->arena, &steps, &n, &w->e));
    assert_int_equal(n, 3); /* growth of FAI and of RETAIL (read twice), talks */
    assert_string_equal(steps[0].ref->args[0], "FAI");
    assert_near(steps[1].gain, 1.5, 1e-9); /* RETAIL in both items */
    assert_near(steps[2].step, -1, 0);     /* one talk less */
    assert_near(steps[2].gain, 1, 1e-9);
    world_figures(w, "FAI,990003,2021-09,ytd,yoy,7,published,2021-10-20\n");
    world_compute(w, "2021-09");
    assert_near(world_unit(w, "990003")->total.points - before, steps[0].gain, 1e-9);
    assert_near(world_unit(w, "990003")->total.points, steps[0].total, 1e-9);
}

/* ---- publication, appeals ---- */

static void a_run_is_questioned_once_it_is_shown_and_answered_by_another(void **state)
{
    ScoreWorld *w = *state;
    Intake office = world_intake(w, "office"), town = world_intake(w, "town");

    growths(w, "4");
    scheme_of(w, ranked, &talk, 1);
    publish(w);
    ScoreRun r = run_of(w, month_spec());
    RunPublication p = {.run = r.id, .from = 20211015, .title = "September"};
    ScoreAppeal x = {.run = r.id, .unit = "990001", .item = "A", .text = "the figure was revised"}, y = x;
    WORLD_OK(w, publication_add(w->s, &office, &p, &w->e));
    assert_false(appeal_add(w->s, &town, 20211014, &x, &w->e));
    assert_int_equal(w->e.kind, ERR_CONFLICT);
    WORLD_OK(w, appeal_add(w->s, &town, 20211015, &x, &w->e));
    assert_false(appeal_add(w->s, &town, 20211016, &y, &w->e)); /* one is open */
    y.item = "NONE";
    assert_false(appeal_add(w->s, &town, 20211016, &y, &w->e));
    assert_int_equal(w->e.kind, ERR_NOT_FOUND);
    ScoreAppeal answer = {.id = x.id, .answer = APPEAL_ACCEPTED, .answer_text = "right", .correction = r.id};
    assert_false(appeal_answer(w->s, &town, &answer, w->arena, &w->e));
    assert_int_equal(w->e.kind, ERR_FORBIDDEN);
    answer = (ScoreAppeal){.id = x.id, .answer = APPEAL_ACCEPTED, .answer_text = "right", .correction = r.id};
    assert_false(appeal_answer(w->s, &office, &answer, w->arena, &w->e)); /* a run does not correct itself */
    RunSpec spec = month_spec();
    spec.corrects = r.id;
    spec.appeal = x.id;
    ScoreRun corrected = run_of(w, spec);
    answer = (ScoreAppeal){
        .id = x.id, .answer = APPEAL_ACCEPTED, .answer_text = "right", .correction = corrected.id};
    WORLD_OK(w, appeal_answer(w->s, &office, &answer, w->arena, &w->e));
    ScoreAppeal again = {.id = x.id, .answer = APPEAL_REJECTED, .answer_text = "no"};
    assert_false(appeal_answer(w->s, &office, &again, w->arena, &w->e));
    assert_int_equal(w->e.kind, ERR_CONFLICT);
    assert_int_equal(wrongs(w, true), 0);
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
        TEST(a_run_gives_the_same_bits_after_the_world_moved_on),
        TEST(comparing_tells_the_figure_the_bound_and_the_moved_rank),
        TEST(comparing_tells_a_changed_rule),
        TEST(a_correction_may_hold_the_bounds_of_the_first_run),
        TEST(verification_finds_what_was_changed_by_hand),
        TEST(why_leads_to_the_cell_of_the_file),
        TEST(what_if_says_what_a_computation_with_the_figure_moved_gives),
        TEST(a_run_is_questioned_once_it_is_shown_and_answered_by_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
