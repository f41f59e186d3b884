/* task, supervision: the board, one task, and every step of its life. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "cli/acting.h"
#include "cli/json_out.h"
#include "cli/list_out.h"
#include "cli/reading.h"
#include "exchange/file.h"
#include "render/text_table.h"
#include "task/evidence.h"
#include "view/meetings.h"
#include "view/units.h"

enum { WIDTH = 120 };

typedef struct Looking {
    Reading r;
    TaskBoard b;
} Looking;

static void looking_close(Looking *l)
{
    reading_close(&l->r);
}

static bool looking_open(Cli *c, Looking *l, Err *e)
{
    TRY(reading_open(c, &l->r, e));
    int today = l->r.known.as_of ? l->r.known.as_of : cli_today();
    return task_board_load(&l->r.known, &l->r.catalogue, today, c->arena, &l->b, e);
}

/* ---- task list ---- */

static Tone lamp_tone(TaskLamp l)
{
    return l == LAMP_RED ? TONE_BAD : l == LAMP_YELLOW ? TONE_FAIR : l == LAMP_GREEN ? TONE_GOOD : TONE_DIM;
}

static const char *field(const Row *r, const char *name)
{
    return row_field(r, name)->text;
}

static bool has(const char *list, const char *code)
{
    size_t n = strlen(code);

    for (const char *at = list; (at = strstr(at, code)); at += n)
        if ((at == list || at[-1] == ';') && (at[n] == ';' || at[n] == '\0'))
            return true;
    return false;
}

/* The rows that the options leave. */
static void filter(const Cli *c, const TaskBoard *b, Rows *rows)
{
    static const char *const exact[] = {"state", "lamp", "leader", "urgency", "meeting"};
    const char *unit = cli_value(c, "unit");
    size_t kept = 0;

    for (size_t k = 0; k < COUNT(exact); k++)
        if (cli_value(c, exact[k]))
            rows_keep(rows, exact[k], cli_value(c, exact[k]));
    for (size_t i = 0; i < rows->n; i++) {
        const Row *r = &rows->items[i];
        const Task *t = tasks_find(&b->tasks, strtoll(field(r, "id"), NULL, 10));
        bool open = task_state_is_open(t->state);
        if (cli_has(c, "late") && !(open && t->card.due_on < b->today))
            continue;
        if (cli_has(c, "open") && !open)
            continue;
        if (unit && strcmp(field(r, "lead"), unit) != 0 && strcmp(field(r, "lead_name"), unit) != 0 &&
            !has(field(r, "supporting"), unit))
            continue;
        rows->items[kept++] = *r;
    }
    rows->n = kept;
}

static const char *time_left(const Cli *c, const Row *r)
{
    const char *left = field(r, "days_left"), *late = field(r, "late_days");

    if (strcmp(late, "0") != 0)
        return arena_printf(c->arena, TEXT(c->lang, "逾期%s天", "%s d late"), late);
    return *left ? arena_printf(c->arena, TEXT(c->lang, "还有%s天", "%s d left"), left) : "";
}

static void board_table(const Cli *c, const TaskBoard *b, const Rows *rows, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "编号", "no."), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "灯", "light"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "事项", "task"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "牵头单位", "lead"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "状态", "state"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "时限", "due"), ALIGN_LEFT, false},
                                   {"", ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "督办单", "slip"), ALIGN_LEFT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < rows->n; i++) {
        const Row *r = &rows->items[i];
        const Task *task = tasks_find(&b->tasks, strtoll(field(r, "id"), NULL, 10));
        Lamp lamp;
        task_lamp(&b->rules, task, b->today, c->lang, c->arena, &lamp);
        text_table_row(t);
        text_table_cell(t, TONE_PLAIN, field(r, "id"));
        text_table_cell(t, lamp_tone(lamp.lamp), field(r, "lamp_name"));
        text_table_cellf(t, TONE_PLAIN, "%s%s", field(r, "title"),
                         task->card.sample ? TEXT(c->lang, "（样）", " (s)") : "");
        text_table_cell(t, TONE_PLAIN, field(r, "lead_name"));
        text_table_cell(t, TONE_PLAIN, field(r, "state_name"));
        text_table_cell(t, TONE_PLAIN, field(r, "due_on"));
        text_table_cell(t, lamp.late_days ? TONE_BAD : TONE_DIM, time_left(c, r));
        text_table_cell(t, TONE_PLAIN, slip_name(task->slip, c->lang));
    }
    text_table_write(t, WIDTH, c->colour, out);
}

