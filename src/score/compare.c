/* Two runs line by line: what changed, and because of what. Both are computed again from what they knew, so
 * that the readings of each can be laid side by side. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "score/explain.h"
#include "score/readers.h"
#include "score/run.h"

static const struct {
    const char *code, *zh, *en;
} causes[] = {
    [CAUSE_RULE] = {"rule", "办法变了", "the rule changed"},
    [CAUSE_FIGURE] = {"figure", "数变了", "a figure changed"},
    [CAUSE_TARGET] = {"target", "目标变了", "a target changed"},
    [CAUSE_ENTRY] = {"entry", "登记变了", "entries changed"},
    [CAUSE_FEED] = {"feed", "任务或项目的结果变了", "a result of tasks or projects changed"},
    [CAUSE_EXEMPTION] = {"exemption", "免考或分摊变了", "an exemption changed, or what was spread"},
    [CAUSE_BOUND] = {"bound", "同类的界限变了", "a bound of the class changed"},
    [CAUSE_ITEM] = {"item", "所引用的项变了", "an item that it reads changed"},
    [CAUSE_GATE] = {"gate", "门槛变了", "a gate changed"},
    [CAUSE_OTHERS] = {"others", "别的单位变了", "other units moved"},
};

const char *cause_code(CauseKind k)
{
    return causes[k].code;
}

const char *cause_name(CauseKind k, Lang lang)
{
    return TEXT(lang, causes[k].zh, causes[k].en);
}

/* One computation of the two, and the line that is looked at. */
typedef struct Side {
    const ScoreResult *result;
    size_t unit, item; /* SCHEME_NONE: it has none */
    ScoreWhy why;
} Side;

typedef struct Comparing {
    Arena *arena;
    Side a, b;
    ScoreChange *change;
} Comparing;

static bool same(double x, double y)
{
    return x == y || (isnan(x) && isnan(y));
}

static ScoreCause *add(Comparing *c, CauseKind kind, const char *what)
{
    ScoreChange *x = c->change;

    ARENA_PUSH(c->arena, x->causes, x->n_causes, x->cap_causes);
    ScoreCause *cause = &x->causes[x->n_causes++];
    *cause = (ScoreCause){
        .kind = kind, .what = what, .before = NAN, .after = NAN, .text_before = "", .text_after = ""};
    return cause;
}

static void add_number(Comparing *c, CauseKind kind, const char *what, double before, double after)
{
    if (same(before, after))
        return;
    ScoreCause *x = add(c, kind, what);
    x->before = before;
    x->after = after;
}

static void add_text(Comparing *c, const char *what, const char *before, const char *after)
{
    if (strcmp(before, after) == 0)
        return;
    ScoreCause *x = add(c, CAUSE_RULE, what);
    x->text_before = before;
    x->text_after = after;
}

/* ---- rules ---- */

static const SchemeItem *item_of(const Side *s)
{
    return s->item == SCHEME_NONE ? NULL : &s->result->spec.scheme->items[s->item];
}

static void compare_rules(Comparing *c)
{
    static const char *const missing[] = {"none", "zero", "last", "spread"};
    const SchemeItem *a = item_of(&c->a), *b = item_of(&c->b);

    if (!a || !b) {
        add_text(c, "item", a ? a->formula.text : "", b ? b->formula.text : "");
        return;
    }
    add_text(c, "formula", a->formula.text, b->formula.text);
    add_text(c, "kind", scheme_kind_code(a->kind), scheme_kind_code(b->kind));
    add_text(c, "missing", missing[a->missing], missing[b->missing]);
    add_number(c, CAUSE_RULE, "low", a->low, b->low);
    add_number(c, CAUSE_RULE, "high", a->high, b->high);
    add_number(c, CAUSE_RULE, "decimals", a->decimals, b->decimals);
    add_number(c, CAUSE_RULE, "weight", c->a.why.nominal, c->b.why.nominal);
}

/* ---- readings ---- */

static bool same_ref(const FormulaRef *a, const FormulaRef *b)
{
    return a->reader == b->reader && a->scope == b->scope && a->months_back == b->months_back &&
           strcmp(a->args[0], b->args[0]) == 0 && strcmp(a->args[1], b->args[1]) == 0;
}

