#include "project/board.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "project/plain.h"

static size_t reached(const Board *b, const BoardProject *x)
{
    return stage_reached(&b->stages.courses[x->of], x->dates->actual, period_last_day(b->spec.month));
}

static int planned(const Board *b, const BoardProject *x, StageKind k)
{
    size_t s = b->stages.courses[x->of].of_kind[k];

    return s == STAGE_NONE ? 0 : x->dates->planned[s];
}

/* What its months add up to. */
static void sum_months(const Board *b, BoardProject *x)
{
    const BoardPlain *p = b->at;
    size_t year = p->n_months - b->spec.month.index; /* first month of the board's year */

    x->entered = x->to_date = (double)NAN;
    for (size_t i = 0; i < p->n_months; i++) {
        const PlainMonth *m = &p->months[x->index * p->n_months + i];
        if (!m->reported)
            continue;
        x->to_date = m->to_date;
        x->reported = p->month_of[i];
        if (i >= year)
            x->entered = (isnan(x->entered) ? 0 : x->entered) + m->entered;
    }
}

static double months_of(LightValue v)
{
    return v.state == LIGHT_OFF ? (double)NAN : v.v;
}

static void judge_project(Board *b, size_t i)
{
    BoardProject *x = &b->projects[i];
    const BoardPlain *p = b->at;
    LightFacts facts[BOARD_MONTHS_MAX];
    const LightFacts *now = &facts[p->n_months - 1];
    size_t n = p->n_counting[x->of];
    ProjectLight *lights = NEW_N(b->arena, ProjectLight, n + 1);

    plain_facts(b, i, facts);
    sum_months(b, x);
    for (size_t k = 0; k < n; k++)
        light_judge(p->rules[x->of][k], facts, p->n_months, &lights[k]);
    x->lights = lights;
    x->n_lights = n;
    x->lamp = light_worst(lights, n);
    x->plan_year = now->plan_year;
    x->plan_done = now->plan_done;
    x->done = now->done;
    x->start = now->start;
    x->entry = now->entry;
    x->end = now->end;
    x->planned_start = now->planned_start;
    x->planned_end = now->planned_end;
    x->planned_entry = planned(b, x, STAGE_ENTRY);
    x->stage = reached(b, x);
    x->start_months_late = months_of(light_measure(&(ProjectRule){.what = WHAT_START_MONTHS_LATE}, now));
}

size_t board_lights(const Board *b, size_t project, const ProjectLight **out)
{
    const BoardPlain *p = b->at;
    ProjectClass of = b->projects[project].of;
    LightFacts facts[BOARD_MONTHS_MAX];
    ProjectLight *lights = NEW_N(b->arena, ProjectLight, p->n_rules[of] + 1);

    plain_facts(b, project, facts);
    for (size_t k = 0; k < p->n_rules[of]; k++)
        light_judge(p->rules[of][k], facts, p->n_months, &lights[k]);
    *out = lights;
    return p->n_rules[of];
}

bool board_latest_month(const View *v, Period *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(v->s, SQL_PROJECT_REPORT_LATEST, &q, e, INT(v->city->id),
              INT(v->as_of ? v->as_of : 99991231)) &&
        query_next(q, &row, e));
    return (row && query_int(q, 0) && period_from_code((int)query_int(q, 0), out)) ||
           ERR(e, ERR_NOT_FOUND, "还没有项目月报；请用 --period 指明月份，或先 qingyu project import",
               "no project was reported yet; name a month with --period, or first qingyu project import");
}

bool board_open(const BoardSpec *spec, Arena *a, Board *out, Err *e)
{
    *out = (Board){.spec = *spec, .arena = a, .time_share = period_year_share(spec->month)};
    if (spec->month.freq != FREQ_MONTH)
        return ERR(e, ERR_INVALID, "项目按月看；请写月份，如 2021-10",
                   "projects are looked at by month, such as 2021-10");
    TRY(plain_load(out, e));
    for (size_t i = 0; i < out->n; i++)
        judge_project(out, i);
    return true;
}

BoardMonth board_month(const Board *b, size_t project, int month)
{
    const BoardPlain *p = b->at;
    size_t year = p->n_months - b->spec.month.index, i = year + (size_t)month - 1,
           x = b->projects[project].index;
    BoardMonth m = {.plan = p->plans[(x * p->n_years + p->n_years - 1) * 12 + (size_t)month - 1],
                    .done = (double)NAN,
                    .entered = (double)NAN};

    if (i >= p->n_months || !p->months[x * p->n_months + i].reported)
        return m;
    m.reported = true;
    m.done = p->months[x * p->n_months + i].invested;
    m.entered = p->months[x * p->n_months + i].entered;
    return m;
}

bool board_find(const Board *b, Str text, size_t *project, Err *e)
{
    const char *t = text_halfwidth(b->arena, str_trim(text)), *nearest = NULL;
    size_t best = 5;

    for (size_t i = 0; i < b->n; i++) {
        const BoardProject *x = &b->projects[i];
        if (strcmp(t, x->code) == 0 || strcmp(t, x->name) == 0) {
            *project = i;
            return true;
        }
        size_t d = text_distance(t, x->code, best);
        if (d < best) {
            best = d;
            nearest = x->code;
        }
    }
    if (nearest)
        return ERR(e, ERR_NOT_FOUND, "没有项目“%s”；是不是“%s”？",
                   "there is no project \"%s\"; did you mean \"%s\"?", t, nearest);
    return ERR(e, ERR_NOT_FOUND, "没有项目“%s”；qingyu project list 列出了所有项目",
               "there is no project \"%s\"; qingyu project list lists all of them", t);
}

/* ---- which ones ---- */

static bool in_area(const City *c, const char *area, const char *wanted)
{
    const Area *x = city_area(c, area);

    return strcmp(area, wanted) == 0 || (x && strcmp(x->parent, wanted) == 0);
}

static bool is_late(const Board *b, const BoardProject *x)
{
    int day = period_last_day(b->spec.month);
    bool start = x->planned_start && x->planned_start <= day && !x->start;
    bool entry = x->planned_entry && x->planned_entry <= day && !x->entry;

    return start || entry || (x->planned_end && x->planned_end <= day && !x->end);
}

static bool same(const char *wanted, const char *is)
{
    return !wanted || strcmp(wanted, is) == 0;
}

size_t board_filter(const Board *b, const BoardFilter *f, size_t **out)
{
    size_t n = 0;

    *out = NEW_N(b->arena, size_t, b->n + 1);
    for (size_t i = 0; i < b->n; i++) {
        const BoardProject *x = &b->projects[i];
        if (same(f->department, x->department) && same(f->leader, x->leader) &&
            same(f->class_code, project_class_code(x->of)) && (!f->lamp || f->lamp == x->lamp) &&
            (!f->area || in_area(b->spec.known.city, x->area, f->area)) && (!f->late || is_late(b, x)))
            (*out)[n++] = i;
    }
    return n;
}
