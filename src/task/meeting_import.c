/* Decisions from a table. Every fault is told with its cell before anything is refused. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "task/card.h"
#include "task/meeting.h"
#include "task/phrase.h"

typedef enum Field {
    COL_SENTENCE,
    COL_TITLE,
    COL_SERVES,
    COL_CODE,
    COL_LEAD,
    COL_SUPPORTING,
    COL_LEADER,
    COL_DUE,
    COL_MEASURE,
    COL_RHYTHM,
    COL_URGENCY,
    COL_SAMPLE,
    COLS,
} Field;

static const struct {
    const char *names[4];
    bool required;
} columns[COLS] = {
    [COL_SENTENCE] = {{"sentence", "原话", "决定原话", "会议决定"}, false},
    [COL_TITLE] = {{"title", "标题", "事项", "督查事项"}, true},
    [COL_SERVES] = {{"serves", "服务", "服务对象"}, false},
    [COL_CODE] = {{"code", "代码", "服务代码"}, false},
    [COL_LEAD] = {{"lead", "牵头单位", "责任单位"}, true},
    [COL_SUPPORTING] = {{"supporting", "配合单位"}, false},
    [COL_LEADER] = {{"leader", "分管领导"}, false},
    [COL_DUE] = {{"due", "完成时限", "时限"}, true},
    [COL_MEASURE] = {{"measure", "衡量标准", "完成标准"}, false},
    [COL_RHYTHM] = {{"rhythm", "反馈频次"}, false},
    [COL_URGENCY] = {{"urgency", "缓急", "紧急程度"}, false},
    [COL_SAMPLE] = {{"sample", "示例"}, false},
};

typedef struct Importing {
    const TaskWorld *w;
    MeetingImport *x;
    Findings *fs;
    Arena *a;
    Meeting meeting;
    Tasks tasks;     /* that are there already */
    size_t at[COLS]; /* column of the file, from 1; 0 when absent */
    size_t header;   /* row of it */
    unsigned told;   /* fields of this row of which a fault was told: bits 1 << Field */
    const TaskCard **cards;
    size_t *rows; /* [n] where each card stands */
    size_t n, cap, cap_rows;
} Importing;

/* ---- header ---- */

static Field field_named(Str name, Arena *a)
{
    const char *half = text_halfwidth(a, str_trim(name));

    for (int f = 0; f < COLS; f++)
        for (size_t k = 0; k < COUNT(columns[f].names) && columns[f].names[k]; k++)
            if (strcasecmp(half, columns[f].names[k]) == 0)
                return (Field)f;
    return COLS;
}

/* A title above the table names at most one thing. */
static bool is_header(const TableRow *row, Arena *a)
{
    size_t known = 0;

    for (size_t i = 0; i < row->n; i++)
        known += field_named(row->cells[i].text, a) != COLS;
    return known >= 2;
}

static void read_names(Importing *m, const TableRow *row)
{
    m->header = row->number;
    for (size_t i = 0; i < row->n; i++) {
        Field f = field_named(row->cells[i].text, m->a);
        Place at = {row->number, i + 1};
        if (f < COLS && !m->at[f])
            m->at[f] = i + 1;
        else if (f < COLS)
            FINDING(m->fs, FAULT, at, "duplicate-column", str_dup(m->a, row->cells[i].text),
                    "这一列出现了两次", "the column occurs twice");
        else if (row->cells[i].text.n)
            FINDING(m->fs, FLAG, at, "unused-column", str_dup(m->a, row->cells[i].text), "这一列没有用到",
                    "this column was not used");
    }
    for (int f = 0; f < COLS; f++)
        if (columns[f].required && !m->at[f])
            FINDING(m->fs, FAULT, ((Place){row->number, 0}), "missing-column", "", "缺少列“%s”（%s）",
                    "the column \"%s\" (%s) is missing", columns[f].names[0], columns[f].names[1]);
}

static bool find_header(Importing *m, Err *e)
{
    TableRow row;
    bool more;

    for (int i = 0; i < HEADER_ROWS_MAX; i++) {
        TRY(table_next(m->x->table, &row, &more, e));
        if (!more)
            break;
        if (!is_header(&row, m->a))
            continue;
        read_names(m, &row);
        return true;
    }
    FINDING(m->fs, FAULT, ((Place){1, 0}), "no-header", "",
            "前 %d 行里没有表头；表头应有：标题、牵头单位、完成时限",
            "the first %d rows hold no header; it must name title, lead and due", HEADER_ROWS_MAX);
    return true;
}

/* ---- cells ---- */

static const Cell *cell_of(const Importing *m, const TableRow *row, Field f)
{
    static const Cell none = {.text = {"", 0}};
    size_t at = m->at[f];

    return at && at <= row->n ? &row->cells[at - 1] : &none;
}

static const char *text_of(const Importing *m, const TableRow *row, Field f)
{
    return str_dup(m->a, cell_of(m, row, f)->text);
}

