#include "indicator/lock.h"

#include <string.h>

#include "base/limits.h"
#include "ledger/deed.h"

Period collecting_month(Period p)
{
    return period_month(p.year, period_end_month(p));
}

static void canonical(const PeriodLock *l, Buf *out)
{
    buf_printf(out, "period_lock %lld\nperiod %d\ndepartment %s\nlocked %d\nby %s\nat %s\nreason %s\n",
               (long long)l->id, period_code(l->period), l->department, l->locked, l->by, l->at, l->reason);
}

bool locks_load(Store *s, int64_t city, int as_of, Arena *a, PeriodLocks *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    char until[DEED_AT_MAX];
    bool row;

    *out = (PeriodLocks){0};
    deed_until(as_of, until);
    TRY(QUERY(s, SQL_PERIOD_LOCK_ALL, &q, e, INT(city), TEXTARG(until)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        PeriodLock l = {.id = query_int(q, 0),
                        .department = str_dup(a, query_text(q, 2)),
                        .locked = query_int(q, 3) != 0,
                        .reason = str_dup(a, query_text(q, 4)),
                        .by = str_dup(a, query_text(q, 5)),
                        .at = str_dup(a, query_text(q, 6)),
                        .audit_seq = query_int(q, 7)};
        (void)period_from_code((int)query_int(q, 1), &l.period);
        ARENA_PUSH(a, out->items, out->n, out->cap);
        out->items[out->n++] = l;
    }
}

/* The last row about the month that speaks of the department, or of all. */
static const PeriodLock *last_of(const PeriodLocks *locks, Period month, const char *department)
{
    for (size_t i = locks->n; i-- > 0;) {
        const PeriodLock *l = &locks->items[i];
        if (period_eq(l->period, month) && (!*l->department || strcmp(l->department, department) == 0))
            return l;
    }
    return NULL;
}

const PeriodLock *lock_of(const PeriodLocks *locks, Period p, const char *department)
{
    const PeriodLock *l = last_of(locks, collecting_month(p), department);

    return l && l->locked ? l : NULL;
}

const PeriodLock *lock_refuses(const PeriodLocks *locks, const City *c, const Indicator *i, const Area *area,
                               Period p)
{
    bool ours = strcmp(area->code, c->code) == 0 || strcmp(area->parent, c->code) == 0;

    return ours && locks->n ? lock_of(locks, p, i->department) : NULL;
}

/* ---- a new one ---- */

/* Would nothing change? For all departments that is so only when the last row of the month was about all of
 * them: one of them may stand otherwise. */
static bool check_change(const PeriodLocks *locks, const PeriodLock *set, Err *e)
{
    const PeriodLock *l = NULL;
    char month[PERIOD_TEXT_MAX];

    for (size_t i = locks->n; i-- > 0 && !l && !*set->department;)
        if (period_eq(locks->items[i].period, set->period))
            l = &locks->items[i];
    if (*set->department)
        l = last_of(locks, set->period, set->department);
    period_text(set->period, month);
    if (!l && !set->locked)
        return ERR(e, ERR_CONFLICT, "%s 没有锁定，不必解锁", "%s is not locked", month);
    bool about_this = l && (*set->department || !*l->department);
    if (!about_this || l->locked != set->locked)
        return true;
    return l->locked ? ERR(e, ERR_CONFLICT, "%s 已由 %s 于 %s 锁定：%s",
                           "%s was already locked by %s at %s: %s", month, l->by, l->at, l->reason)
                     : ERR(e, ERR_CONFLICT, "%s 已由 %s 于 %s 解锁：%s",
                           "%s was already unlocked by %s at %s: %s", month, l->by, l->at, l->reason);
}

static bool enter(Store *s, const Intake *in, const PeriodLocks *locks, PeriodLock *set, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    char month[PERIOD_TEXT_MAX];

    set->id = locks->n ? locks->items[locks->n - 1].id + 1 : 1;
    set->by = in->by;
    set->at = in->received_at;
    canonical(set, &text);
    period_text(set->period, month);
    TRY(audit_add(s, in->city, &(AuditEntry){set->at, set->by, "period_lock", month, buf_cstr(&text)},
                  &set->audit_seq, e));
    return RUN(s, SQL_PERIOD_LOCK_INSERT, e, INT(in->city), INT(set->id), INT(period_code(set->period)),
               TEXTARG(set->department), INT(set->locked), TEXTARG(set->reason), TEXTARG(set->by),
               TEXTARG(set->at), INT(set->audit_seq));
}

bool lock_set(Store *s, const City *c, const Intake *in, PeriodLock *set, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    PeriodLocks locks;

    set->period = collecting_month(set->period);
    set->department = set->department ? set->department : "";
    set->reason = set->reason ? set->reason : "";
    TRY(deed_reason(set->reason, true, e));
    if (*set->department && !city_department(c, set->department))
        return ERR(e, ERR_NOT_FOUND, "没有部门“%s”；departments.csv 列出了所有部门",
                   "there is no department \"%s\"; departments.csv lists all of them", set->department);
    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(locks_load(s, in->city, 0, a, &locks, e) && check_change(&locks, set, e) &&
        enter(s, in, &locks, set, e));
    return store_commit(s, e);
}

bool lock_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    PeriodLocks locks;

    TRY(locks_load(s, city, 0, a, &locks, e));
    for (size_t i = 0; i < locks.n; i++) {
        const PeriodLock *l = &locks.items[i];
        bool same;
        buf_clear(&text);
        canonical(l, &text);
        TRY(deed_in_audit(s, city, l->audit_seq, buf_cstr(&text), &same, e));
        if (!same)
            WRONG(v, "锁定 %lld 与审计链第 %lld 条不符",
                  "lock %lld does not match entry %lld of the audit chain", (long long)l->id,
                  (long long)l->audit_seq);
    }
    return deed_count(s, city, "period_lock", (int64_t)locks.n, v, e);
}
