/* What is shown of the city, its catalogue, its facts and their keeping: one row of named fields each. */
#pragma once
#include "indicator/missing.h"
#include "indicator/revisions.h"
#include "ledger/submission.h"
#include "view/rows.h"

void area_rows(const Viewer *v, const City *c, Rows *out);
void indicator_rows(const Viewer *v, const Catalogue *c, Rows *out);
/* Every fact of a history that counts, then the departments' forecasts that were overtaken. */
typedef struct FactRows {
    const Viewer *viewer;
    const View *known;
    Basis basis; /* BASES: all */
    Rows *out;
} FactRows;
MUST_USE bool fact_rows(const FactRows *w, const History *h, Err *e);
void missing_rows(const Viewer *v, const City *c, const MissingList *m, Rows *out);
void revision_rows(const Viewer *v, const RevisionList *r, Rows *out);
void submission_rows(const SubmissionRow *items, size_t n, Rows *out);
void audit_rows(const AuditRow *items, size_t n, Rows *out);
