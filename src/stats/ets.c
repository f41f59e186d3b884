#include "stats/ets.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "stats/elementary.h"
#include "stats/ets_select.h"
#include "stats/ets_variance.h"
#include "stats/series_check.h"

static const double SPREAD = 1e12;
static const double LN2 = 0x1.62e42fefa39efp-1;

static void name_of(const EtsForm *f, char name[ETS_NAME_MAX])
{
    static const char *const errors[] = {"A", "M"}, *const trends[] = {"N", "A", "Ad"},
                             *const seasons[] = {"N", "A", "M"};
    snprintf(name, ETS_NAME_MAX, "ETS(%s,%s,%s)", errors[f->error], trends[f->trend], seasons[f->season]);
}

static bool spec_check(const EtsSpec *spec, Err *e)
{
    const EtsForm *f = &spec->form;
    if (spec->m < 0)
        return ERR(e, ERR_INVALID, "季节长度 m = %d：不能为负", "m = %d: a season cannot be negative",
                   spec->m);
    if (spec->h < 1 || spec->h > ETS_MAX_HORIZON)
        return ERR(e, ERR_INVALID, "预测期数 %zu：须在 1 至 %d 之间", "%zu horizons: ask for 1 to %d",
                   spec->h, ETS_MAX_HORIZON);
    if (spec->automatic)
        return true;
    if (f->error == ETS_ERROR_ADDITIVE && f->season == ETS_SEASON_MULTIPLICATIVE)
        return ERR(e, ERR_INVALID, "加法误差不与乘法季节同用：请改用乘法误差",
                   "an additive error is not used with a multiplicative season: take a multiplicative error");
    if (f->season != ETS_SEASON_NONE && (spec->m < 2 || spec->m > ETS_MAX_SEASON))
        return ERR(e, ERR_INVALID, "季节长度 m = %d：有季节的模型须在 2 至 %d 之间",
                   "m = %d: a form with a season needs 2 to %d observations in it", spec->m, ETS_MAX_SEASON);
    return true;
}

static bool data_check(const double *y, size_t n, Err *e)
{
    if (n < ETS_MIN_N)
        return ERR(e, ERR_DATA, "%zu 个观测值：指数平滑至少需要 %d 个",
                   "%zu observations: exponential smoothing needs at least %d", n, ETS_MIN_N);
    return series_check(y, n, ETS_MAX_N, e);
}

/* A run: the series in units of 2^exponent, so that no square overflows. */
typedef struct Run {
    EtsChoice choice;
    EtsFit fit;
    EtsModel model;
    EtsPoint point; /* before the first observation; later, after the last */
    int exponent;
    size_t h;
    EtsResult *result;
} Run;

static bool form_check(const Run *run, const EtsForm *f, Err *e)
{
    EtsModel model = ets_model_of(f, run->choice.kernels, run->choice.y, run->choice.n, run->choice.m);
    bool relative = f->error == ETS_ERROR_MULTIPLICATIVE;
    if (relative && !run->choice.is_positive)
        return ERR(e, ERR_DATA,
                   "乘法误差或季节要求所有数值为正，且最大值不超过最小值的 1e12 倍：请用加法形式",
                   "a multiplicative error or season needs numbers that are all positive and within a factor "
                   "of 1e12: take an additive form");
    if (run->choice.n <= (size_t)model.k + 2)
        return ERR(e, ERR_DATA, "%zu 个观测值不足以估计 %d 个参数：至少需要 %d 个",
                   "%zu observations are too few for %d parameters: it needs %d", run->choice.n, model.k,
                   model.k + 3);
    return true;
}

static bool is_positive(const double *y, size_t n)
{
    double least = INFINITY, most = 0;
    for (size_t t = 0; t < n; t++) {
        least = fmin(least, y[t]);
        most = fmax(most, y[t]);
    }
    return least > 0 && most <= SPREAD * least;
}

/* Sums over the series in units of 2^exponent. The product of the fitted values is product * 2^power. */
typedef struct Sums {
    double squares, raw, product;
    int power;
} Sums;

