/* why: each number of a situation with its facts, rule and arithmetic. */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "cli/cmd_card.h"
#include "cli/reading.h"
#include "cli/year_end_words.h"
#include "ledger/submission.h"
#include "outlook/towns.h"

typedef struct Why {
    Cli *c;
    Outlook *o;
    const Situation *s;
    Buf *out;
    json_t *json; /* array of steps; NULL for text */
} Why;

/* ---- a fact and where it came from ---- */

static const char *fact_value(const Why *w, const Fact *f)
{
    char text[NUM_TEXT_MAX];

    num_to_fixed(f->value, f->decimals, text);
    return arena_strdup(w->c->arena, text);
}

static const char *fact_name(const Why *w, const Fact *f)
{
    char period[PERIOD_TEXT_MAX];

    period_title(f->period, f->basis, w->c->lang, period);
    return arena_printf(w->c->arena, "%s %s", period, measure_name(f->measure, w->c->lang));
}

static bool fact_json(const Why *w, const Fact *f, json_t *facts, Err *e)
{
    char period[PERIOD_TEXT_MAX], known[DATE_TEXT_MAX];
    Provenance p;

    TRY(history_provenance(w->o->s, w->o->city, f, w->c->arena, &p, e));
    period_text(f->period, period);
    date_text(f->known_on, known);
    json_array_append_new(
        facts, json_pack("{s:s, s:s, s:s, s:f, s:s, s:s, s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "period",
                         period, "basis", basis_code(f->basis), "measure", measure_code(f->measure), "value",
                         f->value, "status", status_code(f->status), "known_on", known, "submission",
                         (json_int_t)p.submission, "file", p.file, "sheet", p.sheet, "cell", p.cell, "by",
                         p.by, "received_at", p.received_at, "sha256", p.file_sha256, "source", p.source));
    return true;
}

static bool fact_text(const Why *w, const Fact *f, Err *e)
{
    char known[DATE_TEXT_MAX];
    Lang lang = w->c->lang;
    Provenance p;

    TRY(history_provenance(w->o->s, w->o->city, f, w->c->arena, &p, e));
    date_text(f->known_on, known);
    buf_printf(w->out,
               TEXT(lang, "    %s = %s  [%s] %s得知；第%lld号提交 %s%s%s %s格，%s 报送\n",
                    "    %s = %s  [%s] known on %s; submission %lld, %s%s%s cell %s, handed in by %s\n"),
               fact_name(w, f), fact_value(w, f), status_name(f->status, lang), known,
               (long long)p.submission, p.file, *p.sheet ? " " : "", p.sheet, p.cell, p.by);
    if (*p.source)
        buf_printf(w->out, TEXT(lang, "      来源：%s\n", "      source: %s\n"), p.source);
    if (*p.note)
        buf_printf(w->out, TEXT(lang, "      说明：%s\n", "      note: %s\n"), p.note);
    return true;
}

/* ---- a step: what, the rule and its arithmetic, the facts ---- */

static bool step(Why *w, const char *what, const char *how, const Fact *const *facts, size_t n, Err *e)
{
    if (w->json) {
        json_t *list = json_array();
        for (size_t i = 0; i < n; i++)
            if (facts[i])
                TRY(fact_json(w, facts[i], list, e));
        json_array_append_new(w->json, json_pack("{s:s, s:s, s:o}", "what", what, "how", how, "facts", list));
        return true;
    }
    buf_printf(w->out, "%s\n  %s\n", what, how);
    for (size_t i = 0; i < n; i++)
        if (facts[i])
            TRY(fact_text(w, facts[i], e));
    return true;
}

#define STEP(w, what, how, e, ...)                                                                           \
    step((w), (what), (how), (const Fact *const[]){__VA_ARGS__},                                             \
         sizeof((const Fact *const[]){__VA_ARGS__}) / sizeof(Fact *), (e))

static bool figure_step(Why *w, const char *name, const Figure *f, const char *rule, Err *e)
{
    Arena *a = w->c->arena;
    Lang lang = w->c->lang;

    if (!f->known)
        return true;
    const char *what = arena_printf(a, "%s %s", name, show(a, f->value, f->decimals));
    return STEP(w, what, f->computed ? rule : TEXT(lang, "按公布数原样引用", "as published"), e, f->fact,
                f->other);
}

static const char *growth_rule(const Why *w, const Figure *f)
{
    Arena *a = w->c->arena;

    if (!f->computed)
        return "";
    if (w->s->indicator->growth_at == GROWTH_POINTS)
        return arena_printf(
            a, TEXT(w->c->lang, "本期减去年同期：%s - %s，百分点", "this minus last year: %s - %s, points"),
            fact_value(w, f->fact), fact_value(w, f->other));
    return arena_printf(a,
                        TEXT(w->c->lang, "本期 ÷ 去年同期 - 1（现价）：%s ÷ %s - 1",
                             "this / last year - 1, at current prices: %s / %s - 1"),
                        fact_value(w, f->fact), fact_value(w, f->other));
}

