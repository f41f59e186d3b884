/* Names of who answers: units by their codes, leaders by theirs. */
#pragma once
#include "indicator/completeness.h"

/* The unit of a code, a department before an area; false when the city has none (any more). */
bool unit_of_code(const City *c, const char *code, Unit *out);
/* Its name, the code itself where the city does not know it; "" for "". */
const char *unit_label(const City *c, const char *code, Lang lang);
const char *unit_kind_of_code(const City *c, const char *code); /* "department", "area", "" */
const Leader *leader_of_code(const City *c, const char *code);
const char *leader_label(const City *c, const char *code, Lang lang);
