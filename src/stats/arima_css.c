#include "stats/arima_css.h"

#include <math.h>

enum { MAX_ITERATIONS = 30 };

size_t arima_css_scratch(size_t n)
{
    return 2 * n * LSQ_LANES;
}

/* out = in - c (in `lag` periods before), from `first` on. All [n x 4 pairs]. */
static void subtract_lagged(Pair *out, const Pair *in, const Pair c[ARIMA_PAIRS], size_t lag, size_t first,
                            size_t n)
{
    for (size_t t = first; t < n; t++) {
        Pair *to = out + t * ARIMA_PAIRS;
        const Pair *from = in + (t - lag) * ARIMA_PAIRS;
        for (int i = 0; i < ARIMA_PAIRS; i++)
            to[i] -= c[i] * from[i];
    }
}

/* out = in filtered with 1 - c1 B^lag - ..., from `first` on; before it out = in. */
static void filter(Pair *out, const Pair *in, Pair (*c)[ARIMA_PAIRS], int order, size_t lag, size_t n)
{
    for (size_t i = 0; i < n * ARIMA_PAIRS; i++)
        out[i] = in[i];
    for (int k = 0; k < order; k++)
        subtract_lagged(out, in, c[k], lag * (size_t)(k + 1), lag * (size_t)(k + 1), n);
}

/* x = x / (1 + c1 B^lag + ...) in place. */
static void unfilter(Pair *x, Pair (*c)[ARIMA_PAIRS], int order, size_t lag, size_t n)
{
    if (order == 1) {
        subtract_lagged(x, x, c[0], lag, lag, n);
        return;
    }
    for (size_t t = lag; order && t < n; t++) {
        Pair *at = x + t * ARIMA_PAIRS;
        Pair s[ARIMA_PAIRS] = {at[0], at[1], at[2], at[3]};
        for (int k = order - 1; k >= 0; k--) {
            if (t < lag * (size_t)(k + 1))
                continue;
            const Pair *from = at - lag * (size_t)(k + 1) * ARIMA_PAIRS;
            for (int i = 0; i < ARIMA_PAIRS; i++)
                s[i] -= c[k][i] * from[i];
        }
        for (int i = 0; i < ARIMA_PAIRS; i++)
            at[i] = s[i];
    }
}

typedef struct Lanes {
    Pair ar[ARIMA_MAX_ORDER][ARIMA_PAIRS], sar[ARIMA_MAX_SEASONAL_ORDER][ARIMA_PAIRS];
    Pair ma[ARIMA_MAX_ORDER][ARIMA_PAIRS], sma[ARIMA_MAX_SEASONAL_ORDER][ARIMA_PAIRS];
    Pair mean[ARIMA_PAIRS];
} Lanes;

static void lanes_of(const ArimaModel *model, const double *x, Lanes *to)
{
    const ArimaOrders *o = &model->orders;

    for (int i = 0; i < ARIMA_PAIRS; i++) {
        ArimaPair c;
        arima_coefficients(model, x, i, &c);
        for (int k = 0; k < o->p; k++)
            to->ar[k][i] = c.ar[k];
        for (int k = 0; k < o->P; k++)
            to->sar[k][i] = c.sar[k];
        for (int k = 0; k < o->q; k++)
            to->ma[k][i] = c.ma[k];
        for (int k = 0; k < o->Q; k++)
            to->sma[k][i] = c.sma[k];
        to->mean[i] = c.mean;
    }
}

void arima_css_residuals(void *data, const double *x, int used, double *r)
{
    const ArimaModel *model = data;
    const ArimaOrders *o = &model->orders;
    size_t n = model->n, m = (size_t)model->m;
    Pair *one = (Pair *)model->scratch, *two = one + n * ARIMA_PAIRS, *out = (Pair *)r;
    Lanes c;

    (void)used; /* eight cost what one does */
    lanes_of(model, x, &c);
    Pair *centred = o->P ? two : o->p ? one : out;
    for (size_t t = 0; t < n; t++) {
        Pair w = {model->w[t], model->w[t]};
        for (int i = 0; i < ARIMA_PAIRS; i++)
            centred[t * ARIMA_PAIRS + i] = w - c.mean[i];
    }
    if (o->P)
        filter(o->p ? one : out, two, c.sar, o->P, m, n);
    if (o->p)
        filter(out, one, c.ar, o->p, 1, n);
    unfilter(out, c.sma, o->Q, m, n);
    unfilter(out, c.ma, o->q, 1, n);
}

double arima_css_fit(ArimaModel *model, double *x, double *scratch, double share)
{
    return arima_least(model, arima_css_residuals, (ArimaStop){share, MAX_ITERATIONS}, x, scratch);
}
