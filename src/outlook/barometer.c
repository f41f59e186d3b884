#include "outlook/barometer.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "city/records.h"

/* ---- rows ---- */

typedef struct Reading {
    Records rows;
    size_t row[BAROMETER_PARTS_MAX];
    size_t n;
    const Catalogue *catalogue;
    Findings *fs;
} Reading;

static const char *cell(const Reading *r, size_t i, const char *column)
{
    return RECORD(&r->rows, r->row[i], column);
}

#define AT(r, i, column) records_place(&(r)->rows, (r)->row[i], records_column((r)->rows.table, (column)))

static double number(const char *text)
{
    Decimal d = {.value = NAN};
    bool lossy;

    (void)decimal_parse(str_of(text), &d, &lossy);
    return d.value;
}

static bool holds(const Records *r, size_t i, int on)
{
    int from = date_or_none(RECORD(r, i, "valid_from")), to = date_or_none(RECORD(r, i, "valid_to"));

    return (!from || from <= on) && (!to || on <= to);
}

static bool load_table(const Outlook *o, const char *kind, Records *out, Err *e)
{
    RecordsKey key = {o->city->id, kind, o->known.as_of, o->known.until_submission};

    return records_load(o->s, &key, o->arena, out, e);
}

bool barometers(const Outlook *o, int on, const char ***codes, size_t *n, Err *e)
{
    Records r;

    TRY(load_table(o, "barometer", &r, e));
    *codes = NEW_N(o->arena, const char *, r.n + 1);
    *n = 0;
    for (size_t i = 0; i < r.n; i++) {
        bool had = !holds(&r, i, on);
        for (size_t k = 0; k < *n && !had; k++)
            had = strcmp((*codes)[k], RECORD(&r, i, "barometer")) == 0;
        if (!had)
            (*codes)[(*n)++] = RECORD(&r, i, "barometer");
    }
    return true;
}

static bool none(const Outlook *o, const char *code, int on, Err *e)
{
    const char **codes, *all = "";
    size_t n;

    TRY(barometers(o, on, &codes, &n, e));
    for (size_t i = 0; i < n; i++)
        all = arena_printf(o->arena, "%s%s%s", all, *all ? TEXT(e->lang, "、", ", ") : "", codes[i]);
    if (!n)
        return ERR(
            e, ERR_NOT_FOUND, "这一时期没有晴雨表；请导入 barometer.csv（见 docs/guide/city-folder.md）",
            "there is no barometer for this period; import a barometer.csv (docs/guide/city-folder.md)");
    return ERR(e, ERR_NOT_FOUND, "没有晴雨表“%s”；有的是：%s", "there is no barometer \"%s\"; there is %s",
               code, all);
}

static bool select_rows(const Outlook *o, const char *code, int on, Reading *r, Err *e)
{
    TRY(load_table(o, "barometer", &r->rows, e));
    for (size_t i = 0; i < r->rows.n; i++) {
        if (!holds(&r->rows, i, on))
            continue;
        code = code ? code : RECORD(&r->rows, i, "barometer");
        if (strcmp(RECORD(&r->rows, i, "barometer"), code) != 0)
            continue;
        if (r->n == BAROMETER_PARTS_MAX)
            return ERR(e, ERR_INVALID, "晴雨表“%s”的指标超过 %d 个",
                       "the barometer \"%s\" has more than %d components", code, BAROMETER_PARTS_MAX);
        r->row[r->n++] = i;
    }
    return r->n || none(o, code ? code : "", on, e);
}

/* ---- checks ---- */

static void check_same(const Reading *r, size_t i)
{
    static const char *const same[] = {"name_zh", "name_en", "target", "target_measure", "window"};

    for (size_t k = 0; k < COUNT(same); k++)
        if (strcmp(cell(r, i, same[k]), cell(r, 0, same[k])) != 0)
            FINDING(r->fs, FAULT, AT(r, i, same[k]), "barometer-differs", cell(r, i, same[k]),
                    "应与本表第一行相同（“%s”）", "expected \"%s\" as in the first row of it",
                    cell(r, 0, same[k]));
}

static Measure measure_of(const Reading *r, size_t i, const char *column)
{
    return strcmp(cell(r, i, column), "yoy") == 0 ? MEASURE_YOY : MEASURE_VALUE;
}

/* The level of a flow rises with the months of the year and says nothing. */
static void check_indicator(const Reading *r, size_t i, const char *column, const char *measure)
{
    const Indicator *k = catalogue_by_code(r->catalogue, cell(r, i, column));

    if (!k)
        FINDING(r->fs, FAULT, AT(r, i, column), "unknown-indicator", cell(r, i, column),
                "应为 indicators.csv 里的代码", "expected a code of indicators.csv");
    else if (measure_of(r, i, measure) == MEASURE_VALUE && k->kind != KIND_RATE && k->kind != KIND_INDEX)
        FINDING(r->fs, FAULT, AT(r, i, measure), "level-of-flow", k->code,
                "流量和存量用增速（yoy）；数值只用于比率和指数",
                "expected yoy of a flow or stock; a value serves for rates and indices alone");
}

