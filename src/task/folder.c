#include "task/folder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "city/records.h"
#include "exchange/file.h"

static const CityColumn meeting_columns[] = {
    {"kind", RULE_CHOICE, true, false, "analysis executive special other", NULL},
    {"title", RULE_TEXT, true, true, NULL, NULL},
    {"period", RULE_TEXT, false, false, NULL, NULL},
    {"held_on", RULE_DATE, true, true, NULL, NULL},
    {"agenda", RULE_TEXT, false, false, NULL, NULL},
    {"sample", RULE_CHOICE, true, false, "yes no", NULL},
};
static const CityColumn step_columns[] = {
    {"decision", RULE_TEXT, true, false, NULL, NULL},    {"on", RULE_DATE, true, false, NULL, NULL},
    {"by", RULE_TEXT, true, false, NULL, NULL},          {"verb", RULE_CODE, true, false, NULL, NULL},
    {"unit", RULE_CODE, false, false, NULL, NULL},       {"text", RULE_TEXT, false, false, NULL, NULL},
    {"date", RULE_DATE, false, false, NULL, NULL},       {"value", RULE_NUMBER, false, false, NULL, NULL},
    {"value_unit", RULE_TEXT, false, false, NULL, NULL}, {"parts", RULE_TEXT, false, false, NULL, NULL},
    {"into", RULE_TEXT, false, false, NULL, NULL},
};
static const CityTable meeting_table = {
    .kind = "meeting", .columns = meeting_columns, .n = COUNT(meeting_columns)};
static const CityTable step_table = {.kind = "steps", .columns = step_columns, .n = COUNT(step_columns)};

typedef struct Folder {
    const TaskWorld *w;
    const Intake *in;
    const char *path;
    Arena *a;
    MeetingFolder *out;
    int64_t first; /* number of the first decision's task */
} Folder;

static const char *file_in(const Folder *f, const char *name)
{
    return arena_printf(f->a, "%s/%s", f->path, name);
}

static bool refused(const Folder *f, Err *e)
{
    size_t n = f->out->findings.n_faults;

    return !n || ERR(e, ERR_REFUSED, "%s 有 %zu 处错误，什么都没有存入；改正后重新导入",
                     "%s has %zu fault(s); nothing was stored; correct them and import again", f->path, n);
}

static bool read_table(const Folder *f, const CityTable *t, const char *name, Records *out, Err *e)
{
    AUTO(table_close) TableReader *r = NULL;

    f->out->findings.file = file_in(f, name);
    return table_open(file_in(f, name), &r, e) && table_select(r, 0, e) &&
           records_read(r, t, &f->out->findings, f->a, out, e);
}

/* ---- the meeting ---- */

static bool find_same(const Folder *f, const Meeting *m, Err *e)
{
    Meeting *all;
    size_t n;

    TRY(meeting_list(f->w->s, f->in->city, f->a, &all, &n, e));
    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].title, m->title) == 0 && all[i].held_on == m->held_on)
            f->out->meeting = all[i].id;
    return true;
}

static bool take_meeting(const Folder *f, const Records *r, Err *e)
{
    Str minutes;
    Meeting m = {.kind = RECORD(r, 0, "kind"),
                 .title = RECORD(r, 0, "title"),
                 .period = RECORD(r, 0, "period"),
                 .held_on = date_or_none(RECORD(r, 0, "held_on")),
                 .agenda = RECORD(r, 0, "agenda"),
                 .sample = strcmp(RECORD(r, 0, "sample"), "yes") == 0};

    TRY(find_same(f, &m, e));
    f->out->is_to_come = m.held_on > f->in->known_on;
    if (f->out->meeting || f->out->is_to_come)
        return true;
    TRY(file_read(file_in(f, "minutes.txt"), MEETING_TEXT_MAX, f->a, &minutes, e));
    m.minutes = minutes.s;
    TRY(meeting_put_within(f->w->s, f->in, &m, f->a, e));
    f->out->meeting = m.id;
    return f->out->is_new = true;
}

static bool take_decisions(Folder *f, int held_on, Err *e)
{
    AUTO(table_close) TableReader *t = NULL;
    MeetingImport x = {.meeting = f->out->meeting, .findings = &f->out->findings};
    Intake in = *f->in;
    Tasks before;

    in.known_on = held_on;
    f->out->findings.file = file_in(f, "decisions.csv");
    TRY(tasks_load(f->w->s, f->in->city, 0, f->a, &before, e));
    f->first = before.n ? before.items[before.n - 1].id + 1 : 1;
    TRY(table_open(f->out->findings.file, &t, e));
    x.table = t;
    TRY(meeting_import_within(f->w, &in, &x, e));
    f->out->n_decisions = x.n;
    return true;
}

/* ---- steps ---- */

