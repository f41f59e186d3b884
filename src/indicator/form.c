#include "indicator/form.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *code, *zh, *en;
} states[FORM_STATES] = {
    [FORM_OPEN] = {"open", "待报", "open"},
    [FORM_LATE] = {"late", "逾期", "late"},
    [FORM_RETURNED] = {"returned", "退回", "returned"},
    [FORM_HANDED_IN] = {"handed_in", "已报", "handed in"},
    [FORM_APPROVED] = {"approved", "已审", "approved"},
    [FORM_LOCKED] = {"locked", "已锁定", "locked"},
};

const char *form_state_code(FormState s)
{
    return states[s].code;
}

const char *form_state_name(FormState s, Lang lang)
{
    return TEXT(lang, states[s].zh, states[s].en);
}

FormState form_state(const OwedUnit *u)
{
    const OwedCounts *k = &u->counts;

    if (u->locked)
        return FORM_LOCKED;
    if (k->n_returned)
        return FORM_RETURNED;
    if (k->n_late)
        return FORM_LATE;
    if (k->n_in < k->n_due || !k->n_due)
        return FORM_OPEN;
    return k->n_approved == k->n_due ? FORM_APPROVED : FORM_HANDED_IN;
}

/* ---- what helps to fill a cell ---- */

static const Fact *fact_of(const History *h, const OwedCell *c, Period month)
{
    Period p = c->basis == BASIS_QUARTER ? period_quarter(month.year, (month.index + 2) / 3)
               : c->basis == BASIS_YEAR  ? period_year(month.year)
                                         : month;

    if (c->basis == BASIS_YTD)
        return history_ytd(h, c->measure, month);
    return c->basis == BASIS_POINT ? history_point(h, c->measure, month)
                                   : history_find(h, c->basis, c->measure, p);
}

static Earlier earlier(const History *h, const OwedCell *c, Period month)
{
    const Fact *f = fact_of(h, c, month);

    if (!f || f->status == STATUS_FORECAST)
        return (Earlier){.period = month, .value = (double)NAN};
    return (Earlier){month, f->value, f->decimals, f->status};
}

/* The month before in which a figure was due. */
static Period month_before(const Indicator *i, Period month)
{
    do
        month = period_shift(month, -1);
    while (!figure_is_due(i, month));
    return month;
}

static bool help_cell(const Collecting *c, const OwedCell *owed, Period month, FormCell *out, Err *e)
{
    AUTO(arena_free) Arena *scratch = arena_new();
    History h;

    TRY(history_load(&c->known, owed->indicator, owed->area, scratch, &h, e));
    *out = (FormCell){.owed = *owed,
                      .before = earlier(&h, owed, month_before(owed->indicator, month)),
                      .last_year = earlier(&h, owed, period_month(month.year - 1, month.index))};
    if (owed->measure == MEASURE_VALUE && owed->basis == BASIS_YTD)
        out->has_expected = expected_at(&h, month, scratch, &out->expected);
    return true;
}

/* ---- forms ---- */

static Form head_of(const OwedUnit *u, Period month)
{
    return (Form){.unit = u->unit,
                  .period = month,
                  .counts = u->counts,
                  .state = form_state(u),
                  .due_on = u->due_on,
                  .late_days = u->late_days};
}

/* Does the month's round ask for it? A cell before the month's end is asked for, and not due yet. */
static bool is_asked(const OwedCell *c, Period month)
{
    return figure_is_due(c->indicator, month);
}

static bool asks_any(const OwedUnit *u, Period month)
{
    for (size_t i = 0; i < u->n; i++)
        if (is_asked(&u->cells[i], month))
            return true;
    return false;
}

static bool owes_nothing(const Unit *u, Period month, Err *e)
{
    char text[PERIOD_TEXT_MAX];

    period_text(month, text);
    return ERR(e, ERR_NOT_FOUND, "%s %s 没有应报的数", "%s owes no figure for %s", unit_name(u, e->lang),
               text);
}

bool form_of(const Collecting *c, const Unit *unit, Arena *a, Form *out, Err *e)
{
    Period month = collecting_month(c->period);
    OwedUnit u;

    TRY(completeness_of_unit(c, unit, a, &u, e));
    *out = head_of(&u, month);
    out->cells = NEW_N(a, FormCell, u.n + 1);
    for (size_t i = 0; i < u.n; i++)
        if (is_asked(&u.cells[i], month))
            TRY(help_cell(c, &u.cells[i], month, &out->cells[out->n++], e));
    return out->n || owes_nothing(unit, month, e);
}

bool form_list(const Collecting *c, Arena *a, Form **out, size_t *n, Err *e)
{
    Completeness all;

    TRY(completeness_of(c, a, &all, e));
    *out = NEW_N(a, Form, all.n + 1);
    *n = 0;
    for (size_t i = 0; i < all.n; i++)
        if (asks_any(&all.units[i], all.period))
            (*out)[(*n)++] = head_of(&all.units[i], all.period);
    return true;
}

const char *form_unit_of(const Indicator *i, Measure m, Lang lang)
{
    if (m == MEASURE_VALUE)
        return i->unit;
    return i->growth_at == GROWTH_POINTS ? TEXT(lang, "个百分点", "pp") : "%";
}

int form_decimals(const OwedCell *c)
{
    return c->measure == MEASURE_VALUE ? c->indicator->decimals : 1;
}

/* ---- handing in ---- */

enum { COL_INDICATOR, COL_AREA, COL_PERIOD, COL_BASIS, COL_MEASURE, COL_VALUE, COL_STATUS, COL_NOTE, COLS };
static const char *const column_names[COLS] = {"indicator", "area",  "period", "basis",
                                               "measure",   "value", "status", "note"};

