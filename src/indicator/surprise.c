#include "indicator/surprise.h"

#include "indicator/series.h"
#include "stats/year_end.h"

static const double TAIL = 0.01;

bool expected_of(const History *h, const Fact *f, Arena *a, Expected *out)
{
    FlowSeries s;
    YearEndResult r;
    Err e = {0};

    if (h->indicator->kind != KIND_FLOW)
        return false;
    series_flows(h, f->period, a, &s);
    if (!s.m || s.n < (size_t)s.m + 2)
        return false;
    size_t before = s.n - 1; /* without the figure itself */
    if (!year_end_run(&(YearEndSpec){.m = s.m}, s.flow, before, &r, a, &e))
        return false;
    int at = (int)(before % (size_t)s.m);
    *out = (Expected){year_end_quantile(&r, at, TAIL), year_end_quantile(&r, at, 1 - TAIL)};
    return true;
}

/* Does f stand before the year-to-date value of p, in the order of a history? */
static bool stands_before(const Fact *f, Period p)
{
    if (f->basis != BASIS_YTD)
        return f->basis < BASIS_YTD;
    return f->measure == MEASURE_VALUE && period_code(f->period) < period_code(p);
}

/* h with a stand-in for the figure of p, in place of a forecast of it: the engine is asked without the last
 * one, whatever it is. */
static History with_stand_in(const History *h, Period p, Arena *a)
{
    History with = {.indicator = h->indicator, .area = h->area, .facts = NEW_N(a, Fact, h->n + 1)};
    size_t at = 0;

    while (at < h->n && stands_before(&h->facts[at], p))
        with.facts[with.n++] = h->facts[at++];
    with.facts[with.n++] = (Fact){.basis = BASIS_YTD, .measure = MEASURE_VALUE, .period = p};
    if (at < h->n && h->facts[at].basis == BASIS_YTD && h->facts[at].measure == MEASURE_VALUE &&
        period_eq(h->facts[at].period, p))
        at++;
    while (at < h->n)
        with.facts[with.n++] = h->facts[at++];
    return with;
}

bool expected_at(const History *h, Period p, Arena *a, Expected *out)
{
    Fact key = {.basis = BASIS_YTD, .measure = MEASURE_VALUE, .period = p};
    History with = with_stand_in(h, p, a);

    return expected_of(&with, &key, a, out);
}
