/* Formulas of a scheme: parsing, the order in which they can be computed, and the sums of weights. */
#include <math.h>
#include <string.h>

#include "score/build.h"
#include "score/readers.h"

static const double SUM_NEAR = 1e-9;

void building_formula(SchemeBuilding *b, SchemeCell c, bool points, SchemeFormula *out)
{
    const char *table = scheme_tables[c.table].kind, *text = building_text(b, c);
    ReaderCheck check = {b->world, b->scheme, table};
    FormulaHost host = {.who = &check, .readers = score_readers, .n_readers = READERS, .check = reader_check};
    FormulaFaults faults = {.arena = b->arena, .lang = b->fs->lang};
    Place at = building_at(b, c);

    *out = (SchemeFormula){table, b->tables[c.table].cells[c.row][0], text, NULL, at};
    out->parsed = formula_parse(str_of(text), &host, b->arena, &faults);
    for (size_t i = 0; i < faults.n; i++) {
        const FormulaFault *f = &faults.items[i];
        const char *found = arena_strndup(b->arena, text + f->where.at, f->where.n);
        FINDING(b->fs, FAULT, at, "bad-formula", found, "%s", "%s", f->text);
    }
    if (out->parsed && points && !formula_gives_points(formula_unit(out->parsed)))
        FINDING(b->fs, FAULT, at, "no-points", text, "公式应得出分数（纯数或百分数），却得出“%s”",
                "the formula must give points (a plain number or per cent), not \"%s\"",
                formula_unit(out->parsed).text);
}

/* ---- order ---- */

typedef struct Ordering {
    SchemeBuilding *building;
    Scheme *scheme;
    size_t n; /* items, then gates */
    bool *placed;
} Ordering;

static const SchemeFormula *formula_of(const Scheme *s, size_t node)
{
    return node < s->n_items ? &s->items[node].formula : &s->gates[node - s->n_items].formula;
}

/* Does the gate decide the points of the item itself? */
static bool gates_item(const Scheme *s, const SchemeGate *g, size_t item)
{
    return (g->on == GATE_ITEM && g->index == item) ||
           (g->on == GATE_KIND && g->index == (size_t)s->items[item].kind);
}

/* The first node that must come before this one and has no place yet; SCHEME_NONE when it is its turn. *ref
 * is the reading that asks for it, NULL where a gate does. */
static size_t waits_for(const Ordering *o, size_t node, const FormulaRef **ref)
{
    const Scheme *s = o->scheme;
    const FormulaRef *refs;
    size_t n = formula_refs(formula_of(s, node)->parsed, &refs);

    for (size_t i = 0; i < n; i++) {
        size_t item = reader_kind(&refs[i]) == READER_SCORE ? scheme_item(s, refs[i].args[0]) : SCHEME_NONE;
        *ref = &refs[i];
        if (item != SCHEME_NONE && !o->placed[item])
            return item;
    }
    *ref = NULL;
    for (size_t g = 0; node < s->n_items && g < s->n_gates; g++)
        if (gates_item(s, &s->gates[g], node) && !o->placed[s->n_items + g])
            return s->n_items + g;
    return SCHEME_NONE;
}

static const char *node_code(const Scheme *s, size_t node)
{
    return formula_of(s, node)->code;
}

/* Follows what waits for what until a node comes again, and tells the circle at the last reading of it. */
static void tell_circle(Ordering *o, size_t node)
{
    const Scheme *s = o->scheme;
    Arena *a = o->building->arena;
    bool *seen = NEW_N(a, bool, o->n);
    const FormulaRef *ref;

    while (!seen[node]) { /* into the circle */
        seen[node] = true;
        node = waits_for(o, node, &ref);
    }
    const char *path = node_code(s, node);
    const SchemeFormula *at = formula_of(s, node);
    size_t column = 1;
    for (size_t k = node;;) {
        const SchemeFormula *f = formula_of(s, k);
        k = waits_for(o, k, &ref);
        if (ref) {
            at = f;
            column = ref->where.column;
        }
        path = arena_printf(a, "%s → %s", path, node_code(s, k));
        if (k == node)
            break;
    }
    o->building->fs->file = arena_printf(a, "%s.csv", at->table);
    FINDING(o->building->fs, FAULT, at->at, "circle", path, "第 %zu 个字：这里绕成了圈，谁也算不出来",
            "character %zu: a circle closes here; none of them can be computed", column);
}

void building_order(SchemeBuilding *b)
{
    Scheme *s = b->scheme;
    Ordering o = {b, s, s->n_items + s->n_gates, NULL};
    const FormulaRef *ref;

    o.placed = NEW_N(b->arena, bool, o.n);
    s->order = NEW_N(b->arena, size_t, o.n);
    for (size_t before = SCHEME_NONE; s->n_order < o.n && s->n_order != before;) {
        before = s->n_order;
        for (size_t i = 0; i < o.n; i++) {
            if (o.placed[i] || waits_for(&o, i, &ref) != SCHEME_NONE)
                continue;
            o.placed[i] = true;
            s->order[s->n_order++] = i;
        }
    }
    for (size_t i = 0; i < o.n && s->n_order < o.n; i++) {
        if (o.placed[i])
            continue;
        tell_circle(&o, i);
        return;
    }
}

/* ---- weights ---- */

static double weights_of(const Scheme *s, size_t in, const char *unit)
{
    double sum = 0;
    const char *from;

    for (size_t i = 0; i < s->n_items; i++)
        if (s->items[i].kind == ITEM_SCORE && s->items[i].classes[in])
            sum += scheme_weight(s, i, in, unit, &from);
    return sum;
}

static void tell_sum(SchemeBuilding *b, SchemeCell c, double sum, double wanted)
{
    Place at = building_at(b, c);

    if (fabs(sum - wanted) <= SUM_NEAR * (1 + fabs(wanted)))
        return;
    FINDING(b->fs, FAULT, at, "weights-sum", building_text(b, c),
            "权重之和为 %.10g，应为 %.10g，同第一类一样",
            "its weights sum to %.10g; they must sum to %.10g, as those of the first class do", sum, wanted);
}

void building_weights(SchemeBuilding *b)
{
    const Scheme *s = b->scheme;

    if (!s->n_classes)
        return;
    double wanted = weights_of(s, 0, "");
    for (size_t k = 1; k < s->n_classes; k++)
        tell_sum(b, (SchemeCell){TABLE_CLASSES, k, "class"}, weights_of(s, k, ""), wanted);
    for (size_t i = 0; i < s->n_weights; i++) {
        const char *unit = s->weights[i].unit;
        bool first = *unit != '\0';
        for (size_t k = 0; k < i; k++)
            first = first && strcmp(s->weights[k].unit, unit) != 0;
        for (size_t u = 0; first && u < s->n_units; u++)
            if (strcmp(unit_code(&s->units[u].unit), unit) == 0)
                tell_sum(b, (SchemeCell){TABLE_WEIGHTS, i, "unit"}, weights_of(s, s->units[u].in, unit),
                         wanted);
    }
}
