#include "stats/member.h"

#include <math.h>
#include <string.h>

#include "stats/arima.h"
#include "stats/ces.h"
#include "stats/elementary.h"
#include "stats/ets.h"
#include "stats/smoothing.h"
#include "stats/stl_ets.h"
#include "stats/theta.h"
#include "stats/winters.h"

/* How seasons are taken out; both were chosen on data, see docs/method/combination.md. */
static const double SEASON_DECAY = 0.8, SEASON_SEEN = 0.5;

/* What a member works on. */
typedef enum Form {
    FORM_SERIES,   /* as it is */
    FORM_LEVEL,    /* without season */
    FORM_ADJUSTED, /* the same around its mean */
    FORM_LOGS,
    FORM_LOG_LEVEL,
} Form;

static const struct {
    const char *name;
    size_t least; /* observations */
    Form form;
} members[MEMBERS] = {
    [MEMBER_NAIVE2] = {"naive2", 1, FORM_LEVEL},
    [MEMBER_SNAIVE] = {"snaive", 1, FORM_SERIES},
    [MEMBER_SES] = {"ses", 3, FORM_ADJUSTED},
    [MEMBER_HOLT] = {"holt", 4, FORM_ADJUSTED},
    [MEMBER_DAMPED] = {"damped", 5, FORM_ADJUSTED},
    [MEMBER_THETA] = {"theta", 3, FORM_ADJUSTED},
    [MEMBER_OTM] = {"otm", 3, FORM_ADJUSTED},
    [MEMBER_DOTM] = {"dotm", 3, FORM_ADJUSTED},
    [MEMBER_CES] = {"ces", 5, FORM_LEVEL}, /* depends on where zero lies */
    [MEMBER_ETS] = {"ets", ETS_MIN_N, FORM_SERIES},
    [MEMBER_STL_ETS] = {"stl-ets", ETS_MIN_N, FORM_SERIES},
    [MEMBER_ARIMA] = {"arima", ARIMA_MIN_N, FORM_SERIES},
    [MEMBER_WINTERS] = {"winters", 6, FORM_LOGS},
    [MEMBER_DAMPED_LOG] = {"damped-log", 5, FORM_LOG_LEVEL},
    [MEMBER_OTM_LOG] = {"otm-log", 3, FORM_LOG_LEVEL},
    [MEMBER_DOTM_LOG] = {"dotm-log", 3, FORM_LOG_LEVEL},
};

const char *member_name(Member member)
{
    return members[member].name;
}

static double centre(double *y, size_t n)
{
    double mean = 0;
    for (size_t t = 0; t < n; t++)
        mean += y[t] / (double)n;
    for (size_t t = 0; t < n; t++)
        y[t] -= mean;
    return mean;
}

void member_prepare(MemberSeries *s, const double *y, size_t n, Arena *a)
{
    s->kernels = kernels_of(s->simd);
    s->y = y;
    s->n = n;
    s->arena = a;
    s->adjusted = NEW_N(a, double, n);
    s->logs = NEW_N(a, double, n);
    s->level = NEW_N(a, double, n);
    s->log_level = NEW_N(a, double, n);
    s->work = NEW_N(a, double, model_work(n, s->m));
    s->positive = true;
    for (size_t t = 0; t < n; t++)
        s->positive = s->positive && y[t] > 0;
    if (seasonality_statistic(y, n, s->m) > SEASON_SEEN)
        season_estimate(&(SeasonSpec){s->m, SEASON_DECAY, true}, y, n, s->work, &s->season);
    s->seasonal = s->season.kept > 0;
    for (size_t t = 0; t < n; t++) {
        s->adjusted[t] = s->seasonal ? season_remove(&s->season, y[t], t, s->m) : y[t];
        s->logs[t] = s->positive ? stats_log(y[t]) : y[t];
    }
    for (size_t t = 0; t < n; t++) {
        s->level[t] = s->adjusted[t];
        s->log_level[t] = s->positive ? stats_log(s->level[t]) : s->level[t];
    }
    s->log_level_mean = centre(s->log_level, n);
    s->adjusted_mean = centre(s->adjusted, n);
    s->logs_mean = centre(s->logs, n);
}

bool member_fits(const MemberSeries *s, Member member)
{
    if (member == MEMBER_WINTERS && (s->m < 2 || s->n < 2 * (size_t)s->m + 2))
        return false;
    return s->n >= members[member].least;
}

/* Naive forecasts: lag periods back (1, or a year), errors against the same lag. */
static void naive_run(const double *y, const MemberSeries *s, size_t lag, MemberFit *out)
{
    double sum = 0;
    if (lag > s->n)
        lag = 1;
    for (size_t t = lag; t < s->n; t++)
        sum += (y[t] - y[t - lag]) * (y[t] - y[t - lag]);
    out->rmse = s->n > lag ? sqrt(sum / (double)(s->n - lag)) : 0;
    for (size_t j = 0; j < s->h; j++) {
        out->mean[j] = y[s->n - lag + j % lag];
        size_t years = j / lag;
        out->multiplier[j] = 1 + (double)years;
    }
}

