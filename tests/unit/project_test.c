/* The register, reports, boards and leagues of projects, on the demo city and on small files. */
#include "cm.h"

#include "project_world.h"

/* ---- the demo ---- */

static void the_demo_is_taken_whole_and_every_sample_says_so(void **state)
{
    AUTO(world_free) World *w = demo_new();
    Board b = board(w, 10);

    (void)state;
    assert_int_equal(b.n, 24);
    for (size_t i = 0; i < b.n; i++)
        assert_true(b.projects[i].sample);
    assert_sound(w, 0);
    b = board_as_of(w, 10, 0);
    b.spec.known.no_sample = true;
    View v = {.s = w->s, .city = &w->city, .no_sample = true};
    assert_true(board_open(&(BoardSpec){v, &w->catalogue, period_month(2021, 10)}, w->arena, &b, &w->e));
    assert_int_equal(b.n, 0);
}

static void the_published_batch_adds_up(void **state)
{
    AUTO(world_free) World *w = demo_new();
    double n[3], total[3], year[3];
    Records r;

    (void)state;
    assert_true(project_table(w->s, &(RecordsKey){w->city.id, "batches", 0, 0}, w->arena, &r, &w->e));
    assert_int_equal(r.n, 3);
    for (size_t i = 0; i < 3; i++) {
        n[i] = strtod(RECORD(&r, i, "n"), NULL);
        total[i] = strtod(RECORD(&r, i, "total"), NULL);
        year[i] = strtod(RECORD(&r, i, "planned_year"), NULL);
    }
    assert_near(n[0], n[1] + n[2], 0);
    assert_near(total[0], total[1] + total[2], 0);
    assert_near(year[0], year[1] + year[2], 0);
    assert_near(total[0], 1895000, 0);
}

static void groups_of_any_kind_add_up_to_all(void **state)
{
    AUTO(world_free) World *w = demo_new();
    Board b = board(w, 10);
    BoardGroup *rows, all;
    size_t n;

    (void)state;
    for (size_t by = SCOPE_AREA; by < LIGHT_SCOPES; by++) {
        double done = 0, plan = 0;
        size_t count = 0;
        assert_true(board_league(&b, (LightScope)by, &rows, &n, &all, &w->e));
        for (size_t i = 0; i < n; i++) {
            done += rows[i].done;
            plan += rows[i].plan_year;
            count += rows[i].n;
            assert_true(!i || !(rows[i].done_pct > rows[i - 1].done_pct));
        }
        assert_near(done, all.done, 1e-6);
        assert_near(plan, all.plan_year, 1e-6);
        assert_int_equal(count, all.n);
    }
}

static void red_that_is_made_good_is_yellow_for_that_month(void **state)
{
    AUTO(world_free) World *w = demo_new();
    Board before = board(w, 9), now = board(w, 10);
    const BoardProject *x = find(w, &before, "S07"), *y = find(w, &now, "S07");
    bool made_good = false;

    (void)state;
    assert_int_equal(x->lamp, PROJECT_RED);
    for (size_t i = 0; i < y->n_lights; i++)
        if (strcmp(y->lights[i].rule->code, "R04-ENTRY") == 0) {
            made_good = y->lights[i].made_good && y->lights[i].lamp == PROJECT_YELLOW;
            assert_near(y->lights[i].value.v, months_between(20210528, 20211015), 1e-12);
        }
    assert_true(made_good);
}

static void what_was_known_earlier_is_shown_again(void **state)
{
    AUTO(world_free) World *w = demo_new();
    Board b = board_as_of(w, 10, 20210910);
    const BoardProject *x = find(w, &b, "S01");

    (void)state;
    assert_int_equal(x->reported.index, 8);
    b = board_as_of(w, 10, 20211106);
    assert_int_equal(find(w, &b, "S01")->reported.index, 10);
}

