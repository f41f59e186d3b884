/* Completeness: which figures are due for a period and not in yet. */
#pragma once
#include "indicator/history.h"

typedef struct MissingFigure {
    const Indicator *indicator;
    const Area *area;
    bool forecast_only; /* a department's forecast is there, the figure is not */
} MissingFigure;

/* Is a figure of the indicator due for the period? Monthly ones each month (January not where it is published
 * with February), quarterly ones at a quarter's end, yearly ones in December or for a year. */
bool figure_is_due(const Indicator *i, Period p);
/* Figures due and not known: the city's, and the towns' of indicators that towns hand in. In the order of
 * departments.csv, then of indicators.csv. Cost: O(indicators x areas x log n). */
typedef struct MissingList {
    MissingFigure *items;
    size_t n, cap;
} MissingList;
MUST_USE bool missing_figures(const View *v, const Catalogue *c, Period p, Arena *a, MissingList *out,
                              Err *e);
