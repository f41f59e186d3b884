/* judge and record: judgements are published and kept; and what became of them. */
#include <math.h>

#include "cli/cmd_card.h"
#include "cli/json_out.h"
#include "cli/reading.h"
#include "render/text_table.h"
#include "view/judging.h"
#include "view/year_end_words.h"

enum { WIDTH = 100 };

/* The number as the target has it: growth with one decimal, a level with the indicator's. */
static const char *number(Arena *a, const Judged *j, double v)
{
    if (j->measure == MEASURE_VALUE)
        return show(a, v, j->indicator->decimals);
    return isnan(v) ? "" : arena_printf(a, "%s%%", show_signed(a, v, 1));
}

static const char *goal_text(Arena *a, const Judged *j)
{
    if (j->measure == MEASURE_RANK)
        return arena_printf(a, "#%.0f", j->goal);
    const char *text = j->measure == MEASURE_VALUE ? show(a, j->goal, j->indicator->decimals)
                                                   : arena_printf(a, "%s%%", show_signed(a, j->goal, 1));
    return j->relation == AT_MOST ? arena_printf(a, "≤%s", text) : text;
}

static const char *name_text(const Cli *c, const Judged *j)
{
    return arena_printf(c->arena, "%s%s", indicator_name(j->indicator, c->lang),
                        j->sample ? TEXT(c->lang, "（样）", " (s)") : "");
}

static const char *range_text(Arena *a, const Judged *j)
{
    if (isnan(j->low))
        return "";
    int decimals = j->measure == MEASURE_VALUE ? j->indicator->decimals : 1;
    return arena_printf(a, "%s~%s", show(a, j->low, decimals), show(a, j->high, decimals));
}

static void judge_table(const Cli *c, const Card *card, const Judged *rows, size_t n, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "指标", "indicator"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "目标", "target"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "完成概率", "chance"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "全年预计", "year-end"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "80%区间", "80% range"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "部门预计", "department"), ALIGN_RIGHT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));
    size_t at = 0;

    for (size_t g = 0; g < card->n_groups; g++)
        for (size_t i = 0; i < card->groups[g].n && at < n; i++) {
            const Situation *s = &card->groups[g].rows[i];
            const Judged *j = &rows[at];
            if (s->indicator != j->indicator)
                continue;
            at++;
            text_table_row(t);
            text_table_cell(t, TONE_PLAIN, name_text(c, j));
            text_table_cell(t, TONE_PLAIN, goal_text(c->arena, j));
            text_table_cell(t, TONE_PLAIN, year_end_chance(VIEWER(c), s));
            text_table_cell(t, TONE_PLAIN, number(c->arena, j, j->mid));
            text_table_cell(t, TONE_PLAIN, range_text(c->arena, j));
            text_table_cell(t, TONE_PLAIN, number(c->arena, j, j->department));
        }
    text_table_write(t, WIDTH, c->colour, out);
}

static bool last_submission(const Reading *r, Arena *a, int64_t *id, Err *e)
{
    SubmissionRow *rows;
    size_t n;

    TRY(submission_list(r->s, r->city.id, a, &rows, &n, e));
    *id = n ? rows[n - 1].id : 0;
    return true;
}

typedef struct Judging {
    Cli *c;
    Reading r;
    Outlook o;
    Card card;
    Judged *rows;
    size_t n;
    Receipt receipt;
} Judging;

static void judging_end(Judging *j)
{
    reading_close(&j->r);
}

/* Ends the reading first: a reader keeps the writer out of a store that is not in WAL mode. */
static bool keep(Judging *j, Err *e)
{
    const char *by = cli_value(j->c, "by");
    Intake intake = {.city = j->o.city->id,
                     .by = by ? by : "local",
                     .received_at = cli_now(j->c->arena),
                     .known_on = j->rows[0].judged_on};
    AUTO(store_close) Store *s = NULL;

    reading_close(&j->r);
    TRY(store_open(j->c->store, STORE_WRITE, &s, e));
    Outlook writing = j->o;
    writing.s = s;
    writing.known.s = s;
    writing.known.as_of = 0;
    return record_add(&writing, &(RecordAdd){&intake, j->rows, j->n}, &j->receipt, e);
}

