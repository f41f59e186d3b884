#include "digits.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats_reconcile_dense.h"

enum { ANCHOR_NODES = 8, ANCHOR_PERIODS = 40 };

/* T, A, B, a1, a2, b1, b2, b3 */
static const int anchor_parent[ANCHOR_NODES] = {-1, 0, 0, 1, 1, 2, 2, 2};
static const double anchor_base[ANCHOR_NODES] = {100, 42, 61, 20, 19, 25, 18, 15};

static uint64_t rng = 20240601;

static double uniform(void)
{
    rng = rng * 6364136223846793005u + 1442695040888963407u;
    return (double)(rng >> 11) * 0x1p-53;
}

static size_t below(size_t n)
{
    return (size_t)(uniform() * (double)n);
}

static double least_digits(const double *a, const double *b, size_t n)
{
    double least = 17;
    for (size_t i = 0; i < n; i++)
        least = fmin(least, digits(a[i], b[i]));
    return least;
}

/* A random forest whose nodes are numbered without any order. */
static int *random_parents(size_t n, Arena *a)
{
    int *parent = NEW_N(a, int, n), *name = NEW_N(a, int, n);
    size_t reach = 1 + below(n);
    for (size_t i = 0; i < n; i++)
        name[i] = (int)i;
    for (size_t i = n; i > 1; i--) {
        size_t j = below(i);
        int keep = name[i - 1];
        name[i - 1] = name[j];
        name[j] = keep;
    }
    for (size_t i = 0; i < n; i++) {
        bool root = i == 0 || uniform() < 0.02;
        size_t back = 1 + below(reach < i ? reach : i);
        parent[name[i]] = root ? -1 : name[i - back];
    }
    return parent;
}

static double *random_values(size_t n, double lo, double hi, Arena *a)
{
    double *v = NEW_N(a, double, n);
    for (size_t i = 0; i < n; i++)
        v[i] = lo + (hi - lo) * uniform();
    return v;
}

/* Largest |node - sum of parts| relative to the node and its parts. */
static double incoherence(const ReconcileTree *t, const double *x, size_t h)
{
    double worst = 0;
    for (size_t k = 0; k < t->n_inner; k++) {
        for (size_t j = 0; j < h; j++) {
            int i = t->inner[k];
            double gap = x[(size_t)t->order[i] * h + j], size = fabs(gap);
            for (int c = t->first[i]; c < t->first[i + 1]; c++) {
                gap -= x[(size_t)t->order[c] * h + j];
                size += fabs(x[(size_t)t->order[c] * h + j]);
            }
            worst = fmax(worst, size > 0 ? fabs(gap) / size : 0);
        }
    }
    return worst;
}

static void case_begin(Case *c, const int *parent, size_t n, Arena *a)
{
    *c = (Case){.a = a, .e = {.lang = LANG_EN}, .n = n, .parent = parent, .weight = NEW_N(a, double, n)};
    if (!reconcile_tree_make(parent, n, &c->tree, a, &c->e))
        fail_msg("%s", c->e.msg);
    for (size_t i = 0; i < n; i++)
        c->weight[i] = 1;
}

static void case_plan(Case *c)
{
    if (!reconcile_plan_make(&c->tree, c->weight, &c->plan, c->a, &c->e))
        fail_msg("%s", c->e.msg);
}

static void case_run(Case *c, const double *base, size_t h, double *out)
{
    double *scratch = NEW_N(c->a, double, reconcile_scratch(&c->tree, h));
    if (!reconcile_wls(&c->plan, base, h, out, scratch, &c->e))
        fail_msg("%s", c->e.msg);
}

