/* What a project will have invested by the year's end: its monthly plan and what is completed to date, judged
 * by how past projects went on from the same month; and the total over projects that share good and bad
 * years. Pure; results in the arena. Months are counted 0..11, money is in any one unit, cumulated from
 * January. */
#pragma once
#include <stdint.h>

#include "stats/prospect.h"

#define PACE_REACHED (1 - 1e-9) /* of a plan is all of it: sums of parts differ in the last bits */

enum { PACE_MONTHS = 12, PACE_WORST = 10, PACE_PROJECTS_MAX = 20000, PACE_DRAWS = 2000 };

typedef enum PaceStage {
    PACE_NOT_STARTED,
    PACE_STARTED, /* on site, not yet in the statistics */
    PACE_ENTERED, /* in the statistics: what it completes counts */
    PACE_COMPLETED,
    PACE_STAGES,
} PaceStage;

typedef struct PaceYear {
    double
        plan[PACE_MONTHS]; /* cumulated plan; NAN where only the year's is made; [11]: the annual plan, > 0 */
    double done[PACE_MONTHS]; /* cumulated completion; NAN where not reported, or not yet */
    PaceStage
        stage[PACE_MONTHS]; /* at the end of each month; of the present year up to the month in question */
    int year;               /* of the past: those of one year share what moved it */
} PaceYear;

/* Zero: the defaults, which are named here. */
typedef struct PaceSpec {
    int month; /* last month known, 0..10 */
    double
        season[PACE_MONTHS]; /* cumulated shares of a year, rising to 1; [11] 0: from the past, else even */
    double other_stage;      /* what a past project in another stage counts, 0..1: 0.2; below 0: nothing */
    double attained; /* bandwidth of the share of the annual plan completed: 0.2; below 0: not looked at */
    double shrink;   /* near projects that weigh as much as the whole past: 10 */
    double prior;    /* projects that the built-in guess counts as: 4; below 0: none */
} PaceSpec;

typedef struct PacePast PacePast;

/**
 * Learns from past years what became of the rest of the year behind `month`.
 *
 * years [n]  must outlive the result; those without a completion of December are left out; n may be 0
 *
 * The rest that is expected is t (plan of the months left) + (1 - t) (completed / season - completed), with
 * that t of 0, 1/4 .. 1 which has the least sum of absolute errors over annual plans in the past, 1/2 without
 * one; where nothing is completed, the plan alone is expected. How far off what came was, over that rest
 * (over at least a quarter of the rest of an ordinary year), is what a past project says.
 *
 * NAN: an unreported month of `done` is taken as no progress since the last one reported.
 * Fails: ERR_INVALID for a month, season or setting outside its limits; ERR_DATA for an annual plan that is
 * not above 0 and for figures that are not finite. Cost: O(n log n).
 */
MUST_USE bool pace_learn(const PaceSpec *spec, const PaceYear *years, size_t n, PacePast **out, Arena *a,
                         Err *e);

/* Share of the year completed by then, as given or learnt: the mean over projects, beside two of an even
 * year. */
double pace_season(const PacePast *past, int month);
double pace_plan_weight(const PacePast *past); /* t */
/* Share of the variance of these errors (as normal scores) that is common to a year, 0..0.9: the intraclass
 * correlation of one-way analysis of variance (Fisher 1925, section 38), every year counting beside four
 * years of 0.2. */
double pace_common(const PacePast *past);

typedef struct PaceResult {
    Prospect end; /* of the year; not below what is completed */
    double plan;  /* annual */
    double done;  /* to date */
    double rest;  /* expected before the past is heard */
    double mean;  /* expected completion of the year */
    double reach; /* probability of the annual plan */
    int unheard;  /* months since the last report */
    double near;  /* past projects that are near, effectively */
} PaceResult;

/**
 * One project. The past weighs by stage and nearness of the share attained, shrunk to the whole past; the
 * prior is ten ratios of what came to what was expected, from 0.1 to 1.8 (a guess, not learnt:
 * docs/method/reference_class.md). Of a completed project it expects nothing more, and only completed ones of
 * the past are asked about it.
 *
 * Fails: ERR_DATA as pace_learn. Cost: O(n) and n exponentials.
 */
MUST_USE bool pace_run(const PacePast *past, const PaceYear *project, PaceResult *out, Arena *a, Err *e);

typedef struct PaceTotal {
    double *draws; /* [PACE_DRAWS] ascending */
    double plan, done, mean;
    double reach; /* probability of the sum of the annual plans */
    struct {
        size_t project;
        double gap;      /* annual plan less expected completion, > 0 */
    } worst[PACE_WORST]; /* the greatest gaps first */
    size_t n_worst;
} PaceTotal;

/**
 * The total: each project's quantile at Phi(sqrt(c) Z + sqrt(1 - c) e), one Z for all of a draw, e its own.
 * The range is that of independent projects for c 0, and the sum of their ranges for c 1.
 *
 * r [n]     n up to PACE_PROJECTS_MAX
 * common    c, 0..1
 * seed      the same draws for the same seed
 *
 * The draws of Z and of each e are one of each of PACE_DRAWS strata (Latin hypercube: McKay, Beckman &
 * Conover 1979, Technometrics 21, 239-245).
 *
 * Fails: ERR_INVALID for n or c outside its limits. Cost: O(n PACE_DRAWS log points), 0.13 s for 500
 * projects.
 * Source: one-factor Gaussian copula, Vasicek (1987), "Probability of loss on loan portfolio"; Li (2000), J.
 * Fixed Income 9(4), section 5.
 */
typedef struct PaceDraw {
    double common;
    uint64_t seed;
} PaceDraw;
MUST_USE bool pace_total(const PaceResult *r, size_t n, PaceDraw how, PaceTotal *out, Arena *a, Err *e);

double pace_total_quantile(const PaceTotal *t, double p);   /* 0 < p < 1; interpolated between draws */
double pace_total_reaches(const PaceTotal *t, double goal); /* share of draws of at least `goal` */
