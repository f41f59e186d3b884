/* One project in full, and effective investment. */
#include <math.h>
#include <string.h>

#include "view/project.h"

enum { MONEY = 2, PCT = 1 };

static double number(const ProjectRecords *r, size_t i, const char *column)
{
    Decimal d;
    bool lossy;
    const char *text = PROJECT_CELL(r, i, column);

    return *text && decimal_parse(str_of(text), &d, &lossy) ? d.value : (double)NAN;
}

/* Up to the board's month. */
static void cut_reports(const Board *b, ProjectRecords *r)
{
    char last[PERIOD_TEXT_MAX];
    Basis basis = BASES;
    size_t n = 0;
    Period p;
    Err e = {.lang = LANG_ZH};

    period_text(b->spec.month, last);
    for (size_t i = 0; i < r->n; i++)
        if (period_parse(str_of(PROJECT_CELL(r, i, "month")), &p, &basis, &e) &&
            period_last_day(p) <= period_last_day(b->spec.month))
            r->items[n++] = r->items[i];
    r->n = n;
}

bool project_shown(const Forecasts *f, size_t project, ProjectShown *out, Err *e)
{
    const Board *b = f->board;
    const BoardProject *x = &b->projects[project];
    const View *v = &b->spec.known;
    ProjectAsk ask = {.s = v->s,
                      .city = v->city,
                      .stages = &b->stages,
                      .as_of = v->as_of,
                      .code = x->code,
                      .versions = true};

    *out = (ProjectShown){.board = b, .forecasts = f, .project = project};
    TRY(forecast_project(f, project, &out->forecast, e) && forecast_stages(f, project, out->by_stage, e));
    TRY(project_records(&ask, KIND_REGISTER, b->arena, &out->versions, e));
    ask.versions = false;
    TRY(project_records(&ask, KIND_REPORTS, b->arena, &out->reports, e));
    cut_reports(b, &out->reports);
    schedule_of(&b->stages.courses[x->of], x->dates, period_last_day(b->spec.month), b->arena,
                &out->schedule);
    const ProjectRecords *r = &out->reports;
    size_t last = r->n - 1;
    out->value = r->n ? earned_value(x->total, number(r, last, "scheduled"), number(r, last, "earned"),
                                     number(r, last, "spent"))
                      : earned_value(x->total, (double)NAN, (double)NAN, (double)NAN);
    return true;
}

void project_fact_row(const Viewer *v, const ProjectShown *x, Rows *out)
{
    const ProjectRecords *r = &x->versions;

    (void)v;
    if (!r->n)
        return;
    rows_begin(out);
    for (size_t j = 0; j < r->table->n; j++) {
        const char *name = r->table->columns[j].name;
        bool of_year = strcmp(name, "year") == 0 || strncmp(name, "plan_", 5) == 0;
        if (!of_year && strncmp(name, "planned_", 8) != 0)
            rows_text(out, name, r->items[r->n - 1].cells[j]);
    }
}

static double sum(double a, double b)
{
    return isnan(b) ? a : a + b;
}

void project_curve_rows(const Viewer *v, const ProjectShown *x, Rows *out)
{
    const Board *b = x->board;
    double plan = 0, done = 0, entered = 0;

    for (int m = 1; m <= 12; m++) {
        BoardMonth k = board_month(b, x->project, m);
        bool past = m <= b->spec.month.index;
        plan = sum(plan, k.plan);
        done = sum(done, k.done);
        entered = sum(entered, k.entered);
        rows_begin(out);
        rows_text(out, "month", show_period(v->arena, period_month(b->spec.month.year, m)));
        rows_number(out, "plan", k.plan, MONEY);
        rows_number(out, "done", k.done, MONEY);
        rows_number(out, "entered", k.entered, MONEY);
        rows_number(out, "plan_to_date", isnan(k.plan) ? k.plan : plan, MONEY);
        rows_number(out, "done_to_date", past ? done : (double)NAN, MONEY);
        rows_number(out, "entered_to_date", past ? entered : (double)NAN, MONEY);
        rows_flag(out, "reported", k.reported);
    }
}

