/* One task, whole. */
#include <math.h>
#include <string.h>

#include "view/tasks.h"
#include "view/units.h"

enum { POINTS_BEFORE = 12 };

/* ---- events ---- */

static const SupervisionRule *rule_of(const TaskBoard *b, const TaskEvent *ev)
{
    for (size_t i = 0; *ev->rule && i < b->rules.n; i++)
        if (strcmp(b->rules.rules[i].rule, ev->rule) == 0)
            return &b->rules.rules[i];
    return NULL;
}

static const char *joined(Arena *a, const char *list, const char *more, const char *mark)
{
    return !*more ? list : *list ? arena_printf(a, "%s%s%s", list, mark, more) : more;
}

/* Who was told by a step of the clock, as its rule says. */
static const char *told(const Viewer *v, const TaskBoard *b, const Task *t, const SupervisionRule *r)
{
    const char *list = "", *mark = TEXT(v->lang, "、", ", ");

    for (size_t i = 0; r && i < r->n_to; i++) {
        if (strcmp(r->to[i], "lead") == 0)
            list = joined(v->arena, list, unit_label(b->city, t->card.lead, v->lang), mark);
        for (size_t k = 0; strcmp(r->to[i], "supporting") == 0 && k < t->card.n_supporting; k++)
            list = joined(v->arena, list, unit_label(b->city, t->card.supporting[k], v->lang), mark);
        if (strcmp(r->to[i], "leader") == 0)
            list = joined(v->arena, list, leader_label(b->city, t->card.leader, v->lang), mark);
        if (strcmp(r->to[i], "office") == 0)
            list = joined(v->arena, list, task_party_name(PARTY_OFFICE, v->lang), mark);
    }
    return list;
}

static const char *speaker(const Viewer *v, const TaskBoard *b, const TaskEvent *ev)
{
    TaskParty party = task_verb(ev->verb)->party;

    if (party == PARTY_OFFICE || party == PARTY_CLOCK)
        return task_party_name(party, v->lang);
    return party == PARTY_LEADER ? leader_label(b->city, ev->unit, v->lang)
                                 : unit_label(b->city, ev->unit, v->lang);
}

static void files_json(const TaskEvent *ev, Json *j)
{
    json_key(j, "files");
    json_begin_array(j);
    for (size_t i = 0; i < ev->n_files; i++) {
        json_begin_object(j);
        json_put_text(j, "name", ev->files[i].name);
        json_put_text(j, "sha256", ev->files[i].sha256);
        json_put_int(j, "bytes", ev->files[i].bytes);
        json_end_object(j);
    }
    json_end_array(j);
}

static const char *parts_text(Arena *a, const TaskEvent *ev)
{
    const char *text = "";

    for (size_t i = 0; i < ev->n_parts; i++)
        text = arena_printf(a, "%s%s%lld", text, i ? ";" : "", (long long)ev->parts[i]);
    return text;
}

static void event_json(const Viewer *v, const TaskBoard *b, const Task *t, const TaskEvent *ev, Json *j)
{
    const TaskVerbRow *verb = task_verb(ev->verb);
    const SupervisionRule *rule = rule_of(b, ev);

    json_begin_object(j);
    json_put_int(j, "id", ev->id);
    json_put_text(j, "on", show_date(v->arena, ev->on));
    json_put_text(j, "at", ev->at);
    json_put_text(j, "by", ev->by);
    json_put_text(j, "verb", verb->code);
    json_put_text(j, "verb_name", TEXT(v->lang, verb->zh, verb->en));
    json_put_text(j, "party", task_party_code(verb->party));
    json_put_text(j, "unit", ev->unit);
    json_put_text(j, "unit_name", speaker(v, b, ev));
    json_put_text(j, "text", ev->text);
    json_put_text(j, "date", show_date(v->arena, ev->date));
    json_put_num(j, "value", ev->value);
    json_put_text(j, "value_unit", ev->value_unit);
    files_json(ev, j);
    json_put_int(j, "other", ev->other);
    json_put_text(j, "parts", parts_text(v->arena, ev));
    json_put_text(j, "rule", ev->rule);
    json_put_text(j, "rule_name", rule ? TEXT(v->lang, rule->name_zh, rule->name_en) : ev->rule);
    json_put_text(j, "colour", ev->colour);
    json_put_text(j, "base_on", show_date(v->arena, ev->base_on));
    json_put_int(j, "grace", rule ? rule->grace : 0);
    json_put_text(j, "told", told(v, b, t, rule));
    json_put_int(j, "audit", ev->audit_seq);
    json_end_object(j);
}

/* ---- effect ---- */

static void fact_num(Json *j, const char *key, const Fact *f)
{
    json_put_num(j, key, f ? f->value : (double)NAN);
}

static void month_text(const Viewer *v, const TaskEffect *x, const char *prefix, Period p, Json *j)
{
    char title[PERIOD_TEXT_MAX];

    period_title(p, x->basis, v->lang, title);
    json_put_text(j, arena_printf(v->arena, "%speriod", prefix), show_period(v->arena, p));
    json_put_text(j, arena_printf(v->arena, "%stitle", prefix), title);
}

static const Fact *point_fact(const TaskEffect *x, Measure m, Period p)
{
    return x->basis == BASIS_POINT ? history_point(x->now, m, p) : history_ytd(x->now, m, p);
}

static bool is_sample(const Fact *f)
{
    return f && f->status == STATUS_SAMPLE;
}

