/* Items and gates of a class in their order, then sums, then lists. */
#include <math.h>
#include <string.h>

#include "score/scoring.h"

static const struct {
    const char *code, *zh, *en;
} states[] = {
    [SCORE_NOT_APPLIED] = {"not_applied", "不适用", "does not apply"},
    [SCORE_SCORED] = {"scored", "已计分", "scored"},
    [SCORE_ZERO] = {"missing_zero", "缺数计零", "missing: no points"},
    [SCORE_NONE] = {"missing_none", "缺数未计", "missing: left out"},
    [SCORE_LAST] = {"missing_last", "缺数按末位", "missing: the fewest of the class"},
    [SCORE_SPREAD] = {"missing_spread", "缺数分摊", "missing: its weight is spread"},
    [SCORE_EXEMPT] = {"exempt", "免考", "exempt"},
};

const char *score_state_code(ScoreState s)
{
    return states[s].code;
}

const char *score_state_name(ScoreState s, Lang lang)
{
    return TEXT(lang, states[s].zh, states[s].en);
}

/* ---- gates ---- */

bool scoring_gates_item(const Scheme *x, const SchemeGate *g, size_t item)
{
    return (g->on == GATE_ITEM && g->index == item) ||
           (g->on == GATE_KIND && g->index == (size_t)x->items[item].kind);
}

void scoring_strike(const Scoring *s, size_t unit, size_t gate, double share, double *points, size_t *struck)
{
    const SchemeGate *g = &s->spec.scheme->gates[gate];
    double holds = s->holds[unit * s->spec.scheme->n_gates + gate];

    if (isnan(*points) || holds == 1 || (isnan(holds) && !g->strikes_unknown))
        return;
    double most = g->effect == EFFECT_ZERO ? 0 : g->value * share;
    if (g->effect == EFFECT_CAP && *points <= most)
        return;
    *points = most;
    *struck = gate;
}

static bool evaluate(Scoring *s, const SchemeFormula *f, size_t item, double **out, Err *e)
{
    arena_reset(s->scratch);
    scoring_aim(s, f, item);
    FormulaHost host = scoring_host(s);
    *out = NEW_N(s->scratch, double, s->n);
    return formula_eval(f->parsed, &host, s->scratch, *out, e);
}

static bool compute_gate(Scoring *s, size_t gate, Err *e)
{
    const Scheme *x = s->spec.scheme;
    double *holds;

    TRY(evaluate(s, &x->gates[gate].formula, SCHEME_NONE, &holds, e));
    for (size_t i = 0; i < s->n; i++)
        s->holds[(s->first + i) * x->n_gates + gate] = isnan(holds[i]) ? holds[i] : holds[i] != 0;
    return true;
}

/* ---- items ---- */

static void bound(const SchemeItem *x, ScoreLine *l, double value)
{
    l->at_low = value < x->low;
    l->at_high = value > x->high;
    l->bounded = l->at_low ? x->low : l->at_high ? x->high : value;
}

static ScoreState missing_state(SchemeMissing m)
{
    static const ScoreState of[] = {[UNKNOWN_NONE] = SCORE_NONE,
                                    [UNKNOWN_ZERO] = SCORE_ZERO,
                                    [UNKNOWN_LAST] = SCORE_LAST,
                                    [UNKNOWN_SPREAD] = SCORE_SPREAD};
    return of[m];
}

/* The fewest points of the class, NAN when nobody has any. */
static double fewest(const Scoring *s, size_t item)
{
    double least = NAN;

    for (size_t i = s->first; i < s->first + s->n; i++) {
        const ScoreLine *l = &s->units[i].lines[item];
        if (l->state == SCORE_SCORED && !(l->bounded >= least))
            least = l->bounded;
    }
    return least;
}

static void fill_missing(Scoring *s, size_t item)
{
    const SchemeItem *x = &s->spec.scheme->items[item];
    double least = x->missing == UNKNOWN_LAST ? fewest(s, item) : (double)NAN;

    for (size_t i = s->first; i < s->first + s->n; i++) {
        ScoreLine *l = &s->units[i].lines[item];
        if (l->state != SCORE_NONE)
            continue;
        l->state = missing_state(x->missing);
        if (l->state == SCORE_ZERO)
            bound(x, l, 0);
        if (l->state == SCORE_LAST)
            l->bounded = least;
        if (l->state == SCORE_LAST && isnan(least))
            l->state = SCORE_NONE;
    }
}

