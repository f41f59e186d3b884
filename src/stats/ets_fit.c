#include "stats/ets_fit.h"

#include <math.h>
#include <string.h>

#include "stats/elementary.h"

static const double DAMPING_START = 0x1p-13, DAMPING_LEAST = 0x1p-40, DAMPING_FACTOR = 8;
static const double TAKEN_UNSEEN = 1e-6;

/* The problem around a point, in units of its sum of squares: -2 log L falls by n log(1 - promise) when the
 * step d promises -(2 g'd + d'A d). Unknowns in the order of elimination: states, then weights. */
typedef struct Normal {
    double value;
    double a[ETS_MAX_PARAMS][ETS_MAX_PARAMS]; /* lower triangle */
    double g[ETS_MAX_PARAMS];
} Normal;

typedef struct Fit {
    const EtsModel *model;
    int n_states;
    double lower[ETS_WEIGHTS], upper[ETS_WEIGHTS];
    double *x;
    EtsDirections by;
    Normal normals[2];
    int at;                                   /* the one at x */
    double l[ETS_MAX_PARAMS][ETS_MAX_PARAMS]; /* scratch of `propose` */
    double damping;
} Fit;

/* place of unknown i among the parameters */
static int place_of(const Fit *f, int i)
{
    return i < f->n_states ? f->model->weights + i : i - f->n_states;
}

static void normal_of(const Fit *f, const EtsTable *t, Normal *out)
{
    int k = f->model->k;
    double inverse = 1 / t->squares, mean[ETS_MAX_PARAMS] = {0}, error[ETS_MAX_PARAMS] = {0};
    for (int i = 0; i < k; i++) {
        int c = place_of(f, i) + 1;
        mean[i] = t->drift[c] / (double)f->model->series.n;
        error[i] = t->gram[c][0] * inverse;
        out->g[i] = error[i] + mean[i];
    }
    for (int i = 0; i < k; i++) {
        int c = place_of(f, i) + 1;
        for (int j = 0; j <= i; j++) {
            int d = place_of(f, j) + 1;
            double product = c > d ? t->gram[c][d] : t->gram[d][c];
            out->a[i][j] = product * inverse + error[i] * mean[j] + mean[i] * out->g[j];
        }
    }
}

/* Fills the normal equations at x; returns -2 log L there. */
static double normal_at(Fit *f, const double *x, Normal *out)
{
    EtsPoint p;
    EtsTable t;
    ets_point(f->model, x, &p);
    out->value = INFINITY;
    if (!ets_is_admissible(&f->model->form, &p, f->model->series.m))
        return INFINITY;
    ets_directions_move(f->model, x, &f->by);
    f->model->kernels->ets_table(&f->model->series, &p, &f->by, f->model->k + 1, &t);
    out->value = ets_minus_two(f->model->series.n, t.squares, t.product, t.exponent);
    if (out->value < INFINITY)
        normal_of(f, &t, out);
    return out->value;
}

/* Eliminates the states: on return the first `n_states` columns of l hold the factor, the rest what is left
 * of the matrix; y what is left of -g. */
static bool eliminate(const Fit *f, const Normal *nm, double (*l)[ETS_MAX_PARAMS], double *y)
{
    int k = f->model->k;
    for (int i = 0; i < k; i++) {
        memcpy(l[i], nm->a[i], (size_t)(i + 1) * sizeof(double));
        l[i][i] += f->damping * l[i][i];
        y[i] = -nm->g[i];
    }
    for (int j = 0; j < f->n_states; j++) {
        double column[ETS_MAX_PARAMS];
        if (!(l[j][j] > 0))
            return false;
        double root = sqrt(l[j][j]), inverse = 1 / root;
        l[j][j] = inverse;
        y[j] *= inverse;
        for (int i = j + 1; i < k; i++) {
            column[i] = l[i][j] *= inverse;
            y[i] -= column[i] * y[j];
            for (int h = j + 1; h <= i; h++)
                l[i][h] -= column[i] * column[h];
        }
    }
    return true;
}

