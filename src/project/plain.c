/* One pass over each table: the register, the year's plans, the year's reports, the stage dates. */
#include "project/plain.h"

#include <math.h>
#include <string.h>

#include "project/dates.h"

/* Where a project's number stands in the arrays. */
typedef struct Index {
    size_t *of; /* [max + 1]; STAGE_NONE */
    size_t max;
} Index;

typedef struct Loading {
    Board *b;
    BoardPlain *p;
    Index index;
    int as_of;
} Loading;

static void read_project(Loading *l, const Query *q, BoardProject *x)
{
    Arena *a = l->b->arena;

    *x = (BoardProject){.id = (int)query_int(q, 0),
                        .code = str_dup(a, query_text(q, 1)),
                        .name = str_dup(a, query_text(q, 2)),
                        .of = (ProjectClass)query_int(q, 3),
                        .government = query_int(q, 4) != 0,
                        .area = str_dup(a, query_text(q, 5)),
                        .department = str_dup(a, query_text(q, 6)),
                        .leader = str_dup(a, query_text(q, 7)),
                        .owner = str_dup(a, query_text(q, 8)),
                        .indicators = str_dup(a, query_text(q, 9)),
                        .sample = query_int(q, 10) != 0,
                        .total = query_real(q, 11),
                        .bonds = query_is_null(q, 12) ? 0 : query_real(q, 12),
                        .bonds_issued = (int)query_int(q, 13)};
}

/* The last version of a project counts; the first says since when it is known. */
static void take_project(Loading *l, const Query *q)
{
    Board *b = l->b;
    bool again = b->n && b->projects[b->n - 1].id == query_int(q, 0);

    if (!again)
        l->p->known_from[b->n++] = (int)query_int(q, 15);
    size_t last = b->n - 1;
    read_project(l, q, &b->projects[last]);
    l->p->dates[last] = (StageDates){0};
    dates_take(&b->stages, query_text(q, 14), &l->p->dates[last]);
}

static void index_projects(Loading *l)
{
    const Board *b = l->b;

    l->index.max = b->n ? (size_t)b->projects[b->n - 1].id : 0;
    l->index.of = NEW_N(b->arena, size_t, l->index.max + 1);
    for (size_t i = 0; i <= l->index.max; i++)
        l->index.of[i] = STAGE_NONE;
    for (size_t i = 0; i < b->n; i++) {
        l->b->projects[i].index = i;
        l->index.of[b->projects[i].id] = i;
    }
}

/* Sample projects are left out where no sample figures are wanted. */
static void drop_samples(Board *b, BoardPlain *p)
{
    size_t n = 0;

    for (size_t i = 0; b->spec.known.no_sample && i < b->n; i++) {
        if (b->projects[i].sample)
            continue;
        b->projects[n] = b->projects[i];
        p->dates[n] = p->dates[i];
        p->known_from[n++] = p->known_from[i];
    }
    b->n = b->spec.known.no_sample ? n : b->n;
}

/* No more projects than have a number. */
static bool count_projects(const Loading *l, size_t *most, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const View *v = &l->b->spec.known;
    bool row;

    TRY(QUERY(v->s, SQL_DIMENSION_LAST, &q, e, INT(v->city->id), TEXTARG("project")) &&
        query_next(q, &row, e));
    *most = row ? (size_t)query_int(q, 0) : 0;
    return true;
}

