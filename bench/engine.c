/* CPU time of each part of the engine, for bench/speed. Usage: engine levels|years FILE [MOST]: reads lines
 * "m h value value ..", of which at most MOST, and prints for every part its name, median and mean
 * microseconds a series and on how many series it ran, separated by tabs. A new part is a row of the table.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/arima.h"
#include "stats/forecast.h"
#include "stats/year_end.h"

enum { LINE_BYTES = 1 << 18, SERIES_MAX = 32000 };

static const double LONG_ENOUGH = 100e-6; /* seconds over which a series is timed, again and again */

typedef struct Series {
    double *y; /* [n] scaled by a power of two, as forecast_run does */
    size_t n, h;
    int m;
} Series;

typedef bool PartFn(const Series *s, int which, Arena *a, Err *e);

static bool run_member(const Series *s, int which, Arena *a, Err *e)
{
    MemberSeries prepared = {.h = s->h, .m = s->m};
    MemberFit fit = {.mean = NEW_N(a, double, s->h), .multiplier = NEW_N(a, double, s->h)};
    (void)e;
    member_prepare(&prepared, s->y, s->n, a);
    if (which == MEMBERS)
        return true;
    if (!member_fits(&prepared, (Member)which))
        return false;
    member_run(&prepared, (Member)which, &fit);
    return true;
}

static bool run_forecast(const Series *s, int which, Arena *a, Err *e)
{
    ForecastSpec spec = {.m = s->m, .h = s->h, .method = which};
    ForecastResult r;
    return forecast_run(&spec, s->y, s->n, &r, a, e);
}

static bool run_arima(const Series *s, int which, Arena *a, Err *e)
{
    ArimaSpec spec = {.m = s->m, .h = s->h, .automatic = true};
    ArimaResult r;
    (void)which;
    return arima_run(&spec, s->y, s->n, &r, a, e);
}

static bool run_year_end(const Series *s, int which, Arena *a, Err *e)
{
    YearEndSpec spec = {.m = s->m};
    YearEndResult r;
    (void)which;
    return year_end_run(&spec, s->y, s->n, &r, a, e);
}

typedef struct Part {
    const char *name;
    PartFn *run;
    int which;
    bool years; /* on year-to-date series */
} Part;

/* Beside the members of the combination, each with its seasonal adjustment. */
static const Part parts[] = {
    {"seasonal adjustment and logarithms alone", run_member, MEMBERS, false},
    {"combination with calibrated ranges", run_forecast, FORECAST_COMBINATION, false},
    {"full combination with calibrated ranges", run_forecast, FORECAST_FULL, false},
    {"automatic ARIMA, exact likelihood", run_arima, 0, false},
    {"year's end", run_year_end, 0, true},
};

static double cpu_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Seconds of one run, NAN when the part cannot be run on the series. */
static double time_of(const Part *p, const Series *s, Arena *a)
{
    Err e = {.lang = LANG_EN};
    double start = 0, took = 0;
    size_t runs = 0;
    arena_reset(a);
    if (!p->run(s, p->which, a, &e)) /* once for the caches */
        return NAN;
    start = cpu_now();
    do {
        size_t batch = runs ? runs : 1;
        for (size_t i = 0; i < batch; i++) {
            arena_reset(a);
            if (!p->run(s, p->which, a, &e))
                return NAN;
        }
        runs += batch;
        took = cpu_now() - start;
    } while (took < LONG_ENOUGH);
    return took / (double)runs;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void part_say(const Part *p, const Series *all, size_t n, Arena *a)
{
    static double times[SERIES_MAX];
    double sum = 0;
    size_t done = 0;
    for (size_t i = 0; i < n; i++) {
        double t = time_of(p, &all[i], a);
        if (isnan(t))
            continue;
        times[done++] = t;
        sum += t;
    }
    if (done == 0)
        return;
    qsort(times, done, sizeof *times, by_value);
    printf("%s\t%.2f\t%.2f\t%zu\n", p->name, 1e6 * times[done / 2], 1e6 * sum / (double)done, done);
}

/* false at the end */
static bool series_read(FILE *f, char *line, Series *s, Arena *a)
{
    double largest = 0;
    int exponent = 0;
    if (!fgets(line, LINE_BYTES, f))
        return false;
    char *at = line, *end = NULL;
    s->m = (int)strtol(at, &at, 10);
    s->h = (size_t)strtol(at, &at, 10);
    s->y = NEW_N(a, double, strlen(at) / 2 + 1);
    for (s->n = 0; (s->y[s->n] = strtod(at, &end)), end != at; at = end)
        largest = fmax(largest, fabs(s->y[s->n++]));
    frexp(largest, &exponent);
    for (size_t t = 0; t < s->n; t++)
        s->y[t] = ldexp(s->y[t], -exponent);
    return true;
}

int main(int argc, char **argv)
{
    static Series all[SERIES_MAX];
    static char line[LINE_BYTES];
    AUTO(arena_free) Arena *held = arena_new(), *scratch = arena_new();
    FILE *f = argc > 2 ? fopen(argv[2], "r") : NULL;
    size_t n = 0, most = argc > 3 ? (size_t)strtol(argv[3], NULL, 10) : SERIES_MAX;

    if (!f) {
        fprintf(stderr, "usage: engine levels|years FILE [MOST]\n");
        return 2;
    }
    while (n < most && n < SERIES_MAX && series_read(f, line, &all[n], held))
        n++;
    fclose(f);
    printf("vectors\t%s\n", kernels_of(SIMD_BEST)->name);
    for (int i = 0; i < MEMBERS && strcmp(argv[1], "levels") == 0; i++)
        part_say(&(Part){member_name((Member)i), run_member, i, false}, all, n, scratch);
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i].years == (strcmp(argv[1], "years") == 0))
            part_say(&parts[i], all, n, scratch);
    return 0;
}
