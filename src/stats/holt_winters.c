#include "stats/holt_winters.h"

#include <math.h>
#include <string.h>

#include "stats/decompose.h"

enum { WEIGHTS = 3, STEPS_MAX = 200, STARTS = 3 };

typedef struct Model {
    const double *y;
    size_t n, period;
    bool multiplicative;
    double level, trend;
    const double *start;      /* [period] */
    double *season;           /* [period] as it runs */
    double (*slope)[WEIGHTS]; /* [period] derivatives of season */
    double *fitted;           /* [n], NULL: not wanted */
} Model;

/* Where the recursions stand, with the derivatives by alpha, beta, gamma. */
typedef struct State {
    double level, trend, dl[WEIGHTS], db[WEIGHTS];
} State;

/* Sums of the least squares problem around a point. */
typedef struct Normal {
    double sse, gradient[WEIGHTS], square[WEIGHTS][WEIGHTS];
} Normal;

/* the recursions */

/* One observation x into the state. Is the one-step error. */
static double step(const Model *m, State *s, double *season, const double w[WEIGHTS], double x)
{
    double before = s->level + s->trend, old = s->level, keep = *season;
    double forecast = m->multiplicative ? before * keep : before + keep;
    s->level = w[0] * (m->multiplicative ? x / keep : x - keep) + (1 - w[0]) * before;
    s->trend = w[1] * (s->level - old) + (1 - w[1]) * s->trend;
    *season = w[2] * (m->multiplicative ? x / s->level : x - s->level) + (1 - w[2]) * keep;
    return x - forecast;
}

static double sse_of(const Model *m, const double w[WEIGHTS], State *s)
{
    double sse = 0;
    *s = (State){.level = m->level, .trend = m->trend};
    memcpy(m->season, m->start, m->period * sizeof *m->season);
    for (size_t t = m->period, phase = 0; t < m->n; t++) {
        double error = step(m, s, &m->season[phase], w, m->y[t]);
        sse += error * error;
        if (m->fitted)
            m->fitted[t] = m->y[t] - error;
        phase = phase + 1 == m->period ? 0 : phase + 1;
    }
    return sse;
}

/* The same step with the derivatives carried along: ds of the season, de of the error. */
static double step_slopes(const Model *m, State *s, size_t phase, const double w[WEIGHTS], double x,
                          double de[WEIGHTS])
{
    double keep = m->season[phase], before = s->level + s->trend, old = s->level, oldb = s->trend;
    double shape = m->multiplicative ? x / keep : x - keep, turn = m->multiplicative ? x / (keep * keep) : 1;
    double error = step(m, s, &m->season[phase], w, x);
    double rest = m->multiplicative ? x / s->level : x - s->level;
    double bend = m->multiplicative ? x / (s->level * s->level) : 1;
    for (int i = 0; i < WEIGHTS; i++) {
        double ds = m->slope[phase][i], dbefore = s->dl[i] + s->db[i], dold = s->dl[i];
        de[i] = m->multiplicative ? -(dbefore * keep + before * ds) : -(dbefore + ds);
        s->dl[i] = (1 - w[0]) * dbefore - w[0] * turn * ds + (i == 0 ? shape - before : 0);
        s->db[i] = w[1] * (s->dl[i] - dold) + (1 - w[1]) * s->db[i] + (i == 1 ? s->level - old - oldb : 0);
        m->slope[phase][i] = (1 - w[2]) * ds - w[2] * bend * s->dl[i] + (i == 2 ? rest - keep : 0);
    }
    return error;
}

static void normal_of(const Model *m, const double w[WEIGHTS], Normal *out)
{
    State s = {.level = m->level, .trend = m->trend};
    *out = (Normal){0};
    memcpy(m->season, m->start, m->period * sizeof *m->season);
    memset(m->slope, 0, m->period * sizeof *m->slope);
    for (size_t t = m->period, phase = 0; t < m->n; t++) {
        double de[WEIGHTS], error = step_slopes(m, &s, phase, w, m->y[t], de);
        out->sse += error * error;
        for (int i = 0; i < WEIGHTS; i++) {
            out->gradient[i] += error * de[i];
            for (int j = 0; j < WEIGHTS; j++)
                out->square[i][j] += de[i] * de[j];
        }
        phase = phase + 1 == m->period ? 0 : phase + 1;
    }
}

/* the search */

/* A weight at its bound that would leave the box stays where it is. */
static bool is_held(const Normal *nm, const double w[WEIGHTS], int i)
{
    return (w[i] <= 0 && nm->gradient[i] > 0) || (w[i] >= 1 && nm->gradient[i] < 0);
}

