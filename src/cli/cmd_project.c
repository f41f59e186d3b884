/* project list, show, league, lists, batches; invest: what is known of projects at the end of a month. */
#include <math.h>
#include <string.h>

#include "cli/json_out.h"
#include "cli/list_out.h"
#include "cli/project_door.h"
#include "render/text_table.h"
#include "view/project.h"

enum { WIDTH = 118 };

/* A column of a table on the terminal: the field of the rows that it shows. */
typedef struct ShownColumn {
    const char *field, *zh, *en;
    Align align;
    bool flexible;
} ShownColumn;

static Tone tone_of(const char *field, const char *text)
{
    ProjectLamp lamp;

    if (strcmp(field, "lamp_name") != 0)
        return TONE_PLAIN;
    for (lamp = PROJECT_GREEN; lamp < PROJECT_LAMPS; lamp++)
        if (strcmp(text, project_lamp_name(lamp, LANG_ZH)) == 0 ||
            strcmp(text, project_lamp_name(lamp, LANG_EN)) == 0)
            return lamp == PROJECT_GREEN ? TONE_GOOD : lamp == PROJECT_YELLOW ? TONE_FAIR : TONE_BAD;
    return TONE_PLAIN;
}

static void rows_table(const Cli *c, const Rows *rows, const ShownColumn *columns, size_t n, Buf *out)
{
    TableColumn *titles = NEW_N(c->arena, TableColumn, n);

    for (size_t k = 0; k < n; k++)
        titles[k] =
            (TableColumn){TEXT(c->lang, columns[k].zh, columns[k].en), columns[k].align, columns[k].flexible};
    TextTable *t = text_table_new(c->arena, titles, n);
    for (size_t i = 0; i < rows->n; i++) {
        text_table_row(t);
        for (size_t k = 0; k < n; k++) {
            const Field *f = row_field(&rows->items[i], columns[k].field);
            text_table_cell(t, tone_of(columns[k].field, f->text), f->text);
        }
    }
    text_table_write(t, WIDTH, c->colour, out);
}
#define ROWS_TABLE(c, rows, columns, out) rows_table((c), (rows), (columns), COUNT(columns), (out))

static const char *sample_note(const Cli *c, const Board *b)
{
    for (size_t i = 0; i < b->n; i++)
        if (b->projects[i].sample)
            return TEXT(c->lang, "含样本项目，非真实项目。\n",
                        "Sample projects are among them; they are not real.\n");
    return "";
}

/* ---- project list ---- */

static bool filter_of(const Cli *c, const Reading *r, BoardFilter *out, Err *e)
{
    const char *text = cli_value(c, "department"), *class_text = cli_value(c, "class"),
               *lamp = cli_value(c, "lamp");
    const Area *area = NULL;
    ProjectClass of;
    Unit u;

    *out = (BoardFilter){.leader = cli_value(c, "leader"), .late = cli_has(c, "late")};
    TRY(!cli_value(c, "area") || reading_area(c, r, &area, e));
    out->area = area ? area->code : NULL;
    TRY(!text || unit_find(&r->city, str_of(text), &u, e));
    if (text && !u.department)
        return ERR(e, ERR_INVALID, "“%s”不是部门", "\"%s\" is no department", text);
    out->department = text ? u.department->code : NULL;
    if (class_text && !project_class_parse(str_of(class_text), &of))
        return ERR(
            e, ERR_INVALID, "没有项目类别“%s”；有 industry、infrastructure、livelihood、ecology、platform",
            "there is no class \"%s\"; there are industry, infrastructure, livelihood, ecology, platform",
            class_text);
    out->class_code = class_text ? project_class_code(of) : NULL;
    return !lamp || project_lamp_parse(str_of(lamp), &out->lamp) ||
           ERR(e, ERR_INVALID, "--lamp 应为 green、yellow 或 red，而不是“%s”",
               "--lamp must be green, yellow or red, not \"%s\"", lamp);
}

