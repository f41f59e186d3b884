#include "stats/year_end.h"

#include <math.h>
#include <string.h>

#include "stats/arima.h"
#include "stats/elementary.h"
#include "stats/growth.h"
#include "stats/winters.h"
#include "stats/year_end_scale.h"

enum { WINTERS_YEARS = 8, UNREST_YEARS = 6 };
static const double NOTHING = 1e-290; /* a smaller number is too coarse to take shares of */

/* The trend of a year's flows hardly turns, its season does: December of a year that is being settled. */
static const WintersSpec winters_limits = {.years = 4, .beta = 0.02, .gamma = 0.9, .phi = 0.98};

static const char *const names[YEAR_END_MEMBERS] = {"winters", "arima", "growth"};

const char *year_end_member_name(YearEndMember member)
{
    return names[member];
}

typedef struct Year {
    const YearEndSpec *spec;
    const double *flow; /* [n] */
    double *shape;      /* [n] logarithms, or flows divided by size; around their mean */
    double *ahead;      /* [m] scratch for forecasts of flows */
    size_t n;
    double mean, size;
    Arena *a;
    YearEndResult *out;
} Year;

/* ---- the members: each fills ahead [m - known] with flows, false when it cannot ---- */

static size_t horizon(const Year *y)
{
    return (size_t)(y->out->m - y->out->known);
}

static void from_shape(const Year *y)
{
    for (size_t j = 0; j < horizon(y); j++) {
        double v = y->ahead[j] + y->mean;
        y->ahead[j] = y->out->logs ? stats_exp(v) : v * y->size;
    }
}

static bool run_winters(Year *y)
{
    size_t m = (size_t)y->out->m, n = y->n, skip = 0;

    while (n - skip > (WINTERS_YEARS + 1) * m)
        skip += m;
    n -= skip;
    if (n < 2 * m + 2)
        return false;
    double *multiplier = NEW_N(y->a, double, horizon(y));
    ModelFit fit = {.mean = y->ahead, .multiplier = multiplier};
    ModelData in = {.kernels = kernels_of(y->spec->simd),
                    .y = y->shape + skip,
                    .n = n,
                    .m = y->out->m,
                    .h = horizon(y),
                    .tol = 1e-4,
                    .work = NEW_N(y->a, double, model_work(n, y->out->m))};
    winters_fit(&winters_limits, &in, &fit);
    from_shape(y);
    return true;
}

static bool run_arima(Year *y)
{
    ArimaSpec spec = {.m = y->out->m, .automatic = true, .h = horizon(y)};
    ArimaResult r;
    Err e = {0};

    if (y->n < ARIMA_MIN_N || y->n < (size_t)y->out->m + 2 || !arima_run(&spec, y->shape, y->n, &r, y->a, &e))
        return false;
    memcpy(y->ahead, r.mean, horizon(y) * sizeof *y->ahead);
    const int orders[] = {r.orders.p, r.orders.d, r.orders.q,       r.orders.P,
                          r.orders.D, r.orders.Q, r.orders.constant};
    memcpy(y->out->orders, orders, sizeof orders);
    from_shape(y);
    return true;
}

/* Growth of each flow over the year before in percent; without logarithms, over the mean size of a flow. */
static size_t growth_of(const Year *y, double *r)
{
    size_t m = (size_t)y->out->m;

    for (size_t t = m; t < y->n; t++) {
        double change = y->flow[t] - y->flow[t - m];
        r[t - m] = 100 * change / (y->out->logs ? y->flow[t - m] : y->size);
    }
    return y->n - m;
}

static bool run_growth(Year *y)
{
    size_t m = (size_t)y->out->m;
    double *r = NEW_N(y->a, double, y->n), left = (double)horizon(y) / (double)m;
    size_t n = growth_of(y, r);

    growth_pull_in(r, n, 5 * m, m);
    y->out->alpha = left > YEAR_END_LATE ? 0.15 : 0.4;
    double g = growth_smoothed(r, n, y->out->alpha) / 100;
    for (size_t j = 0; j < horizon(y); j++) {
        double last = y->flow[y->n + j - m];
        y->ahead[j] = last + g * (y->out->logs ? last : y->size);
    }
    return n > 0;
}

