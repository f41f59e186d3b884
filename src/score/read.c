/* The host of a scheme's formulas: what each reader gives for the units of a class. */
#include <math.h>
#include <string.h>

#include "score/scoring.h"

const Area *scoring_area(const Scoring *s, size_t unit)
{
    const Unit *u = &s->units[unit].unit->unit;

    return u->area ? u->area : s->spec.known.city->self;
}

bool scoring_same_ref(const Scoring *s, const FormulaRef *a, const FormulaRef *b)
{
    Err e = {0};
    FigureKey x, y;

    if (a->reader != b->reader || a->scope != b->scope || a->months_back != b->months_back)
        return false;
    if (reader_kind(a) <= READER_GROWTH)
        return reader_figure(s->spec.catalogue, a, &x, &e) && reader_figure(s->spec.catalogue, b, &y, &e) &&
               x.indicator == y.indicator && x.basis == y.basis;
    if (reader_kind(a) == READER_TARGET)
        return reader_target(s->spec.catalogue, a, &x, &e) && reader_target(s->spec.catalogue, b, &y, &e) &&
               x.indicator == y.indicator && x.measure == y.measure;
    return strcmp(a->args[0], b->args[0]) == 0;
}

/* ---- figures and targets ---- */

static bool read_fact(Scoring *s, const FigureAt *at, double *out, Err *e)
{
    const Fact *f;

    TRY(figures_fact(s->figures, at, &f, e));
    *out = f ? f->value : (double)NAN;
    return true;
}

static bool read_figures(Scoring *s, const FormulaRef *ref, double *out, Err *e)
{
    FigureAt at = {.month = figure_month(s->spec.period, ref->months_back)};

    TRY(reader_figure(s->spec.catalogue, ref, &at.key, e));
    if (ref->scope == FORMULA_OF_WHOLE) {
        at.area = s->spec.known.city->self;
        return read_fact(s, &at, out, e);
    }
    for (size_t i = 0; i < s->n; i++) {
        at.area = scoring_area(s, s->first + i);
        TRY(read_fact(s, &at, &out[i], e));
    }
    return true;
}

static bool read_targets(Scoring *s, const FormulaRef *ref, double *out, Err *e)
{
    FigureAt at = {.month = figure_month(s->spec.period, ref->months_back)};
    bool whole = ref->scope == FORMULA_OF_WHOLE;

    TRY(reader_target(s->spec.catalogue, ref, &at.key, e));
    for (size_t i = 0; i < (whole ? 1 : s->n); i++) {
        at.area = whole ? s->spec.known.city->self : scoring_area(s, s->first + i);
        const Target *t = figures_target(s->figures, &at);
        out[i] = t ? t->value : (double)NAN;
    }
    return true;
}

/* ---- entries and feeds ---- */

static void read_entries(Scoring *s, const FormulaRef *ref, double *out)
{
    Period month = figure_month(s->spec.period, ref->months_back);

    if (ref->scope == FORMULA_OF_WHOLE) {
        *out = entry_sum(&s->entries, ref->args[0], NULL, month);
        return;
    }
    for (size_t i = 0; i < s->n; i++)
        out[i] = entry_sum(&s->entries, ref->args[0], &s->units[s->first + i].unit->unit, month);
}

static bool same_frozen(const ScoreFrozen *a, const ScoreFrozen *b)
{
    return a->kind == b->kind && a->at == b->at && a->months_back == b->months_back &&
           strcmp(a->code, b->code) == 0 && strcmp(a->of, b->of) == 0 && strcmp(a->table, b->table) == 0 &&
           strcmp(a->function, b->function) == 0;
}

/* Looks from where the last one was found: they are asked for in the order in which they were noted. */
static const ScoreFrozen *find_frozen(const ScoreFrozen *all, size_t n, const ScoreFrozen *key, size_t *at)
{
    for (size_t k = 0; k < n; k++) {
        size_t i = (*at + k) % n;
        if (!same_frozen(&all[i], key))
            continue;
        *at = i + 1;
        return &all[i];
    }
    return NULL;
}

static const ScoreFrozen *given(Scoring *s, const ScoreFrozen *key)
{
    return s->spec.n_frozen ? find_frozen(s->spec.frozen, s->spec.n_frozen, key, &s->given_at) : NULL;
}

static void note(Scoring *s, const ScoreFrozen *f)
{
    ARENA_PUSH(s->arena, s->frozen, s->n_frozen, s->cap_frozen);
    s->frozen[s->n_frozen++] = *f;
}

/* unit NULL: the whole city. An answer is asked for once, and kept. */
static bool ask(Scoring *s, const FormulaRef *ref, const Unit *unit, double *out, Err *e)
{
    const ScoreFeed *feed = s->spec.feed;
    Period month = figure_month(s->spec.period, ref->months_back);
    ScoreFrozen f = {.kind = FROZEN_FEED,
                     .table = ref->reader->name,
                     .code = ref->args[0],
                     .function = "",
                     .of = unit ? unit_code(unit) : "",
                     .months_back = ref->months_back,
                     .value = NAN};
    const ScoreFrozen *known = find_frozen(s->frozen, s->n_frozen, &f, &s->noted_at);

    known = known ? known : given(s, &f);
    *out = known ? known->value : (double)NAN;
    if (known && known >= s->frozen && known < s->frozen + s->n_frozen)
        return true;
    if (!known && feed && score_word(feed, f.table, f.code))
        TRY(feed->read(feed->who,
                       &(ScoreAsk){f.table, f.code, unit, month.year * 10000 + 101, period_last_day(month),
                                   s->spec.known.as_of},
                       out, e));
    f.value = *out;
    note(s, &f);
    return true;
}

