/* missing and revisions: what is not in yet, and what became known otherwise. */

#include "base/number.h"
#include "cli/json_out.h"
#include "cli/reading.h"
#include "render/text_table.h"
#include "view/lists.h"

enum { WIDTH = 100 };

/* ---- missing ---- */

static bool missing_json(Cli *c, const Reading *r, const MissingList *list, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    Json j = cli_json_to(&out);
    Rows rows = {.arena = c->arena};

    missing_rows(VIEWER(c), &r->city, list, &rows);
    rows_json(&rows, &j);
    return cli_json_write(&j, e);
}

static void missing_table(const Cli *c, const Reading *r, const MissingList *list, Buf *out)
{
    const MissingFigure *m = list->items;
    size_t n = list->n;
    const TableColumn columns[] = {{TEXT(c->lang, "单位", "unit"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "指标", "indicator"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "还缺", "missing of"), ALIGN_LEFT, true}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0, k; i < n; i = k) {
        AUTO(buf_free) Buf areas = cli_buf();
        const Department *d = city_department(&r->city, m[i].indicator->department);
        for (k = i; k < n && m[k].indicator == m[i].indicator; k++)
            buf_printf(&areas, "%s%s%s", k > i ? TEXT(c->lang, "、", ", ") : "",
                       area_name(m[k].area, c->lang),
                       m[k].forecast_only ? TEXT(c->lang, "（只有预计）", " (forecast only)") : "");
        text_table_row(t);
        text_table_cell(t, TONE_PLAIN, d ? department_name(d, c->lang) : m[i].indicator->department);
        text_table_cell(t, TONE_PLAIN, indicator_name(m[i].indicator, c->lang));
        text_table_cell(t, TONE_PLAIN, buf_cstr(&areas));
    }
    text_table_write(t, WIDTH, c->colour, out);
}

bool run_missing(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    char title[PERIOD_TEXT_MAX];
    MissingList list;
    Period p;
    bool given;

    TRY(reading_period(c, &p, &given, e));
    if (!given)
        return ERR(e, ERR_INVALID, "请用 --period 指明时期，如 qingyu missing --period 2021-06",
                   "name a period, e.g. qingyu missing --period 2021-06");
    TRY(reading_open(c, &r, e) && missing_figures(&r.known, &r.catalogue, p, c->arena, &list, e));
    if (cli_has(c, "json"))
        return missing_json(c, &r, &list, e);
    period_title(p, BASIS_MONTH, c->lang, title);
    if (list.n)
        missing_table(c, &r, &list, &out);
    buf_printf(&out, TEXT(c->lang, "%s还缺 %zu 个数\n", "%s: %zu figures are missing\n"), title, list.n);
    return cli_write(&out, e);
}

/* ---- revisions ---- */

static const char *value_text(const Cli *c, const Fact *f)
{
    char text[NUM_TEXT_MAX];

    num_to_fixed(f->value, f->decimals, text);
    return f->status == STATUS_PUBLISHED ? arena_strdup(c->arena, text)
                                         : arena_printf(c->arena, TEXT(c->lang, "%s（%s）", "%s (%s)"), text,
                                                        status_name(f->status, c->lang));
}

static const char *what_text(const Cli *c, const Fact *f)
{
    char period[PERIOD_TEXT_MAX];

    period_text(f->period, period);
    return arena_printf(c->arena, "%s %s %s", period, basis_name(f->basis, c->lang),
                        measure_name(f->measure, c->lang));
}

static bool revisions_json(Cli *c, const RevisionList *list, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    Json j = cli_json_to(&out);
    Rows rows = {.arena = c->arena};

    revision_rows(VIEWER(c), list, &rows);
    rows_json(&rows, &j);
    return cli_json_write(&j, e);
}

bool run_revisions(Cli *c, Err *e)
{
    const TableColumn columns[] = {{TEXT(c->lang, "得知", "known on"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "指标", "indicator"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "地区", "area"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "时期", "period"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "原为", "from"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "改为", "to"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "报送", "by"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "提交", "no."), ALIGN_RIGHT, false}};
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    char known[DATE_TEXT_MAX];
    RevisionList list;
    int since;

    TRY(cli_date(c, "since", &since, e) && reading_open(c, &r, e));
    TRY(revisions_since(&r.known, &r.catalogue, since, c->arena, &list, e));
    const Revision *x = list.items;
    size_t n = list.n;
    if (cli_has(c, "json"))
        return revisions_json(c, &list, e);
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));
    for (size_t i = 0; i < n; i++) {
        date_text(x[i].now.known_on, known);
        text_table_row(t);
        text_table_cell(t, TONE_PLAIN, known);
        text_table_cell(t, TONE_PLAIN, x[i].indicator ? indicator_name(x[i].indicator, c->lang) : "?");
        text_table_cell(t, TONE_PLAIN, x[i].area ? area_name(x[i].area, c->lang) : "?");
        text_table_cell(t, TONE_PLAIN, what_text(c, &x[i].now));
        text_table_cell(t, TONE_PLAIN, value_text(c, &x[i].before));
        text_table_cell(t, TONE_STRONG, value_text(c, &x[i].now));
        text_table_cell(t, TONE_PLAIN, x[i].by);
        text_table_cellf(t, TONE_DIM, "%lld", (long long)x[i].now.submission);
    }
    if (n)
        text_table_write(t, WIDTH, c->colour, &out);
    buf_printf(&out, TEXT(c->lang, "共 %zu 处修订\n", "%zu revisions\n"), n);
    return cli_write(&out, e);
}
