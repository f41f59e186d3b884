#include "stats/prospect.h"

#include <math.h>

#include "stats/elementary.h"

static const double SURE = 1e-12; /* sums of shares are right to about this */

/* Where the tail begins: open cases behind the last that happened. */
static double tail_from(const KaplanMeierCase *c, size_t n, const double *mass, double zero)
{
    double weight = 0, sum = 0;

    for (size_t i = n; i-- > 0;) {
        if (mass[i] > 0)
            return weight > 0 ? fmax(sum / weight, c[i].at) : c[i].at;
        weight += c[i].weight;
        sum += c[i].weight * c[i].at;
    }
    return weight > 0 ? fmax(sum / weight, zero) : zero;
}

Prospect prospect_of(const KaplanMeierCase *c, size_t n, ProspectScale scale, double *work, Arena *a)
{
    Prospect o = {.at = NEW_N(a, double, n), .mass = NEW_N(a, double, n)};
    double above = 0, excess = 0;

    o.tail = kaplan_meier(c, n, work);
    for (size_t i = 0; i < n; i++) {
        if (!(work[i] > 0))
            continue;
        o.at[o.n] = scale.base + scale.size * c[i].at;
        o.mass[o.n++] = work[i];
        if (c[i].at > scale.zero) {
            above += work[i];
            excess += work[i] * (c[i].at - scale.zero);
        }
    }
    o.tail_from = scale.base + scale.size * tail_from(c, n, work, scale.zero);
    o.tail_scale = above > 0 ? scale.size * (excess / above) : 0;
    return o;
}

void prospect_after(Prospect *o, double now)
{
    double left = 0;
    size_t k = 0;

    for (size_t i = 0; i < o->n; i++) {
        if (!(o->at[i] > now))
            continue;
        o->at[k] = o->at[i];
        left += o->mass[k++] = o->mass[i];
    }
    o->n = k;
    if (o->tail_from < now) {
        o->tail *= o->tail_scale > 0 ? stats_exp(-(now - o->tail_from) / o->tail_scale) : 0;
        o->tail_from = now;
    }
    left += o->tail;
    if (left < SURE) {
        o->n = 0;
        o->tail_from = fmax(o->tail_from, now);
        o->tail = left = 1;
    }
    for (size_t i = 0; i < o->n; i++)
        o->mass[i] /= left;
    o->tail /= left;
}

static bool unknown(const Prospect *o)
{
    return !o->n && !(o->tail > 0);
}

double prospect_quantile(const Prospect *o, double p)
{
    double sum = 0;

    if (unknown(o))
        return NAN;
    for (size_t i = 0; i < o->n; i++)
        if ((sum += o->mass[i]) >= p - SURE)
            return o->at[i];
    if (!(o->tail > SURE))
        return o->n ? o->at[o->n - 1] : o->tail_from;
    return o->tail_from - o->tail_scale * stats_log(fmin((1 - p) / o->tail, 1));
}

double prospect_by(const Prospect *o, double at)
{
    double sum = 0;

    if (unknown(o))
        return NAN;
    for (size_t i = 0; i < o->n && o->at[i] <= at; i++)
        sum += o->mass[i];
    if (at >= o->tail_from)
        sum += o->tail * (o->tail_scale > 0 ? 1 - stats_exp(-(at - o->tail_from) / o->tail_scale) : 1);
    return fmin(sum, 1);
}

double prospect_reaches(const Prospect *o, double at)
{
    double exactly = 0;

    for (size_t i = 0; i < o->n; i++)
        exactly += o->at[i] >= at && o->at[i] <= at ? o->mass[i] : 0;
    if (!(o->tail_scale > 0) && o->tail_from >= at && o->tail_from <= at)
        exactly += o->tail;
    return fmin(fmax(1 - prospect_by(o, at), 0) + exactly, 1);
}

double prospect_mean(const Prospect *o)
{
    double sum = o->tail * (o->tail_from + o->tail_scale);

    for (size_t i = 0; i < o->n; i++)
        sum += o->mass[i] * o->at[i];
    return unknown(o) ? NAN : sum;
}
