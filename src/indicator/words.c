#include "indicator/words.h"

#include <string.h>
#include <strings.h>

typedef struct Word {
    const char *text;
    int is;
} Word;

static const struct {
    const char *code, *zh, *en;
} attr_table[] = {
    [ATTR_INDICATOR] = {"indicator", "指标", "indicator"},
    [ATTR_AREA] = {"area", "地区", "area"},
    [ATTR_PERIOD] = {"period", "时期", "period"},
    [ATTR_BASIS] = {"basis", "口径", "basis"},
    [ATTR_MEASURE] = {"measure", "度量", "measure"},
    [ATTR_UNIT] = {"unit", "单位", "unit"},
    [ATTR_STATUS] = {"status", "状态", "status"},
    [ATTR_KNOWN_ON] = {"known_on", "得知日期", "known on"},
    [ATTR_AGAINST] = {"against", "比较范围", "against"},
    [ATTR_SOURCE] = {"source", "来源", "source"},
    [ATTR_NOTE] = {"note", "备注", "note"},
    [ATTRS] = {"", "", ""},
    [ATTR_FIGURE] = {"figure", "数据", "figures"},
    [ATTR_IGNORE] = {"ignore", "不用", "not used"},
    [ATTR_NONE] = {"", "", ""},
};

/* Header words. A word of a figure column may also be a measure; word_measure says which. */
static const Word attr_words[] = {
    {"indicator", ATTR_INDICATOR},
    {"指标", ATTR_INDICATOR},
    {"指标名称", ATTR_INDICATOR},
    {"指标代码", ATTR_INDICATOR},
    {"项目", ATTR_INDICATOR},
    {"series", ATTR_INDICATOR},
    {"主要指标", ATTR_INDICATOR},
    {"area", ATTR_AREA},
    {"地区", ATTR_AREA},
    {"区域", ATTR_AREA},
    {"地区代码", ATTR_AREA},
    {"地区名称", ATTR_AREA},
    {"县(市、区)", ATTR_AREA},
    {"区县", ATTR_AREA},
    {"区、县(市)", ATTR_AREA},
    {"区县(市)", ATTR_AREA},
    {"乡镇", ATTR_AREA},
    {"镇街", ATTR_AREA},
    {"乡镇(街道)", ATTR_AREA},
    {"乡镇街道", ATTR_AREA},
    {"镇(街道)", ATTR_AREA},
    {"单位名称", ATTR_AREA},
    {"region", ATTR_AREA},
    {"period", ATTR_PERIOD},
    {"时期", ATTR_PERIOD},
    {"时间", ATTR_PERIOD},
    {"日期", ATTR_PERIOD},
    {"月份", ATTR_PERIOD},
    {"年月", ATTR_PERIOD},
    {"年份", ATTR_PERIOD},
    {"季度", ATTR_PERIOD},
    {"报告期", ATTR_PERIOD},
    {"期别", ATTR_PERIOD},
    {"date", ATTR_PERIOD},
    {"month", ATTR_PERIOD},
    {"basis", ATTR_BASIS},
    {"口径", ATTR_BASIS},
    {"measure", ATTR_MEASURE},
    {"度量", ATTR_MEASURE},
    {"unit", ATTR_UNIT},
    {"单位", ATTR_UNIT},
    {"计量单位", ATTR_UNIT},
    {"status", ATTR_STATUS},
    {"状态", ATTR_STATUS},
    {"known_on", ATTR_KNOWN_ON},
    {"得知日期", ATTR_KNOWN_ON},
    {"发布日期", ATTR_KNOWN_ON},
    {"公布日期", ATTR_KNOWN_ON},
    {"vintage_date", ATTR_KNOWN_ON},
    {"against", ATTR_AGAINST},
    {"比较范围", ATTR_AGAINST},
    {"source", ATTR_SOURCE},
    {"来源", ATTR_SOURCE},
    {"数据来源", ATTR_SOURCE},
    {"note", ATTR_NOTE},
    {"备注", ATTR_NOTE},
    {"说明", ATTR_NOTE},
    {"序号", ATTR_IGNORE},
    {"no", ATTR_IGNORE},
    {"no.", ATTR_IGNORE},
    {"编号", ATTR_IGNORE},
    {NULL, ATTR_NONE},
};

