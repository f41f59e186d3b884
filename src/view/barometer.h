/* What is shown of a barometer: its parts, its line, its record. */
#pragma once
#include "outlook/barometer.h"
#include "view/rows.h"

void barometer_part_rows(const Viewer *v, const Barometer *b, Rows *out);
void barometer_month_rows(const Viewer *v, const Barometer *b,
                          Rows *out); /* from the first month with an index */
void barometer_json(const Viewer *v, const Barometer *b, Json *j);