static bool growth_steps(Why *w, Err *e)
{
    const Situation *s = w->s;
    Arena *a = w->c->arena;
    Lang lang = w->c->lang;

    TRY(figure_step(w, TEXT(lang, "数值", "value"), &s->level, "", e));
    TRY(figure_step(w, TEXT(lang, "同比%", "growth %"), &s->growth, growth_rule(w, &s->growth), e));
    if (!isnan(s->change)) {
        const char *what = arena_printf(a, TEXT(lang, "同比变化 %s 个百分点", "change of growth %s points"),
                                        show_signed(a, s->change, 1));
        const char *how = arena_printf(
            a, TEXT(lang, "本期同比减上期同比：%s - %s", "growth minus the growth before: %s - %s"),
            show(a, s->growth.value, s->growth.decimals),
            show(a, s->growth_before.value, s->growth_before.decimals));
        TRY(STEP(w, what, how, e, s->growth_before.fact));
    }
    TRY(figure_step(w, TEXT(lang, "两年平均%", "two-year average %"), &s->average2,
                    TEXT(lang, "两年增速的几何平均", "geometric mean of the two years' growth"), e));
    TRY(figure_step(w, TEXT(lang, "当期（由累计相减）", "of the month or quarter alone"), &s->month,
                    TEXT(lang, "本期累计减上期累计", "this year to date minus the one before"), e));
    return true;
}

static bool progress_step(Why *w, Err *e)
{
    const Situation *s = w->s;
    const Progress *p = &s->progress;
    Arena *a = w->c->arena;
    Lang lang = w->c->lang;

    if (!p->target)
        return true;
    const char *what = arena_printf(a, TEXT(lang, "目标 %s%s", "target %s%s"), show_target(a, p),
                                    p->target->sample ? TEXT(lang, "（样本）", " (sample)") : "");
    const char *compared =
        isnan(p->completion)
            ? arena_printf(a, TEXT(lang, "与目标相差 %s", "away from the target %s"),
                           show_signed(a, p->lead, 1))
            : arena_printf(a,
                           TEXT(lang, "完成 %s%%，时间进度 %s%%，差 %s 个百分点",
                                "done %s %%, time passed %s %%, difference %s points"),
                           show(a, p->completion, 1), show(a, p->time, 1), show_signed(a, p->lead, 1));
    const char *how = !p->rule
                          ? compared
                          : arena_printf(a,
                                         TEXT(lang, "%s；规则 %s：≥%g 绿灯，≥%g 黄灯，否则红灯 → %s（%s）",
                                              "%s; rule %s: >= %g green, >= %g yellow, else red -> %s (%s)"),
                                         compared, p->rule->rule, p->rule->green, p->rule->yellow,
                                         p->light ? light_name(p->light, lang) : TEXT(lang, "不判", "none"),
                                         p->rule->source);
    TRY(step(w, what, how, NULL, 0, e));
    if (*p->target->source && !w->json)
        buf_printf(w->out, TEXT(lang, "      目标来源：%s\n", "      target's source: %s\n"),
                   p->target->source);
    return true;
}

static bool standing_step(Why *w, Err *e)
{
    const Standing *x = &w->s->standing;
    Arena *a = w->c->arena;
    Lang lang = w->c->lang;

    if (!x->place)
        return true;
    const char *how = x->published ? TEXT(lang, "公布的位次", "the published rank")
                                   : arena_printf(a,
                                                  TEXT(lang, "在 %d 个已知增速中由高到低，并列同名次",
                                                       "by growth among %d known, ties share a place"),
                                                  x->of);
    if (!isnan(x->behind) && x->next)
        how = arena_printf(a, TEXT(lang, "%s；距前一位%s %s 个百分点", "%s; behind %s by %s points"), how,
                           area_name(x->next, lang), show(a, x->behind, 1));
    if (x->before)
        how = arena_printf(a, TEXT(lang, "%s；上期第 %d", "%s; %d in the period before"), how, x->before);
    return STEP(w, arena_printf(a, TEXT(lang, "位次 第%d", "rank %d"), x->place), how, e, x->fact);
}

static bool rest_step(Why *w, Err *e)
{
    const Situation *s = w->s;
    const Rest *r = &s->rest;
    Arena *a = w->c->arena;
    Lang lang = w->c->lang;
    const Fact *last = history_ytd(s->history, MEASURE_VALUE, period_year(s->period.year - 1));
    const Fact *to =
        history_ytd(s->history, MEASURE_VALUE, period_month(s->period.year - 1, period_end_month(s->period)));

    if (isnan(r->low))
        return true;
    const char *what = arena_printf(a,
                                    TEXT(lang, "其余月份须比上年同期增长 %s%% 到 %s%%",
                                         "the remaining months must grow by %s %% to %s %%"),
                                    show(a, r->low, 1), show(a, r->high, 1));
    const char *rule =
        isnan(r->amount)
            ? TEXT(lang, "（目标 - 累计增速×上年同期占比） ÷ （1 - 占比）；区间来自公布增速的舍入",
                   "(target - growth x share of last year's months) / (1 - share); the range "
                   "is the rounding of the growth")
            : arena_printf(
                  a,
                  TEXT(lang, "还差 %s ÷ 上年其余月份 - 1", "remaining %s / last year's remaining months - 1"),
                  show(a, r->amount, s->indicator->decimals));
    const char *how =
        arena_printf(a, TEXT(lang, "%1$s；近 %2$d 年中 %3$d 年达到过", "%1$s; reached in %3$d of %2$d years"),
                     rule, r->years, r->reached);
    return STEP(w, what, how, e, last, to);
}