static void the_snails_are_named_with_their_trigger(void **state)
{
    AUTO(world_free) World *w = demo_new();
    Board b = board(w, 10);
    BoardEntry *items;
    bool late = false, end = false;
    size_t n;

    (void)state;
    assert_true(board_list(&b, "snail", &items, &n, &w->e));
    for (size_t i = 0; i < n; i++) {
        late =
            late || (strcmp(items[i].code, "S05") == 0 && strcmp(items[i].why.rule->code, "R10-START") == 0);
        end = end || (strcmp(items[i].code, "S14") == 0 && strcmp(items[i].why.rule->code, "R10-END") == 0);
        assert_string_not_equal(items[i].code, "S01");
    }
    assert_true(late && end);
}

static void entered_investment_adds_up_to_the_figure_with_its_rest(void **state)
{
    AUTO(world_free) World *w = demo_new();
    ImportReport report;
    ImportSpec spec = {.intake = clerk(20211106)};
    const char *iinv = "indicator,area,period,basis,measure,value,unit,status\n"
                       "IINV,330182,2021-10,ytd,value,60.5,亿元,sample\n";
    double by_month = 0, of_stages = 0;
    Invest x;

    (void)state;
    assert_true(import_bytes(w->s, &(ImportBytes){"f.csv", iinv, strlen(iinv), NULL}, &spec, w->arena,
                             &report, &w->e));
    Board b = board(w, 10);
    size_t *all, n_all = board_filter(&b, &(BoardFilter){0}, &all);
    assert_true(invest_of(&b, &(BoardPart){all, n_all, true}, &x, &w->e));
    bool seen = false;
    for (size_t i = 0; i < x.n_indicators; i++) {
        const InvestIndicator *k = &x.indicators[i];
        if (strcmp(k->indicator->code, "IINV") != 0)
            continue;
        seen = true;
        assert_near(k->figure, 605000, 1e-6);
        assert_near(k->entered + k->rest, k->figure, 1e-6);
        assert_near(k->needed, 850000 - 605000, 1e-6); /* the target is 85 亿元 */
    }
    assert_true(seen);
    for (size_t m = 0; m < 10; m++)
        by_month += x.entered[m];
    for (size_t i = 0; i < x.n_stages; i++)
        of_stages += x.stages[i].entered;
    assert_near(by_month, of_stages, 1e-6);
    for (size_t i = 1; i < x.n_candidates; i++)
        assert_true(x.candidates[i - 1].amount >= x.candidates[i].amount);
}

/* ---- going out and in again ---- */

static void write_rows(World *w, const char *name, const Rows *rows, bool xlsx)
{
    AUTO(buf_free) Buf out = buf_new((size_t)16 << 20);
    const char *path = tmp_file(&w->tmp, name);
    FILE *f = fopen(path, "wb");

    if (xlsx)
        assert_true(rows_xlsx(rows, "s", &out, &w->e));
    else
        rows_csv(rows, &out);
    assert_non_null(f);
    assert_int_equal(fwrite(buf_cstr(&out), 1, out.n, f), out.n);
    assert_int_equal(fclose(f), 0);
}

static char *texts(World *w, ProjectKind k)
{
    AUTO(buf_free) Buf out = buf_new((size_t)16 << 20);
    Stages *stages = NEW(w->arena, Stages);
    ProjectRecords r;
    Rows rows = {.arena = w->arena};

    assert_true(stages_load(w->s, w->city.id, 0, w->arena, stages, &w->e));
    assert_true(project_records(&(ProjectAsk){.s = w->s, .city = &w->city, .stages = stages}, k, w->arena, &r,
                                &w->e));
    project_record_rows(&r, &rows);
    rows_csv(&rows, &out);
    return arena_strdup(w->arena, buf_cstr(&out));
}

