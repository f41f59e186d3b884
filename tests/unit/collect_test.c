#include "cm.h"

#include <sqlite3.h>

#include "collect_world.h"

static const Period june = {2021, FREQ_MONTH, 6, 0};

static void a_form_asks_for_what_the_unit_answers_for(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();

    Form tjj = form(f, "tjj", june, 20210710), town = form(f, "洋溪街道", june, 20210710);
    assert_int_equal(tjj.n, 10); /* GDP, VA1, VA2, IVA, PROFIT: value and growth */
    assert_int_equal(form(f, "财政局", june, 20210710).n, 4);
    assert_int_equal(town.n, 4); /* IVA and TREV, which towns hand in */
    for (size_t i = 0; i < town.n; i++)
        assert_string_equal(town.cells[i].owed.area->code, "330182002");
    for (size_t i = 0; i < tjj.n; i++)
        assert_string_equal(tjj.cells[i].owed.area->code, "330182");
    assert_null(cell(&tjj, "LOAN", MEASURE_VALUE));
    Form czj = form(f, "czj", june, 20210710);
    assert_int_equal(cell(&czj, "LOAN", MEASURE_VALUE)->owed.basis, BASIS_POINT);
    assert_int_equal(cell(&czj, "TREV", MEASURE_VALUE)->owed.basis, BASIS_YTD);
    assert_string_equal(form_unit_of(cell(&czj, "TREV", MEASURE_YOY)->owed.indicator, MEASURE_YOY, LANG_EN),
                        "%");
    /* In May nothing is due by quarter. */
    assert_int_equal(form(f, "tjj", period_month(2021, 5), 20210710).n, 4);
    /* A quarter's round is its last month's. */
    assert_int_equal(form(f, "tjj", period_quarter(2021, 2), 20210710).n, 10);
    /* January comes with February where they are published as one. */
    Form january = form(f, "tjj", period_month(2022, 2), 20220310);
    assert_int_equal(january.n, 4);
    Collected *c = look(f, period_month(2022, 1), 0, 20220310);
    Unit u;
    assert_true(unit_find(&c->city, STR("tjj"), &u, &f->e));
    assert_false(form_of(&c->of, &u, f->arena, &january, &f->e));
    assert_int_equal(f->e.kind, ERR_NOT_FOUND);
    assert_false(unit_find(&c->city, STR("甲区"), &u, &f->e)); /* no part of the city */
    assert_false(unit_find(&c->city, STR("建德市"), &u, &f->e));
}

static void due_days_are_the_citys_and_lateness_is_counted_in_days(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();

    Form tjj = form(f, "tjj", june, 20210718), czj = form(f, "czj", june, 20210718);
    assert_int_equal(cell(&tjj, "IVA", MEASURE_VALUE)->owed.due_on, 20210718);
    assert_int_equal(cell(&tjj, "GDP", MEASURE_VALUE)->owed.due_on, 20210725);
    assert_int_equal(tjj.due_on, 20210718);
    assert_int_equal(tjj.state, FORM_OPEN);
    /* A department's rule comes before the one for all, an indicator's before both. */
    assert_int_equal(cell(&czj, "TREV", MEASURE_VALUE)->owed.due_on, 20210710);
    assert_int_equal(cell(&czj, "TREV", MEASURE_VALUE)->owed.late_days, 8);
    assert_int_equal(cell(&czj, "LOAN", MEASURE_VALUE)->owed.due_on, 20210731);
    assert_int_equal(cell(&czj, "LOAN", MEASURE_VALUE)->owed.state, OWED_MISSING);
    assert_int_equal(czj.state, FORM_LATE);
    assert_int_equal(czj.late_days, 8);
    /* The 31st of a month without one is its last day. */
    Form may = form(f, "czj", period_month(2021, 5), 20210601);
    assert_int_equal(cell(&may, "LOAN", MEASURE_VALUE)->owed.due_on, 20210630);
    /* Before the month is over nothing is due, but a forecast may be handed in. */
    Form early = form(f, "czj", june, 20210629);
    assert_int_equal(early.n, 4);
    assert_int_equal(early.counts.n_due, 0);
    assert_int_equal(early.cells[0].owed.state, OWED_NOT_DUE);
    /* A rule that ended holds for the months before. */
    Form old = form(f, "tjj", period_month(2019, 6), 20210629);
    assert_int_equal(cell(&old, "IVA", MEASURE_VALUE)->owed.due_on, 20190701);
}

