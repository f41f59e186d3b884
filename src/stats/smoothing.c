#include "stats/smoothing.h"

#include <math.h>

#include "stats/elementary.h"
#include "stats/search.h"

static const double LN2 = 0x1.62e42fefa39efp-1;

typedef struct Smoothing {
    const ModelData *in;
    TrendKind kind;
} Smoothing;

/* The search runs over alpha, beta / alpha and phi. */
static void smoothing_sums(const Smoothing *s, const double (*x)[SEARCH_LANES], NormalSums *sums)
{
    double beta[KERNEL_LANES], phi[KERNEL_LANES];
    for (int k = 0; k < KERNEL_LANES; k++) {
        beta[k] = s->kind == TREND_NONE ? 0 : x[0][k] * x[1][k];
        phi[k] = s->kind == TREND_DAMPED ? x[2][k] : 1;
    }
    s->in->kernels->trend(s->in->y, s->in->n, x[0], beta, phi, sums);
}

static double smoothing_solve(const Smoothing *s, const NormalSums *sums, int k, double state[2])
{
    return s->kind == TREND_NONE ? concentrate_one(sums, k, 0, state) : concentrate_two(sums, k, state);
}

static void smoothing_objective(void *ctx, const double (*x)[SEARCH_LANES], double f[SEARCH_LANES])
{
    NormalSums sums;
    double state[2];
    smoothing_sums(ctx, x, &sums);
    for (int k = 0; k < SEARCH_LANES; k++)
        f[k] = smoothing_solve(ctx, &sums, k, state);
}

static void smoothing_forecast(const ModelData *in, ModelFit *out)
{
    double alpha = out->param[0], beta = out->param[1], phi = out->param[2];
    double level = out->initial[0], trend = out->initial[1], reach = 0, power = 1;
    double fade = stats_exp(-LN2 / model_half_life(in->m)), sum = 0, weight = 0;
    for (size_t t = 0; t < in->n; t++) {
        trend *= phi;
        double mu = level + trend, e = in->y[t] - mu;
        sum = fade * sum + e * e;
        weight = fade * weight + 1;
        level = mu + alpha * e;
        trend += beta * e;
    }
    out->recent = sum / weight;
    for (size_t j = 0; j < in->h; j++) {
        out->multiplier[j] = alpha + beta * reach;
        power *= phi;
        reach += power;
        out->mean[j] = level + reach * trend;
    }
    model_accumulate(out->multiplier, in->h);
}

void smoothing_fit(TrendKind kind, const ModelData *in, ModelFit *out)
{
    static const double start[][SEARCH_DIMS] = {{0.1, 0.1, 0.9},   {0.3, 0.05, 0.95}, {0.5, 0.2, 0.9},
                                                {0.7, 0.05, 0.97}, {0.9, 0.05, 0.9},  {0.9, 0.5, 0.85},
                                                {0.5, 0.8, 0.8},   {0.2, 0.01, 0.98}};
    Smoothing s = {in, kind};
    SearchSpec spec = {.dims = 1 + (int)kind,
                       .lo = {1e-4, 1e-4, 0.8},
                       .hi = {0.9999, 0.9999, 0.98},
                       .start = start,
                       .n_start = 8,
                       .tol = in->tol};
    SearchResult best;
    NormalSums sums;
    double x[SEARCH_DIMS][SEARCH_LANES];
    search_run(&spec, smoothing_objective, &s, &best);
    for (int d = 0; d < SEARCH_DIMS; d++)
        for (int k = 0; k < SEARCH_LANES; k++)
            x[d][k] = best.x[d];
    smoothing_sums(&s, x, &sums);
    out->n_errors = in->n;
    out->mse = smoothing_solve(&s, &sums, 0, out->initial) / (double)in->n;
    out->param[0] = best.x[0];
    out->param[1] = kind == TREND_NONE ? 0 : best.x[0] * best.x[1];
    out->param[2] = kind == TREND_DAMPED ? best.x[2] : 1;
    smoothing_forecast(in, out);
}
