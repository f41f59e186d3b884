#include "cm.h"
/* behind cm.h */
#include "cm_arena.h"
#include "formula_world.h"

static const Formula *parsed(Str text, Lang lang, FormulaFaults *faults)
{
    static World w;
    FormulaHost host = world_host(&w);

    *faults = (FormulaFaults){.arena = arena, .lang = lang};
    return formula_parse(text, &host, arena, faults);
}

/* A formula that is refused: for what, and at which character; or in which, where several are. */
typedef struct Refused {
    const char *text;
    size_t column;
    const char *zh, *en;
} Refused;

static void check_refused(const Refused *r, Lang lang)
{
    char *place = arena_printf(arena, lang == LANG_EN ? "character %zu: " : "第 %zu 个字符：", r->column);
    const char *want = lang == LANG_EN ? r->en : r->zh;
    FormulaFaults f;

    assert_null(parsed(str_of(r->text), lang, &f));
    for (size_t i = 0; i < f.n; i++)
        if (f.items[i].where.column == r->column && strstr(f.items[i].text, want) &&
            strncmp(f.items[i].text, place, strlen(place)) == 0)
            return;
    fail_msg("%s: %s%s was not told, but: %s", r->text, place, want, f.n ? f.items[0].text : "nothing");
}

static void check_all_refused(const Refused *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        check_refused(&list[i], LANG_ZH);
        check_refused(&list[i], LANG_EN);
    }
}

static void a_fault_of_syntax_is_told_with_its_place_and_what_was_expected(void **state)
{
    (void)state;
    static const Refused list[] = {
        {"", 1, "公式是空的", "the formula is empty"},
        {" 　", 3, "公式是空的", "the formula is empty"},
        {"1 +", 4, "公式到这里就结束了，应当还有数、函数或左括号", "the formula ends here, and a number, a"},
        {"1 + * 2", 5, "这里是“*”，应当是数、函数或左括号", "here is *, and a number, a function or"},
        {"（1 + 2", 7, "与第 1 个字符的左括号相配的右括号", "closes the one of character 1"},
        {"max(1 2)", 7, "与第 4 个字符的左括号相配的右括号", "closes the one of character 4"},
        {"max(1,)", 7, "这里是“)”", "here is )"},
        {"max(,1)", 5, "这里是“,”", "here is ,"},
        {"1 2", 3, "应当是运算符或公式的结尾", "an operator or the end of the formula was expected"},
        {"1)", 2, "这里是“)”", "here is )"},
        {"增速 1", 4, "这里是“1”", "here is 1"},
        {"1.2.3", 4, "这里是“.3”", "here is .3"},
        {"1 < 2 < 3", 7, "比较不能连写", "comparisons are not chained"},
        {"1 = 2 <> 3", 7, "比较不能连写", "comparisons are not chained"},
        {"(4 + 4)%", 8, "% 只能跟在数的后面", "% follows a number only"},
        {"growth(\"GDP", 8, "请补上后引号", "close it with a quotation mark"},
        {"growth(\"GDP')", 8, "请补上后引号", "close it with a quotation mark"},
        {"growth(\"G\nDP\")", 8, "请补上后引号", "close it with a quotation mark"},
        {"1 & 2", 3, "没有“&”这个符号", "no sign &"},
        {"1 \x01 2", 3, "控制字符", "control character"},
        {"增速 \xFF", 4, "坏的 UTF-8", "broken UTF-8"},
        {"growth(\"\xFF\")", 9, "坏的 UTF-8", "broken UTF-8"},
        {"12345678901234567890", 1, "最多写 15 位有效数字", "at most 15 of them"},
        {"1 + 1e999", 5, "数 1e999 太大", "the number 1e999 is too great"},
        {"5 一二三四五六七八九十百", 3, "太长，最多 31 字节", "too long; at most 31 bytes"}};

    check_all_refused(list, COUNT(list));
    FormulaFaults f;
    assert_null(parsed((Str){"1\0 2", 4}, LANG_EN, &f));
    assert_int_equal(f.n, 1);
    assert_int_equal(f.items[0].where.column, 2);
}

