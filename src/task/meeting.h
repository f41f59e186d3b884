/* Meetings: what was decided there and in which words. A decision is a task that is still registered; issuing
 * the meeting issues them. Append-only: a change is a new state of the whole, with who and when. */
#pragma once
#include "task/task.h"

enum { MEETING_TEXT_MAX = 512 * 1024 }; /* bytes of the minutes */

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

/* Puts a meeting (id 0) or a change of it on record. Fails: INVALID (kind, title, period, date: all that is
 * wrong in one sentence), NOT_FOUND, CONFLICT (minutes changed after a decision of them was issued, so that
 * its sentence is no longer there). */
MUST_USE bool meeting_put(Store *s, const Intake *in, Meeting *m, Arena *a, Err *e);
MUST_USE bool meeting_load(Store *s, int64_t city, int64_t id, Arena *a, Meeting *out, Err *e);
MUST_USE bool meeting_list(Store *s, int64_t city, Arena *a, Meeting **out, size_t *n, Err *e);
/* Issues every registered task of the meeting, in one transaction. Fails: CONFLICT (none is registered). */
MUST_USE bool meeting_issue(const TaskWorld *w, const Intake *in, int64_t meeting, Arena *a, size_t *n,
                            Err *e);
MUST_USE bool meeting_verify(Store *s, int64_t city, Verification *v, Err *e);

/* Sentences of the minutes that look like decisions (they name a unit and ask for something): a proposal to
 * the editor, no more. Spans in bytes. */
typedef struct SentenceSpan {
    size_t at, n;
    bool likely; /* names a unit and has a verb of asking: 要、负责、牵头、确保、力争、于…前 */
    const char *lead; /* code of the first unit named; "" none */
    int due_on;       /* date or month end named in it (11月底前 by the meeting's year); 0 none */
} SentenceSpan;
size_t meeting_sentences(const Meeting *m, const City *c, Arena *a, SentenceSpan **out);

/**
 * Reads decisions from a table (CSV or XLSX; columns: sentence, title, serves, code, lead, supporting,
 * leader, due, measure, rhythm, urgency, by their English or Chinese names: 原话 标题 服务 代码 牵头单位
 * 配合单位 分管领导 完成时限 衡量标准 反馈频次 缓急; sample) and registers them in one transaction. All
 * faults are told with their cells; with one nothing is stored.
 */
MUST_USE bool meeting_import(const TaskWorld *w, const Intake *in, int64_t meeting, TableReader *t,
                             Findings *fs, size_t *n, Err *e);
