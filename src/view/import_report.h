/* What is shown of an import: the findings, the files, the receipts. */
#pragma once
#include "base/json.h"
#include "indicator/import.h"

/* One finding: where, what was found, what was expected, and all of it as a sentence. */
void finding_json(const Finding *f, Lang lang, Json *j);
void finding_json_fields(const Finding *f, Lang lang, Json *j); /* into an open object */
/* same_as: the submission that held these bytes already; 0 when they were new. */
void receipt_json(const Receipt *r, int64_t same_as, const Findings *f, Json *j);
/* failed: why it was not accepted (kind ERR_NONE when it was). */
void import_report_json(const char *path, const ImportReport *r, const Err *failed, Json *j);