static void a_fault_of_names_and_arguments_tells_the_way_out(void **state)
{
    (void)state;
    static const Refused list[] = {
        {"grwoth(\"GDP\")", 1, "没有函数“grwoth”；是不是 growth？",
         "no function grwoth; did you mean growth?"},
        {"1 + Rnk(1)", 5, "是不是 rank？", "did you mean rank?"},
        {"foobarbaz(1)", 1, "没有函数“foobarbaz”；所有函数见",
         "no function foobarbaz; docs/method/formula.md"},
        {"foobarbaz(grwoth(\"x\"))", 11, "没有函数“grwoth”", "no function grwoth"},
        {"a一二三四五六七八九十一二三四五六七八九十", 1, "“a一二三四五六七八九十一二三四五六七八九…”",
         "name a一二三"},
        {"GDP + 1", 1, "单独的名称“GDP”不是值", "the bare name GDP is no value"},
        {"growth + 1", 1, "函数 growth 后面要有括号", "the function growth needs parentheses"},
        {"1 + rank", 5, "函数 rank 后面要有括号", "the function rank needs parentheses"},
        {"growth(\"GPD\")", 1, "没有指标“GPD”", "there is no indicator GPD"},
        {"growth(1)", 8, "growth 的参数是引号里的文字，如 growth(\"GDP\")",
         "growth takes a text in quotation"},
        {"growth()", 1, "growth 要 1 个参数，这里有 0 个",
         "the number of arguments of growth is 1, and here are 0"},
        {"growth(\"GDP\", \"x\")", 1, "这里有 2 个", "here are 2"},
        {"if(true, 2)", 1, "if 要 3 个参数，这里有 2 个", "of if is 3, and here are 2"},
        {"ifs(true, 2, false, 3)", 1, "至少 3 个参数，且为奇数", "at least 3, an odd number, and here are 4"},
        {"efficacy(1, 2)", 1, "efficacy 要 3 到 4 个参数", "efficacy is 3 to 4, and here are 2"},
        {"piecewise(1, 2, 3, 4)", 1, "至少 5 个参数", "at least 5"},
        {"rank(1, 2)", 1, "rank 要 1 个参数", "of rank is 1, and here are 2"},
        {"\"GDP\"", 1, "公式要给出一个数", "a formula gives a number"},
        {"max(\"a\", 1)", 5, "max 这里要数，却是文字", "max takes a number here, and this is a text"},
        {"1 + \"a\"", 5, "+ 这里要数", "+ takes a number"},
        {"round(1.5, 0.5)", 12, "-9 到 9 的整数", "a whole number from -9 to 9"},
        {"round(1.5, 10)", 12, "-9 到 9 的整数", "a whole number from -9 to 9"},
        {"round(1.5, value(\"NEW\"))", 12, "-9 到 9 的整数", "a whole number from -9 to 9"},
        {"clamp(1, 3, 2)", 10, "下限大于上限", "the lower bound of clamp is above"},
        {"piecewise(1, 2, 3, 2, 4)", 20, "这个点不大于前一个", "this one is not above the one before"},
        {"rank(city(rank(value(\"GDP\"))))", 11, "rank 是各单位之间的", "rank is over the units"},
        {"city(max_units(value(\"GDP\")))", 6, "请移到外面", "move it outside"},
        {"city(1 + before(rank_up(value(\"GDP\")), 1))", 17, "请移到外面", "move it outside"},
        {"sum_months(max_months(value(\"GDP\")))", 12, "不能放在 sum_months 里面",
         "no place inside sum_months"},
        {"before(value(\"GDP\"), 25)", 22, "1 到 24 的整数", "a whole number from 1 to 24"},
        {"before(value(\"GDP\"), 0)", 22, "1 到 24 的整数", "a whole number from 1 to 24"},
        {"before(value(\"GDP\"), 1.5)", 22, "1 到 24 的整数", "a whole number from 1 to 24"},
        {"before(value(\"GDP\"), 1%)", 22, "1 到 24 的整数", "a whole number from 1 to 24"},
        {"before(value(\"GDP\"), rank(1))", 22, "1 到 24 的整数", "a whole number from 1 to 24"},
        {"before(before(before(value(\"GDP\"), 24), 24), 24)", 15, "72 个月，最多 60",
         "72 months here, and 60"},
        {"sum_months(before(before(before(value(\"GDP\"), 24), 24), 2))", 26, "61 个月", "61 months"},
        {"before(before(sum_months(before(value(\"GDP\"), 2)), 24), 24)", 26, "61 个月", "61 months"}};

    check_all_refused(list, COUNT(list));
    FormulaFaults f;
    assert_non_null(
        parsed(STR("sum_months(before(before(before(value(\"GDP\"), 24), 24), 1))"), LANG_ZH, &f));
}

