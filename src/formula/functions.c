#include <string.h>

#include "formula/work.h"

/* The one table of functions: check, evaluation, documents and faults follow from a row. */

#define ROW(...)                                                                                             \
    &(const FormulaWork)                                                                                     \
    {                                                                                                        \
        __VA_ARGS__                                                                                          \
    }
#define EACH(least, most, rule, each)        ROW(FAMILY_EACH, least, most, false, false, rule, each, NULL, 0)
#define EACH_ODD(least, most, rule, each)    ROW(FAMILY_EACH, least, most, true, false, rule, each, NULL, 0)
#define LENIENT(least, most, rule, each)     ROW(FAMILY_EACH, least, most, false, true, rule, each, NULL, 0)
#define LENIENT_ODD(least, most, rule, each) ROW(FAMILY_EACH, least, most, true, true, rule, each, NULL, 0)
#define UNITS(rule, many)                    ROW(FAMILY_UNITS, 1, 1, false, false, rule, NULL, many, 0)
#define PLACE(s)                             ROW(FAMILY_PLACE, 1, 1, false, false, rule_any_plain, 0, 0, s)
#define MONTHS(rule, many)                   ROW(FAMILY_MONTHS, 1, 1, false, false, rule, NULL, many, 0)
#define OTHER(family, n)                     ROW(family, n, n, false, false, rule_through, NULL, NULL, 0)