static const ShownColumn list_columns[] = {
    {"code", "代码", "code", ALIGN_LEFT, false},
    {"name", "项目", "project", ALIGN_LEFT, true},
    {"plan_year", "年计划", "year's plan", ALIGN_RIGHT, false},
    {"done", "已完成", "completed", ALIGN_RIGHT, false},
    {"done_pct", "完成%", "done%", ALIGN_RIGHT, false},
    {"ahead_pp", "比时间进度", "vs time", ALIGN_RIGHT, false},
    {"year_end", "预计全年", "year's end", ALIGN_RIGHT, false},
    {"plan_probability", "达成概率", "chance", ALIGN_RIGHT, false},
    {"stage_name", "阶段", "stage", ALIGN_LEFT, false},
    {"lamp_name", "灯", "lamp", ALIGN_LEFT, false},
    {"reasons", "原因", "why", ALIGN_LEFT, true},
};

bool run_project_list(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    BoardFilter filter;
    ListFormat format;
    Forecasts f;
    size_t *which;

    TRY(list_format(c, &format, e) && project_forecasts(c, &r, &f, e) && filter_of(c, &r, &filter, e));
    size_t n = board_filter(f.board, &filter, &which);
    TRY(project_rows(VIEWER(c), &f, which, n, &rows, e));
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    ROWS_TABLE(c, &rows, list_columns, &out);
    buf_printf(&out,
               TEXT(c->lang, "%s：%zu 个项目，单位万元。全年预计%s。\n%s",
                    "%s: %zu projects, 10,000 yuan. The year's end: %s.\n%s"),
               show_period(c->arena, f.board->spec.month), n, forecast_year_words(&f, c->arena, c->lang),
               sample_note(c, f.board));
    return cli_write_to(c, &out, e);
}

/* ---- project show ---- */

static const ShownColumn light_columns[] = {{"lamp_name", "灯", "lamp", ALIGN_LEFT, false},
                                            {"counts", "计入", "counts", ALIGN_LEFT, false},
                                            {"reason", "原因", "why", ALIGN_LEFT, true}};
static const ShownColumn stage_columns[] = {
    {"name", "阶段", "stage", ALIGN_LEFT, true},
    {"planned", "计划", "planned", ALIGN_LEFT, false},
    {"forecast", "预计", "forecast", ALIGN_LEFT, false},
    {"actual", "实际", "actual", ALIGN_LEFT, false},
    {"early", "最早", "earliest", ALIGN_LEFT, false},
    {"slack", "余量(天)", "slack", ALIGN_RIGHT, false},
    {"delay", "推迟(天)", "delay", ALIGN_RIGHT, false},
    {"critical", "关键", "critical", ALIGN_LEFT, false},
    {"probability_by_plan", "按期概率", "in time", ALIGN_RIGHT, false}};
static const ShownColumn curve_columns[] = {
    {"month", "月份", "month", ALIGN_LEFT, false},
    {"plan", "计划", "plan", ALIGN_RIGHT, false},
    {"done", "完成", "completed", ALIGN_RIGHT, false},
    {"entered", "入统", "entered", ALIGN_RIGHT, false},
    {"plan_to_date", "累计计划", "plan to date", ALIGN_RIGHT, false},
    {"done_to_date", "累计完成", "done to date", ALIGN_RIGHT, false},
    {"entered_to_date", "累计入统", "entered to date", ALIGN_RIGHT, false}};
static const ShownColumn difficulty_columns[] = {{"difficulty", "困难", "difficulty", ALIGN_LEFT, true},
                                                 {"unit_name", "责任单位", "to clear", ALIGN_LEFT, false},
                                                 {"clear_by", "时限", "by", ALIGN_LEFT, false},
                                                 {"overdue", "逾期", "overdue", ALIGN_LEFT, false}};
static const ShownColumn value_columns[] = {
    {"budget", "BAC", "BAC", ALIGN_RIGHT, false},        {"planned", "PV", "PV", ALIGN_RIGHT, false},
    {"earned", "EV", "EV", ALIGN_RIGHT, false},          {"spent", "AC", "AC", ALIGN_RIGHT, false},
    {"spi", "SPI", "SPI", ALIGN_RIGHT, false},           {"cpi", "CPI", "CPI", ALIGN_RIGHT, false},
    {"at_completion", "EAC", "EAC", ALIGN_RIGHT, false}, {"tcpi", "TCPI", "TCPI", ALIGN_RIGHT, false}};

