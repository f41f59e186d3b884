#include "cm.h"
#include "tmp.h"

#include "store/store.h"

static void every_migration_applies_and_every_query_prepares(void **state)
{
    (void)state;
    AUTO(tmp_remove) Tmp t = tmp_new();
    AUTO(store_close) Store *s = NULL;
    Err e = {0};

    assert_true(store_open(tmp_file(&t, "a.db"), STORE_CREATE, &s, &e));
    assert_true(store_prepare_all(s, &e));
}

static void what_was_not_committed_is_not_there(void **state)
{
    (void)state;
    AUTO(tmp_remove) Tmp t = tmp_new();
    AUTO(store_close) Store *s = NULL;
    Err e = {.lang = LANG_EN};
    bool row = true;

    assert_true(store_open(tmp_file(&t, "a.db"), STORE_CREATE, &s, &e));
    {
        AUTO(transaction_end) Transaction tx = s;
        assert_true(store_begin(s, &e));
        assert_true(RUN(s, SQL_DIMENSION_INSERT, &e, INT(1), TEXTARG("area"), INT(1), TEXTARG("x")));
    }
    AUTO(query_end) Query *q = NULL;
    assert_true(QUERY(s, SQL_DIMENSION_ALL, &q, &e, INT(1)) && query_next(q, &row, &e));
    assert_false(row);
}

static void facts_cannot_be_changed_or_taken_away(void **state)
{
    (void)state;
    AUTO(tmp_remove) Tmp t = tmp_new();
    AUTO(store_close) Store *s = NULL;
    Err e = {.lang = LANG_EN};
    char command[700];

    assert_true(store_open(tmp_file(&t, "a.db"), STORE_CREATE, &s, &e));
    assert_true(store_begin(s, &e));
    assert_true(RUN(s, SQL_AUDIT_INSERT, &e, INT(1), INT(1), TEXTARG("t"), TEXTARG("b"), TEXTARG("a"),
                    TEXTARG("s"), TEXTARG("c"), TEXTARG("p"), TEXTARG("h")));
    assert_false(RUN(s, SQL_AUDIT_INSERT, &e, INT(1), INT(1), TEXTARG("t"), TEXTARG("b"), TEXTARG("a"),
                     TEXTARG("s"), TEXTARG("c"), TEXTARG("p"), TEXTARG("h")));
    assert_int_equal(e.kind, ERR_CONFLICT);
    assert_true(store_commit(s, &e));
    store_close(&s);
    snprintf(command, sizeof command, "sqlite3 %s 'DELETE FROM audit' 2>&1 | grep -q append-only", t.file);
    if (system("command -v sqlite3 >/dev/null") == 0)
        assert_int_equal(system(command), 0);
}

static void a_store_that_is_missing_there_or_foreign_is_named(void **state)
{
    (void)state;
    AUTO(tmp_remove) Tmp t = tmp_new();
    Store *s = NULL;
    Err e = {.lang = LANG_EN};

    assert_false(store_open(tmp_file(&t, "no.db"), STORE_READ, &s, &e));
    assert_int_equal(e.kind, ERR_NOT_FOUND);
    assert_non_null(strstr(e.msg, "qingyu init"));
    tmp_write(&t, "text.db", "this is a letter, not a store; it is long enough to be looked at");
    assert_false(store_open(t.file, STORE_CREATE, &s, &e));
    assert_int_equal(e.kind, ERR_CONFLICT);
    assert_false(store_open(t.file, STORE_READ, &s, &e));
    assert_int_equal(e.kind, ERR_DB);
}

static void a_backup_is_a_whole_store(void **state)
{
    (void)state;
    AUTO(tmp_remove) Tmp t = tmp_new();
    AUTO(store_close) Store *s = NULL, *copy = NULL;
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(query_end) Query *q = NULL;
    StoreCheck check;
    Err e = {.lang = LANG_EN};
    bool row;

    assert_true(store_open(tmp_file(&t, "a.db"), STORE_CREATE, &s, &e));
    assert_true(RUN(s, SQL_DIMENSION_INSERT, &e, INT(1), TEXTARG("area"), INT(1), TEXTARG("x")));
    assert_true(store_backup(s, tmp_file(&t, "b.db"), &e));
    assert_false(store_backup(s, t.file, &e));
    assert_int_equal(e.kind, ERR_CONFLICT);
    assert_true(store_open(t.file, STORE_READ, &copy, &e));
    assert_true(QUERY(copy, SQL_DIMENSION_ALL, &q, &e, INT(1)) && query_next(q, &row, &e) && row);
    query_end(&q);
    assert_true(store_check(copy, a, &check, &e));
    assert_int_equal(check.n, 0);
    assert_false(RUN(copy, SQL_DIMENSION_INSERT, &e, INT(1), TEXTARG("area"), INT(2), TEXTARG("y")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_migration_applies_and_every_query_prepares),
        cmocka_unit_test(what_was_not_committed_is_not_there),
        cmocka_unit_test(facts_cannot_be_changed_or_taken_away),
        cmocka_unit_test(a_store_that_is_missing_there_or_foreign_is_named),
        cmocka_unit_test(a_backup_is_a_whole_store),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
