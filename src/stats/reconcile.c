#include "stats/reconcile.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { BLOCK = 8, AHEAD = 32 }; /* AHEAD: places to fetch early, for nodes that lie anywhere in memory */
static const double SUM_TOLERANCE = 1e-9, REPEAT = 1e5;
static const double WEIGHT_MIN = 1e-150, WEIGHT_MAX = 1e150;

/* ---- the tree
 * ---------------------------------------------------------------------------------------------- */

/* From a node that no root leads to, n steps upwards end on the circle. */
static bool circle_report(const int *parent, size_t n, const bool *reached, Err *e)
{
    size_t at = 0;
    while (reached[at])
        at++;
    for (size_t step = 0; step < n; step++)
        at = (size_t)parent[at];
    return ERR(e, ERR_DATA, "第 %zu 个节点（从 0 数起）经上级又回到自己，隶属关系成环；请改正其上级",
               "Node %zu (counted from 0) is a part of itself by way of its parents; correct its parent", at);
}

static bool parents_check(const int *parent, size_t n, Err *e)
{
    if (n == 0)
        return ERR(e, ERR_DATA, "树中没有节点；请至少给出一个地区",
                   "The tree has no nodes; give at least one area");
    if (n >= INT_MAX)
        return ERR(e, ERR_DATA, "树有 %zu 个节点，上限为 %d；请拆分",
                   "The tree has %zu nodes, the limit is %d; split it", n, INT_MAX - 1);
    for (size_t i = 0; i < n; i++)
        if (parent[i] < -1 || parent[i] >= (int)n)
            return ERR(e, ERR_DATA, "第 %zu 个节点（从 0 数起）的上级 %d 不存在；应为 -1（根）或 0 至 %zu",
                       "Node %zu (counted from 0) has the parent %d, which does not exist; use -1 (root) or "
                       "0 to %zu",
                       i, parent[i], n - 1);
    return true;
}

bool reconcile_tree_make(const int *parent, size_t n, ReconcileTree *out, Arena *a, Err *e)
{
    TRY(parents_check(parent, n, e));
    int *order = NEW_N(a, int, n), *first = NEW_N(a, int, n + 1), *inner = NEW_N(a, int, n),
        *up = NEW_N(a, int, n);
    int *child = NEW_N(a, int, n), *next = NEW_N(a, int, n), tail = 0;
    bool *reached = NEW_N(a, bool, n);
    size_t n_inner = 0;
    for (size_t i = 0; i < n; i++)
        child[i] = -1;
    for (size_t i = n; i-- > 0;) {
        if (parent[i] < 0)
            continue;
        next[i] = child[parent[i]];
        child[parent[i]] = (int)i;
    }
    for (size_t i = 0; i < n; i++)
        if (parent[i] < 0)
            order[tail++] = (int)i;
    size_t n_roots = (size_t)tail;
    for (int place = 0; place < tail; place++) {
        first[place] = tail;
        reached[order[place]] = true;
        for (int c = child[order[place]]; c >= 0; c = next[c]) {
            up[tail] = (int)n_inner;
            order[tail++] = c;
        }
        if (tail > first[place])
            inner[n_inner++] = place;
    }
    if ((size_t)tail < n)
        return circle_report(parent, n, reached, e);
    first[n] = tail;
    *out = (ReconcileTree){n, n_inner, n_roots, order, first, inner, up};
    return true;
}

void reconcile_weights_struct(const ReconcileTree *t, double *weight)
{
    for (size_t place = t->n; place-- > 0;) {
        double leaves = 0;
        for (int c = t->first[place]; c < t->first[place + 1]; c++)
            leaves += weight[t->order[c]];
        weight[t->order[place]] = leaves > 0 ? leaves : 1;
    }
}

/* ---- elimination: what depends on the weights
 * ---------------------------------------------------------------- */

static bool is_leaf(const ReconcileTree *t, size_t place)
{
    return t->first[place] == t->first[place + 1];
}

/* With v the variance of a node given all below it and S the sum of v over its parts: v = S w / (S + w).
 * Leaves v / S in p->share. */
static void plan_eliminate(ReconcilePlan *p)
{
    const ReconcileTree *t = p->tree;
    double *v = p->share;
    p->n_twice = 0;
    for (size_t place = 0; place < t->n; place++)
        v[place] = p->weight[place];
    for (size_t k = t->n_inner; k-- > 0;) {
        int i = t->inner[k], from = t->first[i], to = t->first[i + 1];
        double s = 0, w = p->weight[i];
        for (int c = from; c < to; c++)
            s += v[c];
        for (int c = from; c < to; c++)
            v[c] = s > 0 ? v[c] / s : 0;
        if (w == 0 && s == 0)
            p->twice[p->n_twice++] = (int)k;
        p->below[k] = w == 0 ? 0 : isinf(w) ? 1 : w / (s + w);
        v[i] = s * p->below[k];
    }
}

