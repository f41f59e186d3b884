#include "cli/drivers_table.h"

#include <math.h>

#include "render/text_table.h"

enum { WIDTH = 110, GROWTH_DECIMALS = 1, POINT_DECIMALS = 2, CHANGE_DECIMALS = 2 };

static const char *growth(const Cli *c, double v, int decimals)
{
    return show_signed(c->arena, v, decimals);
}

static const char *indented(const Cli *c, size_t depth, const char *text)
{
    return arena_printf(c->arena, "%*s%s", (int)depth * 2, "", text);
}

static void paragraph(const char *text, Buf *out)
{
    text_wrap(out, text, WIDTH);
    buf_char(out, '\n');
}

/* ---- the tree ---- */

/* A cell of each column: name, weight, growth, points, and behind an assumption growth, points, change. */
typedef struct Line {
    const char *name;
    double share, growth, points, then_growth, then_points;
    const char *status;
    Tone tone;
} Line;

static void tree_line(const Cli *c, TextTable *t, const Line *l, bool assumed)
{
    text_table_row(t);
    text_table_cell(t, l->tone, l->name);
    text_table_cell(t, l->tone, show(c->arena, l->share * 100, 1));
    text_table_cell(t, l->tone, growth(c, l->growth, assumed ? CHANGE_DECIMALS : GROWTH_DECIMALS));
    text_table_cell(t, l->tone, growth(c, l->points, POINT_DECIMALS));
    if (assumed) {
        bool moved = l->then_growth != l->growth && !isnan(l->then_growth);
        text_table_cell(t, moved ? TONE_STRONG : l->tone, growth(c, l->then_growth, CHANGE_DECIMALS));
        text_table_cell(t, l->tone, growth(c, l->then_points, POINT_DECIMALS));
        text_table_cell(t, l->tone, moved ? growth(c, l->then_growth - l->growth, CHANGE_DECIMALS) : "");
    }
    text_table_cell(t, TONE_DIM, l->status);
}

/* What does not add up stands behind the last part of its whole; innermost first. */
static void residual_lines(const Cli *c, TextTable *t, const DriversShown *d, const DriverPoints *now,
                           size_t i)
{
    const DriverTree *tree = d->state->tree;
    size_t next = i + 1 < tree->n ? tree->nodes[i + 1].depth : 0;

    for (size_t at = i; at != DRIVER_NONE; at = tree->nodes[at].parent) {
        const DriverNode *n = &tree->nodes[at];
        if (i + 1 < tree->n && n->depth < next)
            break;
        if (!n->n_parts)
            continue;
        const char *name = TEXT(c->lang, "残差", "residual");
        if (now->missing[at])
            name =
                arena_printf(c->arena, TEXT(c->lang, "残差（含 %zu 项未知）", "residual (%zu unknown in it)"),
                             now->missing[at]);
        Line l = {indented(c, n->depth + 1, name), NAN, NAN,     now->residual[at], NAN,
                  d->what_if->points.residual[at], "",  TONE_DIM};
        tree_line(c, t, &l, d->what_if->n > 0);
    }
}

