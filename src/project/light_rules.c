/* Rules of lights from their table. */
#include "project/light.h"

#include <string.h>

#include "base/number.h"
#include "project/light_what.h"
#include "project/stage.h"

static const struct {
    const char *code, *zh, *en;
} lamps[PROJECT_LAMPS] = {
    [PROJECT_UNLIT] = {"", "", ""},
    [PROJECT_GREEN] = {"green", "绿灯", "green"},
    [PROJECT_YELLOW] = {"yellow", "黄灯", "yellow"},
    [PROJECT_RED] = {"red", "红灯", "red"},
};

const char *project_lamp_code(ProjectLamp l)
{
    return lamps[l].code;
}

const char *project_lamp_name(ProjectLamp l, Lang lang)
{
    return TEXT(lang, lamps[l].zh, lamps[l].en);
}

bool project_lamp_parse(Str text, ProjectLamp *out)
{
    for (size_t i = PROJECT_GREEN; i < PROJECT_LAMPS; i++) {
        if (!str_eq(text, lamps[i].code) && !str_eq(text, lamps[i].zh))
            continue;
        *out = (ProjectLamp)i;
        return true;
    }
    return false;
}

static const char *const scopes[LIGHT_SCOPES] = {
    [SCOPE_PROJECT] = "project", [SCOPE_AREA] = "area",     [SCOPE_DEPARTMENT] = "department",
    [SCOPE_CLASS] = "class",     [SCOPE_LEADER] = "leader",
};

const char *light_scope_code(LightScope s)
{
    return scopes[s];
}

/* ---- bounds and bases ---- */

bool bound_parse(const char *text, LightBound *out)
{
    static const struct {
        const char *sign;
        LightBound b;
    } signs[] = {{">=", {BOUND_AT_LEAST, 0}},
                 {"<=", {BOUND_AT_MOST, 0}},
                 {">", {BOUND_ABOVE, 0}},
                 {"<", {BOUND_BELOW, 0}}};
    bool lossy;
    Decimal d;

    *out = (LightBound){0};
    if (!*text)
        return true;
    for (size_t i = 0; i < COUNT(signs); i++) {
        size_t n = strlen(signs[i].sign);
        if (strncmp(text, signs[i].sign, n) != 0)
            continue;
        if (!decimal_parse(str_of(text + n), &d, &lossy) || d.percent)
            return false;
        *out = (LightBound){signs[i].b.is, d.value};
        return true;
    }
    return false;
}

static bool parse_quarters(const char *text, Arena *a, ProjectRule *r)
{
    const char **parts;
    bool lossy;
    Decimal d;

    if (text_split(a, text, &parts) != COUNT(r->quarters))
        return false;
    for (size_t i = 0; i < COUNT(r->quarters); i++) {
        if (!decimal_parse(str_of(parts[i]), &d, &lossy))
            return false;
        r->quarters[i] = d.value;
    }
    r->base = BASE_QUARTERS;
    return true;
}

static bool parse_months(const char *text, ProjectRule *r)
{
    bool lossy;
    Decimal d;

    r->base = BASE_MONTHS;
    if (!decimal_parse(str_of(text), &d, &lossy) || d.value < 1 || d.value > 120)
        return false;
    r->months = (int)d.value;
    return true;
}

static bool parse_base(const char *text, Arena *a, ProjectRule *r)
{
    static const char quarters[] = "quarters ", months[] = "months ", indicator[] = "indicator ";

    r->base = BASE_NONE;
    if (!*text)
        return true;
    if (strcmp(text, "time") == 0 || strcmp(text, "own") == 0) {
        r->base = *text == 't' ? BASE_TIME : BASE_OWN;
        return true;
    }
    if (strncmp(text, quarters, strlen(quarters)) == 0)
        return parse_quarters(text + strlen(quarters), a, r);
    if (strncmp(text, months, strlen(months)) == 0)
        return parse_months(text + strlen(months), r);
    if (strncmp(text, indicator, strlen(indicator)) != 0)
        return false;
    r->base = BASE_INDICATOR;
    r->indicator = text + strlen(indicator);
    return *r->indicator != '\0';
}