static ReconcilePlan plan_new(const ReconcileTree *t, Arena *a)
{
    return (ReconcilePlan){.tree = t,
                           .weight = NEW_N(a, double, t->n),
                           .below = NEW_N(a, double, t->n_inner),
                           .share = NEW_N(a, double, t->n),
                           .twice = NEW_N(a, int, t->n_inner)};
}

bool reconcile_plan_make(const ReconcileTree *t, const double *weight, ReconcilePlan *out, Arena *a, Err *e)
{
    for (size_t place = 0; place < t->n; place++) {
        int node = t->order[place];
        double w = weight[node];
        if (!(w == 0 || (w >= WEIGHT_MIN && w <= WEIGHT_MAX) || (isinf(w) && w > 0)))
            return ERR(e, ERR_DATA,
                       "第 %d 个节点（从 0 数起）的权数 %g 不可用；应为 0（已公布）、1e-150 至 1e150 的方差",
                       "Node %d (counted from 0) has the weight %g; use 0 (published) or a variance from "
                       "1e-150 to 1e150",
                       node, w);
        if (isinf(w) && is_leaf(t, place))
            return ERR(e, ERR_DATA, "第 %d 个节点（从 0 数起）没有下级，权数不能为无穷大；请给出方差",
                       "Node %d (counted from 0) has no parts and an infinite weight; give a variance", node);
    }
    *out = plan_new(t, a);
    for (size_t place = 0; place < t->n; place++)
        out->weight[place] = weight[t->order[place]];
    plan_eliminate(out);
    return true;
}

/* ---- the passes over the values, by place and `width` horizons at once
 * ---------------------------------------- */

#define INLINE static inline __attribute__((always_inline))

/* m: the best value of a node given all below it; s: the sum of m over its parts. */
INLINE void pass_up(const ReconcilePlan *p, double *m, double *s, size_t width)
{
    const ReconcileTree *t = p->tree;
    for (size_t k = t->n_inner; k-- > 0;) {
        double sum[BLOCK] = {0}, g = p->below[k], *own = m + (size_t)t->inner[k] * width;
        const double *part = m + (size_t)t->first[t->inner[k]] * width;
        const double *end = m + (size_t)t->first[t->inner[k] + 1] * width;
        for (; part < end; part += width)
            for (size_t j = 0; j < width; j++)
                sum[j] += part[j];
        for (size_t j = 0; j < width; j++) {
            double mixed = own[j] + g * (sum[j] - own[j]);
            own[j] = g == 1 ? sum[j] : mixed; /* own may be NAN where it has no say */
            s[k * width + j] = sum[j];
        }
    }
}

/* Hands the difference between a node and the sum of its parts down. No branch depends on the number of
 * parts, which a processor cannot foresee. Is true when somewhere the difference dwarfed the node: elsewhere
 * rounding leaves at most REPEAT units in the last place of a node and its parts. */
INLINE bool pass_down(const ReconcilePlan *p, double *m, const double *s, size_t width)
{
    const ReconcileTree *t = p->tree;
    double again[BLOCK] = {0}, worst = 0;
    for (size_t c = t->n_roots; c < t->n; c++) {
        size_t k = (size_t)t->up[c], above = (size_t)t->inner[k];
        for (size_t j = 0; j < width; j++) {
            double whole = m[above * width + j], gap = whole - s[k * width + j];
            m[c * width + j] += p->share[c] * gap;
            double over = fabs(gap) - REPEAT * fabs(whole);
            again[j] = over > again[j] ? over : again[j];
        }
    }
    for (size_t j = 0; j < width; j++)
        worst = fmax(worst, again[j]);
    return worst > 0;
}

/* Hands down what rounding left. */
INLINE void pass_again(const ReconcilePlan *p, double *m, size_t width)
{
    const ReconcileTree *t = p->tree;
    for (size_t k = 0; k < t->n_inner; k++) {
        size_t i = (size_t)t->inner[k], from = (size_t)t->first[i] * width,
               to = (size_t)t->first[i + 1] * width;
        double left[BLOCK];
        memcpy(left, m + i * width, width * sizeof *m);
        for (size_t x = from; x < to; x++)
            left[x % width] -= m[x];
        for (size_t x = from; x < to; x++)
            m[x] += p->share[x / width] * left[x % width];
    }
}