static void anchors_of_the_diagonal_methods_are_reached(void **state)
{
    (void)state;
    static const double ols[] = {100.5172413793, 40.6551724138, 59.8620689655, 20.8275862069,
                                 19.8275862069,  25.6206896552, 18.6206896552, 15.6206896552};
    static const double structural[] = {100, 40.5, 59.5, 20.75, 19.75, 25.5, 18.5, 15.5};
    static const double bottom_up[] = {97, 39, 58, 20, 19, 25, 18, 15};
    AUTO(arena_free) Arena *a = arena_new();
    Case c;
    double out[ANCHOR_NODES];
    case_begin(&c, anchor_parent, ANCHOR_NODES, a);
    case_plan(&c);
    case_run(&c, anchor_base, 1, out);
    double d_ols = least_digits(out, ols, ANCHOR_NODES);
    reconcile_weights_struct(&c.tree, c.weight);
    case_plan(&c);
    case_run(&c, anchor_base, 1, out);
    double d_struct = least_digits(out, structural, ANCHOR_NODES);
    assert_true(reconcile_bottom_up(&c.tree, anchor_base, 1, out, &c.e));
    double d_up = least_digits(out, bottom_up, ANCHOR_NODES);
    print_message("OLS %.1f, structural %.1f, bottom-up %.1f digits\n", d_ols, d_struct, d_up);
    assert_true(d_ols > 11 && d_struct > 13 && d_up > 15);
}

static void anchor_of_the_nonnegative_method_is_reached(void **state)
{
    (void)state;
    static const double base[ANCHOR_NODES] = {8, 1, 9, 3, 0.1, 6, 2, 0.3};
    static const double plain[] = {1.9517241379, -0.9482758621, 5.9137931034, 1.9137931034, 0.2137931034};
    static const double want[] = {1.3722222222, 0, 5.8611111111, 1.8611111111, 0.1611111111};
    AUTO(arena_free) Arena *a = arena_new();
    Case c;
    double out[ANCHOR_NODES], objective = 0;
    case_begin(&c, anchor_parent, ANCHOR_NODES, a);
    case_plan(&c);
    case_run(&c, base, 1, out);
    double d_free = least_digits(out + 3, plain, COUNT(plain));
    assert_true(reconcile_wls_nonnegative(&c.plan, base, 1, out, a, &c.e));
    double d = least_digits(out + 3, want, COUNT(want));
    for (size_t i = 0; i < ANCHOR_NODES; i++)
        objective += (out[i] - base[i]) * (out[i] - base[i]);
    double d_objective = digits(objective, 5.679444444444444);
    print_message("before %.1f, non-negative %.1f, its objective %.1f digits\n", d_free, d, d_objective);
    assert_true(d_free > 9.3 && d > 9.3 && d_objective > 14);
}

static bool residuals_read(double *r, size_t n)
{
    char path[1024];
    const char *root = getenv("ROOT");
    snprintf(path, sizeof path, "%s/../shared/data/anchors/reconcile_residuals.csv", root ? root : ".");
    FILE *f = fopen(path, "r");
    if (!f)
        return false;
    size_t got = 0;
    while (got < n && fscanf(f, "%lf%*[,\n]", &r[got]) == 1)
        got++;
    fclose(f);
    return got == n;
}

static void anchors_of_minimum_trace_are_reached(void **state)
{
    (void)state;
    static const double want[][ANCHOR_NODES] = {
        [MINT_DIAGONAL] = {99.2048597836, 40.33947369, 58.8653860936, 20.4823247182, 19.8571489718,
                           25.4145207779, 18.2104831832, 15.2403821326},
        [MINT_SAMPLE] = {98.0170449462, 39.4631966336, 58.5538483126, 20.1924916324, 19.2707050012,
                         25.33792963, 18.2749743641, 14.9409443185},
        [MINT_SHRINK] = {99.1607073079, 40.307733511, 58.852973797, 20.4752461495, 19.8324873615,
                         25.4116955374, 18.2134530817, 15.2278251779}};
    Case c;
    double r[ANCHOR_PERIODS * ANCHOR_NODES], out[ANCHOR_NODES], scratch[ANCHOR_NODES];
    if (!residuals_read(r, COUNT(r)))
        skip(); /* leaves at once: before anything is taken */
    AUTO(arena_free) Arena *a = arena_new();
    case_begin(&c, anchor_parent, ANCHOR_NODES, a);
    for (size_t k = 0; k < COUNT(want); k++) {
        MintSpec spec = {.residual = r, .n_obs = ANCHOR_PERIODS, .estimator = (MintEstimator)k};
        Mint m;
        assert_true(mint_make(&c.tree, &spec, &m, a, &c.e));
        assert_true(mint_reconcile(&m, anchor_base, 1, out, scratch, &c.e));
        double d = least_digits(out, want[k], ANCHOR_NODES);
        print_message("%s: lambda %.12g, %.1f digits\n",
                      k == MINT_SHRINK   ? "shrink"
                      : k == MINT_SAMPLE ? "sample"
                                         : "diagonal",
                      m.lambda, d);
        assert_true(d > 10.5);
        if (k == MINT_SHRINK)
            assert_true(digits(m.lambda, 0.9516185839) > 10);
    }
    for (size_t i = 0; i < ANCHOR_NODES; i++)
        for (size_t t = 0; t < ANCHOR_PERIODS; t++)
            c.weight[i] += r[t * ANCHOR_NODES + i] * r[t * ANCHOR_NODES + i] - (t == 0);
    case_plan(&c);
    case_run(&c, anchor_base, 1, out);
    assert_true(least_digits(out, want[MINT_DIAGONAL], ANCHOR_NODES) > 10.5);
}

