#include "view/why.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "ledger/submission.h"
#include "outlook/towns.h"
#include "view/year_end_words.h"

typedef struct Explaining {
    const Viewer *v;
    Outlook *o;
    const Situation *s;
    Why *out;
} Explaining;

static const char *fact_value(const Explaining *w, const Fact *f)
{
    char text[NUM_TEXT_MAX];

    num_to_fixed(f->value, f->decimals, text);
    return arena_strdup(w->v->arena, text);
}

/* ---- a step: what, the rule and its arithmetic, the facts ---- */

static bool step(Explaining *w, const char *what, const char *how, const Fact *const *facts, size_t n, Err *e)
{
    Arena *a = w->v->arena;
    WhyStep x = {.what = what, .how = how, .source = ""};

    for (size_t i = 0; i < n; i++) {
        if (!facts[i])
            continue;
        WhyFact *f = &x.facts[x.n++];
        f->fact = facts[i];
        TRY(history_provenance(w->o->s, w->o->city, facts[i], a, &f->from, e));
    }
    ARENA_PUSH(a, w->out->steps, w->out->n, w->out->cap);
    w->out->steps[w->out->n++] = x;
    return true;
}

#define STEP(w, what, how, e, ...)                                                                           \
    step((w), (what), (how), (const Fact *const[]){__VA_ARGS__},                                             \
         sizeof((const Fact *const[]){__VA_ARGS__}) / sizeof(Fact *), (e))

static bool figure_step(Explaining *w, const char *name, const Figure *f, const char *rule, Err *e)
{
    Arena *a = w->v->arena;
    Lang lang = w->v->lang;

    if (!f->known)
        return true;
    const char *what = arena_printf(a, "%s %s", name, show(a, f->value, f->decimals));
    return STEP(w, what, f->computed ? rule : TEXT(lang, "按公布数原样引用", "as published"), e, f->fact,
                f->other);
}

static const char *growth_rule(const Explaining *w, const Figure *f)
{
    Arena *a = w->v->arena;

    if (!f->computed)
        return "";
    if (w->s->indicator->growth_at == GROWTH_POINTS)
        return arena_printf(
            a, TEXT(w->v->lang, "本期减去年同期：%s - %s，百分点", "this minus last year: %s - %s, points"),
            fact_value(w, f->fact), fact_value(w, f->other));
    return arena_printf(a,
                        TEXT(w->v->lang, "本期 ÷ 去年同期 - 1（现价）：%s ÷ %s - 1",
                             "this / last year - 1, at current prices: %s / %s - 1"),
                        fact_value(w, f->fact), fact_value(w, f->other));
}