/* Least of w'C w / 2 - r'w over the weights that are free; the steps of the others are given in w. False when
 * C is not positive there. */
static bool solve_free(double (*c)[ETS_WEIGHTS], const double *r, const bool *is_free, int n, double *w)
{
    double u[ETS_WEIGHTS][ETS_WEIGHTS], y[ETS_WEIGHTS];
    int at[ETS_WEIGHTS], count = 0;
    for (int i = 0; i < n; i++)
        if (is_free[i])
            at[count++] = i;
    for (int i = 0; i < count; i++) {
        double s = r[at[i]];
        for (int h = 0; h < n; h++)
            s -= is_free[h] ? 0 : c[at[i]][h] * w[h];
        for (int j = 0; j <= i; j++) {
            double v = c[at[i]][at[j]];
            for (int h = 0; h < j; h++)
                v -= u[i][h] * u[j][h];
            if (i == j && !(v > 0))
                return false;
            u[i][j] = i == j ? sqrt(v) : v / u[j][j];
            s -= i == j ? 0 : u[i][j] * y[j];
        }
        y[i] = s / u[i][i];
    }
    for (int i = count - 1; i >= 0; i--) {
        double s = y[i];
        for (int h = i + 1; h < count; h++)
            s -= u[h][i] * w[at[h]];
        w[at[i]] = s / u[i][i];
    }
    return true;
}

/* How far from w towards `to` the box lets go, at most 1; *at is the weight that stops. */
static double reach_of(const Fit *f, const double *w, const double *to, int *at)
{
    double reach = 1;
    *at = -1;
    for (int i = 0; i < f->model->weights; i++) {
        double move = to[i] - w[i], bound = (move < 0 ? f->lower[i] : f->upper[i]) - f->x[i] - w[i];
        if (fabs(move) * reach <= fabs(bound))
            continue;
        reach = bound / move;
        *at = i;
    }
    return reach;
}

/* Steps of the weights within their box: towards the least until a weight stops at its bound, and on with the
 * others. Nocedal & Wright (2006), 16.5, from a start without active constraints but those that push outward.
 */
static bool solve_weights(const Fit *f, double (*l)[ETS_MAX_PARAMS], const double *y, double *w)
{
    double c[ETS_WEIGHTS][ETS_WEIGHTS] = {0}, to[ETS_WEIGHTS];
    bool is_free[ETS_WEIGHTS];
    int n = f->model->weights, first = f->n_states, stopped = 0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++)
            c[i][j] = c[j][i] = l[first + i][first + j];
        bool outward =
            (f->x[i] <= f->lower[i] && y[first + i] < 0) || (f->x[i] >= f->upper[i] && y[first + i] > 0);
        is_free[i] = !outward && c[i][i] > 0;
        w[i] = 0;
    }
    while (stopped >= 0) {
        memcpy(to, w, sizeof to);
        TRY(solve_free(c, y + first, is_free, n, to));
        double reach = reach_of(f, w, to, &stopped);
        for (int i = 0; i < n; i++)
            w[i] += reach * (to[i] - w[i]);
        if (stopped >= 0)
            is_free[stopped] = false;
    }
    return true;
}

/* step [k] in the order of the parameters. Is what it promises, -1 when there is none. */
static double propose(Fit *f, double *step)
{
    const Normal *nm = &f->normals[f->at];
    double y[ETS_MAX_PARAMS] = {0}, d[ETS_MAX_PARAMS] = {0};
    double promise = 0;
    int k = f->model->k, p = f->n_states;
    while (!eliminate(f, nm, f->l, y) || !solve_weights(f, f->l, y, d + p)) {
        f->damping = fmax(f->damping, 0x1p-24) * DAMPING_FACTOR * DAMPING_FACTOR;
        if (f->damping > 1e8)
            return -1;
    }
    for (int i = p - 1; i >= 0; i--) {
        double s = y[i];
        for (int h = i + 1; h < k; h++)
            s -= f->l[h][i] * d[h];
        d[i] = s * f->l[i][i];
    }
    for (int i = 0; i < k; i++) {
        double s = 2 * nm->g[i] + nm->a[i][i] * d[i];
        for (int j = 0; j < i; j++)
            s += 2 * nm->a[i][j] * d[j];
        promise -= s * d[i];
        step[place_of(f, i)] = d[i];
    }
    return promise;
}