static void without_due_days_nothing_is_late(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = fixture_new();

    Form czj = form(f, "czj", june, 20250101);
    assert_int_equal(czj.due_on, 0);
    assert_int_equal(czj.counts.n_missing, 4);
    assert_int_equal(czj.state, FORM_OPEN);
}

static void what_was_typed_is_stored_with_a_receipt_and_shown(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();

    int64_t id =
        HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "49.97", .note = "first"},
                {.indicator = "财政总收入", .measure = "yoy", .value = "57.2"},
                {.indicator = "LOAN", .value = " 1,208.5 "}, {.indicator = "LOAN", .measure = "yoy"});
    assert_true(id > 0);
    assert_int_equal(f->report.files[0].receipt.n_rows, 3);
    Form czj = form(f, "czj", june, 20210720);
    const OwedCell *trev = &cell(&czj, "TREV", MEASURE_VALUE)->owed;
    assert_int_equal(trev->state, OWED_IN);
    assert_int_equal(trev->submission, id);
    assert_near(trev->value, 49.97, 0);
    assert_string_equal(trev->by, "clerk");
    assert_near(cell(&czj, "LOAN", MEASURE_VALUE)->owed.value, 1208.5, 0);
    assert_int_equal(czj.counts.n_in, 3);
    assert_int_equal(czj.counts.n_missing, 1);
    Verification v = {.arena = f->arena, .lang = LANG_EN};
    assert_true(ledger_verify(f->s, 330182, &v, &f->e));
    assert_int_equal(v.n, 0);
    /* Last year's and the month before stand beside the next month's cell. */
    Form july = form(f, "czj", period_month(2021, 7), 20210801);
    assert_near(cell(&july, "TREV", MEASURE_VALUE)->before.value, 49.97, 0);
    assert_true(isnan(cell(&july, "TREV", MEASURE_VALUE)->last_year.value));
    Form later = form(f, "czj", period_month(2022, 6), 20220701);
    assert_near(cell(&later, "TREV", MEASURE_VALUE)->last_year.value, 49.97, 0);
}

static void a_finding_names_the_entry_and_nothing_is_stored(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    const FormEntry entries[] = {
        {.indicator = "TREV", .value = "49.97"},
        {.indicator = "IVA", .value = "73.47"},                      /* another department's */
        {.indicator = "TREV", .area = "330182001", .value = "3"},    /* the town's */
        {.indicator = "TREV", .measure = "rank", .value = "3"},      /* no cell of a form */
        {.indicator = "LOAN", .value = "abc"},                       /* no number */
        {.indicator = "LOANS!", .value = "1"},                       /* no indicator */
        {.indicator = "TREV", .value = "50", .status = "published"}, /* the same twice */
    };
    FormHandIn in = {.kind = UNIT_DEPARTMENT, .unit = "czj", .entries = entries, .n = COUNT(entries)};

    assert_int_equal(hand_in(f, in), 0);
    assert_int_equal(f->e.kind, ERR_REFUSED);
    assert_true(fixture_found(f, "not-owed", 3, 6) && fixture_found(f, "not-owed", 4, 6));
    assert_true(fixture_found(f, "not-owed", 5, 6));
    assert_true(fixture_found(f, "not-a-number", 6, 6));
    assert_true(fixture_found(f, "unknown-indicator", 7, 1));
    assert_true(fixture_found(f, "duplicate-key", 8, 6));
    for (size_t i = 0; i < f->report.findings.n; i++) {
        const Finding *x = &f->report.findings.items[i];
        assert_ptr_equal(form_finding_entry(&in, x), &entries[x->at.row - 2]);
    }
    assert_int_equal(state_of(f, "czj", "TREV", 20210709), OWED_MISSING);
    /* What no file could hold is refused here, too. */
    char *long_note = arena_alloc(f->arena, 70000, 1);
    memset(long_note, 'x', 69999);
    assert_int_equal(
        HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "1", .note = long_note}), 0);
    assert_int_equal(f->e.kind, ERR_INVALID);
    assert_int_equal(HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "1", .note = "\xff"}),
                     0);
    assert_int_equal(f->e.kind, ERR_INVALID);
    /* Nothing typed, no such unit, a unit that owes nothing. */
    assert_int_equal(HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = " "}), 0);
    assert_true(fixture_found(f, "no-figures", 0, 0));
    assert_int_equal(HAND_IN(f, UNIT_DEPARTMENT, "czx", {.indicator = "TREV", .value = "1"}), 0);
    assert_int_equal(f->e.kind, ERR_NOT_FOUND);
    assert_int_equal(HAND_IN(f, UNIT_AREA, "330101", {.indicator = "TREV", .value = "1"}), 0);
    assert_int_equal(f->e.kind, ERR_NOT_FOUND);
}

