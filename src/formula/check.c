#include <math.h>
#include <stdio.h>
#include <string.h>

#include "formula/work.h"

typedef struct Checker {
    const FormulaHost *host;
    Arena *arena;
    FormulaFaults *faults;
    FormulaRef *refs;
    size_t n_refs, cap;
    /* Where we are. */
    FormulaScope scope;
    int back;                 /* months, of every before() around */
    const Node *whole, *over; /* the city() and the *_months() around; NULL: none */
} Checker;

static void check(Checker *c, Node *x);

/* ---- names ---- */

typedef struct Nearest {
    const char *name;
    size_t distance;
} Nearest;

static void consider(Nearest *best, const char *word, const char *name)
{
    size_t d = text_distance(word, name, best->distance);

    if (d < best->distance)
        *best = (Nearest){name, d};
}

/* A name of which everything would have to be replaced is not near. */
static const char *nearest(const Checker *c, const char *written)
{
    Nearest best = {NULL, 4};
    size_t n;
    const FormulaFunction *all = formula_functions(&n);
    char *word = arena_strdup(c->arena, written);

    for (char *p = word; *p; p++)
        *p = (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p);
    for (size_t i = 0; i < n; i++)
        consider(&best, word, all[i].name);
    for (size_t i = 0; i < c->host->n_readers; i++)
        consider(&best, word, c->host->readers[i].name);
    return best.name && best.distance * 3 < strlen(word) + 3 ? best.name : NULL;
}

static const FormulaReader *reader_find(const FormulaHost *host, const char *name)
{
    for (size_t i = 0; i < host->n_readers; i++)
        if (strcasecmp(host->readers[i].name, name) == 0)
            return &host->readers[i];
    return NULL;
}

static void unknown_function(Checker *c, const Node *x)
{
    const char *near = nearest(c, x->name), *name = quotable(x->name, c->arena);

    if (near)
        FAULT(c->faults, x->head, "没有函数“%s”；是不是 %s？", "there is no function %s; did you mean %s?",
              name, near);
    else
        FAULT(c->faults, x->head, "没有函数“%s”；所有函数见 docs/method/formula.md",
              "there is no function %s; docs/method/formula.md lists all of them", name);
}

static void bare_name(Checker *c, const Node *x)
{
    const char *name = quotable(x->name, c->arena);

    if (function_find(x->name) || reader_find(c->host, x->name))
        FAULT(c->faults, x->head, "函数 %s 后面要有括号", "the function %s needs parentheses", name);
    else
        FAULT(c->faults, x->head, "单独的名称“%s”不是值；指标写在引号里，如 growth(\"%s\")",
              "the bare name %s is no value; a reading has its name in quotation marks, as in "
              "growth(\"%s\")",
              name, name);
}

/* ---- number of arguments ---- */

static bool arity(Checker *c, const Node *x, size_t least, size_t most, bool odd)
{
    const char *how = odd ? TEXT(c->faults->lang, "，且为奇数", ", an odd number") : "";
    char range[64];

    if (x->n >= least && x->n <= most && !(odd && x->n % 2 == 0))
        return true;
    if (least == most)
        snprintf(range, sizeof range, TEXT(c->faults->lang, " %zu ", "%zu"), least);
    else if (most == FORMULA_ARGS_MAX)
        snprintf(range, sizeof range, TEXT(c->faults->lang, "至少 %zu ", "at least %zu"), least);
    else
        snprintf(range, sizeof range, TEXT(c->faults->lang, " %zu 到 %zu ", "%zu to %zu"), least, most);
    FAULT(c->faults, x->head, "%s 要%s个参数%s，这里有 %zu 个",
          "the number of arguments of %s is %s%s, and here are %zu", x->name, range, how, x->n);
    return false;
}

/* ---- readings ---- */

static bool arguments_are_texts(Checker *c, const Node *x)
{
    bool ok = true;

    for (size_t i = 0; i < x->n; i++) {
        if (x->args[i]->kind == NODE_TEXT)
            continue;
        FAULT(c->faults, x->args[i]->where, "%s 的参数是引号里的文字，如 %s",
              "%s takes a text in quotation marks, as in %s", x->name,
              reader_find(c->host, x->name)->example);
        ok = false;
    }
    return ok;
}

