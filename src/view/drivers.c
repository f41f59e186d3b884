#include "view/drivers.h"

#include <math.h>

const char *what_if_notice(Lang lang)
{
    return TEXT(lang, "假设测算，不是统计数据", "a what-if reckoned from assumptions, not statistics");
}

/* ---- rows ---- */

static const char *parent_code(const DriverTree *t, size_t i)
{
    return t->nodes[i].parent == DRIVER_NONE ? "" : t->nodes[t->nodes[i].parent].code;
}

static void present_fields(const DriverState *s, const DriverPoints *p, size_t i, Rows *out)
{
    bool whole = s->tree->nodes[i].n_parts > 0;

    rows_exact(out, "share_pct", s->share[i].value * 100);
    rows_text(out, "share_status", driver_figure_status(&s->share[i]));
    rows_exact(out, "growth", s->growth[i].value);
    rows_text(out, "growth_status", driver_figure_status(&s->growth[i]));
    rows_exact(out, "points", p->points[i]);
    rows_exact(out, "residual", whole ? p->residual[i] : NAN);
    rows_int(out, "unknown_parts", (int64_t)p->missing[i]);
    rows_flag(out, "sample", s->growth[i].sample || s->share[i].sample);
}

void driver_rows(const Viewer *v, const DriversShown *d, Rows *out)
{
    const DriverState *s = d->state;
    const DriverTree *t = s->tree;
    const WhatIf *w = d->what_if;
    DriverPoints now;

    drivers_points_new(t, v->arena, &now);
    drivers_points(t, drivers_values(s->share, t->n, v->arena), drivers_values(s->growth, t->n, v->arena),
                   &now);
    for (size_t i = 0; i < t->n; i++) {
        rows_begin(out);
        rows_text(out, "tree", t->code);
        rows_text(out, "node", t->nodes[i].code);
        rows_text(out, "parent", parent_code(t, i));
        rows_int(out, "depth", (int64_t)t->nodes[i].depth);
        rows_text(out, "name", driver_node_name(&t->nodes[i], v->lang));
        present_fields(s, &now, i, out);
        rows_exact(out, "what_if_growth", w->growth[i]);
        rows_exact(out, "what_if_points", w->points.points[i]);
        rows_exact(out, "what_if_residual", t->nodes[i].n_parts ? w->points.residual[i] : NAN);
        rows_exact(out, "change", w->growth[i] - s->growth[i].value);
        rows_flag(out, "what_if", w->n > 0);
    }
}

void driver_link_rows(const Viewer *v, const DriverState *s, Rows *out)
{
    const DriverTree *t = s->tree;

    for (size_t i = 0; i < t->n; i++)
        for (size_t k = 0; k < t->nodes[i].n_links; k++) {
            const DriverLink *l = &t->nodes[i].links[k];
            rows_begin(out);
            rows_text(out, "driver", t->drivers[l->driver].code);
            rows_text(out, "name", driver_name(&t->drivers[l->driver], v->lang));
            rows_text(out, "node", t->nodes[i].code);
            rows_exact(out, "growth", s->driver[l->driver].value);
            rows_text(out, "growth_status", driver_figure_status(&s->driver[l->driver]));
            rows_exact(out, "elasticity", l->elasticity);
            rows_text(out, "elasticity_source", l->source);
            rows_exact(out, "own_moves", s->moves[l->driver]);
        }
}

void tornado_rows(const Viewer *v, const DriversShown *d, Rows *out)
{
    const DriverTree *t = d->state->tree;

    for (size_t i = 0; i < d->n_tornado; i++) {
        const TornadoRow *r = &d->tornado[i];
        rows_begin(out);
        rows_text(out, "code", change_code(t, &r->of));
        rows_text(out, "name", change_name(t, &r->of, v->lang));
        rows_text(out, "kind", r->of.is_driver ? "driver" : "node");
        rows_exact(out, "step", r->step);
        rows_exact(out, "low", r->low);
        rows_exact(out, "high", r->high);
        rows_exact(out, "swing", r->swing);
        rows_flag(out, "what_if", true);
    }
}

void waterfall_rows(const Viewer *v, const Waterfall *w, Rows *out)
{
    const DriverTree *t = w->to->tree;

    for (size_t i = 0; i < t->n; i++) {
        rows_begin(out);
        rows_text(out, "node", t->nodes[i].code);
        rows_text(out, "parent", parent_code(t, i));
        rows_text(out, "name", driver_node_name(&t->nodes[i], v->lang));
        rows_text(out, "from", show_period(v->arena, w->from->period));
        rows_text(out, "to", show_period(v->arena, w->to->period));
        rows_exact(out, "before", w->before[i]);
        rows_exact(out, "after", w->after[i]);
        rows_exact(out, "change", w->change[i]);
        rows_exact(out, "by_weight", w->by_weight[i]);
        rows_exact(out, "by_growth", w->by_growth[i]);
        rows_exact(out, "residual", t->nodes[i].n_parts ? w->residual[i] : NAN);
    }
}

/* ---- scenarios ---- */

static const char *joined(const Viewer *v, const char *const *items, size_t n)
{
    const char *text = "";

    for (size_t i = 0; i < n; i++)
        text = arena_printf(v->arena, "%s%s%s", text, *text ? " " : "", items[i]);
    return text;
}

