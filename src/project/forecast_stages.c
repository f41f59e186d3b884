/* Days: what became of the dates that the city's own projects stated of their stages. */
#include <math.h>

#include "project/dates.h"
#include "project/learnt.h"

/* A date that was stated before it came. */
typedef struct Statement {
    size_t project, stage;
    int at, date;
} Statement;

typedef struct Hearing {
    Forecasts *f;
    Statement *items;
    size_t n, cap;
} Hearing;

/* Heard when it is another than before. A case only where it was made before its date and the board's day;
 * what was learnt behind that day says what the date is, not what became of it. */
static void hear(Hearing *h, Statement s)
{
    Stated *last = &h->f->at->stated[s.project * STAGES_MAX + s.stage];
    int today = h->f->today;

    if (!s.date || s.date == last->date)
        return;
    *last = (Stated){s.at < today ? s.at : today, s.date};
    if (s.date <= s.at || s.at > today)
        return;
    ARENA_PUSH(h->f->board->arena, h->items, h->n, h->cap);
    h->items[h->n++] = s;
}

/* forecasts: of a report, else plans. */
static void hear_row(Hearing *h, const Query *q, int at, bool forecasts)
{
    const Board *b = h->f->board;
    size_t project = learnt_project(b, query_int(q, 0));
    StageDates d = {0};

    if (project == STAGE_NONE)
        return;
    dates_take(&b->stages, query_text(q, 2), &d);
    for (size_t s = 0; s < b->stages.n; s++)
        hear(h, (Statement){project, s, at, forecasts ? d.forecast[s] : d.planned[s]});
}

static bool hear_register(Hearing *h, int as_of, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const View *v = &h->f->board->spec.known;
    bool row;

    TRY(QUERY(v->s, SQL_PROJECT_STATED, &q, e, INT(v->city->id), INT(as_of)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        hear_row(h, q, (int)query_int(q, 1), false);
    }
}

static bool hear_reports(Hearing *h, int as_of, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const Board *b = h->f->board;
    bool row;

    TRY(QUERY(b->spec.known.s, SQL_PROJECT_STATED_REPORTS, &q, e, INT(b->spec.known.city->id),
              INT(period_code(b->spec.month)), INT(as_of)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        int code = (int)query_int(q, 1), day = period_last_day(period_month(code / 10000, code / 100 % 100));
        hear_row(h, q, day < h->f->today ? day : h->f->today, true);
    }
}

/* A forecast that was withdrawn leaves the plan. */
static void keep_last(Forecasts *f)
{
    for (size_t i = 0; i < f->board->n; i++)
        for (size_t s = 0; s < f->board->stages.n; s++) {
            const StageDates *d = f->board->projects[i].dates;
            f->at->stated[i * STAGES_MAX + s].date = d->forecast[s] ? d->forecast[s] : d->planned[s];
        }
}

/* ---- cases ---- */

static int actual_of(const Forecasts *f, size_t project, size_t stage)
{
    int day = f->board->projects[project].dates->actual[stage];

    return day && day <= f->today ? day : 0;
}

/* What became of it. False: it had ended already when it was stated. */
static bool case_of(const Forecasts *f, const Statement *s, ReferenceCase *out)
{
    int actual = actual_of(f, s->project, s->stage);
    const double nan = (double)NAN;

    *out = (ReferenceCase){.at = date_days(s->at),
                           .stated_end = date_days(s->date),
                           .end = date_days(actual ? actual : f->today),
                           .restated_end = nan,
                           .stated_cost = nan,
                           .cost = nan,
                           .elapsed = nan,
                           .progress = nan,
                           .kind = (int)s->stage + 1,
                           .project = (int)s->project + 1,
                           .open = !actual};
    return out->end >= out->at;
}

static size_t count_witnesses(const Board *b, const ReferenceCase *cases, size_t n)
{
    bool *ended = NEW_N(b->arena, bool, b->n + 1);
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        count += !cases[i].open && !ended[cases[i].project - 1];
        ended[cases[i].project - 1] |= !cases[i].open;
    }
    return count;
}

bool learn_stages(Forecasts *f, Err *e)
{
    const Board *b = f->board;
    int as_of = b->spec.known.as_of ? b->spec.known.as_of : 99991231;
    Hearing h = {.f = f};

    f->at->stated = NEW_N(b->arena, Stated, b->n * STAGES_MAX + 1);
    TRY(hear_register(&h, as_of, e) && hear_reports(&h, as_of, e));
    keep_last(f);
    ReferenceCase *cases = NEW_N(b->arena, ReferenceCase, h.n + 1);
    size_t step = h.n / FORECAST_PAST_MAX + 1;
    for (size_t i = 0; i < h.n; i += step)
        f->n_cases += case_of(f, &h.items[i], &cases[f->n_cases]);
    f->n_ended = count_witnesses(b, cases, f->n_cases);
    if (f->n_ended < FORECAST_WITNESSES)
        return true;
    return reference_class_make(&(ReferenceSpec){0}, cases, f->n_cases, &f->at->stages, b->arena, e);
}

/* ---- telling ---- */

bool stage_prospect(const Forecasts *f, size_t project, size_t stage, ReferenceResult *out, Err *e)
{
    const Stated *s = &f->at->stated[project * STAGES_MAX + stage];
    const double nan = (double)NAN;
    ReferenceProject p = {.at = date_days(s->at ? s->at : f->today),
                          .now = date_days(f->today),
                          .stated_end = date_days(s->date),
                          .stated_cost = nan,
                          .elapsed = nan,
                          .progress = nan,
                          .kind = (int)stage + 1};

    return reference_run(f->at->stages, &p, out, f->board->arena, e);
}

bool forecast_stages(const Forecasts *f, size_t project, double by_stage[STAGES_MAX], Err *e)
{
    const BoardProject *x = &f->board->projects[project];
    ReferenceResult r;

    for (size_t s = 0; s < STAGES_MAX; s++) {
        int planned = x->dates->planned[s], actual = actual_of(f, project, s);
        by_stage[s] = (double)NAN;
        if (planned && (actual || planned <= f->today))
            by_stage[s] = actual && actual <= planned;
        else if (planned && f->at->stages) {
            TRY(stage_prospect(f, project, s, &r, e));
            by_stage[s] = prospect_by(&r.end, date_days(planned));
        }
    }
    return true;
}