static Place place_of(const Importing *m, const TableRow *row, Field f)
{
    return (Place){row->number, m->at[f]};
}

#define CELL_FAULT(m, row, f, code, zh, en, ...)                                                             \
    do {                                                                                                     \
        (m)->told |= 1u << (f);                                                                              \
        FINDING((m)->fs, FAULT, place_of((m), (row), (f)), (code), text_of((m), (row), (f)), (zh), (en),     \
                ##__VA_ARGS__);                                                                              \
    } while (0)

static void read_due(Importing *m, const TableRow *row, TaskCard *c)
{
    const Cell *cell = cell_of(m, row, COL_DUE);
    char held[DATE_TEXT_MAX];

    if (!cell->text.n)
        return;
    if (date_parse(cell->text, &c->due_on)) {
        if (cell->month_only)
            c->due_on = period_last_day(period_month(c->due_on / 10000, c->due_on / 100 % 100));
        return;
    }
    c->due_on = phrase_due(cell->text, m->meeting.held_on);
    if (!c->due_on)
        c->due_on = phrase_due(str_of(arena_printf(m->a, "%.*s前", (int)cell->text.n, cell->text.s)),
                               m->meeting.held_on);
    if (c->due_on)
        return;
    date_text(m->meeting.held_on, held);
    CELL_FAULT(m, row, COL_DUE, "bad-date", "应为日期，如 2021-11-30 或 11月底前（会议开于 %s）",
               "must be a date such as 2021-11-30 or 11月底前 (the meeting was held on %s)", held);
}

static void read_serves(Importing *m, const TableRow *row, TaskCard *c)
{
    const char *kind = text_of(m, row, COL_SERVES);

    c->serves_code = text_of(m, row, COL_CODE);
    c->serves = *c->serves_code ? SERVES_INDICATOR : SERVES_NOTHING;
    if (*kind && !task_serves_parse(kind, &c->serves))
        CELL_FAULT(m, row, COL_SERVES, "bad-choice",
                   "应为：指标、项目、风险、诉求、无（indicator project risk request none）",
                   "must be one of: indicator project risk request none");
}

static void read_choices(Importing *m, const TableRow *row, TaskCard *c)
{
    const char *rhythm = text_of(m, row, COL_RHYTHM), *urgency = text_of(m, row, COL_URGENCY);
    const char *sample = text_of(m, row, COL_SAMPLE);
    bool yes = strcasecmp(sample, "yes") == 0 || strcmp(sample, "是") == 0;
    bool no = !*sample || strcasecmp(sample, "no") == 0 || strcmp(sample, "否") == 0;

    if (!rhythm_parse(rhythm, &c->rhythm))
        CELL_FAULT(m, row, COL_RHYTHM, "bad-rhythm", "应如 每周五（weekly:5）、每月28日（monthly:28）或 none",
                   "must be such as weekly:5 (Fridays), monthly:28 or none");
    if (*urgency && !task_urgency_parse(urgency, &c->urgency))
        CELL_FAULT(m, row, COL_URGENCY, "bad-choice", "应为 一般（normal）或 紧急（urgent）",
                   "must be normal or urgent");
    if (!yes && !no)
        CELL_FAULT(m, row, COL_SAMPLE, "bad-choice", "应为 yes 或 no", "must be yes or no");
    c->sample = yes || m->meeting.sample;
}

/* 甲局；乙局、丙局 */
static void read_supporting(Importing *m, const TableRow *row, TaskCard *c)
{
    static const char *const signs[] = {"；", "、", "，", ","};
    char *list = str_dup(m->a, cell_of(m, row, COL_SUPPORTING)->text);

    for (size_t i = 0; i < COUNT(signs); i++)
        for (char *at; (at = strstr(list, signs[i]));) {
            memset(at, ' ', strlen(signs[i]));
            *at = ';';
        }
    c->n_supporting = text_split(m->a, list, &c->supporting);
}

static void read_sentence(Importing *m, const TableRow *row, TaskCard *c)
{
    c->sentence = text_of(m, row, COL_SENTENCE);
    const char *at = *c->sentence ? strstr(m->meeting.minutes, c->sentence) : NULL;
    c->sentence_at = at ? (int)(at - m->meeting.minutes) : -1;
    if (*c->sentence && !at)
        FINDING(m->fs, FLAG, place_of(m, row, COL_SENTENCE), "not-in-minutes", c->sentence,
                "纪要里没有这句话", "the minutes do not have this sentence");
}

/* ---- rows ---- */

static Field field_of_fault(const char *field)
{
    for (int f = 0; f < COLS; f++)
        if (strcmp(field, columns[f].names[0]) == 0)
            return (Field)f;
    return COLS;
}

static void tell_faults(Importing *m, const TableRow *row, const CardFaults *faults)
{
    for (size_t i = 0; i < faults->n; i++) {
        const CardFault *x = &faults->items[i];
        Field f = field_of_fault(x->field);
        if (f < COLS && m->told & (1u << f))
            continue;
        Place at = f < COLS ? place_of(m, row, f) : (Place){row->number, 0};
        finding_add(m->fs, FAULT, at, x->code, f < COLS ? text_of(m, row, f) : "", "%s", x->text);
    }
}

static bool same_decision(const TaskCard *a, const TaskCard *b)
{
    return strcmp(a->title, b->title) == 0 && strcmp(a->lead, b->lead) == 0;
}

/* The same title for the same unit, in the table or among what the meeting decided already. */
static void check_duplicate(Importing *m, const TableRow *row, const TaskCard *c)
{
    for (size_t i = 0; i < m->n; i++)
        if (same_decision(m->cards[i], c)) {
            CELL_FAULT(m, row, COL_TITLE, "duplicate-key", "与第%zu行重复", "the same as in row %zu",
                       m->rows[i]);
            return;
        }
    for (size_t i = 0; i < m->tasks.n; i++) {
        const Task *t = &m->tasks.items[i];
        if (t->card.meeting != m->meeting.id || t->state == TASK_WITHDRAWN || !same_decision(&t->card, c))
            continue;
        CELL_FAULT(m, row, COL_TITLE, "already-registered", "本次会议已立项：第 %lld 号事项",
                   "this meeting's task %lld is the same", (long long)t->id);
        return;
    }
}

static bool read_row(Importing *m, const TableRow *row, Err *e)
{
    CardFaults faults = {.lang = m->fs->lang};
    TaskCard c = {.meeting = m->meeting.id,
                  .title = text_of(m, row, COL_TITLE),
                  .lead = text_of(m, row, COL_LEAD),
                  .leader = text_of(m, row, COL_LEADER),
                  .measure = text_of(m, row, COL_MEASURE)};
    TaskCard *known = NEW(m->a, TaskCard);

    m->told = 0;
    read_sentence(m, row, &c);
    read_serves(m, row, &c);
    read_supporting(m, row, &c);
    read_due(m, row, &c);
    read_choices(m, row, &c);
    TRY(card_resolve(m->w, &c, m->a, known, &faults, e));
    tell_faults(m, row, &faults);
    check_duplicate(m, row, known);
    ARENA_PUSH(m->a, m->cards, m->n, m->cap);
    ARENA_PUSH(m->a, m->rows, m->n, m->cap_rows);
    m->rows[m->n] = row->number;
    m->cards[m->n++] = known;
    return true;
}

static bool is_blank(const Importing *m, const TableRow *row)
{
    for (int f = 0; f < COLS; f++)
        if (cell_of(m, row, (Field)f)->text.n)
            return false;
    return true;
}

static bool read_all(Importing *m, Err *e)
{
    TableRow row;
    bool more;

    TRY(table_select(m->x->table, 0, e) && find_header(m, e));
    while (m->header) {
        TRY(table_next(m->x->table, &row, &more, e));
        if (!more)
            break;
        if (m->n >= MEETING_TASKS_MAX)
            return ERR(e, ERR_INVALID, "“%s”超过 %d 行", "\"%s\" has more than %d rows", m->fs->file,
                       MEETING_TASKS_MAX);
        TRY(is_blank(m, &row) || read_row(m, &row, e));
    }
    if (m->fs->n_faults)
        return ERR(e, ERR_REFUSED, "有 %zu 处错误，什么都没有存入；改正后重新导入",
                   "%zu fault(s); nothing was stored; correct them and import again", m->fs->n_faults);
    return m->n || ERR(e, ERR_INVALID, "“%s”里没有一项决定", "\"%s\" holds no decision", m->fs->file);
}

static bool register_all(Importing *m, const Intake *in, Err *e)
{
    Task t;

    for (size_t i = 0; i < m->n; i++) {
        TaskDeed deed = {.verb = TASK_REGISTER, .value = NAN, .card = m->cards[i]};
        if (!task_do_within(m->w, in, &deed, m->a, &t, e))
            return ERR_WRAP(e, "第%zu行", "row %zu", m->rows[i]);
    }
    m->x->n = m->n;
    return true;
}

bool meeting_import_within(const TaskWorld *w, const Intake *in, MeetingImport *x, Err *e)
{
    Importing m = {.w = w, .x = x, .fs = x->findings, .a = x->findings->arena};

    x->n = 0;
    TRY(meeting_load(w->s, in->city, x->meeting, m.a, &m.meeting, e) &&
        tasks_load(w->s, in->city, 0, m.a, &m.tasks, e));
    return read_all(&m, e) && register_all(&m, in, e);
}

bool meeting_import(const TaskWorld *w, const Intake *in, MeetingImport *x, Err *e)
{
    TRY(store_begin(w->s, e));
    AUTO(transaction_end) Transaction t = w->s;
    TRY(meeting_import_within(w, in, x, e));
    return x->dry_run || store_commit(w->s, e);
}