static void check_row(const Reading *r, size_t i)
{
    double weight = number(cell(r, i, "weight")), window = number(cell(r, i, "window"));

    check_same(r, i);
    check_indicator(r, i, "target", "target_measure");
    check_indicator(r, i, "component", "measure");
    if (!(weight > 0))
        FINDING(r->fs, FAULT, AT(r, i, "weight"), "weight", cell(r, i, "weight"), "权重应大于0",
                "expected a weight above 0");
    if (!(window >= COMPOSITE_MIN_MONTHS && window <= BAROMETER_MONTHS_MAX && window == floor(window)))
        FINDING(r->fs, FAULT, AT(r, i, "window"), "window", cell(r, i, "window"), "窗口应为 %d 到 %d 个月",
                "expected a window of %d to %d months", COMPOSITE_MIN_MONTHS, BAROMETER_MONTHS_MAX);
    for (size_t k = 0; k < i; k++)
        if (strcmp(cell(r, k, "component"), cell(r, i, "component")) == 0 &&
            measure_of(r, k, "measure") == measure_of(r, i, "measure"))
            FINDING(r->fs, FAULT, AT(r, i, "component"), "component-twice", cell(r, i, "component"),
                    "同一天里一个指标只能有一行", "on one day a component has one row");
}

/* ---- figures ---- */

/* A line of months that ends in the period. */
typedef struct Months {
    Period end;
    size_t n;
} Months;

static Period month_of(const Months *m, size_t i)
{
    return period_shift(m->end, (int)i + 1 - (int)m->n);
}

static Basis basis_of(const Indicator *i)
{
    if (i->bases & (1u << BASIS_YTD))
        return BASIS_YTD;
    return i->bases & (1u << BASIS_POINT) ? BASIS_POINT : BASIS_MONTH;
}

static Figure figure_of(const History *h, Measure m, Period p)
{
    Basis b = basis_of(h->indicator);
    Figure f = m == MEASURE_YOY ? figure_growth(h, b, p) : figure_level(h, b, p);
    bool foreseen = f.known && f.fact->status == STATUS_FORECAST;
    const Figure none = {.value = NAN};

    return foreseen ? none : f;
}

/* What is measured of whom, over which months. */
typedef struct LineAsk {
    const Indicator *indicator;
    const Area *area;
    Measure measure;
    Months months;
    size_t window; /* its last months, of which samples are told */
} LineAsk;

typedef struct Line {
    double *x; /* [months] NAN where unknown */
    Figure last;
    size_t n_known; /* in the window */
    bool sample;
} Line;

static bool line_of(Outlook *o, const LineAsk *ask, Line *out, Err *e)
{
    const Months *m = &ask->months;
    History h;

    *out = (Line){.x = NEW_N(o->arena, double, m->n + 1), .last = {.value = NAN}};
    TRY(history_load_judging(&o->known, ask->indicator, ask->area, m->end, &(HistoryInto){o->arena, &h}, e));
    for (size_t i = 0; i < m->n; i++) {
        Figure f = figure_of(&h, ask->measure, month_of(m, i));
        bool inside = i + ask->window >= m->n;
        out->x[i] = f.known ? f.value : NAN;
        out->n_known += f.known && inside;
        out->sample = out->sample || (f.known && f.sample && inside);
        out->last = f;
    }
    return true;
}

/* ---- the index ---- */

static BarometerPart part_of(const Reading *r, size_t i)
{
    return (BarometerPart){.indicator = catalogue_by_code(r->catalogue, cell(r, i, "component")),
                           .measure = measure_of(r, i, "measure"),
                           .sign = strcmp(cell(r, i, "direction"), "down") == 0 ? -1 : 1,
                           .weight = number(cell(r, i, "weight")),
                           .lead = cell(r, i, "lead"),
                           .source = cell(r, i, "source"),
                           .z = NAN,
                           .points = NAN};
}

static bool read_lines(Outlook *o, Barometer *b, const Months *m, CompositePart *parts, Err *e)
{
    LineAsk ask = {b->target, b->area, b->target_measure, *m, m->n};
    Line l;

    TRY(line_of(o, &ask, &l, e));
    b->held = l.x;
    b->sample = l.sample;
    ask.window = b->window;
    for (size_t i = 0; i < b->n_parts; i++) {
        BarometerPart *p = &b->parts[i];
        ask.indicator = p->indicator;
        ask.measure = p->measure;
        TRY(line_of(o, &ask, &l, e));
        p->figure = l.last;
        p->n_known = l.n_known;
        p->sample = l.sample;
        b->sample = b->sample || l.sample;
        parts[i] = (CompositePart){.x = l.x, .form = COMPOSITE_LEVEL, .sign = p->sign, .weight = p->weight};
    }
    return true;
}

