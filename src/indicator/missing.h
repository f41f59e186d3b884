/* Missing: the figures of a month that are owed and not in, as a list to chase by. */
#pragma once
#include "indicator/completeness.h"

typedef struct MissingFigure {
    const Indicator *indicator;
    const Area *area;
    bool forecast_only; /* a department's forecast is there, the figure is not */
} MissingFigure;

/* Pairs of indicator and area of which no measure is in, or what was in was returned: the city's, and the
 * towns' of indicators that towns hand in. In the order of departments.csv, then of indicators.csv. A view of
 * completeness. Cost: O(cells x (log n + areas)). */
typedef struct MissingList {
    MissingFigure *items;
    size_t n, cap;
} MissingList;
MUST_USE bool missing_figures(const View *v, const Catalogue *c, Period p, Arena *a, MissingList *out,
                              Err *e);
