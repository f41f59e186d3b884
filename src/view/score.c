#include "view/score.h"

#include <math.h>
#include <string.h>

#include "view/units.h"

enum { DECIMALS = 4 }; /* of points that their item does not round */

/* ---- schemes ---- */

void scheme_rows(const SchemeVersion *items, size_t n, Rows *out)
{
    for (size_t i = 0; i < n; i++) {
        const SchemeVersion *x = &items[i];
        rows_begin(out);
        rows_text(out, "scheme", x->code);
        rows_int(out, "version", x->version);
        rows_text(out, "name_zh", x->name_zh);
        rows_text(out, "name_en", x->name_en);
        rows_text(out, "from", show_date(out->arena, x->from));
        rows_text(out, "imported_at", x->at);
        rows_text(out, "imported_by", x->by);
        rows_text(out, "published_at", x->published_at);
        rows_text(out, "published_by", x->published_by);
        rows_text(out, "sha256", x->sha256);
        rows_int(out, "audit", x->audit_seq);
        rows_flag(out, "sample", x->sample);
    }
}

void scheme_item_rows(const Viewer *v, const Scheme *s, Rows *out)
{
    for (size_t i = 0; i < s->n_items; i++) {
        const SchemeItem *x = &s->items[i];
        rows_begin(out);
        rows_text(out, "item", x->name.code);
        rows_text(out, "name", scheme_name(&x->name, v->lang));
        rows_text(out, "group", x->group == SCHEME_NONE ? "" : s->groups[x->group].name.code);
        rows_text(out, "kind", scheme_kind_code(x->kind));
        rows_exact(out, "weight", x->weight);
        rows_text(out, "formula", x->formula.text);
        rows_text(out, "missing", scheme_missing_name(x->missing, v->lang));
        rows_exact(out, "low", x->low);
        rows_exact(out, "high", x->high);
        rows_int_if(out, "decimals", x->decimals, x->decimals >= 0);
        rows_text(out, "source", x->source);
    }
}

void scheme_finding_rows(const Findings *fs, Rows *out)
{
    for (size_t i = 0; i < fs->n; i++) {
        const Finding *f = &fs->items[i];
        rows_begin(out);
        rows_text(out, "severity", severity_code(f->severity));
        rows_text(out, "code", f->code);
        rows_text(out, "file", f->file);
        rows_int_if(out, "row", (int64_t)f->at.row, f->at.row > 0);
        rows_int_if(out, "column", (int64_t)f->at.col, f->at.col > 0);
        rows_text(out, "found", f->found);
        rows_text(out, "expected", f->expected);
    }
}

/* ---- results ---- */

static int decimals_of(const SchemeItem *x)
{
    return x->decimals >= 0 ? x->decimals : DECIMALS;
}

/* Names of the lists that the unit is on. */
static const char *lists_of(const Viewer *v, const ScoreResult *r, const ScoredUnit *u)
{
    const char *text = "";

    for (size_t i = 0; i < r->spec.scheme->n_lists; i++)
        if (u->lists[i] == 1)
            text =
                arena_printf(v->arena, "%s%s%s", text, *text ? ";" : "", r->spec.scheme->lists[i].name.code);
    return text;
}

static void unit_fields(const Viewer *v, const ScoreResult *r, const ScoredUnit *u, Rows *out)
{
    const Scheme *s = r->spec.scheme;

    rows_begin(out);
    rows_text(out, "unit", unit_code(&u->unit->unit));
    rows_text(out, "name", unit_name(&u->unit->unit, v->lang));
    rows_text(out, "class", s->classes[u->unit->in].code);
    rows_number(out, "total", u->total.points, s->decimals);
    rows_int_if(out, "place", u->place, u->place > 0);
    rows_int(out, "of", (int64_t)score_class_size(r, u->unit->in));
    rows_int(out, "unknown", (int64_t)u->total.n_unknown);
    rows_text(out, "lists", lists_of(v, r, u));
    rows_text(out, "gate", u->total.gate == SCHEME_NONE ? "" : s->gates[u->total.gate].name.code);
}

void score_total_rows(const Viewer *v, const ScoreResult *r, Rows *out)
{
    const Scheme *s = r->spec.scheme;

    for (size_t i = 0; i < r->n; i++) {
        unit_fields(v, r, &r->units[i], out);
        for (size_t k = 0; k < s->n_items; k++)
            rows_number(out, s->items[k].name.code, r->units[i].lines[k].points, decimals_of(&s->items[k]));
    }
}

