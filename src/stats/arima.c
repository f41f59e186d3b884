#include "stats/arima.h"

#include <math.h>
#include <string.h>

#include "stats/arima_auto.h"
#include "stats/arima_diff.h"
#include "stats/arima_ml.h"
#include "stats/elementary.h"
#include "stats/series_check.h"

static const double LOG_2PI_PLUS_1 = 0x1.6b3f8e4325f5ap+1, LN2 = 0x1.62e42fefa39efp-1;

static bool orders_check(const ArimaOrders *o, int m, Err *e)
{
    if (o->p < 0 || o->p > ARIMA_MAX_ORDER || o->q < 0 || o->q > ARIMA_MAX_ORDER)
        return ERR(e, ERR_INVALID, "p = %d、q = %d：两者须在 0 至 %d 之间",
                   "p = %d, q = %d: both must lie between 0 and %d", o->p, o->q, ARIMA_MAX_ORDER);
    if (o->P < 0 || o->P > ARIMA_MAX_SEASONAL_ORDER || o->Q < 0 || o->Q > ARIMA_MAX_SEASONAL_ORDER)
        return ERR(e, ERR_INVALID, "P = %d、Q = %d：两者须在 0 至 %d 之间",
                   "P = %d, Q = %d: both must lie between 0 and %d", o->P, o->Q, ARIMA_MAX_SEASONAL_ORDER);
    if (o->d < 0 || o->d > ARIMA_MAX_DIFFERENCES || o->D < 0 || o->D > ARIMA_MAX_DIFFERENCES)
        return ERR(e, ERR_INVALID, "d = %d、D = %d：两者须在 0 至 %d 之间",
                   "d = %d, D = %d: both must lie between 0 and %d", o->d, o->D, ARIMA_MAX_DIFFERENCES);
    if (m <= 1 && (o->P || o->D || o->Q))
        return ERR(e, ERR_INVALID, "季节阶数 (%d,%d,%d) 需要季节长度 m >= 2，现为 %d",
                   "seasonal orders (%d,%d,%d) need a season of m >= 2 observations, not %d", o->P, o->D,
                   o->Q, m);
    if (o->constant && o->d + o->D > 1)
        return ERR(e, ERR_INVALID, "d + D = %d 时常数会成为多项式趋势：请去掉常数或把 d + D 减到 1",
                   "with d + D = %d a constant would be a polynomial trend: leave it out or lower d + D to 1",
                   o->d + o->D);
    return true;
}

static bool data_check(const ArimaSpec *spec, const double *y, size_t n, Err *e)
{
    if (spec->m < 0 || spec->m > ARIMA_MAX_SEASON)
        return ERR(e, ERR_INVALID, "季节长度 m = %d：须在 0 至 %d 之间",
                   "m = %d: a season has 0 to %d observations", spec->m, ARIMA_MAX_SEASON);
    if (spec->h < 1 || spec->h > ARIMA_MAX_HORIZON)
        return ERR(e, ERR_INVALID, "预测期数 %zu：须在 1 至 %d 之间", "%zu horizons: ask for 1 to %d",
                   spec->h, ARIMA_MAX_HORIZON);
    if (n < ARIMA_MIN_N)
        return ERR(e, ERR_DATA, "%zu 个观测值：ARIMA 至少需要 %d 个，请用更简单的方法",
                   "%zu observations: ARIMA needs at least %d, take a simpler method", n, ARIMA_MIN_N);
    return series_check(y, n, ARIMA_MAX_N, e);
}

static bool length_check(const ArimaOrders *o, int m, size_t n, Err *e)
{
    size_t lost = (size_t)o->d + (size_t)m * (size_t)o->D;
    size_t needed = lost + (size_t)arima_count(o) + 3;

    if (n < needed)
        return ERR(e, ERR_DATA, "%zu 个观测值不足以估计 (%d,%d,%d)(%d,%d,%d)[%d]：至少需要 %zu 个",
                   "%zu observations are too few for (%d,%d,%d)(%d,%d,%d)[%d]: it needs %zu", n, o->p, o->d,
                   o->q, o->P, o->D, o->Q, m, needed);
    return true;
}

/* Centres w and divides it by its standard deviation. */
static void standardise(double *w, ArimaSeries *s)
{
    double sum = 0, squares = 0, n = (double)s->n;

    for (size_t t = 0; t < s->n; t++)
        sum += w[t];
    s->centre = sum / n;
    for (size_t t = 0; t < s->n; t++)
        squares += (w[t] - s->centre) * (w[t] - s->centre);
    s->scale = sqrt(squares / n);
    for (size_t t = 0; t < s->n; t++)
        w[t] = (w[t] - s->centre) / s->scale;
    s->w = w;
}