static bool read_feed(Scoring *s, const FormulaRef *ref, double *out, Err *e)
{
    if (ref->scope == FORMULA_OF_WHOLE)
        return ask(s, ref, NULL, out, e);
    for (size_t i = 0; i < s->n; i++)
        TRY(ask(s, ref, &s->units[s->first + i].unit->unit, &out[i], e));
    return true;
}

/* ---- the scheme's own ---- */

static double own_value(const Scoring *s, const FormulaRef *ref, size_t unit)
{
    const Scheme *x = s->spec.scheme;
    const ScoredUnit *u = &s->units[unit];
    const SchemeParam *p;

    switch (reader_kind(ref)) {
    case READER_WEIGHT:
        return s->item == SCHEME_NONE ? (double)NAN : s->nominal[unit * x->n_items + s->item];
    case READER_PARAM:
        p = scheme_param(x, ref->args[0], s->in);
        return p ? p->value : (double)NAN;
    case READER_SCORE:
        return s->own[unit * x->n_items + scheme_item(x, ref->args[0])];
    case READER_TOTAL:
        return u->total.points;
    case READER_PLACE:
        return u->place ? u->place : (double)NAN;
    case READER_VALUE:
    case READER_GROWTH:
    case READER_TARGET:
    case READER_ENTRY:
    case READER_TASKS:
    case READER_PROJECTS:
    case READERS:
        break;
    }
    return NAN;
}

static void read_own(const Scoring *s, const FormulaRef *ref, double *out)
{
    for (size_t i = 0; i < (ref->scope == FORMULA_OF_WHOLE ? 1 : s->n); i++)
        out[i] = own_value(s, ref, s->first + i);
}

static bool read_any(Scoring *s, const FormulaRef *ref, double *out, Err *e)
{
    switch (reader_kind(ref)) {
    case READER_VALUE:
    case READER_GROWTH:
        return read_figures(s, ref, out, e);
    case READER_TARGET:
        return read_targets(s, ref, out, e);
    case READER_ENTRY:
        read_entries(s, ref, out);
        return true;
    case READER_TASKS:
    case READER_PROJECTS:
        return read_feed(s, ref, out, e);
    case READER_WEIGHT:
    case READER_PARAM:
    case READER_SCORE:
    case READER_TOTAL:
    case READER_PLACE:
    case READERS:
        break;
    }
    read_own(s, ref, out);
    return true;
}

static bool read_ref(void *who, const FormulaRef *ref, double *out, Err *e)
{
    Scoring *s = who;
    const ScoreBump *b = s->bump;

    TRY(read_any(s, ref, out, e));
    if (ref->scope == FORMULA_OF_WHOLE)
        return true;
    if (b && b->unit >= s->first && b->unit < s->first + s->n && scoring_same_ref(s, ref, b->ref))
        out[b->unit - s->first] += b->step;
    for (size_t i = 0; i < s->n && reader_kind(ref) <= READER_PROJECTS; i++)
        if (s->exempt[s->first + i]) /* of the item that is computed: it takes no place in it */
            out[i] = NAN;
    return true;
}

static void see_group(void *who, const FormulaGroup *g, double *value)
{
    Scoring *s = who;
    ScoreFrozen f = {.kind = FROZEN_GROUP,
                     .table = s->formula->table,
                     .code = s->formula->code,
                     .function = g->function,
                     .of = s->spec.scheme->classes[s->in].code,
                     .at = (int64_t)g->where.at,
                     .months_back = g->months_back};
    const ScoreFrozen *known = given(s, &f);

    if (known)
        *value = known->value;
    f.value = *value;
    if (s->noting)
        note(s, &f);
}

void scoring_aim(Scoring *s, const SchemeFormula *f, size_t item)
{
    const Scheme *x = s->spec.scheme;
    int day = period_last_day(s->spec.period);

    s->formula = f;
    s->item = item;
    for (size_t i = 0; i < s->n_units; i++)
        s->exempt[i] = false;
    for (size_t k = 0; k < x->n_exemptions; k++)
        for (size_t i = s->first; i < s->first + s->n && x->exemptions[k].item == item; i++)
            if (scheme_exempt(x, unit_code(&s->units[i].unit->unit), item, day))
                s->exempt[i] = true;
}

FormulaHost scoring_host(Scoring *s)
{
    return (FormulaHost){.who = s,
                         .n = s->n,
                         .months = period_end_month(s->spec.period),
                         .readers = score_readers,
                         .n_readers = READERS,
                         .read = read_ref,
                         .group = see_group};
}