static void model_run(Member member, const ModelData *in, ModelFit *fit)
{
    switch (member) {
    case MEMBER_CES:
        ces_fit(in, fit);
        break;
    case MEMBER_WINTERS:
        winters_fit(NULL, in, fit);
        break;
    case MEMBER_DAMPED_LOG:
        smoothing_fit(TREND_DAMPED, in, fit);
        break;
    case MEMBER_OTM_LOG:
        theta_fit(THETA_OPTIMISED, in, fit);
        break;
    case MEMBER_DOTM_LOG:
        theta_fit(THETA_DYNAMIC, in, fit);
        break;
    case MEMBER_SES:
    case MEMBER_HOLT:
    case MEMBER_DAMPED:
        smoothing_fit((TrendKind)(member - MEMBER_SES), in, fit);
        break;
    case MEMBER_THETA:
    case MEMBER_OTM:
    case MEMBER_DOTM:
        theta_fit((ThetaKind)(member - MEMBER_THETA), in, fit);
        break;
    case MEMBER_NAIVE2:
    case MEMBER_SNAIVE:
    case MEMBER_ETS:
    case MEMBER_STL_ETS:
    case MEMBER_ARIMA:
    case MEMBERS:
        break;
    }
}

/* ---- the members that choose among many models ---- */

static bool arima_member(const MemberSeries *s, MemberFit *out, Err *e)
{
    ArimaSpec spec = {.m = s->m, .automatic = true, .h = s->h};
    ArimaResult r;
    TRY(arima_run(&spec, s->y, s->n, &r, s->arena, e));
    memcpy(out->mean, r.mean, s->h * sizeof(double));
    memcpy(out->multiplier, r.multiplier, s->h * sizeof(double));
    out->rmse = r.rmse;
    return true;
}

static bool ets_member(const MemberSeries *s, MemberFit *out, Err *e)
{
    EtsSpec spec = {.m = s->m, .automatic = true, .h = s->h, .simd = s->simd};
    EtsResult *r = NEW(s->arena, EtsResult);
    TRY(ets_run(&spec, s->y, s->n, r, s->arena, e));
    for (size_t j = 0; j < s->h; j++) {
        out->mean[j] = r->mean[j];
        out->multiplier[j] = r->var[0] > 0 ? r->var[j] / r->var[0] : 1;
    }
    out->rmse = r->rmse;
    return true;
}

static bool stl_ets_member(const MemberSeries *s, MemberFit *out, Err *e)
{
    StlEtsSpec spec = {.m = s->m, .h = s->h, .simd = s->simd};
    StlEtsResult *r = NEW(s->arena, StlEtsResult);
    TRY(stl_ets_run(&spec, s->y, s->n, r, s->arena, e));
    for (size_t j = 0; j < s->h; j++) {
        out->mean[j] = r->mean[j];
        out->multiplier[j] = r->var[0] > 0 ? r->var[j] / r->var[0] : 1;
    }
    out->rmse = r->ets.rmse;
    return true;
}

/* Where none of the models can be fitted, the last year goes on. */
static void choice_run(const MemberSeries *s, Member member, MemberFit *out)
{
    Err e = {0};
    bool ok = member == MEMBER_ARIMA ? arima_member(s, out, &e)
              : member == MEMBER_ETS ? ets_member(s, out, &e)
                                     : stl_ets_member(s, out, &e);
    if (!ok)
        naive_run(s->y, s, (size_t)s->m, out);
}

/* Back from logarithms: the error of a forecast is its relative error times the level of the last year. A
 * forecast beyond a million times the largest observation is no forecast: it stops there. */
static void from_logs(const MemberSeries *s, MemberFit *out)
{
    if (!s->positive)
        return;
    for (size_t j = 0; j < s->h; j++)
        out->mean[j] = stats_exp(fmin(out->mean[j], 14));
    double level = 0;
    size_t last = s->n < (size_t)s->m ? s->n : (size_t)s->m;
    for (size_t t = s->n - last; t < s->n; t++)
        level += s->y[t] / (double)last;
    out->rmse *= level;
    out->recent *= level;
}

static void smooth_run(const MemberSeries *s, Member member, MemberFit *out)
{
    static const double none = 0;
    const struct {
        const double *y, *mean;
    } forms[] = {
        [FORM_SERIES] = {s->y, &none},
        [FORM_LEVEL] = {s->level, &none},
        [FORM_ADJUSTED] = {s->adjusted, &s->adjusted_mean},
        [FORM_LOGS] = {s->logs, &s->logs_mean},
        [FORM_LOG_LEVEL] = {s->log_level, &s->log_level_mean},
    };
    Form form = members[member].form;
    ModelFit fit = {.mean = out->mean, .multiplier = out->multiplier};
    ModelData in = {s->kernels, forms[form].y, s->n, s->m, s->h, s->tol, s->work};
    model_run(member, &in, &fit);
    out->rmse = sqrt(fit.mse);
    out->recent = sqrt(fit.recent);
    memcpy(out->param, fit.param, sizeof out->param);
    for (size_t j = 0; j < s->h; j++)
        out->mean[j] += *forms[form].mean;
    if (form == FORM_LOGS || form == FORM_LOG_LEVEL)
        from_logs(s, out);
}

void member_run(const MemberSeries *s, Member member, MemberFit *out)
{
    Form form = members[member].form;
    out->recent = 0;
    memset(out->param, 0, sizeof out->param);
    if (member == MEMBER_SNAIVE)
        naive_run(s->y, s, (size_t)s->m, out);
    else if (member == MEMBER_NAIVE2)
        naive_run(s->level, s, 1, out);
    else if (member == MEMBER_ARIMA || member == MEMBER_ETS || member == MEMBER_STL_ETS)
        choice_run(s, member, out);
    else
        smooth_run(s, member, out);
    bool adjusted = form == FORM_LEVEL || form == FORM_ADJUSTED || form == FORM_LOG_LEVEL;
    for (size_t j = 0; adjusted && s->seasonal && j < s->h; j++)
        out->mean[j] = season_restore(&s->season, out->mean[j], s->n + j, s->m);
}
