/* The driver tree as tables on a terminal. */
#pragma once
#include "cli/command.h"
#include "view/drivers.h"

/* The tree with its points, what was assumed and what comes of it, the tornado, the waterfall. */
void drivers_table(const Cli *c, const DriversShown *d, Buf *out);
void scenarios_table(const Cli *c, const Scenario *items, size_t n, Buf *out);
/* Side by side: a row a node. */
void compared_table(const Cli *c, const Scenario *items, size_t n, Buf *out);
