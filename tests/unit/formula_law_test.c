/* Laws that every formula keeps, tried on random ones; and the documents' examples. */
#include "cm.h"
/* behind cm.h */
#include "cm_arena.h"
#include "formula_world.h"

/* ---- random formulas, as trees ---- */

typedef struct Gen Gen;
struct Gen {
    const char *head; /* of a leaf its text, of an operator its sign, of a function its name */
    int level;        /* 0: a leaf or a function */
    int n;
    const Gen *args[4];
};

enum { G_PLAIN, G_PCT, G_PP, G_UNIT, G_TRUTH, G_KINDS };

/* Operands of a kind: '.' plain, '%', 'p' pp, 'u' 亿元, 't' a truth. Levels as in docs/method/formula.md. */
typedef struct Form {
    int kind;
    const char *head;
    int level;
    const char *takes;
    bool group; /* of the other units: not for a unit alone */
} Form;

static const Form forms[] = {{G_PLAIN, "+", 5, "..", false},
                             {G_PLAIN, "-", 5, "..", false},
                             {G_PLAIN, "*", 6, "..", false},
                             {G_PLAIN, "/", 6, "..", false},
                             {G_PLAIN, "/", 6, "%p", false},
                             {G_PLAIN, "/", 6, "uu", false},
                             {G_PLAIN, "-", 7, ".", false},
                             {G_PLAIN, "^", 8, "..", false},
                             {G_PLAIN, "if", 0, "t..", false},
                             {G_PLAIN, "max", 0, "...", false},
                             {G_PLAIN, "number", 0, "u", false},
                             {G_PLAIN, "abs", 0, ".", false},
                             {G_PLAIN, "efficacy", 0, "%%%", false},
                             {G_PLAIN, "floor", 0, ".", false},
                             {G_PLAIN, "ln", 0, ".", false},
                             {G_PLAIN, "count_months", 0, "t", false},
                             {G_PLAIN, "rank", 0, "u", true},
                             {G_PLAIN, "count_units", 0, "t", true},
                             {G_PLAIN, "rank_up", 0, "%", true},
                             {G_PCT, "+", 5, "%p", false},
                             {G_PCT, "-", 5, "%p", false},
                             {G_PCT, "*", 6, "%.", false},
                             {G_PCT, "*", 6, "%%", false},
                             {G_PCT, "or_else", 0, "%%", false},
                             {G_PCT, "-", 7, "%", false},
                             {G_PCT, "median_units", 0, "%", true},
                             {G_PCT, "max_units", 0, "%", true},
                             {G_PP, "-", 5, "%%", false},
                             {G_PP, "+", 5, "pp", false},
                             {G_PP, "*", 6, ".p", false},
                             {G_PP, "min", 0, "pp", false},
                             {G_UNIT, "+", 5, "uu", false},
                             {G_UNIT, "*", 6, "u%", false},
                             {G_UNIT, "/", 6, "u.", false},
                             {G_UNIT, "mean_months", 0, "u", false},
                             {G_UNIT, "ifs", 0, "tuu", false},
                             {G_TRUTH, "or", 1, "tt", false},
                             {G_TRUTH, "and", 2, "tt", false},
                             {G_TRUTH, "not", 3, "t", false},
                             {G_TRUTH, ">=", 4, "%%", false},
                             {G_TRUTH, "<", 4, "uu", false},
                             {G_TRUTH, "=", 4, "..", false},
                             {G_TRUTH, "<>", 4, "pp", false},
                             {G_TRUTH, "known", 0, "%", false}};

static const char *const leaves[G_KINDS][4] = {
    [G_PLAIN] = {"2", "0.5", "param(\"five\")", "3"},
    [G_PCT] = {"growth(\"GDP\")", "8%", "param(\"lo\")", "param(\"none\")"},
    [G_PP] = {"1pp", "0.1pp", "0.2个百分点", "3pp"},
    [G_UNIT] = {"value(\"GDP\")", "city(value(\"GDP\"))", "120亿元", "before(value(\"GDP\"),3)"},
    [G_TRUTH] = {"true", "false", "growth(\"GDP\")>8%", "known(growth(\"GDP\"))"},
};

static uint64_t seed;
static bool in_months;

static size_t pick(size_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(seed >> 33) % n;
}

static const Form *pick_form(int kind, bool group)
{
    for (;;) {
        const Form *f = &forms[pick(COUNT(forms))];
        if (f->kind == kind && (group || !f->group) && !(in_months && strstr(f->head, "_months")))
            return f;
    }
}

