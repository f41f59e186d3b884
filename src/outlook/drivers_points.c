/* Points, residuals, and the waterfall between two periods. */
#include <math.h>

#include "outlook/drivers.h"

/* The nearest multiple of the grid. Sums of such numbers are exact as long as they stay below 2^13. */
static double on_grid(double v)
{
    return nearbyint(v / DRIVER_GRID) * DRIVER_GRID;
}

void drivers_points_new(const DriverTree *t, Arena *a, DriverPoints *out)
{
    *out = (DriverPoints){NEW_N(a, double, t->n + 1), NEW_N(a, double, t->n + 1), NEW_N(a, size_t, t->n + 1)};
}

double *drivers_values(const DriverFigure *f, size_t n, Arena *a)
{
    double *v = NEW_N(a, double, n + 1);

    for (size_t i = 0; i < n; i++)
        v[i] = f[i].value;
    return v;
}

/* What is left of every whole when its known parts are taken away. */
static void residuals(const DriverTree *t, const double *points, double *residual, size_t *missing)
{
    for (size_t i = 0; i < t->n; i++) {
        residual[i] = t->nodes[i].n_parts ? points[i] : 0;
        missing[i] = 0;
    }
    for (size_t i = 1; i < t->n; i++) {
        size_t parent = t->nodes[i].parent;
        if (isnan(points[i]))
            missing[parent]++;
        else
            residual[parent] -= points[i];
    }
}

void drivers_points(const DriverTree *t, const double *share, const double *growth, DriverPoints *out)
{
    for (size_t i = 0; i < t->n; i++)
        out->points[i] = on_grid(i ? share[i] * growth[i] : growth[i]);
    residuals(t, out->points, out->residual, out->missing);
}

/* The change in the middle of the two weights is the growth's, what is left is the weight's: the order in
 * which one looks at the two does not matter (Shapley). */
static double growth_effect(const DriverState *from, const DriverState *to, size_t i, double change)
{
    double w0 = i ? from->share[i].value : 1, w1 = i ? to->share[i].value : 1;

    return w0 == w1 ? change : on_grid((to->growth[i].value - from->growth[i].value) * (w0 + w1) / 2);
}

static void points_of(const DriverState *s, Arena *a, double *points)
{
    DriverPoints p;

    drivers_points_new(s->tree, a, &p);
    drivers_points(s->tree, drivers_values(s->share, s->tree->n, a), drivers_values(s->growth, s->tree->n, a),
                   &p);
    for (size_t i = 0; i < s->tree->n; i++)
        points[i] = p.points[i];
}

void drivers_waterfall(const DriverState *from, const DriverState *to, Arena *a, Waterfall *out)
{
    const DriverTree *t = to->tree;
    size_t *missing = NEW_N(a, size_t, t->n + 1);

    *out = (Waterfall){.from = from,
                       .to = to,
                       .before = NEW_N(a, double, t->n + 1),
                       .after = NEW_N(a, double, t->n + 1),
                       .change = NEW_N(a, double, t->n + 1),
                       .by_weight = NEW_N(a, double, t->n + 1),
                       .by_growth = NEW_N(a, double, t->n + 1),
                       .residual = NEW_N(a, double, t->n + 1)};
    points_of(from, a, out->before);
    points_of(to, a, out->after);
    for (size_t i = 0; i < t->n; i++) {
        out->change[i] = out->after[i] - out->before[i];
        out->by_growth[i] = growth_effect(from, to, i, out->change[i]);
        out->by_weight[i] = out->change[i] - out->by_growth[i];
    }
    residuals(t, out->change, out->residual, missing);
}
