#include "score/figures.h"

#include <string.h>

struct ScoreFigures {
    const View *known;
    const Catalogue *catalogue;
    Arena *arena;
    History **histories; /* [indicators x areas] NULL: not read yet */
    size_t *targets;     /* [indicators x areas] the first of the pair + 1; 0 none */
    size_t *next;        /* [catalogue->n_targets] the next of the pair + 1 */
};

static size_t pair_of(const ScoreFigures *f, const Indicator *i, const Area *a)
{
    return (size_t)(i - f->catalogue->indicators) * f->known->city->n_areas +
           (size_t)(a - f->known->city->areas);
}

ScoreFigures *score_figures(const View *known, const Catalogue *c, Arena *a)
{
    ScoreFigures *f = NEW(a, ScoreFigures);
    size_t pairs = c->n * known->city->n_areas;

    *f = (ScoreFigures){
        known, c, a, NEW_N(a, History *, pairs), NEW_N(a, size_t, pairs), NEW_N(a, size_t, c->n_targets)};
    for (size_t i = c->n_targets; i-- > 0;) {
        const Target *t = &c->targets[i];
        size_t *first = &f->targets[pair_of(f, t->indicator, t->area)];
        f->next[i] = *first;
        *first = i + 1;
    }
    return f;
}

Period figure_month(Period p, int months_back)
{
    return period_shift(period_month(p.year, period_end_month(p)), -months_back);
}

static bool history_of(ScoreFigures *f, const Indicator *i, const Area *a, const History **out, Err *e)
{
    History **kept = &f->histories[pair_of(f, i, a)];

    if (!*kept) {
        History *h = NEW(f->arena, History);
        TRY(history_load(f->known, i, a, f->arena, h, e));
        *kept = h;
    }
    *out = *kept;
    return true;
}

bool figures_fact(ScoreFigures *f, const FigureAt *at, const Fact **out, Err *e)
{
    const History *h;
    const FigureKey *k = &at->key;
    Period p = at->month;

    *out = NULL;
    TRY(history_of(f, k->indicator, at->area, &h, e));
    switch (k->basis) {
    case BASIS_MONTH:
        *out = history_find(h, BASIS_MONTH, k->measure, p);
        return true;
    case BASIS_QUARTER:
        if (p.index % 3 == 0)
            *out = history_find(h, BASIS_QUARTER, k->measure, period_quarter(p.year, p.index / 3));
        return true;
    case BASIS_YTD:
        *out = history_ytd(h, k->measure, p);
        return true;
    case BASIS_YEAR:
        if (p.index == 12)
            *out = history_find(h, BASIS_YEAR, k->measure, period_year(p.year));
        return true;
    case BASIS_POINT:
    case BASES:
        break;
    }
    *out = history_point(h, k->measure, p);
    return true;
}

const Target *figures_target(ScoreFigures *f, const FigureAt *at)
{
    if (!view_sees_targets(f->known, at->key.indicator, at->area))
        return NULL;
    for (size_t i = f->targets[pair_of(f, at->key.indicator, at->area)]; i; i = f->next[i - 1]) {
        const Target *t = &f->catalogue->targets[i - 1];
        if (t->year == at->month.year && t->measure == at->key.measure && !(f->known->no_sample && t->sample))
            return t;
    }
    return NULL;
}
