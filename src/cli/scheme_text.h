/* What import and scheme import share. */
#pragma once
#include "cli/acting.h"
#include "score/scheme.h"

/* Imports one scheme's folder; a dry run stores nothing. */
MUST_USE bool cli_scheme_import(const Cli *c, Acting *a, const char *folder, SchemeImport *out, Err *e);
const char *cli_scheme_sentence(const Cli *c, const SchemeImport *x);
void cli_scheme_faults(const Cli *c, const SchemeImport *x); /* to standard error */
void cli_scheme_json(const Cli *c, const SchemeImport *x, Json *j);
