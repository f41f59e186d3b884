#include "stats/arima_ml.h"

#include <math.h>

#include "stats/elementary.h"

enum {
    CHECK_EVERY = 8,  /* steps between looks at whether the gain stands still */
    SCALE_EVERY = 16, /* variances multiplied before the exponent is taken out; each is below 1e12 */
};

static const double SETTLED = 1e-18; /* square of the vector that moves the gain by its own square */

/* Two models side by side, ready to filter. State i (from 0) is what is known of the observation i periods
 * ahead. */
typedef struct Filter {
    ArimaProduct ar, ma;
    int r; /* states: max(order of ar, order of ma + 1) */
    Pair mean;
    Pair *state;        /* [r + 1]; the last stays 0 */
    Pair *gain;         /* [r] */
    Pair *low;          /* [r + 1] the one vector that carries the change of the state's variance */
    Pair f;             /* variance of the innovation, in units of that of e */
    Pair raw, weighted; /* sums of v^2 and of v^2 / F */
    Pair half_log_f;    /* sum of log F over 2 n */
} Filter;

size_t arima_ml_scratch(const ArimaOrders *o, int m)
{
    size_t orders = (size_t)(o->p + o->q) + (size_t)m * (size_t)(o->P + o->Q);

    return 11 * 2 * (orders + 4);
}

static Pair *take(Pair **from, int n)
{
    Pair *p = *from;

    *from += n;
    return p;
}

/* Autocovariances of 1 / ar(B): rho [n]. c, r [order + 1]: scratch.
 * Durbin and Levinson backwards to the partial autocorrelations, then forwards with the autocovariances. */
static void autoregressive_covariances(const ArimaProduct *ar, Pair *c, Pair *r, Pair *rho, int n)
{
    Pair one = {1, 1}, v = one;
    int p = ar->order;

    for (int i = 0; i < p; i++)
        c[i] = ar->full[i + 1];
    for (int k = p - 1; k >= 0; k--) {
        Pair d = one / ((one - c[k]) * (one + c[k]));
        r[k] = c[k];
        v *= d;
        for (int i = 0, j = k - 1; i <= j; i++, j--) {
            Pair low = c[i], high = c[j];
            c[i] = (low + r[k] * high) * d;
            c[j] = (high + r[k] * low) * d;
        }
    }
    rho[0] = v;
    for (int k = 1; k < n && k <= p; k++) {
        Pair s = r[k - 1] * v;
        for (int i = 1; i < k; i++)
            s += c[i - 1] * rho[k - i];
        rho[k] = s;
        v *= (one - r[k - 1]) * (one + r[k - 1]);
        for (int i = 0, j = k - 2; i <= j; i++, j--) {
            Pair low = c[i], high = c[j];
            c[i] = low - r[k - 1] * high;
            c[j] = high - r[k - 1] * low;
        }
        c[k - 1] = r[k - 1];
    }
    for (int k = p + 1; k < n; k++) {
        rho[k] = (Pair){0, 0};
        for (int i = 0; i < ar->n_lags; i++)
            rho[k] += ar->full[ar->lags[i]] * rho[k - ar->lags[i]];
    }
}

/* Autocovariances of ma(B) / ar(B): gamma [n] from rho [n + order of ma]. between [n + order of ma]: scratch.
 */
static void mixed_covariances(const ArimaProduct *ma, const Pair *rho, Pair *between, Pair *gamma, int n)
{
    for (int k = 0; k < n + ma->order; k++) {
        between[k] = rho[k];
        for (int j = 0; j < ma->n_lags; j++) {
            int lag = ma->lags[j];
            between[k] += ma->full[lag] * rho[k > lag ? k - lag : lag - k];
        }
    }
    for (int k = 0; k < n; k++) {
        gamma[k] = between[k];
        for (int j = 0; j < ma->n_lags; j++)
            gamma[k] += ma->full[ma->lags[j]] * between[k + ma->lags[j]];
    }
}

/* The first gain: the covariance of the first observation with the states of the second, over its variance.
 */
