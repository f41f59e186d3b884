/* The league of towns: every town's figure of every indicator that towns hand in, with its place among them.
 */
#pragma once
#include "outlook/situation.h"

typedef enum LeagueMeasure {
    LEAGUE_YOY,        /* growth, % */
    LEAGUE_VALUE,      /* level */
    LEAGUE_COMPLETION, /* % of the year's target */
} LeagueMeasure;

typedef struct LeagueCell {
    double value, before; /* NAN unknown; before: of the period before */
    int decimals;
    int place, place_before; /* with ties (1, 2, 2, 4); 0 unknown */
    const Figure *figure;    /* what it came from; NULL unknown */
} LeagueCell;

typedef struct League {
    Period period;
    const Area **areas; /* in the order of areas.csv */
    size_t n_areas;
    const Indicator **indicators; /* in the order of indicators.csv */
    size_t n_indicators;
    LeagueCell *cells; /* [n_areas x n_indicators], row-major */
} League;

/* Cost: a situation a cell. */
MUST_USE bool league_of(Outlook *o, Period p, LeagueMeasure m, League *out, Err *e);
