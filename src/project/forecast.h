/* Where projects will end: what each will have invested by the year's end and whether that reaches its annual
 * plan (stats/pace.h), when its stages and the whole will be done (stats/reference_class.h), and what all of
 * them come to in a year that is good or bad for many at once. Learnt from the city's own register alone;
 * what it is too short to tell is unknown, with the reason in words. Nothing that a report of a month behind
 * the board's says has a part in it; money in 万元. docs/method/reference_class.md has the record of both
 * methods on real projects. */
#pragma once
#include "project/board.h"
#include "stats/pace.h"
#include "stats/reference_class.h"

enum {
    FORECAST_YEARS = 5,        /* so many years back does what is learnt reach */
    FORECAST_PAST_MAX = 500,   /* project-years and statements that are heard; of more, evenly spaced ones */
    FORECAST_WITNESSES = 10,   /* projects whose stages must have ended before a day is foreseen */
    FORECAST_TOTAL_SEED = 2021 /* the same store gives the same total */
};

/* What one board's forecasts are learnt from. */
typedef struct Forecasts {
    const Board *board;
    int today;      /* yyyymmdd: the month's last day, or the day of knowledge before it */
    bool year_over; /* the board is of December: what was reported is the year's */
    size_t n_past;  /* closed project-years: planned, and reported in December or completed before */
    double common;  /* share of the variance that projects of one year have in common, 0..0.9 */
    size_t n_cases; /* dates that were stated beforehand, of stages */
    size_t n_ended; /* projects with such a stage that has ended; at least FORECAST_WITNESSES, or no day is
                       foreseen */
    struct ForecastLearnt *at; /* the room's own */
} Forecasts;

/**
 * Learns. A project-year is closed where the year has an annual plan and a report of its December, or the
 * project was completed in it. A case is a date that the register or a report stated of a stage before that
 * date, on the day it was known (of a report: its month's last day); it ended on the actual date, or is open.
 *
 * Fails: DB, and DATA where the register holds what is no plan. Cost: O(projects x years x 12), and the
 * versions of the register and the reports with dates once more.
 */
MUST_USE bool forecasts_open(const Board *b, Forecasts *out, Err *e);

/* One project. Where something is not known: NAN, 0 for days. */
typedef struct ProjectForecast {
    bool has_year;   /* false: no annual plan */
    PaceResult year; /* completed investment by the year's end; of a year that is over what was reported */
    double low95, low80, median, high80, high95; /* of it */
    size_t cases;                                /* statements that the day stands on; 0: none is foreseen */
    int end_median, end_low80, end_high80;       /* yyyymmdd: the day of completion; of a completed project
                                                    the day itself */
    double end_by_plan; /* probability of completion by the planned day; 0 or 1 where that is known */
} ProjectForecast;
/* Cost: O(FORECAST_PAST_MAX). */
MUST_USE bool forecast_project(const Forecasts *f, size_t project, ProjectForecast *out, Err *e);

/* Probability that a stage is reached by its planned date: 1 or 0 where that is known, NAN where it is not
 * (no date, too few witnesses). by_stage: of Board.stages. Cost: O(stages FORECAST_PAST_MAX). */
MUST_USE bool forecast_stages(const Forecasts *f, size_t project, double by_stage[STAGES_MAX], Err *e);

/* The sum over the projects that have an annual plan. */
typedef struct ForecastTotal {
    size_t n;
    PaceTotal sum; /* worst[i].project: of the board */
    double low95, low80, median, high80, high95;
} ForecastTotal;
/* which[n]: of the board. n 0 among the result: none has a plan, and nothing else is said. Fails: INVALID for
 * more than PACE_PROJECTS_MAX. Cost: see pace_total. */
MUST_USE bool forecast_total(const Forecasts *f, const size_t *which, size_t n, ForecastTotal *out, Err *e);

/* What the year's forecast stands on, and what the days do or why there are none: a sentence each, in the
 * arena. */
const char *forecast_year_words(const Forecasts *f, Arena *a, Lang lang);
const char *forecast_end_words(const Forecasts *f, Arena *a, Lang lang);
