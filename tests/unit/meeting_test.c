/* Meetings: what is put on record, sentences that look like decisions, decisions from a table, and issuing.
 */
#include "cm.h"
#include "task/phrase.h"
#include "task_world.h"

static const char minutes[] = "会议听取了三季度经济运行情况。主要指标总体平稳！\n"
                              "一、由经信局牵头，11月底前完成技改项目入库；财政局要在10月20日前拨付资金。\n"
                              "二、洋溪街道确保年底前完成拆迁任务。会议强调纪要由统计局整理。\n"
                              "三、各单位要抓紧落实";

static bool put(TaskFixture *x, Meeting *m)
{
    Intake in = on_day(x, "office");

    return meeting_put(x->f->s, &in, m, x->f->arena, &x->f->e);
}

static Meeting held(TaskFixture *x)
{
    Meeting m = {.kind = "analysis",
                 .title = "三季度经济形势分析会",
                 .period = "2021年9月",
                 .held_on = 20211105,
                 .agenda = "一、情况通报",
                 .minutes = minutes};

    if (!put(x, &m))
        fail_msg("%s", x->f->e.msg);
    return m;
}

/* ---- on record ---- */

static void a_meeting_is_put_on_record_and_changed_without_a_trace_lost(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    Meeting m = held(x), *all;
    size_t n;

    assert_int_equal(m.id, 1);
    assert_string_equal(m.period, "2021-09");
    assert_int_equal(m.n_changes, 0);
    assert_false(put(x, &m));
    assert_int_equal(x->f->e.kind, ERR_CONFLICT); /* nothing changed */
    m.title = "前三季度经济形势分析会";
    assert_true(put(x, &m));
    assert_int_equal(m.n_changes, 1);
    Meeting other = {.kind = "special", .title = "专题会", .held_on = 20211106, .sample = true};
    assert_true(put(x, &other));
    assert_true(meeting_list(x->f->s, 330182, x->f->arena, &all, &n, &x->f->e));
    assert_int_equal(n, 2);
    assert_string_equal(all[0].title, "前三季度经济形势分析会");
    assert_string_equal(all[0].minutes, minutes);
    assert_true(all[1].sample && !all[0].sample);
    m.id = 9;
    assert_false(put(x, &m));
    assert_int_equal(x->f->e.kind, ERR_NOT_FOUND);
    assert_int_equal(wrong_now(x), 0);
    by_hand(
        x,
        "DROP TRIGGER meeting_event_keep; UPDATE meeting_event SET minutes = minutes || '。' WHERE id = 2");
    assert_int_equal(wrong_now(x), 1);
    assert_non_null(strstr(x->f->e.msg, "state 2 of meeting 1"));
}

static void all_that_is_wrong_with_a_meeting_is_told_at_once(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    Meeting m = {.kind = "party", .title = " ", .period = "soon", .held_on = 20211131, .agenda = "a\001b"};
    const char *says[] = {"party", "title", "soon", "2021-11-05", "agenda"};

    assert_false(put(x, &m));
    assert_int_equal(x->f->e.kind, ERR_INVALID);
    for (size_t i = 0; i < COUNT(says); i++)
        if (!strstr(x->f->e.msg, says[i]))
            fail_msg("%s: %s", says[i], x->f->e.msg);
}

/* ---- sentences ---- */

static void sentences_that_ask_something_of_a_unit_are_proposed(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    Meeting m = held(x);
    SentenceSpan *s;
    static const struct {
        const char *begins, *lead;
        bool likely;
        int due_on;
    } expected[] = {
        {"会议听取了", "", false, 0},
        {"主要指标", "", false, 0}, /* 主要 asks for nothing */
        {"一、由经信局牵头", "jxj", true, 20211130},
        {"财政局要在", "czj", true, 20221020}, /* next year's: this year's is past */
        {"二、洋溪街道确保", "330182002", true, 20211231},
        {"会议强调纪要", "tjj", false, 0}, /* 纪要 neither */
        {"三、各单位要", "", false, 0},    /* of nobody */
    };

    size_t n = meeting_sentences(&m, &x->city, x->f->arena, &s);
    assert_int_equal(n, COUNT(expected));
    for (size_t i = 0; i < n; i++) {
        assert_memory_equal(m.minutes + s[i].at, expected[i].begins, strlen(expected[i].begins));
        assert_string_equal(s[i].lead, expected[i].lead);
        assert_int_equal(s[i].likely, expected[i].likely);
        assert_int_equal(s[i].due_on, expected[i].due_on);
        assert_null(memmem(m.minutes + s[i].at, s[i].n, "。", 3));
    }
}

