/* Tasks through the store: a life walked by hand, what each rule refuses, and who is told. */
#include "cm.h"
#include "notice/notice.h"
#include "task/supervision.h"
#include "task_world.h"

/* ---- the table of verbs ---- */

static Task in_state(TaskState s, const TaskCard *card)
{
    return (Task){.id = 1,
                  .card = *card,
                  .state = s,
                  .first_due_on = s == TASK_REGISTERED ? 0 : card->due_on,
                  .extension_asked = card->due_on + 2,
                  .closer = "",
                  .verifier = "",
                  .slip = ""};
}

static void each_verb_is_taken_from_its_states_and_from_no_other(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    Err e = {.lang = LANG_EN};
    TaskCard card = life_card(20211120);
    TaskEvent first = life_event(&(Task){0}, TASK_REGISTER, 20211101, &card);

    for (int v = TASK_AMEND; v < TASK_VERBS; v++)
        for (int s = 0; s < TASK_STATES; s++) {
            Task t = in_state((TaskState)s, &card);
            t.events = &first;
            t.n = t.cap = 1;
            if (v == TASK_ASK_EXTENSION)
                t.extension_asked = 0;
            TaskEvent ev = life_event(&t, (TaskVerb)v, 20211105, &card);
            bool ok = task_check(&t, &ev, 0, &e);
            if (ok != life_allows((TaskVerb)v, (TaskState)s))
                fail_msg("%s in %s: %s", task_verb((TaskVerb)v)->code, task_state_code((TaskState)s), e.msg);
            if (!ok)
                assert_int_equal(e.kind, ERR_CONFLICT);
            if (ok)
                task_apply(&t, &ev, a);
            char to = ok && life[v].to != '.' ? life[v].to : letters[s];
            assert_int_equal(letter_of(t.state), to);
        }
}

static void words_parties_and_fields_are_asked_for(void **state)
{
    (void)state;
    Err e = {.lang = LANG_EN};
    TaskCard card = life_card(20211120);
    TaskEvent first = life_event(&(Task){0}, TASK_REGISTER, 20211101, &card);

    for (int v = TASK_AMEND; v < TASK_VERBS; v++) {
        Task t = in_state((TaskState)(strchr(letters, life[v].from[0]) - letters), &card);
        t.events = &first;
        t.n = t.cap = 1;
        if (v == TASK_ASK_EXTENSION)
            t.extension_asked = 0;
        TaskEvent good = life_event(&t, (TaskVerb)v, 20211105, &card), ev = good;
        ev.text = "";
        assert_int_equal(task_check(&t, &ev, 0, &e), !life[v].words);
        ev = good;
        ev.unit = life[v].who == 'o' || life[v].who == 'c' ? "tjj" : "zjj";
        assert_false(task_check(&t, &ev, 0, &e));
        assert_int_equal(e.kind, ERR_FORBIDDEN);
        ev = good;
        ev.by = life[v].who == 'c' ? "office" : "clock";
        assert_false(task_check(&t, &ev, 0, &e));
        assert_int_equal(e.kind, ERR_FORBIDDEN);
        ev = good;
        if (v != TASK_SPLIT) {
            ev.parts = life_parts;
            ev.n_parts = 2;
            assert_false(task_check(&t, &ev, 0, &e));
            assert_int_equal(e.kind, ERR_INVALID);
        }
        ev = good;
        ev.on = 20211032;
        assert_false(task_check(&t, &ev, 0, &e));
    }
}

