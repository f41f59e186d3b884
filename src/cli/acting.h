/* What every command that changes something begins and ends with: the store for writing, its city, who acts,
 * and the row that was made. */
#pragma once
#include "cli/command.h"
#include "ledger/submission.h"
#include "view/rows.h"

typedef struct Acting {
    Store *s;
    City city;
    Intake intake;
} Acting;
MUST_USE bool acting_open(Cli *c, Acting *a, Err *e);
void acting_close(Acting *a); /* for AUTO */
/* Tells the first row, as JSON with --json, else the sentence. */
MUST_USE bool acting_tell(const Cli *c, const Rows *rows, const char *done, Err *e);
/* An operand that is a number from 1. Fails: INVALID. */
MUST_USE bool acting_number(const Cli *c, size_t operand, int64_t *out, Err *e);
