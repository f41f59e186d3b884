/* Composite indexes for bench/barometer. Reads lines of words, months from the same one on, "nan" where
 * missing: part SIGN FORM STEP x x ..   FORM: 0 level, 1 difference, 2 symmetric change target y y .. and
 * writes, for the index with means of the past alone: "lead K R PAIRS" for leads of 0 to 12 and "calls K N
 * RIGHT BASE TURNS TURNS_RIGHT" for 1 to 12; with the argument "whole" the leads of an index with means of
 * the whole span. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/composite.h"

enum { LINE_BYTES = 1 << 16, MONTHS = 1024, PARTS = 32 };

static size_t numbers(char *at, double *out)
{
    size_t n = 0;
    for (char *end = at; n < MONTHS; at = end) {
        out[n] = strtod(at, &end);
        if (end == at)
            break;
        n++;
    }
    return n;
}

static void say(const double *index, const double *target, size_t n)
{
    CompositeLead lead;
    CompositeCalls c;

    composite_lead(index, target, n, &lead);
    for (int k = 0; k < COMPOSITE_LEADS; k++)
        printf("lead %d %.17g %zu\n", k, lead.at[k].r, lead.at[k].pairs);
    for (int k = 1; k < COMPOSITE_LEADS; k++) {
        composite_calls(index, target, n, k, &c);
        printf("calls %d %zu %zu %zu %zu %zu\n", k, c.n, c.right, c.right_base, c.turns, c.turns_right);
    }
}

int main(int argc, char **argv)
{
    static char line[LINE_BYTES];
    static double x[PARTS][MONTHS], target[MONTHS];
    CompositePart parts[PARTS];
    size_t n_parts = 0, n = 0;
    AUTO(arena_free) Arena *a = arena_new();
    CompositeSpec spec = {.as_of = !(argc > 1 && strcmp(argv[1], "whole") == 0)};
    CompositeResult r;
    Err e = {.lang = LANG_EN};

    while (fgets(line, sizeof line, stdin)) {
        char *at = line;
        if (strncmp(line, "target ", 7) == 0)
            n = numbers(line + 7, target);
        if (strncmp(line, "part ", 5) != 0 || n_parts == PARTS)
            continue;
        int sign = (int)strtol(at + 5, &at, 10), form = (int)strtol(at, &at, 10);
        int step = (int)strtol(at, &at, 10);
        numbers(at, x[n_parts]);
        parts[n_parts] =
            (CompositePart){.x = x[n_parts], .form = (CompositeForm)form, .step = step, .sign = sign};
        n_parts++;
    }
    if (!composite_run(&spec, &(CompositeData){parts, n_parts, n}, &r, a, &e)) {
        fprintf(stderr, "%s\n", e.msg);
        return 1;
    }
    say(r.index, target, n);
    return 0;
}
