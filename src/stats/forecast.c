#include "stats/forecast.h"

#include <math.h>
#include <string.h>

#include "stats/elementary.h"
#include "stats/pool.h"
#include "stats/random.h"

static const double Z80 = 1.2815515655446004, Z95 = 1.959963984540054;
/* No level and no path goes further out: normal numbers made of 52 bits end at 8.3. From LARGE_HALF on a
 * range that far out may overflow. */
static const double FARTHEST = 9, LARGE_HALF = 1e250;

bool forecast_method(const char *name, int *method)
{
    for (int i = 0; i < FORECAST_METHODS; i++) {
        if (strcmp(name, forecast_method_name(i)) == 0) {
            *method = i;
            return true;
        }
    }
    return false;
}

const char *forecast_method_name(int method)
{
    if (method < FORECAST_MEMBER)
        return method == FORECAST_FULL ? "full" : "combination";
    return member_name((Member)(method - FORECAST_MEMBER));
}

const char *forecast_method_listed(size_t i)
{
    return i < FORECAST_METHODS ? forecast_method_name((int)i) : NULL;
}

static bool spec_check(const ForecastSpec *s, Err *e)
{
    if (s->m < 0 || s->m > KERNEL_MAX_SEASON)
        return ERR(e, ERR_INVALID, "季节长度%d不在1至%d之间",
                   "a season of %d periods is not between 1 and %d", s->m, KERNEL_MAX_SEASON);
    if (s->h < 1 || s->h > FORECAST_HORIZON_MAX)
        return ERR(e, ERR_INVALID, "预测期数%zu不在1至%d之间", "a horizon of %zu is not between 1 and %d",
                   s->h, FORECAST_HORIZON_MAX);
    if (s->n_levels > FORECAST_LEVELS)
        return ERR(e, ERR_INVALID, "区间水平有%zu个，最多%d个",
                   "%zu levels are given; there may be at most %d", s->n_levels, FORECAST_LEVELS);
    for (size_t i = 0; i < s->n_levels; i++)
        if (!(s->level[i] > 0 && s->level[i] < 100))
            return ERR(e, ERR_INVALID, "区间水平%g不在0与100之间", "a level of %g is not between 0 and 100",
                       s->level[i]);
    return true;
}

/* The part from the first to the last value; false with a sentence when there is too little in it. */
static bool series_bounds(const double *y, size_t n, size_t *from, size_t *to, Err *e)
{
    size_t given = 0;
    *from = n;
    *to = 0;
    for (size_t t = 0; t < n; t++) {
        if (isinf(y[t]))
            return ERR(e, ERR_DATA, "第%zu个数值是无穷大；请改为数字或留空",
                       "value %zu is infinite; give a number or leave it empty", t + 1);
        if (isnan(y[t]))
            continue;
        if (*from == n)
            *from = t;
        *to = t + 1;
        given++;
    }
    if (given < FORECAST_MIN_POINTS)
        return ERR(e, ERR_DATA, "有%zu个数值；预测至少需要%d个",
                   "the number of values is %zu; a forecast needs at least %d", given, FORECAST_MIN_POINTS);
    if (*to - *from > FORECAST_POINTS_MAX)
        return ERR(e, ERR_DATA, "数值有%zu个，最多%d个", "%zu values are more than %d", *to - *from,
                   FORECAST_POINTS_MAX);
    return true;
}

/* The nearest given value in steps of lag, forwards or backwards; NAN when there is none. */
static double nearest(const double *y, size_t n, size_t t, size_t lag, bool forwards, size_t *steps)
{
    for (*steps = 1;; (*steps)++) {
        size_t away = *steps * lag;
        if (forwards ? t + away >= n : away > t)
            return NAN;
        double v = y[forwards ? t + away : t - away];
        if (!isnan(v))
            return v;
    }
}

static double filled_in(const double *y, size_t n, size_t t, size_t lag)
{
    size_t back = 0, ahead = 0;
    double before = nearest(y, n, t, lag, false, &back), after = nearest(y, n, t, lag, true, &ahead);
    if (isnan(before) || isnan(after))
        return isnan(before) ? after : before;
    return before + (after - before) * ((double)back / (double)(back + ahead));
}

/* Fills the gaps of y[n] into to; is their number. */
static size_t fill_gaps(const double *y, size_t n, int m, double *to)
{
    size_t filled = 0;
    for (size_t t = 0; t < n; t++) {
        to[t] = y[t];
        if (!isnan(y[t]))
            continue;
        filled++;
        to[t] = filled_in(y, n, t, (size_t)m);
        if (isnan(to[t])) /* the same period was never given */
            to[t] = filled_in(y, n, t, 1);
    }
    return filled;
}

static void result_new(const ForecastSpec *spec, ForecastResult *out, Arena *a)
{
    *out = (ForecastResult){.h = spec->h, .n_levels = spec->n_levels};
    memcpy(out->level, spec->level, sizeof out->level);
    if (spec->n_levels == 0) {
        out->n_levels = 2;
        out->level[0] = 80;
        out->level[1] = 95;
    }
    out->lower = NEW_N(a, double, out->n_levels * out->h);
    out->upper = NEW_N(a, double, out->n_levels * out->h);
}

/* Behind missing values at the end, the first forecasts are not asked for. */
static void result_shift(ForecastResult *out, size_t skip)
{
    out->mean += skip;
    out->half80 += skip;
    out->half95 += skip;
    out->multiplier += skip;
}