static void reading(Checker *c, Node *x, const FormulaReader *reader)
{
    FormulaRef ref = {reader, {"", "", ""}, c->scope, c->back, x->where};
    Err e = {.lang = c->faults->lang};

    x->kind = NODE_READ;
    if (!arity(c, x, reader->least, reader->most < COUNT(ref.args) ? reader->most : COUNT(ref.args), false) ||
        !arguments_are_texts(c, x))
        return;
    for (size_t i = 0; i < x->n; i++)
        ref.args[i] = x->args[i]->name;
    if (!c->host->check(c->host->who, &ref, &x->unit, &e)) {
        formula_fault_add(c->faults, x->where, "%s", e.msg);
        return;
    }
    FormulaUnit unit = x->unit;
    snprintf(x->unit.text, sizeof x->unit.text, "%s", unit_canonical(unit.text));
    x->sort = SORT_NUMBER;
    x->ref = c->n_refs;
    ARENA_PUSH(c->arena, c->refs, c->n_refs, c->cap);
    c->refs[c->n_refs++] = ref;
}

/* ---- functions that change what is read ---- */

static bool enter_units(Checker *c, const Node *x)
{
    if (!c->whole)
        return true;
    FAULT(c->faults, x->head, "%s 是各单位之间的，不能放在 city() 里面；请移到外面",
          "%s is over the units and has no place inside city(); move it outside", x->name);
    return false;
}

/* As far back as a reading here may go. */
static bool within_reach(Checker *c, const Node *x)
{
    int most = c->back + (c->over ? 11 : 0);

    if (most <= FORMULA_MONTHS_MAX)
        return true;
    FAULT(c->faults, x->head, "%s 在这里会回看 %d 个月，最多 %d 个月；请减少 before() 的月数",
          "%s would look back %d months here, and %d are the most; give before() fewer", x->name, most,
          FORMULA_MONTHS_MAX);
    return false;
}

static bool enter_months(Checker *c, const Node *x)
{
    if (c->over) {
        FAULT(c->faults, x->head, "%s 不能放在 %s 里面：两者都逐月计算；请拆成两个公式",
              "%s has no place inside %s, since both go over the months; divide the formula", x->name,
              c->over->name);
        return false;
    }
    c->over = x;
    return within_reach(c, x);
}

static bool enter_before(Checker *c, Node *x)
{
    const Node *k = x->args[1];
    double months = node_is_literal(k) && !*k->unit.text ? node_literal(k) : NAN;

    if (!(months >= 1 && months <= 24 && floor(months) == months)) {
        FAULT(c->faults, k->where, "before 的月数要是 1 到 24 的整数，如 before(growth(\"GDP\"), 12)",
              "the months of before are a whole number from 1 to 24, as in before(growth(\"GDP\"), 12)");
        return false;
    }
    x->before = (int)months;
    c->back += x->before;
    return within_reach(c, x);
}

static bool enter(Checker *c, Node *x)
{
    switch (x->function->work->family) {
    case FAMILY_UNITS:
    case FAMILY_PLACE:
        return enter_units(c, x);
    case FAMILY_MONTHS:
        return enter_months(c, x);
    case FAMILY_BEFORE:
        return enter_before(c, x);
    case FAMILY_WHOLE:
        c->whole = x;
        c->scope = FORMULA_OF_WHOLE;
        return true;
    case FAMILY_EACH:
    default:
        return true;
    }
}

/* ---- the walk ---- */

static bool arguments(Checker *c, Node *x)
{
    bool ok = true;

    for (size_t i = 0; i < x->n; i++) {
        check(c, x->args[i]);
        if (x->args[i]->sort == SORT_TEXT)
            FAULT(c->faults, x->args[i]->where,
                  "%s 这里要数，却是文字；文字只能是指标等的名称，如 growth(\"GDP\")",
                  "%s takes a number here, and this is a text; a text only names what is read, as in "
                  "growth(\"GDP\")",
                  x->name);
        ok &= x->args[i]->sort == SORT_TRUTH || x->args[i]->sort == SORT_NUMBER;
    }
    return ok;
}

