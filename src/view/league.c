#include "view/league.h"

#include <math.h>
#include <string.h>

#include "view/situation.h"

/* ---- league ---- */

static const char *cell_status(const LeagueCell *x)
{
    const Figure *f = x->figure;

    return !f ? "" : f->sample ? "sample" : status_code(f->fact->status);
}

static void cell_json(const LeagueCell *x, Json *j)
{
    double unit = pow(10, x->decimals);

    json_begin_object(j);
    json_put_num(j, "value", round(x->value * unit) / unit);
    json_key(j, "place");
    if (x->place)
        json_int(j, x->place);
    else
        json_unknown(j);
    json_key(j, "place_before");
    if (x->place_before)
        json_int(j, x->place_before);
    else
        json_unknown(j);
    json_put_text(j, "status", cell_status(x));
    json_end_object(j);
}

static void heads_json(const Viewer *v, const League *x, Json *j)
{
    json_key(j, "areas");
    json_begin_array(j);
    for (size_t i = 0; i < x->n_areas; i++) {
        json_begin_object(j);
        json_put_text(j, "code", x->areas[i]->code);
        json_put_text(j, "name", area_name(x->areas[i], v->lang));
        json_end_object(j);
    }
    json_end_array(j);
    json_key(j, "indicators");
    json_begin_array(j);
    for (size_t i = 0; i < x->n_indicators; i++) {
        json_begin_object(j);
        json_put_text(j, "code", x->indicators[i]->code);
        json_put_text(j, "name", indicator_name(x->indicators[i], v->lang));
        json_put_text(j, "unit", x->indicators[i]->unit);
        json_put_int(j, "decimals", x->indicators[i]->decimals);
        json_end_object(j);
    }
    json_end_array(j);
}

void league_rows(const Viewer *v, const League *x, const char *measure, Rows *out)
{
    for (size_t a = 0; a < x->n_areas; a++)
        for (size_t i = 0; i < x->n_indicators; i++) {
            const LeagueCell *cell = &x->cells[a * x->n_indicators + i];
            rows_begin(out);
            rows_text(out, "area", x->areas[a]->code);
            rows_text(out, "area_name", area_name(x->areas[a], v->lang));
            rows_text(out, "indicator", x->indicators[i]->code);
            rows_text(out, "name", indicator_name(x->indicators[i], v->lang));
            rows_text(out, "period", show_period(v->arena, x->period));
            rows_text(out, "measure", measure);
            rows_number(out, "value", cell->value, cell->decimals);
            rows_int_if(out, "place", cell->place, cell->place > 0);
            rows_int_if(out, "place_before", cell->place_before, cell->place_before > 0);
            rows_text(out, "status", cell_status(cell));
        }
}

void league_json(const Viewer *v, const League *x, const char *measure, Json *j)
{
    json_begin_object(j);
    json_put_text(j, "period", show_period(v->arena, x->period));
    json_put_text(j, "measure", measure);
    heads_json(v, x, j);
    json_key(j, "cells");
    json_begin_array(j);
    for (size_t a = 0; a < x->n_areas; a++) {
        json_begin_array(j);
        for (size_t i = 0; i < x->n_indicators; i++)
            cell_json(&x->cells[a * x->n_indicators + i], j);
        json_end_array(j);
    }
    json_end_array(j);
    json_end_object(j);
}

/* ---- portfolio ---- */

static const char *department_of(const City *c, const char *code, Lang lang)
{
    const Department *d = city_department(c, code);

    return d ? department_name(d, lang) : "";
}

void portfolio_rows(const Viewer *v, const City *c, const Portfolio *x, Rows *out)
{
    for (size_t i = 0; i < x->n; i++) {
        const Indicator *k = x->rows[i].indicator;
        situation_row(v, TEXT(v->lang, k->group, k->group_en), &x->rows[i], out);
        rows_text(out, "area_name", area_name(x->rows[i].area, v->lang));
        rows_text(out, "department", k->department);
        rows_text(out, "department_name", department_of(c, k->department, v->lang));
    }
}

/* ---- who answers for what ---- */

/* Codes and titles of the leaders that `answers` holds for, in the order of leaders.csv. */
static void leader_fields(const Viewer *v, const City *c, const bool *answers, Rows *out)
{
    const char *codes = "", *titles = "";

    for (size_t i = 0; i < c->n_leaders; i++) {
        const Leader *l = &c->leaders[i];
        if (!answers[i])
            continue;
        codes = arena_printf(v->arena, "%s%s%s", codes, *codes ? ";" : "", l->code);
        titles = arena_printf(v->arena, "%s%s%s", titles, *titles ? TEXT(v->lang, "、", "; ") : "",
                              TEXT(v->lang, l->title_zh, l->title_en));
    }
    rows_text(out, "leaders", codes);
    rows_text(out, "leader_titles", titles);
}

static void indicator_row(const Viewer *v, const City *c, const Indicator *i, Rows *out)
{
    bool *answers = NEW_N(v->arena, bool, c->n_leaders + 1);

    for (size_t k = 0; k < c->n_leaders; k++) {
        const Leader *l = &c->leaders[k];
        answers[k] = (*l->groups || *l->departments) && portfolio_has(l, i);
    }
    rows_begin(out);
    rows_text(out, "kind", "indicator");
    rows_text(out, "code", i->code);
    rows_text(out, "name", indicator_name(i, v->lang));
    rows_text(out, "group", TEXT(v->lang, i->group, i->group_en));
    rows_text(out, "department", i->department);
    rows_text(out, "department_name", department_of(c, i->department, v->lang));
    leader_fields(v, c, answers, out);
}

static bool names_area(const Viewer *v, const Leader *l, const char *code)
{
    const char **codes;
    size_t n = text_split(v->arena, l->areas, &codes);

    for (size_t i = 0; i < n; i++)
        if (strcmp(codes[i], code) == 0)
            return true;
    return false;
}

static void area_row(const Viewer *v, const City *c, const Area *a, Rows *out)
{
    bool *answers = NEW_N(v->arena, bool, c->n_leaders + 1);

    for (size_t k = 0; k < c->n_leaders; k++)
        answers[k] = names_area(v, &c->leaders[k], a->code);
    rows_begin(out);
    rows_text(out, "kind", "area");
    rows_text(out, "code", a->code);
    rows_text(out, "name", area_name(a, v->lang));
    rows_text(out, "group", "");
    rows_text(out, "department", "");
    rows_text(out, "department_name", "");
    leader_fields(v, c, answers, out);
}

void responsibility_rows(const Viewer *v, const Catalogue *k, Rows *out)
{
    const City *c = k->city;

    for (size_t i = 0; i < k->n; i++)
        indicator_row(v, c, &k->indicators[i], out);
    for (size_t i = 0; i < c->n_areas; i++)
        if (c->self == city_area(c, c->areas[i].code) || city_area(c, c->areas[i].parent) == c->self)
            area_row(v, c, &c->areas[i], out);
}
