/* From items to totals: spreading, rounding, groups, gates, places. */
#include <math.h>
#include <stdlib.h>

#include "score/scoring.h"

static const double ROUND_NEAR = 1e-12; /* relative: what reckoning in binary may lose of a decimal half */

double score_round(double x, int decimals)
{
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    if (decimals < 0 || decimals >= (int)COUNT(powers) || !isfinite(x))
        return x;
    double v = fabs(x) * powers[decimals];
    double whole = floor(v + 0.5 + v * ROUND_NEAR);
    return whole == 0 ? 0 : copysign(whole / powers[decimals], x);
}

static bool is_counted(const ScoreLine *l)
{
    return l->state != SCORE_NOT_APPLIED && l->state != SCORE_EXEMPT && l->state != SCORE_SPREAD;
}

/* Full points of a group's items (n_groups: of those of none), and of those of them that count. */
typedef struct GroupWeight {
    double all, left;
} GroupWeight;

static size_t group_of(const Scheme *x, size_t item)
{
    return x->items[item].group == SCHEME_NONE ? x->n_groups : x->items[item].group;
}

static void add_weights(const Scoring *s, size_t unit, GroupWeight *groups)
{
    const Scheme *x = s->spec.scheme;

    for (size_t g = 0; g <= x->n_groups; g++)
        groups[g] = (GroupWeight){0};
    for (size_t i = 0; i < x->n_items; i++) {
        const ScoreLine *l = &s->units[unit].lines[i];
        GroupWeight *g = &groups[group_of(x, i)];
        double w = s->nominal[unit * x->n_items + i];
        if (x->items[i].kind != ITEM_SCORE || l->state == SCORE_NOT_APPLIED)
            continue;
        g->all += w;
        g->left += is_counted(l) ? w : 0;
    }
}

/* What the groups that are left carry for those that are empty. */
static double spread_over_all(const Scheme *x, const GroupWeight *groups)
{
    double all = 0, left = 0;

    for (size_t g = 0; g <= x->n_groups; g++) {
        all += groups[g].all;
        left += groups[g].left > 0 ? groups[g].all : 0;
    }
    return left > 0 ? all / left : 1;
}

static void finish_line(const Scoring *s, size_t unit, size_t item, double factor)
{
    const SchemeItem *x = &s->spec.scheme->items[item];
    ScoreLine *l = &s->units[unit].lines[item];
    double sign = x->kind == ITEM_DEDUCTION ? -1 : 1;

    l->factor = x->kind == ITEM_SCORE && is_counted(l) ? factor : 1;
    l->weight = is_counted(l) ? s->nominal[unit * s->spec.scheme->n_items + item] * l->factor : 0;
    l->points = score_round(sign * l->bounded * l->factor, x->decimals);
    if (l->points == 0)
        l->points = 0; /* no minus zero */
}

/* ---- sums ---- */

static void add_line(ScoreSum *sum, const ScoreLine *l)
{
    sum->n_unknown += l->state == SCORE_NONE;
    if (!isnan(l->points))
        sum->sum = isnan(sum->sum) ? l->points : sum->sum + l->points;
}

static void bound(ScoreSum *sum, double low, double high)
{
    sum->points = sum->sum;
    sum->at_low = sum->points < low;
    sum->at_high = sum->points > high;
    if (sum->at_low)
        sum->points = low;
    if (sum->at_high)
        sum->points = high;
}

static void strike_sum(const Scoring *s, size_t unit, GateOn on, size_t index, double share, ScoreSum *sum)
{
    const Scheme *x = s->spec.scheme;

    for (size_t g = 0; g < x->n_gates; g++)
        if (x->gates[g].on == on && x->gates[g].index == index)
            scoring_strike(s, unit, g, share, &sum->points, &sum->gate);
}

static void sum_unit(const Scoring *s, size_t unit, double share)
{
    const Scheme *x = s->spec.scheme;
    ScoredUnit *u = &s->units[unit];
    const ScoreSum none = {.sum = NAN, .points = NAN, .gate = SCHEME_NONE};

    u->total = none;
    for (size_t g = 0; g < x->n_groups; g++)
        u->groups[g] = none;
    for (size_t i = 0; i < x->n_items; i++)
        add_line(x->items[i].group == SCHEME_NONE ? &u->total : &u->groups[x->items[i].group], &u->lines[i]);
    for (size_t g = 0; g < x->n_groups; g++) {
        ScoreSum *sum = &u->groups[g];
        bound(sum, x->groups[g].low * share, x->groups[g].high * share);
        strike_sum(s, unit, GATE_GROUP, g, share, sum);
        u->total.n_unknown += sum->n_unknown;
        if (!isnan(sum->points))
            u->total.sum = isnan(u->total.sum) ? sum->points : u->total.sum + sum->points;
    }
    u->total.points = u->total.sum;
    strike_sum(s, unit, GATE_TOTAL, 0, 1, &u->total);
    u->total.points = score_round(u->total.points, x->decimals);
}

/* ---- places ---- */

static int most_first(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

static void place_units(Scoring *s)
{
    double *totals = NEW_N(s->scratch, double, s->n);
    size_t n = 0;

    for (size_t i = s->first; i < s->first + s->n; i++)
        if (!isnan(s->units[i].total.points))
            totals[n++] = s->units[i].total.points;
    qsort(totals, n, sizeof *totals, most_first);
    for (size_t i = s->first; i < s->first + s->n; i++) {
        ScoredUnit *u = &s->units[i];
        int place = 0, dense = 0;
        u->place = 0;
        if (isnan(u->total.points))
            continue;
        while (totals[place] > u->total.points) {
            dense += place == 0 || totals[place] < totals[place - 1];
            place++;
        }
        u->place = 1 + (s->spec.scheme->ties == TIES_DENSE ? dense : place);
    }
}

void scoring_sums(Scoring *s)
{
    const Scheme *x = s->spec.scheme;
    GroupWeight *groups = NEW_N(s->scratch, GroupWeight, x->n_groups + 1);

    for (size_t u = s->first; u < s->first + s->n; u++) {
        add_weights(s, u, groups);
        double share = spread_over_all(x, groups);
        for (size_t i = 0; i < x->n_items; i++) {
            const GroupWeight *g = &groups[group_of(x, i)];
            finish_line(s, u, i, (g->left > 0 ? g->all / g->left : 1) * share);
        }
        sum_unit(s, u, share);
    }
    place_units(s);
}