static const Gen *grow(int kind, int depth, bool group)
{
    static const char kinds[] = ".%put";
    Gen *g = NEW(arena, Gen);

    if (depth == 0 || pick(6) == 0) {
        size_t k = pick(4);
        g->head = leaves[kind][k];
        g->level = kind == G_TRUTH && k == 2 ? 4 : 0;
        return g;
    }
    const Form *f = pick_form(kind, group);
    bool was = in_months;
    in_months |= strstr(f->head, "_months") != NULL;
    *g = (Gen){.head = f->head, .level = f->level, .n = (int)strlen(f->takes)};
    for (int i = 0; i < g->n; i++)
        g->args[i] = grow((int)(strchr(kinds, f->takes[i]) - kinds), depth - 1, group);
    in_months = was;
    return g;
}

/* Ways to write one tree. */
typedef struct Style {
    bool full; /* parentheses everywhere, not only where they are needed */
    bool wide; /* blanks and signs of Chinese input methods */
} Style;

static void sign(const Style *s, const char *text, Buf *out)
{
    static const char *const wide[][2] = {{"(", "（"},    {")", "） "},  {",", "　，"}, {"+", "＋"},
                                          {"-", "\n－ "}, {"*", "×"},    {"/", " ÷"},   {">=", "≥ "},
                                          {"<>", "≠"},    {"=", "＝"},   {"<", "＜"},   {"and", "且"},
                                          {"or", "或"},   {"not", "非"}, {"^", "＾\t"}};

    for (size_t i = 0; s->wide && i < COUNT(wide); i++)
        if (strcmp(wide[i][0], text) == 0) {
            buf_str(out, wide[i][1]);
            return;
        }
    bool word = text[0] >= 'a' && text[0] <= 'z';
    buf_printf(out, word ? " %s " : "%s", text);
}

static void print(const Gen *g, const Style *s, Buf *out);

static void print_in(const Gen *g, bool needed, const Style *s, Buf *out)
{
    bool closed = s->full || needed;

    if (closed)
        sign(s, "(", out);
    print(g, s, out);
    if (closed)
        sign(s, ")", out);
}

static void print(const Gen *g, const Style *s, Buf *out)
{
    if (g->n == 0) {
        buf_str(out, g->head);
    } else if (g->level == 0) {
        buf_str(out, g->head);
        sign(s, "(", out);
        for (int i = 0; i < g->n; i++) {
            sign(s, i ? "," : "", out);
            print_in(g->args[i], false, s, out);
        }
        sign(s, ")", out);
    } else {
        const Gen *left = g->args[0], *right = g->args[g->n - 1];
        bool tight = g->level == 4 || g->level == 8;
        if (g->n == 2)
            print_in(left, left->level && (left->level < g->level + tight), s, out);
        sign(s, g->head, out);
        bool same = g->n == 2 && g->level != 8;
        print_in(right, right->level && right->level < g->level + same, s, out);
    }
}

static const Formula *parse_gen(const Gen *g, Style s, const FormulaHost *host, Buf *text)
{
    FormulaFaults f = {.arena = arena, .lang = LANG_EN};

    buf_clear(text);
    print(g, &s, text);
    const Formula *x = formula_parse((Str){text->s, text->n}, host, arena, &f);
    if (!x)
        fail_msg("%s: %s", buf_cstr(text), f.items[0].text);
    return x;
}

static void same_values(const char *text, const double *a, const double *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i] && !(isnan(a[i]) && isnan(b[i])))
            fail_msg("%s: unit %zu: %.17g and %.17g", text, i, a[i], b[i]);
}

static void blanks_full_width_signs_and_needless_parentheses_change_nothing(void **state)
{
    (void)state;
    World w = {0};
    FormulaHost host = world_host(&w);
    AUTO(buf_free) Buf text = buf_new(1 << 20);
    Err e = {0};
    int known = 0;

    seed = 1;
    for (int i = 0; i < 3000; i++) {
        const Gen *g = grow((int)pick(G_KINDS), 4, true);
        double plain[WORLD_UNITS], other[WORLD_UNITS];
        const Formula *f = parse_gen(g, (Style){false, false}, &host, &text);
        assert_true(formula_eval(f, &host, arena, plain, &e));
        for (int k = 1; k < 4; k++) {
            const Formula *x = parse_gen(g, (Style){k & 1, k & 2}, &host, &text);
            assert_true(formula_eval(x, &host, arena, other, &e));
            same_values(buf_cstr(&text), plain, other, WORLD_UNITS);
            assert_string_equal(formula_unit(f).text, formula_unit(x).text);
        }
        known += !isnan(plain[0]);
        if (i % 100 == 0)
            arena_reset(arena);
    }
    assert_true(known > 1000);
}

