#include "project/tables.h"

#include <assert.h>
#include <string.h>

static const CityColumn stage_table[] = {
    {"class", RULE_TEXT, true, true, NULL, NULL}, /* "*" or a class */
    {"stage", RULE_CODE, true, true, NULL, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL},
    {"order", RULE_NUMBER, true, false, NULL, NULL},
    {"before", RULE_CODES, false, false, NULL, NULL},
    {"kind", RULE_CHOICE, true, false, "start entry completion other", NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};
static const CityColumn light_table[] = {
    {"rule", RULE_CODE, true, true, NULL, NULL},
    {"valid_from", RULE_DATE, true, true, NULL, NULL},
    {"valid_to", RULE_DATE, false, false, NULL, NULL},
    {"scope", RULE_CHOICE, true, false, "project area department class leader", NULL},
    {"what", RULE_TEXT, true, false, NULL, NULL},
    {"base", RULE_TEXT, false, false, NULL, NULL},
    {"yellow", RULE_TEXT, false, false, NULL, NULL},
    {"red", RULE_TEXT, false, false, NULL, NULL},
    {"class", RULE_TEXT, true, false, NULL, NULL},
    {"list", RULE_CODE, true, false, NULL, NULL},
    {"memory", RULE_CHOICE, true, false, "yes no", NULL},
    {"counts", RULE_CHOICE, true, false, "yes no", NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};
static const CityColumn batch_table[] = {
    {"batch", RULE_CODE, true, true, NULL, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL},
    {"date", RULE_DATE, true, false, NULL, NULL},
    {"group", RULE_CODE, true, true, NULL, NULL},
    {"group_zh", RULE_TEXT, true, false, NULL, NULL},
    {"group_en", RULE_TEXT, true, false, NULL, NULL},
    {"n", RULE_NUMBER, true, false, NULL, NULL},
    {"total", RULE_NUMBER, true, false, NULL, NULL},
    {"planned_year", RULE_NUMBER, true, false, NULL, NULL},
    {"status", RULE_CHOICE, true, false, "published sample", NULL},
    {"source", RULE_TEXT, true, false, NULL, NULL},
};

/* The code comes first: it is what the table's dimension is numbered by. */
static const CityColumn register_table[] = {
    {"code", RULE_CODE, true, true, NULL, NULL},
    {"name", RULE_TEXT, true, false, NULL, NULL},
    {"class", RULE_CHOICE, true, false, "industry infrastructure livelihood ecology platform", NULL},
    {"owner_kind", RULE_CHOICE, true, false, "government enterprise", NULL},
    {"area", RULE_CODE, true, false, NULL, "areas"},
    {"department", RULE_CODE, true, false, NULL, "departments"},
    {"owner", RULE_TEXT, true, false, NULL, NULL},
    {"leader", RULE_CODE, false, false, NULL, "leaders"},
    {"post", RULE_TEXT, false, false, NULL, NULL},
    {"total", RULE_NUMBER, true, false, NULL, NULL},
    {"budget", RULE_NUMBER, false, false, NULL, NULL},
    {"bonds", RULE_NUMBER, false, false, NULL, NULL},
    {"bank", RULE_NUMBER, false, false, NULL, NULL},
    {"own", RULE_NUMBER, false, false, NULL, NULL},
    {"other", RULE_NUMBER, false, false, NULL, NULL},
    {"bonds_issued", RULE_DATE, false, false, NULL, NULL},
    {"land", RULE_NUMBER, false, false, NULL, NULL},
    {"energy", RULE_NUMBER, false, false, NULL, NULL},
    {"needs", RULE_TEXT, false, false, NULL, NULL},
    {"indicator", RULE_CODES, false, false, NULL, "indicators"},
    {"tasks", RULE_CODES, false, false, NULL, NULL},
    {"risks", RULE_CODES, false, false, NULL, NULL},
    {"sample", RULE_CHOICE, true, false, "yes no", NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
    {"reason", RULE_TEXT, false, false, NULL, NULL},
    {"known_on", RULE_DATE, false, false, NULL, NULL},
    {"no", RULE_TEXT, false, false, NULL, NULL},
    {"year", RULE_YEAR, false, true, NULL, NULL},
    {"plan_01", RULE_NUMBER, false, false, NULL, NULL},
    {"plan_02", RULE_NUMBER, false, false, NULL, NULL},
    {"plan_03", RULE_NUMBER, false, false, NULL, NULL},
    {"plan_04", RULE_NUMBER, false, false, NULL, NULL},
    {"plan_05", RULE_NUMBER, false, false, NULL, NULL},
    {"plan_06", RULE_NUMBER, false, false, NULL, NULL},
    {"plan_07", RULE_NUMBER, false, false, NULL, NULL},
    {"plan_08", RULE_NUMBER, false, false, NULL, NULL},
    {"plan_09", RULE_NUMBER, false, false, NULL, NULL},
    {"plan_10", RULE_NUMBER, false, false, NULL, NULL},
    {"plan_11", RULE_NUMBER, false, false, NULL, NULL},
    {"plan_12", RULE_NUMBER, false, false, NULL, NULL},
};
static const CityColumn report_table[] = {
    {"code", RULE_CODE, true, true, NULL, NULL},
    {"month", RULE_TEXT, true, true, NULL, NULL},
    {"invested", RULE_NUMBER, true, false, NULL, NULL},
    {"to_date", RULE_NUMBER, true, false, NULL, NULL},
    {"entered", RULE_NUMBER, true, false, NULL, NULL},
    {"progress", RULE_TEXT, true, false, NULL, NULL},
    {"picture", RULE_TEXT, false, false, NULL, NULL},
    {"funds_due", RULE_NUMBER, false, false, NULL, NULL},
    {"funds_in", RULE_NUMBER, false, false, NULL, NULL},
    {"bonds_used", RULE_NUMBER, false, false, NULL, NULL},
    {"scheduled", RULE_NUMBER, false, false, NULL, NULL},
    {"earned", RULE_NUMBER, false, false, NULL, NULL},
    {"spent", RULE_NUMBER, false, false, NULL, NULL},
    {"difficulty", RULE_TEXT, false, false, NULL, NULL},
    {"difficulty_unit", RULE_CODES, false, false, NULL, NULL},
    {"clear_by", RULE_TEXT, false, false, NULL, NULL},
    {"reason", RULE_TEXT, false, false, NULL, NULL},
    {"known_on", RULE_DATE, false, false, NULL, NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
    {"no", RULE_TEXT, false, false, NULL, NULL},
    {"name", RULE_TEXT, false, false, NULL, NULL}, /* to know the row by; the code counts */
};

#define FIXED(kind, columns, dimension)                                                                      \
    {                                                                                                        \
        kind, columns, COUNT(columns), dimension, false, NULL, 0                                             \
    }
static const CityTable fixed[PROJECT_KINDS] = {
    [KIND_STAGES] = FIXED("stages", stage_table, NULL),
    [KIND_LIGHTS] = FIXED("project_lights", light_table, NULL),
    [KIND_BATCHES] = FIXED("batches", batch_table, NULL),
    [KIND_REGISTER] = FIXED("projects", register_table, "project"),
    [KIND_REPORTS] = FIXED("project_reports", report_table, NULL),
};

/* What columns are called in Chinese. */
static const struct {
    const char *name, *zh;
} words[] = {
    {"code", "项目代码"},
    {"name", "项目名称"},
    {"class", "项目类别"},
    {"owner_kind", "投资主体"},
    {"area", "所在地"},
    {"department", "行业主管部门"},
    {"owner", "业主单位"},
    {"leader", "牵头领导"},
    {"post", "首席服务官岗位"},
    {"total", "总投资"},
    {"budget", "财政资金"},
    {"bonds", "专项债券"},
    {"bank", "银行贷款"},
    {"own", "自筹资金"},
    {"other", "其他资金"},
    {"bonds_issued", "债券发行日期"},
    {"land", "用地"},
    {"energy", "能耗"},
    {"needs", "其他需求"},
    {"indicator", "关联指标"},
    {"tasks", "关联任务"},
    {"risks", "关联风险"},
    {"sample", "样本"},
    {"source", "来源"},
    {"reason", "理由"},
    {"known_on", "得知日期"},
    {"no", "序号"},
    {"year", "年度"},
    {"month", "月份"},
    {"invested", "本月完成投资"},
    {"to_date", "累计完成投资"},
    {"entered", "本月入统投资"},
    {"progress", "形象进度"},
    {"picture", "现场照片"},
    {"funds_due", "应到位资金"},
    {"funds_in", "到位资金"},
    {"bonds_used", "债券已用"},
    {"scheduled", "计划价值"},
    {"earned", "挣值"},
    {"spent", "实际成本"},
    {"difficulty", "存在困难"},
    {"difficulty_unit", "责任单位"},
    {"clear_by", "解决时限"},
};

static const struct {
    const char *word, *code;
} choices[] = {
    {"工业", "industry"},       {"产业", "industry"},   {"基础设施", "infrastructure"},
    {"民生", "livelihood"},     {"生态", "ecology"},    {"平台", "platform"},
    {"政府", "government"},     {"企业", "enterprise"}, {"政府投资", "government"},
    {"企业投资", "enterprise"}, {"是", "yes"},          {"否", "no"},
};

const char *project_kind_code(ProjectKind k)
{
    return fixed[k].kind;
}

const char *choice_code(Str text)
{
    for (size_t i = 0; i < COUNT(choices); i++)
        if (str_eq(text, choices[i].word))
            return choices[i].code;
    return NULL;
}

/* ---- columns of stages ---- */

static void add_stages(CityTable *t, CityColumn *columns, const char *prefix, const Stages *s, Arena *a)
{
    for (size_t i = 0; i < s->n; i++)
        columns[t->n++] =
            (CityColumn){.name = arena_printf(a, "%s%s", prefix, s->items[i].code ? s->items[i].code : ""),
                         .rule = strcmp(prefix, "actual_") == 0 ? RULE_TEXT : RULE_DATE};
}

const CityTable *project_columns(ProjectKind k, const Stages *s, Arena *a)
{
    CityTable *t = NEW(a, CityTable);
    CityColumn *columns = NEW_N(a, CityColumn, fixed[k].n + 2 * STAGES_MAX);

    *t = fixed[k];
    memcpy(columns, fixed[k].columns, fixed[k].n * sizeof *columns);
    t->columns = columns;
    if (k == KIND_REGISTER)
        add_stages(t, columns, "planned_", s, a);
    if (k == KIND_REPORTS) {
        add_stages(t, columns, "actual_", s, a);
        add_stages(t, columns, "forecast_", s, a);
    }
    return t;
}

void stage_columns(const CityTable *t, const char *prefix, const Stages *s, size_t *to)
{
    size_t first = 0, n = strlen(prefix);

    while (first < t->n && strncmp(t->columns[first].name, prefix, n) != 0)
        first++;
    for (size_t i = 0; i < s->n; i++)
        to[i] = first + i;
}

/* The stage of a column and what its date is called, or NULL. */
static const Stage *stage_of(const CityColumn *c, const Stages *s, const char *formats[2])
{
    static const char *const dates[][3] = {{"planned_", "计划%s日期", "planned: %s"},
                                           {"actual_", "实际%s日期", "actual: %s"},
                                           {"forecast_", "预计%s日期", "forecast: %s"}};

    for (size_t w = 0; w < COUNT(dates); w++) {
        size_t n = strlen(dates[w][0]);
        if (strncmp(c->name, dates[w][0], n) != 0)
            continue;
        size_t i = stage_find(s, str_of(c->name + n));
        formats[0] = dates[w][1];
        formats[1] = dates[w][2];
        return i == STAGE_NONE ? NULL : &s->items[i];
    }
    return NULL;
}

const char *project_column_name(const CityTable *t, size_t column, const Stages *s, Arena *a, Lang lang)
{
    const CityColumn *c = &t->columns[column];
    const char *formats[2] = {"%s", "%s"};
    const Stage *stage = stage_of(c, s, formats);

    if (stage)
        return arena_printf(a, formats[lang == LANG_EN], stage_name(stage, lang));
    if (lang == LANG_EN)
        return c->name;
    if (strncmp(c->name, "plan_", 5) == 0)
        return arena_printf(a, "%ld月计划投资", strtol(c->name + 5, NULL, 10));
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(words[i].name, c->name) == 0)
            return words[i].zh;
    return c->name;
}

bool project_column_is_of(const CityTable *t, size_t column, const Stages *s, ProjectClass c)
{
    const char *formats[2];
    const Stage *stage = stage_of(&t->columns[column], s, formats);
    const Course *course = &s->courses[c];

    for (size_t i = 0; stage && i < course->n; i++)
        if (&s->items[course->steps[i].stage] == stage)
            return true;
    return !stage;
}

/* ---- header words ---- */

/* "总投资（万元）" says the same as "总投资". */
static char *plain_word(Str word, Arena *a)
{
    char *text = text_halfwidth(a, str_trim(word)), *bracket = strchr(text, '(');

    if (bracket && bracket > text)
        *bracket = '\0';
    return str_dup(a, str_trim(str_of(text)));
}

size_t project_column(const CityTable *t, const Stages *s, Str word, Arena *a)
{
    const char *text = plain_word(word, a);

    for (size_t j = 0; *text && j < t->n; j++)
        if (strcmp(text, t->columns[j].name) == 0 ||
            strcmp(text, project_column_name(t, j, s, a, LANG_ZH)) == 0 ||
            strcmp(text, project_column_name(t, j, s, a, LANG_EN)) == 0)
            return j;
    return t->n;
}

ProjectKind project_kind_of(const CityTable *const tables[PROJECT_KINDS], const Stages *s,
                            const TableRow *row, Arena *a)
{
    size_t best = 2, kind = PROJECT_KINDS;

    for (size_t k = 0; k < PROJECT_KINDS; k++) {
        size_t n = 0;
        for (size_t i = 0; i < row->n; i++)
            n += project_column(tables[k], s, row->cells[i].text, a) < tables[k]->n;
        if (n > best) {
            best = n;
            kind = k;
        }
    }
    return (ProjectKind)kind;
}
