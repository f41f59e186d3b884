#include "stats/winters.h"

#include <string.h>

#include "stats/search.h"

enum { WINTERS_START_YEARS = 8 };

typedef struct Winters {
    const ModelData *in;
    double *season; /* [m] at the start */
    double start[2];
} Winters;

/* Level, trend and season before the first observation, from the means of the first years. */
static void winters_start(Winters *w, size_t most)
{
    const ModelData *in = w->in;
    size_t m = (size_t)in->m, years = in->n / m;
    if (years > most)
        years = most;
    double mean[WINTERS_START_YEARS] = {0}, middle = ((double)m - 1) / 2;
    for (size_t i = 0; i < years * m; i++)
        mean[i / m] += in->y[i] / (double)m;
    double trend = years > 1 ? (mean[years - 1] - mean[0]) / (double)((years - 1) * m) : 0;
    memset(w->season, 0, m * sizeof(double));
    for (size_t i = 0; i < years * m; i++)
        w->season[i % m] += (in->y[i] - mean[i / m] - trend * ((double)(i % m) - middle)) / (double)years;
    w->start[0] = mean[0] - trend * (middle + 1);
    w->start[1] = trend;
}

static void winters_objective(void *ctx, const double (*x)[SEARCH_LANES], double f[SEARCH_LANES])
{
    const Winters *w = ctx;
    w->in->kernels->seasonal(w->in->y, w->in->n, w->season, w->in->m, w->start, x, f);
}

static void winters_forecast(const Winters *w, ModelFit *out)
{
    const ModelData *in = w->in;
    size_t m = (size_t)in->m;
    double level = w->start[0], trend = w->start[1], *season = w->season, reach = 0, power = 1;
    const double *p = out->param;
    for (size_t t = 0; t < in->n; t++) {
        trend *= p[3];
        double mu = level + trend, e = in->y[t] - mu - season[t % m];
        level = mu + p[0] * e;
        trend += p[1] * e;
        season[t % m] += p[2] * e;
    }
    for (size_t j = 0; j < in->h; j++) {
        out->multiplier[j] = p[0] + p[1] * reach + (j % m == 0 ? p[2] : 0);
        power *= p[3];
        reach += power;
        out->mean[j] = level + reach * trend + season[(in->n + j) % m];
    }
    model_accumulate(out->multiplier, in->h);
}

void winters_fit(const WintersSpec *spec, const ModelData *in, ModelFit *out)
{
    WintersSpec of = spec ? *spec : (WintersSpec){0};
    size_t most = of.years > 0 && of.years < WINTERS_START_YEARS ? (size_t)of.years : WINTERS_START_YEARS;
    static const double start[][SEARCH_DIMS] = {
        {0.1, 0.01, 0.1, 0.95}, {0.3, 0.01, 0.1, 0.95}, {0.5, 0.01, 0.1, 0.95}, {0.7, 0.02, 0.1, 0.95},
        {0.2, 0.01, 0.3, 0.98}, {0.4, 0.05, 0.3, 0.9},  {0.9, 0.01, 0.05, 0.9}, {0.05, 0.005, 0.05, 0.98}};
    Winters w = {.in = in, .season = in->work};
    SearchSpec box = {
        .dims = 4,
        .lo = {0.001, 0, 0, 0.8},
        .hi = {0.99, of.beta > 0 ? of.beta : 0.1, of.gamma > 0 ? of.gamma : 0.4, of.phi > 0 ? of.phi : 0.98},
        .start = start,
        .n_start = 8,
        .tol = in->tol};
    SearchResult best;
    winters_start(&w, most);
    search_run(&box, winters_objective, &w, &best);
    memcpy(out->param, best.x, sizeof out->param);
    memcpy(out->initial, w.start, sizeof w.start);
    out->n_errors = in->n;
    out->mse = best.f / (double)in->n;
    winters_forecast(&w, out);
}