bool run_task_list(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(looking_close) Looking l = {0};
    Rows rows = {.arena = c->arena};
    ListFormat format;

    TRY(list_format(c, &format, e) && looking_open(c, &l, e));
    for (size_t i = 0; i < l.b.tasks.n; i++)
        task_row(VIEWER(c), &l.b, &l.b.tasks.items[i], &rows);
    filter(c, &l.b, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    board_table(c, &l.b, &rows, &out);
    buf_printf(&out, TEXT(c->lang, "%zu 项，截至 %s\n", "%zu tasks as of %s\n"), rows.n,
               show_date(c->arena, l.b.today));
    return cli_write_to(c, &out, e);
}

/* ---- task show ---- */

static void line(const Cli *c, Buf *out, const char *zh, const char *en, const char *text)
{
    if (*text)
        buf_printf(out, "%s%s%s\n", TEXT(c->lang, zh, en), TEXT(c->lang, "：", ": "), text);
}

static void event_line(const Cli *c, const TaskBoard *b, const TaskEvent *ev, Buf *out)
{
    const char *who = task_verb(ev->verb)->party == PARTY_LEADER ? leader_label(b->city, ev->unit, c->lang)
                                                                 : unit_label(b->city, ev->unit, c->lang);

    buf_printf(out, "  %s  %s", show_date(c->arena, ev->on), task_verb_name(ev->verb, c->lang));
    if (*ev->colour)
        buf_printf(out, " [%s]", slip_name(ev->colour, c->lang));
    buf_printf(out, "  %s%s%s", who, *who ? " " : "", ev->by);
    if (ev->date)
        buf_printf(out, " → %s", show_date(c->arena, ev->date));
    if (!isnan(ev->value))
        buf_printf(out, "  %s%s", show(c->arena, ev->value, 2), ev->value_unit);
    buf_printf(out, "%s%s\n", *ev->text ? "  " : "", ev->text);
    for (size_t i = 0; i < ev->n_files; i++)
        buf_printf(out, "              %s (%lld B, SHA-256 %.12s...)\n", ev->files[i].name,
                   (long long)ev->files[i].bytes, ev->files[i].sha256);
}

static void effect_line(const Cli *c, const TaskEffect *x, Buf *out)
{
    char from[PERIOD_TEXT_MAX], to[PERIOD_TEXT_MAX];

    period_title(x->from, x->basis, c->lang, from);
    period_title(x->to, x->basis, c->lang, to);
    buf_printf(out, "%s%s", TEXT(c->lang, "问效：", "effect: "), indicator_name(x->indicator, c->lang));
    if (x->growth_from && x->growth_to)
        buf_printf(out,
                   TEXT(c->lang, " %s同比%s%% → %s同比%s%%，%s个百分点", " %s %s%% → %s %s%%, %s points"),
                   from, show_signed(c->arena, x->growth_from->value, 1), to,
                   show_signed(c->arena, x->growth_to->value, 1),
                   show_signed(c->arena, x->growth_to->value - x->growth_from->value, 1));
    else if (x->level_to)
        buf_printf(out, " %s %s%s", to, show(c->arena, x->level_to->value, x->level_to->decimals),
                   x->indicator->unit);
    buf_str(out, "\n");
}

static bool task_text(const Cli *c, const TaskBoard *b, const Task *t, Buf *out, Err *e)
{
    TaskEffect x;
    bool found;
    Lamp lamp;

    TRY(task_effect(b, t, c->arena, &x, &found, e));
    task_lamp(&b->rules, t, b->today, c->lang, c->arena, &lamp);
    buf_printf(out, "%lld  %s%s\n", (long long)t->id, t->card.title,
               t->card.sample ? TEXT(c->lang, "（样本）", " (sample)") : "");
    line(c, out, "原话", "sentence", t->card.sentence);
    line(c, out, "牵头", "lead", unit_label(b->city, t->card.lead, c->lang));
    line(c, out, "分管", "leader", leader_label(b->city, t->card.leader, c->lang));
    line(c, out, "衡量", "measure", t->card.measure);
    line(c, out, "状态", "state", task_state_name(t->state, c->lang));
    line(c, out, "时限", "due", show_date(c->arena, t->card.due_on));
    if (t->first_due_on && t->first_due_on != t->card.due_on)
        line(c, out, "首次时限", "first due", show_date(c->arena, t->first_due_on));
    for (size_t i = 0; i < lamp.n; i++)
        buf_printf(out, "%s%s%s\n", lamp_name(lamp.reasons[i].lamp, c->lang), TEXT(c->lang, "：", ": "),
                   lamp.reasons[i].text);
    if (found)
        effect_line(c, &x, out);
    for (size_t i = 0; i < t->n; i++)
        event_line(c, b, &t->events[i], out);
    return true;
}

static bool find(const Cli *c, const TaskBoard *b, const Task **out, Err *e)
{
    int64_t id;

    TRY(cli_number(c->operands[0], &id, e));
    *out = tasks_find(&b->tasks, id);
    return *out || ERR(e, ERR_NOT_FOUND, "没有第 %lld 号事项；qingyu task list 列出了所有事项",
                       "there is no task %lld; qingyu task list lists all of them", (long long)id);
}

bool run_task_show(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(looking_close) Looking l = {0};
    Json j = cli_json_to(&out);
    TaskShown x = {0};
    TaskStep *steps;

    TRY(looking_open(c, &l, e) && find(c, &l.b, &x.task, e));
    if (!cli_has(c, "json"))
        return task_text(c, &l.b, x.task, &out, e) && cli_write(&out, e);
    x.n_steps = task_steps(&l.b, x.task, c->arena, &steps);
    x.steps = steps;
    return task_json(VIEWER(c), &l.b, &x, &j, e) && cli_json_write(&j, e);
}

/* ---- writing ---- */

static bool world(Cli *c, Acting *a, TaskWorld *w, Err *e)
{
    Catalogue *catalogue = NEW(c->arena, Catalogue);
    Supervision *rules = NEW(c->arena, Supervision);

    TRY(acting_open(c, a, e) && catalogue_load(a->s, &a->city, c->arena, catalogue, e));
    TRY(supervision_load(a->s, a->city.id, 0, c->arena, rules, e));
    *w = (TaskWorld){.s = a->s, .city = &a->city, .catalogue = catalogue, .supervision = rules};
    return cli_date(c, "on", &a->intake.known_on, e) &&
           (a->intake.known_on || (a->intake.known_on = cli_today()));
}

static const char *option(const Cli *c, const char *name)
{
    const char *v = cli_value(c, name);

    return v ? v : "";
}

/* "indicator:IVA" */
static bool serves_of(Cli *c, TaskCard *card, Err *e)
{
    const char *text = option(c, "serves"), *colon = strchr(text, ':');
    const char *kind = colon ? arena_strndup(c->arena, text, (size_t)(colon - text)) : text;

    card->serves_code = colon ? colon + 1 : "";
    return !*text || task_serves_parse(kind, &card->serves) ||
           ERR(e, ERR_INVALID, "--serves 应如 indicator:IVA、project:P12、risk:R3、request:Q7，而不是“%s”",
               "--serves must be like indicator:IVA, project:P12, risk:R3 or request:Q7, not \"%s\"", text);
}

static bool card_of(Cli *c, TaskCard *card, Err *e)
{
    const char *meeting = option(c, "meeting"), *urgency = option(c, "urgency");

    *card = (TaskCard){.meeting = strtoll(meeting, NULL, 10),
                       .sentence_at = -1,
                       .sentence = option(c, "sentence"),
                       .title = option(c, "title"),
                       .lead = option(c, "lead"),
                       .leader = option(c, "leader"),
                       .measure = option(c, "success")};
    card->n_supporting = text_split(c->arena, option(c, "supporting"), &card->supporting);
    if (*urgency && !task_urgency_parse(urgency, &card->urgency))
        return ERR(e, ERR_INVALID, "--urgency 应为 normal 或 urgent，而不是“%s”",
                   "--urgency must be normal or urgent, not \"%s\"", urgency);
    if (!rhythm_parse(option(c, "rhythm"), &card->rhythm))
        return ERR(e, ERR_INVALID, "--rhythm 应为 none、weekly:1..7 或 monthly:1..31，而不是“%s”",
                   "--rhythm must be none, weekly:1..7 or monthly:1..31, not \"%s\"", option(c, "rhythm"));
    return cli_date(c, "due", &card->due_on, e) && serves_of(c, card, e);
}

static bool tell_done(Cli *c, const TaskWorld *w, const Task *t, Err *e)
{
    Rows rows = {.arena = c->arena};
    TaskBoard b;
    const View known = {.s = w->s, .city = w->city};

    TRY(task_board_load(&known, w->catalogue, cli_today(), c->arena, &b, e));
    task_row(VIEWER(c), &b, t, &rows);
    return cli_tell(c, &rows,
                    arena_printf(c->arena,
                                 TEXT(c->lang, "第 %lld 号事项：%s，审计第 %lld 条\n",
                                      "task %lld: %s, audit entry %lld\n"),
                                 (long long)t->id, task_state_name(t->state, c->lang),
                                 (long long)t->events[t->n - 1].audit_seq),
                    e);
}

bool run_task_add(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    TaskCard card;
    const TaskDeed deed = {.verb = TASK_REGISTER, .card = &card, .value = NAN};
    TaskWorld w;
    Task t;

    TRY(card_of(c, &card, e) && world(c, &a, &w, e));
    TRY(task_do(&w, &a.intake, &deed, c->arena, &t, e));
    return tell_done(c, &w, &t, e);
}

static bool add_files(Cli *c, const TaskWorld *w, const Intake *in, TaskDeed *deed, Err *e)
{
    const char **paths;

    deed->n_files = cli_values(c, "file", &paths);
    TaskFile *files = NEW_N(c->arena, TaskFile, deed->n_files + 1);
    for (size_t i = 0; i < deed->n_files; i++) {
        char *sha256 = NEW_N(c->arena, char, SHA256_HEX);
        const char *slash = strrchr(paths[i], '/');
        Str bytes;
        TRY(file_read(paths[i], EVIDENCE_BYTES_MAX, c->arena, &bytes, e));
        TRY(evidence_add(w->s, in, bytes, sha256, e));
        files[i] = (TaskFile){.name = slash ? slash + 1 : paths[i], .sha256 = sha256};
    }
    deed->files = files;
    return true;
}

static bool deed_of(Cli *c, const TaskBoard *b, TaskDeed *deed, Err *e)
{
    const Task *t;
    const char *value = option(c, "value");
    Decimal d;
    bool lossy;

    *deed = (TaskDeed){.text = option(c, "text"), .value = NAN, .value_unit = ""};
    if (!task_verb_parse(c->operands[1], &deed->verb) || deed->verb == TASK_REGISTER ||
        deed->verb >= TASK_REMIND)
        return ERR(e, ERR_INVALID, "没有步骤“%s”；qingyu help task step 列出了所有步骤",
                   "there is no step \"%s\"; qingyu help task step lists all of them", c->operands[1]);
    if (*value && !decimal_parse(str_of(value), &d, &lossy))
        return ERR(e, ERR_INVALID, "--value 应为一个数，而不是“%s”", "--value must be a number, not \"%s\"",
                   value);
    if (*value)
        deed->value = d.value;
    deed->other = strtoll(option(c, "into"), NULL, 10);
    TRY(cli_number(c->operands[0], &deed->task, e) && cli_date(c, "date", &deed->date, e) &&
        find(c, b, &t, e));
    TaskParty party = task_verb(deed->verb)->party;
    deed->unit = cli_value(c, "unit")    ? cli_value(c, "unit")
                 : party == PARTY_LEAD   ? t->card.lead
                 : party == PARTY_LEADER ? t->card.leader
                                         : "";
    return true;
}

bool run_task_step(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    TaskDeed deed;
    TaskWorld w;
    TaskBoard b;
    Task t;

    TRY(world(c, &a, &w, e));
    const View known = {.s = a.s, .city = &a.city};
    TRY(task_board_load(&known, w.catalogue, cli_today(), c->arena, &b, e) && deed_of(c, &b, &deed, e));
    TRY(add_files(c, &w, &a.intake, &deed, e) && task_do(&w, &a.intake, &deed, c->arena, &t, e));
    return tell_done(c, &w, &t, e);
}

/* ---- supervision ---- */

static void count_line(TextTable *t, const Cli *c, const SupervisionCount *n, const char *name)
{
    text_table_row(t);
    text_table_cell(t, TONE_PLAIN, name);
    text_table_cellf(t, TONE_PLAIN, "%d", n->open);
    text_table_cellf(t, n->late ? TONE_BAD : TONE_DIM, "%d", n->late);
    text_table_cellf(t, n->red ? TONE_BAD : TONE_DIM, "%d", n->red);
    text_table_cellf(t, n->yellow ? TONE_FAIR : TONE_DIM, "%d", n->yellow);
    text_table_cellf(t, TONE_DIM, "%d", n->green);
    text_table_cellf(t, TONE_PLAIN, "%d", n->closed);
    text_table_cell(t, TONE_PLAIN, show(c->arena, supervision_in_time(n), 1));
    text_table_cell(t, TONE_PLAIN, show(c->arena, supervision_average_days(n), 1));
    text_table_cellf(t, TONE_PLAIN, "%d/%d/%d/%d", n->slips[0], n->slips[1], n->slips[2], n->slips[3]);
}

bool run_supervision(Cli *c, Err *e)
{
    const TableColumn columns[] = {{TEXT(c->lang, "单位", "unit"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "在办", "open"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "逾期", "late"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "红", "red"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "黄", "yellow"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "绿", "green"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "销号", "closed"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "按时%", "in time%"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "平均天数", "days"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "单 蓝/黄/橙/红", "slips b/y/o/r"), ALIGN_RIGHT, false}};
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(looking_close) Looking l = {0};
    Rows rows = {.arena = c->arena};
    SupervisionBoard x;
    ListFormat format;

    TRY(list_format(c, &format, e) && looking_open(c, &l, e));
    supervision_board(VIEWER(c), &l.b, &x);
    supervision_rows(&x, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));
    for (size_t i = 0; i < x.n_units; i++)
        count_line(t, c, &x.units[i], x.units[i].name);
    text_table_group(t, TEXT(c->lang, "按分管领导", "by leader"));
    for (size_t i = 0; i < x.n_leaders; i++)
        count_line(t, c, &x.leaders[i], x.leaders[i].name);
    text_table_group(t, "");
    count_line(t, c, &x.all, TEXT(c->lang, "合计", "all"));
    text_table_write(t, WIDTH, c->colour, &out);
    return cli_write_to(c, &out, e);
}
