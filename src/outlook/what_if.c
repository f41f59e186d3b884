/* Reckoning forward: from drivers and parts to the root. */
#include "outlook/what_if.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

static const double LEAST = -100; /* %: nothing falls by more than all there is */

/* ---- changes as texts ---- */

static bool named(const char *text, const char *code, const char *zh, const char *en)
{
    return strcmp(text, code) == 0 || strcmp(text, zh) == 0 || strcmp(text, en) == 0;
}

static bool find_changed(const DriverTree *t, const char *name, Arena *a, DriverChange *out, Err *e)
{
    const char *all = "";

    for (size_t i = 0; i < t->n; i++) {
        const DriverNode *n = &t->nodes[i];
        all = arena_printf(a, "%s%s%s", all, i ? " " : "", n->code);
        *out = (DriverChange){.at = i};
        if (named(name, n->code, n->name_zh, n->name_en))
            return true;
    }
    for (size_t i = 0; i < t->n_drivers; i++) {
        const DriverOf *d = &t->drivers[i];
        all = arena_printf(a, "%s %s", all, d->code);
        *out = (DriverChange){.is_driver = true, .at = i};
        if (named(name, d->code, d->name_zh, d->name_en))
            return true;
    }
    return ERR(e, ERR_NOT_FOUND, "驱动树 %s 里没有“%s”；有的是：%s",
               "there is no \"%2$s\" in the driver tree %1$s; there is %3$s", t->code, name, all);
}

bool what_if_read(const DriverTree *t, const char *text, Arena *a, DriverChange *out, Err *e)
{
    const char *equals = strchr(text, '=');
    Decimal d;
    bool lossy;

    if (!equals || equals == text)
        return ERR(e, ERR_INVALID, "假设“%s”应如 IVA=+1（提高1个百分点）或 IVA=12（增长12%%）",
                   "the assumption \"%s\" must be like IVA=+1 (one point more) or IVA=12 (growth of 12 %%)",
                   text);
    const char *name = str_dup(a, str_trim((Str){text, (size_t)(equals - text)}));
    TRY(find_changed(t, name, a, out, e));
    const char *value = equals + 1 + (equals[1] == '=');
    out->absolute = equals[1] == '=' || (*value != '+' && *value != '-');
    if (!decimal_parse(str_of(value), &d, &lossy))
        return ERR(e, ERR_INVALID, "假设“%s”的“%s”不是数", "\"%2$s\" in the assumption \"%1$s\" is no number",
                   text, value);
    out->value = d.value;
    return true;
}

const char *change_code(const DriverTree *t, const DriverChange *c)
{
    return c->is_driver ? t->drivers[c->at].code : t->nodes[c->at].code;
}

const char *change_name(const DriverTree *t, const DriverChange *c, Lang lang)
{
    return c->is_driver ? driver_name(&t->drivers[c->at], lang) : driver_node_name(&t->nodes[c->at], lang);
}

const char *change_text(const DriverTree *t, const DriverChange *c, Arena *a)
{
    char number[NUM_TEXT_MAX];

    num_to_text(c->value, number);
    const char *sign = c->absolute ? "=" : signbit(c->value) ? "" : "+"; /* "==3" also where "=3" would do */
    return arena_printf(a, "%s=%s%s", change_code(t, c), sign, number);
}

/* ---- forward ---- */

/* What is asked of every node and driver, and what comes of it. */
typedef struct Forward {
    const DriverState *s;
    double *own;   /* [nodes] change of its own, points */
    double *set;   /* [nodes] growth that was set; NAN: none */
    double *push;  /* [nodes] points of its growth that its parts bring */
    double *moved; /* [drivers] change, points */
    bool *touched; /* [nodes] */
    WhatIf *out;
} Forward;

static double growth_now(const DriverState *s, const DriverChange *c)
{
    return c->is_driver ? s->driver[c->at].value : s->growth[c->at].value;
}