static void checking_stores_nothing_and_warnings_must_be_accepted(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    FormHandIn in = {.kind = UNIT_DEPARTMENT,
                     .unit = "czj",
                     .entries = (const FormEntry[]){{.indicator = "TREV", .value = "30"}},
                     .n = 1,
                     .import = {.dry_run = true, .intake = who("clerk")}};

    assert_true(
        fixture_import(f, "may.csv", "indicator,period,basis,measure,value\nTREV,2021-05,ytd,value,40.89\n"));
    assert_int_equal(hand_in(f, in), 0); /* a year to date that falls */
    assert_true(fixture_found(f, "ytd-falls", 2, 6));
    in.import.accept_warnings = true;
    assert_true(hand_in(f, in) > 0);
    assert_int_equal(state_of(f, "czj", "TREV", 20210709), OWED_MISSING); /* it was a check */
    in.import.dry_run = false;
    assert_true(hand_in(f, in) > 0);
    assert_int_equal(state_of(f, "czj", "TREV", 20210709), OWED_IN);
}

static void a_forecast_does_not_make_a_cell_handed_in(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();

    assert_true(
        HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "50", .status = "forecast"}) > 0);
    Form x = form(f, "czj", june, 20210709);
    assert_int_equal(cell(&x, "TREV", MEASURE_VALUE)->owed.state, OWED_MISSING);
    assert_true(cell(&x, "TREV", MEASURE_VALUE)->owed.forecast_only);
}

static void a_return_leaves_the_figure_and_makes_it_owed_again(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    MissingList list;

    int64_t id = HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "49.97"},
                         {.indicator = "LOAN", .value = "1208.5"});
    assert_true(review(f, id, DECISION_RETURN, "wrong coverage", "analyst"));
    Form x = form(f, "czj", june, 20210712);
    const OwedCell *c = &cell(&x, "TREV", MEASURE_VALUE)->owed;
    assert_int_equal(c->state, OWED_RETURNED);
    assert_string_equal(c->reason, "wrong coverage");
    assert_near(c->value, 49.97, 0); /* nothing is ever lost */
    assert_int_equal(c->late_days, 2);
    assert_int_equal(x.state, FORM_RETURNED);
    Collected *k = look(f, june, 0, 0);
    assert_true(missing_figures(&k->of.known, &k->catalogue, june, f->arena, &list, &f->e));
    size_t of_city = 0;
    for (size_t i = 0; i < list.n; i++)
        of_city += strcmp(list.items[i].indicator->department, "czj") == 0 &&
                   strcmp(list.items[i].area->code, "330182") == 0;
    assert_int_equal(of_city, 2);
    /* Another submission brings one of them; the other stays owed. */
    int64_t again = HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "49.97"});
    assert_true(again > id);
    assert_int_equal(state_of(f, "czj", "TREV", 20210712), OWED_IN);
    assert_int_equal(state_of(f, "czj", "LOAN", 20210712), OWED_RETURNED);
    assert_true(review(f, again, DECISION_APPROVE, NULL, "analyst"));
    assert_int_equal(state_of(f, "czj", "TREV", 20210712), OWED_APPROVED);
    /* A return by mistake is made good by an approval. */
    assert_true(review(f, id, DECISION_APPROVE, "the coverage is right", "analyst"));
    assert_int_equal(state_of(f, "czj", "LOAN", 20210712), OWED_APPROVED);
}