/* Solves (J'J + damp diag J'J) move = -J'e in the weights that are free. */
static void move_of(const Normal *nm, const double w[WEIGHTS], double damp, double move[WEIGHTS])
{
    double a[WEIGHTS][WEIGHTS];
    memcpy(a, nm->square, sizeof a);
    for (int i = 0; i < WEIGHTS; i++) {
        bool held = is_held(nm, w, i) || !(a[i][i] > 0);
        for (int j = 0; held && j < WEIGHTS; j++)
            a[i][j] = a[j][i] = 0;
        a[i][i] = held ? 1 : a[i][i] * (1 + damp) + 1e-300;
        move[i] = held ? 0 : -nm->gradient[i];
    }
    for (int k = 0; k < WEIGHTS; k++)
        for (int i = k + 1; i < WEIGHTS; i++) {
            double f = a[i][k] / a[k][k];
            for (int j = k; j < WEIGHTS; j++)
                a[i][j] -= f * a[k][j];
            move[i] -= f * move[k];
        }
    for (int i = WEIGHTS - 1; i >= 0; i--) {
        for (int j = i + 1; j < WEIGHTS; j++)
            move[i] -= a[i][j] * move[j];
        move[i] /= a[i][i];
    }
}

/* Levenberg's and Marquardt's descent from w, clipped to the box. Is the sum of squares reached. */
static double descend(const Model *m, double w[WEIGHTS])
{
    Normal nm;
    State s;
    double damp = 1e-3;
    normal_of(m, w, &nm);
    for (int round = 0; round < STEPS_MAX && damp < 1e12; round++) {
        double move[WEIGHTS], next[WEIGHTS], far = 0;
        move_of(&nm, w, damp, move);
        for (int i = 0; i < WEIGHTS; i++) {
            next[i] = fmin(fmax(w[i] + move[i], 0), 1);
            far = fmax(far, fabs(next[i] - w[i]));
        }
        double sse = sse_of(m, next, &s);
        if (!(sse < nm.sse)) {
            damp *= 8;
            if (far < 1e-12)
                break;
            continue;
        }
        memcpy(w, next, sizeof next);
        normal_of(m, w, &nm);
        damp = fmax(damp / 8, 1e-9);
    }
    return nm.sse;
}

/* Keeps the best STARTS - 1 places of the grid after the usual first guess. */
static void starts_find(const Model *m, double start[STARTS][WEIGHTS])
{
    static const double alphas[] = {0.05, 0.3, 0.6, 0.9}, betas[] = {0.01, 0.1, 0.4},
                        gammas[] = {0.05, 0.3, 0.6, 0.9};
    double best[STARTS] = {0};
    State s;
    memcpy(start[0], (const double[]){0.3, 0.1, 0.1}, sizeof start[0]);
    for (int k = 1; k < STARTS; k++) {
        best[k] = INFINITY;
        memcpy(start[k], start[0], sizeof start[0]);
    }
    for (size_t c = 0; c < COUNT(alphas) * COUNT(betas) * COUNT(gammas); c++) {
        double w[WEIGHTS] = {alphas[c % COUNT(alphas)], betas[c / COUNT(alphas) % COUNT(betas)],
                             gammas[c / COUNT(alphas) / COUNT(betas)]};
        double sse = sse_of(m, w, &s);
        for (int k = 1; k < STARTS; k++) {
            if (!(sse < best[k]))
                continue;
            for (int l = STARTS - 1; l > k; l--) {
                best[l] = best[l - 1];
                memcpy(start[l], start[l - 1], sizeof start[l]);
            }
            best[k] = sse;
            memcpy(start[k], w, sizeof w);
            break;
        }
    }
}

static void weights_search(const Model *m, double w[WEIGHTS])
{
    double start[STARTS][WEIGHTS], best = INFINITY;
    starts_find(m, start);
    memcpy(w, start[0], sizeof start[0]);
    for (int k = 0; k < STARTS; k++) {
        double sse = descend(m, start[k]);
        if (!(sse < best))
            continue;
        best = sse;
        memcpy(w, start[k], sizeof start[k]);
    }
}

/* start values and results */