static void tree_table(const Cli *c, const DriversShown *d, Buf *out)
{
    const DriverState *s = d->state;
    bool assumed = d->what_if->n > 0;
    const TableColumn plain[] = {{TEXT(c->lang, "部分", "part"), ALIGN_LEFT, true},
                                 {TEXT(c->lang, "权重%", "weight%"), ALIGN_RIGHT, false},
                                 {TEXT(c->lang, "增速%", "growth%"), ALIGN_RIGHT, false},
                                 {TEXT(c->lang, "拉动(点)", "points"), ALIGN_RIGHT, false},
                                 {TEXT(c->lang, "状态", "status"), ALIGN_LEFT, false}};
    const TableColumn both[] = {plain[0],
                                plain[1],
                                plain[2],
                                plain[3],
                                {TEXT(c->lang, "假设增速%", "what-if%"), ALIGN_RIGHT, false},
                                {TEXT(c->lang, "假设拉动", "points"), ALIGN_RIGHT, false},
                                {TEXT(c->lang, "变化(点)", "change"), ALIGN_RIGHT, false},
                                plain[4]};
    TextTable *t = text_table_new(c->arena, assumed ? both : plain, assumed ? COUNT(both) : COUNT(plain));
    DriverPoints now;

    drivers_points_new(s->tree, c->arena, &now);
    drivers_points(s->tree, drivers_values(s->share, s->tree->n, c->arena),
                   drivers_values(s->growth, s->tree->n, c->arena), &now);
    for (size_t i = 0; i < s->tree->n; i++) {
        const DriverNode *n = &s->tree->nodes[i];
        Line l = {indented(c, n->depth, driver_node_name(n, c->lang)),
                  s->share[i].value,
                  s->growth[i].value,
                  now.points[i],
                  d->what_if->growth[i],
                  d->what_if->points.points[i],
                  driver_figure_status_name(&s->growth[i], c->arena, c->lang),
                  n->n_parts ? TONE_STRONG : TONE_PLAIN};
        tree_line(c, t, &l, assumed);
        residual_lines(c, t, d, &now, i);
    }
    text_table_write(t, WIDTH, c->colour, out);
}

/* ---- what was assumed, what was asked ---- */

static void assumptions(const Cli *c, const DriversShown *d, Buf *out)
{
    const DriverTree *t = d->state->tree;
    const char *text = "";

    for (size_t i = 0; i < d->what_if->n; i++) {
        const DriverChange *x = &d->what_if->changes[i];
        text = arena_printf(c->arena, TEXT(c->lang, "%s%s%s%s%s%s", "%s%s%s %s%s%s"), text,
                            *text ? TEXT(c->lang, "，", ", ") : "", change_name(t, x, c->lang),
                            x->absolute ? TEXT(c->lang, "增速为", "at ") : TEXT(c->lang, "变动", "by "),
                            show_signed(c->arena, x->value, CHANGE_DECIMALS),
                            x->absolute ? "%" : TEXT(c->lang, "个百分点", " points"));
    }
    paragraph(arena_printf(c->arena, TEXT(c->lang, "【%s】假设：%s", "[%s] Assumed: %s"),
                           what_if_notice(c->lang), text),
              out);
    if (d->what_if->n_lost)
        paragraph(
            arena_printf(c->arena,
                         TEXT(c->lang, "有 %zu 处变动传不到总量：没有权重，或其上级的增速是直接假设的。",
                              "%zu changes do not reach the total: a weight is unknown, or a level above "
                              "was assumed itself."),
                         d->what_if->n_lost),
            out);
}

static void answer(const Cli *c, const DriversShown *d, Buf *out)
{
    const DriverTree *t = d->state->tree;
    const Solved *x = d->solved;

    if (!x)
        return;
    paragraph(arena_printf(
                  c->arena,
                  TEXT(c->lang,
                       "要使%s增长 %s%%，其余按预计，%s要增长 %s%%（预计 %s%%，差 %s 个百分点；它每变 1 点，"
                       "总量变 %s 点）。",
                       "For %s to grow by %s %%, all else as forecast, %s must grow by %s %% (forecast %s "
                       "%%, %s points apart; one point of it moves the total by %s)."),
                  driver_node_name(&t->nodes[0], c->lang), show(c->arena, d->ask->goal, CHANGE_DECIMALS),
                  change_name(t, &d->ask->of, c->lang), show(c->arena, x->growth, CHANGE_DECIMALS),
                  show(c->arena, x->now, CHANGE_DECIMALS),
                  show_signed(c->arena, x->growth - x->now, CHANGE_DECIMALS), show(c->arena, x->slope, 3)),
              out);
}

