/* Any bytes as a spec and a series: every method refuses with a sentence or gives numbers that can be used.
 * The first byte says which method; lengths are bounded so that one input takes less than 50 ms without the
 * sanitizers. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/arima.h"
#include "stats/autocorrelation.h"
#include "stats/decompose.h"
#include "stats/forecast.h"
#include "stats/holt_winters.h"
#include "stats/reconcile.h"
#include "stats/stl.h"
#include "stats/year_growth.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { POINTS = 160, NODES = 40, HORIZONS = 3, PATHS = 3, PATH_HORIZON = 40 };

static void must(bool ok)
{
    if (!ok)
        abort();
}

/* What is left of the input; zeros when nothing is. */
typedef struct Bytes {
    const uint8_t *at;
    size_t n;
} Bytes;

static unsigned take(Bytes *b)
{
    if (b->n == 0)
        return 0;
    b->n--;
    return *b->at++;
}

static unsigned take_two(Bytes *b)
{
    unsigned high = take(b);
    return high << 8 | take(b);
}

/* One number: mostly small whole ones, among them whatever a double can be. */
static double take_number(Bytes *b, double last)
{
    static const double odd[] = {NAN,   INFINITY, -INFINITY, 1e300, -1e300, 1.7e308, 5e-324, 1e-300,
                                 1e100, -1e100,   0.1,       1e15,  -0.0,   1e-10,   1e9,    1};
    unsigned kind = take(b);
    if (kind < COUNT(odd))
        return odd[kind];
    if (kind < 32)
        return kind % 2 ? last : -last;
    if (kind < 40) {
        double v = 0;
        for (size_t i = 0; i < sizeof v; i++)
            ((uint8_t *)&v)[i] = (uint8_t)take(b);
        return v;
    }
    return kind < 48 ? last * (1 + (double)take(b) / 512) : (double)kind - 60;
}

static size_t take_series(Bytes *b, double *y, size_t most)
{
    size_t n = 0;
    for (double last = 1; n < most && b->n > 0; n++)
        y[n] = last = take_number(b, isfinite(last) ? last : 1);
    return n;
}

static bool said(bool ok, const Err *e)
{
    must(ok || (e->kind != ERR_NONE && *e->msg));
    return ok;
}

static void all_finite(const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        must(isfinite(x[i]));
}

static void ranges_hold(const ForecastResult *r)
{
    all_finite(r->mean, r->h);
    for (size_t i = 0; i < r->n_levels; i++) {
        const double *lower = r->lower + i * r->h, *upper = r->upper + i * r->h;
        all_finite(lower, r->h);
        all_finite(upper, r->h);
        for (size_t j = 0; j < r->h; j++) {
            must(lower[j] <= r->mean[j] && r->mean[j] <= upper[j]);
            must(!r->non_negative || lower[j] >= 0);
        }
        for (size_t k = 0; k < r->n_levels; k++)
            for (size_t j = 0; r->level[k] < r->level[i] && j < r->h; j++)
                must(r->lower[k * r->h + j] >= lower[j] && r->upper[k * r->h + j] <= upper[j]);
    }
}

static void fuzz_forecast(Bytes *b, double *y, Arena *a, Err *e)
{
    ForecastSpec spec = {.method = (int)(take(b) % (MEMBERS + 1)), .m = (int)(take(b) % 56) - 1};
    static const double far[] = {0, 1e-9, 99.9999, 99.9999999999999, 100, NAN, 0.5, 50};
    ForecastResult r;
    double paths[PATHS * PATH_HORIZON];
    spec.h = take(b);
    spec.h = spec.h < 250 ? spec.h % 60 : 200 * (spec.h - 249);
    spec.simd = (SimdLevel)(take(b) % SIMD_LEVELS);
    for (spec.n_levels = take(b) % 4; spec.n_levels > 0 && b->n > 0; spec.n_levels--) {
        unsigned l = take(b);
        spec.level[spec.n_levels - 1] = l < COUNT(far) ? far[l] : l * 100.0 / 256;
        if (take(b) & 1)
            break;
    }
    size_t n = take_series(b, y, POINTS);
    if (!said(forecast_run(&spec, y, n, &r, a, e), e))
        return;
    ranges_hold(&r);
    if (r.h > PATH_HORIZON)
        return;
    forecast_paths(&r, n, PATHS, paths, a);
    all_finite(paths, PATHS * r.h);
    for (size_t i = 0; r.non_negative && i < PATHS * r.h; i++)
        must(paths[i] >= 0);
}

