#include "stats/least_squares.h"

#include <math.h>
#include <string.h>

/* Two doubles side by side: every x86-64 and ARM64 has them, and the results do not depend on it. */
typedef double Pair __attribute__((vector_size(16), aligned(8), may_alias));

enum { COLUMNS = 2 * LSQ_LANES }; /* of the widest table: residuals and up to 15 derivatives */

static const double STEP = 0x1p-24;
static const double DAMPING_LEAST = 0x1p-40, DAMPING_START = 0x1p-13, DAMPING_FACTOR = 8;

/* Residuals and derivatives at a point, and their products. Only the products outlive the next evaluation, so
 * that tables may share their cells. */
typedef struct Table {
    double *cells; /* [n x 8] residuals and 7 derivatives; then, for k > 7, [n x 8] derivatives */
    double gram[COLUMNS][COLUMNS]; /* lower triangle of the products of columns: 0 is the residuals */
} Table;

size_t lsq_scratch(size_t n, int k)
{
    return n * LSQ_LANES * (k < LSQ_LANES ? 1 : 2);
}

static double clamp(double x, double lower, double upper)
{
    return x < lower ? lower : x > upper ? upper : x;
}

/* Turns columns into difference quotients. base: where the residuals stand (lane 0 of each row). The first
 * block keeps its lane 0. */
static void differences(double *cells, const double *base, size_t n, const double inverse[LSQ_LANES])
{
    Pair by[4];

    memcpy(by, inverse, sizeof by);
    for (size_t t = 0; t < n; t++) {
        Pair *row = (Pair *)(cells + t * LSQ_LANES);
        double b = base[t * LSQ_LANES];
        Pair first = {cells == base ? 0 : b, b}, both = {b, b};
        row[0] = (row[0] - first) * by[0];
        for (int i = 1; i < 4; i++)
            row[i] = (row[i] - both) * by[i];
    }
}

/* Products of two columns (row, row + 1 of `left`) with `pairs` pairs of columns from `right`; the constant
 * number of pairs lets the compiler keep the sums in registers. */
static inline __attribute__((always_inline)) void products(const double *left, const double *right, size_t n,
                                                           const int pairs, Pair out[2][4])
{
    Pair s[2][4] = {0};

    for (size_t t = 0; t < n; t++) {
        const double *l = left + t * LSQ_LANES;
        const Pair *r = (const Pair *)(right + t * LSQ_LANES);
        Pair a = {l[0], l[0]}, b = {l[1], l[1]};
        for (int i = 0; i < pairs; i++) {
            s[0][i] += a * r[i];
            s[1][i] += b * r[i];
        }
    }
    memcpy(out, s, sizeof s);
}

static void gram_rows(Table *t, size_t n, int row, int column)
{
    const double *left = t->cells + (row / LSQ_LANES) * n * LSQ_LANES + row % LSQ_LANES;
    const double *right = t->cells + (column / LSQ_LANES) * n * LSQ_LANES;
    int pairs = column + LSQ_LANES <= row ? 4 : (row - column) / 2 + 1;
    Pair out[2][4];

    if (pairs == 1)
        products(left, right, n, 1, out);
    else if (pairs == 2)
        products(left, right, n, 2, out);
    else if (pairs == 3)
        products(left, right, n, 3, out);
    else
        products(left, right, n, 4, out);
    for (int i = 0; i < 2; i++)
        memcpy(&t->gram[row + i][column], out[i], (size_t)pairs * sizeof(Pair));
}

static void gram(Table *t, size_t n, int k)
{
    for (int row = 0; row <= k; row += 2)
        for (int column = 0; column <= row; column += LSQ_LANES)
            gram_rows(t, n, row, column);
}