void project_stage_rows(const Viewer *v, const ProjectShown *x, Rows *out)
{
    const Stages *s = &x->board->stages;

    for (size_t i = 0; i < x->schedule.n; i++) {
        const StageTimes *t = &x->schedule.items[i];
        rows_begin(out);
        rows_text(out, "stage", s->items[t->stage].code);
        rows_text(out, "name", stage_name(&s->items[t->stage], v->lang));
        rows_text(out, "planned", show_date(v->arena, t->planned));
        rows_text(out, "forecast", show_date(v->arena, t->forecast));
        rows_text(out, "actual", show_date(v->arena, t->actual));
        rows_int_if(out, "duration", t->duration, t->known);
        rows_text(out, "early", show_date(v->arena, t->early));
        rows_text(out, "late", show_date(v->arena, t->late));
        rows_int_if(out, "slack", t->slack, t->known && !t->done);
        rows_int_if(out, "delay", t->delay, t->known);
        rows_flag(out, "done", t->done);
        rows_flag(out, "critical", t->critical);
        rows_number(out, "probability_by_plan", x->by_stage[t->stage], 3);
    }
}

void project_difficulty_rows(const Viewer *v, const ProjectShown *x, Rows *out)
{
    const ProjectRecords *r = &x->reports;
    const char **what, **units, **dates;
    Err e = {.lang = v->lang};
    Unit u;

    if (!r->n)
        return;
    size_t last = r->n - 1, n = text_split(v->arena, PROJECT_CELL(r, last, "difficulty"), &what);
    size_t n_units = text_split(v->arena, PROJECT_CELL(r, last, "difficulty_unit"), &units);
    size_t n_dates = text_split(v->arena, PROJECT_CELL(r, last, "clear_by"), &dates);
    for (size_t i = 0; i < n && i < n_units && i < n_dates; i++) {
        bool found = unit_find(x->board->spec.known.city, str_of(units[i]), &u, &e);
        int day = date_or_none(dates[i]);
        rows_begin(out);
        rows_text(out, "difficulty", what[i]);
        rows_text(out, "unit", units[i]);
        rows_text(out, "unit_name", found ? unit_name(&u, v->lang) : units[i]);
        rows_text(out, "clear_by", dates[i]);
        rows_flag(out, "overdue", day && day < period_last_day(x->board->spec.month));
    }
}

void project_report_rows(const Viewer *v, const ProjectShown *x, Rows *out)
{
    const ProjectRecords *r = &x->reports;
    static const char *const columns[] = {
        "month",      "invested",        "to_date",    "entered",   "progress", "picture",
        "funds_due",  "funds_in",        "bonds_used", "scheduled", "earned",   "spent",
        "difficulty", "difficulty_unit", "clear_by",   "reason",    "source"};

    for (size_t i = 0; i < r->n; i++) {
        rows_begin(out);
        for (size_t k = 0; k < COUNT(columns); k++)
            rows_text(out, columns[k], PROJECT_CELL(r, i, columns[k]));
        rows_text(out, "known_on", show_date(v->arena, r->items[i].known_on));
        rows_text(out, "by", r->items[i].by);
        rows_text(out, "file", r->items[i].file);
        rows_int(out, "row", r->items[i].line);
        rows_int(out, "submission", r->items[i].submission);
    }
}

void project_version_rows(const Viewer *v, const ProjectShown *x, Rows *out)
{
    const ProjectRecords *r = &x->versions;

    for (size_t i = 0; i < r->n; i++) {
        rows_begin(out);
        rows_text(out, "known_on", show_date(v->arena, r->items[i].known_on));
        rows_text(out, "year", PROJECT_CELL(r, i, "year"));
        rows_text(out, "total", PROJECT_CELL(r, i, "total"));
        rows_text(out, "reason", PROJECT_CELL(r, i, "reason"));
        rows_text(out, "by", r->items[i].by);
        rows_text(out, "at", r->items[i].at);
        rows_text(out, "file", r->items[i].file);
        rows_int(out, "row", r->items[i].line);
        rows_int(out, "submission", r->items[i].submission);
    }
}

