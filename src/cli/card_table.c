/* The card on a terminal, and as Markdown. */
#include "cli/cmd_card.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "render/text_table.h"
#include "view/year_end_words.h"

enum { WIDTH = 100, PARTS_SHOWN = 5 };

static Tone tone_of(Light l)
{
    static const Tone tones[] = {[LIGHT_NONE] = TONE_PLAIN,
                                 [LIGHT_RED] = TONE_BAD,
                                 [LIGHT_YELLOW] = TONE_FAIR,
                                 [LIGHT_GREEN] = TONE_GOOD};

    return tones[l];
}

static const char *standing_text(const Cli *c, const Standing *s)
{
    if (!s->place)
        return "";
    const char *of = s->of ? arena_printf(c->arena, "/%d", s->of) : "";
    int move = s->before ? s->before - s->place : 0;
    const char *moved = move ? arena_printf(c->arena, " %s%d", move > 0 ? "↑" : "↓", abs(move)) : "";

    return arena_printf(c->arena, "%d%s%s%s%s", s->place, of, s->published ? "" : "*",
                        s->sample ? TEXT(c->lang, "样", "s") : "", moved);
}

static const char *rest_text(const Cli *c, const Rest *r)
{
    if (isnan(r->low))
        return "";
    const char *low = show_signed(c->arena, r->low, 1), *high = show_signed(c->arena, r->high, 1);
    const char *mid = show_signed(c->arena, (r->low + r->high) / 2, 1);
    const char *range =
        strcmp(low, high) == 0 || r->high - r->low < 0.15 ? mid : arena_printf(c->arena, "%s~%s", low, high);

    return range;
}

/* The year's end in the measure of the target: level or growth. */
typedef struct EndText {
    const char *mid, *range;
} EndText;

static EndText year_end_text(const Cli *c, const Situation *s)
{
    bool growth;
    const Outcome *o = year_end_shown(s, &growth);
    double low = outcome_quantile(o, 0.1), high = outcome_quantile(o, 0.9);
    int decimals = growth ? 1 : s->indicator->decimals > 1 ? 1 : s->indicator->decimals;
    const char *unit = growth && s->indicator->growth_at != GROWTH_POINTS ? "%" : "";

    if (isnan(o->mid) || o->kind == OUTCOME_NONE)
        return (EndText){"", ""};
    const char *text = growth ? show_signed(c->arena, o->mid, decimals) : show(c->arena, o->mid, decimals);
    EndText out = {arena_printf(c->arena, "%s%s%s", text, unit, o->sample ? TEXT(c->lang, "样", "s") : ""),
                   ""};
    if (!isnan(low) && o->kind != OUTCOME_SETTLED)
        out.range =
            arena_printf(c->arena, "%s~%s", show(c->arena, low, decimals), show(c->arena, high, decimals));
    return out;
}

static const char *chance_cell(const Cli *c, const Situation *s)
{
    return year_end_chance(VIEWER(c), s);
}

static const char *light_text(const Cli *c, const Progress *p)
{
    if (p->light == LIGHT_NONE)
        return "";
    return arena_printf(c->arena, "%s %s", light_name(p->light, c->lang), show_signed(c->arena, p->lead, 1));
}

/* ---- the two tables: how it stands, and what the rest of the year is to bring ---- */

typedef const char *CellText(const Cli *c, const Situation *s);

static const char *name_cell(const Cli *c, const Situation *s)
{
    return arena_printf(c->arena, "%s (%s)", indicator_name(s->indicator, c->lang), s->indicator->unit);
}

static const char *short_name_cell(const Cli *c, const Situation *s)
{
    return indicator_name(s->indicator, c->lang);
}

static const char *level_cell(const Cli *c, const Situation *s)
{
    return show_figure(VIEWER(c), &s->level, false);
}

static const char *growth_cell(const Cli *c, const Situation *s)
{
    return show_figure(VIEWER(c), &s->growth, true);
}

static const char *change_cell(const Cli *c, const Situation *s)
{
    return show_signed(c->arena, s->change, 1);
}

static const char *average_cell(const Cli *c, const Situation *s)
{
    return show_figure(VIEWER(c), &s->average2, true);
}

static const char *target_cell(const Cli *c, const Situation *s)
{
    bool sample = s->progress.target && s->progress.target->sample;

    return arena_printf(c->arena, "%s%s", show_target(c->arena, &s->progress),
                        sample ? TEXT(c->lang, "样", "s") : "");
}

static const char *completion_cell(const Cli *c, const Situation *s)
{
    return show(c->arena, s->progress.completion, 1);
}

static const char *light_cell(const Cli *c, const Situation *s)
{
    return light_text(c, &s->progress);
}

static const char *standing_cell(const Cli *c, const Situation *s)
{
    return standing_text(c, &s->standing);
}

static const char *amount_cell(const Cli *c, const Situation *s)
{
    return show(c->arena, s->rest.amount, s->indicator->decimals);
}

