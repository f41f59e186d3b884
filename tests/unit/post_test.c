#include "cm.h"

#include "base/buf.h"
#include "cm_arena.h"
#include "post_world.h"

static const PostJob plain = {.channel = POST_EMAIL,
                              .address = "office@jiande.example",
                              .id = "330182-17",
                              .kind = "remind",
                              .subject =
                                  "提醒：规上工业增加值 6 月数据尚未报送，请于今日十八时前补报并说明原因",
                              .text = "经信局：\n\n贵单位 6 月数据已逾期 2 天。\r\n.一行以点开头\n",
                              .link = "https://qingyu.jiande.example/forms/jxj",
                              .at = 1626768000, /* 2021-07-20T08:00:00Z */
                              .secret = ""};

static int begin_all(void **state)
{
    return begin(state) || servers_start(state);
}

static int end_all(void **state)
{
    servers_stop(state);
    return end(state);
}

static const PostSpec *spec(void)
{
    PostSpec *s = NEW(arena, PostSpec);

    *s = (PostSpec){.mail = {.smtp = arena_printf(arena, "smtp://127.0.0.1:%d", mail_server.port),
                             .from = "qingyu@jiande.example"},
                    .now = 1626768123,
                    .timeout_ms = HOOK_TIMEOUT_MS};
    return s;
}

static PostJob mail_to(const char *address)
{
    PostJob j = plain;

    j.address = address;
    return j;
}

static PostJob hook(const char *path)
{
    PostJob j = plain;

    j.channel = POST_WEBHOOK;
    j.address = arena_printf(arena, "http://127.0.0.1:%d/%s", receiver.port, path);
    j.secret = HOOK_SECRET;
    return j;
}

static PostJob send_one(PostJob j)
{
    Err e = {.lang = LANG_EN};

    if (!post_send(spec(), &j, 1, arena, &e))
        fail_msg("%s", e.msg);
    assert_non_null(j.detail);
    return j;
}

/* The last message that the stranger took. */
static json_t *last_of(Stranger *s)
{
    json_t *last = NULL, *next;

    for (int n = 1; (next = taken(s, n)); n++) {
        json_decref(last);
        last = next;
    }
    return last;
}

static size_t count_of(Stranger *s)
{
    size_t n = 0;

    for (json_t *x; (x = taken(s, (int)n + 1)); n++)
        json_decref(x);
    return n;
}

/* ---- e-mail ---- */

static void a_mail_in_chinese_arrives_intact(void **state)
{
    (void)state;
    NEEDS_MAIL_SERVER();
    PostJob sent = send_one(plain);

    assert_int_equal(sent.outcome, POST_SENT);
    assert_string_equal(sent.detail, "250 2.0.0 taken");
    json_t *m = last_of(&mail_server);
    assert_string_equal(told(m, "subject"), plain.subject);
    assert_string_equal(told(m, "text"), "经信局：\n\n贵单位 6 月数据已逾期 2 天。\n.一行以点开头\n\n\n"
                                         "https://qingyu.jiande.example/forms/jxj\n");
    assert_string_equal(told(m, "from"), "qingyu@jiande.example");
    assert_string_equal(told(m, "header_to"), "office@jiande.example");
    assert_string_equal(told(m, "date"), "Tue, 20 Jul 2021 08:00:00 +0000");
    assert_string_equal(told(m, "message_id"), "<qingyu.330182-17@jiande.example>");
    assert_string_equal(told(m, "id"), "330182-17");
    assert_int_equal(json_array_size(json_object_get(m, "defects")), 0);
    assert_true(json_integer_value(json_object_get(m, "longest")) <= 78);
    assert_true(json_is_true(json_object_get(m, "ascii")));
    json_decref(m);
    /* The same again has the same Message-ID: a mailbox may drop it. */
    send_one(plain);
    m = last_of(&mail_server);
    assert_string_equal(told(m, "message_id"), "<qingyu.330182-17@jiande.example>");
    json_decref(m);
}

