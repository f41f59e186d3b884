#include "view/year_end_words.h"

#include <math.h>

const char *show_probability(Arena *a, double p)
{
    if (isnan(p))
        return "";
    if (p > 0 && p < 0.01)
        return "<1%";
    if (p < 1 && p > 0.99)
        return ">99%";
    return arena_printf(a, "%d%%", (int)(100 * p)); /* cut: 79.7 is not yet 80 */
}

const char *year_end_chance(const Viewer *v, const Situation *s)
{
    const YearEnd *y = &s->year_end;
    const char *chance = show_probability(v->arena, y->probability);

    return y->word ? arena_printf(v->arena, "%s %s", chance, TEXT(v->lang, y->word->zh, y->word->en))
                   : chance;
}

/* One member's number at the year's end, as level or as growth. */
static double member_end(const Outcome *o, const YearEndResult *r, int k)
{
    double total = r->members[k].ytd[r->m - 1];

    if (o->kind == OUTCOME_BY_LEVEL)
        return (total / o->base - 1) * 100;
    if (o->kind != OUTCOME_GROWTH)
        return total;
    const YearGrowth *g = o->growth;
    double rest = ((total - g->seen) / g->last_rest - 1) * 100;
    return g->cumulated * g->share + rest * (1 - g->share);
}

static const char *member_text(const Viewer *v, const YearEndResult *r, int k)
{
    const int *q = r->orders;

    if (k == YEAR_END_ARIMA)
        return arena_printf(v->arena, "ARIMA(%d,%d,%d)(%d,%d,%d)%d%s", q[0], q[1], q[2], q[3], q[4], q[5],
                            r->m, q[6] ? TEXT(v->lang, "带常数", " with a constant") : "");
    if (k == YEAR_END_WINTERS)
        return TEXT(v->lang, "阻尼霍尔特－温特斯", "damped Holt-Winters");
    return arena_printf(v->arena, TEXT(v->lang, "逐期增速平滑(α=%.2f)", "smoothed growth (alpha %.2f)"),
                        r->alpha);
}

static const char *engine_how(const Viewer *v, const Outcome *o)
{
    const YearEndResult *r = o->kind == OUTCOME_GROWTH ? &o->growth->index : o->level;
    int decimals = o->kind == OUTCOME_LEVEL ? 2 : 1;
    const char *text =
        o->kind == OUTCOME_GROWTH
            ? TEXT(
                  v->lang, "由公布的累计增速推出逐期增速，按上年占比还原：",
                  "growth of periods implied by the published growth, put together with last year's shares: ")
            : "";

    for (int k = 0; k < YEAR_END_MEMBERS; k++)
        if (r->members[k].weight > 0)
            text = arena_printf(v->arena, "%s%s %s × %.2f%s", text, member_text(v, r, k),
                                show(v->arena, member_end(o, r, k), decimals), r->members[k].weight,
                                TEXT(v->lang, "；", "; "));
    return arena_printf(
        v->arena,
        TEXT(v->lang,
             "%s数据 %d 个整年，共 %zu 期%s；误差为 4 个自由度的 t 分布，尺度 %.1f%%（增速波动 %.1f%%）",
             "%sdata of %d whole years, %zu periods%s; the error is Student's t with 4 degrees of freedom, "
             "scale %.1f %% (unrest of growth %.1f %%)"),
        text, o->years, r->n_used, r->logs ? TEXT(v->lang, "，取对数", ", in logarithms") : "",
        100 * r->scale[r->m - 1] / (r->logs ? 1 : fabs(r->ytd[r->m - 1]) + 1e-300), 100 * r->unrest);
}

static const char *carried_how(const Viewer *v, const Outcome *o)
{
    if (!(o->scale > 0))
        return TEXT(v->lang, "按累计数推算；过去不足 3 年，不给区间",
                    "carried forward; fewer than 3 past years, no range");
    return arena_printf(v->arena,
                        TEXT(v->lang,
                             "逐期数据不全，按累计增速推算；误差由过去 %d 年此时推算的误差和通常的误差得出",
                             "periods are missing, so growth is carried forward; its error is from %d past "
                             "years at this point and from what is usual"),
                        o->years);
}

static const char *own_how(const Viewer *v, const Outcome *o)
{
    switch (o->kind) {
    case OUTCOME_LEVEL:
    case OUTCOME_BY_LEVEL:
    case OUTCOME_GROWTH:
        return engine_how(v, o);
    case OUTCOME_CARRIED_LEVEL:
    case OUTCOME_CARRIED:
        return carried_how(v, o);
    case OUTCOME_SERIES:
        return arena_printf(
            v->arena,
            TEXT(v->lang, "按组合预测（指数平滑、Theta 等）由 %d 年的逐期数推到年末",
                 "the combined forecast (exponential smoothing, Theta and others) of %d years' figures"),
            o->years);
    case OUTCOME_SETTLED:
        return TEXT(v->lang, "全年数已知", "the year is over");
    case OUTCOME_NONE:
        break;
    }
    return "";
}

const char *year_end_how(const Viewer *v, const Outcome *o)
{
    const char *own = own_how(v, o);

    if (!(o->adjust > 0))
        return own;
    return arena_printf(v->arena,
                        TEXT(v->lang, "%s；乘以 %.4f，使各镇街余下各期之和等于全市",
                             "%s; times %.4f, so that what is to come of the towns adds up to the city's"),
                        own, o->adjust);
}
