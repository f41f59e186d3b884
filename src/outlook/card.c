#include "outlook/card.h"

#include <string.h>

#include "indicator/missing.h"
#include "outlook/towns.h"

static void count(const Outlook *o, Card *c, const Situation *s, size_t *cap_missing)
{
    const Progress *p = &s->progress;
    bool all = view_sees_all(&o->known, s->indicator, s->area);

    c->sample = c->sample || situation_is_sample(s);
    c->n_known += situation_is_known(s);
    c->veiled = c->veiled || !view_sees_targets(&o->known, s->indicator, s->area);
    /* What may not be seen is not missing. */
    if (!situation_is_known(s) && all && figure_is_due(s->indicator, c->period)) {
        ARENA_PUSH(o->arena, c->missing, c->n_missing, *cap_missing);
        c->missing[c->n_missing++] = s->indicator;
    }
    if (!p->target)
        return;
    c->n_targets++;
    c->n_green += p->light == LIGHT_GREEN;
    c->n_yellow += p->light == LIGHT_YELLOW;
    c->n_red += p->light == LIGHT_RED;
    c->n_unjudged += p->light == LIGHT_NONE;
}

static void list_group(Card *c, const CardGroup *g, Light l, Arena *a, size_t *cap)
{
    for (size_t i = 0; i < g->n; i++) {
        if (g->rows[i].progress.light != l)
            continue;
        ARENA_PUSH(a, c->off, c->n_off, *cap);
        c->off[c->n_off++] = &g->rows[i];
    }
}

static void list_off(Card *c, Arena *a)
{
    static const Light order[] = {LIGHT_RED, LIGHT_YELLOW};
    size_t cap = 0;

    for (size_t l = 0; l < COUNT(order); l++)
        for (size_t g = 0; g < c->n_groups; g++)
            list_group(c, &c->groups[g], order[l], a, &cap);
}

static bool make_group(Outlook *o, Card *c, const char *name, size_t *cap_missing, Err *e)
{
    const Catalogue *k = o->catalogue;
    CardGroup *g = &c->groups[c->n_groups];

    *g = (CardGroup){.name = name, .rows = NEW_N(o->arena, Situation, k->n)};
    for (size_t i = 0; i < k->n; i++) {
        if (strcmp(k->indicators[i].group, name) != 0)
            continue;
        if (c->area != o->city->self && !k->indicators[i].towns)
            continue;
        Situation *s = &g->rows[g->n];
        g->name_en = k->indicators[i].group_en;
        TRY(situation_of(o, &k->indicators[i], c->area, c->period, s, e) && towns_adjust(o, s, e));
        count(o, c, s, cap_missing);
        g->n += situation_is_known(s) || s->progress.target;
    }
    c->n_groups += g->n > 0;
    return true;
}

static bool add_contribution(Outlook *o, Card *c, const Situation *s, Err *e)
{
    Contribution *x = &c->contributions[c->n_contributions];

    TRY(contribution_of_sectors(o, s, x, e));
    if (x->n > 1)
        x = &c->contributions[++c->n_contributions];
    TRY(contribution_of_towns(o, s, x, e));
    c->n_contributions += x->n > 1;
    return true;
}

bool card_of(Outlook *o, const Area *area, Period p, Card *out, Err *e)
{
    const char **names;
    size_t n = catalogue_groups(o->catalogue, o->arena, &names), cap_missing = 0;

    *out = (Card){.area = area, .period = p, .groups = NEW_N(o->arena, CardGroup, n + 1)};
    for (size_t i = 0; i < n; i++)
        TRY(make_group(o, out, names[i], &cap_missing, e));
    list_off(out, o->arena);
    out->contributions = NEW_N(o->arena, Contribution, 2 * o->catalogue->n + 2);
    for (size_t g = 0; g < out->n_groups; g++)
        for (size_t i = 0; i < out->groups[g].n; i++)
            TRY(add_contribution(o, out, &out->groups[g].rows[i], e));
    return true;
}

static void names_of(const Card *c, Light l, Lang lang, Buf *out)
{
    bool first = true;

    for (size_t i = 0; i < c->n_off; i++) {
        if (c->off[i]->progress.light != l)
            continue;
        buf_str(out, first ? "" : TEXT(lang, "、", ", "));
        buf_str(out, indicator_name(c->off[i]->indicator, lang));
        first = false;
    }
}