/* ---- the table ---- */

typedef struct Building {
    const Records *r;
    Findings *fs;
    Arena *arena;
    size_t row;
} Building;

#define CELL(b, column) RECORD((b)->r, (b)->row, column)

static void tell(const Building *b, const char *column, const char *zh, const char *en)
{
    Place at = records_place(b->r, b->row, records_column(b->r->table, column));

    FINDING(b->fs, FAULT, at, "bad-light", CELL(b, column), "%s", "%s", TEXT(b->fs->lang, zh, en));
}

static bool is_group(LightScope s)
{
    return s != SCOPE_PROJECT;
}

/* Does the base fit what is measured, and the measure its scope? */
static void check_fit(const Building *b, const ProjectRule *r)
{
    const LightWhatRow *w = &light_whats[r->what];

    if (!(w->bases & 1u << r->base))
        tell(
            b, "base",
            "这种规则不用这个基准：进度用 time、own 或 quarters，债券用 months N，增速用 indicator 代码",
            "this measure has another base: progress time, own or quarters, bonds months N, growth indicator "
            "CODE");
    if (is_group(r->scope) ? !w->groups : !w->projects)
        tell(b, "scope", "这种规则不能用在这个范围", "this measure is not of that scope");
    if (r->yellow.is == BOUND_NONE && r->red.is == BOUND_NONE)
        tell(b, "yellow", "黄灯和红灯的界限至少写一个，如 >=10",
             "give a bound for yellow or red, such as >=10");
}

static void build_rule(const Building *b, ProjectRule *r)
{
    ProjectClass of;
    const char *scope = CELL(b, "scope"), *what = CELL(b, "what"), *class_code = CELL(b, "class");

    *r = (ProjectRule){.code = CELL(b, "rule"),
                       .valid_from = date_or_none(CELL(b, "valid_from")),
                       .valid_to = date_or_none(CELL(b, "valid_to")),
                       .class_code = class_code,
                       .list = CELL(b, "list"),
                       .memory = strcmp(CELL(b, "memory"), "yes") == 0,
                       .counts = strcmp(CELL(b, "counts"), "yes") == 0,
                       .source = CELL(b, "source")};
    for (size_t i = 0; i < LIGHT_SCOPES; i++)
        if (strcmp(scope, scopes[i]) == 0)
            r->scope = (LightScope)i;
    r->what = LIGHT_WHATS;
    for (size_t i = 0; i < LIGHT_WHATS; i++)
        if (strcmp(what, light_whats[i].code) == 0)
            r->what = (LightWhat)i;
    if (!bound_parse(CELL(b, "yellow"), &r->yellow))
        tell(b, "yellow", "应为界限，如 >=10、>30、<80", "expected a bound such as >=10, >30 or <80");
    if (!bound_parse(CELL(b, "red"), &r->red))
        tell(b, "red", "应为界限，如 >=10、>30、<80", "expected a bound such as >=10, >30 or <80");
    if (strcmp(class_code, "*") != 0 && !project_class_parse(str_of(class_code), &of))
        tell(b, "class", "应为 * 或项目类别", "expected * or a class of projects");
    if (!parse_base(CELL(b, "base"), b->arena, r))
        tell(b, "base", "应为 time、own、quarters 20;50;75;100、months 6 或 indicator FAI",
             "expected time, own, quarters 20;50;75;100, months 6 or indicator FAI");
    else if (r->what == LIGHT_WHATS)
        tell(b, "what", "不认识这种度量；docs/guide/projects.md 列出了所有的",
             "no such measure; docs/guide/projects.md lists all of them");
    else
        check_fit(b, r);
}

void light_rules_build(const Records *r, Findings *fs, Arena *a, ProjectRules *out)
{
    *out = (ProjectRules){.items = NEW_N(a, ProjectRule, r->n + 1), .n = r->n};
    for (size_t i = 0; i < r->n; i++)
        build_rule(&(Building){r, fs, a, i}, &out->items[i]);
}

bool light_rule_is_valid(const ProjectRule *r, int day)
{
    return day >= r->valid_from && (!r->valid_to || day <= r->valid_to);
}
