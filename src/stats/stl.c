#include "stats/stl.h"

#include <math.h>
#include <string.h>

enum { ITERATIONS_MAX = 1000 };

/* The spec with its defaults filled in. */
typedef struct Plan {
    size_t n, period, s_window, t_window, l_window, s_jump, t_jump, l_jump, inner, outer;
    int s_degree;
} Plan;

/* A series to be smoothed by local regression. */
typedef struct Loess {
    const double *y;      /* [n] */
    const double *weight; /* [n] robustness weights, NULL: all 1 */
    double *w;            /* [n] scratch */
    size_t n, window, jump;
    int degree;
} Loess;

/* local regression */

/* Tricube weights in l->w of the points from..to around x, scaled to sum 1; false when all are 0. */
static bool loess_weights(const Loess *l, double x, size_t from, size_t to, double h)
{
    double sum = 0;
    for (size_t i = from; i <= to; i++) {
        double r = fabs((double)i - x), q = r / h;
        l->w[i] = 0;
        if (r > 0.999 * h)
            continue;
        double cube = 1 - q * q * q;
        l->w[i] = r <= 0.001 * h ? 1 : cube * cube * cube;
        if (l->weight)
            l->w[i] *= l->weight[i];
        sum += l->w[i];
    }
    if (!(sum > 0))
        return false;
    for (size_t i = from; i <= to; i++)
        l->w[i] /= sum;
    return true;
}

/* The fit at x (counted from 0, may lie outside) from the points from..to; false when none has weight. */
static bool loess_at(const Loess *l, double x, size_t from, size_t to, double *out)
{
    double h = fmax(x - (double)from, (double)to - x), mean = 0, spread = 0, fit = 0;
    if (l->window > l->n)
        h += (double)((l->window - l->n) >> 1);
    if (!loess_weights(l, x, from, to, h))
        return false;
    if (h > 0 && l->degree > 0) {
        for (size_t i = from; i <= to; i++)
            mean += l->w[i] * (double)i;
        for (size_t i = from; i <= to; i++)
            spread += l->w[i] * ((double)i - mean) * ((double)i - mean);
        /* with all weight near one point a slope means nothing */
        if (sqrt(spread) > 0.001 * (double)(l->n - 1)) {
            double slope = (x - mean) / spread;
            for (size_t i = from; i <= to; i++)
                l->w[i] *= slope * ((double)i - mean) + 1;
        }
    }
    for (size_t i = from; i <= to; i++)
        fit += l->w[i] * l->y[i];
    *out = fit;
    return true;
}

/* First point of the window around point i. */
static size_t window_from(const Loess *l, size_t i)
{
    size_t half = (l->window - 1) / 2;
    if (l->window >= l->n || i < half)
        return 0;
    return i - half + l->window > l->n ? l->n - l->window : i - half;
}

static void loess_point(const Loess *l, size_t i, double *out)
{
    size_t from = window_from(l, i), to = l->window >= l->n ? l->n - 1 : from + l->window - 1;
    if (!loess_at(l, (double)i, from, to, &out[i]))
        out[i] = l->y[i];
}

static void interpolate(double *out, size_t from, size_t to)
{
    double slope = (out[to] - out[from]) / (double)(to - from);
    for (size_t i = from + 1; i < to; i++)
        out[i] = out[from] + slope * (double)(i - from);
}

/* out [n]: fits at every jump-th point and the last, straight lines between. */
static void loess_run(const Loess *l, double *out)
{
    size_t last = 0;
    if (l->n < 2) {
        out[0] = l->y[0];
        return;
    }
    for (size_t i = 0; i < l->n; i += l->jump) {
        loess_point(l, i, out);
        if (i > 0)
            interpolate(out, last, i);
        last = i;
    }
    if (last == l->n - 1)
        return;
    loess_point(l, l->n - 1, out);
    interpolate(out, last, l->n - 1);
}

/* the steps of the inner loop */

/* Room for all steps. */
typedef struct Work {
    double *cycle;    /* [n + 2 period] smoothed cycle-subseries C, with one period more at both ends */
    double *low;      /* [n + 2 period] low-pass filtered */
    double *detrend;  /* [n + 2 period] */
    double *part;     /* [n] one cycle-subseries */
    double *smooth;   /* [n + 2] the same, smoothed */
    double *weights;  /* [n] robustness weights of the part */
    double *w;        /* [n] */
    double *reliable; /* [n] robustness weights, NULL in the first round */
} Work;