static void codes_and_names_read_back(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();

    for (int v = 0; v < TASK_VERBS; v++) {
        TaskVerb verb;
        assert_true(task_verb_parse(task_verb((TaskVerb)v)->code, &verb) && (int)verb == v);
    }
    for (int s = 0; s < TASK_STATES; s++) {
        TaskState got;
        assert_true(task_state_parse(task_state_code((TaskState)s), &got) && (int)got == s);
    }
    const struct {
        const char *text, *as;
    } rhythms[] = {{"", "none"},
                   {"none", "none"},
                   {"weekly:5", "weekly:5"},
                   {"每周五", "weekly:5"},
                   {"每周日", "weekly:7"},
                   {"monthly:28", "monthly:28"},
                   {"每月28日前", "monthly:28"},
                   {"weekly:8", NULL},
                   {"monthly:32", NULL},
                   {"monthly:0", NULL},
                   {"daily", NULL},
                   {"monthly:2x", NULL},
                   {"monthly:-1", NULL}};
    for (size_t i = 0; i < COUNT(rhythms); i++) {
        Rhythm r;
        bool ok = rhythm_parse(rhythms[i].text, &r);
        if (ok != (rhythms[i].as != NULL))
            fail_msg("%s", rhythms[i].text);
        if (ok)
            assert_string_equal(rhythm_text(r, a), rhythms[i].as);
    }
}

/* ---- a life ---- */

static void a_task_is_followed_until_it_is_closed(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    int64_t id = issued(x, 20211130);
    TaskFile file = {.name = "证明.pdf"};
    char sha[SHA256_HEX];
    Intake in = on_day(x, "tjj-clerk");

    assert_int_equal(id, 1);
    assert_true(evidence_add(x->f->s, &in, STR("%PDF-1.7 proof"), sha, &x->f->e));
    file.sha256 = sha;
    DO(x, .verb = TASK_ACCEPT, .task = id, .unit = "市统计局"); /* by an alias */
    x->today = 20211112;
    DO(x, .verb = TASK_FEEDBACK, .task = id, .text = "第一行\n第二行 \\n", .value = 8.1, .value_unit = "%");
    DO(x, .verb = TASK_SUPPORT, .task = id, .text = "已拨付");
    x->today = 20211120;
    DO(x, .verb = TASK_ASK_CLOSE, .task = id, .text = "增长 10.2%", .files = &file, .n_files = 1);
    DO(x, .verb = TASK_RETURN, .task = id, .text = "缺证明");
    assert_int_equal(x->t.asked_close_on, 0);
    DO(x, .verb = TASK_FEEDBACK, .task = id);
    x->today = 20211125;
    DO(x, .verb = TASK_ASK_CLOSE, .task = id);
    DO(x, .verb = TASK_VERIFY, .task = id);
    DO(x, .verb = TASK_CLOSE, .task = id);
    Task t = stored(x, id, 0);
    assert_int_equal(t.state, TASK_CLOSED);
    assert_int_equal(t.closed_on, 20211125);
    assert_int_equal(t.asked_close_on, 20211125);
    assert_int_equal(t.last_feedback_on, 20211120);
    assert_int_equal(t.n_returns, 1);
    assert_string_equal(t.verifier, "office");
    assert_int_equal(t.n, 11);
    /* What was said comes back to the letter, and a figure with its unit. */
    assert_string_equal(t.events[3].text, "第一行\n第二行 \\n");
    assert_near(t.events[3].value, 8.1, 0);
    assert_true(isnan(t.events[4].value));
    assert_string_equal(t.events[5].files[0].name, "证明.pdf");
    assert_int_equal(t.events[5].files[0].bytes, 14);
    assert_string_equal(t.events[0].card->supporting[0], "czj");
    /* As it stood on a day. */
    assert_int_equal(stored(x, id, 20211119).state, TASK_UNDERWAY);
    assert_int_equal(stored(x, id, 20211120).state, TASK_UNDERWAY); /* returned and fed back the same day */
    Tasks before, now;
    assert_true(tasks_load(x->f->s, 330182, 20211104, x->f->arena, &before, &x->f->e) && before.n == 0);
    assert_true(tasks_load(x->f->s, 330182, 0, x->f->arena, &now, &x->f->e) && now.n == 1);
    assert_null(tasks_find(&now, 2));
    assert_int_equal(tasks_find(&now, 1)->n, t.n);
    REFUSED(x, ERR_CONFLICT, "closed", .verb = TASK_WITHDRAW, .task = id);
    assert_int_equal(wrong_now(x), 0);
}

