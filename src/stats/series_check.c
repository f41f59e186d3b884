#include "stats/series_check.h"

#include <math.h>

static const double LARGEST = 1e100;

bool series_check(const double *y, size_t n, size_t most, Err *e)
{
    if (n > most)
        return ERR(e, ERR_INVALID, "%zu 个观测值：最多 %zu 个，请截去较早的部分",
                   "%zu observations: at most %zu are taken, cut the older ones off", n, most);
    for (size_t t = 0; t < n; t++)
        if (!(fabs(y[t]) <= LARGEST))
            return ERR(
                e, ERR_DATA, "第 %zu 个观测值是 %g：须为绝对值不超过 1e100 的数，请先补齐或更正",
                "observation %zu is %g: it must be a number of at most 1e100, fill or correct it first",
                t + 1, y[t]);
    return true;
}
