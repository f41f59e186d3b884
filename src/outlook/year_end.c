/* Where the year will end: by the engine where the months of at least a year are known, else by carrying the
 * growth forward with a range from past errors. */
#include <math.h>

#include "indicator/series.h"
#include "outlook/situation.h"
#include "stats/elementary.h"
#include "stats/forecast.h"

enum { YEARS_BACK = 10, PRIOR_YEARS = 4 };

/* Error of carrying growth forward with a whole year left, and how it shrinks: national series, see
 * docs/method/year_end.md. The indicator's own errors count beside PRIOR_YEARS years of these. */
static const double CARRY_SCALE = 0.085, CARRY_POWER = 0.75;

double carry_scale(double left)
{
    return CARRY_SCALE * stats_pow(left, CARRY_POWER);
}

static double left_of(const Situation *s)
{
    return (12 - period_end_month(s->period)) / 12.0;
}

static const Fact *ytd(const Situation *s, Measure m, int year)
{
    const Fact *f = history_ytd(s->history, m, period_month(year, period_end_month(s->period)));

    return f && f->status != STATUS_FORECAST ? f : NULL;
}

static const Fact *whole(const Situation *s, Measure m, int year)
{
    const Fact *f = history_ytd(s->history, m, period_year(year));

    return f && f->status != STATUS_FORECAST ? f : NULL;
}

/* ---- carried forward ---- */

/* Error of carrying forward in a past year: log of level, or points. */
static bool level_error(const Situation *s, int year, double *out)
{
    const Fact *a = ytd(s, MEASURE_VALUE, year), *b = ytd(s, MEASURE_VALUE, year - 1);
    const Fact *c = whole(s, MEASURE_VALUE, year), *d = whole(s, MEASURE_VALUE, year - 1);

    if (!a || !b || !c || !d || a->value <= 0 || b->value <= 0 || c->value <= 0 || d->value <= 0)
        return false;
    *out = stats_log(c->value / (d->value * a->value / b->value));
    return true;
}

static bool growth_error(const Situation *s, int year, double *out)
{
    Period at = s->period;

    at.year = (int16_t)year;
    Figure to = figure_growth(s->history, BASIS_YTD, at);
    Figure end = figure_growth(s->history, BASIS_YEAR, period_year(year));
    *out = end.value - to.value;
    return to.known && end.known;
}

static bool value_error(const Situation *s, int year, double *out)
{
    const Fact *a = ytd(s, MEASURE_VALUE, year), *c = whole(s, MEASURE_VALUE, year);

    *out = a && c ? c->value - a->value : 0;
    return a && c;
}

/* Scale of the t error: own errors and, where there is one, the prior. 0 with fewer than three and no prior.
 */
static double carried_scale(const Situation *s, bool (*error)(const Situation *, int, double *), double prior,
                            int *years)
{
    double sum = 0, x, n = 0;

    for (int year = s->period.year - 1; year >= s->period.year - YEARS_BACK; year--) {
        if (!error(s, year, &x))
            continue;
        sum += x * x / 2; /* the variance of t with 4 degrees of freedom is 2 */
        n++;
    }
    *years = (int)n;
    if (!(prior > 0))
        return n < 3 ? 0 : sqrt(sum / n * (n + 2) / n);
    return sqrt((PRIOR_YEARS * prior * prior + sum) / (PRIOR_YEARS + n));
}

static void carry_level(Situation *s, Outcome *o)
{
    const Fact *now = ytd(s, MEASURE_VALUE, s->period.year);
    const Fact *then = ytd(s, MEASURE_VALUE, s->period.year - 1);
    const Fact *last = whole(s, MEASURE_VALUE, s->period.year - 1);

    if (!last || last->value <= 0 || !now)
        return;
    double ratio = then && then->value > 0 ? now->value / then->value : 1 + s->growth.value / 100;
    if (isnan(ratio) || ratio <= 0)
        return;
    *o = (Outcome){.kind = OUTCOME_CARRIED_LEVEL, .mid = last->value * ratio};
    o->scale = carried_scale(s, level_error, carry_scale(left_of(s)), &o->years);
    o->sample = now->status == STATUS_SAMPLE || last->status == STATUS_SAMPLE ||
                (then && then->status == STATUS_SAMPLE);
}

static void carry_growth(Situation *s, Outcome *o)
{
    bool points = s->indicator->growth_at == GROWTH_POINTS || s->indicator->kind != KIND_FLOW;

    if (!s->growth.known)
        return;
    *o = (Outcome){.kind = OUTCOME_CARRIED, .mid = s->growth.value, .sample = s->growth.sample};
    double prior = points ? 0 : 100 * carry_scale(left_of(s));
    o->scale = carried_scale(s, growth_error, prior, &o->years);
}

/* ---- by the engine ---- */

static void engine_level(Situation *s, Arena *a)
{
    FlowSeries f;
    YearEndResult *r = NEW(a, YearEndResult);
    Err e = {0};

    series_flows(s->history, s->period, a, &f);
    if (!f.m || !year_end_run(&(YearEndSpec){.m = f.m}, f.flow, f.n, r, a, &e))
        return;
    s->year_end.level = (Outcome){.kind = OUTCOME_LEVEL,
                                  .mid = r->ytd[r->m - 1],
                                  .level = r,
                                  .years = s->period.year - f.first_year,
                                  .sample = f.sample};
}

