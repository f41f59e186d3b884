#include "stats/kaplan_meier.h"

#include <stdlib.h>

static int earlier(const void *x, const void *y)
{
    const KaplanMeierCase *a = x, *b = y;

    if (a->at < b->at || a->at > b->at)
        return a->at < b->at ? -1 : 1;
    if (a->open != b->open)
        return a->open ? 1 : -1;
    return (a->from > b->from) - (a->from < b->from);
}

void kaplan_meier_sort(KaplanMeierCase *c, size_t n)
{
    qsort(c, n, sizeof *c, earlier);
}

double kaplan_meier(const KaplanMeierCase *c, size_t n, double *mass)
{
    double at_risk = 0, survival = 1;

    for (size_t i = n; i-- > 0;) /* summed from the end: what is left is never a difference of two sums */
        mass[i] = at_risk += c[i].weight;
    for (size_t i = 0; i < n; i++) {
        double risk = mass[i];
        mass[i] = c[i].open || !(c[i].weight > 0) ? 0 : survival * (c[i].weight / risk);
        if (mass[i] > 0)
            survival *= (risk - c[i].weight) / risk;
    }
    return survival;
}