static const char *rest_cell(const Cli *c, const Situation *s)
{
    return rest_text(c, &s->rest);
}

static const char *reached_cell(const Cli *c, const Situation *s)
{
    if (!s->rest.years)
        return "";
    return arena_printf(c->arena, TEXT(c->lang, "%d年中%d年", "%2$d of %1$d"), s->rest.years,
                        s->rest.reached);
}

static const char *end_cell(const Cli *c, const Situation *s)
{
    return year_end_text(c, s).mid;
}

static const char *range_cell(const Cli *c, const Situation *s)
{
    return year_end_text(c, s).range;
}

typedef struct CardColumn {
    const char *zh, *en;
    Align align;
    bool flexible, optional; /* optional: only with --two-year */
    CellText *text;
} CardColumn;

static const CardColumn standing_columns[] = {
    {"指标", "indicator", ALIGN_LEFT, true, false, name_cell},
    {"数值", "value", ALIGN_RIGHT, false, false, level_cell},
    {"同比%", "growth%", ALIGN_RIGHT, false, false, growth_cell},
    {"变化", "change", ALIGN_RIGHT, false, false, change_cell},
    {"两年平均%", "2-year%", ALIGN_RIGHT, false, true, average_cell},
    {"年度目标", "target", ALIGN_RIGHT, false, false, target_cell},
    {"完成%", "done%", ALIGN_RIGHT, false, false, completion_cell},
    {"灯与差距", "light", ALIGN_LEFT, false, false, light_cell},
    {"位次", "rank", ALIGN_LEFT, false, false, standing_cell},
};

static const CardColumn ahead_columns[] = {
    {"指标", "indicator", ALIGN_LEFT, true, false, short_name_cell},
    {"年度目标", "target", ALIGN_RIGHT, false, false, target_cell},
    {"还差", "remaining", ALIGN_RIGHT, false, false, amount_cell},
    {"余下须增%", "rest needs%", ALIGN_RIGHT, false, false, rest_cell},
    {"以往达到", "reached", ALIGN_LEFT, false, false, reached_cell},
    {"全年预计", "year-end", ALIGN_RIGHT, false, false, end_cell},
    {"80%区间", "80% range", ALIGN_LEFT, false, false, range_cell},
    {"完成概率", "chance", ALIGN_LEFT, false, false, chance_cell},
};
enum { COLUMNS_MAX = 12 };

static bool is_shown(const Cli *c, const CardColumn *k)
{
    return !k->optional || cli_has(c, "two-year");
}

static bool is_row(const Situation *s, bool ahead)
{
    return !ahead || (s->progress.target && (s->year_end.level.kind || s->year_end.growth.kind));
}

static void text_rows(const Cli *c, const CardGroup *g, const CardColumn *k, size_t n, bool ahead,
                      TextTable *t)
{
    bool named = ahead;

    for (size_t i = 0; i < g->n; i++) {
        if (!is_row(&g->rows[i], ahead))
            continue;
        if (!named)
            text_table_group(t, TEXT(c->lang, g->name, g->name_en));
        named = true;
        text_table_row(t);
        for (size_t j = 0; j < n; j++)
            if (is_shown(c, &k[j]))
                text_table_cell(t, k[j].text == light_cell ? tone_of(g->rows[i].progress.light) : TONE_PLAIN,
                                k[j].text(c, &g->rows[i]));
    }
}

static void text_table(Cli *c, const Card *card, const CardColumn *k, size_t n, bool ahead, Buf *out)
{
    TableColumn columns[COLUMNS_MAX];
    size_t shown = 0;

    for (size_t j = 0; j < n; j++)
        if (is_shown(c, &k[j]))
            columns[shown++] = (TableColumn){TEXT(c->lang, k[j].zh, k[j].en), k[j].align, k[j].flexible};
    TextTable *t = text_table_new(c->arena, columns, shown);
    for (size_t g = 0; g < card->n_groups; g++)
        text_rows(c, &card->groups[g], k, n, ahead, t);
    text_table_write(t, WIDTH, c->colour, out);
    buf_char(out, '\n');
}

static void markdown_row(const Cli *c, const Situation *s, const CardColumn *k, size_t n, Buf *out)
{
    buf_char(out, '|');
    for (size_t j = 0; j < n; j++)
        if (is_shown(c, &k[j]))
            buf_printf(out, " %s |", k[j].text(c, s));
    buf_char(out, '\n');
}

static void markdown_table(Cli *c, const Card *card, const CardColumn *k, size_t n, bool ahead, Buf *out)
{
    buf_char(out, '|');
    for (size_t j = 0; j < n; j++)
        if (is_shown(c, &k[j]))
            buf_printf(out, " %s |", TEXT(c->lang, k[j].zh, k[j].en));
    buf_str(out, "\n|");
    for (size_t j = 0; j < n; j++)
        if (is_shown(c, &k[j]))
            buf_str(out, k[j].align == ALIGN_RIGHT ? "---:|" : "---|");
    buf_char(out, '\n');
    for (size_t g = 0; g < card->n_groups; g++)
        for (size_t i = 0; i < card->groups[g].n; i++)
            if (is_row(&card->groups[g].rows[i], ahead))
                markdown_row(c, &card->groups[g].rows[i], k, n, out);
    buf_char(out, '\n');
}