static void random_forecasts_add_up_once_and_stay(void **state)
{
    (void)state;
    double worst = 0, moved = 0;
    for (int round = 0; round < 300; round++) {
        AUTO(arena_free) Arena *a = arena_new();
        Case c;
        size_t n = round < 40 ? 1 + (size_t)round % 4 : 1 + below(2000), h = 1 + below(15);
        case_begin(&c, random_parents(n, a), n, a);
        for (size_t i = 0; i < n; i++)
            c.weight[i] = round % 3 ? 0.01 + uniform() : exp(40 * uniform() - 20);
        case_plan(&c);
        double *base = random_values(n * h, -50, 150, a), *once = NEW_N(a, double, n *h),
               *twice = NEW_N(a, double, n *h);
        case_run(&c, base, h, once);
        case_run(&c, once, h, twice);
        worst = fmax(worst, incoherence(&c.tree, once, h));
        for (size_t i = 0; i < n * h; i++)
            moved = fmax(moved, fabs(once[i] - twice[i]));
        assert_true(reconcile_bottom_up(&c.tree, base, h, once, &c.e));
        case_run(&c, once, h, twice);
        for (size_t i = 0; i < n * h; i++)
            moved = fmax(moved, fabs(once[i] - twice[i]) / (1 + fabs(once[i])));
    }
    print_message("sums are off by %.1e at most; a second time moves %.1e\n", worst, moved);
    assert_true(worst < 1e-9 && moved < 1e-9);
}

/* Some nodes are published, with values that fit together. */
static double *publish(Case *c, double share, Arena *a)
{
    double *base = random_values(c->n, 0, 10, a), *truth = NEW_N(a, double, c->n);
    if (!reconcile_bottom_up(&c->tree, base, 1, truth, &c->e))
        fail_msg("%s", c->e.msg);
    for (size_t i = 0; i < c->n; i++) {
        bool fixed = uniform() < share;
        c->weight[i] = fixed ? 0 : 0.1 + uniform();
        base[i] = fixed ? truth[i] : truth[i] + 16 * (uniform() - 0.6);
    }
    return base;
}

static void tree_and_dense_forms_agree_around_published_values(void **state)
{
    (void)state;
    double worst = 0, kept = 0;
    for (int round = 0; round < 400; round++) {
        AUTO(arena_free) Arena *a = arena_new();
        Case c;
        size_t n = 1 + below(30);
        double out[32], want[32];
        case_begin(&c, random_parents(n, a), n, a);
        double *base = publish(&c, round % 4 * 0.15, a);
        case_plan(&c);
        case_run(&c, base, 1, out);
        dense_optimum(&c, base, 0, want);
        for (size_t i = 0; i < n; i++) {
            worst = fmax(worst, fabs(out[i] - want[i]) / (1 + fabs(want[i])));
            kept = fmax(kept, c.weight[i] == 0 ? fabs(out[i] - base[i]) : 0);
        }
    }
    print_message("tree and dense form differ by %.1e at most\n", worst);
    assert_true(worst < 1e-9 && kept == 0);
}

