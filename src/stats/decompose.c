#include "stats/decompose.h"

#include <math.h>

static bool input_check(const DecomposeSpec *spec, const double *y, size_t n, Err *e)
{
    size_t m = spec->period;
    if (m < 2)
        return ERR(e, ERR_DATA, "周期 %zu 没有季节；应不小于 2",
                   "A period of %zu has no seasons; use 2 or more", m);
    if (n / 2 < m)
        return ERR(e, ERR_DATA, "序列只有 %zu 期，周期为 %zu 的分解至少需要两个完整周期",
                   "The series has %zu values; decomposition with period %zu needs two whole periods", n, m);
    for (size_t t = 0; t < n; t++)
        if (!isfinite(y[t]))
            return ERR(e, ERR_DATA, "第 %zu 期的值 %g 不是有限数；请先补上缺失值",
                       "Value %zu of the series is %g; fill in missing values first", t + 1, y[t]);
    return true;
}

static void moving_average(const double *y, size_t n, size_t m, double *trend)
{
    size_t half = m / 2;
    for (size_t t = 0; t < n; t++) {
        double sum = 0;
        trend[t] = NAN;
        if (t < half || t + half >= n)
            continue;
        size_t from = t - half, to = t + half;
        if (m % 2 == 0)
            sum = 0.5 * y[from++] + 0.5 * y[to--];
        for (size_t i = from; i <= to; i++)
            sum += y[i];
        trend[t] = sum / (double)m;
    }
}

/* Means of the detrended values by phase, then their own mean taken out. */
static void seasonal_figure(const DecomposeSpec *spec, const double *y, const double *trend, size_t n,
                            double *figure)
{
    double mean = 0;
    for (size_t i = 0; i < spec->period; i++) {
        double sum = 0, count = 0;
        for (size_t t = i; t < n; t += spec->period) {
            if (isnan(trend[t]))
                continue;
            sum += spec->multiplicative ? y[t] / trend[t] : y[t] - trend[t];
            count++;
        }
        figure[i] = sum / count;
        mean += figure[i];
    }
    mean /= (double)spec->period;
    for (size_t i = 0; i < spec->period; i++)
        figure[i] = spec->multiplicative ? figure[i] / mean : figure[i] - mean;
}

bool decompose_run(const DecomposeSpec *spec, const double *y, size_t n, Decomposition *out, Arena *a, Err *e)
{
    TRY(input_check(spec, y, n, e));
    *out = (Decomposition){NEW_N(a, double, n), NEW_N(a, double, n), NEW_N(a, double, n),
                           NEW_N(a, double, spec->period)};
    moving_average(y, n, spec->period, out->trend);
    seasonal_figure(spec, y, out->trend, n, out->figure);
    for (size_t i = 0; i < spec->period; i++)
        if (!isfinite(out->figure[i]))
            return ERR(e, ERR_DATA,
                       "第 %zu 个季节的指数 %g 无法使用：移动平均为零或超出数值范围；请改用加法分解",
                       "The figure of season %zu is %g, as moving averages are zero or overflow; decompose "
                       "additively",
                       i + 1, out->figure[i]);
    for (size_t t = 0, phase = 0; t < n; t++, phase = phase + 1 < spec->period ? phase + 1 : 0) {
        double s = out->figure[phase], trend = out->trend[t];
        out->seasonal[t] = s;
        out->remainder[t] = spec->multiplicative ? y[t] / (trend * s) : y[t] - trend - s;
        if (isinf(out->remainder[t]) || (isnan(out->remainder[t]) && !isnan(trend)))
            return ERR(e, ERR_DATA, "第 %zu 期的趋势与季节之积为零，无法作乘法分解；请改用加法分解",
                       "The product of trend and season is zero at value %zu; decompose additively", t + 1);
    }
    return true;
}
