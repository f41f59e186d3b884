/* The card of a store, computed again and again in one process, as a server does. Usage: card STORE PERIOD
 * TIMES Prints the best and the median in milliseconds. */
#include <stdio.h>
#include <stdlib.h>

#include "outlook/card.h"

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool one_card(Store *s, Period p, double *ms, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    Outlook o;
    City city;
    Catalogue catalogue;
    Card card;
    double start = now_ms();

    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(city_load(s, 0, a, &city, e) && catalogue_load(s, &city, a, &catalogue, e));
    View v = {.s = s, .city = &city};
    TRY(outlook_open(&v, &catalogue, a, &o, e) && card_of(&o, city.self, p, &card, e));
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
    for (int i = 0; ok && i < n; i++)
        ok = one_card(s, p, &ms[i], &e);
    if (!ok)
        fprintf(stderr, "%s\n", e.msg);
    qsort(ms, (size_t)n, sizeof *ms, by_value);
    printf("%.1f %.1f\n", ms[0], ms[n / 2]);
    free(ms);
    return ok ? 0 : 1;
}
