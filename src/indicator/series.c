#include "indicator/series.h"

#include <math.h>

enum { MONTHS = 12, MOST_YEARS = 11, LEAST_POINTS = 6 };

/* The months at whose ends the year-to-date figure is read. */
typedef struct Steps {
    int m, month[MONTHS];
} Steps;

static Steps steps_of(const Indicator *i, bool merged)
{
    Steps s = {0};

    if (i->frequency == FREQ_QUARTER)
        s = (Steps){4, {3, 6, 9, 12}};
    else
        for (int month = merged ? 2 : 1; month <= MONTHS; month++)
            s.month[s.m++] = month;
    return s;
}

static const Fact *seen(const History *h, Measure measure, int year, int month)
{
    const Fact *f = history_ytd(h, measure, period_month(year, month));

    return f && f->status != STATUS_FORECAST ? f : NULL;
}

/* Reads the first k steps of a year; false when one is missing. */
static bool read_year(const History *h, Measure measure, int year, const Steps *s, int k, const Fact **out)
{
    for (int i = 0; i < k; i++) {
        out[i] = seen(h, measure, year, s->month[i]);
        if (!out[i])
            return false;
    }
    return true;
}

static int steps_to(const Steps *s, int month)
{
    int k = 0;

    while (k < s->m && s->month[k] <= month)
        k++;
    return k;
}

/* Whole years before p's, without a gap. */
static int whole_years(const History *h, Measure measure, Period p, const Steps *s)
{
    const Fact *f[MONTHS];
    int n = 0;

    while (n < MOST_YEARS && read_year(h, measure, p.year - n - 1, s, s->m, f))
        n++;
    return n;
}

static void add_flows(FlowSeries *out, const Fact *const *f, int k)
{
    for (int i = 0; i < k; i++) {
        out->flow[out->n++] = f[i]->value - (i ? f[i - 1]->value : 0);
        out->sample = out->sample || f[i]->status == STATUS_SAMPLE;
    }
}

static bool flows_by(const History *h, Period p, const Steps *s, Arena *a, FlowSeries *out)
{
    const Fact *f[MONTHS];
    int years = whole_years(h, MEASURE_VALUE, p, s), k = steps_to(s, period_end_month(p));

    *out = (FlowSeries){0};
    if (!years || !read_year(h, MEASURE_VALUE, p.year, s, k, f))
        return false;
    *out = (FlowSeries){.m = s->m, .first_year = p.year - years};
    out->flow = NEW_N(a, double, (size_t)(years + 1) * (size_t)s->m);
    for (int y = p.year - years; y <= p.year; y++)
        if (read_year(h, MEASURE_VALUE, y, s, y < p.year ? s->m : k, f))
            add_flows(out, f, y < p.year ? s->m : k);
    return true;
}

void series_flows(const History *h, Period p, Arena *a, FlowSeries *out)
{
    bool merged = h->indicator->jan_feb_merged;
    Steps s = steps_of(h->indicator, merged);

    if (flows_by(h, p, &s, a, out) || merged || s.m == 4)
        return;
    /* January is often not published by itself: then the two months are one. */
    s = steps_of(h->indicator, true);
    (void)flows_by(h, p, &s, a, out);
}

/* Shares of a year's total that its periods had; even in time where the levels are not known. */
static bool shares_of(const History *h, int year, const Steps *s, double *out)
{
    const Fact *f[MONTHS] = {0};
    bool known = read_year(h, MEASURE_VALUE, year, s, s->m, f) && f[s->m - 1]->value > 0 && f[0]->value > 0;

    for (int i = 0; i < s->m; i++)
        out[i] = known ? f[i]->value / f[s->m - 1]->value : (double)s->month[i] / MONTHS;
    return known;
}

static void add_growths(const History *h, int year, const Steps *s, int k, GrowthSeries *out)
{
    const Fact *f[MONTHS];
    double share[MONTHS];

    if (!read_year(h, MEASURE_YOY, year, s, k, f))
        return;
    out->even_years += k && !shares_of(h, year - 1, s, share);
    for (int i = 0; i < k; i++) {
        out->cumulated[out->n] = f[i]->value;
        out->share[out->n++] = share[i];
        out->unit = fmax(out->unit, pow(10, -f[i]->decimals));
        out->sample = out->sample || f[i]->status == STATUS_SAMPLE;
    }
}

static bool growths_by(const History *h, Period p, const Steps *s, Arena *a, GrowthSeries *out)
{
    const Fact *f[MONTHS];
    int years = whole_years(h, MEASURE_YOY, p, s), k = steps_to(s, period_end_month(p));
    size_t most = (size_t)(years + 1) * (size_t)s->m;

    *out = (GrowthSeries){0};
    if (!years || !read_year(h, MEASURE_YOY, p.year, s, k, f))
        return false;
    *out = (GrowthSeries){.m = s->m,
                          .first_year = p.year - years,
                          .cumulated = NEW_N(a, double, most),
                          .share = NEW_N(a, double, most)};
    for (int y = p.year - years; y <= p.year; y++)
        add_growths(h, y, s, y < p.year ? s->m : k, out);
    return true;
}

void series_growths(const History *h, Period p, Arena *a, GrowthSeries *out)
{
    bool merged = h->indicator->jan_feb_merged;
    Steps s = steps_of(h->indicator, merged);

    if (growths_by(h, p, &s, a, out) || merged || s.m == 4)
        return;
    s = steps_of(h->indicator, true);
    (void)growths_by(h, p, &s, a, out);
}

void series_points(const History *h, PointKey key, Period p, Arena *a, PointSeries *out)
{
    bool quarterly = h->indicator->frequency == FREQ_QUARTER;
    size_t most = (size_t)(MOST_YEARS + 1) * (quarterly ? 4 : MONTHS), known = 0;
    Period at = quarterly ? period_quarter(p.year, (period_end_month(p) + 2) / 3)
                          : period_month(p.year, period_end_month(p));

    *out = (PointSeries){.m = quarterly ? 4 : MONTHS, .value = NEW_N(a, double, most), .n = most};
    for (size_t i = most; i-- > 0; at = period_shift(at, -1)) {
        const Fact *f = key.basis == BASIS_POINT ? history_point(h, key.measure, at)
                                                 : history_find(h, key.basis, key.measure, at);
        bool use = f && f->status != STATUS_FORECAST;
        out->value[i] = use ? f->value : NAN;
        out->sample = out->sample || (use && f->status == STATUS_SAMPLE);
        known += use;
    }
    if (known < LEAST_POINTS || isnan(out->value[most - 1]))
        out->m = 0;
}
