#include "stats/reference_class.h"

#include <math.h>
#include <stdlib.h>

#include "stats/elementary.h"

static const double LARGEST = 1e100;

/* What is believed of a class before it has cases, each a tenth, the last one still open: slips in units of
 * the class's median time left, and final over stated cost. Round numbers after projects of the Canadian
 * government as known in May 2019 (docs/method/reference_class.md): none of what the back-test is judged by.
 */
enum { PRIORS = 10 };
static const double prior_slips[PRIORS] = {0, 0, 0, 0, 0, 0, 0.5, 1, 1.5, 2};
static const double prior_costs[PRIORS] = {0.8, 0.95, 1, 1, 1.1, 1.2, 1.4, 1.7, 2.2, 3};

enum { LEFT, ELAPSED, PROGRESS, COST, TRAITS };

typedef struct Traits {
    double x[TRAITS]; /* NAN: not known */
    int kind;
} Traits;

struct ReferenceClass {
    const ReferenceCase *cases;
    Traits *traits;                /* [n] */
    size_t *witness;               /* [n] which project a case belongs to, 0 .. n_witnesses-1 */
    KaplanMeierCase *ends, *costs; /* sorted; from >= n: of the prior */
    size_t n, n_witnesses, n_ends, n_costs, n_open;
    double width[TRAITS]; /* bandwidths; 0: not looked at */
    double other_kind, shrink, prior;
    double unit;   /* median time left by plan, units of time */
    double latest; /* the last time that anything is known of */
};

static double defaulted(double x, double standard)
{
    return x < 0 ? 0 : x > 0 ? x : standard;
}

/* ---- making ---- */

static bool finite_number(double x)
{
    return fabs(x) <= LARGEST; /* false for NAN */
}

static bool maybe_positive(double x)
{
    return isnan(x) || (x > 0 && x <= LARGEST);
}

static bool maybe_number(double x)
{
    return isnan(x) || finite_number(x);
}

static bool spec_check(const ReferenceSpec *s, size_t n, Err *e)
{
    const double numbers[] = {s->left, s->elapsed, s->progress, s->cost, s->other_kind, s->shrink, s->prior};

    for (size_t i = 0; i < COUNT(numbers); i++)
        if (!finite_number(numbers[i]))
            return ERR(e, ERR_INVALID, "参照类的第%zu项设定%g不是数",
                       "setting %zu of the class is %g, not a number", i + 1, numbers[i]);
    if (s->other_kind > 1)
        return ERR(e, ERR_INVALID, "其他类别项目的权重%g大于1",
                   "projects of another kind weigh %g, more than 1", s->other_kind);
    if (n > REFERENCE_CASES_MAX)
        return ERR(e, ERR_INVALID, "参照类有%zu条记录，最多%d条",
                   "the class has %zu cases; at most %d are taken", n, REFERENCE_CASES_MAX);
    if (!n)
        return ERR(e, ERR_DATA, "参照类中没有项目；至少需要一个有过完工日期表述的过往项目",
                   "the class is empty; it needs at least one past project that once stated its completion");
    return true;
}

static bool case_check(const ReferenceCase *c, size_t i, Err *e)
{
    if (!finite_number(c->at) || !finite_number(c->stated_end) || !finite_number(c->end) ||
        !maybe_number(c->restated_end) || !maybe_number(c->elapsed) || !maybe_number(c->progress))
        return ERR(e, ERR_DATA, "参照类第%zu条记录的时间或进度不是可用的数",
                   "a time or share of case %zu is not a number that can be used", i + 1);
    if (c->end < c->at)
        return ERR(e, ERR_DATA, "参照类第%zu条记录的结局(%g)早于其表述时间(%g)",
                   "case %zu ended (%g) before its statement was made (%g)", i + 1, c->end, c->at);
    if (!maybe_positive(c->stated_cost) || !maybe_positive(c->cost))
        return ERR(e, ERR_DATA, "参照类第%zu条记录的投资额应大于0或未知",
                   "a cost of case %zu is neither above 0 nor unknown", i + 1);
    return true;
}

static int by_number(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;

    return (a > b) - (a < b);
}

typedef struct Owner {
    int project;
    size_t at;
} Owner;

