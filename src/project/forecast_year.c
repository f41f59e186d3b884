/* The year's investment: what is learnt from the city's closed project-years, and what a project's own months
 * make of it. */
#include <math.h>
#include <stdlib.h>

#include "project/learnt.h"

enum { MONTHS = PACE_MONTHS, DECEMBER = PACE_MONTHS - 1 };

/* Plans and completed investment of the years before the board's, by project, year and month. */
typedef struct Past {
    const Board *b;
    int first;     /* year */
    double *plans; /* [n][FORECAST_YEARS][12]; NAN without */
    double *done;
} Past;

size_t learnt_project(const Board *b, int64_t id)
{
    size_t low = 0, high = b->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (b->projects[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < b->n && b->projects[low].id == id ? low : STAGE_NONE;
}

static double *month_of(const Past *p, double *values, size_t project, int year)
{
    return &values[(project * FORECAST_YEARS + (size_t)(year - p->first)) * MONTHS];
}

static int as_of_day(const Board *b)
{
    return b->spec.known.as_of ? b->spec.known.as_of : 99991231;
}

static bool load_plans(Past *p, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const View *v = &p->b->spec.known;
    bool row;

    TRY(QUERY(v->s, SQL_PROJECT_PLAN_ALL, &q, e, INT(v->city->id), INT(p->first),
              INT(p->first + FORECAST_YEARS - 1), INT(as_of_day(p->b))));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        size_t i = learnt_project(p->b, query_int(q, 0));
        double *to = i == STAGE_NONE ? NULL : month_of(p, p->plans, i, (int)query_int(q, 13));
        for (int m = 0; to && m < MONTHS; m++)
            to[m] = query_real(q, m + 1);
    }
}

static bool load_reports(Past *p, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const View *v = &p->b->spec.known;
    bool row;

    TRY(QUERY(v->s, SQL_PROJECT_REPORT_WINDOW, &q, e, INT(v->city->id),
              INT(period_code(period_month(p->first, 1))),
              INT(period_code(period_month(p->first + FORECAST_YEARS - 1, MONTHS))), INT(as_of_day(p->b))));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        size_t i = learnt_project(p->b, query_int(q, 0));
        int code = (int)query_int(q, 1);
        if (i != STAGE_NONE)
            month_of(p, p->done, i, code / 10000)[code / 100 % 100 - 1] = query_real(q, 2);
    }
}

/* ---- a project's year ---- */

static bool is_by(const Board *b, const BoardProject *x, StageKind k, int day)
{
    size_t s = b->stages.courses[x->of].of_kind[k];

    return s != STAGE_NONE && x->dates->actual[s] && x->dates->actual[s] <= day;
}

static PaceStage stage_by(const Board *b, const BoardProject *x, int day)
{
    if (is_by(b, x, STAGE_COMPLETION, day))
        return PACE_COMPLETED;
    if (is_by(b, x, STAGE_ENTRY, day))
        return PACE_ENTERED;
    return is_by(b, x, STAGE_START, day) ? PACE_STARTED : PACE_NOT_STARTED;
}

/* months: 12 of plan and done, NAN where there is none. Cumulates; after its completion a project adds
 * nothing. known: last month (0..11) that anything is known of. */
static void cumulate(const Board *b, const BoardProject *x, const double *plan, const double *done, int known,
                     PaceYear *out)
{
    double planned = 0, sum = 0;

    for (int m = 0; m < MONTHS; m++) {
        int day = period_last_day(period_month(out->year, (m < known ? m : known) + 1));
        out->stage[m] = stage_by(b, x, day);
        planned += plan[m];
        sum += m <= known && !isnan(done[m]) ? done[m] : 0;
        bool told = m <= known && (!isnan(done[m]) || out->stage[m] == PACE_COMPLETED);
        out->plan[m] = planned;
        out->done[m] = told ? sum : (double)NAN;
    }
}

static PaceYear present_year(const Board *b, size_t project)
{
    double plan[MONTHS], done[MONTHS];
    PaceYear y = {.year = b->spec.month.year};

    for (int m = 0; m < MONTHS; m++) {
        BoardMonth k = board_month(b, project, m + 1);
        plan[m] = k.plan;
        done[m] = k.done;
    }
    cumulate(b, &b->projects[project], plan, done, b->spec.month.index - 1, &y);
    return y;
}

/* ---- learning ---- */

static size_t closed_years(const Past *p, PaceYear *out)
{
    const Board *b = p->b;
    size_t n = 0;

    for (size_t i = 0; i < b->n; i++)
        for (int year = p->first; year < p->first + FORECAST_YEARS; year++) {
            PaceYear y = {.year = year};
            cumulate(b, &b->projects[i], month_of(p, p->plans, i, year), month_of(p, p->done, i, year),
                     DECEMBER, &y);
            if (y.plan[DECEMBER] > 0 && !isnan(y.done[DECEMBER]))
                out[n++] = y;
        }
    return n;
}

/* Evenly spaced ones of more than are heard. */
static size_t thin(PaceYear *years, size_t n)
{
    size_t step = (n + FORECAST_PAST_MAX - 1) / FORECAST_PAST_MAX, kept = 0;

    for (size_t i = 0; step > 1 && i < n; i += step)
        years[kept++] = years[i];
    return step > 1 ? kept : n;
}

