/* meeting: minutes, the decisions of them, and issuing those. */
#include <string.h>

#include "base/limits.h"
#include "cli/acting.h"
#include "cli/import_text.h"
#include "cli/json_out.h"
#include "cli/list_out.h"
#include "cli/reading.h"
#include "exchange/file.h"
#include "render/text_table.h"
#include "view/import_report.h"
#include "view/meetings.h"
#include "view/units.h"

enum { WIDTH = 110 };

static bool board_open(Cli *c, Reading *r, TaskBoard *b, Err *e)
{
    TRY(reading_open(c, r, e));
    int today = r->known.as_of ? r->known.as_of : cli_today();
    return task_board_load(&r->known, &r->catalogue, today, c->arena, b, e);
}

bool run_meeting_list(Cli *c, Err *e)
{
    const TableColumn columns[] = {{TEXT(c->lang, "编号", "no."), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "日期", "held on"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "会议", "meeting"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "决定", "decisions"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "交办", "issued"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "销号", "closed"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "逾期", "late"), ALIGN_RIGHT, false}};
    static const char *const shown[] = {"id", "held_on", "title", "decisions", "issued", "closed", "late"};
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    ListFormat format;
    TaskBoard b;

    TRY(list_format(c, &format, e) && board_open(c, &r, &b, e));
    for (size_t i = b.n_meetings; i-- > 0;)
        meeting_row(VIEWER(c), &b, &b.meetings[i], &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));
    for (size_t i = 0; i < rows.n; i++) {
        text_table_row(t);
        for (size_t k = 0; k < COUNT(shown); k++)
            text_table_cell(t, TONE_PLAIN, row_field(&rows.items[i], shown[k])->text);
    }
    text_table_write(t, WIDTH, c->colour, &out);
    return cli_write_to(c, &out, e);
}

static void meeting_text(const Cli *c, const TaskBoard *b, const Meeting *m, Buf *out)
{
    SentenceSpan *spans;
    size_t n = meeting_sentences(m, b->city, c->arena, &spans);

    buf_printf(out, "%lld  %s  %s%s\n", (long long)m->id, show_date(c->arena, m->held_on), m->title,
               m->sample ? TEXT(c->lang, "（样本）", " (sample)") : "");
    for (size_t i = 0; i < n; i++) {
        const SentenceSpan *s = &spans[i];
        buf_printf(out, "%s %.*s", s->likely ? TEXT(c->lang, "★", "*") : " ", (int)s->n, m->minutes + s->at);
        for (size_t k = 0; k < b->tasks.n; k++)
            if (b->tasks.items[k].card.meeting == m->id && b->tasks.items[k].card.sentence_at == (int)s->at)
                buf_printf(out, TEXT(c->lang, " → 第 %lld 号事项", " → task %lld"),
                           (long long)b->tasks.items[k].id);
        if (s->likely && *s->lead)
            buf_printf(out, "  [%s %s]", unit_label(b->city, s->lead, c->lang),
                       show_date(c->arena, s->due_on));
        buf_char(out, '\n');
    }
}

bool run_meeting_show(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Json j = cli_json_to(&out);
    TaskBoard b;
    int64_t id;

    TRY(cli_number(c->operands[0], &id, e) && board_open(c, &r, &b, e));
    const Meeting *m = task_board_meeting(&b, id);
    if (!m)
        return ERR(e, ERR_NOT_FOUND, "没有第 %lld 号会议；qingyu meeting list 列出了所有会议",
                   "there is no meeting %lld; qingyu meeting list lists all of them", (long long)id);
    if (cli_has(c, "json")) {
        meeting_json(VIEWER(c), &b, m, &j);
        return cli_json_write(&j, e);
    }
    meeting_text(c, &b, m, &out);
    return cli_write(&out, e);
}

/* ---- writing ---- */

