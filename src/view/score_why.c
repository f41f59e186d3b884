/* An explanation as JSON and as text. */
#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "view/score.h"

enum { STEP_INDENT = 2 };

const char *score_ref_text(Arena *a, const FormulaRef *ref)
{
    const char *args = "";

    for (size_t i = 0; i < COUNT(ref->args) && *ref->args[i]; i++)
        args = arena_printf(a, "%s%s\"%s\"", args, i ? ", " : "", ref->args[i]);
    const char *text = arena_printf(a, "%s(%s)", ref->reader->name, args);
    return ref->scope == FORMULA_OF_WHOLE ? arena_printf(a, "city(%s)", text) : text;
}

/* The piece of the formula that a step is of. */
static const char *piece(Arena *a, const SchemeFormula *f, const FormulaStep *s)
{
    return arena_strndup(a, f->text + s->where.at, s->where.n);
}

static const char *value_text(Arena *a, Lang lang, double v, const char *unit)
{
    char text[NUM_TEXT_MAX];

    if (isnan(v))
        return TEXT(lang, "未知", "unknown");
    num_to_text(v, text);
    return arena_printf(a, "%s%s%s", text, *unit && strcmp(unit, "%") != 0 ? " " : "", unit);
}

static const char *step_value(Arena *a, Lang lang, const FormulaStep *s)
{
    if (s->truth && !isnan(s->value))
        return s->value != 0 ? TEXT(lang, "是", "yes") : TEXT(lang, "否", "no");
    return value_text(a, lang, s->value, s->unit.text);
}

/* ---- JSON ---- */

static void steps_json(const Viewer *v, const SchemeFormula *f, const FormulaSteps *steps, Json *j)
{
    json_begin_array(j);
    for (size_t i = 0; i < steps->n; i++) {
        const FormulaStep *s = &steps->items[i];
        json_begin_object(j);
        json_put_text(j, "text", piece(v->arena, f, s));
        json_put_int(j, "depth", s->depth);
        json_put_num(j, "value", s->value);
        json_put_text(j, "unit", s->unit.text);
        json_put_bool(j, "truth", s->truth);
        json_put_int(j, "months_back", s->months_back);
        json_end_object(j);
    }
    json_end_array(j);
}

static const char *or_none(const char *text)
{
    return text ? text : "";
}

/* Every reading has the same fields; what a reading of its kind does not have is "". */
static void fact_json(const Viewer *v, const ScoreReading *r, Json *j)
{
    const char *name = r->indicator ? indicator_name(r->indicator, v->lang)
                       : r->word    ? TEXT(v->lang, r->word->zh, r->word->en)
                                    : "";
    bool sample = r->target ? r->target->sample : r->fact && r->fact->status == STATUS_SAMPLE;

    json_put_text(j, "name", name);
    json_put_text(j, "indicator", r->indicator ? r->indicator->code : "");
    json_put_text(j, "area", r->indicator ? r->area->code : "");
    json_put_text(j, "measure", r->indicator ? measure_code(r->measure) : "");
    json_put_text(j, "basis", r->fact ? basis_code(r->fact->basis) : "");
    json_put_text(j, "status", r->fact ? status_code(r->fact->status) : "");
    json_key(j, "submission");
    if (r->fact)
        json_int(j, r->from.submission);
    else
        json_unknown(j);
    json_put_text(j, "file", r->fact ? or_none(r->from.file) : "");
    json_put_text(j, "cell", r->fact ? or_none(r->from.cell) : "");
    json_put_text(j, "by", r->fact ? or_none(r->from.by) : "");
    json_put_text(j, "received_at", r->fact ? or_none(r->from.received_at) : "");
    json_put_text(j, "source", or_none(r->target ? r->target->source : r->fact ? r->from.source : ""));
    json_put_bool(j, "sample", sample);
}

static void entries_json(const Viewer *v, const ScoreReading *r, Json *j)
{
    Rows rows = {.arena = v->arena};
    bool replaced = false;

    for (size_t k = 0; k < r->n_entries; k++) {
        ScoreEntry x = *r->entries[k];
        score_entry_rows(v, &(ScoreEntries){&x, 1, 1, &replaced}, &rows);
    }
    json_key(j, "entries");
    rows_json(&rows, j);
}

