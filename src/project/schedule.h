/* A project's schedule: the critical path over its stages, and its earned value. Pure: no store, no clock. */
#pragma once
#include "project/stage.h"

/* Times of one stage; days yyyymmdd, 0 unknown. */
typedef struct StageTimes {
    size_t stage;
    int planned, forecast, actual;
    int duration;               /* days after its last predecessor, by plan */
    int early, late;            /* finish: earliest that is now possible; latest that does not move the end */
    int slack;                  /* late - early, days */
    int delay;                  /* actual or earliest finish - planned, days */
    bool done, critical, known; /* known false: no planned date to reckon with */
} StageTimes;
typedef struct Schedule {
    StageTimes *items; /* [n] in the course's order */
    size_t n;
    int planned_end, early_end; /* of the whole */
    int delay;                  /* days */
} Schedule;
/* Critical path method (Kelley & Walker 1959; PMBOK Guide, 6th ed., 6.5.2.2). A stage is an activity that
 * ends on its date and lasts, by plan, from the last of its predecessors' planned dates (of the first stages:
 * from their own date). Forward pass: what was done stands at its actual date; what was not is no earlier
 * than the predecessors' earliest finish + duration, than the stated forecast, and than the day. Backward
 * pass from the latest early finish. Critical: not done, and slack 0. Stages without a planned date take no
 * part; their successors stand on their predecessors. day: the month's last. Cost: O(n^2). */
void schedule_of(const Course *c, const StageDates *d, int day, Arena *a, Schedule *out);

/* Earned value (ANSI/EIA-748; PMI, Practice Standard for Earned Value Management, 2nd ed.), 万元. */
typedef struct EarnedValue {
    double budget;                           /* BAC */
    double planned, earned, spent;           /* PV, EV, AC to date; NAN where not given */
    double schedule_variance, cost_variance; /* EV - PV, EV - AC */
    double spi, cpi;                         /* EV / PV, EV / AC; NAN over 0 */
    double at_completion;                    /* EAC = BAC / CPI */
    double to_complete;                      /* ETC = EAC - AC */
    double tcpi;                             /* (BAC - EV) / (BAC - AC) */
} EarnedValue;
EarnedValue earned_value(double budget, double planned, double earned, double spent);
