#include "indicator/intake.h"

#include <limits.h>
#include <math.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

enum { MEMO = 4096 }; /* cells remembered, by hash: labels repeat */

typedef struct Memo {
    char *text;
    size_t n;
    Attr attr;
    Attrs says;
} Memo;

typedef struct Rows {
    IntakeSheet *in;
    const Mapping *m;
    Labels *l, scratch;
    Memo memo[MEMO];
    const Indicator *last; /* the indicator of the row above, for "同比增长" below it */
} Rows;

/* ---- labels of a row ---- */

static uint32_t hash_text(Str s, Attr attr)
{
    uint32_t h = 2166136261u ^ (uint32_t)attr;

    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.s[i]) * 16777619u;
    return h;
}

static void remember(Rows *r, Memo *k, Str text, Attr attr, const Attrs *says)
{
    char *copy = strndup(text.s, text.n);

    if (!copy)
        abort();
    free(k->text);
    *k = (Memo){copy, text.n, attr, *says};
    if (HAS(says, ATTR_UNIT))
        k->says.unit = (Str){str_dup(r->l->arena, says->unit), says->unit.n};
}

/* Reads a label once; the same text in a column of the same role means the same. */
static bool read_label(Rows *r, Attr attr, Str text, const Attrs **says, Err *e)
{
    Memo *k = &r->memo[hash_text(text, attr) % MEMO];

    if (k->text && k->attr == attr && k->n == text.n && memcmp(k->text, text.s, text.n) == 0) {
        *says = &k->says;
        return true;
    }
    Attrs found = {0};
    bool ok = label_read_as(&r->scratch, attr, text, &found, e);
    if (ok)
        remember(r, k, text, attr, &found);
    arena_reset(r->scratch.arena);
    *says = &k->says;
    return ok;
}

static void read_cell(Rows *r, Attr attr, Str text, Place at, Attrs *row)
{
    Err e = {.lang = r->in->fs->lang};
    const Attrs *says;
    char *copy;

    if (!text.n)
        return;
    if (attr == ATTR_SOURCE || attr == ATTR_NOTE) {
        *(attr == ATTR_SOURCE ? &row->source : &row->note) = text;
        row->has |= 1u << attr;
        return;
    }
    if (read_label(r, attr, text, &says, &e)) {
        attrs_lay(row, says);
        return;
    }
    static const char *const codes[ATTRS] = {
        [ATTR_INDICATOR] = "unknown-indicator", [ATTR_AREA] = "unknown-area",
        [ATTR_PERIOD] = "bad-period",           [ATTR_BASIS] = "bad-basis",
        [ATTR_MEASURE] = "bad-measure",         [ATTR_STATUS] = "bad-status",
        [ATTR_KNOWN_ON] = "bad-date",           [ATTR_AGAINST] = "unknown-peer-set"};
    copy = str_dup(r->scratch.arena, text);
    FINDING(r->in->fs, FAULT, at, codes[attr], copy, "%s", "%s", e.msg);
    arena_reset(r->scratch.arena);
}

/* ---- what a figure must be ---- */

static bool basis_of(const Indicator *i, const Attrs *a, Basis *basis)
{
    Freq f = (Freq)a->period.freq;
    Basis of_freq = f == FREQ_YEAR ? BASIS_YEAR : f == FREQ_QUARTER ? BASIS_QUARTER : BASIS_MONTH;

    if (HAS(a, ATTR_BASIS))
        *basis = a->basis;
    else if (i->kind == KIND_STOCK || f == FREQ_DAY)
        *basis = BASIS_POINT;
    else if (i->bases & (1u << of_freq))
        *basis = of_freq;
    else if (i->bases & (1u << BASIS_YTD))
        *basis = BASIS_YTD;
    else if (i->bases & (1u << BASIS_POINT))
        *basis = BASIS_POINT;
    else
        return false;
    /* A month's figure of an indicator that is published both by month and cumulatively needs the word. */
    bool both = of_freq == BASIS_MONTH && (i->bases & (1u << BASIS_YTD)) && (i->bases & (1u << BASIS_MONTH));
    return HAS(a, ATTR_BASIS) || !both;
}