static void fuzz_arima(Bytes *b, double *y, Arena *a, Err *e)
{
    static const int seasons[] = {-1, 0, 1, 2, 3, 4, 5, 7, 11, 12, 16, 24, 53, 367};
    ArimaSpec spec = {.m = seasons[take(b) % COUNT(seasons)], .automatic = take(b) & 1, .h = take(b) % 100};
    ArimaResult r;
    if (!spec.automatic) {
        unsigned pq = take(b), seasonal = take(b), differences = take(b);
        spec.orders = (ArimaOrders){.p = (int)(pq % 7),
                                    .q = (int)(pq / 7 % 7),
                                    .P = (int)(seasonal % 4),
                                    .Q = (int)(seasonal / 4 % 4),
                                    .d = (int)(differences % 4),
                                    .D = (int)(differences / 4 % 4),
                                    .constant = differences / 16 % 2};
    }
    size_t n = take_series(b, y, spec.m > 12 ? POINTS / 2 : POINTS / 4);
    if (!said(arima_run(&spec, y, n, &r, a, e), e))
        return;
    all_finite(r.mean, spec.h);
    all_finite(r.var, spec.h);
    all_finite((const double[]){r.loglik, r.aicc, r.sigma2, r.sigma2_unbiased, r.constant, r.rmse}, 6);
    all_finite(r.ar, ARIMA_MAX_ORDER);
    all_finite(r.ma, ARIMA_MAX_ORDER);
    for (size_t j = 0; j < spec.h; j++)
        must(r.var[j] >= (j ? r.var[j - 1] : 0));
}

static void year_end_holds(const YearEndResult *r)
{
    all_finite(r->ytd, (size_t)r->m);
    all_finite(r->scale, (size_t)r->m);
    for (int i = r->known; i < r->m; i++) {
        double low = year_end_quantile(r, i, 0.1), high = year_end_quantile(r, i, 0.9);
        double p = year_end_reaches(r, i, r->ytd[i]);
        must(r->scale[i] >= 0 && low <= r->ytd[i] && r->ytd[i] <= high);
        must(p >= 0 && p <= 1);
    }
}

static void fuzz_year_end(Bytes *b, double *y, Arena *a, Err *e)
{
    YearEndSpec spec = {.m = (int)(take(b) % 14), .simd = SIMD_BEST};
    YearEndResult r;
    size_t n = take_series(b, y, POINTS);
    if (said(year_end_run(&spec, y, n, &r, a, e), e))
        year_end_holds(&r);
}

static void fuzz_year_growth(Bytes *b, double *y, Arena *a, Err *e)
{
    YearGrowthData d = {.m = (int)(take(b) % 14), .cumulated = y, .unit = 0.1};
    double *share = NEW_N(a, double, POINTS);
    YearGrowth g;
    bool even = take(b) & 1;
    d.n = take_series(b, y, POINTS);
    d.share = share;
    for (size_t t = 0; t < d.n && d.m > 0; t++)
        share[t] = even ? (double)(t % (size_t)d.m + 1) / d.m : y[d.n - 1 - t];
    if (!said(year_growth_run(&d, &g, a, e), e))
        return;
    year_end_holds(&g.index);
    double low = year_growth_quantile(&g, 0.1), high = year_growth_quantile(&g, 0.9);
    double p = year_growth_reaches(&g, 5);
    must(isfinite(g.growth) && isfinite(low) && isfinite(high) && p >= 0 && p <= 1);
}

static void fuzz_stl(Bytes *b, double *y, Arena *a, Err *e)
{
    StlSpec spec = {.period = take(b) % 60, .s_window = take(b), .t_window = take(b), .l_window = take(b)};
    Stl s;
    unsigned flags = take(b);
    spec.s_degree = (int)(flags % 4) - 1;
    spec.robust = flags & 4;
    spec.s_jump = flags / 8 % 4;
    spec.t_jump = take(b);
    spec.l_jump = take(b) % 16;
    spec.inner = take(b) % 4;
    spec.outer = take(b) % 4;
    size_t n = take_series(b, y, POINTS);
    if (!said(stl_run(&spec, y, n, &s, a, e), e))
        return;
    double largest = 0;
    for (size_t t = 0; t < n; t++)
        largest = fmax(largest, fmax(fabs(y[t]), fmax(fabs(s.seasonal[t]), fabs(s.trend[t]))));
    for (size_t t = 0; t < n; t++) {
        must(fabs(s.seasonal[t] + s.trend[t] + s.remainder[t] - y[t]) <= 1e-9 * largest);
        must(s.weight[t] >= 0 && s.weight[t] <= 1);
    }
}

