#include "cm.h"

#include <sqlite3.h>

#include "city_folder.h"
#include "indicator/observation.h"
#include "notice/delivery.h"

enum { CITY = 330182 };
static const int64_t morning = 1626768000; /* 2021-07-20T08:00:00Z */

static const Intake intake = {
    .city = CITY, .by = "office", .received_at = "2021-07-20T08:00:00Z", .known_on = 20210720};

static CityFixture *notice_new(void)
{
    CityFixture *f = fixture_new();

    assert_true(fixture_import(f, "leaders.csv", "code,title_zh,title_en\nL01,市长,Mayor\n"));
    assert_true(fixture_import(f, "contacts.csv",
                               "recipient_kind,recipient,channel,address,secret,valid_from,valid_to\n"
                               "department,tjj,email,tjj@jiande.example,,,\n"
                               "department,tjj,webhook,http://127.0.0.1:9/x,hook,,\n"
                               "department,czj,email,old@jiande.example,,,2021-07-19\n"
                               "department,czj,email,new@jiande.example,,2021-07-20,\n"
                               "leader,L01,email,not a mailbox,,,\n"));
    return f;
}

static Notice notice_to(NoticeTo to, const char *recipient)
{
    return (Notice){.kind = "remind",
                    .subject = "task 12",
                    .to = to,
                    .recipient = recipient,
                    .title = "请报 6 月数据",
                    .text = "已逾期 2 天。\n请于今日补报。",
                    .link = "/tasks/12"};
}

static bool add_in(CityFixture *f, Notice *n, const Intake *in)
{
    f->e = (Err){.lang = LANG_EN};
    assert_true(store_begin(f->s, &f->e));
    AUTO(transaction_end) Transaction t = f->s;
    return notice_add(f->s, in, n, &f->e) && store_commit(f->s, &f->e);
}

static int64_t add(CityFixture *f, NoticeTo to, const char *recipient)
{
    Notice n = notice_to(to, recipient);

    if (!add_in(f, &n, &intake))
        fail_msg("%s", f->e.msg);
    return n.id;
}

typedef struct Listed {
    NoticeRow *rows;
    size_t n;
} Listed;

static Listed list(CityFixture *f, NoticeQuery q)
{
    Listed l;

    q.city = CITY;
    assert_true(notice_list(f->s, &q, f->arena, &l.rows, &l.n, &f->e));
    return l;
}

static size_t wrong(CityFixture *f, Verification *v)
{
    *v = (Verification){.arena = f->arena, .lang = LANG_EN};
    assert_true(ledger_verify(f->s, CITY, v, &f->e) && notice_verify(f->s, CITY, v, &f->e));
    return v->n;
}

