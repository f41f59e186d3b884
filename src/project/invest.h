/* Effective investment: what the projects bring to the investment indicators, what of it is in statistics,
 * what is still in the pipeline, and which projects could bring what the target lacks. Nothing here proposes
 * a figure to report: it says how much work is planned and where it stands. */
#pragma once
#include "project/board.h"

/* An indicator that projects feed (their column "indicator"), in 万元, of the year to the month. */
typedef struct InvestIndicator {
    const Indicator *indicator;
    size_t n; /* projects that name it */
    double plan_year, done, entered;
    double figure; /* the indicator's published or handed-in level; NAN unknown */
    bool figure_sample;
    double rest;     /* figure - entered: of projects outside the register, and the rest; NAN
                      unknown, and of a part of the register */
    double target;   /* the year's target of the level; NAN none */
    double needed;   /* target - figure: to be entered in the rest of the year */
    double in_reach; /* plan - entered of its projects: what the register could bring by plan */
} InvestIndicator;

typedef struct InvestStage { /* pipeline: projects by the stage reached */
    size_t stage;            /* STAGE_NONE: none yet */
    size_t n;
    double total, plan_year, done, entered;
} InvestStage;

/* Why a project's plan is not in the figure yet. */
typedef enum InvestHow { HOW_START, HOW_ENTRY, HOW_PACE, INVEST_HOWS } InvestHow;
const char *invest_how_code(InvestHow h); /* "start" "entry" "pace" */
const char *invest_how_name(InvestHow h, Lang lang);
typedef struct InvestCandidate {
    size_t project;
    InvestHow how;
    double amount;  /* year's plan - entered */
    double running; /* sum of this and the larger ones */
} InvestCandidate;

typedef struct Invest {
    double plan[12], done[12], entered[12]; /* by month, over all projects; NAN behind the month */
    InvestIndicator *indicators;
    size_t n_indicators;
    InvestStage *stages; /* in the order of Stages; the first is "none yet" */
    size_t n_stages;
    InvestCandidate *candidates; /* largest first */
    size_t n_candidates;
} Invest;
/* Of these projects of the board. What the figure has beside them is told of the whole register alone. */
MUST_USE bool invest_of(const Board *b, const BoardPart *p, Invest *out, Err *e);