static const ShownColumn forecast_columns[] = {
    {"year_end", "预计全年", "year's end", ALIGN_RIGHT, false},
    {"low80", "80%下限", "80% low", ALIGN_RIGHT, false},
    {"high80", "80%上限", "80% high", ALIGN_RIGHT, false},
    {"plan_probability", "完成年计划的概率", "chance of the plan", ALIGN_RIGHT, false},
    {"end_median", "预计竣工", "end", ALIGN_LEFT, false},
    {"end_low80", "最早(80%)", "80% early", ALIGN_LEFT, false},
    {"end_high80", "最晚(80%)", "80% late", ALIGN_LEFT, false},
    {"end_by_plan_probability", "按期竣工的概率", "chance in time", ALIGN_RIGHT, false}};

typedef struct Part {
    const char *zh, *en;
    void (*rows)(const Viewer *v, const ProjectShown *x, Rows *out);
    const ShownColumn *columns;
    size_t n;
} Part;
static const Part parts[] = {
    {"阶段", "stages", project_stage_rows, stage_columns, COUNT(stage_columns)},
    {"投资", "investment", project_curve_rows, curve_columns, COUNT(curve_columns)},
    {"预计", "foreseen", project_forecast_row, forecast_columns, COUNT(forecast_columns)},
    {"困难", "difficulties", project_difficulty_rows, difficulty_columns, COUNT(difficulty_columns)},
    {"挣值", "earned value", project_value_row, value_columns, COUNT(value_columns)},
};

static void show_text(const Cli *c, const ProjectShown *x, Buf *out)
{
    const BoardProject *p = &x->board->projects[x->project];
    Rows lights = {.arena = c->arena};
    const ProjectLight *all;
    size_t n = board_lights(x->board, x->project, &all);

    buf_printf(out, "%s %s %s %s%s\n\n", p->code, p->name, project_class_name(p->of, c->lang),
               show_period(c->arena, x->board->spec.month),
               p->sample ? TEXT(c->lang, "（样本）", " (sample)") : "");
    project_light_rows(VIEWER(c), all, n, &lights);
    ROWS_TABLE(c, &lights, light_columns, out);
    for (size_t i = 0; i < COUNT(parts); i++) {
        Rows rows = {.arena = c->arena};
        parts[i].rows(VIEWER(c), x, &rows);
        if (!rows.n || (parts[i].rows == project_value_row && isnan(x->value.earned)))
            continue;
        buf_printf(out, "\n%s\n", TEXT(c->lang, parts[i].zh, parts[i].en));
        rows_table(c, &rows, parts[i].columns, parts[i].n, out);
    }
    buf_printf(out, TEXT(c->lang, "\n全年预计%s；日期%s。\n", "\nThe year's end: %s; days: %s.\n"),
               forecast_year_words(x->forecasts, c->arena, c->lang),
               forecast_end_words(x->forecasts, c->arena, c->lang));
    if (x->schedule.delay)
        buf_printf(out,
                   TEXT(c->lang, "\n按目前进展，%s 完成全部阶段，比计划 %s 差 %+d 天\n",
                        "\nAs it stands, all stages are reached on %s; planned was %s: %+d days\n"),
                   show_date(c->arena, x->schedule.early_end), show_date(c->arena, x->schedule.planned_end),
                   x->schedule.delay);
}

bool run_project_show(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    ProjectShown x;
    size_t project;
    Forecasts f;

    TRY(project_forecasts(c, &r, &f, e) && board_find(f.board, str_of(c->operands[0]), &project, e) &&
        project_shown(&f, project, &x, e));
    if (cli_has(c, "json")) {
        Json j = cli_json_to(&out);
        return project_json(VIEWER(c), &x, &j, e) && cli_json_write(&j, e);
    }
    show_text(c, &x, &out);
    return cli_write(&out, e);
}

/* ---- project league, project lists, project batches ---- */

static const ShownColumn league_columns[] = {{"place", "位次", "place", ALIGN_RIGHT, false},
                                             {"name", "单位", "unit", ALIGN_LEFT, true},
                                             {"n", "项目", "projects", ALIGN_RIGHT, false},
                                             {"plan_year", "年计划", "year's plan", ALIGN_RIGHT, false},
                                             {"done", "已完成", "completed", ALIGN_RIGHT, false},
                                             {"done_pct", "完成%", "done%", ALIGN_RIGHT, false},
                                             {"ahead_pp", "比时间进度", "vs time", ALIGN_RIGHT, false},
                                             {"start_pct", "开工率", "started%", ALIGN_RIGHT, false},
                                             {"entry_pct", "入库率", "entered%", ALIGN_RIGHT, false},
                                             {"red", "红", "red", ALIGN_RIGHT, false},
                                             {"yellow", "黄", "yellow", ALIGN_RIGHT, false},
                                             {"lamp_name", "灯", "lamp", ALIGN_LEFT, false}};

