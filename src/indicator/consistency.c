#include "indicator/consistency.h"

#include <math.h>
#include <string.h>

#include "indicator/surprise.h"

typedef struct Check {
    IntakeSheet *in;
    const Touched *t;
    const History *h;
    Arena *arena;
} Check;

/* All that is known, with this submission in it. */
static View view_of(const IntakeSheet *in)
{
    return (View){.s = in->s, .city = in->catalogue->city};
}

static bool is_ours(const Check *c, const Fact *f)
{
    return f && f->submission == c->in->sub->id;
}

static Place place_of(const Fact *f)
{
    return (Place){(size_t)f->row, (size_t)f->col};
}

/* Half a unit of the last digit: how far a published figure may be from the true one. */
static double half_digit(const Fact *f)
{
    return 0.5 * pow(10, -f->decimals);
}

static void tell_fall(const Check *c, const Fact *before, const Fact *now)
{
    const Fact *at = is_ours(c, now) ? now : before;
    char p[PERIOD_TEXT_MAX], q[PERIOD_TEXT_MAX], v[NUM_TEXT_MAX], w[NUM_TEXT_MAX];
    Lang lang = c->in->fs->lang;

    period_text(before->period, p);
    period_text(now->period, q);
    num_to_fixed(before->value, before->decimals, v);
    num_to_fixed(now->value, now->decimals, w);
    FINDING(
        c->in->fs, WARNING, place_of(at), "ytd-falls", at == now ? w : v,
        "%s（%s）累计数不应下降：%s 为 %s，%s 为 %s；确认无误可加 --accept-warnings",
        "%s (%s): the year to date cannot fall: %s is %s, %s is %s; if this is right, add --accept-warnings",
        indicator_name(c->t->indicator, lang), area_name(c->t->area, lang), p, v, q, w);
}

static void check_falls(const Check *c)
{
    const Fact *before = NULL;

    if (c->t->indicator->may_fall || c->t->indicator->kind != KIND_FLOW)
        return;
    for (size_t i = 0; i < c->h->n; i++) {
        const Fact *f = &c->h->facts[i];
        if (f->basis != BASIS_YTD || f->measure != MEASURE_VALUE)
            continue;
        bool same_year = before && before->period.year == f->period.year;
        bool rounding = same_year && before->value - f->value <= half_digit(before) + half_digit(f);
        if (same_year && f->value < before->value && !rounding && (is_ours(c, f) || is_ours(c, before)))
            tell_fall(c, before, f);
        before = f;
    }
}

/* The growth that two rounded levels leave possible. */
static void growth_range(const Indicator *i, const Fact *now, const Fact *then, double *low, double *high)
{
    double a = half_digit(now), b = half_digit(then);

    if (i->growth_at == GROWTH_POINTS) {
        *low = now->value - then->value - a - b;
        *high = now->value - then->value + a + b;
        return;
    }
    *low = ((now->value - a) / (then->value + b) - 1) * 100;
    *high = ((now->value + a) / (then->value - b) - 1) * 100;
}

static void check_growth_of(const Check *c, const Fact *growth)
{
    const Indicator *i = c->t->indicator;
    Lang lang = c->in->fs->lang;
    const Fact *now = history_find(c->h, growth->basis, MEASURE_VALUE, growth->period);
    Period year_ago = growth->period;
    double low, high;
    char p[PERIOD_TEXT_MAX], v[NUM_TEXT_MAX], w[NUM_TEXT_MAX], x[NUM_TEXT_MAX];

    year_ago.year--;
    const Fact *then = history_find(c->h, growth->basis, MEASURE_VALUE, year_ago);
    bool ours = is_ours(c, growth) || is_ours(c, now) || is_ours(c, then);
    if (!now || !then || !ours || then->value <= half_digit(then))
        return;
    growth_range(i, now, then, &low, &high);
    double slack = half_digit(growth);
    if (growth->value >= low - slack && growth->value <= high + slack)
        return;
    period_text(growth->period, p);
    num_to_fixed(growth->value, growth->decimals, v);
    num_to_fixed(low, growth->decimals, w);
    num_to_fixed(high, growth->decimals, x);
    const Fact *at = is_ours(c, growth) ? growth : is_ours(c, now) ? now : then;
    FINDING(c->in->fs, FLAG, place_of(at), "growth-against-levels", v,
            "%s（%s）%s 公布增速 %s，按两年数值计算应在 %s 到 %s 之间；以公布为准",
            "%s (%s) %s: published growth is %s, the two levels give %s to %s; the published figure stands",
            indicator_name(i, lang), area_name(c->t->area, lang), p, v, w, x);
}

/* The last year-to-date value of this submission that follows one of an earlier submission: what comes in
 * month by month is held against what the months before let expect. A history that comes in whole is not. */
static const Fact *last_that_continues(const Check *c)
{
    const Fact *before = NULL, *last = NULL;

    for (size_t i = 0; i < c->h->n; i++) {
        const Fact *f = &c->h->facts[i];
        if (f->basis != BASIS_YTD || f->measure != MEASURE_VALUE)
            continue;
        if (is_ours(c, f) && f->status != STATUS_FORECAST && before && !is_ours(c, before))
            last = f;
        before = f;
    }
    return last;
}

