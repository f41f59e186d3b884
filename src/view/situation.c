#include "view/situation.h"

#include <math.h>

static void figure(Rows *f, const char *name, const Figure *x)
{
    rows_number(f, name, x->known ? x->value : (double)NAN, x->decimals);
}

static void standing_fields(Rows *f, const Standing *x)
{
    rows_int_if(f, "rank", x->place, x->place > 0);
    rows_int_if(f, "rank_of", x->of, x->of > 0);
    rows_text(f, "rank_source", !x->place ? "" : x->published ? "published" : "computed");
    rows_int_if(f, "rank_move", x->before - x->place, x->place && x->before);
    rows_number(f, "behind_next", x->behind, 1);
}

static void progress_fields(Rows *f, const Situation *s)
{
    const Progress *p = &s->progress;
    const Target *t = p->target;

    rows_text(f, "target_measure", t ? measure_code(t->measure) : "");
    rows_number(f, "target", t ? t->value : (double)NAN, t ? t->decimals : 0);
    rows_text(f, "target_status", !t ? "" : t->sample ? "sample" : "published");
    rows_number(f, "completion_pct", p->completion, 1);
    rows_number(f, "time_pct", p->time, 1);
    rows_number(f, "lead", p->lead, 1);
    rows_text(f, "light", light_code(p->light));
}

static void outlook_fields(Rows *f, const Situation *s)
{
    int decimals = s->indicator->decimals;

    rows_number(f, "rest_amount", s->rest.amount, decimals);
    rows_number(f, "rest_growth_low", s->rest.low, 1);
    rows_number(f, "rest_growth_high", s->rest.high, 1);
    rows_int_if(f, "rest_reached", s->rest.reached, s->rest.years > 0);
    rows_int_if(f, "rest_years", s->rest.years, s->rest.years > 0);
    const YearEnd *y = &s->year_end;
    rows_number(f, "year_end", y->level.mid, decimals);
    rows_number(f, "year_end_low80", outcome_quantile(&y->level, 0.1), decimals);
    rows_number(f, "year_end_high80", outcome_quantile(&y->level, 0.9), decimals);
    rows_text(f, "year_end_method", outcome_code(y->level.kind));
    rows_number(f, "year_end_growth", y->growth.mid, 1);
    rows_number(f, "year_end_growth_low80", outcome_quantile(&y->growth, 0.1), 1);
    rows_number(f, "year_end_growth_high80", outcome_quantile(&y->growth, 0.9), 1);
    rows_text(f, "year_end_growth_method", outcome_code(y->growth.kind));
    rows_number(f, "department_year_end", y->department_level ? y->department_level->value : NAN, decimals);
    rows_number(f, "department_year_end_growth", y->department_growth ? y->department_growth->value : NAN, 1);
    rows_number(f, "target_probability", y->probability, 3);
    rows_text(f, "judgement", y->word ? y->word->code : "");
}

static const char *figure_status(const Figure *x)
{
    return !x->known ? "" : x->sample ? "sample" : status_code(x->fact->status);
}

void situation_row(const Viewer *v, const char *group, const Situation *s, Rows *f)
{
    rows_begin(f);
    rows_text(f, "group", group);
    rows_text(f, "indicator", s->indicator->code);
    rows_text(f, "name", indicator_name(s->indicator, v->lang));
    rows_text(f, "unit", s->indicator->unit);
    rows_text(f, "area", s->area->code);
    rows_text(f, "period", show_period(v->arena, s->period));
    rows_text(f, "basis", basis_code(s->basis));
    figure(f, "value", &s->level);
    figure(f, "growth", &s->growth);
    rows_text(f, "growth_source", !s->growth.known ? "" : s->growth.computed ? "computed" : "published");
    rows_number(f, "growth_change", s->change, 1);
    figure(f, "growth_average2", &s->average2);
    figure(f, "month", &s->month);
    figure(f, "month_growth", &s->month_growth);
    progress_fields(f, s);
    standing_fields(f, &s->standing);
    outlook_fields(f, s);
    bool derived = s->year_end.level.sample || s->year_end.growth.sample || s->rest.sample ||
                   s->standing.sample || s->month.sample || s->average2.sample;
    rows_text(f, "value_status", figure_status(&s->level));
    rows_text(f, "growth_status", figure_status(&s->growth));
    rows_flag(f, "uses_sample", situation_is_sample(s) || derived);
}

