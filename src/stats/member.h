/* The members of the combination: each model run on one prepared series, seasonally adjusted where the model
 * has no season of its own, in logarithms where it has one. */
#pragma once
#include <stdbool.h>

#include "base/arena.h"
#include "stats/model.h"
#include "stats/seasonality.h"

typedef enum Member {
    MEMBER_NAIVE2, /* last value, seasonally adjusted: M4's Naive2 with these factors */
    MEMBER_SNAIVE, /* the same season of the last year */
    MEMBER_SES,
    MEMBER_HOLT,
    MEMBER_DAMPED,
    MEMBER_THETA,
    MEMBER_OTM,
    MEMBER_DOTM,
    MEMBER_CES,
    MEMBER_ETS,     /* the form chosen among fifteen, see ets.h */
    MEMBER_STL_ETS, /* see stl_ets.h */
    MEMBER_ARIMA,   /* automatic and seasonal, see arima.h */
    MEMBER_WINTERS, /* on logarithms where every value is positive, as the three that follow */
    MEMBER_DAMPED_LOG,
    MEMBER_OTM_LOG,
    MEMBER_DOTM_LOG,
    MEMBERS,
} Member;

/* The name in `--method` and in records: "dotm". */
const char *member_name(Member member);

/* A series made ready once for all its members. */
typedef struct MemberSeries {
    SimdLevel simd;
    const Kernels *kernels;
    const double *y;   /* [n] without gaps, scaled to about 1 */
    double *level;     /* [n] without season */
    double *adjusted;  /* [n] the same around its mean */
    double *logs;      /* [n] of y where positive, else y; around its mean */
    double *log_level; /* [n] of level, likewise */
    double *work;      /* [model_work] */
    size_t n, h;
    int m;
    double tol;
    Arena *arena; /* of the caller, for the members that need more than `work` */
    double adjusted_mean, logs_mean, log_level_mean;
    bool positive, seasonal; /* every y > 0; a season was found and is taken out */
    SeasonFactors season;
} MemberSeries;

typedef struct MemberFit {
    double *mean;       /* [h] in the units of y */
    double *multiplier; /* [h] variance in units of the one-step variance */
    double rmse;        /* of the one-step errors, in the units of y */
    double recent;      /* the same with older errors fading; 0: the model does not tell */
    double param[MODEL_PARAMS];
} MemberFit;

/* s holds m, h and simd; n >= 1, h >= 1, m <= KERNEL_MAX_SEASON; y is kept by reference. Cost: O(n m) for the
 * test of seasonality.
 */
void member_prepare(MemberSeries *s, const double *y, size_t n, Arena *a);
/* Whether the model can be run on this series: short ones have the simple members only. */
bool member_fits(const MemberSeries *s, Member member);
/* out->mean and out->multiplier are the caller's. */
void member_run(const MemberSeries *s, Member member, MemberFit *out);