/* growth("IVA") 2021-09 */
static const char *reading_text(Arena *a, const ScoreReading *r)
{
    const FormulaRef *ref = r->ref;
    char period[PERIOD_TEXT_MAX];
    const char *second = *ref->args[1] ? arena_printf(a, ", \"%s\"", ref->args[1]) : "";
    const char *inside = *ref->args[0]
                             ? arena_printf(a, "%s(\"%s\"%s)", ref->reader->name, ref->args[0], second)
                             : arena_printf(a, "%s()", ref->reader->name);

    period_text(r->period, period);
    return ref->scope == FORMULA_OF_WHOLE ? arena_printf(a, "city(%s) %s", inside, period)
                                          : arena_printf(a, "%s %s", inside, period);
}

static CauseKind cause_of(const FormulaRef *ref)
{
    static const CauseKind of[READERS] = {
        [READER_VALUE] = CAUSE_FIGURE, [READER_GROWTH] = CAUSE_FIGURE, [READER_TARGET] = CAUSE_TARGET,
        [READER_ENTRY] = CAUSE_ENTRY,  [READER_TASKS] = CAUSE_FEED,    [READER_PROJECTS] = CAUSE_FEED,
        [READER_WEIGHT] = CAUSE_RULE,  [READER_PARAM] = CAUSE_RULE,    [READER_SCORE] = CAUSE_ITEM,
        [READER_TOTAL] = CAUSE_OTHERS, [READER_PLACE] = CAUSE_OTHERS};
    return of[reader_kind(ref)];
}

static void compare_readings(Comparing *c)
{
    for (size_t i = 0; i < c->b.why.n_readings; i++) {
        const ScoreReading *b = &c->b.why.readings[i], *a = NULL;
        for (size_t k = 0; k < c->a.why.n_readings && !a; k++)
            if (same_ref(c->a.why.readings[k].ref, b->ref))
                a = &c->a.why.readings[k];
        if (!a || same(a->value, b->value) || reader_kind(b->ref) == READER_WEIGHT)
            continue;
        ScoreCause *x = add(c, cause_of(b->ref), reading_text(c->arena, b));
        x->before = a->value;
        x->after = b->value;
        x->submission = b->fact ? b->fact->submission : b->n_entries ? b->entries[b->n_entries - 1]->id : 0;
    }
}

/* ---- the rest ---- */

static void compare_bounds(Comparing *c)
{
    const ScoreResult *a = c->a.result, *b = c->b.result;
    const Scheme *s = b->spec.scheme;
    const char *in = s->classes[b->units[c->b.unit].unit->in].code, *item = item_of(&c->b)->name.code;

    for (size_t i = 0; i < b->n_frozen; i++) {
        const ScoreFrozen *y = &b->frozen[i];
        if (y->kind != FROZEN_GROUP || strcmp(y->code, item) != 0 || strcmp(y->of, in) != 0 ||
            strcmp(y->table, "items") != 0)
            continue;
        for (size_t k = 0; k < a->n_frozen; k++) {
            const ScoreFrozen *x = &a->frozen[k];
            if (x->kind == FROZEN_GROUP && x->at == y->at && x->months_back == y->months_back &&
                strcmp(x->code, item) == 0 && strcmp(x->of, in) == 0 && strcmp(x->function, y->function) == 0)
                add_number(c, CAUSE_BOUND, y->function, x->value, y->value);
        }
    }
}

static const char *gate_code(const Side *s)
{
    size_t g = s->why.line->gate;

    return g == SCHEME_NONE ? "" : s->result->spec.scheme->gates[g].name.code;
}

static void compare_states(Comparing *c)
{
    const ScoreLine *a = c->a.why.line, *b = c->b.why.line;

    if ((a->state == SCORE_EXEMPT) != (b->state == SCORE_EXEMPT) || !same(a->factor, b->factor))
        add_number(c, CAUSE_EXEMPTION, a->state == b->state ? "factor" : "exempt",
                   a->state == b->state ? a->factor : a->state == SCORE_EXEMPT,
                   a->state == b->state ? b->factor : b->state == SCORE_EXEMPT);
    if (strcmp(gate_code(&c->a), gate_code(&c->b)) == 0)
        return;
    ScoreCause *x = add(c, CAUSE_GATE, *gate_code(&c->b) ? gate_code(&c->b) : gate_code(&c->a));
    x->text_before = gate_code(&c->a);
    x->text_after = gate_code(&c->b);
}

