/* Accounts in time: sessions, tokens, the record, an old store. */
#include "cm.h"

#include <sys/wait.h>

#include "account_fixture.h"

/* ---- sessions and tokens ---- */

static bool session_lives(AccountFixture *x, const char *secret, Session *out)
{
    x->f->e = (Err){.lang = LANG_EN};
    return session_find(x->f->s, &x->by, secret, x->f->arena, out, &x->f->e);
}

static void a_session_ends_when_idle_when_old_and_when_told(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    Session session;

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD);
    OpenedSession idle = x->login.session;
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD);
    OpenedSession used = x->login.session;
    assert_string_not_equal(idle.secret, used.secret);
    assert_true(session_lives(x, idle.secret, &session) && !session.touch_due);
    assert_string_equal(session.account.name, "anna");
    assert_string_equal(session.csrf, idle.csrf);
    assert_string_not_equal(idle.csrf, used.csrf);
    assert_false(store_holds(x, idle.secret) || store_holds(x, idle.csrf));
    assert_false(session_lives(x, "", &session) || session_lives(x, "nothing of ours", &session));
    while (x->by.now + SESSION_IDLE_S - 1 < T0 + SESSION_LIFE_S) {
        x->by.now += SESSION_IDLE_S - 1;
        assert_true(session_lives(x, used.secret, &session) && session.touch_due);
        assert_true(session_touch(x->f->s, &x->by, used.secret, &x->f->e));
    }
    assert_false(session_lives(x, idle.secret, &session));
    x->by.now = T0 + SESSION_LIFE_S - 1;
    assert_true(session_lives(x, used.secret, &session));
    x->by.now++;
    assert_false(session_lives(x, used.secret, &session));
    assert_int_equal(x->f->e.kind, ERR_FORBIDDEN);

    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD);
    assert_true(session_end(x->f->s, &x->by, x->login.session.secret, &x->f->e));
    assert_false(session_lives(x, x->login.session.secret, &session));
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD);
    assert_true(session_end_all(x->f->s, &x->by, "anna", &x->f->e));
    assert_false(session_lives(x, x->login.session.secret, &session));
}

static void a_new_password_ends_every_session(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    char once[PASSWORD_ONCE_MAX];
    Session session;
    int64_t id;

    assert_true(account_add(x->f->s, &x->by, &(AccountSpec){.name = "anna", .role = ROLE_ANALYST},
                            (PasswordWish){.once = once}, &id, &x->f->e));
    assert_int_equal(login(x, "anna", once, NULL), LOGIN_GOOD);
    assert_true(x->login.account.must_change);
    OpenedSession before = x->login.session;
    PasswordChange change = {"anna", "not the password", "a new and long one"};
    assert_false(account_change_password(x->f->s, &x->by, &change, &x->f->e));
    assert_int_equal(x->f->e.kind, ERR_FORBIDDEN);
    change.old_typed = change.new_typed = once;
    assert_false(account_change_password(x->f->s, &x->by, &change, &x->f->e));
    change.new_typed = "a new and long one";
    assert_true(account_change_password(x->f->s, &x->by, &change, &x->f->e));
    assert_false(session_lives(x, before.secret, &session));
    assert_int_equal(login(x, "anna", once, NULL), LOGIN_WRONG);
    assert_int_equal(login(x, "anna", "a new and long one", NULL), LOGIN_GOOD);
    assert_false(x->login.account.must_change);
    assert_false(store_holds(x, once) || store_holds(x, "a new and long one"));
}