static const char *bound_text(const ScoreLine *l)
{
    return l->at_low ? "low" : l->at_high ? "high" : "";
}

void score_line_rows(const Viewer *v, const ScoreResult *r, size_t unit, Rows *out)
{
    const Scheme *s = r->spec.scheme;

    for (size_t i = 0; i < s->n_items; i++) {
        const ScoreLine *l = &r->units[unit].lines[i];
        const SchemeItem *x = &s->items[i];
        if (l->state == SCORE_NOT_APPLIED)
            continue;
        rows_begin(out);
        rows_text(out, "item", x->name.code);
        rows_text(out, "name", scheme_name(&x->name, v->lang));
        rows_text(out, "group", x->group == SCHEME_NONE ? "" : s->groups[x->group].name.code);
        rows_text(out, "kind", scheme_kind_code(x->kind));
        rows_exact(out, "raw", l->raw);
        rows_exact(out, "bounded", l->bounded);
        rows_number(out, "points", l->points, decimals_of(x));
        rows_exact(out, "weight", l->weight);
        rows_exact(out, "factor", l->factor);
        rows_text(out, "state", score_state_code(l->state));
        rows_text(out, "bound", bound_text(l));
        rows_text(out, "gate", l->gate == SCHEME_NONE ? "" : s->gates[l->gate].name.code);
    }
}

static void group_rows(const Viewer *v, const ScoreResult *r, size_t unit, Rows *out)
{
    const Scheme *s = r->spec.scheme;

    for (size_t g = 0; g < s->n_groups; g++) {
        const ScoreSum *sum = &r->units[unit].groups[g];
        rows_begin(out);
        rows_text(out, "group", s->groups[g].name.code);
        rows_text(out, "name", scheme_name(&s->groups[g].name, v->lang));
        rows_exact(out, "sum", sum->sum);
        rows_exact(out, "points", sum->points);
        rows_text(out, "gate", sum->gate == SCHEME_NONE ? "" : s->gates[sum->gate].name.code);
    }
}

/* The unit's total in the run before, or NULL. */
static const RunLine *total_before(const ScoreShown *x, const ScoredUnit *u)
{
    for (size_t i = 0; i < x->n; i++)
        if (x->lines[i].of == RUN_TOTAL && strcmp(x->lines[i].unit, unit_code(&u->unit->unit)) == 0)
            return &x->lines[i];
    return NULL;
}

static void unit_json(const Viewer *v, const ScoreShown *x, size_t unit, Json *j)
{
    const ScoreResult *r = x->result;
    const RunLine *before = total_before(x, &r->units[unit]);
    Rows head = {.arena = v->arena}, items = {.arena = v->arena}, groups = {.arena = v->arena};

    unit_fields(v, r, &r->units[unit], &head);
    rows_text(&head, "kind", unit_kind_code(r->units[unit].unit->unit.kind));
    rows_number(&head, "total_before", before ? before->points : (double)NAN, r->spec.scheme->decimals);
    rows_int_if(&head, "place_before", before ? before->place : 0, before && before->place > 0);
    score_line_rows(v, r, unit, &items);
    group_rows(v, r, unit, &groups);
    json_begin_object(j);
    row_json_fields(&head.items[0], j);
    json_key(j, "items");
    rows_json(&items, j);
    json_key(j, "groups");
    rows_json(&groups, j);
    json_end_object(j);
}

static void name_json(const Viewer *v, const SchemeName *n, Json *j)
{
    json_begin_object(j);
    json_put_text(j, "code", n->code);
    json_put_text(j, "name", scheme_name(n, v->lang));
    json_end_object(j);
}

static void names_json(const Viewer *v, const Scheme *s, Json *j)
{
    Rows items = {.arena = v->arena};

    json_key(j, "classes");
    json_begin_array(j);
    for (size_t i = 0; i < s->n_classes; i++)
        name_json(v, &s->classes[i], j);
    json_end_array(j);
    json_key(j, "groups");
    json_begin_array(j);
    for (size_t i = 0; i < s->n_groups; i++)
        name_json(v, &s->groups[i].name, j);
    json_end_array(j);
    json_key(j, "lists");
    json_begin_array(j);
    for (size_t i = 0; i < s->n_lists; i++)
        name_json(v, &s->lists[i].name, j);
    json_end_array(j);
    json_key(j, "gates");
    json_begin_array(j);
    for (size_t i = 0; i < s->n_gates; i++)
        name_json(v, &s->gates[i].name, j);
    json_end_array(j);
    scheme_item_rows(v, s, &items);
    json_key(j, "items");
    rows_json(&items, j);
}

