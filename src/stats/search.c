#include "stats/search.h"

#include <math.h>
#include <string.h>

typedef struct Search {
    const SearchSpec *spec;
    SearchFn *fn;
    void *ctx;
    SearchResult *best;
    double x[SEARCH_DIMS][SEARCH_LANES], f[SEARCH_LANES];
} Search;

static double bounded(const SearchSpec *s, int d, double v)
{
    return fmin(fmax(v, s->lo[d]), s->hi[d]);
}

/* Evaluates the eight columns; is the lane of a new best point or -1. */
static int search_evaluate(Search *s)
{
    int won = -1;
    s->fn(s->ctx, s->x, s->f);
    s->best->evaluations += SEARCH_LANES;
    for (int k = 0; k < SEARCH_LANES; k++) {
        if (!isfinite(s->f[k]))
            s->f[k] = INFINITY;
        if (s->f[k] < s->best->f) {
            s->best->f = s->f[k];
            won = k;
        }
    }
    for (int d = 0; won >= 0 && d < s->spec->dims; d++)
        s->best->x[d] = s->x[d][won];
    return won;
}

static void search_line(Search *s, int rounds, double tol)
{
    double lo = s->spec->lo[0], hi = s->spec->hi[0];
    double box = hi - lo;
    for (int round = 0; round < rounds && hi - lo > tol * box; round++) {
        /* the ends are tried in the first round; later they are known already */
        int inner = round > 0;
        double step = (hi - lo) / (inner ? SEARCH_LANES + 1 : SEARCH_LANES - 1);
        for (int k = 0; k < SEARCH_LANES; k++)
            s->x[0][k] = lo + step * (k + inner);
        search_evaluate(s);
        lo = fmax(lo, s->best->x[0] - step);
        hi = fmin(hi, s->best->x[0] + step);
    }
}

/* A spread of eight points: each coordinate takes the eighths of its side in another order. */
static void search_spread(Search *s)
{
    static const int order[SEARCH_DIMS][SEARCH_LANES] = {{1, 3, 5, 7, 9, 11, 13, 15},
                                                         {7, 1, 13, 3, 9, 15, 5, 11},
                                                         {3, 11, 1, 9, 5, 13, 15, 7},
                                                         {13, 7, 9, 15, 1, 5, 11, 3}};
    for (int d = 0; d < s->spec->dims; d++)
        for (int k = 0; k < SEARCH_LANES; k++)
            s->x[d][k] = s->spec->lo[d] + (s->spec->hi[d] - s->spec->lo[d]) * order[d][k] / 16;
}

static void search_begin(Search *s)
{
    const SearchSpec *spec = s->spec;
    if (!spec->start || spec->n_start == 0) {
        search_spread(s);
    } else {
        for (int d = 0; d < spec->dims; d++)
            for (size_t k = 0; k < SEARCH_LANES; k++)
                s->x[d][k] = bounded(spec, d, spec->start[k < spec->n_start ? k : 0][d]);
    }
    search_evaluate(s);
}

/* Probes at both sides along each axis; gives the Newton step of the diagonal model, or steepest descent
 * where it is not convex. */
static bool search_probe(Search *s, const double step[SEARCH_DIMS], double move[SEARCH_DIMS])
{
    int dims = s->spec->dims;
    double centre[SEARCH_DIMS], f0 = s->best->f;
    memcpy(centre, s->best->x, sizeof centre);
    for (int k = 0; k < SEARCH_LANES; k++)
        for (int d = 0; d < dims; d++)
            s->x[d][k] = centre[d];
    for (int k = 0; k < SEARCH_LANES; k++) {
        int d = (k / 2) % dims;
        double reach = (k / 2 >= dims ? 0.25 : 1) * step[d];
        s->x[d][k] = bounded(s->spec, d, centre[d] + (k % 2 ? -reach : reach));
    }
    bool won = search_evaluate(s) >= 0;
    for (int d = 0; d < dims; d++) {
        double up = s->x[d][2 * d] - centre[d], down = centre[d] - s->x[d][2 * d + 1];
        double fu = s->f[2 * d] - f0, fd = s->f[2 * d + 1] - f0;
        move[d] = 0;
        if (isinf(fu) || isinf(fd) || up + down <= 0)
            continue;
        if (up <= 0 || down <= 0) { /* at a bound: only one side to look at */
            move[d] = up <= 0 ? (fd < 0 ? -step[d] : 0) : (fu < 0 ? step[d] : 0);
            continue;
        }
        double slope = (fu * down / up - fd * up / down) / (up + down);
        double bend = 2 * (fu / up + fd / down) / (up + down);
        double far = 4 * step[d];
        move[d] = bend > 0 ? fmin(fmax(-slope / bend, -far), far) : (slope < 0 ? far : slope > 0 ? -far : 0);
    }
    return won;
}

/* Eight lengths of the same move, from the place where the probes stood. */
static bool search_stride(Search *s, const double from[SEARCH_DIMS], const double move[SEARCH_DIMS])
{
    static const double lengths[SEARCH_LANES] = {0.125, 0.25, 0.5, 0.75, 1, 1.4, 2, 3};
    for (int k = 0; k < SEARCH_LANES; k++)
        for (int d = 0; d < s->spec->dims; d++)
            s->x[d][k] = bounded(s->spec, d, from[d] + lengths[k] * move[d]);
    return search_evaluate(s) >= 0;
}

static void search_space(Search *s, int rounds, double tol)
{
    double step[SEARCH_DIMS] = {0}, share = 0.08;
    search_begin(s);
    for (int round = 0; round < rounds && share > tol; round++) {
        double from[SEARCH_DIMS], move[SEARCH_DIMS] = {0}, before = s->best->f;
        memcpy(from, s->best->x, sizeof from);
        for (int d = 0; d < s->spec->dims; d++)
            step[d] = share * (s->spec->hi[d] - s->spec->lo[d]);
        search_probe(s, step, move);
        search_stride(s, from, move);
        double gain = before - s->best->f;
        if (gain <= 1e-5 * fabs(before))
            share *= 0.25;
        else if (gain < 0.01 * fabs(before))
            share *= 0.6;
    }
}

void search_run(const SearchSpec *spec, SearchFn *fn, void *ctx, SearchResult *out)
{
    Search s = {.spec = spec, .fn = fn, .ctx = ctx, .best = out};
    *out = (SearchResult){.f = INFINITY};
    for (int d = 0; d < spec->dims; d++)
        out->x[d] = (spec->lo[d] + spec->hi[d]) / 2;
    int rounds = spec->max_rounds ? spec->max_rounds : 12;
    double tol = spec->tol > 0 ? spec->tol : 1e-3;
    if (spec->dims == 1)
        search_line(&s, rounds, tol);
    else
        search_space(&s, rounds, tol);
}
