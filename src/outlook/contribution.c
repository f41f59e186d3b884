#include "outlook/contribution.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The level a year ago: as known, else this year's level taken back by its growth. */
static double base_level(const History *h, Basis b, Period p, bool *derived, bool *sample)
{
    Period year_ago = p;

    year_ago.year--;
    Figure then = figure_level(h, b, year_ago);
    *derived = !then.known;
    if (then.known) {
        *sample = *sample || then.sample;
        return then.value;
    }
    Figure now = figure_level(h, b, p), growth = figure_growth(h, b, p);
    *sample = *sample || now.sample || growth.sample;
    return now.known && growth.known && growth.value > -100 ? now.value / (1 + growth.value / 100) : NAN;
}

static bool add_part(Outlook *o, const Situation *total, const Indicator *i, const Area *area,
                     Contribution *out, Err *e)
{
    History *h = NEW(o->arena, History);
    ContributionPart part = {.indicator = i, .area = area};

    AcrossSpec at = {.indicator = i, .basis = total->basis, .period = total->period, .known = o->known};
    TRY(history_load_at(&at, area, o->arena, h, e));
    Figure growth = figure_growth(h, total->basis, total->period);
    double base = base_level(h, total->basis, total->period, &part.base_derived, &part.sample);
    if (!growth.known || isnan(base)) {
        out->n_unknown++;
        return true;
    }
    part.growth = growth.value;
    part.share = base; /* a level until the total's is known */
    part.sample = part.sample || growth.sample;
    out->parts[out->n++] = part;
    return true;
}

static int larger_first(const void *a, const void *b)
{
    const ContributionPart *x = a, *y = b;

    return (x->points < y->points) - (x->points > y->points);
}

static void settle(const Situation *total, Contribution *out)
{
    bool derived, sample = false;
    double base = base_level(total->history, total->basis, total->period, &derived, &sample);
    double sum = 0;

    if (!total->growth.known || isnan(base) || base <= 0) {
        out->n = 0;
        return;
    }
    for (size_t k = 0; k < out->n; k++) {
        ContributionPart *p = &out->parts[k];
        p->share = p->share / base * 100;
        p->points = p->share / 100 * p->growth;
        sum += p->points;
        out->sample = out->sample || p->sample;
    }
    out->sample = out->sample || sample || total->growth.sample;
    out->growth = total->growth.value;
    out->residual = out->growth - sum;
    qsort(out->parts, out->n, sizeof *out->parts, larger_first);
}

bool contribution_of_towns(Outlook *o, const Situation *total, Contribution *out, Err *e)
{
    const Area **towns;
    size_t n = city_children(o->city, total->area, period_last_day(total->period), o->arena, &towns);
    const Indicator *i = total->indicator;

    *out = (Contribution){.indicator = i, .area = total->area, .towns = true};
    if (i->adds_up != ADDS_UP_SUM || !i->towns || i->kind != KIND_FLOW || !total->growth.known)
        return true;
    out->parts = NEW_N(o->arena, ContributionPart, n + 1);
    for (size_t k = 0; k < n; k++)
        TRY(add_part(o, total, i, towns[k], out, e));
    settle(total, out);
    return true;
}

bool contribution_of_sectors(Outlook *o, const Situation *total, Contribution *out, Err *e)
{
    const Catalogue *c = o->catalogue;

    *out = (Contribution){.indicator = total->indicator, .area = total->area};
    if (!total->growth.known)
        return true;
    out->parts = NEW_N(o->arena, ContributionPart, c->n + 1);
    for (size_t k = 0; k < c->n; k++)
        if (strcmp(c->indicators[k].part_of, total->indicator->code) == 0)
            TRY(add_part(o, total, &c->indicators[k], total->area, out, e));
    settle(total, out);
    return true;
}