/* Changes the store behind the program's back. */
static void tamper(CityFixture *f, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(tmp_file(&f->tmp, "q.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* ---- on record ---- */

static void a_notice_is_on_record_with_its_audit_entry(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();
    Verification v;

    assert_int_equal(add(f, NOTICE_DEPARTMENT, "tjj"), 1);
    assert_int_equal(add(f, NOTICE_OFFICE, ""), 2);
    assert_int_equal(add(f, NOTICE_LEADER, "L01"), 3);
    assert_int_equal(add(f, NOTICE_AREA, "330182001"), 4);
    Listed l = list(f, (NoticeQuery){0});
    assert_int_equal(l.n, 4);
    assert_string_equal(l.rows[0].notice.title, "请报 6 月数据");
    assert_string_equal(l.rows[0].notice.text, "已逾期 2 天。\n请于今日补报。");
    assert_int_equal(l.rows[0].on_day, 20210720);
    assert_string_equal(l.rows[0].by, "office");
    assert_int_equal(l.rows[3].notice.to, NOTICE_AREA);
    assert_int_equal(list(f, (NoticeQuery){.since = 20210721}).n, 0);
    assert_int_equal(wrong(f, &v), 0);
}

static void a_notice_belongs_to_what_caused_it(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();
    Notice n = notice_to(NOTICE_DEPARTMENT, "tjj");
    Verification v;

    assert_true(store_begin(f->s, &f->e));
    assert_true(notice_add(f->s, &intake, &n, &f->e));
    store_rollback(f->s);
    assert_int_equal(list(f, (NoticeQuery){0}).n, 0);
    assert_int_equal(wrong(f, &v), 0);
}

static void words_that_could_not_be_sent_are_refused(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();
    static const char *const links[] = {"javascript:alert(1)", "//evil.example", "tasks/12", "/a\nb",
                                        "/a\x7f"};
    Notice n;

    for (size_t i = 0; i < COUNT(links); i++) {
        n = notice_to(NOTICE_DEPARTMENT, "tjj");
        n.link = links[i];
        assert_false(add_in(f, &n, &intake));
        assert_int_equal(f->e.kind, ERR_INVALID);
    }
    n = notice_to(NOTICE_DEPARTMENT, "tjj");
    n.title = "a\r\nBcc: b@c.example";
    assert_false(add_in(f, &n, &intake));
    n.title = " ";
    assert_false(add_in(f, &n, &intake));
    n = notice_to(NOTICE_DEPARTMENT, "tjj");
    n.text = "a\x1b[31m";
    assert_false(add_in(f, &n, &intake));
    n = notice_to(NOTICE_DEPARTMENT, "tjj");
    n.kind = "Remind me";
    assert_false(add_in(f, &n, &intake));
    static const struct {
        NoticeTo to;
        const char *recipient;
    } nobody[] = {{NOTICE_DEPARTMENT, "jxj"},
                  {NOTICE_DEPARTMENT, ""},
                  {NOTICE_AREA, "tjj"},
                  {NOTICE_LEADER, "L02"},
                  {NOTICE_OFFICE, "tjj"}};
    for (size_t i = 0; i < COUNT(nobody); i++) {
        n = notice_to(nobody[i].to, nobody[i].recipient);
        assert_false(add_in(f, &n, &intake));
        assert_int_equal(f->e.kind, ERR_NOT_FOUND);
    }
    n = (Notice){.kind = "slip", .to = NOTICE_OFFICE, .title = "t"}; /* what is NULL is empty */
    assert_true(add_in(f, &n, &intake));
    assert_int_equal(list(f, (NoticeQuery){0}).n, 1);
}

static void verify_finds_what_was_changed_or_taken_away(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();
    Verification v;

    for (int i = 0; i < 3; i++)
        add(f, NOTICE_DEPARTMENT, "tjj");
    tamper(f, "DROP TRIGGER notice_keep; UPDATE notice SET body = 'x' WHERE id = 2");
    assert_int_equal(wrong(f, &v), 1);
    assert_non_null(strstr(v.wrong[0], "notice 2"));
    tamper(f, "UPDATE notice SET body = '已逾期 2 天。' || char(10) || '请于今日补报。' WHERE id = 2");
    assert_int_equal(wrong(f, &v), 0);
    tamper(f, "UPDATE notice SET recipient = 'czj' WHERE id = 1");
    assert_int_equal(wrong(f, &v), 1);
    tamper(f, "UPDATE notice SET recipient = 'tjj' WHERE id = 1; DROP TRIGGER notice_stay; "
              "DELETE FROM notice WHERE id = 3");
    assert_int_equal(wrong(f, &v), 1);
    assert_non_null(strstr(v.wrong[0], "3 entries of \"notice\""));
}

/* ---- seen ---- */

static bool is_department(const void *who, const Notice *n)
{
    return n->to == NOTICE_DEPARTMENT && strcmp(n->recipient, who) == 0;
}

static size_t unseen(CityFixture *f, NoticeQuery q)
{
    size_t n;

    assert_true(notice_unseen(f->s, &q, &n, &f->e));
    return n;
}

static void what_an_account_has_seen_is_its_own(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();
    const NoticeQuery one = {.city = CITY, .account = 1, .mine = is_department, .who = "tjj"};
    const NoticeQuery two = {.city = CITY, .account = 2, .mine = is_department, .who = "tjj"};

    tamper(
        f,
        "INSERT INTO account VALUES (330182, 1, 'a', 'a', 'department', '', '', 'tjj', '', '', '', '', '', "
        "0, '', "
        "0, 0, 0), (330182, 2, 'b', 'b', 'department', '', '', 'tjj', '', '', '', '', '', 0, '', 0, 0, 0)");
    int64_t first = add(f, NOTICE_DEPARTMENT, "tjj"), other = add(f, NOTICE_DEPARTMENT, "czj");
    add(f, NOTICE_DEPARTMENT, "tjj");
    assert_int_equal(unseen(f, one), 2);
    assert_true(notice_see(f->s, &one, first, "2021-07-20T09:00:00Z", &f->e));
    assert_true(notice_see(f->s, &one, first, "2021-07-20T10:00:00Z", &f->e)); /* twice is once */
    assert_int_equal(unseen(f, one), 1);
    assert_int_equal(unseen(f, two), 2);
    assert_true(list(f, one).rows[0].seen);
    assert_false(list(f, two).rows[0].seen);
    NoticeQuery new = one;
    new.unseen = true;
    assert_int_equal(list(f, new).n, 1);
    /* Another's is not there, nor is one that does not exist; nobody sees without an account. */
    assert_false(notice_see(f->s, &one, other, "2021-07-20T09:00:00Z", &f->e));
    assert_int_equal(f->e.kind, ERR_NOT_FOUND);
    assert_false(notice_see(f->s, &one, 99, "2021-07-20T09:00:00Z", &f->e));
    assert_false(notice_see(f->s, &(NoticeQuery){.city = CITY}, first, "2021-07-20T09:00:00Z", &f->e));
    assert_int_equal(f->e.kind, ERR_INVALID);
    assert_true(notice_see(f->s, &two, 0, "2021-07-20T09:00:00Z", &f->e)); /* all of one's own */
    assert_int_equal(unseen(f, two), 0);
    assert_int_equal(unseen(f, (NoticeQuery){.city = CITY, .account = 2}), 1);
}

/* ---- the plan ---- */

static DeliveryPlan plan(CityFixture *f, int64_t now)
{
    Listed l = list(f, (NoticeQuery){0});
    DeliveryPlan p;

    assert_true(delivery_plan(f->s, &(DeliveryOf){CITY, now, l.rows, l.n}, f->arena, &p, &f->e));
    return p;
}

static void a_notice_goes_to_the_addresses_of_its_day(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();

    add(f, NOTICE_DEPARTMENT, "tjj");
    add(f, NOTICE_DEPARTMENT, "czj");
    add(f, NOTICE_OFFICE, "");
    DeliveryPlan p = plan(f, morning);
    assert_int_equal(p.n, 3);
    assert_string_equal(p.items[0].address, "tjj@jiande.example");
    assert_string_equal(p.items[1].channel, "webhook");
    assert_string_equal(p.items[2].address, "new@jiande.example");
    assert_int_equal(delivery_state(&p, 1).n, 2);
    assert_int_equal(delivery_state(&p, 1).state, DISPATCH_DUE);
    assert_int_equal(delivery_state(&p, 3).n, 0); /* the office has no address */
    /* Nobody is helped who hears of it a month later. */
    p = plan(f, morning + (int64_t)30 * 86400);
    assert_int_equal(delivery_state(&p, 2).state, DISPATCH_DUE);
    p = plan(f, morning + (int64_t)31 * 86400);
    assert_int_equal(delivery_state(&p, 2).state, DISPATCH_LAPSED);
}

/* Sends what is due as if the post had answered so. */
static Delivery run(CityFixture *f, int64_t now, PostOutcome outcome)
{
    static const NamedSecret hook[] = {{"hook", "key"}};
    static Secrets secrets = {.path = "q.db.secrets", .n = 1};
    DeliverSpec spec = {
        .intake = &intake,
        .post = {.mail = {.smtp = "smtp://127.0.0.1:9", .from = "q@jiande.example"}, .now = now},
        .secrets = &secrets,
        .site = "https://q.jiande.example/"};
    Delivery d;

    secrets.items = (NamedSecret *)(uintptr_t)hook;
    f->e = (Err){.lang = LANG_EN};
    assert_true(notice_prepare(f->s, &spec, f->arena, &d, &f->e));
    for (size_t i = 0; i < d.n; i++) {
        d.jobs[i].outcome = outcome;
        d.jobs[i].detail = "as it was said";
    }
    assert_true(notice_record(f->s, &spec, &d, f->arena, &f->e));
    return d;
}

static void what_fails_is_tried_again_ever_later_and_then_given_up(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();
    static const int64_t waits[] = {60, 300, 1800, 7200, 21600, 86400};
    int64_t now = morning;
    Verification v;

    add(f, NOTICE_DEPARTMENT, "czj");
    for (size_t i = 0; i < COUNT(waits); i++) {
        assert_int_equal(run(f, now, POST_FAILED).n, 1);
        DeliveryPlan p = plan(f, now + waits[i] - 1);
        assert_int_equal(delivery_state(&p, 1).state, DISPATCH_WAITING);
        assert_int_equal(delivery_state(&p, 1).next_at, now + waits[i]);
        assert_string_equal(delivery_state(&p, 1).detail, "as it was said");
        assert_int_equal(run(f, now + waits[i] - 1, POST_SENT).n, 0);
        now += waits[i];
    }
    Delivery last = run(f, now, POST_FAILED);
    assert_int_equal(last.n, 1);
    assert_int_equal(last.attempts[0].attempt, 7);
    DeliveryPlan p = plan(f, now);
    assert_int_equal(delivery_state(&p, 1).state, DISPATCH_GIVEN_UP);
    Delivery none = run(f, now + 10 * 86400, POST_SENT);
    assert_int_equal(none.n, 0);
    assert_int_equal(none.n_given_up, 1);
    assert_int_equal(wrong(f, &v), 0);
}

static void what_is_sent_is_not_sent_again(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();

    add(f, NOTICE_DEPARTMENT, "tjj");
    Delivery d = run(f, morning, POST_SENT);
    assert_int_equal(d.n, 2);
    assert_string_equal(d.jobs[0].id, "330182-1");
    assert_string_equal(d.jobs[0].link, "https://q.jiande.example/tasks/12");
    assert_int_equal(d.jobs[0].at, morning);
    assert_string_equal(d.jobs[1].secret, "key");
    assert_int_equal(run(f, morning + 86400, POST_SENT).n, 0);
    DeliveryPlan p = plan(f, morning);
    assert_int_equal(delivery_state(&p, 1).state, DISPATCH_SENT);
    /* That the address is none any more takes nothing back. */
    assert_true(fixture_import(f, "contacts.csv",
                               "recipient_kind,recipient,channel,address\n"
                               "department,tjj,email,another@jiande.example\n"));
    p = plan(f, morning);
    assert_int_equal(delivery_state(&p, 1).n, 3);
    assert_int_equal(delivery_state(&p, 1).of[DISPATCH_SENT], 2);
    assert_int_equal(run(f, morning, POST_SENT).n, 1);
}

static void a_refusal_is_for_good_and_a_gone_address_too(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();

    add(f, NOTICE_DEPARTMENT, "tjj");
    assert_int_equal(run(f, morning, POST_REFUSED).n, 2);
    assert_int_equal(run(f, morning + 864000, POST_SENT).n, 0);
    add(f, NOTICE_DEPARTMENT, "czj");
    assert_int_equal(run(f, morning, POST_FAILED).n, 1);
    assert_true(fixture_import(f, "contacts.csv",
                               "recipient_kind,recipient,channel,address\n"
                               "office,,email,office@jiande.example\n"));
    assert_int_equal(run(f, morning + 3600, POST_SENT).n, 0);
    DeliveryPlan p = plan(f, morning + 3600);
    assert_int_equal(delivery_state(&p, 2).state, DISPATCH_GIVEN_UP);
}

static void what_cannot_be_sent_is_held_and_not_counted_as_a_failure(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();
    DeliverSpec spec = {.intake = &intake, .post = {.now = morning}};
    Delivery d;

    add(f, NOTICE_DEPARTMENT, "tjj");
    f->e = (Err){.lang = LANG_EN};
    assert_true(notice_deliver(f->s, &spec, f->arena, &d, &f->e));
    assert_int_equal(d.n, 0);
    assert_int_equal(d.n_held, 2);
    assert_non_null(strstr(d.held, "mail server"));
    assert_int_equal(d.audit_seq, 0);
    DeliveryPlan p = plan(f, morning);
    assert_int_equal(delivery_state(&p, 1).state, DISPATCH_DUE);
    spec.post.mail = (PostServer){.smtp = "smtp://127.0.0.1:9", .from = "nobody"};
    assert_false(notice_deliver(f->s, &spec, f->arena, &d, &f->e));
    assert_int_equal(f->e.kind, ERR_INVALID);
}

static void verify_finds_a_changed_attempt(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();
    Verification v;

    add(f, NOTICE_DEPARTMENT, "tjj");
    run(f, morning, POST_FAILED);
    run(f, morning + 60, POST_FAILED);
    assert_int_equal(wrong(f, &v), 0);
    tamper(f, "DROP TRIGGER notice_attempt_keep; UPDATE notice_attempt SET outcome = 'sent' WHERE id = 3");
    assert_int_equal(wrong(f, &v), 1);
    assert_non_null(strstr(v.wrong[0], "attempts 3 to 4"));
    tamper(f, "DROP TRIGGER notice_attempt_stay; DELETE FROM notice_attempt WHERE id > 2");
    assert_int_equal(wrong(f, &v), 1);
    assert_non_null(strstr(v.wrong[0], "\"deliver\""));
}

/* Two deliveries at once may both send: both are on record, under consecutive numbers. */
static void two_deliveries_at_once_are_both_on_record(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();
    const DeliverSpec spec = {
        .intake = &intake,
        .post = {.mail = {.smtp = "smtp://127.0.0.1:9", .from = "q@jiande.example"}, .now = morning}};
    Delivery one, two;
    Verification v;

    add(f, NOTICE_DEPARTMENT, "czj");
    assert_true(notice_prepare(f->s, &spec, f->arena, &one, &f->e) &&
                notice_prepare(f->s, &spec, f->arena, &two, &f->e));
    one.jobs[0].detail = two.jobs[0].detail = "";
    assert_true(notice_record(f->s, &spec, &one, f->arena, &f->e) &&
                notice_record(f->s, &spec, &two, f->arena, &f->e));
    assert_int_equal(one.attempts[0].attempt, 1);
    assert_int_equal(two.attempts[0].attempt, 2);
    assert_int_equal(wrong(f, &v), 0);
}

/* ---- secrets, names ---- */

static bool secrets(CityFixture *f, const char *text, mode_t mode, Secrets *out)
{
    f->e = (Err){.lang = LANG_EN};
    fixture_write(f, "q.db.secrets", text);
    assert_int_equal(chmod(tmp_file(&f->tmp, "q.db.secrets"), mode), 0);
    return secrets_load(store_path(f->s), f->arena, out, &f->e);
}

static void secrets_are_read_from_a_file_that_nobody_else_reads(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();
    Secrets s;

    assert_true(secrets_load(store_path(f->s), f->arena, &s, &f->e));
    assert_int_equal(s.n, 0);
    assert_null(secrets_value(&s, "hook"));
    assert_true(secrets(f, "# of webhooks\n\nhook = a=b c \nother=密钥", 0600, &s));
    assert_string_equal(secrets_value(&s, "hook"), "a=b c");
    assert_string_equal(secrets_value(&s, "other"), "密钥");
    assert_false(secrets(f, "hook = a\n", 0640, &s));
    assert_int_equal(f->e.kind, ERR_FORBIDDEN);
    assert_non_null(strstr(f->e.msg, "chmod 600"));
    assert_false(secrets(f, "hook = a\nhook = b\n\nx\n = c\n", 0600, &s));
    assert_non_null(strstr(f->e.msg, "line 2, 4, 5"));
}

static void recipients_are_found_by_code_or_name(void **state)
{
    (void)state;
    AUTO(fixture_free) CityFixture *f = notice_new();
    static const struct {
        const char *text;
        NoticeTo to;
        const char *code;
    } known[] = {{"tjj", NOTICE_DEPARTMENT, "tjj"}, {"财政局", NOTICE_DEPARTMENT, "czj"},
                 {"市长", NOTICE_LEADER, "L01"},    {"洋溪街道", NOTICE_AREA, "330182002"},
                 {"office", NOTICE_OFFICE, ""},     {"督查考评办", NOTICE_OFFICE, ""}};
    const char *code;
    NoticeTo to;
    City c;

    assert_true(city_load(f->s, 0, f->arena, &c, &f->e));
    for (size_t i = 0; i < COUNT(known); i++) {
        assert_true(notice_recipient_find(&c, str_of(known[i].text), &to, &code, &f->e));
        assert_int_equal(to, known[i].to);
        assert_string_equal(code, known[i].code);
    }
    assert_false(notice_recipient_find(&c, STR("火星局"), &to, &code, &f->e));
    assert_string_equal(notice_recipient_name(&c, NOTICE_LEADER, "L01", LANG_EN), "Mayor");
    assert_string_equal(notice_recipient_name(&c, NOTICE_DEPARTMENT, "gone", LANG_EN), "gone");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_notice_is_on_record_with_its_audit_entry),
        cmocka_unit_test(a_notice_belongs_to_what_caused_it),
        cmocka_unit_test(words_that_could_not_be_sent_are_refused),
        cmocka_unit_test(verify_finds_what_was_changed_or_taken_away),
        cmocka_unit_test(what_an_account_has_seen_is_its_own),
        cmocka_unit_test(a_notice_goes_to_the_addresses_of_its_day),
        cmocka_unit_test(what_fails_is_tried_again_ever_later_and_then_given_up),
        cmocka_unit_test(what_is_sent_is_not_sent_again),
        cmocka_unit_test(a_refusal_is_for_good_and_a_gone_address_too),
        cmocka_unit_test(what_cannot_be_sent_is_held_and_not_counted_as_a_failure),
        cmocka_unit_test(verify_finds_a_changed_attempt),
        cmocka_unit_test(two_deliveries_at_once_are_both_on_record),
        cmocka_unit_test(secrets_are_read_from_a_file_that_nobody_else_reads),
        cmocka_unit_test(recipients_are_found_by_code_or_name),
    };

    return cmocka_run_group_tests_name("notice", tests, NULL, NULL);
}