static void paragraph(Buf *text, bool markdown, Buf *out)
{
    if (markdown)
        buf_printf(out, "%s\n\n", buf_cstr(text));
    else
        text_wrap(out, buf_cstr(text), WIDTH);
    buf_clear(text);
}

/* The mark stands for what is behind the numbers, so it is explained under every table. */
static void legend(const Cli *c, const Card *card, bool markdown, Buf *out)
{
    AUTO(buf_free) Buf text = cli_buf();

    buf_str(&text,
            TEXT(c->lang,
                 "变化：同比较上期增减的百分点。灯后为领先（+）或落后（-）的百分点，位次目标为名次。* "
                 "由公布数计算。"
                 "余下须增：要完成目标，其余月份比上年同期须增长的幅度；以往达到：过去几年中有几年的这几个月"
                 "达到过。"
                 "全年预计：由过去各年逐期数预测，数据不全时按累计增速推算；完成概率：达到年度目标的可能性。",
                 "change: of growth against the period before, in points. Behind the light: points (or "
                 "places) ahead (+) or behind (-). * computed from published figures. rest needs: growth "
                 "that the remaining months need over the same months of last year; reached: in how many "
                 "past years. year-end: foreseen from the periods of past years, or growth carried forward "
                 "where these are missing; chance: of meeting the target."));
    if (card->sample)
        buf_str(&text, TEXT(c->lang, "样：样本数据，不是统计部门公布的数。",
                            " s: a sample figure, not one that a statistical office published."));
    paragraph(&text, markdown, out);
}

static void write_missing(const Cli *c, const Card *card, Buf *out)
{
    if (!card->n_missing)
        return;
    buf_str(out, TEXT(c->lang, "尚缺：", "missing: "));
    for (size_t i = 0; i < card->n_missing && i < 12; i++)
        buf_printf(out, "%s%s", i ? TEXT(c->lang, "、", ", ") : "",
                   indicator_name(card->missing[i], c->lang));
    if (card->n_missing > 12)
        buf_printf(out, TEXT(c->lang, "等%zu项", " and others, %zu in all"), card->n_missing);
    buf_str(out, TEXT(c->lang, "（qingyu missing 列出全部）", " (qingyu missing lists all)"));
}

static void write_contribution(const Cli *c, const Contribution *x, Buf *out)
{
    double others = 0;

    buf_printf(out, TEXT(c->lang, "拉动 %s %s%%%s：", "contributions to %s %s%%%s: "),
               indicator_name(x->indicator, c->lang), show_signed(c->arena, x->growth, 1),
               x->sample ? TEXT(c->lang, "（样）", " (s)") : "");
    for (size_t i = 0; i < x->n; i++) {
        const ContributionPart *p = &x->parts[i];
        if (i >= PARTS_SHOWN) {
            others += p->points;
            continue;
        }
        buf_printf(out, "%s%s %s", i ? TEXT(c->lang, "，", ", ") : "",
                   x->towns ? area_name(p->area, c->lang) : indicator_name(p->indicator, c->lang),
                   show_signed(c->arena, p->points, 2));
    }
    if (x->n > PARTS_SHOWN)
        buf_printf(out, TEXT(c->lang, "，其余%zu个 %s", ", %zu others %s"), x->n - PARTS_SHOWN,
                   show_signed(c->arena, others, 2));
    buf_printf(out, TEXT(c->lang, "，未分解 %s", ", residual %s"), show_signed(c->arena, x->residual, 2));
}

void card_write_table(Cli *c, const Card *card, bool markdown, Buf *out)
{
    void (*table)(Cli *, const Card *, const CardColumn *, size_t, bool, Buf *) =
        markdown ? markdown_table : text_table;
    AUTO(buf_free) Buf text = cli_buf();
    bool ahead = false;

    for (size_t g = 0; g < card->n_groups; g++)
        for (size_t i = 0; i < card->groups[g].n; i++)
            ahead = ahead || is_row(&card->groups[g].rows[i], true);
    buf_str(out, markdown ? "## " : "");
    card_sentence(card, c->lang, &text);
    paragraph(&text, markdown, out);
    buf_char(out, '\n');
    table(c, card, standing_columns, COUNT(standing_columns), false, out);
    if (ahead)
        table(c, card, ahead_columns, COUNT(ahead_columns), true, out);
    for (size_t i = 0; i < card->n_contributions; i++) {
        write_contribution(c, &card->contributions[i], &text);
        paragraph(&text, markdown, out);
    }
    write_missing(c, card, &text);
    paragraph(&text, markdown, out);
    legend(c, card, markdown, out);
}
