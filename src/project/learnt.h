/* What forecasts are learnt from, as arrays. The room's own. */
#pragma once
#include "project/forecast.h"

/* The last date stated of a stage of a project: when, and which. 0: none. */
typedef struct Stated {
    int at, date;
} Stated;

typedef struct ForecastLearnt {
    PacePast *past;
    int month;              /* index of the last month known, 0..10 */
    ReferenceClass *stages; /* NULL: too few witnesses */
    Stated *stated;         /* [n][STAGES_MAX] */
} ForecastLearnt;

/* Learns from closed years, from stated dates. */
MUST_USE bool learn_years(Forecasts *f, Err *e);
MUST_USE bool learn_stages(Forecasts *f, Err *e);
/* The project of a number in the store; STAGE_NONE when it is not on the board. Cost: O(log n). */
size_t learnt_project(const Board *b, int64_t id);
/* When a stage that is not reached yet will be. Only with a class. */
MUST_USE bool stage_prospect(const Forecasts *f, size_t project, size_t stage, ReferenceResult *out, Err *e);