static void a_token_does_what_it_says_until_it_ends(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    TokenSpec spec = {"anna", "nightly import", "read_published;submit", T0 + 86400};
    char text[TOKEN_TEXT_MAX], other[TOKEN_TEXT_MAX];
    int64_t id, id2;
    TokenUse use;
    Principal p;
    Token *all;
    size_t n;

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    assert_true(token_add(x->f->s, &x->by, &spec, text, &id, &x->f->e));
    spec.scope = "*";
    assert_true(token_add(x->f->s, &x->by, &spec, other, &id2, &x->f->e));
    assert_false(store_holds(x, text));
    assert_true(token_find(x->f->s, &x->by, text, x->f->arena, &use, &x->f->e) && use.touch_due);
    account_principal(&x->city, &use.account, use.carries, x->f->arena, &p);
    assert_true(access_allows(&p, SUBMIT, NULL));
    assert_false(access_allows(&p, APPROVE, NULL));
    assert_true(token_touch(x->f->s, &x->by, id, &x->f->e));
    assert_true(token_find(x->f->s, &x->by, other, x->f->arena, &use, &x->f->e));
    account_principal(&x->city, &use.account, use.carries, x->f->arena, &p);
    assert_true(access_allows(&p, APPROVE, NULL));
    assert_false(access_allows(&p, OWN_ACCOUNT, NULL)); /* a token cannot make itself another */
    assert_true(token_list(x->f->s, x->by.city, x->f->arena, &all, &n, &x->f->e));
    assert_int_equal(n, 2);
    assert_int_equal(all[0].used_at, T0);
    assert_memory_equal(all[0].prefix, text, TOKEN_PREFIX);
    assert_true(token_revoke(x->f->s, &x->by, id, &x->f->e));
    assert_false(token_revoke(x->f->s, &x->by, id, &x->f->e));
    assert_false(token_find(x->f->s, &x->by, text, x->f->arena, &use, &x->f->e));
    x->by.now = T0 + 86400;
    assert_false(token_find(x->f->s, &x->by, other, x->f->arena, &use, &x->f->e));
    assert_int_equal(x->f->e.kind, ERR_FORBIDDEN);
    assert_int_equal(wrong_now(x), 0);
    by_hand(x, "UPDATE api_token SET revoked_at = 0 WHERE id = 1");
    assert_int_equal(wrong_now(x), 1);
}

static void a_wrong_token_is_refused_with_what_to_do(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    const TokenSpec cases[] = {{"anna", "", "submit", T0 + 1},
                               {"anna", "two\nlines", "submit", T0 + 1},
                               {"anna", "x", "", T0 + 1},
                               {"anna", "x", "fly", T0 + 1},
                               {"anna", "x", "own_account", T0 + 1},
                               {"anna", "x", "submit;*", T0 + 1},
                               {"anna", "x", "submit", T0},
                               {"anna", "x", "submit", 0},
                               {"anna", "x", "submit", T0 + 367 * 86400}};
    char text[TOKEN_TEXT_MAX];
    int64_t id;

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_false(token_add(x->f->s, &x->by, &cases[i], text, &id, &x->f->e));
        assert_int_equal(x->f->e.kind, ERR_INVALID);
    }
    assert_false(
        token_add(x->f->s, &x->by, &(TokenSpec){"none", "x", "submit", T0 + 1}, text, &id, &x->f->e));
    assert_int_equal(x->f->e.kind, ERR_NOT_FOUND);
    assert_false(token_revoke(x->f->s, &x->by, 9, &x->f->e));
    assert_int_equal(x->f->e.kind, ERR_NOT_FOUND);
}

/* ---- the record ---- */

static void the_first_administrator_is_made_once_ever(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    char path[600], once[PASSWORD_ONCE_MAX];
    int gate[2], status, made_by = 0;
    pid_t children[2];
    bool made;

    snprintf(path, sizeof path, "%s", store_path(x->f->s));
    store_close(&x->f->s);
    assert_int_equal(pipe(gate), 0);
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] > 0)
            continue;
        Store *s = NULL;
        Err e = {0};
        char wait;
        close(gate[1]);
        bool ok = read(gate[0], &wait, 1) == 0 && store_open(path, STORE_WRITE, &s, &e) &&
                  account_bootstrap(s, &(Actor){.city = 330182, .now = T0, .by = "system"}, once, &made, &e);
        _exit(!ok ? 9 : made);
    }
    close(gate[0]);
    close(gate[1]); /* both go at once */
    for (int i = 0; i < 2; i++) {
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
        made_by += WEXITSTATUS(status);
    }
    assert_int_equal(made_by, 1);
    assert_true(store_open(path, STORE_WRITE, &x->f->s, &x->f->e));
    assert_true(account_bootstrap(x->f->s, &x->by, once, &made, &x->f->e));
    assert_false(made);
    assert_string_equal(once, "");
    Account first = account_of(x, ACCOUNT_FIRST);
    assert_true(first.role == ROLE_ADMINISTRATOR && first.must_change && first.has_password);
}

