/* Exponential smoothing on a competition's training parts: accuracy, microseconds a series, and the ratio to
 * one bare run of the kernel at eight points. Usage: ets FILE.csv M [2, 4 or 8 lanes] < lines of
 * id,category,period,start,h,n_train,train,test; a header is skipped. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stats/stl_ets.h"

enum { LINE_MAX_BYTES = 1 << 20, POINTS_MAX = 20000, SERIES_MAX = 30000, FIELDS = 8, REPEATS = 3 };

typedef struct Series {
    double y[POINTS_MAX], test[POINTS_MAX];
    size_t n, h;
    int m;
} Series;

static SimdLevel simd = SIMD_BEST;

typedef struct Score {
    const char *name;
    double smape, mase, *spent; /* [SERIES_MAX] seconds */
    size_t series, failed;
} Score;

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

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

static bool series_read(char *line, int m, Series *s)
{
    char *field[FIELDS] = {line};
    for (int i = 1; i < FIELDS; i++) {
        char *comma = strchr(field[i - 1], ',');
        if (!comma)
            return false;
        *comma = 0;
        field[i] = comma + 1;
    }
    s->n = numbers(field[6], s->y);
    s->h = numbers(field[7], s->test);
    s->m = m;
    return s->n > 0 && s->h > 0;
}

static void score_add(Score *score, const Series *s, const double *mean)
{
    double smape = 0, error = 0, naive = 0;
    size_t m = (size_t)s->m;
    for (size_t j = 0; j < s->h; j++) {
        double f = mean ? mean[j] : s->y[s->n - 1], e = fabs(f - s->test[j]);
        smape += 200 * e / (fabs(f) + fabs(s->test[j])) / (double)s->h;
        error += e / (double)s->h;
    }
    for (size_t t = m; t < s->n; t++)
        naive += fabs(s->y[t] - s->y[t - m]) / (double)(s->n - m);
    score->smape += smape;
    score->mase += error / naive;
    score->failed += !mean;
    score->series++;
}

static void run_ets(Score *score, const Series *s, Arena *a)
{
    EtsSpec spec = {.m = s->m, .automatic = true, .h = s->h, .simd = simd};
    EtsResult r;
    Err e = {0};
    double least = INFINITY;
    bool ok = false;
    for (int i = 0; i < REPEATS; i++) {
        arena_reset(a);
        double from = cpu();
        ok = ets_run(&spec, s->y, s->n, &r, a, &e);
        least = fmin(least, cpu() - from);
    }
    score->spent[score->series] = least;
    score_add(score, s, ok ? r.mean : NULL);
}

static void run_stl(Score *score, const Series *s, Arena *a)
{
    StlEtsSpec spec = {.m = s->m, .h = s->h, .simd = simd};
    StlEtsResult r;
    Err e = {0};
    double least = INFINITY;
    bool ok = false;
    for (int i = 0; i < REPEATS; i++) {
        arena_reset(a);
        double from = cpu();
        ok = stl_ets_run(&spec, s->y, s->n, &r, a, &e);
        least = fmin(least, cpu() - from);
    }
    score->spent[score->series] = least;
    score_add(score, s, ok ? r.mean : NULL);
}

/* The kernel of multiplicative season at eight points. */
static void run_kernel(Score *score, const Series *s)
{
    EtsSeries series = {ETS_RATIO, s->m, s->y, s->n};
    EtsLanes x;
    EtsSums out;
    double least = INFINITY;
    for (int l = 0; l < KERNEL_LANES; l++) {
        x.alpha[l] = 0.3;
        x.beta[l] = 0.01;
        x.gamma[l] = 0.1;
        x.phi[l] = 0.97;
        x.level[l] = s->y[0];
        x.trend[l] = 0;
        for (int j = 0; j < s->m; j++)
            x.season[j][l] = 1;
    }
    for (int i = 0; i < 10 * REPEATS; i++) {
        double from = cpu();
        kernels_of(simd)->ets_sums(&series, &x, &out);
        least = fmin(least, cpu() - from);
    }
    score->spent[score->series++] = least;
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static double score_print(const Score *s)
{
    double sum = 0, n = (double)s->series;
    for (size_t i = 0; i < s->series; i++)
        sum += s->spent[i];
    qsort(s->spent, s->series, sizeof *s->spent, by_size);
    double median = s->spent[s->series / 2];
    printf("%-8s sMAPE %7.3f  MASE %6.3f  median %7.1f us  mean %7.1f us  greatest %7.1f us  failed %zu\n",
           s->name, s->smape / n, s->mase / n, 1e6 * median, 1e6 * sum / n, 1e6 * s->spent[s->series - 1],
           s->failed);
    return median;
}

int main(int argc, char **argv)
{
    static double spent[3][SERIES_MAX];
    static Series s;
    Score ets = {"ets", 0, 0, spent[0], 0, 0}, kernel = {"kernel", 0, 0, spent[1], 0, 0};
    Score stl = {"stl_ets", 0, 0, spent[2], 0, 0};
    char *line = malloc(LINE_MAX_BYTES);
    FILE *in = argc >= 3 ? fopen(argv[1], "r") : NULL;
    if (!in || !line) {
        fprintf(stderr, "usage: ets FILE.csv M [sse2|avx2|avx512]\n");
        return 2;
    }
    Arena *a = arena_new();
    int m = (int)strtol(argv[2], NULL, 10);
    if (argc > 3)
        simd = !strcmp(argv[3], "sse2") ? SIMD_SSE2 : !strcmp(argv[3], "avx2") ? SIMD_AVX2 : SIMD_AVX512;
    while (fgets(line, LINE_MAX_BYTES, in) && ets.series < SERIES_MAX) {
        if (!series_read(line, m, &s))
            continue;
        run_ets(&ets, &s, a);
        run_stl(&stl, &s, a);
        run_kernel(&kernel, &s);
    }
    double total = score_print(&ets);
    score_print(&stl);
    double bare = score_print(&kernel);
    printf("%zu series; ets is %.0f runs of the kernel\n", ets.series, total / bare);
    arena_free(&a);
    fclose(in);
    free(line);
    return 0;
}
