/* Models as other programs fit them: R's thetaf, auto.arima and arima, X-13ARIMA-SEATS, statsmodels. Where R
 * stops early or starts a filter from a large variance, the digits wanted are those that it leaves. */
#include "cm_arena.h"
#include "digits.h"

#include <string.h>

#include "stats/arima.h"
#include "stats/arima_auto.h"
#include "stats/arima_css.h"
#include "stats/arima_diff.h"
#include "stats/autocorrelation.h"
#include "stats/decompose.h"
#include "stats/elementary.h"
#include "stats/smoothing.h"
#include "stats/theta.h"
#include "stats_model_anchors.h"

#define NAMED(s) #s, s, COUNT(s)

/* Whether thetaf takes a season out: like the M4 test, but from more than two years on. */
static bool thetaf_is_seasonal(const ModelAnchor *x)
{
    size_t m = (size_t)x->m;
    double acf[13], sum = 0;
    Err e = {0};
    if (m == 1 || x->n <= 2 * m)
        return false;
    assert_true(autocorrelation(x->y, x->n, m, acf, &e));
    for (size_t i = 1; i < m; i++)
        sum += acf[i] * acf[i];
    return fabs(acf[m]) > 1.6448536269514722 * sqrt((1 + 2 * sum) / (double)x->n);
}

/* Least sum of squares of simple smoothing at alpha, over the initial level. */
static double sse_at(const double *y, size_t n, double alpha)
{
    double a[KERNEL_LANES], zero[KERNEL_LANES] = {0}, one[KERNEL_LANES], state[2];
    NormalSums sums;
    for (int k = 0; k < KERNEL_LANES; k++) {
        a[k] = alpha;
        one[k] = 1;
    }
    kernels_of(SIMD_SSE2)->trend(y, n, a, zero, one, &sums);
    return concentrate_one(&sums, 0, 0, state);
}

/* thetaf out of our parts: ahead [12], its alpha, drift and the standard deviation of the one-step errors. */
static double thetaf(const ModelAnchor *x, double *ahead, double *alpha, double *drift)
{
    double *adjusted = NEW_N(arena, double, x->n), multiplier[12];
    Decomposition d = {0};
    DecomposeSpec spec = {.period = (size_t)x->m, .multiplicative = true};
    Err e = {0};
    bool seasonal = thetaf_is_seasonal(x);
    if (seasonal)
        assert_true(decompose_run(&spec, x->y, x->n, &d, arena, &e));
    for (size_t t = 0; t < x->n; t++)
        adjusted[t] = seasonal ? x->y[t] / d.seasonal[t] : x->y[t];
    ModelFit fit = {.mean = ahead, .multiplier = multiplier};
    ModelData in = {.kernels = kernels_of(SIMD_BEST),
                    .y = adjusted,
                    .n = x->n,
                    .m = 1,
                    .h = x->h,
                    .tol = 1e-12,
                    .work = NEW_N(arena, double, model_work(x->n, 1))};
    theta_fit(THETA_CLASSIC, &in, &fit);
    for (size_t j = 0; seasonal && j < x->h; j++)
        ahead[j] *= d.figure[(x->n + j) % (size_t)x->m];
    *alpha = fit.param[0];
    *drift = fit.param[1];
    assert_true(sse_at(adjusted, x->n, *alpha) <= sse_at(adjusted, x->n, x->alpha) * (1 + 1e-13));
    return sqrt(fit.mse * (double)x->n / (double)(x->n - 2));
}

/* R stops its search for alpha at a change of 1e-8 of the likelihood, which leaves alpha four digits; that
 * ours is the better one is asserted in thetaf. */
