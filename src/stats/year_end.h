/* Where a year will end of which some periods are known, and how sure that is. Forecasts come as
 * year-to-date: what is published stays as it is, only increments of the future are foreseen. Pure; results
 * in the arena. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "stats/kernels.h"

enum { YEAR_END_PERIODS = 12, YEAR_END_YEARS = 10 };

typedef enum YearEndMember {
    YEAR_END_WINTERS, /* Holt-Winters with damped trend, on logarithms where every flow is positive */
    YEAR_END_ARIMA,   /* seasonal ARIMA with orders by AICc, likewise */
    YEAR_END_GROWTH,  /* smoothed growth of periods over those of last year */
    YEAR_END_MEMBERS,
} YearEndMember;
const char *year_end_member_name(YearEndMember member);

typedef struct YearEndSpec {
    int m;          /* periods a year, 2..12: 12 months, 4 quarters, 11 where January and February are one */
    SimdLevel simd; /* changes the speed, never a digit */
} YearEndSpec;

typedef struct YearEndResult {
    int m, known;                 /* periods of the year known, 0..m-1 */
    double ytd[YEAR_END_PERIODS]; /* [m] from the year's start: observed, then foreseen */
    double
        scale[YEAR_END_PERIODS]; /* [m] of its Student t error: share of ytd where `logs`, else flow units */
    bool logs;                   /* the error is one of the logarithm */
    struct {
        double weight; /* 0: could not be run */
        double ytd[YEAR_END_PERIODS];
    } members[YEAR_END_MEMBERS];
    double alpha;  /* of the smoothed growth */
    double unrest; /* robust standard deviation of the change of growth from period to period, share */
    size_t n_used; /* flows behind it */
    int orders[7]; /* of the ARIMA model: p d q P D Q, constant */
} YearEndResult;

/**
 * flow [n]  one period after the other from the first of a year on: whole years, then those known of the year
 *           in question; any unit, no gap. At most the last YEAR_END_YEARS years are used.
 *
 * Weights: the same for the members, from the second half of the year on the more for the smoothed growth the
 * fewer periods are left (stats/year_end.c says them). Error: Student's t with 4 degrees of freedom and a
 * scale that grows with the share of the year still open, the periods left, the unrest of growth, the
 * disagreement of the members and the shortness of the series; learnt on national series, see
 * docs/method/year_end.md. Where a flow is not positive no logarithm is taken.
 *
 * Fails: ERR_INVALID for m outside its limits; ERR_DATA for less than a year and one period, and for a number
 * that is not finite. Cost: about as the ARIMA search, 0.4 ms for ten years of months.
 */
MUST_USE bool year_end_run(const YearEndSpec *spec, const double *flow, size_t n, YearEndResult *out,
                           Arena *a, Err *e);

/* The year-to-date figure of period i (0..m-1) below which it stays with probability p, 0 < p < 1. */
double year_end_quantile(const YearEndResult *r, int i, double p);
/* Probability that the year-to-date figure of period i reaches at least `goal`. */
double year_end_reaches(const YearEndResult *r, int i, double goal);

/* Student's t with 4 degrees of freedom. Source: Shaw (2006), J. Computational Finance 9(4), section 3. */
double student4_cdf(double t);
double student4_quantile(double p); /* 0 < p < 1 */