static void send(World *from, World *to, ProjectKind k, bool xlsx)
{
    Stages *stages = NEW(from->arena, Stages);
    ProjectImport spec = {.intake = clerk(20211106)};
    ProjectRecords r;
    Rows rows = {.arena = from->arena};
    const char *name = xlsx ? "out.xlsx" : "out.csv";

    assert_true(stages_load(from->s, from->city.id, 0, from->arena, stages, &from->e));
    assert_true(project_records(&(ProjectAsk){.s = from->s, .city = &from->city, .stages = stages}, k,
                                from->arena, &r, &from->e));
    project_record_rows(&r, &rows);
    write_rows(from, name, &rows, xlsx);
    if (!project_import(to->s, tmp_file(&from->tmp, name), &spec, to->arena, &to->done, &to->e))
        fail_msg("%s; %s", to->e.msg, to->done.findings.n ? to->done.findings.items[0].expected : "");
}

static void what_goes_out_comes_in_again_the_same(void **state)
{
    (void)state;
    for (int xlsx = 0; xlsx < 2; xlsx++) {
        AUTO(world_free) World *a = demo_new();
        AUTO(world_free) World *b = city_only();
        ProjectImport spec = {.intake = clerk(20211106)};
        assert_true(project_import(b->s, demo(b, "/projects/stages.csv"), &spec, b->arena, &b->done, &b->e));
        send(a, b, KIND_REGISTER, xlsx);
        send(a, b, KIND_REPORTS, xlsx);
        assert_string_equal(texts(a, KIND_REGISTER), texts(b, KIND_REGISTER));
        assert_string_equal(texts(a, KIND_REPORTS), texts(b, KIND_REPORTS));
        assert_sound(b, 0);
    }
}

static void a_template_is_read_as_a_register(void **state)
{
    AUTO(world_free) World *w = demo_new();
    AUTO(buf_free) Buf out = buf_new((size_t)16 << 20);
    ProjectImport spec = {.intake = clerk(20211106)};
    Board b = board(w, 10);
    ProjectForm f = {.stages = &b.stages, .of = CLASS_LIVELIHOOD};

    (void)state;
    assert_true(project_template(&(const Viewer){w->arena, LANG_ZH}, &f, &out, &w->e));
    if (!project_import_bytes(w->s, &(ProjectBytes){"t.xlsx", out.s, out.n}, &spec, w->arena, &w->done,
                              &w->e))
        fail_msg("%s %s", w->e.msg, w->done.findings.items[0].expected);
    assert_int_equal(w->done.files[0].kind, KIND_REGISTER);
    /* A month's form has a row a project, each of which lacks its figures. */
    f.month = period_month(2021, 11);
    f.board = &b;
    buf_clear(&out);
    assert_true(project_template(&(const Viewer){w->arena, LANG_EN}, &f, &out, &w->e));
    assert_false(project_import_bytes(w->s, &(ProjectBytes){"m.xlsx", out.s, out.n}, &spec, w->arena,
                                      &w->done, &w->e));
    assert_true(found(w, "empty-cell", 4, 0));
    assert_int_equal(w->e.kind, ERR_REFUSED);
}

/* ---- checks ---- */

#define REGISTER_HEAD                                                                                        \
    "项目代码,项目名称,项目类别,投资主体,所在地,"                                         \
    "行业主管部门,业主单位,总投资(万元),样本,年度,1月计划投资,"                      \
    "得知日期\n"
#define P1 "P1,甲,工业,企业,梅城镇,经信局,样本企业,1000,是,2021,100,2021-01-01\n"

static void names_and_chinese_headers_are_read(void **state)
{
    AUTO(world_free) World *w = demo_new();

    (void)state;
    if (!take(w, "r.csv", REGISTER_HEAD P1))
        fail_msg("%s %s", w->e.msg, w->done.findings.n ? w->done.findings.items[0].expected : "");
    Board b = board(w, 10);
    const BoardProject *x = find(w, &b, "P1");
    assert_string_equal(x->area, "330182104");
    assert_string_equal(x->department, "jxj");
    assert_false(x->government);
    assert_near(x->total, 1000, 0);
    assert_near(x->plan_year, 100, 0);
}

