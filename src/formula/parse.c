#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "formula/syntax.h"

typedef struct Parser {
    Str text;
    const Token *t;
    Arena *arena;
    FormulaFaults *faults;
    size_t n_nodes;
    int depth;
} Parser;

enum { SENTENCE_MAX = 1024, QUOTED_MAX = 60 };

void formula_fault_add(FormulaFaults *f, FormulaSpan where, const char *fmt, ...)
{
    char text[SENTENCE_MAX];
    va_list ap;

    if (f->n >= FORMULA_FAULTS_MAX)
        return;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    utf8_trim_broken_tail(text);
    ARENA_PUSH(f->arena, f->items, f->n, f->cap);
    f->items[f->n++] =
        (FormulaFault){where, arena_printf(f->arena, TEXT(f->lang, "第 %zu 个字符：%s", "character %zu: %s"),
                                           where.column, text)};
}

const char *quotable(const char *s, Arena *a)
{
    char *cut = arena_strndup(a, s, strnlen(s, QUOTED_MAX));

    if (!s[strlen(cut)])
        return s;
    utf8_trim_broken_tail(cut);
    return arena_printf(a, "%s…", cut);
}

bool node_is_literal(const Node *x)
{
    if (x->kind == NODE_CALL && x->n == 1 && strcmp(x->name, "-") == 0)
        x = x->args[0];
    return x->kind == NODE_NUMBER && x->sort == SORT_NUMBER;
}

double node_literal(const Node *x)
{
    return x->kind == NODE_NUMBER ? x->value : -x->args[0]->value;
}

/* ---- faults of syntax ---- */

static bool at_sign(const Parser *p, const char *sign)
{
    return p->t->kind == TOKEN_SIGN && strcmp(p->t->text, sign) == 0;
}

/* Tells what stands here, and what should. */
static void unexpected(Parser *p, const char *expected)
{
    const char *found;
    FormulaSpan w = p->t->where;

    if (p->t->kind == TOKEN_BAD) {
        formula_fault_add(p->faults, w, "%s", p->t->text);
        return;
    }
    if (p->t->kind == TOKEN_END) {
        FAULT(p->faults, w, "公式到这里就结束了，应当还有%s", "the formula ends here, and %s was expected",
              expected);
        return;
    }
    found = quotable(arena_strndup(p->arena, p->text.s + w.at, w.n), p->arena);
    if (at_sign(p, "%"))
        FAULT(p->faults, w, "这里是“%s”，应当是%s；%% 只能跟在数的后面，如 8%%",
              "here is %s, and %s was expected; %% follows a number only, as in 8%%", found, expected);
    else
        FAULT(p->faults, w, "这里是“%s”，应当是%s", "here is %s, and %s was expected", found, expected);
}

static Node *operand_missing(Parser *p)
{
    unexpected(p,
               TEXT(p->faults->lang, "数、函数或左括号", "a number, a function or an opening parenthesis"));
    return NULL;
}

/* ---- nodes ---- */

static FormulaSpan span_over(FormulaSpan a, FormulaSpan b)
{
    return (FormulaSpan){a.at, b.at + b.n - a.at, a.column};
}

static Node *node_new(Parser *p, NodeKind kind, FormulaSpan head)
{
    if (p->n_nodes >= FORMULA_NODES_MAX) {
        FAULT(p->faults, head, "公式到这里已有 %d 个数、函数和运算符，超过了上限；请拆成几个公式",
              "the formula has %d numbers, functions and operators up to here, which is the most; divide it "
              "into "
              "several formulas",
              FORMULA_NODES_MAX);
        return NULL;
    }
    Node *x = NEW(p->arena, Node);
    *x = (Node){.kind = kind, .id = p->n_nodes++, .where = head, .head = head, .scale = 1};
    return x;
}

static Node *call_new(Parser *p, FormulaSpan head, const char *name, Node *const *args, size_t n)
{
    Node *x = node_new(p, NODE_CALL, head);

    if (!x)
        return NULL;
    x->name = name;
    x->n = n;
    x->args = NEW_N(p->arena, Node *, n + 1);
    for (size_t i = 0; i < n; i++)
        x->args[i] = args[i];
    return x;
}

static Node *expression(Parser *p, int level);

/* One level of nesting further: everything that may recur without end goes through here. */
static Node *deeper(Parser *p, int level)
{
    if (p->depth >= FORMULA_DEPTH_MAX) {
        FAULT(p->faults, p->t->where, "公式到这里嵌套了 %d 层，超过了上限；请拆成几个公式",
              "the formula is nested %d deep here, which is the most; divide it into several formulas",
              FORMULA_DEPTH_MAX);
        return NULL;
    }
    p->depth++;
    Node *x = expression(p, level);
    p->depth--;
    return x;
}

/* ---- operands ---- */

static bool unit_of_literal(Parser *p, Node *x, const char *unit)
{
    unit = unit_canonical(unit);
    if (strlen(unit) >= sizeof x->unit.text) {
        FAULT(p->faults, p->t->where, "单位“%s”太长，最多 %zu 字节",
              "the unit %s is too long; at most %zu bytes", quotable(unit, p->arena),
              sizeof x->unit.text - 1);
        return false;
    }
    snprintf(x->unit.text, sizeof x->unit.text, "%s", unit);
    x->where = span_over(x->where, p->t->where);
    p->t++;
    return true;
}

/* Behind a number: %, a name that is not a function's, or a unit in quotation marks. */
static bool unit_follows(const Token *t)
{
    bool call = t[0].kind == TOKEN_NAME && t[1].kind == TOKEN_SIGN && strcmp(t[1].text, "(") == 0;

    return t->kind == TOKEN_TEXT || (t->kind == TOKEN_NAME && !call) ||
           (t->kind == TOKEN_SIGN && strcmp(t->text, "%") == 0);
}

