/* Groups of projects, their lights and places, and the lists that rules put on. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indicator/history.h"
#include "project/plain.h"

enum { GROUPS_MAX = 2000 };

static const char *key_of(const BoardProject *x, LightScope by)
{
    switch (by) {
    case SCOPE_AREA:
        return x->area;
    case SCOPE_DEPARTMENT:
        return x->department;
    case SCOPE_CLASS:
        return project_class_code(x->of);
    case SCOPE_LEADER:
        return x->leader;
    case SCOPE_PROJECT:
        return x->code;
    case LIGHT_SCOPES:
        break;
    }
    return "";
}

static double nothing(double v)
{
    return isnan(v) ? 0 : v;
}

static bool in_year(const Board *b, int date)
{
    return date / 10000 == b->spec.month.year;
}

static void add_project(const Board *b, const BoardProject *x, BoardGroup *g)
{
    g->n++;
    g->n_sample += x->sample;
    g->total += x->total;
    g->plan_year += nothing(x->plan_year);
    g->plan_done += isnan(x->plan_year) ? 0 : x->plan_done;
    g->done += nothing(x->done);
    g->entered += nothing(x->entered);
    g->n_new += in_year(b, x->planned_start);
    g->n_new_started += in_year(b, x->planned_start) && x->start;
    g->n_started += x->start != 0;
    g->n_due_end += in_year(b, x->planned_end);
    g->n_ended += in_year(b, x->planned_end) && x->end;
    g->n_entered += x->start && x->entry;
    g->lamps[x->lamp]++;
}

static double pct(double a, double of)
{
    return of > 0 ? a / of * 100 : (double)NAN;
}

static void finish(const Board *b, BoardGroup *g)
{
    g->done_pct = pct(g->done, g->plan_year);
    g->ahead_pp = g->done_pct - b->time_share * 100;
    g->ahead_own_pp = g->done_pct - pct(g->plan_done, g->plan_year);
    g->start_pct = pct((double)g->n_new_started, (double)g->n_new);
    g->end_pct = pct((double)g->n_ended, (double)g->n_due_end);
    g->entry_pct = pct((double)g->n_entered, (double)g->n_started);
}

/* ---- facts of a group ---- */

static void add_facts(const LightFacts *x, int year, LightFacts *g)
{
    bool is_new = x->planned_start / 10000 == year;

    g->new_starts += is_new;
    g->new_started += is_new && x->start;
    if (x->bonds > 0 && x->bonds_issued && x->bonds_issued <= period_last_day(g->month)) {
        g->bonds += x->bonds;
        g->bonds_used += nothing(x->bonds_used);
        /* Issues of several days are taken as one of the last. */
        g->bonds_issued = x->bonds_issued > g->bonds_issued ? x->bonds_issued : g->bonds_issued;
    }
    if (isnan(x->plan_year))
        return;
    g->plan_year += x->plan_year;
    g->plan_done += x->plan_done;
    g->plan_month += x->plan_month;
    g->done_month += x->done_month;
    g->done += nothing(x->done);
}

static void count_missed(LightFacts *facts, size_t n)
{
    int missed = 0;

    for (size_t i = 0; i < n; i++) {
        if (facts[i].plan_month > 0)
            missed = facts[i].done_month < facts[i].plan_month - 1e-9 ? missed + 1 : 0;
        facts[i].missed_months = missed;
    }
}

static LightFacts *group_facts(const Board *b, LightScope by, const char *code)
{
    size_t n = b->at->n_months;
    LightFacts *out = NEW_N(b->arena, LightFacts, n), one[BOARD_MONTHS_MAX];
    int first = b->at->first.year;

    for (size_t i = 0; i < n; i++)
        out[i] = (LightFacts){.month = period_month(first + (int)(i / 12), (int)(i % 12) + 1),
                              .growth_pct = (double)NAN,
                              .growth_plan_pct = (double)NAN,
                              .growth_city_pct = (double)NAN};
    for (size_t k = 0; k < b->n; k++) {
        if (*code && strcmp(key_of(&b->projects[k], by), code) != 0)
            continue;
        plain_facts(b, k, one);
        for (size_t i = 0; i < n; i++)
            add_facts(&one[i], out[i].month.year, &out[i]);
    }
    count_missed(out, n);
    return out;
}

/* ---- growth ---- */

static bool growth_of(const Board *b, const Indicator *i, const Area *area, double *out, Err *e)
{
    History h;

    *out = (double)NAN;
    TRY(history_load(&b->spec.known, i, area, b->arena, &h, e));
    const Fact *f = history_ytd(&h, MEASURE_YOY, b->spec.month);
    *out = f ? f->value : (double)NAN;
    return true;
}