static void first_gain(Filter *f, Pair *scratch)
{
    int p = f->ar.order, q = f->ma.order, n = p > 0 ? p : 1;
    Pair *c = take(&scratch, p + 1), *r = take(&scratch, p + 1), *rho = take(&scratch, n + q);
    Pair *between = take(&scratch, n + q), *gamma = take(&scratch, n), *psi = take(&scratch, q + 1);

    autoregressive_covariances(&f->ar, c, r, rho, n + q);
    mixed_covariances(&f->ma, rho, between, gamma, n);
    for (int k = 0; k < q; k++) {
        psi[k] = k ? f->ma.full[k] : (Pair){1, 1};
        for (int i = 0; i < f->ar.n_lags && f->ar.lags[i] <= k; i++)
            psi[k] += f->ar.full[f->ar.lags[i]] * psi[k - f->ar.lags[i]];
    }
    for (int i = 0; i < f->r; i++)
        f->gain[i] = (Pair){0, 0};
    for (int i = 0; i < f->ar.n_lags; i++)
        for (int lag = f->ar.lags[i], k = 0; k < lag; k++)
            f->gain[k] += f->ar.full[lag] * gamma[lag - 1 - k];
    for (int i = 0; i < f->ma.n_lags; i++)
        for (int lag = f->ma.lags[i], k = 0; k < lag; k++)
            f->gain[k] += f->ma.full[lag] * psi[lag - 1 - k];
    f->f = gamma[0];
    for (int i = 0; i < f->r; i++)
        f->gain[i] /= f->f;
}

static void filter_init(Filter *f, const ArimaModel *model, const double *x, int pair, double *doubles)
{
    const ArimaOrders *o = &model->orders;
    Pair *scratch = (Pair *)doubles, zero = {0, 0};
    int p = o->p + model->m * o->P, q = o->q + model->m * o->Q;
    ArimaPair c;

    arima_coefficients(model, x, pair, &c);
    f->mean = c.mean;
    f->r = p > q + 1 ? p : q + 1;
    f->ar.full = take(&scratch, p + 1);
    f->ma.full = take(&scratch, q + 1);
    f->state = take(&scratch, f->r + 1);
    f->low = take(&scratch, f->r + 1);
    f->gain = take(&scratch, f->r);
    arima_product((ArimaFactor){c.ar, o->p}, (ArimaFactor){c.sar, o->P}, model->m, -1, &f->ar);
    arima_product((ArimaFactor){c.ma, o->q}, (ArimaFactor){c.sma, o->Q}, model->m, 1, &f->ma);
    first_gain(f, scratch);
    for (int i = 0; i <= f->r; i++) {
        f->state[i] = zero;
        f->low[i] = i < f->r ? f->gain[i] : zero;
    }
    f->raw = f->weighted = zero;
}

/* Adds what the autoregression makes of the first state before it is shifted out. */
static inline void feed_back(const ArimaProduct *ar, Pair *x)
{
    Pair first = x[0];

    for (int i = 0; i < ar->n_lags; i++)
        x[ar->lags[i]] += ar->full[ar->lags[i]] * first;
}

/* One step of the state and of the gain. With l the first of `low`, T the shift with feedback:
 * state' = T state + gain v; gain' = (gain - T low l) / (1 - l^2); low' = T low - gain' l; F' = F (1 - l^2).
 */
static void step_moving(Filter *f, Pair v, Pair *inverse)
{
    Pair one = {1, 1}, l = f->low[0], d = (one - l) * (one + l), s = one / d;
    Pair *restrict state = f->state, *restrict low = f->low, *restrict gain = f->gain;
    int r = f->r;

    feed_back(&f->ar, state);
    feed_back(&f->ar, low);
    for (int i = 0; i < r; i++) {
        Pair next = low[i + 1], g = gain[i];
        state[i] = state[i + 1] + g * v;
        g = (g - next * l) * s;
        gain[i] = g;
        low[i] = next - g * l;
    }
    state[r] = low[r] = (Pair){0, 0};
    f->f *= d;
    *inverse *= s;
}

static void step_settled(Filter *f, Pair v)
{
    Pair *restrict state = f->state, *restrict gain = f->gain;

    feed_back(&f->ar, state);
    for (int i = 0; i < f->r; i++)
        state[i] = state[i + 1] + gain[i] * v;
    state[f->r] = (Pair){0, 0};
}