static void a_declined_task_is_amended_and_issued_to_another(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    int64_t id = issued(x, 20211130);
    TaskCard card = life_card(20211215);

    DO(x, .verb = TASK_DECLINE, .task = id, .text = "不是本局的事");
    card.lead = "经信局";
    REFUSED(x, ERR_CONFLICT, "due date cannot be amended", .verb = TASK_AMEND, .task = id, .card = &card);
    card.due_on = 20211130;
    DO(x, .verb = TASK_AMEND, .task = id, .card = &card);
    x->today = 20211108;
    DO(x, .verb = TASK_ISSUE, .task = id);
    REFUSED(x, ERR_FORBIDDEN, "jxj", .verb = TASK_ACCEPT, .task = id);
    DO(x, .verb = TASK_ACCEPT, .task = id, .unit = "jxj");
    assert_int_equal(x->t.issued_on, 20211108);
    assert_int_equal(x->t.first_due_on, 20211130);
    assert_int_equal(wrong_now(x), 0);
}

static void a_task_without_measure_or_behind_its_date_is_not_issued(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    TaskCard card = life_card(20211101);

    card.measure = " ";
    DO(x, .verb = TASK_REGISTER, .card = &card);
    REFUSED(x, ERR_INVALID, "no measure", .verb = TASK_ISSUE, .task = 1);
    card.measure = "增长 10%";
    DO(x, .verb = TASK_AMEND, .task = 1, .card = &card);
    REFUSED(x, ERR_INVALID, "2021-11-01 is before the day of issue", .verb = TASK_ISSUE, .task = 1);
    card.due_on = 20211105;
    DO(x, .verb = TASK_AMEND, .task = 1, .card = &card);
    DO(x, .verb = TASK_ISSUE, .task = 1);
    assert_int_equal(x->t.first_due_on, 20211105);
}

static void all_that_is_wrong_with_a_card_is_told_at_once(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    TaskCard card = life_card(20211131);
    const char *supporting[] = {"财证局", "czj", "财政局"};

    card.title = "";
    card.lead = "统记局";
    card.supporting = supporting;
    card.n_supporting = 3;
    card.leader = "副市民";
    card.serves_code = "IVAA";
    card.rhythm = (Rhythm){RHYTHM_WEEKLY, 9};
    const char *says[] = {"title must not be empty",
                          "did you mean \"统计局\"",
                          "did you mean \"财政局\"",
                          "did you mean \"副市长\"",
                          "IVAA",
                          "20211131 is no date",
                          "rhythm"};
    for (size_t i = 0; i < COUNT(says); i++)
        REFUSED(x, ERR_INVALID, says[i], .verb = TASK_REGISTER, .card = &card);
    card = life_card(20211130);
    card.lead = "nobody";
    REFUSED(x, ERR_NOT_FOUND, "nobody", .verb = TASK_REGISTER, .card = &card);
    card = life_card(20211130);
    card.supporting = supporting + 1;
    card.n_supporting = 2; /* one unit by two names */
    REFUSED(x, ERR_INVALID, "named twice", .verb = TASK_REGISTER, .card = &card);
    card = life_card(20211130);
    card.meeting = 7;
    REFUSED(x, ERR_NOT_FOUND, "no meeting 7", .verb = TASK_REGISTER, .card = &card);
    card.meeting = 0;
    card.parent = 1;
    REFUSED(x, ERR_INVALID, "splitting", .verb = TASK_REGISTER, .card = &card);
    Tasks ts;
    assert_true(tasks_load(x->f->s, 330182, 0, x->f->arena, &ts, &x->f->e));
    assert_int_equal(ts.n, 0);
}

/* ---- who ---- */

static void who_reported_does_not_verify_and_who_asked_does_not_close(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    int64_t id = issued(x, 20211130);

    DO(x, .verb = TASK_ACCEPT, .task = id);
    assert_true(try_as(x, "helper", (TaskDeed){.verb = TASK_SUPPORT, .task = id}));
    assert_true(try_as(x, "early", (TaskDeed){.verb = TASK_ASK_CLOSE, .task = id}));
    DO(x, .verb = TASK_RETURN, .task = id);
    assert_true(try_as(x, "late", (TaskDeed){.verb = TASK_ASK_CLOSE, .task = id}));
    const char *reporters[] = {"helper", "early", "late"};
    for (size_t i = 0; i < COUNT(reporters); i++) {
        assert_false(try_as(x, reporters[i], (TaskDeed){.verb = TASK_VERIFY, .task = id}));
        told(x, ERR_FORBIDDEN, "another must");
    }
    assert_true(try_as(x, "office2", (TaskDeed){.verb = TASK_VERIFY, .task = id}));
    assert_false(try_as(x, "early", (TaskDeed){.verb = TASK_CLOSE, .task = id}));
    told(x, ERR_FORBIDDEN, "cannot close");
    assert_true(try_as(x, "office2", (TaskDeed){.verb = TASK_CLOSE, .task = id}));
    assert_string_equal(x->t.closer, "office2");
}

