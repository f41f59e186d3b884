#include "stats/theta.h"

#include <math.h>
#include <string.h>

#include "stats/search.h"

typedef struct ThetaLine {
    const ModelData *in;
    ThetaKind kind;
    double *a, *b; /* [n + 1] intercept and slope known before y[t] */
} ThetaLine;

static void line_whole(const ModelData *in, double *a, double *b)
{
    double n = (double)in->n, mean = 0, cross = 0;
    for (size_t t = 0; t < in->n; t++)
        mean += in->y[t];
    mean /= n;
    for (size_t t = 0; t < in->n; t++)
        cross += ((double)t + 1 - (n + 1) / 2) * (in->y[t] - mean);
    double slope = 12 * cross / (n * (n * n - 1));
    for (size_t t = 0; t <= in->n; t++) {
        b[t] = slope;
        a[t] = mean - slope * (n + 1) / 2;
    }
}

/* One step of the regression of y[1..t] on time; t observations are in *mean and *slope before the call. */
static void line_step(double y, double t, double *mean, double *slope)
{
    *slope = t < 1 ? 0 : ((t - 1) * *slope + 6 * (y - *mean) / (t + 1)) / (t + 2);
    *mean += (y - *mean) / (t + 1);
}

static void line_moving(const ModelData *in, double *a, double *b)
{
    double mean = 0, slope = 0;
    a[0] = b[0] = 0;
    for (size_t t = 0; t < in->n; t++) {
        line_step(in->y[t], (double)t, &mean, &slope);
        b[t + 1] = slope;
        a[t + 1] = mean - slope * ((double)t + 2) / 2;
    }
}

static double theta_solve(const ThetaLine *line, const NormalSums *sums, int k, double state[2])
{
    if (line->kind == THETA_CLASSIC)
        return concentrate_one(sums, k, 0, state);
    double sse = concentrate_two(sums, k, state);
    if (state[1] < 0 || state[1] > 1)
        sse = concentrate_one(sums, k, state[1] < 0 ? 0 : 1, state);
    return sse;
}

static void theta_sums(const ThetaLine *line, const double alpha[KERNEL_LANES], NormalSums *sums)
{
    const ModelData *in = line->in;
    in->kernels->theta(in->y, line->a, line->b, in->n, line->kind == THETA_DYNAMIC, alpha, sums);
}

static void theta_objective(void *ctx, const double (*x)[SEARCH_LANES], double f[SEARCH_LANES])
{
    const ThetaLine *line = ctx;
    NormalSums sums;
    double state[2];
    theta_sums(line, x[0], &sums);
    for (int k = 0; k < SEARCH_LANES; k++)
        f[k] = theta_solve(line, &sums, k, state);
}

/* The smoothed line at the end of the series, and what it foresees with its line from there. */
static void theta_forecast(const ThetaLine *line, ModelFit *out)
{
    const ModelData *in = line->in;
    double alpha = out->param[0], keep = 1 - alpha, omega = out->initial[1];
    double level = out->initial[0], power = 1, mean = 0, slope = 0, a = line->a[0], b = line->b[0];
    for (size_t t = 0; t < in->n + in->h; t++) {
        double grow = (1 - power * keep) / alpha;
        double mu = level + omega * (power * a + grow * b);
        double y = t < in->n ? in->y[t] : mu;
        if (t >= in->n)
            out->mean[t - in->n] = mu;
        level = alpha * y + keep * level;
        power *= keep;
        if (line->kind != THETA_DYNAMIC)
            continue;
        line_step(y, (double)t, &mean, &slope);
        b = slope;
        a = mean - slope * ((double)t + 2) / 2;
    }
}

static void theta_drift(const ThetaLine *line, ModelFit *out)
{
    const ModelData *in = line->in;
    double alpha = out->param[0], power = 1, drift = line->b[in->n];
    memset(line->a, 0, (in->n + 1) * sizeof(double));
    memset(line->b, 0, (in->n + 1) * sizeof(double));
    theta_forecast(line, out);
    for (size_t t = 0; t < in->n; t++)
        power *= 1 - alpha;
    out->param[1] = drift / 2;
    for (size_t j = 0; j < in->h; j++)
        out->mean[j] += drift / 2 * ((double)j + (1 - power) / alpha);
}

void theta_fit(ThetaKind kind, const ModelData *in, ModelFit *out)
{
    ThetaLine line = {.in = in, .kind = kind, .a = in->work, .b = in->work + in->n + 1};
    bool classic = kind == THETA_CLASSIC;
    SearchSpec spec = {
        .dims = 1, .lo = {classic ? 1e-4 : 0.1}, .hi = {classic ? 0.9999 : 0.99}, .tol = in->tol};
    SearchResult best;
    NormalSums sums;
    double alpha[KERNEL_LANES];
    if (kind == THETA_DYNAMIC)
        line_moving(in, line.a, line.b);
    else
        line_whole(in, line.a, line.b);
    search_run(&spec, theta_objective, &line, &best);
    for (int k = 0; k < KERNEL_LANES; k++)
        alpha[k] = best.x[0];
    theta_sums(&line, alpha, &sums);
    out->n_errors = in->n - (kind == THETA_DYNAMIC);
    out->mse = theta_solve(&line, &sums, 0, out->initial) / (double)out->n_errors;
    out->param[0] = best.x[0];
    out->param[1] = out->initial[1];
    if (classic)
        theta_drift(&line, out);
    else
        theta_forecast(&line, out);
    for (size_t j = 0; j < in->h; j++)
        out->multiplier[j] = out->param[0];
    model_accumulate(out->multiplier, in->h);
}