static void a_returned_file_may_be_handed_in_again_as_it_is(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    const char *text = "indicator,period,basis,value\nIVA,2021-06,ytd,73.47\n";

    assert_true(fixture_import(f, "a.csv", text));
    int64_t id = f->report.files[0].receipt.submission;
    assert_true(fixture_import(f, "a.csv", text));
    assert_int_equal(f->report.files[0].same_as, id);
    assert_true(review(f, id, DECISION_RETURN, "please confirm", "analyst"));
    assert_true(fixture_import(f, "a.csv", text));
    assert_int_equal(f->report.files[0].same_as, 0);
    assert_int_equal(state_of(f, "tjj", "IVA", 20210718), OWED_IN);
}

static void a_form_may_say_again_what_it_said_before_something_else(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    static const char *const values[] = {"49.97", "50.10", "49.97"};

    for (size_t i = 0; i < COUNT(values); i++)
        assert_true(HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = values[i]}) > 0);
    Form x = form(f, "czj", june, 20210712);
    assert_near(cell(&x, "TREV", MEASURE_VALUE)->owed.value, 49.97, 0);
}

/* What is handed in last counts here, whatever day of knowledge it states. */
static void a_later_submission_with_an_earlier_day_of_knowledge_is_the_one_reviewed(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    FormHandIn in = {.kind = UNIT_DEPARTMENT,
                     .unit = "czj",
                     .entries = (const FormEntry[]){{.indicator = "TREV", .value = "49.90"}},
                     .n = 1,
                     .import = {.intake = who("clerk")}};

    int64_t id = HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "49.97"});
    in.import.intake.known_on = 20210705;
    int64_t later = hand_in(f, in);
    assert_true(later > id && review(f, id, DECISION_RETURN, "wrong", "analyst"));
    Form x = form(f, "czj", june, 20210709);
    assert_int_equal(cell(&x, "TREV", MEASURE_VALUE)->owed.submission, later);
    assert_int_equal(cell(&x, "TREV", MEASURE_VALUE)->owed.state, OWED_IN);
    assert_near(cell(&x, "TREV", MEASURE_VALUE)->owed.value, 49.90, 0);
}

static void a_review_is_refused_where_it_makes_no_sense(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();

    int64_t id = HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "49.97"});
    assert_false(review(f, id, DECISION_APPROVE, NULL, "clerk"));
    assert_int_equal(f->e.kind, ERR_FORBIDDEN);
    assert_false(review(f, id, DECISION_RETURN, "  ", "analyst"));
    assert_int_equal(f->e.kind, ERR_INVALID);
    assert_false(review(f, id, DECISION_RETURN, "two\nlines", "analyst"));
    assert_int_equal(f->e.kind, ERR_INVALID);
    assert_false(review(f, 999, DECISION_APPROVE, NULL, "analyst"));
    assert_int_equal(f->e.kind, ERR_NOT_FOUND);
    assert_false(review(f, 1, DECISION_APPROVE, NULL, "analyst")); /* city.csv */
    assert_int_equal(f->e.kind, ERR_INVALID);
    assert_true(review(f, id, DECISION_APPROVE, NULL, "analyst"));
    assert_false(review(f, id, DECISION_APPROVE, NULL, "other"));
    assert_int_equal(f->e.kind, ERR_CONFLICT);
    assert_non_null(strstr(f->e.msg, "analyst"));
}