/* ---- the object ---- */

/* Enough for a fan and for quantile dots. */
static const double fan[] = {0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975};

static void rounded(Json *j, const char *key, double v, int decimals)
{
    double unit = pow(10, decimals);

    json_put_num(j, key, round(v * unit) / unit);
}

/* Quantiles keep two digits more than the figure: what a chart draws must not step. */
static void outcome_json(const char *key, const Outcome *o, int decimals, Json *j)
{
    json_key(j, key);
    if (o->kind == OUTCOME_NONE || isnan(o->mid)) {
        json_unknown(j);
        return;
    }
    json_begin_object(j);
    json_put_text(j, "method", outcome_code(o->kind));
    rounded(j, "mid", o->mid, decimals);
    rounded(j, "low80", outcome_quantile(o, 0.1), decimals);
    rounded(j, "high80", outcome_quantile(o, 0.9), decimals);
    rounded(j, "low95", outcome_quantile(o, 0.025), decimals);
    rounded(j, "high95", outcome_quantile(o, 0.975), decimals);
    json_put_int(j, "years", o->years);
    json_put_bool(j, "sample", o->sample);
    json_key(j, "quantiles");
    json_begin_array(j);
    for (size_t i = 0; i < COUNT(fan) && !isnan(outcome_quantile(o, 0.5)); i++) {
        json_begin_object(j);
        json_put_num(j, "p", fan[i]);
        rounded(j, "value", outcome_quantile(o, fan[i]), decimals + 2);
        json_end_object(j);
    }
    json_end_array(j);
    json_end_object(j);
}

static void target_json(const Situation *s, Json *j)
{
    const Target *t = s->progress.target;

    json_key(j, "target_detail");
    if (!t) {
        json_unknown(j);
        return;
    }
    json_begin_object(j);
    json_put_int(j, "year", t->year);
    json_put_text(j, "measure", measure_code(t->measure));
    json_put_text(j, "relation", t->relation == AT_MOST ? "at_most" : "at_least");
    json_put_num(j, "value", t->value);
    json_put_bool(j, "binding", t->binding);
    json_put_bool(j, "sample", t->sample);
    json_put_text(j, "source", t->source);
    json_put_text(j, "rule", s->progress.rule ? s->progress.rule->rule : "");
    json_end_object(j);
}

void situation_json(const Viewer *v, const char *group, const Situation *s, Json *j)
{
    Rows row = {.arena = v->arena};
    char title[PERIOD_TEXT_MAX];

    situation_row(v, group, s, &row);
    period_title(s->period, s->basis, v->lang, title);
    json_begin_object(j);
    row_json_fields(&row.items[0], j);
    json_put_text(j, "area_name", area_name(s->area, v->lang));
    json_put_text(j, "period_title", title);
    json_put_bool(j, "known", situation_is_known(s));
    json_put_text(j, "judgement_words",
                  s->year_end.word ? TEXT(v->lang, s->year_end.word->zh, s->year_end.word->en) : "");
    json_put_text(j, "light_words", s->progress.light ? light_name(s->progress.light, v->lang) : "");
    json_put_text(j, "next_area", s->standing.next ? s->standing.next->code : "");
    target_json(s, j);
    outcome_json("year_end_level", &s->year_end.level, s->indicator->decimals, j);
    outcome_json("year_end_of_growth", &s->year_end.growth, 1, j);
    json_end_object(j);
}