static bool growth_steps(Explaining *w, Err *e)
{
    const Situation *s = w->s;
    Arena *a = w->v->arena;
    Lang lang = w->v->lang;

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

static bool progress_step(Explaining *w, Err *e)
{
    const Situation *s = w->s;
    const Progress *p = &s->progress;
    Arena *a = w->v->arena;
    Lang lang = w->v->lang;

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
    w->out->steps[w->out->n - 1].source = p->target->source;
    return true;
}

static bool standing_step(Explaining *w, Err *e)
{
    const Standing *x = &w->s->standing;
    Arena *a = w->v->arena;
    Lang lang = w->v->lang;

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

static bool rest_step(Explaining *w, Err *e)
{
    const Situation *s = w->s;
    const Rest *r = &s->rest;
    Arena *a = w->v->arena;
    Lang lang = w->v->lang;
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

static bool outcome_step(Explaining *w, const Outcome *o, bool growth, const Fact *department, Err *e)
{
    const Situation *s = w->s;
    Arena *a = w->v->arena;
    Lang lang = w->v->lang;
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
    return STEP(w, what, year_end_how(w->v, o), e, department);
}

/* The number of submissions names the state of the data: the same one gives the same digits. */
static bool chance_step(Explaining *w, Err *e)
{
    const YearEnd *y = &w->s->year_end;
    Arena *a = w->v->arena;
    Lang lang = w->v->lang;
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
                             year_end_chance(w->v, w->s)),
                how, NULL, 0, e);
}

static bool year_end_step(Explaining *w, Err *e)
{
    const YearEnd *y = &w->s->year_end;

    return outcome_step(w, &y->level, false, y->department_level, e) &&
           outcome_step(w, &y->growth, true, y->department_growth, e) && chance_step(w, e);
}

bool why_of(const Viewer *v, Outlook *o, const Situation *s, Why *out, Err *e)
{
    Explaining w = {v, o, s, out};

    *out = (Why){0};
    return growth_steps(&w, e) && progress_step(&w, e) && standing_step(&w, e) && rest_step(&w, e) &&
           year_end_step(&w, e);
}

/* ---- writing ---- */

static void fact_json(const Viewer *v, const WhyFact *x, Json *j)
{
    const Fact *f = x->fact;

    json_begin_object(j);
    json_put_text(j, "period", show_period(v->arena, f->period));
    json_put_text(j, "basis", basis_code(f->basis));
    json_put_text(j, "measure", measure_code(f->measure));
    json_put_num(j, "value", f->value);
    json_put_text(j, "status", status_code(f->status));
    json_put_text(j, "known_on", show_date(v->arena, f->known_on));
    json_put_int(j, "submission", x->from.submission);
    json_put_text(j, "file", x->from.file);
    json_put_text(j, "sheet", x->from.sheet);
    json_put_text(j, "cell", x->from.cell);
    json_put_text(j, "by", x->from.by);
    json_put_text(j, "received_at", x->from.received_at);
    json_put_text(j, "sha256", x->from.file_sha256);
    json_put_text(j, "source", x->from.source);
    json_put_text(j, "note", x->from.note);
    json_end_object(j);
}

void why_json(const Viewer *v, const Why *w, Json *j)
{
    json_begin_array(j);
    for (size_t i = 0; i < w->n; i++) {
        json_begin_object(j);
        json_put_text(j, "what", w->steps[i].what);
        json_put_text(j, "how", w->steps[i].how);
        json_put_text(j, "source", w->steps[i].source);
        json_key(j, "facts");
        json_begin_array(j);
        for (size_t k = 0; k < w->steps[i].n; k++)
            fact_json(v, &w->steps[i].facts[k], j);
        json_end_array(j);
        json_end_object(j);
    }
    json_end_array(j);
}

static void fact_text(const Viewer *v, const WhyFact *x, Buf *out)
{
    char period[PERIOD_TEXT_MAX], value[NUM_TEXT_MAX];
    const Fact *f = x->fact;
    const Provenance *p = &x->from;

    period_title(f->period, f->basis, v->lang, period);
    num_to_fixed(f->value, f->decimals, value);
    buf_printf(out,
               TEXT(v->lang, "    %s %s = %s  [%s] %s得知；第%lld号提交 %s%s%s %s格，%s 报送\n",
                    "    %s %s = %s  [%s] known on %s; submission %lld, %s%s%s cell %s, handed in by %s\n"),
               period, measure_name(f->measure, v->lang), value, status_name(f->status, v->lang),
               show_date(v->arena, f->known_on), (long long)p->submission, p->file, *p->sheet ? " " : "",
               p->sheet, p->cell, p->by);
    if (*p->source)
        buf_printf(out, TEXT(v->lang, "      来源：%s\n", "      source: %s\n"), p->source);
    if (*p->note)
        buf_printf(out, TEXT(v->lang, "      说明：%s\n", "      note: %s\n"), p->note);
}

void why_text(const Viewer *v, const Why *w, Buf *out)
{
    for (size_t i = 0; i < w->n; i++) {
        const WhyStep *x = &w->steps[i];
        buf_printf(out, "%s\n  %s\n", x->what, x->how);
        for (size_t k = 0; k < x->n; k++)
            fact_text(v, &x->facts[k], out);
        if (*x->source)
            buf_printf(out, TEXT(v->lang, "      目标来源：%s\n", "      target's source: %s\n"), x->source);
    }
}