static void the_days_of_people_run_forward_and_not_into_the_future(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    int64_t id = issued(x, 20211130);

    x->today = 20211110;
    DO(x, .verb = TASK_ACCEPT, .task = id);
    x->today = 20211109;
    REFUSED(x, ERR_INVALID, "2021-11-10, the day of the task's last step", .verb = TASK_FEEDBACK, .task = id);
    /* The clock looks back at what was due. */
    DO(x, .verb = TASK_REMIND, .task = id, .rule = "R1", .base_on = 20211108);
    x->today = 20211110;
    DO(x, .verb = TASK_FEEDBACK, .task = id);
    TaskDeed d = {.task = id, .verb = TASK_FEEDBACK, .unit = "tjj", .text = "x", .value = NAN};
    Intake in = on_day(x, "tjj-clerk");
    in.known_on = 20211111; /* it is tomorrow in the east */
    assert_true(task_do(&x->w, &in, &d, x->f->arena, &x->t, &x->f->e));
    in.known_on = 20311110;
    assert_false(task_do(&x->w, &in, &d, x->f->arena, &x->t, &x->f->e));
    told(x, ERR_INVALID, "has not come yet");
}

/* ---- extensions ---- */

static void an_extension_is_asked_before_the_date_and_granted_up_to_what_was_asked(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    int64_t id = issued(x, 20211130);

    REFUSED(x, ERR_CONFLICT, "issued", .verb = TASK_ASK_EXTENSION, .task = id, .date = 20211220);
    DO(x, .verb = TASK_ACCEPT, .task = id);
    REFUSED(x, ERR_CONFLICT, "no request", .verb = TASK_EXTEND, .task = id);
    REFUSED(x, ERR_INVALID, "later than the due date", .verb = TASK_ASK_EXTENSION, .task = id,
            .date = 20211130);
    x->today = 20211130;
    REFUSED(x, ERR_CONFLICT, "too late", .verb = TASK_ASK_EXTENSION, .task = id, .date = 20211220);
    x->today = 20211129;
    DO(x, .verb = TASK_ASK_EXTENSION, .task = id, .date = 20211220);
    REFUSED(x, ERR_CONFLICT, "one at a time", .verb = TASK_ASK_EXTENSION, .task = id, .date = 20211221);
    REFUSED(x, ERR_INVALID, "2021-12-20", .verb = TASK_EXTEND, .task = id, .date = 20211221);
    REFUSED(x, ERR_INVALID, "2021-11-30", .verb = TASK_EXTEND, .task = id, .date = 20211130);
    DO(x, .verb = TASK_EXTEND, .task = id, .date = 20211210);
    assert_int_equal(x->t.card.due_on, 20211210);
    assert_int_equal(x->t.first_due_on, 20211130);
    DO(x, .verb = TASK_ASK_EXTENSION, .task = id, .date = 20211231);
    DO(x, .verb = TASK_REFUSE_EXTENSION, .task = id, .text = "已延过一次");
    DO(x, .verb = TASK_ASK_EXTENSION, .task = id, .date = 20211225);
    /* A request outlives an asking to close that is returned. */
    DO(x, .verb = TASK_ASK_CLOSE, .task = id);
    DO(x, .verb = TASK_RETURN, .task = id);
    DO(x, .verb = TASK_EXTEND, .task = id);
    Task t = stored(x, id, 0);
    assert_int_equal(t.card.due_on, 20211225);
    assert_int_equal(t.events[t.n - 1].date, 20211225); /* what was granted is written down */
    assert_int_equal(t.n_extensions, 2);
    assert_int_equal(t.first_due_on, 20211130);
    assert_int_equal(wrong_now(x), 0);
}

