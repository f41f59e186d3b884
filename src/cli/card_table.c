/* The card on a terminal, and as Markdown. */
#include "cli/cmd_card.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "render/text_table.h"

enum { WIDTH = 100, PARTS_SHOWN = 5 };

const char *show(Arena *a, double v, int decimals)
{
    char text[NUM_TEXT_MAX];

    if (isnan(v))
        return "";
    num_to_fixed(v, decimals, text);
    return arena_strdup(a, text);
}

const char *show_signed(Arena *a, double v, int decimals)
{
    const char *text = show(a, v, decimals);

    return *text && *text != '-' && v > 0 ? arena_printf(a, "+%s", text) : text;
}

const char *show_figure(const Cli *c, const Figure *f, bool is_signed)
{
    if (!f->known)
        return "";
    const char *text =
        is_signed ? show_signed(c->arena, f->value, f->decimals) : show(c->arena, f->value, f->decimals);
    return arena_printf(c->arena, "%s%s%s", text, f->computed ? "*" : "",
                        f->sample ? TEXT(c->lang, "样", "s") : "");
}

const char *show_target(Arena *a, const Progress *p)
{
    const Target *t = p->target;

    if (!t)
        return "";
    const char *value = show(a, t->value, t->decimals);
    const char *bound = t->relation == AT_MOST ? "≤" : "";
    if (t->measure == MEASURE_YOY)
        return arena_printf(a, "%s%s%%", *bound ? bound : t->value > 0 ? "+" : "", value);
    return arena_printf(a, "%s%s%s", t->measure == MEASURE_RANK ? "#" : "", bound, value);
}

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

    return r->years ? arena_printf(c->arena, "%s (%d/%d)", range, r->reached, r->years) : range;
}

static const char *year_end_text(const Cli *c, const Situation *s)
{
    const YearEnd *y = &s->year_end;
    bool growth = s->progress.target ? s->progress.target->measure == MEASURE_YOY : isnan(y->level);
    double mid = growth ? y->growth : y->level, low = growth ? y->growth_low : y->level_low;
    double high = growth ? y->growth_high : y->level_high;
    int decimals = growth ? 1 : s->indicator->decimals > 1 ? 1 : s->indicator->decimals;

    if (isnan(mid))
        return "";
    const char *unit = growth ? "%" : "", *mark = y->sample ? TEXT(c->lang, "样", "s") : "";
    const char *text = growth ? show_signed(c->arena, mid, decimals) : show(c->arena, mid, decimals);
    if (isnan(low))
        return arena_printf(c->arena, "%s%s%s", text, unit, mark);
    return arena_printf(c->arena, "%s%s%s [%s,%s]", text, unit, mark, show(c->arena, low, decimals),
                        show(c->arena, high, decimals));
}

static const char *light_text(const Cli *c, const Progress *p)
{
    if (p->light == LIGHT_NONE)
        return "";
    return arena_printf(c->arena, "%s %s", light_name(p->light, c->lang), show_signed(c->arena, p->lead, 1));
}

static void add_row(const Cli *c, TextTable *t, const Situation *s)
{
    bool two = cli_has(c, "two-year");

    text_table_row(t);
    text_table_cellf(t, TONE_PLAIN, "%s (%s)", indicator_name(s->indicator, c->lang), s->indicator->unit);
    text_table_cell(t, TONE_PLAIN, show_figure(c, &s->level, false));
    text_table_cell(t, TONE_PLAIN, show_figure(c, &s->growth, true));
    text_table_cell(t, TONE_DIM, show_signed(c->arena, s->change, 1));
    if (two)
        text_table_cell(t, TONE_PLAIN, show_figure(c, &s->average2, true));
    text_table_cellf(t, TONE_PLAIN, "%s%s", show_target(c->arena, &s->progress),
                     s->progress.target && s->progress.target->sample ? TEXT(c->lang, "样", "s") : "");
    text_table_cell(t, TONE_PLAIN, show(c->arena, s->progress.completion, 1));
    text_table_cell(t, tone_of(s->progress.light), light_text(c, &s->progress));
    text_table_cell(t, TONE_PLAIN, standing_text(c, &s->standing));
    text_table_cell(t, TONE_PLAIN, rest_text(c, &s->rest));
    text_table_cell(t, TONE_PLAIN, year_end_text(c, s));
}

static size_t columns_of(const Cli *c, TableColumn out[16])
{
    const TableColumn all[] = {{TEXT(c->lang, "指标", "indicator"), ALIGN_LEFT, true},
                               {TEXT(c->lang, "数值", "value"), ALIGN_RIGHT, false},
                               {TEXT(c->lang, "同比%", "growth"), ALIGN_RIGHT, false},
                               {TEXT(c->lang, "变化", "change"), ALIGN_RIGHT, false},
                               {TEXT(c->lang, "两年平均", "2-year"), ALIGN_RIGHT, false},
                               {TEXT(c->lang, "年度目标", "target"), ALIGN_RIGHT, false},
                               {TEXT(c->lang, "完成%", "done%"), ALIGN_RIGHT, false},
                               {TEXT(c->lang, "灯与差距", "light"), ALIGN_LEFT, false},
                               {TEXT(c->lang, "位次", "rank"), ALIGN_LEFT, false},
                               {TEXT(c->lang, "余下需增%", "rest needs"), ALIGN_LEFT, false},
                               {TEXT(c->lang, "全年预计", "year-end"), ALIGN_LEFT, false}};
    size_t n = 0;

    for (size_t i = 0; i < COUNT(all); i++)
        if (i != 4 || cli_has(c, "two-year"))
            out[n++] = all[i];
    return n;
}

