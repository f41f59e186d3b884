/* Reconciliation of random forecasts that miss their sums by 5 percent: nanoseconds a node and horizon, best
 * of several runs; at 1,000 nodes also against the form with all matrices written out. Usage: reconcile */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "stats/reconcile.h"

static double now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double uniform(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) * 0x1p-53;
}

typedef struct Case {
    size_t n, h;
    int *parent;
    double *weight, *base, *out, *scratch;
    ReconcileTree tree;
    ReconcilePlan plan;
} Case;

/* Parts of an area stand together as in a catalogue (width parts each), or anywhere (width 0). */
static bool case_make(Case *c, size_t width, Arena *a, Err *e)
{
    uint64_t seed = 1;
    c->parent = NEW_N(a, int, c->n);
    c->weight = NEW_N(a, double, c->n);
    c->base = NEW_N(a, double, c->n * c->h);
    c->out = NEW_N(a, double, c->n * c->h);
    for (size_t i = 0; i < c->n; i++) {
        double u = uniform(&seed);
        c->parent[i] = i == 0 ? -1 : width ? (int)((i - 1) / width) : (int)(u * (double)i);
        c->weight[i] = 0.5 + uniform(&seed);
    }
    TRY(reconcile_tree_make(c->parent, c->n, &c->tree, a, e));
    for (size_t i = 0; i < c->n * c->h; i++)
        c->base[i] = 50 + 100 * uniform(&seed);
    TRY(reconcile_bottom_up(&c->tree, c->base, c->h, c->base, e));
    for (size_t i = 0; i < c->n * c->h; i++)
        c->base[i] *= 0.95 + 0.1 * uniform(&seed);
    TRY(reconcile_plan_make(&c->tree, c->weight, &c->plan, a, e));
    c->scratch = NEW_N(a, double, reconcile_scratch(&c->tree, c->h));
    return true;
}

static bool case_time(Case *c, double *best, Err *e)
{
    *best = INFINITY;
    for (int run = 0; run < (c->n < 100000 ? 200 : 5); run++) {
        double start = now_ns();
        TRY(reconcile_wls(&c->plan, c->base, c->h, c->out, c->scratch, e));
        *best = fmin(*best, now_ns() - start);
    }
    return true;
}

/* S (S' W^-1 S)^-1 S' W^-1 base for one horizon, everything dense. */
static double dense_time(const Case *c, Arena *a)
{
    size_t n = c->n, b = 0;
    int *leaf = NEW_N(a, int, n);
    for (size_t i = 0; i < n; i++)
        leaf[i] = -1;
    for (size_t p = 0; p < n; p++)
        if (c->tree.first[p] == c->tree.first[p + 1])
            leaf[c->tree.order[p]] = (int)b++;
    double *s = NEW_N(a, double, n *b), *m = NEW_N(a, double, b *b), *x = NEW_N(a, double, b), apart = 0;
    double start = now_ns();
    for (size_t i = 0; i < n; i++)
        for (int up = leaf[i] < 0 ? -1 : (int)i; up >= 0; up = c->parent[up])
            s[(size_t)up * b + (size_t)leaf[i]] = 1;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < b; j++) {
            double sw = s[i * b + j] / c->weight[i];
            x[j] += sw * c->base[i * c->h];
            for (size_t k = 0; k < b; k++)
                m[j * b + k] += sw * s[i * b + k];
        }
    for (size_t k = 0; k < b; k++)
        for (size_t i = k + 1; i < b; i++) {
            double f = m[i * b + k] / m[k * b + k];
            for (size_t j = k; j < b; j++)
                m[i * b + j] -= f * m[k * b + j];
            x[i] -= f * x[k];
        }
    for (size_t i = b; i-- > 0;) {
        for (size_t j = i + 1; j < b; j++)
            x[i] -= m[i * b + j] * x[j];
        x[i] /= m[i * b + i];
    }
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < b; j++)
            sum += s[i * b + j] * x[j];
        apart = fmax(apart, fabs(sum - c->out[i * c->h]));
    }
    double took = now_ns() - start;
    printf("  dense form differs by %.1e\n", apart);
    return took;
}

int main(void)
{
    static const size_t horizons[] = {1, 12}, widths[] = {10, 0};
    Err e = {.lang = LANG_EN};
    for (size_t n = 1000; n <= 1000000; n *= 10)
        for (size_t k = 0; k < 4; k++) {
            AUTO(arena_free) Arena *a = arena_new();
            Case c = {.n = n, .h = horizons[k / 2]};
            double ns = 0, start = 0, plan = 0;
            if (!case_make(&c, widths[k % 2], a, &e) || !case_time(&c, &ns, &e)) {
                fprintf(stderr, "%s\n", e.msg);
                return 1;
            }
            start = now_ns();
            if (!reconcile_plan_make(&c.tree, c.weight, &c.plan, a, &e))
                return 1;
            plan = now_ns() - start;
            printf(
                "%8zu nodes, %2zu horizons, %s: %6.2f ns a node and horizon, weights once %.2f ns a node\n",
                n, c.h, widths[k % 2] ? "ten parts each" : "random tree   ", ns / (double)(n * c.h),
                plan / (double)n);
            if (n == 1000 && c.h == 1 && widths[k % 2]) {
                double dense = dense_time(&c, a);
                printf("  dense form %.1f ms, %.0f times as long\n", dense / 1e6, dense / ns);
            }
        }
    return 0;
}