static bool outcome_step(Why *w, const Outcome *o, bool growth, const Fact *department, Err *e)
{
    const Situation *s = w->s;
    Arena *a = w->c->arena;
    Lang lang = w->c->lang;
    int decimals = growth ? 1 : s->indicator->decimals;
    double low = outcome_quantile(o, 0.1), high = outcome_quantile(o, 0.9);

    if (o->kind == OUTCOME_NONE || o->kind == OUTCOME_SETTLED)
        return true;
    const char *what = arena_printf(a,
                                    growth ? TEXT(lang, "全年预计增速 %s%%", "year-end growth %s %%")
                                           : TEXT(lang, "全年预计 %s", "year-end %s"),
                                    growth ? show_signed(a, o->mid, decimals) : show(a, o->mid, decimals));
    if (!isnan(low))
        what = arena_printf(a, TEXT(lang, "%s，80%%区间 %s 到 %s", "%s, 80 %% range %s to %s"), what,
                            show(a, low, decimals), show(a, high, decimals));
    if (department)
        what = arena_printf(a, TEXT(lang, "%s；部门预计 %s", "%s; the department foresees %s"), what,
                            fact_value(w, department));
    return STEP(w, what, year_end_how(w->c, o), e, department);
}

/* The number of submissions names the state of the data: the same one gives the same digits. */
static bool chance_step(Why *w, Err *e)
{
    const YearEnd *y = &w->s->year_end;
    Arena *a = w->c->arena;
    Lang lang = w->c->lang;
    SubmissionRow *rows;
    size_t n;

    if (isnan(y->probability))
        return true;
    TRY(submission_list(w->o->s, w->o->city->id, a, &rows, &n, e));
    bool rank = w->s->progress.target->measure == MEASURE_RANK;
    const char *how =
        arena_printf(a,
                     TEXT(lang, "按上面的分布计算%s；数据截至第 %lld 号提交，种子 %llu",
                          "by the distribution above%s; data up to submission %lld, seed %llu"),
                     rank ? TEXT(lang, "，同比位次以 2000 次抽样得出，其他地区按现有增速外推",
                                 ", the rank by 2,000 draws in which the others' growth is carried forward")
                          : "",
                     n ? (long long)rows[n - 1].id : 0, (unsigned long long)w->o->seed);
    return step(w,
                arena_printf(a, TEXT(lang, "完成年度目标的概率 %s", "probability of meeting the target %s"),
                             year_end_chance(w->c, w->s)),
                how, NULL, 0, e);
}

static bool year_end_step(Why *w, Err *e)
{
    const YearEnd *y = &w->s->year_end;

    return outcome_step(w, &y->level, false, y->department_level, e) &&
           outcome_step(w, &y->growth, true, y->department_growth, e) && chance_step(w, e);
}

static bool explain(Why *w, Err *e)
{
    const Situation *s = w->s;
    char period[PERIOD_TEXT_MAX];

    period_title(s->period, s->basis, w->c->lang, period);
    if (!w->json)
        buf_printf(w->out, "%s (%s) %s %s\n\n", indicator_name(s->indicator, w->c->lang), s->indicator->unit,
                   area_name(s->area, w->c->lang), period);
    if (!situation_is_known(s) && !w->json)
        buf_str(w->out, TEXT(w->c->lang, "这一期没有数据\n", "nothing is known for this period\n"));
    return growth_steps(w, e) && progress_step(w, e) && standing_step(w, e) && rest_step(w, e) &&
           year_end_step(w, e);
}

bool run_why(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    const Indicator *i;
    const Area *area;
    Outlook o;
    Situation s;
    Period p;
    bool given;

    TRY(reading_period(c, &p, &given, e) && reading_open(c, &r, e) && reading_area(c, &r, &area, e));
    TRY(catalogue_find(&r.catalogue, str_of(c->operands[0]), &i, e));
    TRY(outlook_open(&r.known, &r.catalogue, c->arena, &o, e));
    if (!given)
        return ERR(e, ERR_INVALID, "请用 --period 指明时期，如 qingyu why %s --period 2021-06",
                   "name a period, e.g. qingyu why %s --period 2021-06", i->code);
    TRY(situation_of(&o, i, area, p, &s, e) && towns_adjust(&o, &s, e));
    Why w = {c, &o, &s, &out, cli_has(c, "json") ? json_array() : NULL};
    bool ok = explain(&w, e);
    if (w.json) {
        char *text = json_dumps(w.json, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
        buf_printf(&out, "%s\n", text);
        free(text);
        json_decref(w.json);
    }
    return ok && cli_write(&out, e);
}
