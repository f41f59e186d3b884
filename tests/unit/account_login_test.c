/* Logging in: codes, passwords, waits, second factors. */
#include "cm.h"

#include <sodium.h>
#include <sys/wait.h>

#include "account_fixture.h"

/* ---- codes ---- */

static void hotp_gives_the_values_of_rfc_4226(void **state)
{
    (void)state;
    static const uint32_t expected[] = {755224, 287082, 359152, 969429, 338314,
                                        254676, 287922, 162583, 399871, 520489};
    const unsigned char key[] = "12345678901234567890";

    for (uint64_t i = 0; i < COUNT(expected); i++)
        assert_int_equal(hotp(key, 20, i, 6), expected[i]);
}

static void totp_gives_the_values_of_rfc_6238(void **state)
{
    (void)state;
    static const struct {
        uint64_t at;
        uint32_t code; /* eight digits, SHA-1 */
    } expected[] = {{59, 94287082},         {1111111109, 7081804},  {1111111111, 14050471},
                    {1234567890, 89005924}, {2000000000, 69279037}, {20000000000, 65353130}};
    const unsigned char key[] = "12345678901234567890";

    for (size_t i = 0; i < COUNT(expected); i++) {
        char six[16];
        int64_t step = 0;
        assert_int_equal(hotp(key, 20, expected[i].at / 30, 8), expected[i].code);
        snprintf(six, sizeof six, "%06u", expected[i].code % 1000000);
        assert_true(totp_accepts(key, 20, six, (int64_t)expected[i].at, &step));
        assert_int_equal(step, expected[i].at / 30);
    }
}

static const char *code_at(const char *base32, int64_t now, char out[16])
{
    unsigned char key[64];
    size_t n;

    assert_true(base32_parse(base32, key, sizeof key, &n));
    snprintf(out, 16, "%06u", hotp(key, n, (uint64_t)(now / 30), 6));
    return out;
}

static void a_code_is_good_one_step_either_way_and_once(void **state)
{
    (void)state;
    const unsigned char key[] = "12345678901234567890";
    const int64_t now = 1111111111;

    for (int off = -3; off <= 3; off++) {
        char code[16];
        int64_t step = 0;
        snprintf(code, sizeof code, "%06u", hotp(key, 20, (uint64_t)(now / 30 + off), 6));
        bool expected = off >= -1 && off <= 1;
        assert_int_equal(totp_accepts(key, 20, code, now, &step), expected);
        assert_false(totp_accepts(key, 20, code, now, &step)); /* the same again, or still not */
    }
    int64_t step = 0;
    const char *const bad[] = {"", "12345", "1234567", "12345a", "-12345", "１２３４５６"};
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(totp_accepts(key, 20, bad[i], now, &step));
    assert_true(totp_accepts(key, 20, "050 471", now, &step));
}

static void base32_reads_back_what_it_wrote(void **state)
{
    (void)state;
    unsigned char in[35], out[35];
    char text[BASE32_TEXT_MAX];
    size_t n;

    base32_text((const unsigned char *)"foobar", 6, text);
    assert_string_equal(text, "MZXW6YTBOI"); /* RFC 4648, section 10 */
    for (size_t k = 0; k <= sizeof in; k++) {
        for (size_t i = 0; i < k; i++)
            in[i] = (unsigned char)(37 * i + k);
        base32_text(in, k, text);
        assert_true(base32_parse(text, out, sizeof out, &n));
        assert_int_equal(n, k);
        assert_memory_equal(in, out, k);
    }
    assert_false(base32_parse("MZXW1", out, sizeof out, &n));
    assert_false(base32_parse("AAAAAAAA", out, 4, &n));
}

/* ---- passwords ---- */

static bool allowed(const char *password, const char *account, Err *e)
{
    char prepared[PASSWORD_BYTES_MAX];

    *e = (Err){.lang = LANG_EN};
    return password_prepare(password, prepared) && password_check(prepared, account, e);
}

static void a_password_is_long_and_not_what_everybody_tries(void **state)
{
    (void)state;
    Err e;
    static const char *const good[] = {"correct horse", "新安江十七度的水好凉", "x9-Kw2_mQz",
                                       "晴天 rain 雨天 7"};
    static const char *const bad[] = {
        "short",          "123456789",          "新安江水",    "1234567890",
        "Qwertyuiop",     "PASSWORD2021",       "password!!!", "aaaaaaaaaaaa",
        "1212121212",     "abcdefghijkl",       "9876543210",  "zhangwei2021",
        "ZhangWei12345",  "woaini1314",         "jiande2021",  "ｐａｓｓｗｏｒｄ２０２１",
        "tab\tinside it", "caf\xC3\xA9 au lait"};

    for (size_t i = 0; i < COUNT(good); i++)
        if (!allowed(good[i], "zhangwei", &e))
            fail_msg("%s: %s", good[i], e.msg);
    for (size_t i = 0; i < COUNT(bad); i++) {
        if (allowed(bad[i], "zhangwei", &e))
            fail_msg("%s", bad[i]);
        assert_int_equal(e.kind, ERR_INVALID);
        assert_null(strstr(e.msg, bad[i])); /* a refusal does not show it */
    }
    char longest[200] = "";
    memset(longest, 'x', 129);
    assert_false(password_prepare(longest, (char[PASSWORD_BYTES_MAX]){0}));
}