/* ---- parts ---- */

static void a_split_task_ends_after_its_parts(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    int64_t id = issued(x, 20211130);
    TaskCard parts[] = {{.lead = "财政局", .title = "资金", .due_on = 20211120}, {.lead = "jxj"}};

    DO(x, .verb = TASK_ACCEPT, .task = id);
    parts[1].due_on = 20211201;
    REFUSED(x, ERR_INVALID, "part 2: it is due on 2021-12-01", .verb = TASK_SPLIT, .task = id, .parts = parts,
            .n_parts = 2);
    assert_int_equal(stored(x, id, 0).n, 3); /* nothing half-done */
    parts[1].due_on = 0;
    DO(x, .verb = TASK_SPLIT, .task = id, .parts = parts, .n_parts = 2);
    assert_int_equal(x->t.state, TASK_ACCEPTED);
    Task one = stored(x, 2, 0), two = stored(x, 3, 0);
    assert_int_equal(one.state, TASK_ISSUED);
    assert_int_equal(one.card.parent, id);
    assert_string_equal(one.card.lead, "czj");
    assert_int_equal(one.card.n_supporting, 0); /* it leads now */
    assert_string_equal(one.card.measure, x->t.card.measure);
    assert_string_equal(two.card.title, x->t.card.title);
    assert_string_equal(two.card.supporting[0], "czj");
    assert_int_equal(two.first_due_on, 20211130);
    REFUSED(x, ERR_CONFLICT, "2 parts", .verb = TASK_ASK_CLOSE, .task = id);
    REFUSED(x, ERR_CONFLICT, "2 parts", .verb = TASK_WITHDRAW, .task = id);
    /* A part is due no later than the whole. */
    DO(x, .verb = TASK_ACCEPT, .task = 3, .unit = "jxj");
    REFUSED(x, ERR_CONFLICT, "the parent, task 1, is due on 2021-11-30", .verb = TASK_ASK_EXTENSION,
            .task = 3, .unit = "jxj", .date = 20211210);
    REFUSED(x, ERR_INVALID, "part of the other", .verb = TASK_MERGE, .task = 3, .other = id);
    DO(x, .verb = TASK_MERGE, .task = 3, .other = 2);
    assert_int_equal(x->t.merged_into, 2);
    REFUSED(x, ERR_CONFLICT, "1 parts", .verb = TASK_ASK_CLOSE, .task = id);
    DO(x, .verb = TASK_WITHDRAW, .task = 2);
    DO(x, .verb = TASK_ASK_CLOSE, .task = id);
    assert_int_equal(wrong_now(x), 0);
}

static void a_task_merges_into_another_that_is_open(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    int64_t one = issued(x, 20211130), two = issued(x, 20211215);
    TaskCard card = life_card(20211130);

    DO(x, .verb = TASK_REGISTER, .card = &card);
    REFUSED(x, ERR_INVALID, "another open one", .verb = TASK_MERGE, .task = one, .other = one);
    REFUSED(x, ERR_NOT_FOUND, "no task 9", .verb = TASK_MERGE, .task = one, .other = 9);
    REFUSED(x, ERR_CONFLICT, "\"registered\"", .verb = TASK_MERGE, .task = one, .other = 3);
    DO(x, .verb = TASK_MERGE, .task = one, .other = two);
    REFUSED(x, ERR_CONFLICT, "\"merged\"", .verb = TASK_MERGE, .task = two, .other = one);
    assert_int_equal(wrong_now(x), 0);
}

/* ---- the clock ---- */