static void readings_json(const Viewer *v, const ScoreWhy *w, Json *j)
{
    json_begin_array(j);
    for (size_t i = 0; i < w->n_readings; i++) {
        const ScoreReading *r = &w->readings[i];
        json_begin_object(j);
        json_put_text(j, "reading", score_ref_text(v->arena, r->ref));
        json_put_text(j, "period", show_period(v->arena, r->period));
        json_put_num(j, "value", r->value);
        json_put_text(j, "unit", r->unit.text);
        fact_json(v, r, j);
        entries_json(v, r, j);
        json_end_object(j);
    }
    json_end_array(j);
}

static void gates_json(const Viewer *v, const ScoreWhy *w, Json *j)
{
    const Scheme *s = w->result->spec.scheme;

    json_begin_array(j);
    for (size_t i = 0; i < w->n_gates; i++) {
        const SchemeGate *g = &s->gates[w->gates[i].gate];
        json_begin_object(j);
        json_put_text(j, "gate", g->name.code);
        json_put_text(j, "name", scheme_name(&g->name, v->lang));
        json_put_text(j, "formula", g->formula.text);
        json_key(j, "holds");
        if (isnan(w->gates[i].holds))
            json_unknown(j);
        else
            json_bool(j, w->gates[i].holds == 1);
        json_put_bool(j, "struck", w->gates[i].struck);
        json_key(j, "steps");
        steps_json(v, &g->formula, &w->gates[i].steps, j);
        json_end_object(j);
    }
    json_end_array(j);
}

static void rule_json(const Viewer *v, const ScoreWhy *w, Json *j)
{
    const SchemeItem *x = &w->result->spec.scheme->items[w->item];

    json_put_text(j, "formula", x->formula.text);
    json_put_text(j, "missing", scheme_missing_name(x->missing, v->lang));
    json_put_num(j, "low", x->low);
    json_put_num(j, "high", x->high);
    json_put_num(j, "nominal_weight", w->nominal);
    json_put_text(j, "weight_from", w->weight_from);
    json_put_text(j, "exemption", w->exemption ? w->exemption->reason : "");
    json_put_text(j, "rule_source", x->source);
}

void score_why_json(const Viewer *v, const ScoreWhy *w, Json *j)
{
    const ScoreResult *r = w->result;
    const Scheme *s = r->spec.scheme;
    Rows lines = {.arena = v->arena};

    score_line_rows(v, r, w->unit, &lines);
    rows_keep(&lines, "item", s->items[w->item].name.code);
    json_begin_object(j);
    json_put_text(j, "scheme", s->name.code);
    json_put_int(j, "version", s->version);
    json_put_text(j, "period", show_period(v->arena, r->spec.period));
    json_put_text(j, "unit", unit_code(&r->units[w->unit].unit->unit));
    json_put_text(j, "unit_name", unit_name(&r->units[w->unit].unit->unit, v->lang));
    json_put_text(j, "item_name", scheme_name(&s->items[w->item].name, v->lang));
    if (lines.n)
        row_json_fields(&lines.items[0], j);
    rule_json(v, w, j);
    json_key(j, "steps");
    steps_json(v, &s->items[w->item].formula, &w->steps, j);
    json_key(j, "readings");
    readings_json(v, w, j);
    json_key(j, "gates");
    gates_json(v, w, j);
    AUTO(buf_free) Buf text = buf_new(REPORT_BYTES_MAX);
    score_why_text(v, w, &text);
    json_put_text(j, "text", buf_cstr(&text));
    json_end_object(j);
}

/* ---- text ---- */

static void steps_text(const Viewer *v, const SchemeFormula *f, const FormulaSteps *steps, Buf *out)
{
    for (size_t i = 0; i < steps->n; i++) {
        const FormulaStep *s = &steps->items[i];
        buf_printf(out, "%*s%s = %s\n", 2 + STEP_INDENT * s->depth, "", piece(v->arena, f, s),
                   step_value(v->arena, v->lang, s));
    }
}

