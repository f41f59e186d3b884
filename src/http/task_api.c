/* Tasks: the board, one of them, and every step of its life. */
#include "http/task_api.h"

#include <math.h>
#include <string.h>

#include "http/reply.h"
#include "http/write.h"
#include "task/evidence.h"
#include "view/units.h"

/* ---- what is seen ---- */

bool call_says_yes(const Call *c, const char *name)
{
    const char *text = call_value(c, name);

    return text && *text == 'y';
}

static bool board_of(Call *c, const View *known, int as_of, TaskBoard *out, Err *e)
{
    int today = as_of ? as_of : c->http->spec.today();

    TRY(task_board_load(known, &c->catalogue, today, c->viewer.arena, out, e));
    out->sees = call_sees_task;
    out->who = c;
    return true;
}

bool call_board(Call *c, TaskBoard *out, Err *e)
{
    return board_of(c, &c->outlook.known, call_date(c, "as_of"), out, e);
}

bool call_board_now(Call *c, TaskBoard *out, Err *e)
{
    return board_of(c, &c->outlook.known, 0, out, e);
}

/* The question whether something about a unit, or about what a leader is in charge of, is one's own. */
static bool allows_unit(const Call *c, Permission p, const char *unit, const char *leader)
{
    Unit u;
    Scope asked = {.unit = true, .leader = leader};

    if (*unit && unit_of_code(&c->city, unit, &u)) {
        asked.department = u.kind == UNIT_DEPARTMENT ? unit : NULL;
        asked.area = u.kind == UNIT_AREA ? unit : NULL;
    }
    return call_allows(c, p, &asked);
}

bool call_sees_task(const void *call, const Task *t)
{
    const Call *c = call;

    if (call_allows(c, READ_TASKS, NULL))
        return true;
    if (!t->issued_on) /* a draft is the office's */
        return false;
    if (allows_unit(c, READ_TASKS, t->card.lead, t->card.leader))
        return true;
    for (size_t i = 0; i < t->card.n_supporting; i++)
        if (allows_unit(c, READ_TASKS, t->card.supporting[i], NULL))
            return true;
    return false;
}

/* May the caller take the step? By who it is that takes it. */
static bool may_step(const Call *c, TaskVerb verb, const char *unit)
{
    switch (task_verb(verb)->party) {
    case PARTY_OFFICE:
        return call_allows(c, DEPLOY, NULL);
    case PARTY_LEAD:
    case PARTY_SUPPORTING:
        return allows_unit(c, REPORT, unit, NULL);
    case PARTY_LEADER:
        return allows_unit(c, REPORT, "", unit);
    case PARTY_CLOCK:
    case TASK_PARTIES:
        break;
    }
    return false;
}

/* ---- the board ---- */

static bool is_of_unit(const Task *t, const char *unit)
{
    for (size_t i = 0; i < t->card.n_supporting; i++)
        if (strcmp(t->card.supporting[i], unit) == 0)
            return true;
    return strcmp(t->card.lead, unit) == 0;
}

static bool is_wanted(const Call *c, const TaskBoard *b, const Task *t)
{
    const char *unit = call_value(c, "unit"), *q = call_value(c, "q");
    bool open = task_state_is_open(t->state);

    if (unit && !is_of_unit(t, unit))
        return false;
    if (call_says_yes(c, "open") && !open)
        return false;
    if (call_says_yes(c, "late") && !(open && t->card.due_on < b->today))
        return false;
    if (call_says_yes(c, "mine") && !allows_unit(c, REPORT, t->card.lead, t->card.leader) &&
        !(call_allows(c, DEPLOY, NULL) && open))
        return false;
    return !q || strstr(t->card.title, q) || strstr(t->card.sentence, q);
}

bool get_tasks(Call *c, Err *e)
{
    TaskBoard b;

    TRY(call_board(c, &b, e));
    for (size_t i = 0; i < b.tasks.n; i++)
        if (call_sees_task(c, &b.tasks.items[i]) && is_wanted(c, &b, &b.tasks.items[i]))
            task_row(&c->viewer, &b, &b.tasks.items[i], &c->rows);
    return true;
}

/* ---- one task ---- */

static bool find_task(Call *c, const TaskBoard *b, int64_t id, const Task **out, Err *e)
{
    *out = tasks_find(&b->tasks, id);
    if (!*out)
        return ERR(e, ERR_NOT_FOUND, "没有第 %lld 号事项", "there is no task %lld", (long long)id);
    return call_sees_task(c, *out) || ERR(e, ERR_FORBIDDEN, "第 %lld 号事项不在本账户的范围内",
                                          "task %lld is not in the reach of this account", (long long)id);
}

static bool tell_task(Call *c, const TaskBoard *b, int64_t id, Err *e)
{
    TaskShown x = {0};
    TaskStep *steps;
    size_t kept = 0;

    TRY(find_task(c, b, id, &x.task, e));
    x.n_steps = task_steps(b, x.task, c->viewer.arena, &steps);
    for (size_t i = 0; i < x.n_steps; i++)
        if (may_step(c, steps[i].verb, steps[i].unit))
            steps[kept++] = steps[i];
    x.steps = steps;
    x.n_steps = kept;
    return task_json(&c->viewer, b, &x, &c->json, e);
}