static void a_closed_period_takes_nothing_until_it_is_opened_with_a_reason(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    const char *file = "indicator,area,period,basis,value\nTREV,330182001,2021-06,ytd,3.5\n";

    assert_true(HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "49.97"}) > 0);
    assert_false(lock(f, true, NULL, ""));
    assert_int_equal(f->e.kind, ERR_INVALID);
    assert_true(lock(f, true, NULL, "report is out"));
    assert_false(lock(f, true, NULL, "again"));
    assert_int_equal(f->e.kind, ERR_CONFLICT);
    assert_int_equal(state_of(f, "czj", "TREV", 20210720), OWED_LOCKED);
    assert_int_equal(HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "50"}), 0);
    assert_int_equal(f->e.kind, ERR_CONFLICT);
    assert_non_null(strstr(f->e.msg, "analyst"));
    assert_non_null(strstr(f->e.msg, "report is out"));
    assert_int_equal(HAND_IN(f, UNIT_AREA, "330182001", {.indicator = "IVA", .value = "5"}), 0);
    assert_true(fixture_found(f, "period-locked", 2, 6));
    assert_false(fixture_import(f, "town.csv", file));
    assert_true(fixture_found(f, "period-locked", 2, 5));
    assert_non_null(strstr(f->report.findings.items[0].expected, "report is out"));
    /* The year to date of June is the second quarter's, too; a peer's figure is not this city's to close. */
    assert_false(fixture_import(f, "q.csv", "indicator,period,value\nGDP,2021Q2,100\n"));
    assert_true(fixture_found(f, "period-locked", 2, 3));
    assert_true(
        fixture_import(f, "peer.csv", "indicator,area,period,basis,value\nIVA,330101,2021-06,ytd,300\n"));
    assert_true(fixture_import(f, "may.csv", "indicator,period,basis,value\nIVA,2021-05,ytd,60\n"));
    /* Opened for one department: a correction is a new vintage, the old figure stays. */
    assert_true(lock(f, false, "czj", "a correction"));
    assert_true(HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "50"}) > 0);
    assert_int_equal(HAND_IN(f, UNIT_DEPARTMENT, "tjj", {.indicator = "IVA", .value = "73"}), 0);
    assert_true(lock(f, true, NULL, "closed again")); /* all of them, the one that was open too */
    assert_int_equal(HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "51"}), 0);
    assert_true(lock(f, false, NULL, "all may correct"));
    assert_false(lock(f, false, "czj", "it is open"));
    assert_true(HAND_IN(f, UNIT_DEPARTMENT, "tjj", {.indicator = "IVA", .value = "73"}) > 0);
    assert_false(lock(f, true, "nobody", "x"));
    assert_int_equal(f->e.kind, ERR_NOT_FOUND);
}

static void a_file_cannot_bring_a_table_of_the_city_through_a_form(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    const char *path = arena_printf(f->arena, "%s/departments.csv", f->tmp.path);

    fixture_write(f, "departments.csv", "code,name_zh,name_en\nczj,x,x\n");
    assert_int_equal(hand_in(f, (FormHandIn){.kind = UNIT_DEPARTMENT, .unit = "czj", .path = path}), 0);
    Collected *k = look(f, june, 0, 0);
    assert_int_equal(k->city.n_departments, 2);
    /* And only what the unit owes, of this month. */
    path = arena_printf(f->arena, "%s/t.csv", f->tmp.path);
    fixture_write(f, "t.csv",
                  "indicator,area,period,basis,value\nTREV,330182,2021-05,ytd,40\n"
                  "TREV,330182,2021-06,ytd,49.97\nIVA,330182,2021-06,ytd,73\n");
    assert_int_equal(hand_in(f, (FormHandIn){.kind = UNIT_DEPARTMENT, .unit = "czj", .path = path}), 0);
    assert_int_equal(f->report.findings.n_faults, 2);
    assert_true(fixture_found(f, "not-owed", 2, 5) && fixture_found(f, "not-owed", 4, 5));
}

