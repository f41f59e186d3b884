/* What a command that changes the world begins and ends with. */
#pragma once
#include "city/city.h"
#include "cli/command.h"
#include "ledger/submission.h"
#include "view/rows.h"

/* The store for writing, its city, and who acts. */
typedef struct Acting {
    Store *s;
    City city;
    Intake intake;
} Acting;
MUST_USE bool acting_open(Cli *c, Acting *a, Err *e);
void acting_close(Acting *a); /* for AUTO */
/* The number of something that is kept: 1, 2, .. Fails: INVALID. */
MUST_USE bool cli_number(const char *text, int64_t *out, Err *e);
/* Tells the one row that was made: as JSON, or the sentence. */
MUST_USE bool cli_tell(const Cli *c, const Rows *rows, const char *done, Err *e);