static void reading_text(const Viewer *v, const ScoreReading *r, Buf *out)
{
    buf_printf(out, "  %s %s = %s", score_ref_text(v->arena, r->ref), show_period(v->arena, r->period),
               value_text(v->arena, v->lang, r->value, r->unit.text));
    if (r->fact)
        buf_printf(out,
                   TEXT(v->lang, "：%s，%s %s，%s 报，第 %lld 号提交", ": %s, %s %s, by %s, submission %lld"),
                   status_name(r->fact->status, v->lang), r->from.file, r->from.cell, r->from.by,
                   (long long)r->from.submission);
    if (r->target)
        buf_printf(out, TEXT(v->lang, "：目标，%s", ": target, %s"), r->target->source);
    for (size_t k = 0; k < r->n_entries; k++)
        buf_printf(out, TEXT(v->lang, "；登记 %lld：%s", "; entry %lld: %s"), (long long)r->entries[k]->id,
                   r->entries[k]->reason);
    buf_char(out, '\n');
}

static void gate_text(const Viewer *v, const ScoreWhy *w, const ScoreGateWhy *g, Buf *out)
{
    const SchemeGate *x = &w->result->spec.scheme->gates[g->gate];

    buf_printf(out, TEXT(v->lang, "门槛“%s”：%s；%s\n", "gate \"%s\": %s; %s\n"),
               scheme_name(&x->name, v->lang),
               isnan(g->holds) ? TEXT(v->lang, "未知", "unknown")
               : g->holds == 1 ? TEXT(v->lang, "成立", "holds")
                               : TEXT(v->lang, "不成立", "does not hold"),
               g->struck ? TEXT(v->lang, "起了作用", "it struck") : TEXT(v->lang, "没有影响", "no effect"));
    steps_text(v, &x->formula, &g->steps, out);
}

static void line_text(const Viewer *v, const ScoreWhy *w, Buf *out)
{
    const SchemeItem *x = &w->result->spec.scheme->items[w->item];
    const ScoreLine *l = w->line;
    Arena *a = v->arena;

    buf_printf(out, TEXT(v->lang, "公式：%s\n", "formula: %s\n"), x->formula.text);
    steps_text(v, &x->formula, &w->steps, out);
    if (w->exemption)
        buf_printf(out, TEXT(v->lang, "免考：%s\n", "exempt: %s\n"), w->exemption->reason);
    if (l->at_low || l->at_high)
        buf_printf(out, TEXT(v->lang, "界限：%s 到 %s\n", "bounds: %s to %s\n"),
                   value_text(a, v->lang, x->low, ""), value_text(a, v->lang, x->high, ""));
    buf_printf(out, TEXT(v->lang, "权重：%s（%s）", "weight: %s (%s)"),
               value_text(a, v->lang, w->nominal, ""), w->weight_from);
    if (l->factor != 1)
        buf_printf(out, TEXT(v->lang, "，分摊后乘 %s", ", times %s by what is spread"),
                   value_text(a, v->lang, l->factor, ""));
    buf_printf(out, TEXT(v->lang, "\n状态：%s；缺数规则：%s\n", "\nstate: %s; when missing: %s\n"),
               score_state_name(l->state, v->lang), scheme_missing_name(x->missing, v->lang));
}

void score_why_text(const Viewer *v, const ScoreWhy *w, Buf *out)
{
    const ScoreResult *r = w->result;
    const Scheme *s = r->spec.scheme;
    const SchemeItem *x = &s->items[w->item];

    buf_printf(out, TEXT(v->lang, "%s %s %s：%s 分\n", "%s %s %s: %s points\n"),
               unit_name(&r->units[w->unit].unit->unit, v->lang), scheme_name(&x->name, v->lang),
               show_period(v->arena, r->spec.period), value_text(v->arena, v->lang, w->line->points, ""));
    if (w->line->state == SCORE_NOT_APPLIED)
        return;
    line_text(v, w, out);
    for (size_t i = 0; i < w->n_readings; i++)
        reading_text(v, &w->readings[i], out);
    for (size_t i = 0; i < w->n_gates; i++)
        gate_text(v, w, &w->gates[i], out);
    buf_printf(out, TEXT(v->lang, "办法：%s 第 %lld 版%s\n", "rule: %s version %lld%s\n"), s->name.code,
               (long long)s->version, s->sample ? TEXT(v->lang, "（样本）", " (sample)") : "");
}