static void engine_growth(Situation *s, Arena *a)
{
    GrowthSeries g;
    YearGrowth *r = NEW(a, YearGrowth);
    Err e = {0};

    series_growths(s->history, s->period, a, &g);
    YearGrowthData d = {.m = g.m, .cumulated = g.cumulated, .share = g.share, .n = g.n, .unit = g.unit};
    if (!g.m || !year_growth_run(&d, r, a, &e))
        return;
    s->year_end.growth = (Outcome){.kind = OUTCOME_GROWTH,
                                   .mid = r->growth,
                                   .growth = r,
                                   .years = s->period.year - g.first_year,
                                   .sample = g.sample};
}

/* Growth at current prices that nobody publishes follows from the level. */
static void growth_by_level(Situation *s)
{
    const Outcome *level = &s->year_end.level;
    const Fact *last = whole(s, MEASURE_VALUE, s->period.year - 1);

    if (level->kind != OUTCOME_LEVEL || s->indicator->growth_at != GROWTH_CURRENT || !last ||
        last->value <= 0)
        return;
    s->year_end.growth = *level;
    s->year_end.growth.kind = OUTCOME_BY_LEVEL;
    s->year_end.growth.base = last->value;
    s->year_end.growth.mid = (level->mid / last->value - 1) * 100;
}

static void end_of_flow(Situation *s, Arena *a)
{
    YearEnd *y = &s->year_end;

    engine_level(s, a);
    if (y->level.kind == OUTCOME_NONE)
        carry_level(s, &y->level);
    engine_growth(s, a);
    if (y->growth.kind == OUTCOME_NONE)
        growth_by_level(s);
    if (y->growth.kind == OUTCOME_NONE)
        carry_growth(s, &y->growth);
}

/* ---- stocks, rates, indices ---- */

static void end_of_points(const Situation *s, Measure measure, Outcome *o, Arena *a)
{
    PointSeries p;
    ForecastResult r;
    Err e = {0};

    series_points(s->history, (PointKey){s->basis, measure}, s->period, a, &p);
    size_t h = p.m ? (size_t)(12 - period_end_month(s->period)) * (size_t)p.m / 12 : 0;
    ForecastSpec spec = {.m = p.m, .h = h};
    if (!h || !forecast_run(&spec, p.value, p.n, &r, a, &e))
        return;
    *o = (Outcome){.kind = OUTCOME_SERIES,
                   .mid = r.mean[h - 1],
                   .half80 = r.half80[h - 1],
                   .half95 = r.half95[h - 1],
                   .years = (int)(r.n_used / (size_t)p.m),
                   .sample = p.sample};
}

/* A rate from the year's start: itself at the year's end, with the errors that this had. */
static void end_of_rate(Situation *s)
{
    YearEnd *y = &s->year_end;

    if (s->level.known) {
        y->level = (Outcome){.kind = OUTCOME_CARRIED, .mid = s->level.value, .sample = s->level.sample};
        y->level.scale = carried_scale(s, value_error, 0, &y->level.years);
    }
    carry_growth(s, &y->growth);
}

/* ---- the year is over ---- */

static void settled(Situation *s)
{
    YearEnd *y = &s->year_end;

    if (s->level.known)
        y->level = (Outcome){.kind = OUTCOME_SETTLED, .mid = s->level.value, .sample = s->level.sample};
    if (s->growth.known)
        y->growth = (Outcome){.kind = OUTCOME_SETTLED, .mid = s->growth.value, .sample = s->growth.sample};
}

static const Fact *department_forecast(const Situation *s, Measure measure)
{
    const Period end = period_year(s->period.year);
    const Fact *f = history_ytd(s->history, measure, end);

    if (f && f->status == STATUS_FORECAST)
        return f;
    for (size_t i = 0; i < s->history->n_forecasts; i++) {
        f = &s->history->forecasts[i];
        if (f->measure == measure && f->period.year == end.year && period_end_month(f->period) == 12 &&
            (f->basis == BASIS_YEAR || f->basis == BASIS_YTD))
            return f;
    }
    return NULL;
}

void year_end_of(const Outlook *o, Situation *s)
{
    s->year_end = (YearEnd){.probability = NAN,
                            .level = {.mid = NAN},
                            .growth = {.mid = NAN},
                            .department_level = department_forecast(s, MEASURE_VALUE),
                            .department_growth = department_forecast(s, MEASURE_YOY)};
    bool over = s->basis == BASIS_YEAR || period_end_month(s->period) == 12;
    if (!situation_is_known(s) || !view_sees_all(&o->known, s->indicator, s->area))
        return;
    if (over)
        settled(s);
    else if (s->basis == BASIS_YTD && s->indicator->kind == KIND_FLOW)
        end_of_flow(s, o->arena);
    else if (s->basis == BASIS_YTD)
        end_of_rate(s);
    else {
        end_of_points(s, MEASURE_VALUE, &s->year_end.level, o->arena);
        end_of_points(s, MEASURE_YOY, &s->year_end.growth, o->arena);
    }
}