/* The months before the first in which anything is known are cut off. */
static size_t blank_months(const Barometer *b, const CompositePart *parts, size_t n)
{
    for (size_t at = 0; at < n; at++)
        for (size_t i = 0; i < b->n_parts; i++)
            if (!isnan(parts[i].x[at]))
                return at;
    return n ? n - 1 : 0;
}

static void cut_blank(Barometer *b, const Months *m, CompositePart *parts)
{
    size_t blank = blank_months(b, parts, m->n);

    for (size_t i = 0; i < b->n_parts; i++)
        parts[i].x += blank;
    b->held += blank;
    b->first = month_of(m, blank);
    b->n = m->n - blank;
}

static void tell_parts(Barometer *b, const CompositeResult *r)
{
    double there = 0;

    for (size_t i = 0; i < b->n_parts; i++) {
        b->parts[i].z = r->part[i * b->n + b->n - 1];
        there += isnan(b->parts[i].z) ? 0 : b->parts[i].weight;
    }
    for (size_t i = 0; i < b->n_parts; i++)
        b->parts[i].points = isnan(b->now) ? NAN : 10 * b->parts[i].weight / there * b->parts[i].z;
}

static bool reckon(Barometer *b, const CompositePart *parts, Arena *a, Err *e)
{
    CompositeData d = {parts, b->n_parts, b->n};
    CompositeSpec spec = {.from = b->n > b->window ? b->n - b->window : 0}, past = {.as_of = true};
    CompositeResult r, known;

    TRY(composite_run(&spec, &d, &r, a, e) && composite_run(&past, &d, &known, a, e));
    b->index = r.index;
    b->share = r.share;
    b->now = r.index[b->n - 1];
    b->before = NAN;
    for (size_t i = 0; i + 1 < b->n; i++)
        b->before = isnan(r.index[i]) ? b->before : r.index[i];
    tell_parts(b, &r);
    composite_lead(known.index, b->held, b->n, &b->lead);
    composite_calls(known.index, b->held, b->n, BAROMETER_CALL_MONTHS, &b->calls);
    return true;
}

/* ---- bands ---- */

static bool find_band(Outlook *o, Barometer *b, Err *e)
{
    BarometerBand *found = NULL;
    Records r;

    TRY(load_table(o, "barometer_bands", &r, e));
    for (size_t i = 0; i < r.n && !isnan(b->now); i++) {
        const char *least = RECORD(&r, i, "at_least");
        double from = *least ? number(least) : -INFINITY;
        if (!holds(&r, i, period_last_day(b->period)) || b->now < from || (found && from < found->least))
            continue;
        found = NEW(o->arena, BarometerBand);
        *found = (BarometerBand){RECORD(&r, i, "code"), RECORD(&r, i, "name_zh"), RECORD(&r, i, "name_en"),
                                 RECORD(&r, i, "source"), from};
    }
    b->band = found;
    return true;
}

bool barometer_of(Outlook *o, const BarometerKey *key, Findings *fs, Barometer *out, Err *e)
{
    Reading r = {.catalogue = o->catalogue, .fs = fs};
    CompositePart parts[BAROMETER_PARTS_MAX];
    size_t before = fs->n_faults;
    Months m = {period_month(key->period.year, period_end_month(key->period)), BAROMETER_MONTHS_MAX};

    fs->file = "barometer.csv";
    TRY(select_rows(o, key->code, period_last_day(key->period), &r, e));
    for (size_t i = 0; i < r.n; i++)
        check_row(&r, i);
    if (fs->n_faults > before)
        return ERR(
            e, ERR_REFUSED, "barometer.csv 的晴雨表有 %zu 处错误，已逐条列出；改好后重新导入",
            "the barometer in barometer.csv has %zu faults, which are listed; import it again when they "
            "are mended",
            fs->n_faults - before);
    *out = (Barometer){.code = cell(&r, 0, "barometer"),
                       .name_zh = cell(&r, 0, "name_zh"),
                       .name_en = cell(&r, 0, "name_en"),
                       .target = catalogue_by_code(o->catalogue, cell(&r, 0, "target")),
                       .target_measure = measure_of(&r, 0, "target_measure"),
                       .area = key->area,
                       .period = m.end,
                       .window = (size_t)number(cell(&r, 0, "window")),
                       .parts = NEW_N(o->arena, BarometerPart, r.n),
                       .n_parts = r.n};
    for (size_t i = 0; i < r.n; i++)
        out->parts[i] = part_of(&r, i);
    TRY(read_lines(o, out, &m, parts, e));
    cut_blank(out, &m, parts);
    return reckon(out, parts, o->arena, e) && find_band(o, out, e);
}

const char *barometer_name(const Barometer *b, Lang lang)
{
    return TEXT(lang, b->name_zh, b->name_en);
}

Period barometer_month(const Barometer *b, size_t i)
{
    return period_shift(b->first, (int)i);
}

double barometer_hits(const Barometer *b)
{
    return b->calls.n ? (double)b->calls.right / (double)b->calls.n : NAN;
}

double barometer_base_hits(const Barometer *b)
{
    return b->calls.n ? (double)b->calls.right_base / (double)b->calls.n : NAN;
}
