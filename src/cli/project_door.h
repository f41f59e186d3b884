/* What the commands about projects share. */
#pragma once
#include "cli/reading.h"
#include "project/forecast.h"

/* The board of --period (the last month reported by default), as known on --as-of. */
MUST_USE bool project_board(Cli *c, Reading *r, Board *out, Err *e);
/* The same with what is foreseen. */
MUST_USE bool project_forecasts(Cli *c, Reading *r, Forecasts *out, Err *e);
/* Tells an import: faults to standard error, what was stored to standard output. ok: it was accepted. */
MUST_USE bool project_tell(const Cli *c, const ProjectImported *x, bool ok, bool dry_run, Err *e);
/* A line a file: what was stored, or that it passed. */
void project_files_text(const Cli *c, const ProjectImported *x, bool dry_run, Buf *out);