static void full_width_letters_are_the_same_password(void **state)
{
    (void)state;
    char a[PASSWORD_BYTES_MAX], b[PASSWORD_BYTES_MAX], hash[PASSWORD_HASH_MAX];
    Err e = {0};

    assert_true(password_prepare("ｔｒｅｅｓ　and rivers", a) && password_prepare("trees and rivers", b));
    assert_string_equal(a, b);
    assert_true(password_hash(a, NULL, hash, &e));
    assert_true(strncmp(hash, "$argon2id$v=19$m=65536,t=2,p=1$", 31) == 0);
    assert_true(password_matches(hash, b));
    assert_false(password_matches(hash, "trees and river"));
    assert_false(password_matches("", b));
    assert_false(password_is_outdated(hash));
}

static void a_hash_of_old_parameters_is_renewed_at_login(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    char old[crypto_pwhash_STRBYTES], sql[400];

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    assert_int_equal(crypto_pwhash_str(old, GOOD_PASSWORD, strlen(GOOD_PASSWORD), 1, 1 << 20), 0);
    assert_true(password_is_outdated(old));
    snprintf(sql, sizeof sql, "UPDATE account SET password = '%s'", old);
    by_hand(x, sql);
    assert_int_equal(wrong_now(x), 1); /* a hash put in by hand is found */
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD);
    store_reopen(x); /* the log beside the store goes with its last user */
    assert_true(store_holds(x, "anna"));
    assert_false(store_holds(x, old));
    assert_int_equal(wrong_now(x), 0);
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD);
}

/* ---- login ---- */

static void an_unknown_name_and_a_wrong_password_get_the_same_answer(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    char first[ERR_MSG_MAX];

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    for (int i = 0; i < 8; i++) {
        LoginOutcome known = login(x, "anna", "not the password", NULL);
        int64_t wait = x->login.retry_after_s;
        snprintf(first, sizeof first, "%s", x->f->e.msg);
        assert_int_equal(login(x, "nobody", "not the password", NULL), known);
        assert_string_equal(x->f->e.msg, first);
        assert_int_equal(x->login.retry_after_s, wait);
        x->by.now += i > 3 ? login_delay_s(i + 1) : 0;
    }
    assert_int_equal(login(x, "没有这个名字", "not the password", NULL), LOGIN_WRONG);
    assert_false(store_holds(x, "nobody") || store_holds(x, "没有这个名字"));
}

static double seconds_of(AccountFixture *x, const char *name)
{
    struct timespec a, b;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &a);
    assert_int_equal(login(x, name, "not the password", NULL), LOGIN_WRONG);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &b);
    return (double)(b.tv_sec - a.tv_sec) + 1e-9 * (double)(b.tv_nsec - a.tv_nsec);
}

static void an_unknown_name_takes_as_long_as_a_wrong_password(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    double known = 1e9, unknown = 1e9, external = 1e9;
    int64_t id;

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    assert_true(account_add(
        x->f->s, &x->by,
        &(AccountSpec){.name = "olga", .role = ROLE_ANALYST, .issuer = "https://id", .subject = "7"},
        (PasswordWish){0}, &id, &x->f->e));
    for (int i = 0; i < 4; i++) {
        known = fmin(known, seconds_of(x, "anna"));
        unknown = fmin(unknown, seconds_of(x, "nobody"));
        external = fmin(external, seconds_of(x, "olga"));
    }
    if (unknown < 0.6 * known || unknown > 1.6 * known || external < 0.6 * known || external > 1.6 * known)
        fail_msg("known %.4f s, unknown %.4f s, without a password %.4f s", known, unknown, external);
}

