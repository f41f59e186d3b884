/* Reviews: what was said of a submission. Approved or returned, by another than the one who handed it in; the
 * last review counts. A return takes nothing away: the figures stay, and are owed again. */
#pragma once
#include "ledger/submission.h"

typedef enum Decision { DECISION_APPROVE, DECISION_RETURN } Decision;
const char *decision_code(Decision d); /* "approve" */
const char *decision_name(Decision d, Lang lang);

typedef struct Review {
    int64_t id, submission, audit_seq;
    Decision decision;
    const char *reason, *by, *at;
} Review;

/**
 * Puts a review on record, with its entry of the audit chain, in a transaction of its own.
 *
 * said  submission, decision and reason; the rest is filled in
 * in    who says it and when; known_on is not used
 *
 * Fails: INVALID (a return without a reason, a submission that holds no figures), NOT_FOUND (no such
 * submission), FORBIDDEN (one's own), CONFLICT (the last review says so already). That the role may, is for
 * the doors to ask.
 */
MUST_USE bool review_add(Store *s, const Intake *in, Review *said, Arena *a, Err *e);

/* The review of the submission that counted at the end of as_of (0: now), by UTC. *found false: none. */
typedef struct ReviewKey {
    int64_t city, submission;
    int as_of;
} ReviewKey;
MUST_USE bool review_latest(Store *s, const ReviewKey *key, Arena *a, Review *out, bool *found, Err *e);
/* All of them, oldest first. */
MUST_USE bool review_list(Store *s, int64_t city, Arena *a, Review **rows, size_t *n, Err *e);
/* Compares every review with its audit entry, and their number with the chain's. */
MUST_USE bool review_verify(Store *s, int64_t city, Verification *v, Err *e);