/* Every length of text, so that base64 ends in each of its three ways and words break at each place. */
static void texts_of_every_length_arrive_intact(void **state)
{
    (void)state;
    NEEDS_MAIL_SERVER();
    AUTO(buf_free) Buf text = buf_new(4096);
    Err e = {.lang = LANG_EN};
    PostJob jobs[60];
    size_t before = count_of(&mail_server);

    for (size_t i = 0; i < COUNT(jobs); i++) {
        buf_str(&text, i % 4 ? "a" : "晴");
        jobs[i] = plain;
        jobs[i].subject = jobs[i].text = arena_strdup(arena, buf_cstr(&text));
        jobs[i].link = "";
    }
    assert_true(post_send(spec(), jobs, COUNT(jobs), arena, &e));
    bool seen[COUNT(jobs) + 1] = {false};
    for (size_t i = 0; i < COUNT(jobs); i++) {
        assert_int_equal(jobs[i].outcome, POST_SENT);
        json_t *m = taken(&mail_server, (int)(before + i + 1));
        const char *subject = told(m, "subject");
        assert_string_equal(arena_printf(arena, "%s\n", subject), told(m, "text"));
        size_t n = 0;
        for (const char *s = subject; *s; s++)
            n += ((unsigned char)*s & 0xC0) != 0x80;
        assert_false(seen[n]);
        seen[n] = true;
        json_decref(m);
    }
}

static void what_the_mail_server_says_decides(void **state)
{
    (void)state;
    NEEDS_MAIL_SERVER();
    PostJob none = send_one(mail_to("nobody@jiande.example")),
            busy = send_one(mail_to("busy@jiande.example")),
            policy = send_one(mail_to("policy@jiande.example"));

    assert_int_equal(none.outcome, POST_REFUSED);
    assert_non_null(strstr(none.detail, "550 5.1.1 no such mailbox"));
    assert_int_equal(busy.outcome, POST_FAILED);
    assert_non_null(strstr(busy.detail, "451 4.3.2"));
    assert_int_equal(policy.outcome, POST_FAILED); /* our own settings may be at fault */
}

static void one_refused_mailbox_takes_no_other_mail_along(void **state)
{
    (void)state;
    NEEDS_MAIL_SERVER();
    PostJob jobs[30];
    Err e = {.lang = LANG_EN};

    for (size_t i = 0; i < COUNT(jobs); i++)
        jobs[i] = mail_to(i % 3 ? "office@jiande.example" : "nobody@jiande.example");
    assert_true(post_send(spec(), jobs, COUNT(jobs), arena, &e));
    for (size_t i = 0; i < COUNT(jobs); i++)
        assert_int_equal(jobs[i].outcome, i % 3 ? POST_SENT : POST_REFUSED);
}

static void no_header_can_be_slipped_in(void **state)
{
    (void)state;
    NEEDS_MAIL_SERVER();
    static const char *const addresses[] = {"",
                                            "office",
                                            "@jiande.example",
                                            "a@",
                                            "a@b@c.example",
                                            "a b@c.example",
                                            "a@c.example\r\nBcc: b@c.example",
                                            "a@c.example>\nRCPT TO:<b@c.example",
                                            ".a@c.example",
                                            "a..b@c.example",
                                            "a@-c.example",
                                            "a@c..example",
                                            "a@c.example.",
                                            "办公室@c.example",
                                            "\"a\"@c.example",
                                            "<a@c.example>",
                                            "a,b@c.example"};
    static const char *const lines[] = {"", "a\r\nBcc: b@c.example", "a\nb", "a\x7f", "a\x1b[31m", "\xff"};
    size_t before = count_of(&mail_server);

    for (size_t i = 0; i < COUNT(addresses); i++)
        assert_int_equal(send_one(mail_to(addresses[i])).outcome, POST_REFUSED);
    for (size_t i = 0; i < COUNT(lines); i++) {
        PostJob subject = plain, id = plain, link = plain;
        subject.subject = id.id = lines[i];
        link.link = i ? lines[i] : "a\r\nb";
        assert_int_equal(send_one(subject).outcome, POST_REFUSED);
        assert_int_equal(send_one(id).outcome, POST_REFUSED);
        assert_int_equal(send_one(link).outcome, POST_REFUSED);
    }
    assert_int_equal(count_of(&mail_server), before);
}

static void an_unsound_mail_server_is_told_before_anything_is_sent(void **state)
{
    (void)state;
    static const PostServer wrong[] = {{.smtp = NULL, .from = "a@b.example"},
                                       {.smtp = "", .from = "a@b.example"},
                                       {.smtp = "http://b.example", .from = "a@b.example"},
                                       {.smtp = "smtp://", .from = "a@b.example"},
                                       {.smtp = "smtp://u:p@b.example", .from = "a@b.example"},
                                       {.smtp = "smtp://b.example\r\n", .from = "a@b.example"},
                                       {.smtp = "smtp://b.example", .from = "b.example"},
                                       {.smtp = "smtp://b.example"}};
    size_t before = count_of(&receiver);

    for (size_t i = 0; i < COUNT(wrong); i++) {
        Err e = {.lang = LANG_EN};
        PostJob jobs[] = {hook("ok"), plain};
        assert_false(post_send(&(PostSpec){.mail = wrong[i]}, jobs, 2, arena, &e));
        assert_int_equal(e.kind, ERR_INVALID);
    }
    assert_int_equal(count_of(&receiver), before);
}