static void nonnegative_optimum_is_the_best_of_all_active_sets(void **state)
{
    (void)state;
    double worst = 0;
    int clamped = 0;
    for (int round = 0; round < 300; round++) {
        AUTO(arena_free) Arena *a = arena_new();
        Case c;
        size_t n = 2 + below(10), leaves = 0;
        double out[16], want[16], best = INFINITY, reached = 0;
        case_begin(&c, random_parents(n, a), n, a);
        double *base = publish(&c, round % 3 * 0.15, a);
        case_plan(&c);
        if (!reconcile_wls_nonnegative(&c.plan, base, 1, out, a, &c.e))
            fail_msg("%s", c.e.msg);
        leaves = n - c.tree.n_inner;
        for (size_t zero = 0; zero < (size_t)1 << leaves; zero++) {
            double f = dense_optimum(&c, base, zero, want);
            bool fine = true;
            for (size_t i = 0; i < n; i++)
                fine &= want[i] > -1e-9;
            best = fine ? fmin(best, f) : best;
        }
        for (size_t i = 0; i < n; i++) {
            assert_true(out[i] >= 0);
            assert_true(c.weight[i] > 0 || out[i] == base[i]);
            clamped += out[i] == 0;
            reached += c.weight[i] > 0 ? (out[i] - base[i]) * (out[i] - base[i]) / c.weight[i] : 0;
        }
        assert_true(incoherence(&c.tree, out, 1) < 1e-9);
        worst = fmax(worst, fabs(reached - best) / (1 + best));
    }
    print_message("objective differs by %.1e at most, %d values at zero\n", worst, clamped);
    assert_true(worst < 1e-9 && clamped > 100);
}

static void large_nonnegative_problems_satisfy_the_conditions_of_an_optimum(void **state)
{
    (void)state;
    double worst = 0;
    for (int round = 0; round < 40; round++) {
        AUTO(arena_free) Arena *a = arena_new();
        Case c;
        size_t n = 1 + below(2000), h = 3;
        case_begin(&c, random_parents(n, a), n, a);
        for (size_t i = 0; i < n; i++)
            c.weight[i] = 0.1 + uniform();
        case_plan(&c);
        double *base = random_values(n * h, -60, 100, a), *out = NEW_N(a, double, n *h),
               *slope = NEW_N(a, double, n);
        assert_true(reconcile_wls_nonnegative(&c.plan, base, h, out, a, &c.e));
        assert_true(incoherence(&c.tree, out, h) < 1e-9);
        for (size_t p = 0; p < n; p++) {
            size_t i = (size_t)c.tree.order[p];
            double x = out[i * h + 1], size = 1 + fabs(base[i * h + 1]);
            slope[i] = (x - base[i * h + 1]) / c.weight[i] + (c.parent[i] < 0 ? 0 : slope[c.parent[i]]);
            if (c.tree.first[p] < c.tree.first[p + 1])
                continue;
            assert_true(x >= 0);
            worst = fmax(worst, (x > 0 ? fabs(slope[i]) : -slope[i]) / size);
        }
    }
    print_message("slopes are off by %.1e at most\n", worst);
    assert_true(worst < 1e-9);
}

static void a_forecast_that_does_not_exist_leaves_the_sum_to_its_parts(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    Case c;
    double base[ANCHOR_NODES], out[ANCHOR_NODES], want[ANCHOR_NODES];
    memcpy(base, anchor_base, sizeof base);
    case_begin(&c, anchor_parent, ANCHOR_NODES, a);
    for (size_t i = 0; i < 3; i++) {
        base[i] = NAN;
        c.weight[i] = INFINITY;
    }
    case_plan(&c);
    case_run(&c, base, 1, out);
    assert_true(reconcile_bottom_up(&c.tree, base, 1, want, &c.e));
    assert_memory_equal(out, want, sizeof out);
    assert_true(reconcile_wls_nonnegative(&c.plan, base, 1, out, a, &c.e));
    assert_memory_equal(out, want, sizeof out);
}