static int by_project(const void *x, const void *y)
{
    const Owner *a = x, *b = y;

    if (a->project != b->project)
        return a->project < b->project ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static void find_witnesses(ReferenceClass *rc, Arena *a)
{
    Owner *owner = NEW_N(a, Owner, rc->n);

    for (size_t i = 0; i < rc->n; i++)
        owner[i] = (Owner){rc->cases[i].project, i};
    qsort(owner, rc->n, sizeof *owner, by_project);
    for (size_t i = 0; i < rc->n; i++) {
        bool same = i && owner[i].project && owner[i].project == owner[i - 1].project;
        rc->witness[owner[i].at] = same ? rc->n_witnesses - 1 : rc->n_witnesses++;
    }
}

/* The median over projects of the mean time left by plan, of statements that had some; 0 where none had: then
 * the prior's slips are none. */
static double unit_of(const ReferenceClass *rc, Arena *a)
{
    double *left = NEW_N(a, double, rc->n_witnesses), *count = NEW_N(a, double, rc->n_witnesses);
    size_t k = 0;

    for (size_t i = 0; i < rc->n; i++) {
        const ReferenceCase *c = &rc->cases[i];
        left[rc->witness[i]] += fmax(c->stated_end - c->at, 0);
        count[rc->witness[i]] += c->stated_end > c->at;
    }
    for (size_t g = 0; g < rc->n_witnesses; g++)
        if (count[g] > 0)
            left[k++] = left[g] / count[g];
    if (!k)
        return 0;
    qsort(left, k, sizeof *left, by_number);
    return k % 2 ? left[k / 2] : (left[k / 2 - 1] + left[k / 2]) / 2;
}

/* A quarter of the unit is added: of plans that are about to end, the time left says nothing any more. */
static double left_trait(const ReferenceClass *rc, double at, double stated_end)
{
    double left = fmax(stated_end - at, 0) + rc->unit / 4;

    return left > 0 ? stats_log(left) : NAN;
}

static Traits traits_of(const ReferenceClass *rc, const ReferenceCase *c)
{
    return (Traits){{left_trait(rc, c->at, c->stated_end), c->elapsed, c->progress,
                     isnan(c->stated_cost) ? NAN : stats_log(c->stated_cost)},
                    c->kind};
}

static void add_case(ReferenceClass *rc, size_t i, bool restated)
{
    const ReferenceCase *c = &rc->cases[i];
    bool moved = restated && c->open && !isnan(c->restated_end);
    double end = moved ? fmax(c->restated_end, c->end) : c->end;

    rc->n_open += c->open;
    rc->ends[rc->n_ends++] = (KaplanMeierCase){end - c->stated_end, 0, i, c->open && !moved};
    if (!isnan(c->cost) && !isnan(c->stated_cost))
        rc->costs[rc->n_costs++] = (KaplanMeierCase){c->cost / c->stated_cost, 0, i, c->open && !restated};
    rc->traits[i] = traits_of(rc, c);
    rc->latest = fmax(rc->latest, c->end);
}

static void add_prior(ReferenceClass *rc)
{
    for (size_t k = 0; k < PRIORS; k++) {
        bool open = k == PRIORS - 1;
        rc->ends[rc->n_ends++] = (KaplanMeierCase){prior_slips[k] * rc->unit, 0, rc->n + k, open};
        rc->costs[rc->n_costs++] = (KaplanMeierCase){prior_costs[k], 0, rc->n + k, open};
    }
}

bool reference_class_make(const ReferenceSpec *spec, const ReferenceCase *cases, size_t n,
                          ReferenceClass **out, Arena *a, Err *e)
{
    TRY(spec_check(spec, n, e));
    for (size_t i = 0; i < n; i++)
        TRY(case_check(&cases[i], i, e));
    ReferenceClass *rc = NEW(a, ReferenceClass);
    *rc = (ReferenceClass){
        .cases = cases,
        .n = n,
        .traits = NEW_N(a, Traits, n),
        .witness = NEW_N(a, size_t, n),
        .ends = NEW_N(a, KaplanMeierCase, n + PRIORS),
        .costs = NEW_N(a, KaplanMeierCase, n + PRIORS),
        .width = {defaulted(spec->left, 0.3), defaulted(spec->elapsed, 0.25), defaulted(spec->progress, 0.25),
                  defaulted(spec->cost, 1.5)},
        .other_kind = defaulted(spec->other_kind, 0.5),
        .shrink = defaulted(spec->shrink, 20),
        .prior = defaulted(spec->prior, 4),
        .latest = cases[0].end,
    };
    find_witnesses(rc, a);
    rc->unit = unit_of(rc, a);
    for (size_t i = 0; i < n; i++)
        add_case(rc, i, spec->restated);
    if (rc->prior > 0)
        add_prior(rc);
    kaplan_meier_sort(rc->ends, rc->n_ends);
    kaplan_meier_sort(rc->costs, rc->n_costs);
    *out = rc;
    return true;
}

/* ---- one project ---- */

static double nearness(const ReferenceClass *rc, const Traits *a, const Traits *b)
{
    double sum = 0;

    for (int k = 0; k < TRAITS; k++) {
        double d = rc->width[k] > 0 ? (a->x[k] - b->x[k]) / rc->width[k] : 0;
        if (!isnan(d))
            sum += d * d;
    }
    double near = stats_exp(-sum / 2);
    return a->kind && b->kind && a->kind != b->kind ? near * rc->other_kind : near;
}

/* Statements of one project weigh together what the one of them does that weighs most; their sum becomes 1.
 * Returns how many projects that is, effectively. Kish (1965), Survey Sampling, section 11.7. */
static double as_witnesses(const ReferenceClass *rc, double *w, double *most, double *sum)
{
    double all = 0, squares = 0;

    for (size_t g = 0; g < rc->n_witnesses; g++)
        most[g] = sum[g] = 0;
    for (size_t i = 0; i < rc->n; i++) {
        size_t g = rc->witness[i];
        most[g] = fmax(most[g], w[i]);
        sum[g] += w[i];
    }
    for (size_t g = 0; g < rc->n_witnesses; g++) {
        all += most[g];
        squares += most[g] * most[g];
    }
    for (size_t i = 0; i < rc->n; i++) {
        size_t g = rc->witness[i];
        w[i] = sum[g] > 0 ? w[i] / sum[g] * (most[g] / all) : 0;
    }
    return squares > 0 ? all * all / squares : 0;
}

/* Weight of each case, and behind them that of each of the prior's. Their sum is the number of projects that
 * they amount to, and the prior's. */
static double *weigh(const ReferenceClass *rc, const Traits *t, ReferenceResult *out, Arena *a)
{
    size_t n = rc->n, m = rc->n_witnesses;
    double *w = NEW_N(a, double, n + PRIORS), *even = NEW_N(a, double, n), *most = NEW_N(a, double, m);
    double *sum = NEW_N(a, double, m), squares = 0;

    for (size_t i = 0; i < n; i++) {
        w[i] = nearness(rc, t, &rc->traits[i]);
        even[i] = 1;
    }
    out->near = as_witnesses(rc, w, most, sum);
    as_witnesses(rc, even, most, sum);
    out->near_share = out->near > 0 ? out->near / (out->near + rc->shrink) : 0;
    for (size_t g = 0; g < m; g++)
        sum[g] = 0;
    for (size_t i = 0; i < n; i++) {
        w[i] = out->near_share * w[i] + (1 - out->near_share) * even[i];
        sum[rc->witness[i]] += w[i];
    }
    for (size_t g = 0; g < m; g++)
        squares += sum[g] * sum[g];
    for (size_t i = 0; i < n; i++)
        w[i] /= squares;
    for (size_t k = 0; k < PRIORS; k++)
        w[n + k] = rc->prior / PRIORS;
    return w;
}

static Prospect prospect_with(const KaplanMeierCase *sorted, size_t n, const double *w, ProspectScale scale,
                              Arena *a)
{
    KaplanMeierCase *c = NEW_N(a, KaplanMeierCase, n);

    for (size_t i = 0; i < n; i++) {
        c[i] = sorted[i];
        c[i].weight = w[c[i].from];
    }
    return prospect_of(c, n, scale, NEW_N(a, double, n), a);
}

static bool project_check(const ReferenceClass *rc, const ReferenceProject *p, Err *e)
{
    if (!finite_number(p->at) || !finite_number(p->now) || !finite_number(p->stated_end) ||
        !maybe_number(p->elapsed) || !maybe_number(p->progress))
        return ERR(e, ERR_DATA, "项目的时间或进度不是可用的数",
                   "a time or share of the project is not a number that can be used");
    if (p->now < p->at)
        return ERR(e, ERR_DATA, "项目的表述时间(%g)晚于判断时间(%g)",
                   "the project's statement (%g) is of later than the day of knowledge (%g)", p->at, p->now);
    if (!maybe_positive(p->stated_cost))
        return ERR(e, ERR_DATA, "项目的投资额%g应大于0或未知",
                   "the project's cost is %g, neither above 0 nor unknown", p->stated_cost);
    if (rc->latest > p->now)
        return ERR(e, ERR_DATA, "参照类含有判断时间(%2$g)之后才知道的结局(%1$g)；请只取当时已知的",
                   "the class knows of an end at %1$g, after the day of knowledge (%2$g); give only what was "
                   "known then",
                   rc->latest, p->now);
    return true;
}

bool reference_run(const ReferenceClass *rc, const ReferenceProject *p, ReferenceResult *out, Arena *a,
                   Err *e)
{
    TRY(project_check(rc, p, e));
    Traits t = {{left_trait(rc, p->at, p->stated_end), p->elapsed, p->progress,
                 isnan(p->stated_cost) ? NAN : stats_log(p->stated_cost)},
                p->kind};
    *out = (ReferenceResult){.n_open = rc->n_open, .n_ended = rc->n - rc->n_open, .overrun = NAN};
    double *w = weigh(rc, &t, out, a);
    out->end = prospect_with(rc->ends, rc->n_ends, w, (ProspectScale){p->stated_end, 1, 0}, a);
    prospect_after(&out->end, p->now);
    out->slip = prospect_mean(&out->end) - p->stated_end;
    if (!isnan(p->stated_cost) && rc->n_costs) {
        out->cost = prospect_with(rc->costs, rc->n_costs, w, (ProspectScale){0, p->stated_cost, 1}, a);
        out->overrun = prospect_mean(&out->cost) / p->stated_cost - 1;
    }
    return true;
}
