#include "outlook/situation.h"

#include <math.h>
#include <string.h>

#include "city/records.h"

/* ---- light rules ---- */

static double number(const char *text)
{
    Decimal d = {0};
    bool lossy;

    (void)decimal_parse(str_of(text), &d, &lossy);
    return d.value;
}

bool outlook_open(const View *known, const Catalogue *c, Arena *a, Outlook *out, Err *e)
{
    Records r;

    *out = (Outlook){.s = known->s, .city = c->city, .catalogue = c, .known = *known, .arena = a};
    TRY(records_load(known->s, &(RecordsKey){c->city->id, "lights", known->as_of, known->until_submission}, a,
                     &r, e));
    out->rules = NEW_N(a, LightRule, r.n + 1);
    for (size_t i = 0; i < r.n; i++)
        out->rules[out->n_rules++] = (LightRule){.rule = RECORD(&r, i, "rule"),
                                                 .target = RECORD(&r, i, "target"),
                                                 .indicator = RECORD(&r, i, "indicator"),
                                                 .source = RECORD(&r, i, "source"),
                                                 .valid_from = date_or_none(RECORD(&r, i, "valid_from")),
                                                 .valid_to = date_or_none(RECORD(&r, i, "valid_to")),
                                                 .green = number(RECORD(&r, i, "green_at_least")),
                                                 .yellow = number(RECORD(&r, i, "yellow_at_least"))};
    TRY(records_load(
        known->s, &(RecordsKey){c->city->id, "judgements", known->as_of, known->until_submission}, a, &r, e));
    out->words = NEW_N(a, JudgementWord, r.n + 1);
    for (size_t i = 0; i < r.n; i++)
        out->words[out->n_words++] = (JudgementWord){.code = RECORD(&r, i, "code"),
                                                     .zh = RECORD(&r, i, "name_zh"),
                                                     .en = RECORD(&r, i, "name_en"),
                                                     .least = number(RECORD(&r, i, "probability_at_least")),
                                                     .valid_from = date_or_none(RECORD(&r, i, "valid_from")),
                                                     .valid_to = date_or_none(RECORD(&r, i, "valid_to"))};
    return true;
}

/* ---- figures ---- */

static const Fact *fact_at(const History *h, Basis b, Measure m, Period p)
{
    if (b == BASIS_YTD || b == BASIS_YEAR)
        return history_ytd(h, m, p);
    return b == BASIS_POINT ? history_point(h, m, p) : history_find(h, b, m, p);
}

static Figure published(const Fact *f)
{
    if (!f)
        return (Figure){.value = NAN};
    return (Figure){.known = true,
                    .value = f->value,
                    .decimals = f->decimals,
                    .fact = f,
                    .sample = f->status == STATUS_SAMPLE};
}

Figure figure_level(const History *h, Basis b, Period p)
{
    return published(fact_at(h, b, MEASURE_VALUE, p));
}

static bool is_sample(const Fact *a, const Fact *b)
{
    return a->status == STATUS_SAMPLE || b->status == STATUS_SAMPLE;
}

Figure figure_growth(const History *h, Basis b, Period p)
{
    const Fact *f = fact_at(h, b, MEASURE_YOY, p);
    Period year_ago = p;

    year_ago.year--;
    if (f || h->indicator->growth_at == GROWTH_COMPARABLE)
        return published(f);
    const Fact *now = fact_at(h, b, MEASURE_VALUE, p), *then = fact_at(h, b, MEASURE_VALUE, year_ago);
    bool points = h->indicator->growth_at == GROWTH_POINTS;
    if (!now || !then || (!points && then->value <= 0))
        return published(NULL);
    double growth = points ? now->value - then->value : (now->value / then->value - 1) * 100;
    return (Figure){.known = true,
                    .computed = true,
                    .value = growth,
                    .decimals = points ? h->indicator->decimals : 1,
                    .fact = now,
                    .other = then,
                    .sample = is_sample(now, then)};
}

/* The month (of a quarterly indicator the quarter) behind a year-to-date figure, by difference. Not where
 * growth is at constant prices and published by quarter (GDP and its parts, whose quarters are revised
 * singly), and never January, nor February where the two are published as one. */
static Figure difference(const History *h, Period p)
{
    const Indicator *i = h->indicator;
    bool quarterly = i->frequency == FREQ_QUARTER;
    int step = quarterly ? 3 : 1, month = period_end_month(p);
    bool may = i->kind == KIND_FLOW && !(quarterly && i->growth_at == GROWTH_COMPARABLE);

    if (!may || month <= step || (i->jan_feb_merged && month == 2) || (quarterly && month % 3))
        return published(NULL);
    const Fact *now = history_ytd(h, MEASURE_VALUE, p);
    const Fact *before = history_ytd(h, MEASURE_VALUE, period_month(p.year, month - step));
    if (!now || !before)
        return published(NULL);
    return (Figure){.known = true,
                    .computed = true,
                    .value = now->value - before->value,
                    .decimals = now->decimals > before->decimals ? now->decimals : before->decimals,
                    .fact = now,
                    .other = before,
                    .sample = is_sample(now, before)};
}