static double planned_growth(const Board *b, const Indicator *i, const Area *area)
{
    const Catalogue *c = b->spec.catalogue;
    int year = b->spec.month.year;
    bool no_sample = b->spec.known.no_sample;
    const Target *t = catalogue_target(c, i, area, year, no_sample);

    if (!t || t->measure != MEASURE_YOY)
        t = catalogue_target(c, i, b->spec.known.city->self, year, no_sample);
    return t && t->measure == MEASURE_YOY ? t->value : (double)NAN;
}

/* Growth of the rule's indicator, of areas alone. */
static bool add_growth(const Board *b, const ProjectRule *r, const char *code, LightFacts *now, Err *e)
{
    const City *c = b->spec.known.city;
    const Indicator *i =
        r->base == BASE_INDICATOR ? catalogue_by_code(b->spec.catalogue, r->indicator) : NULL;
    const Area *area = r->scope == SCOPE_AREA ? city_area(c, code) : NULL;

    if (!i || !area)
        return true;
    now->growth_plan_pct = planned_growth(b, i, area);
    return growth_of(b, i, area, &now->growth_pct, e) && growth_of(b, i, c->self, &now->growth_city_pct, e);
}

static bool judge_group(const Board *b, LightScope by, BoardGroup *g, Err *e)
{
    const ProjectRule **rules;
    size_t n = plain_rules(b, by, "lamp", &rules), n_months = b->at->n_months;
    LightFacts *facts = n ? group_facts(b, by, g->code) : NULL;
    ProjectLight *lights = NEW_N(b->arena, ProjectLight, n + 1);

    for (size_t i = 0; i < n; i++) {
        TRY(add_growth(b, rules[i], g->code, &facts[n_months - 1], e));
        light_judge(rules[i], facts, n_months, &lights[i]);
    }
    g->lights = lights;
    g->n_lights = n;
    g->lamp = light_worst(lights, n);
    return true;
}

/* ---- the league ---- */

static BoardGroup *group_of(BoardGroup *rows, size_t *n, const char *code)
{
    for (size_t i = 0; i < *n; i++)
        if (strcmp(rows[i].code, code) == 0)
            return &rows[i];
    if (*n == GROUPS_MAX)
        return NULL;
    rows[*n] = (BoardGroup){.code = code};
    return &rows[(*n)++];
}

static int by_done(const void *a, const void *b)
{
    const BoardGroup *x = a, *y = b;

    if (isnan(x->done_pct) || isnan(y->done_pct))
        return isnan(x->done_pct) != isnan(y->done_pct) ? (isnan(x->done_pct) ? 1 : -1)
                                                        : strcmp(x->code, y->code);
    return x->done_pct != y->done_pct ? (x->done_pct < y->done_pct ? 1 : -1) : strcmp(x->code, y->code);
}

static void place_groups(BoardGroup *rows, size_t n)
{
    int of = 0;

    if (n)
        qsort(rows, n, sizeof *rows, by_done);
    for (size_t i = 0; i < n; i++) {
        if (isnan(rows[i].done_pct))
            continue;
        bool tie = i && rows[i - 1].done_pct == rows[i].done_pct;
        rows[i].place = tie ? rows[i - 1].place : (int)i + 1;
        of++;
    }
    for (size_t i = 0; i < n; i++)
        rows[i].of = rows[i].place ? of : 0;
}

void board_sum(const Board *b, const BoardPart *p, BoardGroup *out)
{
    *out = (BoardGroup){.code = ""};
    for (size_t i = 0; i < p->n; i++)
        add_project(b, &b->projects[p->which[i]], out);
    finish(b, out);
}

bool board_league(const Board *b, LightScope by, BoardGroup **rows, size_t *n, BoardGroup *all, Err *e)
{
    *rows = NEW_N(b->arena, BoardGroup, (b->n < GROUPS_MAX ? b->n : GROUPS_MAX) + 1);
    *n = 0;
    *all = (BoardGroup){.code = ""};
    for (size_t i = 0; i < b->n; i++) {
        BoardGroup *g = group_of(*rows, n, key_of(&b->projects[i], by));
        if (!g)
            return ERR(e, ERR_DATA, "超过 %d 组", "there are more than %d groups", GROUPS_MAX);
        add_project(b, &b->projects[i], g);
        add_project(b, &b->projects[i], all);
    }
    finish(b, all);
    for (size_t i = 0; i < *n; i++) {
        finish(b, &(*rows)[i]);
        TRY(judge_group(b, by, &(*rows)[i], e));
    }
    place_groups(*rows, *n);
    return true;
}

