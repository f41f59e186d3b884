/* What every member of the combination says of every series: the input of bench/learn.
 * Usage: members PERIODS_A_YEAR < FILE > FILE. In: a line a series, "horizon value value ...". Out: a line a
 * series and member, "member rmse recent mean multiplier mean multiplier ...", under a line "series".
 * Microseconds of processor a series go to standard error. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "stats/member.h"

enum { LINE_MAX_BYTES = 1 << 20, POINTS_MAX = 20000, HORIZON_MAX = 512 };

typedef struct Line {
    double y[POINTS_MAX];
    size_t n, h;
    double scale;
} Line;

static void read_line(char *text, Line *out)
{
    char *end = text;
    out->h = (size_t)strtol(text, &end, 10);
    out->n = 0;
    out->scale = 0;
    for (text = end; out->n < POINTS_MAX; text = end) {
        double v = strtod(text, &end);
        if (end == text)
            break;
        out->y[out->n++] = v;
        out->scale = fmax(out->scale, fabs(v));
    }
    out->scale = out->scale > 0 ? out->scale : 1;
    for (size_t t = 0; t < out->n; t++)
        out->y[t] /= out->scale;
}

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void write_fit(Member member, const Line *l, const MemberFit *fit)
{
    printf("%s %.9g %.9g", member_name(member), fit->rmse * l->scale, fit->recent * l->scale);
    for (size_t j = 0; j < l->h; j++)
        printf(" %.9g %.6g", fit->mean[j] * l->scale, fit->multiplier[j]);
    puts("");
}

int main(int argc, char **argv)
{
    static double mean[HORIZON_MAX], multiplier[HORIZON_MAX], spent[MEMBERS];
    static Line l;
    char *text = malloc(LINE_MAX_BYTES);
    Arena *a = arena_new();
    int m = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 1;
    size_t series = 0;

    while (text && fgets(text, LINE_MAX_BYTES, stdin)) {
        read_line(text, &l);
        arena_reset(a);
        MemberSeries s = {.h = l.h, .m = m};
        member_prepare(&s, l.y, l.n, a);
        series++;
        puts("series");
        for (Member member = 0; member < MEMBERS; member++) {
            MemberFit fit = {.mean = mean, .multiplier = multiplier};
            if (!member_fits(&s, member))
                continue;
            double from = cpu();
            member_run(&s, member, &fit);
            spent[member] += cpu() - from;
            write_fit(member, &l, &fit);
        }
    }
    for (Member member = 0; member < MEMBERS; member++)
        (void)fprintf(stderr, "%-12s %8.2f us\n", member_name(member), 1e6 * spent[member] / (double)series);
    arena_free(&a);
    free(text);
    return 0;
}
