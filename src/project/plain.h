/* The board's numbers by project and month, as arrays. The room's own. */
#pragma once
#include "project/board.h"

typedef struct PlainMonth {
    double invested, entered, to_date, funds_due, funds_in, bonds_used; /* NAN not said */
    bool reported;
} PlainMonth;

typedef struct BoardPlain {
    Period first;    /* month 0: January, of the year before where the board is of January */
    size_t n_months; /* up to the board's month */
    Period month_of[BOARD_MONTHS_MAX]; /* [n_months], and its last day */
    int last_day[BOARD_MONTHS_MAX];
    PlainMonth *months; /* [n][n_months] */
    double *plans;      /* [n][n_years][12]; NAN without a plan */
    size_t n_years;
    int *known_from; /* [n] yyyymmdd: first day the register knew the project */
    StageDates *dates;
    const ProjectRule *
        *rules[PROJECT_CLASSES]; /* of projects' lamps, that hold now: those that count first */
    size_t n_rules[PROJECT_CLASSES], n_counting[PROJECT_CLASSES];
} BoardPlain;

/* Reads everything. */
MUST_USE bool plain_load(Board *b, Err *e);
/* What is known of a project at the end of every month of the window: out[n_months]. */
void plain_facts(const Board *b, size_t project, LightFacts *out);
/* The rules of a scope and list that hold in the board's month, in the arena. */
size_t plain_rules(const Board *b, LightScope scope, const char *list, const ProjectRule ***out);
