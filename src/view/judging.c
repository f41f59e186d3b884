#include "view/judging.h"

#include <math.h>

/* ---- towns ---- */

static void town_row(const Viewer *v, const Situation *s, Rows *out)
{
    const Outcome *o = &s->year_end.level;
    int decimals = s->indicator->decimals;

    rows_begin(out);
    rows_text(out, "area", s->area->code);
    rows_text(out, "name", area_name(s->area, v->lang));
    rows_number(out, "value", s->level.known ? s->level.value : (double)NAN, s->level.decimals);
    rows_number(out, "growth", s->growth.known ? s->growth.value : (double)NAN, s->growth.decimals);
    rows_number(out, "year_end", o->kind ? o->mid : (double)NAN, decimals);
    rows_number(out, "low80", o->kind ? outcome_quantile(o, 0.1) : (double)NAN, decimals);
    rows_number(out, "high80", o->kind ? outcome_quantile(o, 0.9) : (double)NAN, decimals);
    rows_flag(out, "sample", s->level.sample || s->growth.sample);
}

void town_rows(const Viewer *v, const Towns *t, Rows *out)
{
    town_row(v, &t->whole, out);
    for (size_t i = 0; i < t->n; i++)
        town_row(v, &t->parts[i], out);
}

void towns_json(const Viewer *v, const Towns *t, Json *j)
{
    Rows rows = {.arena = v->arena};

    town_rows(v, t, &rows);
    json_begin_object(j);
    json_put_text(j, "indicator", t->whole.indicator->code);
    json_put_text(j, "period", show_period(v->arena, t->whole.period));
    json_put_text(j, "basis", basis_code(t->whole.basis));
    json_put_bool(j, "adds_up", t->adjusted);
    json_key(j, "city");
    row_json(&rows.items[0], j);
    rows_cut(&rows, 1, rows.n);
    json_key(j, "towns");
    rows_json(&rows, j);
    json_end_object(j);
}

/* ---- peers ---- */

/* Place by the indicator's direction; ties share one. 0 where the growth is not known. */
static int place_of(const Fact *const *facts, size_t n, size_t i, Direction d)
{
    int place = 1;

    if (!facts[i])
        return 0;
    for (size_t k = 0; k < n; k++)
        if (facts[k])
            place +=
                d == DIRECTION_DOWN ? facts[k]->value < facts[i]->value : facts[k]->value > facts[i]->value;
    return place;
}

bool peer_rows(const Viewer *v, Outlook *o, const Situation *s, Rows *out, Err *e)
{
    Direction d = s->indicator->direction;
    Basis basis;
    Period before_it = situation_before(s->indicator, s->basis, s->period, &basis);
    Peers now, then;

    TRY(standing_peers(o, s, s->basis, s->period, &now, e) &&
        standing_peers(o, s, basis, before_it, &then, e));
    for (size_t i = 0; i < now.n; i++) {
        const Fact *f = now.facts[i];
        int place = place_of(now.facts, now.n, i, d), before = 0;
        for (size_t k = 0; k < then.n; k++)
            if (then.areas[k] == now.areas[i])
                before = place_of(then.facts, then.n, k, d);
        rows_begin(out);
        rows_text(out, "area", now.areas[i]->code);
        rows_text(out, "name", area_name(now.areas[i], v->lang));
        rows_number(out, "growth", f ? f->value : (double)NAN, f ? f->decimals : 1);
        rows_int_if(out, "place", place, place > 0);
        rows_int_if(out, "place_before", before, before > 0);
        rows_text(out, "status", f ? status_code(f->status) : "");
        rows_flag(out, "own", now.areas[i] == s->area);
    }
    rows_sort(out, "place", false);
    return true;
}

/* ---- the record ---- */

static void judged_row(const Viewer *v, const Judged *x, Rows *out)
{
    int decimals = x->measure == MEASURE_VALUE ? x->indicator->decimals : 1;

    rows_begin(out);
    rows_text(out, "judged_on", show_date(v->arena, x->judged_on));
    rows_text(out, "period", show_period(v->arena, x->period));
    rows_text(out, "area", x->area->code);
    rows_text(out, "indicator", x->indicator->code);
    rows_text(out, "name", indicator_name(x->indicator, v->lang));
    rows_text(out, "measure", measure_code(x->measure));
    rows_text(out, "relation", x->relation == AT_MOST ? "at_most" : "at_least");
    rows_exact(out, "goal", x->goal);
    rows_exact(out, "probability", x->probability);
    rows_number(out, "year_end", x->mid, decimals);
    rows_number(out, "low80", x->low, decimals);
    rows_number(out, "high80", x->high, decimals);
    rows_number(out, "carried", x->carried, decimals);
    rows_number(out, "department", x->department, decimals);
    rows_text(out, "method", x->method);
    rows_int(out, "data", x->data);
    rows_flag(out, "sample", x->sample);
}

void judged_rows(const Viewer *v, const Judged *rows, const RecordResult *results, size_t n, Rows *out)
{
    for (size_t i = 0; i < n; i++) {
        judged_row(v, &rows[i], out);
        if (!results)
            continue;
        rows_exact(out, "result", results[i].value);
        rows_flag_if(out, "met", results[i].met == 1, results[i].met >= 0);
    }
}

static void bins_json(const RecordScore *s, Json *j)
{
    json_key(j, "reliability");
    json_begin_array(j);
    for (int b = 0; b < RECORD_BINS; b++) {
        json_begin_object(j);
        json_put_num(j, "from", b * 1.0 / RECORD_BINS);
        json_put_num(j, "said", s->bins[b].said);
        json_put_int(j, "met", (int64_t)s->bins[b].met);
        json_put_int(j, "n", (int64_t)s->bins[b].n);
        json_end_object(j);
    }
    json_end_array(j);
}

void record_json(const Rows *judgements, const RecordScore *s, Json *j)
{
    json_begin_object(j);
    json_put_int(j, "n", (int64_t)s->n);
    json_put_int(j, "settled", (int64_t)s->n_settled);
    json_put_num(j, "brier", s->brier);
    json_put_num(j, "brier_time_progress", s->brier_time);
    json_put_num(j, "brier_carried", s->brier_carried);
    json_put_int(j, "ranges", (int64_t)s->n_ranges);
    json_put_int(j, "ranges_held", (int64_t)s->n_inside);
    json_put_num(j, "error", s->error);
    json_put_num(j, "error_carried", s->error_carried);
    json_put_num(j, "error_department", s->error_department);
    bins_json(s, j);
    json_key(j, "judgements");
    rows_json(judgements, j);
    json_end_object(j);
}
