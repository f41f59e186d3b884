#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "formula/work.h"

/* Units of measurement. What a rule refuses it tells at the place of the argument at fault, and leaves
 * x->sort as it is: SORT_BAD. */

const char *unit_canonical(const char *unit)
{
    static const struct {
        const char *written, *means;
    } aliases[] = {{"pp", "pp"}, {"个百分点", "pp"}, {"百分点", "pp"}, {"％", "%"}};

    for (size_t i = 0; i < COUNT(aliases); i++)
        if (strcasecmp(unit, aliases[i].written) == 0)
            return aliases[i].means;
    return unit;
}

static bool has_unit(const Node *x, const char *unit)
{
    return strcmp(x->unit.text, unit) == 0;
}

static bool is_plain(const Node *x)
{
    return has_unit(x, "");
}

static bool is_pct(const Node *x)
{
    return has_unit(x, "%");
}

static bool is_pp(const Node *x)
{
    return has_unit(x, "pp");
}

static bool same_unit(const Node *a, const Node *b)
{
    return has_unit(a, b->unit.text);
}

static bool plain_literal(const Node *x)
{
    return node_is_literal(x) && is_plain(x);
}

static bool literal_zero(const Node *x)
{
    return plain_literal(x) && node_literal(x) == 0;
}

/* A number that was written without a unit has that of its neighbour, but for % and pp: is 8 meant as 8% or
 * as 8pp? */
static bool adapts(const Node *x, const Node *to)
{
    return literal_zero(x) || (plain_literal(x) && !is_pct(to) && !is_pp(to));
}

static void give(Node *x, Sort sort, const char *unit)
{
    x->sort = sort;
    snprintf(x->unit.text, sizeof x->unit.text, "%s", unit);
}

/* "%", "a plain number", "a condition" */
static const char *unit_name(Lang lang, const Node *x)
{
    if (x->sort == SORT_TRUTH)
        return TEXT(lang, "条件（真假）", "a condition");
    return is_plain(x) ? TEXT(lang, "没有单位的数", "a plain number") : x->unit.text;
}

/* Two arguments that should have one unit. The fault is the literal's, where one is. */
static void differ(FormulaFaults *f, const Node *x, const Node *a, const Node *b)
{
    bool left = plain_literal(a) ? !plain_literal(b) : node_is_literal(a) && !node_is_literal(b);
    const Node *at = left ? a : b, *other = left ? b : a;
    const char *first = unit_name(f->lang, a), *second = unit_name(f->lang, b);
    char number[NUM_TEXT_MAX];

    if (node_is_literal(at) && (is_pct(other) || is_pp(other))) {
        num_to_text(node_literal(at), number);
        FAULT(f, at->where, "%s 的各项要同一单位，这里是 %s 和 %s；请写 %s%s",
              "%s takes one unit, and here are %s and %s; write %s%s", x->name, first, second, number,
              other->unit.text);
        return;
    }
    FAULT(f, at->where, "%s 的各项要同一单位，这里是 %s 和 %s；要去掉单位请用 number()",
          "%s takes one unit, and here are %s and %s; number() takes a unit off", x->name, first, second);
}

/* One unit for all of the list, which x gets; a truth if all are. */
static bool unify(FormulaFaults *f, Node *x, Node *const *list, size_t n, FormulaUnit *unit)
{
    const Node *anchor = list[0];

    assert(n > 0 && anchor);
    for (size_t i = 1; i < n && plain_literal(anchor); i++)
        anchor = list[i];
    if (plain_literal(anchor))
        anchor = list[0];
    for (size_t i = 0; i < n; i++) {
        if (same_unit(list[i], anchor) || adapts(list[i], anchor))
            continue;
        bool before = list[i]->where.at < anchor->where.at;
        differ(f, x, before ? list[i] : anchor, before ? anchor : list[i]);
        return false;
    }
    *unit = anchor->unit;
    return true;
}

static Sort sort_of_all(Node *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (list[i]->sort != SORT_TRUTH)
            return SORT_NUMBER;
    return SORT_TRUTH;
}

static bool want_plain(FormulaFaults *f, const Node *x, const Node *arg)
{
    if (is_plain(arg))
        return true;
    FAULT(f, arg->where, "%s 这里要没有单位的数，却是 %s；要去掉单位请用 number()，或除以同单位的数",
          "%s takes a plain number here, and this is %s; number() takes a unit off, or divide by a number of "
          "that unit",
          x->name, arg->unit.text);
    return false;
}