/* ---- lists ---- */

typedef struct Listing {
    const Board *b;
    BoardEntry *items;
    size_t n, cap;
} Listing;

static void add_entry(Listing *l, BoardEntry x)
{
    if (x.why.lamp != PROJECT_RED)
        return;
    ARENA_PUSH(l->b->arena, l->items, l->n, l->cap);
    l->items[l->n++] = x;
}

/* Months running, up to the last, in which the lamp of the project was red. */
static int red_months(const Board *b, size_t project, const LightFacts *facts)
{
    const BoardPlain *p = b->at;
    ProjectClass of = b->projects[project].of;
    size_t n = p->n_counting[of];
    ProjectLight *lights = NEW_N(b->arena, ProjectLight, n + 1);
    int running = 0;

    for (size_t m = p->n_months; m > 0; m--) {
        for (size_t k = 0; k < n; k++)
            light_judge(p->rules[of][k], facts, m, &lights[k]);
        if (light_worst(lights, n) != PROJECT_RED)
            break;
        running++;
    }
    return running;
}

static void list_project(Listing *l, size_t i, const ProjectRule *const *rules, size_t n)
{
    const Board *b = l->b;
    const BoardProject *x = &b->projects[i];
    LightFacts facts[BOARD_MONTHS_MAX];
    ProjectLight light;

    plain_facts(b, i, facts);
    if (x->lamp == PROJECT_RED)
        facts[b->at->n_months - 1].red_months = red_months(b, i, facts);
    for (size_t k = 0; k < n; k++) {
        if (strcmp(rules[k]->class_code, "*") != 0 &&
            strcmp(rules[k]->class_code, project_class_code(x->of)) != 0)
            continue;
        light_judge(rules[k], facts, b->at->n_months, &light);
        add_entry(l, (BoardEntry){.scope = SCOPE_PROJECT, .code = x->code, .project = i, .why = light});
    }
}

/* Completed over scheduled, by the rule's base; NAN without a schedule. */
static double ratio_of(const ProjectRule *r, const LightFacts *f)
{
    double scheduled = f->plan_year > 0 ? light_scheduled(r, f) * f->plan_year : 0;

    return scheduled > 0 ? f->done / scheduled : (double)NAN;
}

/* Places of a group among all: from the top where it is above its schedule, from the bottom where below. */
static void place_facts(const double *ratios, size_t n, size_t i, LightFacts *f)
{
    int above = 0, below = 0;

    for (size_t k = 0; k < n; k++) {
        above += ratios[k] > ratios[i] + 1e-12;
        below += ratios[k] < ratios[i] - 1e-12;
    }
    f->place_over = ratios[i] > 1 + 1e-12 ? above + 1 : 0;
    f->place_under = ratios[i] < 1 - 1e-12 ? below + 1 : 0;
}

static bool list_groups(Listing *l, const ProjectRule *r, Err *e)
{
    const Board *b = l->b;
    BoardGroup *rows, all;
    size_t n, last = b->at->n_months - 1;
    ProjectLight light;

    TRY(board_league(b, r->scope, &rows, &n, &all, e));
    double *ratios = NEW_N(b->arena, double, n + 1);
    LightFacts **facts = NEW_N(b->arena, LightFacts *, n + 1);
    for (size_t i = 0; i < n; i++) {
        facts[i] = group_facts(b, r->scope, rows[i].code);
        ratios[i] = ratio_of(r, &facts[i][last]);
    }
    for (size_t i = 0; i < n; i++) {
        place_facts(ratios, n, i, &facts[i][last]);
        TRY(add_growth(b, r, rows[i].code, &facts[i][last], e));
        light_judge(r, facts[i], last + 1, &light);
        if (*rows[i].code)
            add_entry(l, (BoardEntry){
                             .scope = r->scope, .code = rows[i].code, .project = STAGE_NONE, .why = light});
    }
    return true;
}

bool board_list(const Board *b, const char *list, BoardEntry **out, size_t *n, Err *e)
{
    Listing l = {.b = b};
    const ProjectRule **rules;

    for (size_t s = SCOPE_PROJECT; s < LIGHT_SCOPES; s++) {
        size_t n_rules = plain_rules(b, (LightScope)s, list, &rules);
        for (size_t i = 0; s == SCOPE_PROJECT && n_rules && i < b->n; i++)
            list_project(&l, i, rules, n_rules);
        for (size_t k = 0; s != SCOPE_PROJECT && k < n_rules; k++)
            TRY(list_groups(&l, rules[k], e));
    }
    *out = l.items;
    *n = l.n;
    return true;
}
