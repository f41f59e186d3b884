/* The forecast of one series: mean, ranges, paths. The front door of the engine: needs only arrays. */
#pragma once
#include <stdint.h>

#include "stats/member.h"

enum {
    FORECAST_LEVELS = 8,
    FORECAST_POINTS_MAX = 100000,
    FORECAST_HORIZON_MAX = 1000,
    FORECAST_MIN_POINTS = 3
};

/* "combination" is the default; "full" has more members and takes ten times as long; the others are the
 * members of the same names. */
typedef struct ForecastSpec {
    int m;      /* periods in a year, 1..KERNEL_MAX_SEASON; 0: 1, no season */
    size_t h;   /* horizon, 1..FORECAST_HORIZON_MAX */
    int method; /* FORECAST_COMBINATION, FORECAST_FULL or FORECAST_MEMBER + a Member */
    size_t n_levels;
    double level[FORECAST_LEVELS]; /* of the central ranges, in percent, between 0 and 100; none: 80 and 95 */
    SimdLevel simd;                /* changes the speed, never a digit */
} ForecastSpec;

enum { FORECAST_COMBINATION, FORECAST_FULL, FORECAST_MEMBER, FORECAST_METHODS = FORECAST_MEMBER + MEMBERS };

typedef struct ForecastResult {
    double *mean;       /* [h] */
    double *lower;      /* [n_levels x h] */
    double *upper;      /* [n_levels x h] */
    double *half80;     /* [h] half of the 80 % range before it is cut at 0 */
    double *half95;     /* [h] */
    double *multiplier; /* [h] forecast variance in units of the one-step variance */
    size_t n_levels, h;
    double level[FORECAST_LEVELS];
    size_t n_used, n_filled; /* observations from the first to the last given; gaps filled among them */
    bool seasonal;           /* a season was found and taken out */
    bool non_negative;       /* no observation was negative: ranges and mean are cut at 0 */
} ForecastResult;

/* The method of a name ("combination", "dotm"); false when there is none. */
bool forecast_method(const char *name, int *method);
const char *forecast_method_name(int method);
/* i-th name of those that --method takes; NULL behind the last. */
const char *forecast_method_listed(size_t i);

/**
 * y [n]   one period after the other; NAN where missing
 *
 * NAN: at the beginning they are left out; at the end the horizon starts behind them; inside they are filled
 * in from the same period of the years around, or from the neighbours. At least FORECAST_MIN_POINTS values
 * must be given. Constant series give the constant with ranges of no width. Where no value is negative,
 * nothing below 0 is foreseen. Level shifts and outliers are not removed: the smoothing follows a shift; an
 * outlier widens the range. Fails: ERR_INVALID for a spec outside its limits; ERR_DATA for too few values and
 * for infinite ones. Result in the arena. Cost: O(n m + n members), see bench/results.md.
 */
MUST_USE bool forecast_run(const ForecastSpec *spec, const double *y, size_t n, ForecastResult *out, Arena *a,
                           Err *e);

/* Half-width of a central range of standard normal half-width z: through those at 80 and 95 %, as a power of
 * z. */
double forecast_half(double half80, double half95, double z);

/**
 * Paths from the forecast: each a possible course, with the ranges of the forecast at every horizon and the
 * memory of the simple models between them.
 *
 * out [n_paths x h]
 * Cost: O(n_paths h^2).
 */
void forecast_paths(const ForecastResult *r, uint64_t seed, size_t n_paths, double *out, Arena *a);