/* The period in the form in which the basis is kept: ytd by its last month. */
static bool fit_period(Basis basis, Period *p)
{
    Freq f = (Freq)p->freq;

    switch (basis) {
    case BASIS_MONTH:
        return f == FREQ_MONTH;
    case BASIS_QUARTER:
        return f == FREQ_QUARTER;
    case BASIS_YTD:
        if (f == FREQ_DAY)
            return false;
        *p = period_month(p->year, period_end_month(*p));
        return true;
    case BASIS_YEAR:
        return f == FREQ_YEAR;
    case BASIS_POINT:
        return true;
    case BASES:
        break;
    }
    return false;
}

/* An area of several editions is valid where one of them is. */
static bool area_valid(const Rows *r, const Area *a, int date)
{
    const City *c = r->in->catalogue->city;

    if (area_is_valid_on(a, date))
        return true;
    for (size_t i = 0; i < c->n_areas; i++)
        if (strcmp(c->areas[i].code, a->code) == 0 && area_is_valid_on(&c->areas[i], date))
            return true;
    return false;
}

static bool check_complete(Rows *r, const Attrs *a, Place at, const char *found)
{
    Findings *fs = r->in->fs;

    if (!HAS(a, ATTR_INDICATOR))
        FINDING(fs, FAULT, at, "no-indicator", found,
                "不知道这个数是哪个指标；请加“指标”列，或用 --indicator 指明",
                "it is not known which indicator this is; add a column \"indicator\" or give --indicator");
    if (!HAS(a, ATTR_PERIOD))
        FINDING(fs, FAULT, at, "no-period", found, "不知道这个数是哪一期；请加“时期”列，或用 --period 指明",
                "it is not known which period this is; add a column \"period\" or give --period");
    return HAS(a, ATTR_INDICATOR) && HAS(a, ATTR_PERIOD);
}

static void check_unit(Rows *r, const Attrs *a, const Observation *o, const Decimal *d, Place at,
                       const char *found)
{
    Findings *fs = r->in->fs;
    Measure m = o->fact.measure;
    bool growth = m == MEASURE_YOY || m == MEASURE_AVG2;
    const Indicator *i = o->indicator;
    AUTO(arena_free) Arena *arena = NULL;

    if (d->percent && !growth && !word_is_growth_unit(str_of(i->unit)))
        FINDING(fs, FAULT, at, "unit-mismatch", found, "%s的单位是%s，不是百分比",
                "%s is measured in %s, not in percent", indicator_name(i, fs->lang), i->unit);
    if (!HAS(a, ATTR_UNIT) || m == MEASURE_RANK || m == MEASURE_RANK_VALUE)
        return;
    /* A long sheet repeats the indicator's unit beside its growth, too. */
    bool ok = word_same_unit(a->unit, str_of(i->unit)) || (growth && word_is_growth_unit(a->unit));
    if (ok)
        return;
    arena = arena_new();
    FINDING(fs, FAULT, at, "unit-mismatch", str_dup(arena, a->unit), "%s的单位应为%s；请换算后再导入",
            "%s is measured in %s; convert the figures first", indicator_name(i, fs->lang),
            growth ? "%" : i->unit);
}

static void check_time(Rows *r, const Observation *o, Place at, const char *found)
{
    Findings *fs = r->in->fs;
    const Fact *f = &o->fact;
    const Indicator *i = o->indicator;
    char period[PERIOD_TEXT_MAX], known[DATE_TEXT_MAX];
    int month = f->period.freq == FREQ_MONTH ? f->period.index : 0, last = period_last_day(f->period);
    bool flow = f->basis == BASIS_MONTH || f->basis == BASIS_YTD;

    bool alone = i->jan_feb_merged && flow && (month == 1 || (month == 2 && f->basis == BASIS_MONTH));
    bool future = last > f->known_on && f->status != STATUS_FORECAST;
    bool valid = area_valid(r, o->area, last);
    if (!alone && !future && valid)
        return;
    period_text(f->period, period);
    date_text(f->known_on, known);
    if (alone)
        FINDING(fs, FAULT, at, "january-alone", found, "%s 1—2月合并公布，没有%s当月数；请改报 %d-02 累计",
                "%s is published for January and February together; there is no figure of %s alone, hand in "
                "%d-02 ytd",
                indicator_name(i, fs->lang), period, f->period.year);
    if (future)
        FINDING(fs, FAULT, at, "future-period", found, "%s 还没有过完（得知日期 %s）；预计数请标明状态“预计”",
                "%s had not ended on %s, the day of knowledge; mark a forecast with the status forecast",
                period, known);
    if (!valid)
        FINDING(fs, FAULT, at, "area-not-valid", found, "%s（%s）在 %s 不是有效地区；见 areas.csv 的起止日期",
                "%s (%s) is not a valid area in %s; see its dates in areas.csv", area_name(o->area, fs->lang),
                o->area->code, period);
}