static bool tell(Cli *c, const Acting *a, int64_t id, const char *done, Err *e)
{
    const View known = {.s = a->s, .city = &a->city};
    Rows rows = {.arena = c->arena};
    Catalogue catalogue;
    TaskBoard b;

    TRY(catalogue_load(a->s, &a->city, c->arena, &catalogue, e));
    TRY(task_board_load(&known, &catalogue, cli_today(), c->arena, &b, e));
    meeting_row(VIEWER(c), &b, task_board_meeting(&b, id), &rows);
    return cli_tell(c, &rows, done, e);
}

static const char *option(const Cli *c, const char *name)
{
    const char *v = cli_value(c, name);

    return v ? v : "";
}

bool run_meeting_add(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    Meeting m = {.kind = cli_value(c, "kind") ? cli_value(c, "kind") : "other",
                 .title = option(c, "title"),
                 .period = option(c, "period"),
                 .agenda = "",
                 .minutes = ""};
    Str minutes = STR("");

    TRY(cli_date(c, "date", &m.held_on, e));
    if (cli_value(c, "input"))
        TRY(file_read(cli_value(c, "input"), MEETING_TEXT_MAX, c->arena, &minutes, e));
    m.minutes = str_dup(c->arena, minutes);
    TRY(acting_open(c, &a, e) && meeting_put(a.s, &a.intake, &m, c->arena, e));
    return tell(
        c, &a, m.id,
        arena_printf(c->arena,
                     TEXT(c->lang, "第 %lld 号会议，审计第 %lld 条\n", "meeting %lld, audit entry %lld\n"),
                     (long long)m.id, (long long)m.audit_seq),
        e);
}

static bool acting_world(Cli *c, Acting *a, TaskWorld *w, Err *e)
{
    Catalogue *catalogue = NEW(c->arena, Catalogue);

    TRY(acting_open(c, a, e) && catalogue_load(a->s, &a->city, c->arena, catalogue, e));
    a->intake.known_on = cli_today();
    *w = (TaskWorld){.s = a->s, .city = &a->city, .catalogue = catalogue};
    return true;
}

bool run_meeting_issue(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    TaskWorld w;
    int64_t id;
    size_t n;

    TRY(cli_number(c->operands[0], &id, e) && acting_world(c, &a, &w, e));
    TRY(meeting_issue(&w, &a.intake, id, c->arena, &n, e));
    return tell(c, &a, id,
                arena_printf(c->arena, TEXT(c->lang, "已交办 %zu 项\n", "%zu tasks were issued\n"), n), e);
}

static void tell_findings(const Findings *fs, Buf *out)
{
    for (size_t i = 0; i < fs->n; i++) {
        finding_line(&fs->items[i], fs->lang, out);
        buf_char(out, '\n');
    }
}

bool run_meeting_import(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    AUTO(table_close) TableReader *t = NULL;
    AUTO(buf_free) Buf out = cli_buf();
    Findings fs = {.arena = c->arena, .lang = c->lang, .file = c->operands[1], .sheet = ""};
    MeetingImport x = {.findings = &fs, .dry_run = cli_has(c, "dry-run")};
    TaskWorld w;

    TRY(cli_number(c->operands[0], &x.meeting, e) && table_open(c->operands[1], &t, e));
    x.table = t;
    TRY(acting_world(c, &a, &w, e));
    bool ok = meeting_import(&w, &a.intake, &x, e);
    tell_findings(&fs, &out);
    if (ok)
        buf_printf(&out,
                   x.dry_run
                       ? TEXT(c->lang, "只检查：可登记 %zu 项\n", "checked only: %zu could be registered\n")
                       : TEXT(c->lang, "登记了 %zu 项决定事项；qingyu meeting issue %lld 交办\n",
                              "%zu decisions were registered; qingyu meeting issue %lld issues them\n"),
                   x.n, (long long)x.meeting);
    Err writing = {.lang = c->lang};
    return cli_write(&out, ok ? e : &writing) && ok;
}