static bool want_condition(FormulaFaults *f, const Node *x, const Node *arg)
{
    if (arg->sort == SORT_TRUTH)
        return true;
    FAULT(f, arg->where, "%s 这里要条件，如 growth(\"GDP\") >= 8%%，却是 %s",
          "%s takes a condition here, such as growth(\"GDP\") >= 8%%, and this is %s", x->name,
          unit_name(f->lang, arg));
    return false;
}

/* ---- operators ---- */

static bool add_of_literal_zero(Node *x)
{
    const Node *a = x->args[0], *b = x->args[1];

    if (literal_zero(b))
        give(x, SORT_NUMBER, a->unit.text);
    else if (literal_zero(a))
        give(x, SORT_NUMBER, b->unit.text);
    return x->sort == SORT_NUMBER;
}

static void add(FormulaFaults *f, Node *x, bool minus)
{
    Node *const *v = x->args;
    FormulaUnit unit;

    if (add_of_literal_zero(x))
        return;
    if (is_pct(v[0]) && is_pct(v[1]))
        give(x, SORT_NUMBER, minus ? "pp" : "%");
    else if ((is_pct(v[0]) && is_pp(v[1])) || (!minus && is_pp(v[0]) && is_pct(v[1])))
        give(x, SORT_NUMBER, "%");
    else if (unify(f, x, v, 2, &unit))
        give(x, SORT_NUMBER, unit.text);
}

void rule_add(FormulaFaults *f, Node *x)
{
    add(f, x, false);
}

void rule_subtract(FormulaFaults *f, Node *x)
{
    add(f, x, true);
}

void rule_multiply(FormulaFaults *f, Node *x)
{
    const Node *a = x->args[0], *b = x->args[1];

    if (is_plain(a) || is_plain(b)) {
        give(x, SORT_NUMBER, is_plain(a) ? b->unit.text : a->unit.text);
    } else if (is_pct(a) || is_pct(b)) {
        give(x, SORT_NUMBER, is_pct(a) ? b->unit.text : a->unit.text);
        x->scale = 0.01;
    } else {
        FAULT(f, x->head, "%s 和 %s 不能相乘；其中一个要没有单位或是 %%，可用 number() 去掉单位",
              "%s and %s cannot be multiplied; one of them must be a plain number or %%: number() takes a "
              "unit off",
              unit_name(f->lang, a), unit_name(f->lang, b));
    }
}

void rule_divide(FormulaFaults *f, Node *x)
{
    const Node *a = x->args[0], *b = x->args[1];
    bool rates = (is_pct(a) || is_pp(a)) && (is_pct(b) || is_pp(b));

    if (same_unit(a, b) || rates) {
        give(x, SORT_NUMBER, "");
    } else if (is_plain(b)) {
        give(x, SORT_NUMBER, a->unit.text);
    } else if (is_pct(b)) {
        give(x, SORT_NUMBER, a->unit.text);
        x->scale = 100;
    } else {
        FAULT(f, x->head, "%s 不能除以 %s；除数要是同单位的数、没有单位的数或 %%，可用 number() 去掉单位",
              "%s cannot be divided by %s; divide by the same unit, a plain number or %%: number() takes a "
              "unit off",
              unit_name(f->lang, a), unit_name(f->lang, b));
    }
}

void rule_compare(FormulaFaults *f, Node *x)
{
    FormulaUnit unit;

    if (unify(f, x, x->args, 2, &unit))
        give(x, SORT_TRUTH, "");
}

void rule_logic(FormulaFaults *f, Node *x)
{
    bool ok = true;

    for (size_t i = 0; i < x->n; i++)
        ok &= want_condition(f, x, x->args[i]);
    if (ok)
        give(x, SORT_TRUTH, "");
}

/* ---- functions ---- */

void rule_count(FormulaFaults *f, Node *x)
{
    if (want_condition(f, x, x->args[0]))
        give(x, SORT_NUMBER, "");
}

void rule_plain(FormulaFaults *f, Node *x)
{
    bool ok = true;

    for (size_t i = 0; i < x->n; i++)
        ok &= want_plain(f, x, x->args[i]);
    if (ok)
        give(x, SORT_NUMBER, "");
}

void rule_keep(FormulaFaults *f, Node *x)
{
    (void)f;
    give(x, SORT_NUMBER, x->args[0]->unit.text);
}

