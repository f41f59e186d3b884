#include "stats/pace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/random.h"

static int by_number(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;

    return (a > b) - (a < b);
}

/* Where z falls among the points' cumulated probabilities, as normal deviates: the first that reaches it. */
static double point_at(const Prospect *o, const double *deviate, double z)
{
    size_t low = 0, high = o->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (deviate[middle] >= z)
            high = middle;
        else
            low = middle + 1;
    }
    return low < o->n ? o->at[low] : prospect_quantile(o, fmin(normal_cdf(z), 1 - 1e-12));
}

static double *deviates_of(const Prospect *o, Arena *a)
{
    double *deviate = NEW_N(a, double, o->n), sum = 0;

    for (size_t k = 0; k < o->n; k++)
        deviate[k] = normal_quantile(sum += o->mass[k]);
    if (o->n && !(o->tail > 0))
        deviate[o->n - 1] = INFINITY;
    return deviate;
}

typedef struct Strata {
    double z[PACE_DRAWS];     /* of each stratum, ascending */
    size_t order[PACE_DRAWS]; /* the strata as one project has them */
} Strata;

/* A project's own draws are the strata in an order of its own. */
static void shuffle(Strata *s, uint64_t seed, size_t project)
{
    for (size_t d = 0; d < PACE_DRAWS; d++)
        s->order[d] = d;
    for (size_t d = PACE_DRAWS - 1; d > 0; d--) {
        size_t other = random_bits(seed, project * PACE_DRAWS + d) % (d + 1), kept = s->order[d];
        s->order[d] = s->order[other];
        s->order[other] = kept;
    }
}

static void add_draws(const Prospect *o, const Strata *s, double common, double *draws, Arena *a)
{
    const double *deviate = deviates_of(o, a);
    double shared = sqrt(common), own = sqrt(1 - common);

    for (size_t d = 0; d < PACE_DRAWS; d++)
        draws[d] += point_at(o, deviate, shared * s->z[d] + own * s->z[s->order[d]]);
}

static void add_gap(PaceTotal *t, size_t project, double gap)
{
    size_t at = t->n_worst;

    if (!(gap > 0))
        return;
    while (at > 0 && t->worst[at - 1].gap < gap)
        at--;
    if (at >= PACE_WORST)
        return;
    t->n_worst += t->n_worst < PACE_WORST;
    memmove(&t->worst[at + 1], &t->worst[at], (t->n_worst - at - 1) * sizeof t->worst[0]);
    t->worst[at].project = project;
    t->worst[at].gap = gap;
}

bool pace_total(const PaceResult *r, size_t n, PaceDraw how, PaceTotal *out, Arena *a, Err *e)
{
    if (!n || n > PACE_PROJECTS_MAX)
        return ERR(e, ERR_INVALID, "有%zu个项目，应为1至%d个",
                   "there are %zu projects; 1 to %d can be added up", n, PACE_PROJECTS_MAX);
    if (!(how.common >= 0 && how.common <= 1))
        return ERR(e, ERR_INVALID, "共同因素的份额%g不在0至1之间",
                   "the common share %g is not between 0 and 1", how.common);
    Strata *s = NEW(a, Strata);
    *out = (PaceTotal){.draws = NEW_N(a, double, PACE_DRAWS)};
    for (size_t d = 0; d < PACE_DRAWS; d++)
        s->z[d] = normal_quantile(((double)d + 0.5) / PACE_DRAWS);
    for (size_t i = 0; i < n; i++) {
        out->plan += r[i].plan;
        out->done += r[i].done;
        out->mean += r[i].mean;
        add_gap(out, i, r[i].plan - r[i].mean);
        shuffle(s, how.seed, i);
        add_draws(&r[i].end, s, how.common, out->draws, a);
    }
    qsort(out->draws, PACE_DRAWS, sizeof *out->draws, by_number);
    out->reach = pace_total_reaches(out, out->plan * PACE_REACHED);
    return true;
}

double pace_total_quantile(const PaceTotal *t, double p)
{
    double at = fmin(fmax(p * PACE_DRAWS - 0.5, 0), PACE_DRAWS - 1);
    size_t k = (size_t)at;

    return k + 1 < PACE_DRAWS ? t->draws[k] + (at - (double)k) * (t->draws[k + 1] - t->draws[k])
                              : t->draws[k];
}

double pace_total_reaches(const PaceTotal *t, double goal)
{
    size_t below = 0;

    while (below < PACE_DRAWS && t->draws[below] < goal)
        below++;
    return 1 - (double)below / PACE_DRAWS;
}
