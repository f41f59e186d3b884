#include "stats/arima_model.h"

#include <math.h>

/* Partial autocorrelations this near to one leave about eight digits to the autocovariances. */
static const double BOUND = 0.9999;

int arima_count(const ArimaOrders *o)
{
    return o->p + o->P + o->q + o->Q + (o->constant ? 1 : 0);
}

/* Durbin and Levinson: from partial autocorrelations x [n x LSQ_LANES] to the coefficients of 1 - c1 B - ...
 */
static void levinson(const double *x, int n, double sign, Pair *c)
{
    for (int k = 0; k < n; k++) {
        Pair r = *(const Pair *)(x + k * LSQ_LANES);
        for (int i = 0, j = k - 1; i <= j; i++, j--) {
            Pair low = c[i], high = c[j];
            c[i] = low - r * high;
            c[j] = high - r * low;
        }
        c[k] = r;
    }
    Pair s = {sign, sign};
    for (int k = 0; k < n; k++)
        c[k] *= s;
}

void arima_coefficients(const ArimaModel *model, const double *x, int pair, ArimaPair *c)
{
    const ArimaOrders *o = &model->orders;

    x += 2 * pair;
    levinson(x, o->p, 1, c->ar);
    x += o->p * LSQ_LANES;
    levinson(x, o->P, 1, c->sar);
    x += o->P * LSQ_LANES;
    levinson(x, o->q, -1, c->ma);
    x += o->q * LSQ_LANES;
    levinson(x, o->Q, -1, c->sma);
    x += o->Q * LSQ_LANES;
    c->mean = o->constant ? *(const Pair *)x : (Pair){model->mean, model->mean};
}

void arima_product(ArimaFactor plain, ArimaFactor seasonal, int m, double sign, ArimaProduct *out)
{
    Pair s = {sign, sign}, zero = {0, 0};
    int last = 0;

    out->order = plain.n + m * seasonal.n;
    out->n_lags = 0;
    for (int i = 0; i <= out->order; i++)
        out->full[i] = zero;
    for (int i = 1; i <= plain.n; i++)
        out->full[i] = plain.c[i - 1];
    for (int j = 1; j <= seasonal.n; j++) {
        out->full[m * j] += seasonal.c[j - 1];
        for (int i = 1; i <= plain.n; i++)
            out->full[m * j + i] += s * seasonal.c[j - 1] * plain.c[i - 1];
    }
    for (int j = 0; j <= seasonal.n; j++)
        for (int i = 0; i <= plain.n; i++)
            if (m * j + i > last)
                out->lags[out->n_lags++] = last = m * j + i;
}

void arima_bounds(const ArimaOrders *o, double *lower, double *upper)
{
    int k = arima_count(o);

    for (int j = 0; j < k; j++) {
        lower[j] = -BOUND;
        upper[j] = BOUND;
    }
    if (o->constant) {
        lower[k - 1] = -INFINITY;
        upper[k - 1] = INFINITY;
    }
}

/* Schur and Cohn: 1 - c1 z - ... has all its roots outside the circle of that radius (each power of z stands
 * for `step` periods). */
static bool roots_beyond(const Pair *coefficients, int n, double sign, double radius, int step)
{
    double c[ARIMA_MAX_ORDER] = {0}, scale = 1;

    for (int k = 0; k < n; k++) {
        for (int i = 0; i < step; i++)
            scale *= radius;
        c[k] = sign * coefficients[k][0] * scale;
    }
    for (int k = n - 1; k >= 0; k--) {
        double r = c[k], d = 1 - r * r;
        if (!(d > 0))
            return false;
        for (int i = 0, j = k - 1; i <= j; i++, j--) {
            double low = c[i], high = c[j];
            c[i] = (low + r * high) / d;
            c[j] = (high + r * low) / d;
        }
    }
    return true;
}

bool arima_roots_beyond(const ArimaOrders *o, int m, const ArimaPair *c, double radius)
{
    return roots_beyond(c->ar, o->p, 1, radius, 1) && roots_beyond(c->sar, o->P, 1, radius, m) &&
           roots_beyond(c->ma, o->q, -1, radius, 1) && roots_beyond(c->sma, o->Q, -1, radius, m);
}

double arima_noise_sum(const ArimaModel *model)
{
    double s = 0;

    for (size_t t = 0; t < model->n; t++)
        s += (model->w[t] - model->mean) * (model->w[t] - model->mean);
    return s;
}

double arima_least(ArimaModel *model, LsqResiduals *residuals, ArimaStop stop, double *x, double *scratch)
{
    double lower[LSQ_MAX_PARAMS], upper[LSQ_MAX_PARAMS];
    LsqProblem p = {.n = model->n,
                    .k = arima_count(&model->orders),
                    .lower = lower,
                    .upper = upper,
                    .residuals = residuals,
                    .model = model,
                    .max_iterations = stop.steps,
                    .tolerance = stop.share};
    LsqResult result;

    if (p.k == 0)
        return arima_noise_sum(model);
    arima_bounds(&model->orders, lower, upper);
    model->scratch = scratch + lsq_scratch(p.n, p.k);
    return lsq_minimise(&p, x, scratch, &result) ? result.sum : INFINITY;
}
