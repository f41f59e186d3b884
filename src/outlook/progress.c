/* Target, completion, time progress, light. */
#include <math.h>
#include <string.h>

#include "outlook/situation.h"

static const struct {
    const char *code, *zh, *en;
} lights[] = {
    [LIGHT_NONE] = {"", "", ""},
    [LIGHT_RED] = {"red", "红灯", "red"},
    [LIGHT_YELLOW] = {"yellow", "黄灯", "yellow"},
    [LIGHT_GREEN] = {"green", "绿灯", "green"},
};

const char *light_name(Light l, Lang lang)
{
    return TEXT(lang, lights[l].zh, lights[l].en);
}

const char *light_code(Light l)
{
    return lights[l].code;
}

/* The rule for a kind of target: the indicator's own before the general one, then the latest. */
static const LightRule *rule_for(const Outlook *o, const char *target, const Indicator *i, int date)
{
    const LightRule *best = NULL;
    int best_rank = 0;

    for (size_t k = 0; k < o->n_rules; k++) {
        const LightRule *r = &o->rules[k];
        bool valid = date >= r->valid_from && (!r->valid_to || date <= r->valid_to);
        bool own = strcmp(r->indicator, i->code) == 0;
        if (!valid || strcmp(r->target, target) != 0 || !(own || strcmp(r->indicator, "*") == 0))
            continue;
        int rank = (own ? 100000000 : 0) + r->valid_from;
        if (best && rank < best_rank)
            continue;
        best = r;
        best_rank = rank;
    }
    return best;
}

/* What a value target compares: a flow runs against the calendar; a stock or a rate against the target
 * itself, in percent of it. */
static double value_lead(const Situation *s, Progress *p)
{
    p->completion = s->level.value / p->target->value * 100;
    bool runs = s->indicator->kind == KIND_FLOW && (s->basis == BASIS_YTD || s->basis == BASIS_YEAR);
    double lead = p->completion - (runs ? p->time : 100);

    return p->target->relation == AT_MOST ? -lead : lead;
}

static const char *kind_of(const Target *t)
{
    if (t->measure == MEASURE_RANK)
        return "rank";
    if (t->measure == MEASURE_YOY)
        return "yoy";
    return t->relation == AT_MOST ? "ceiling" : "value";
}

void progress_of(const Outlook *o, Situation *s)
{
    Progress *p = &s->progress;

    *p = (Progress){.completion = NAN, .lead = NAN, .time = period_year_share(s->period) * 100};
    if (view_sees_targets(&o->known, s->indicator, s->area))
        p->target = catalogue_target(o->catalogue, s->indicator, s->area, s->period.year, o->known.no_sample);
    if (!p->target)
        return;
    double sign = p->target->relation == AT_MOST ? -1 : 1;
    if (p->target->measure == MEASURE_RANK)
        p->lead = s->standing.place ? p->target->value - s->standing.place : NAN;
    else if (p->target->measure == MEASURE_YOY)
        p->lead = s->growth.known ? sign * (s->growth.value - p->target->value) : NAN;
    else if (s->level.known && p->target->value > 0)
        p->lead = value_lead(s, p);
    p->rule = rule_for(o, kind_of(p->target), s->indicator, period_last_day(s->period));
    if (isnan(p->lead) || !p->rule)
        return;
    /* Published digits carry no more than 1e-9 of binary noise. */
    p->light = p->lead >= p->rule->green - 1e-9    ? LIGHT_GREEN
               : p->lead >= p->rule->yellow - 1e-9 ? LIGHT_YELLOW
                                                   : LIGHT_RED;
}