static bool check_change(const DriverState *s, const DriverChange *changes, size_t i, Err *e)
{
    const DriverChange *c = &changes[i];
    const char *code = change_code(s->tree, c);

    if (!isfinite(c->value) || (c->absolute ? c->value : c->value + growth_now(s, c)) < LEAST)
        return ERR(e, ERR_INVALID, "“%s”的假设应是不低于 -100%% 的增速，或变动的百分点",
                   "the assumption for \"%s\" must be a growth of -100 %% or more, or a change in points",
                   code);
    if (c->absolute && isnan(growth_now(s, c)))
        return ERR(e, ERR_INVALID, "“%s”现在的增速未知，只能假设变动多少个百分点（如 %s=+1）",
                   "the growth of \"%s\" is not known, so only a change can be assumed (such as %s=+1)", code,
                   code);
    for (size_t k = 0; k < i; k++)
        if (changes[k].is_driver == c->is_driver && changes[k].at == c->at)
            return ERR(e, ERR_INVALID, "“%s”有两个假设；请只留一个", "\"%s\" was assumed twice; keep one",
                       code);
    return true;
}

static void take_changes(Forward *f, const DriverChange *changes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const DriverChange *c = &changes[i];
        double by = c->absolute ? c->value - growth_now(f->s, c) : c->value;
        if (c->is_driver) {
            f->moved[c->at] = by;
            f->out->driver[c->at] = c->absolute ? c->value : f->out->driver[c->at] + by;
        } else if (c->absolute) {
            f->set[c->at] = c->value;
        } else {
            f->own[c->at] = by;
        }
    }
}

/* Change of a node from all that moves it; *moves false: nothing does. */
static double change_of(const Forward *f, size_t i, bool *moves)
{
    const DriverNode *n = &f->s->tree->nodes[i];
    double by = f->own[i] + f->push[i];

    *moves = f->touched[i] || f->own[i] != 0;
    for (size_t k = 0; k < n->n_links; k++) {
        double moved = f->moved[n->links[k].driver];
        by += n->links[k].elasticity * moved;
        *moves = *moves || moved != 0;
    }
    return by;
}

/* Gives a node its growth, and its whole what that brings. */
static void settle(Forward *f, size_t i)
{
    const DriverState *s = f->s;
    size_t parent = s->tree->nodes[i].parent;
    double now = s->growth[i].value, weight, by;
    bool moves;

    by = change_of(f, i, &moves);
    if (!isnan(f->set[i])) {
        by = f->set[i] - now;
        moves = true;
        f->out->growth[i] = f->set[i];
    } else if (moves) {
        by = !s->tree->nodes[i].n_parts && now + by < LEAST ? LEAST - now : by;
        f->out->growth[i] = now + by;
    }
    if (!moves || parent == DRIVER_NONE)
        return;
    weight = s->share[i].value / s->share[parent].value;
    if (!isfinite(weight) || !isnan(f->set[parent])) {
        f->out->n_lost++;
        return;
    }
    f->push[parent] += weight * by;
    f->touched[parent] = true;
}

static void forward_new(Forward *f, const DriverState *s, Arena *a, WhatIf *out)
{
    const DriverTree *t = s->tree;

    *f = (Forward){.s = s,
                   .own = NEW_N(a, double, t->n + 1),
                   .set = NEW_N(a, double, t->n + 1),
                   .push = NEW_N(a, double, t->n + 1),
                   .moved = NEW_N(a, double, t->n_drivers + 1),
                   .touched = NEW_N(a, bool, t->n + 1),
                   .out = out};
    for (size_t i = 0; i < t->n; i++)
        f->set[i] = NAN;
}

bool what_if(const DriverState *s, const DriverChange *changes, size_t n, Arena *a, WhatIf *out, Err *e)
{
    const DriverTree *t = s->tree;
    Forward f;

    if (n > CHANGES_MAX)
        return ERR(e, ERR_INVALID, "一次最多 %d 个假设，而不是 %zu 个",
                   "at most %d assumptions can be made at once, not %zu", CHANGES_MAX, n);
    for (size_t i = 0; i < n; i++)
        TRY(check_change(s, changes, i, e));
    *out = (WhatIf){.state = s,
                    .changes = changes,
                    .n = n,
                    .growth = drivers_values(s->growth, t->n, a),
                    .driver = drivers_values(s->driver, t->n_drivers, a)};
    forward_new(&f, s, a, out);
    take_changes(&f, changes, n);
    for (size_t i = t->n; i-- > 0;) /* every whole after its parts */
        settle(&f, i);
    drivers_points_new(t, a, &out->points);
    drivers_points(t, drivers_values(s->share, t->n, a), out->growth, &out->points);
    return true;
}