static void check_rank(Rows *r, const Observation *o, Place at, const char *found)
{
    bool rank = o->fact.measure == MEASURE_RANK || o->fact.measure == MEASURE_RANK_VALUE;

    if (rank && !*o->against)
        FINDING(r->in->fs, FAULT, at, "rank-without-peers", found,
                "位次要说明比较范围：请填“比较范围”列（against），如 %s",
                "a rank needs its peer set: fill the column against, e.g. %s",
                r->in->catalogue->city->peer_set);
    if (rank && (o->fact.value < 1 || o->fact.value != floor(o->fact.value) || o->fact.value > 10000))
        FINDING(r->in->fs, FAULT, at, "bad-rank", found, "位次应为 1 以上的整数",
                "a rank must be a whole number from 1");
}

/* A closed period takes nothing; a form takes what its unit owes. */
static void check_allowed(Rows *r, const Observation *o, Place at, const char *found)
{
    const IntakeSheet *in = r->in;
    const PeriodLock *l = lock_refuses(in->locks, in->catalogue->city, o->indicator, o->area, o->fact.period);
    char month[PERIOD_TEXT_MAX], period[PERIOD_TEXT_MAX];

    if (l) {
        period_text(l->period, month);
        FINDING(in->fs, FAULT, at, "period-locked", found,
                "%s 已由 %s 于 %s 锁定（%s）；先说明理由解锁，再报送",
                "%s was locked by %s at %s (%s); have it unlocked with a reason first", month, l->by, l->at,
                l->reason);
    }
    if (!in->allowed.may || in->allowed.may(in->allowed.arg, o))
        return;
    period_text(o->fact.period, period);
    FINDING(in->fs, FAULT, at, "not-owed", found, "%s（%s）%s %s %s 不在应报之列",
            "%s (%s) %s %s %s is not owed here", indicator_name(o->indicator, in->fs->lang),
            area_name(o->area, in->fs->lang), period, basis_name(o->fact.basis, in->fs->lang),
            measure_name(o->fact.measure, in->fs->lang));
}

static bool check_basis(Rows *r, const Attrs *a, Observation *o, Place at, const char *found)
{
    Findings *fs = r->in->fs;
    const char *name = indicator_name(o->indicator, fs->lang);
    char period[PERIOD_TEXT_MAX];

    if (!basis_of(o->indicator, a, &o->fact.basis)) {
        FINDING(fs, FAULT, at, "no-basis", found, "%s既有当月数又有累计数；请加“口径”列或用 --basis 指明",
                "%s is published by month and cumulatively; add a column \"basis\" or give --basis", name);
        return false;
    }
    if (!fit_period(o->fact.basis, &o->fact.period)) {
        period_text(a->period, period);
        FINDING(fs, FAULT, at, "basis-and-period", found, "时期 %s 不能有口径“%s”",
                "the period %s cannot have the basis \"%s\"", period, basis_name(o->fact.basis, fs->lang));
        return false;
    }
    if (!(o->indicator->bases & (1u << o->fact.basis))) {
        FINDING(fs, FAULT, at, "basis-not-published", found,
                "%s不按“%s”公布；如确有此口径，请在 indicators.csv 的 bases 里加上",
                "%s is not published by \"%s\"; if it is, add it to bases in indicators.csv", name,
                basis_name(o->fact.basis, fs->lang));
        return false;
    }
    return true;
}

/* ---- a figure ---- */