/* Rows below x: its first argument goes where its own result goes, each other one has a row of its own. */
static void count_slots(Node *x)
{
    static const size_t own[] = {[FAMILY_MONTHS] = 12, [FAMILY_WHOLE] = 1, [FAMILY_BEFORE] = 0};
    Family family = x->function->work->family;
    size_t first = family < COUNT(own) ? own[family] : 0;

    for (size_t i = 0; i < x->n; i++)
        if (first + i + x->args[i]->slots > x->slots)
            x->slots = first + i + x->args[i]->slots;
}

static void call(Checker *c, Node *x)
{
    const FormulaReader *reader = NULL;

    x->function = x->function ? x->function : function_find(x->name);
    if (!x->function)
        reader = reader_find(c->host, x->name);
    if (reader) {
        reading(c, x, reader);
        return;
    }
    if (!x->function) {
        unknown_function(c, x);
        for (size_t i = 0; i < x->n; i++)
            check(c, x->args[i]);
        return;
    }
    const FormulaWork *w = x->function->work;
    Checker was = *c;
    x->name = x->function->name;
    bool ok = arity(c, x, w->least, w->most, w->odd) && enter(c, x);
    ok &= arguments(c, x);
    c->scope = was.scope;
    c->back = was.back;
    c->whole = was.whole;
    c->over = was.over;
    if (ok)
        w->rule(c->faults, x);
    count_slots(x);
}

static void check(Checker *c, Node *x)
{
    if (x->kind == NODE_NAME)
        bare_name(c, x);
    else if (x->kind == NODE_CALL)
        call(c, x);
}

/* ---- the whole ---- */

static bool not_too_long(Str text, FormulaFaults *faults)
{
    FormulaSpan where = {FORMULA_BYTES_MAX, 0, 1};
    const char *p = text.s;

    if (text.n <= FORMULA_BYTES_MAX)
        return true;
    for (const char *end = text.s + FORMULA_BYTES_MAX; p < end; where.column++)
        (void)utf8_next(&p, end);
    where.n = text.n - where.at;
    FAULT(faults, where, "公式有 %zu 字节，最多 %d；请拆成几个公式",
          "the formula has %zu bytes, and %d are the most; divide it into several formulas", text.n,
          FORMULA_BYTES_MAX);
    return false;
}

/* Faults come out of the tree inside first; people read from left to right. */
static void sort_by_place(FormulaFaults *f, size_t first)
{
    for (size_t i = first + 1; i < f->n; i++) {
        FormulaFault x = f->items[i];
        size_t j = i;
        for (; j > first && f->items[j - 1].where.at > x.where.at; j--)
            f->items[j] = f->items[j - 1];
        f->items[j] = x;
    }
}

const Formula *formula_parse(Str text, const FormulaHost *host, Arena *a, FormulaFaults *faults)
{
    Checker c = {.host = host, .arena = a, .faults = faults, .scope = FORMULA_OF_UNITS};
    Formula *f = NEW(a, Formula);
    size_t had = faults->n;

    if (!not_too_long(text, faults))
        return NULL;
    f->root = formula_tree(text, &f->n_nodes, a, faults);
    if (!f->root)
        return NULL;
    check(&c, f->root);
    if (f->root->sort == SORT_TEXT)
        FAULT(faults, f->root->where, "公式要给出一个数，这里却是文字",
              "a formula gives a number, and this is a text");
    sort_by_place(faults, had);
    f->refs = c.refs;
    f->n_refs = c.n_refs;
    return faults->n > had ? NULL : f;
}

FormulaUnit formula_unit(const Formula *f)
{
    return f->root->unit;
}

size_t formula_refs(const Formula *f, const FormulaRef **out)
{
    *out = f->refs;
    return f->n_refs;
}

bool formula_gives_points(FormulaUnit unit)
{
    return strcmp(unit.text, "") == 0 || strcmp(unit.text, "%") == 0;
}

double formula_points(FormulaUnit unit, double value)
{
    if (!formula_gives_points(unit))
        return NAN;
    return *unit.text ? value / 100 : value;
}