static void result_ranges(ForecastResult *out, double scale)
{
    double floor = out->non_negative ? 0 : -INFINITY;
    for (size_t j = 0; j < out->h; j++) {
        out->mean[j] = fmax(out->mean[j] * scale, floor);
        out->half80[j] *= scale;
        out->half95[j] *= scale;
    }
    for (size_t i = 0; i < out->n_levels; i++) {
        double z = fmin(normal_quantile(0.5 + out->level[i] / 200), FARTHEST);
        for (size_t j = 0; j < out->h; j++) {
            double half = forecast_half(out->half80[j], out->half95[j], z);
            out->lower[i * out->h + j] = fmax(out->mean[j] - half, floor);
            out->upper[i * out->h + j] = out->mean[j] + half;
        }
    }
}

/* A power of two near the largest value, so that scaling loses no digit; 0 for a series of zeros. */
static double series_scale(const double *y, size_t n)
{
    double largest = 0;
    int exponent = 0;
    for (size_t t = 0; t < n; t++)
        largest = fmax(largest, fabs(y[t]));
    if (largest == 0)
        return 0;
    frexp(largest, &exponent);
    return ldexp(1, exponent < -1000 ? -1000 : exponent > 1000 ? 1000 : exponent);
}

/* Whether every range and every path of period j is a number. */
static bool result_holds(const ForecastResult *r, size_t j)
{
    double half = r->half95[j];
    if (half > LARGE_HALF)
        half = forecast_half(r->half80[j], half, FARTHEST);
    return isfinite(r->mean[j] - half) && isfinite(r->mean[j] + half);
}

static void member_alone(const MemberSeries *s, Member member, const PoolRow *row, PoolFit *fit, Arena *a)
{
    MemberFit alone = {.mean = NEW_N(a, double, s->h), .multiplier = NEW_N(a, double, s->h)};
    pool_run(s, row, fit);
    member_run(s, member_fits(s, member) ? member : MEMBER_NAIVE2, &alone);
    memcpy(fit->mean, alone.mean, s->h * sizeof(double));
}

static void series_forecast(const ForecastSpec *spec, MemberSeries *s, PoolFit *fit, Arena *a)
{
    const PoolRow *row = pool_row(s->m, spec->method == FORECAST_FULL);
    if (spec->method < FORECAST_MEMBER)
        pool_run(s, row, fit);
    else
        member_alone(s, (Member)(spec->method - FORECAST_MEMBER), row, fit, a);
}

bool forecast_run(const ForecastSpec *spec, const double *y, size_t n, ForecastResult *out, Arena *a, Err *e)
{
    size_t from = 0, to = 0;
    TRY(spec_check(spec, e));
    TRY(series_bounds(y, n, &from, &to, e));
    result_new(spec, out, a);
    int m = spec->m > 1 ? spec->m : 1;
    size_t used = to - from, skip = n - to, h = spec->h + skip;
    double *values = NEW_N(a, double, used);
    out->n_used = used;
    out->n_filled = fill_gaps(y + from, used, m, values);
    double scale = series_scale(values, used);
    out->non_negative = true;
    for (size_t t = 0; t < used; t++) {
        out->non_negative = out->non_negative && values[t] >= 0;
        values[t] = scale > 0 ? values[t] / scale : 0;
    }
    MemberSeries series = {.h = h, .m = m, .simd = spec->simd};
    PoolFit fit = {.mean = NEW_N(a, double, h),
                   .half80 = NEW_N(a, double, h),
                   .half95 = NEW_N(a, double, h),
                   .multiplier = NEW_N(a, double, h),
                   .work = NEW_N(a, double, (MEMBERS + 4) * h)};
    member_prepare(&series, values, used, a);
    series_forecast(spec, &series, &fit, a);
    out->seasonal = series.seasonal;
    out->mean = fit.mean;
    out->half80 = fit.half80;
    out->half95 = fit.half95;
    out->multiplier = fit.multiplier;
    result_shift(out, skip);
    result_ranges(out, scale);
    for (size_t j = 0; j < out->h; j++)
        if (!result_holds(out, j))
            return ERR(
                e, ERR_NUMERIC, "第%zu期的预测超出双精度数的范围；请换用更大的单位",
                "the forecast of period %zu is beyond the numbers that a computer holds; use a larger unit",
                j + 1);
    return true;
}

double forecast_half(double half80, double half95, double z)
{
    if (!(half80 > 0) || !(z > 0))
        return half95 * fmax(z, 0) / Z95;
    double power = stats_log(half95 / half80) / stats_log(Z95 / Z80);
    return half80 * stats_pow(z / Z80, power);
}

void forecast_paths(const ForecastResult *r, uint64_t seed, size_t n_paths, double *out, Arena *a)
{
    double *psi = NEW_N(a, double, r->h), *shock = NEW_N(a, double, r->h);
    for (size_t j = 0; j < r->h; j++)
        psi[j] = j == 0 ? 1 : sqrt(fmax(r->multiplier[j] - r->multiplier[j - 1], 0));
    for (size_t i = 0; i < n_paths; i++) {
        for (size_t j = 0; j < r->h; j++) {
            double sum = 0, norm = 0;
            shock[j] = random_normal(seed, i * r->h + j);
            for (size_t k = 0; k <= j; k++) {
                sum += psi[j - k] * shock[k];
                norm += psi[j - k] * psi[j - k];
            }
            double z = sum / sqrt(norm), half = forecast_half(r->half80[j], r->half95[j], fabs(z));
            double value = r->mean[j] + (z < 0 ? -half : half);
            out[i * r->h + j] = r->non_negative ? fmax(value, 0) : value;
        }
    }
}
