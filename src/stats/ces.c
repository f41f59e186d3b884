#include "stats/ces.h"

#include <math.h>

#include "stats/search.h"

/* Both eigenvalues of the discount matrix inside the unit circle. */
static bool ces_stable(double a0, double a1)
{
    double trace = 2 - 2 * a0 + a1, det = (1 - a0 + a1) * (1 - a0) - (a1 - 1) * (1 - a0 - a1);
    return fabs(det) < 0.999 && fabs(trace) < 0.999 + det;
}

static void ces_objective(void *ctx, const double (*x)[SEARCH_LANES], double f[SEARCH_LANES])
{
    const ModelData *in = ctx;
    NormalSums sums;
    double state[2];
    in->kernels->ces(in->y, in->n, x[0], x[1], &sums);
    for (int k = 0; k < SEARCH_LANES; k++)
        f[k] = ces_stable(x[0][k], x[1][k]) ? concentrate_two(&sums, k, state) : INFINITY;
}

static void ces_step(const double param[], double state[2], double e)
{
    double level = state[0], potential = state[1];
    state[0] = level + (param[1] - 1) * potential + (param[0] - param[1]) * e;
    state[1] = level + (1 - param[0]) * potential + (param[0] + param[1]) * e;
}

void ces_fit(const ModelData *in, ModelFit *out)
{
    static const double start[][SEARCH_DIMS] = {{1.3, 1.0}, {1.0, 1.0}, {1.6, 1.0}, {0.7, 1.0},
                                                {1.9, 1.1}, {1.2, 0.9}, {1.5, 1.2}, {1.1, 1.1}};
    SearchSpec spec = {
        .dims = 2, .lo = {0.01, 0.01}, .hi = {2.4, 2.4}, .start = start, .n_start = 8, .tol = in->tol};
    SearchResult best;
    NormalSums sums;
    double a[2][KERNEL_LANES];
    ModelData data = *in;
    search_run(&spec, ces_objective, &data, &best);
    for (int k = 0; k < KERNEL_LANES; k++) {
        a[0][k] = best.x[0];
        a[1][k] = best.x[1];
    }
    in->kernels->ces(in->y, in->n, a[0], a[1], &sums);
    out->n_errors = in->n;
    out->mse = concentrate_two(&sums, 0, out->initial) / (double)in->n;
    out->param[0] = best.x[0];
    out->param[1] = best.x[1];
    double state[2] = {out->initial[0], out->initial[1]}, impulse[2] = {0, 0};
    for (size_t t = 0; t < in->n; t++)
        ces_step(out->param, state, in->y[t] - state[0]);
    ces_step(out->param, impulse, 1);
    for (size_t j = 0; j < in->h; j++) {
        out->mean[j] = state[0];
        ces_step(out->param, state, 0);
        if (j > 0) {
            out->multiplier[j] = impulse[0];
            ces_step(out->param, impulse, 0);
        }
    }
    model_accumulate(out->multiplier, in->h);
}
