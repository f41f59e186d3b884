/* What is shown of judgements: the towns side by side, the peers of a place, the record and its scores. */
#pragma once
#include "outlook/record.h"
#include "outlook/towns.h"
#include "view/rows.h"

void town_rows(const Viewer *v, const Towns *t, Rows *out); /* the city's comes first */
void towns_json(const Viewer *v, const Towns *t, Json *j);
/* One row a peer of the situation's area, best first, unknown ones last: growth, place, the place before. */
MUST_USE bool peer_rows(const Viewer *v, Outlook *o, const Situation *s, Rows *out, Err *e);
/* results: NULL, or [n] what became of them. */
void judged_rows(const Viewer *v, const Judged *rows, const RecordResult *results, size_t n, Rows *out);
void record_json(const Rows *judgements, const RecordScore *s, Json *j);