static void sizes_far_apart_still_add_up(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    static const int parent[] = {-1, 0, 0, 1, 1, 2, 2};
    static const double base[] = {1, 7e14, -3e-9, 1e15, 3e13, 2e12, 1e-3};
    Case c;
    double out[COUNT(parent)];
    case_begin(&c, parent, COUNT(parent), a);
    for (size_t i = 0; i < c.n; i++)
        c.weight[i] = i == 0 ? 0 : 1 + (double)i / 3;
    case_plan(&c);
    case_run(&c, base, 1, out);
    assert_true(out[0] == 1);
    assert_true(incoherence(&c.tree, out, 1) < 1e-12);
}

static void refuses_with(bool ok, const Err *e, ErrKind kind, const char *words)
{
    assert_false(ok);
    assert_int_equal(e->kind, kind);
    if (!strstr(e->msg, words))
        fail_msg("\"%s\" does not say \"%s\"", e->msg, words);
}

static void trees_that_are_none_are_refused(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    static const int circle[] = {-1, 0, 4, 2, 3, 4}, self[] = {0}, beyond[] = {-1, 7}, before[] = {-2};
    ReconcileTree t;
    Err e = {.lang = LANG_EN};
    refuses_with(reconcile_tree_make(circle, COUNT(circle), &t, a, &e), &e, ERR_DATA, "is a part of itself");
    refuses_with(reconcile_tree_make(self, COUNT(self), &t, a, &e), &e, ERR_DATA, "Node 0");
    refuses_with(reconcile_tree_make(beyond, COUNT(beyond), &t, a, &e), &e, ERR_DATA, "the parent 7");
    refuses_with(reconcile_tree_make(before, COUNT(before), &t, a, &e), &e, ERR_DATA, "the parent -2");
    refuses_with(reconcile_tree_make(before, 0, &t, a, &e), &e, ERR_DATA, "no nodes");
    e.lang = LANG_ZH;
    refuses_with(reconcile_tree_make(self, COUNT(self), &t, a, &e), &e, ERR_DATA, "隶属关系成环");
}

static void weights_that_are_none_are_refused(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    static const double wrong[] = {NAN, -1, 1e-200, 1e200, -INFINITY};
    Case c;
    case_begin(&c, anchor_parent, ANCHOR_NODES, a);
    for (size_t k = 0; k < COUNT(wrong); k++) {
        c.weight[4] = wrong[k];
        refuses_with(reconcile_plan_make(&c.tree, c.weight, &c.plan, a, &c.e), &c.e, ERR_DATA, "Node 4");
    }
    c.weight[4] = INFINITY;
    refuses_with(reconcile_plan_make(&c.tree, c.weight, &c.plan, a, &c.e), &c.e, ERR_DATA, "no parts");
}

static void values_that_cannot_be_reconciled_are_refused(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    Case c;
    double base[ANCHOR_NODES], out[ANCHOR_NODES], scratch[2 * ANCHOR_NODES];
    memcpy(base, anchor_base, sizeof base);
    case_begin(&c, anchor_parent, ANCHOR_NODES, a);
    case_plan(&c);
    base[5] = NAN;
    refuses_with(reconcile_wls(&c.plan, base, 1, out, scratch, &c.e), &c.e, ERR_DATA, "Node 5");
    refuses_with(reconcile_bottom_up(&c.tree, base, 1, out, &c.e), &c.e, ERR_DATA, "Node 5");
    base[5] = 1.7e308;
    base[6] = 1.7e308;
    refuses_with(reconcile_wls(&c.plan, base, 1, out, scratch, &c.e), &c.e, ERR_NUMERIC, "larger unit");
    refuses_with(reconcile_bottom_up(&c.tree, base, 1, out, &c.e), &c.e, ERR_NUMERIC, "larger unit");
    memcpy(base, anchor_base, sizeof base);
    c.weight[1] = c.weight[3] = c.weight[4] = 0;
    case_plan(&c);
    refuses_with(reconcile_wls(&c.plan, base, 1, out, scratch, &c.e), &c.e, ERR_DATA,
                 "Node 1 (counted from 0) is published as 42, but its published parts add up to 39");
    base[1] = 39;
    assert_true(reconcile_wls(&c.plan, base, 1, out, scratch, &c.e));
    assert_true(out[1] == 39 && out[3] == 20 && out[4] == 19);
    c.weight[4] = 1;
    base[1] = 15;
    case_plan(&c);
    assert_true(reconcile_wls(&c.plan, base, 1, out, scratch, &c.e));
    assert_near(out[4], -5, 1e-12);
    refuses_with(reconcile_wls_nonnegative(&c.plan, base, 1, out, a, &c.e), &c.e, ERR_DATA,
                 "Node 1 (counted from 0) is published as 15, less than the 20");
}