/* ---- together ---- */

static void run_members(Year *y)
{
    static bool (*const run[YEAR_END_MEMBERS])(Year *) = {run_winters, run_arima, run_growth};
    YearEndResult *out = y->out;
    double left = (double)horizon(y) / out->m, sum = 0;
    double late = fmin(fmax((YEAR_END_LATE_FROM - left) / YEAR_END_LATE_FROM, 0), 1);
    double growth = YEAR_END_GROWTH_EARLY + (YEAR_END_GROWTH_LATE - YEAR_END_GROWTH_EARLY) * late;

    for (int i = 0; i < YEAR_END_MEMBERS; i++) {
        if (!run[i](y))
            continue;
        double total = out->known ? out->ytd[out->known - 1] : 0;
        out->members[i].weight = i == YEAR_END_GROWTH ? growth : (1 - growth) / (YEAR_END_MEMBERS - 1);
        memcpy(out->members[i].ytd, out->ytd, sizeof out->ytd);
        for (size_t j = 0; j < horizon(y); j++)
            out->members[i].ytd[(size_t)out->known + j] = total += y->ahead[j];
        if (!isfinite(total))
            out->members[i].weight = 0;
        sum += out->members[i].weight;
    }
    for (int i = 0; i < YEAR_END_MEMBERS; i++) {
        out->members[i].weight /= sum;
        for (int j = out->known; j < out->m && out->members[i].weight > 0; j++)
            out->ytd[j] += out->members[i].weight * out->members[i].ytd[j];
    }
}

/* How far the members lie from the combination at period i, as a share of `total`, and how many there are. */
static double spread_at(const YearEndResult *r, int i, double total, int *used)
{
    double apart = 0;

    *used = 0;
    for (int k = 0; k < YEAR_END_MEMBERS; k++) {
        if (!(r->members[k].weight > 0))
            continue;
        double d = (r->members[k].ytd[i] - r->ytd[i]) / total;
        apart += d * d;
        (*used)++;
    }
    return sqrt(apart / *used);
}

static void find_unrest(const Year *y)
{
    size_t m = (size_t)y->out->m, n = y->n - m, from = 0;

    for (size_t t = m; t < y->n; t++) /* growth as a difference: a ratio may be too small for 1 + r */
        y->shape[t - m] = y->shape[t] - y->shape[t - m];
    if (n > UNREST_YEARS * m + 1)
        from = n - (UNREST_YEARS * m + 1);
    double *r = y->shape + from, weight = 0;
    n -= from;
    for (size_t i = 0; i + 1 < n; i++)
        r[i] = r[i + 1] - r[i];
    weight = n > 1 ? (double)(n - 1) : 0;
    double own = weight > 0 ? fmax(growth_robust_sd(r, n - 1), YEAR_END_UNREST_LEAST) : YEAR_END_UNREST;
    y->out->unrest =
        (weight * own + YEAR_END_UNREST_WEIGHT * YEAR_END_UNREST) / (weight + YEAR_END_UNREST_WEIGHT);
}

static void find_scales(const Year *y)
{
    YearEndResult *r = y->out;
    double seen = r->known ? r->ytd[r->known - 1] : 0, size = y->size * r->m;

    for (int i = r->known; i < r->m; i++) {
        double total = r->logs ? r->ytd[i] : size * (i + 1) / r->m;
        YearEndOutlook at = {.left = (double)(i + 1 - r->known) / r->m, .unrest = r->unrest};
        at.open = r->logs ? (total - seen) / total : at.left * size / total;
        at.open = fmin(fmax(at.open, 0.02), 1);
        int used = 0;
        double apart = spread_at(r, i, total, &used);
        at.apart = used > 1 ? apart / at.open : YEAR_END_APART;
        at.years = (double)y->n / r->m;
        r->scale[i] = year_end_scale(&at) * (r->logs ? 1 : total);
    }
}