/* Step 2: smooths each cycle-subseries and extends it by one at both ends. */
static void cycles_smooth(const Plan *p, Work *k)
{
    for (size_t phase = 0; phase < p->period; phase++) {
        size_t n = (p->n - phase - 1) / p->period + 1;
        for (size_t i = 0; i < n; i++) {
            k->part[i] = k->detrend[i * p->period + phase];
            if (k->reliable)
                k->weights[i] = k->reliable[i * p->period + phase];
        }
        Loess l = {.y = k->part,
                   .weight = k->reliable ? k->weights : NULL,
                   .w = k->w,
                   .n = n,
                   .window = p->s_window,
                   .jump = p->s_jump < n - 1 ? p->s_jump : n - 1,
                   .degree = p->s_degree};
        size_t reach = p->s_window < n ? p->s_window : n;
        loess_run(&l, k->smooth + 1);
        if (!loess_at(&l, -1, 0, reach - 1, &k->smooth[0]))
            k->smooth[0] = k->smooth[1];
        if (!loess_at(&l, (double)n, n - reach, n - 1, &k->smooth[n + 1]))
            k->smooth[n + 1] = k->smooth[n];
        for (size_t i = 0; i < n + 2; i++)
            k->cycle[i * p->period + phase] = k->smooth[i];
    }
}

/* Moving average of `length` points: out [n - length + 1]. */
static void average(const double *x, size_t n, size_t length, double *out)
{
    double sum = 0;
    for (size_t i = 0; i < length; i++)
        sum += x[i];
    out[0] = sum / (double)length;
    for (size_t i = length; i < n; i++) {
        sum += x[i] - x[i - length];
        out[i - length + 1] = sum / (double)length;
    }
}

static void inner_loop(const Plan *p, const double *y, Work *k, Stl *out)
{
    size_t n = p->n, m = p->period;
    for (size_t t = 0; t < n; t++)
        k->detrend[t] = y[t] - out->trend[t]; /* step 1 */
    cycles_smooth(p, k);
    /* step 3: low-pass filter */
    average(k->cycle, n + 2 * m, m, k->low);
    average(k->low, n + m + 1, m, k->detrend);
    average(k->detrend, n + 2, 3, k->low);
    Loess low = {.y = k->low,
                 .w = k->w,
                 .n = n,
                 .window = p->l_window,
                 .jump = p->l_jump < n - 1 ? p->l_jump : n - 1,
                 .degree = 1};
    loess_run(&low, k->detrend);
    /* steps 4 to 6 */
    for (size_t t = 0; t < n; t++)
        out->seasonal[t] = k->cycle[m + t] - k->detrend[t];
    for (size_t t = 0; t < n; t++)
        k->low[t] = y[t] - out->seasonal[t];
    Loess trend = {.y = k->low,
                   .weight = k->reliable,
                   .w = k->w,
                   .n = n,
                   .window = p->t_window,
                   .jump = p->t_jump < n - 1 ? p->t_jump : n - 1,
                   .degree = 1};
    loess_run(&trend, out->trend);
}

/* the outer loop */

/* The k-th smallest of x [n], which is reordered. */
static double smallest(double *x, size_t n, size_t k)
{
    size_t lo = 0, hi = n - 1;
    while (lo < hi) {
        double pivot = x[lo + (hi - lo) / 2];
        size_t i = lo, j = hi;
        while (true) {
            while (x[i] < pivot)
                i++;
            while (x[j] > pivot)
                j--;
            if (i >= j)
                break;
            double keep = x[i];
            x[i++] = x[j];
            x[j--] = keep;
        }
        if (i == j && k == i)
            break;
        if (k < i)
            hi = i == j ? i - 1 : j;
        else
            lo = i == j ? i + 1 : i;
    }
    return x[k];
}

/* Bisquare weights of the residuals, with six times their median as the limit. */
static void robustness(const double *y, const Stl *s, size_t n, double *scratch, double *weight)
{
    for (size_t t = 0; t < n; t++)
        weight[t] = scratch[t] = fabs(y[t] - s->trend[t] - s->seasonal[t]);
    double upper = smallest(scratch, n, n / 2), lower = smallest(scratch, n, (n - 1) / 2);
    double limit = 3 * (upper + lower);
    for (size_t t = 0; t < n; t++) {
        double r = weight[t], q = r / limit;
        weight[t] = r <= 0.001 * limit ? 1 : r <= 0.999 * limit ? (1 - q * q) * (1 - q * q) : 0;
    }
}

/* A periodic season is the mean of each phase. */
static void season_repeat(const Plan *p, double *seasonal)
{
    for (size_t phase = 0; phase < p->period; phase++) {
        double sum = 0, count = 0;
        for (size_t t = phase; t < p->n; t += p->period) {
            sum += seasonal[t];
            count++;
        }
        for (size_t t = phase; t < p->n; t += p->period)
            seasonal[t] = sum / count;
    }
}

