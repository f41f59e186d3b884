/* Who may hand in what of which project. */
#include <string.h>

#include "project/check.h"

static bool place_of(const Checking *c, ProjectPlace *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    Arena *a = c->w->arena;
    int64_t id;
    bool row = false;

    *out = (ProjectPlace){"", "", ""};
    TRY(project_number(c->w->s, c->w->in.city, check_text(c, "code"), &id, e));
    if (!id)
        return true;
    TRY(QUERY(c->w->s, SQL_PROJECT_PLACE, &q, e, INT(c->w->in.city), INT(id)) && query_next(q, &row, e));
    if (row)
        *out = (ProjectPlace){str_dup(a, query_text(q, 0)), str_dup(a, query_text(q, 1)),
                              str_dup(a, query_text(q, 2))};
    return true;
}

/* A project that is there must be one's own as it stands, and stay one's own as the row has it. */
static bool is_allowed(const Checking *c, ProjectKind k, bool *out, Err *e)
{
    const ProjectAllowed *may = &c->w->spec->allowed;
    ProjectPlace now;

    TRY(place_of(c, &now, e));
    bool known = *now.area || *now.department;
    *out = !known || may->may(may->who, &now);
    if (*out && k == KIND_REGISTER)
        *out = may->may(may->who, &(ProjectPlace){check_text(c, "area"), check_text(c, "department"),
                                                  check_text(c, "leader")});
    return true;
}

bool allowed_check(ProjectIntake *w, ProjectKind k, const Records *r, Err *e)
{
    Findings *fs = &w->out->findings;
    bool ok;

    if (!w->spec->allowed.may)
        return true;
    if (k != KIND_REGISTER && k != KIND_REPORTS)
        return ERR(e, ERR_FORBIDDEN, "阶段、亮灯规则和批次由维护本市数据的人用 qingyu project import 导入",
                   "stages, rules of lights and batches are imported with qingyu project import by who keeps "
                   "the city's data");
    for (size_t i = 0; i < r->n; i++) {
        Checking c = {w, r, i, fs};
        TRY(is_allowed(&c, k, &ok, e));
        if (!ok)
            FINDING(fs, FAULT, check_place(&c, "code"), "not-allowed", check_text(&c, "code"),
                    "这个项目不在本账户的范围内", "this project is not in the reach of the account");
    }
    return true;
}
