#include "outlook/towns.h"

#include <math.h>

#include "stats/reconcile.h"

/* Standard deviation of an outcome, from its 80 % range; that of a t with 4 degrees of freedom. */
static double deviation(const Outcome *o)
{
    double half = (outcome_quantile(o, 0.9) - outcome_quantile(o, 0.1)) / 2;

    return half / 1.5332062740589 * sqrt(2);
}

static bool has_increment(const Situation *s)
{
    const Outcome *o = &s->year_end.level;

    return s->level.known && (o->kind == OUTCOME_LEVEL || o->kind == OUTCOME_CARRIED_LEVEL) &&
           deviation(o) > 0;
}

/* Node 0 is the city, whose increment is fixed; the towns follow. */
static bool share_out(Outlook *o, Towns *t, Err *e)
{
    size_t n = t->n + 1;
    int *parent = NEW_N(o->arena, int, n);
    double *base = NEW_N(o->arena, double, n), *weight = NEW_N(o->arena, double, n);
    ReconcileTree tree;
    ReconcilePlan plan;

    parent[0] = -1;
    base[0] = t->whole.year_end.level.mid - t->whole.level.value;
    for (size_t k = 0; k < t->n; k++) {
        const Situation *s = &t->parts[k];
        double sd = deviation(&s->year_end.level);
        base[k + 1] = s->year_end.level.mid - s->level.value;
        weight[k + 1] = sd * sd;
    }
    TRY(reconcile_tree_make(parent, n, &tree, o->arena, e) &&
        reconcile_plan_make(&tree, weight, &plan, o->arena, e) &&
        reconcile_wls_nonnegative(&plan, base, 1, base, o->arena, e));
    for (size_t k = 0; k < t->n; k++) {
        Situation *s = &t->parts[k];
        s->year_end.level.adjust = (s->level.value + base[k + 1]) / s->year_end.level.mid;
        s->year_end.level.mid = s->level.value + base[k + 1];
    }
    t->adjusted = true;
    return true;
}

bool towns_of(Outlook *o, const Indicator *i, Period p, Towns *out, Err *e)
{
    const Area **areas;
    size_t n = city_children(o->city, o->city->self, period_last_day(p), o->arena, &areas);

    *out = (Towns){.parts = NEW_N(o->arena, Situation, n + 1)};
    TRY(situation_of(o, i, o->city->self, p, &out->whole, e));
    for (size_t k = 0; k < n && i->towns; k++) {
        TRY(situation_of(o, i, areas[k], p, &out->parts[out->n], e));
        out->n_unknown += !has_increment(&out->parts[out->n]);
        out->n++;
    }
    bool sums = i->adds_up == ADDS_UP_SUM && i->kind == KIND_FLOW && out->n > 0;
    if (!sums || out->n_unknown || !has_increment(&out->whole) ||
        out->whole.year_end.level.mid < out->whole.level.value)
        return true;
    return share_out(o, out, e);
}

bool towns_adjust(Outlook *o, Situation *s, Err *e)
{
    Towns t;
    bool is_town = s->area->parent && city_area(o->city, s->area->parent) == o->city->self;

    if (!is_town || s->indicator->adds_up != ADDS_UP_SUM || !has_increment(s))
        return true;
    TRY(towns_of(o, s->indicator, s->period, &t, e));
    for (size_t k = 0; k < t.n; k++)
        if (t.parts[k].area == s->area && t.adjusted) {
            s->year_end.level = t.parts[k].year_end.level;
            return chance_of(o, s, e);
        }
    return true;
}
