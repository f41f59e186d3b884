/* What one step more would bring: the unit's class computed again with one reading moved. */
#include <math.h>
#include <string.h>

#include "score/explain.h"
#include "score/scoring.h"

typedef struct Trial {
    Scoring *twin;
    const ScoreResult *result;
    size_t unit;
    ScoreStep *steps; /* so far, most gain first */
    size_t n;
} Trial;

/* A second computation of the unit's class, in arrays of its own. */
static Scoring twin(const Scoring *s, size_t unit, Arena *a, Arena *scratch)
{
    const Scheme *x = s->spec.scheme;
    Scoring t = *s;

    t.arena = a;
    t.scratch = scratch;
    t.noting = false;
    t.units = NEW_N(a, ScoredUnit, s->n_units);
    t.own = NEW_N(a, double, s->n_units * x->n_items);
    t.holds = NEW_N(a, double, s->n_units * x->n_gates);
    t.exempt = NEW_N(a, bool, s->n_units);
    /* Answers that were never asked for are noted in room of its own. */
    t.frozen = NEW_N(a, ScoreFrozen, s->n_frozen + 1);
    if (s->n_frozen)
        memcpy(t.frozen, s->frozen, s->n_frozen * sizeof *t.frozen);
    t.cap_frozen = s->n_frozen + 1;
    for (size_t i = 0; i < s->n_units; i++) {
        t.units[i] = s->units[i];
        if (s->units[i].unit->in != s->units[unit].unit->in)
            continue;
        t.units[i].lines = NEW_N(a, ScoreLine, x->n_items);
        t.units[i].groups = NEW_N(a, ScoreSum, x->n_groups);
        t.units[i].lists = NEW_N(a, double, x->n_lists);
    }
    scoring_aim_class(&t, unit);
    return t;
}

static bool read_one(Scoring *t, ScoreStep *x, size_t unit, Err *e)
{
    scoring_aim(t, &t->spec.scheme->items[x->item].formula, x->item);
    FormulaHost host = scoring_host(t);
    double *values = NEW_N(t->arena, double, t->n);
    TRY(host.read(t, x->ref, values, e));
    x->value = values[unit - t->first];
    return true;
}

/* The place among the others' totals as they are. */
static int place_then(const ScoreResult *r, size_t unit, double total)
{
    int place = 1;
    bool dense = r->spec.scheme->ties == TIES_DENSE;

    for (size_t i = 0; i < r->n; i++) {
        double other = r->units[i].total.points;
        bool counts = i != unit && r->units[i].unit->in == r->units[unit].unit->in && other > total;
        for (size_t k = 0; dense && counts && k < i; k++)
            counts = k == unit || r->units[k].unit->in != r->units[i].unit->in ||
                     r->units[k].total.points != other;
        place += counts;
    }
    return place;
}

static bool try_step(const Trial *y, ScoreStep *x, Err *e)
{
    Scoring *t = y->twin;
    const ScoreResult *r = y->result;
    size_t unit = y->unit;
    size_t first = t->first;

    t->bump = &(const ScoreBump){x->ref, unit, x->step};
    bool ok = scoring_class(t, first, e);
    t->bump = NULL;
    x->total = t->units[unit].total.points;
    x->gain = score_round(x->total - r->units[unit].total.points, t->spec.scheme->decimals);
    x->place = isnan(x->total) ? 0 : place_then(r, unit, x->total);
    return ok;
}

static bool may_move(const FormulaRef *ref)
{
    ReaderKind k = reader_kind(ref);

    return ref->scope == FORMULA_OF_UNITS && ref->months_back == 0 &&
           (k == READER_VALUE || k == READER_GROWTH || k == READER_ENTRY || k == READER_TASKS ||
            k == READER_PROJECTS);
}

static bool is_new(const Scoring *t, const FormulaRef *ref, const ScoreStep *steps, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (scoring_same_ref(t, steps[i].ref, ref))
            return false;
    return true;
}

/* The way of an indicator is known; of entries and answers it is the one that brings more, none below
 * nothing. */
static bool choose_step(const Trial *y, ScoreStep *x, Err *e)
{
    const Scoring *t = y->twin;
    FigureKey key;
    ReaderKind k = reader_kind(x->ref);
    bool is_figure = k == READER_VALUE || k == READER_GROWTH;

    x->step = 1;
    if (is_figure)
        TRY(reader_figure(t->spec.catalogue, x->ref, &key, e));
    if (is_figure && key.indicator->direction == DIRECTION_DOWN)
        x->step = -1;
    TRY(try_step(y, x, e));
    if ((is_figure && key.indicator->direction != DIRECTION_NONE) || x->gain >= 0 || x->value < 1)
        return true;
    x->step = -1;
    return try_step(y, x, e);
}

static FormulaUnit unit_of_ref(const Scoring *t, const FormulaRef *ref)
{
    SchemeWorld world = {t->spec.catalogue, t->spec.feed};
    ReaderCheck check = {&world, t->spec.scheme, "items"};
    FormulaUnit unit = {""};
    Err e = {0};

    (void)reader_check(&check, ref, &unit, &e);
    return unit;
}

/* Inserts by gain, most first; equal ones stay in the order of the items. */
static void insert(ScoreStep *steps, size_t n, const ScoreStep *x)
{
    size_t i = n;

    for (; i > 0 && steps[i - 1].gain < x->gain; i--)
        steps[i] = steps[i - 1];
    steps[i] = *x;
}

static bool try_item(Trial *y, size_t item, Err *e)
{
    Scoring *t = y->twin;
    const FormulaRef *refs;
    size_t n_refs = formula_refs(t->spec.scheme->items[item].formula.parsed, &refs);

    for (size_t i = 0; i < n_refs; i++) {
        ScoreStep x = {.ref = &refs[i], .item = item};
        if (!may_move(x.ref) || !is_new(t, x.ref, y->steps, y->n))
            continue;
        TRY(read_one(t, &x, y->unit, e));
        if (isnan(x.value))
            continue;
        x.unit = unit_of_ref(t, x.ref);
        TRY(choose_step(y, &x, e));
        if (x.gain < 0 && x.value < 1 && reader_kind(x.ref) > READER_GROWTH)
            continue; /* one more would take points, and there is none to be taken away */
        insert(y->steps, y->n++, &x);
    }
    return true;
}

bool score_what_if(const ScoreResult *r, size_t unit, Arena *a, ScoreStep **out, size_t *n, Err *e)
{
    AUTO(arena_free) Arena *own = arena_new();
    AUTO(arena_free) Arena *scratch = arena_new();
    Scoring t = twin(r->scoring, unit, own, scratch);
    const Scheme *x = t.spec.scheme;
    size_t most = 0;
    const FormulaRef *refs;

    for (size_t i = 0; i < x->n_items; i++)
        most += formula_refs(x->items[i].formula.parsed, &refs);
    Trial y = {&t, r, unit, NEW_N(a, ScoreStep, most), 0};
    for (size_t i = 0; i < x->n_items; i++)
        if (x->items[i].classes[r->units[unit].unit->in])
            TRY(try_item(&y, i, e));
    *out = y.steps;
    *n = y.n;
    return true;
}