static void the_first_password_opens_and_is_kept_nowhere(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    char once[PASSWORD_ONCE_MAX];
    bool made;

    assert_true(account_bootstrap(x->f->s, &x->by, once, &made, &x->f->e) && made);
    assert_int_equal(strlen(once), 14);
    assert_false(store_holds(x, once));
    assert_int_equal(login(x, "admin", once, NULL), LOGIN_GOOD);
    assert_false(account_disable(x->f->s, &x->by, "admin", true, &x->f->e)); /* the last one */
    assert_int_equal(x->f->e.kind, ERR_CONFLICT);
    assert_false(
        account_change(x->f->s, &x->by, &(AccountSpec){.name = "admin", .role = ROLE_ANALYST}, &x->f->e));
    assert_int_equal(x->f->e.kind, ERR_CONFLICT);
    add(x, (AccountSpec){.name = "second", .role = ROLE_ADMINISTRATOR});
    assert_true(account_disable(x->f->s, &x->by, "admin", true, &x->f->e));
    assert_true(account_bootstrap(x->f->s, &x->by, once, &made, &x->f->e) && !made);
}

static void every_change_is_in_the_audit_chain_and_none_of_the_secrets(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    AUTO(query_end) Query *q = NULL;
    static const char *const whats[] = {"add", "role", "password", "login", "disable", "enable"};
    size_t at = 0;
    bool row;

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    assert_false(try_add(x, (AccountSpec){.name = "ANNA", .role = ROLE_ANALYST}, GOOD_PASSWORD));
    assert_int_equal(x->f->e.kind, ERR_CONFLICT);
    AccountSpec spec = {.name = "anna", .role = ROLE_DEPARTMENT, .departments = "czj"};
    assert_true(account_change(x->f->s, &x->by, &spec, &x->f->e));
    assert_true(
        account_set_password(x->f->s, &x->by, "anna", (PasswordWish){.typed = "another long one"}, &x->f->e));
    assert_int_equal(login(x, "anna", "another long one", NULL), LOGIN_GOOD);
    assert_true(account_disable(x->f->s, &x->by, "anna", true, &x->f->e));
    assert_true(account_disable(x->f->s, &x->by, "anna", false, &x->f->e));
    assert_true(QUERY(x->f->s, SQL_AUDIT_ALL, &q, &x->f->e, INT(x->by.city)));
    while (query_next(q, &row, &x->f->e) && row) {
        char *text = str_dup(x->f->arena, query_text(q, 5));
        assert_null(strstr(text, "argon2"));
        assert_null(strstr(text, "long one"));
        if (!str_eq(query_text(q, 3), "account"))
            continue;
        char what[40];
        assert_true(at < COUNT(whats));
        snprintf(what, sizeof what, "\nwhat %s\n", whats[at++]);
        if (!strstr(text, what))
            fail_msg("expected%s in\n%s", what, text);
    }
    assert_int_equal(at, COUNT(whats));
    query_end(&q);
    assert_int_equal(wrong_now(x), 0);
    by_hand(x, "UPDATE account SET role = 'administrator'");
    assert_int_equal(wrong_now(x), 1);
    assert_non_null(strstr(x->f->e.msg, "changed by hand"));
    by_hand(x, "UPDATE account SET role = 'department'");
    by_hand(x, "DROP TRIGGER account_event_stay; DELETE FROM account_event WHERE id = 2");
    assert_int_equal(wrong_now(x), 1);
}

