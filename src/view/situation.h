/* What is shown of a situation: its named fields, the same in a card's row, in CSV, XLSX and JSON. */
#pragma once
#include "view/rows.h"

/* One row into f. group: name of the group in the viewer's language. */
void situation_row(const Viewer *v, const char *group, const Situation *s, Rows *f);
/* One object: the fields of the row, and the year's end with quantiles for a fan, the target, the standing.
 */
void situation_json(const Viewer *v, const char *group, const Situation *s, Json *j);
