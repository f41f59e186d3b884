#include "project/invest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *code, *zh, *en;
} hows[INVEST_HOWS] = {
    [HOW_START] = {"start", "尽快开工", "start it"},
    [HOW_ENTRY] = {"entry", "尽快入库", "enter it in statistics"},
    [HOW_PACE] = {"pace", "加快进度", "speed it up"},
};

const char *invest_how_code(InvestHow h)
{
    return hows[h].code;
}

const char *invest_how_name(InvestHow h, Lang lang)
{
    return TEXT(lang, hows[h].zh, hows[h].en);
}

static double nothing(double v)
{
    return isnan(v) ? 0 : v;
}

/* ---- by month ---- */

static void sum_months(const Board *b, const BoardPart *p, Invest *out)
{
    for (int m = 1; m <= 12; m++) {
        bool past = m <= b->spec.month.index;
        double plan = 0, done = 0, entered = 0;
        for (size_t i = 0; i < p->n; i++) {
            BoardMonth x = board_month(b, p->which[i], m);
            plan += nothing(x.plan);
            done += nothing(x.done);
            entered += nothing(x.entered);
        }
        out->plan[m - 1] = plan;
        out->done[m - 1] = past ? done : (double)NAN;
        out->entered[m - 1] = past ? entered : (double)NAN;
    }
}

/* ---- the pipeline ---- */

static void pipeline(const Board *b, const BoardPart *p, Invest *out)
{
    out->n_stages = b->stages.n + 1;
    out->stages = NEW_N(b->arena, InvestStage, out->n_stages);
    for (size_t i = 0; i < out->n_stages; i++)
        out->stages[i].stage = i ? i - 1 : STAGE_NONE;
    for (size_t i = 0; i < p->n; i++) {
        const BoardProject *x = &b->projects[p->which[i]];
        InvestStage *s = &out->stages[x->stage == STAGE_NONE ? 0 : x->stage + 1];
        s->n++;
        s->total += x->total;
        s->plan_year += nothing(x->plan_year);
        s->done += nothing(x->done);
        s->entered += nothing(x->entered);
    }
}

/* ---- the indicators ---- */

static InvestIndicator *indicator_row(const Board *b, Invest *out, const char *code)
{
    const Indicator *i = catalogue_by_code(b->spec.catalogue, code);

    for (size_t k = 0; k < out->n_indicators; k++)
        if (out->indicators[k].indicator == i)
            return &out->indicators[k];
    if (!i)
        return NULL;
    out->indicators[out->n_indicators] = (InvestIndicator){.indicator = i};
    return &out->indicators[out->n_indicators++];
}

static void add_project(const Board *b, const BoardProject *x, Invest *out)
{
    const char **codes;
    size_t n = text_split(b->arena, x->indicators, &codes);

    for (size_t k = 0; k < n; k++) {
        InvestIndicator *r = indicator_row(b, out, codes[k]);
        if (!r)
            continue;
        r->n++;
        r->plan_year += nothing(x->plan_year);
        r->done += nothing(x->done);
        r->entered += nothing(x->entered);
    }
}

/* 万元 of one of the indicator's units; NAN when it is no sum of money. */
static double in_10k(const Indicator *i)
{
    static const struct {
        const char *unit;
        double is;
    } units[] = {{"亿元", 10000}, {"万元", 1}, {"元", 0.0001}};

    for (size_t k = 0; k < COUNT(units); k++)
        if (strcmp(i->unit, units[k].unit) == 0)
            return units[k].is;
    return (double)NAN;
}

static bool add_figure(const Board *b, bool whole, InvestIndicator *r, Err *e)
{
    const View *v = &b->spec.known;
    const Area *self = v->city->self;
    double unit = in_10k(r->indicator);
    History h;

    TRY(history_load(v, r->indicator, self, b->arena, &h, e));
    const Fact *f = history_ytd(&h, MEASURE_VALUE, b->spec.month);
    const Target *t =
        view_sees_targets(v, r->indicator, self)
            ? catalogue_target(b->spec.catalogue, r->indicator, self, b->spec.month.year, v->no_sample)
            : NULL;
    r->figure = f ? f->value * unit : (double)NAN;
    r->figure_sample = f && f->status == STATUS_SAMPLE;
    r->rest = whole ? r->figure - r->entered : (double)NAN;
    r->target = t && t->measure == MEASURE_VALUE ? t->value * unit : (double)NAN;
    r->needed = r->target - r->figure;
    r->in_reach = r->plan_year - r->entered;
    return true;
}

/* ---- who could bring it ---- */

static int by_amount(const void *a, const void *b)
{
    const InvestCandidate *x = a, *y = b;

    return x->amount != y->amount ? (x->amount < y->amount ? 1 : -1)
                                  : (x->project > y->project) - (x->project < y->project);
}

static void candidates(const Board *b, const BoardPart *p, Invest *out)
{
    double running = 0;

    out->candidates = NEW_N(b->arena, InvestCandidate, b->n + 1);
    for (size_t i = 0; i < p->n; i++) {
        const BoardProject *x = &b->projects[p->which[i]];
        double amount = nothing(x->plan_year) - nothing(x->entered);
        InvestHow how = !x->start ? HOW_START : !x->entry ? HOW_ENTRY : HOW_PACE;
        if (amount > 0)
            out->candidates[out->n_candidates++] = (InvestCandidate){p->which[i], how, amount, 0};
    }
    if (out->n_candidates)
        qsort(out->candidates, out->n_candidates, sizeof *out->candidates, by_amount);
    for (size_t i = 0; i < out->n_candidates; i++) {
        running += out->candidates[i].amount;
        out->candidates[i].running = running;
    }
}

bool invest_of(const Board *b, const BoardPart *p, Invest *out, Err *e)
{
    *out = (Invest){.indicators = NEW_N(b->arena, InvestIndicator, b->spec.catalogue->n + 1)};
    sum_months(b, p, out);
    pipeline(b, p, out);
    for (size_t i = 0; i < p->n; i++)
        add_project(b, &b->projects[p->which[i]], out);
    for (size_t i = 0; i < out->n_indicators; i++)
        TRY(add_figure(b, p->whole, &out->indicators[i], e));
    candidates(b, p, out);
    return true;
}