void scenario_rows(const Viewer *v, const Scenario *items, size_t n, Rows *out)
{
    for (size_t i = 0; i < n; i++) {
        const Scenario *s = &items[i];
        rows_begin(out);
        rows_int(out, "id", s->id);
        rows_text(out, "name", s->name);
        rows_text(out, "tree", s->tree);
        rows_text(out, "area", s->area);
        rows_text(out, "period", show_period(v->arena, s->period));
        rows_flag(out, "year_end", s->year_end);
        rows_text(out, "as_of", show_date(v->arena, s->as_of));
        rows_text(out, "changes", joined(v, s->changes, s->n_changes));
        rows_exact(out, "growth", s->n_rows ? s->rows[0].before : NAN);
        rows_exact(out, "what_if_growth", s->n_rows ? s->rows[0].after : NAN);
        rows_text(out, "note", s->note);
        rows_text(out, "by", s->by);
        rows_text(out, "at", s->at);
        rows_int(out, "audit_seq", s->audit_seq);
        rows_flag(out, "sample", s->sample);
        rows_flag(out, "what_if", true);
        rows_text(out, "notice", what_if_notice(v->lang));
    }
}

void scenario_node_rows(const Viewer *v, const Scenario *items, size_t n, Rows *out)
{
    ScenarioCompared *rows;
    size_t n_rows;

    scenario_compare(items, n, v->arena, &rows, &n_rows);
    for (size_t i = 0; i < n_rows; i++)
        for (size_t k = 0; k < n; k++) {
            const ScenarioRow *r = rows[i].of[k];
            if (!r)
                continue;
            rows_begin(out);
            rows_text(out, "node", r->code);
            rows_text(out, "scenario", items[k].name);
            rows_text(out, "period", show_period(v->arena, items[k].period));
            rows_exact(out, "share_pct", r->share * 100);
            rows_exact(out, "growth", r->before);
            rows_exact(out, "what_if_growth", r->after);
            rows_exact(out, "change", r->after - r->before);
            rows_exact(out, "what_if_points", r->points);
            rows_exact(out, "what_if_residual", r->residual);
            rows_flag(out, "sample", items[k].sample);
            rows_flag(out, "what_if", true);
        }
}

/* ---- the document ---- */

static void list_json(const Viewer *v, const char *key,
                      void (*fill)(const Viewer *, const DriversShown *, Rows *), const DriversShown *d,
                      Json *j)
{
    Rows rows = {.arena = v->arena};

    fill(v, d, &rows);
    json_key(j, key);
    rows_json(&rows, j);
}

static void links_of(const Viewer *v, const DriversShown *d, Rows *out)
{
    driver_link_rows(v, d->state, out);
}

static void steps_of(const Viewer *v, const DriversShown *d, Rows *out)
{
    if (d->waterfall)
        waterfall_rows(v, d->waterfall, out);
}

static void saved_of(const Viewer *v, const DriversShown *d, Rows *out)
{
    if (d->saved)
        scenario_rows(v, d->saved, 1, out);
}

static void solved_json(const Viewer *v, const DriversShown *d, Json *j)
{
    const DriverTree *t = d->state->tree;
    const Solved *x = d->solved;

    json_key(j, "solved");
    if (!x) {
        json_unknown(j);
        return;
    }
    json_begin_object(j);
    json_put_text(j, "code", change_code(t, &d->ask->of));
    json_put_text(j, "name", change_name(t, &d->ask->of, v->lang));
    json_put_num(j, "goal", d->ask->goal);
    json_put_num(j, "growth", x->now);
    json_put_num(j, "needed", x->growth);
    json_put_num(j, "reached", x->reached);
    json_put_num(j, "slope", x->slope);
    json_put_bool(j, "what_if", true);
    json_end_object(j);
}

static void head_json(const Viewer *v, const DriversShown *d, Json *j)
{
    const DriverState *s = d->state;
    bool assumed = d->what_if->n > 0;

    json_put_text(j, "tree", s->tree->code);
    json_put_text(j, "area", s->area->code);
    json_put_text(j, "area_name", area_name(s->area, v->lang));
    json_put_text(j, "period", show_period(v->arena, s->period));
    json_put_bool(j, "year_end", s->year_end);
    json_put_bool(j, "sample", s->sample);
    json_put_bool(j, "what_if", assumed);
    json_put_text(j, "notice", assumed ? what_if_notice(v->lang) : "");
    json_put_int(j, "lost_changes", (int64_t)d->what_if->n_lost);
    json_key(j, "changes");
    json_begin_array(j);
    for (size_t i = 0; i < d->what_if->n; i++)
        json_text(j, change_text(s->tree, &d->what_if->changes[i], v->arena));
    json_end_array(j);
}

void drivers_json(const Viewer *v, const DriversShown *d, Json *j)
{
    json_begin_object(j);
    head_json(v, d, j);
    list_json(v, "rows", driver_rows, d, j);
    list_json(v, "drivers", links_of, d, j);
    list_json(v, "tornado", tornado_rows, d, j);
    list_json(v, "waterfall", steps_of, d, j);
    solved_json(v, d, j);
    list_json(v, "saved", saved_of, d, j);
    json_end_object(j);
}
