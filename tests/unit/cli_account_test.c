/* Accounts and tokens at the command line. */
#include "cm.h"

#include <fcntl.h>
#include <jansson.h>
#include <pty.h>
#include <termios.h>

#include "cli_world.h"

static World *city_new(void)
{
    World *w = world_new();

    must(w, "init");
    must(w, arena_printf(w->arena, "import %s/cities/jiande", root()));
    return w;
}

/* The program with a line on its standard input. */
static const char *tell(World *w, const char *line, const char *words)
{
    setenv("LINE", line, 1);
    return run(w, arena_printf(w->arena, "%s <<END\n$LINE\nEND\n", words));
}

static void an_account_is_made_listed_changed_and_closed(void **state)
{
    (void)state;
    AUTO(world_free) World *w = city_new();

    tell(w, "trees and rivers 7", "user add boss --role administrator --password-stdin");
    assert_int_equal(w->code, 0);
    must(w, "user add czj1 --role department --departments czj --display 财政局预算科 --one-time --expires "
            "2021-12-31");
    const char *once = strstr(w->out, "one-time password: ");
    assert_non_null(once);
    once = arena_strndup(w->arena, once + strlen("one-time password: "), 14);
    must(w, "user list");
    assert_true(has(w, "czj1") && has(w, "财政局预算科") && has(w, "departments=czj") &&
                has(w, "must change"));
    assert_true(has(w, "2022-01-01 00:00"));
    must(w, "user list --format csv");
    assert_true(has(w, "czj1,财政局预算科,department,,*,czj,*,,,,must change,0,yes,no,"));
    must(w, "user role czj1 department --areas 330182 --expires never");
    must(w, "user disable czj1 --by boss");
    must(w, "user list --json");
    json_t *all = json_loads(w->out, 0, NULL), *row = json_array_get(all, 1);
    assert_int_equal(json_array_size(all), 2);
    assert_string_equal(json_string_value(json_object_get(row, "name")), "czj1");
    assert_string_equal(json_string_value(json_object_get(row, "state")), "disabled");
    assert_string_equal(json_string_value(json_object_get(row, "areas")), "330182");
    assert_string_equal(json_string_value(json_object_get(row, "departments")), "czj");
    assert_string_equal(json_string_value(json_object_get(row, "expires_at")), "");
    json_decref(all);
    must(w, "user enable czj1");
    must(w, "verify");
    assert_true(has(w, "sound"));
    /* Neither an export nor the store holds what was given and shown. */
    must(w, arena_printf(w->arena, "export %s/out", w->tmp.path));
    must(w,
         arena_printf(w->arena,
                      "version && ! grep -raE 'argon2|%s|czj1' %s/out && ! grep -aqE '%s|trees and' %s/q.db",
                      once, w->tmp.path, once, w->tmp.path));
}

static void what_changes_an_account_by_hand_is_found_by_verify_and_restore(void **state)
{
    (void)state;
    if (system("command -v sqlite3 >/dev/null") != 0)
        skip(); /* before anything is made: it does not come back */
    AUTO(world_free) World *w = city_new();

    must(w, "user add anna --role analyst --one-time");
    must(w, arena_printf(w->arena, "backup %s/b.db", w->tmp.path));
    must(w, arena_printf(w->arena, "restore %s/b.db --store %s/new.db", w->tmp.path, w->tmp.path));
    must(w, arena_printf(w->arena, "user list --store %s/new.db", w->tmp.path));
    assert_true(has(w, "anna"));
    must(w, arena_printf(w->arena, "version; sqlite3 %s/b.db \"UPDATE account SET role = 'administrator'\"",
                         w->tmp.path));
    run(w, arena_printf(w->arena, "verify --store %s/b.db", w->tmp.path));
    assert_int_equal(w->code, 1);
    assert_true(has(w, "account 1 (anna) is not as its last event left it"));
    run(w, arena_printf(w->arena, "restore %s/b.db --store %s/other.db", w->tmp.path, w->tmp.path));
    assert_int_equal(w->code, 1);
}

static void a_token_is_shown_once_and_can_be_revoked(void **state)
{
    (void)state;
    AUTO(world_free) World *w = city_new();

    must(w, "user add czj1 --role department --departments czj --one-time");
    must(w, "token add czj1 --label 夜间导入 --scope 'read_all;submit' --expires 2021-08-31");
    assert_true(strncmp(w->out, "qy_", 3) == 0);
    const char *token = arena_strndup(w->arena, w->out, strcspn(w->out, "\n"));
    assert_int_equal(strlen(token), 46);
    must(w, "token list");
    assert_true(has(w, "夜间导入") && has(w, "good") && !has(w, token));
    must(w, "token revoke 1");
    must(w, "token list --format csv");
    assert_true(has(w, "1,czj1,夜间导入,") && has(w, "revoked"));
    must(w, arena_printf(w->arena, "version && ! grep -aq %s %s/q.db", token, w->tmp.path));
    must(w, "verify");
}