static void tornado_table(const Cli *c, const DriversShown *d, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "驱动", "driver"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "变动(点)", "moved by"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "总量低%", "total low%"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "总量高%", "total high%"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "幅度(点)", "swing"), ALIGN_RIGHT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < d->n_tornado; i++) {
        const TornadoRow *r = &d->tornado[i];
        bool known = !isnan(r->step);
        text_table_row(t);
        text_table_cell(t, TONE_PLAIN, change_name(d->state->tree, &r->of, c->lang));
        text_table_cell(t, TONE_PLAIN,
                        known ? arena_printf(c->arena, "±%s", show(c->arena, r->step, CHANGE_DECIMALS)) : "");
        text_table_cell(t, TONE_PLAIN, show(c->arena, r->low, CHANGE_DECIMALS));
        text_table_cell(t, TONE_PLAIN, show(c->arena, r->high, CHANGE_DECIMALS));
        text_table_cell(t, TONE_PLAIN, show(c->arena, r->swing, CHANGE_DECIMALS));
    }
    buf_printf(out, TEXT(c->lang, "哪个驱动影响大（%s）\n", "Which driver matters most (%s)\n"),
               what_if_notice(c->lang));
    text_table_write(t, WIDTH, c->colour, out);
}

static void waterfall_table(const Cli *c, const Waterfall *w, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "部分", "part"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "原拉动", "before"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "现拉动", "after"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "变化", "change"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "权重所致", "by weight"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "增速所致", "by growth"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "残差变化", "residual"), ALIGN_RIGHT, false}};
    const DriverTree *tree = w->to->tree;
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));
    char from[PERIOD_TEXT_MAX], to[PERIOD_TEXT_MAX];

    for (size_t i = 0; i < tree->n; i++) {
        const DriverNode *n = &tree->nodes[i];
        Tone tone = n->n_parts ? TONE_STRONG : TONE_PLAIN;
        const double v[] = {w->before[i],    w->after[i],     w->change[i],
                            w->by_weight[i], w->by_growth[i], n->n_parts ? w->residual[i] : NAN};
        text_table_row(t);
        text_table_cell(t, tone, indented(c, n->depth, driver_node_name(n, c->lang)));
        for (size_t k = 0; k < COUNT(v); k++)
            text_table_cell(t, tone, show_signed(c->arena, v[k], POINT_DECIMALS));
    }
    period_title(w->from->period, BASIS_YTD, c->lang, from);
    period_title(w->to->period, BASIS_YTD, c->lang, to);
    buf_printf(out, TEXT(c->lang, "从%s到%s，各部分拉动的变化（点）\n", "From %s to %s, in points\n"), from,
               to);
    text_table_write(t, WIDTH, c->colour, out);
    buf_char(out, '\n');
}

static void method_text(const Cli *c, const DriverState *s, Buf *out)
{
    const char *residual = s->year_end ? TEXT(c->lang, "各项分别预计，合不拢的是残差，假设时不变。",
                                              "each growth is foreseen by itself; what does not fit is the "
                                              "residual, which stays as it is.")
                                       : TEXT(c->lang, "残差是公布增速四舍五入与口径差，不摊到各部分。",
                                              "the residual is rounding and coverage, and is not spread.");

    paragraph(arena_printf(c->arena,
                           TEXT(c->lang, "权重是上年%s现价占比；拉动＝权重×增速；%s",
                                "Weights are last year's shares%s at current prices; points are weight times "
                                "growth; %s"),
                           s->year_end ? TEXT(c->lang, "全年", " of the year")
                                       : TEXT(c->lang, "同期", " of the same months"),
                           residual),
              out);
}