static void every_figure_is_owed_by_one_unit_and_the_board_adds_up(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    Completeness all;

    assert_true(HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "49.97"}) > 0);
    Collected *k = look(f, june, 0, 20210720);
    assert_true(completeness_of(&k->of, f->arena, &all, &f->e));
    assert_int_equal(all.n, 4);
    assert_int_equal(all.counts.n_due, 22);
    assert_int_equal(all.counts.n_in, 1);
    assert_int_equal(all.counts.n_in + all.counts.n_missing + all.counts.n_late + all.counts.n_returned, 22);
    /* Late: TREV's growth of czj and four of each town's (IVA since the 18th, TREV since the 10th), IVA and
     * PROFIT of tjj. */
    assert_int_equal(all.counts.n_late, 1 + 8 + 4);
    /* What is not due in May is among the cells, and not counted. */
    k = look(f, period_month(2021, 5), 0, 20210720);
    assert_true(completeness_of(&k->of, f->arena, &all, &f->e));
    assert_int_equal(all.units[0].n, 10);
    assert_int_equal(all.units[0].cells[0].state, OWED_NOT_DUE);
    assert_int_equal(all.units[0].counts.n_due, 4);
}

static void the_state_of_a_past_day_can_be_seen_again(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();
    OwedUnit u;
    Unit unit;

    int64_t id = HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "49.97"});
    Review r = {.submission = id, .decision = DECISION_RETURN, .reason = "late news"};
    Intake in = who("analyst");
    in.received_at = "2021-07-23T01:00:00Z";
    assert_true(review_add(f->s, &in, &r, f->arena, &f->e));
    static const struct {
        int day;
        OwedState state;
    } seen[] = {{20210719, OWED_LATE}, {20210720, OWED_IN}, {20210722, OWED_IN}, {20210723, OWED_RETURNED}};
    for (size_t i = 0; i < COUNT(seen); i++) {
        Collected *k = look(f, june, seen[i].day, seen[i].day);
        assert_true(unit_find(&k->city, STR("czj"), &unit, &f->e));
        assert_true(completeness_of_unit(&k->of, &unit, f->arena, &u, &f->e));
        assert_int_equal(u.cells[0].state, seen[i].state);
    }
}