static void dates_are_read_relative_to_the_meeting(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int due_on;
    } phrases[] = {
        {"11月底前完成", 20211130},
        {"１１月底前", 20211130},
        {"十一月底前", 20211130},
        {"于12月20日前", 20211220},
        {"12月20日召开", 0},
        {"12月20日之前", 20211220},
        {"10月20日前", 20221020},
        {"截至10月底，增长8%", 0},
        {"截至10月底，力争年底前", 20211231},
        {"本月底前", 20211130},
        {"月底前", 20211130},
        {"下月底", 20211231},
        {"下个月底", 20211231},
        {"每月底前反馈", 0},
        {"每个月底反馈", 0},
        {"去年底", 0},
        {"上月底", 0},
        {"2020年底", 0},
        {"2022年底前", 20221231},
        {"明年3月底前", 20220331},
        {"2022年2月底前", 20220228},
        {"年内", 20211231},
        {"近三年内", 0},
        {"今年底", 20211231},
        {"明年底", 20221231},
        {"四季度末", 20211231},
        {"第四季度末", 20211231},
        {"三季度末", 0},
        {"本季度末前", 20211231},
        {"下季度末", 20220331},
        {"2月30日前", 0},
        {"13月底", 0},
        {"三十一日", 0},
        {"十二月三十一日前", 20211231},
        {"", 0},
        {"月", 0},
    };

    for (size_t i = 0; i < COUNT(phrases); i++) {
        int got = phrase_due(str_of(phrases[i].text), 20211105);
        if (got != phrases[i].due_on)
            fail_msg("%s: %d, not %d", phrases[i].text, got, phrases[i].due_on);
    }
}

/* ---- decisions from a table ---- */

static bool import_table(TaskFixture *x, const char *csv, Findings *fs, size_t *n)
{
    AUTO(table_close) TableReader *r = NULL;
    Intake in = on_day(x, "office");
    *fs = (Findings){.arena = x->f->arena, .lang = LANG_EN, .file = "decisions.csv"};
    MeetingImport im = {.meeting = 1, .findings = fs};

    assert_true(table_open_memory("decisions.csv", csv, strlen(csv), &r, &x->f->e));
    im.table = r;
    bool ok = meeting_import(&x->w, &in, &im, &x->f->e);
    *n = im.n;
    return ok;
}

static const Finding *finding(const Findings *fs, const char *code, size_t row, size_t col)
{
    for (size_t i = 0; i < fs->n; i++)
        if (strcmp(fs->items[i].code, code) == 0 && fs->items[i].at.row == row && fs->items[i].at.col == col)
            return &fs->items[i];
    for (size_t i = 0; i < fs->n; i++)
        print_error("%s row %zu col %zu: %s\n", fs->items[i].code, fs->items[i].at.row, fs->items[i].at.col,
                    fs->items[i].expected);
    fail_msg("no %s in row %zu, column %zu", code, row, col);
    return NULL;
}

static const char decisions[] =
    "三季度经济形势分析会任务分解表,,,,,,,,,,,\n"
    "序号,原话,标题,服务,代码,牵头单位,配合单位,分管领导,完成时限,衡量标准,反馈频次,缓急\n"
    "1,由经信局牵头，11月底前完成技改项目入库,技改项目入库,指标,规上工业增加值,经信局,财政局、统计局,副市长,"
    "11月底前,入库 "
    "10 个,每月28日,紧急\n"
    "2,洋溪街道确保年底前完成拆迁任务,拆迁,,,洋溪街道,,,2021-12-31,全部拆完,,\n"
    "3,纪要里没有的话,资金拨付,项目,P-17,财政局,,L1,12月20日,已拨付,每周五,一般\n";

static void decisions_are_registered_from_a_table_and_issued_together(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    Meeting m = held(x);
    Findings fs;
    size_t n;
    Intake in = on_day(x, "office");

    if (!import_table(x, decisions, &fs, &n))
        fail_msg("%s", x->f->e.msg);
    assert_int_equal(n, 3);
    finding(&fs, "not-in-minutes", 5, 2);
    finding(&fs, "unused-column", 2, 1);
    assert_int_equal(fs.n, 2);
    Task one = stored(x, 1, 0), two = stored(x, 2, 0), three = stored(x, 3, 0);
    assert_int_equal(one.state, TASK_REGISTERED);
    assert_int_equal(one.card.meeting, 1);
    assert_memory_equal(minutes + one.card.sentence_at, one.card.sentence, strlen(one.card.sentence));
    assert_string_equal(one.card.serves_code, "IVA");
    assert_string_equal(one.card.lead, "jxj");
    assert_int_equal(one.card.n_supporting, 2);
    assert_string_equal(one.card.supporting[1], "tjj");
    assert_string_equal(one.card.leader, "L1");
    assert_int_equal(one.card.due_on, 20211130);
    assert_int_equal(one.card.urgency, URGENCY_URGENT);
    assert_true(one.card.rhythm.kind == RHYTHM_MONTHLY && one.card.rhythm.day == 28);
    assert_string_equal(two.card.lead, "330182002");
    assert_int_equal(two.card.serves, SERVES_NOTHING);
    assert_true(three.card.serves == SERVES_PROJECT && three.card.sentence_at == -1);
    assert_int_equal(three.card.due_on, 20211220);
    /* The same table again is refused whole. */
    assert_false(import_table(x, decisions, &fs, &n));
    assert_int_equal(x->f->e.kind, ERR_REFUSED);
    finding(&fs, "already-registered", 3, 3);
    finding(&fs, "already-registered", 5, 3);
    /* All are issued, once. */
    assert_true(meeting_issue(&x->w, &in, 1, x->f->arena, &n, &x->f->e));
    assert_int_equal(n, 3);
    assert_int_equal(stored(x, 3, 0).state, TASK_ISSUED);
    assert_false(meeting_issue(&x->w, &in, 1, x->f->arena, &n, &x->f->e));
    assert_int_equal(x->f->e.kind, ERR_CONFLICT);
    /* The minutes may change around the sentences of what was issued, not in them. */
    m.minutes = arena_printf(x->f->arena, "补记。%s", minutes);
    if (!put(x, &m))
        fail_msg("%s", x->f->e.msg);
    assert_int_equal(meeting_sentence_at(&m, &one.card), one.card.sentence_at + (int)strlen("补记。"));
    m.minutes = "会议听取了三季度经济运行情况。";
    assert_false(put(x, &m));
    told(x, ERR_CONFLICT, "task 1");
    assert_int_equal(wrong_now(x), 0);
}

