/* Proof and verification: files kept under their hash, and what is found when a row was changed by hand. */
#include "cm.h"
#include "task_world.h"

/* ---- proof ---- */

static void a_file_is_kept_once_and_must_be_there_before_it_is_named(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    int64_t id = issued(x, 20211130), bytes;
    char sha[SHA256_HEX], again[SHA256_HEX];
    static const char content[] = "a\0b\xff"
                                  "c";
    Intake in = on_day(x, "tjj-clerk");
    Str got;
    bool has;

    assert_true(evidence_add(x->f->s, &in, (Str){content, 5}, sha, &x->f->e));
    assert_true(evidence_add(x->f->s, &in, (Str){content, 5}, again, &x->f->e));
    assert_string_equal(sha, again);
    assert_true(evidence_load(x->f->s, 330182, sha, x->f->arena, &got, &x->f->e));
    assert_int_equal(got.n, 5);
    assert_memory_equal(got.s, content, 5);
    assert_true(evidence_has(x->f->s, 330182, sha, &has, &bytes, &x->f->e) && has && bytes == 5);
    assert_false(evidence_add(x->f->s, &in, (Str){"", 0}, again, &x->f->e));
    assert_int_equal(x->f->e.kind, ERR_INVALID);
    again[0] = again[0] == 'a' ? 'b' : 'a';
    assert_false(evidence_load(x->f->s, 330182, again, x->f->arena, &got, &x->f->e));
    DO(x, .verb = TASK_ACCEPT, .task = id);
    TaskFile files[] = {{.name = "x.pdf", .sha256 = again}};
    REFUSED(x, ERR_NOT_FOUND, "x.pdf", .verb = TASK_FEEDBACK, .task = id, .files = files, .n_files = 1);
    files[0].sha256 = sha;
    const char *bad[] = {"", "../x", "a\\b", ".hidden", " x", "a\nb"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        files[0].name = bad[i];
        REFUSED(x, ERR_INVALID, "file's name", .verb = TASK_FEEDBACK, .task = id, .files = files,
                .n_files = 1);
    }
    files[0].name = "表 1.xlsx";
    DO(x, .verb = TASK_FEEDBACK, .task = id, .files = files, .n_files = 1);
    assert_int_equal(stored(x, id, 0).events[3].files[0].bytes, 5);
    assert_int_equal(wrong_now(x), 0);
    by_hand(x, "DROP TRIGGER evidence_keep; UPDATE evidence SET content = x'6100'");
    assert_int_equal(wrong_now(x), 1);
    assert_non_null(strstr(x->f->e.msg, "given as proof was changed"));
    by_hand(x, "DROP TRIGGER evidence_stay; DELETE FROM evidence");
    assert_int_equal(wrong_now(x), 2); /* the file of the event, and their number */
}

/* ---- verification ---- */

static void a_row_changed_by_hand_is_found_and_named(void **state)
{
    (void)state;
    const struct {
        const char *sql, *says;
    } hands[] = {
        {"UPDATE task_event SET content = 'x' WHERE id = 4", "event 4 of task 1 does not match"},
        {"UPDATE task_event SET card = replace(card, '20211130', '20211231') WHERE id = 1",
         "event 1 of task 1"},
        {"UPDATE task_event SET card = 'x' WHERE id = 1", "event 1 (of task 1) cannot be read"},
        {"UPDATE task_event SET verb = 'verify' WHERE id = 4", "could not have happened"},
        {"UPDATE task_event SET verb = 'praise' WHERE id = 4", "cannot be read"},
        {"UPDATE task_event SET at = '2021-11-06T00:00:00Z' WHERE id = 2",
         "event 2 of task 1 does not match"},
        {"UPDATE task_event SET value = 9.9 WHERE id = 4", "event 4"},
        {"DELETE FROM task_event WHERE id = 3", "event 4 (of task 1)"},
        {"DELETE FROM task_event WHERE id = 5", "event 6 (of task 2)"},
        {"DELETE FROM task_event WHERE id = 7", "entries of \"task\""},
        {"UPDATE task_event SET parts = '7' WHERE verb = 'split'", "event 5"},
    };

    for (size_t i = 0; i < COUNT(hands); i++) {
        AUTO(tasks_free) TaskFixture *x = tasks_new();
        int64_t id = issued(x, 20211130);
        TaskCard part = {.lead = "jxj"};
        DO(x, .verb = TASK_ACCEPT, .task = id);
        DO(x, .verb = TASK_FEEDBACK, .task = id, .value = 1, .value_unit = "%");
        DO(x, .verb = TASK_SPLIT, .task = id, .parts = &part, .n_parts = 1);
        assert_int_equal(wrong_now(x), 0);
        by_hand(x, "DROP TRIGGER task_event_keep; DROP TRIGGER task_event_stay");
        by_hand(x, hands[i].sql);
        if (!wrong_now(x) || !strstr(x->f->e.msg, hands[i].says))
            fail_msg("%s: %s", hands[i].sql, x->f->e.msg);
    }
}

static void facts_are_append_only(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    const char *tables[] = {"task_event", "evidence", "meeting_event"};
    char sha[SHA256_HEX];
    Intake in = on_day(x, "office");
    Meeting m = {.kind = "other", .title = "x", .held_on = 20211105};
    sqlite3 *db;

    issued(x, 20211130);
    assert_true(evidence_add(x->f->s, &in, STR("x"), sha, &x->f->e));
    assert_true(meeting_put(x->f->s, &in, &m, x->f->arena, &x->f->e));
    assert_int_equal(sqlite3_open(store_path(x->f->s), &db), SQLITE_OK);
    for (size_t i = 0; i < COUNT(tables); i++) {
        char sql[128];
        snprintf(sql, sizeof sql, "UPDATE %s SET audit_seq = 0", tables[i]);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_CONSTRAINT);
        snprintf(sql, sizeof sql, "DELETE FROM %s", tables[i]);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_CONSTRAINT);
    }
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_kept_once_and_must_be_there_before_it_is_named),
        cmocka_unit_test(a_row_changed_by_hand_is_found_and_named),
        cmocka_unit_test(facts_are_append_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