static void theta_is_that_of_r(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT(model_anchors); k++) {
        const ModelAnchor *x = &model_anchors[k];
        double ahead[12], low[12], alpha = 0, drift = 0;
        double sd = thetaf(x, ahead, &alpha, &drift);
        for (size_t j = 0; j < x->h; j++)
            low[j] = ahead[j] - 1.959963984540054 * sd * sqrt((double)j * alpha * alpha + 1);
        double d_alpha = digits(alpha, x->alpha), d_drift = digits(drift, x->drift);
        double d_ahead = row_digits(ahead, x->theta, x->h), d_low = row_digits(low, x->theta_low, x->h);
        print_message("%s: alpha %.1f, drift %.1f, forecasts %.1f, lower 95 %.1f digits\n", x->name, d_alpha,
                      d_drift, d_ahead, d_low);
        assert_true(d_alpha > 3.5 && d_drift > 8.9 && d_ahead > 4.5 && d_low > 4);
    }
}

static ArimaResult fit(ArimaSpec spec, const double *y, size_t n)
{
    ArimaResult r;
    Err e = {.lang = LANG_EN};
    arena_reset(arena);
    if (!arima_run(&spec, y, n, &r, arena, &e))
        fail_msg("%s", e.msg);
    return r;
}

/* Coefficients in R's order. */
static void coefficients_of(const ArimaResult *r, double *out)
{
    for (int i = 0; i < r->orders.p; i++)
        *out++ = r->ar[i];
    for (int i = 0; i < r->orders.q; i++)
        *out++ = r->ma[i];
    for (int i = 0; i < r->orders.P; i++)
        *out++ = r->sar[i];
    for (int i = 0; i < r->orders.Q; i++)
        *out++ = r->sma[i];
    *out = r->constant;
}

/* R starts the differences from a variance of a million instead of none, which shows in the fifth to eighth
 * digit of the likelihood, and counts the residuals of those values in its variance. */
static void arima_at_given_orders_is_that_of_r(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT(model_anchors); k++) {
        const ModelAnchor *x = &model_anchors[k];
        double c[16];
        ArimaResult r = fit((ArimaSpec){.m = x->m, .orders = x->orders, .h = x->h}, x->y, x->n);
        coefficients_of(&r, c);
        double d_c =
            x->n_coefficients ? row_digits(c, x->coefficient, (size_t)x->n_coefficients) : DIGITS_MOST;
        double d_loglik = digits(r.loglik, x->loglik), d_aicc = digits(r.aicc, x->aicc);
        double d_sigma2 = digits(r.sigma2_unbiased, x->sigma2), d_ahead = row_digits(r.mean, x->ahead, x->h);
        print_message("%s: coefficients %.1f, loglik %.1f, AICc %.1f, sigma2 %.1f, forecasts %.1f digits\n",
                      x->name, d_c, d_loglik, d_aicc, d_sigma2, d_ahead);
        assert_true(d_c > 3.6 && d_loglik > 4.9 && d_aicc > 5 && d_sigma2 > 1.1 && d_ahead > 4);
    }
}

/* In differences by the variance of the first value over a million, as R has it, too. */
static void the_variance_of_r_counts_the_first_value(void **state)
{
    (void)state;
    ArimaResult r = fit((ArimaSpec){.m = 1, .orders = {.d = 1}, .h = 1}, lake_huron, COUNT(lake_huron));
    double n = (double)r.n_used, first = lake_huron[0] * lake_huron[0] / 1e6;
    agrees("LakeHuron, sigma2", r.sigma2 + first / n, 0.5587818619, 6.5);
}

static bool same_orders(const ArimaOrders *a, const ArimaOrders *b)
{
    return a->p == b->p && a->d == b->d && a->q == b->q && a->P == b->P && a->D == b->D && a->Q == b->Q &&
           a->constant == b->constant;
}

