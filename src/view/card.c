#include "view/card.h"

#include "base/limits.h"

void card_rows(const Viewer *v, const Card *c, Rows *out)
{
    for (size_t g = 0; g < c->n_groups; g++)
        for (size_t i = 0; i < c->groups[g].n; i++)
            situation_row(v, TEXT(v->lang, c->groups[g].name, c->groups[g].name_en), &c->groups[g].rows[i],
                          out);
}

static void contribution_json(const Viewer *v, const Contribution *x, Json *j)
{
    json_begin_object(j);
    json_put_text(j, "indicator", x->indicator->code);
    json_put_text(j, "name", indicator_name(x->indicator, v->lang));
    json_put_text(j, "by", x->towns ? "area" : "sector");
    json_put_num(j, "growth", x->growth);
    json_put_num(j, "residual", x->residual);
    json_put_int(j, "unknown_parts", (int64_t)x->n_unknown);
    json_put_bool(j, "sample", x->sample);
    json_key(j, "parts");
    json_begin_array(j);
    for (size_t i = 0; i < x->n; i++) {
        const ContributionPart *p = &x->parts[i];
        json_begin_object(j);
        json_put_text(j, "indicator", p->indicator->code);
        json_put_text(j, "area", p->area->code);
        json_put_text(j, "name",
                      x->towns ? area_name(p->area, v->lang) : indicator_name(p->indicator, v->lang));
        json_put_num(j, "share_pct", p->share);
        json_put_num(j, "growth", p->growth);
        json_put_num(j, "points", p->points);
        json_put_bool(j, "base_derived", p->base_derived);
        json_put_bool(j, "sample", p->sample);
        json_end_object(j);
    }
    json_end_array(j);
    json_end_object(j);
}

static void lists_json(const Viewer *v, const Card *c, Json *j)
{
    Rows rows = {.arena = v->arena};

    card_rows(v, c, &rows);
    json_key(j, "rows");
    rows_json(&rows, j);
    json_key(j, "off_course");
    json_begin_array(j);
    for (size_t i = 0; i < c->n_off; i++)
        json_text(j, c->off[i]->indicator->code);
    json_end_array(j);
    json_key(j, "missing");
    json_begin_array(j);
    for (size_t i = 0; i < c->n_missing; i++)
        json_text(j, c->missing[i]->code);
    json_end_array(j);
    json_key(j, "contributions");
    json_begin_array(j);
    for (size_t i = 0; i < c->n_contributions; i++)
        contribution_json(v, &c->contributions[i], j);
    json_end_array(j);
}

void card_json(const Viewer *v, const Card *c, Json *j)
{
    AUTO(buf_free) Buf sentence = buf_new(REPORT_BYTES_MAX);
    char title[PERIOD_TEXT_MAX];

    card_sentence(c, v->lang, &sentence);
    period_title(c->period, BASIS_YTD, v->lang, title);
    json_begin_object(j);
    json_put_text(j, "area", c->area->code);
    json_put_text(j, "area_name", area_name(c->area, v->lang));
    json_put_text(j, "period", show_period(v->arena, c->period));
    json_put_text(j, "period_title", title);
    json_put_text(j, "sentence", buf_cstr(&sentence));
    json_put_bool(j, "sample", c->sample);
    json_put_int(j, "targets", (int64_t)c->n_targets);
    json_put_int(j, "green", (int64_t)c->n_green);
    json_put_int(j, "yellow", (int64_t)c->n_yellow);
    json_put_int(j, "red", (int64_t)c->n_red);
    json_put_int(j, "unjudged", (int64_t)c->n_unjudged);
    lists_json(v, c, j);
    json_end_object(j);
}
