/* Rank among peers, with ties (1, 2, 2, 4): published places first, else computed from the peers' growth. */
#include <math.h>
#include <string.h>

#include "outlook/situation.h"

enum { LEAST_PEERS = 3 };

static bool better(const Indicator *i, double a, double b)
{
    return i->direction == DIRECTION_DOWN ? a < b : a > b;
}

/* A city stands among its peer set, a town among its siblings. */
static size_t peers_of(const Outlook *o, const Area *area, int date, const Area ***out)
{
    if (area == o->city->self)
        return city_peers(o->city, o->city->peer_set, date, o->arena, out);
    const Area *parent = city_area(o->city, area->parent);
    return parent ? city_children(o->city, parent, date, o->arena, out) : 0;
}

static bool published_place(Outlook *o, const Situation *s, Basis b, Period p, Standing *out, Err *e)
{
    int set;

    if (s->area != o->city->self)
        return true;
    TRY(history_against(o->s, o->city, o->city->peer_set, &set, e));
    if (b == BASIS_YTD)
        p = period_month(p.year, period_end_month(p));
    const Fact *f = set ? history_rank(s->history, b, MEASURE_RANK, p, set) : NULL;
    if (f && f->value >= 1)
        *out = (Standing){.place = (int)f->value,
                          .published = true,
                          .behind = NAN,
                          .fact = f,
                          .sample = f->status == STATUS_SAMPLE};
    return true;
}

/* Places the area among those whose growth is known. */
static void place_among(const Situation *s, double own, const Peers *peers, Standing *out)
{
    const Fact **facts = peers->facts;
    const Area **areas = peers->areas;
    const Indicator *i = s->indicator;
    double next = NAN;

    for (size_t k = 0; k < peers->n; k++) {
        if (!facts[k])
            continue;
        out->of++;
        out->sample = out->sample || facts[k]->status == STATUS_SAMPLE;
        if (areas[k] == s->area || !better(i, facts[k]->value, own))
            continue;
        out->place++;
        if (isnan(next) || better(i, next, facts[k]->value)) {
            next = facts[k]->value;
            out->next = areas[k];
        }
    }
    out->place++;
    out->behind = fabs(next - own);
}

bool standing_peers(Outlook *o, const Situation *s, Basis b, Period p, Peers *out, Err *e)
{
    out->n = peers_of(o, s->area, period_last_day(p), &out->areas);
    out->facts = NEW_N(o->arena, const Fact *, out->n + 1);
    AcrossSpec spec = {s->indicator, b, MEASURE_YOY, p, o->known, out->areas, out->n};
    return !out->n || history_across(&spec, o->arena, out->facts, e);
}

static bool computed_place(Outlook *o, const Situation *s, Basis b, Period p, Standing *out, Err *e)
{
    Figure own = figure_growth(s->history, b, p);
    Standing found = {.behind = NAN};
    Peers peers;

    if (!own.known || s->indicator->direction == DIRECTION_NONE)
        return true;
    TRY(standing_peers(o, s, b, p, &peers, e));
    if (peers.n < LEAST_PEERS)
        return true;
    place_among(s, own.value, &peers, &found);
    /* A rank among a few of the peers says nothing. */
    if (found.of < LEAST_PEERS || (size_t)found.of * 2 < peers.n)
        return true;
    if (out->published) {
        out->of = found.of;
        out->behind = found.place == out->place ? found.behind : NAN;
        out->next = found.place == out->place ? found.next : NULL;
        return true;
    }
    *out = found;
    return true;
}

static bool place_at(Outlook *o, const Situation *s, Basis b, Period p, Standing *out, Err *e)
{
    *out = (Standing){.behind = NAN};
    return published_place(o, s, b, p, out, e) && computed_place(o, s, b, p, out, e);
}

bool standing_of(Outlook *o, Situation *s, Err *e)
{
    Basis basis;
    Standing before;
    Period p = situation_before(s->indicator, s->basis, s->period, &basis);

    TRY(place_at(o, s, s->basis, s->period, &s->standing, e));
    if (!s->standing.place)
        return true;
    TRY(place_at(o, s, basis, p, &before, e));
    s->standing.before = before.place;
    return true;
}
