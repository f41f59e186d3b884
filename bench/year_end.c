/* Forecasts of the year's end for bench/year_end. Reads lines "id,m flow flow .." and writes for each what is
 * foreseen, its scale and what that depends on; with the argument "growth" lines "id,m,known growth share
 * ..", and writes growth, its 80 and 95 % ranges, and what smoothed growth alone says. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/growth.h"
#include "stats/year_growth.h"

enum { LINE_BYTES = 1 << 16, FLOWS = 1024 };

static size_t numbers(char *at, double *out)
{
    size_t n = 0;
    for (char *end = at; n < FLOWS; at = end) {
        out[n] = strtod(at, &end);
        if (end == at)
            break;
        n++;
    }
    return n;
}

static void say_level(const char *id, const YearEndResult *r)
{
    printf("%s %d %d %.9g", id, r->known, r->logs, r->unrest);
    for (int i = r->known; i < r->m; i++) {
        double apart = 0, used = 0;
        for (int k = 0; k < YEAR_END_MEMBERS; k++) {
            double d = r->members[k].ytd[i] - r->ytd[i];
            apart += r->members[k].weight > 0 ? d * d : 0;
            used += r->members[k].weight > 0;
        }
        printf(" %.12g %.9g %.9g", r->ytd[i], r->scale[i], sqrt(apart / used));
    }
    for (int k = 0; k < YEAR_END_MEMBERS; k++)
        printf(" %.12g", r->members[k].weight > 0 ? r->members[k].ytd[r->m - 1] : NAN);
    printf("\n");
}

static bool growth_case(const char *id, char *at, Arena *a, Err *e)
{
    double pairs[FLOWS], g[FLOWS / 2], share[FLOWS / 2];
    YearGrowthData d = {.m = (int)strtol(at, &at, 10), .cumulated = g, .share = share, .unit = 0.1};
    size_t n = numbers(strchr(at, ' '), pairs), known = (size_t)strtol(at + 1, &at, 10);
    YearGrowth out;

    d.n = n / 2 - (size_t)d.m + known; /* the last year is given whole */
    for (size_t i = 0; i < d.n; i++) {
        g[i] = pairs[2 * i];
        share[i] = pairs[2 * i + 1];
    }
    TRY(year_growth_run(&d, &out, a, e));
    const double *smooth = out.index.members[YEAR_END_GROWTH].ytd;
    double rest = ((smooth[d.m - 1] - out.seen) / out.last_rest - 1) * 100;
    printf("%s %.9g %.9g %.9g %.9g %.9g %.9g\n", id, out.growth, year_growth_quantile(&out, 0.1),
           year_growth_quantile(&out, 0.9), year_growth_quantile(&out, 0.025),
           year_growth_quantile(&out, 0.975), year_growth_of_rest(&out, rest));
    return true;
}

static bool level_case(const char *id, char *at, Arena *a, Err *e)
{
    double flow[FLOWS];
    YearEndSpec spec = {.m = (int)strtol(at, &at, 10), .simd = kernels_level(getenv("QINGYU_SIMD"))};
    size_t n = numbers(at, flow);
    YearEndResult r;

    TRY(year_end_run(&spec, flow, n, &r, a, e));
    say_level(id, &r);
    return true;
}

int main(int argc, char **argv)
{
    static char line[LINE_BYTES];
    AUTO(arena_free) Arena *a = arena_new();
    bool growth = argc > 1 && strcmp(argv[1], "growth") == 0;

    while (fgets(line, sizeof line, stdin)) {
        char *at = strchr(line, ',');
        Err e = {.lang = LANG_EN};
        if (!at)
            continue;
        *at++ = 0;
        arena_reset(a);
        if (!(growth ? growth_case : level_case)(line, at, a, &e))
            fprintf(stderr, "%s: %s\n", line, e.msg);
    }
    return 0;
}