/* What score() reads: by the item's own rules, before weights are spread. */
static void keep_own(Scoring *s, size_t item)
{
    const Scheme *x = s->spec.scheme;
    double sign = x->items[item].kind == ITEM_DEDUCTION ? -1 : 1;

    for (size_t u = s->first; u < s->first + s->n; u++) {
        ScoreLine *l = &s->units[u].lines[item];
        for (size_t g = 0; g < x->n_gates; g++)
            if (scoring_gates_item(x, &x->gates[g], item))
                scoring_strike(s, u, g, 1, &l->bounded, &l->gate);
        s->own[u * x->n_items + item] = score_round(sign * l->bounded, x->items[item].decimals);
    }
}

static bool compute_item(Scoring *s, size_t item, Err *e)
{
    const SchemeItem *x = &s->spec.scheme->items[item];
    const ScoreLine none = {.raw = NAN, .bounded = NAN, .points = NAN, .factor = 1, .gate = SCHEME_NONE};
    double *values = NULL;

    if (x->classes[s->in])
        TRY(evaluate(s, &x->formula, item, &values, e));
    for (size_t i = 0; i < s->n; i++) {
        ScoreLine *l = &s->units[s->first + i].lines[item];
        *l = none;
        l->state = !values ? SCORE_NOT_APPLIED : s->exempt[s->first + i] ? SCORE_EXEMPT : SCORE_NONE;
        if (l->state != SCORE_NONE)
            continue;
        l->raw = formula_points(formula_unit(x->formula.parsed), values[i]);
        if (isnan(l->raw))
            continue;
        l->state = SCORE_SCORED;
        bound(x, l, l->raw);
    }
    fill_missing(s, item);
    keep_own(s, item);
    return true;
}

/* ---- a class ---- */

size_t scoring_class_end(const Scoring *s, size_t first)
{
    size_t end = first;

    while (end < s->n_units && s->units[end].unit->in == s->units[first].unit->in)
        end++;
    return end;
}

bool scoring_class(Scoring *s, size_t first, Err *e)
{
    const Scheme *x = s->spec.scheme;
    double *truth;

    s->first = first;
    s->n = scoring_class_end(s, first) - first;
    s->in = s->units[first].unit->in;
    for (size_t i = 0; i < x->n_order; i++) {
        size_t node = x->order[i];
        TRY(node < x->n_items ? compute_item(s, node, e) : compute_gate(s, node - x->n_items, e));
    }
    arena_reset(s->scratch);
    scoring_sums(s);
    for (size_t l = 0; l < x->n_lists; l++) {
        TRY(evaluate(s, &x->lists[l].formula, SCHEME_NONE, &truth, e));
        for (size_t i = 0; i < s->n; i++)
            s->units[first + i].lists[l] = isnan(truth[i]) ? truth[i] : truth[i] != 0;
    }
    return true;
}

/* ---- beginning ---- */

static bool check_period(const ScoreSpec *spec, Err *e)
{
    static const char *const zh[] = {"日", "月", "季", "年"}, *const en[] = {"day", "month", "quarter",
                                                                             "year"};
    const Scheme *x = spec->scheme;
    int day = period_last_day(spec->period);
    char period[PERIOD_TEXT_MAX];

    period_text(spec->period, period);
    if (spec->period.freq != x->period)
        return ERR(e, ERR_INVALID, "考核办法“%s”按%s考核，不是%s", "the scheme \"%s\" assesses by %s, not %s",
                   x->name.code, TEXT(e->lang, zh[x->period], en[x->period]), period);
    if (day < x->valid_from || (x->valid_to && day > x->valid_to))
        return ERR(e, ERR_INVALID, "考核办法“%s”不适用于 %s；适用的起止日期见 scheme.csv",
                   "the scheme \"%s\" is not for %s; valid_from and valid_to in scheme.csv say when it is",
                   x->name.code, period);
    return true;
}

static void add_unit(Scoring *s, const SchemeUnit *u)
{
    const Scheme *x = s->spec.scheme;

    s->units[s->n_units++] = (ScoredUnit){.unit = u,
                                          .lines = NEW_N(s->arena, ScoreLine, x->n_items),
                                          .groups = NEW_N(s->arena, ScoreSum, x->n_groups),
                                          .lists = NEW_N(s->arena, double, x->n_lists)};
}