/* Runs SQL behind the store's back, as somebody with the file would. */
static void tamper(CityFixture *f, const char *sql)
{
    sqlite3 *db;

    store_close(&f->s);
    assert_int_equal(sqlite3_open(tmp_file(&f->tmp, "q.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_true(store_open(tmp_file(&f->tmp, "q.db"), STORE_WRITE, &f->s, &f->e));
}

static size_t wrong(CityFixture *f)
{
    Verification v = {.arena = f->arena, .lang = LANG_EN};

    assert_true(ledger_verify(f->s, 330182, &v, &f->e));
    return v.n;
}

static void verify_finds_a_changed_and_a_removed_review_and_lock(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = collect_new();

    int64_t id = HAND_IN(f, UNIT_DEPARTMENT, "czj", {.indicator = "TREV", .value = "49.97"});
    assert_true(review(f, id, DECISION_RETURN, "wrong", "analyst") && lock(f, true, "tjj", "done"));
    assert_int_equal(wrong(f), 0);
    tamper(f, "DROP TRIGGER review_keep; UPDATE review SET decision = 'approve'");
    assert_int_equal(wrong(f), 1);
    tamper(f, "UPDATE review SET decision = 'return'; DROP TRIGGER review_stay; DELETE FROM review");
    assert_int_equal(wrong(f), 1);
    tamper(f, "DROP TRIGGER period_lock_keep; UPDATE period_lock SET locked = 0");
    assert_int_equal(wrong(f), 2);
    tamper(f, "DROP TRIGGER period_lock_stay; DELETE FROM period_lock");
    assert_int_equal(wrong(f), 2);
}

/* ---- random sequences against a plain model ---- */

typedef struct Model {
    int64_t last[2];  /* submission that last brought TREV, LOAN of czj */
    int decision[64]; /* of the submission: 0 none, 1 approve, 2 return */
    bool all, czj;    /* closed */
} Model;

static OwedState expected_state(const Model *m, int k)
{
    if (m->czj)
        return OWED_LOCKED;
    if (!m->last[k])
        return OWED_MISSING;
    return m->decision[m->last[k]] == 2   ? OWED_RETURNED
           : m->decision[m->last[k]] == 1 ? OWED_APPROVED
                                          : OWED_IN;
}

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void step(CityFixture *f, Model *m, unsigned *seed)
{
    static const char *const codes[] = {"TREV", "LOAN"};
    unsigned what = next(seed) % 8, k = next(seed) % 2;
    int64_t id = m->last[k];

    if (what < 4) {
        char value[16];
        snprintf(value, sizeof value, "%u", 40 + next(seed) % 5);
        bool both = what == 3;
        const FormEntry entries[] = {{.indicator = codes[k], .value = value},
                                     {.indicator = codes[1 - k], .value = both ? value : ""}};
        int64_t got =
            hand_in(f, (FormHandIn){.kind = UNIT_DEPARTMENT, .unit = "czj", .entries = entries, .n = 2});
        assert_int_equal(got > 0, !m->czj);
        if (got && got < 64) {
            m->last[k] = got;
            m->last[1 - k] = both ? got : m->last[1 - k];
        }
        return;
    }
    if (what < 6) {
        int d = what == 4 ? 1 : 2;
        bool ok = review(f, id ? id : 9999, d == 1 ? DECISION_APPROVE : DECISION_RETURN, "r", "analyst");
        assert_int_equal(ok, id && m->decision[id] != d);
        if (ok)
            m->decision[id] = d;
        return;
    }
    bool closed = next(seed) % 2, one = next(seed) % 2;
    if (lock(f, closed, one ? "czj" : NULL, "r")) {
        m->czj = closed;
        m->all = one ? m->all : closed;
    } else if (one) {
        assert_int_equal(m->czj, closed); /* refused: it stands so already */
    }
}

static void the_state_shown_is_the_state_that_follows_from_what_was_done(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 12; seed++) {
        AUTO(fixture_free) CityFixture *f = collect_new();
        Model m = {0};
        unsigned r = seed;
        for (int i = 0; i < 24; i++) {
            step(f, &m, &r);
            OwedState trev = state_of(f, "czj", "TREV", 20210709),
                      loan = state_of(f, "czj", "LOAN", 20210709);
            if (trev != expected_state(&m, 0) || loan != expected_state(&m, 1))
                fail_msg("seed %u step %d: %s %s, expected %s %s", seed, i, owed_code(trev), owed_code(loan),
                         owed_code(expected_state(&m, 0)), owed_code(expected_state(&m, 1)));
        }
        assert_int_equal(wrong(f), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_asks_for_what_the_unit_answers_for),
        cmocka_unit_test(due_days_are_the_citys_and_lateness_is_counted_in_days),
        cmocka_unit_test(without_due_days_nothing_is_late),
        cmocka_unit_test(what_was_typed_is_stored_with_a_receipt_and_shown),
        cmocka_unit_test(a_finding_names_the_entry_and_nothing_is_stored),
        cmocka_unit_test(checking_stores_nothing_and_warnings_must_be_accepted),
        cmocka_unit_test(a_forecast_does_not_make_a_cell_handed_in),
        cmocka_unit_test(a_return_leaves_the_figure_and_makes_it_owed_again),
        cmocka_unit_test(a_returned_file_may_be_handed_in_again_as_it_is),
        cmocka_unit_test(a_form_may_say_again_what_it_said_before_something_else),
        cmocka_unit_test(a_later_submission_with_an_earlier_day_of_knowledge_is_the_one_reviewed),
        cmocka_unit_test(a_review_is_refused_where_it_makes_no_sense),
        cmocka_unit_test(a_closed_period_takes_nothing_until_it_is_opened_with_a_reason),
        cmocka_unit_test(a_file_cannot_bring_a_table_of_the_city_through_a_form),
        cmocka_unit_test(every_figure_is_owed_by_one_unit_and_the_board_adds_up),
        cmocka_unit_test(the_state_of_a_past_day_can_be_seen_again),
        cmocka_unit_test(verify_finds_a_changed_and_a_removed_review_and_lock),
        cmocka_unit_test(the_state_shown_is_the_state_that_follows_from_what_was_done),
    };
    return cmocka_run_group_tests_name("collect", tests, NULL, NULL);
}
