/* A list in the format that was asked for. */
#pragma once
#include "cli/command.h"
#include "view/rows.h"

typedef enum ListFormat { LIST_TABLE, LIST_CSV, LIST_JSON, LIST_XLSX } ListFormat;
/* --json, or --format table, csv, json or xlsx. */
MUST_USE bool list_format(const Cli *c, ListFormat *out, Err *e);
/* Rows as CSV, JSON or XLSX, to --output where given. Fails: INVALID for a workbook on a terminal. */
MUST_USE bool list_write(const Cli *c, ListFormat format, const Rows *rows, Err *e);