static void fuzz_classics(Bytes *b, double *y, Arena *a, Err *e)
{
    DecomposeSpec spec = {.period = take(b) % 60, .multiplicative = take(b) & 1};
    HoltWintersSpec smooth = {.period = spec.period, .multiplicative = spec.multiplicative};
    Decomposition d;
    HoltWinters f;
    double fixed[3], ahead[20], acf[10], kpss = 0;
    unsigned weights = take(b);
    size_t n = take_series(b, y, POINTS);
    for (int i = 0; i < 3; i++)
        fixed[i] = (double)(weights >> (2 * i) & 3) / 3;
    smooth.fixed = weights & 64 ? fixed : NULL;
    if (said(decompose_run(&spec, y, n, &d, a, e), e))
        all_finite(d.figure, spec.period);
    if (said(holt_winters_fit(&smooth, y, n, &f, a, e), e)) {
        holt_winters_forecast(&f, COUNT(ahead), ahead);
        all_finite((const double[]){f.alpha, f.beta, f.gamma, f.sse, f.level, f.trend}, 6);
        all_finite(f.season, f.period);
        for (size_t i = 0; i < COUNT(ahead); i++) /* numbers near the largest may overflow on the way */
            must(!isnan(ahead[i]) && (isfinite(ahead[i]) || fabs(f.level) + fabs(f.trend) > 1e100));
    }
    if (said(autocorrelation(y, n, COUNT(acf) - 1, acf, e), e))
        for (size_t i = 0; i < COUNT(acf); i++)
            must(fabs(acf[i]) <= 1 + 1e-12);
    if (said(kpss_level(y, n, 3, &kpss, e), e))
        must(isfinite(kpss));
}

/* Every node with parts equals their sum; among the smallest numbers there are, to a unit in the last place
 * of a part. */
static void adds_up(const int *parent, size_t n, size_t h, const double *base, const double *out, Arena *a)
{
    double *sum = NEW_N(a, double, n), size = 0;
    bool *inner = NEW_N(a, bool, n);
    all_finite(out, n * h);
    for (size_t j = 0; j < h; j++) {
        memset(sum, 0, n * sizeof *sum);
        for (size_t i = 0; i < n; i++) {
            size = fmax(size, fabs(out[i * h + j]));
            size = fmax(size, isfinite(base[i * h + j]) ? fabs(base[i * h + j]) : 0);
            if (parent[i] < 0)
                continue;
            sum[parent[i]] += out[i * h + j];
            inner[parent[i]] = true;
        }
        for (size_t i = 0; i < n; i++)
            must(!inner[i] || fabs(sum[i] - out[i * h + j]) <= fmax(1e-9 * size, DBL_TRUE_MIN) * (double)n);
    }
}

static void fuzz_reconcile(Bytes *b, double *y, Arena *a, Err *e)
{
    static const double weights[] = {1,        1,      1,     2,    0.5, 10,  0,   0,
                                     INFINITY, 1e-150, 1e150, 1e-3, 7,   1e6, NAN, -1};
    int parent[NODES];
    double weight[NODES], out[NODES * HORIZONS];
    size_t n = 1 + take(b) % NODES, h = 1 + take(b) % HORIZONS;
    ReconcileTree tree;
    ReconcilePlan plan;
    for (size_t i = 0; i < n; i++) {
        unsigned up = take(b);
        parent[i] = up == 255 ? (int)(take_two(b) % (n + 2)) - 1 : (int)(up % (i + 1)) - 1;
        weight[i] = weights[take(b) % COUNT(weights)];
    }
    double *base = y;
    size_t given = take_series(b, base, n * h);
    memset(base + given, 0, (n * h - given) * sizeof *base);
    if (!said(reconcile_tree_make(parent, n, &tree, a, e), e) ||
        !said(reconcile_plan_make(&tree, weight, &plan, a, e), e))
        return;
    double *scratch = NEW_N(a, double, reconcile_scratch(&tree, h));
    if (said(reconcile_wls(&plan, base, h, out, scratch, e), e)) {
        adds_up(parent, n, h, base, out, a);
        for (size_t i = 0; i < n * h; i++)
            must(weight[i / h] != 0 || out[i] == base[i]);
    }
    if (said(reconcile_wls_nonnegative(&plan, base, h, out, a, e), e)) {
        adds_up(parent, n, h, base, out, a);
        for (size_t i = 0; i < n * h; i++)
            must(out[i] >= 0);
    }
    if (said(reconcile_bottom_up(&tree, base, h, out, e), e))
        adds_up(parent, n, h, out, out, a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static void (*const targets[])(Bytes *, double *, Arena *, Err *) = {
        fuzz_forecast, fuzz_arima, fuzz_year_end, fuzz_year_growth, fuzz_stl, fuzz_classics, fuzz_reconcile};
    AUTO(arena_free) Arena *a = arena_new();
    double y[POINTS] = {0};
    Err e = {.lang = n % 2 ? LANG_EN : LANG_ZH};
    Bytes b = {data, n};

    targets[take(&b) % COUNT(targets)](&b, y, a, &e);
    return 0;
}