static const Word measure_words[] = {
    {"value", MEASURE_VALUE},
    {"数值", MEASURE_VALUE},
    {"本期数", MEASURE_VALUE},
    {"总量", MEASURE_VALUE},
    {"绝对量", MEASURE_VALUE},
    {"绝对额", MEASURE_VALUE},
    {"绝对值", MEASURE_VALUE},
    {"实绩", MEASURE_VALUE},
    {"完成", MEASURE_VALUE},
    {"完成数", MEASURE_VALUE},
    {"完成额", MEASURE_VALUE},
    {"指标值", MEASURE_VALUE},
    {"数据", MEASURE_VALUE},
    {"yoy", MEASURE_YOY},
    {"yoy_pct", MEASURE_YOY},
    {"growth", MEASURE_YOY},
    {"同比增长率", MEASURE_YOY},
    {"同比增长±", MEASURE_YOY},
    {"同比增减", MEASURE_YOY},
    {"同比增长", MEASURE_YOY},
    {"比上年同期增长", MEASURE_YOY},
    {"比上年增长", MEASURE_YOY},
    {"同比增速", MEASURE_YOY},
    {"同比±", MEASURE_YOY},
    {"同比增幅", MEASURE_YOY},
    {"同比", MEASURE_YOY},
    {"增长率", MEASURE_YOY},
    {"增长", MEASURE_YOY},
    {"增速", MEASURE_YOY},
    {"增幅", MEASURE_YOY},
    {"avg2", MEASURE_AVG2},
    {"两年平均增速", MEASURE_AVG2},
    {"两年平均增长", MEASURE_AVG2},
    {"两年平均", MEASURE_AVG2},
    {"rank_value", MEASURE_RANK_VALUE},
    {"总量位次", MEASURE_RANK_VALUE},
    {"总量排名", MEASURE_RANK_VALUE},
    {"rank", MEASURE_RANK},
    {"增速位次", MEASURE_RANK},
    {"增速排名", MEASURE_RANK},
    {"增幅排名", MEASURE_RANK},
    {"增幅位次", MEASURE_RANK},
    {"位次", MEASURE_RANK},
    {"排名", MEASURE_RANK},
    {NULL, 0},
};

static const Word basis_words[] = {
    {"month", BASIS_MONTH},
    {"当月", BASIS_MONTH},
    {"本月", BASIS_MONTH},
    {"月度", BASIS_MONTH},
    {"quarter", BASIS_QUARTER},
    {"当季", BASIS_QUARTER},
    {"本季", BASIS_QUARTER},
    {"季度", BASIS_QUARTER},
    {"ytd", BASIS_YTD},
    {"累计", BASIS_YTD},
    {"本年累计", BASIS_YTD},
    {"自年初累计", BASIS_YTD},
    {"年初至今", BASIS_YTD},
    {"year", BASIS_YEAR},
    {"全年", BASIS_YEAR},
    {"年度", BASIS_YEAR},
    {"point", BASIS_POINT},
    {"时点", BASIS_POINT},
    {"期末", BASIS_POINT},
    {"月末", BASIS_POINT},
    {"季末", BASIS_POINT},
    {"年末", BASIS_POINT},
    {NULL, 0},
};

/* Units that mean one thing: the same number. */
static const Word unit_words[] = {
    {"%", 1},
    {"百分比", 1},
    {"percent", 1},
    {"pct", 1},
    {"个百分点", 2},
    {"百分点", 2},
    {"pp", 2},
    {"percentage points", 2},
    {"亿元", 3},
    {"亿人民币", 3},
    {"100M CNY", 3},
    {"CNY 100M", 3},
    {"100 million yuan", 3},
    {"亿美元", 4},
    {"100M USD", 4},
    {"万元", 5},
    {"10k CNY", 5},
    {"10,000 yuan", 5},
    {"元", 6},
    {"CNY", 6},
    {"yuan", 6},
    {"万人", 7},
    {"10k persons", 7},
    {"人", 8},
    {"persons", 8},
    {"亿千瓦时", 9},
    {"100M kWh", 9},
    {"万千瓦时", 10},
    {"10k kWh", 10},
    {"家", 11},
    {"个", 11},
    {"户", 11},
    {"units", 11},
    {"万吨", 12},
    {"10k tonnes", 12},
    {"万平方米", 13},
    {"10k m2", 13},
    {"10k sqm", 13},
    {"万美元", 14},
    {"10k USD", 14},
    {NULL, 0},
};