/* A user's password goes over TLS alone, and this server has none. */
static void no_password_goes_over_a_line_in_the_clear(void **state)
{
    (void)state;
    NEEDS_MAIL_SERVER();
    PostSpec s = *spec();
    PostJob j = plain;
    Err e = {.lang = LANG_EN};
    size_t before = count_of(&mail_server);

    s.mail.user = "qingyu";
    s.mail.password = "secret";
    assert_true(post_send(&s, &j, 1, arena, &e));
    assert_int_equal(j.outcome, POST_FAILED);
    assert_int_equal(count_of(&mail_server), before);
}

/* ---- webhooks ---- */

static void a_webhook_is_signed_and_complete(void **state)
{
    (void)state;
    PostJob sent = send_one(hook("ok"));

    assert_int_equal(sent.outcome, POST_SENT);
    json_t *m = last_of(&receiver);
    assert_true(json_is_true(json_object_get(m, "right")));
    assert_string_equal(told(m, "id"), "330182-17");
    assert_string_equal(told(m, "timestamp"), "1626768123");
    assert_string_equal(told(m, "type"), "application/json");
    const json_t *body = json_object_get(m, "body");
    assert_int_equal(json_object_size(body), 6);
    assert_string_equal(told(body, "id"), "330182-17");
    assert_string_equal(told(body, "kind"), "remind");
    assert_string_equal(told(body, "subject"), plain.subject);
    assert_string_equal(told(body, "text"), plain.text);
    assert_string_equal(told(body, "link"), plain.link);
    assert_string_equal(told(body, "at"), "2021-07-20T08:00:00Z");
    json_decref(m);
    /* Another key makes another signature, none makes none. */
    PostJob other = hook("ok"), none = hook("ok");
    other.secret = "other";
    none.secret = "";
    send_one(other);
    m = last_of(&receiver);
    assert_true(json_is_true(json_object_get(m, "signed")) && json_is_false(json_object_get(m, "right")));
    json_decref(m);
    send_one(none);
    m = last_of(&receiver);
    assert_true(json_is_false(json_object_get(m, "signed")));
    json_decref(m);
}

static void what_a_receiver_answers_decides(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        PostOutcome outcome;
    } answers[] = {{"200", POST_SENT},    {"204", POST_SENT},    {"404", POST_REFUSED},
                   {"410", POST_REFUSED}, {"401", POST_REFUSED}, {"moved", POST_REFUSED},
                   {"408", POST_FAILED},  {"425", POST_FAILED},  {"429", POST_FAILED},
                   {"500", POST_FAILED},  {"503", POST_FAILED},  {"big", POST_SENT}};
    size_t before = count_of(&receiver);

    for (size_t i = 0; i < COUNT(answers); i++)
        assert_int_equal(send_one(hook(answers[i].path)).outcome, answers[i].outcome);
    assert_int_equal(count_of(&receiver), before + COUNT(answers)); /* no redirect was followed */
}

static void only_http_addresses_are_asked(void **state)
{
    (void)state;
    static const char *const addresses[] = {"",
                                            "127.0.0.1",
                                            "file:///etc/passwd",
                                            "ftp://127.0.0.1/",
                                            "smtp://127.0.0.1/",
                                            "http://",
                                            "https://user:password@127.0.0.1/",
                                            "http://127.0.0.1/\r\nX: y",
                                            "http://127.0.0.1/a b"};

    for (size_t i = 0; i < COUNT(addresses); i++) {
        PostJob j = hook("ok");
        j.address = addresses[i];
        j = send_one(j);
        assert_int_equal(j.outcome, POST_REFUSED);
        assert_non_null(strstr(j.detail, "webhook"));
    }
}

/* ---- together ---- */

static void a_dead_receiver_delays_nothing_else(void **state)
{
    (void)state;
    NEEDS_MAIL_SERVER();
    Err e = {.lang = LANG_EN};
    int fd, port = dead_port(&fd);
    PostJob jobs[] = {hook("ok"), hook("hang"), hook("ok"), plain, hook("ok"), plain};

    jobs[0].address = arena_printf(arena, "http://127.0.0.1:%d/", port);
    size_t mails = count_of(&mail_server);
    assert_true(post_send(spec(), jobs, COUNT(jobs), arena, &e));
    close(fd);
    for (size_t i = 0; i < COUNT(jobs); i++)
        assert_int_equal(jobs[i].outcome, i < 2 ? POST_FAILED : POST_SENT);
    /* The two that hang were begun first, and are done with last. */
    for (size_t i = 2; i < COUNT(jobs); i++)
        assert_true(jobs[i].ended <= 4);
    assert_true(jobs[0].ended >= 5 && jobs[1].ended >= 5);
    assert_non_null(strstr(jobs[0].detail, "1500 ms"));
    assert_int_equal(count_of(&mail_server), mails + 2);
}

