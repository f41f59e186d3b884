/* What the rest of the year must bring (FORECASTING 5c: (G* - G_k W_k) / (1 - W_k)). */
#include <math.h>

#include "outlook/situation.h"

typedef struct Year {
    const Fact *ytd, *whole;
} Year;

/* Level facts of a year: to the month, and whole. */
static bool year_levels(const Situation *s, int year, Year *out)
{
    int month = period_end_month(s->period);

    *out = (Year){history_ytd(s->history, MEASURE_VALUE, period_month(year, month)),
                  history_ytd(s->history, MEASURE_VALUE, period_year(year))};
    return out->ytd && out->whole && out->ytd->value > 0 && out->whole->value > out->ytd->value;
}

static void note_sample(Rest *r, const Year *y)
{
    r->sample = r->sample || y->ytd->status == STATUS_SAMPLE || y->whole->status == STATUS_SAMPLE;
}

/* Growth of the remaining months of a year over those of the year before, by levels. */
static double rest_growth(const Year *y, const Year *before)
{
    return ((y->whole->value - y->ytd->value) / (before->whole->value - before->ytd->value) - 1) * 100;
}

/* The same where growth is published at comparable prices: implied with the weights of the year before. */
static bool implied_rest(const Situation *s, int year, double *out)
{
    Year before;
    const Fact *to = history_ytd(s->history, MEASURE_YOY, period_month(year, period_end_month(s->period)));
    const Fact *whole = history_ytd(s->history, MEASURE_YOY, period_year(year));

    if (!to || !whole || !year_levels(s, year - 1, &before))
        return false;
    double w = before.ytd->value / before.whole->value;
    *out = (whole->value - to->value * w) / (1 - w);
    return true;
}

static void count_reached(Situation *s, bool by_levels)
{
    Rest *r = &s->rest;
    double needed = (r->low + r->high) / 2, reached;

    for (int year = s->period.year - 1; year > s->period.year - 11; year--) {
        Year now, before;
        bool known = by_levels ? year_levels(s, year, &now) && year_levels(s, year - 1, &before)
                               : implied_rest(s, year, &reached);
        if (!known)
            continue;
        if (by_levels)
            reached = rest_growth(&now, &before);
        r->years++;
        r->reached += reached >= needed;
    }
}

static void rest_of_value(Situation *s)
{
    Rest *r = &s->rest;
    Year last;

    if (!s->level.known)
        return;
    r->amount = s->progress.target->value - s->level.value;
    r->sample = s->level.sample || s->progress.target->sample;
    if (!year_levels(s, s->period.year - 1, &last) || r->amount <= 0)
        return;
    double half = 0.5 * pow(10, -s->level.decimals), before = last.whole->value - last.ytd->value;
    r->low = ((r->amount - half) / before - 1) * 100;
    r->high = ((r->amount + half) / before - 1) * 100;
    note_sample(r, &last);
    count_reached(s, true);
}

static void rest_of_growth(Situation *s)
{
    Rest *r = &s->rest;
    Year last;

    if (!s->growth.known || !year_levels(s, s->period.year - 1, &last))
        return;
    double w = last.ytd->value / last.whole->value, goal = s->progress.target->value;
    double half = 0.5 * pow(10, -s->growth.decimals);
    r->low = (goal - (s->growth.value + half) * w) / (1 - w);
    r->high = (goal - (s->growth.value - half) * w) / (1 - w);
    r->sample = s->growth.sample || s->progress.target->sample;
    note_sample(r, &last);
    count_reached(s, s->indicator->growth_at == GROWTH_CURRENT);
}

void rest_of(Situation *s)
{
    const Target *t = s->progress.target;
    bool runs = s->indicator->kind == KIND_FLOW && s->basis == BASIS_YTD && period_end_month(s->period) < 12;

    s->rest = (Rest){.amount = NAN, .low = NAN, .high = NAN};
    if (!t || !runs || t->relation == AT_MOST)
        return;
    if (t->measure == MEASURE_VALUE)
        rest_of_value(s);
    else if (t->measure == MEASURE_YOY && s->indicator->growth_at != GROWTH_POINTS)
        rest_of_growth(s);
}