static void full_covariances_that_cannot_be_estimated_are_refused(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    Case c;
    Mint m;
    double r[3 * ANCHOR_NODES], out[ANCHOR_NODES], scratch[ANCHOR_NODES], base[ANCHOR_NODES];
    for (size_t i = 0; i < COUNT(r); i++)
        r[i] = uniform() - 0.5;
    case_begin(&c, anchor_parent, ANCHOR_NODES, a);
    MintSpec spec = {.residual = r, .n_obs = 2, .estimator = MINT_SAMPLE};
    refuses_with(mint_make(&c.tree, &spec, &m, a, &c.e), &c.e, ERR_NUMERIC, "shrinkage");
    spec.estimator = MINT_SHRINK;
    assert_true(mint_make(&c.tree, &spec, &m, a, &c.e));
    memcpy(base, anchor_base, sizeof base);
    assert_true(mint_reconcile(&m, base, 1, out, scratch, &c.e));
    assert_true(incoherence(&c.tree, out, 1) < 1e-12);
    base[7] = INFINITY;
    refuses_with(mint_reconcile(&m, base, 1, out, scratch, &c.e), &c.e, ERR_DATA, "Node 7");
    spec.n_obs = 1;
    refuses_with(mint_make(&c.tree, &spec, &m, a, &c.e), &c.e, ERR_DATA, "2 are needed");
    spec.n_obs = 2;
    r[3] = NAN;
    refuses_with(mint_make(&c.tree, &spec, &m, a, &c.e), &c.e, ERR_DATA, "Node 3");
}

static void a_chain_of_a_million_nodes_needs_no_stack(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    Case c;
    size_t n = 1000000;
    int *parent = NEW_N(a, int, n);
    for (size_t i = 0; i < n; i++)
        parent[i] = (int)i - 1;
    case_begin(&c, parent, n, a);
    case_plan(&c);
    double *x = random_values(n, 0, 1, a);
    case_run(&c, x, 1, x);
    assert_near(x[0], 0.5, 0.002);
    assert_true(x[0] == x[n - 1] || fabs(x[0] - x[n - 1]) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(anchors_of_the_diagonal_methods_are_reached),
        cmocka_unit_test(anchor_of_the_nonnegative_method_is_reached),
        cmocka_unit_test(anchors_of_minimum_trace_are_reached),
        cmocka_unit_test(random_forecasts_add_up_once_and_stay),
        cmocka_unit_test(tree_and_dense_forms_agree_around_published_values),
        cmocka_unit_test(nonnegative_optimum_is_the_best_of_all_active_sets),
        cmocka_unit_test(large_nonnegative_problems_satisfy_the_conditions_of_an_optimum),
        cmocka_unit_test(a_forecast_that_does_not_exist_leaves_the_sum_to_its_parts),
        cmocka_unit_test(sizes_far_apart_still_add_up),
        cmocka_unit_test(trees_that_are_none_are_refused),
        cmocka_unit_test(weights_that_are_none_are_refused),
        cmocka_unit_test(values_that_cannot_be_reconciled_are_refused),
        cmocka_unit_test(full_covariances_that_cannot_be_estimated_are_refused),
        cmocka_unit_test(a_chain_of_a_million_nodes_needs_no_stack),
    };
    int failed = cmocka_run_group_tests_name("stats reconcile", tests, NULL, NULL);
    digits_say("stats reconcile");
    return failed;
}
