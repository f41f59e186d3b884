/* Forecasts of projects: in a row of the list, whole, and their total. */
#include <math.h>

#include "view/project.h"

enum { MONEY = 2, CHANCE = 3 };

void project_forecast_fields(const Viewer *v, const ProjectForecast *x, Rows *out)
{
    rows_number(out, "year_end", x->year.mean, MONEY);
    rows_number(out, "year_end_low80", x->low80, MONEY);
    rows_number(out, "year_end_high80", x->high80, MONEY);
    rows_number(out, "plan_probability", x->year.reach, CHANCE);
    rows_text(out, "end_forecast", show_date(v->arena, x->end_median));
    rows_number(out, "end_by_plan_probability", x->end_by_plan, CHANCE);
}

void project_forecast_row(const Viewer *v, const ProjectShown *s, Rows *out)
{
    const ProjectForecast *x = &s->forecast;

    if (!x->has_year && !x->end_median)
        return;
    rows_begin(out);
    rows_number(out, "year_end", x->year.mean, MONEY);
    rows_number(out, "low80", x->low80, MONEY);
    rows_number(out, "high80", x->high80, MONEY);
    rows_number(out, "low95", x->low95, MONEY);
    rows_number(out, "high95", x->high95, MONEY);
    rows_number(out, "plan_probability", x->year.reach, CHANCE);
    rows_text(out, "method", forecast_year_words(s->forecasts, v->arena, v->lang));
    rows_int(out, "cases", (int64_t)s->forecasts->n_past);
    rows_text(out, "end_median", show_date(v->arena, x->end_median));
    rows_text(out, "end_low80", show_date(v->arena, x->end_low80));
    rows_text(out, "end_high80", show_date(v->arena, x->end_high80));
    rows_number(out, "end_by_plan_probability", x->end_by_plan, CHANCE);
    rows_text(out, "end_method", forecast_end_words(s->forecasts, v->arena, v->lang));
    rows_int(out, "end_cases", (int64_t)x->cases);
}

static void quantiles_json(const ProjectForecast *x, Json *j)
{
    json_key(j, "quantiles");
    json_begin_array(j);
    for (int k = 1; x->has_year && k < 20; k++) {
        json_begin_object(j);
        json_put_num(j, "p", k / 20.0);
        json_put_num(j, "value", prospect_quantile(&x->year.end, k / 20.0));
        json_end_object(j);
    }
    json_end_array(j);
}

void project_forecast_json(const Viewer *v, const ProjectShown *s, Json *j)
{
    Rows row = {.arena = v->arena};

    project_forecast_row(v, s, &row);
    json_key(j, "forecast");
    if (!row.n) {
        json_unknown(j);
        return;
    }
    json_begin_object(j);
    row_json_fields(&row.items[0], j);
    quantiles_json(&s->forecast, j);
    json_end_object(j);
}

/* ---- the total ---- */

void forecast_total_row(const Viewer *v, const Forecasts *f, const ForecastTotal *t, Rows *out)
{
    const double nan = (double)NAN;
    bool any = t->n > 0;

    rows_begin(out);
    rows_int(out, "n", (int64_t)t->n);
    rows_number(out, "plan", any ? t->sum.plan : nan, MONEY);
    rows_number(out, "done", any ? t->sum.done : nan, MONEY);
    rows_number(out, "year_end", any ? t->sum.mean : nan, MONEY);
    rows_number(out, "low80", any ? t->low80 : nan, MONEY);
    rows_number(out, "high80", any ? t->high80 : nan, MONEY);
    rows_number(out, "low95", any ? t->low95 : nan, MONEY);
    rows_number(out, "high95", any ? t->high95 : nan, MONEY);
    rows_number(out, "plan_probability", any ? t->sum.reach : nan, CHANCE);
    rows_number(out, "common", f->common, CHANCE);
    rows_text(out, "method", forecast_year_words(f, v->arena, v->lang));
}

void forecast_worst_rows(const Viewer *v, const Forecasts *f, const ForecastTotal *t, Rows *out)
{
    (void)v;
    for (size_t i = 0; i < t->sum.n_worst; i++) {
        const BoardProject *p = &f->board->projects[t->sum.worst[i].project];
        rows_begin(out);
        rows_text(out, "code", p->code);
        rows_text(out, "name", p->name);
        rows_number(out, "shortfall", t->sum.worst[i].gap, MONEY);
        rows_flag(out, "sample", p->sample);
    }
}

void forecast_total_json(const Viewer *v, const Forecasts *f, const ForecastTotal *t, Json *j)
{
    Rows row = {.arena = v->arena}, worst = row;

    forecast_total_row(v, f, t, &row);
    forecast_worst_rows(v, f, t, &worst);
    json_begin_object(j);
    row_json_fields(&row.items[0], j);
    json_key(j, "worst");
    rows_json(&worst, j);
    json_end_object(j);
}

bool invest_shown(const Forecasts *f, const BoardPart *p, InvestShown *out, Err *e)
{
    Invest *x = NEW(f->board->arena, Invest);

    *out = (InvestShown){.invest = x, .forecasts = f};
    return invest_of(f->board, p, x, e) && forecast_total(f, p->which, p->n, &out->total, e);
}
