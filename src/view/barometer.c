#include "view/barometer.h"

#include <math.h>

void barometer_part_rows(const Viewer *v, const Barometer *b, Rows *out)
{
    double total = 0;

    for (size_t i = 0; i < b->n_parts; i++)
        total += b->parts[i].weight;
    for (size_t i = 0; i < b->n_parts; i++) {
        const BarometerPart *p = &b->parts[i];
        rows_begin(out);
        rows_text(out, "barometer", b->code);
        rows_text(out, "indicator", p->indicator->code);
        rows_text(out, "name", indicator_name(p->indicator, v->lang));
        rows_text(out, "measure", measure_code(p->measure));
        rows_text(out, "direction", p->sign < 0 ? "down" : "up");
        rows_exact(out, "weight_pct", p->weight / total * 100);
        rows_number(out, "value", p->figure.known ? p->figure.value : NAN, p->figure.decimals);
        rows_exact(out, "z", p->z);
        rows_exact(out, "points", p->points);
        rows_int(out, "known_months", (int64_t)p->n_known);
        rows_text(out, "lead", p->lead);
        rows_text(out, "source", p->source);
        rows_flag(out, "sample", p->sample);
    }
}

void barometer_month_rows(const Viewer *v, const Barometer *b, Rows *out)
{
    bool begun = false;

    for (size_t i = 0; i < b->n; i++) {
        begun = begun || !isnan(b->index[i]);
        if (!begun)
            continue;
        rows_begin(out);
        rows_text(out, "period", show_period(v->arena, barometer_month(b, i)));
        rows_exact(out, "index", b->index[i]);
        rows_exact(out, "share_pct", b->share[i] * 100);
        rows_exact(out, "target", b->held[i]);
    }
}

static void record_json(const Barometer *b, Json *j)
{
    int best = b->lead.best;

    json_key(j, "record");
    json_begin_object(j);
    json_key(j, "lead_months");
    if (best < 0)
        json_unknown(j);
    else
        json_int(j, best);
    json_put_num(j, "correlation", best < 0 ? NAN : b->lead.at[best].r);
    json_put_num(j, "correlation_same_month", b->lead.at[0].r);
    json_put_int(j, "pairs", best < 0 ? 0 : (int64_t)b->lead.at[best].pairs);
    json_put_int(j, "call_months", BAROMETER_CALL_MONTHS);
    json_put_int(j, "calls", (int64_t)b->calls.n);
    json_put_num(j, "hit_rate", barometer_hits(b));
    json_put_num(j, "hit_rate_base", barometer_base_hits(b));
    json_put_int(j, "turns", (int64_t)b->calls.turns);
    json_put_int(j, "turns_right", (int64_t)b->calls.turns_right);
    json_end_object(j);
}

void barometer_json(const Viewer *v, const Barometer *b, Json *j)
{
    Rows parts = {.arena = v->arena}, months = {.arena = v->arena};

    barometer_part_rows(v, b, &parts);
    barometer_month_rows(v, b, &months);
    json_begin_object(j);
    json_put_text(j, "barometer", b->code);
    json_put_text(j, "name", barometer_name(b, v->lang));
    json_put_text(j, "area", b->area->code);
    json_put_text(j, "period", show_period(v->arena, b->period));
    json_put_text(j, "target", b->target->code);
    json_put_text(j, "target_name", indicator_name(b->target, v->lang));
    json_put_text(j, "target_measure", measure_code(b->target_measure));
    json_put_int(j, "window", (int64_t)b->window);
    json_put_num(j, "index", b->now);
    json_put_num(j, "index_before", b->before);
    json_put_text(j, "band", b->band ? b->band->code : "");
    json_put_text(j, "band_name", b->band ? TEXT(v->lang, b->band->zh, b->band->en) : "");
    json_put_bool(j, "sample", b->sample);
    record_json(b, j);
    json_key(j, "parts");
    rows_json(&parts, j);
    json_key(j, "months");
    rows_json(&months, j);
    json_end_object(j);
}
