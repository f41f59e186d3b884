/* The words people write in headers and cells, as data: what a column is, which measure, which basis, which
 * unit. */
#pragma once
#include "indicator/history.h"

/* What a cell or a header can say about a figure. */
typedef enum Attr {
    ATTR_INDICATOR,
    ATTR_AREA,
    ATTR_PERIOD,
    ATTR_BASIS,
    ATTR_MEASURE,
    ATTR_UNIT,
    ATTR_STATUS,
    ATTR_KNOWN_ON,
    ATTR_AGAINST,
    ATTR_SOURCE,
    ATTR_NOTE,
    ATTRS,
    ATTR_FIGURE, /* the column holds figures */
    ATTR_IGNORE, /* serial numbers and the like */
    ATTR_NONE,
} Attr;
const char *attr_code(Attr a);
const char *attr_name(Attr a, Lang lang);

/* What a header word makes of its column: 指标 -> ATTR_INDICATOR; value -> ATTR_FIGURE. ATTR_NONE when it is
 * no such word. */
Attr word_attr(Str s);
/* Names of measures and bases as codes, as officials write them, and the national files' joint forms
 * (yoy_month, yoy_ytd). *has_basis tells whether the word gave a basis. */
bool word_measure(Str s, Measure *m, Basis *basis, bool *has_basis);
bool word_basis(Str s, Basis *b);
/* Cuts a measure's word off the end of s: 工业增加值同比增长 -> 工业增加值. */
bool word_cut_measure(Str *s, Measure *m);
/* Are these the same unit? 亿元 = 100M CNY = 亿人民币; % = 百分比. Blanks and brackets do not matter. */
bool word_same_unit(Str a, Str b);
/* Units that growth is written in. */
bool word_is_growth_unit(Str s);
/* Marks that stand where a figure is not there: - — … / 无. */
bool word_is_blank(Str s);