bool get_task(Call *c, Err *e)
{
    TaskBoard b;

    TRY(call_board(c, &b, e));
    return tell_task(c, &b, (int64_t)call_count(c, "id", 0), e);
}

bool get_task_file(Call *c, Err *e)
{
    const char *wanted = call_value(c, "sha256");
    const Task *t;
    TaskBoard b;
    Str bytes;

    TRY(call_board(c, &b, e) && find_task(c, &b, (int64_t)call_count(c, "id", 0), &t, e));
    for (size_t i = 0; i < t->n; i++)
        for (size_t k = 0; k < t->events[i].n_files; k++) {
            const TaskFile *f = &t->events[i].files[k];
            if (strcmp(f->sha256, wanted) != 0)
                continue;
            TRY(evidence_load(c->reader->s, c->city.id, wanted, c->viewer.arena, &bytes, e));
            buf_add(c->file, bytes.s, bytes.n);
            c->file_name = f->name;
            return true;
        }
    return ERR(e, ERR_NOT_FOUND, "第 %lld 号事项没有这个文件", "task %lld has no such file",
               (long long)t->id);
}

/* ---- cards ---- */

typedef struct CardFaults {
    Lang lang;
    Buf *text;
} CardFaults;

static void card_fault(CardFaults *f, const char *zh, const char *en, const char *found)
{
    buf_str(f->text, f->text->n ? TEXT(f->lang, "；", "; ") : "");
    buf_printf(f->text, TEXT(f->lang, zh, en), found);
}

bool body_task_card(Call *c, const Body *b, TaskCard *out, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(ERR_MSG_MAX / 2);
    CardFaults f = {e->lang, &text};
    const char *rhythm = body_text(b, "rhythm"), *due = body_text(b, "due_on");
    const char *urgency = body_text(b, "urgency"), *serves = body_text(b, "serves");

    *out = (TaskCard){.meeting = body_int(b, "meeting"),
                      .sentence_at = body_has(b, "sentence_at") ? (int)body_int(b, "sentence_at") : -1,
                      .sentence = body_text(b, "sentence"),
                      .title = body_text(b, "title"),
                      .serves_code = body_text(b, "serves_code"),
                      .lead = body_text(b, "lead"),
                      .leader = body_text(b, "leader"),
                      .measure = body_text(b, "measure")};
    out->n_supporting = text_split(c->viewer.arena, body_text(b, "supporting"), &out->supporting);
    if (*serves && !task_serves_parse(serves, &out->serves))
        card_fault(&f, "serves 应为 none、indicator、project、risk 或 request，而不是“%.40s”",
                   "serves must be none, indicator, project, risk or request, not \"%.40s\"", serves);
    if (*urgency && !task_urgency_parse(urgency, &out->urgency))
        card_fault(&f, "urgency 应为 normal 或 urgent，而不是“%.40s”",
                   "urgency must be normal or urgent, not \"%.40s\"", urgency);
    if (*rhythm && !rhythm_parse(rhythm, &out->rhythm))
        card_fault(&f, "rhythm 应为 none、weekly:1..7 或 monthly:1..31，而不是“%.40s”",
                   "rhythm must be none, weekly:1..7 or monthly:1..31, not \"%.40s\"", rhythm);
    if (*due && !date_parse(str_of(due), &out->due_on))
        card_fault(&f, "due_on 应为日期，如 2021-11-30，而不是“%.40s”",
                   "due_on must be a date such as 2021-11-30, not \"%.40s\"", due);
    return !text.n || ERR(e, ERR_INVALID, "%s", "%s", buf_cstr(&text));
}

TaskWorld call_task_world(Call *c)
{
    return (TaskWorld){.s = c->s, .city = &c->city, .catalogue = &c->catalogue};
}

/* ---- writing ---- */

/* Does it with the rules of supervision at hand, and tells the task as it is then. */
static bool do_and_tell(Call *c, const TaskDeed *deed, Err *e)
{
    const Intake by = call_intake(c);
    TaskWorld w = call_task_world(c);
    Supervision rules;
    TaskBoard b;
    Task t;

    TRY(supervision_load(c->s, c->city.id, 0, c->viewer.arena, &rules, e));
    w.supervision = &rules;
    TRY(task_do(&w, &by, deed, c->viewer.arena, &t, e) && call_board_now(c, &b, e));
    return tell_task(c, &b, t.id, e);
}

bool post_task(Call *c, Err *e)
{
    TaskCard card;
    TaskDeed deed = {.verb = TASK_REGISTER, .card = &card, .value = NAN};

    TRY(write_state(c, e) && body_task_card(c, c->body, &card, e));
    return do_and_tell(c, &deed, e);
}

