/* The card of a store, or its board of completeness, computed again and again in one process, as a server
 * does. Usage: card STORE PERIOD TIMES [completeness]. Prints the best and the median in milliseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indicator/completeness.h"
#include "outlook/card.h"

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

typedef struct Asked {
    Store *s;
    Period period;
    bool completeness;
} Asked;

static bool one_card(const View *v, const Catalogue *catalogue, Period p, Arena *a, Err *e)
{
    Outlook o;
    Card card;

    return outlook_open(v, catalogue, a, &o, e) && card_of(&o, v->city->self, p, &card, e);
}

static bool one(const Asked *asked, double *ms, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    City city;
    Catalogue catalogue;
    Completeness all;
    double start = now_ms();

    TRY(store_begin(asked->s, e));
    AUTO(transaction_end) Transaction t = asked->s;
    TRY(city_load(asked->s, 0, a, &city, e) && catalogue_load(asked->s, &city, a, &catalogue, e));
    View v = {.s = asked->s, .city = &city};
    if (asked->completeness)
        TRY(completeness_of(&(Collecting){v, &catalogue, asked->period, 20210720}, a, &all, e));
    else
        TRY(one_card(&v, &catalogue, asked->period, a, e));
    *ms = now_ms() - start;
    return true;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    AUTO(store_close) Store *s = NULL;
    Err e = {.lang = LANG_EN};
    Basis basis;
    Period p;
    int n = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 20;
    double *ms = calloc((size_t)(n > 0 ? n : 1), sizeof *ms);

    if (!ms || argc < 3 || n < 1 || !period_parse(str_of(argv[2]), &p, &basis, &e))
        return 2;
    bool ok = store_open(argv[1], STORE_READ, &s, &e);
    Asked asked = {s, p, argc > 4 && strcmp(argv[4], "completeness") == 0};
    for (int i = 0; ok && i < n; i++)
        ok = one(&asked, &ms[i], &e);
    if (!ok)
        fprintf(stderr, "%s\n", e.msg);
    qsort(ms, (size_t)n, sizeof *ms, by_value);
    printf("%.1f %.1f\n", ms[0], ms[n / 2]);
    free(ms);
    return ok ? 0 : 1;
}