static void every_fault_of_a_register_is_told_with_its_cell(void **state)
{
    AUTO(world_free) World *w = demo_new();

    (void)state;
    assert_false(take(
        w, "r.csv",
        "code,name,class,owner_kind,area,department,owner,total,budget,sample,planned_start,planned_permit\n"
        "P1,甲,工业,企业,无此镇,经信局,样本,1000,900,是,2021-03-01,2021-04-01\n"
        "P2,乙,没有,企业,梅城镇,经信局,样本,-5,,是,,\n"));
    assert_true(found(w, "unknown-code", 2, 5) || found(w, "bad-choice", 3, 3));
    assert_true(found(w, "bad-choice", 3, 3));
    assert_false(take(
        w, "r.csv",
        "code,name,class,owner_kind,area,department,owner,total,budget,sample,planned_start,planned_permit\n"
        "P1,甲,工业,企业,无此镇,经信局,样本,1000,900,是,2021-03-01,2021-04-01\n"
        "P2,乙,工业,企业,梅城镇,经信局,样本,-5,,是,,\n"));
    assert_true(found(w, "unknown-code", 2, 5));
    assert_true(found(w, "funds-differ", 2, 8));
    assert_true(found(w, "stage-order", 2, 11));
    assert_true(found(w, "negative", 3, 8));
    assert_int_equal(board(w, 10).n, 24);
}

static void a_change_of_the_register_needs_a_reason(void **state)
{
    AUTO(world_free) World *w = demo_new();
    ProjectImport spec = {.intake = clerk(20211106)};
    ProjectCell cells[] = {{"code", "P1"}, {"total", "1200"}, {"reason", "概算调整"}};

    (void)state;
    assert_true(take(w, "r.csv", REGISTER_HEAD P1));
    assert_false(take(w, "s.csv",
                      REGISTER_HEAD "P1,甲,工业,企业,梅城镇,经信局,样本企业,1200,是,2021,100,2021-01-01\n"));
    assert_true(found(w, "change-without-reason", 2, 8));
    assert_true(
        project_enter(w->s, &(ProjectRow){KIND_REGISTER, cells, 3}, &spec, w->arena, &w->done, &w->e));
    Board b = board(w, 10);
    assert_near(find(w, &b, "P1")->total, 1200, 0);
    assert_near(find(w, &b, "P1")->plan_year, 100, 0);
    assert_sound(w, 0);
}

static void a_project_of_two_years_stays_one_project(void **state)
{
    AUTO(world_free) World *w = demo_new();
    AUTO(world_free) World *other = city_only();
    ProjectImport spec = {.intake = clerk(20211106)};
    ProjectCell cells[] = {{"code", "P1"}, {"year", "2021"}, {"total", "1200"}, {"reason", "概算调整"}};

    (void)state;
    assert_true(take(
        w, "r.csv", REGISTER_HEAD P1 "P1,甲,工业,企业,梅城镇,经信局,样本企业,1000,是,2022,300,2021-01-01\n"));
    assert_false(take(w, "s.csv",
                      REGISTER_HEAD "P2,甲,工业,企业,梅城镇,经信局,样本企业,1000,是,2021,300,2021-01-01\n"
                                    "P2,乙,工业,企业,梅城镇,经信局,样本企业,1000,是,2022,300,2021-01-01\n"));
    assert_true(found(w, "two-versions", 3, 2));
    assert_true(
        project_enter(w->s, &(ProjectRow){KIND_REGISTER, cells, 4}, &spec, w->arena, &w->done, &w->e));
    char *text = texts(w, KIND_REGISTER);
    assert_null(strstr(text, "样本企业,,,1000,"));
    assert_non_null(strstr(text, ",2021,100,"));
    assert_non_null(strstr(text, ",2022,300,"));
    assert_true(project_import(other->s, demo(w, "/projects/stages.csv"), &spec, w->arena, &w->done, &w->e));
    send(w, other, KIND_REGISTER, false);
    assert_string_equal(text, texts(other, KIND_REGISTER));
}

#define REPORT_HEAD                                                                                          \
    "code,month,invested,to_date,entered,progress,reason,known_on,actual_sign,actual_land,actual_filing,"    \
    "actual_energy,actual_eia,actual_planning,actual_permit,actual_start,actual_entry\n"