static void take_coefficients(const ArimaModel *model, const double *x, ArimaResult *r)
{
    double lanes[(LSQ_MAX_PARAMS + 1) * LSQ_LANES] = {0};
    const ArimaOrders *o = &model->orders;
    ArimaPair c;

    for (int j = 0; j < arima_count(o); j++)
        lanes[j * LSQ_LANES] = x[j];
    arima_coefficients(model, lanes, 0, &c);
    for (int i = 0; i < o->p; i++)
        r->ar[i] = c.ar[i][0];
    for (int i = 0; i < o->q; i++)
        r->ma[i] = c.ma[i][0];
    for (int i = 0; i < o->P; i++)
        r->sar[i] = c.sar[i][0];
    for (int i = 0; i < o->Q; i++)
        r->sma[i] = c.sma[i][0];
    r->constant = o->constant ? c.mean[0] : 0;
}

/* x [h] / (1 - c1 B^lag - ...) in place. */
static void divide(double *x, size_t h, const double *c, int n, size_t lag)
{
    for (size_t t = lag; t < h; t++)
        for (size_t k = 1; k <= (size_t)n && k * lag <= t; k++)
            x[t] += c[k - 1] * x[t - k * lag];
}

/* x [h] * (1 + c1 B^lag + ...) in place, from the end. */
static void multiply(double *x, size_t h, const double *c, int n, size_t lag)
{
    for (size_t t = h; t-- > lag;)
        for (size_t k = 1; k <= (size_t)n && k * lag <= t; k++)
            x[t] += c[k - 1] * x[t - k * lag];
}

/* multiplier [h]: psi weights by passing an impulse through the model, then sums of their squares. Box &
 * Jenkins (1970), 5.1. */
static void forecast_multipliers(ArimaResult *r, size_t h)
{
    static const double ONE[] = {1};
    double *psi = r->multiplier, sum = 0;
    size_t m = (size_t)r->m;

    memset(psi, 0, h * sizeof *psi);
    psi[0] = 1;
    multiply(psi, h, r->ma, r->orders.q, 1);
    multiply(psi, h, r->sma, r->orders.Q, m);
    divide(psi, h, r->ar, r->orders.p, 1);
    divide(psi, h, r->sar, r->orders.P, m);
    for (int i = 0; i < r->orders.d; i++)
        divide(psi, h, ONE, 1, 1);
    for (int i = 0; i < r->orders.D; i++)
        divide(psi, h, ONE, 1, m);
    for (size_t t = 0; t < h; t++)
        psi[t] = sum += psi[t] * psi[t];
}

/* A run: the series in units of 2^exponent, so that no square overflows. */
typedef struct Run {
    ArimaSeries series;
    ArimaDifferences by;
    int exponent;
    size_t h;
    double *w; /* [n] what is left after differencing */
    ArimaResult *result;
} Run;

/* Likelihood, variance, criteria of the fitted model; mean [h] gets the forecasts of the differenced series
 * in units of 2^exponent. */
static bool take_results(const Run *run, const ArimaFit *fit, double *scratch, Err *e)
{
    const ArimaSeries *s = &run->series;
    ArimaResult *r = run->result;
    ArimaModel model = arima_model_of(s, &fit->orders);
    double n = (double)s->n, unit = ldexp(s->scale, run->exponent);
    int k = arima_count(&fit->orders);
    ArimaSums sums;

    if (!arima_ml_run(&model, fit->x, scratch, &sums, r->mean, run->h) || !(sums.likelihood > 0))
        return ERR(e, ERR_NUMERIC, "(%d,%d,%d)(%d,%d,%d)[%d] 的似然无法计算：请换用其他阶数",
                   "the likelihood of (%d,%d,%d)(%d,%d,%d)[%d] cannot be computed: take other orders",
                   r->orders.p, r->orders.d, r->orders.q, r->orders.P, r->orders.D, r->orders.Q, r->m);
    take_coefficients(&model, fit->x, r);
    if (fit->orders.constant) {
        r->constant = ldexp(r->constant * s->scale + s->centre, run->exponent);
        for (int i = 0; i < fit->orders.D; i++)
            r->constant /= s->m;
    }
    for (size_t t = 0; t < run->h; t++)
        r->mean[t] = r->mean[t] * s->scale + s->centre;
    r->sigma2 = sums.weighted / n * unit * unit;
    r->sigma2_unbiased = sums.weighted / (n - k) * unit * unit;
    r->rmse = sqrt(sums.raw / n) * unit;
    double minus_two = n * (stats_log(sums.likelihood / n) + LOG_2PI_PLUS_1 +
                            2 * (stats_log(s->scale) + run->exponent * LN2));
    r->loglik = -0.5 * minus_two;
    r->aic = minus_two + 2 * (k + 1);
    r->aicc = arima_aicc(minus_two, s->n, k);
    return true;
}