static bool load_projects(Loading *l, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    Board *b = l->b;
    size_t most;
    bool row;

    TRY(count_projects(l, &most, e));
    l->p->dates = NEW_N(b->arena, StageDates, most + 1);
    l->p->known_from = NEW_N(b->arena, int, most + 1);
    b->projects = NEW_N(b->arena, BoardProject, most + 1);
    TRY(QUERY(b->spec.known.s, SQL_PROJECT_ALL, &q, e, INT(b->spec.known.city->id), INT(l->as_of)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        if (b->n <= most)
            take_project(l, q);
    }
    drop_samples(b, l->p);
    index_projects(l);
    for (size_t i = 0; i < b->n; i++)
        b->projects[i].dates = &l->p->dates[i];
    return true;
}

static size_t find(const Loading *l, int64_t project)
{
    return project >= 0 && (size_t)project <= l->index.max ? l->index.of[project] : STAGE_NONE;
}

static bool load_plans(Loading *l, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const Board *b = l->b;
    BoardPlain *p = l->p;
    int year = b->spec.month.year, first = p->first.year;
    bool row;

    p->n_years = (size_t)(year - first) + 1;
    size_t n = b->n * p->n_years * 12;
    p->plans = NEW_N(b->arena, double, n + 1);
    for (size_t i = 0; i < n; i++)
        p->plans[i] = (double)NAN;
    TRY(QUERY(b->spec.known.s, SQL_PROJECT_PLAN_ALL, &q, e, INT(b->spec.known.city->id), INT(first),
              INT(year), INT(l->as_of)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        size_t i = find(l, query_int(q, 0));
        if (i == STAGE_NONE)
            continue;
        double *to = &p->plans[(i * p->n_years + (size_t)(query_int(q, 13) - first)) * 12];
        for (int m = 0; m < 12; m++)
            to[m] = query_real(q, m + 1);
    }
}

/* A NULL reads as 0: most cells are not asked twice. */
static double or_nan(const Query *q, int column)
{
    double v = query_real(q, column);

    return v > 0 || v < 0 || !query_is_null(q, column) ? v : (double)NAN;
}

static bool load_reports(Loading *l, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const Board *b = l->b;
    BoardPlain *p = l->p;
    int first = p->first.year * 12;
    bool row;

    p->months = NEW_N(b->arena, PlainMonth, b->n * p->n_months + 1);
    TRY(QUERY(b->spec.known.s, SQL_PROJECT_REPORT_WINDOW, &q, e, INT(b->spec.known.city->id),
              INT(period_code(p->first)), INT(period_code(b->spec.month)), INT(l->as_of)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        size_t i = find(l, query_int(q, 0));
        if (i == STAGE_NONE)
            continue;
        int code = (int)query_int(q, 1), m = code / 10000 * 12 + code / 100 % 100 - 1 - first;
        p->months[i * p->n_months + (size_t)m] = (PlainMonth){.invested = query_real(q, 2),
                                                              .to_date = query_real(q, 3),
                                                              .entered = query_real(q, 4),
                                                              .funds_due = or_nan(q, 5),
                                                              .funds_in = or_nan(q, 6),
                                                              .bonds_used = or_nan(q, 7),
                                                              .reported = true};
    }
}

static bool load_dates(Loading *l, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const Board *b = l->b;
    bool row;

    TRY(QUERY(b->spec.known.s, SQL_PROJECT_DATES, &q, e, INT(b->spec.known.city->id),
              INT(period_code(b->spec.month)), INT(l->as_of)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        size_t i = find(l, query_int(q, 0));
        if (i != STAGE_NONE)
            dates_take(&b->stages, query_text(q, 1), &l->p->dates[i]);
    }
}

size_t plain_rules(const Board *b, LightScope scope, const char *list, const ProjectRule ***out)
{
    size_t n = 0;
    int day = period_last_day(b->spec.month);

    *out = NEW_N(b->arena, const ProjectRule *, b->rules.n + 1);
    for (size_t i = 0; i < b->rules.n; i++) {
        const ProjectRule *r = &b->rules.items[i];
        if (r->scope == scope && strcmp(r->list, list) == 0 && light_rule_is_valid(r, day))
            (*out)[n++] = r;
    }
    return n;
}

static bool is_for(const ProjectRule *r, ProjectClass of)
{
    return strcmp(r->class_code, "*") == 0 || strcmp(r->class_code, project_class_code(of)) == 0;
}

typedef struct Sorting {
    const ProjectRule *const *all;
    size_t n;
    BoardPlain *out;
} Sorting;

static void add_rules(const Sorting *x, ProjectClass of, bool counting)
{
    for (size_t i = 0; i < x->n; i++)
        if (x->all[i]->counts == counting && is_for(x->all[i], of))
            x->out->rules[of][x->out->n_rules[of]++] = x->all[i];
}

/* Those that count come first: a list judges by them alone. */
static void sort_rules(const Board *b, BoardPlain *p)
{
    const ProjectRule **all;
    size_t n = plain_rules(b, SCOPE_PROJECT, "lamp", &all);
    Sorting x = {all, n, p};

    for (size_t k = 0; k < PROJECT_CLASSES; k++) {
        p->rules[k] = NEW_N(b->arena, const ProjectRule *, n + 1);
        add_rules(&x, (ProjectClass)k, true);
        p->n_counting[k] = p->n_rules[k];
        add_rules(&x, (ProjectClass)k, false);
    }
}

bool plain_load(Board *b, Err *e)
{
    const View *v = &b->spec.known;
    Findings passed = {.arena = b->arena, .lang = e->lang, .file = "project_lights.csv", .sheet = ""};
    Loading l = {.b = b, .as_of = v->as_of ? v->as_of : 99991231};
    Period month = b->spec.month;
    Records rules;

    l.p = b->at = NEW(b->arena, BoardPlain);
    l.p->first = period_month(month.index == 1 ? month.year - 1 : month.year, 1);
    l.p->n_months = month.index == 1 ? 13 : month.index;
    for (size_t i = 0; i < l.p->n_months; i++) {
        l.p->month_of[i] = period_month(l.p->first.year + (int)(i / 12), (int)(i % 12) + 1);
        l.p->last_day[i] = period_last_day(l.p->month_of[i]);
    }
    TRY(stages_load(v->s, v->city->id, v->as_of, b->arena, &b->stages, e) &&
        project_table(v->s, &(RecordsKey){v->city->id, project_kind_code(KIND_LIGHTS), v->as_of, 0}, b->arena,
                      &rules, e));
    light_rules_build(&rules, &passed, b->arena, &b->rules);
    sort_rules(b, l.p);
    return load_projects(&l, e) && load_plans(&l, e) && load_reports(&l, e) && load_dates(&l, e);
}

/* ---- facts by month ---- */

static int by_day(int date, int day)
{
    return date && date <= day ? date : 0;
}

typedef struct Folding {
    const BoardPlain *p;
    const StageDates *d;
    const Course *course;
    const BoardProject *x;
    double plan_done, done, bonds_used;
    bool any; /* reported this year */
    int missing, missed, known_from;
    int day; /* the month's last */
} Folding;

static int date_of(const Folding *f, const int *dates, StageKind k)
{
    return f->course->of_kind[k] == STAGE_NONE ? 0 : dates[f->course->of_kind[k]];
}

static void fold_month(Folding *f, const double *plan, const PlainMonth *m, LightFacts *out)
{
    int day = f->day, index = out->month.index;
    double planned = plan[index - 1];

    if (index == 1) {
        f->plan_done = f->done = 0;
        f->any = false;
    }
    f->plan_done += isnan(planned) ? 0 : planned;
    f->done += m->reported ? m->invested : 0;
    f->any = f->any || m->reported;
    f->missing = m->reported || day < f->known_from ? 0 : f->missing + 1;
    if (m->reported && !isnan(m->bonds_used))
        f->bonds_used = m->bonds_used;
    double done_month = m->reported ? m->invested : 0;
    if (planned > 0)
        f->missed = done_month < planned - 1e-9 ? f->missed + 1 : 0;
    out->plan_month = planned;
    out->done_month = done_month;
    out->plan_done = f->plan_done;
    out->done = f->any ? f->done : (double)NAN;
    out->months_missing = f->missing;
    out->missed_months = f->missed;
    out->funds_due = m->reported ? m->funds_due : (double)NAN;
    out->funds_in = m->reported ? m->funds_in : (double)NAN;
    out->bonds_used = f->bonds_used;
    out->start = by_day(date_of(f, f->d->actual, STAGE_START), day);
    out->entry = by_day(date_of(f, f->d->actual, STAGE_ENTRY), day);
    out->end = by_day(date_of(f, f->d->actual, STAGE_COMPLETION), day);
}

static double sum_of(const double *plan)
{
    double sum = 0;

    for (size_t i = 0; i < 12; i++)
        sum += plan[i];
    return sum; /* NAN without a plan */
}

void plain_facts(const Board *b, size_t project, LightFacts *out)
{
    const BoardPlain *p = b->at;
    const BoardProject *x = &b->projects[project];
    Folding f = {
        .p = p, .d = x->dates, .course = &b->stages.courses[x->of], .x = x, .bonds_used = (double)NAN};
    double year_sum = 0;

    f.known_from = p->known_from[x->index];
    for (size_t i = 0; i < p->n_months; i++) {
        const double *plan = &p->plans[(x->index * p->n_years + i / 12) * 12];
        year_sum = i % 12 ? year_sum : sum_of(plan);
        out[i] = (LightFacts){.month = p->month_of[i],
                              .plan_year = year_sum,
                              .planned_start = date_of(&f, x->dates->planned, STAGE_START),
                              .planned_end = date_of(&f, x->dates->planned, STAGE_COMPLETION),
                              .bonds = x->bonds,
                              .bonds_issued = x->bonds_issued,
                              .new_starts = (double)NAN,
                              .new_started = (double)NAN,
                              .growth_pct = (double)NAN,
                              .growth_plan_pct = (double)NAN,
                              .growth_city_pct = (double)NAN};
        f.day = p->last_day[i];
        fold_month(&f, plan, &p->months[x->index * p->n_months + i], &out[i]);
    }
}
