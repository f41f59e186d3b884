/* The numbers of a row of the register or of a report, as lists and lights need them: made of the row's
 * texts, stored beside them, compared with them. The room's own. */
#pragma once
#include "project/tables.h"

typedef struct RowKey {
    int64_t city, submission, project;
    int line, known_on;
} RowKey;
/* Do the cells hold a plan of a year? */
bool register_has_plan(const CityTable *t, const char *const *cells);
/* Stores the numbers of a row. */
MUST_USE bool numbers_store(Store *s, ProjectKind k, const RowKey *key, const CityTable *t,
                            const char *const *cells, Err *e);
/* "" is NAN. */
double cell_number(const char *text);
/* The month of a report's cell; year 0 when it is none. */
Period cell_month(const char *text);
double cell_of(const CityTable *t, const char *const *cells, const char *column); /* a number */
const char *text_of(const CityTable *t, const char *const *cells, const char *column);
/* The stage dates that a row states, packed; in the arena. */
const char *row_dates(ProjectKind k, const CityTable *t, const char *const *cells, Arena *a);
/* 12 of the columns plan_01.. */
void row_plan(const CityTable *t, const char *const *cells, double plan[12]);