/* The mark stands for what is behind the numbers, so it is explained under every table. */
static void legend(const Cli *c, const Card *card, bool markdown, Buf *out)
{
    const char *from = markdown ? "\n" : "";

    buf_printf(
        out, "%s%s", from,
        TEXT(c->lang,
             "变化:同比较上期增减的百分点。灯后为领先(+)或落后(-)的百分点(位次目标为名次)。* 由公布数计算。\n"
             "余下需增:其余月份比上年同期须增长的幅度(近年达到几次/"
             "几年)。全年预计:按累计增速推算,[80%区间]。\n",
             "change: of growth against the period before, in points. Behind the light: points (or places) "
             "ahead (+)\nor behind (-). * computed from published figures. rest needs: growth the remaining "
             "months need over\nthe same months of last year (times reached / years). year-end: growth "
             "carried forward [80 % range].\n"));
    if (card->sample)
        buf_str(out, TEXT(c->lang, "样:样本数据,不是统计部门公布的数。\n",
                          "s: a sample figure, not one that a statistical office published.\n"));
}

static void write_missing(const Cli *c, const Card *card, Buf *out)
{
    if (!card->n_missing)
        return;
    buf_str(out, TEXT(c->lang, "尚缺:", "missing: "));
    for (size_t i = 0; i < card->n_missing && i < 12; i++)
        buf_printf(out, "%s%s", i ? TEXT(c->lang, "、", ", ") : "",
                   indicator_name(card->missing[i], c->lang));
    if (card->n_missing > 12)
        buf_printf(out, TEXT(c->lang, "等%zu项", " and others, %zu in all"), card->n_missing);
    buf_str(out, TEXT(c->lang, "(qingyu missing 列出全部)\n", " (qingyu missing lists all)\n"));
}

static void write_contribution(const Cli *c, const Contribution *x, Buf *out)
{
    double others = 0;

    buf_printf(out, TEXT(c->lang, "拉动 %s %s%%%s:", "contributions to %s %s%%%s: "),
               indicator_name(x->indicator, c->lang), show_signed(c->arena, x->growth, 1),
               x->sample ? TEXT(c->lang, "(样)", " (s)") : "");
    for (size_t i = 0; i < x->n; i++) {
        const ContributionPart *p = &x->parts[i];
        if (i >= PARTS_SHOWN) {
            others += p->points;
            continue;
        }
        buf_printf(out, "%s%s %s", i ? TEXT(c->lang, ",", ", ") : "",
                   x->towns ? area_name(p->area, c->lang) : indicator_name(p->indicator, c->lang),
                   show_signed(c->arena, p->points, 2));
    }
    if (x->n > PARTS_SHOWN)
        buf_printf(out, TEXT(c->lang, ",其余%zu个 %s", ", %zu others %s"), x->n - PARTS_SHOWN,
                   show_signed(c->arena, others, 2));
    buf_printf(out, TEXT(c->lang, ",未分解 %s\n", ", residual %s\n"), show_signed(c->arena, x->residual, 2));
}

static void write_markdown_row(const Cli *c, const Situation *s, Buf *out)
{
    buf_printf(out, "| %s (%s) | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n",
               indicator_name(s->indicator, c->lang), s->indicator->unit, show_figure(c, &s->level, false),
               show_figure(c, &s->growth, true), show_signed(c->arena, s->change, 1),
               show_target(c->arena, &s->progress), show(c->arena, s->progress.completion, 1),
               light_text(c, &s->progress), standing_text(c, &s->standing), rest_text(c, &s->rest),
               year_end_text(c, s));
}

static void write_markdown(Cli *c, const Card *card, Buf *out)
{
    TableColumn columns[16];
    size_t n = columns_of(c, columns);

    for (size_t g = 0; g < card->n_groups; g++) {
        buf_printf(out, "\n### %s\n\n|", card->groups[g].name);
        for (size_t i = 0, k = 0; i < n; i++)
            if (!(cli_has(c, "two-year") && i == 4))
                buf_printf(out, " %s%s", columns[i].title, ++k < 10 ? " |" : " |\n");
        buf_str(out, "|---|---:|---:|---:|---:|---:|---|---|---|---|\n");
        for (size_t i = 0; i < card->groups[g].n; i++)
            write_markdown_row(c, &card->groups[g].rows[i], out);
    }
}

void card_write_table(Cli *c, const Card *card, bool markdown, Buf *out)
{
    TableColumn columns[16];
    size_t n = columns_of(c, columns);
    TextTable *t = text_table_new(c->arena, columns, n);

    if (markdown)
        buf_str(out, "## ");
    card_sentence(card, c->lang, out);
    buf_str(out, "\n\n");
    if (markdown)
        write_markdown(c, card, out);
    for (size_t g = 0; !markdown && g < card->n_groups; g++) {
        text_table_group(t, card->groups[g].name);
        for (size_t i = 0; i < card->groups[g].n; i++)
            add_row(c, t, &card->groups[g].rows[i]);
    }
    if (!markdown)
        text_table_write(t, WIDTH, c->colour, out);
    buf_char(out, '\n');
    for (size_t i = 0; i < card->n_contributions; i++)
        write_contribution(c, &card->contributions[i], out);
    write_missing(c, card, out);
    legend(c, card, markdown, out);
}
