/* What the handlers of projects share. */
#pragma once
#include "http/handlers.h"
#include "view/project.h"

/* The forecasts of the request's board: its month, or the last one reported, as known. */
MUST_USE bool call_forecasts(Call *c, Forecasts *out, Err *e);
/* May the caller do that about the project: all of them, or one's own area, department, charge. */
bool call_allows_project(const Call *c, Permission p, const BoardProject *x);
/* The projects that pass and that the caller may see. */
BoardPart call_projects(Call *c, const Board *b, const BoardFilter *filter);
