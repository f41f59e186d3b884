/* A history as the arrays that forecasts are made of. Forecasts of departments are never among them. */
#pragma once
#include "indicator/history.h"

/* Flows of whole years and then of the year's periods up to the one asked for. */
typedef struct FlowSeries {
    int m; /* periods a year: 4 quarters, 12 months, 11 with January and February as one; 0: too little */
    double *flow; /* [n] */
    size_t n;
    int first_year;
    bool sample;
} FlowSeries;

/* Of year-to-date figures up to the month in which p ends. Goes back as long as no month is missing, at most
 * eleven years. m is 0 without one whole year before p's, or when a month of p's year is missing. */
void series_flows(const History *h, Period p, Arena *a, FlowSeries *out);

/* Year-to-date growth at comparable prices, and the shares of the base year's total. */
typedef struct GrowthSeries {
    int m;
    double *cumulated, *share; /* [n] */
    size_t n;
    int first_year, even_years; /* years whose shares are not known and taken as even in time */
    double unit;                /* to which growth is published */
    bool sample;
} GrowthSeries;
void series_growths(const History *h, Period p, Arena *a, GrowthSeries *out);

/* A stock, rate or index by months or quarters, to p; NAN where unknown. */
typedef struct PointSeries {
    int m; /* 12 or 4; 0: fewer than six values */
    double *value;
    size_t n;
    bool sample;
} PointSeries;
typedef struct PointKey {
    Basis basis;
    Measure measure;
} PointKey;
void series_points(const History *h, PointKey key, Period p, Arena *a, PointSeries *out);