bool learn_years(Forecasts *f, Err *e)
{
    const Board *b = f->board;
    size_t cells = b->n * FORECAST_YEARS * MONTHS;
    Past p = {.b = b, .first = b->spec.month.year - FORECAST_YEARS};

    p.plans = NEW_N(b->arena, double, cells + 1);
    p.done = NEW_N(b->arena, double, cells + 1);
    for (size_t i = 0; i < cells; i++)
        p.plans[i] = p.done[i] = (double)NAN;
    TRY(load_plans(&p, e) && load_reports(&p, e));
    PaceYear *years = NEW_N(b->arena, PaceYear, b->n * FORECAST_YEARS + 1);
    f->n_past = thin(years, closed_years(&p, years));
    f->year_over = b->spec.month.index == MONTHS;
    f->at->month = f->year_over ? DECEMBER - 1 : b->spec.month.index - 1;
    TRY(pace_learn(&(PaceSpec){.month = f->at->month}, years, f->n_past, &f->at->past, b->arena, e));
    f->common = pace_common(f->at->past);
    return true;
}

/* ---- telling ---- */

/* What December reported is what came. */
static PaceResult as_reported(const PaceYear *y, Arena *a)
{
    PaceResult r = {.plan = y->plan[DECEMBER], .done = y->done[DECEMBER], .mean = y->done[DECEMBER]};

    r.end = (Prospect){.at = NEW(a, double), .mass = NEW(a, double), .n = 1};
    *r.end.at = r.done;
    *r.end.mass = 1;
    r.reach = r.done >= r.plan * PACE_REACHED;
    return r;
}

static bool year_of(const Forecasts *f, size_t project, bool *has, PaceResult *out, Err *e)
{
    const Board *b = f->board;
    PaceYear y = present_year(b, project);

    *has = y.plan[DECEMBER] > 0;
    if (!*has)
        return true;
    if (f->year_over && !isnan(y.done[DECEMBER])) {
        *out = as_reported(&y, b->arena);
        return true;
    }
    return pace_run(f->at->past, &y, out, b->arena, e);
}

static void tell_unknown(ProjectForecast *out)
{
    const double nan = (double)NAN;

    *out = (ProjectForecast){.year = {.plan = nan, .done = nan, .rest = nan, .mean = nan, .reach = nan},
                             .low95 = nan,
                             .low80 = nan,
                             .median = nan,
                             .high80 = nan,
                             .high95 = nan,
                             .end_by_plan = nan};
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

static bool tell_end(const Forecasts *f, size_t project, ProjectForecast *out, Err *e)
{
    const Board *b = f->board;
    const BoardProject *x = &b->projects[project];
    size_t stage = b->stages.courses[x->of].of_kind[STAGE_COMPLETION];
    ReferenceResult r;

    if (x->end) {
        out->end_median = out->end_low80 = out->end_high80 = x->end;
        out->end_by_plan = x->planned_end ? x->end <= x->planned_end : (double)NAN;
        return true;
    }
    if (x->planned_end && x->planned_end <= f->today)
        out->end_by_plan = 0;
    if (stage == STAGE_NONE || !f->at->stages || !f->at->stated[project * STAGES_MAX + stage].date)
        return true;
    TRY(stage_prospect(f, project, stage, &r, e));
    const double last = date_days(99991231);
    out->cases = f->n_cases;
    out->end_median = date_from_days((int)least(ceil(prospect_quantile(&r.end, 0.5)), last));
    out->end_low80 = date_from_days((int)least(ceil(prospect_quantile(&r.end, 0.1)), last));
    out->end_high80 = date_from_days((int)least(ceil(prospect_quantile(&r.end, 0.9)), last));
    if (x->planned_end > f->today)
        out->end_by_plan = prospect_by(&r.end, date_days(x->planned_end));
    return true;
}

bool forecast_project(const Forecasts *f, size_t project, ProjectForecast *out, Err *e)
{
    tell_unknown(out);
    TRY(year_of(f, project, &out->has_year, &out->year, e));
    if (out->has_year) {
        out->low95 = prospect_quantile(&out->year.end, 0.025);
        out->low80 = prospect_quantile(&out->year.end, 0.1);
        out->median = prospect_quantile(&out->year.end, 0.5);
        out->high80 = prospect_quantile(&out->year.end, 0.9);
        out->high95 = prospect_quantile(&out->year.end, 0.975);
    }
    return tell_end(f, project, out, e);
}

bool forecast_total(const Forecasts *f, const size_t *which, size_t n, ForecastTotal *out, Err *e)
{
    Arena *a = f->board->arena;
    PaceResult *all = NEW_N(a, PaceResult, n + 1);
    size_t *from = NEW_N(a, size_t, n + 1);
    bool has;

    *out = (ForecastTotal){0};
    for (size_t i = 0; i < n; i++) {
        TRY(year_of(f, which[i], &has, &all[out->n], e));
        from[out->n] = which[i];
        out->n += has;
    }
    if (!out->n)
        return true;
    TRY(pace_total(all, out->n, (PaceDraw){f->common, FORECAST_TOTAL_SEED}, &out->sum, a, e));
    for (size_t i = 0; i < out->sum.n_worst; i++)
        out->sum.worst[i].project = from[out->sum.worst[i].project];
    out->low95 = pace_total_quantile(&out->sum, 0.025);
    out->low80 = pace_total_quantile(&out->sum, 0.1);
    out->median = pace_total_quantile(&out->sum, 0.5);
    out->high80 = pace_total_quantile(&out->sum, 0.9);
    out->high95 = pace_total_quantile(&out->sum, 0.975);
    return true;
}
