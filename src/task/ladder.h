/* What lamp and clock share: when a step of supervision holds and on which day it is reached. */
#pragma once
#include "task/supervision.h"

/* Does the rule speak of this obligation of the task? By its clock, by the task's urgency, and by its dates:
 * the rule that was in force on the obligation's own date is the one that counts, even when it is read later.
 */
bool rule_holds(const SupervisionRule *r, const Task *t, const Obligation *o);
/* The day on which the step is reached: so many days behind the date (before it, when negative). */
int rule_reached_on(const Supervision *sv, const SupervisionRule *r, int base_on);
/* The date, so many days (of the rule's kind) from another. */
int rule_shift(const Supervision *sv, const SupervisionRule *r, int date, int days);
/* blue 1, yellow 2, orange 3, red 4; 0 none. */
int slip_rank(const char *colour);

/* ---- words (lamp_words.c) ---- */

/* One sentence of a lamp's reason. */
typedef struct ReasonOf {
    const Task *task;
    const LampReason *reason;
    int as_of;
    Lang lang;
} ReasonOf;
const char *reason_text(const ReasonOf *of, Arena *a);
/* Why a task that is not followed has no light. */
const char *no_lamp_text(const Task *t, Lang lang);
/* What a deed of the clock says, as it stands on the slip and goes out as a notice: in Chinese, for it is an
 * official paper. */
typedef struct SlipOf {
    const Supervision *sv;
    const City *city;
    const Task *task;
    const ClockDeed *deed;
    int as_of;
} SlipOf;
const char *slip_title(const SlipOf *of, Arena *a); /* 【红色督办单】title */
const char *slip_text(const SlipOf *of, Arena *a);
/* Gives notice of it to those whom the rule names, inside the running transaction (slip_tell.c). Whom the
 * city has no longer, the office answers for. */
MUST_USE bool slip_tell(const SlipOf *of, Store *s, const Intake *in, Arena *a, Err *e);
/* "2021-09-30", in the arena. */
const char *date_words(Arena *a, int date);
