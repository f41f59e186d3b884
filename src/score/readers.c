#include "score/readers.h"

#include <stdio.h>
#include <string.h>

const FormulaReader score_readers[READERS] = {
    [READER_VALUE] = {"value", 1, 2, "本单位一项指标的数（部门取全市的），可指明口径",
                      "the unit's figure of an indicator (the city's of a department), in a basis if named",
                      "value(\"IVA\", \"ytd\")"},
    [READER_GROWTH] = {"growth", 1, 2, "同比，可指明口径", "its growth on the year, in a basis if named",
                       "growth(\"IVA\")"},
    [READER_TARGET] = {"target", 1, 2, "当年目标：value（默认）、yoy 或 rank",
                       "the year's target: of value (by default), yoy or rank", "target(\"IVA\", \"yoy\")"},
    [READER_ENTRY] = {"entry", 1, 1, "当年到本期的登记之和",
                      "the sum of the unit's entries of a kind, of the year up to the period",
                      "entry(\"talk_month\")"},
    [READER_TASKS] = {"tasks", 1, 1, "督办任务的结果；以 _pct 结尾的为百分比",
                      "a result of tasks, of the year up to the period; per cent where it ends in _pct",
                      "tasks(\"closed_in_time_pct\")"},
    [READER_PROJECTS] = {"projects", 1, 1, "重点项目的结果；以 _pct 结尾的为百分比",
                         "a result of projects, of the year up to the period; per cent where it ends in _pct",
                         "projects(\"started\")"},
    [READER_WEIGHT] = {"weight", 0, 0, "本项的权重（满分）", "the item's full points for the unit",
                       "weight()"},
    [READER_PARAM] = {"param", 1, 1, "params.csv 里的参数", "a parameter of params.csv", "param(\"low\")"},
    [READER_SCORE] = {"score", 1, 1, "另一项的得分", "the points of another item", "score(\"IVA\")"},
    [READER_TOTAL] = {"total", 0, 0, "总分（只在名单里）", "the total (in lists only)", "total()"},
    [READER_PLACE] = {"place", 0, 0, "名次（只在名单里）", "the place in the class (in lists only)",
                      "place()"},
};

ReaderKind reader_kind(const FormulaRef *ref)
{
    return (ReaderKind)(ref->reader - score_readers);
}

static FormulaUnit unit_of(const char *text)
{
    FormulaUnit u;

    snprintf(u.text, sizeof u.text, "%s", text);
    return u;
}

static bool in_catalogue(const Catalogue *c, const char *code, const Indicator **out, Err *e)
{
    *out = catalogue_by_code(c, code);
    return *out || catalogue_find(c, str_of(code), out, e);
}

static bool basis_of(const Indicator *i, const char *text, Basis *out, Err *e)
{
    *out = owed_basis(i);
    if (!*text)
        return true;
    if (!basis_parse(str_of(text), out))
        return ERR(e, ERR_INVALID, "“%s”不是口径；应为 month、quarter、ytd、year 或 point",
                   "\"%s\" is no basis; expected month, quarter, ytd, year or point", text);
    if (i->bases & (1u << *out))
        return true;
    return ERR(
        e, ERR_INVALID, "指标 %s 没有“%s”口径；indicators.csv 的 bases 列出了有的",
        "the indicator %s has no figures in the basis \"%s\"; bases in indicators.csv lists those it has",
        i->code, text);
}

bool reader_figure(const Catalogue *c, const FormulaRef *ref, FigureKey *out, Err *e)
{
    out->measure = reader_kind(ref) == READER_GROWTH ? MEASURE_YOY : MEASURE_VALUE;
    TRY(in_catalogue(c, ref->args[0], &out->indicator, e));
    if (!(out->indicator->measures & (1u << out->measure)))
        return ERR(e, ERR_INVALID, "指标 %s 不报%s；indicators.csv 的 measures 列出了所报的",
                   "the indicator %s is not handed in as %s; measures in indicators.csv lists what is",
                   out->indicator->code, measure_name(out->measure, e->lang));
    return basis_of(out->indicator, ref->args[1], &out->basis, e);
}

bool reader_target(const Catalogue *c, const FormulaRef *ref, FigureKey *out, Err *e)
{
    TRY(in_catalogue(c, ref->args[0], &out->indicator, e));
    out->basis = BASIS_YEAR;
    out->measure = MEASURE_VALUE;
    if (!*ref->args[1])
        return true;
    bool ok = measure_parse(str_of(ref->args[1]), &out->measure) &&
              (out->measure == MEASURE_VALUE || out->measure == MEASURE_YOY || out->measure == MEASURE_RANK);
    return ok || ERR(e, ERR_INVALID, "目标没有“%s”这种度量；应为 value、yoy 或 rank",
                     "there is no target by \"%s\"; expected value, yoy or rank", ref->args[1]);
}