void drivers_table(const Cli *c, const DriversShown *d, Buf *out)
{
    const DriverState *s = d->state;
    char title[PERIOD_TEXT_MAX];

    period_title(s->period, BASIS_YTD, c->lang, title);
    buf_printf(out, "%s %s %s%s\n\n", area_name(s->area, c->lang),
               driver_node_name(&s->tree->nodes[0], c->lang), title,
               s->year_end ? TEXT(c->lang, "，全年预计", ", year-end as foreseen") : "");
    if (d->what_if->n)
        assumptions(c, d, out);
    answer(c, d, out);
    tree_table(c, d, out);
    method_text(c, s, out);
    if (s->sample)
        paragraph(TEXT(c->lang, "含样本数据，非公布数。",
                       "Sample figures are among these; they were not published."),
                  out);
    if (d->waterfall)
        waterfall_table(c, d->waterfall, out);
    tornado_table(c, d, out);
    if (d->saved)
        buf_printf(out,
                   TEXT(c->lang, "\n已存为情景 %lld“%s”，审计第 %lld 条\n",
                        "\nsaved as scenario %lld \"%s\", audit entry %lld\n"),
                   (long long)d->saved->id, d->saved->name, (long long)d->saved->audit_seq);
}

/* ---- scenarios ---- */

void scenarios_table(const Cli *c, const Scenario *items, size_t n, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "编号", "no."), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "情景", "scenario"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "时期", "period"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "原增速%", "growth%"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "假设增速%", "what-if%"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "假设", "assumed"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "谁", "by"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "何时", "at"), ALIGN_LEFT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (size_t i = 0; i < n; i++) {
        const Scenario *s = &items[i];
        const char *all = "";
        for (size_t k = 0; k < s->n_changes; k++)
            all = arena_printf(c->arena, "%s%s%s", all, k ? " " : "", s->changes[k]);
        text_table_row(t);
        text_table_cellf(t, TONE_PLAIN, "%lld", (long long)s->id);
        text_table_cell(t, TONE_PLAIN, s->name);
        text_table_cellf(t, TONE_PLAIN, "%s%s", show_period(c->arena, s->period),
                         s->year_end ? TEXT(c->lang, " 全年", " year") : "");
        text_table_cell(t, TONE_PLAIN, growth(c, s->n_rows ? s->rows[0].before : NAN, CHANGE_DECIMALS));
        text_table_cell(t, TONE_PLAIN, growth(c, s->n_rows ? s->rows[0].after : NAN, CHANGE_DECIMALS));
        text_table_cell(t, TONE_PLAIN, all);
        text_table_cell(t, TONE_PLAIN, s->by);
        text_table_cell(t, TONE_DIM, s->at);
    }
    text_table_write(t, WIDTH, c->colour, out);
    buf_printf(out, "%s\n", what_if_notice(c->lang));
}

void compared_table(const Cli *c, const Scenario *items, size_t n, Buf *out)
{
    TableColumn *columns = NEW_N(c->arena, TableColumn, 1 + 2 * n);
    ScenarioCompared *rows;
    size_t n_rows;

    columns[0] = (TableColumn){TEXT(c->lang, "部分", "part"), ALIGN_LEFT, false};
    for (size_t k = 0; k < n; k++) {
        columns[1 + 2 * k] = (TableColumn){items[k].name, ALIGN_RIGHT, true};
        columns[2 + 2 * k] = (TableColumn){TEXT(c->lang, "拉动", "points"), ALIGN_RIGHT, false};
    }
    TextTable *t = text_table_new(c->arena, columns, 1 + 2 * n);
    scenario_compare(items, n, c->arena, &rows, &n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        text_table_row(t);
        text_table_cell(t, TONE_PLAIN, rows[i].code);
        for (size_t k = 0; k < n; k++) {
            const ScenarioRow *r = rows[i].of[k];
            text_table_cell(t, TONE_PLAIN, growth(c, r ? r->after : NAN, CHANGE_DECIMALS));
            text_table_cell(t, TONE_PLAIN, growth(c, r ? r->points : NAN, POINT_DECIMALS));
        }
    }
    text_table_write(t, WIDTH, c->colour, out);
    buf_printf(out, "%s\n", what_if_notice(c->lang));
}
