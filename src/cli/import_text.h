/* What import and form submit share: who hands in, and what is said of it. */
#pragma once
#include "cli/command.h"
#include "indicator/import.h"

/* --by, else $USER; --as-of, else today. The city is filled in by who takes it. */
MUST_USE bool cli_intake(const Cli *c, Intake *out, Err *e);
/* Findings, what the columns are, receipts; faults and warnings to standard error. ok: it was accepted. */
MUST_USE bool import_text(const Cli *c, const ImportReport *r, bool ok, bool dry_run, Err *e);
