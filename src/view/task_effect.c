/* 问效: the effect is the figure, not the report about it. */
#include <string.h>

#include "view/tasks.h"

enum { MONTHS_BACK = 36 };

static const Fact *fact_of(const History *h, Basis b, Measure m, Period p)
{
    return b == BASIS_POINT ? history_point(h, m, p) : history_ytd(h, m, p);
}

/* The last month, not after `until`, of which the history knows level or growth. */
static bool last_known(const History *h, Basis b, Period until, Period *out)
{
    for (int i = 0; i < MONTHS_BACK; i++) {
        *out = period_shift(until, -i);
        if (fact_of(h, b, MEASURE_VALUE, *out) || fact_of(h, b, MEASURE_YOY, *out))
            return true;
    }
    return false;
}

static Period month_of(int date)
{
    return period_month(date / 10000, date / 100 % 100);
}

/* A town that leads is asked about its own figure, where towns hand it in. */
static const Area *area_of(const TaskBoard *b, const Task *t, const Indicator *i)
{
    const Area *a = i->towns ? city_area(b->city, t->card.lead) : NULL;

    return a ? a : b->city->self;
}

bool task_effect(const TaskBoard *b, const Task *t, Arena *a, TaskEffect *out, bool *found, Err *e)
{
    const Indicator *i = t->card.serves == SERVES_INDICATOR && t->issued_on
                             ? catalogue_by_code(b->catalogue, t->card.serves_code)
                             : NULL;
    History *then = NEW(a, History), *now = NEW(a, History);
    View at_issue = b->known;

    *found = false;
    if (!i)
        return true;
    *out = (TaskEffect){.indicator = i,
                        .area = area_of(b, t, i),
                        .basis = i->bases & 1u << BASIS_POINT ? BASIS_POINT : BASIS_YTD,
                        .now = now};
    at_issue.as_of = t->issued_on;
    TRY(history_load(&at_issue, i, out->area, a, then, e) &&
        history_load(&b->known, i, out->area, a, now, e));
    if (!last_known(then, out->basis, month_of(t->issued_on), &out->from) ||
        !last_known(now, out->basis, month_of(b->today), &out->to))
        return true;
    out->level_from = fact_of(then, out->basis, MEASURE_VALUE, out->from);
    out->growth_from = fact_of(then, out->basis, MEASURE_YOY, out->from);
    out->level_to = fact_of(now, out->basis, MEASURE_VALUE, out->to);
    out->growth_to = fact_of(now, out->basis, MEASURE_YOY, out->to);
    if (view_sees_targets(&b->known, i, out->area))
        out->target =
            catalogue_target(b->catalogue, i, out->area, t->card.due_on / 10000, b->known.no_sample);
    *found = true;
    return true;
}