static bool input_check(const StlSpec *s, const double *y, size_t n, Err *e)
{
    if (s->period < 2)
        return ERR(e, ERR_DATA, "周期 %zu 没有季节；应不小于 2",
                   "A period of %zu has no seasons; use 2 or more", s->period);
    if (n / 2 < s->period || n == 2 * s->period)
        return ERR(e, ERR_DATA, "序列只有 %zu 期，周期为 %zu 的 STL 分解需要多于两个完整周期",
                   "The series has %zu values; STL with period %zu needs more than two whole periods", n,
                   s->period);
    if (s->s_degree < 0 || s->s_degree > 1 || s->inner > ITERATIONS_MAX || s->outer > ITERATIONS_MAX)
        return ERR(
            e, ERR_INVALID, "STL 的参数不可用：局部次数 %d（0 或 1），内外迭代 %zu、%zu 次（不超过 %d）",
            "STL cannot take local degree %d (0 or 1), %zu inner and %zu outer iterations (at most %d)",
            s->s_degree, s->inner, s->outer, ITERATIONS_MAX);
    for (size_t t = 0; t < n; t++)
        if (!isfinite(y[t]))
            return ERR(e, ERR_DATA, "第 %zu 期的值 %g 不是有限数；请先补上缺失值",
                       "Value %zu of the series is %g; fill in missing values first", t + 1, y[t]);
    return true;
}

static size_t odd(size_t window)
{
    return window < 3 ? 3 : window + (window % 2 == 0);
}

static size_t jump_of(size_t jump, size_t window)
{
    return jump ? jump : (window + 9) / 10;
}

/* Windows beyond ten times the series make no difference and are cut there, so that nothing overflows. */
static size_t window_of(size_t window, size_t n)
{
    return odd(window < 10 * n + 1 ? window : 10 * n + 1);
}

static Plan plan_of(const StlSpec *s, size_t n)
{
    Plan p = {.n = n, .period = s->period, .s_degree = s->s_window ? s->s_degree : 0};
    p.s_window = s->s_window ? window_of(s->s_window, n) : 10 * n + 1;
    double given = s->s_window ? (double)p.s_window : (double)(10 * n + 1);
    size_t trend = (size_t)ceil(1.5 * (double)s->period / (1 - 1.5 / given));
    p.t_window = s->t_window ? window_of(s->t_window, n) : odd(trend);
    p.l_window = s->l_window ? window_of(s->l_window, n) : odd(s->period);
    p.s_jump = jump_of(s->s_jump, p.s_window);
    p.t_jump = jump_of(s->t_jump, p.t_window);
    p.l_jump = jump_of(s->l_jump, p.l_window);
    p.inner = s->inner ? s->inner : s->robust ? 1 : 2;
    p.outer = s->outer ? s->outer : s->robust ? 15 : 0;
    return p;
}

bool stl_run(const StlSpec *spec, const double *y, size_t n, Stl *out, Arena *a, Err *e)
{
    TRY(input_check(spec, y, n, e));
    Plan p = plan_of(spec, n);
    size_t wide = n + 2 * p.period;
    Work k = {NEW_N(a, double, wide),  NEW_N(a, double, wide), NEW_N(a, double, wide), NEW_N(a, double, n),
              NEW_N(a, double, n + 2), NEW_N(a, double, n),    NEW_N(a, double, n),    NULL};
    *out = (Stl){NEW_N(a, double, n), NEW_N(a, double, n), NEW_N(a, double, n), NEW_N(a, double, n)};
    for (size_t round = 0;; round++) {
        for (size_t i = 0; i < p.inner; i++)
            inner_loop(&p, y, &k, out);
        if (round == p.outer)
            break;
        robustness(y, out, n, k.detrend, out->weight);
        k.reliable = out->weight;
    }
    for (size_t t = 0; !k.reliable && t < n; t++)
        out->weight[t] = 1;
    if (!spec->s_window)
        season_repeat(&p, out->seasonal);
    for (size_t t = 0; t < n; t++) {
        out->remainder[t] = y[t] - out->seasonal[t] - out->trend[t];
        if (!isfinite(out->remainder[t]))
            return ERR(
                e, ERR_DATA, "序列的数值过大（第 %zu 期为 %g），求和溢出；请改用更大的计量单位",
                "The values of the series are too large (value %zu is %g) to be added; use a larger unit",
                t + 1, y[t]);
    }
    return true;
}