static void every_fault_of_a_table_is_told_at_its_cell_and_nothing_is_stored(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    Findings fs;
    size_t n;
    Tasks ts;

    held(x);
    assert_false(import_table(x,
                              "title,lead,due,serves,code,supporting,leader,rhythm,urgency,measure\n"
                              "一,统记局,2021-11-31,指标,IVAA,财政局;没有局,L9,daily,soon,\n"
                              ",czj,2021-11-30,,,czj,,,,x\n"
                              "三,czj,2021-11-30,无,IVA,,,,,x\n"
                              "四,tjj,,,,,,,,x\n四,统计局,2021-11-30,宝贝,,,,,,x\n",
                              &fs, &n));
    assert_int_equal(x->f->e.kind, ERR_REFUSED);
    assert_int_equal(n, 0);
    assert_non_null(strstr(finding(&fs, "unknown-unit", 2, 2)->expected, "统计局"));
    finding(&fs, "bad-date", 2, 3);
    finding(&fs, "unknown-indicator", 2, 5);
    finding(&fs, "unknown-unit", 2, 6);
    finding(&fs, "unknown-leader", 2, 7);
    finding(&fs, "bad-rhythm", 2, 8);
    finding(&fs, "bad-choice", 2, 9);
    finding(&fs, "empty-cell", 3, 1);
    finding(&fs, "duplicate-key", 3, 6);
    finding(&fs, "bad-choice", 4, 5);
    finding(&fs, "empty-cell", 5, 3);
    finding(&fs, "duplicate-key", 6, 1);
    finding(&fs, "bad-choice", 6, 4);
    assert_int_equal(fs.n_faults, 13);
    assert_false(import_table(x, "title,due\n一,2021-11-30\n", &fs, &n));
    finding(&fs, "missing-column", 1, 0);
    assert_false(import_table(x, "a,b\n1,2\n", &fs, &n));
    finding(&fs, "no-header", 1, 0);
    assert_false(import_table(x, "title,lead,due\n", &fs, &n));
    assert_int_equal(x->f->e.kind, ERR_INVALID);
    assert_true(tasks_load(x->f->s, 330182, 0, x->f->arena, &ts, &x->f->e));
    assert_int_equal(ts.n, 0);
}

static void a_meeting_is_issued_whole_or_not_at_all(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    Findings fs;
    size_t n;
    Intake in = on_day(x, "office");

    held(x);
    assert_true(import_table(x,
                             "title,lead,due,measure\n一,tjj,2021-11-30,x\n二,czj,2021-11-30,\n"
                             "三,jxj,2021-11-01,x\n",
                             &fs, &n));
    assert_false(meeting_issue(&x->w, &in, 1, x->f->arena, &n, &x->f->e));
    told(x, ERR_INVALID, "task 2 has no measure");
    told(x, ERR_INVALID, "task 3: the due date 2021-11-01 is before");
    assert_int_equal(stored(x, 1, 0).state, TASK_REGISTERED);
    assert_false(meeting_issue(&x->w, &in, 5, x->f->arena, &n, &x->f->e));
    assert_int_equal(x->f->e.kind, ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meeting_is_put_on_record_and_changed_without_a_trace_lost),
        cmocka_unit_test(all_that_is_wrong_with_a_meeting_is_told_at_once),
        cmocka_unit_test(sentences_that_ask_something_of_a_unit_are_proposed),
        cmocka_unit_test(dates_are_read_relative_to_the_meeting),
        cmocka_unit_test(decisions_are_registered_from_a_table_and_issued_together),
        cmocka_unit_test(every_fault_of_a_table_is_told_at_its_cell_and_nothing_is_stored),
        cmocka_unit_test(a_meeting_is_issued_whole_or_not_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