/* Fills the table at x and returns the sum of squares there. */
static double table_at(const LsqProblem *p, const double *x, Table *t, LsqResult *result)
{
    double lanes[LSQ_MAX_PARAMS * LSQ_LANES], inverse[COLUMNS] = {1};

    for (int first = 0; first <= p->k; first += LSQ_LANES) {
        for (int j = 0; j < p->k; j++)
            for (int l = 0; l < LSQ_LANES; l++)
                lanes[j * LSQ_LANES + l] = x[j];
        int used = p->k + 1 - first < LSQ_LANES ? p->k + 1 - first : LSQ_LANES;
        for (int l = first ? 0 : 1; l < used; l++) {
            int j = first + l - 1;
            double step = STEP * fmax(1, fabs(x[j])), moved = x[j] + step;
            if (moved > p->upper[j])
                moved = x[j] - step;
            lanes[j * LSQ_LANES + l] = moved;
            inverse[first + l] = 1 / (moved - x[j]);
        }
        p->residuals(p->model, lanes, used, t->cells + (size_t)first * p->n);
        result->evaluations++;
    }
    for (int first = LSQ_LANES; first <= p->k; first += LSQ_LANES)
        differences(t->cells + (size_t)first * p->n, t->cells, p->n, inverse + first);
    differences(t->cells, t->cells, p->n, inverse);
    gram(t, p->n, p->k);
    return t->gram[0][0];
}

/* Solves (A + damping diag A) step = -gradient over the free parameters, given the steps of the others; false
 * when A is not positive there. */