static void a_fault_of_units_says_both(void **state)
{
    (void)state;
    static const Refused list[] = {
        {"growth(\"GDP\") > 8", 17, "> 的各项要同一单位，这里是 % 和 没有单位的数；请写 8%",
         "> takes one unit, and here are % and a plain number; write 8%"},
        {"8 < growth(\"GDP\")", 1, "请写 8%", "write 8%"},
        {"growth(\"GDP\") - growth(\"GDP\") > 1%", 33, "pp 和 %；请写 1pp", "pp and %; write 1pp"},
        {"growth(\"GDP\") + 1", 17, "请写 1%", "write 1%"},
        {"1pp - growth(\"GDP\")", 1, "pp 和 %；请写 1%", "pp and %; write 1%"},
        {"value(\"GDP\") + growth(\"GDP\")", 16, "亿元 和 %；要去掉单位请用 number()",
         "亿元 and %; number()"},
        {"value(\"GDP\") = value(\"NEW\")", 16, "亿元 和 家", "亿元 and 家"},
        {"value(\"GDP\") + rank(value(\"GDP\"))", 16, "亿元 和 没有单位的数", "亿元 and a plain number"},
        {"max(1%, 2%, 3)", 13, "请写 3%", "write 3%"},
        {"min(3, 1%, 2%)", 5, "请写 3%", "write 3%"},
        {"if(true, 4, growth(\"GDP\"))", 10, "请写 4%", "write 4%"},
        {"if(true, 4, 1%)", 10, "请写 4%", "write 4%"},
        {"clamp(growth(\"GDP\"), 1%, 2)", 26, "请写 2%", "write 2%"},
        {"or_else(growth(\"GDP\"), 1pp)", 24, "请写 1%", "write 1%"},
        {"true + growth(\"GDP\")", 8, "条件（真假） 和 %", "a condition and %"},
        {"value(\"GDP\") * value(\"GDP\")", 14, "亿元 和 亿元 不能相乘",
         "亿元 and 亿元 cannot be multiplied"},
        {"1pp * 1pp", 5, "pp 和 pp 不能相乘", "pp and pp cannot be multiplied"},
        {"100 / value(\"GDP\")", 5, "没有单位的数 不能除以 亿元", "a plain number cannot be divided by 亿元"},
        {"value(\"GDP\") / 1pp", 14, "亿元 不能除以 pp", "亿元 cannot be divided by pp"},
        {"2% ^ 2", 1, "^ 这里要没有单位的数，却是 %", "^ takes a plain number here, and this is %"},
        {"sqrt(4%)", 6, "sqrt 这里要没有单位的数", "sqrt takes a plain number here"},
        {"ladder(1%, 5%)", 8, "ladder 这里要没有单位的数", "ladder takes a plain number"},
        {"ladder(1, 0.05)", 11, "步长是百分数，这里却是 没有单位的数", "the step of ladder is per cent"},
        {"ladder(1, 5%, 0.6)", 15, "下限是百分数", "the floor of ladder is per cent"},
        {"efficacy(1%, 2%, 3)", 18, "请写 3%", "write 3%"},
        {"efficacy(1%, 2%, 3%, 60%)", 22, "这里要没有单位的数，却是 %",
         "takes a plain number here, and this is %"},
        {"piecewise(1%, 2, 3, 4%, 5)", 15, "请写 2%", "write 2%"},
        {"piecewise(1, 2, 3%, 4, 5)", 24, "请写 5%", "write 5%"},
        {"if(growth(\"GDP\"), 1, 2)", 4, "if 这里要条件，如 growth(\"GDP\") >= 8%，却是 %",
         "if takes a condition"},
        {"ifs(true, 1, 2, 3, 4)", 14, "却是 没有单位的数", "and this is a plain number"},
        {"1 and true", 1, "and 这里要条件", "and takes a condition here"},
        {"not rank(1)", 5, "not 这里要条件", "not takes a condition here"},
        {"count_units(1)", 13, "count_units 这里要条件", "count_units takes a condition"},
        {"count_months(growth(\"GDP\"))", 14, "count_months 这里要条件", "count_months takes a condition"}};

    check_all_refused(list, COUNT(list));
}

static void all_faults_are_told_at_once_in_the_order_of_the_text(void **state)
{
    (void)state;
    static const size_t columns[] = {17, 23, 39, 59};
    FormulaFaults f;

    assert_null(parsed(STR("growth(\"GDP\") > 8 and grwoth(\"x\") and value(\"no\") > 1 and max() = 2"),
                       LANG_EN, &f));
    assert_int_equal(f.n, 4);
    for (size_t i = 0; i < COUNT(columns); i++)
        assert_int_equal(f.items[i].where.column, columns[i]);
    assert_non_null(strstr(f.items[3].text, "of max"));
    assert_null(parsed(STR("before(grwoth(\"x\"), 25)"), LANG_EN, &f));
    assert_int_equal(f.n, 2);
    assert_true(f.items[0].where.column == 8 && f.items[1].where.column == 21);
    /* What is at fault makes no other fault. */
    assert_null(parsed(STR("1 + 2 * max(grwoth(\"x\"), 8%) ^ 2 - 1pp"), LANG_EN, &f));
    assert_int_equal(f.n, 1);
}

