#include "stats/member.h"

#include <math.h>
#include <string.h>

#include "stats/ces.h"
#include "stats/elementary.h"
#include "stats/smoothing.h"
#include "stats/theta.h"
#include "stats/winters.h"

/* An older year's seasonal ratio counts for this much of the next one's: measured in the study of methods. */
static const double SEASON_DECAY = 0.9;

static const struct {
    const char *name;
    size_t least; /* observations */
} members[MEMBERS] = {
    [MEMBER_NAIVE2] = {"naive2", 1},
    [MEMBER_SNAIVE] = {"snaive", 1},
    [MEMBER_SES] = {"ses", 3},
    [MEMBER_HOLT] = {"holt", 4},
    [MEMBER_DAMPED] = {"damped", 5},
    [MEMBER_THETA] = {"theta", 3},
    [MEMBER_OTM] = {"otm", 3},
    [MEMBER_DOTM] = {"dotm", 3},
    [MEMBER_CES] = {"ces", 5},
    [MEMBER_WINTERS] = {"winters", 6},
    [MEMBER_DAMPED_LOG] = {"damped-log", 5},
    [MEMBER_OTM_LOG] = {"otm-log", 3},
    [MEMBER_DOTM_LOG] = {"dotm-log", 3},
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

void member_prepare(MemberSeries *s, const Kernels *kernels, const double *y, size_t n, Arena *a)
{
    s->kernels = kernels;
    s->y = y;
    s->n = n;
    s->adjusted = NEW_N(a, double, n);
    s->logs = NEW_N(a, double, n);
    s->level = NEW_N(a, double, n);
    s->log_level = NEW_N(a, double, n);
    s->work = NEW_N(a, double, model_work(n, s->m));
    s->positive = true;
    for (size_t t = 0; t < n; t++)
        s->positive = s->positive && y[t] > 0;
    s->seasonal = seasonality_test(y, n, s->m);
    if (s->seasonal)
        season_estimate(y, n, s->m, SEASON_DECAY, s->work, &s->season);
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
static void naive_run(const MemberSeries *s, size_t lag, MemberFit *out)
{
    double sum = 0;
    if (lag > s->n)
        lag = 1;
    const double *y = lag == 1 ? s->level : s->y;
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
    case MEMBERS:
        break;
    }
}

/* Back from logarithms: the error of a forecast is its relative error times the level of the last year. A
 * forecast beyond a million times the largest observation is no forecast: it stops there. */
static void from_logs(const MemberSeries *s, double mean, MemberFit *out)
{
    for (size_t j = 0; j < s->h; j++)
        out->mean[j] = s->positive ? stats_exp(fmin(out->mean[j] + mean, 14)) : out->mean[j] + mean;
    if (!s->positive)
        return;
    double level = 0;
    size_t last = s->n < (size_t)s->m ? s->n : (size_t)s->m;
    for (size_t t = s->n - last; t < s->n; t++)
        level += s->y[t] / (double)last;
    out->rmse *= level;
}

/* The form of the series that the model works on, and its mean, which was taken out. */
static const double *member_input(const MemberSeries *s, Member member, double *mean)
{
    *mean = 0;
    if (member == MEMBER_CES || member == MEMBER_NAIVE2) /* complex smoothing depends on where zero lies */
        return s->level;
    *mean = member == MEMBER_WINTERS  ? s->logs_mean
            : member > MEMBER_WINTERS ? s->log_level_mean
                                      : s->adjusted_mean;
    return member == MEMBER_WINTERS ? s->logs : member > MEMBER_WINTERS ? s->log_level : s->adjusted;
}

void member_run(const MemberSeries *s, Member member, MemberFit *out)
{
    if (member == MEMBER_SNAIVE) {
        naive_run(s, (size_t)s->m, out);
        return;
    }
    double mean = 0;
    const double *y = member_input(s, member, &mean);
    ModelFit fit = {.mean = out->mean, .multiplier = out->multiplier};
    ModelData in = {s->kernels, y, s->n, s->m, s->h, s->tol, s->work};
    if (member == MEMBER_NAIVE2) {
        naive_run(s, 1, out);
    } else {
        model_run(member, &in, &fit);
        out->rmse = sqrt(fit.mse);
        for (int i = 0; i < MODEL_PARAMS; i++)
            out->param[i] = fit.param[i];
    }
    if (member >= MEMBER_WINTERS) {
        from_logs(s, mean, out);
    } else {
        for (size_t j = 0; j < s->h; j++)
            out->mean[j] += mean;
    }
    for (size_t j = 0; member != MEMBER_WINTERS && s->seasonal && j < s->h; j++)
        out->mean[j] = season_restore(&s->season, out->mean[j], s->n + j, s->m);
}