/* Least squares line through the moving averages, which are counted from 1. */
static void line_through(const double *trend, size_t n, double *level, double *slope)
{
    double count = 0, mean = 0, sum = 0, x2 = 0, xy = 0;
    for (size_t t = 0; t < n; t++) {
        if (isnan(trend[t]))
            continue;
        count++;
        sum += trend[t];
    }
    mean = sum / count;
    double x = -(count - 1) / 2;
    for (size_t t = 0; t < n; t++) {
        if (isnan(trend[t]))
            continue;
        x2 += x * x;
        xy += x * (trend[t] - mean);
        x++;
    }
    *slope = xy / x2;
    *level = mean - *slope * (count + 1) / 2;
}

static bool input_check(const HoltWintersSpec *spec, const double *y, size_t n, Err *e)
{
    size_t m = spec->period;
    if (m < 2)
        return ERR(e, ERR_DATA, "周期 %zu 没有季节；应不小于 2",
                   "A period of %zu has no seasons; use 2 or more", m);
    if (n / 2 < m || n == 2 * m)
        return ERR(
            e, ERR_DATA, "序列只有 %zu 期，周期为 %zu 的 Holt-Winters 平滑需要多于两个完整周期",
            "The series has %zu values; Holt-Winters with period %zu needs more than two whole periods", n,
            m);
    for (int i = 0; spec->fixed && i < WEIGHTS; i++)
        if (!(spec->fixed[i] >= 0 && spec->fixed[i] <= 1))
            return ERR(e, ERR_INVALID, "平滑系数 %g 不在 0 与 1 之间",
                       "The smoothing weight %g is not between 0 and 1", spec->fixed[i]);
    for (size_t t = 2 * m; t < n; t++)
        if (!isfinite(y[t]))
            return ERR(e, ERR_DATA, "第 %zu 期的值 %g 不是有限数；请先补上缺失值",
                       "Value %zu of the series is %g; fill in missing values first", t + 1, y[t]);
    return true;
}

static bool model_make(const HoltWintersSpec *spec, const double *y, size_t n, Model *out, Arena *a, Err *e)
{
    Decomposition d;
    DecomposeSpec ds = {.period = spec->period, .multiplicative = spec->multiplicative};
    TRY(input_check(spec, y, n, e));
    TRY(decompose_run(&ds, y, 2 * spec->period, &d, a, e));
    *out = (Model){
        .y = y, .n = n, .period = spec->period, .multiplicative = spec->multiplicative, .start = d.figure};
    line_through(d.trend, 2 * spec->period, &out->level, &out->trend);
    out->season = NEW_N(a, double, spec->period);
    out->slope = arena_alloc(a, spec->period, sizeof *out->slope);
    return true;
}

bool holt_winters_fit(const HoltWintersSpec *spec, const double *y, size_t n, HoltWinters *out, Arena *a,
                      Err *e)
{
    Model m;
    State s;
    double w[WEIGHTS];
    TRY(model_make(spec, y, n, &m, a, e));
    if (spec->fixed)
        memcpy(w, spec->fixed, sizeof w);
    else
        weights_search(&m, w);
    m.fitted = NEW_N(a, double, n);
    for (size_t t = 0; t < spec->period; t++)
        m.fitted[t] = NAN;
    double sse = sse_of(&m, w, &s);
    bool finite = isfinite(sse) && isfinite(s.level) && isfinite(s.trend);
    for (size_t i = 0; i < spec->period; i++) /* no error has seen the season that the last values left */
        finite = finite && isfinite(m.season[i]);
    if (!finite)
        return ERR(e, ERR_DATA, "平滑误差平方和为 %g：乘法季节经过零，或数值过大；请改用加法季节或更大的单位",
                   "The sum of squared errors is %g: a multiplicative season runs through zero, or values "
                   "are too large; "
                   "use an additive season or a larger unit",
                   sse);
    *out = (HoltWinters){.alpha = w[0],
                         .beta = w[1],
                         .gamma = w[2],
                         .sse = sse,
                         .level = s.level,
                         .trend = s.trend,
                         .start_level = m.level,
                         .start_trend = m.trend,
                         .fitted = m.fitted,
                         .period = spec->period,
                         .multiplicative = spec->multiplicative};
    out->season = NEW_N(a, double, spec->period);
    out->start_season = NEW_N(a, double, spec->period);
    memcpy(out->start_season, m.start, spec->period * sizeof *m.start);
    for (size_t i = 0; i < spec->period; i++)
        out->season[i] = m.season[(n + i) % spec->period];
    return true;
}

void holt_winters_forecast(const HoltWinters *fit, size_t h, double *out)
{
    for (size_t i = 0; i < h; i++) {
        double line = fit->level + (double)(i + 1) * fit->trend, s = fit->season[i % fit->period];
        out[i] = fit->multiplicative ? line * s : line + s;
    }
}
