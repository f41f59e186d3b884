#include "stats/pace_common.h"

#include <math.h>
#include <stdlib.h>

#include "stats/random.h"

static const double GUESS = 0.2, GUESS_YEARS = 4, MOST = 0.9;

typedef struct Score {
    int year;
    double z;
    size_t at;
} Score;

static int by_year(const void *x, const void *y)
{
    const Score *a = x, *b = y;

    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* Normal scores of the ranks, those of equals averaged (Blom 1958 without his correction). */
static void find_scores(const KaplanMeierCase *c, const int *year, size_t n, Score *s, Arena *a)
{
    KaplanMeierCase *sorted = NEW_N(a, KaplanMeierCase, n);

    for (size_t i = 0; i < n; i++)
        sorted[i] = (KaplanMeierCase){c[i].at, 1, i, false};
    kaplan_meier_sort(sorted, n);
    for (size_t i = 0, j = 0; i < n; i = j) {
        while (j < n && !(sorted[j].at > sorted[i].at))
            j++;
        double z = normal_quantile(((double)i + (double)j) / 2 / (double)n);
        for (size_t k = i; k < j; k++)
            s[sorted[k].from] = (Score){year[sorted[k].from], z, sorted[k].from};
    }
}

/* One-way analysis of variance over years (Fisher 1925, section 38; unequal groups by Donner 1986, equation
 * 2). */
static double intraclass(const Score *s, size_t n, size_t *years)
{
    double mean = 0, between = 0, within = 0, squares = 0;

    *years = 0;
    for (size_t i = 0; i < n; i++)
        mean += s[i].z / (double)n;
    for (size_t i = 0, j = 0; i < n; i = j, (*years)++) {
        double sum = 0;
        for (j = i; j < n && s[j].year == s[i].year; j++)
            sum += s[j].z;
        double count = (double)(j - i), level = sum / count;
        squares += count * count;
        between += count * (level - mean) * (level - mean);
        for (size_t k = i; k < j; k++)
            within += (s[k].z - level) * (s[k].z - level);
    }
    if (*years < 2 || n <= *years)
        return NAN;
    double groups = (double)*years, size = ((double)n - squares / (double)n) / (groups - 1);
    between /= groups - 1;
    within /= (double)n - groups;
    double all = between + (size - 1) * within;
    return all > 0 ? (between - within) / all : NAN;
}

double pace_common_of(const KaplanMeierCase *c, const int *year, size_t n, Arena *a)
{
    Score *s = NEW_N(a, Score, n);
    size_t years = 0;

    find_scores(c, year, n, s, a);
    qsort(s, n, sizeof *s, by_year);
    double found = intraclass(s, n, &years);
    if (isnan(found))
        return GUESS;
    found = fmin(fmax(found, 0), MOST);
    return ((double)years * found + GUESS_YEARS * GUESS) / ((double)years + GUESS_YEARS);
}