/* Units that are valid on the period's last day, class by class. */
static bool choose_units(Scoring *s, Err *e)
{
    const Scheme *x = s->spec.scheme;
    int day = period_last_day(s->spec.period);

    s->units = NEW_N(s->arena, ScoredUnit, x->n_units);
    for (size_t k = 0; k < x->n_classes; k++)
        for (size_t i = 0; i < x->n_units; i++) {
            const SchemeUnit *u = &x->units[i];
            if (u->in == k && u->valid_from <= day && (!u->valid_to || day <= u->valid_to))
                add_unit(s, u);
        }
    return s->n_units > 0 ||
           ERR(e, ERR_DATA, "考核办法“%s”这一期没有单位；见 units.csv",
               "the scheme \"%s\" has no unit in this period; see its units.csv", x->name.code);
}

static void put_weight(Scoring *s, const SchemeWeight *w)
{
    for (size_t u = 0; u < s->n_units; u++) {
        const SchemeUnit *unit = s->units[u].unit;
        if (*w->unit ? strcmp(unit_code(&unit->unit), w->unit) == 0 : unit->in == w->in)
            s->nominal[u * s->spec.scheme->n_items + w->item] = w->weight;
    }
}

static void choose_weights(Scoring *s)
{
    const Scheme *x = s->spec.scheme;

    s->nominal = NEW_N(s->arena, double, s->n_units * x->n_items);
    for (size_t u = 0; u < s->n_units; u++)
        for (size_t i = 0; i < x->n_items; i++)
            s->nominal[u * x->n_items + i] = x->items[i].weight;
    for (size_t k = 0; k < x->n_weights; k++)
        if (!*x->weights[k].unit)
            put_weight(s, &x->weights[k]);
    for (size_t k = 0; k < x->n_weights; k++) /* a unit's own comes last, and counts */
        if (*x->weights[k].unit)
            put_weight(s, &x->weights[k]);
}

static bool begin(Scoring *s, Err *e)
{
    const ScoreSpec *spec = &s->spec;
    const Scheme *x = spec->scheme;
    EntryKey key = {spec->known.city, spec->known.as_of, spec->until_entry, spec->known.no_sample};

    TRY(choose_units(s, e));
    choose_weights(s);
    s->own = NEW_N(s->arena, double, s->n_units * x->n_items);
    s->holds = NEW_N(s->arena, double, s->n_units * x->n_gates);
    s->exempt = NEW_N(s->arena, bool, s->n_units);
    s->figures = spec->figures ? spec->figures : score_figures(&s->spec.known, spec->catalogue, s->arena);
    return entry_load(spec->known.s, &key, s->arena, &s->entries, e);
}

bool score_compute(const ScoreSpec *spec, Arena *a, ScoreResult *out, Err *e)
{
    AUTO(arena_free) Arena *scratch = arena_new();
    Scoring *s = NEW(a, Scoring);

    *s = (Scoring){.spec = *spec, .arena = a, .scratch = scratch, .noting = true};
    TRY(check_period(spec, e) && begin(s, e));
    for (size_t first = 0; first < s->n_units; first = scoring_class_end(s, first))
        TRY(scoring_class(s, first, e));
    s->noting = false;
    s->scratch = NULL;
    *out = (ScoreResult){s->spec, s->units, s->n_units, s->frozen, s->n_frozen, s->cap_frozen, s};
    return true;
}

bool score_find_unit(const ScoreResult *r, Str text, size_t *unit, Err *e)
{
    for (*unit = 0; *unit < r->n; ++*unit) {
        const Unit *u = &r->units[*unit].unit->unit;
        if (str_eq(text, unit_code(u)) || str_eq(text, unit_name(u, LANG_ZH)) ||
            str_eq(text, unit_name(u, LANG_EN)))
            return true;
    }
    return ERR(e, ERR_NOT_FOUND, "考核办法“%s”这一期没有单位“%.*s”；units.csv 列出了所有单位",
               "the scheme \"%s\" has no unit \"%.*s\" in this period; its units.csv lists all of them",
               r->spec.scheme->name.code, (int)text.n, text.s);
}

size_t score_class_size(const ScoreResult *r, size_t in)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++)
        n += r->units[i].unit->in == in;
    return n;
}