static void move_by(const Fit *f, const double *step, double length, double *out)
{
    for (int j = 0; j < f->model->k; j++) {
        out[j] = f->x[j] + length * step[j];
        if (j < f->model->weights)
            out[j] = fmin(fmax(out[j], f->lower[j]), f->upper[j]);
    }
}

/* Eight shorter steps at once; next gets the best. False when none is better than x. */
static bool shorten(const Fit *f, const double *step, double *next)
{
    double x[KERNEL_LANES][ETS_MAX_PARAMS], value[KERNEL_LANES], length = 1;
    double best = f->normals[f->at].value;
    bool won = false;
    for (int l = 0; l < KERNEL_LANES; l++)
        move_by(f, step, length *= 0.4, x[l]);
    ets_values(f->model, x, value);
    for (int l = 0; l < KERNEL_LANES; l++) {
        if (!(value[l] < best))
            continue;
        best = value[l];
        won = true;
        memcpy(next, x[l], sizeof x[l]);
    }
    return won;
}

/* -2 log L falls by this at a promise, which cannot be believed beyond a fall of the squares to a tenth */
static double fall_of(const Fit *f, double promise)
{
    return -(double)f->model->series.n * stats_log(1 - fmin(promise, 0.9));
}

static bool is_inside(const Fit *f, const double *x)
{
    EtsPoint p;
    ets_point(f->model, x, &p);
    return ets_is_admissible(&f->model->form, &p, f->model->series.m);
}

/* One step; false at the end. */
static bool iterate(Fit *f, const EtsFitSpec *spec)
{
    double step[ETS_MAX_PARAMS] = {0}, next[ETS_MAX_PARAMS], value = f->normals[f->at].value;
    size_t k = (size_t)f->model->k;
    double promise = propose(f, step);
    if (!(promise > 0))
        return false;
    double fall = fall_of(f, promise);
    move_by(f, step, 1, next);
    if (fall <= spec->tolerance) {
        f->normals[f->at].value = value - fall;
        if (fall <= TAKEN_UNSEEN && is_inside(f, next))
            memcpy(f->x, next, k * sizeof *next);
        return false;
    }
    if (value - 3 * fall > spec->give_up)
        return false;
    double gain = (value - normal_at(f, next, &f->normals[!f->at])) / fall;
    if (!(gain > 0)) {
        f->damping = fmax(f->damping, 0x1p-13) * DAMPING_FACTOR;
        if (!shorten(f, step, next))
            return f->damping < 1e6;
        double won = value - normal_at(f, next, &f->normals[!f->at]);
        if (won < spec->tolerance)
            return false;
    } else if (gain > 0.75) {
        f->damping = fmax(f->damping / DAMPING_FACTOR, DAMPING_LEAST);
    } else if (gain < 0.25) {
        f->damping *= DAMPING_FACTOR;
    }
    memcpy(f->x, next, k * sizeof *next);
    f->at = !f->at;
    return true;
}

double ets_fit(const EtsModel *model, const EtsFitSpec *spec, EtsFit *fit)
{
    Fit f; /* large: its tables are filled before they are read */
    f.model = model;
    f.n_states = model->k - model->weights;
    f.x = fit->x;
    f.at = 0;
    f.damping = DAMPING_START;
    ets_directions(model, &f.by);
    ets_bounds(model, f.lower, f.upper);
    for (int i = 0; i < model->weights; i++)
        f.x[i] = fmin(fmax(f.x[i], f.lower[i]), f.upper[i]);
    fit->value = normal_at(&f, f.x, &f.normals[0]);
    if (fit->value == INFINITY)
        return INFINITY;
    for (int i = 0; i < spec->steps; i++)
        if (!iterate(&f, spec))
            break;
    return fit->value = f.normals[f.at].value;
}
