/* What every reading command begins with: the store, the city and its catalogue as known on --as-of. */
#pragma once
#include "cli/command.h"
#include "indicator/history.h"

typedef struct Reading {
    Store *s;
    City city;
    Catalogue catalogue;
    View known; /* of s and city */
} Reading;
MUST_USE bool reading_open(Cli *c, Reading *r, Err *e);
void reading_close(Reading *r); /* for AUTO */
/* --area, the city itself by default. */
MUST_USE bool reading_area(const Cli *c, const Reading *r, const Area **area, Err *e);
/* --period; *given tells whether it was there. */
MUST_USE bool reading_period(const Cli *c, Period *p, bool *given, Err *e);
