/* score: assessing a period, what was kept, why, what differs, what if. */
#include "cli/acting.h"
#include "cli/json_out.h"
#include "cli/list_out.h"
#include "cli/reading.h"
#include "view/score.h"
#include "view/score_feed.h"

/* ---- which computation ---- */

static bool number_option(const Cli *c, const char *option, int64_t *out, Err *e)
{
    const char *text = cli_value(c, option);

    *out = 0;
    return !text || cli_number(text, out, e);
}

/* --scheme and --period, and what else a run is made of. */
static bool run_spec(Cli *c, RunSpec *out, Err *e)
{
    bool given;

    *out = (RunSpec){.scheme = cli_value(c, "scheme"),
                     .no_sample = cli_has(c, "no-sample"),
                     .title = cli_value(c, "title"),
                     .hold_bounds = cli_has(c, "hold-bounds")};
    TRY(reading_period(c, &out->period, &given, e) && cli_date(c, "as-of", &out->as_of, e) &&
        number_option(c, "corrects", &out->corrects, e) && number_option(c, "appeal", &out->appeal, e));
    return (given && out->scheme) ||
           ERR(e, ERR_INVALID, "请用 --scheme 和 --period 指明办法和时期；如：%s",
               "name a scheme and a period with --scheme and --period; for example: %s", c->command->example);
}

/* The run that was kept last. */
static bool last_run(const Reading *r, Arena *a, int64_t *id, Err *e)
{
    ScoreRun *runs;
    size_t n;

    TRY(run_list(r->s, r->city.id, a, &runs, &n, e));
    if (!n)
        return ERR(e, ERR_NOT_FOUND, "还没有考核；先 qingyu score run，或用 --scheme 和 --period 试算",
                   "there is no run yet; make one with qingyu score run, or try --scheme and --period");
    *id = runs[n - 1].id;
    return true;
}

/* A kept run (--run, else the last) computed again, or a draft of --scheme and --period. */
static bool compute(Cli *c, const Reading *r, RunContext *out, Err *e)
{
    int64_t id;
    ScoreRun run;
    RunSpec spec;

    TRY(number_option(c, "run", &id, e) && (id || cli_value(c, "scheme") || last_run(r, c->arena, &id, e)));
    if (id)
        return run_find(r->s, r->city.id, id, c->arena, &run, e) &&
               score_recompute(r->s, &run, c->arena, out, e);
    TRY(run_spec(c, &spec, e));
    spec.feed = score_feed_new(r->s, r->city.id, c->arena);
    return score_draft(r->s, &spec, c->arena, out, e);
}

/* ---- run, show ---- */

static bool show_result(const Cli *c, const ScoreResult *r, Err *e)
{
    static const ListColumn columns[] = {
        {"class", "类", "class", ALIGN_LEFT, false},      {"place", "名次", "place", ALIGN_RIGHT, false},
        {"name", "单位", "unit", ALIGN_LEFT, true},       {"total", "总分", "total", ALIGN_RIGHT, false},
        {"unknown", "缺", "unknown", ALIGN_RIGHT, false}, {"lists", "名单", "lists", ALIGN_LEFT, false},
        {"gate", "门槛", "gate", ALIGN_LEFT, false}};
    AUTO(buf_free) Buf out = cli_buf();
    Rows rows = {.arena = c->arena};
    const ListTable table = {columns, COUNT(columns), ""};

    if (cli_has(c, "json")) {
        Json j = cli_json_to(&out);
        score_json(VIEWER(c), &(ScoreShown){.result = r}, &j);
        return cli_json_write(&j, e);
    }
    score_total_rows(VIEWER(c), r, &rows);
    if (!cli_value(c, "format")) {
        rows_sort(&rows, "place", false);
        rows_sort(&rows, "class", false);
    }
    return list_show(c, &rows, &table, e);
}

static bool draft(Cli *c, RunSpec *spec, Err *e)
{
    AUTO(reading_close) Reading r = {0};
    RunContext *x = NEW(c->arena, RunContext);

    TRY(reading_open(c, &r, e));
    spec->feed = score_feed_new(r.s, r.city.id, c->arena);
    return score_draft(r.s, spec, c->arena, x, e) && show_result(c, &x->result, e);
}

bool run_score_run(Cli *c, Err *e)
{
    AUTO(acting_close) Acting a = {0};
    Rows rows = {.arena = c->arena};
    RunSpec spec;
    ScoreRun run;

    TRY(run_spec(c, &spec, e));
    if (cli_has(c, "dry-run"))
        return draft(c, &spec, e);
    TRY(acting_open(c, &a, e));
    spec.feed = score_feed_new(a.s, a.city.id, c->arena);
    TRY(score_run(a.s, &spec, &a.intake, c->arena, &run, e));
    if (cli_value(c, "format")) {
        RunContext *x = NEW(c->arena, RunContext);
        return score_recompute(a.s, &run, c->arena, x, e) && show_result(c, &x->result, e);
    }
    run_rows(&run, 1, NULL, 0, &rows);
    return cli_tell(
        c, &rows,
        arena_printf(
            c->arena,
            TEXT(c->lang,
                 "第 %lld 次考核：%s 第 %lld 版，%s，%lld 行，审计第 %lld 条；qingyu score show %lld\n",
                 "run %lld: %s version %lld, %s, %lld lines, audit entry %lld; qingyu score show "
                 "%lld\n"),
            (long long)run.id, run.scheme, (long long)run.version, show_period(c->arena, run.period),
            (long long)run.n_lines, (long long)run.audit_seq, (long long)run.id),
        e);
}

