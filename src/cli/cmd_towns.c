/* towns: one indicator side by side in every town. */
#include "view/judging.h"

#include <math.h>

#include "cli/cmd_card.h"
#include "cli/json_out.h"
#include "cli/reading.h"
#include "render/text_table.h"

enum { WIDTH = 100 };

static void town_row(const Cli *c, TextTable *t, const Situation *s, Tone tone)
{
    const Outcome *o = &s->year_end.level;
    int decimals = s->indicator->decimals;
    double low = outcome_quantile(o, 0.1), high = outcome_quantile(o, 0.9);

    text_table_row(t);
    text_table_cell(t, tone, area_name(s->area, c->lang));
    text_table_cell(t, tone, show_figure(VIEWER(c), &s->level, false));
    text_table_cell(t, tone, show_figure(VIEWER(c), &s->growth, true));
    text_table_cell(t, tone, o->kind ? show(c->arena, o->mid, decimals) : "");
    text_table_cell(t, tone,
                    o->kind && !isnan(low) ? arena_printf(c->arena, "%s~%s", show(c->arena, low, decimals),
                                                          show(c->arena, high, decimals))
                                           : "");
}

static void towns_table(const Cli *c, const Towns *towns, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "地区", "area"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "数值", "value"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "同比%", "growth%"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "全年预计", "year-end"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "80%区间", "80% range"), ALIGN_LEFT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < towns->n; i++)
        town_row(c, t, &towns->parts[i], TONE_PLAIN);
    town_row(c, t, &towns->whole, TONE_STRONG);
    text_table_write(t, WIDTH, c->colour, out);
    buf_str(out,
            towns->adjusted
                ? TEXT(c->lang, "各镇街余下各期的预计之和等于全市；已公布的数不动。\n",
                       "What is to come of the towns adds up to the city's; what is published stays.\n")
                : TEXT(c->lang, "各镇街的预计没有与全市对平：有镇街没有预计，或这项指标不由各镇街相加。\n",
                       "The towns' forecasts were not made to add up: one has none, or towns are not "
                       "summed for this indicator.\n"));
}

bool run_towns(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    char title[PERIOD_TEXT_MAX];
    const Indicator *i;
    Outlook o;
    Towns towns;
    Period p;
    bool given;

    TRY(reading_period(c, &p, &given, e) && reading_open(c, &r, e));
    TRY(catalogue_find(&r.catalogue, str_of(c->operands[0]), &i, e));
    TRY(outlook_open(&r.known, &r.catalogue, c->arena, &o, e));
    TRY(given || card_latest_period(&o, r.city.self, &p, e));
    if (!i->towns)
        return ERR(e, ERR_INVALID, "“%s”不分镇街（indicators.csv 的 towns 列为 no）",
                   "\"%s\" is not counted by town (towns is no in indicators.csv)",
                   indicator_name(i, e->lang));
    TRY(towns_of(&o, i, p, &towns, e));
    if (cli_has(c, "json")) {
        Json j = cli_json_to(&out);
        towns_json(VIEWER(c), &towns, &j);
        return cli_json_write(&j, e);
    }
    period_title(p, towns.whole.basis, c->lang, title);
    buf_printf(&out, "%s (%s) %s\n\n", indicator_name(i, c->lang), i->unit, title);
    towns_table(c, &towns, &out);
    return cli_write(&out, e);
}
