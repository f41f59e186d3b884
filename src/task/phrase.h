/* Dates as minutes tell them: 11月底前, 年底前, 10月20日前, 本月底, 明年3月底前, 四季度末. */
#pragma once
#include "base/text.h"

/* The first date by which something is to be done, told relative to the day of the meeting; 0 none. A past
 * date is none, but for a month without a year that says 前: that is next year's. */
int phrase_due(Str text, int held_on);
