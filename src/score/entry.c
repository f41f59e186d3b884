#include "score/entry.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "ledger/deed.h"

/* A row, with its unit's codes as they are kept: the city may no longer have the unit. */
typedef struct EntryRow {
    ScoreEntry entry;
    const char *unit_kind, *unit;
} EntryRow;

static void canonical(const EntryRow *r, Buf *out)
{
    const ScoreEntry *x = &r->entry;
    char value[NUM_TEXT_MAX];

    num_to_text(x->value, value);
    buf_printf(out, "score_entry %lld\nunit %s %s\nperiod %d\nkind %s\nvalue %s\nsample %d\nreplaces %lld\n",
               (long long)x->id, r->unit_kind, r->unit, period_code(x->period), x->kind, value, x->sample,
               (long long)x->replaces);
    buf_printf(out, "by %s\nat %s\nreason %s\nevidence %s\n", x->by, x->at, x->reason, x->evidence);
}

static EntryRow read_row(const Query *q, Arena *a)
{
    EntryRow r = {.entry = {.id = query_int(q, 0),
                            .kind = str_dup(a, query_text(q, 4)),
                            .value = query_real(q, 5),
                            .reason = str_dup(a, query_text(q, 6)),
                            .evidence = str_dup(a, query_text(q, 7)),
                            .sample = query_int(q, 8) != 0,
                            .replaces = query_int(q, 9),
                            .by = str_dup(a, query_text(q, 10)),
                            .at = str_dup(a, query_text(q, 11)),
                            .audit_seq = query_int(q, 12)},
                  .unit_kind = str_dup(a, query_text(q, 1)),
                  .unit = str_dup(a, query_text(q, 2))};

    (void)period_from_code((int)query_int(q, 3), &r.entry.period);
    return r;
}

static void find_unit(const City *c, EntryRow *r)
{
    Unit *u = &r->entry.unit;

    (void)unit_kind_parse(str_of(r->unit_kind), &u->kind);
    if (u->kind == UNIT_DEPARTMENT)
        u->department = city_department(c, r->unit);
    else
        u->area = city_area(c, r->unit);
}

bool entry_load(Store *s, const EntryKey *key, Arena *a, ScoreEntries *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    char until[DEED_AT_MAX];
    bool row;

    *out = (ScoreEntries){0};
    deed_until(key->as_of, until);
    TRY(QUERY(s, SQL_SCORE_ENTRY_ALL, &q, e, INT(key->city->id), TEXTARG(until),
              INT(key->until ? key->until : INT64_MAX)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        EntryRow r = read_row(q, a);
        find_unit(key->city, &r);
        if ((key->no_sample && r.entry.sample) || (!r.entry.unit.department && !r.entry.unit.area))
            continue;
        ARENA_PUSH(a, out->items, out->n, out->cap);
        out->items[out->n++] = r.entry;
    }
    out->replaced = NEW_N(a, bool, out->n);
    for (size_t i = 0; i < out->n; i++)
        for (size_t k = 0; k < i; k++)
            if (out->items[k].id == out->items[i].replaces)
                out->replaced[k] = true;
    return true;
}

bool entry_counts(const ScoreEntries *all, size_t i, const char *kind, const Unit *unit, Period month)
{
    const ScoreEntry *x = &all->items[i];

    return !all->replaced[i] && strcmp(x->kind, kind) == 0 && x->period.year == month.year &&
           period_last_day(x->period) <= period_last_day(month) &&
           (!unit || strcmp(unit_code(&x->unit), unit_code(unit)) == 0);
}

double entry_sum(const ScoreEntries *all, const char *kind, const Unit *unit, Period month)
{
    double sum = 0;

    for (size_t i = 0; i < all->n; i++)
        if (entry_counts(all, i, kind, unit, month))
            sum += all->items[i].value;
    return sum;
}

bool entry_kinds(Store *s, int64_t city, Arena *a, EntryKinds *out, Err *e)
{
    SchemeVersion *v;
    size_t n_versions;

    *out = (EntryKinds){0};
    TRY(scheme_list(s, city, a, &v, &n_versions, e));
    for (size_t i = 0; i < n_versions; i++) {
        EntryKinds kinds;
        if (i + 1 < n_versions && strcmp(v[i + 1].code, v[i].code) == 0)
            continue;
        TRY(scheme_entries(s, city, &v[i], a, &kinds, e));
        for (size_t k = 0; k < kinds.n; k++) {
            ARENA_PUSH(a, out->items, out->n, out->cap);
            out->items[out->n++] = kinds.items[k];
        }
    }
    return true;
}

/* ---- a new one ---- */

static bool check_kind(Store *s, const ScoreEntry *set, Arena *a, int64_t city, Err *e)
{
    EntryKinds kinds;

    TRY(entry_kinds(s, city, a, &kinds, e));
    for (size_t i = 0; i < kinds.n; i++)
        if (strcmp(kinds.items[i].name.code, set->kind) == 0)
            return true;
    return ERR(e, ERR_NOT_FOUND, "没有登记种类“%s”；各考核办法的 entries.csv 列出了所有种类",
               "there is no kind of entry \"%s\"; the entries.csv of the schemes lists all of them",
               set->kind);
}

static bool check_replaced(const ScoreEntries *all, const ScoreEntry *set, Err *e)
{
    for (size_t i = 0; i < all->n && set->replaces; i++) {
        const ScoreEntry *x = &all->items[i];
        if (x->id != set->replaces)
            continue;
        if (all->replaced[i])
            return ERR(e, ERR_CONFLICT, "登记 %lld 已被更正过；请更正后来的那一条",
                       "entry %lld was replaced already; correct the later one", (long long)x->id);
        if (strcmp(x->kind, set->kind) != 0 || strcmp(unit_code(&x->unit), unit_code(&set->unit)) != 0)
            return ERR(e, ERR_CONFLICT, "登记 %lld 是 %s 的“%s”，不能用别的单位或种类更正",
                       "entry %lld of %s is a \"%s\"; another unit or kind cannot replace it",
                       (long long)x->id, unit_code(&x->unit), x->kind);
        return true;
    }
    return !set->replaces || ERR(e, ERR_NOT_FOUND, "没有登记 %lld 可更正",
                                 "there is no entry %lld to correct", (long long)set->replaces);
}

static bool check_texts(const ScoreEntry *set, Err *e)
{
    TRY(deed_reason(set->reason, true, e) && deed_reason(set->evidence, false, e));
    return isfinite(set->value) ||
           ERR(e, ERR_INVALID, "登记的数应是有限的数", "the value of an entry must be a finite number");
}

bool entry_last(Store *s, int64_t city, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_SCORE_ENTRY_LAST, &q, e, INT(city)) && query_next(q, &row, e));
    *id = query_int(q, 0);
    return true;
}