static void automatic_arima_is_as_good_as_that_of_r(void **state)
{
    (void)state;
    int same = 0, better = 0;
    for (size_t k = 0; k < COUNT(model_anchors); k++) {
        const ModelAnchor *x = &model_anchors[k];
        ArimaResult r = fit((ArimaSpec){.m = x->m, .automatic = true, .h = x->h}, x->y, x->n);
        const ArimaOrders *a = &r.orders, *b = &x->orders;
        print_message("%s: (%d,%d,%d)(%d,%d,%d)%d AICc %.4f; R (%d,%d,%d)(%d,%d,%d)%d %.4f\n", x->name, a->p,
                      a->d, a->q, a->P, a->D, a->Q, a->constant, r.aicc, b->p, b->d, b->q, b->P, b->D, b->Q,
                      b->constant, x->aicc);
        same += same_orders(a, b);
        better += r.aicc < x->aicc + 0.01;
    }
    print_message("%d of %zu with the orders of R, %d with an AICc as low\n", same, COUNT(model_anchors),
                  better);
    assert_true(same >= 6 && better >= 9);
}

static const double airline_forecasts[] = {450.42177187, 425.71547907, 479.0018259,
                                           492.40403289, 509.05505283, 583.34365153};

static double *logs_of(const double *y, size_t n)
{
    double *out = NEW_N(arena, double, n);
    for (size_t t = 0; t < n; t++)
        out[t] = stats_log(y[t]);
    return out;
}

/* (0 1 1)(0 1 1) on logarithms: R, X-13 and statsmodels. */
static void the_airline_model_is_that_of_three_programs(void **state)
{
    (void)state;
    ArimaSpec spec = {.m = 12, .orders = {.d = 1, .q = 1, .D = 1, .Q = 1}, .h = 12};
    double *y = logs_of(air_passengers, 144), ahead[6];
    ArimaResult r;
    Err e = {.lang = LANG_EN};
    assert_true(arima_run(&spec, y, 144, &r, arena, &e));
    agrees("X-13, theta", -r.ma[0], 0.40180795, 4.2);
    agrees("X-13, Theta", -r.sma[0], 0.55694564, 4.2);
    agrees("R, ma1", r.ma[0], -0.4018280, 4.8);
    agrees("R, sma1", r.sma[0], -0.5569448, 4.7);
    agrees("R, sigma2", r.sigma2, 0.001348035, 4.2);
    agrees("R, log likelihood", r.loglik, 244.7, 4);
    agrees("statsmodels, log likelihood", r.loglik, 244.69648675579305, 9);
    agrees("statsmodels, sigma2", r.sigma2, 0.00134807, 4.6);
    for (size_t j = 0; j < COUNT(ahead); j++)
        ahead[j] = stats_exp(r.mean[j]);
    double d = row_digits(ahead, airline_forecasts, COUNT(ahead));
    print_message("statsmodels, forecasts: %.1f digits\n", d);
    assert_true(d > 5);
    agrees("X-13, first forecast", ahead[0], 450.4221399, 6);
    agrees("X-13, twelfth forecast", stats_exp(r.mean[11]), 477.2422961, 6);
}

static void conditional_least_squares_is_that_of_r(void **state)
{
    (void)state;
    double *w = logs_of(air_passengers, 144), x[LSQ_MAX_PARAMS] = {0};
    size_t n = arima_differences(w, 144, &(ArimaDifferences){.m = 12, .d = 1, .D = 1});
    ArimaModel model = {.orders = {.q = 1, .Q = 1}, .m = 12, .w = w, .n = n};
    double *scratch = NEW_N(arena, double, lsq_scratch(n, LSQ_MAX_PARAMS) + arima_css_scratch(n));
    double sum = arima_css_fit(&model, x, scratch, 1e-12);
    agrees("ma1", -x[0], -0.3771624, 6.5);
    agrees("sma1", -x[1], -0.5723791, 6);
    agrees("sigma2", sum / (double)n, 0.00138875, 7);
}

static void an_autoregression_around_a_mean_is_that_of_r(void **state)
{
    (void)state;
    ArimaResult r = fit((ArimaSpec){.m = 1, .orders = {.p = 3, .constant = true}, .h = 1}, lh, COUNT(lh));
    agrees("lh, ar1", r.ar[0], 0.6447965, 5);
    agrees("lh, ar2", r.ar[1], -0.0633735, 3.8);
    agrees("lh, ar3", r.ar[2], -0.2198062, 4.3);
    agrees("lh, mean", r.constant, 2.3931275, 5);
    agrees("lh, sigma2", r.sigma2, 0.1786603, 6.8);
    agrees("lh, log likelihood", r.loglik, -27.09, 3.9);
    agrees("lh, AIC", r.aic, 64.18, 4);
}