static void sentence_zh(const Card *c, Buf *out)
{
    if (!c->n_targets && c->veiled)
        buf_printf(out, "%zu项指标有数", c->n_known);
    else if (!c->n_targets)
        buf_str(out, "本年没有设定目标");
    else
        buf_printf(out, "%zu项年度目标中，%zu项达到进度（绿灯）", c->n_targets, c->n_green);
    if (c->n_yellow) {
        buf_printf(out, "，%zu项略慢（黄灯）：", c->n_yellow);
        names_of(c, LIGHT_YELLOW, LANG_ZH, out);
    }
    if (c->n_red) {
        buf_printf(out, "%s%zu项滞后（红灯）：", c->n_yellow ? "；" : "，", c->n_red);
        names_of(c, LIGHT_RED, LANG_ZH, out);
    }
    if (c->n_unjudged)
        buf_printf(out, "；%zu项还不能判断", c->n_unjudged);
    if (c->n_missing)
        buf_printf(out, "；应报未报%zu项", c->n_missing);
    buf_str(out, "。");
}

static void sentence_en(const Card *c, Buf *out)
{
    if (!c->n_targets && c->veiled)
        buf_printf(out, "figures of %zu indicators", c->n_known);
    else if (!c->n_targets)
        buf_str(out, "no target is set for the year");
    else
        buf_printf(out, "of %zu targets for the year, %zu %s on schedule (green)", c->n_targets, c->n_green,
                   c->n_green == 1 ? "is" : "are");
    if (c->n_yellow) {
        buf_printf(out, ", %zu somewhat behind (yellow): ", c->n_yellow);
        names_of(c, LIGHT_YELLOW, LANG_EN, out);
    }
    if (c->n_red) {
        buf_printf(out, "%s %zu behind (red): ", c->n_yellow ? ";" : ",", c->n_red);
        names_of(c, LIGHT_RED, LANG_EN, out);
    }
    if (c->n_unjudged)
        buf_printf(out, "; %zu cannot be judged yet", c->n_unjudged);
    if (c->n_missing)
        buf_printf(out, "; %zu figures are due and missing", c->n_missing);
    buf_char(out, '.');
}

void card_sentence(const Card *c, Lang lang, Buf *out)
{
    char title[PERIOD_TEXT_MAX];

    period_title(c->period, c->period.freq == FREQ_MONTH ? BASIS_YTD : BASIS_YEAR, lang, title);
    buf_printf(out, TEXT(lang, "%s，%s", "%s, %s: "), title, area_name(c->area, lang));
    if (lang == LANG_EN)
        sentence_en(c, out);
    else
        sentence_zh(c, out);
    if (c->sample)
        buf_str(out, TEXT(lang, "（含样本数据，标“样”）", " (with sample figures, marked s)"));
}

static bool published_only(const Outlook *o)
{
    return o->known.sight && o->known.sight->published_only;
}

bool card_latest_period(Outlook *o, const Area *area, Period *p, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(o->s, SQL_OBSERVATION_LATEST_PERIOD, &q, e, INT(o->city->id), INT(area->id), INT(BASIS_YTD),
              INT(published_only(o))) &&
        query_next(q, &row, e));
    if (row && period_from_code((int)query_int(q, 0), p))
        return true;
    return ERR(e, ERR_NOT_FOUND, "%s还没有累计数据；请指明时期，如 2021-06",
               "%s has no cumulative figures yet; name a period such as 2021-06", area_name(area, e->lang));
}

bool card_periods(Outlook *o, const Area *area, CardPeriods *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    Period p;
    bool row;

    *out = (CardPeriods){0};
    TRY(QUERY(o->s, SQL_OBSERVATION_PERIODS, &q, e, INT(o->city->id), INT(area->id), INT(BASIS_YTD),
              INT(published_only(o))));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        if (!period_from_code((int)query_int(q, 0), &p))
            continue;
        ARENA_PUSH(o->arena, out->items, out->n, out->cap);
        out->items[out->n++] = p;
        out->sample = out->sample || query_int(q, 1) == 1;
    }
}