bool run_score_show(Cli *c, Err *e)
{
    AUTO(reading_close) Reading r = {0};
    RunContext *x = NEW(c->arena, RunContext);
    ScoreRun run;
    int64_t id;

    return cli_number(c->operands[0], &id, e) && reading_open(c, &r, e) &&
           run_find(r.s, r.city.id, id, c->arena, &run, e) && score_recompute(r.s, &run, c->arena, x, e) &&
           show_result(c, &x->result, e);
}

bool run_score_list(Cli *c, Err *e)
{
    static const ListColumn columns[] = {{"run", "次", "run", ALIGN_RIGHT, false},
                                         {"scheme", "办法", "scheme", ALIGN_LEFT, false},
                                         {"version", "版", "version", ALIGN_RIGHT, false},
                                         {"period", "时期", "period", ALIGN_LEFT, false},
                                         {"kind", "种类", "kind", ALIGN_LEFT, false},
                                         {"corrects", "更正", "corrects", ALIGN_RIGHT, false},
                                         {"title", "标题", "title", ALIGN_LEFT, true},
                                         {"shown_from", "晾晒", "shown from", ALIGN_LEFT, false},
                                         {"by", "谁", "by", ALIGN_LEFT, true},
                                         {"at", "何时", "at", ALIGN_LEFT, false}};
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    RunPublication *shown;
    size_t n, n_shown;
    ScoreRun *runs;

    TRY(reading_open(c, &r, e) && run_list(r.s, r.city.id, c->arena, &runs, &n, e) &&
        publication_list(r.s, r.city.id, c->arena, &shown, &n_shown, e));
    run_rows(runs, n, shown, n_shown, &rows);
    const ListTable table = {columns, COUNT(columns),
                             TEXT(c->lang, "还没有存档的考核", "no run is kept yet")};
    return list_show(c, &rows, &table, e);
}

/* ---- why, compare, what-if ---- */

bool run_score_why(Cli *c, Err *e)
{
    AUTO(reading_close) Reading r = {0};
    AUTO(buf_free) Buf out = cli_buf();
    RunContext *x = NEW(c->arena, RunContext);
    size_t unit, item;
    ScoreWhy why;

    TRY(reading_open(c, &r, e) && compute(c, &r, x, e) &&
        score_find_unit(&x->result, str_of(c->operands[0]), &unit, e) &&
        scheme_find_item(&x->scheme, str_of(c->operands[1]), &item, e) &&
        score_why(&x->result, unit, item, c->arena, &why, e));
    if (cli_has(c, "json")) {
        Json j = cli_json_to(&out);
        score_why_json(VIEWER(c), &why, &j);
        return cli_json_write(&j, e);
    }
    score_why_text(VIEWER(c), &why, &out);
    return cli_write(&out, e);
}

bool run_score_compare(Cli *c, Err *e)
{
    static const ListColumn columns[] = {
        {"unit", "单位", "unit", ALIGN_LEFT, false},         {"item", "项", "item", ALIGN_LEFT, false},
        {"before", "原分", "before", ALIGN_RIGHT, false},    {"after", "现分", "after", ALIGN_RIGHT, false},
        {"cause_name", "因为", "because", ALIGN_LEFT, true}, {"what", "什么", "of what", ALIGN_LEFT, true},
        {"what_before", "原为", "from", ALIGN_RIGHT, false}, {"what_after", "现为", "to", ALIGN_RIGHT, false},
        {"number", "提交", "no.", ALIGN_RIGHT, false}};
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    ScoreComparison x;
    int64_t a, b;

    TRY(cli_number(c->operands[0], &a, e) && cli_number(c->operands[1], &b, e) && reading_open(c, &r, e) &&
        score_compare(r.s, a, b, c->arena, &x, e));
    score_change_rows(VIEWER(c), &(ScoreNames){&r.city, NULL}, &x, &rows);
    const ListTable table = {columns, COUNT(columns), TEXT(c->lang, "没有不同", "nothing differs")};
    return list_show(c, &rows, &table, e);
}

bool run_score_what_if(Cli *c, Err *e)
{
    static const ListColumn columns[] = {
        {"name", "项", "item", ALIGN_LEFT, true},       {"reading", "数", "figure", ALIGN_LEFT, true},
        {"value", "现在", "now", ALIGN_RIGHT, false},   {"unit", "单位", "unit", ALIGN_LEFT, false},
        {"step", "加", "step", ALIGN_RIGHT, false},     {"gain", "总分多", "gain", ALIGN_RIGHT, false},
        {"total", "总分", "total", ALIGN_RIGHT, false}, {"place", "名次", "place", ALIGN_RIGHT, false}};
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    RunContext *x = NEW(c->arena, RunContext);
    ScoreStep *steps;
    size_t unit, n;

    TRY(reading_open(c, &r, e) && compute(c, &r, x, e) &&
        score_find_unit(&x->result, str_of(c->operands[0]), &unit, e) &&
        score_what_if(&x->result, unit, c->arena, &steps, &n, e));
    score_step_rows(VIEWER(c), &x->result, steps, n, &rows);
    const ListTable table = {columns, COUNT(columns),
                             TEXT(c->lang, "没有可动的数", "nothing is known that could move")};
    return list_show(c, &rows, &table, e);
}