#define STAGES_DONE "2020-01-01,2020-02-01,2020-02-01,2020-03-01,2020-03-01,2020-03-01,2020-05-01"

static void a_report_is_held_against_the_one_before(void **state)
{
    AUTO(world_free) World *w = demo_new();

    (void)state;
    assert_true(take(w, "r.csv", REGISTER_HEAD P1));
    assert_true(
        take(w, "1.csv", REPORT_HEAD "P1,2021-01,10,10,0,基础,,2021-02-05," STAGES_DONE ",2021-01-05,\n"));
    assert_false(take(w, "2.csv",
                      REPORT_HEAD "P1,2021-02,10,21,5,基础,,2021-03-05,,,,,,,,,\n"
                                  "P1,2021-04,2000,2021,0,基础,,2021-05-05,,,,,,,,,2021-05-01\n"));
    assert_true(found(w, "sum-differs", 2, 4));
    assert_true(found(w, "entered-without-entry", 2, 5));
    assert_true(found(w, "month-gap", 3, 2));
    assert_true(found(w, "above-total", 3, 4));
    assert_true(found(w, "future-date", 3, 17));
    assert_false(take(w, "3.csv", REPORT_HEAD "P1,2021-02,10,20,0,基础,,2021-03-05,,,,,,,,,2021-01-04\n"));
    assert_true(found(w, "stage-order", 2, 17));
    assert_false(take(w, "4.csv", REPORT_HEAD "P9,2021-02,10,20,0,基础,,2021-03-05,,,,,,,,,\n"));
    assert_true(found(w, "unknown-project", 2, 1));
    assert_true(take(w, "5.csv", REPORT_HEAD "P1,2021-02,10,20,20,基础,,2021-03-05,,,,,,,,,2021-02-09\n"));
}

static void a_correction_is_a_later_report_with_a_reason(void **state)
{
    AUTO(world_free) World *w = demo_new();

    (void)state;
    assert_true(take(w, "r.csv", REGISTER_HEAD P1));
    assert_true(
        take(w, "1.csv", REPORT_HEAD "P1,2021-09,10,10,0,基础,,2021-10-05," STAGES_DONE ",2021-01-05,\n"));
    assert_false(take(w, "2.csv", REPORT_HEAD "P1,2021-09,8,8,0,基础,,2021-10-20,,,,,,,,,\n"));
    assert_true(found(w, "reported-again", 2, 2));
    assert_true(take(w, "3.csv", REPORT_HEAD "P1,2021-09,8,8,0,基础,多报了设备款,2021-10-20,,,,,,,,,\n"));
    Board b = board_as_of(w, 9, 20211010);
    assert_near(find(w, &b, "P1")->done, 10, 0);
    b = board(w, 9);
    assert_near(find(w, &b, "P1")->done, 8, 0);
    assert_int_equal(find(w, &b, "P1")->start, 20210105);
    assert_sound(w, 0);
}

static void a_file_is_taken_once(void **state)
{
    AUTO(world_free) World *w = demo_new();

    (void)state;
    assert_true(take(w, "r.csv", REGISTER_HEAD P1));
    assert_true(take(w, "r.csv", REGISTER_HEAD P1));
    assert_true(w->done.files[0].same_as > 0);
    assert_false(take(w, "x.csv", "a,b\n1,2\n"));
    assert_true(found(w, "unknown-table", 1, 0));
}

