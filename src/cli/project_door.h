/* What the commands about projects share. */
#pragma once
#include "cli/reading.h"
#include "project/board.h"

/* The board of --period (the last month reported by default), as known on --as-of. */
MUST_USE bool project_board(Cli *c, Reading *r, Board *out, Err *e);
/* Tells an import: faults to standard error, what was stored to standard output. ok: it was accepted. */
MUST_USE bool project_tell(const Cli *c, const ProjectImported *x, bool ok, bool dry_run, Err *e);
/* The projects/ of a city folder, which was imported before it; nothing where there is none. */
MUST_USE bool import_project_folder(const Cli *c, Store *s, const char *city_folder, bool dry_run, Err *e);