void project_value_row(const Viewer *v, const ProjectShown *x, Rows *out)
{
    const EarnedValue *k = &x->value;

    (void)v;
    rows_begin(out);
    rows_number(out, "budget", k->budget, MONEY);
    rows_number(out, "planned", k->planned, MONEY);
    rows_number(out, "earned", k->earned, MONEY);
    rows_number(out, "spent", k->spent, MONEY);
    rows_number(out, "schedule_variance", k->schedule_variance, MONEY);
    rows_number(out, "cost_variance", k->cost_variance, MONEY);
    rows_number(out, "spi", k->spi, 3);
    rows_number(out, "cpi", k->cpi, 3);
    rows_number(out, "at_completion", k->at_completion, MONEY);
    rows_number(out, "to_complete", k->to_complete, MONEY);
    rows_number(out, "tcpi", k->tcpi, 3);
}

typedef void ShownRows(const Viewer *v, const ProjectShown *x, Rows *out);

static void put_rows(const Viewer *v, const ProjectShown *x, ShownRows *of, const char *key, Json *j)
{
    Rows rows = {.arena = v->arena};

    of(v, x, &rows);
    json_key(j, key);
    rows_json(&rows, j);
}

/* The first row as an object; null where there is none. */
static void put_row(const Viewer *v, const ProjectShown *x, ShownRows *of, const char *key, Json *j)
{
    Rows rows = {.arena = v->arena};

    of(v, x, &rows);
    json_key(j, key);
    if (rows.n)
        row_json(&rows.items[0], j);
    else
        json_unknown(j);
}

static void reported_value(const Viewer *v, const ProjectShown *x, Rows *out)
{
    if (!isnan(x->value.planned) || !isnan(x->value.earned) || !isnan(x->value.spent))
        project_value_row(v, x, out);
}

static void lights_json(const Viewer *v, const ProjectShown *x, Json *j)
{
    const ProjectLight *all;
    size_t n = board_lights(x->board, x->project, &all);
    Rows lights = {.arena = v->arena};

    project_light_rows(v, all, n, &lights);
    json_key(j, "lights");
    rows_json(&lights, j);
}

bool project_json(const Viewer *v, const ProjectShown *x, Json *j, Err *e)
{
    static const struct {
        const char *key;
        ShownRows *of;
    } parts[] = {{"curve", project_curve_rows},
                 {"stages", project_stage_rows},
                 {"difficulties", project_difficulty_rows},
                 {"reports", project_report_rows},
                 {"versions", project_version_rows}};
    Rows row = {.arena = v->arena};

    TRY(project_rows(v, x->forecasts, &x->project, 1, &row, e));
    json_begin_object(j);
    json_put_text(j, "month", show_period(v->arena, x->board->spec.month));
    json_key(j, "project");
    row_json(&row.items[0], j);
    put_row(v, x, project_fact_row, "facts", j);
    lights_json(v, x, j);
    json_put_text(j, "planned_end", show_date(v->arena, x->schedule.planned_end));
    json_put_text(j, "early_end", show_date(v->arena, x->schedule.early_end));
    json_put_int(j, "delay_days", x->schedule.delay);
    for (size_t i = 0; i < COUNT(parts); i++)
        put_rows(v, x, parts[i].of, parts[i].key, j);
    put_row(v, x, reported_value, "value", j);
    project_forecast_json(v, x, j);
    json_end_object(j);
    return true;
}

/* ---- investment ---- */

