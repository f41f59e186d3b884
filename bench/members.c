/* Writes the forecasts of every member for every series of a competition, for learning weights and ranges.
 * Usage: members FILE.csv FREQUENCY > FILE: lines of id, member, rmse, then mean and multiplier h times. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stats/member.h"

enum { LINE_MAX_BYTES = 1 << 20, POINTS_MAX = 20000 };

static size_t numbers(char *text, double *out)
{
    size_t n = 0;
    for (char *end = text; n < POINTS_MAX; text = end) {
        double v = strtod(text, &end);
        if (end == text)
            break;
        out[n++] = v;
    }
    return n;
}

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv)
{
    static double y[POINTS_MAX], mean[512], mult[512];
    double spent[MEMBERS] = {0};
    size_t series = 0;
    char *line = malloc(LINE_MAX_BYTES);
    Arena *a = arena_new();
    int m = (int)strtol(argv[2], NULL, 10), quiet = argc > 3;
    while (fgets(line, LINE_MAX_BYTES, stdin)) {
        char *comma = strchr(line, ',');
        *comma = 0;
        size_t h = (size_t)strtol(comma + 1, &comma, 10), n = numbers(comma + 1, y);
        arena_reset(a);
        MemberSeries s = {.h = h, .m = m};
        double scale = 0;
        for (size_t t = 0; t < n; t++)
            scale = fmax(scale, fabs(y[t]));
        scale = scale > 0 ? scale : 1;
        for (size_t t = 0; t < n; t++)
            y[t] /= scale;
        member_prepare(&s, kernels_of(SIMD_BEST), y, n, a);
        series++;
        for (int i = 0; i < MEMBERS; i++) {
            if (!member_fits(&s, (Member)i))
                continue;
            MemberFit fit = {.mean = mean, .multiplier = mult};
            double from = cpu();
            member_run(&s, (Member)i, &fit);
            spent[i] += cpu() - from;
            if (quiet)
                continue;
            printf("%s %d %.9g", line, i, fit.rmse * scale);
            for (size_t j = 0; j < h; j++)
                printf(" %.9g %.6g", mean[j] * scale, mult[j]);
            printf("\n");
        }
    }
    for (int i = 0; i < MEMBERS; i++)
        fprintf(stderr, "%-8s %8.2f us\n", member_name((Member)i), 1e6 * spent[i] / (double)series);
    arena_free(&a);
    free(line);
    (void)argv;
    return 0;
}