/* Is false when a value is not finite. */
INLINE bool gather(const ReconcileTree *t, const double *base, size_t h, double *m, size_t width)
{
    double bad = 0;
    for (size_t place = 0; place < t->n; place++) {
        if (place + AHEAD < t->n)
            __builtin_prefetch(base + (size_t)t->order[place + AHEAD] * h);
        for (size_t j = 0; j < width; j++) {
            double x = base[(size_t)t->order[place] * h + j];
            m[place * width + j] = x;
            bad += x - x;
        }
    }
    return bad == 0;
}

/* Is false when a value is not finite. */
INLINE bool scatter(const ReconcileTree *t, const double *m, size_t h, double *out, size_t width)
{
    double bad = 0;
    for (size_t place = 0; place < t->n; place++) {
        if (place + AHEAD < t->n)
            __builtin_prefetch(out + (size_t)t->order[place + AHEAD] * h, 1);
        for (size_t j = 0; j < width; j++) {
            double x = m[place * width + j];
            out[(size_t)t->order[place] * h + j] = x;
            bad += x - x;
        }
    }
    return bad == 0;
}

/* ---- what can be wrong with the values
 * ------------------------------------------------------------------------- */

static bool value_report(int node, size_t horizon, double x, Err *e)
{
    return ERR(e, ERR_DATA, "第 %d 个节点（从 0 数起）第 %zu 期的预测值 %g 不是有限数；请补上该值",
               "Node %d (counted from 0) has at horizon %zu the forecast %g, which is not finite; supply it",
               node, horizon, x);
}

static bool values_check(const ReconcilePlan *p, const double *m, size_t horizon, size_t width, Err *e)
{
    for (size_t place = 0; place < p->tree->n; place++)
        for (size_t j = 0; j < width; j++)
            if (!isfinite(m[place * width + j]) && !isinf(p->weight[place]))
                return value_report(p->tree->order[place], horizon + j, m[place * width + j], e);
    return true;
}

static bool overflow_report(size_t horizon, Err *e)
{
    return ERR(e, ERR_NUMERIC, "自第 %zu 期起的合计超出数值范围；请改用更大的计量单位",
               "The sums from horizon %zu on exceed the range of numbers; use a larger unit", horizon);
}

/* A published node whose parts are all published must be their sum already. m, s as pass_up left them. */
static bool twice_check(const ReconcilePlan *p, const double *m, const double *s, size_t width, Err *e)
{
    const ReconcileTree *t = p->tree;
    for (size_t l = 0; l < p->n_twice * width; l++) {
        size_t k = (size_t)p->twice[l / width], i = (size_t)t->inner[k], j = l % width;
        double own = m[i * width + j], sum = s[k * width + j], size = fabs(own);
        for (int c = t->first[i]; c < t->first[i + 1]; c++)
            size += fabs(m[(size_t)c * width + j]);
        if (fabs(own - sum) > SUM_TOLERANCE * size)
            return ERR(
                e, ERR_DATA,
                "第 %d 个节点（从 0 数起）的公布值 %.12g 不等于其各部分公布值之和 %.12g；请放开其中一个",
                "Node %d (counted from 0) is published as %.12g, but its published parts add up to %.12g; "
                "let "
                "one of them change",
                t->order[i], own, sum);
    }
    return true;
}

/* ---- weighted least squares
 * -------------------------------------------------------------------------------------- */

INLINE bool block_run(const ReconcilePlan *p, double *m, size_t width, Err *e)
{
    double *s = m + p->tree->n * width;
    pass_up(p, m, s, width);
    TRY(twice_check(p, m, s, width, e));
    if (pass_down(p, m, s, width))
        pass_again(p, m, width);
    return true;
}

typedef struct Rows {
    const double *base;
    double *out, *m;
    size_t h, at; /* horizons there are, and the first to do */
} Rows;

INLINE bool block_of(const ReconcilePlan *p, Rows *r, size_t width, Err *e)
{
    if (!gather(p->tree, r->base + r->at, r->h, r->m, width))
        TRY(values_check(p, r->m, r->at + 1, width, e));
    TRY(block_run(p, r->m, width, e));
    if (!scatter(p->tree, r->m, r->h, r->out + r->at, width))
        return overflow_report(r->at + 1, e);
    r->at += width;
    return true;
}

size_t reconcile_scratch(const ReconcileTree *t, size_t h)
{
    return (t->n + t->n_inner) * (h < BLOCK ? h : BLOCK);
}

