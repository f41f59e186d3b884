/* Delivery from the command line to a real mail server and a real receiver. */
#include "cm.h"

#include "city_folder.h"
#include "cli_world.h"
#include "notice/delivery.h"
#include "post_world.h"

static const char *const head = "recipient_kind,recipient,channel,address,secret\n";

static const char *qingyu; /* the program */

typedef struct Stage {
    CityFixture *f;
    World w;
} Stage;

static Stage stage_new(const char *contacts)
{
    Stage s = {.f = fixture_new()};

    s.w = (World){.tmp = s.f->tmp, .arena = s.f->arena};
    assert_true(fixture_import(s.f, "contacts.csv", arena_printf(s.f->arena, "%s%s", head, contacts)));
    fixture_write(s.f, "q.db.secrets", "hook = " HOOK_SECRET "\n");
    assert_int_equal(chmod(tmp_file(&s.f->tmp, "q.db.secrets"), 0600), 0);
    return s;
}

static void stage_free(Stage *s)
{
    fixture_free(&s->f);
}

static void tell(Stage *s, NoticeTo to, const char *recipient, const char *title)
{
    const Intake in = {
        .city = 330182, .by = "office", .received_at = "2021-07-20T08:00:00Z", .known_on = 20210720};
    Notice n = {.kind = "press",
                .subject = "task 12",
                .to = to,
                .recipient = recipient,
                .title = title,
                .text = "请于今日报送。",
                .link = "/tasks/12",
                .urgent = true};

    assert_true(store_begin(s->f->s, &s->f->e));
    assert_true(notice_add(s->f->s, &in, &n, &s->f->e));
    assert_true(store_commit(s->f->s, &s->f->e));
}

/* Runs the program at an instant of the day. */
static void at(Stage *s, const char *time, const char *words)
{
    const char *program =
        arena_printf(s->f->arena,
                     "env QINGYU_NOW=2021-07-20T%sZ QINGYU_SMTP=smtp://127.0.0.1:%d "
                     "QINGYU_SMTP_FROM=qingyu@jiande.example QINGYU_SITE=https://q.example %s",
                     time, mail_server.port, qingyu);

    setenv("QINGYU", program, 1);
    must(&s->w, words);
    setenv("QINGYU", qingyu, 1);
}

static json_t *json_of(Stage *s)
{
    json_t *j = json_loads(s->w.out, 0, NULL);

    if (!j)
        fail_msg("%s", s->w.out);
    return j;
}

static void what_failed_is_sent_the_second_time_under_the_same_id(void **state)
{
    (void)state;
    NEEDS_MAIL_SERVER();
    char contacts[512];
    int fd, dead = dead_port(&fd);

    close(fd);
    snprintf(
        contacts, sizeof contacts,
        "department,tjj,email,tjj@jiande.example,\ndepartment,tjj,webhook,http://127.0.0.1:%d/once-500,hook\n"
        "office,,webhook,http://127.0.0.1:%d/,\noffice,,email,nobody@jiande.example,\n",
        receiver.port, dead);
    AUTO(stage_free) Stage s = stage_new(contacts);
    tell(&s, NOTICE_DEPARTMENT, "tjj", "催办：请报 6 月数据");
    tell(&s, NOTICE_OFFICE, "", "红色催办单");

    at(&s, "08:00:00", "notice deliver --lang en");
    assert_true(has(&s.w, "1 sent, 1 refused, 2 failed; 0 wait"));
    assert_true(has(&s.w, "HTTP 500"));
    assert_true(has(&s.w, "550 5.1.1"));
    json_t *mail = taken(&mail_server, 1);
    assert_string_equal(told(mail, "subject"), "【加急】催办：请报 6 月数据");
    assert_string_equal(told(mail, "message_id"), "<qingyu.330182-1@jiande.example>");
    assert_non_null(strstr(told(mail, "text"), "https://q.example/tasks/12"));
    json_decref(mail);

    at(&s, "08:00:59", "notice deliver --lang en");
    assert_true(has(&s.w, "0 sent, 0 refused, 0 failed; 2 wait to be tried again, 1 were given up"));
    at(&s, "08:01:00", "notice deliver --json");
    json_t *j = json_of(&s);
    assert_int_equal(json_integer_value(json_object_get(j, "sent")), 1);
    assert_int_equal(json_integer_value(json_object_get(j, "failed")), 1);
    assert_int_equal(json_array_size(json_object_get(j, "attempts")), 2);
    json_decref(j);
    json_t *first = taken(&receiver, 1), *second = taken(&receiver, 2);
    assert_string_equal(told(first, "id"), told(second, "id"));
    assert_true(json_is_true(json_object_get(first, "right")) &&
                json_is_true(json_object_get(second, "right")));
    assert_string_not_equal(told(first, "timestamp"), told(second, "timestamp"));
    assert_true(json_equal(json_object_get(first, "body"), json_object_get(second, "body")));
    json_decref(first);
    json_decref(second);
    assert_null(taken(&mail_server, 2)); /* the mail was not sent again */

    at(&s, "08:02:00", "notice list --json");
    j = json_of(&s);
    assert_int_equal(json_array_size(j), 2);
    assert_string_equal(told(json_array_get(j, 0), "delivery"), "sent");
    assert_string_equal(told(json_array_get(j, 0), "recipient_name"), "Statistics");
    assert_string_equal(told(json_array_get(j, 1), "delivery"), "given_up");
    assert_null(strstr(s.w.out, "tjj@jiande.example")); /* the list names no address */
    json_decref(j);
    at(&s, "08:02:00", "notice list --to 督查考评办 --format csv");
    assert_true(has(&s.w, "红色催办单") && !has(&s.w, "6 月数据"));
    at(&s, "08:02:00", "notice list --lang en");
    assert_true(has(&s.w, "given up"));
    at(&s, "08:02:00", "verify --lang en");
    assert_true(has(&s.w, "sound"));
}

static void what_is_missing_is_told_and_nothing_is_lost(void **state)
{
    (void)state;
    AUTO(stage_free)
    Stage s = stage_new(
        "department,tjj,email,tjj@jiande.example,\ndepartment,czj,webhook,http://127.0.0.1:1/,gone\n");

    tell(&s, NOTICE_DEPARTMENT, "tjj", "t");
    tell(&s, NOTICE_DEPARTMENT, "czj", "t");
    must(&s.w, "notice deliver --lang en");
    assert_true(has(&s.w, "2 cannot be sent: no mail server is given"));
    must(&s.w, "notice list --lang en");
    assert_true(has(&s.w, "to be sent"));
    run(&s.w, "notice deliver --lang en --smtp http://x --from a@b.example");
    assert_int_equal(s.w.code, 2);
    run(&s.w, "notice list --lang en --to 火星局");
    assert_int_equal(s.w.code, 3);
    assert_int_equal(chmod(tmp_file(&s.f->tmp, "q.db.secrets"), 0644), 0);
    run(&s.w, "notice deliver --lang en");
    assert_int_equal(s.w.code, 5);
    assert_true(has(&s.w, "chmod 600"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_failed_is_sent_the_second_time_under_the_same_id),
        cmocka_unit_test(what_is_missing_is_told_and_nothing_is_lost),
    };

    qingyu = getenv("QINGYU");
    return cmocka_run_group_tests_name("notice_deliver", tests, servers_start, servers_stop);
}
