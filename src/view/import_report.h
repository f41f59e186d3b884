/* What is shown of an import: the findings, the files, the receipts. */
#pragma once
#include "base/json.h"
#include "indicator/import.h"

/* failed: why it was not accepted (kind ERR_NONE when it was). */
void import_report_json(const char *path, const ImportReport *r, const Err *failed, Json *j);
/* A finding's members, into an open object. */
void finding_json_fields(const Finding *f, Json *j);