static Basis period_basis(Period p)
{
    return p.freq == FREQ_MONTH ? BASIS_YTD : p.freq == FREQ_QUARTER ? BASIS_QUARTER : BASIS_YEAR;
}

void score_json(const Viewer *v, const ScoreShown *x, Json *j)
{
    const ScoreResult *r = x->result;
    const Scheme *s = r->spec.scheme;
    char title[PERIOD_TEXT_MAX];

    period_title(r->spec.period, period_basis(r->spec.period), v->lang, title);
    json_begin_object(j);
    json_put_int(j, "run", x->run ? x->run->id : 0);
    json_put_text(j, "scheme", s->name.code);
    json_put_int(j, "version", s->version);
    json_put_text(j, "name", scheme_name(&s->name, v->lang));
    json_put_text(j, "period", show_period(v->arena, r->spec.period));
    json_put_text(j, "period_title", title);
    json_put_text(j, "as_of", show_date(v->arena, r->spec.known.as_of));
    json_put_text(j, "title", x->publication ? x->publication->title : x->run ? x->run->title : "");
    json_put_text(j, "shown_from", show_date(v->arena, x->publication ? x->publication->from : 0));
    json_put_bool(j, "sample", s->sample);
    json_key(j, "before_run");
    if (x->before)
        json_int(j, x->before->id);
    else
        json_unknown(j);
    json_put_text(j, "before_period", x->before ? show_period(v->arena, x->before->period) : "");
    names_json(v, s, j);
    json_key(j, "units");
    json_begin_array(j);
    for (size_t i = 0; i < r->n; i++)
        unit_json(v, x, i, j);
    json_end_array(j);
    json_end_object(j);
}

/* ---- runs ---- */

void run_rows(const ScoreRun *items, size_t n, const RunPublication *shown, size_t n_shown, Rows *out)
{
    for (size_t i = 0; i < n; i++) {
        const ScoreRun *x = &items[i];
        const RunPublication *p = publication_of(shown, n_shown, x->id);
        rows_begin(out);
        rows_int(out, "run", x->id);
        rows_text(out, "scheme", x->scheme);
        rows_int(out, "version", x->version);
        rows_text(out, "period", show_period(out->arena, x->period));
        rows_text(out, "kind", run_kind_code(x->kind));
        rows_int_if(out, "corrects", x->corrects, x->corrects > 0);
        rows_int_if(out, "appeal", x->appeal, x->appeal > 0);
        rows_text(out, "title", p ? p->title : x->title);
        rows_text(out, "shown_from", p ? show_date(out->arena, p->from) : "");
        rows_text(out, "as_of", show_date(out->arena, x->as_of));
        rows_int(out, "until_submission", x->until_submission);
        rows_int(out, "lines", x->n_lines);
        rows_text(out, "sha256", x->lines_sha256);
        rows_text(out, "by", x->by);
        rows_text(out, "at", x->at);
        rows_int(out, "audit", x->audit_seq);
    }
}

void run_line_rows(const RunLine *items, size_t n, Rows *out)
{
    static const char *const of[] = {
        [RUN_ITEM] = "item", [RUN_GROUP] = "group", [RUN_LIST] = "list", [RUN_TOTAL] = "total"};

    for (size_t i = 0; i < n; i++) {
        const RunLine *l = &items[i];
        rows_begin(out);
        rows_int(out, "line", l->line);
        rows_text(out, "unit", l->unit);
        rows_text(out, "class", l->in);
        rows_text(out, "of", of[l->of]);
        rows_text(out, "code", l->code);
        rows_text(out, "state", l->state);
        rows_exact(out, "raw", l->raw);
        rows_exact(out, "points", l->points);
        rows_exact(out, "weight", l->weight);
        rows_text(out, "gate", l->gate);
        rows_text(out, "note", l->note);
        rows_int_if(out, "place", l->place, l->place > 0);
    }
}

/* ---- comparing, steps ---- */

static void named(const Viewer *v, const ScoreNames *names, const char *unit, const char *item, Rows *out)
{
    size_t i = names->scheme && *item ? scheme_item(names->scheme, item) : SCHEME_NONE;

    rows_text(out, "unit", unit);
    rows_text(out, "unit_name", unit_label(names->city, unit, v->lang));
    rows_text(out, "item", item);
    rows_text(out, "item_name",
              i == SCHEME_NONE ? item : scheme_name(&names->scheme->items[i].name, v->lang));
}

