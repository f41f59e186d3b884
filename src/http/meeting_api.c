/* Meetings: minutes, the decisions made of their sentences, and issuing them. */
#include <string.h>

#include "http/problem.h"
#include "http/task_api.h"
#include "http/write.h"
#include "view/import_report.h"

/* Who sees a part of the tasks sees the meetings that those were decided in. */
static bool sees_meeting(const Call *c, const TaskBoard *b, const Meeting *m)
{
    if (call_allows(c, READ_TASKS, NULL))
        return true;
    for (size_t i = 0; i < b->tasks.n; i++) {
        const Task *t = &b->tasks.items[i];
        if (t->card.meeting == m->id && t->issued_on && call_sees_task(c, t))
            return true;
    }
    return false;
}

bool get_meetings(Call *c, Err *e)
{
    TaskBoard b;

    TRY(call_board(c, &b, e));
    for (size_t i = b.n_meetings; i-- > 0;)
        if (sees_meeting(c, &b, &b.meetings[i]))
            meeting_row(&c->viewer, &b, &b.meetings[i], &c->rows);
    return true;
}

static bool tell_meeting(Call *c, const TaskBoard *b, int64_t id, Err *e)
{
    const Meeting *m = task_board_meeting(b, id);

    if (!m || !sees_meeting(c, b, m))
        return ERR(e, ERR_NOT_FOUND, "没有第 %lld 号会议", "there is no meeting %lld", (long long)id);
    if (call_allows(c, READ_TASKS, NULL)) {
        meeting_json(&c->viewer, b, m, &c->json);
        return true;
    }
    /* A part sees its own decisions, and not what was said of others. */
    Meeting part = *m;
    part.agenda = part.minutes = "";
    meeting_json(&c->viewer, b, &part, &c->json);
    return true;
}

bool get_meeting(Call *c, Err *e)
{
    TaskBoard b;

    TRY(call_board(c, &b, e));
    return tell_meeting(c, &b, (int64_t)call_count(c, "id", 0), e);
}

/* ---- writing ---- */

static bool put(Call *c, int64_t id, Err *e)
{
    const Intake by = call_intake(c);
    const char *held = body_text(c->body, "held_on");
    Meeting m = {.id = id,
                 .kind = body_text(c->body, "kind"),
                 .title = body_text(c->body, "title"),
                 .period = body_text(c->body, "period"),
                 .agenda = body_text(c->body, "agenda"),
                 .minutes = body_text(c->body, "minutes")};
    TaskBoard b;

    if (*held && !date_parse(str_of(held), &m.held_on))
        return ERR(e, ERR_INVALID, "held_on 应为日期，如 2021-11-05，而不是“%.40s”",
                   "held_on must be a date such as 2021-11-05, not \"%.40s\"", held);
    TRY(write_state(c, e) && call_board_now(c, &b, e));
    const Meeting *before = task_board_meeting(&b, id);
    m.sample = before && before->sample;
    TRY(meeting_put(c->s, &by, &m, c->viewer.arena, e) && call_board_now(c, &b, e));
    return tell_meeting(c, &b, m.id, e);
}

bool post_meeting(Call *c, Err *e)
{
    return put(c, 0, e);
}

bool put_meeting(Call *c, Err *e)
{
    return put(c, (int64_t)call_count(c, "id", 0), e);
}

bool post_meeting_issue(Call *c, Err *e)
{
    const Intake by = call_intake(c);
    int64_t id = (int64_t)call_count(c, "id", 0);
    TaskWorld w;
    TaskBoard b;
    size_t n;

    TRY(write_state(c, e));
    w = call_task_world(c);
    TRY(meeting_issue(&w, &by, id, c->viewer.arena, &n, e) && call_board_now(c, &b, e));
    return tell_meeting(c, &b, id, e);
}

static void tell_import(Call *c, size_t n, bool stored, const Findings *fs)
{
    Json *j = &c->json;

    json_begin_object(j);
    json_put_bool(j, "stored", stored);
    json_put_int(j, "tasks", (int64_t)n);
    json_key(j, "findings");
    json_begin_array(j);
    for (size_t i = 0; i < fs->n; i++)
        finding_json(&fs->items[i], fs->lang, j);
    json_end_array(j);
    json_end_object(j);
}

/* With check=yes everything is done but the commit. */
bool post_meeting_decisions(Call *c, Err *e)
{
    const Intake by = call_intake(c);
    const Str *body = &c->passage->request->body;
    const char *file = call_value(c, "file");
    Findings fs = {.arena = c->viewer.arena, .lang = e->lang, .file = file, .sheet = ""};
    AUTO(table_close) TableReader *t = NULL;
    MeetingImport x = {
        .meeting = (int64_t)call_count(c, "id", 0), .findings = &fs, .dry_run = call_says_yes(c, "check")};

    TRY(write_state(c, e) && table_open_memory(file, body->s, body->n, &t, e));
    const TaskWorld w = call_task_world(c);
    x.table = t;
    if (!meeting_import(&w, &by, &x, e)) {
        if (e->kind != ERR_REFUSED)
            return false;
        problem_findings(c->passage, e, &fs);
        return c->replied = true;
    }
    c->status = x.dry_run ? 200 : 201;
    tell_import(c, x.n, !x.dry_run, &fs);
    return true;
}