static Node *number(Parser *p)
{
    Node *x = node_new(p, NODE_NUMBER, p->t->where);

    if (!x)
        return NULL;
    x->value = p->t++->number;
    x->sort = SORT_NUMBER;
    return unit_follows(p->t) && !unit_of_literal(p, x, p->t->text) ? NULL : x;
}

static Node *text(Parser *p)
{
    Node *x = node_new(p, NODE_TEXT, p->t->where);

    if (!x)
        return NULL;
    x->name = p->t++->text;
    x->sort = SORT_TEXT;
    return x;
}

static Node *unclosed(Parser *p, const Token *open)
{
    unexpected(p,
               p->t->kind == TOKEN_BAD
                   ? ""
                   : arena_printf(p->arena,
                                  TEXT(p->faults->lang, "运算符、逗号，或与第 %zu 个字符的左括号相配的右括号",
                                       "an operator, a comma or the parenthesis that closes the one of "
                                       "character %zu"),
                                  open->where.column));
    return NULL;
}

static Node *parentheses(Parser *p)
{
    const Token *open = p->t++;
    Node *x = deeper(p, LEVEL_OR);

    if (!x)
        return NULL;
    if (!at_sign(p, ")"))
        return unclosed(p, open);
    x->where = span_over(open->where, p->t++->where);
    x->closed = true;
    return x;
}

static Node *call(Parser *p)
{
    const Token *named = p->t++, *open = p->t++;
    Node *args[FORMULA_ARGS_MAX];
    size_t n = 0;

    while (!at_sign(p, ")") || n) {
        if (n == FORMULA_ARGS_MAX) {
            FAULT(p->faults, p->t->where, "%s 的参数超过了 %d 个", "%s has more than %d arguments",
                  quotable(named->text, p->arena), FORMULA_ARGS_MAX);
            return NULL;
        }
        args[n] = deeper(p, LEVEL_OR);
        if (!args[n++])
            return NULL;
        if (!at_sign(p, ","))
            break;
        p->t++;
    }
    if (!at_sign(p, ")"))
        return unclosed(p, open);
    Node *x = call_new(p, named->where, named->text, args, n);
    if (x)
        x->where = span_over(named->where, p->t++->where);
    return x;
}

static Node *named(Parser *p)
{
    bool truth = strcasecmp(p->t->text, "true") == 0;

    if (p->t[1].kind == TOKEN_SIGN && strcmp(p->t[1].text, "(") == 0)
        return call(p);
    bool word = truth || strcasecmp(p->t->text, "false") == 0;
    Node *x = node_new(p, word ? NODE_NUMBER : NODE_NAME, p->t->where);
    if (!x)
        return NULL;
    x->value = truth;
    x->sort = word ? SORT_TRUTH : SORT_BAD;
    x->name = p->t++->text;
    return x;
}

static Node *prefixed(Parser *p, const Operator *o)
{
    FormulaSpan sign = p->t++->where;
    Node *y = deeper(p, o->level), *x = y ? call_new(p, sign, o->sign, &y, 1) : NULL;

    if (!x)
        return NULL;
    x->function = &o->function;
    x->where = span_over(sign, y->where);
    return x;
}

static Node *operand(Parser *p)
{
    const Operator *o = p->t->kind == TOKEN_SIGN ? operator_find(p->t->text, true) : NULL;

    if (o)
        return prefixed(p, o);
    if (at_sign(p, "("))
        return parentheses(p);
    if (p->t->kind == TOKEN_NUMBER)
        return number(p);
    if (p->t->kind == TOKEN_TEXT)
        return text(p);
    return p->t->kind == TOKEN_NAME ? named(p) : operand_missing(p);
}

/* ---- operators: precedence climbing ---- */

static Node *joined(Parser *p, const Operator *o, Node *left)
{
    const Operator *last = operator_of(left);

    if (o->level == LEVEL_COMPARE && last && last->level == LEVEL_COMPARE && !left->closed) {
        FAULT(p->faults, p->t->where, "比较不能连写（a < b < c）；请写成 a < b and b < c",
              "comparisons are not chained (a < b < c); write a < b and b < c");
        return NULL;
    }
    FormulaSpan sign = p->t++->where;
    Node *right = o->right ? deeper(p, o->level) : expression(p, o->level + 1);
    Node *x = right ? call_new(p, sign, o->sign, (Node *[]){left, right}, 2) : NULL;
    if (!x)
        return NULL;
    x->function = &o->function;
    x->where = span_over(left->where, right->where);
    return x;
}

static Node *expression(Parser *p, int level)
{
    Node *x = operand(p);
    const Operator *o;

    while (x && p->t->kind == TOKEN_SIGN && (o = operator_find(p->t->text, false)) && o->level >= level)
        x = joined(p, o, x);
    return x;
}

Node *formula_tree(Str s, size_t *n_nodes, Arena *a, FormulaFaults *faults)
{
    Parser p = {.text = s, .t = formula_tokens(s, faults->lang, a), .arena = a, .faults = faults};

    if (p.t->kind == TOKEN_END) {
        FAULT(faults, p.t->where, "公式是空的；例如写 10 * growth(\"GDP\") / 8%%",
              "the formula is empty; write for example 10 * growth(\"GDP\") / 8%%");
        return NULL;
    }
    Node *x = expression(&p, LEVEL_OR);
    if (x && p.t->kind != TOKEN_END) {
        unexpected(&p, TEXT(faults->lang, "运算符或公式的结尾", "an operator or the end of the formula"));
        return NULL;
    }
    *n_nodes = p.n_nodes;
    return x;
}
