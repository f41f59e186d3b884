/* Where the growth of a year will end whose level is not published, or not comparable: indicators known by
 * their growth from the year's start at comparable prices. The published growth is taken as it is, never
 * computed from levels. Pure; results in the arena. */
#pragma once
#include "stats/year_end.h"

typedef struct YearGrowth {
    YearEndResult index;    /* of the chained index: the periods' implied growth, year upon year */
    double cumulated;       /* published growth to the last period known, %; 0 with none known */
    double share;           /* of the base year that it covers */
    double seen, last_rest; /* index of this year's known periods, and of last year's others */
    double unit;            /* to which growth is rounded, points */
    double growth;          /* of the year, % */
} YearGrowth;

/* Cumulated growth and what it weighs: for whole years and then the periods known of the year in question. */
typedef struct YearGrowthData {
    int m;                   /* periods a year, as in YearEndSpec */
    const double *cumulated; /* [n] growth from the year's start, % */
    const double *share;     /* [n] of the base year's total that these periods had, rising in each year; the
                                first year is whole and gives the season */
    size_t n;                /* at least m + 1 */
    double unit;             /* 0.1 */
    SimdLevel simd;
} YearGrowthData;

/**
 * Each period's implied growth is pulled in where no business brings it about (growth.h), chained to an
 * index, foreseen as year_end_run does, and put together again with the base year's weights: G = G_k W_k + R
 * (1 - W_k), so that what is published stays.
 *
 * Fails: ERR_INVALID, ERR_DATA as year_end_run; ERR_DATA for a growth or share that is no number or beyond
 * 1e9, or a share not above 0. A period whose share does not rise takes the cumulated growth. Cost: that of
 * year_end_run.
 */
MUST_USE bool year_growth_run(const YearGrowthData *data, YearGrowth *out, Arena *a, Err *e);
/* The year's growth, %, below which it stays with probability p. */
double year_growth_quantile(const YearGrowth *g, double p);
/* Probability that the growth published for the year, rounded to `unit`, is at least `goal`. */
double year_growth_reaches(const YearGrowth *g, double goal);
/* The year's growth when the remaining periods grow by `rest`; %. */
double year_growth_of_rest(const YearGrowth *g, double rest);