static int pair_order(const void *a, const void *b)
{
    const Touched *x = a, *y = b;
    uintptr_t p = (uintptr_t)x->indicator, q = (uintptr_t)y->indicator;

    if (p == q) {
        p = (uintptr_t)x->area;
        q = (uintptr_t)y->area;
    }
    return (p > q) - (p < q);
}

static void touch(IntakeSheet *in, const Observation *o, Place at)
{
    Touched key = {o->indicator, o->area, at};

    if (in->n_touched && pair_order(&in->touched[in->n_touched - 1], &key) == 0)
        return;
    if (tfind(&key, &in->seen, pair_order))
        return;
    Touched *kept = NEW(in->arena, Touched);
    *kept = key;
    if (!tsearch(kept, &in->seen, pair_order))
        abort();
    ARENA_PUSH(in->arena, in->touched, in->n_touched, in->cap_touched);
    in->touched[in->n_touched++] = key;
}

static bool number_of(Rows *r, const Cell *c, Place at, const char *found, Decimal *d)
{
    bool lossy = false;

    if (c->kind == CELL_ERROR || c->kind == CELL_BOOL) {
        FINDING(r->in->fs, FAULT, at, "not-a-number", found, "应为数字", "expected a number");
        return false;
    }
    if (c->kind == CELL_NUMBER)
        *d = c->number;
    else if (!decimal_parse(c->text, d, &lossy)) {
        if (lossy)
            FINDING(r->in->fs, FAULT, at, "digits-lost", found, "超过 15 位有效数字，会丢失精度；请减少位数",
                    "more than 15 significant digits would be lost; give fewer");
        else
            FINDING(r->in->fs, FAULT, at, "not-a-number", found, "应为数字，没有数就留空",
                    "expected a number; leave the cell empty where there is none");
        return false;
    }
    if (isfinite(d->value))
        return true;
    FINDING(r->in->fs, FAULT, at, "not-a-number", found, "应为有限的数", "expected a finite number");
    return false;
}

static bool store_figure(Rows *r, const Observation *o, Place at, const char *found, Err *e)
{
    bool duplicate;
    Place first;

    TRY(observation_store(r->in->writer, o, &duplicate, e));
    touch(r->in, o, at);
    if (!duplicate)
        return true;
    TRY(observation_place(r->in->writer, o, &first, e));
    char letters[16];
    FINDING(r->in->fs, FAULT, at, "duplicate-key", found, "与第%zu行%s列是同一个指标、地区、时期和口径",
            "the same indicator, area, period and basis as in row %zu column %s", first.row,
            column_letters(first.col, letters));
    return true;
}

static bool take_figure(Rows *r, const Cell *c, const Attrs *a, Place at, Err *e)
{
    const Intake *in = r->in->sub->intake;
    size_t faults = r->in->fs->n_faults;
    char found[128];
    Decimal d;

    snprintf(found, sizeof found, "%.*s", (int)(c->text.n < 120 ? c->text.n : 120), c->text.s);
    utf8_trim_broken_tail(found);
    if (!number_of(r, c, at, found, &d) || !check_complete(r, a, at, found))
        return true;
    Observation o = {.indicator = a->indicator,
                     .area = HAS(a, ATTR_AREA) ? a->area : r->in->catalogue->city->self,
                     .against = "",
                     .source = a->source,
                     .note = a->note,
                     .fact = {.period = a->period,
                              .measure = HAS(a, ATTR_MEASURE) ? a->measure : MEASURE_VALUE,
                              .value = d.value,
                              .decimals = d.decimals,
                              .status = HAS(a, ATTR_STATUS) ? a->status : STATUS_PUBLISHED,
                              .known_on = HAS(a, ATTR_KNOWN_ON) ? a->known_on : in->known_on,
                              .sheet = r->in->sheet,
                              .row = at.row < INT_MAX ? (int)at.row : INT_MAX,
                              .col = (int)at.col}};
    bool rank = o.fact.measure == MEASURE_RANK || o.fact.measure == MEASURE_RANK_VALUE;
    if (HAS(a, ATTR_AGAINST) && rank)
        o.against = a->against;
    if (!check_basis(r, a, &o, at, found))
        return true;
    check_unit(r, a, &o, &d, at, found);
    check_time(r, &o, at, found);
    check_rank(r, &o, at, found);
    check_allowed(r, &o, at, found);
    return r->in->fs->n_faults > faults || store_figure(r, &o, at, found, e);
}