/* "32" or "32.1": a decision, or the part of one. 0: there is none. */
static bool task_of(const Folder *f, const char *ref, int64_t *out, Err *e)
{
    char *rest;
    long row = strtol(ref, &rest, 10), part = *rest == '.' ? strtol(rest + 1, &rest, 10) : 0;
    Task t;

    *out = 0;
    if (*rest || row < 1 || (size_t)row > f->out->n_decisions || part < 0)
        return true;
    *out = f->first + row - 1;
    if (!part)
        return true;
    TRY(task_load(f->w->s, &(TaskKey){f->in->city, *out, 0}, f->a, &t, e));
    *out = 0;
    for (size_t i = 0; i < t.n; i++)
        if (t.events[i].n_parts >= (size_t)part)
            *out = t.events[i].parts[part - 1];
    return true;
}

/* "330182104:title;330182102:title" */
static void read_parts(const Folder *f, const char *text, TaskDeed *deed)
{
    const char **items;

    deed->n_parts = text_split(f->a, text, &items);
    TaskCard *parts = NEW_N(f->a, TaskCard, deed->n_parts + 1);
    for (size_t i = 0; i < deed->n_parts; i++) {
        const char *colon = strchr(items[i], ':');
        parts[i] =
            (TaskCard){.sentence_at = -1,
                       .sentence = "",
                       .lead = colon ? arena_strndup(f->a, items[i], (size_t)(colon - items[i])) : items[i],
                       .title = colon ? colon + 1 : "",
                       .serves_code = "",
                       .leader = "",
                       .measure = ""};
    }
    deed->parts = parts;
}

/* What is wrong with the row is a finding; false only for failures of the machine. */
static bool take_step(const Folder *f, const Records *r, size_t i, Err *e)
{
    Findings *fs = &f->out->findings;
    Intake in = *f->in;
    Err why = {.lang = e->lang};
    TaskDeed deed = {.unit = RECORD(r, i, "unit"),
                     .text = RECORD(r, i, "text"),
                     .date = date_or_none(RECORD(r, i, "date")),
                     .value = *RECORD(r, i, "value") ? strtod(RECORD(r, i, "value"), NULL) : (double)NAN,
                     .value_unit = RECORD(r, i, "value_unit")};
    Place at = records_place(r, i, records_column(r->table, "verb"));
    Task t;

    in.by = RECORD(r, i, "by");
    in.known_on = date_or_none(RECORD(r, i, "on"));
    TRY(task_of(f, RECORD(r, i, "decision"), &deed.task, e) &&
        task_of(f, RECORD(r, i, "into"), &deed.other, e));
    if (!deed.task)
        FINDING(fs, FAULT, records_place(r, i, 0), "unknown-decision", RECORD(r, i, "decision"),
                "decisions.csv 没有这一项", "decisions.csv has no such decision");
    else if (!task_verb_parse(RECORD(r, i, "verb"), &deed.verb) || deed.verb == TASK_REGISTER ||
             deed.verb == TASK_AMEND)
        FINDING(fs, FAULT, at, "unknown-step", RECORD(r, i, "verb"), "没有这个步骤", "there is no such step");
    else {
        read_parts(f, RECORD(r, i, "parts"), &deed);
        if (task_do_within(f->w, &in, &deed, f->a, &t, &why))
            return true;
        if (why.kind == ERR_IO || why.kind == ERR_DB) {
            *e = why;
            return false;
        }
        FINDING(fs, FAULT, at, "refused-step", RECORD(r, i, "verb"), "%s", "%s", why.msg);
    }
    return true;
}

static bool take_steps(const Folder *f, Err *e)
{
    Records r;

    if (access(file_in(f, "steps.csv"), F_OK) != 0)
        return true;
    TRY(read_table(f, &step_table, "steps.csv", &r, e) && refused(f, e));
    for (size_t i = 0; i < r.n; i++)
        TRY(take_step(f, &r, i, e));
    f->out->n_steps = r.n;
    return refused(f, e);
}

bool meeting_folder_import(const TaskWorld *w, const Intake *in, const char *folder, Arena *a,
                           MeetingFolder *out, Err *e)
{
    Folder f = {.w = w, .in = in, .path = folder, .a = a, .out = out};
    Records r;

    *out = (MeetingFolder){.findings = {.arena = a, .lang = e->lang, .sheet = ""}};
    TRY(store_begin(w->s, e));
    AUTO(transaction_end) Transaction t = w->s;
    TRY(read_table(&f, &meeting_table, "meeting.csv", &r, e) && refused(&f, e));
    if (r.n != 1)
        return ERR(e, ERR_INVALID, "%s/meeting.csv 应有一行，有 %zu 行",
                   "%s/meeting.csv must have one row and has %zu", folder, r.n);
    TRY(take_meeting(&f, &r, e));
    if (!out->is_new)
        return true;
    TRY(take_decisions(&f, date_or_none(RECORD(&r, 0, "held_on")), e) && take_steps(&f, e));
    return store_commit(w->s, e);
}