static double one_step(EtsPoint *x, const EtsSeries *s, size_t t, Sums *sums)
{
    double damped = x->phi * x->trend, q = x->level + damped, *season = &x->season[t % (size_t)s->m];
    double mu = s->kind == ETS_RATIO ? q * *season : q + *season, error = s->y[t] - mu;
    double r = s->kind == ETS_RATIO ? s->y[t] / *season - q : error;
    double rs = s->kind == ETS_RATIO ? s->y[t] / q - *season : r;
    double e = s->kind == ETS_PLAIN ? error : error / mu;
    int power = 0;
    sums->squares += e * e;
    sums->raw += error * error;
    if (s->kind != ETS_PLAIN)
        sums->product = frexp(sums->product * mu, &power);
    sums->power += power;
    x->level = q + x->alpha * r;
    x->trend = damped + x->beta * r;
    *season += x->gamma * rs;
    return mu;
}

static void take_likelihood(Run *run, const Sums *sums)
{
    EtsResult *r = run->result;
    size_t n = run->model.series.n;
    double minus_two = ets_minus_two(n, sums->squares, sums->product, sums->power);
    minus_two += 2 * (double)n * run->exponent * LN2;
    r->loglik = -0.5 * minus_two;
    r->aic = ets_criterion(ETS_AIC, minus_two, n, run->model.k);
    r->aicc = ets_criterion(ETS_AICC, minus_two, n, run->model.k);
    r->bic = ets_criterion(ETS_BIC, minus_two, n, run->model.k);
}

/* Runs through the series: fitted values, errors, likelihood, the states at its end. */
static bool run_through(Run *run, Err *e)
{
    EtsResult *r = run->result;
    const EtsSeries *s = &run->model.series;
    Sums sums = {.product = 1};
    double n = (double)s->n, unit = ldexp(1, run->exponent);
    for (size_t t = 0; t < s->n; t++)
        r->fitted[t] = ldexp(one_step(&run->point, s, t, &sums), run->exponent);
    if (!isfinite(sums.squares) || !isfinite(sums.raw) || !(sums.product > 0))
        return ERR(e, ERR_NUMERIC, "%s 的似然无法计算：请换用其他形式",
                   "the likelihood of %s cannot be computed: take another form", r->name);
    r->is_exact = sums.squares <= n * ETS_EXACT;
    if (r->is_exact)
        return true;
    r->sigma2 = sums.squares / (n - run->model.k) * (s->kind == ETS_PLAIN ? unit * unit : 1);
    r->rmse = sqrt(sums.raw / n) * unit;
    r->mse = sums.raw / n * unit * unit;
    take_likelihood(run, &sums);
    return true;
}

/* A point in the unit of y. */
static EtsPoint in_unit(const Run *run, const EtsPoint *at)
{
    EtsPoint p = *at;
    p.level = ldexp(p.level, run->exponent);
    p.trend = ldexp(p.trend, run->exponent);
    for (int j = 0; j < run->model.series.m && run->model.series.kind != ETS_RATIO; j++)
        p.season[j] = ldexp(p.season[j], run->exponent);
    return p;
}

static void take_states(const Run *run)
{
    EtsResult *r = run->result;
    EtsPoint p = in_unit(run, &run->point);
    r->form = run->fit.form;
    r->m = run->model.series.m;
    r->parameters = run->model.k;
    r->alpha = p.alpha;
    r->beta = p.beta;
    r->gamma = p.gamma;
    r->phi = p.phi;
    r->level = p.level;
    r->trend = p.trend;
    memcpy(r->season, p.season, (size_t)r->m * sizeof *r->season);
    name_of(&r->form, r->name);
}

