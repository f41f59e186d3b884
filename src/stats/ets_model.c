#include "stats/ets_model.h"

#include <math.h>
#include <string.h>

#include "stats/elementary.h"

static const double LEAST = 1e-4, GREATEST = 0.9999, PHI_LEAST = 0.8, PHI_GREATEST = 0.98;
static const double LN2 = 0x1.62e42fefa39efp-1;

EtsModel ets_model_of(const EtsForm *form, const Kernels *kernels, const double *y, size_t n, int m)
{
    bool trend = form->trend != ETS_TREND_NONE, season = form->season != ETS_SEASON_NONE;
    EtsModel model = {.form = *form, .kernels = kernels};
    model.series = (EtsSeries){.kind = ETS_PLAIN, .m = season ? m : 1, .y = y, .n = n};
    if (form->error == ETS_ERROR_MULTIPLICATIVE)
        model.series.kind = form->season == ETS_SEASON_MULTIPLICATIVE ? ETS_RATIO : ETS_RELATIVE;
    model.weights = 1 + trend + season + (form->trend == ETS_TREND_DAMPED);
    model.k = model.weights + 1 + trend + (season ? m - 1 : 0);
    return model;
}

void ets_bounds(const EtsModel *model, double lower[ETS_WEIGHTS], double upper[ETS_WEIGHTS])
{
    int last = model->weights - 1;
    lower[0] = LEAST;
    upper[0] = GREATEST;
    for (int i = 1; i <= last; i++) {
        lower[i] = 0;
        upper[i] = 1;
    }
    if (model->form.trend == ETS_TREND_DAMPED) {
        lower[last] = PHI_LEAST;
        upper[last] = PHI_GREATEST;
    }
}

void ets_point(const EtsModel *model, const double *x, EtsPoint *out)
{
    const EtsForm *f = &model->form;
    int m = model->series.m;
    double alpha = *x++, sum = 0;
    out->alpha = alpha;
    out->beta = f->trend == ETS_TREND_NONE ? 0 : LEAST + (alpha - LEAST) * *x++;
    out->gamma = f->season == ETS_SEASON_NONE ? 0 : LEAST + (1 - alpha - LEAST) * *x++;
    out->phi = f->trend == ETS_TREND_DAMPED ? *x++ : 1;
    out->level = *x++;
    out->trend = f->trend == ETS_TREND_NONE ? 0 : *x++;
    for (int j = 0; j < m - 1; j++) {
        out->season[j] = x[j];
        sum += x[j];
    }
    out->season[m - 1] = f->season == ETS_SEASON_MULTIPLICATIVE ? m - sum : -sum;
    if (f->season == ETS_SEASON_NONE)
        out->season[0] = model->series.kind == ETS_RATIO;
}

void ets_directions(const EtsModel *model, EtsDirections *out)
{
    const EtsForm *f = &model->form;
    int m = model->series.m, c = model->weights + 1;
    *out = (EtsDirections){0};
    out->alpha[1] = 1;
    if (f->trend == ETS_TREND_DAMPED)
        out->phi[model->weights] = 1;
    out->level[c++] = 1;
    if (f->trend != ETS_TREND_NONE)
        out->trend[c++] = 1;
    for (int j = 0; j < m - 1; j++) {
        out->season[j][c] = 1;
        out->season[m - 1][c++] = -1;
    }
}

void ets_directions_move(const EtsModel *model, const double *x, EtsDirections *out)
{
    int c = 2;
    if (model->form.trend != ETS_TREND_NONE) {
        out->beta[1] = x[c - 1];
        out->beta[c++] = x[0] - LEAST;
    }
    if (model->form.season != ETS_SEASON_NONE) {
        out->gamma[1] = -x[c - 1];
        out->gamma[c] = 1 - x[0] - LEAST;
    }
}

double ets_minus_two(size_t n, double squares, double product, double exponent)
{
    double least = (double)n * ETS_EXACT;
    double value =
        (double)n * stats_log(squares > least ? squares : least) + 2 * (stats_log(product) + exponent * LN2);
    return isfinite(value) && squares >= 0 ? value : INFINITY;
}

void ets_values(const EtsModel *model, const double (*x)[ETS_MAX_PARAMS], double value[KERNEL_LANES])
{
    EtsLanes lanes;
    EtsSums sums;
    bool is_in[KERNEL_LANES];
    for (int l = 0; l < KERNEL_LANES; l++) {
        EtsPoint p;
        ets_point(model, x[l], &p);
        is_in[l] = ets_is_admissible(&model->form, &p, model->series.m);
        lanes.alpha[l] = p.alpha;
        lanes.beta[l] = p.beta;
        lanes.gamma[l] = p.gamma;
        lanes.phi[l] = p.phi;
        lanes.level[l] = p.level;
        lanes.trend[l] = p.trend;
        for (int j = 0; j < model->series.m; j++)
            lanes.season[j][l] = p.season[j];
    }
    model->kernels->ets_sums(&model->series, &lanes, &sums);
    for (int l = 0; l < KERNEL_LANES; l++)
        value[l] = is_in[l]
                       ? ets_minus_two(model->series.n, sums.squares[l], sums.product[l], sums.exponent[l])
                       : INFINITY;
}

/* Whether all roots of z^n + c[n-1] z^(n-1) + ... + c[0] lie within the unit circle. Takes the polynomial
 * down by one degree at a time: it is so when the constant is below 1 and it is so for what is left. */
static bool roots_are_within(double *c, int n)
{
    double low[ETS_MAX_SEASON + 2];
    for (; n > 0; n--) {
        double edge = c[0], scale = 1 - edge * edge;
        if (!(scale > -1e-10))
            return false;
        if (scale <= 1e-10)
            return true; /* on the circle, to rounding */
        for (int i = 0; i < n - 1; i++)
            low[i] = (c[i + 1] - edge * c[n - 1 - i]) / scale;
        memcpy(c, low, (size_t)(n - 1) * sizeof *c);
    }
    return true;
}

bool ets_is_admissible(const EtsForm *form, const EtsPoint *at, int m)
{
    double a = at->alpha, b = at->beta, g = at->gamma, phi = at->phi, c[ETS_MAX_SEASON + 2];
    if (form->season == ETS_SEASON_NONE || form->trend == ETS_TREND_NONE)
        return true; /* the usual region lies within */
    c[0] = phi * (1 - a - g);
    c[1] = a + b - a * phi + g - 1;
    for (int i = 2; i < m; i++)
        c[i] = a + b - a * phi;
    c[m] = a + b - phi;
    return roots_are_within(c, m + 1);
}
