/* A composite index of several monthly series, and what it says ahead of another: a barometer. Pure.
 * Sources: OECD, "System of Composite Leading Indicators" (2012), sections 3 to 5 (normalisation, aggregation
 * with missing components, index around 100); The Conference Board, "Business Cycle Indicators Handbook"
 * (2001), section "Calculating the composite indexes" (symmetric changes, standardised so that no component
 * leads by its own unrest). */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum {
    COMPOSITE_MONTHS_MAX = 10000,
    COMPOSITE_PARTS_MAX = 100,
    COMPOSITE_LEADS = 13,
    COMPOSITE_MIN_MONTHS = 12
};

typedef enum CompositeForm {
    COMPOSITE_LEVEL,      /* as it is: a growth on the year, a diffusion index */
    COMPOSITE_DIFFERENCE, /* x_t - x_(t-step) */
    COMPOSITE_SYMMETRIC, /* 200 (x_t - x_(t-step)) / (x_t + x_(t-step)) of levels above 0; a rise and the fall
                            that undoes it are of the same size */
    COMPOSITE_FORMS,
} CompositeForm;

typedef struct CompositePart {
    const double *x; /* [n] one month after the other, NAN where missing */
    CompositeForm form;
    int step;      /* months back of a change; 0: 1. 12 for data with a season */
    int sign;      /* +1; -1: a rise is a bad sign; 0 is +1 */
    double weight; /* > 0; 0: 1 */
} CompositePart;

typedef struct CompositeData {
    const CompositePart *parts; /* [n_parts], 1..COMPOSITE_PARTS_MAX */
    size_t n_parts, n;          /* months, 1..COMPOSITE_MONTHS_MAX */
} CompositeData;

typedef struct CompositeSpec {
    size_t from, to; /* months whose mean and standard deviation are used, to excluded; to 0: to n */
    bool as_of; /* instead, for each month those of the months before and it: no later figure moves the index
                   of an earlier month */
    double least; /* share of the weight that must be there for a month to have an index; 0: 1/2 */
} CompositeSpec;

typedef struct CompositeResult {
    double *index; /* [n] 100 + 10 z; NAN */
    double *z;     /* [n] weighted mean of the standardised parts that are there */
    double *share; /* [n] share of the weight that is there, 0..1 */
    double *part;  /* [parts x n] each standardised, sign turned; NAN where missing */
    size_t n, parts;
    size_t known; /* months with an index */
} CompositeResult;

/**
 * The index: z_t = sum over the parts that are there of w s (x - mean) / sd, over the sum of their w.
 *
 * NAN: a missing month's weight goes to the others. A part has no place in a month for which fewer than
 * COMPOSITE_MIN_MONTHS values of its window are there, or when they are all the same.
 * Fails: ERR_INVALID for a spec, weights or lengths outside their limits; ERR_DATA for an infinite value or a
 * level of 0 or less of a symmetric change. Cost: O(parts n).
 */
MUST_USE bool composite_run(const CompositeSpec *spec, const CompositeData *d, CompositeResult *out, Arena *a,
                            Err *e);

typedef struct CompositeLead {
    struct {
        double r; /* correlation of index_t with target_(t+lead); NAN for fewer than COMPOSITE_MIN_MONTHS
                     pairs, or one of both constant */
        size_t pairs;
    } at[COMPOSITE_LEADS]; /* leads of 0 to 12 months */
    int best;              /* lead of the greatest |r|, of equals the shortest; -1: none */
} CompositeLead;

/* index, target [n], NAN where missing. Leads are months. Cost: O(n COMPOSITE_LEADS). A correlation found
 * among thirteen is the greatest of thirteen: judge it by another span than it was found in. */
void composite_lead(const double *index, const double *target, size_t n, CompositeLead *out);

typedef struct CompositeCalls {
    size_t n;                 /* months with a call, a base call and an outcome */
    size_t right, right_base; /* of them */
    size_t turns;             /* of them: the target went the other way than over the k months before */
    size_t turns_right, turns_right_base;
} CompositeCalls;

/**
 * Direction: at month t, will the target be higher k months on than it is now (accelerate, where it is a
 * growth)? The index says so when it is above what it was k months ago; the base rate says "as last month":
 * that the target goes on the way it went from t-1 to t.
 *
 * index, target [n]  NAN: no call, no outcome; a month where one of the three does not move has neither
 * k                  1..COMPOSITE_LEADS-1; any other gives none
 * Give an `as_of` index: one whose mean knows the future is no back-test.
 * Cost: O(n).
 */
void composite_calls(const double *index, const double *target, size_t n, int k, CompositeCalls *out);