static void tell_kept(const Judging *j, Buf *out)
{
    if (!j->receipt.submission) {
        buf_str(out, TEXT(j->c->lang, "只看，没有存档\n", "shown only, nothing was kept\n"));
        return;
    }
    buf_printf(out,
               TEXT(j->c->lang,
                    "已存档 %zu 项判断：第 %lld 号提交，审计第 %lld 条；结果出来后用 qingyu record 看对错\n",
                    "%zu judgements are on record: submission %lld, audit entry %lld; qingyu record tells "
                    "what became of them\n"),
               j->n, (long long)j->receipt.submission, (long long)j->receipt.audit_seq);
}

static bool judge(Judging *j, Err *e)
{
    Cli *c = j->c;
    const Area *area;
    Period p;
    int64_t data;
    bool given;

    TRY(reading_period(c, &p, &given, e) && reading_open(c, &j->r, e) && reading_area(c, &j->r, &area, e));
    TRY(outlook_open(&j->r.known, &j->r.catalogue, c->arena, &j->o, e));
    TRY(given || card_latest_period(&j->o, area, &p, e));
    TRY(card_of(&j->o, area, p, &j->card, e) && last_submission(&j->r, c->arena, &data, e));
    record_of_card(&j->o, &j->card, cli_today(), data, &j->rows, &j->n);
    if (!j->n)
        return ERR(e, ERR_NOT_FOUND, "这一时期没有可以判断的目标；先导入目标和数据",
                   "no target can be judged for this period; import targets and figures first");
    return true;
}

bool run_judge(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(judging_end) Judging j = {.c = c};

    TRY(judge(&j, e));
    TRY(cli_has(c, "dry-run") || keep(&j, e));
    if (cli_has(c, "json")) {
        Json out_j = cli_json_to(&out);
        Rows rows = {.arena = c->arena};
        judged_rows(VIEWER(c), j.rows, NULL, j.n, &rows);
        rows_json(&rows, &out_j);
        return cli_json_write(&out_j, e);
    }
    judge_table(c, &j.card, j.rows, j.n, &out);
    buf_str(&out, "\n");
    tell_kept(&j, &out);
    return cli_write(&out, e);
}

/* ---- record ---- */

static void score_text(const Cli *c, const RecordScore *s, Buf *out)
{
    Arena *a = c->arena;

    buf_printf(out,
               TEXT(c->lang, "存档的判断 %zu 项，已有结果 %zu 项。\n",
                    "%zu judgements on record, the result of %zu is known.\n"),
               s->n, s->n_settled);
    if (!s->n_settled)
        return;
    buf_printf(out,
               TEXT(c->lang, "概率的平均平方误差（Brier，0 最好）：%s；只看时间进度 %s；按增速推算 %s\n",
                    "mean square error of the probability (Brier, 0 is best): %s; time progress says %s; "
                    "growth carried forward %s\n"),
               show(a, s->brier, 3), show(a, s->brier_time, 3), show(a, s->brier_carried, 3));
    if (s->n_ranges)
        buf_printf(out,
                   TEXT(c->lang, "80%%区间包含结果：%2$zu 项中 %1$zu 项\n",
                        "80 %% ranges that held the result: %zu of %zu\n"),
                   s->n_inside, s->n_ranges);
    if (!isnan(s->error))
        buf_printf(out,
                   TEXT(c->lang, "全年预计的平均误差（水平为%%，增速为百分点）：%s；按增速推算 %s\n",
                        "mean error of the year's end (levels in %%, growth in points): %s; growth carried "
                        "forward %s\n"),
                   show(a, s->error, 2), show(a, s->error_carried, 2));
    if (s->n_department)
        buf_printf(out,
                   TEXT(c->lang, "部门预计过的 %zu 项：部门 %s，本系统 %s\n",
                        "of the %zu that departments foresaw: they %s, we %s\n"),
                   s->n_department, show(a, s->error_department, 2), show(a, s->error_beside, 2));
}

