#include "indicator/labels.h"

#include <string.h>

void attrs_lay(Attrs *base, const Attrs *over)
{
    base->has |= over->has;
    if (HAS(over, ATTR_INDICATOR))
        base->indicator = over->indicator;
    if (HAS(over, ATTR_AREA))
        base->area = over->area;
    if (HAS(over, ATTR_PERIOD))
        base->period = over->period;
    if (HAS(over, ATTR_BASIS))
        base->basis = over->basis;
    if (HAS(over, ATTR_MEASURE))
        base->measure = over->measure;
    if (HAS(over, ATTR_STATUS))
        base->status = over->status;
    if (HAS(over, ATTR_KNOWN_ON))
        base->known_on = over->known_on;
    if (HAS(over, ATTR_UNIT))
        base->unit = over->unit;
    if (HAS(over, ATTR_AGAINST))
        base->against = over->against;
    if (HAS(over, ATTR_SOURCE))
        base->source = over->source;
    if (HAS(over, ATTR_NOTE))
        base->note = over->note;
}

static bool set_measure(Attrs *out, Str s)
{
    bool has_basis;

    if (!word_measure(s, &out->measure, &out->basis, &has_basis))
        return false;
    out->has |= 1u << ATTR_MEASURE | (has_basis ? 1u << ATTR_BASIS : 0);
    return true;
}

static bool set_basis(Attrs *out, Str s)
{
    if (word_basis(s, &out->basis)) {
        out->has |= 1u << ATTR_BASIS;
        return true;
    }
    return false;
}

static bool set_period(Labels *l, Attrs *out, Str s)
{
    Err none = {0};
    Basis basis = BASES;
    bool ok = period_parse(s, &out->period, &basis, &none);

    /* "1-6月" below a title that names the year. */
    if (!ok && l->year && s.n && s.s[0] >= '0' && s.s[0] <= '9') {
        none = (Err){0};
        ok = period_parse(str_of(arena_printf(l->arena, "%d年%.*s", l->year, (int)s.n, s.s)), &out->period,
                          &basis, &none);
    }
    if (!ok)
        return false;
    out->has |= 1u << ATTR_PERIOD;
    if (basis != BASES) {
        out->basis = basis;
        out->has |= 1u << ATTR_BASIS;
    }
    return true;
}

static bool set_indicator(Labels *l, Attrs *out, Str s, Err *e)
{
    if (!catalogue_find(l->catalogue, s, &out->indicator, e))
        return false;
    out->has |= 1u << ATTR_INDICATOR;
    return true;
}

static bool set_area(Labels *l, Attrs *out, Str s, Err *e)
{
    if (!city_find_area(l->catalogue->city, s, &out->area, e))
        return false;
    out->has |= 1u << ATTR_AREA;
    return true;
}

/* Cuts "(亿元)" or "(%)" off the end when it can be a unit; s is half-width. */
static void cut_unit(Attrs *out, Str *s)
{
    if (!s->n || s->s[s->n - 1] != ')')
        return;
    size_t open = s->n - 1;
    while (open > 0 && s->s[open] != '(')
        open--;
    Str unit = str_trim((Str){s->s + open + 1, s->n - open - 2});
    if (s->s[open] != '(' || !unit.n || unit.n > 24)
        return;
    if (str_eq(unit, "±%") || str_eq(unit, "+-%"))
        unit = STR("%");
    *s = str_trim((Str){s->s, open});
    out->unit = unit;
    out->has |= 1u << ATTR_UNIT;
}

/* Marks in front of a name in bulletins: 其中: # 一、 (一) 1. */
static Str without_number(Str s)
{
    static const char *const marks[] = {"其中:", "其中", "#",    "一、", "二、", "三、",
                                        "四、",  "五、", "六、", "七、", "八、", "九、",
                                        "十、",  "(一)", "(二)", "(三)", "(四)"};

    for (size_t i = 0; i < COUNT(marks); i++) {
        size_t n = strlen(marks[i]);
        if (s.n > n && memcmp(s.s, marks[i], n) == 0)
            return str_trim((Str){s.s + n, s.n - n});
    }
    size_t k = 0;
    while (k < s.n && s.s[k] >= '0' && s.s[k] <= '9')
        k++;
    if (k > 0 && k + 3 < s.n && memcmp(s.s + k, "、", 3) == 0)
        return str_trim((Str){s.s + k + 3, s.n - k - 3});
    if (k > 0 && k + 1 < s.n && s.s[k] == '.' && (unsigned char)s.s[k + 1] >= 0x80)
        return str_trim((Str){s.s + k + 1, s.n - k - 1});
    return s;
}

static bool read_plain(Labels *l, Str s, Attrs *out)
{
    Err none = {0};

    return set_basis(out, s) || set_measure(out, s) || set_period(l, out, s) ||
           set_indicator(l, out, s, &none) || set_area(l, out, s, &none);
}

bool label_read(Labels *l, Str text, Attrs *out)
{
    Str s = str_of(text_halfwidth(l->arena, str_trim(text)));
    Measure m;

    if (!s.n || read_plain(l, s, out))
        return true;
    cut_unit(out, &s);
    s = without_number(s);
    if (!s.n || read_plain(l, s, out))
        return true;
    if (!word_cut_measure(&s, &m))
        return false;
    out->measure = m;
    out->has |= 1u << ATTR_MEASURE;
    cut_unit(out, &s);
    return !s.n || read_plain(l, s, out);
}

