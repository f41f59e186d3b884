/* What is shown of projects: lists, leagues, one project, investment. Money in 万元, shares in per cent. */
#pragma once
#include "project/forecast.h"
#include "project/invest.h"
#include "project/schedule.h"
#include "view/rows.h"

/* One row a project, with its forecast: which[n], indexes of the board. */
MUST_USE bool project_rows(const Viewer *v, const Forecasts *f, const size_t *which, size_t n, Rows *out,
                           Err *e);
/* One row a light, with its reason in words. A rule that has nothing to say is left out. */
void project_light_rows(const Viewer *v, const ProjectLight *lights, size_t n, Rows *out);
/* One row a group, then one of all ("code" is "*"). */
typedef struct LeagueShown {
    const Board *board;
    LightScope by;
    const BoardGroup *rows;
    size_t n;
    const BoardGroup *all;
} LeagueShown;
void project_league_rows(const Viewer *v, const LeagueShown *x, Rows *out);
/* One row an entry of a list, with the rule that put it there. */
typedef struct ListShown {
    const Board *board;
    const char *list; /* "snail" */
    const BoardEntry *items;
    size_t n;
} ListShown;
void project_entry_rows(const Viewer *v, const ListShown *l, Rows *out);
/* Published batches, by group. */
void project_batch_rows(const Viewer *v, const Records *r, Rows *out);
/* Rows as they were handed in: one field a column, named as in a file; known_on is filled in. */
void project_record_rows(const ProjectRecords *r, Rows *out);
/* The same of a table of the city's projects: stages, lights, batches. */
void project_table_rows(const Records *r, Rows *out);

/* ---- one project ---- */
typedef struct ProjectShown {
    const Board *board;
    const Forecasts *forecasts;
    size_t project;
    ProjectForecast forecast;
    double by_stage[STAGES_MAX];      /* probability of each by its planned date */
    ProjectRecords versions, reports; /* every version; the reports that count, oldest first */
    Schedule schedule;
    EarnedValue value;
} ProjectShown;
MUST_USE bool project_shown(const Forecasts *f, size_t project, ProjectShown *out, Err *e);
void project_fact_row(const Viewer *v, const ProjectShown *x, Rows *out);   /* the register's columns */
void project_curve_rows(const Viewer *v, const ProjectShown *x, Rows *out); /* a month: plan, done, entered */
void project_stage_rows(const Viewer *v, const ProjectShown *x, Rows *out);
void project_difficulty_rows(const Viewer *v, const ProjectShown *x, Rows *out); /* of the last report */
void project_report_rows(const Viewer *v, const ProjectShown *x, Rows *out);
void project_version_rows(const Viewer *v, const ProjectShown *x, Rows *out);
void project_value_row(const Viewer *v, const ProjectShown *x, Rows *out); /* earned value */
void project_forecast_row(const Viewer *v, const ProjectShown *s,
                          Rows *out); /* none where nothing is known */
MUST_USE bool project_json(const Viewer *v, const ProjectShown *x, Json *j, Err *e); /* all of it */
/* Into an open object or row. */
void project_forecast_json(const Viewer *v, const ProjectShown *s, Json *j);
void project_forecast_fields(const Viewer *v, const ProjectForecast *x, Rows *out);

/* ---- investment ---- */
void invest_indicator_rows(const Viewer *v, const Invest *x, Rows *out);
void invest_month_rows(const Viewer *v, const Board *b, const Invest *x, Rows *out);
void invest_stage_rows(const Viewer *v, const Board *b, const Invest *x, Rows *out);
void invest_candidate_rows(const Viewer *v, const Board *b, const Invest *x, Rows *out);
/* The year's total over all projects, and the ten that cost its plan most. */
void forecast_total_row(const Viewer *v, const Forecasts *f, const ForecastTotal *t, Rows *out);
void forecast_worst_rows(const Viewer *v, const Forecasts *f, const ForecastTotal *t, Rows *out);
void forecast_total_json(const Viewer *v, const Forecasts *f, const ForecastTotal *t, Json *j);
typedef struct InvestShown {
    const Invest *invest;
    const Forecasts *forecasts;
    ForecastTotal total;
} InvestShown;
MUST_USE bool invest_shown(const Forecasts *f, const BoardPart *p, InvestShown *out, Err *e);
void invest_json(const Viewer *v, const InvestShown *s, Json *j);

/* ---- forms ---- */
/* A workbook to be filled: new projects of a class (month's year 0), or the month's reports of those it has.
 */
typedef struct ProjectForm {
    const Stages *stages;
    ProjectClass of;
    Period month;       /* year 0: the register */
    const Board *board; /* with a month */
} ProjectForm;
MUST_USE bool project_template(const Viewer *v, const ProjectForm *f, Buf *out, Err *e);