static void the_wait_doubles_survives_a_restart_and_ends(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    static const int64_t waits[] = {0, 0, 0, 0, 30, 60, 120, 240};

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    for (size_t i = 0; i < COUNT(waits); i++) {
        assert_int_equal(login(x, "Anna", "not the password", NULL), LOGIN_WRONG);
        assert_int_equal(login_delay_s((int64_t)i + 1), waits[i]);
        if (!waits[i])
            continue;
        x->by.now += waits[i] - 1;
        assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_WAIT); /* not even with the right one */
        assert_int_equal(x->login.retry_after_s, 1);
        x->by.now++;
    }
    assert_int_equal(login_delay_s(1000), LOGIN_DELAY_MOST_S);
    assert_int_equal(login(x, "anna", "not the password", NULL), LOGIN_WRONG);
    store_reopen(x);
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_WAIT);
    assert_int_equal(x->login.retry_after_s, 480);
    x->by.now -= 100000; /* a clock that was put back does not shut anybody out for longer */
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_WAIT);
    assert_int_equal(x->login.retry_after_s, 480);
    x->by.now += 100480;
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD);
    for (int i = 0; i < LOGIN_FREE; i++)
        assert_int_equal(login(x, "anna", "not the password", NULL), LOGIN_WRONG);
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD); /* it began anew */
}

static void guessing_from_many_processes_at_once_gives_no_more_guesses(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    enum { GUESSERS = 12 };
    int gate[2], outcomes[LOGIN_CLOSED + 1] = {0};
    pid_t children[GUESSERS];
    char path[600];

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    snprintf(path, sizeof path, "%s", store_path(x->f->s));
    store_close(&x->f->s);
    assert_int_equal(pipe(gate), 0);
    for (int i = 0; i < GUESSERS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] > 0)
            continue;
        Err e = {0};
        char wait;
        close(gate[1]);
        bool ready = read(gate[0], &wait, 1) == 0 && store_open(path, STORE_WRITE, &x->f->s, &e);
        bool in = ready && account_login(x->f->s, &x->by, &(Login){"anna", "not the password", NULL},
                                         x->f->arena, &x->login, &e);
        _exit(in ? LOGIN_GOOD : (int)x->login.outcome);
    }
    close(gate[0]);
    close(gate[1]);
    for (int i = 0; i < GUESSERS; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= LOGIN_CLOSED);
        outcomes[WEXITSTATUS(status)]++;
    }
    assert_int_equal(outcomes[LOGIN_WRONG], LOGIN_FREE + 1);
    assert_int_equal(outcomes[LOGIN_WAIT], GUESSERS - LOGIN_FREE - 1);
    assert_true(store_open(path, STORE_WRITE, &x->f->s, &x->f->e));
}

static void too_many_failures_of_all_names_make_everybody_wait(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    char sql[200];

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    snprintf(sql, sizeof sql, "INSERT INTO login_attempt VALUES (330182, '*', %d, %d, %d)",
             LOGIN_ALL_MOST - 1, T0, T0);
    by_hand(x, sql);
    x->by.now += 20;
    assert_int_equal(login(x, "someone", "not the password", NULL), LOGIN_WRONG);
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_WAIT);
    assert_int_equal(x->login.retry_after_s, LOGIN_ALL_WINDOW_S - 20);
    x->by.now += LOGIN_ALL_WINDOW_S - 20;
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD);
}

static void a_disabled_or_expired_account_is_told_only_to_who_knows_the_password(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    Session session;

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST, .expires_at = T0 + 3600});
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD);
    OpenedSession opened = x->login.session;
    assert_true(account_disable(x->f->s, &x->by, "anna", true, &x->f->e));
    assert_false(session_find(x->f->s, &x->by, opened.secret, x->f->arena, &session, &x->f->e));
    assert_int_equal(login(x, "anna", "not the password", NULL), LOGIN_WRONG);
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_CLOSED);
    assert_non_null(strstr(x->f->e.msg, "disabled"));
    assert_true(account_disable(x->f->s, &x->by, "anna", false, &x->f->e));
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD);
    x->by.now += 3600;
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_CLOSED);
    assert_non_null(strstr(x->f->e.msg, "expired"));
}

/* ---- second factor ---- */

static void with_a_second_factor_the_password_alone_does_not_do(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    char secret[BASE32_TEXT_MAX], code[16], key[600];

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    account_totp_new(&x->chance, secret);
    assert_false(account_totp_set(x->f->s, &x->by, "anna", secret, "000000", &x->f->e));
    assert_true(account_totp_set(x->f->s, &x->by, "anna", secret, code_at(secret, T0, code), &x->f->e));
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, code), LOGIN_WRONG_CODE); /* used when it was set */
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_NEEDS_CODE);
    x->by.now += 30;
    code_at(secret, x->by.now, code);
    assert_int_equal(login(x, "anna", "not the password", code), LOGIN_WRONG);
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, code), LOGIN_GOOD);
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, code), LOGIN_WRONG_CODE); /* once */
    assert_false(store_holds(x, secret));
    assert_int_equal(wrong_now(x), 0);

    snprintf(key, sizeof key, "%s.key", store_path(x->f->s));
    struct stat st;
    assert_int_equal(stat(key, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(unlink(key), 0);
    x->by.now += 30;
    code_at(secret, x->by.now, code);
    x->f->e = (Err){.lang = LANG_EN};
    assert_false(account_login(x->f->s, &x->by, &(Login){"anna", GOOD_PASSWORD, code}, x->f->arena, &x->login,
                               &x->f->e));
    assert_int_equal(x->f->e.kind, ERR_IO);
    assert_int_equal(x->login.outcome, LOGIN_FAILED);
    assert_non_null(strstr(x->f->e.msg, "totp --off"));
    assert_true(account_totp_off(x->f->s, &x->by, "anna", &x->f->e));
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_GOOD);
}

