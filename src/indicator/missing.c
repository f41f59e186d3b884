#include "indicator/missing.h"

#include <string.h>

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

typedef struct Search {
    const View *v;
    const Catalogue *c;
    Period p;
    Arena *arena, *scratch;
    MissingList *out;
} Search;

static bool is_there(const History *h, Period p, bool *forecast)
{
    const Fact *found[] = {history_ytd(h, MEASURE_VALUE, p),
                           history_ytd(h, MEASURE_YOY, p),
                           history_point(h, MEASURE_VALUE, p),
                           history_point(h, MEASURE_YOY, p),
                           history_find(h, BASIS_MONTH, MEASURE_VALUE, p),
                           history_find(h, BASIS_MONTH, MEASURE_YOY, p),
                           history_find(h, BASIS_QUARTER, MEASURE_VALUE, p),
                           history_find(h, BASIS_QUARTER, MEASURE_YOY, p)};

    *forecast = false;
    for (size_t i = 0; i < COUNT(found); i++) {
        if (found[i] && found[i]->status != STATUS_FORECAST)
            return true;
        *forecast = *forecast || found[i];
    }
    return false;
}

static bool look(Search *f, const Indicator *i, const Area *area, Err *e)
{
    History h;
    bool forecast;

    arena_reset(f->scratch);
    TRY(history_load(f->v, i, area, f->scratch, &h, e));
    if (is_there(&h, f->p, &forecast))
        return true;
    ARENA_PUSH(f->arena, f->out->items, f->out->n, f->out->cap);
    f->out->items[f->out->n++] = (MissingFigure){i, area, forecast};
    return true;
}

static bool look_at_department(Search *f, const char *code, const Area *const *towns, size_t n_towns, Err *e)
{
    for (size_t i = 0; i < f->c->n; i++) {
        const Indicator *x = &f->c->indicators[i];
        if (strcmp(x->department, code) != 0 || !figure_is_due(x, f->p))
            continue;
        TRY(look(f, x, f->c->city->self, e));
        for (size_t j = 0; x->towns && j < n_towns; j++)
            TRY(look(f, x, towns[j], e));
    }
    return true;
}

bool missing_figures(const View *v, const Catalogue *c, Period p, Arena *a, MissingList *out, Err *e)
{
    AUTO(arena_free) Arena *scratch = arena_new();
    Search f = {.v = v, .c = c, .p = p, .arena = a, .scratch = scratch, .out = out};
    const Area **towns;
    size_t n_towns = city_children(c->city, c->city->self, period_last_day(p), a, &towns);

    *out = (MissingList){0};
    for (size_t i = 0; i < c->city->n_departments; i++)
        TRY(look_at_department(&f, c->city->departments[i].code, towns, n_towns, e));
    return true;
}