static void the_clock_does_a_thing_once_for_ever(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    int64_t id = issued(x, 20211130);

    DO(x, .verb = TASK_SLIP, .task = id, .rule = "D1", .base_on = 20211130, .colour = "yellow");
    assert_string_equal(x->t.slip, "yellow");
    assert_false(
        TRY_DO(x, .verb = TASK_SLIP, .task = id, .rule = "D1", .base_on = 20211130, .colour = "red"));
    assert_int_equal(x->f->e.kind, ERR_CONFLICT);
    DO(x, .verb = TASK_PRESS, .task = id, .rule = "D1", .base_on = 20211130);
    DO(x, .verb = TASK_SLIP, .task = id, .rule = "D1", .base_on = 20211210, .colour = "red");
    REFUSED(x, ERR_INVALID, "green", .verb = TASK_SLIP, .task = id, .rule = "D1", .base_on = 20211211,
            .colour = "green");
    REFUSED(x, ERR_INVALID, "rule", .verb = TASK_REMIND, .task = id, .base_on = 20211211);
    assert_int_equal(stored(x, id, 0).n, 5);
    assert_string_equal(stored(x, id, 0).slip, "red");
}

/* ---- inspections ---- */

static void a_unit_is_inspected_no_more_often_than_the_rule_says(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    Supervision sv;

    issued(x, 20211130);
    issued(x, 20211215); /* of the same unit */
    DO(x, .verb = TASK_INSPECT, .task = 1, .text = "属实");
    x->today = 20211108;
    DO(x, .verb = TASK_INSPECT, .task = 1, .text = "属实");
    assert_true(fixture_import(
        x->f, "supervision.csv",
        "rule,valid_from,valid_to,urgency,clock,days,day_kind,action,colour,to,light,grace,times,name_zh,"
        "name_en,source\nINS,2000-01-01,,all,inspect,30,calendar,none,,,,,2,两次,twice,条例\n"));
    assert_true(supervision_load(x->f->s, 330182, 0, x->f->arena, &sv, &x->f->e));
    x->today = 20211110;
    x->w.supervision = &sv;
    REFUSED(x, ERR_CONFLICT, "at most 30 days hold 2 inspections", .verb = TASK_INSPECT, .task = 2,
            .text = "x");
    x->today = 20211206;
    DO(x, .verb = TASK_INSPECT, .task = 2, .text = "属实");
}

/* ---- who is told ---- */

static size_t told_of(TaskFixture *x, const char *kind, NoticeTo to, const char *recipient)
{
    NoticeRow *rows;
    size_t n, found = 0;

    assert_true(notice_list(x->f->s, &(NoticeQuery){.city = 330182}, x->f->arena, &rows, &n, &x->f->e));
    for (size_t i = 0; i < n; i++)
        found += strcmp(rows[i].notice.kind, kind) == 0 && rows[i].notice.to == to &&
                 strcmp(rows[i].notice.recipient, recipient) == 0 &&
                 strcmp(rows[i].notice.link, "/tasks/1") == 0 &&
                 strcmp(rows[i].notice.subject, "task 1") == 0;
    return found;
}