typedef struct Changed {
    const ScoreNames *names;
    const ScoreChange *change;
} Changed;

static void change_row(const Viewer *v, const Changed *c, const ScoreCause *cause, Rows *out)
{
    const ScoreChange *x = c->change;

    rows_begin(out);
    named(v, c->names, x->unit, x->item, out);
    rows_exact(out, "before", x->before);
    rows_exact(out, "after", x->after);
    rows_int_if(out, "place_before", x->place_before, x->place_before > 0);
    rows_int_if(out, "place_after", x->place_after, x->place_after > 0);
    rows_text(out, "cause", cause ? cause_code(cause->kind) : "");
    rows_text(out, "cause_name", cause ? cause_name(cause->kind, v->lang) : "");
    rows_text(out, "what", cause ? cause->what : "");
    rows_exact(out, "what_before", cause ? cause->before : (double)NAN);
    rows_exact(out, "what_after", cause ? cause->after : (double)NAN);
    rows_text(out, "text_before", cause ? cause->text_before : "");
    rows_text(out, "text_after", cause ? cause->text_after : "");
    rows_int_if(out, "number", cause ? cause->submission : 0, cause && cause->submission);
}

void score_change_rows(const Viewer *v, const ScoreNames *names, const ScoreComparison *c, Rows *out)
{
    for (size_t i = 0; i < c->n; i++) {
        const ScoreChange *x = &c->changes[i];
        if (!x->n_causes)
            change_row(v, &(Changed){names, x}, NULL, out);
        for (size_t k = 0; k < x->n_causes; k++)
            change_row(v, &(Changed){names, x}, &x->causes[k], out);
    }
}

void score_step_rows(const Viewer *v, const ScoreResult *r, const ScoreStep *items, size_t n, Rows *out)
{
    const Scheme *s = r->spec.scheme;

    for (size_t i = 0; i < n; i++) {
        const ScoreStep *x = &items[i];
        rows_begin(out);
        rows_text(out, "item", s->items[x->item].name.code);
        rows_text(out, "name", scheme_name(&s->items[x->item].name, v->lang));
        rows_text(out, "reading", score_ref_text(v->arena, x->ref));
        rows_exact(out, "value", x->value);
        rows_text(out, "unit", x->unit.text);
        rows_exact(out, "step", x->step);
        rows_number(out, "gain", x->gain, s->decimals);
        rows_number(out, "total", x->total, s->decimals);
        rows_int_if(out, "place", x->place, x->place > 0);
    }
}

/* ---- entries, appeals ---- */

void score_entry_rows(const Viewer *v, const ScoreEntries *all, Rows *out)
{
    for (size_t i = 0; i < all->n; i++) {
        const ScoreEntry *x = &all->items[i];
        rows_begin(out);
        rows_int(out, "entry", x->id);
        rows_text(out, "unit", unit_code(&x->unit));
        rows_text(out, "name", unit_name(&x->unit, v->lang));
        rows_text(out, "kind", x->kind);
        rows_text(out, "period", show_period(v->arena, x->period));
        rows_exact(out, "value", x->value);
        rows_text(out, "reason", x->reason);
        rows_text(out, "evidence", x->evidence);
        rows_int_if(out, "replaces", x->replaces, x->replaces > 0);
        rows_flag(out, "replaced", all->replaced[i]);
        rows_text(out, "by", x->by);
        rows_text(out, "at", x->at);
        rows_int(out, "audit", x->audit_seq);
        rows_flag(out, "sample", x->sample);
    }
}

void score_appeal_rows(const Viewer *v, const ScoreNames *names, const ScoreAppeal *items, size_t n,
                       Rows *out)
{
    for (size_t i = 0; i < n; i++) {
        const ScoreAppeal *x = &items[i];
        rows_begin(out);
        rows_int(out, "appeal", x->id);
        rows_int(out, "run", x->run);
        named(v, names, x->unit, x->item, out);
        rows_text(out, "text", x->text);
        rows_text(out, "by", x->by);
        rows_text(out, "at", x->at);
        rows_text(out, "answer", appeal_code(x->answer));
        rows_text(out, "answer_name", appeal_name(x->answer, v->lang));
        rows_text(out, "answer_text", x->answer_text);
        rows_text(out, "answered_by", x->answered_by);
        rows_text(out, "answered_at", x->answered_at);
        rows_int_if(out, "correction", x->correction, x->correction > 0);
    }
}
