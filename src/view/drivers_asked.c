/* One look at a driver tree, as either door asks for it. */
#include <math.h>

#include "base/number.h"
#include "outlook/card.h"
#include "view/drivers.h"

/* The tree as of the period that was named, else of the last one in which the total's growth is known. */
static bool open_tree(Outlook *o, const DriversWish *w, DriversAsked *x, Period *p, Err *e)
{
    Period latest;

    *p = w->period;
    if (!w->given)
        TRY(card_latest_period(o, w->area, p, e));
    TRY(drivers_load(o, &(DriverKey){w->tree, *p}, &x->findings, &x->tree, e));
    if (w->given) {
        *p = period_month(p->year, period_end_month(*p));
        return true;
    }
    TRY(drivers_latest(o, &x->tree, w->area, &latest, e));
    if (period_cmp(latest, *p) != 0)
        TRY(drivers_load(o, &(DriverKey){w->tree, latest}, &x->findings, &x->tree, e));
    *p = latest;
    return true;
}

static bool read_changes(const DriversWish *w, Arena *a, DriversAsked *x, Err *e)
{
    if (w->n_set > CHANGES_MAX)
        return ERR(e, ERR_INVALID, "假设最多 %d 个", "at most %d assumptions are taken", CHANGES_MAX);
    for (size_t i = 0; i < w->n_set; i++)
        TRY(what_if_read(&x->tree, w->set[i], a, &x->changes[x->n_changes++], e));
    return true;
}

/* The goal that was named, else the year's own target of the root's growth, where it may be seen. */
static bool read_goal(const Outlook *o, const DriversWish *w, const DriversAsked *x, double *goal, Err *e)
{
    const Indicator *root = x->tree.nodes[0].indicator;
    bool sees = root && view_sees_targets(&o->known, root, w->area);
    const Target *t =
        sees ? catalogue_target(o->catalogue, root, w->area, x->state.period.year, o->known.no_sample) : NULL;
    Decimal d;
    bool lossy;

    if (w->target) {
        *goal = decimal_parse(str_of(w->target), &d, &lossy) ? d.value : 0;
        return decimal_parse(str_of(w->target), &d, &lossy) ||
               ERR(e, ERR_INVALID, "目标“%.40s”不是数；应如 9.5",
                   "the target \"%.40s\" is no number; expected 9.5", w->target);
    }
    if (!t || t->measure != MEASURE_YOY)
        return ERR(e, ERR_INVALID, "没有这一年的增速目标；请用 target 写明，如 9.5",
                   "there is no target of growth for this year; name one with target, such as 9.5");
    *goal = t->value;
    return true;
}

/* A node or a driver, read as an assumption without its number. */
static bool solve(const Outlook *o, const DriversWish *w, Arena *a, DriversAsked *x, Err *e)
{
    TRY(what_if_read(&x->tree, arena_printf(a, "%s=0", w->solve), a, &x->ask.of, e));
    x->ask.others = x->changes;
    x->ask.n_others = x->n_changes;
    TRY(read_goal(o, w, x, &x->ask.goal, e) && what_if_solve(&x->state, &x->ask, a, &x->solved, e));
    x->what_if = x->solved.forward;
    x->shown.solved = &x->solved;
    x->shown.ask = &x->ask;
    return true;
}

static bool compare_with(Outlook *o, const DriversWish *w, Arena *a, DriversAsked *x, Err *e)
{
    if (!w->from.year)
        return true;
    DriverAsk ask = {w->area, period_month(w->from.year, period_end_month(w->from)), false};
    TRY(drivers_state(o, &x->tree, &ask, &x->earlier, e));
    drivers_waterfall(&x->earlier, &x->state, a, &x->waterfall);
    x->shown.waterfall = &x->waterfall;
    return true;
}

bool drivers_asked(Outlook *o, const DriversWish *w, Arena *a, DriversAsked *x, Err *e)
{
    TornadoRow *tornado;
    Period p;

    *x = (DriversAsked){.findings = {.arena = a, .lang = e->lang, .file = "", .sheet = ""}};
    if (w->target && !w->solve)
        return ERR(e, ERR_INVALID, "target 要和 solve 一起用：哪一项要变，如 IVA",
                   "target needs solve: what is to move, such as IVA");
    TRY(open_tree(o, w, x, &p, e));
    TRY(drivers_state(o, &x->tree, &(DriverAsk){w->area, p, w->solve || w->year_end}, &x->state, e) &&
        read_changes(w, a, x, e));
    if (w->solve)
        TRY(solve(o, w, a, x, e));
    else
        TRY(what_if(&x->state, x->changes, x->n_changes, a, &x->what_if, e));
    TRY(what_if_tornado(&x->state, w->own_moves, a, &tornado, &x->shown.n_tornado, e));
    x->shown.state = &x->state;
    x->shown.what_if = &x->what_if;
    x->shown.tornado = tornado;
    return compare_with(o, w, a, x, e);
}
