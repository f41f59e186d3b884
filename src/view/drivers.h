/* What is shown of the driver tree: present and assumed growth, points and residuals, the tornado, the
 * waterfall, saved scenarios. Whatever rests on an assumption says so: what_if is true, and the notice is
 * there. */
#pragma once
#include "outlook/scenario.h"
#include "view/rows.h"

/* "假设测算，不是统计数据". */
const char *what_if_notice(Lang lang);

/* All that one look at a tree has. */
typedef struct DriversShown {
    const DriverState *state;
    const WhatIf *what_if; /* without changes: the present */
    const TornadoRow *tornado;
    size_t n_tornado;
    const Solved *solved; /* NULL: nothing was asked backward */
    const SolveAsk *ask;
    const Waterfall *waterfall; /* NULL: no earlier period was asked for */
    const Scenario *saved;      /* NULL: not saved */
} DriversShown;

/* What is asked of a tree. */
typedef struct DriversWish {
    const char *tree; /* NULL: the first */
    const Area *area;
    Period period; /* given false: the last one in which the total's growth is known */
    bool given;
    const char *const *set; /* [n_set] assumptions, as what_if_read takes them */
    size_t n_set;
    const char *solve;  /* what is to move for the target; NULL: nothing is asked backward */
    const char *target; /* growth of the total; NULL: the year's target, where it may be seen */
    bool year_end, own_moves;
    Period from; /* year 0: no comparison */
} DriversWish;

/* The tree and all that was reckoned on it. */
typedef struct DriversAsked {
    Findings findings; /* faults of the tree's rows, where they are why it failed */
    DriverTree tree;
    DriverState state, earlier;
    DriverChange changes[CHANGES_MAX];
    size_t n_changes;
    SolveAsk ask;
    Solved solved;
    WhatIf what_if;
    Waterfall waterfall;
    DriversShown shown;
} DriversAsked;
/* Fails: INVALID (an assumption, a target), NOT_FOUND, REFUSED (findings), DATA (what_if_solve). x stays
 * where it is: its parts point to each other. */
MUST_USE bool drivers_asked(Outlook *o, const DriversWish *w, Arena *a, DriversAsked *x, Err *e);

void driver_rows(const Viewer *v, const DriversShown *d, Rows *out); /* one a node, in the tree's order */
void driver_link_rows(const Viewer *v, const DriverState *s, Rows *out);
void tornado_rows(const Viewer *v, const DriversShown *d, Rows *out);
void waterfall_rows(const Viewer *v, const Waterfall *w, Rows *out);
void drivers_json(const Viewer *v, const DriversShown *d, Json *j);

void scenario_rows(const Viewer *v, const Scenario *items, size_t n, Rows *out); /* one a scenario */
/* One a node and scenario that has it. */
void scenario_node_rows(const Viewer *v, const Scenario *items, size_t n, Rows *out);