static void an_external_subject_belongs_to_one_account(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    const ExternalIdentity who = {"https://id.example", "7"}, other = {"https://id.example", "8"};
    int64_t id;

    assert_true(account_add(
        x->f->s, &x->by,
        &(AccountSpec){.name = "olga", .role = ROLE_ANALYST, .issuer = who.issuer, .subject = "7"},
        (PasswordWish){0}, &id, &x->f->e));
    assert_false(try_add(
        x, (AccountSpec){.name = "olga2", .role = ROLE_ANALYST, .issuer = who.issuer, .subject = "7"}, NULL));
    assert_int_equal(x->f->e.kind, ERR_CONFLICT);
    assert_false(try_add(x, (AccountSpec){.name = "none", .role = ROLE_ANALYST}, NULL));
    assert_int_equal(x->f->e.kind, ERR_INVALID);
    assert_true(login_external(x->f->s, &x->by, &who, x->f->arena, &x->login, &x->f->e));
    assert_string_equal(x->login.account.name, "olga");
    assert_false(login_external(x->f->s, &x->by, &other, x->f->arena, &x->login, &x->f->e));
    assert_int_equal(wrong_now(x), 0);
}

/* ---- a store of the first schema ---- */

static void make_first_schema(const char *path)
{
    static const char *const tokens[][2] = {{"{{int}}", "INTEGER"},
                                            {"{{real}}", "REAL"},
                                            {"{{strict}}", "STRICT"},
                                            {"{{keyed}}", "STRICT, WITHOUT ROWID"}};
    AUTO(buf_free) Buf sql = buf_new(1 << 20);
    char file[600], text[1 << 15] = "";
    sqlite3 *db;

    snprintf(file, sizeof file, "%s/src/store/migrations/0001_ground.sql",
             getenv("ROOT") ? getenv("ROOT") : ".");
    FILE *f = fopen(file, "rb");
    assert_non_null(f);
    assert_true(fread(text, 1, sizeof text - 1, f) > 0);
    fclose(f);
    for (const char *p = text; *p;) {
        size_t i = 0;
        while (i < COUNT(tokens) && strncmp(p, tokens[i][0], strlen(tokens[i][0])) != 0)
            i++;
        buf_str(&sql, i < COUNT(tokens) ? tokens[i][1] : (char[2]){*p, '\0'});
        p += i < COUNT(tokens) ? strlen(tokens[i][0]) : 1;
    }
    buf_str(&sql, "; PRAGMA application_id = 1364804680; PRAGMA user_version = 1;"
                  "INSERT INTO dimension VALUES (330182, 'area', 1, '330182');");
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, buf_cstr(&sql), NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void a_store_of_the_first_schema_opens_and_takes_accounts(void **state)
{
    (void)state;
    AUTO(tmp_remove) Tmp t = tmp_new();
    AUTO(store_close) Store *s = NULL;
    AUTO(query_end) Query *q = NULL;
    Err e = {.lang = LANG_EN};
    char once[PASSWORD_ONCE_MAX];
    StoreInfo info;
    bool made, row;

    make_first_schema(tmp_file(&t, "old.db"));
    assert_false(store_open(t.file, STORE_READ, &s, &e));
    assert_non_null(strstr(e.msg, "doctor --migrate"));
    if (!store_open(t.file, STORE_WRITE, &s, &e))
        fail_msg("%s", e.msg);
    assert_true(store_info(s, &info, &e) && info.schema >= 3);
    assert_true(QUERY(s, SQL_DIMENSION_ALL, &q, &e, INT(330182)) && query_next(q, &row, &e) && row);
    query_end(&q);
    assert_true(account_bootstrap(s, &(Actor){.city = 330182, .now = T0, .by = "system"}, once, &made, &e) &&
                made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_ends_when_idle_when_old_and_when_told),
        cmocka_unit_test(a_new_password_ends_every_session),
        cmocka_unit_test(a_token_does_what_it_says_until_it_ends),
        cmocka_unit_test(a_wrong_token_is_refused_with_what_to_do),
        cmocka_unit_test(the_first_administrator_is_made_once_ever),
        cmocka_unit_test(the_first_password_opens_and_is_kept_nowhere),
        cmocka_unit_test(every_change_is_in_the_audit_chain_and_none_of_the_secrets),
        cmocka_unit_test(an_external_subject_belongs_to_one_account),
        cmocka_unit_test(a_store_of_the_first_schema_opens_and_takes_accounts),
    };
    return cmocka_run_group_tests_name("account", tests, NULL, NULL);
}