typedef struct HandIn {
    const FormHandIn *in;
    City city;
    Catalogue catalogue;
    PeriodLocks locks;
    Unit unit;
    Period month;
} HandIn;

static bool find_unit(HandIn *h, Err *e)
{
    const FormHandIn *in = h->in;
    const Department *d = in->kind == UNIT_DEPARTMENT ? city_department(&h->city, in->unit) : NULL;
    const Area *area = in->kind == UNIT_AREA ? city_area(&h->city, in->unit) : NULL;

    h->unit = (Unit){in->kind, d, area};
    if (d || (area && strcmp(area->parent, h->city.code) == 0))
        return true;
    return ERR(e, ERR_NOT_FOUND, "没有报送单位“%s”", "there is no unit \"%s\" that hands in", in->unit);
}

static bool prepare(Store *s, HandIn *h, Arena *a, Err *e)
{
    const PeriodLock *l;
    char month[PERIOD_TEXT_MAX];
    bool any = false;

    h->month = collecting_month(h->in->period);
    TRY(city_load(s, 0, a, &h->city, e) && catalogue_load(s, &h->city, a, &h->catalogue, e) &&
        locks_load(s, h->city.id, 0, a, &h->locks, e) && find_unit(h, e));
    l = h->unit.department ? lock_of(&h->locks, h->month, h->unit.department->code) : NULL;
    period_text(h->month, month);
    if (l)
        return ERR(e, ERR_CONFLICT, "%s 已由 %s 于 %s 锁定（%s）；先说明理由解锁，再报送",
                   "%s was locked by %s at %s (%s); have it unlocked with a reason first", month, l->by,
                   l->at, l->reason);
    for (size_t i = 0; i < h->catalogue.n && !any; i++) {
        const Indicator *x = &h->catalogue.indicators[i];
        bool ours = h->unit.department ? strcmp(x->department, h->unit.department->code) == 0 : x->towns;
        any = ours && figure_is_due(x, h->month);
    }
    return any || owes_nothing(&h->unit, h->month, e);
}

/* May this figure stand in the unit's form? The import's catalogue is another copy: codes are compared. */
static bool is_owed(void *arg, const Observation *o)
{
    const HandIn *h = arg;
    OwedKey key = {o->indicator, o->area, o->fact.measure, o->fact.basis, o->fact.period};

    return unit_owes(&h->unit, &h->city, h->month, &key);
}

static void set_cell(Cell *c, const char *text)
{
    Str s = str_trim(str_of(text ? text : ""));

    *c = (Cell){.kind = s.n ? CELL_TEXT : CELL_EMPTY, .text = s};
}

static const char *or_else(const char *text, const char *other)
{
    return text && *text ? text : other;
}

/* The row of an entry: what the form knows beside what was typed. */
static TableRow row_of(const HandIn *h, const FormEntry *x, size_t number, Arena *a)
{
    const char *own = h->unit.area ? h->unit.area->code : h->city.code;
    Cell *cells = NEW_N(a, Cell, COLS);
    char period[PERIOD_TEXT_MAX];
    const Indicator *i = NULL;
    Err none = {0};

    if (catalogue_find(&h->catalogue, str_of(or_else(x->indicator, "")), &i, &none))
        set_cell(&cells[COL_BASIS], basis_code(owed_basis(i)));
    period_text(i ? owed_period(i, h->month) : h->month, period);
    set_cell(&cells[COL_INDICATOR], x->indicator);
    set_cell(&cells[COL_AREA], or_else(x->area, own));
    set_cell(&cells[COL_PERIOD], arena_strdup(a, period));
    set_cell(&cells[COL_MEASURE], or_else(x->measure, measure_code(MEASURE_VALUE)));
    set_cell(&cells[COL_VALUE], x->value);
    set_cell(&cells[COL_STATUS], x->status);
    set_cell(&cells[COL_NOTE], x->note);
    return (TableRow){number, cells, COLS};
}

static bool submit_entries(Store *s, const HandIn *h, const ImportSpec *spec, Arena *a, ImportReport *out,
                           Err *e)
{
    TableRow *rows = NEW_N(a, TableRow, h->in->n + 1);
    Cell *names = NEW_N(a, Cell, COLS);
    char month[PERIOD_TEXT_MAX];

    for (size_t k = 0; k < COLS; k++)
        set_cell(&names[k], column_names[k]);
    rows[0] = (TableRow){1, names, COLS};
    for (size_t k = 0; k < h->in->n; k++)
        rows[k + 1] = row_of(h, &h->in->entries[k], k + 2, a);
    period_text(h->month, month);
    ImportRows table = {arena_printf(a, "form %s %s", h->in->unit, month), rows, h->in->n + 1};
    return import_rows(s, &table, spec, a, out, e);
}

bool form_submit(Store *s, const FormHandIn *in, Arena *a, ImportReport *out, Err *e)
{
    HandIn h = {.in = in};
    ImportSpec spec = in->import;

    *out = (ImportReport){.findings = {.arena = a, .lang = e->lang, .file = in->unit, .sheet = ""}};
    TRY(prepare(s, &h, a, e));
    spec.allowed = (Allowed){is_owed, &h};
    return in->path ? import_path(s, in->path, &spec, a, out, e) : submit_entries(s, &h, &spec, a, out, e);
}

const FormEntry *form_finding_entry(const FormHandIn *in, const Finding *f)
{
    return !in->path && f->at.row >= 2 && f->at.row - 2 < in->n ? &in->entries[f->at.row - 2] : NULL;
}
