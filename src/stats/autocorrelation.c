#include "stats/autocorrelation.h"

#include <math.h>

/* Checks the series and gives its mean. */
static bool lags_check(const double *y, size_t n, size_t lag, double *mean, Err *e)
{
    double sum = 0;
    bool constant = true;
    if (n <= lag)
        return ERR(e, ERR_DATA, "序列只有 %zu 期，滞后 %zu 阶的自相关至少需要 %zu 期",
                   "The series has %zu values; an autocorrelation at lag %zu needs at least %zu", n, lag,
                   lag + 1);
    for (size_t t = 0; t < n; t++) {
        if (!isfinite(y[t]))
            return ERR(e, ERR_DATA, "第 %zu 期的值 %g 不是有限数；请先补上缺失值",
                       "Value %zu of the series is %g; fill in missing values first", t + 1, y[t]);
        constant &= y[t] == y[0];
        sum += y[t];
    }
    if (constant)
        return ERR(e, ERR_DATA, "序列的 %zu 个值都是 %g，没有自相关",
                   "All %zu values of the series are %g: it has no "
                   "autocorrelations",
                   n, y[0]);
    *mean = sum / (double)n;
    return true;
}

/* Sum of products of the deviations `lag` periods apart. */
static double products(const double *y, size_t n, double mean, size_t lag)
{
    double sum = 0;
    for (size_t t = lag; t < n; t++)
        sum += (y[t] - mean) * (y[t - lag] - mean);
    return sum;
}

static bool range_check(double squares, Err *e)
{
    if (squares > 0 && isfinite(squares))
        return true;
    return ERR(e, ERR_DATA, "序列的平方和 %g 超出数值范围；请换用适中的计量单位",
               "The sum of squares of the series, %g, is beyond the range of numbers; use another unit",
               squares);
}

bool autocorrelation(const double *y, size_t n, size_t max_lag, double *out, Err *e)
{
    double mean = 0;
    TRY(lags_check(y, n, max_lag, &mean, e));
    double squares = products(y, n, mean, 0);
    TRY(range_check(squares, e));
    for (size_t lag = 0; lag <= max_lag; lag++)
        out[lag] = products(y, n, mean, lag) / squares;
    return true;
}

bool kpss_level(const double *y, size_t n, size_t lag, double *out, Err *e)
{
    double mean = 0, partial = 0, level = 0;
    TRY(lags_check(y, n, lag, &mean, e));
    double variance = products(y, n, mean, 0);
    for (size_t k = 1; k <= lag; k++)
        variance += 2 * (1 - (double)k / (double)(lag + 1)) * products(y, n, mean, k);
    for (size_t t = 0; t < n; t++) {
        partial += y[t] - mean;
        level += partial * partial;
    }
    TRY(range_check(variance, e));
    TRY(range_check(level, e));
    *out = level / ((double)n * variance);
    return true;
}

static size_t lag_of(double times, size_t n)
{
    return (size_t)(times * sqrt(sqrt((double)n / 100)));
}

size_t kpss_lag_short(size_t n)
{
    return lag_of(4, n);
}

size_t kpss_lag_long(size_t n)
{
    return lag_of(12, n);
}