void rule_through(FormulaFaults *f, Node *x)
{
    (void)f;
    give(x, x->args[0]->sort, x->args[0]->unit.text);
}

void rule_any_plain(FormulaFaults *f, Node *x)
{
    (void)f;
    give(x, SORT_NUMBER, "");
}

void rule_known(FormulaFaults *f, Node *x)
{
    (void)f;
    give(x, SORT_TRUTH, "");
}

void rule_same(FormulaFaults *f, Node *x)
{
    FormulaUnit unit;

    if (unify(f, x, x->args, x->n, &unit))
        give(x, sort_of_all(x->args, x->n), unit.text);
}

void rule_clamp(FormulaFaults *f, Node *x)
{
    const Node *lo = x->args[1], *hi = x->args[2];

    if (node_is_literal(lo) && node_is_literal(hi) && node_literal(lo) > node_literal(hi))
        FAULT(f, lo->where, "clamp 的下限大于上限；请交换这两个数",
              "the lower bound of clamp is above the upper one; exchange them");
    else
        rule_same(f, x);
}

void rule_choose(FormulaFaults *f, Node *x)
{
    Node *values[FORMULA_ARGS_MAX];
    size_t n = 0;
    FormulaUnit unit;
    bool ok = true;

    for (size_t i = 0; i + 1 < x->n; i += 2) {
        ok &= want_condition(f, x, x->args[i]);
        values[n++] = x->args[i + 1];
    }
    values[n++] = x->args[x->n - 1];
    if (unify(f, x, values, n, &unit) && ok)
        give(x, sort_of_all(values, n), unit.text);
}

void rule_round(FormulaFaults *f, Node *x)
{
    const Node *digits = x->args[1];
    double d = plain_literal(digits) ? node_literal(digits) : NAN;

    if (d >= -9 && d <= 9 && floor(d) == d)
        rule_keep(f, x);
    else
        FAULT(f, digits->where, "round 的位数要是 -9 到 9 的整数，如 round(x, 2)",
              "the digits of round are a whole number from -9 to 9, as in round(x, 2)");
}

void rule_efficacy(FormulaFaults *f, Node *x)
{
    FormulaUnit unit;
    bool one = unify(f, x, x->args, 3, &unit), base = x->n < 4 || want_plain(f, x, x->args[3]);

    if (one && base)
        give(x, SORT_NUMBER, "");
}

void rule_ladder(FormulaFaults *f, Node *x)
{
    bool ok = want_plain(f, x, x->args[0]);

    for (size_t i = 1; i < x->n; i++) {
        const Node *share = x->args[i];
        if (is_pct(share) || literal_zero(share))
            continue;
        FAULT(f, share->where, "ladder 的%s是百分数，这里却是 %s；请写成 5%% 这样的数",
              "the %s of ladder is per cent, and this is %s; write it as 5%%",
              i == 1 ? TEXT(f->lang, "步长", "step") : TEXT(f->lang, "下限", "floor"),
              unit_name(f->lang, share));
        ok = false;
    }
    if (ok)
        give(x, SORT_NUMBER, "");
}

/* The points of a piecewise line must go to the right; of what is not written out nothing is known yet. */
static bool points_rise(FormulaFaults *f, Node *const *xs, size_t n)
{
    for (size_t i = 2; i < n; i++) {
        if (!node_is_literal(xs[i - 1]) || !node_is_literal(xs[i]) ||
            node_literal(xs[i - 1]) < node_literal(xs[i]))
            continue;
        FAULT(f, xs[i]->where, "piecewise 的各点要从小到大，这个点不大于前一个",
              "the points of piecewise go from small to great, and this one is not above the one before");
        return false;
    }
    return true;
}

void rule_piecewise(FormulaFaults *f, Node *x)
{
    Node *xs[FORMULA_ARGS_MAX] = {NULL}, *ys[FORMULA_ARGS_MAX] = {NULL};
    size_t n = 0;
    FormulaUnit unit;

    xs[n++] = x->args[0];
    for (size_t i = 1; i + 1 < x->n; i += 2) {
        ys[n - 1] = x->args[i + 1];
        xs[n++] = x->args[i];
    }
    bool one = unify(f, x, xs, n, &unit), rise = one && points_rise(f, xs, n);
    if (unify(f, x, ys, n - 1, &unit) && rise)
        give(x, SORT_NUMBER, unit.text);
}
