/* Portfolios: which indicators and which ground a leader answers for (leaders.csv), and how they stand. */
#pragma once
#include "outlook/situation.h"

/* Does the indicator lie in the portfolio: by its group, its department, or because the leader has areas and
 * no line of their own? */
bool portfolio_has(const Leader *l, const Indicator *i);
/* By code. Fails: NOT_FOUND, with the codes that there are. */
MUST_USE bool portfolio_leader(const City *c, const char *code, const Leader **out, Err *e);

typedef struct Portfolio {
    const Leader *leader;
    Period period;
    Situation *rows; /* area by area, in the order of indicators.csv; nothing known and no target: left out */
    size_t n;
} Portfolio;
/* The areas of the portfolio, the city itself where it names none. Cost: a situation a row. */
MUST_USE bool portfolio_of(Outlook *o, const Leader *l, Period p, Portfolio *out, Err *e);
