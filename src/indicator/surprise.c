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
