#include "view/project.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MONEY = 2, PCT = 1 };

static const char *area_shown(const Viewer *v, const Board *b, const char *code)
{
    const Area *a = city_area(b->spec.known.city, code);

    return a ? area_name(a, v->lang) : code;
}

static const char *department_shown(const Viewer *v, const Board *b, const char *code)
{
    const Department *d = city_department(b->spec.known.city, code);

    return d ? department_name(d, v->lang) : code;
}

static const char *leader_shown(const Viewer *v, const Board *b, const char *code)
{
    const City *c = b->spec.known.city;

    for (size_t i = 0; i < c->n_leaders; i++)
        if (strcmp(c->leaders[i].code, code) == 0)
            return TEXT(v->lang, c->leaders[i].title_zh, c->leaders[i].title_en);
    return code;
}

static const char *stage_shown(const Viewer *v, const Board *b, size_t stage)
{
    return stage == STAGE_NONE ? "" : stage_name(&b->stages.items[stage], v->lang);
}

/* The reasons of the project's lamp: the lights that are yellow or red and count. */
static const char *reasons(const Viewer *v, const BoardProject *x)
{
    const char *text = "";

    for (size_t i = 0; i < x->n_lights; i++) {
        const ProjectLight *l = &x->lights[i];
        if (!l->rule->counts || l->lamp < PROJECT_YELLOW)
            continue;
        text = arena_printf(v->arena, "%s%s%s: %s", text, *text ? TEXT(v->lang, "；", "; ") : "",
                            project_lamp_name(l->lamp, v->lang), light_words(l, v->arena, v->lang));
    }
    return text;
}

static void identity(const Viewer *v, const Board *b, const BoardProject *x, Rows *out)
{
    rows_text(out, "code", x->code);
    rows_text(out, "name", x->name);
    rows_text(out, "class", project_class_code(x->of));
    rows_text(out, "class_name", project_class_name(x->of, v->lang));
    rows_text(out, "area", x->area);
    rows_text(out, "area_name", area_shown(v, b, x->area));
    rows_text(out, "department", x->department);
    rows_text(out, "department_name", department_shown(v, b, x->department));
    rows_text(out, "leader", x->leader);
    rows_text(out, "leader_name", leader_shown(v, b, x->leader));
    rows_text(out, "owner", x->owner);
    rows_text(out, "owner_kind", x->government ? "government" : "enterprise");
}

static void money(const Board *b, const BoardProject *x, Rows *out)
{
    double done_pct = x->plan_year > 0 ? x->done / x->plan_year * 100 : (double)NAN,
           own_pct = x->plan_year > 0 ? x->plan_done / x->plan_year * 100 : (double)NAN;

    rows_number(out, "total", x->total, MONEY);
    rows_number(out, "to_date", x->to_date, MONEY);
    rows_number(out, "plan_year", x->plan_year, MONEY);
    rows_number(out, "plan_done", isnan(x->plan_year) ? x->plan_year : x->plan_done, MONEY);
    rows_number(out, "done", x->done, MONEY);
    rows_number(out, "entered", x->entered, MONEY);
    rows_number(out, "done_pct", done_pct, PCT);
    rows_number(out, "ahead_pp", done_pct - b->time_share * 100, PCT);
    rows_number(out, "ahead_own_pp", done_pct - own_pct, PCT);
}

static void standing(const Viewer *v, const Board *b, const BoardProject *x, Rows *out)
{
    rows_text(out, "stage", x->stage == STAGE_NONE ? "" : b->stages.items[x->stage].code);
    rows_text(out, "stage_name", stage_shown(v, b, x->stage));
    rows_text(out, "planned_start", show_date(v->arena, x->planned_start));
    rows_text(out, "start", show_date(v->arena, x->start));
    rows_text(out, "entry", show_date(v->arena, x->entry));
    rows_text(out, "planned_end", show_date(v->arena, x->planned_end));
    rows_text(out, "end", show_date(v->arena, x->end));
    rows_number(out, "start_months_late", x->start_months_late, 0);
    rows_text(out, "reported", x->reported.year ? show_period(v->arena, x->reported) : "");
    rows_text(out, "lamp", project_lamp_code(x->lamp));
    rows_text(out, "lamp_name", project_lamp_name(x->lamp, v->lang));
    rows_text(out, "reasons", reasons(v, x));
}

bool project_rows(const Viewer *v, const Forecasts *f, const size_t *which, size_t n, Rows *out, Err *e)
{
    const Board *b = f->board;

    for (size_t i = 0; i < n; i++) {
        const BoardProject *x = &b->projects[which[i]];
        ProjectForecast forecast;
        TRY(forecast_project(f, which[i], &forecast, e));
        rows_begin(out);
        identity(v, b, x, out);
        money(b, x, out);
        standing(v, b, x, out);
        project_forecast_fields(v, &forecast, out);
        rows_flag(out, "sample", x->sample);
    }
    return true;
}

static void light_fields(const Viewer *v, const ProjectLight *l, Rows *out)
{
    rows_text(out, "rule", l->rule->code);
    rows_text(out, "lamp", project_lamp_code(l->lamp));
    rows_text(out, "lamp_name", project_lamp_name(l->lamp, v->lang));
    rows_flag(out, "counts", l->rule->counts);
    rows_exact(out, "value", l->value.v);
    rows_flag(out, "made_good", l->made_good);
    rows_text(out, "reason", light_words(l, v->arena, v->lang));
    rows_text(out, "rule_source", l->rule->source);
}