/* A random walk seen through noise is (0 1 1): theta sigma2 is the noise, (1 - theta)^2 sigma2 the walk. R's
 * StructTS is exact; statsmodels starts the level from a variance of a million, which is but 66 times the
 * noise. */
static void a_local_level_is_that_of_structts(void **state)
{
    (void)state;
    ArimaResult r = fit((ArimaSpec){.m = 1, .orders = {.d = 1, .q = 1}, .h = 1}, nile, COUNT(nile));
    agrees("Nile, log likelihood", r.loglik, -632.5377605746401, 4.8);
    agrees("Nile, noise", -r.ma[0] * r.sigma2, 15078.0104438, 2.5);
    agrees("Nile, level", (1 + r.ma[0]) * (1 + r.ma[0]) * r.sigma2, 1478.81157235, 2);
    agrees("Nile, noise of StructTS", -r.ma[0] * r.sigma2, 15098.577, 5);
    agrees("Nile, level of StructTS", (1 + r.ma[0]) * (1 + r.ma[0]) * r.sigma2, 1469.147, 4.2);
}

typedef struct SmoothingAnchor {
    const char *name;
    const double *y;
    size_t n;
    TrendKind kind;
    double alpha, mse, ahead[6]; /* ets */
} SmoothingAnchor;

/* ets without season and with additive errors: ETS(A,N,N) and ETS(A,Ad,N). */
static void smoothing_is_no_worse_than_that_of_r(void **state)
{
    (void)state;
    static const SmoothingAnchor all[] = {
        {NAMED(lake_huron),
         TREND_NONE,
         0.99989975,
         0.5496574672,
         {579.959993, 579.959993, 579.959993, 579.959993, 579.959993, 579.959993}},
        {NAMED(www_usage),
         TREND_DAMPED,
         0.999899956,
         11.6131679,
         {218.366335, 217.035069, 215.950143, 215.065973, 214.345412, 213.758186}}};
    for (size_t k = 0; k < COUNT(all); k++) {
        const SmoothingAnchor *x = &all[k];
        double ahead[6], multiplier[6];
        ModelFit f = {.mean = ahead, .multiplier = multiplier};
        ModelData in = {.kernels = kernels_of(SIMD_BEST),
                        .y = x->y,
                        .n = x->n,
                        .m = 1,
                        .h = 6,
                        .tol = 1e-9,
                        .work = NEW_N(arena, double, model_work(x->n, 1))};
        smoothing_fit(x->kind, &in, &f);
        double d = row_digits(ahead, x->ahead, 6);
        agrees(x->name, f.param[0], x->alpha, 6.5);
        print_message("mean square %.10g, R %.10g; forecasts %.1f digits\n", f.mse, x->mse, d);
        assert_true(f.mse <= x->mse && d > 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(theta_is_that_of_r),
        cmocka_unit_test(arima_at_given_orders_is_that_of_r),
        cmocka_unit_test(the_variance_of_r_counts_the_first_value),
        cmocka_unit_test(automatic_arima_is_as_good_as_that_of_r),
        cmocka_unit_test(the_airline_model_is_that_of_three_programs),
        cmocka_unit_test(conditional_least_squares_is_that_of_r),
        cmocka_unit_test(an_autoregression_around_a_mean_is_that_of_r),
        cmocka_unit_test(a_local_level_is_that_of_structts),
        cmocka_unit_test(smoothing_is_no_worse_than_that_of_r),
    };
    int failed = cmocka_run_group_tests_name("stats oracle", tests, begin, end);
    digits_say("stats oracle");
    return failed;
}