static void mail_is_not_tried_again_and_again_at_a_server_that_is_out_of_reach(void **state)
{
    (void)state;
    PostJob jobs[41];
    Err e = {.lang = LANG_EN};
    int fd, port = dead_port(&fd);
    PostSpec s = *spec();

    s.timeout_ms = 300;
    s.mail.smtp = arena_printf(arena, "smtp://127.0.0.1:%d", port);
    for (size_t i = 0; i < COUNT(jobs); i++)
        jobs[i] = i ? plain : hook("ok");
    assert_true(post_send(&s, jobs, COUNT(jobs), arena, &e));
    assert_int_equal(jobs[0].outcome, POST_SENT);
    assert_int_equal(jobs[0].ended, 1);
    for (size_t i = 1; i < COUNT(jobs); i++) {
        assert_int_equal(jobs[i].outcome, POST_FAILED);
        assert_non_null(strstr(jobs[i].detail, "300 ms"));
    }
    /* Eight waited for an answer; nobody connected for the others. */
    int connected = 0;
    struct timeval none = {0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &none, sizeof none);
    for (int c; connected < 41 && (c = accept4(fd, NULL, NULL, SOCK_NONBLOCK)) >= 0; connected++) {
        close(c);
        fd_set ready;
        FD_ZERO(&ready);
        FD_SET(fd, &ready);
        if (select(fd + 1, &ready, NULL, NULL, &(struct timeval){0}) < 1) {
            connected++;
            break;
        }
    }
    assert_int_equal(connected, 8);
    close(fd);
}

static void nobody_listens_is_a_failure_for_now(void **state)
{
    (void)state;
    int fd, port = dead_port(&fd);

    close(fd);
    PostJob j = hook("ok");
    j.address = arena_printf(arena, "http://127.0.0.1:%d/", port);
    j = send_one(j);
    assert_int_equal(j.outcome, POST_FAILED);
    assert_true(strlen(j.detail) > 10);
}

static void hundreds_go_out_together(void **state)
{
    (void)state;
    PostJob jobs[400];
    Err e = {.lang = LANG_EN};
    size_t before = count_of(&receiver);
    PostSpec s = *spec();

    s.timeout_ms = 20000;
    for (size_t i = 0; i < COUNT(jobs); i++)
        jobs[i] = hook("ok");
    assert_true(post_send(&s, jobs, COUNT(jobs), arena, &e));
    for (size_t i = 0; i < COUNT(jobs); i++)
        if (jobs[i].outcome != POST_SENT)
            fail_msg("%s", jobs[i].detail);
    assert_int_equal(count_of(&receiver), before + COUNT(jobs));
    PostJob *many = NEW_N(arena, PostJob, POST_JOBS_MAX + 1);
    assert_false(post_send(&s, many, POST_JOBS_MAX + 1, arena, &e));
    assert_int_equal(e.kind, ERR_INVALID);
    assert_true(post_send(&s, NULL, 0, arena, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mail_in_chinese_arrives_intact),
        cmocka_unit_test(texts_of_every_length_arrive_intact),
        cmocka_unit_test(what_the_mail_server_says_decides),
        cmocka_unit_test(one_refused_mailbox_takes_no_other_mail_along),
        cmocka_unit_test(no_header_can_be_slipped_in),
        cmocka_unit_test(an_unsound_mail_server_is_told_before_anything_is_sent),
        cmocka_unit_test(no_password_goes_over_a_line_in_the_clear),
        cmocka_unit_test(a_webhook_is_signed_and_complete),
        cmocka_unit_test(what_a_receiver_answers_decides),
        cmocka_unit_test(only_http_addresses_are_asked),
        cmocka_unit_test(a_dead_receiver_delays_nothing_else),
        cmocka_unit_test(mail_is_not_tried_again_and_again_at_a_server_that_is_out_of_reach),
        cmocka_unit_test(nobody_listens_is_a_failure_for_now),
        cmocka_unit_test(hundreds_go_out_together),
    };

    return cmocka_run_group_tests_name("post", tests, begin_all, end_all);
}
