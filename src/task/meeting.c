#include "task/meeting.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "ledger/deed.h"
#include "task/card.h"

static const struct {
    const char *code, *zh, *en;
} kinds[] = {
    {"analysis", "经济形势分析会", "situation analysis"},
    {"executive", "常务会", "executive meeting"},
    {"special", "专题会", "meeting on one subject"},
    {"other", "其他会议", "other meeting"},
};

const char *meeting_kind_name(const char *code, Lang lang)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(code, kinds[i].code) == 0)
            return TEXT(lang, kinds[i].zh, kinds[i].en);
    return code;
}

/* ---- rows ---- */

/* A row: the state of a meeting, and its own number. */
typedef struct MeetingRow {
    int64_t id;
    Meeting m;
} MeetingRow;

static MeetingRow read_row(const Query *q, Arena *a)
{
    return (MeetingRow){.id = query_int(q, 0),
                        .m = {.id = query_int(q, 1),
                              .at = str_dup(a, query_text(q, 2)),
                              .by = str_dup(a, query_text(q, 3)),
                              .kind = str_dup(a, query_text(q, 4)),
                              .title = str_dup(a, query_text(q, 5)),
                              .period = str_dup(a, query_text(q, 6)),
                              .held_on = (int)query_int(q, 7),
                              .agenda = str_dup(a, query_text(q, 8)),
                              .minutes = str_dup(a, query_text(q, 9)),
                              .sample = query_int(q, 10) != 0,
                              .audit_seq = query_int(q, 11)}};
}

/* Every field, one a line; the minutes by their hash. */
static void canonical(const MeetingRow *r, Buf *out)
{
    char minutes[SHA256_HEX];

    sha256_text(r->m.minutes, minutes);
    buf_printf(out, "meeting_event %lld\nmeeting %lld\nat %s\nby %s\n", (long long)r->id, (long long)r->m.id,
               r->m.at, r->m.by);
    line_put(out, "kind", r->m.kind);
    line_put(out, "title", r->m.title);
    line_put(out, "period", r->m.period);
    line_put_int(out, "held_on", r->m.held_on);
    line_put(out, "agenda", r->m.agenda);
    line_put(out, "minutes_sha256", minutes);
    line_put_int(out, "sample", r->m.sample);
}

/* ---- reading ---- */

typedef struct Found {
    Meeting *items;
    size_t n, cap;
} Found;

static bool read_latest(Store *s, int64_t city, int64_t id, Arena *a, Found *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    *out = (Found){0};
    TRY(QUERY(s, SQL_MEETING_LATEST, &q, e, INT(city), INT(id)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, out->items, out->n, out->cap);
        out->items[out->n] = read_row(q, a).m;
        out->items[out->n++].n_changes = (int)query_int(q, 12) - 1;
    }
}

bool meeting_list(Store *s, int64_t city, Arena *a, Meeting **out, size_t *n, Err *e)
{
    Found found;

    TRY(read_latest(s, city, 0, a, &found, e));
    *out = found.items;
    *n = found.n;
    return true;
}

bool meeting_load(Store *s, int64_t city, int64_t id, Arena *a, Meeting *out, Err *e)
{
    Found found = {0};

    TRY(id <= 0 || read_latest(s, city, id, a, &found, e));
    if (!found.n) {
        (void)ERR(e, ERR_NOT_FOUND, "没有第 %lld 号会议", "there is no meeting %lld", (long long)id);
        return false;
    }
    *out = found.items[0];
    return true;
}

static bool says_at(Str minutes, int at, const char *sentence)
{
    size_t n = strlen(sentence);

    return at >= 0 && (size_t)at <= minutes.n && n <= minutes.n - (size_t)at &&
           memcmp(minutes.s + at, sentence, n) == 0;
}

bool meeting_holds(Store *s, int64_t city, const TaskCard *c, bool *there, bool *said, Err *e)
{
    AUTO(query_end) Query *q = NULL;

    TRY(QUERY(s, SQL_MEETING_LATEST, &q, e, INT(city), INT(c->meeting)) && query_next(q, there, e));
    *said = *there && (c->sentence_at < 0 || says_at(query_text(q, 9), c->sentence_at, c->sentence));
    return true;
}

int meeting_sentence_at(const Meeting *m, const TaskCard *c)
{
    if (c->sentence_at < 0 || !*c->sentence)
        return -1;
    if (says_at(str_of(m->minutes), c->sentence_at, c->sentence))
        return c->sentence_at;
    const char *at = strstr(m->minutes, c->sentence);
    return at ? (int)(at - m->minutes) : -1;
}

/* ---- a new state ---- */

static const char *text_of(const char *text)
{
    return text ? text : "";
}

