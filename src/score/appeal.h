/* What becomes of a run: it is shown from a day on 晾晒, and a unit may question a line of it 申诉; the
 * office answers. Append-only, in the audit chain. */
#pragma once
#include "score/run.h"

/* A run is shown to the units from a day on; before it only the office sees it. The last one of a run counts.
 */
typedef struct RunPublication {
    int64_t id, run, audit_seq;
    int from;
    const char *title, *by, *at;
} RunPublication;
/* Fails: NOT_FOUND (no such run), INVALID (no title). */
MUST_USE bool publication_add(Store *s, const Intake *in, RunPublication *set, Err *e);
MUST_USE bool publication_list(Store *s, int64_t city, Arena *a, RunPublication **out, size_t *n, Err *e);
/* The publication of the run that counts, or NULL. */
const RunPublication *publication_of(const RunPublication *all, size_t n, int64_t run);
/* Is the run shown on the day? */
bool publication_is_shown(const RunPublication *all, size_t n, int64_t run, int today);

typedef enum AppealAnswer { APPEAL_OPEN, APPEAL_ACCEPTED, APPEAL_REJECTED } AppealAnswer;
const char *appeal_code(AppealAnswer a);
const char *appeal_name(AppealAnswer a, Lang lang);
bool appeal_parse(Str s, AppealAnswer *out);

typedef struct ScoreAppeal {
    int64_t id, run, audit_seq;
    const char *unit_kind, *unit, *item; /* codes */
    const char *text, *by, *at;
    AppealAnswer answer;
    const char *answer_text, *answered_by, *answered_at; /* "" while open */
    int64_t answer_seq, correction;                      /* of its entry; the run that corrects, 0 none yet */
} ScoreAppeal;
/* Fails: INVALID (no text), NOT_FOUND (no such run or line), CONFLICT (the run is not shown yet on today; an
 * appeal of the line is open). That the unit may is for the doors to ask. */
MUST_USE bool appeal_add(Store *s, const Intake *in, int today, ScoreAppeal *set,
                         Err *e); /* today: yyyymmdd */
/* set: id, answer, answer_text, correction (0 none). Fails: NOT_FOUND, FORBIDDEN (one's own), CONFLICT
 * (answered already; the correction is not one of that run). */
MUST_USE bool appeal_answer(Store *s, const Intake *in, ScoreAppeal *set, Arena *a, Err *e);
MUST_USE bool appeal_list(Store *s, int64_t city, Arena *a, ScoreAppeal **out, size_t *n, Err *e);
/* All records of this file against the chain. */
MUST_USE bool appeal_verify(Store *s, int64_t city, Verification *v, Err *e);
/* Everything of the room: schemes, entries, runs (deep: computed again) and this file's. */
MUST_USE bool assessment_verify(Store *s, int64_t city, bool deep, Verification *v, Err *e);
