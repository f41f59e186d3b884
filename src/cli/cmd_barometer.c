/* barometer: where a composite stands, what it consists of, and what its calls were worth. */
#include "view/barometer.h"

#include <math.h>

#include "cli/json_out.h"
#include "cli/list_out.h"
#include "cli/reading.h"
#include "outlook/card.h"
#include "render/text_table.h"

enum { WIDTH = 110, MONTHS_SHOWN = 12, LEAST_CALLS = 24 };

static void part_table(const Cli *c, const Barometer *b, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "组成", "component"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "权重", "weight"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "现值%", "now%"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "标准分", "z"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "对指数(点)", "points"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "已知月数", "months"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "先行", "lead"), ALIGN_LEFT, true}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < b->n_parts; i++) {
        const BarometerPart *p = &b->parts[i];
        text_table_row(t);
        text_table_cell(t, TONE_PLAIN, indicator_name(p->indicator, c->lang));
        text_table_cell(t, TONE_PLAIN, show(c->arena, p->weight, 1));
        text_table_cell(t, TONE_PLAIN, show_figure(VIEWER(c), &p->figure, true));
        text_table_cell(t, TONE_PLAIN, show_signed(c->arena, p->z, 2));
        text_table_cell(t, TONE_PLAIN, show_signed(c->arena, p->points, 1));
        text_table_cellf(t, TONE_DIM, "%zu", p->n_known);
        text_table_cell(t, TONE_DIM, p->lead);
    }
    text_table_write(t, WIDTH, c->colour, out);
}

static void month_table(const Cli *c, const Barometer *b, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "月份", "month"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "指数", "index"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "对照%", "target%"), ALIGN_RIGHT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = b->n > MONTHS_SHOWN ? b->n - MONTHS_SHOWN : 0; i < b->n; i++) {
        if (isnan(b->index[i]) && isnan(b->held[i]))
            continue;
        text_table_row(t);
        text_table_cell(t, TONE_PLAIN, show_period(c->arena, barometer_month(b, i)));
        text_table_cell(t, TONE_PLAIN, show(c->arena, b->index[i], 1));
        text_table_cell(t, TONE_PLAIN, show_signed(c->arena, b->held[i], 1));
    }
    buf_char(out, '\n');
    text_table_write(t, WIDTH, c->colour, out);
}

/* What its record says, small numbers as what they are. */
static void record_text(const Cli *c, const Barometer *b, Buf *out)
{
    const char *target = indicator_name(b->target, c->lang);
    int best = b->lead.best;

    if (best < 0 && !b->calls.n) {
        buf_printf(out,
                   TEXT(c->lang, "记录：数据太短，还不能说它领先不领先“%s”\n",
                        "Record: too short to tell whether it leads \"%s\"\n"),
                   target);
        return;
    }
    if (best >= 0)
        buf_printf(
            out,
            TEXT(c->lang,
                 "记录：与“%s”相关最强在领先 %d 个月，相关系数 %.2f（%zu 个月）；13 个里挑最大的，偏乐观\n",
                 "Record: closest to \"%s\" with a lead of %d months, correlation %.2f (%zu months); the "
                 "greatest of 13, which flatters\n"),
            target, best, b->lead.at[best].r, b->lead.at[best].pairs);
    if (b->calls.n)
        buf_printf(out,
                   TEXT(c->lang, "%d 个月后升还是降：说对 %.0f%%（“照上月走”说对 %.0f%%），共 %zu 次%s\n",
                        "Higher in %d months or not: right in %.0f %% (\"as last month\" in %.0f %%) of %zu "
                        "calls%s\n"),
                   BAROMETER_CALL_MONTHS, 100 * barometer_hits(b), 100 * barometer_base_hits(b), b->calls.n,
                   b->calls.n < LEAST_CALLS ? TEXT(c->lang, "，次数太少，不足为凭", ", too few to rely on")
                                            : "");
}

static void barometer_table(const Cli *c, const Barometer *b, Buf *out)
{
    char title[PERIOD_TEXT_MAX];

    period_title(b->period, BASIS_YTD, c->lang, title);
    buf_printf(out, "%s %s %s\n\n", area_name(b->area, c->lang), barometer_name(b, c->lang), title);
    if (isnan(b->now))
        buf_str(out, TEXT(c->lang, "指数未知：本月已知的指标不到一半权重\n\n",
                          "The index is not known: less than half of the weight is known this month\n\n"));
    else
        buf_printf(
            out,
            TEXT(c->lang, "%.1f（100 为近 %zu 个月的均值，10 为一个标准差） %s，上月 %s\n\n",
                 "%.1f (100 is the mean of the last %zu months, 10 a standard deviation), %s, before %s\n\n"),
            b->now, b->window, b->band ? TEXT(c->lang, b->band->zh, b->band->en) : "",
            isnan(b->before) ? "-" : show(c->arena, b->before, 1));
    part_table(c, b, out);
    month_table(c, b, out);
    buf_char(out, '\n');
    record_text(c, b, out);
    if (b->sample)
        buf_str(out, TEXT(c->lang, "含样本数据，非公布数。\n",
                          "Sample figures are among these; they were not published.\n"));
}

static bool find(Cli *c, Reading *r, Barometer *b, Err *e)
{
    Findings fs = {.arena = c->arena, .lang = c->lang};
    AUTO(buf_free) Buf text = cli_buf();
    BarometerKey key = {.code = c->n ? c->operands[0] : NULL};
    Outlook *o = NEW(c->arena, Outlook);
    bool given;

    TRY(reading_period(c, &key.period, &given, e) && reading_open(c, r, e) &&
        reading_area(c, r, &key.area, e) && outlook_open(&r->known, &r->catalogue, c->arena, o, e));
    TRY(given || card_latest_period(o, key.area, &key.period, e));
    if (barometer_of(o, &key, &fs, b, e))
        return true;
    for (size_t i = 0; i < fs.n; i++) {
        finding_line(&fs.items[i], c->lang, &text);
        buf_char(&text, '\n');
    }
    fputs(buf_cstr(&text), stderr);
    return false;
}

bool run_barometer(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    ListFormat format;
    Barometer b;

    TRY(list_format(c, &format, e) && find(c, &r, &b, e));
    if (format == LIST_JSON) {
        Json j = cli_json_to(&out);
        barometer_json(VIEWER(c), &b, &j);
        buf_char(&out, '\n');
        return cli_write_to(c, &out, e);
    }
    barometer_month_rows(VIEWER(c), &b, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    barometer_table(c, &b, &out);
    return cli_write_to(c, &out, e);
}
