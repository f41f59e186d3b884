#include "stats/reconcile_mint.h"

#include <math.h>

static const double PIVOT_MIN = 1e-13;

/* ---- the covariance matrix
 * ----------------------------------------------------------------------------------- */

static bool residual_check(const MintSpec *s, size_t n, Err *e)
{
    if (n > MINT_MAX_NODES)
        return ERR(e, ERR_DATA, "树有 %zu 个节点，完整协方差的协调最多 %d 个；请改用对角权数",
                   "The tree has %zu nodes; reconciliation with all covariances takes at most %d: use "
                   "diagonal weights",
                   n, MINT_MAX_NODES);
    if (s->n_obs < 2)
        return ERR(e, ERR_DATA, "残差只有 %zu 期，至少需要 2 期",
                   "There are residuals of %zu periods, 2 are needed", s->n_obs);
    for (size_t i = 0; i < s->n_obs * n; i++)
        if (!(fabs(s->residual[i]) <= 1e150))
            return ERR(
                e, ERR_DATA, "第 %zu 个节点（从 0 数起）第 %zu 期的残差 %g 不可用；请补上或改用更大的单位",
                "Node %zu (counted from 0) has in period %zu the residual %g; supply it or use a larger unit",
                i % n, i / n + 1, s->residual[i]);
    return true;
}

/* w [n x n] = R'R / T */
static void covariance(const MintSpec *s, size_t n, double *w)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i; j < n; j++) {
            double sum = 0;
            for (size_t t = 0; t < s->n_obs; t++)
                sum += s->residual[t * n + i] * s->residual[t * n + j];
            w[i * n + j] = w[j * n + i] = sum / (double)s->n_obs;
        }
    }
}

/* Sum of the squared correlations off the diagonal, and of their variances. Residuals scaled to mean
 * square 1. */
static double shrinkage(const MintSpec *s, size_t n, const double *w)
{
    double variances = 0, squares = 0, obs = (double)s->n_obs;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            double scale = sqrt(w[i * n + i]) * sqrt(w[j * n + j]), sum = 0, sum2 = 0;
            for (size_t t = 0; scale > 0 && t < s->n_obs; t++) {
                double p = s->residual[t * n + i] / scale * s->residual[t * n + j];
                sum += p;
                sum2 += p * p;
            }
            variances += (sum2 - sum * sum / obs) / (obs * (obs - 1));
            squares += sum / obs * (sum / obs);
        }
    }
    return squares > 0 ? fmin(fmax(variances / squares, 0), 1) : 1;
}

static double shrink(const MintSpec *s, size_t n, double *w)
{
    double lambda = s->estimator == MINT_SAMPLE ? 0 : s->estimator == MINT_DIAGONAL ? 1 : shrinkage(s, n, w);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            w[i * n + j] *= i == j ? 1 : 1 - lambda;
    return lambda;
}

/* ---- the gain
 * -------------------------------------------------------------------------------------------------- */

/* Row k of C times x, where x has a row of `width` for each node: the node less its parts. */
static void contrast(const ReconcileTree *t, size_t k, const double *x, size_t width, double *out)
{
    int place = t->inner[k];
    for (size_t j = 0; j < width; j++)
        out[j] = x[(size_t)t->order[place] * width + j];
    for (int c = t->first[place]; c < t->first[place + 1]; c++)
        for (size_t j = 0; j < width; j++)
            out[j] -= x[(size_t)t->order[c] * width + j];
}

/* Cholesky factor of a [q x q] in its lower triangle. */
static bool factor(double *a, size_t q, Err *e)
{
    for (size_t i = 0; i < q; i++) {
        double whole = a[i * q + i];
        for (size_t j = 0; j <= i; j++) {
            double sum = a[i * q + j];
            for (size_t l = 0; l < j; l++)
                sum -= a[i * q + l] * a[j * q + l];
            a[i * q + j] = i == j ? sqrt(fmax(sum, 0)) : sum / a[j * q + j];
            if (i == j && !(sum > PIVOT_MIN * whole))
                return ERR(
                    e, ERR_NUMERIC,
                    "误差协方差矩阵奇异：%zu 个合计约束中的第 %zu 个与前面的相关；请改用收缩估计",
                    "The covariance matrix of the errors is singular: of %zu sums, number %zu depends on the "
                    "earlier ones; use the shrinkage estimator",
                    q, i + 1);
        }
    }
    return true;
}

/* x L L' = b for one row b, in place. */
static void solve(const double *l, size_t q, double *x)
{
    for (size_t i = 0; i < q; i++) {
        for (size_t j = 0; j < i; j++)
            x[i] -= l[i * q + j] * x[j];
        x[i] /= l[i * q + i];
    }
    for (size_t i = q; i-- > 0;) {
        for (size_t j = i + 1; j < q; j++)
            x[i] -= l[j * q + i] * x[j];
        x[i] /= l[i * q + i];
    }
}

bool mint_make(const ReconcileTree *t, const MintSpec *spec, Mint *out, Arena *a, Err *e)
{
    size_t n = t->n, q = t->n_inner;
    TRY(residual_check(spec, n, e));
    double *w = NEW_N(a, double, n *n), *cw = NEW_N(a, double, q *n), *wc = NEW_N(a, double, n *q);
    double *cwc = NEW_N(a, double, q *q);
    covariance(spec, n, w);
    *out = (Mint){.tree = t, .gain = wc, .lambda = shrink(spec, n, w)};
    for (size_t k = 0; k < q; k++) {
        contrast(t, k, w, n, cw + k * n);
        for (size_t i = 0; i < n; i++)
            wc[i * q + k] = cw[k * n + i];
    }
    for (size_t k = 0; k < q; k++)
        contrast(t, k, wc, q, cwc + k * q);
    TRY(factor(cwc, q, e));
    for (size_t i = 0; i < n; i++)
        solve(cwc, q, wc + i * q);
    return true;
}

bool mint_reconcile(const Mint *m, const double *base, size_t h, double *out, double *scratch, Err *e)
{
    const ReconcileTree *t = m->tree;
    for (size_t i = 0; i < t->n * h; i++)
        if (!isfinite(base[i]))
            return ERR(e, ERR_DATA, "第 %zu 个节点（从 0 数起）第 %zu 期的预测值 %g 不是有限数；请补上该值",
                       "Node %zu (counted from 0) has at horizon %zu the forecast %g, which is not finite; "
                       "supply it",
                       i / h, i % h + 1, base[i]);
    for (size_t j = 0; j < h; j++) {
        for (size_t k = 0; k < t->n_inner; k++) {
            int place = t->inner[k];
            scratch[k] = base[(size_t)t->order[place] * h + j];
            for (int c = t->first[place]; c < t->first[place + 1]; c++)
                scratch[k] -= base[(size_t)t->order[c] * h + j];
        }
        for (size_t i = 0; i < t->n; i++) {
            double x = base[i * h + j];
            for (size_t k = 0; k < t->n_inner; k++)
                x -= m->gain[i * t->n_inner + k] * scratch[k];
            if (!isfinite(x))
                return ERR(e, ERR_NUMERIC, "第 %zu 期的合计超出数值范围；请改用更大的计量单位",
                           "The sums of horizon %zu exceed the range of numbers; use a larger unit", j + 1);
            out[i * h + j] = x;
        }
    }
    return true;
}