bool put_task(Call *c, Err *e)
{
    TaskCard card;
    TaskDeed deed = {
        .task = (int64_t)call_count(c, "id", 0), .verb = TASK_AMEND, .card = &card, .value = NAN};

    TRY(write_state(c, e) && body_task_card(c, c->body, &card, e));
    return do_and_tell(c, &deed, e);
}

static void read_files(Call *c, TaskDeed *deed)
{
    deed->n_files = body_rows(c->body, "files");
    TaskFile *files = NEW_N(c->viewer.arena, TaskFile, deed->n_files + 1);

    for (size_t i = 0; i < deed->n_files; i++) {
        const Body *b = body_item(c->body, "files", i, c->viewer.arena);
        files[i] = (TaskFile){.name = body_text(b, "name"), .sha256 = body_text(b, "sha256")};
    }
    deed->files = files;
}

static bool read_parts(Call *c, TaskDeed *deed, Err *e)
{
    deed->n_parts = body_rows(c->body, "parts");
    TaskCard *parts = NEW_N(c->viewer.arena, TaskCard, deed->n_parts + 1);

    for (size_t i = 0; i < deed->n_parts; i++)
        TRY(body_task_card(c, body_item(c->body, "parts", i, c->viewer.arena), &parts[i], e));
    deed->parts = parts;
    return true;
}

static bool read_figure(const char *text, double *out, Err *e)
{
    Decimal d;
    bool lossy;

    *out = NAN;
    if (!*text)
        return true;
    if (!decimal_parse(str_of(text), &d, &lossy))
        return ERR(e, ERR_INVALID, "value 应为一个数，而不是“%.40s”", "value must be a number, not \"%.40s\"",
                   text);
    *out = d.value;
    return true;
}

static bool read_deed(Call *c, TaskDeed *deed, Err *e)
{
    const char *verb = body_text(c->body, "verb"), *date = body_text(c->body, "date");

    *deed = (TaskDeed){.task = (int64_t)call_count(c, "id", 0),
                       .unit = body_text(c->body, "unit"),
                       .text = body_text(c->body, "text"),
                       .value_unit = body_text(c->body, "value_unit"),
                       .other = body_int(c->body, "other")};
    if (!task_verb_parse(verb, &deed->verb) || deed->verb == TASK_REGISTER || deed->verb == TASK_AMEND ||
        deed->verb >= TASK_REMIND)
        return ERR(e, ERR_INVALID, "没有办理步骤“%.40s”；接口说明列出了所有步骤",
                   "there is no step \"%.40s\"; the reference lists all of them", verb);
    if (*date && !date_parse(str_of(date), &deed->date))
        return ERR(e, ERR_INVALID, "date 应为日期，如 2021-11-30，而不是“%.40s”",
                   "date must be a date such as 2021-11-30, not \"%.40s\"", date);
    TRY(read_figure(body_text(c->body, "value"), &deed->value, e));
    read_files(c, deed);
    return read_parts(c, deed, e);
}

bool post_task_step(Call *c, Err *e)
{
    TaskDeed deed;
    TaskBoard b;
    const Task *t;

    TRY(write_state(c, e) && read_deed(c, &deed, e) && call_board_now(c, &b, e));
    TRY(find_task(c, &b, deed.task, &t, e));
    if (!*deed.unit && task_verb(deed.verb)->party == PARTY_LEAD)
        deed.unit = t->card.lead;
    if (!*deed.unit && task_verb(deed.verb)->party == PARTY_LEADER)
        deed.unit = t->card.leader;
    if (!may_step(c, deed.verb, deed.unit))
        return ERR(e, ERR_FORBIDDEN, "本账户不能代表“%.64s”%s",
                   "this account may not do that for \"%.64s\": %s",
                   *deed.unit ? deed.unit : task_party_name(PARTY_OFFICE, e->lang),
                   task_verb_name(deed.verb, e->lang));
    return do_and_tell(c, &deed, e);
}

bool post_evidence(Call *c, Err *e)
{
    const Principal *p = &c->passage->who.principal;
    const Intake by = call_intake(c);
    const Str *body = &c->passage->request->body;
    char sha256[SHA256_HEX];

    if (!access_begins(p, DEPLOY, ABOUT_ROWS) && !access_begins(p, REPORT, ABOUT_ROWS))
        return ERR(e, ERR_FORBIDDEN, "本账户不办理事项，不能上传佐证",
                   "this account works on no task, and can give no evidence");
    TRY(evidence_add(c->s, &by, *body, sha256, e));
    json_begin_object(&c->json);
    json_put_text(&c->json, "name", call_value(c, "file"));
    json_put_text(&c->json, "sha256", sha256);
    json_put_int(&c->json, "bytes", (int64_t)body->n);
    json_end_object(&c->json);
    return true;
}

/* ---- the board of supervision ---- */

bool get_supervision(Call *c, Err *e)
{
    SupervisionBoard x;
    TaskBoard b;

    TRY(call_board(c, &b, e));
    supervision_board(&c->viewer, &b, &x);
    if (c->format == FORMAT_JSON)
        supervision_json(&c->viewer, &b, &x, &c->json);
    else
        supervision_rows(&x, &c->rows);
    return true;
}
