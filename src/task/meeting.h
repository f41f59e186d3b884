/* Meetings: what was decided there and in which words. A decision is a task that is still registered; issuing
 * the meeting issues them. Append-only: a change is a new state of the whole, with who and when. */
#pragma once
#include "exchange/table.h"
#include "task/task.h"

enum {
    MEETING_TEXT_MAX = 512 * 1024, /* bytes of the minutes */
    MEETING_TASKS_MAX = 2000,      /* rows of one table of decisions */
};

typedef struct Meeting {
    int64_t id;
    const char *kind; /* "analysis" 经济形势分析会, "executive" 常务会, "special" 专题会, "other" */
    const char *title;
    const char *period; /* "2021-09", as period_text writes it; "" none */
    int held_on;
    const char *agenda, *minutes;
    bool sample;
    const char *by, *at; /* of the last change */
    int64_t audit_seq;
    int n_changes; /* since it was put on record */
} Meeting;

const char *meeting_kind_name(const char *code, Lang lang);
/* Puts a meeting (id 0) or a change of it on record. Fails: INVALID (kind, title, period, date: all that is
 * wrong in one sentence), NOT_FOUND, CONFLICT (minutes changed after a decision of them was issued, so that
 * its sentence is no longer there; nothing changed). *m: afterwards as it stands. */
MUST_USE bool meeting_put(Store *s, const Intake *in, Meeting *m, Arena *a, Err *e);
MUST_USE bool meeting_load(Store *s, int64_t city, int64_t id, Arena *a, Meeting *out, Err *e);
MUST_USE bool meeting_list(Store *s, int64_t city, Arena *a, Meeting **out, size_t *n, Err *e);
/* Issues every registered task of the meeting, in one transaction. Fails: CONFLICT (none is registered). */
MUST_USE bool meeting_issue(const TaskWorld *w, const Intake *in, int64_t meeting, Arena *a, size_t *n,
                            Err *e);
MUST_USE bool meeting_verify(Store *s, int64_t city, Verification *v, Err *e);

/* Is the card's meeting there, and do its minutes have the card's sentence at sentence_at (-1: not asked)? */
MUST_USE bool meeting_holds(Store *s, int64_t city, const TaskCard *c, bool *there, bool *said, Err *e);
/* Where the sentence stands in the minutes as they are now: at its place, or wherever it moved to; -1:
 * nowhere. */
int meeting_sentence_at(const Meeting *m, const TaskCard *c);

/* Sentences of the minutes that look like decisions (they name a unit and ask for something): a proposal to
 * the editor, no more. Spans in bytes. */
typedef struct SentenceSpan {
    size_t at, n; /* without the sign that ends it */
    bool likely; /* names a unit and has a verb of asking: 要、负责、牵头、确保、力争、于…前 */
    const char *lead; /* code of the first unit named; "" none */
    int due_on;       /* date or month end named in it (11月底前 by the meeting's year); 0 none */
} SentenceSpan;
size_t meeting_sentences(const Meeting *m, const City *c, Arena *a, SentenceSpan **out);

/* A table of decisions to be read: a reader that was opened, not yet selected; findings with arena, language
 * and file. n: how many tasks were registered. */
typedef struct MeetingImport {
    int64_t meeting;
    TableReader *table;
    Findings *findings;
    bool dry_run; /* everything but the commit */
    size_t n;
} MeetingImport;

/**
 * Reads decisions from a table (the first sheet; CSV or XLSX; columns: sentence, title, serves, code, lead,
 * supporting, leader, due, measure, rhythm, urgency, by their English or Chinese names: 原话 标题 服务 代码
 * 牵头单位 配合单位 分管领导 完成时限 衡量标准 反馈频次 缓急; sample) and registers them in one transaction.
 * title, lead and due must be there; other columns are flagged and not used. Units may be named, lists be
 * separated by ；; 、 or a comma, a due date be told as 11月底前. All faults are told with their cells; with
 * one nothing is stored.
 *
 * Fails: NOT_FOUND (no such meeting), REFUSED (faults in the findings; one of them is a decision that is
 * registered already), INVALID (empty, over MEETING_TASKS_MAX rows).
 */
MUST_USE bool meeting_import(const TaskWorld *w, const Intake *in, MeetingImport *x, Err *e);
/* The two writes inside the running transaction, for a folder that is taken whole. */
MUST_USE bool meeting_import_within(const TaskWorld *w, const Intake *in, MeetingImport *x, Err *e);
MUST_USE bool meeting_put_within(Store *s, const Intake *in, Meeting *m, Arena *a, Err *e);