/* ---- rows ---- */

static bool is_figure_cell(const Mapping *m, const TableRow *row, size_t col)
{
    return col < row->n && m->columns[col].role == ATTR_FIGURE && row->cells[col].kind != CELL_EMPTY &&
           !word_is_blank(row->cells[col].text);
}

/* A row whose labels are wrong is told about its figures too. */
static void check_numbers(Rows *r, const TableRow *row)
{
    AUTO(arena_free) Arena *a = arena_new();
    Decimal d;

    for (size_t i = 0; i < r->m->n; i++)
        if (is_figure_cell(r->m, row, i))
            (void)number_of(r, &row->cells[i], (Place){row->number, i + 1}, str_dup(a, row->cells[i].text),
                            &d);
}

static bool take_row(Rows *r, const TableRow *row, Err *e)
{
    const Mapping *m = r->m;
    Attrs own = {0};
    size_t figures = 0;

    for (size_t i = 0; i < m->n; i++)
        figures += is_figure_cell(m, row, i);
    for (size_t i = m->n; i < row->n; i++)
        if (row->cells[i].text.n)
            FINDING(r->in->fs, FAULT, ((Place){row->number, i + 1}), "surplus-cell", "", "这一格上面没有列名",
                    "there is no column name above this cell");
    if (!figures)
        return true; /* a heading of a group, a footnote */
    size_t faults = r->in->fs->n_faults;
    for (size_t i = 0; i < m->n && i < row->n; i++)
        if (m->columns[i].role < ATTRS)
            read_cell(r, m->columns[i].role, row->cells[i].text, (Place){row->number, i + 1}, &own);
    if (r->in->fs->n_faults > faults) {
        check_numbers(r, row);
        return true;
    }
    if (HAS(&own, ATTR_INDICATOR))
        r->last = own.indicator;
    else if (HAS(&own, ATTR_MEASURE) && r->last) {
        own.indicator = r->last;
        own.has |= 1u << ATTR_INDICATOR;
    }
    for (size_t i = 0; i < m->n; i++) {
        if (!is_figure_cell(m, row, i))
            continue;
        Attrs a = m->base;
        attrs_lay(&a, &m->columns[i].says);
        /* "value" above a column says only that figures stand there: what the row says counts. */
        if (HAS(&a, ATTR_MEASURE) && a.measure != MEASURE_VALUE && HAS(&own, ATTR_MEASURE)) {
            Attrs without = own;
            without.has &= ~(1u << ATTR_MEASURE);
            attrs_lay(&a, &without);
        } else
            attrs_lay(&a, &own);
        TRY(take_figure(r, &row->cells[i], &a, (Place){row->number, i + 1}, e));
    }
    return true;
}

static bool take_rows(Rows *r, TableReader *t, Err *e)
{
    TableRow row;
    bool more;
    size_t n = 0;

    for (size_t i = r->m->first; i < r->m->n_held; i++) {
        const HeldRow *h = &r->m->held[i];
        TRY(take_row(r, &(TableRow){h->number, h->cells, h->n}, e));
    }
    for (;;) {
        TRY(table_next(t, &row, &more, e));
        if (!more)
            return true;
        TRY(take_row(r, &row, e));
        if (r->in->progress && ++n % 4096 == 0)
            r->in->progress(r->in->progress_arg, t);
    }
}

bool intake_sheet(IntakeSheet *in, TableReader *t, const Mapping *m, Labels *l, Err *e)
{
    Rows *r = calloc(1, sizeof *r);

    if (!r)
        abort();
    r->in = in;
    r->m = m;
    r->l = l;
    r->scratch = *l;
    r->scratch.arena = arena_new();
    bool ok = take_rows(r, t, e);
    for (size_t i = 0; i < MEMO; i++)
        free(r->memo[i].text);
    arena_free(&r->scratch.arena);
    free(r);
    return ok;
}

static void keep(void *pair)
{
    (void)pair; /* in the arena */
}

void intake_free(IntakeSheet *in)
{
    tdestroy(in->seen, keep);
    in->seen = NULL;
}