/* ---- backward ---- */

/* The root's growth with x for what is asked of. */
typedef struct Line {
    const DriverState *s;
    DriverChange *changes; /* the others', and the one that is asked last */
    size_t n;
    Arena *arena;
    WhatIf last;
} Line;

static bool at(Line *l, double x, double *root, Err *e)
{
    l->changes[l->n - 1].value = x;
    TRY(what_if(l->s, l->changes, l->n, l->arena, &l->last, e));
    *root = l->last.growth[0];
    return true;
}

/* By how much the others change a node or driver. */
static double changed_by(const Line *l, bool is_driver, size_t of)
{
    for (size_t i = 0; i + 1 < l->n; i++) {
        const DriverChange *c = &l->changes[i];
        if (c->is_driver == is_driver && c->at == of)
            return c->absolute ? c->value - growth_now(l->s, c) : c->value;
    }
    return 0;
}

/* Where a part that it drives would fall below -100 %; and -100 % itself. */
static size_t corners(const Line *l, double now, double *x)
{
    const DriverTree *t = l->s->tree;
    const DriverChange *of = &l->changes[l->n - 1];
    size_t n = 0;

    x[n++] = LEAST;
    if (now > LEAST)
        x[n++] = now;
    for (size_t i = 0; of->is_driver && i < t->n; i++) {
        double slope = 0, growth = l->s->growth[i].value + changed_by(l, false, i);
        for (size_t k = 0; k < t->nodes[i].n_links; k++) {
            const DriverLink *link = &t->nodes[i].links[k];
            if (link->driver == of->at)
                slope += link->elasticity;
            else
                growth += link->elasticity * changed_by(l, true, link->driver);
        }
        double corner = now + (LEAST - growth) / slope;
        if (slope != 0 && isfinite(corner) && corner > LEAST)
            x[n++] = corner;
    }
    return n;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

typedef struct Nearest {
    double x, slope, from; /* x NAN: none yet */
} Nearest;

/* Between two corners the root is a straight line. */
static void take_piece(Nearest *best, double goal, const double x[2], const double y[2], bool open)
{
    double slope = (y[1] - y[0]) / (x[1] - x[0]);
    double hit = x[0] + (goal - y[0]) / slope, slack = 1e-9 * (1 + fabs(hit));

    if (!isfinite(hit) || fabs(slope) < 1e-12 || hit < x[0] - slack || (!open && hit > x[1] + slack))
        return;
    if (isnan(best->x) || fabs(hit - best->from) < fabs(best->x - best->from))
        *best = (Nearest){hit, slope, best->from};
}

static bool solve_pieces(Line *l, double goal, const double *x, size_t n, Nearest *best, Err *e)
{
    for (size_t i = 0; i < n; i++) {
        double to[2] = {x[i], i + 1 < n ? x[i + 1] : x[i] + 1}, y[2];
        if (!(to[1] > to[0]))
            continue;
        TRY(at(l, to[0], &y[0], e) && at(l, to[1], &y[1], e));
        take_piece(best, goal, to, y, i + 1 == n);
    }
    return true;
}

static bool ask_line(const DriverState *s, const SolveAsk *ask, Arena *a, Line *l, Err *e)
{
    const char *code = change_code(s->tree, &ask->of);

    *l = (Line){.s = s, .n = ask->n_others + 1, .arena = a};
    l->changes = NEW_N(a, DriverChange, l->n);
    for (size_t i = 0; i < ask->n_others; i++) {
        l->changes[i] = ask->others[i];
        if (ask->others[i].is_driver == ask->of.is_driver && ask->others[i].at == ask->of.at)
            return ERR(e, ERR_INVALID, "“%s”要倒推，就不能同时假设",
                       "\"%s\" is asked for and cannot be assumed", code);
    }
    l->changes[l->n - 1] = (DriverChange){ask->of.is_driver, ask->of.at, true, 0};
    if (!s->growth[0].origin)
        return ERR(e, ERR_DATA, "“%s”现在的增速未知，无法倒推", "the growth of \"%s\" is not known",
                   driver_node_name(&s->tree->nodes[0], e->lang));
    return true;
}

/* The closed form is right but for rounding; one step along the line takes that away. */
static bool polish(Line *l, double goal, Nearest *best, Solved *out, Err *e)
{
    double root;

    TRY(at(l, best->x, &root, e));
    best->x = fmax(best->x + (goal - root) / best->slope, LEAST);
    TRY(at(l, best->x, &out->reached, e));
    out->growth = best->x;
    out->slope = best->slope;
    out->forward = l->last;
    return true;
}

bool what_if_solve(const DriverState *s, const SolveAsk *ask, Arena *a, Solved *out, Err *e)
{
    double *x = NEW_N(a, double, s->tree->n + 2);
    Nearest best = {.x = NAN};
    size_t n;
    Line l;

    TRY(ask_line(s, ask, a, &l, e));
    *out = (Solved){.now = growth_now(s, &ask->of)};
    best.from = out->now;
    if (!isfinite(ask->goal))
        return ERR(e, ERR_INVALID, "目标增速应是一个数", "the goal must be a number");
    if (isnan(out->now))
        return ERR(e, ERR_DATA, "“%s”现在的增速未知，无法倒推", "the growth of \"%s\" is not known",
                   change_code(s->tree, &ask->of));
    n = corners(&l, out->now, x);
    qsort(x, n, sizeof *x, ascending);
    TRY(solve_pieces(&l, ask->goal, x, n, &best, e));
    if (isnan(best.x))
        return ERR(e, ERR_DATA,
                   "单靠“%s”到不了目标：总量不随它变，或要求它的增速低于 -100%%；请换一个或多改几个",
                   "\"%s\" alone cannot bring the goal: the total does not move with it, or it would have to "
                   "grow by less than -100 %%; take another, or assume more",
                   change_code(s->tree, &ask->of));
    return polish(&l, ask->goal, &best, out, e);
}

/* ---- tornado ---- */

static int by_swing(const void *a, const void *b)
{
    const TornadoRow *x = a, *y = b;

    bool unknown = isnan(x->swing) != 0, other = isnan(y->swing) != 0;

    if (unknown != other)
        return unknown - other;
    if (!unknown && x->swing != y->swing)
        return x->swing < y->swing ? 1 : -1;
    return x->of.is_driver != y->of.is_driver ? y->of.is_driver - x->of.is_driver
                                              : (x->of.at > y->of.at) - (x->of.at < y->of.at);
}

static bool tornado_row(const DriverState *s, Arena *a, TornadoRow *r, Err *e)
{
    DriverChange c = r->of;
    WhatIf w;

    r->low = r->high = r->swing = NAN;
    if (isnan(r->step))
        return true;
    c.value = -r->step;
    TRY(what_if(s, &c, 1, a, &w, e));
    r->low = w.growth[0];
    c.value = r->step;
    TRY(what_if(s, &c, 1, a, &w, e));
    r->high = w.growth[0];
    r->swing = fabs(r->high - r->low);
    return true;
}

bool what_if_tornado(const DriverState *s, bool own_moves, Arena *a, TornadoRow **rows, size_t *n, Err *e)
{
    const DriverTree *t = s->tree;

    *rows = NEW_N(a, TornadoRow, t->n + t->n_drivers + 1);
    *n = 0;
    for (size_t i = 0; i < t->n_drivers; i++)
        (*rows)[(*n)++] =
            (TornadoRow){.of = {.is_driver = true, .at = i}, .step = own_moves ? s->moves[i] : 1};
    for (size_t i = 0; i < t->n; i++)
        if (!t->nodes[i].n_links && !t->nodes[i].n_parts)
            (*rows)[(*n)++] = (TornadoRow){.of = {.at = i}, .step = own_moves ? NAN : 1};
    for (size_t i = 0; i < *n; i++)
        TRY(tornado_row(s, a, &(*rows)[i], e));
    qsort(*rows, *n, sizeof **rows, by_swing);
    return true;
}
