#include "indicator/completeness.h"

#include <math.h>
#include <string.h>

#include "ledger/review.h"

enum { FOREVER = 99991231 };

/* ---- names ---- */

static const struct {
    const char *code, *zh, *en;
} states[OWED_STATES] = {
    [OWED_MISSING] = {"missing", "未报", "missing"},
    [OWED_LATE] = {"late", "逾期", "late"},
    [OWED_IN] = {"in", "已报", "in"},
    [OWED_RETURNED] = {"returned", "退回", "returned"},
    [OWED_APPROVED] = {"approved", "已审", "approved"},
    [OWED_NOT_DUE] = {"not_due", "未到期", "not due"},
    [OWED_LOCKED] = {"locked", "已锁定", "locked"},
};

const char *owed_code(OwedState s)
{
    return states[s].code;
}

const char *owed_name(OwedState s, Lang lang)
{
    return TEXT(lang, states[s].zh, states[s].en);
}

static const char *const kinds[] = {[UNIT_DEPARTMENT] = "department", [UNIT_AREA] = "area"};

const char *unit_kind_code(UnitKind k)
{
    return kinds[k];
}

bool unit_kind_parse(Str s, UnitKind *k)
{
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (!str_eq(s, kinds[i]))
            continue;
        *k = (UnitKind)i;
        return true;
    }
    return false;
}

const char *unit_code(const Unit *u)
{
    return u->department ? u->department->code : u->area->code;
}

const char *unit_name(const Unit *u, Lang lang)
{
    return u->department ? department_name(u->department, lang) : area_name(u->area, lang);
}

static bool department_is_named(const Department *d, Str text)
{
    bool named = str_eq(text, d->code) || str_eq(text, d->name_zh) || str_eq(text, d->name_en);

    for (size_t i = 0; i < d->n_aliases; i++)
        named = named || str_eq(text, d->aliases[i]);
    return named;
}

bool unit_find(const City *c, Str text, Unit *out, Err *e)
{
    Err none = {.lang = e->lang};

    *out = (Unit){.kind = UNIT_DEPARTMENT};
    for (size_t i = 0; i < c->n_departments && !out->department; i++) {
        const Department *d = &c->departments[i];
        if (department_is_named(d, text))
            out->department = d;
    }
    if (out->department)
        return true;
    out->kind = UNIT_AREA;
    if (city_find_area(c, text, &out->area, &none) && strcmp(out->area->parent, c->code) == 0)
        return true;
    return ERR(e, ERR_NOT_FOUND, "没有报送单位“%.*s”；应是 departments.csv 里的部门，或本市的镇街、园区",
               "there is no unit \"%.*s\" that hands in; it must be a department of departments.csv, or a "
               "town, street or park of the city",
               (int)text.n, text.s);
}

/* ---- what is owed ---- */

Basis owed_basis(const Indicator *i)
{
    static const Basis order[] = {BASIS_YTD, BASIS_MONTH, BASIS_QUARTER, BASIS_YEAR};

    if (i->bases & (1u << BASIS_POINT) && i->kind != KIND_FLOW)
        return BASIS_POINT;
    for (size_t k = 0; k < COUNT(order); k++)
        if (i->bases & (1u << order[k]))
            return order[k];
    return BASIS_POINT;
}

static Period period_of_basis(Basis basis, Period month)
{
    if (basis == BASIS_QUARTER)
        return period_quarter(month.year, (month.index + 2) / 3);
    return basis == BASIS_YEAR ? period_year(month.year) : month;
}

Period owed_period(const Indicator *i, Period month)
{
    return period_of_basis(owed_basis(i), month);
}

/* The keys under which the figure may stand: its own, then what says the same (December's year to date and
 * the year's). */
static size_t keys_of(const OwedCell *c, Period month, Fact keys[3])
{
    unsigned bases = c->indicator->bases;
    size_t n = 0;

    keys[n++] = (Fact){.basis = c->basis, .period = c->period};
    if (c->basis == BASIS_YTD && month.index == 12 && bases & (1u << BASIS_YEAR))
        keys[n++] = (Fact){.basis = BASIS_YEAR, .period = period_year(month.year)};
    if (c->basis == BASIS_YTD && month.index == 3 && bases & (1u << BASIS_QUARTER))
        keys[n++] = (Fact){.basis = BASIS_QUARTER, .period = period_quarter(month.year, 1)};
    if (c->basis == BASIS_POINT && month.index % 3 == 0)
        keys[n++] = (Fact){.basis = BASIS_POINT, .period = period_quarter(month.year, month.index / 3)};
    if (c->basis == BASIS_POINT && month.index == 12)
        keys[n++] = (Fact){.basis = BASIS_POINT, .period = period_year(month.year)};
    return n;
}

static bool answers_for(const Unit *u, const City *c, const Indicator *i, const Area *area)
{
    if (u->department)
        return strcmp(i->department, u->department->code) == 0 && strcmp(area->code, c->code) == 0;
    return u->area && i->towns && strcmp(area->code, u->area->code) == 0;
}

