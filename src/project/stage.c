#include "project/stage.h"

#include <stdlib.h>
#include <string.h>

#include "period/period.h"
#include "project/register.h"

static const struct {
    const char *code, *zh, *en;
} classes[PROJECT_CLASSES] = {
    [CLASS_INDUSTRY] = {"industry", "工业", "industry"},
    [CLASS_INFRASTRUCTURE] = {"infrastructure", "基础设施", "infrastructure"},
    [CLASS_LIVELIHOOD] = {"livelihood", "民生", "livelihood"},
    [CLASS_ECOLOGY] = {"ecology", "生态", "ecology"},
    [CLASS_PLATFORM] = {"platform", "平台", "platform"},
};

const char *project_class_code(ProjectClass c)
{
    return classes[c].code;
}

const char *project_class_name(ProjectClass c, Lang lang)
{
    return TEXT(lang, classes[c].zh, classes[c].en);
}

bool project_class_parse(Str text, ProjectClass *out)
{
    for (size_t i = 0; i < PROJECT_CLASSES; i++) {
        if (!str_eq(text, classes[i].code) && !str_eq(text, classes[i].zh))
            continue;
        *out = (ProjectClass)i;
        return true;
    }
    return false;
}

const char *stage_name(const Stage *s, Lang lang)
{
    return TEXT(lang, s->name_zh, s->name_en);
}

size_t stage_find(const Stages *s, Str code)
{
    for (size_t i = 0; i < s->n; i++)
        if (str_eq(code, s->items[i].code))
            return i;
    return STAGE_NONE;
}

size_t stage_reached(const Course *c, const int *actual, int day)
{
    for (size_t i = c->n; i-- > 0;)
        if (actual[c->steps[i].stage] && actual[c->steps[i].stage] <= day)
            return c->steps[i].stage;
    return STAGE_NONE;
}

/* ---- from the table ---- */

typedef struct Building {
    const Records *r;
    Findings *fs;
    Arena *arena;
    Stages *out;
} Building;

#define CELL(b, i, column) RECORD((b)->r, i, column)

static Place place(const Building *b, size_t i, const char *column)
{
    return records_place(b->r, i, records_column(b->r->table, column));
}

static void add_stage(const Building *b, size_t i)
{
    Stages *s = b->out;
    const char *code = CELL(b, i, "stage");

    if (stage_find(s, str_of(code)) != STAGE_NONE)
        return;
    if (s->n == STAGES_MAX) {
        FINDING(b->fs, FAULT, place(b, i, "stage"), "too-many-stages", code, "各类合计最多 %d 个阶段",
                "all classes together have at most %d stages", STAGES_MAX);
        return;
    }
    s->items[s->n++] = (Stage){code, CELL(b, i, "name_zh"), CELL(b, i, "name_en")};
}

static StageKind kind_of(const char *text)
{
    static const char *const kinds[STAGE_KINDS] = {"other", "start", "entry", "completion"};

    for (size_t k = 0; k < STAGE_KINDS; k++)
        if (strcmp(text, kinds[k]) == 0)
            return (StageKind)k;
    return STAGE_OTHER;
}

static bool in_course(const Course *c, size_t stage)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->steps[i].stage == stage)
            return true;
    return false;
}

/* The rows of the class, in their order. Predecessors must come earlier: so there can be no circle. */
static void add_step(const Building *b, size_t i, Course *c)
{
    const char **before, *kind = CELL(b, i, "kind");
    size_t n = text_split(b->arena, CELL(b, i, "before"), &before);
    StageStep step = {.stage = stage_find(b->out, str_of(CELL(b, i, "stage"))),
                      .kind = kind_of(kind),
                      .source = CELL(b, i, "source")};

    if (step.stage == STAGE_NONE)
        return;
    for (size_t k = 0; k < n; k++) {
        size_t p = stage_find(b->out, str_of(before[k]));
        if (p == STAGE_NONE || !in_course(c, p))
            FINDING(b->fs, FAULT, place(b, i, "before"), "bad-predecessor", before[k],
                    "前置阶段应是同一类里排在前面的阶段",
                    "a predecessor must be an earlier stage of the same class");
        else
            step.before |= 1u << p;
    }
    if (step.kind != STAGE_OTHER && c->of_kind[step.kind] != STAGE_NONE)
        FINDING(b->fs, FAULT, place(b, i, "kind"), "second-of-kind", kind, "一类只能有一个这样的阶段",
                "a class has one stage of this kind");
    if (step.kind != STAGE_OTHER)
        c->of_kind[step.kind] = step.stage;
    c->steps[c->n++] = step;
}

typedef struct Ordered {
    size_t row;
    double order;
} Ordered;

static int by_order(const void *a, const void *b)
{
    const Ordered *x = a, *y = b;

    return x->order != y->order ? (x->order > y->order) - (x->order < y->order)
                                : (x->row > y->row) - (x->row < y->row);
}

static void add_course(const Building *b, const char *class_code, Course *c)
{
    Ordered *rows = NEW_N(b->arena, Ordered, b->r->n + 1);
    size_t n = 0;

    *c = (Course){.steps = NEW_N(b->arena, StageStep, b->r->n + 1)};
    for (size_t k = 0; k < STAGE_KINDS; k++)
        c->of_kind[k] = STAGE_NONE;
    for (size_t i = 0; i < b->r->n; i++)
        if (strcmp(CELL(b, i, "class"), class_code) == 0)
            rows[n++] = (Ordered){i, strtod(CELL(b, i, "order"), NULL)};
    qsort(rows, n, sizeof *rows, by_order);
    for (size_t i = 0; i < n; i++)
        add_step(b, rows[i].row, c);
}

static bool has_rows(const Building *b, const char *class_code)
{
    for (size_t i = 0; i < b->r->n; i++)
        if (strcmp(CELL(b, i, "class"), class_code) == 0)
            return true;
    return false;
}

void stages_build(const Records *r, Findings *fs, Arena *a, Stages *out)
{
    Building b = {r, fs, a, out};
    Course common;
    ProjectClass known;

    *out = (Stages){.submission = r->submission};
    for (size_t i = 0; i < r->n; i++) {
        const char *class_code = CELL(&b, i, "class");
        if (strcmp(class_code, "*") != 0 && !project_class_parse(str_of(class_code), &known))
            FINDING(fs, FAULT, place(&b, i, "class"), "bad-class", class_code,
                    "应为 *、industry、infrastructure、livelihood、ecology 或 platform",
                    "expected *, industry, infrastructure, livelihood, ecology or platform");
        add_stage(&b, i);
    }
    add_course(&b, "*", &common);
    for (size_t k = 0; k < PROJECT_CLASSES; k++) {
        if (has_rows(&b, classes[k].code))
            add_course(&b, classes[k].code, &out->courses[k]);
        else
            out->courses[k] = common;
    }
}

bool stages_load(Store *s, int64_t city, int as_of, Arena *a, Stages *out, Err *e)
{
    Findings fs = {.arena = a, .lang = e->lang, .file = "stages.csv", .sheet = ""};
    Records r;

    TRY(project_table(s, &(RecordsKey){city, project_kind_code(KIND_STAGES), as_of, 0}, a, &r, e));
    if (!r.submission)
        return ERR(e, ERR_NOT_FOUND,
                   "还没有项目阶段；先导入，如 qingyu project import cities/jiande/projects",
                   "there are no stages of projects yet; import them first, e.g. qingyu project import "
                   "cities/jiande/projects");
    stages_build(&r, &fs, a, out);
    return true;
}
