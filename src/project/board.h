/* The board: all projects of a city at the end of a month, as known on a day, with their lights; leagues,
 * lists, the pipeline. One pass over the register, the year's plans, the year's reports and the stage dates;
 * nothing is kept between two calls. Cost: O(projects + reports of the year + reports with dates); 10,000
 * projects with 60 reports each: see bench/results.md. */
#pragma once
#include "indicator/history.h"
#include "project/light.h"
#include "project/register.h"

enum { BOARD_MONTHS_MAX = 24 };

typedef struct BoardSpec {
    View known;
    const Catalogue *catalogue;
    Period month;
} BoardSpec;

/* One project at the month's end. Money in 万元. */
typedef struct BoardProject {
    int id; /* of its rows in the store */
    const char *code, *name, *area, *department, *leader, *owner, *indicators;
    ProjectClass of;
    bool government, sample;
    double total, bonds;
    int bonds_issued;
    const StageDates *dates;
    double plan_year, plan_done, done, entered; /* of the year; done and entered to the month's end; NAN
                                                   without a plan, without a report */
    double to_date;                             /* since its beginning, last reported; NAN never */
    Period reported;                            /* last month reported; year 0 never */
    size_t stage;                               /* reached; STAGE_NONE */
    int start, entry, end;                      /* actual days up to the month's end; 0 not yet */
    int planned_start, planned_entry, planned_end;
    double start_months_late;   /* on record, also where made good; NAN none */
    const ProjectLight *lights; /* [n_lights] of the rules that count; see board_lights */
    size_t n_lights;
    ProjectLamp lamp;
    size_t index; /* of its months: board_month */
} BoardProject;

typedef struct Board {
    BoardSpec spec;
    Arena *arena;
    Stages stages;
    ProjectRules rules;
    BoardProject *projects;
    size_t n;
    double time_share;     /* 10/12 in October */
    struct BoardPlain *at; /* numbers by month: board.c's own */
} Board;
/* The last month that anything was reported of. Fails: NOT_FOUND. */
MUST_USE bool board_latest_month(const View *v, Period *out, Err *e);
/* Fails: NOT_FOUND when there are no stages yet (qingyu project import says how). */
MUST_USE bool board_open(const BoardSpec *spec, Arena *a, Board *out, Err *e);
/* Completed, entered and planned investment of one month of the year (1..12), 万元; NAN unknown. */
typedef struct BoardMonth {
    double plan, done, entered;
    bool reported;
} BoardMonth;
BoardMonth board_month(const Board *b, size_t project, int month);
/* All lights of a project, those for comparison after those that count; in the arena. Returns their number.
 */
size_t board_lights(const Board *b, size_t project, const ProjectLight **out);
/* By code or name. Fails: NOT_FOUND, with the nearest. */
MUST_USE bool board_find(const Board *b, Str text, size_t *project, Err *e);

/* Which projects are looked at; NULL or 0 is all. */
typedef struct BoardFilter {
    const char *area, *department, *class_code, *leader;
    ProjectLamp lamp;
    bool late; /* a stage is late: not started, not entered or not completed in time */
} BoardFilter;
/* Some projects of a board, by index; whole: all that it has. */
typedef struct BoardPart {
    const size_t *which;
    size_t n;
    bool whole;
} BoardPart;
/* Indexes of the projects that pass, in the arena. */
size_t board_filter(const Board *b, const BoardFilter *f, size_t **out);

/* ---- leagues ---- */

/* A group of projects: an area, a department, a class, a leader, or all. Money in 万元, shares in per cent;
 * NAN where there is nothing to divide by. */
typedef struct BoardGroup {
    const char *code; /* "" for all */
    size_t n, n_sample;
    double total, plan_year, plan_done, done, entered;
    double done_pct;             /* completed / year's plan */
    double ahead_pp;             /* against time progress */
    double ahead_own_pp;         /* against the plan by month */
    size_t n_new, n_new_started; /* planned to start in the year; of them started */
    size_t n_started;            /* of all */
    size_t n_due_end, n_ended;   /* planned to be completed in the year; of them completed */
    size_t n_entered;            /* of those started */
    double start_pct, end_pct, entry_pct;
    size_t lamps[PROJECT_LAMPS];
    int place, of; /* by done_pct, ties share a place; 0 without a plan */
    const ProjectLight *lights;
    size_t n_lights;
    ProjectLamp lamp;
} BoardGroup;
/* A part as one group, without place and lights of its own. */
void board_sum(const Board *b, const BoardPart *p, BoardGroup *out);
/* Rows by place, those without one last; *all is everything together. Fails: DB. */
MUST_USE bool board_league(const Board *b, LightScope by, BoardGroup **rows, size_t *n, BoardGroup *all,
                           Err *e);

/* ---- lists by rules ---- */

/* Who is on a list ("snail": projects; "red", "black": areas and departments), and which rule put it there.
 */
typedef struct BoardEntry {
    LightScope scope;
    const char *code;
    size_t project; /* of a project */
    ProjectLight why;
} BoardEntry;
MUST_USE bool board_list(const Board *b, const char *list, BoardEntry **out, size_t *n, Err *e);