/* lines: may it have line breaks? */
static void check_text(const char *field, const char *text, size_t max, bool lines, CardFaults *fs)
{
    bool control = false;

    for (const char *c = text; *c; c++)
        control = control || ((unsigned char)*c < ' ' && !(lines && strchr("\n\r\t", *c)));
    if (strlen(text) > max)
        CARD_FAULT(fs, field, "too-long", ERR_INVALID, "%s 有 %zu 字节，最多 %zu",
                   "%s has %zu bytes, at most %zu", field, strlen(text), max);
    else if (control || !utf8_valid(text, strlen(text)))
        CARD_FAULT(fs, field, "bad-text", ERR_INVALID, "%s 应是没有控制符的 UTF-8",
                   "%s must be UTF-8 without control characters", field);
}

static void check_kind(const char *kind, CardFaults *fs)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kind, kinds[i].code) == 0)
            return;
    CARD_FAULT(fs, "kind", "bad-choice", ERR_INVALID,
               "会议类型“%.40s”应为 analysis、executive、special 或 other",
               "the kind \"%.40s\" must be analysis, executive, special or other", kind);
}

static void check_period(Meeting *m, Arena *a, CardFaults *fs)
{
    Err why = {.lang = fs->lang};
    char text[PERIOD_TEXT_MAX];
    Basis basis = BASIS_MONTH;
    Period p;

    if (!*m->period)
        return;
    if (!period_parse(str_of(m->period), &p, &basis, &why)) {
        card_fault(fs, "period", "bad-period", ERR_INVALID, "%s", why.msg);
        return;
    }
    period_text(p, text);
    m->period = arena_strdup(a, text);
}

static bool check_form(Meeting *m, Arena *a, Err *e)
{
    CardFaults fs = {.lang = e->lang};

    m->kind = text_of(m->kind);
    m->title = text_of(m->title);
    m->period = text_of(m->period);
    m->agenda = text_of(m->agenda);
    m->minutes = text_of(m->minutes);
    check_kind(m->kind, &fs);
    check_text("title", m->title, NAME_MAX_BYTES, false, &fs);
    if (!str_trim(str_of(m->title)).n)
        CARD_FAULT(&fs, "title", "empty-cell", ERR_INVALID, "会议要有标题", "the meeting needs a title");
    check_period(m, a, &fs);
    if (!date_valid(m->held_on))
        CARD_FAULT(&fs, "held_on", "bad-date", ERR_INVALID, "开会日期应如 2021-11-05",
                   "the day on which it was held must be a date such as 2021-11-05");
    check_text("agenda", m->agenda, TASK_TEXT_MAX, true, &fs);
    check_text("minutes", m->minutes, MEETING_TEXT_MAX, true, &fs);
    return card_faults_tell(&fs, e);
}

/* What was issued keeps the words that it came of. */
static bool check_sentences(Store *s, const Intake *in, const Meeting *m, Arena *a, Err *e)
{
    Tasks ts;

    TRY(tasks_load(s, in->city, 0, a, &ts, e));
    for (size_t i = 0; i < ts.n; i++) {
        const Task *t = &ts.items[i];
        bool bound =
            t->card.meeting == m->id && t->first_due_on && t->card.sentence_at >= 0 && *t->card.sentence;
        if (bound && meeting_sentence_at(m, &t->card) < 0)
            return ERR(
                e, ERR_CONFLICT, "第 %lld 号事项“%s”由纪要里的一句话交办，这句话不能删改：“%.200s”",
                "task %lld, \"%s\", was issued on a sentence of the minutes, which must stay as it is: "
                "\"%.200s\"",
                (long long)t->id, t->card.title, t->card.sentence);
    }
    return true;
}

static bool check_change(Store *s, const Intake *in, const Meeting *m, Arena *a, Err *e)
{
    Meeting was;

    TRY(meeting_load(s, in->city, m->id, a, &was, e));
    bool same = strcmp(was.kind, m->kind) == 0 && strcmp(was.title, m->title) == 0 &&
                strcmp(was.period, m->period) == 0 && was.held_on == m->held_on &&
                strcmp(was.agenda, m->agenda) == 0 && strcmp(was.minutes, m->minutes) == 0 &&
                was.sample == m->sample;
    if (same)
        return ERR(e, ERR_CONFLICT, "第 %lld 号会议没有改动", "nothing of meeting %lld would change",
                   (long long)m->id);
    return check_sentences(s, in, m, a, e);
}

static bool last_numbers(Store *s, int64_t city, int64_t *id, int64_t *meeting, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_MEETING_EVENT_LAST, &q, e, INT(city)) && query_next(q, &row, e));
    *id = query_int(q, 0);
    *meeting = query_int(q, 1);
    return true;
}