static void check_surprise(const Check *c)
{
    const Fact *f = last_that_continues(c);
    Lang lang = c->in->fs->lang;
    char p[PERIOD_TEXT_MAX], v[NUM_TEXT_MAX], low[NUM_TEXT_MAX], high[NUM_TEXT_MAX];
    Expected x;

    if (!f || !expected_of(c->h, f, c->arena, &x))
        return;
    double half = half_digit(f);
    if (f->value >= x.low - half && f->value <= x.high + half)
        return;
    period_title(f->period, BASIS_YTD, lang, p);
    num_to_fixed(f->value, f->decimals, v);
    num_to_fixed(x.low, f->decimals, low);
    num_to_fixed(x.high, f->decimals, high);
    FINDING(c->in->fs, FLAG, place_of(f), "unexpected", v,
            "%s（%s）%s 为 %s；按以往各月，应在 %s 到 %s 之间（98%%）：单位、口径对吗？无误则不必改动",
            "%s (%s) %s is %s; by the months before, %s to %s was to be expected (98 %%): are unit and scope "
            "right? If so, nothing need be done",
            indicator_name(c->t->indicator, lang), area_name(c->t->area, lang), p, v, low, high);
}

static void check_growth(const Check *c)
{
    if (c->t->indicator->growth_at == GROWTH_COMPARABLE)
        return;
    for (size_t i = 0; i < c->h->n; i++)
        if (c->h->facts[i].measure == MEASURE_YOY)
            check_growth_of(c, &c->h->facts[i]);
}

/* ---- parts against totals ---- */

/* Sums facts; false when one is missing. width: how far rounding may move the sum. */
static bool sum_up(const Fact *const *parts, size_t n, double *sum, double *width)
{
    *sum = *width = 0;
    for (size_t i = 0; i < n; i++) {
        if (!parts[i])
            return false;
        *sum += parts[i]->value;
        *width += half_digit(parts[i]);
    }
    return n > 0;
}

static void tell_parts(const Check *c, const Fact *total, double sum, const char *what)
{
    char p[PERIOD_TEXT_MAX], v[NUM_TEXT_MAX], w[NUM_TEXT_MAX];
    Lang lang = c->in->fs->lang;

    period_text(total->period, p);
    num_to_fixed(total->value, total->decimals, v);
    num_to_fixed(sum, total->decimals, w);
    FINDING(c->in->fs, FLAG, is_ours(c, total) ? place_of(total) : c->t->at, "parts-against-total", w,
            "%s（%s）%s 为 %s，%s之和为 %s", "%s (%s) %s is %s; the sum of its %s is %s",
            indicator_name(c->t->indicator, lang), area_name(c->t->area, lang), p, v, what, w);
}

/* c->t is the total: its towns. */
static bool check_towns(const Check *c, const Fact *total, Err *e)
{
    const City *city = c->in->catalogue->city;
    const Area **towns;
    double sum, width;

    size_t n = city_children(city, c->t->area, period_last_day(total->period), c->arena, &towns);
    if (!n || c->t->indicator->adds_up != ADDS_UP_SUM || !c->t->indicator->towns)
        return true;
    const Fact **parts = NEW_N(c->arena, const Fact *, n);
    AcrossSpec spec = {c->t->indicator, total->basis, MEASURE_VALUE, total->period, view_of(c->in), towns, n};
    TRY(history_across(&spec, c->arena, parts, e));
    if (sum_up(parts, n, &sum, &width) && fabs(sum - total->value) > width + half_digit(total) + 1e-9)
        tell_parts(c, total, sum, TEXT(c->in->fs->lang, "各镇街", "towns"));
    return true;
}

static bool check_sectors(const Check *c, const Fact *total, Err *e)
{
    const Catalogue *k = c->in->catalogue;
    const Fact *parts[64];
    size_t n = 0;
    double sum, width;

    for (size_t i = 0; i < k->n && n < COUNT(parts); i++) {
        if (strcmp(k->indicators[i].part_of, c->t->indicator->code) != 0)
            continue;
        AcrossSpec spec = {
            &k->indicators[i], total->basis, MEASURE_VALUE, total->period, view_of(c->in), &c->t->area, 1};
        TRY(history_across(&spec, c->arena, &parts[n++], e));
    }
    /* More than the whole is wrong with any number of parts; less only says that not all are listed. */
    if (sum_up(parts, n, &sum, &width) && sum - total->value > width + half_digit(total) + 1e-9)
        tell_parts(c, total, sum, TEXT(c->in->fs->lang, "各部分", "parts"));
    return true;
}

static bool check_totals(const Check *c, Err *e)
{
    for (size_t i = 0; i < c->h->n; i++) {
        const Fact *f = &c->h->facts[i];
        if (f->measure != MEASURE_VALUE || !is_ours(c, f))
            continue;
        TRY(check_towns(c, f, e) && check_sectors(c, f, e));
    }
    return true;
}

bool consistency_check(IntakeSheet *in, Err *e)
{
    AUTO(arena_free) Arena *arena = arena_new();
    View v = view_of(in);

    for (size_t i = 0; i < in->n_touched; i++) {
        History h;
        const Touched *t = &in->touched[i];
        arena_reset(arena);
        TRY(history_load(&v, t->indicator, t->area, arena, &h, e));
        Check c = {in, t, &h, arena};
        check_falls(&c);
        check_growth(&c);
        check_surprise(&c);
        TRY(check_totals(&c, e));
    }
    return true;
}
