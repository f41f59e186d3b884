#include "stats/ets_variance.h"

#include <string.h>

/* level and trend times the season of a phase: first and second moments */
typedef struct Moments {
    double l, b, ll, lb, bb;
} Moments;

/* psi [h - 1] weights: what an error does j + 1 periods later */
static void weights_of(const EtsAhead *of, size_t h, double *psi)
{
    double reach = 0, power = 1;
    for (size_t j = 0; j + 1 < h; j++) {
        power *= of->at.phi;
        reach += power;
        psi[j] = of->at.alpha + of->at.beta * reach + ((j + 1) % (size_t)of->m == 0 ? of->at.gamma : 0);
    }
}

/* Points of level and trend alone, in mean. */
static void line_ahead(const EtsAhead *of, size_t h, double *mean)
{
    double reach = 0, power = 1;
    for (size_t j = 0; j < h; j++) {
        power *= of->at.phi;
        reach += power;
        mean[j] = of->at.level + reach * of->at.trend;
    }
}

static double season_at(const EtsAhead *of, size_t j)
{
    return of->at.season[((size_t)of->phase + j) % (size_t)of->m];
}

/* additive error */
static void plain_ahead(const EtsAhead *of, size_t h, double *var, const double *psi)
{
    double sum = 1;
    for (size_t j = 0; j < h; j++) {
        var[j] = of->sigma2 * sum;
        if (j + 1 < h)
            sum += psi[j] * psi[j];
    }
}

/* relative error of linear states: theta_h = mu_h^2 + sigma^2 sum psi_j^2 theta_{h-j}; var holds theta */
static void relative_ahead(const EtsAhead *of, size_t h, const double *mean, double *var, const double *psi)
{
    for (size_t j = 0; j < h; j++) {
        double sum = 0;
        for (size_t i = 0; i < j; i++)
            sum += psi[i] * psi[i] * var[j - 1 - i];
        var[j] = mean[j] * mean[j] + of->sigma2 * sum;
    }
    for (size_t j = 0; j < h; j++)
        var[j] = (1 + of->sigma2) * var[j] - mean[j] * mean[j];
}

/* One period: (l, b) = (F + G e)(l, b), and times 1 + gamma e when the season's state moves as well. Moments
 * of e: E e^2 = v, E e^3 = 0, E e^4 = 3 v^2. */
static void moments_step(const EtsAhead *of, double gamma, Moments *x)
{
    const EtsPoint *p = &of->at;
    double v = of->sigma2, phi = p->phi, q = x->l + phi * x->b, d = phi * x->b;
    double qq = x->ll + 2 * phi * x->lb + phi * phi * x->bb, qd = phi * (x->lb + phi * x->bb);
    double dd = phi * phi * x->bb, a = p->alpha, b = p->beta, g = gamma;
    /* E (1+ge)^2, E e (1+ge)^2, E e^2 (1+ge)^2 */
    double e0 = 1 + g * g * v, e1 = 2 * g * v, e2 = v + 3 * g * g * v * v;
    x->l = q * (1 + a * g * v);
    x->b = d + q * b * g * v;
    x->ll = qq * (e0 + 2 * a * e1 + a * a * e2);
    x->lb = qd * (e0 + a * e1) + qq * b * (e1 + a * e2);
    x->bb = dd * e0 + 2 * qd * b * e1 + qq * b * b * e2;
}

/* multiplicative season: forecasts j, j + m, ... of one phase */
static void ratio_ahead(const EtsAhead *of, size_t j, size_t h, double *mean, double *var)
{
    double s = season_at(of, j), l = of->at.level * s, b = of->at.trend * s, phi = of->at.phi;
    Moments x = {l, b, l * l, l * b, b * b};
    size_t m = (size_t)of->m;
    for (size_t t = 0; t < h; t++) {
        bool is_mine = t % m == j;
        if (is_mine) {
            mean[t] = x.l + phi * x.b;
            double second = x.ll + 2 * phi * x.lb + phi * phi * x.bb;
            var[t] = (1 + of->sigma2) * second - mean[t] * mean[t];
        }
        moments_step(of, is_mine ? of->at.gamma : 0, &x);
    }
}

void ets_ahead(const EtsAhead *of, size_t h, double *mean, double *var, double *scratch)
{
    if (of->kind == ETS_RATIO) {
        for (size_t j = 0; j < (size_t)of->m && j < h; j++)
            ratio_ahead(of, j, h, mean, var);
    } else {
        weights_of(of, h, scratch);
        line_ahead(of, h, mean);
        for (size_t j = 0; j < h; j++)
            mean[j] += season_at(of, j);
        if (of->kind == ETS_PLAIN)
            plain_ahead(of, h, var, scratch);
        else
            relative_ahead(of, h, mean, var, scratch);
    }
    for (size_t j = 0; j < h; j++)
        var[j] = var[j] > 0 ? var[j] : 0;
}