/* The longest run from s on that reads as a period. */
static bool period_in_front(Labels *l, Str s, Attrs *out)
{
    for (size_t n = s.n < 40 ? s.n : 40; n >= 4; n--)
        if (set_period(l, out, (Str){s.s, n}))
            return true;
    return false;
}

void label_read_title(Labels *l, Str text, Attrs *out)
{
    Str s = str_of(text_halfwidth(l->arena, str_trim(text)));
    const char *unit = strstr(s.s, "单位:");

    for (size_t i = 0; i + 4 <= s.n && !HAS(out, ATTR_PERIOD); i++)
        if (s.s[i] >= '1' && s.s[i] <= '2' && period_in_front(l, (Str){s.s + i, s.n - i}, out))
            l->year = out->period.year;
    if (unit) {
        unit += strlen("单位:");
        out->unit = str_trim((Str){unit, strcspn(unit, " ,;)")});
        out->has |= out->unit.n ? 1u << ATTR_UNIT : 0;
    }
    Err none = {0};
    if (!HAS(out, ATTR_INDICATOR))
        (void)set_indicator(l, out, s, &none);
}

/* 规上工业增加值(亿元) and 其中:第二产业 in a column of indicators; also "同比增长(%)" below an indicator. */
static bool read_indicator(Labels *l, Str s, Attrs *out, Err *e)
{
    Str plain = str_of(text_halfwidth(l->arena, s));
    Attrs found = {0};

    if (set_indicator(l, out, plain, e))
        return true;
    if (!label_read(l, plain, &found) || !(HAS(&found, ATTR_INDICATOR) || HAS(&found, ATTR_MEASURE)))
        return false;
    *e = (Err){.lang = e->lang};
    attrs_lay(out, &found);
    return true;
}

static bool read_basis(Attrs *out, Str s, Err *e)
{
    return set_basis(out, s) || set_measure(out, s) ||
           ERR(e, ERR_INVALID, "没有口径“%.*s”；应为当月、当季、累计、全年、时点之一",
               "there is no basis \"%.*s\"; expected month, quarter, ytd, year or point", (int)s.n, s.s);
}

static bool read_period(Labels *l, Str s, Attrs *out, Err *e)
{
    Basis basis = BASES;

    if (set_period(l, out, s))
        return true;
    return period_parse(s, &out->period, &basis, e);
}

static bool read_known_on(Attrs *out, Str s, Err *e)
{
    return date_parse(s, &out->known_on) || ERR(e, ERR_INVALID, "“%.*s”不是日期；应如 2021-07-20",
                                                "\"%.*s\" is no date; expected 2021-07-20", (int)s.n, s.s);
}

static bool read_against(Labels *l, Attrs *out, Str s, Err *e)
{
    const City *c = l->catalogue->city;

    for (size_t i = 0; i < c->n_peers; i++) {
        const Peer *p = &c->peers[i];
        if (!str_eq(s, p->set) && !str_eq(s, p->name_zh) && !str_eq(s, p->name_en))
            continue;
        out->against = p->set;
        return true;
    }
    return ERR(e, ERR_NOT_FOUND, "没有比较范围“%.*s”；peers.csv 列出了所有范围",
               "there is no peer set \"%.*s\"; peers.csv lists all of them", (int)s.n, s.s);
}

static bool keep_text(Labels *l, Str *to, Str s)
{
    *to = (Str){str_dup(l->arena, s), s.n};
    return true;
}

static bool read_one(Labels *l, Attr attr, Str s, Attrs *out, Err *e)
{
    switch (attr) {
    case ATTR_INDICATOR:
        return read_indicator(l, s, out, e);
    case ATTR_AREA:
        return set_area(l, out, s, e);
    case ATTR_PERIOD:
        return read_period(l, s, out, e);
    case ATTR_BASIS:
        return read_basis(out, s, e);
    case ATTR_MEASURE:
        return set_measure(out, s) ||
               ERR(e, ERR_INVALID, "没有度量“%.*s”；应为 value、yoy、avg2、rank、rank_value",
                   "there is no measure \"%.*s\"; expected value, yoy, avg2, rank, "
                   "rank_value",
                   (int)s.n, s.s);
    case ATTR_UNIT:
        return keep_text(l, &out->unit, s);
    case ATTR_STATUS:
        return status_parse(s, &out->status) ||
               ERR(e, ERR_INVALID, "没有状态“%.*s”；应为公布、初步核算、核实、最终核实、预计、样本之一",
                   "there is no status \"%.*s\"; expected published, preliminary, verified, final, forecast "
                   "or sample",
                   (int)s.n, s.s);
    case ATTR_KNOWN_ON:
        return read_known_on(out, s, e);
    case ATTR_AGAINST:
        return read_against(l, out, s, e);
    case ATTR_SOURCE:
        return keep_text(l, &out->source, s);
    case ATTR_NOTE:
        return keep_text(l, &out->note, s);
    case ATTRS:
    case ATTR_FIGURE:
    case ATTR_IGNORE:
    case ATTR_NONE:
        break;
    }
    return true;
}

bool label_read_as(Labels *l, Attr attr, Str text, Attrs *out, Err *e)
{
    Str s = str_trim(text);

    if (!s.n || attr >= ATTRS)
        return true;
    unsigned before = out->has;
    TRY(read_one(l, attr, s, out, e));
    /* A row's "同比增长" in a column of indicators, or yoy_ytd in one of bases, says something else. */
    bool other = (attr == ATTR_INDICATOR || attr == ATTR_BASIS) && out->has != before;
    if (!other || (attr == ATTR_INDICATOR && out->indicator))
        out->has |= 1u << attr;
    return true;
}
