#include "indicator/due.h"

#include <stdlib.h>
#include <string.h>

#include "city/records.h"

bool figure_is_due(const Indicator *i, Period p)
{
    int month = period_end_month(p);

    switch (i->frequency) {
    case FREQ_DAY:
    case FREQ_MONTH:
        return !(i->jan_feb_merged && month == 1 && p.freq != FREQ_YEAR);
    case FREQ_QUARTER:
        return month % 3 == 0;
    case FREQ_YEAR:
        return month == 12;
    }
    return false;
}

static Freq frequency_of(const char *cell)
{
    return strcmp(cell, "year") == 0 ? FREQ_YEAR : strcmp(cell, "quarter") == 0 ? FREQ_QUARTER : FREQ_MONTH;
}

static const char *named(const char *cell)
{
    return strcmp(cell, "*") == 0 ? "" : cell;
}

static int whole(const char *cell, int least, int most)
{
    long v = strtol(cell, NULL, 10);

    return (int)(v < least ? least : v > most ? most : v);
}

bool due_rules_load(const View *v, Arena *a, DueRules *out, Err *e)
{
    Records r;

    TRY(records_load(v->s, &(RecordsKey){v->city->id, "due", v->as_of, v->until_submission}, a, &r, e));
    *out = (DueRules){NEW_N(a, DueRule, r.n + 1), r.n};
    for (size_t i = 0; i < r.n; i++)
        out->items[i] = (DueRule){.department = named(RECORD(&r, i, "department")),
                                  .indicator = named(RECORD(&r, i, "indicator")),
                                  .frequency = frequency_of(RECORD(&r, i, "frequency")),
                                  .months_after = whole(RECORD(&r, i, "months_after"), 0, 24),
                                  .day = whole(RECORD(&r, i, "day"), 1, 31),
                                  .valid_from = date_or_none(RECORD(&r, i, "valid_from")),
                                  .valid_to = date_or_none(RECORD(&r, i, "valid_to"))};
    return true;
}

/* How closely the rule fits: 0 not at all. */
static int fit(const DueRule *r, const Indicator *i, int date)
{
    Freq f = i->frequency == FREQ_DAY ? FREQ_MONTH : i->frequency;
    bool holds = r->frequency == f && date >= r->valid_from && (!r->valid_to || date <= r->valid_to) &&
                 (!*r->department || strcmp(r->department, i->department) == 0) &&
                 (!*r->indicator || strcmp(r->indicator, i->code) == 0);

    return !holds ? 0 : *r->indicator ? 3 : *r->department ? 2 : 1;
}

int due_on(const DueRules *rules, const Indicator *i, Period month)
{
    const DueRule *best = NULL;
    int closest = 1;

    for (size_t k = 0; k < rules->n; k++) {
        int close = fit(&rules->items[k], i, period_last_day(month));
        if (close < closest)
            continue;
        closest = close;
        best = &rules->items[k];
    }
    if (!best)
        return 0;
    Period in = period_shift(month, best->months_after);
    int date = date_make(in.year, in.index, best->day);
    return date_valid(date) ? date : period_last_day(in);
}
