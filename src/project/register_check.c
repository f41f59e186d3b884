/* Checks of rows of the register, beyond what its columns say. All faults are told. */
#include <math.h>
#include <string.h>

#include "city/references.h"
#include "project/check.h"

static void check_money(const Checking *c)
{
    static const char *const sources[] = {"budget", "bonds", "bank", "own", "other"};
    double sum = 0, total = check_number(c, "total");
    bool some = false;

    for (size_t i = 0; i < COUNT(sources); i++) {
        double v = check_number(c, sources[i]);
        some = some || !isnan(v);
        sum += isnan(v) ? 0 : v;
    }
    if (some && fabs(sum - total) > MONEY_TOLERANCE)
        FINDING(c->fs, FAULT, check_place(c, "total"), "funds-differ", check_text(c, "total"),
                "总投资应等于各项资金来源之和 %.15g 万元", "the total must be the sum of its funds, %.15g",
                sum);
    if (!(total > 0))
        FINDING(c->fs, FAULT, check_place(c, "total"), "no-total", check_text(c, "total"),
                "总投资应大于 0(万元)", "the total investment must be above 0 (10,000 yuan)");
}

static void check_plan(const Checking *c)
{
    double m[12], sum = 0;
    bool some = false;

    row_plan(c->r->table, c->r->cells[c->row], m);
    for (size_t i = 0; i < 12; i++) {
        sum += m[i];
        some = some || *c->r->cells[c->row][records_column(c->r->table, "plan_01") + i];
    }
    if (some && !*check_text(c, "year"))
        FINDING(c->fs, FAULT, check_place(c, "year"), "no-year", "", "写了各月计划投资，就要写年度",
                "a plan by month needs its year");
    if (sum > check_number(c, "total") + MONEY_TOLERANCE && !check_explained(c))
        FINDING(c->fs, FAULT, check_place(c, "total"), "plan-above-total", check_text(c, "total"),
                "年度计划 %.15g 万元超过总投资，请改正或写明理由",
                "the year's plan, %.15g, is above the total; correct it or give a reason", sum);
}

/* Planned dates stand in the course's order, and only where the class has the stage. */
static void check_planned(const Checking *c)
{
    const Stages *s = &c->w->stages;
    const Course *course = check_course(c, check_text(c, "class"));
    size_t to[STAGES_MAX];
    uint32_t has = 0;

    stage_columns(c->r->table, "planned_", s, to);
    for (size_t i = 0; i < course->n; i++) {
        const StageStep *step = &course->steps[i];
        const char *cell = c->r->cells[c->row][to[step->stage]];
        has |= 1u << step->stage;
        for (size_t k = 0; *cell && k < s->n; k++) {
            int before = step->before & 1u << k ? date_or_none(c->r->cells[c->row][to[k]]) : 0;
            if (before > date_or_none(cell))
                FINDING(c->fs, FAULT, records_place(c->r, c->row, to[step->stage]), "stage-order", cell,
                        "不能早于前置阶段“%s”的计划日期", "is earlier than its predecessor \"%s\" is planned",
                        stage_name(&s->items[k], c->fs->lang));
        }
    }
    for (size_t k = 0; k < s->n; k++)
        if (!(has & 1u << k) && *c->r->cells[c->row][to[k]])
            FINDING(c->fs, FAULT, records_place(c->r, c->row, to[k]), "stage-of-other-class",
                    c->r->cells[c->row][to[k]], "这一类项目没有阶段“%s”",
                    "projects of this class have no \"%s\"", stage_name(&s->items[k], c->fs->lang));
}

/* Columns that may change without a reason: they say what the row is, not what the project is. */
static bool is_about_row(const char *column)
{
    static const char *const names[] = {"reason", "known_on", "no", "source", "year"};

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(column, names[i]) == 0)
            return true;
    return false;
}

static bool check_change(const Checking *c, Err *e)
{
    ProjectAsk ask = {
        .s = c->w->s, .city = &c->w->city, .stages = &c->w->stages, .code = check_text(c, "code")};
    ProjectRecords old;

    if (check_explained(c))
        return true;
    TRY(project_records(&ask, KIND_REGISTER, c->w->arena, &old, e));
    for (size_t i = old.n; i-- > 0;) {
        const CityTable *t = c->r->table;
        bool same_year = strcmp(PROJECT_CELL(&old, i, "year"), check_text(c, "year")) == 0;
        for (size_t j = 0; (same_year || i == old.n - 1) && j < t->n; j++) {
            const char *name = t->columns[j].name;
            bool passed = is_about_row(name) || (!same_year && strncmp(name, "plan_", 5) == 0);
            if (passed || strcmp(old.items[i].cells[j], c->r->cells[c->row][j]) == 0)
                continue;
            FINDING(c->fs, FAULT, records_place(c->r, c->row, j), "change-without-reason",
                    c->r->cells[c->row][j], "登记表里已是“%s”；要改请写明理由",
                    "the register says \"%s\"; a change needs a reason", old.items[i].cells[j]);
        }
    }
    return true;
}

/* Two rows of one project, of two years, must say the same of the project itself. */
static void check_twin(const Checking *c, size_t other)
{
    const CityTable *t = c->r->table;

    for (size_t j = 0; j < t->n; j++) {
        const char *name = t->columns[j].name, *theirs = c->r->cells[other][j];
        if (is_about_row(name) || strncmp(name, "plan_", 5) == 0 ||
            strcmp(theirs, c->r->cells[c->row][j]) == 0)
            continue;
        FINDING(c->fs, FAULT, records_place(c->r, c->row, j), "two-versions", c->r->cells[c->row][j],
                "第%d行说的是“%s”，同一项目应一致", "row %d says \"%s\" of the same project",
                c->r->lines[other], theirs);
    }
}

static void check_twins(ProjectIntake *w, const Records *r)
{
    size_t *order = check_order(r, "year", w->arena);

    for (size_t i = 1; i < r->n; i++)
        if (strcmp(RECORD(r, order[i - 1], "code"), RECORD(r, order[i], "code")) == 0)
            check_twin(&(Checking){w, r, order[i], &w->out->findings}, order[i - 1]);
}

bool register_check(ProjectIntake *w, const Records *r, Err *e)
{
    References refs = {.arena = w->arena};

    for (size_t i = 0; i < r->n; i++) {
        Checking c = {w, r, i, &w->out->findings};
        check_row(&c);
        check_money(&c);
        check_plan(&c);
        check_planned(&c);
        for (size_t j = 0; j < r->table->n; j++)
            references_note(&refs, r->table->columns[j].refers, records_place(r, i, j), r->cells[i][j]);
        TRY(check_change(&c, e));
    }
    check_twins(w, r);
    return references_check(&refs, w->s, &w->in, &w->out->findings, e);
}
