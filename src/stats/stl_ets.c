#include "stats/stl_ets.h"

#include "stats/stl.h"

enum { S_WINDOW = 13 };

/* The season of y by STL [n]; NULL and *e when it cannot be had. */
static double *season_of(const StlEtsSpec *spec, const double *y, size_t n, Arena *a, Err *e)
{
    StlSpec by = {.period = (size_t)spec->m, .s_window = spec->s_window, .robust = spec->robust};
    Stl stl;
    if (spec->periodic)
        by.s_window = 0;
    else if (by.s_window == 0)
        by.s_window = S_WINDOW;
    return stl_run(&by, y, n, &stl, a, e) ? stl.seasonal : NULL;
}

bool stl_ets_run(const StlEtsSpec *spec, const double *y, size_t n, StlEtsResult *result, Arena *a, Err *e)
{
    EtsSpec ets = {.automatic = true, .h = spec->h, .criterion = spec->criterion, .simd = spec->simd};
    size_t m = spec->m > 1 ? (size_t)spec->m : 1;

    *result = (StlEtsResult){.has_season = m > 1 && n / 2 >= m && n > 2 * m};
    result->seasonal = result->has_season ? season_of(spec, y, n, a, e) : NEW_N(a, double, n);
    if (!result->seasonal)
        return false;
    double *adjusted = NEW_N(a, double, n);
    for (size_t t = 0; t < n; t++)
        adjusted[t] = y[t] - result->seasonal[t];
    TRY(ets_run(&ets, adjusted, n, &result->ets, a, e));
    result->mean = NEW_N(a, double, spec->h);
    result->var = result->ets.var;
    for (size_t j = 0; j < spec->h; j++) {
        result->mean[j] = result->ets.mean[j] + (result->has_season ? result->seasonal[n - m + j % m] : 0);
    }
    return true;
}