static bool forecast(Run *run, Arena *a, Err *e)
{
    EtsResult *r = run->result;
    size_t n = run->model.series.n;
    EtsAhead ahead = {.kind = run->model.series.kind,
                      .m = r->m,
                      .phase = (int)(n % (size_t)r->m),
                      .at = run->point,
                      .sigma2 = r->sigma2};
    if (ahead.kind == ETS_PLAIN)
        ahead.sigma2 = ldexp(ahead.sigma2, -2 * run->exponent);
    r->last = in_unit(run, &run->point);
    ets_ahead(&ahead, run->h, r->mean, r->var, NEW_N(a, double, run->h));
    for (size_t j = 0; j < run->h; j++) {
        r->mean[j] = ldexp(r->mean[j], run->exponent);
        r->var[j] = ldexp(r->var[j], 2 * run->exponent);
        if (!isfinite(r->mean[j]) || !isfinite(r->var[j]))
            return ERR(e, ERR_NUMERIC, "%s 第 %zu 期的预测不是有限数：请缩短预测期数或换用其他形式",
                       "%s has no finite forecast of period %zu: ask for fewer periods or take another form",
                       r->name, j + 1);
    }
    return true;
}

/* The point that is given, in the units of the run. */
static bool take_given(Run *run, const EtsPoint *given, Err *e)
{
    EtsPoint *p = &run->point;
    double weights = given->alpha + given->beta + given->gamma + given->phi, season = 0;
    *p = *given;
    p->level = ldexp(given->level, -run->exponent);
    p->trend = ldexp(given->trend, -run->exponent);
    for (int j = 0; j < run->model.series.m; j++) {
        p->season[j] = ldexp(given->season[j], run->model.series.kind == ETS_RATIO ? 0 : -run->exponent);
        season += p->season[j];
    }
    if (isfinite(weights) && isfinite(p->level) && isfinite(p->trend) && isfinite(season))
        return true;
    return ERR(e, ERR_INVALID, "给定的平滑系数或初始状态不是有限数",
               "the given weights or states are not all finite numbers");
}

static bool fit_series(Run *run, const EtsSpec *spec, double *scratch, Err *e)
{
    if (spec->given && !spec->automatic) {
        run->fit.form = spec->form;
        run->fit.value = 0;
        return form_check(run, &spec->form, e);
    }
    if (spec->automatic) {
        run->result->models = ets_select(&run->choice, &run->fit, scratch);
    } else {
        run->fit.form = spec->form;
        TRY(form_check(run, &spec->form, e));
        run->result->models = 1;
        ets_fit_form(&run->choice, &run->fit, scratch);
    }
    if (run->fit.value < INFINITY)
        return true;
    return ERR(e, ERR_NUMERIC, "似然无法计算：请换用其他形式",
               "the likelihood cannot be computed: take another form");
}

bool ets_run(const EtsSpec *spec, const double *y, size_t n, EtsResult *result, Arena *a, Err *e)
{
    Run run = {.h = spec->h, .result = result};
    double largest = 0;

    *result = (EtsResult){.m = 1};
    TRY(spec_check(spec, e));
    TRY(data_check(y, n, e));
    double *scaled = NEW_N(a, double, 2 * n);
    result->fitted = NEW_N(a, double, n);
    result->mean = NEW_N(a, double, spec->h);
    result->var = NEW_N(a, double, spec->h);
    for (size_t t = 0; t < n; t++)
        largest = fmax(largest, fabs(y[t]));
    frexp(largest, &run.exponent);
    for (size_t t = 0; t < n; t++)
        scaled[t] = ldexp(y[t], -run.exponent);
    bool season = spec->m > 1 && spec->m <= ETS_MAX_SEASON && !spec->without_season;
    run.choice = (EtsChoice){.kernels = kernels_of(spec->simd),
                             .y = scaled,
                             .n = n,
                             .m = season || !spec->automatic ? spec->m : 1,
                             .is_positive = is_positive(scaled, n),
                             .criterion = spec->criterion};
    TRY(fit_series(&run, spec, scaled + n, e));
    run.model = ets_model_of(&run.fit.form, run.choice.kernels, scaled, n, run.choice.m);
    if (spec->given && !spec->automatic)
        TRY(take_given(&run, spec->given, e));
    else
        ets_point(&run.model, run.fit.x, &run.point);
    take_states(&run);
    TRY(run_through(&run, e));
    return forecast(&run, a, e);
}
