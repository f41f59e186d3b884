/* Due: whether a figure of a period is due at all (the catalogue says), and by which day (the city's due.csv
 * says). */
#pragma once
#include "indicator/history.h"

/* Is a figure of the indicator due for the period? Monthly ones each month (January not where it is published
 * with February), quarterly ones at a quarter's end, yearly ones in December or for a year. */
bool figure_is_due(const Indicator *i, Period p);

/* A row of due.csv; "" in department or indicator: all of them. */
typedef struct DueRule {
    const char *department, *indicator;
    Freq frequency;
    int months_after, day, valid_from, valid_to;
} DueRule;

typedef struct DueRules {
    DueRule *items;
    size_t n;
} DueRules;

MUST_USE bool due_rules_load(const View *v, Arena *a, DueRules *out, Err *e);
/* Last day (yyyymmdd) on which the figure of the month may come in: of the rules that hold on the month's
 * last day, one that names the indicator before one that names its department before one for all; the later
 * row where two are equal. A day that the month does not have is its last. 0 where no rule says. */
int due_on(const DueRules *rules, const Indicator *i, Period month);
