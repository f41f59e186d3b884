#include "outlook/league.h"

#include <math.h>

static double completion(const Situation *s, const Figure *level)
{
    const Target *t = s->progress.target;

    return t && t->measure == MEASURE_VALUE && t->value > 0 && level->known ? level->value / t->value * 100
                                                                            : (double)NAN;
}

static LeagueCell cell_of(const Situation *s, LeagueMeasure m)
{
    Basis basis;
    Period before = situation_before(s->indicator, s->basis, s->period, &basis);
    Figure level = figure_level(s->history, basis, before);
    bool same_year = before.year == s->period.year;
    LeagueCell c = {.figure = m == LEAGUE_YOY ? &s->growth : &s->level,
                    .decimals = m == LEAGUE_VALUE ? s->level.decimals : 1};

    switch (m) {
    case LEAGUE_YOY:
        c.value = s->growth.known ? s->growth.value : (double)NAN;
        c.before = s->growth_before.known ? s->growth_before.value : (double)NAN;
        break;
    case LEAGUE_VALUE:
        c.value = s->level.known ? s->level.value : (double)NAN;
        c.before = level.known ? level.value : (double)NAN;
        break;
    case LEAGUE_COMPLETION:
        c.value = completion(s, &s->level);
        c.before = same_year ? completion(s, &level) : (double)NAN;
        break;
    }
    if (isnan(c.value))
        c.figure = NULL;
    return c;
}

static bool is_better(Direction d, double a, double b)
{
    return d == DIRECTION_DOWN ? a < b : a > b;
}

/* Places down one column of the table. */
static void rank_column(League *x, size_t column)
{
    Direction d = x->indicators[column]->direction;

    for (size_t i = 0; i < x->n_areas && d != DIRECTION_NONE; i++) {
        LeagueCell *own = &x->cells[i * x->n_indicators + column];
        own->place = !isnan(own->value);
        own->place_before = own->place && !isnan(own->before);
        for (size_t k = 0; k < x->n_areas; k++) {
            const LeagueCell *other = &x->cells[k * x->n_indicators + column];
            own->place += own->place && is_better(d, other->value, own->value);
            own->place_before += own->place_before && is_better(d, other->before, own->before);
        }
    }
}

bool league_of(Outlook *o, Period p, LeagueMeasure m, League *out, Err *e)
{
    const Catalogue *k = o->catalogue;

    *out = (League){.period = p, .indicators = NEW_N(o->arena, const Indicator *, k->n + 1)};
    out->n_areas = city_children(o->city, o->city->self, period_last_day(p), o->arena, &out->areas);
    for (size_t i = 0; i < k->n; i++)
        if (k->indicators[i].towns)
            out->indicators[out->n_indicators++] = &k->indicators[i];
    out->cells = NEW_N(o->arena, LeagueCell, out->n_areas * out->n_indicators + 1);
    for (size_t a = 0; a < out->n_areas; a++)
        for (size_t i = 0; i < out->n_indicators; i++) {
            Situation *s = NEW(o->arena, Situation);
            TRY(situation_of(o, out->indicators[i], out->areas[a], p, s, e));
            out->cells[a * out->n_indicators + i] = cell_of(s, m);
        }
    for (size_t i = 0; i < out->n_indicators; i++)
        rank_column(out, i);
    return true;
}