static bool solve(const LsqProblem *p, const Table *t, const bool *is_free, double damping, double *step)
{
    double u[LSQ_MAX_PARAMS][LSQ_MAX_PARAMS], y[LSQ_MAX_PARAMS];
    int at[LSQ_MAX_PARAMS], n = 0;

    for (int j = 0; j < p->k; j++)
        if (is_free[j])
            at[n++] = j;
    for (int i = 0; i < n; i++) {
        const double *row = t->gram[at[i] + 1];
        for (int j = 0; j <= i; j++) {
            double s = row[at[j] + 1];
            if (i == j)
                s += damping * s;
            for (int h = 0; h < j; h++)
                s -= u[i][h] * u[j][h];
            if (i == j && !(s > 0))
                return false;
            u[i][j] = i == j ? sqrt(s) : s / u[j][j];
        }
        double s = -row[0];
        for (int h = 0; h < p->k; h++)
            if (!is_free[h] && step[h] != 0)
                s -= (h < at[i] ? row[h + 1] : t->gram[h + 1][at[i] + 1]) * step[h];
        for (int h = 0; h < i; h++)
            s -= u[i][h] * y[h];
        y[i] = s / u[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
        double s = y[i];
        for (int h = i + 1; h < n; h++)
            s -= u[h][i] * step[at[h]];
        step[at[i]] = s / u[i][i];
    }
    return true;
}

/* The fall of the sum that the linear model promises. Columns without a step may hold anything. */
static double promise_of(const LsqProblem *p, const Table *t, const double *step)
{
    double promise = 0;

    for (int j = 0; j < p->k; j++) {
        if (step[j] == 0)
            continue;
        double s = 2 * t->gram[j + 1][0] + t->gram[j + 1][j + 1] * step[j];
        for (int i = 0; i < j; i++)
            s += step[i] != 0 ? 2 * t->gram[j + 1][i + 1] * step[i] : 0;
        promise -= s * step[j];
    }
    return promise;
}

/* The next point for a damping and what it promises. A parameter whose step would leave the bounds goes to
 * its bound, and the others are solved for again. */
static double propose(const LsqProblem *p, const Table *t, const double *x, double damping, double *next)
{
    bool is_free[LSQ_MAX_PARAMS], is_clipped = true;
    double step[LSQ_MAX_PARAMS] = {0};

    for (int j = 0; j < p->k; j++) {
        double gradient = t->gram[j + 1][0];
        bool outward = (x[j] <= p->lower[j] && gradient > 0) || (x[j] >= p->upper[j] && gradient < 0);
        is_free[j] = !outward && t->gram[j + 1][j + 1] > 0;
    }
    for (int round = 0; is_clipped && round <= p->k; round++) {
        is_clipped = false;
        while (!solve(p, t, is_free, damping, step) && damping < 1e6)
            damping *= DAMPING_FACTOR;
        for (int j = 0; j < p->k; j++) {
            next[j] = clamp(x[j] + step[j], p->lower[j], p->upper[j]);
            if (next[j] == x[j] + step[j])
                continue;
            step[j] = next[j] - x[j];
            is_free[j] = false;
            is_clipped = true;
        }
    }
    return promise_of(p, t, step);
}

/* Eight dampings at once, each DAMPING_FACTOR times the last: moves x to the best and returns its damping; 0
 * when none lowers the sum. The table's cells are lost, its products stay. */
static double search_damping(const LsqProblem *p, Table *t, double *x, double damping, LsqResult *result)
{
    double lanes[LSQ_MAX_PARAMS * LSQ_LANES], next[LSQ_MAX_PARAMS] = {0}, sum[LSQ_LANES] = {0};
    double best = t->gram[0][0], chosen = 0;

    for (int l = 0; l < LSQ_LANES; l++) {
        damping *= DAMPING_FACTOR;
        propose(p, t, x, damping, next);
        for (int j = 0; j < p->k; j++)
            lanes[j * LSQ_LANES + l] = next[j];
    }
    p->residuals(p->model, lanes, LSQ_LANES, t->cells);
    result->evaluations++;
    for (size_t i = 0; i < p->n; i++)
        for (int l = 0; l < LSQ_LANES; l++)
            sum[l] += t->cells[i * LSQ_LANES + l] * t->cells[i * LSQ_LANES + l];
    for (int l = LSQ_LANES - 1; l >= 0; l--) {
        if (sum[l] < best) {
            best = sum[l];
            chosen = damping;
            for (int j = 0; j < p->k; j++)
                x[j] = lanes[j * LSQ_LANES + l];
        }
        damping /= DAMPING_FACTOR;
    }
    return chosen;
}

typedef struct State {
    const LsqProblem *p;
    Table tables[2];
    int at; /* the table at x; the next is built in the other */
    double damping, *x;
    LsqResult *result;
} State;

static void move_to(State *s, const double *next, double sum)
{
    memcpy(s->x, next, (size_t)s->p->k * sizeof *next);
    s->result->sum = sum;
}

/* The last step that is allowed: only its sum matters, and x stays when that is no less. */
static void last_step(State *s, const double *next)
{
    double lanes[LSQ_MAX_PARAMS * LSQ_LANES], sum = 0, *cells = s->tables[0].cells;

    for (int j = 0; j < s->p->k; j++)
        for (int l = 0; l < LSQ_LANES; l++)
            lanes[j * LSQ_LANES + l] = next[j];
    s->p->residuals(s->p->model, lanes, 1, cells);
    s->result->evaluations++;
    for (size_t i = 0; i < s->p->n; i++)
        sum += cells[i * LSQ_LANES] * cells[i * LSQ_LANES];
    if (sum < s->result->sum)
        move_to(s, next, sum);
}

/* One step; false at the end. */
static bool iterate(State *s, bool is_last)
{
    const LsqProblem *p = s->p;
    Table *at = &s->tables[s->at], *other = &s->tables[!s->at];
    double next[LSQ_MAX_PARAMS], promise = propose(p, at, s->x, s->damping, next);

    if (promise >= 0 && promise <= p->tolerance * s->result->sum) {
        move_to(s, next, s->result->sum - promise);
        s->result->converged = true;
        return false;
    }
    if (is_last) {
        last_step(s, next);
        return false;
    }
    /* clipped at two bounds at once a step may promise a rise: then only a shorter one helps */
    double sum = promise > 0 ? table_at(p, next, other, s->result) : INFINITY;
    double gain = promise > 0 ? (s->result->sum - sum) / promise : -1;
    if (gain > 0) {
        move_to(s, next, sum);
        if (gain > 0.75)
            s->damping = fmax(s->damping / DAMPING_FACTOR, DAMPING_LEAST);
        else if (gain < 0.25)
            s->damping *= DAMPING_FACTOR;
    } else {
        s->damping = search_damping(p, at, s->x, fmax(s->damping, 0x1p-10), s->result);
        s->result->converged = !(s->damping > 0);
        if (s->result->converged)
            return false;
        s->result->sum = table_at(p, s->x, other, s->result);
    }
    s->at = !s->at;
    return true;
}

bool lsq_minimise(const LsqProblem *p, double *x, double *scratch, LsqResult *result)
{
    State s = {.p = p,
               .tables = {{.cells = scratch}, {.cells = scratch}},
               .damping = DAMPING_START,
               .x = x,
               .result = result};

    *result = (LsqResult){0};
    for (int j = 0; j < p->k; j++)
        x[j] = clamp(x[j], p->lower[j], p->upper[j]);
    result->sum = table_at(p, x, &s.tables[0], result);
    if (!isfinite(result->sum))
        return false;
    for (int i = 1; i <= p->max_iterations; i++)
        if (!iterate(&s, i == p->max_iterations))
            break;
    return true;
}