static void a_number_that_was_changed_is_found(void **state)
{
    AUTO(world_free) World *w = demo_new();
    sqlite3 *db;

    (void)state;
    store_close(&w->s);
    assert_int_equal(sqlite3_open(tmp_file(&w->tmp, "q.db"), &db), SQLITE_OK);
    assert_int_not_equal(sqlite3_exec(db, "UPDATE project_report SET invested = 1", NULL, NULL, NULL),
                         SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db,
                     "DROP TRIGGER project_report_keep;"
                     "UPDATE project_report SET invested = invested + 1 WHERE month = 20210600 AND "
                     "project = 3",
                     NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    assert_true(store_open(tmp_file(&w->tmp, "q.db"), STORE_WRITE, &w->s, &w->e));
    assert_sound(w, 1);
}

/* ---- a published line ---- */

/* "Jan-Oct 629.0 of 647.4 亿元, 97.2 % of the annual plan, 13.8 points ahead of time progress; 206 of 255
 * started": 255 projects whose sums are these. 6,474,000 = 254 x 25,388 + 25,448; 6,290,000 = 205 x 30,683
 * - 15. */
static void the_published_line_of_255_projects_comes_out(void **state)
{
    enum { N = 255, STARTED = 206, PLAN = 6474000, DONE = 6290000 };
    AUTO(world_free) World *w = city_only();
    AUTO(buf_free) Buf reg = buf_new(1 << 20), rep = buf_new(1 << 20);
    ProjectImport spec = {.intake = clerk(20211106)};
    BoardGroup *rows, all;
    size_t n;

    (void)state;
    assert_true(project_import(w->s, demo(w, "/projects/stages.csv"), &spec, w->arena, &w->done, &w->e));
    buf_str(&reg,
            "code,name,class,owner_kind,area,department,owner,total,sample,year,plan_12,planned_start\n");
    buf_str(&rep, "code,month,invested,to_date,entered,progress,reason,actual_start\n");
    for (int i = 0; i < N; i++) {
        int plan = i ? PLAN / N : PLAN - (N - 1) * (PLAN / N);
        int done = i >= STARTED ? 0 : i ? DONE / STARTED : DONE - (STARTED - 1) * (DONE / STARTED);
        buf_printf(&reg, "X%03d,样本,工业,企业,梅城镇,经信局,样本,100000,是,2021,%d,2021-06-01\n", i, plan);
        buf_printf(&rep, "X%03d,2021-10,%d,%d,0,样本,前置手续略,%s\n", i, done, done,
                   done ? "2021-06-10" : "");
    }
    assert_true(take(w, "r.csv", buf_cstr(&reg)) && take(w, "m.csv", buf_cstr(&rep)));
    Board b = board(w, 10);
    assert_true(board_league(&b, SCOPE_CLASS, &rows, &n, &all, &w->e));
    assert_near(all.plan_year, PLAN, 0);
    assert_near(all.done, DONE, 0);
    assert_near(all.done_pct, 97.2, 0.05);
    assert_near(all.ahead_pp, 13.8, 0.05);
    assert_int_equal(all.n, N);
    assert_int_equal(all.n_new_started, STARTED);
    assert_near(all.start_pct, 100.0 * 206 / 255, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_demo_is_taken_whole_and_every_sample_says_so),
        cmocka_unit_test(the_published_batch_adds_up),
        cmocka_unit_test(groups_of_any_kind_add_up_to_all),
        cmocka_unit_test(red_that_is_made_good_is_yellow_for_that_month),
        cmocka_unit_test(what_was_known_earlier_is_shown_again),
        cmocka_unit_test(the_snails_are_named_with_their_trigger),
        cmocka_unit_test(entered_investment_adds_up_to_the_figure_with_its_rest),
        cmocka_unit_test(what_goes_out_comes_in_again_the_same),
        cmocka_unit_test(a_template_is_read_as_a_register),
        cmocka_unit_test(names_and_chinese_headers_are_read),
        cmocka_unit_test(every_fault_of_a_register_is_told_with_its_cell),
        cmocka_unit_test(a_change_of_the_register_needs_a_reason),
        cmocka_unit_test(a_project_of_two_years_stays_one_project),
        cmocka_unit_test(a_report_is_held_against_the_one_before),
        cmocka_unit_test(a_correction_is_a_later_report_with_a_reason),
        cmocka_unit_test(a_file_is_taken_once),
        cmocka_unit_test(a_number_that_was_changed_is_found),
        cmocka_unit_test(the_published_line_of_255_projects_comes_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