bool unit_owes(const Unit *u, const City *c, Period month, const OwedKey *key)
{
    Fact keys[3];
    OwedCell cell = {.indicator = key->indicator,
                     .basis = owed_basis(key->indicator),
                     .period = owed_period(key->indicator, month)};
    size_t n = keys_of(&cell, month, keys);
    bool owes = answers_for(u, c, key->indicator, key->area) && figure_is_due(key->indicator, month) &&
                key->indicator->measures & (1u << key->measure);

    for (size_t k = 0; owes && k < n; k++)
        if (keys[k].basis == key->basis && period_eq(keys[k].period, key->period))
            return true;
    return false;
}

bool owed_is_open(const OwedCell *c)
{
    return c->state == OWED_MISSING || c->state == OWED_LATE || c->state == OWED_RETURNED;
}

OwedState owed_shown(const OwedCell *c)
{
    return c->lock ? OWED_LOCKED : c->state;
}

/* ---- what became of it ---- */

/* A submission that brought something, looked up once. */
typedef struct Brought {
    int64_t submission;
    const char *by, *at, *reason;
    bool reviewed;
    Decision decision;
} Brought;

typedef struct Walk {
    const Collecting *c;
    Period month;
    DueRules due;
    PeriodLocks *locks;
    Arena *arena;
    Brought *brought;
    size_t n, cap;
    int64_t *seen; /* [n_seen] submissions, ascending */
    size_t n_seen, cap_seen;
} Walk;

static bool walk_begin(const Collecting *c, Arena *a, Walk *w, Err *e)
{
    const View *v = &c->known;

    *w = (Walk){.c = c, .month = collecting_month(c->period), .locks = NEW(a, PeriodLocks), .arena = a};
    return due_rules_load(v, a, &w->due, e) && locks_load(v->s, v->city->id, v->as_of, a, w->locks, e);
}

static bool look_up(Walk *w, int64_t submission, const Brought **out, Err *e)
{
    const View *v = &w->c->known;
    AUTO(query_end) Query *q = NULL;
    Review review;
    bool row;

    for (size_t i = w->n; i-- > 0;)
        if (w->brought[i].submission == submission) {
            *out = &w->brought[i];
            return true;
        }
    Brought b = {.submission = submission, .by = "", .at = "", .reason = ""};
    TRY(QUERY(v->s, SQL_SUBMISSION_BY_ID, &q, e, INT(v->city->id), INT(submission)) &&
        query_next(q, &row, e));
    if (row) {
        b.at = str_dup(w->arena, query_text(q, 4));
        b.by = str_dup(w->arena, query_text(q, 5));
    }
    TRY(review_latest(v->s, &(ReviewKey){v->city->id, submission, v->as_of}, w->arena, &review, &b.reviewed,
                      e));
    if (b.reviewed) {
        b.decision = review.decision;
        b.reason = review.decision == DECISION_RETURN ? review.reason : "";
    }
    ARENA_PUSH(w->arena, w->brought, w->n, w->cap);
    w->brought[w->n] = b;
    *out = &w->brought[w->n++];
    return true;
}

/* Where the submission stands in the ascending list, or would. */
static size_t place_in(const int64_t *list, size_t n, int64_t submission)
{
    size_t low = 0;

    while (low < n) {
        size_t mid = low + (n - low) / 2;
        if (list[mid] < submission)
            low = mid + 1;
        else
            n = mid;
    }
    return low;
}

static void see(Walk *w, int64_t submission)
{
    size_t at = place_in(w->seen, w->n_seen, submission);

    if (at < w->n_seen && w->seen[at] == submission)
        return;
    ARENA_PUSH(w->arena, w->seen, w->n_seen, w->cap_seen);
    for (size_t i = w->n_seen++; i > at; i--)
        w->seen[i] = w->seen[i - 1];
    w->seen[at] = submission;
}

bool completeness_has(const Completeness *c, int64_t submission)
{
    size_t at = place_in(c->submissions, c->n_submissions, submission);

    return at < c->n_submissions && c->submissions[at] == submission;
}

/* Reads the vintages of one key; the last submission's stays in the cell. */
static bool read_key(Walk *w, const Fact *key, OwedCell *cell, Err *e)
{
    const View *v = &w->c->known;
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(v->s, SQL_OBSERVATION_KEY, &q, e, INT(v->city->id), INT(cell->indicator->id),
              INT(cell->area->id), INT(key->basis), INT(cell->measure), INT(0), INT(period_code(key->period)),
              INT(v->as_of ? v->as_of : FOREVER), INT(view_until(v))));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        Status status = (Status)query_int(q, 8);
        int64_t submission = query_int(q, 5);
        see(w, submission);
        bool counts = status != STATUS_FORECAST && !(v->no_sample && status == STATUS_SAMPLE);
        cell->forecast_only = cell->forecast_only || status == STATUS_FORECAST;
        if (!counts || submission < cell->submission)
            continue;
        cell->submission = submission;
        cell->value = query_real(q, 6);
        cell->decimals = (int)query_int(q, 7);
        cell->status = status;
    }
}