void project_light_rows(const Viewer *v, const ProjectLight *lights, size_t n, Rows *out)
{
    for (size_t i = 0; i < n; i++) {
        if (lights[i].value.state == LIGHT_OFF)
            continue;
        rows_begin(out);
        light_fields(v, &lights[i], out);
    }
}

/* ---- leagues and lists ---- */

static const char *group_name(const Viewer *v, const Board *b, LightScope by, const char *code)
{
    ProjectClass of;

    switch (by) {
    case SCOPE_AREA:
        return area_shown(v, b, code);
    case SCOPE_DEPARTMENT:
        return department_shown(v, b, code);
    case SCOPE_LEADER:
        return *code ? leader_shown(v, b, code) : TEXT(v->lang, "(未定)", "(none)");
    case SCOPE_CLASS:
        return project_class_parse(str_of(code), &of) ? project_class_name(of, v->lang) : code;
    case SCOPE_PROJECT:
    case LIGHT_SCOPES:
        break;
    }
    return code;
}

static const char *group_reasons(const Viewer *v, const BoardGroup *g)
{
    return reasons(v, &(BoardProject){.lights = g->lights, .n_lights = g->n_lights});
}

static void group_row(const Viewer *v, const LeagueShown *x, const BoardGroup *g, Rows *out)
{
    bool all = g == x->all;

    rows_begin(out);
    rows_int_if(out, "place", g->place, g->place != 0);
    rows_int_if(out, "of", g->of, g->of != 0);
    rows_text(out, "code", all ? "*" : g->code);
    rows_text(out, "name", all ? TEXT(v->lang, "合计", "all") : group_name(v, x->board, x->by, g->code));
    rows_int(out, "n", (int64_t)g->n);
    rows_number(out, "total", g->total, MONEY);
    rows_number(out, "plan_year", g->plan_year, MONEY);
    rows_number(out, "done", g->done, MONEY);
    rows_number(out, "entered", g->entered, MONEY);
    rows_number(out, "done_pct", g->done_pct, PCT);
    rows_number(out, "ahead_pp", g->ahead_pp, PCT);
    rows_number(out, "ahead_own_pp", g->ahead_own_pp, PCT);
    rows_int(out, "started", (int64_t)g->n_started);
    rows_int(out, "new", (int64_t)g->n_new);
    rows_int(out, "new_started", (int64_t)g->n_new_started);
    rows_number(out, "start_pct", g->start_pct, PCT);
    rows_number(out, "end_pct", g->end_pct, PCT);
    rows_number(out, "entry_pct", g->entry_pct, PCT);
    rows_int(out, "green", (int64_t)g->lamps[PROJECT_GREEN]);
    rows_int(out, "yellow", (int64_t)g->lamps[PROJECT_YELLOW]);
    rows_int(out, "red", (int64_t)g->lamps[PROJECT_RED]);
    rows_text(out, "lamp", project_lamp_code(g->lamp));
    rows_text(out, "lamp_name", project_lamp_name(g->lamp, v->lang));
    rows_text(out, "reasons", group_reasons(v, g));
    rows_int(out, "sample", (int64_t)g->n_sample);
}

void project_league_rows(const Viewer *v, const LeagueShown *x, Rows *out)
{
    for (size_t i = 0; i < x->n; i++)
        group_row(v, x, &x->rows[i], out);
    group_row(v, x, x->all, out);
}

void project_entry_rows(const Viewer *v, const ListShown *l, Rows *out)
{
    const Board *b = l->board;

    for (size_t i = 0; i < l->n; i++) {
        const BoardEntry *x = &l->items[i];
        bool is_project = x->project != STAGE_NONE;
        rows_begin(out);
        rows_text(out, "list", l->list);
        rows_text(out, "scope", light_scope_code(x->scope));
        rows_text(out, "code", x->code);
        rows_text(out, "name",
                  is_project ? b->projects[x->project].name : group_name(v, b, x->scope, x->code));
        light_fields(v, &x->why, out);
        rows_flag(out, "sample", is_project && b->projects[x->project].sample);
    }
}

void project_batch_rows(const Viewer *v, const Records *r, Rows *out)
{
    static const char *const numbers[] = {"n", "total", "planned_year"};

    for (size_t i = 0; i < r->n; i++) {
        rows_begin(out);
        rows_text(out, "batch", RECORD(r, i, "batch"));
        rows_text(out, "name", TEXT(v->lang, RECORD(r, i, "name_zh"), RECORD(r, i, "name_en")));
        rows_text(out, "date", RECORD(r, i, "date"));
        rows_text(out, "group", RECORD(r, i, "group"));
        rows_text(out, "group_name", TEXT(v->lang, RECORD(r, i, "group_zh"), RECORD(r, i, "group_en")));
        for (size_t k = 0; k < COUNT(numbers); k++)
            rows_exact(out, numbers[k], strtod(r->cells[i][records_column(r->table, numbers[k])], NULL));
        rows_text(out, "status", RECORD(r, i, "status"));
        rows_text(out, "source", RECORD(r, i, "source"));
    }
}

void project_record_rows(const ProjectRecords *r, Rows *out)
{
    for (size_t i = 0; i < r->n; i++) {
        rows_begin(out);
        for (size_t j = 0; j < r->table->n; j++) {
            const char *name = r->table->columns[j].name;
            bool day = strcmp(name, "known_on") == 0;
            rows_text(out, name, day ? show_date(out->arena, r->items[i].known_on) : r->items[i].cells[j]);
        }
    }
}

void project_table_rows(const Records *r, Rows *out)
{
    for (size_t i = 0; i < r->n; i++) {
        rows_begin(out);
        for (size_t j = 0; j < r->table->n; j++)
            rows_text(out, r->table->columns[j].name, r->cells[i][j]);
    }
}