void invest_indicator_rows(const Viewer *v, const Invest *x, Rows *out)
{
    for (size_t i = 0; i < x->n_indicators; i++) {
        const InvestIndicator *k = &x->indicators[i];
        rows_begin(out);
        rows_text(out, "indicator", k->indicator->code);
        rows_text(out, "name", indicator_name(k->indicator, v->lang));
        rows_int(out, "n", (int64_t)k->n);
        rows_number(out, "plan_year", k->plan_year, MONEY);
        rows_number(out, "done", k->done, MONEY);
        rows_number(out, "entered", k->entered, MONEY);
        rows_number(out, "figure", k->figure, MONEY);
        rows_flag_if(out, "figure_sample", k->figure_sample, !isnan(k->figure));
        rows_number(out, "rest", k->rest, MONEY);
        rows_number(out, "target", k->target, MONEY);
        rows_number(out, "needed", k->needed, MONEY);
        rows_number(out, "in_reach", k->in_reach, MONEY);
    }
}

void invest_month_rows(const Viewer *v, const Board *b, const Invest *x, Rows *out)
{
    for (int m = 1; m <= 12; m++) {
        rows_begin(out);
        rows_text(out, "month", show_period(v->arena, period_month(b->spec.month.year, m)));
        rows_number(out, "plan", x->plan[m - 1], MONEY);
        rows_number(out, "done", x->done[m - 1], MONEY);
        rows_number(out, "entered", x->entered[m - 1], MONEY);
    }
}

void invest_stage_rows(const Viewer *v, const Board *b, const Invest *x, Rows *out)
{
    for (size_t i = 0; i < x->n_stages; i++) {
        const InvestStage *s = &x->stages[i];
        bool none = s->stage == STAGE_NONE;
        if (!s->n)
            continue;
        rows_begin(out);
        rows_text(out, "stage", none ? "" : b->stages.items[s->stage].code);
        rows_text(out, "name",
                  none ? TEXT(v->lang, "(未开始)", "(none yet)")
                       : stage_name(&b->stages.items[s->stage], v->lang));
        rows_int(out, "n", (int64_t)s->n);
        rows_number(out, "total", s->total, MONEY);
        rows_number(out, "plan_year", s->plan_year, MONEY);
        rows_number(out, "done", s->done, MONEY);
        rows_number(out, "entered", s->entered, MONEY);
    }
}

void invest_candidate_rows(const Viewer *v, const Board *b, const Invest *x, Rows *out)
{
    for (size_t i = 0; i < x->n_candidates; i++) {
        const InvestCandidate *c = &x->candidates[i];
        const BoardProject *p = &b->projects[c->project];
        rows_begin(out);
        rows_text(out, "code", p->code);
        rows_text(out, "name", p->name);
        rows_text(out, "how", invest_how_code(c->how));
        rows_text(out, "how_name", invest_how_name(c->how, v->lang));
        rows_number(out, "amount", c->amount, MONEY);
        rows_number(out, "running", c->running, MONEY);
        rows_text(out, "indicators", p->indicators);
        rows_flag(out, "sample", p->sample);
    }
}

void invest_json(const Viewer *v, const InvestShown *s, Json *j)
{
    const Board *b = s->forecasts->board;
    const Invest *x = s->invest;
    Rows indicators = {.arena = v->arena}, months = indicators, stages = indicators, candidates = indicators;

    invest_indicator_rows(v, x, &indicators);
    invest_month_rows(v, b, x, &months);
    invest_stage_rows(v, b, x, &stages);
    invest_candidate_rows(v, b, x, &candidates);
    json_begin_object(j);
    json_put_text(j, "month", show_period(v->arena, b->spec.month));
    json_key(j, "indicators");
    rows_json(&indicators, j);
    json_key(j, "months");
    rows_json(&months, j);
    json_key(j, "pipeline");
    rows_json(&stages, j);
    json_key(j, "candidates");
    rows_json(&candidates, j);
    json_key(j, "total");
    forecast_total_json(v, s->forecasts, &s->total, j);
    json_end_object(j);
}
