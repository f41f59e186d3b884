/* Locks: which months of collecting are closed, for all departments or for one. Append-only: closing and
 * opening again are both facts, and the last one counts. A figure of a closed month is refused by import and
 * form alike. */
#pragma once
#include "indicator/catalogue.h"
#include "ledger/submission.h"

typedef struct PeriodLock {
    int64_t id, audit_seq;
    Period period;          /* a month: see collecting_month */
    const char *department; /* code, "" all of them */
    bool locked;
    const char *reason, *by, *at;
} PeriodLock;

typedef struct PeriodLocks {
    PeriodLock *items; /* oldest first */
    size_t n, cap;
} PeriodLocks;

/* The month in which a period's figures are collected: June of the second quarter, December of a year. */
Period collecting_month(Period p);
/* As they stood at the end of as_of (0: now), by UTC. */
MUST_USE bool locks_load(Store *s, int64_t city, int as_of, Arena *a, PeriodLocks *out, Err *e);
/* The lock that closes the period for the department; NULL when it is open. Cost: O(locks). */
const PeriodLock *lock_of(const PeriodLocks *locks, Period p, const char *department);
/* The lock that refuses a figure: of an area that this city collects from (itself and its parts), of the
 * indicator's department. NULL: none. */
const PeriodLock *lock_refuses(const PeriodLocks *locks, const City *c, const Indicator *i, const Area *area,
                               Period p);

/**
 * Closes or opens a month, with its entry of the audit chain, in a transaction of its own.
 *
 * set  period (any; its month is taken), department, locked, reason; the rest is filled in
 * in   who and when
 *
 * Fails: INVALID (no reason), NOT_FOUND (no such department), CONFLICT (it stands so already, by whom and
 * when). That the role may, is for the doors to ask.
 */
MUST_USE bool lock_set(Store *s, const City *c, const Intake *in, PeriodLock *set, Err *e);
/* Compares every row with its audit entry, and their number with the chain's. */
MUST_USE bool lock_verify(Store *s, int64_t city, Verification *v, Err *e);
