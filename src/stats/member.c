#include "stats/member.h"

#include <math.h>
#include <string.h>

#include "stats/ces.h"
#include "stats/elementary.h"
#include "stats/smoothing.h"
#include "stats/theta.h"
#include "stats/winters.h"

/* An older year's seasonal ratio counts for this much of the next one's: measured in the study of methods. */
static const double SEASON_DECAY = 0.8;

static const struct {
    const char *name;
    size_t least; /* observations */
} members[MEMBERS] = {
    [MEMBER_NAIVE2] = {"naive2", 1},   [MEMBER_SNAIVE] = {"snaive", 1}, [MEMBER_SES] = {"ses", 3},
    [MEMBER_HOLT] = {"holt", 4},       [MEMBER_DAMPED] = {"damped", 5}, [MEMBER_THETA] = {"theta", 3},
    [MEMBER_OTM] = {"otm", 3},         [MEMBER_DOTM] = {"dotm", 3},     [MEMBER_CES] = {"ces", 5},
    [MEMBER_WINTERS] = {"winters", 6},
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
    s->level = NEW_N(a, double, n);
    memcpy(s->level, s->adjusted, n * sizeof(double));
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
        out->multiplier[j] = 1 + (double)(j / lag);
    }
}

static void model_run(Member member, const ModelData *in, ModelFit *fit)
{
    if (member == MEMBER_CES)
        ces_fit(in, fit);
    else if (member == MEMBER_WINTERS)
        winters_fit(in, fit);
    else if (member >= MEMBER_THETA)
        theta_fit((ThetaKind)(member - MEMBER_THETA), in, fit);
    else
        smoothing_fit((TrendKind)(member - MEMBER_SES), in, fit);
}

/* Back from logarithms: the error of a forecast is its relative error times the level at the end. */
static void from_logs(const MemberSeries *s, MemberFit *out)
{
    for (size_t j = 0; j < s->h; j++) {
        out->mean[j] += s->logs_mean;
        if (s->positive)
            out->mean[j] = stats_exp(fmin(out->mean[j], 300));
    }
    if (!s->positive)
        return;
    double level = 0;
    size_t last = s->n < (size_t)s->m ? s->n : (size_t)s->m;
    for (size_t t = s->n - last; t < s->n; t++)
        level += s->y[t] / (double)last;
    out->rmse *= level;
}

void member_run(const MemberSeries *s, Member member, MemberFit *out)
{
    ModelFit fit = {.mean = out->mean, .multiplier = out->multiplier};
    if (member == MEMBER_SNAIVE) {
        naive_run(s, (size_t)s->m, out);
        return;
    }
    /* complex smoothing alone depends on where zero lies */
    const double *y = member == MEMBER_WINTERS ? s->logs : member == MEMBER_CES ? s->level : s->adjusted;
    ModelData in = {s->kernels, y, s->n, s->m, s->h, s->tol, s->work};
    if (member == MEMBER_NAIVE2) {
        naive_run(s, 1, out);
    } else {
        model_run(member, &in, &fit);
        out->rmse = sqrt(fit.mse);
        for (int i = 0; i < MODEL_PARAMS; i++)
            out->param[i] = fit.param[i];
    }
    if (member == MEMBER_WINTERS) {
        from_logs(s, out);
        return;
    }
    double mean = y == s->adjusted && member != MEMBER_NAIVE2 ? s->adjusted_mean : 0;
    for (size_t j = 0; s->seasonal && j < s->h; j++)
        out->mean[j] = season_restore(&s->season, out->mean[j] + mean, s->n + j, s->m);
    for (size_t j = 0; !s->seasonal && j < s->h; j++)
        out->mean[j] += mean;
}