static void units_judged_together_have_the_values_that_each_has_alone(void **state)
{
    (void)state;
    AUTO(buf_free) Buf text = buf_new(1 << 20);
    Err e = {0};

    seed = 2;
    for (int i = 0; i < 3000; i++) {
        const Gen *g = grow((int)pick(G_KINDS), 4, false);
        World all = {0};
        FormulaHost host = world_host(&all);
        double together[WORLD_UNITS], alone;
        const Formula *f = parse_gen(g, (Style){false, false}, &host, &text);
        assert_true(formula_eval(f, &host, arena, together, &e));
        for (size_t u = 0; u < WORLD_UNITS; u++) {
            World one = {.shift = u + 1};
            host = world_host(&one);
            assert_true(formula_eval(f, &host, arena, &alone, &e));
            same_values(buf_cstr(&text), &together[u], &alone, 1);
        }
        if (i % 100 == 0)
            arena_reset(arena);
    }
}

static void an_explanation_agrees_with_the_value(void **state)
{
    (void)state;
    World w = {0};
    FormulaHost host = world_host(&w);
    AUTO(buf_free) Buf text = buf_new(1 << 20);
    Err e = {0};

    seed = 3;
    for (int i = 0; i < 1000; i++) {
        const Formula *f = parse_gen(grow((int)pick(G_KINDS), 4, true), (Style){false, true}, &host, &text);
        double out[WORLD_UNITS];
        assert_true(formula_eval(f, &host, arena, out, &e));
        for (size_t u = 0; u < WORLD_UNITS; u++) {
            FormulaSteps s;
            assert_true(formula_explain(f, &host, u, arena, &s, &e) && s.n >= 1 && s.items[0].depth == 0);
            same_values(buf_cstr(&text), &out[u], &s.items[0].value, 1);
            for (size_t k = 1; k < s.n; k++) {
                const FormulaStep *x = &s.items[k];
                assert_true(x->depth >= 1 && x->depth <= s.items[k - 1].depth + 1);
                assert_true(x->where.n > 0 && x->where.at + x->where.n <= text.n);
                if (x->ref && x->ref->scope == FORMULA_OF_UNITS) {
                    double read = world_value(x->ref, u);
                    same_values(buf_cstr(&text), &read, &x->value, 1);
                }
            }
        }
        arena_reset(arena);
    }
}

/* Ranks by comparing every pair. */
static void ranks_are_one_more_than_the_number_of_better_ones(void **state)
{
    (void)state;
    seed = 4;
    for (int round = 0; round < 200; round++) {
        double v[WORLD_UNITS], rank[WORLD_UNITS];
        World w = {0};
        FormulaHost host = world_host(&w);
        Err e = {0};
        FormulaFaults faults = {.arena = arena};
        AUTO(buf_free) Buf text = buf_new(4096);
        /* The values of the four units come from a formula of one's own. */
        buf_str(&text, "rank(ifs(");
        static const char *const ranges[] = {"<150", "<250", "<350"};
        for (size_t i = 0; i < WORLD_UNITS; i++) {
            v[i] = pick(5) == 0 ? NAN : (double)pick(4);
            if (i < COUNT(ranges))
                buf_printf(&text, "value(\"GDP\")%s,", ranges[i]);
            if (isnan(v[i]))
                buf_str(&text, "1/0");
            else
                buf_printf(&text, "%g", v[i]);
            buf_str(&text, i + 1 < WORLD_UNITS ? "," : "))");
        }
        const Formula *f = formula_parse(str_of(buf_cstr(&text)), &host, arena, &faults);
        assert_non_null(f);
        assert_true(formula_eval(f, &host, arena, rank, &e));
        for (size_t i = 0; i < WORLD_UNITS; i++) {
            double want = isnan(v[i]) ? NAN : 1;
            for (size_t k = 0; k < WORLD_UNITS; k++)
                want += v[k] > v[i];
            same_values(buf_cstr(&text), &want, &rank[i], 1);
        }
    }
}

/* ---- anything at all ---- */