/* True when a sample figure is among the points. */
static bool points_json(const Viewer *v, const TaskEffect *x, Json *j)
{
    bool sample = false;

    json_key(j, "points");
    json_begin_array(j);
    for (Period p = period_shift(x->from, -POINTS_BEFORE); period_cmp(p, x->to) <= 0;
         p = period_shift(p, 1)) {
        const Fact *level = point_fact(x, MEASURE_VALUE, p), *growth = point_fact(x, MEASURE_YOY, p);
        if (!level && !growth)
            continue;
        json_begin_object(j);
        month_text(v, x, "", p, j);
        fact_num(j, "value", level);
        fact_num(j, "growth", growth);
        json_put_bool(j, "since", period_cmp(p, x->from) > 0);
        json_put_bool(j, "sample", is_sample(level) || is_sample(growth));
        sample = sample || is_sample(level) || is_sample(growth);
        json_end_object(j);
    }
    json_end_array(j);
    return sample;
}

static void effect_json(const Viewer *v, const TaskEffect *x, Json *j)
{
    bool both = x->growth_from && x->growth_to;
    double change = both ? x->growth_to->value - x->growth_from->value : (double)NAN;

    json_begin_object(j);
    json_put_text(j, "indicator", x->indicator->code);
    json_put_text(j, "name", indicator_name(x->indicator, v->lang));
    json_put_text(j, "area", x->area->code);
    json_put_text(j, "area_name", area_name(x->area, v->lang));
    json_put_text(j, "unit", x->indicator->unit);
    json_put_int(j, "decimals", x->indicator->decimals);
    month_text(v, x, "from_", x->from, j);
    fact_num(j, "from_value", x->level_from);
    fact_num(j, "from_growth", x->growth_from);
    month_text(v, x, "to_", x->to, j);
    fact_num(j, "to_value", x->level_to);
    fact_num(j, "to_growth", x->growth_to);
    json_put_num(j, "change_pp", round(change * 100) / 100);
    json_put_num(j, "target", x->target ? x->target->value : (double)NAN);
    json_put_text(j, "target_measure", x->target ? measure_code(x->target->measure) : "");
    json_put_bool(j, "sample", points_json(v, x, j));
    json_end_object(j);
}

/* ---- the whole ---- */

static void units_json(const Viewer *v, const TaskBoard *b, const TaskCard *c, Json *j)
{
    json_key(j, "supporting_units");
    json_begin_array(j);
    for (size_t i = 0; i < c->n_supporting; i++) {
        json_begin_object(j);
        json_put_text(j, "kind", unit_kind_of_code(b->city, c->supporting[i]));
        json_put_text(j, "code", c->supporting[i]);
        json_put_text(j, "name", unit_label(b->city, c->supporting[i], v->lang));
        json_end_object(j);
    }
    json_end_array(j);
}

static void reasons_json(const Viewer *v, const TaskBoard *b, const Task *t, Json *j)
{
    Lamp lamp;

    task_lamp(&b->rules, t, b->today, v->lang, v->arena, &lamp);
    json_key(j, "reasons");
    json_begin_array(j);
    for (size_t i = 0; i < lamp.n; i++) {
        const LampReason *r = &lamp.reasons[i];
        json_begin_object(j);
        json_put_text(j, "lamp", lamp_code(r->lamp));
        json_put_text(j, "lamp_name", lamp_name(r->lamp, v->lang));
        json_put_text(j, "text", r->text);
        json_put_text(j, "rule", r->rule ? r->rule->rule : "");
        json_put_bool(j, "memory", r->memory);
        json_end_object(j);
    }
    json_end_array(j);
}

static void steps_json(const Viewer *v, const TaskBoard *b, const TaskShown *x, Json *j)
{
    json_key(j, "allowed");
    json_begin_array(j);
    for (size_t i = 0; i < x->n_steps; i++) {
        const TaskVerbRow *verb = task_verb(x->steps[i].verb);
        const char *unit = x->steps[i].unit;
        json_begin_object(j);
        json_put_text(j, "verb", verb->code);
        json_put_text(j, "name", TEXT(v->lang, verb->zh, verb->en));
        json_put_text(j, "unit", unit);
        json_put_text(j, "unit_name",
                      verb->party == PARTY_LEADER ? leader_label(b->city, unit, v->lang)
                                                  : unit_label(b->city, unit, v->lang));
        json_put_bool(j, "needs_text", verb->needs_text);
        json_end_object(j);
    }
    json_end_array(j);
}

bool task_json(const Viewer *v, const TaskBoard *b, const TaskShown *x, Json *j, Err *e)
{
    Rows own = {.arena = v->arena}, parts = {.arena = v->arena};
    const Task *t = x->task;
    TaskEffect effect;
    bool found;

    TRY(task_effect(b, t, v->arena, &effect, &found, e));
    task_row(v, b, t, &own);
    for (size_t i = 0; i < b->tasks.n; i++)
        if (b->tasks.items[i].card.parent == t->id)
            task_row(v, b, &b->tasks.items[i], &parts);
    json_begin_object(j);
    row_json_fields(&own.items[0], j);
    units_json(v, b, &t->card, j);
    json_key(j, "events");
    json_begin_array(j);
    for (size_t i = 0; i < t->n; i++)
        event_json(v, b, t, &t->events[i], j);
    json_end_array(j);
    reasons_json(v, b, t, j);
    steps_json(v, b, x, j);
    json_key(j, "parts");
    rows_json(&parts, j);
    json_key(j, "effect");
    if (found)
        effect_json(v, &effect, j);
    else
        json_unknown(j);
    json_end_object(j);
    return true;
}
