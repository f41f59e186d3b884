/* The problem of reconciliation with all matrices written out, for the tests of stats/reconcile.h. */
#pragma once
#include <string.h>

#include "stats/reconcile_mint.h"

typedef struct Case {
    Arena *a;
    Err e;
    size_t n;
    const int *parent;
    double *weight;
    ReconcileTree tree;
    ReconcilePlan plan;
} Case;

/* Solves a x = b [n x n] with full pivoting; columns without a pivot get 0. */
static void dense_solve(double *a, double *b, size_t n)
{
    size_t column[64], rank = 0;
    double biggest = 0;
    for (size_t k = 0; k < n; k++)
        column[k] = k;
    for (; rank < n; rank++) {
        size_t pi = rank, pj = rank;
        for (size_t i = rank; i < n; i++)
            for (size_t j = rank; j < n; j++)
                if (fabs(a[i * n + j]) > fabs(a[pi * n + pj]))
                    pi = i, pj = j;
        biggest = fmax(biggest, fabs(a[pi * n + pj]));
        if (fabs(a[pi * n + pj]) <= 1e-11 * biggest)
            break;
        for (size_t j = 0; j < n; j++) {
            double keep = a[rank * n + j];
            a[rank * n + j] = a[pi * n + j], a[pi * n + j] = keep;
        }
        double keep = b[rank];
        b[rank] = b[pi], b[pi] = keep;
        for (size_t i = 0; i < n; i++) {
            keep = a[i * n + rank];
            a[i * n + rank] = a[i * n + pj], a[i * n + pj] = keep;
        }
        keep = (double)column[rank];
        column[rank] = column[pj], column[pj] = (size_t)keep;
        for (size_t i = rank + 1; i < n; i++) {
            double f = a[i * n + rank] / a[rank * n + rank];
            for (size_t j = rank; j < n; j++)
                a[i * n + j] -= f * a[rank * n + j];
            b[i] -= f * b[rank];
        }
    }
    double x[64] = {0};
    for (size_t i = rank; i-- > 0;) {
        x[column[i]] = b[i];
        for (size_t j = i + 1; j < rank; j++)
            x[column[i]] -= a[i * n + j] * x[column[j]];
        x[column[i]] /= a[i * n + i];
    }
    memcpy(b, x, n * sizeof *b);
}

/* The optimum with the leaves of `zero` (bits, in the order of nodes) held at 0, by Lagrange's equations in
 * the leaves, all matrices written out. Is the objective. At most 63 leaves and fixed nodes together. */
static double dense_optimum(const Case *c, const double *base, size_t zero, double *out)
{
    size_t n = c->n, leaves = 0, rows = 0, leaf_of[64], node_fixed[64];
    double objective = 0;
    static double s[64][64], kkt[64 * 64], right[64];
    memset(s, 0, sizeof s);
    memset(kkt, 0, sizeof kkt);
    memset(right, 0, sizeof right);
    for (size_t i = 0; i < n; i++) {
        bool is_leaf = true;
        for (size_t j = 0; j < n; j++)
            is_leaf &= c->parent[j] != (int)i;
        if (is_leaf) {
            for (int up = (int)i; up >= 0; up = c->parent[up])
                s[up][leaves] = 1;
            leaf_of[leaves++] = i;
        }
        if (c->weight[i] == 0)
            node_fixed[rows++] = i;
    }
    size_t held = 0;
    for (size_t l = 0; l < leaves; l++)
        held += zero >> l & 1;
    size_t q = leaves + rows + held, at = leaves + rows;
    assert_true(q <= 64);
    for (size_t i = 0; i < n; i++)
        for (size_t l = 0; l < leaves && c->weight[i] > 0; l++) {
            right[l] += s[i][l] * base[i] / c->weight[i];
            for (size_t k = 0; k < leaves; k++)
                kkt[l * q + k] += s[i][l] * s[i][k] / c->weight[i];
        }
    for (size_t r = 0; r < rows; r++) {
        right[leaves + r] = base[node_fixed[r]];
        for (size_t l = 0; l < leaves; l++)
            kkt[(leaves + r) * q + l] = kkt[l * q + leaves + r] = s[node_fixed[r]][l];
    }
    for (size_t l = 0; l < leaves; l++)
        if (zero >> l & 1) {
            kkt[at * q + l] = kkt[l * q + at] = 1;
            at++;
        }
    dense_solve(kkt, right, q);
    for (size_t i = 0; i < n; i++) {
        out[i] = 0;
        for (size_t l = 0; l < leaves; l++)
            out[i] += s[i][l] * right[l];
        if (c->weight[i] > 0)
            objective += (out[i] - base[i]) * (out[i] - base[i]) / c->weight[i];
        else if (fabs(out[i] - base[i]) > 1e-7)
            return INFINITY; /* the leaves held leave no room */
    }
    for (size_t l = 0; l < leaves; l++)
        if (out[leaf_of[l]] < -1e-9)
            return zero == 0 ? objective : INFINITY;
    return objective;
}
