#include "stats/composite.h"

#include <math.h>

static const double LARGEST = 1e100;

/* ---- checks ---- */

static bool spec_check(const CompositeSpec *s, size_t n_parts, size_t n, Err *e)
{
    if (!n || n > COMPOSITE_MONTHS_MAX || !n_parts || n_parts > COMPOSITE_PARTS_MAX)
        return ERR(e, ERR_INVALID, "合成指数有%zu个分项、%zu个月，应为1至%d个分项、1至%d个月",
                   "the index has %zu parts of %zu months; 1 to %d parts and 1 to %d months can be taken",
                   n_parts, n, COMPOSITE_PARTS_MAX, COMPOSITE_MONTHS_MAX);
    if (s->to > n || (s->to && s->from >= s->to))
        return ERR(e, ERR_INVALID, "标准化区间从%zu到%zu，超出%zu个月的范围",
                   "the window of months %zu to %zu is not within the %zu months", s->from, s->to, n);
    if (!(s->least >= 0 && s->least <= 1))
        return ERR(e, ERR_INVALID, "最低权重份额%g不在0至1之间",
                   "the least share of weight is %g, not between 0 and 1", s->least);
    return true;
}

static bool part_check(const CompositePart *p, size_t i, size_t n, Err *e)
{
    if ((unsigned)p->form >= COMPOSITE_FORMS || p->step < 0 || p->step > COMPOSITE_MONTHS_MAX ||
        p->sign < -1 || p->sign > 1 || !(p->weight >= 0 && p->weight <= LARGEST))
        return ERR(e, ERR_INVALID, "第%zu个分项的变换、步长、方向或权重(%g)超出范围",
                   "form, step, sign or weight (%2$g) of part %1$zu is out of range", i + 1, p->weight);
    for (size_t t = 0; t < n; t++) {
        if (fabs(p->x[t]) > LARGEST)
            return ERR(e, ERR_DATA, "第%zu个分项第%zu个月的数值%g不是可用的数",
                       "part %zu, month %zu is %g, which cannot be used", i + 1, t + 1, p->x[t]);
        if (p->form == COMPOSITE_SYMMETRIC && p->x[t] <= 0)
            return ERR(e, ERR_DATA, "第%zu个分项第%zu个月为%g；对称变化率要求大于0的水平值",
                       "part %zu, month %zu is %g; symmetric changes are taken of levels above 0", i + 1,
                       t + 1, p->x[t]);
    }
    return true;
}

/* ---- parts ---- */

static void transform(const CompositePart *p, size_t n, double *out)
{
    size_t step = p->step ? (size_t)p->step : 1;

    for (size_t t = 0; t < n; t++) {
        double x = p->x[t], before = t >= step ? p->x[t - step] : NAN;
        if (p->form == COMPOSITE_DIFFERENCE)
            x -= before;
        if (p->form == COMPOSITE_SYMMETRIC)
            x = 200 * (x - before) / (x + before);
        out[t] = p->sign < 0 ? -x : x;
    }
}

/* Running mean and squares about it (Welford 1962, Technometrics 4, 419-420). */
typedef struct Moments {
    double mean, squares;
    size_t n;
} Moments;

static void moments_add(Moments *m, double x)
{
    if (isnan(x))
        return;
    double away = x - m->mean;
    m->mean += away / (double)++m->n;
    m->squares += away * (x - m->mean);
}

static double standardised(const Moments *m, double x)
{
    double variance = m->n >= COMPOSITE_MIN_MONTHS ? m->squares / (double)(m->n - 1) : 0;

    /* what is left of a constant after rounding is no unrest */
    return variance > 1e-24 * m->mean * m->mean && variance > 0 ? (x - m->mean) / sqrt(variance) : NAN;
}

static void standardise(const CompositeSpec *s, double *x, size_t n)
{
    Moments m = {0};
    size_t to = s->to ? s->to : n;

    for (size_t t = s->from; t < to && !s->as_of; t++)
        moments_add(&m, x[t]);
    for (size_t t = 0; t < n; t++) {
        if (s->as_of)
            moments_add(&m, x[t]);
        x[t] = standardised(&m, x[t]);
    }
}

bool composite_run(const CompositeSpec *spec, const CompositeData *d, CompositeResult *out, Arena *a, Err *e)
{
    double total = 0, least = spec->least > 0 ? spec->least : 0.5;
    size_t n = d->n, n_parts = d->n_parts;

    TRY(spec_check(spec, n_parts, n, e));
    for (size_t i = 0; i < n_parts; i++)
        TRY(part_check(&d->parts[i], i, n, e));
    *out = (CompositeResult){.index = NEW_N(a, double, n),
                             .z = NEW_N(a, double, n),
                             .share = NEW_N(a, double, n),
                             .part = NEW_N(a, double, n_parts *n),
                             .n = n,
                             .parts = n_parts};
    for (size_t i = 0; i < n_parts; i++) {
        double *x = out->part + i * n, weight = d->parts[i].weight > 0 ? d->parts[i].weight : 1;
        transform(&d->parts[i], n, x);
        standardise(spec, x, n);
        total += weight;
        for (size_t t = 0; t < n; t++) {
            out->z[t] += isnan(x[t]) ? 0 : weight * x[t];
            out->share[t] += isnan(x[t]) ? 0 : weight;
        }
    }
    for (size_t t = 0; t < n; t++) {
        bool there = out->share[t] > 0 && out->share[t] >= least * total * (1 - 1e-12);
        out->z[t] = there ? out->z[t] / out->share[t] : NAN;
        out->index[t] = 100 + 10 * out->z[t];
        out->share[t] /= total;
        out->known += there;
    }
    return true;
}