static bool enter(Store *s, const Intake *in, ScoreEntry *set, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    EntryRow r;
    char subject[64];

    TRY(entry_last(s, in->city, &set->id, e));
    set->id++;
    set->by = in->by;
    set->at = in->received_at;
    r = (EntryRow){*set, unit_kind_code(set->unit.kind), unit_code(&set->unit)};
    canonical(&r, &text);
    snprintf(subject, sizeof subject, "entry %lld", (long long)set->id);
    TRY(audit_add(s, in->city, &(AuditEntry){set->at, set->by, "score_entry", subject, buf_cstr(&text)},
                  &set->audit_seq, e));
    return RUN(s, SQL_SCORE_ENTRY_INSERT, e, INT(in->city), INT(set->id), TEXTARG(r.unit_kind),
               TEXTARG(r.unit), INT(period_code(set->period)), TEXTARG(set->kind), REAL(set->value),
               TEXTARG(set->reason), TEXTARG(set->evidence), INT(set->sample), INT(set->replaces),
               TEXTARG(set->by), TEXTARG(set->at), INT(set->audit_seq));
}

bool entry_add(Store *s, const City *c, const Intake *in, ScoreEntry *set, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    ScoreEntries all;

    set->reason = set->reason ? set->reason : "";
    set->evidence = set->evidence ? set->evidence : "";
    TRY(check_texts(set, e) && store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(check_kind(s, set, a, in->city, e) && entry_load(s, &(EntryKey){.city = c}, a, &all, e) &&
        check_replaced(&all, set, e) && enter(s, in, set, e));
    return store_commit(s, e);
}

bool entry_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    AUTO(query_end) Query *q = NULL;
    int64_t n = 0;
    bool row, same;

    TRY(QUERY(s, SQL_SCORE_ENTRY_ALL, &q, e, INT(city), TEXTARG("~"), INT(INT64_MAX)));
    for (;; n++) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        EntryRow r = read_row(q, a);
        buf_clear(&text);
        canonical(&r, &text);
        TRY(deed_in_audit(s, city, r.entry.audit_seq, buf_cstr(&text), &same, e));
        if (!same)
            WRONG(v, "登记 %lld 与审计链第 %lld 条不符",
                  "entry %lld does not match entry %lld of the audit chain", (long long)r.entry.id,
                  (long long)r.entry.audit_seq);
    }
    return deed_count(s, city, "score_entry", n, v, e);
}