static bool find_causes(Comparing *c, Err *e)
{
    bool both = c->a.item != SCHEME_NONE && c->b.item != SCHEME_NONE;

    if (both)
        TRY(score_why(c->a.result, c->a.unit, c->a.item, c->arena, &c->a.why, e) &&
            score_why(c->b.result, c->b.unit, c->b.item, c->arena, &c->b.why, e));
    compare_rules(c);
    if (!both)
        return true;
    compare_readings(c);
    compare_bounds(c);
    compare_states(c);
    if (!c->change->n_causes)
        add(c, CAUSE_OTHERS, "");
    return true;
}

/* ---- lines ---- */

static double points_of(const Side *s)
{
    return s->item == SCHEME_NONE ? (double)NAN : s->result->units[s->unit].lines[s->item].points;
}

static ScoreChange *push(ScoreComparison *out, Arena *a, const char *unit, const char *item)
{
    ARENA_PUSH(a, out->changes, out->n, out->cap);
    out->changes[out->n] = (ScoreChange){.unit = unit, .item = item};
    return &out->changes[out->n++];
}

static bool compare_item(Comparing *c, const char *item, ScoreComparison *out, Err *e)
{
    const char *unit = unit_code(&c->b.result->units[c->b.unit].unit->unit);
    double before = points_of(&c->a), after = points_of(&c->b);

    if (same(before, after))
        return true;
    c->change = push(out, c->arena, unit, item);
    c->change->before = before;
    c->change->after = after;
    return find_causes(c, e);
}

static void compare_totals(Comparing *c, ScoreComparison *out)
{
    const ScoredUnit *a = &c->a.result->units[c->a.unit], *b = &c->b.result->units[c->b.unit];

    if (same(a->total.points, b->total.points) && a->place == b->place)
        return;
    ScoreChange *x = push(out, c->arena, unit_code(&b->unit->unit), "");
    x->before = a->total.points;
    x->after = b->total.points;
    x->place_before = a->place;
    x->place_after = b->place;
}

static bool compare_unit(Comparing *c, ScoreComparison *out, Err *e)
{
    const Scheme *a = c->a.result->spec.scheme, *b = c->b.result->spec.scheme;

    for (size_t i = 0; i < b->n_items; i++) {
        c->a.item = scheme_item(a, b->items[i].name.code);
        c->b.item = i;
        TRY(compare_item(c, b->items[i].name.code, out, e));
    }
    for (size_t i = 0; i < a->n_items; i++) {
        c->a.item = i;
        c->b.item = scheme_item(b, a->items[i].name.code);
        if (c->b.item == SCHEME_NONE)
            TRY(compare_item(c, a->items[i].name.code, out, e));
    }
    compare_totals(c, out);
    return true;
}

static size_t unit_of(const ScoreResult *r, const Unit *u)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->units[i].unit->unit.kind == u->kind &&
            strcmp(unit_code(&r->units[i].unit->unit), unit_code(u)) == 0)
            return i;
    return SCHEME_NONE;
}

static bool city_of(Store *s, int64_t *city, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(query_start(s, SQL_CITY_FIRST, NULL, 0, &q, e) && query_next(q, &row, e));
    *city = row ? query_int(q, 0) : 0;
    return true;
}

bool score_compare(Store *s, int64_t a, int64_t b, Arena *arena, ScoreComparison *out, Err *e)
{
    RunContext *x = NEW(arena, RunContext), *y = NEW(arena, RunContext);
    int64_t city;

    *out = (ScoreComparison){0};
    TRY(city_of(s, &city, e) && run_find(s, city, a, arena, &out->a, e) &&
        run_find(s, city, b, arena, &out->b, e));
    if (strcmp(out->a.scheme, out->b.scheme) != 0)
        return ERR(e, ERR_CONFLICT, "第 %lld 次和第 %lld 次考核不是同一办法的，不能比",
                   "runs %lld and %lld are of different schemes and cannot be compared", (long long)a,
                   (long long)b);
    TRY(score_recompute(s, &out->a, arena, x, e) && score_recompute(s, &out->b, arena, y, e));
    for (size_t i = 0; i < y->result.n; i++) {
        size_t u = unit_of(&x->result, &y->result.units[i].unit->unit);
        Comparing c = {.arena = arena, .a = {.result = &x->result, .unit = u}, .b = {&y->result, i, 0, {0}}};
        if (u != SCHEME_NONE)
            TRY(compare_unit(&c, out, e));
    }
    return true;
}