static void any_text_is_evaluated_or_refused_with_places(void **state)
{
    (void)state;
    static const char *const words[] = {"(",
                                        ")",
                                        ",",
                                        "+",
                                        "-",
                                        "*",
                                        "/",
                                        "^",
                                        "%",
                                        " ",
                                        "and ",
                                        "或",
                                        "not ",
                                        "<",
                                        ">=",
                                        "=",
                                        "1",
                                        "2.5",
                                        "8%",
                                        "pp",
                                        "亿元",
                                        "0",
                                        "if(",
                                        "max(",
                                        "growth(\"GDP\")",
                                        "value(\"NEW\")",
                                        "city(",
                                        "before(",
                                        "rank(",
                                        ",12)",
                                        "\"",
                                        "“",
                                        "x",
                                        "true",
                                        "sum_months(",
                                        "piecewise(",
                                        "\xFF",
                                        "1e",
                                        "，",
                                        "（"};
    World w = {0};
    FormulaHost host = world_host(&w);
    AUTO(buf_free) Buf text = buf_new(8192);
    int fine = 0;

    seed = 5;
    for (int i = 0; i < 60000; i++) {
        FormulaFaults f = {.arena = arena, .lang = i % 2 ? LANG_EN : LANG_ZH};
        double out[WORLD_UNITS];
        FormulaSteps steps;
        Err e = {0};
        buf_clear(&text);
        for (size_t k = pick(i % 3 ? 8 : 40) + 1; k-- > 0;)
            buf_str(&text, words[pick(COUNT(words))]);
        const Formula *x = formula_parse((Str){text.s, text.n}, &host, arena, &f);
        assert_true((x == NULL) == (f.n > 0));
        for (size_t k = 0; k < f.n; k++) {
            FormulaSpan s = f.items[k].where;
            assert_true(s.column >= 1 && s.at + s.n <= text.n && *f.items[k].text);
            assert_true(k == 0 || f.items[k - 1].where.at <= s.at);
        }
        if (x)
            assert_true(formula_eval(x, &host, arena, out, &e) &&
                        formula_explain(x, &host, 3, arena, &steps, &e));
        fine += x != NULL;
        if (i % 100 == 0)
            arena_reset(arena);
    }
    assert_true(fine > 500);
}

/* ---- documents ---- */

static char *whole_file(const char *path)
{
    char *name = arena_printf(arena, "%s/%s", getenv("ROOT"), path), *s = arena_alloc(arena, 1 << 20, 1);
    FILE *f = fopen(name, "rb");

    assert_non_null(f);
    size_t n = fread(s, 1, (1 << 20) - 1, f);
    fclose(f);
    s[n] = '\0';
    return s;
}

static void parses(const char *text)
{
    World w = {0};
    FormulaHost host = world_host(&w);
    FormulaFaults f = {.arena = arena, .lang = LANG_EN};

    if (!formula_parse(str_of(text), &host, arena, &f))
        fail_msg("%s: %s", text, f.items[0].text);
}

static void every_function_is_in_the_document_with_an_example_that_parses(void **state)
{
    (void)state;
    size_t n;
    const FormulaFunction *all = formula_functions(&n);
    const char *page = whole_file("docs/method/formula.md");

    for (size_t i = 0; i < n; i++) {
        const FormulaFunction *f = &all[i];
        const char *row = arena_printf(arena, "| `%s(%s)` | %s | %s | `%s` |\n", f->name, f->arguments, f->zh,
                                       f->en, f->example);
        if (!strstr(page, row))
            fail_msg("docs/method/formula.md has no line %s", row);
        assert_non_null(strstr(f->example, arena_printf(arena, "%s(", f->name)));
        parses(f->example);
    }
}

/* Each line of the document's blocks is a formula; what it comes to for the first unit of the tests' world
 * stands behind an arrow. */
static void every_formula_of_the_document_gives_what_it_says(void **state)
{
    (void)state;
    char *page = whole_file("docs/method/formula.md"), *save = NULL;
    bool inside = false;
    int formulas = 0;

    for (char *line = strtok_r(page, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        if (strncmp(line, "```", 3) == 0) {
            inside = !inside;
            continue;
        }
        char *arrow = inside ? strstr(line, "→") : NULL;
        if (!inside)
            continue;
        assert_non_null(arrow);
        World w = {0};
        FormulaHost host = world_host(&w);
        FormulaFaults f = {.arena = arena, .lang = LANG_EN};
        double out[WORLD_UNITS];
        Err e = {0};
        const Formula *x = formula_parse((Str){line, (size_t)(arrow - line)}, &host, arena, &f);
        if (!x)
            fail_msg("%s: %s", line, f.items[0].text);
        assert_true(formula_eval(x, &host, arena, out, &e));
        const char *got =
            isnan(out[0]) ? "unknown" : arena_printf(arena, "%.10g%s", out[0], formula_unit(x).text);
        if (strcmp(arrow + strlen("→ "), got) != 0)
            fail_msg("%s: it is %s", line, got);
        formulas++;
    }
    assert_true(formulas > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_full_width_signs_and_needless_parentheses_change_nothing),
        cmocka_unit_test(units_judged_together_have_the_values_that_each_has_alone),
        cmocka_unit_test(an_explanation_agrees_with_the_value),
        cmocka_unit_test(ranks_are_one_more_than_the_number_of_better_ones),
        cmocka_unit_test(any_text_is_evaluated_or_refused_with_places),
        cmocka_unit_test(every_function_is_in_the_document_with_an_example_that_parses),
        cmocka_unit_test(every_formula_of_the_document_gives_what_it_says),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
