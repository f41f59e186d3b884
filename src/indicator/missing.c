#include "indicator/missing.h"

/* Looks at the unit's cells of one indicator. */
static void look(const OwedUnit *u, const Indicator *i, Arena *a, MissingList *out)
{
    bool open = false, forecast = false;
    const Area *area = NULL;

    for (size_t k = 0; k < u->n; k++) {
        const OwedCell *c = &u->cells[k];
        if (c->indicator != i)
            continue;
        if (!owed_is_open(c))
            return;
        open = true;
        area = c->area;
        forecast = forecast || c->forecast_only;
    }
    if (!open)
        return;
    ARENA_PUSH(a, out->items, out->n, out->cap);
    out->items[out->n++] = (MissingFigure){i, area, forecast};
}

/* The department's own figures of the indicator, then the towns'. */
static void look_everywhere(const Completeness *all, const OwedUnit *of, const Indicator *i, Arena *a,
                            MissingList *out)
{
    look(of, i, a, out);
    for (size_t j = 0; j < all->n; j++)
        if (all->units[j].unit.kind == UNIT_AREA)
            look(&all->units[j], i, a, out);
}

bool missing_figures(const View *v, const Catalogue *c, Period p, Arena *a, MissingList *out, Err *e)
{
    AUTO(arena_free) Arena *scratch = arena_new();
    Completeness all;

    *out = (MissingList){0};
    TRY(completeness_of(&(Collecting){*v, c, p, 0}, scratch, &all, e));
    for (size_t d = 0; d < all.n && all.units[d].unit.kind == UNIT_DEPARTMENT; d++) {
        const OwedUnit *u = &all.units[d];
        for (size_t k = 0; k < u->n; k++)
            if (!k || u->cells[k - 1].indicator != u->cells[k].indicator)
                look_everywhere(&all, u, u->cells[k].indicator, a, out);
    }
    return true;
}