static const FormulaFunction functions[] = {
    {"if", "condition, then, else", "条件成立取第二个，不成立取第三个；条件未知则未知",
     "the second where the condition holds, else the third; unknown where the condition is",
     "if(growth(\"GDP\") >= 8%, 4, 0)", LENIENT(3, 3, rule_choose, each_choose)},
    {"ifs", "c1, a1, c2, a2, ..., else", "第一个成立的条件后面的值，都不成立取最后一个",
     "what follows the first condition that holds, else the last",
     "ifs(growth(\"GDP\") >= 8%, 4, growth(\"GDP\") >= 6%, 2, 0)",
     LENIENT_ODD(3, FORMULA_ARGS_MAX, rule_choose, each_choose)},
    {"min", "x, y, ...", "最小的", "the least", "min(growth(\"GDP\"), 10%)",
     EACH(1, FORMULA_ARGS_MAX, rule_same, each_min)},
    {"max", "x, y, ...", "最大的", "the greatest", "max(growth(\"GDP\") - 8%, 0)",
     EACH(1, FORMULA_ARGS_MAX, rule_same, each_max)},
    {"abs", "x", "绝对值", "without its sign", "abs(growth(\"GDP\") - 8%)", EACH(1, 1, rule_keep, each_abs)},
    {"round", "x, digits", "四舍五入到几位小数（负数：到十、百位）",
     "rounded to so many decimals (negative: to tens, hundreds), half away from zero",
     "round(growth(\"GDP\"), 1)", EACH(2, 2, rule_round, each_round)},
    {"floor", "x", "不大于它的最大整数", "the greatest whole number not above it",
     "floor((growth(\"GDP\") - 8%) / 0.1pp)", EACH(1, 1, rule_keep, each_floor)},
    {"ceil", "x", "不小于它的最小整数", "the least whole number not below it",
     "ceil(number(value(\"GDP\")) / 100)", EACH(1, 1, rule_keep, each_ceil)},
    {"sqrt", "x", "平方根；负数未知", "square root; unknown of a negative number",
     "sqrt(number(value(\"GDP\")))", EACH(1, 1, rule_plain, each_sqrt)},
    {"exp", "x", "e 的 x 次方", "e to the power of x", "100 * exp(-0.1)", EACH(1, 1, rule_plain, each_exp)},
    {"ln", "x", "自然对数；零和负数未知", "natural logarithm; unknown of zero and below",
     "ln(value(\"GDP\") / before(value(\"GDP\"), 12))", EACH(1, 1, rule_plain, each_ln)},
    {"clamp", "x, lo, hi", "限在下限和上限之间", "kept between lo and hi",
     "clamp(growth(\"GDP\") - 8%, -2pp, 2pp)", EACH(3, 3, rule_clamp, each_clamp)},
    {"known", "x", "是否已知", "is it known?", "if(known(growth(\"GDP\")), 1, 0)",
     LENIENT(1, 1, rule_known, each_known)},
    {"or_else", "x, y, ...", "第一个已知的", "the first that is known", "or_else(growth(\"GDP\"), 0%)",
     LENIENT(1, FORMULA_ARGS_MAX, rule_same, each_or_else)},
    {"number", "x", "去掉单位（5.8% 成 5.8）", "without its unit (5.8% is 5.8)",
     "number(growth(\"GDP\")) ^ 2", EACH(1, 1, rule_any_plain, each_same)},
    {"efficacy", "x, lo, hi, base = 60",
     "功效系数：lo 为不允许值（得 base 分），hi 为满意值（得 100 分），不截断；逆指标 lo > hi",
     "efficacy coefficient: lo, the unacceptable value, gives base, hi, the satisfactory one, gives 100; not "
     "cut "
     "off; of an inverse indicator lo > hi",
     "efficacy(5.81%, 6%, 12%)", EACH(3, 4, rule_efficacy, each_efficacy)},
    {"ladder", "rank, step, floor = 0%", "按位次递减的份额：第一名 1，每后一名减 step，不低于 floor",
     "a share by place: 1 for the first, less by step for each place behind, not below floor",
     "6 * ladder(rank(growth(\"GDP\")), 5%)", EACH(2, 3, rule_ladder, each_ladder)},
    {"piecewise", "x, x0, y0, x1, y1, ...", "折线：各点之间直线，两端以外持平",
     "straight lines between points, flat beyond both ends",
     "piecewise(growth(\"GDP\"), 6%, 0, 8%, 3, 10%, 4)",
     EACH_ODD(5, FORMULA_ARGS_MAX, rule_piecewise, each_piecewise)},
    {"rank", "x", "位次，最大的为 1；并列 1、2、2、4；未知的没有位次",
     "place, the greatest first; ties 1, 2, 2, 4; what is unknown has none", "rank(growth(\"GDP\"))",
     PLACE(1)},
    {"rank_up", "x", "位次，最小的为 1", "place, the least first", "rank_up(growth(\"GDP\"))", PLACE(-1)},
    {"max_units", "x", "各单位中最大的", "the greatest among the units",
     "growth(\"GDP\") / max_units(growth(\"GDP\"))", UNITS(rule_keep, many_max)},
    {"min_units", "x", "各单位中最小的", "the least among the units",
     "efficacy(growth(\"GDP\"), min_units(growth(\"GDP\")), max_units(growth(\"GDP\")))",
     UNITS(rule_keep, many_min)},
    {"mean_units", "x", "各单位的平均", "the mean of the units",
     "growth(\"GDP\") - mean_units(growth(\"GDP\"))", UNITS(rule_keep, many_mean)},
    {"median_units", "x", "各单位的中位数", "the median of the units",
     "growth(\"GDP\") >= median_units(growth(\"GDP\"))", UNITS(rule_keep, many_median)},
    {"sum_units", "x", "各单位合计", "the sum of the units", "value(\"GDP\") / sum_units(value(\"GDP\"))",
     UNITS(rule_keep, many_sum)},
    {"count_units", "condition", "条件成立的单位数", "the number of units of which it holds",
     "count_units(growth(\"GDP\") >= 8%)", UNITS(rule_count, many_sum)},
    {"city", "x", "全市的值", "of the whole city", "growth(\"GDP\") - city(growth(\"GDP\"))",
     OTHER(FAMILY_WHOLE, 1)},
    {"before", "x, months", "几个月以前的值，1 到 24", "so many months earlier, 1 to 24",
     "growth(\"GDP\") - before(growth(\"GDP\"), 12)", OTHER(FAMILY_BEFORE, 2)},
    {"sum_months", "x", "1 月到考核月合计", "the sum from January to the assessed month",
     "sum_months(value(\"NEW\"))", MONTHS(rule_keep, many_sum)},
    {"mean_months", "x", "1 月到考核月平均", "the mean from January to the assessed month",
     "mean_months(growth(\"GDP\"))", MONTHS(rule_keep, many_mean)},
    {"max_months", "x", "1 月到考核月最大的", "the greatest from January to the assessed month",
     "max_months(growth(\"GDP\"))", MONTHS(rule_keep, many_max)},
    {"min_months", "x", "1 月到考核月最小的", "the least from January to the assessed month",
     "min_months(growth(\"GDP\"))", MONTHS(rule_keep, many_min)},
    {"count_months", "condition", "条件成立的月数", "the number of months in which it holds",
     "count_months(growth(\"GDP\") >= 8%)", MONTHS(rule_count, many_count)},
    {"known_months", "x", "已知的月数", "the number of months in which it is known",
     "known_months(growth(\"GDP\"))", MONTHS(rule_any_plain, many_known)},
};

