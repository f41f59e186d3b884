#include <assert.h>
#include <math.h>
#include <string.h>

#include "formula/eval.h"

typedef struct Steps {
    const Formula *formula;
    const FormulaHost *host;
    const Trace *trace;
    Arena *arena;
    FormulaSteps *out;
    int back, month;
} Steps;

static void walk(Steps *s, const Node *x, int depth);

static double value_of(const Steps *s, const Node *x)
{
    return s->trace->values[x->id * FORMULA_YEAR + (size_t)s->month];
}

static void add(Steps *s, const Node *x, int depth)
{
    FormulaRef *ref = NULL;

    if (x->kind == NODE_READ) {
        ref = NEW(s->arena, FormulaRef);
        *ref = s->formula->refs[x->ref];
        ref->months_back = s->back;
    }
    ARENA_PUSH(s->arena, s->out->items, s->out->n, s->out->cap);
    s->out->items[s->out->n++] = (FormulaStep){.where = x->where,
                                               .depth = depth,
                                               .value = value_of(s, x),
                                               .unit = x->unit,
                                               .truth = x->sort == SORT_TRUTH,
                                               .months_back = s->back,
                                               .ref = ref};
}

/* The months that were known, January first. */
static void months(Steps *s, const Node *x, int depth)
{
    int back = s->back;

    for (int m = months_until(s->host, back); m-- > 0;) {
        s->back = back + m;
        s->month = m;
        if (!isnan(value_of(s, x->args[0])))
            walk(s, x->args[0], depth);
    }
    s->back = back;
    s->month = 0;
}

/* Is y, the first operand of x, a term of the same sum, product, and, or? */
static bool same_chain(const Node *x, const Node *y)
{
    const Operator *a = operator_of(x), *b = operator_of(y);

    return a && b && a->level == b->level && !a->prefix && !b->prefix && !y->closed;
}

static void operands(Steps *s, const Node *x, int depth)
{
    for (size_t i = 0; i < x->n; i++)
        if (i == 0 && same_chain(x, x->args[0]))
            operands(s, x->args[0], depth);
        else
            walk(s, x->args[i], depth);
}

static void walk(Steps *s, const Node *x, int depth)
{
    if (depth > 0 && (x->kind == NODE_NUMBER || node_is_literal(x)))
        return;
    add(s, x, depth);
    if (x->kind != NODE_CALL)
        return;
    s->back += x->before;
    if (x->function->work->family == FAMILY_MONTHS)
        months(s, x, depth + 1);
    else
        operands(s, x, depth + 1);
    s->back -= x->before;
}

bool formula_explain(const Formula *f, const FormulaHost *host, size_t unit, Arena *a, FormulaSteps *out,
                     Err *e)
{
    Trace trace = {unit, NEW_N(a, double, f->n_nodes *FORMULA_YEAR)};
    Steps s = {.formula = f, .host = host, .trace = &trace, .arena = a, .out = out};

    assert(unit < host->n);
    *out = (FormulaSteps){0};
    TRY(formula_run(f, host, a, NEW_N(a, double, host->n), &trace, e));
    walk(&s, f->root, 0);
    return true;
}
