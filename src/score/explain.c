#include "score/explain.h"

#include <math.h>
#include <string.h>

#include "score/scoring.h"

typedef struct Explaining {
    Scoring *scoring;
    ScoreWhy *why;
    Arena *arena;
} Explaining;

void scoring_aim_class(Scoring *s, size_t unit)
{
    size_t first = unit;

    while (first > 0 && s->units[first - 1].unit->in == s->units[unit].unit->in)
        first--;
    s->first = first;
    s->n = scoring_class_end(s, first) - first;
    s->in = s->units[unit].unit->in;
}

/* ---- readings ---- */

static bool add_figure(Scoring *s, size_t unit, ScoreReading *r, Arena *a, Err *e)
{
    FigureAt at = {.month = r->period};

    TRY(reader_figure(s->spec.catalogue, r->ref, &at.key, e));
    at.area = r->ref->scope == FORMULA_OF_WHOLE ? s->spec.known.city->self : scoring_area(s, unit);
    r->indicator = at.key.indicator;
    r->area = at.area;
    r->basis = at.key.basis;
    r->measure = at.key.measure;
    TRY(figures_fact(s->figures, &at, &r->fact, e));
    return !r->fact || history_provenance(s->spec.known.s, s->spec.known.city, r->fact, a, &r->from, e);
}

static bool add_target(Scoring *s, size_t unit, ScoreReading *r, Err *e)
{
    FigureAt at = {.month = r->period};

    TRY(reader_target(s->spec.catalogue, r->ref, &at.key, e));
    at.area = r->ref->scope == FORMULA_OF_WHOLE ? s->spec.known.city->self : scoring_area(s, unit);
    r->indicator = at.key.indicator;
    r->area = at.area;
    r->basis = at.key.basis;
    r->measure = at.key.measure;
    r->target = figures_target(s->figures, &at);
    return true;
}

static void add_entries(const Scoring *s, size_t unit, ScoreReading *r, Arena *a)
{
    const ScoreEntries *all = &s->entries;
    const ScoreEntry **counted = NEW_N(a, const ScoreEntry *, all->n);
    const Unit *u = r->ref->scope == FORMULA_OF_WHOLE ? NULL : &s->units[unit].unit->unit;

    for (size_t i = 0; i < all->n; i++)
        if (entry_counts(all, i, r->ref->args[0], u, r->period))
            counted[r->n_entries++] = &all->items[i];
    r->entries = counted;
}

static bool fill_reading(Scoring *s, size_t unit, ScoreReading *r, Arena *a, Err *e)
{
    switch (reader_kind(r->ref)) {
    case READER_VALUE:
    case READER_GROWTH:
        return add_figure(s, unit, r, a, e);
    case READER_TARGET:
        return add_target(s, unit, r, e);
    case READER_ENTRY:
        add_entries(s, unit, r, a);
        return true;
    case READER_TASKS:
    case READER_PROJECTS:
        r->word = score_word(s->spec.feed, r->ref->reader->name, r->ref->args[0]);
        return true;
    case READER_WEIGHT:
    case READER_PARAM:
    case READER_SCORE:
    case READER_TOTAL:
    case READER_PLACE:
    case READERS:
        break;
    }
    return true;
}

static bool is_there(const Scoring *s, const ScoreWhy *w, const FormulaRef *ref)
{
    for (size_t i = 0; i < w->n_readings; i++)
        if (scoring_same_ref(s, w->readings[i].ref, ref))
            return true;
    return false;
}

static bool add_readings(Scoring *s, ScoreWhy *w, const FormulaSteps *steps, Arena *a, Err *e)
{
    for (size_t i = 0; i < steps->n; i++) {
        const FormulaStep *step = &steps->items[i];
        if (!step->ref)
            continue;
        FormulaRef *ref = NEW(a, FormulaRef);
        *ref = *step->ref;
        ref->months_back = step->months_back;
        if (is_there(s, w, ref))
            continue;
        ScoreReading r = {.ref = ref,
                          .value = step->value,
                          .unit = step->unit,
                          .period = figure_month(s->spec.period, ref->months_back)};
        TRY(fill_reading(s, w->unit, &r, a, e));
        ARENA_PUSH(a, w->readings, w->n_readings, w->cap_readings);
        w->readings[w->n_readings++] = r;
    }
    return true;
}

/* ---- why ---- */

static bool explain(const Explaining *x, const SchemeFormula *f, size_t item, FormulaSteps *steps, Err *e)
{
    Scoring *s = x->scoring;

    scoring_aim(s, f, item);
    FormulaHost host = scoring_host(s);
    TRY(formula_explain(f->parsed, &host, x->why->unit - s->first, x->arena, steps, e));
    return add_readings(s, x->why, steps, x->arena, e);
}

static bool gate_is_of(const Scheme *x, const SchemeGate *g, size_t item)
{
    return scoring_gates_item(x, g, item) || g->on == GATE_TOTAL ||
           (g->on == GATE_GROUP && g->index == x->items[item].group);
}

static bool struck(const ScoreResult *r, const ScoreWhy *w, size_t gate)
{
    return w->line->gate == gate || (w->group && w->group->gate == gate) ||
           r->units[w->unit].total.gate == gate;
}

static bool explain_gates(const Explaining *c, Err *e)
{
    const Scoring *s = c->scoring;
    const Scheme *x = s->spec.scheme;
    ScoreWhy *w = c->why;

    w->gates = NEW_N(c->arena, ScoreGateWhy, x->n_gates);
    for (size_t g = 0; g < x->n_gates; g++) {
        if (!gate_is_of(x, &x->gates[g], w->item))
            continue;
        ScoreGateWhy *gw = &w->gates[w->n_gates++];
        *gw = (ScoreGateWhy){
            .gate = g, .holds = s->holds[w->unit * x->n_gates + g], .struck = struck(w->result, w, g)};
        TRY(explain(c, &x->gates[g].formula, SCHEME_NONE, &gw->steps, e));
    }
    return true;
}

bool score_why(const ScoreResult *r, size_t unit, size_t item, Arena *a, ScoreWhy *out, Err *e)
{
    Scoring *s = r->scoring;
    const Scheme *x = s->spec.scheme;
    const char *code = unit_code(&r->units[unit].unit->unit);
    const Explaining c = {s, out, a};

    *out = (ScoreWhy){.result = r, .unit = unit, .item = item, .line = &r->units[unit].lines[item]};
    if (x->items[item].group != SCHEME_NONE)
        out->group = &r->units[unit].groups[x->items[item].group];
    out->nominal = scheme_weight(x, item, r->units[unit].unit->in, code, &out->weight_from);
    out->exemption = scheme_exempt(x, code, item, period_last_day(s->spec.period));
    if (out->line->state == SCORE_NOT_APPLIED)
        return true;
    scoring_aim_class(s, unit);
    return explain(&c, &x->items[item].formula, item, &out->steps, e) && explain_gates(&c, e);
}