#define BINARY(sign, level, zh, en, rule, each)                                                              \
    {                                                                                                        \
        sign, level, false, false,                                                                           \
        {                                                                                                    \
            sign, "x, y", zh, en, "", EACH(2, 2, rule, each)                                                 \
        }                                                                                                    \
    }

static const Operator operators[] = {
    {"or", LEVEL_OR, false, false, {"or", "x, y", "或", "or", "", LENIENT(2, 2, rule_logic, each_or)}},
    {"and", LEVEL_AND, false, false, {"and", "x, y", "且", "and", "", LENIENT(2, 2, rule_logic, each_and)}},
    {"not", LEVEL_NOT, true, false, {"not", "x", "非", "not", "", EACH(1, 1, rule_logic, each_not)}},
    BINARY("=", LEVEL_COMPARE, "等于", "equal", rule_compare, each_equal),
    BINARY("<>", LEVEL_COMPARE, "不等于", "not equal", rule_compare, each_unequal),
    BINARY("<", LEVEL_COMPARE, "小于", "less", rule_compare, each_less),
    BINARY("<=", LEVEL_COMPARE, "不大于", "at most", rule_compare, each_at_most),
    BINARY(">", LEVEL_COMPARE, "大于", "greater", rule_compare, each_greater),
    BINARY(">=", LEVEL_COMPARE, "不小于", "at least", rule_compare, each_at_least),
    BINARY("+", LEVEL_ADD, "加", "plus", rule_add, each_add),
    BINARY("-", LEVEL_ADD, "减", "minus", rule_subtract, each_subtract),
    BINARY("*", LEVEL_MULTIPLY, "乘", "times", rule_multiply, each_multiply),
    BINARY("/", LEVEL_MULTIPLY, "除以", "divided by", rule_divide, each_divide),
    {"-", LEVEL_NEGATE, true, false, {"-", "x", "负", "minus", "", EACH(1, 1, rule_keep, each_negate)}},
    {"^", LEVEL_POWER, false, true, {"^", "x, y", "次方", "power", "", EACH(2, 2, rule_plain, each_power)}},
};

const FormulaFunction *formula_functions(size_t *n)
{
    *n = COUNT(functions);
    return functions;
}

const FormulaFunction *function_find(const char *name)
{
    for (size_t i = 0; i < COUNT(functions); i++)
        if (strcasecmp(functions[i].name, name) == 0)
            return &functions[i];
    return NULL;
}

const Operator *operator_find(const char *sign, bool prefix)
{
    for (size_t i = 0; i < COUNT(operators); i++)
        if (operators[i].prefix == prefix && strcmp(operators[i].sign, sign) == 0)
            return &operators[i];
    return NULL;
}

const Operator *operator_of(const Node *x)
{
    for (size_t i = 0; i < COUNT(operators); i++)
        if (x->function == &operators[i].function)
            return &operators[i];
    return NULL;
}
