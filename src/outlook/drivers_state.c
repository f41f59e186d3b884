/* The tree's figures: weights of a year ago, growth as published or as foreseen. */
#include <math.h>
#include <string.h>

#include "outlook/drivers.h"

enum { MOVES_YEARS = 11 }; /* of the past that are looked at */

/* ---- statuses ---- */

static const struct {
    const char *code, *zh, *en;
} origins[] = {
    [DRIVER_UNKNOWN] = {"", "", ""},
    [DRIVER_PUBLISHED] = {"published", "公布", "published"},
    [DRIVER_DERIVED] = {"derived", "推算", "derived"},
    [DRIVER_FORECAST] = {"forecast", "预计", "forecast"},
};

const char *driver_figure_status(const DriverFigure *f)
{
    return f->sample && f->origin == DRIVER_PUBLISHED ? "sample" : origins[f->origin].code;
}

const char *driver_figure_status_name(const DriverFigure *f, Arena *a, Lang lang)
{
    const char *name = TEXT(lang, origins[f->origin].zh, origins[f->origin].en);

    if (!f->sample || !f->origin)
        return name;
    if (f->origin == DRIVER_PUBLISHED)
        return TEXT(lang, "样本", "sample");
    return arena_printf(a, TEXT(lang, "%s（样本）", "%s (sample)"), name);
}

static const DriverFigure unknown = {.value = NAN};

/* ---- one figure ---- */

/* Where the year is looked at, the basis is the year, and p its last month. */
static Basis basis_of(const Indicator *i)
{
    if (i->bases & (1u << BASIS_YTD))
        return BASIS_YTD;
    return i->bases & (1u << BASIS_POINT) ? BASIS_POINT : BASIS_YEAR;
}

static DriverFigure of_figure(const Figure *f)
{
    if (!f->known)
        return unknown;
    bool forecast = f->fact->status == STATUS_FORECAST;
    return (DriverFigure){f->value,
                          f->computed ? DRIVER_DERIVED
                          : forecast  ? DRIVER_FORECAST
                                      : DRIVER_PUBLISHED,
                          f->sample};
}

/* The level a year ago: as known, else this year's level taken back by its growth. */
static DriverFigure base_level(const History *h, Period p)
{
    Basis b = basis_of(h->indicator);
    Period year_ago = p;

    year_ago.year--;
    Figure then = figure_level(h, b, year_ago), now = figure_level(h, b, p), growth = figure_growth(h, b, p);
    if (then.known)
        return of_figure(&then);
    if (!now.known || !growth.known || growth.value <= -100)
        return unknown;
    return (DriverFigure){now.value / (1 + growth.value / 100), DRIVER_DERIVED, now.sample || growth.sample};
}

static bool load_at(Outlook *o, const Indicator *i, const Area *area, Period p, History *h, Err *e)
{
    AcrossSpec at = {.indicator = i, .basis = basis_of(i), .period = p, .known = o->known};

    return history_load_at(&at, area, o->arena, h, e);
}

static bool level_of(Outlook *o, const Indicator *i, const DriverState *s, DriverFigure *out, Err *e)
{
    Period p = s->year_end ? period_month(s->period.year, 12) : s->period;
    History h;

    *out = unknown;
    if (!i)
        return true;
    TRY(load_at(o, i, s->area, p, &h, e));
    *out = base_level(&h, p);
    return true;
}

static bool foreseen(Outlook *o, const Indicator *i, const DriverState *s, DriverFigure *out, Err *e)
{
    Situation x;

    TRY(situation_of(o, i, s->area, s->period, &x, e));
    const Outcome *end = &x.year_end.growth;
    bool open = end->kind != OUTCOME_NONE && end->kind != OUTCOME_SETTLED && !isnan(end->mid);
    *out = open ? (DriverFigure){end->mid, DRIVER_FORECAST, end->sample} : of_figure(&x.growth);
    return true;
}

static bool growth_of(Outlook *o, const Indicator *i, const DriverState *s, DriverFigure *out, Err *e)
{
    History h;

    *out = unknown;
    if (!i)
        return true;
    if (s->year_end)
        return foreseen(o, i, s, out, e);
    TRY(load_at(o, i, s->area, s->period, &h, e));
    Figure f = figure_growth(&h, basis_of(i), s->period);
    *out = of_figure(&f);
    return true;
}

/* ---- what follows from the parts ---- */

/* A level that is not known is the sum of the parts, where all of them are. */
static void sum_levels(const DriverTree *t, DriverFigure *level)
{
    for (size_t i = t->n; i-- > 0;) {
        DriverFigure sum = {.origin = DRIVER_DERIVED};
        if (level[i].origin || !t->nodes[i].n_parts)
            continue;
        for (size_t k = i + 1; k < t->n; k++) {
            if (t->nodes[k].parent != i)
                continue;
            sum.value += level[k].value; /* NAN where one is not known */
            sum.sample = sum.sample || level[k].sample;
        }
        level[i] = isnan(sum.value) ? unknown : sum;
    }
}

