#include "stats/year_growth.h"

#include <math.h>

#include "stats/growth.h"

static const double MOST = 1e9;

static bool shares_check(const YearGrowthData *d, Err *e)
{
    size_t m = d->m > 0 ? (size_t)d->m : 1;

    if (d->m < 2 || d->m > YEAR_END_PERIODS)
        return ERR(e, ERR_INVALID, "一年%d期不在2至%d之间", "%d periods a year are not between 2 and %d",
                   d->m, YEAR_END_PERIODS);
    if (d->n < m + 1)
        return ERR(e, ERR_DATA, "有%zu期增速；预计全年至少需要上年全年和本年一期，共%zu期",
                   "%zu growths are given; a year's end needs a year and one period, %zu", d->n, m + 1);
    for (size_t t = 0; t < d->n; t++)
        if (!(fabs(d->cumulated[t]) <= MOST && d->share[t] > 0 && d->share[t] <= MOST))
            return ERR(e, ERR_DATA, "第%zu期的增速%g、占比%g不可用；占比应大于0，两者都不超过1e9",
                       "growth %2$g with share %3$g of period %1$zu cannot be used; shares are above 0, "
                       "neither is beyond 1e9",
                       t + 1, d->cumulated[t], d->share[t]);
    return true;
}

/* The index of every period: that of a year ago, grown. The year before the first is the season itself. */
static double *chain(const YearGrowthData *d, Arena *a)
{
    size_t m = (size_t)d->m;
    double *r = NEW_N(a, double, d->n), *flow = NEW_N(a, double, d->n + m);

    for (size_t t = 0; t < d->n; t += m)
        growth_implied(d->cumulated + t, d->share + t, d->n - t < m ? d->n - t : m, r + t);
    for (size_t t = 0; t < d->n; t++) /* a revised base year may leave a period no weight */
        r[t] = isnan(r[t]) ? d->cumulated[t] : r[t];
    growth_pull_in(r, d->n, 5 * m, m);
    for (size_t i = 0; i < m; i++)
        flow[i] = fmax(d->share[i] - (i ? d->share[i - 1] : 0), 1e-6);
    for (size_t t = 0; t < d->n; t++)
        flow[t + m] = flow[t] * fmax(1 + r[t] / 100, 0.01);
    return flow;
}

bool year_growth_run(const YearGrowthData *d, YearGrowth *out, Arena *a, Err *e)
{
    TRY(shares_check(d, e));
    size_t m = (size_t)d->m, known = d->n % m, n = d->n + m;
    double *flow = chain(d, a);
    YearEndSpec spec = {.m = d->m, .simd = d->simd};

    *out = (YearGrowth){.unit = d->unit, .share = known ? d->share[d->n - 1] : 0};
    out->cumulated = known ? d->cumulated[d->n - 1] : 0;
    TRY(year_end_run(&spec, flow, n, &out->index, a, e));
    out->seen = known ? out->index.ytd[known - 1] : 0;
    for (size_t i = known; i < m; i++)
        out->last_rest += flow[n - known - m + i];
    out->growth = year_growth_of_rest(out, ((out->index.ytd[m - 1] - out->seen) / out->last_rest - 1) * 100);
    return true;
}

double year_growth_of_rest(const YearGrowth *g, double rest)
{
    return g->cumulated * g->share + rest * (1 - g->share);
}

double year_growth_quantile(const YearGrowth *g, double p)
{
    double total = year_end_quantile(&g->index, g->index.m - 1, p);

    return year_growth_of_rest(g, ((total - g->seen) / g->last_rest - 1) * 100);
}

double year_growth_reaches(const YearGrowth *g, double goal)
{
    double least = goal - g->unit / 2, rest = growth_required(least, g->cumulated, g->share);

    if (isnan(rest))
        return g->cumulated >= least;
    return year_end_reaches(&g->index, g->index.m - 1, g->seen + g->last_rest * (1 + rest / 100));
}