/* ---- limits ---- */

static Str repeated(const char *s, size_t n, const char *end)
{
    size_t k = strlen(s), m = strlen(end);
    char *t = arena_alloc(arena, n * k + m + 1, 1);

    for (size_t i = 0; i < n; i++)
        memcpy(t + i * k, s, k);
    memcpy(t + n * k, end, m);
    return (Str){t, n * k + m};
}

static void check_limit(Str text, size_t column, const char *want)
{
    FormulaFaults f;

    assert_null(parsed(text, LANG_EN, &f));
    assert_int_equal(f.n, 1);
    if (f.items[0].where.column != column || !strstr(f.items[0].text, want))
        fail_msg("%s is not about %s at %zu", f.items[0].text, want, column);
    assert_true(f.items[0].where.at <= text.n && f.items[0].where.at + f.items[0].where.n <= text.n);
}

static void what_is_too_great_is_refused_at_its_place(void **state)
{
    (void)state;
    FormulaFaults f;

    check_limit(repeated("(", 100000, ""), 4097, "100000 bytes, and 4096 are the most");
    check_limit(repeated(" ", 4096, "1"), 4097, "4097 bytes");
    check_limit(repeated("增", 2000, "1"), 1367, "6001 bytes");
    check_limit(repeated("(", 4000, ""), 66, "nested 64 deep");
    check_limit(repeated("-", 4000, "1"), 66, "nested 64 deep");
    check_limit(repeated("not ", 1000, "true"), 261, "nested 64 deep");
    check_limit(repeated("2^", 2000, "2"), 131, "nested 64 deep");
    check_limit(repeated("abs(", 1000, ""), 261, "nested 64 deep");
    check_limit(repeated("1+", 2000, "1"), 1000, "1000 numbers, functions and operators");
    check_limit(repeated("max(", 1, (const char *)repeated("1,", 64, "1)").s), 133, "more than 64 arguments");
    assert_non_null(parsed(repeated(" ", 4095, "1"), LANG_EN, &f));
    assert_non_null(parsed(repeated("-", 64, "1"), LANG_EN, &f));
    assert_non_null(parsed(repeated("2^", 64, "2"), LANG_EN, &f));
    assert_non_null(parsed(repeated("1+", 499, "1"), LANG_EN, &f));
    assert_non_null(parsed(repeated("max(", 1, (const char *)repeated("1,", 63, "1)").s), LANG_EN, &f));
}

static void the_number_of_faults_told_is_bounded(void **state)
{
    (void)state;
    FormulaFaults f;

    assert_null(parsed(repeated("x+", 100, "x"), LANG_EN, &f));
    assert_int_equal(f.n, FORMULA_FAULTS_MAX);
}

/* A sum of five hundred terms, and sixty-four levels below a month: memory is that of the nodes. */
static void long_and_deep_formulas_are_evaluated(void **state)
{
    (void)state;
    World w = {0};
    FormulaHost host = world_host(&w);
    FormulaFaults f;
    Err e = {0};
    double out[WORLD_UNITS];
    FormulaSteps steps;

    const Formula *sum = parsed(repeated("1+", 499, "1"), LANG_EN, &f);
    assert_true(formula_eval(sum, &host, arena, out, &e) && out[0] == 500 && out[3] == 500);
    Str open = repeated("max(1,", 62, "value(\"NEW\")/1家"), close = repeated(")", 62, ")");
    Str deep = repeated("sum_months(", 1, arena_printf(arena, "%s%s", open.s, close.s));
    const Formula *months = parsed(deep, LANG_EN, &f);
    size_t before = arena_bytes(arena);
    assert_true(formula_eval(months, &host, arena, out, &e) && out[0] == 21);
    assert_true(arena_bytes(arena) - before <= 64 * 1024);
    assert_true(formula_explain(sum, &host, 0, arena, &steps, &e) && steps.n == 1);
    assert_true(formula_explain(months, &host, 0, arena, &steps, &e));
}

/* ---- explanations ---- */