static OwedState state_of(const OwedCell *c, const Brought *b, int today)
{
    if (b)
        return !b->reviewed ? OWED_IN : b->decision == DECISION_RETURN ? OWED_RETURNED : OWED_APPROVED;
    if (!c->due)
        return OWED_NOT_DUE;
    return today && c->due_on && today > c->due_on ? OWED_LATE : OWED_MISSING;
}

static bool find_out(Walk *w, OwedCell *cell, Err *e)
{
    const Brought *b = NULL;
    int today = w->c->today;
    Fact keys[3];
    size_t n = keys_of(cell, w->month, keys);

    cell->value = (double)NAN;
    cell->by = cell->at = cell->reason = "";
    for (size_t k = 0; k < n; k++)
        TRY(read_key(w, &keys[k], cell, e));
    if (cell->submission) {
        TRY(look_up(w, cell->submission, &b, e));
        cell->by = b->by;
        cell->at = b->at;
        cell->reason = b->reason;
        cell->forecast_only = false;
    }
    cell->due = figure_is_due(cell->indicator, w->month) && (!today || period_last_day(w->month) <= today);
    cell->due_on = due_on(&w->due, cell->indicator, w->month);
    cell->state = state_of(cell, b, today);
    cell->lock = lock_of(w->locks, w->month, cell->indicator->department);
    if (owed_is_open(cell) && today && cell->due_on && today > cell->due_on)
        cell->late_days = date_days(today) - date_days(cell->due_on);
    return true;
}

/* ---- units ---- */

static void count(OwedUnit *u, const OwedCell *c)
{
    OwedCounts *k = &u->counts;

    if (!c->due)
        return;
    k->n_due++;
    k->n_in += c->state == OWED_IN || c->state == OWED_APPROVED;
    k->n_approved += c->state == OWED_APPROVED;
    k->n_missing += c->state == OWED_MISSING;
    k->n_late += c->state == OWED_LATE;
    k->n_returned += c->state == OWED_RETURNED;
    if (c->due_on && (!u->due_on || c->due_on < u->due_on))
        u->due_on = c->due_on;
    if (c->late_days > u->late_days)
        u->late_days = c->late_days;
    u->locked = u->locked && c->lock;
}

static bool add_cells(Walk *w, const Indicator *i, const Area *area, OwedUnit *u, size_t *cap, Err *e)
{
    for (int m = 0; m < MEASURES; m++) {
        if (!(i->measures & (1u << m)))
            continue;
        OwedCell c = {.indicator = i,
                      .area = area,
                      .measure = (Measure)m,
                      .basis = owed_basis(i),
                      .period = owed_period(i, w->month)};
        TRY(find_out(w, &c, e));
        ARENA_PUSH(w->arena, u->cells, u->n, *cap);
        u->cells[u->n++] = c;
        count(u, &c);
    }
    return true;
}

static bool unit_cells(Walk *w, const Unit *unit, OwedUnit *out, Err *e)
{
    const Catalogue *k = w->c->catalogue;
    const Area *area = unit->area ? unit->area : k->city->self;
    size_t cap = 0;

    *out = (OwedUnit){.unit = *unit, .locked = true};
    for (size_t i = 0; i < k->n; i++)
        if (answers_for(unit, k->city, &k->indicators[i], area))
            TRY(add_cells(w, &k->indicators[i], area, out, &cap, e));
    out->locked = out->locked && out->counts.n_due > 0;
    return true;
}

static void add_counts(OwedCounts *to, const OwedCounts *c)
{
    to->n_due += c->n_due;
    to->n_in += c->n_in;
    to->n_approved += c->n_approved;
    to->n_missing += c->n_missing;
    to->n_late += c->n_late;
    to->n_returned += c->n_returned;
}

static bool add_unit(Walk *w, const Unit *unit, Completeness *out, Err *e)
{
    OwedUnit *u = &out->units[out->n];

    TRY(unit_cells(w, unit, u, e));
    if (!u->n)
        return true;
    out->n++;
    add_counts(&out->counts, &u->counts);
    return true;
}

bool completeness_of_unit(const Collecting *c, const Unit *u, Arena *a, OwedUnit *out, Err *e)
{
    Walk w;

    return walk_begin(c, a, &w, e) && unit_cells(&w, u, out, e);
}

bool completeness_of(const Collecting *c, Arena *a, Completeness *out, Err *e)
{
    const City *city = c->catalogue->city;
    const Area **parts;
    Walk w;

    TRY(walk_begin(c, a, &w, e));
    size_t n_parts = city_children(city, city->self, period_last_day(w.month), a, &parts);
    *out = (Completeness){.period = w.month, .units = NEW_N(a, OwedUnit, city->n_departments + n_parts + 1)};
    for (size_t i = 0; i < city->n_departments; i++)
        TRY(add_unit(&w, &(Unit){UNIT_DEPARTMENT, &city->departments[i], NULL}, out, e));
    for (size_t i = 0; i < n_parts; i++)
        TRY(add_unit(&w, &(Unit){UNIT_AREA, NULL, parts[i]}, out, e));
    out->submissions = w.seen;
    out->n_submissions = w.n_seen;
    return true;
}