const char *attr_code(Attr a)
{
    return attr_table[a].code;
}

const char *attr_name(Attr a, Lang lang)
{
    return TEXT(lang, attr_table[a].zh, attr_table[a].en);
}

static bool same_word(Str s, const char *word)
{
    return s.n == strlen(word) && strncasecmp(s.s, word, s.n) == 0;
}

static const Word *lookup(const Word *words, Str s)
{
    for (; words->text; words++)
        if (same_word(s, words->text))
            return words;
    return NULL;
}

/* "上年同期(参考)": figures that a form shows beside the cell to be filled, and nobody hands in. */
static bool is_reference(Str s)
{
    static const char *const ends[] = {"(参考)", "(reference)"};

    for (size_t i = 0; i < COUNT(ends); i++) {
        size_t n = strlen(ends[i]);
        if (s.n > n && strncasecmp(s.s + s.n - n, ends[i], n) == 0)
            return true;
    }
    return false;
}

Attr word_attr(Str s)
{
    const Word *w = lookup(attr_words, s);
    Measure m;
    Basis b;
    bool has;

    if (w)
        return (Attr)w->is;
    if (is_reference(s))
        return ATTR_IGNORE;
    return word_measure(s, &m, &b, &has) ? ATTR_FIGURE : ATTR_NONE;
}

bool word_basis(Str s, Basis *b)
{
    const Word *w = lookup(basis_words, s);

    if (w)
        *b = (Basis)w->is;
    return w != NULL;
}

bool word_measure(Str s, Measure *m, Basis *basis, bool *has_basis)
{
    const Word *w = lookup(measure_words, s);

    *has_basis = false;
    if (w) {
        *m = (Measure)w->is;
        return true;
    }
    /* yoy_ytd: growth of the year to date. */
    if (s.n > 4 && strncasecmp(s.s, "yoy_", 4) == 0 && word_basis((Str){s.s + 4, s.n - 4}, basis)) {
        *m = MEASURE_YOY;
        *has_basis = true;
        return true;
    }
    return false;
}

bool word_cut_measure(Str *s, Measure *m)
{
    for (const Word *w = measure_words; w->text; w++) {
        size_t n = strlen(w->text);
        bool latin = (unsigned char)w->text[0] < 0x80;
        if (latin || s->n <= n || strncmp(s->s + s->n - n, w->text, n) != 0)
            continue;
        *m = (Measure)w->is;
        *s = str_trim((Str){s->s, s->n - n});
        return true;
    }
    return false;
}

/* The unit without blanks around it and without brackets. */
static Str bare_unit(Str s)
{
    s = str_trim(s);
    if (s.n >= 2 && s.s[0] == '(' && s.s[s.n - 1] == ')')
        s = str_trim((Str){s.s + 1, s.n - 2});
    return s;
}

bool word_same_unit(Str a, Str b)
{
    a = bare_unit(a);
    b = bare_unit(b);
    if (a.n == b.n && strncasecmp(a.s, b.s, a.n) == 0)
        return true;
    const Word *x = lookup(unit_words, a), *y = lookup(unit_words, b);
    return x && y && x->is == y->is;
}

bool word_is_growth_unit(Str s)
{
    const Word *w = lookup(unit_words, bare_unit(s));

    return w && (w->is == 1 || w->is == 2);
}

bool word_is_blank(Str s)
{
    static const char *const blanks[] = {"", "-", "--", "—", "——", "…", "……", "...", "/", "无", "n/a", NULL};

    for (size_t i = 0; blanks[i]; i++)
        if (same_word(s, blanks[i]))
            return true;
    return false;
}