static FormulaUnit unit_of_figure(const FigureKey *k)
{
    if (k->measure == MEASURE_VALUE)
        return unit_of(k->indicator->unit);
    if (k->measure == MEASURE_RANK)
        return unit_of("");
    return unit_of(k->indicator->growth_at == GROWTH_POINTS ? "pp" : "%");
}

static bool check_word(const ReaderCheck *c, const FormulaRef *ref, FormulaUnit *unit, Err *e)
{
    const ScoreFeed *f = c->world->feed;
    const char *word = ref->args[0];
    size_t n = strlen(word);

    *unit = unit_of(n > 4 && strcmp(word + n - 4, "_pct") == 0 ? "%" : "");
    if (!f || score_word(f, ref->reader->name, word))
        return true;
    char known[200] = "";
    for (size_t i = 0; i < f->n; i++) {
        size_t at = strlen(known);
        if (strcmp(f->words[i].source, ref->reader->name) == 0)
            snprintf(known + at, sizeof known - at, "%s%s", at ? ", " : "", f->words[i].code);
    }
    return ERR(e, ERR_NOT_FOUND, "%s() 没有“%s”；有：%s", "%s() has no \"%s\"; it has: %s", ref->reader->name,
               word, known);
}

static bool check_entry(const ReaderCheck *c, const char *kind, Err *e)
{
    for (size_t i = 0; i < c->scheme->n_entries; i++)
        if (strcmp(c->scheme->entries[i].name.code, kind) == 0)
            return true;
    return ERR(e, ERR_NOT_FOUND, "没有登记种类“%s”；entries.csv 列出了所有种类",
               "there is no kind of entry \"%s\"; entries.csv lists all of them", kind);
}

static bool check_param(const ReaderCheck *c, const char *name, FormulaUnit *unit, Err *e)
{
    for (size_t i = 0; i < c->scheme->n_params; i++) {
        if (strcmp(c->scheme->params[i].name.code, name) != 0)
            continue;
        *unit = c->scheme->params[i].unit;
        return true;
    }
    return ERR(e, ERR_NOT_FOUND, "没有参数“%s”；params.csv 列出了所有参数",
               "there is no parameter \"%s\"; params.csv lists all of them", name);
}

/* What a scheme computes itself is there of the period and of units alone. */
static bool check_own(const ReaderCheck *c, const FormulaRef *ref, Err *e)
{
    ReaderKind k = reader_kind(ref);

    if (ref->scope == FORMULA_OF_WHOLE || ref->months_back)
        return ERR(e, ERR_INVALID, "%s() 只有本期、各单位的值，不能放在 city()、before() 或 *_months() 里",
                   "%s() is of this period and of units; it cannot stand in city(), before() or *_months()",
                   ref->reader->name);
    if ((k == READER_TOTAL || k == READER_PLACE) && strcmp(c->table, "lists") != 0)
        return ERR(e, ERR_INVALID, "%s() 只能用在 lists.csv 里：总分由各项算出，项不能再看总分",
                   "%s() may be read in lists.csv only: the total is made of the items", ref->reader->name);
    if (k == READER_WEIGHT && strcmp(c->table, "items") != 0)
        return ERR(e, ERR_INVALID, "weight() 只能用在 items.csv 里",
                   "weight() may be read in items.csv only");
    if (k == READER_SCORE && scheme_item(c->scheme, ref->args[0]) == SCHEME_NONE)
        return ERR(e, ERR_NOT_FOUND, "没有考核项“%s”；items.csv 列出了所有项",
                   "there is no item \"%s\"; items.csv lists all of them", ref->args[0]);
    return true;
}

bool reader_check(void *who, const FormulaRef *ref, FormulaUnit *unit, Err *e)
{
    const ReaderCheck *c = who;
    FigureKey key;

    *unit = unit_of("");
    switch (reader_kind(ref)) {
    case READER_VALUE:
    case READER_GROWTH:
        TRY(reader_figure(c->world->catalogue, ref, &key, e));
        *unit = unit_of_figure(&key);
        return true;
    case READER_TARGET:
        TRY(reader_target(c->world->catalogue, ref, &key, e));
        *unit = unit_of_figure(&key);
        return true;
    case READER_ENTRY:
        return check_entry(c, ref->args[0], e);
    case READER_TASKS:
    case READER_PROJECTS:
        return check_word(c, ref, unit, e);
    case READER_PARAM:
        return check_param(c, ref->args[0], unit, e);
    case READER_WEIGHT:
    case READER_SCORE:
    case READER_TOTAL:
    case READER_PLACE:
    case READERS:
        break;
    }
    return check_own(c, ref, e);
}

const FormulaReader *scheme_readers(size_t *n)
{
    *n = READERS;
    return score_readers;
}
