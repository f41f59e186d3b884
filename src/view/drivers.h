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

void driver_rows(const Viewer *v, const DriversShown *d, Rows *out); /* one a node, in the tree's order */
void driver_link_rows(const Viewer *v, const DriverState *s, Rows *out);
void tornado_rows(const Viewer *v, const DriversShown *d, Rows *out);
void waterfall_rows(const Viewer *v, const Waterfall *w, Rows *out);
void drivers_json(const Viewer *v, const DriversShown *d, Json *j);

void scenario_rows(const Viewer *v, const Scenario *items, size_t n, Rows *out); /* one a scenario */
/* One a node and scenario that has it. */
void scenario_node_rows(const Viewer *v, const Scenario *items, size_t n, Rows *out);
