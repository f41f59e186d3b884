/* Does a figure lie where the months before it let one expect it? */
#pragma once
#include "indicator/history.h"

/* Between which a year-to-date figure was to be expected with 98 %, from the periods before it. */
typedef struct Expected {
    double low, high;
} Expected;

/* f: a year-to-date value of h, which may hold it and what follows. False where nothing can be said: no flow,
 * or less than a year before it. Cost: one run of the year-end engine. */
bool expected_of(const History *h, const Fact *f, Arena *a, Expected *out);
/* The same of a year-to-date value of p that h may lack. */
bool expected_at(const History *h, Period p, Arena *a, Expected *out);
