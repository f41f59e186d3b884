#include "stats/pace.h"

#include <math.h>
#include <stdlib.h>

#include "stats/elementary.h"
#include "stats/pace_common.h"

static const double LARGEST = 1e100, LEAST_SIZE = 0.25;
enum { LAST = PACE_MONTHS - 1, MIXES = 5, PRIORS = 10 };
/* What came of the rest that was expected, less 1, each a tenth: wide, and below 0 more often than above. */
static const double prior_ratios[PRIORS] = {-0.9, -0.6, -0.4, -0.25, -0.1, 0, 0.05, 0.15, 0.3, 0.8};

typedef struct Told {
    double plan, done, due; /* annual plan, completed to date, planned of the months left */
    double attained;
    int unheard;
    PaceStage stage;
} Told;

struct PacePast {
    PaceSpec spec;
    double season[PACE_MONTHS];
    double mix, common;
    Told *told;              /* [n] */
    KaplanMeierCase *sorted; /* [n + PRIORS] by ratio; from >= n: of the prior */
    size_t n;
};

static double defaulted(double x, double standard)
{
    return x < 0 ? 0 : x > 0 ? x : standard;
}

/* ---- reading a year ---- */

static bool year_check(const PaceYear *y, size_t i, Err *e)
{
    if (!(y->plan[LAST] > 0 && y->plan[LAST] <= LARGEST))
        return ERR(e, ERR_DATA, "第%zu个项目的年度计划%g应大于0",
                   "the annual plan of project %zu is %g; it must be above 0", i + 1, y->plan[LAST]);
    for (int k = 0; k < PACE_MONTHS; k++)
        if (fabs(y->plan[k]) > LARGEST || fabs(y->done[k]) > LARGEST)
            return ERR(e, ERR_DATA, "第%zu个项目%d月的计划或完成额不是可用的数",
                       "plan or completion of project %zu in month %d is not a number that can be used",
                       i + 1, k + 1);
    for (int k = 0; k < PACE_MONTHS; k++)
        if ((unsigned)y->stage[k] >= PACE_STAGES)
            return ERR(e, ERR_DATA, "第%zu个项目%d月的阶段%d不存在",
                       "in project %zu, month %d, there is a stage %d, which does not exist", i + 1, k + 1,
                       (int)y->stage[k]);
    return true;
}

static Told told_of(const PacePast *past, const PaceYear *y)
{
    int k = past->spec.month, j = k;
    double plan = y->plan[LAST];
    double by_now = isnan(y->plan[k]) ? plan * past->season[k] : y->plan[k];

    while (j >= 0 && isnan(y->done[j]))
        j--;
    double done = j >= 0 ? y->done[j] : 0;
    return (Told){plan, done, fmax(plan - by_now, 0), done / plan, k - j, y->stage[k]};
}

static double expected_rest(const PacePast *past, const Told *t, double mix)
{
    double season = past->season[past->spec.month], rest = t->due;

    if (t->done > 0 && season > 0)
        rest = mix * t->due + (1 - mix) * t->done * (1 - season) / season;
    return fmax(rest, 0);
}

/* What a project may be off by: the rest, and a quarter of an ordinary one's where next to nothing was to
 * come. */
static double size_of(const PacePast *past, const Told *t, double rest)
{
    return fmax(rest, LEAST_SIZE * t->plan * fmax(1 - past->season[past->spec.month], 1.0 / PACE_MONTHS));
}

/* ---- learning ---- */