/* What is left is one constant: it goes on. */
static void continue_constant(const Run *run)
{
    ArimaResult *r = run->result;
    double w = run->w[0];

    r->is_exact = true;
    r->orders = (ArimaOrders){.d = run->by.d, .D = run->by.D, .constant = run->by.d + run->by.D <= 1};
    r->constant = r->orders.constant ? ldexp(w, run->exponent) / (r->orders.D ? r->m : 1) : 0;
    for (size_t t = 0; t < run->h; t++)
        r->mean[t] = w;
}

/* Fits the orders in the result, or searches for p, q, P and Q. */
static bool model_series(Run *run, bool automatic, Arena *a, Err *e)
{
    ArimaSeries *s = &run->series;
    ArimaResult *r = run->result;
    ArimaOrders most = r->orders;
    ArimaFit fit = {.orders = r->orders, .aicc = INFINITY};

    if (automatic) {
        most.p = most.q = ARIMA_MAX_ORDER;
        most.P = most.Q = s->m > 1 ? ARIMA_MAX_SEASONAL_ORDER : 0;
    }
    double *scratch = NEW_N(a, double, arima_scratch(s->n, &most, s->m));
    standardise(run->w, s);
    if (automatic) {
        r->models = arima_search(s, &fit, scratch, NEW_N(a, ArimaFit, ARIMA_MAX_MODELS));
        r->orders = fit.orders;
    } else {
        r->models = 1;
        arima_fit(s, &fit, scratch);
    }
    return take_results(run, &fit, scratch, e);
}

static void scale_down(const double *y, size_t n, int exponent, double *out)
{
    for (size_t t = 0; t < n; t++)
        out[t] = ldexp(y[t], -exponent);
}

/* Orders as given, or d and D chosen. scratch [3 n] */
static bool take_orders(const ArimaSpec *spec, Run *run, size_t n, double *scratch, Err *e)
{
    ArimaResult *r = run->result;

    if (spec->automatic) {
        arima_choose_differences(run->w, n, &run->by, scratch);
        r->orders.d = run->by.d;
        r->orders.D = run->by.D;
        return true;
    }
    r->orders = spec->orders;
    run->by = (ArimaDifferences){r->m, r->orders.d, r->orders.D};
    return orders_check(&r->orders, spec->m, e) && length_check(&r->orders, r->m, n, e);
}

bool arima_run(const ArimaSpec *spec, const double *y, size_t n, ArimaResult *result, Arena *a, Err *e)
{
    int m = spec->m > 1 ? spec->m : 1;
    size_t h = spec->h;
    Run run = {.by = {.m = m}, .h = h, .result = result};
    double largest = 0;

    *result = (ArimaResult){.m = m};
    TRY(data_check(spec, y, n, e));
    run.w = NEW_N(a, double, 4 * n);
    double *scratch = run.w + n;
    result->mean = NEW_N(a, double, h);
    result->multiplier = NEW_N(a, double, h);
    result->var = NEW_N(a, double, h);
    for (size_t t = 0; t < n; t++)
        largest = fmax(largest, fabs(y[t]));
    frexp(largest, &run.exponent);
    scale_down(y, n, run.exponent, run.w);
    TRY(take_orders(spec, &run, n, scratch, e));
    result->n_used = arima_differences(run.w, n, &run.by);
    run.series = (ArimaSeries){.m = m, .d = run.by.d, .D = run.by.D, .n = result->n_used, .length = n};
    if (arima_varies(run.w, result->n_used, 1))
        TRY(model_series(&run, spec->automatic, a, e));
    else
        continue_constant(&run);
    scale_down(y, n, run.exponent, run.w);
    arima_integrate(run.w, n, &run.by, result->mean, h, scratch);
    forecast_multipliers(result, h);
    for (size_t t = 0; t < h; t++) {
        result->mean[t] = ldexp(result->mean[t], run.exponent);
        result->var[t] = result->sigma2_unbiased * result->multiplier[t];
    }
    return true;
}