static void guessing_codes_with_the_right_password_has_to_wait_too(void **state)
{
    (void)state;
    AUTO(accounts_free) AccountFixture *x = accounts_new();
    char secret[BASE32_TEXT_MAX], code[16];
    int tried = 0;

    add(x, (AccountSpec){.name = "anna", .role = ROLE_ANALYST});
    account_totp_new(&x->chance, secret);
    assert_true(account_totp_set(x->f->s, &x->by, "anna", secret, code_at(secret, T0, code), &x->f->e));
    /* A login that stops before the code does not begin the count anew. */
    while (tried < 20 && login(x, "anna", GOOD_PASSWORD, "000000") == LOGIN_WRONG_CODE) {
        tried++;
        if (tried <= LOGIN_FREE)
            assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_NEEDS_CODE);
    }
    assert_int_equal(tried, LOGIN_FREE + 1);
    assert_int_equal(x->login.outcome, LOGIN_WAIT);
    x->by.now += 30;
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, NULL), LOGIN_NEEDS_CODE);
    assert_int_equal(login(x, "anna", GOOD_PASSWORD, code_at(secret, x->by.now, code)), LOGIN_GOOD);
}

static void a_sealed_secret_belongs_to_one_account_and_one_key(void **state)
{
    (void)state;
    AUTO(tmp_remove) Tmp t = tmp_new();
    SealKey key, other = {{1}};
    Err e = {.lang = LANG_EN};
    Plain in = {.bytes = "twenty bytes long...", .n = 20}, out;
    char sealed[SEALED_TEXT_MAX];

    assert_false(seal_key_load(tmp_file(&t, "a.db"), false, NULL, &key, &e));
    assert_int_equal(e.kind, ERR_IO);
    assert_true(seal_key_load(tmp_file(&t, "a.db"), true, NULL, &key, &e));
    assert_true(seal_key_load(tmp_file(&t, "a.db"), true, NULL, &other, &e));
    assert_memory_equal(key.bytes, other.bytes, sizeof key.bytes);
    seal(&key, "330182/1 totp", NULL, &in, sealed);
    assert_true(unseal(&key, "330182/1 totp", sealed, &out) && out.n == 20);
    assert_memory_equal(in.bytes, out.bytes, 20);
    assert_false(unseal(&key, "330182/2 totp", sealed, &out));
    other.bytes[0] ^= 1;
    assert_false(unseal(&other, "330182/1 totp", sealed, &out));
    assert_false(unseal(&key, "330182/1 totp", "", &out) || unseal(&key, "330182/1 totp", "?", &out));
    tmp_write(&t, "a.db.key", "not a key");
    assert_false(seal_key_load(tmp_file(&t, "a.db"), true, NULL, &key, &e));
    assert_int_equal(e.kind, ERR_DB);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hotp_gives_the_values_of_rfc_4226),
        cmocka_unit_test(totp_gives_the_values_of_rfc_6238),
        cmocka_unit_test(a_code_is_good_one_step_either_way_and_once),
        cmocka_unit_test(base32_reads_back_what_it_wrote),
        cmocka_unit_test(a_password_is_long_and_not_what_everybody_tries),
        cmocka_unit_test(full_width_letters_are_the_same_password),
        cmocka_unit_test(a_hash_of_old_parameters_is_renewed_at_login),
        cmocka_unit_test(an_unknown_name_and_a_wrong_password_get_the_same_answer),
        cmocka_unit_test(an_unknown_name_takes_as_long_as_a_wrong_password),
        cmocka_unit_test(the_wait_doubles_survives_a_restart_and_ends),
        cmocka_unit_test(guessing_from_many_processes_at_once_gives_no_more_guesses),
        cmocka_unit_test(too_many_failures_of_all_names_make_everybody_wait),
        cmocka_unit_test(a_disabled_or_expired_account_is_told_only_to_who_knows_the_password),
        cmocka_unit_test(with_a_second_factor_the_password_alone_does_not_do),
        cmocka_unit_test(guessing_codes_with_the_right_password_has_to_wait_too),
        cmocka_unit_test(a_sealed_secret_belongs_to_one_account_and_one_key),
    };
    return cmocka_run_group_tests_name("account_login", tests, NULL, NULL);
}
