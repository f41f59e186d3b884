/* What is shown of the league of towns, of portfolios and of who answers for what. */
#pragma once
#include "outlook/league.h"
#include "outlook/portfolio.h"
#include "view/rows.h"

/* areas, indicators, and a cell for each pair of them. */
void league_json(const Viewer *v, const League *x, const char *measure, Json *j);
/* The same as one row a cell. */
void league_rows(const Viewer *v, const League *x, const char *measure, Rows *out);
/* One row a situation: its fields, and the department that leads. */
void portfolio_rows(const Viewer *v, const City *c, const Portfolio *x, Rows *out);
/* One row an indicator, then one an area: the department and the leaders who answer for it. */
void responsibility_rows(const Viewer *v, const Catalogue *k, Rows *out);