static bool spec_check(const PaceSpec *s, size_t n, Err *e)
{
    if (s->month < 0 || s->month >= LAST)
        return ERR(e, ERR_INVALID, "已知月份序号%d不在0至%d之间",
                   "the last month known is %d, not one of 0 to %d", s->month, LAST - 1);
    if (n > PACE_PROJECTS_MAX)
        return ERR(e, ERR_INVALID, "有%zu个项目，最多%d个", "%zu projects are given; at most %d are taken", n,
                   PACE_PROJECTS_MAX);
    if (!(fabs(s->other_stage) <= 1 && fabs(s->attained) <= LARGEST && fabs(s->shrink) <= LARGEST &&
          fabs(s->prior) <= LARGEST))
        return ERR(e, ERR_INVALID, "设定超出范围：其他阶段的权重%g应在0至1之间，其余应是数",
                   "a setting is out of range: other stages weigh %g (0 to 1), the others must be numbers",
                   s->other_stage);
    for (int k = 0; k < PACE_MONTHS && !(s->season[LAST] <= 0 && s->season[LAST] >= 0); k++)
        if (!(s->season[k] >= (k ? s->season[k - 1] : 0)) || fabs(s->season[LAST] - 1) > 1e-6)
            return ERR(e, ERR_INVALID, "季节份额在%d月为%g；应逐月不减，年末为1",
                       "the season's share is %2$g in month %1$d; shares must rise to 1", k + 1,
                       s->season[k]);
    return true;
}

/* Each project's own shares, averaged: a large one has no more to say about the season than a small one. */
static void find_season(PacePast *past, const PaceYear *years, size_t n)
{
    double count = 0, sum[PACE_MONTHS] = {0};
    bool given = past->spec.season[LAST] > 0;

    for (size_t i = 0; i < n && !given; i++) {
        bool whole = years[i].done[LAST] > 0;
        for (int k = 0; k < PACE_MONTHS && whole; k++)
            whole = years[i].done[k] >= 0; /* not where a month is missing */
        count += whole;
        for (int k = 0; k < PACE_MONTHS && whole; k++)
            sum[k] += years[i].done[k] / years[i].done[LAST];
    }
    for (int k = 0; k < PACE_MONTHS; k++) {
        double even = (k + 1.0) / PACE_MONTHS;
        past->season[k] = given ? past->spec.season[k] : (sum[k] + 2 * even) / (count + 2);
    }
}

static void find_mix(PacePast *past, const double *came)
{
    static const double mixes[MIXES] = {0.5, 0.25, 0.75, 0, 1}; /* of equals, the first */
    double least = INFINITY;

    for (int m = 0; m < MIXES; m++) {
        double sum = 0;
        for (size_t i = 0; i < past->n; i++)
            sum += fabs(came[i] - expected_rest(past, &past->told[i], mixes[m])) / past->told[i].plan;
        if (sum < least) {
            least = sum;
            past->mix = mixes[m];
        }
    }
}

static size_t whole_years(const PaceYear *years, size_t n, const PaceYear **out)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        if (!isnan(years[i].done[LAST]))
            out[k++] = &years[i];
    return k;
}

bool pace_learn(const PaceSpec *spec, const PaceYear *years, size_t n, PacePast **out, Arena *a, Err *e)
{
    TRY(spec_check(spec, n, e));
    for (size_t i = 0; i < n; i++)
        TRY(year_check(&years[i], i, e));
    PacePast *past = NEW(a, PacePast);
    const PaceYear **whole = NEW_N(a, const PaceYear *, n);
    *past = (PacePast){.spec = *spec,
                       .told = NEW_N(a, Told, n),
                       .sorted = NEW_N(a, KaplanMeierCase, n + PRIORS),
                       .n = whole_years(years, n, whole)};
    find_season(past, years, n);
    double *came = NEW_N(a, double, n);
    int *year = NEW_N(a, int, n);
    for (size_t i = 0; i < past->n; i++) {
        past->told[i] = told_of(past, whole[i]);
        came[i] = whole[i]->done[LAST] - past->told[i].done;
        year[i] = whole[i]->year;
    }
    find_mix(past, came);
    for (size_t i = 0; i < past->n; i++) {
        double rest = expected_rest(past, &past->told[i], past->mix);
        double off = (came[i] - rest) / size_of(past, &past->told[i], rest);
        past->sorted[i] = (KaplanMeierCase){off, 0, i, false};
    }
    past->common = pace_common_of(past->sorted, year, past->n, a);
    for (size_t k = 0; k < PRIORS; k++)
        past->sorted[past->n + k] = (KaplanMeierCase){prior_ratios[k], 0, past->n + k, false};
    kaplan_meier_sort(past->sorted, past->n + PRIORS);
    *out = past;
    return true;
}