static bool scope_of(const Cli *c, LightScope *out, Err *e)
{
    const char *text = cli_value(c, "group");

    *out = SCOPE_AREA;
    for (size_t s = SCOPE_AREA; text && s < LIGHT_SCOPES; s++)
        if (strcmp(text, light_scope_code((LightScope)s)) == 0) {
            *out = (LightScope)s;
            return true;
        }
    return !text || ERR(e, ERR_INVALID, "--group 应为 area、department、class 或 leader，而不是“%s”",
                        "--group must be area, department, class or leader, not \"%s\"", text);
}

bool run_project_league(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    LeagueShown x;
    BoardGroup *groups, all;
    ListFormat format;
    Board b;

    TRY(list_format(c, &format, e) && scope_of(c, &x.by, e) && project_board(c, &r, &b, e) &&
        board_league(&b, x.by, &groups, &x.n, &all, e));
    x = (LeagueShown){&b, x.by, groups, x.n, &all};
    project_league_rows(VIEWER(c), &x, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    ROWS_TABLE(c, &rows, league_columns, &out);
    buf_str(&out, sample_note(c, &b));
    return cli_write_to(c, &out, e);
}

static const ShownColumn entry_columns[] = {{"code", "代码", "code", ALIGN_LEFT, false},
                                            {"name", "名称", "name", ALIGN_LEFT, true},
                                            {"reason", "因为", "why", ALIGN_LEFT, true}};

bool run_project_lists(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    BoardEntry *items;
    ListFormat format;
    size_t n;
    Board b;

    TRY(list_format(c, &format, e) && project_board(c, &r, &b, e) &&
        board_list(&b, c->operands[0], &items, &n, e));
    project_entry_rows(VIEWER(c), &(ListShown){&b, c->operands[0], items, n}, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    if (n)
        ROWS_TABLE(c, &rows, entry_columns, &out);
    else
        buf_printf(&out, TEXT(c->lang, "名单“%s”上没有\n", "nobody is on the list \"%s\"\n"), c->operands[0]);
    return cli_write_to(c, &out, e);
}

static const ShownColumn batch_columns[] = {{"name", "批次", "batch", ALIGN_LEFT, true},
                                            {"date", "日期", "date", ALIGN_LEFT, false},
                                            {"group_name", "分组", "group", ALIGN_LEFT, false},
                                            {"n", "项目", "projects", ALIGN_RIGHT, false},
                                            {"total", "总投资", "total", ALIGN_RIGHT, false},
                                            {"planned_year", "年计划", "year's plan", ALIGN_RIGHT, false},
                                            {"source", "来源", "source", ALIGN_LEFT, true}};

bool run_project_batches(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    ListFormat format;
    Records batches;

    TRY(list_format(c, &format, e) && reading_open(c, &r, e));
    TRY(project_table(r.s, &(RecordsKey){r.city.id, project_kind_code(KIND_BATCHES), r.known.as_of, 0},
                      c->arena, &batches, e));
    project_batch_rows(VIEWER(c), &batches, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    ROWS_TABLE(c, &rows, batch_columns, &out);
    return cli_write_to(c, &out, e);
}

/* ---- invest ---- */

static const ShownColumn indicator_columns[] = {{"name", "指标", "indicator", ALIGN_LEFT, true},
                                                {"n", "项目", "projects", ALIGN_RIGHT, false},
                                                {"plan_year", "年计划", "year's plan", ALIGN_RIGHT, false},
                                                {"done", "已完成", "completed", ALIGN_RIGHT, false},
                                                {"entered", "入统", "entered", ALIGN_RIGHT, false},
                                                {"figure", "指标累计", "figure", ALIGN_RIGHT, false},
                                                {"rest", "其余", "rest", ALIGN_RIGHT, false},
                                                {"needed", "全年还需", "needed", ALIGN_RIGHT, false},
                                                {"in_reach", "项目可带来", "in reach", ALIGN_RIGHT, false}};
static const ShownColumn pipeline_columns[] = {{"name", "阶段", "stage", ALIGN_LEFT, true},
                                               {"n", "项目", "projects", ALIGN_RIGHT, false},
                                               {"total", "总投资", "total", ALIGN_RIGHT, false},
                                               {"plan_year", "年计划", "year's plan", ALIGN_RIGHT, false},
                                               {"done", "已完成", "completed", ALIGN_RIGHT, false},
                                               {"entered", "入统", "entered", ALIGN_RIGHT, false}};
static const ShownColumn candidate_columns[] = {{"code", "代码", "code", ALIGN_LEFT, false},
                                                {"name", "项目", "project", ALIGN_LEFT, true},
                                                {"how_name", "怎样", "how", ALIGN_LEFT, false},
                                                {"amount", "可增", "amount", ALIGN_RIGHT, false},
                                                {"running", "累计", "running", ALIGN_RIGHT, false}};

static const ShownColumn total_columns[] = {
    {"n", "项目", "projects", ALIGN_RIGHT, false},
    {"plan", "年计划", "year's plan", ALIGN_RIGHT, false},
    {"done", "已完成", "completed", ALIGN_RIGHT, false},
    {"year_end", "预计全年", "year's end", ALIGN_RIGHT, false},
    {"low80", "80%下限", "80% low", ALIGN_RIGHT, false},
    {"high80", "80%上限", "80% high", ALIGN_RIGHT, false},
    {"plan_probability", "完成年计划的概率", "chance of the plan", ALIGN_RIGHT, false}};
static const ShownColumn worst_columns[] = {{"code", "代码", "code", ALIGN_LEFT, false},
                                            {"name", "项目", "project", ALIGN_LEFT, true},
                                            {"shortfall", "预计欠", "short by", ALIGN_RIGHT, false}};

static void total_text(const Cli *c, const InvestShown *s, Buf *out)
{
    Rows total = {.arena = c->arena}, worst = total;

    if (!s->total.n)
        return;
    forecast_total_row(VIEWER(c), s->forecasts, &s->total, &total);
    forecast_worst_rows(VIEWER(c), s->forecasts, &s->total, &worst);
    buf_str(out, TEXT(c->lang, "\n全年预计\n", "\nforeseen for the year\n"));
    ROWS_TABLE(c, &total, total_columns, out);
    if (worst.n) {
        buf_str(out, TEXT(c->lang, "\n最拖年计划的项目\n", "\nthe projects that cost the plan most\n"));
        ROWS_TABLE(c, &worst, worst_columns, out);
    }
    buf_printf(out, TEXT(c->lang, "\n全年预计%s。\n", "\nThe year's end: %s.\n"),
               forecast_year_words(s->forecasts, c->arena, c->lang));
}

static void invest_text(const Cli *c, const InvestShown *s, Buf *out)
{
    const Board *b = s->forecasts->board;
    const Invest *x = s->invest;
    Rows indicators = {.arena = c->arena}, stages = indicators, candidates = indicators;

    invest_indicator_rows(VIEWER(c), x, &indicators);
    invest_stage_rows(VIEWER(c), b, x, &stages);
    invest_candidate_rows(VIEWER(c), b, x, &candidates);
    buf_printf(out, TEXT(c->lang, "%s 有效投资，单位万元\n\n", "%s: effective investment, 10,000 yuan\n\n"),
               show_period(c->arena, b->spec.month));
    ROWS_TABLE(c, &indicators, indicator_columns, out);
    buf_str(out, TEXT(c->lang, "\n按阶段\n", "\nby stage\n"));
    ROWS_TABLE(c, &stages, pipeline_columns, out);
    buf_str(out, TEXT(c->lang, "\n哪些项目可以补上(年计划 − 入统)\n",
                      "\nwhich projects could bring it (year's plan - entered)\n"));
    ROWS_TABLE(c, &candidates, candidate_columns, out);
    total_text(c, s, out);
    buf_str(out, sample_note(c, b));
}

bool run_invest(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    InvestShown x;
    Forecasts f;
    size_t *all;

    TRY(project_forecasts(c, &r, &f, e));
    size_t n = board_filter(f.board, &(BoardFilter){0}, &all);
    TRY(invest_shown(&f, &(BoardPart){all, n, true}, &x, e));
    if (cli_has(c, "json")) {
        Json j = cli_json_to(&out);
        invest_json(VIEWER(c), &x, &j);
        return cli_json_write(&j, e);
    }
    invest_text(c, &x, &out);
    return cli_write(&out, e);
}
