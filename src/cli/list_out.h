/* A list in the format that was asked for. */
#pragma once
#include "cli/command.h"
#include "render/text_table.h"
#include "view/rows.h"

typedef enum ListFormat { LIST_TABLE, LIST_CSV, LIST_JSON, LIST_XLSX } ListFormat;
/* --json, or --format table, csv, json or xlsx. */
MUST_USE bool list_format(const Cli *c, ListFormat *out, Err *e);
/* Rows as CSV, JSON or XLSX, to --output where given. Fails: INVALID for a workbook on a terminal. */
MUST_USE bool list_write(const Cli *c, ListFormat format, const Rows *rows, Err *e);

/* A column of a table for people: a field of the rows, and what it is called. */
typedef struct ListColumn {
    const char *field, *zh, *en;
    Align align;
    bool shrinks;
} ListColumn;
/* Rows as a table of these columns; none: the sentence. Other formats take every field. */
typedef struct ListTable {
    const ListColumn *columns;
    size_t n;
    const char *none;
} ListTable;
MUST_USE bool list_show(const Cli *c, const Rows *rows, const ListTable *table, Err *e);