static void wrong_use_ends_with_a_sentence_and_its_exit_code(void **state)
{
    (void)state;
    AUTO(world_free) World *w = city_new();
    static const struct {
        const char *words;
        int code;
        const char *says;
    } cases[] = {
        {"user", 2, "add, passwd"},
        {"user lst", 2, "user list"},
        {"user add", 2, "needs NAME"},
        {"user add bob", 2, "--role"},
        {"user add bob --role king --one-time", 2, "administrator, analyst"},
        {"user add bob --role public --one-time", 2, "needs no account"},
        {"user add bob --role analyst </dev/null", 2, "--password-stdin"},
        {"user add bob --role analyst --password-stdin </dev/null", 2, "nothing was given"},
        {"user add bob --role analyst --password-stdin --one-time </dev/null", 2, "exclude"},
        {"user add bob --role analyst --password secret", 2, "no option --password"},
        {"user add Bob! --role analyst --one-time", 2, "letters a-z"},
        {"user add bob --role area --areas 330182999 --one-time", 3, "no area"},
        {"user add bob --role analyst --expires soon --one-time", 2, "no date"},
        {"user passwd nobody --one-time", 3, "user list"},
        {"user disable nobody", 3, "user list"},
        {"user totp nobody", 3, "user list"},
        {"user role boss analyst", 4, "last administrator"},
        {"user disable boss", 4, "last administrator"},
        {"user totp boss --off", 4, "no second factor"},
        {"user list --format xml", 2, "table, csv, json or xlsx"},
        {"token add boss --scope '*'", 2, "label"},
        {"token add boss --label x --scope everything", 2, "everything"},
        {"token add boss --label x --scope '*' --expires 2031-01-01", 2, "366"},
        {"token revoke first", 2, "no number"},
        {"token revoke 9", 3, "token list"},
        {"help user lst", 2, "user list"},
        {"help init user", 2, "one word"},
    };

    must(w, "user add boss --role administrator --one-time");
    for (size_t i = 0; i < COUNT(cases); i++) {
        run(w, cases[i].words);
        if (w->code != cases[i].code || !has(w, cases[i].says))
            fail_msg("%s: exit %d: %s", cases[i].words, w->code, w->out);
    }
    must(w, "user --help");
    assert_true(has(w, "qingyu user add NAME") && has(w, "qingyu user totp NAME"));
    must(w, "help token revoke");
    assert_true(has(w, "qingyu token revoke ID") && !has(w, "token list"));
    must(w, "verify");
}

/* Waits until the terminal shows the text, then types the line. */
static void answer(int terminal, Buf *shown, const char *text, const char *line)
{
    char chunk[512];
    ssize_t n;

    while (!strstr(buf_cstr(shown), text)) {
        if ((n = read(terminal, chunk, sizeof chunk)) <= 0)
            fail_msg("\"%s\" was not asked for: %s", text, buf_cstr(shown));
        buf_add(shown, chunk, (size_t)n);
    }
    struct termios t;
    for (int i = 0; i < 500 && tcgetattr(terminal, &t) == 0 && (t.c_lflag & ECHO); i++)
        usleep(10000); /* the question comes just before */
    assert_int_equal(write(terminal, line, strlen(line)), (ssize_t)strlen(line));
}

static void a_password_typed_at_the_terminal_is_not_shown(void **state)
{
    (void)state;
    int probe = posix_openpt(O_RDWR | O_NOCTTY);
    if (probe < 0)
        skip(); /* a machine without pseudo-terminals; before anything is made */
    close(probe);
    AUTO(world_free) World *w = city_new();
    AUTO(buf_free) Buf shown = buf_new(1 << 20);
    char chunk[512];
    int terminal, status;
    ssize_t n;
    pid_t child = forkpty(&terminal, NULL, NULL, NULL);

    assert_true(child >= 0);
    if (child == 0) {
        const char *store = arena_printf(w->arena, "%s/q.db", w->tmp.path);
        setenv("QINGYU_LANG", "en", 1);
        execl(getenv("QINGYU"), "qingyu", "user", "add", "anna", "--role", "analyst", "--store", store,
              (char *)NULL);
        _exit(127);
    }
    answer(terminal, &shown, "New password: ", "trees and rivers 7\n");
    answer(terminal, &shown, "Once more: ", "trees and rivers 7\n");
    while ((n = read(terminal, chunk, sizeof chunk)) > 0)
        buf_add(&shown, chunk, (size_t)n);
    close(terminal);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_non_null(strstr(buf_cstr(&shown), "anna: added"));
    assert_null(strstr(buf_cstr(&shown), "rivers"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_account_is_made_listed_changed_and_closed),
        cmocka_unit_test(what_changes_an_account_by_hand_is_found_by_verify_and_restore),
        cmocka_unit_test(a_token_is_shown_once_and_can_be_revoked),
        cmocka_unit_test(wrong_use_ends_with_a_sentence_and_its_exit_code),
        cmocka_unit_test(a_password_typed_at_the_terminal_is_not_shown),
    };
    return cmocka_run_group_tests_name("cli_account", tests, NULL, NULL);
}