double pace_season(const PacePast *past, int month)
{
    return past->season[month];
}

double pace_plan_weight(const PacePast *past)
{
    return past->mix;
}

double pace_common(const PacePast *past)
{
    return past->common;
}

/* ---- one project ---- */

static double near_one(const PacePast *past, const Told *a, const Told *b)
{
    double width = defaulted(past->spec.attained, 0.2),
           d = width > 0 ? (a->attained - b->attained) / width : 0;
    double near = stats_exp(-d * d / 2);

    return a->stage == b->stage ? near : near * defaulted(past->spec.other_stage, 0.2);
}

/* Of a completed project only completed ones tell, and of the others only those. */
static bool alike(const Told *a, const Told *b)
{
    return (a->stage == PACE_COMPLETED) == (b->stage == PACE_COMPLETED);
}

/* Weights [n + PRIORS]; their sum is the projects that they amount to, and the prior's. */
static double *weigh(const PacePast *past, const Told *t, double *near, Arena *a)
{
    size_t n = past->n;
    double *w = NEW_N(a, double, n + PRIORS), sum = 0, squares = 0, mixed = 0, all = 0;

    for (size_t i = 0; i < n; i++) {
        bool counts = alike(t, &past->told[i]);
        w[i] = counts ? near_one(past, t, &past->told[i]) : 0;
        all += counts;
        sum += w[i];
        squares += w[i] * w[i];
    }
    *near = squares > 0 ? sum * sum / squares : 0;
    double share = *near > 0 ? *near / (*near + defaulted(past->spec.shrink, 10)) : 0;
    for (size_t i = 0; i < n; i++) {
        double even = alike(t, &past->told[i]) ? (1 - share) / all : 0;
        w[i] = even + (sum > 0 ? share * w[i] / sum : 0);
        mixed += w[i] * w[i];
    }
    for (size_t i = 0; i < n; i++)
        w[i] = mixed > 0 ? w[i] / mixed : 0;
    for (size_t k = 0; k < PRIORS; k++)
        w[n + k] = defaulted(past->spec.prior, 4) / PRIORS;
    return w;
}

bool pace_run(const PacePast *past, const PaceYear *project, PaceResult *out, Arena *a, Err *e)
{
    TRY(year_check(project, 0, e));
    Told t = told_of(past, project);
    size_t n = past->n + PRIORS;
    *out = (PaceResult){.plan = t.plan, .done = t.done, .unheard = t.unheard};
    out->rest = expected_rest(past, &t, past->mix);
    double *w = weigh(past, &t, &out->near, a), size = size_of(past, &t, out->rest);
    KaplanMeierCase *c = NEW_N(a, KaplanMeierCase, n);
    for (size_t i = 0; i < n; i++) {
        bool nothing = past->sorted[i].from >= past->n && t.stage == PACE_COMPLETED;
        c[i] = past->sorted[i];
        c[i].weight = w[c[i].from];
        c[i].at = nothing ? -out->rest / size : fmax(c[i].at, -out->rest / size);
    }
    if (t.stage == PACE_COMPLETED) /* the prior's have moved to the front */
        kaplan_meier_sort(c, n);
    out->end = prospect_of(c, n, (ProspectScale){t.done + out->rest, size, 0}, NEW_N(a, double, n), a);
    out->mean = prospect_mean(&out->end);
    out->reach = prospect_reaches(&out->end, t.plan * PACE_REACHED);
    return true;
}