static void each_step_tells_those_whom_it_concerns(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    TaskCard card = life_card(20211130);
    size_t n;
    NoticeRow *rows;

    DO(x, .verb = TASK_REGISTER, .card = &card);
    assert_true(notice_list(x->f->s, &(NoticeQuery){.city = 330182}, x->f->arena, &rows, &n, &x->f->e));
    assert_int_equal(n, 0);
    DO(x, .verb = TASK_ISSUE, .task = 1);
    assert_int_equal(told_of(x, "issue", NOTICE_DEPARTMENT, "tjj"), 1);
    assert_int_equal(told_of(x, "issue", NOTICE_DEPARTMENT, "czj"), 1);
    DO(x, .verb = TASK_DECLINE, .task = 1, .text = "不是本局的事\r\n\t另议");
    assert_int_equal(told_of(x, "decline", NOTICE_OFFICE, ""), 1);
    card.lead = "洋溪街道";
    DO(x, .verb = TASK_AMEND, .task = 1, .card = &card);
    DO(x, .verb = TASK_ISSUE, .task = 1);
    assert_int_equal(told_of(x, "issue", NOTICE_AREA, "330182002"), 1);
    DO(x, .verb = TASK_ACCEPT, .task = 1, .unit = "洋溪");
    DO(x, .verb = TASK_ASK_EXTENSION, .task = 1, .unit = "洋溪", .date = 20211210);
    assert_int_equal(told_of(x, "ask_extension", NOTICE_OFFICE, ""), 1);
    DO(x, .verb = TASK_EXTEND, .task = 1);
    assert_int_equal(told_of(x, "extend", NOTICE_AREA, "330182002"), 1);
    DO(x, .verb = TASK_INSTRUCT, .task = 1, .text = "抓紧");
    assert_int_equal(told_of(x, "instruct", NOTICE_AREA, "330182002"), 1);
    assert_true(notice_list(x->f->s, &(NoticeQuery){.city = 330182}, x->f->arena, &rows, &n, &x->f->e));
    assert_non_null(strstr(rows[n - 1].notice.text, "抓紧"));
    assert_non_null(strstr(rows[n - 1].notice.text, "2021-12-10"));
    /* A refused step tells nobody. */
    REFUSED(x, ERR_CONFLICT, "", .verb = TASK_CLOSE, .task = 1);
    assert_int_equal(told_of(x, "close", NOTICE_AREA, "330182002"), 0);
    /* A unit that is gone is told through the office. */
    assert_true(fixture_import(x->f, "areas.csv",
                               "code,name_zh,name_en,kind,parent,valid_from,valid_to,aliases\n"
                               "330182,建德市,Jiande,city,,,,建德\n330101,甲区,A,district,,,,\n"));
    assert_true(city_load(x->f->s, 0, x->f->arena, &x->city, &x->f->e));
    DO(x, .verb = TASK_WITHDRAW, .task = 1);
    assert_int_equal(told_of(x, "withdraw", NOTICE_OFFICE, ""), 1);
    assert_int_equal(told_of(x, "withdraw", NOTICE_DEPARTMENT, "czj"), 1);
}

/* A text as long as may be goes on record and to those who are told. */
static void the_longest_words_fit_everywhere(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    TaskCard card = life_card(20211130);
    char *text = arena_alloc(x->f->arena, TASK_TEXT_MAX + 2, 1), *title = arena_alloc(x->f->arena, 513, 1);

    for (int i = 0; i + 3 <= TASK_TEXT_MAX; i += 3)
        memcpy(text + i, "长", 3);
    for (int i = 0; i + 3 <= 512; i += 3)
        memcpy(title + i, "题", 3);
    card.title = title;
    card.measure = text;
    card.sentence = text;
    DO(x, .verb = TASK_REGISTER, .card = &card);
    DO(x, .verb = TASK_ISSUE, .task = 1);
    DO(x, .verb = TASK_DECLINE, .task = 1, .text = text);
    assert_string_equal(stored(x, 1, 0).card.measure, text);
    assert_int_equal(told_of(x, "decline", NOTICE_OFFICE, ""), 1);
    assert_int_equal(wrong_now(x), 0);
    memset(text, 'a', TASK_TEXT_MAX + 1);
    REFUSED(x, ERR_INVALID, "at most 16384", .verb = TASK_WITHDRAW, .task = 1, .text = text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_verb_is_taken_from_its_states_and_from_no_other),
        cmocka_unit_test(words_parties_and_fields_are_asked_for),
        cmocka_unit_test(codes_and_names_read_back),
        cmocka_unit_test(a_task_is_followed_until_it_is_closed),
        cmocka_unit_test(a_declined_task_is_amended_and_issued_to_another),
        cmocka_unit_test(a_task_without_measure_or_behind_its_date_is_not_issued),
        cmocka_unit_test(all_that_is_wrong_with_a_card_is_told_at_once),
        cmocka_unit_test(who_reported_does_not_verify_and_who_asked_does_not_close),
        cmocka_unit_test(the_days_of_people_run_forward_and_not_into_the_future),
        cmocka_unit_test(an_extension_is_asked_before_the_date_and_granted_up_to_what_was_asked),
        cmocka_unit_test(a_split_task_ends_after_its_parts),
        cmocka_unit_test(a_task_merges_into_another_that_is_open),
        cmocka_unit_test(the_clock_does_a_thing_once_for_ever),
        cmocka_unit_test(a_unit_is_inspected_no_more_often_than_the_rule_says),
        cmocka_unit_test(each_step_tells_those_whom_it_concerns),
        cmocka_unit_test(the_longest_words_fit_everywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