/* Said and happened, side by side: a bar of ten marks each. */
static void reliability_table(const Cli *c, const RecordScore *s, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "说的概率", "said"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "平均", "mean"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "实际完成", "happened"), ALIGN_RIGHT, false},
                                   {"", ALIGN_LEFT, false},
                                   {TEXT(c->lang, "项数", "number"), ALIGN_RIGHT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));

    for (int b = 0; b < RECORD_BINS; b++) {
        if (!s->bins[b].n)
            continue;
        double happened = (double)s->bins[b].met / (double)s->bins[b].n;
        char bar[31] = "";
        for (int i = 0; i < (int)(happened * 10 + 0.5); i++)
            memcpy(bar + 3 * i, "█", 4);
        text_table_row(t);
        text_table_cellf(t, TONE_PLAIN, "%d–%d%%", b * 20, b * 20 + 20);
        text_table_cellf(t, TONE_PLAIN, "%.0f%%", 100 * s->bins[b].said);
        text_table_cellf(t, TONE_PLAIN, "%.0f%%", 100 * happened);
        text_table_cell(t, TONE_PLAIN, bar);
        text_table_cellf(t, TONE_PLAIN, "%zu", s->bins[b].n);
    }
    text_table_write(t, WIDTH, c->colour, out);
}

static const char *met_text(const Cli *c, const RecordResult *r)
{
    if (r->met < 0)
        return TEXT(c->lang, "未知", "open");
    return r->met ? TEXT(c->lang, "完成", "met") : TEXT(c->lang, "未完成", "missed");
}

static void record_table(const Cli *c, const Judged *rows, const RecordResult *results, size_t n, Buf *out)
{
    const TableColumn columns[] = {{TEXT(c->lang, "判断日期", "judged on"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "时期", "period"), ALIGN_LEFT, false},
                                   {TEXT(c->lang, "指标", "indicator"), ALIGN_LEFT, true},
                                   {TEXT(c->lang, "目标", "target"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "概率", "chance"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "全年预计", "year-end"), ALIGN_RIGHT, false},
                                   {TEXT(c->lang, "结果", "result"), ALIGN_RIGHT, false},
                                   {"", ALIGN_LEFT, false}};
    TextTable *t = text_table_new(c->arena, columns, COUNT(columns));
    char date[DATE_TEXT_MAX], period[PERIOD_TEXT_MAX];

    for (size_t i = 0; i < n; i++) {
        const Judged *j = &rows[i];
        Tone tone = results[i].met < 0 ? TONE_DIM : results[i].met ? TONE_GOOD : TONE_BAD;
        date_text(j->judged_on, date);
        period_text(j->period, period);
        text_table_row(t);
        text_table_cell(t, TONE_PLAIN, date);
        text_table_cell(t, TONE_PLAIN, period);
        text_table_cell(t, TONE_PLAIN, name_text(c, j));
        text_table_cell(t, TONE_PLAIN, goal_text(c->arena, j));
        text_table_cell(t, TONE_PLAIN, show_probability(c->arena, j->probability));
        text_table_cell(t, TONE_PLAIN, number(c->arena, j, j->mid));
        text_table_cell(t, TONE_PLAIN,
                        j->measure == MEASURE_RANK ? show(c->arena, results[i].value, 0)
                                                   : number(c->arena, j, results[i].value));
        text_table_cell(t, tone, met_text(c, &results[i]));
    }
    text_table_write(t, WIDTH, c->colour, out);
}

typedef struct Kept {
    const Judged *rows;
    const RecordResult *results;
    size_t n;
} Kept;

static bool record_data(Cli *c, const Kept *k, const RecordScore *score, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    Json j = cli_json_to(&out);
    Rows rows = {.arena = c->arena};

    judged_rows(VIEWER(c), k->rows, k->results, k->n, &rows);
    record_json(&rows, score, &j);
    return cli_json_write(&j, e);
}

bool run_record(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Outlook o;
    Judged *rows;
    RecordScore score;
    size_t n;

    TRY(reading_open(c, &r, e) && outlook_open(&r.known, &r.catalogue, c->arena, &o, e));
    TRY(record_load(&o, &rows, &n, e));
    RecordResult *results = NEW_N(c->arena, RecordResult, n + 1);
    TRY(record_score(&o, rows, n, results, &score, e));
    if (cli_has(c, "json"))
        return record_data(c, &(Kept){rows, results, n}, &score, e);
    score_text(c, &score, &out);
    if (!n)
        buf_str(&out, TEXT(c->lang, "还没有存档的判断；qingyu judge 作出判断并存档\n",
                           "there is none yet; qingyu judge makes judgements and keeps them\n"));
    if (score.n_settled) {
        buf_str(&out, "\n");
        reliability_table(c, &score, &out);
    }
    if (n) {
        buf_str(&out, "\n");
        record_table(c, rows, results, n, &out);
    }
    return cli_write(&out, e);
}