static Figure month_level(const History *h, Period p)
{
    bool quarterly = h->indicator->frequency == FREQ_QUARTER;
    int month = period_end_month(p);
    const Fact *f =
        quarterly ? history_find(h, BASIS_QUARTER, MEASURE_VALUE, period_quarter(p.year, (month + 2) / 3))
                  : history_find(h, BASIS_MONTH, MEASURE_VALUE, period_month(p.year, month));

    return f ? published(f) : difference(h, p);
}

static Figure month_growth(const History *h, Period p)
{
    bool quarterly = h->indicator->frequency == FREQ_QUARTER;
    int month = period_end_month(p);
    const Fact *f = quarterly
                        ? history_find(h, BASIS_QUARTER, MEASURE_YOY, period_quarter(p.year, (month + 2) / 3))
                        : history_find(h, BASIS_MONTH, MEASURE_YOY, period_month(p.year, month));
    Period year_ago = p;

    year_ago.year--;
    Figure now = month_level(h, p), then = month_level(h, year_ago);
    if (f || h->indicator->growth_at != GROWTH_CURRENT || !now.known || !then.known || then.value <= 0)
        return published(f);
    return (Figure){.known = true,
                    .computed = true,
                    .value = (now.value / then.value - 1) * 100,
                    .decimals = 1,
                    .fact = now.fact,
                    .other = then.fact,
                    .sample = now.sample || then.sample};
}

/* Two-year average: published, else the geometric mean of two growths. */
static Figure average2(const History *h, Basis b, Period p)
{
    const Fact *f = fact_at(h, b, MEASURE_AVG2, p);
    Period year_ago = p;

    year_ago.year--;
    Figure now = figure_growth(h, b, p), then = figure_growth(h, b, year_ago);
    if (f || h->indicator->growth_at == GROWTH_POINTS || !now.known || !then.known || now.value <= -100 ||
        then.value <= -100)
        return published(f);
    return (Figure){.known = true,
                    .computed = true,
                    .value = (sqrt((1 + now.value / 100) * (1 + then.value / 100)) - 1) * 100,
                    .decimals = 1,
                    .fact = now.fact,
                    .other = then.fact,
                    .sample = now.sample || then.sample};
}

/* ---- the situation ---- */

Period situation_before(const Indicator *i, Basis b, Period p, Basis *basis)
{
    int month = period_end_month(p);
    int step = i->frequency == FREQ_QUARTER ? 3 : 1;
    int first = i->frequency == FREQ_QUARTER ? 3 : i->jan_feb_merged ? 2 : 1;

    *basis = b;
    if (b == BASIS_YEAR || p.freq == FREQ_YEAR)
        return period_year(p.year - 1);
    if (b != BASIS_YTD)
        return period_shift(p, -1);
    if (month > first)
        return period_month(p.year, month - step < first ? first : month - step);
    *basis = BASIS_YEAR;
    return period_year(p.year - 1);
}

/* In which basis the period is spoken of: what is published, cumulative before others. */
static Basis choose_basis(const History *h, Period p)
{
    static const Basis order[] = {BASIS_YTD, BASIS_POINT, BASIS_MONTH, BASIS_QUARTER, BASIS_YEAR};
    unsigned bases = h->indicator->bases;

    for (size_t k = 0; k < COUNT(order); k++) {
        bool fits = (bases & (1u << order[k])) || (order[k] == BASIS_YTD && (bases & (1u << BASIS_YEAR)));
        if (fits && (fact_at(h, order[k], MEASURE_VALUE, p) || fact_at(h, order[k], MEASURE_YOY, p)))
            return order[k];
    }
    for (size_t k = 0; k < COUNT(order); k++)
        if (bases & (1u << order[k]))
            return order[k];
    return BASIS_YTD;
}

bool situation_of(Outlook *o, const Indicator *i, const Area *area, Period p, Situation *out, Err *e)
{
    History *h = NEW(o->arena, History);
    Basis before_basis;

    TRY(history_load_judging(&o->known, i, area, p, &(HistoryInto){o->arena, h}, e));
    *out = (Situation){.indicator = i, .area = area, .period = p, .history = h, .change = NAN};
    out->basis = choose_basis(h, p);
    out->level = figure_level(h, out->basis, p);
    out->growth = figure_growth(h, out->basis, p);
    Period before = situation_before(i, out->basis, p, &before_basis);
    out->growth_before = figure_growth(h, before_basis, before);
    if (out->growth.known && out->growth_before.known)
        out->change = out->growth.value - out->growth_before.value;
    out->average2 = average2(h, out->basis, p);
    out->month = published(NULL);
    out->month_growth = published(NULL);
    if (out->basis == BASIS_YTD && p.freq != FREQ_YEAR) {
        out->month = month_level(h, p);
        out->month_growth = month_growth(h, p);
    }
    TRY(standing_of(o, out, e));
    year_end_of(o, out);
    progress_of(o, out);
    rest_of(out);
    return chance_of(o, out, e);
}

const Outcome *year_end_shown(const Situation *s, bool *is_growth)
{
    const YearEnd *y = &s->year_end;
    const Target *t = s->progress.target;

    *is_growth = t ? t->measure != MEASURE_VALUE : y->level.kind == OUTCOME_NONE;
    return *is_growth ? &y->growth : &y->level;
}

bool situation_is_known(const Situation *s)
{
    return s->level.known || s->growth.known;
}

bool situation_is_sample(const Situation *s)
{
    return s->level.sample || s->growth.sample;
}
