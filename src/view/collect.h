/* What is shown of collecting: forms, completeness, reviews, locks. One description for both doors. */
#pragma once
#include "indicator/form.h"
#include "ledger/review.h"
#include "view/rows.h"

/* One row a form, without its cells. */
void form_rows(const Viewer *v, const Form *forms, size_t n, Rows *out);
/* One row a cell; no target is among the fields. */
void form_cell_rows(const Viewer *v, const Form *f, Rows *out);
/* The form's row with a member "cells". */
void form_json(const Viewer *v, const Form *f, Json *j);
/* A finding with the entry that it is about: indicator, area and measure, "" where it is about none. */
void form_finding_json(const FormHandIn *in, const Finding *f, Lang lang, Json *j);
/* What came of handing in: as import_report_json, and each finding on an entry names indicator, area and
 * measure. failed: why it was not accepted (kind ERR_NONE when it was). */
void form_receipt_json(const FormHandIn *in, const ImportReport *r, const Err *failed, Json *j);

/* One row a unit, with its counts. */
void completeness_unit_rows(const Viewer *v, const Completeness *c, Rows *out);
/* One row a cell. */
void completeness_cell_rows(const Viewer *v, const Completeness *c, Rows *out);
/* {period, units: [{..., cells: [...]}], counts} */
void completeness_json(const Viewer *v, const Completeness *c, Json *j);

void review_rows(const Review *items, size_t n, Rows *out);
/* Leaves those of submissions that brought a figure of the month; the number that is left. */
size_t reviews_of(const Completeness *c, Review *items, size_t n);
/* counts: is it the row that counts for its period and department? */
void lock_rows(const Viewer *v, const PeriodLocks *locks, Rows *out);