static void check_steps(const char *text, const char *want)
{
    World w = {0};
    FormulaHost host = world_host(&w);
    FormulaFaults f;
    FormulaSteps steps;
    Err e = {0};
    AUTO(buf_free) Buf out = buf_new(4096);
    const Formula *formula = parsed(str_of(text), LANG_EN, &f);

    assert_non_null(formula);
    assert_true(formula_explain(formula, &host, 0, arena, &steps, &e));
    for (size_t i = 0; i < steps.n; i++) {
        const FormulaStep *s = &steps.items[i];
        buf_printf(&out, "%d %.*s = %.10g%s%s", s->depth, (int)s->where.n, text + s->where.at, s->value,
                   s->unit.text, s->truth ? "?" : "");
        if (s->months_back)
            buf_printf(&out, " -%d", s->months_back);
        buf_printf(&out, "%s%s\n", s->ref ? " of " : "", s->ref ? s->ref->args[0] : "");
        assert_true(!s->ref || s->ref->months_back == s->months_back);
    }
    assert_string_equal(buf_cstr(&out), want);
}

static void a_formula_is_explained_piece_by_piece(void **state)
{
    (void)state;
    check_steps("if(growth(\"GDP\") >= 8%, 4, 0) + 6 * ladder(rank(growth(\"GDP\")), 5%) - (1 + 1)",
                "0 if(growth(\"GDP\") >= 8%, 4, 0) + 6 * ladder(rank(growth(\"GDP\")), 5%) - (1 + 1) = 8\n"
                "1 if(growth(\"GDP\") >= 8%, 4, 0) = 4\n"
                "2 growth(\"GDP\") >= 8% = 1?\n"
                "3 growth(\"GDP\") = 8.1% of GDP\n"
                "1 6 * ladder(rank(growth(\"GDP\")), 5%) = 6\n"
                "2 ladder(rank(growth(\"GDP\")), 5%) = 1\n"
                "3 rank(growth(\"GDP\")) = 1\n"
                "4 growth(\"GDP\") = 8.1% of GDP\n"
                "1 (1 + 1) = 2\n");
    check_steps("8%", "0 8% = 8%\n");
    check_steps("(value(\"NEW\") + 1家) - 2家", "0 (value(\"NEW\") + 1家) - 2家 = 5家\n"
                                                "1 (value(\"NEW\") + 1家) = 7家\n"
                                                "2 value(\"NEW\") = 6家 of NEW\n");
    check_steps("city(before(value(\"GDP\"), 1)) * -1", "0 city(before(value(\"GDP\"), 1)) * -1 = -990亿元\n"
                                                        "1 city(before(value(\"GDP\"), 1)) = 990亿元\n"
                                                        "2 before(value(\"GDP\"), 1) = 990亿元\n"
                                                        "3 value(\"GDP\") = 990亿元 -1 of GDP\n");
}

/* January is unknown, so that February comes first. */
static void the_known_months_are_steps_of_their_own(void **state)
{
    (void)state;
    check_steps("mean_months(growth(\"GDP\"))", "0 mean_months(growth(\"GDP\")) = 7.9%\n"
                                                "1 growth(\"GDP\") = 7.7% -4 of GDP\n"
                                                "1 growth(\"GDP\") = 7.8% -3 of GDP\n"
                                                "1 growth(\"GDP\") = 7.9% -2 of GDP\n"
                                                "1 growth(\"GDP\") = 8% -1 of GDP\n"
                                                "1 growth(\"GDP\") = 8.1% of GDP\n");
    check_steps("before(sum_months(value(\"NEW\")), 4)", "0 before(sum_months(value(\"NEW\")), 4) = 3家\n"
                                                         "1 sum_months(value(\"NEW\")) = 3家 -4\n"
                                                         "2 value(\"NEW\") = 1家 -5 of NEW\n"
                                                         "2 value(\"NEW\") = 2家 -4 of NEW\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fault_of_syntax_is_told_with_its_place_and_what_was_expected),
        cmocka_unit_test(a_fault_of_names_and_arguments_tells_the_way_out),
        cmocka_unit_test(a_fault_of_units_says_both),
        cmocka_unit_test(all_faults_are_told_at_once_in_the_order_of_the_text),
        cmocka_unit_test(what_is_too_great_is_refused_at_its_place),
        cmocka_unit_test(the_number_of_faults_told_is_bounded),
        cmocka_unit_test(long_and_deep_formulas_are_evaluated),
        cmocka_unit_test(a_formula_is_explained_piece_by_piece),
        cmocka_unit_test(the_known_months_are_steps_of_their_own),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