static bool year_check(const YearEndSpec *s, const double *flow, size_t n, Err *e)
{
    if (s->m < 2 || s->m > YEAR_END_PERIODS)
        return ERR(e, ERR_INVALID, "一年%d期不在2至%d之间", "%d periods a year are not between 2 and %d",
                   s->m, YEAR_END_PERIODS);
    if (n < (size_t)s->m + 1)
        return ERR(e, ERR_DATA, "有%zu期数值；预计全年至少需要上年全年和本年一期，共%d期",
                   "%zu values are given; a year's end needs a year and one period, %d values", n, s->m + 1);
    for (size_t t = 0; t < n; t++)
        if (!isfinite(flow[t]) || fabs(flow[t]) > 1e100)
            return ERR(e, ERR_DATA, "第%zu期的数值%g不是可用的数", "value %zu is %g, which cannot be used",
                       t + 1, flow[t]);
    return true;
}

/* Logarithms where every flow is positive, around their mean. */
static void make_shape(Year *y)
{
    double sum = 0;

    y->out->logs = true;
    for (size_t t = 0; t < y->n; t++) {
        y->out->logs = y->out->logs && y->flow[t] > NOTHING;
        sum += fabs(y->flow[t]);
    }
    y->size = sum > NOTHING ? sum / (double)y->n : 1;
    for (size_t t = 0; t < y->n; t++) {
        y->shape[t] = y->out->logs ? stats_log(y->flow[t]) : y->flow[t] / y->size;
        y->mean += y->shape[t] / (double)y->n;
    }
    for (size_t t = 0; t < y->n; t++)
        y->shape[t] -= y->mean;
}

bool year_end_run(const YearEndSpec *spec, const double *flow, size_t n, YearEndResult *out, Arena *a, Err *e)
{
    size_t m = (size_t)spec->m;

    TRY(year_check(spec, flow, n, e));
    while (n > YEAR_END_YEARS * m + m) {
        flow += m;
        n -= m;
    }
    *out = (YearEndResult){.m = spec->m, .known = (int)(n % m), .n_used = n};
    Year y = {.spec = spec,
              .flow = flow,
              .shape = NEW_N(a, double, n),
              .ahead = NEW_N(a, double, m),
              .n = n,
              .a = a,
              .out = out};
    for (int i = 0; i < out->known; i++)
        out->ytd[i] = flow[n - (size_t)out->known + (size_t)i] + (i ? out->ytd[i - 1] : 0);
    make_shape(&y);
    run_members(&y);
    find_unrest(&y);
    find_scales(&y);
    return true;
}

/* ---- the distribution ---- */

double student4_cdf(double t)
{
    double u = fabs(t) < 1e8 ? t / sqrt(4 + t * t) : copysign(1, t); /* sine of the angle */

    return fmin((1 + u) * (1 + u) * (2 - u) / 4, 1); /* 1/2 + 3u/4 - u^3/4, exact in the tail */
}

/* u - u^3 / 3 = c, by Newton from the middle: the left side rises on (-1, 1). */
double student4_quantile(double p)
{
    double c = (p - 0.5) * 4 / 3, low = -1, high = 1, u = c;

    for (int i = 0; i < 60; i++) {
        double f = u - u * u * u / 3 - c;
        if (f > 0)
            high = u;
        else
            low = u;
        double next = u - f / (1 - u * u);
        u = next > low && next < high ? next : (low + high) / 2;
    }
    return 2 * u / sqrt(1 - u * u);
}

double year_end_quantile(const YearEndResult *r, int i, double p)
{
    double away = r->scale[i] * student4_quantile(p);

    return r->logs ? r->ytd[i] * stats_exp(away) : r->ytd[i] + away;
}

double year_end_reaches(const YearEndResult *r, int i, double goal)
{
    if (!(r->scale[i] > 0) || (r->logs && goal <= 0))
        return r->ytd[i] >= goal;
    double away = r->logs ? stats_log(goal / r->ytd[i]) : goal - r->ytd[i];
    return student4_cdf(-away / r->scale[i]);
}