/* Growth that nobody published is the mean of the parts' by their weights, where all of them are known. */
static void mean_growths(const DriverTree *t, DriverState *s)
{
    for (size_t i = t->n; i-- > 0;) {
        DriverFigure mean = {.origin = DRIVER_DERIVED};
        double weight = 0;
        if (s->growth[i].origin || !t->nodes[i].n_parts)
            continue;
        for (size_t k = i + 1; k < t->n; k++) {
            if (t->nodes[k].parent != i)
                continue;
            mean.value += s->share[k].value * s->growth[k].value;
            weight += s->share[k].value;
            mean.sample = mean.sample || s->growth[k].sample || s->share[k].sample;
        }
        mean.value /= weight;
        s->growth[i] = isfinite(mean.value) ? mean : unknown;
    }
}

static void shares(const DriverTree *t, const DriverFigure *level, DriverFigure *share)
{
    for (size_t i = 0; i < t->n; i++) {
        share[i] = unknown;
        if (level[i].origin && level[0].origin && level[0].value > 0)
            share[i] = (DriverFigure){level[i].value / level[0].value, DRIVER_DERIVED,
                                      level[i].sample || level[0].sample};
    }
}

/* ---- how it moved in the past ---- */

/* From which period to p, and by how much its growth moved; NAN where either is not known. */
static double move_at(const History *h, Basis b, Period p)
{
    Basis before_basis;
    Period before = situation_before(h->indicator, b, p, &before_basis);
    Figure now = figure_growth(h, b, p), then = figure_growth(h, before_basis, before);
    bool one_year = b == BASIS_POINT || before.year == p.year; /* January begins anew */

    return one_year && now.known && then.known ? now.value - then.value : NAN;
}

/* Standard deviation of the change of growth from one period to the next. */
static bool moves_of(Outlook *o, const Indicator *i, const DriverState *s, double *out, Err *e)
{
    Basis b = basis_of(i);
    double sum = 0, squares = 0, n = 0;
    int step = i->frequency == FREQ_QUARTER ? 3 : 1;
    History h;

    *out = NAN;
    TRY(history_load_judging(&o->known, i, s->area, s->period, &(HistoryInto){o->arena, &h}, e));
    for (int k = 12 / step * MOVES_YEARS; k-- > 0;) {
        int month = s->period.year * 12 + period_end_month(s->period) - 1 - k * step;
        double move = move_at(&h, b, period_month(month / 12, month % 12 + 1));
        if (isnan(move))
            continue;
        sum += move;
        squares += move * move;
        n++;
    }
    if (n >= DRIVER_MOVES_MIN)
        *out = sqrt(fmax(squares - sum * sum / n, 0) / (n - 1));
    return true;
}

/* ---- the state ---- */

static void count(DriverState *s)
{
    for (size_t i = 0; i < s->tree->n; i++) {
        s->n_unknown += !s->growth[i].origin || !s->share[i].origin;
        s->sample = s->sample || s->growth[i].sample || s->share[i].sample;
    }
    for (size_t i = 0; i < s->tree->n_drivers; i++)
        s->sample = s->sample || s->driver[i].sample;
}

bool drivers_state(Outlook *o, const DriverTree *t, const DriverAsk *ask, DriverState *out, Err *e)
{
    DriverFigure *level = NEW_N(o->arena, DriverFigure, t->n + 1);

    *out = (DriverState){.tree = t,
                         .area = ask->area,
                         .period = ask->period,
                         .year_end = ask->year_end,
                         .growth = NEW_N(o->arena, DriverFigure, t->n + 1),
                         .share = NEW_N(o->arena, DriverFigure, t->n + 1),
                         .driver = NEW_N(o->arena, DriverFigure, t->n_drivers + 1),
                         .moves = NEW_N(o->arena, double, t->n_drivers + 1)};
    for (size_t i = 0; i < t->n; i++)
        TRY(level_of(o, t->nodes[i].weight, out, &level[i], e) &&
            growth_of(o, t->nodes[i].indicator, out, &out->growth[i], e));
    for (size_t i = 0; i < t->n_drivers; i++)
        TRY(growth_of(o, t->drivers[i].indicator, out, &out->driver[i], e) &&
            moves_of(o, t->drivers[i].indicator, out, &out->moves[i], e));
    sum_levels(t, level);
    shares(t, level, out->share);
    mean_growths(t, out);
    count(out);
    return true;
}

bool drivers_latest(Outlook *o, const DriverTree *t, const Area *area, Period *p, Err *e)
{
    const Indicator *root = t->nodes[0].indicator;
    bool found = false;
    History h = {0};

    if (root)
        TRY(history_load(&o->known, root, area, o->arena, &h, e));
    for (size_t i = 0; i < h.n; i++) {
        const Fact *f = &h.facts[i];
        bool counts = (f->basis == BASIS_YTD || f->basis == BASIS_YEAR) && f->status != STATUS_FORECAST &&
                      f->measure == MEASURE_YOY;
        Period at = period_month(f->period.year, period_end_month(f->period));
        if (!counts || (found && period_cmp(at, *p) <= 0))
            continue;
        *p = at;
        found = true;
    }
    return found || ERR(e, ERR_NOT_FOUND, "“%s”没有已知的增速；请先导入数据，或用 --period 指明时期",
                        "no growth of \"%s\" is known; import figures first, or name a period",
                        driver_node_name(&t->nodes[0], e->lang));
}