/* Sets `low` to 0 in a lane where its square no longer moves the gain; true when it is 0 in both. A lane at 0
 * passes through step_moving as through step_settled, so that it does not matter when the other one settles.
 */
static bool settle(Filter *f)
{
    Pair s = {0, 0};

    for (int i = 0; i < f->r; i++)
        s += f->low[i] * f->low[i];
    for (int l = 0; l < 2; l++)
        for (int i = 0; s[l] < SETTLED && i < f->r; i++)
            f->low[i][l] = 0;
    return s[0] < SETTLED && s[1] < SETTLED;
}

static void take_exponents(Pair *product, double exponents[2])
{
    for (int l = 0; l < 2; l++) {
        int k = 0;
        (*product)[l] = frexp((*product)[l], &k);
        exponents[l] += k;
    }
}

/* out [n x LSQ_LANES]: columns 0 and 1 get v / sqrt(F); may be NULL. */
static void filter_run(Filter *f, const double *w, size_t n, double *out)
{
    Pair product = {1, 1}, inverse = product / f->f;
    double exponents[2] = {0, 0}, root[2] = {0, 0};
    bool settled = false;

    for (size_t t = 0; t < n; t++) {
        Pair v = (Pair){w[t], w[t]} - f->mean - f->state[0];
        f->raw += v * v;
        f->weighted += v * v * inverse;
        if (out && (!settled || root[0] == 0)) {
            root[0] = sqrt(inverse[0]);
            root[1] = sqrt(inverse[1]);
        }
        if (out)
            *(Pair *)(out + t * LSQ_LANES) = v * (Pair){root[0], root[1]};
        product *= f->f;
        if (t % SCALE_EVERY == SCALE_EVERY - 1)
            take_exponents(&product, exponents);
        if (settled) {
            step_settled(f, v);
            continue;
        }
        step_moving(f, v, &inverse);
        if (t % CHECK_EVERY == CHECK_EVERY - 1 && settle(f)) {
            settled = true;
            root[0] = 0; /* once more with the last variance */
        }
    }
    for (int l = 0; l < 2; l++)
        f->half_log_f[l] = (stats_log(product[l]) + exponents[l] * 0x1.62e42fefa39efp-1) / (2 * (double)n);
}

void arima_ml_residuals(void *data, const double *x, int used, double *r)
{
    const ArimaModel *model = data;

    for (int pair = 0; 2 * pair < used; pair++) {
        Filter f;
        filter_init(&f, model, x, pair, model->scratch);
        filter_run(&f, model->w, model->n, r + 2 * pair);
        Pair scale = {stats_exp(f.half_log_f[0]), stats_exp(f.half_log_f[1])};
        for (size_t t = 0; t < model->n; t++)
            *(Pair *)(r + t * LSQ_LANES + 2 * pair) *= scale;
    }
}

bool arima_ml_run(const ArimaModel *model, const double *x, double *scratch, ArimaSums *sums, double *ahead,
                  size_t h)
{
    double lanes[(LSQ_MAX_PARAMS + 1) * LSQ_LANES] = {0};
    int k = arima_count(&model->orders);
    Filter f;

    for (int j = 0; j < k; j++)
        lanes[j * LSQ_LANES] = lanes[j * LSQ_LANES + 1] = x[j];
    filter_init(&f, model, lanes, 0, scratch);
    filter_run(&f, model->w, model->n, NULL);
    *sums = (ArimaSums){f.weighted[0] * stats_exp(2 * f.half_log_f[0]), f.weighted[0], f.raw[0]};
    for (size_t t = 0; t < h; t++) {
        ahead[t] = f.mean[0] + f.state[0][0];
        step_settled(&f, (Pair){0, 0});
    }
    return isfinite(sums->likelihood) && isfinite(sums->raw);
}

double arima_ml_fit(ArimaModel *model, double *x, double *scratch, double share, int steps)
{
    return arima_least(model, arima_ml_residuals, (ArimaStop){share, steps}, x, scratch);
}