bool reconcile_wls(const ReconcilePlan *p, const double *base, size_t h, double *out, double *scratch, Err *e)
{
    Rows r = {.base = base, .out = out, .m = scratch, .h = h};
    while (h - r.at >= BLOCK)
        TRY(block_of(p, &r, BLOCK, e));
    if (h - r.at >= 4)
        TRY(block_of(p, &r, 4, e));
    if (h - r.at >= 2)
        TRY(block_of(p, &r, 2, e));
    if (h - r.at >= 1)
        TRY(block_of(p, &r, 1, e));
    return true;
}

/* ---- no value below zero
 * ----------------------------------------------------------------------------------------- */

/* low: the least that a node can be, its published parts and leaves >= 0 given. */
static bool room_check(const ReconcilePlan *p, const double *y, double *low, Err *e)
{
    const ReconcileTree *t = p->tree;
    for (size_t place = t->n; place-- > 0;) {
        bool fixed = p->weight[place] == 0;
        low[place] = 0;
        for (int c = t->first[place]; c < t->first[place + 1]; c++)
            low[place] += low[c];
        if (fixed && y[place] < low[place] - SUM_TOLERANCE * low[place])
            return ERR(
                e, ERR_DATA,
                "第 %d 个节点（从 0 数起）的公布值 %.12g 小于其下已公布的合计 %.12g，其余部分只能为负；"
                "请放开其中一个或允许负值",
                "Node %d (counted from 0) is published as %.12g, less than the %.12g published below it, so "
                "the "
                "rest would be negative; let one of them change or allow negative values",
                t->order[place], y[place], low[place]);
        if (fixed)
            low[place] = y[place];
    }
    return true;
}

/* Sets negative leaves to zero for good; how many. */
static size_t leaves_clamp(ReconcilePlan *p, const double *m, double *y)
{
    size_t n = 0;
    for (size_t place = 0; place < p->tree->n; place++) {
        if (!is_leaf(p->tree, place) || !(m[place] < 0))
            continue;
        p->weight[place] = y[place] = 0;
        n++;
    }
    return n;
}

/* One horizon: y its base values by place, m [n + n_inner] the answer. Ends: each round clamps a leaf. */
static bool horizon_run(const ReconcilePlan *p, ReconcilePlan *own, double *y, double *m, Err *e)
{
    size_t n = p->tree->n;
    memcpy(own->weight, p->weight, n * sizeof *y);
    TRY(room_check(p, y, m, e));
    do {
        plan_eliminate(own);
        memcpy(m, y, n * sizeof *y);
        TRY(block_run(own, m, 1, e));
    } while (leaves_clamp(own, m, y) > 0);
    for (size_t place = 0; place < n; place++)
        m[place] = m[place] < 0 ? 0 : m[place]; /* a sum of tiny leaves may be rounded below zero */
    return true;
}

bool reconcile_wls_nonnegative(const ReconcilePlan *p, const double *base, size_t h, double *out, Arena *a,
                               Err *e)
{
    const ReconcileTree *t = p->tree;
    ReconcilePlan own = plan_new(t, a);
    double *y = NEW_N(a, double, t->n), *m = NEW_N(a, double, t->n + t->n_inner);
    for (size_t at = 0; at < h; at++) {
        if (!gather(t, base + at, h, y, 1))
            TRY(values_check(p, y, at + 1, 1, e));
        TRY(horizon_run(p, &own, y, m, e));
        if (!scatter(t, m, h, out + at, 1))
            return overflow_report(at + 1, e);
    }
    return true;
}

/* ---- bottom-up
 * --------------------------------------------------------------------------------------------------- */

/* The row of a node from the rows of its parts; is false when a value is not finite. */
static bool row_sum(const ReconcileTree *t, size_t place, size_t h, double *out)
{
    double *row = out + (size_t)t->order[place] * h, bad = 0;
    for (size_t j = 0; j < h; j++)
        row[j] = 0;
    for (int c = t->first[place]; c < t->first[place + 1]; c++) {
        const double *part = out + (size_t)t->order[c] * h;
        for (size_t j = 0; j < h; j++)
            row[j] += part[j];
    }
    for (size_t j = 0; j < h; j++)
        bad += row[j] - row[j];
    return bad == 0;
}

bool reconcile_bottom_up(const ReconcileTree *t, const double *base, size_t h, double *out, Err *e)
{
    for (size_t place = t->n; place-- > 0;) {
        size_t node = (size_t)t->order[place];
        if (!is_leaf(t, place)) {
            if (!row_sum(t, place, h, out))
                return overflow_report(1, e);
            continue;
        }
        for (size_t j = 0; j < h; j++) {
            double x = base[node * h + j];
            if (!isfinite(x))
                return value_report(t->order[place], j + 1, x, e);
            out[node * h + j] = x;
        }
    }
    return true;
}
