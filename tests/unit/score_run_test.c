/* Runs that come out again to the bit, comparing them, verifying, explaining, what-if, appeals. */
#include <sqlite3.h>

#include "cm.h"
#include "score/appeal.h"
#include "score/explain.h"
#include "score_trial.h"

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