static bool enter(Store *s, const Intake *in, Meeting *m, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    int64_t last_event, last_meeting;
    char subject[64];

    TRY(last_numbers(s, in->city, &last_event, &last_meeting, e));
    if (!m->id)
        m->id = last_meeting + 1;
    m->by = in->by;
    m->at = in->received_at;
    MeetingRow r = {last_event + 1, *m};
    canonical(&r, &text);
    snprintf(subject, sizeof subject, "meeting %lld", (long long)m->id);
    TRY(audit_add(s, in->city, &(AuditEntry){m->at, m->by, "meeting", subject, buf_cstr(&text)},
                  &m->audit_seq, e));
    return RUN(s, SQL_MEETING_EVENT_INSERT, e, INT(in->city), INT(r.id), INT(m->id), TEXTARG(m->at),
               TEXTARG(m->by), TEXTARG(m->kind), TEXTARG(m->title), TEXTARG(m->period), INT(m->held_on),
               TEXTARG(m->agenda), TEXTARG(m->minutes), INT(m->sample), INT(m->audit_seq));
}

bool meeting_put_within(Store *s, const Intake *in, Meeting *m, Arena *a, Err *e)
{
    Meeting put = *m;

    TRY(check_form(&put, a, e) && (!put.id || check_change(s, in, &put, a, e)) && enter(s, in, &put, e));
    return meeting_load(s, in->city, put.id, a, m, e);
}

bool meeting_put(Store *s, const Intake *in, Meeting *m, Arena *a, Err *e)
{
    Meeting put = *m;

    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(meeting_put_within(s, in, &put, a, e) && store_commit(s, e));
    *m = put;
    return true;
}

/* ---- issuing ---- */

/* A fault of the request is told with the others; one of the machine ends it. */
static bool note_refusal(int64_t task, Buf *faults, const Err *why, Err *e)
{
    bool ours = why->kind == ERR_IO || why->kind == ERR_DB || why->kind == ERR_BUSY;

    if (ours) {
        *e = *why;
        return false;
    }
    buf_printf(faults, TEXT(e->lang, "%s第 %lld 号：%s", "%stask %lld: %s"),
               faults->n ? TEXT(e->lang, "；", "; ") : "", (long long)task, why->msg);
    return true;
}

bool meeting_issue(const TaskWorld *w, const Intake *in, int64_t meeting, Arena *a, size_t *n, Err *e)
{
    AUTO(buf_free) Buf faults = buf_new(REPORT_BYTES_MAX);
    Meeting m;
    Tasks ts;
    Task after;
    ErrKind kind = ERR_NONE;

    *n = 0;
    TRY(store_begin(w->s, e));
    AUTO(transaction_end) Transaction t = w->s;
    TRY(meeting_load(w->s, in->city, meeting, a, &m, e) && tasks_load(w->s, in->city, 0, a, &ts, e));
    for (size_t i = 0; i < ts.n; i++) {
        Err why = {.lang = e->lang};
        TaskDeed deed = {.task = ts.items[i].id, .verb = TASK_ISSUE, .value = NAN};
        if (ts.items[i].card.meeting != meeting || ts.items[i].state != TASK_REGISTERED)
            continue;
        ++*n;
        if (task_do_within(w, in, &deed, a, &after, &why))
            continue;
        kind = kind ? kind : why.kind;
        TRY(note_refusal(ts.items[i].id, &faults, &why, e));
    }
    if (faults.n)
        return err_set(e, kind, "%s", buf_cstr(&faults));
    if (!*n)
        return ERR(e, ERR_CONFLICT, "第 %lld 号会议没有待交办的事项",
                   "meeting %lld has no task that waits to be issued", (long long)meeting);
    return store_commit(w->s, e);
}

/* ---- verification ---- */

bool meeting_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    int64_t n = 0;
    bool row, same;

    TRY(QUERY(s, SQL_MEETING_EVENT_ALL, &q, e, INT(city)));
    for (;; n++) {
        AUTO(arena_free) Arena *a = arena_new();
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        MeetingRow r = read_row(q, a);
        buf_clear(&text);
        canonical(&r, &text);
        TRY(deed_in_audit(s, city, r.m.audit_seq, buf_cstr(&text), &same, e));
        if (!same)
            WRONG(v, "会议 %lld 的记录 %lld 与审计链第 %lld 条不符",
                  "the state %2$lld of meeting %1$lld does not match entry %3$lld of the audit chain",
                  (long long)r.m.id, (long long)r.id, (long long)r.m.audit_seq);
    }
    return deed_count(s, city, "meeting", n, v, e);
}
