/* JSON on standard output: the same texts as the API's, on several lines. */
#pragma once
#include "base/json.h"
#include "cli/command.h"
#include "view/rows.h"

Json cli_json_to(Buf *out);
/* Ends the text and writes it. */
MUST_USE bool cli_json_write(Json *j, Err *e);
/* A list, whole. */
MUST_USE bool cli_rows_json(const Rows *rows, Err *e);
