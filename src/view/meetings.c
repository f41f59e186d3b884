#include "view/meetings.h"

#include <string.h>

#include "view/units.h"

typedef struct DecisionCount {
    int decisions, issued, closed, late;
} DecisionCount;

static DecisionCount count(const TaskBoard *b, const Meeting *m, const Viewer *v)
{
    DecisionCount n = {0};
    Lamp lamp;

    for (size_t i = 0; i < b->tasks.n; i++) {
        const Task *t = &b->tasks.items[i];
        if (t->card.meeting != m->id || t->card.parent || !task_board_sees(b, t))
            continue;
        task_lamp(&b->rules, t, b->today, v->lang, v->arena, &lamp);
        n.decisions++;
        n.issued += t->issued_on > 0;
        n.closed += t->state == TASK_CLOSED;
        n.late += task_state_is_open(t->state) && lamp.late_days > 0;
    }
    return n;
}

void meeting_row(const Viewer *v, const TaskBoard *b, const Meeting *m, Rows *out)
{
    DecisionCount n = count(b, m, v);

    rows_begin(out);
    rows_int(out, "id", m->id);
    rows_text(out, "kind", m->kind);
    rows_text(out, "kind_name", meeting_kind_name(m->kind, v->lang));
    rows_text(out, "title", m->title);
    rows_text(out, "period", m->period);
    rows_text(out, "held_on", show_date(v->arena, m->held_on));
    rows_int(out, "decisions", n.decisions);
    rows_int(out, "issued", n.issued);
    rows_int(out, "closed", n.closed);
    rows_int(out, "late", n.late);
    rows_int(out, "changes", m->n_changes);
    rows_text(out, "by", m->by);
    rows_text(out, "at", m->at);
    rows_flag(out, "sample", m->sample);
}

/* The decision made of a sentence: by its place in the minutes. */
static const Task *decision_of(const TaskBoard *b, const Meeting *m, const SentenceSpan *s)
{
    for (size_t i = 0; i < b->tasks.n; i++) {
        const TaskCard *c = &b->tasks.items[i].card;
        if (c->meeting == m->id && !c->parent && c->sentence_at == (int)s->at)
            return &b->tasks.items[i];
    }
    return NULL;
}

static void sentences_json(const Viewer *v, const TaskBoard *b, const Meeting *m, Json *j)
{
    SentenceSpan *spans;
    size_t n = meeting_sentences(m, b->city, v->arena, &spans);

    json_key(j, "sentences");
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        const Task *t = decision_of(b, m, &spans[i]);
        json_begin_object(j);
        json_put_int(j, "at", (int64_t)spans[i].at);
        json_put_int(j, "n", (int64_t)spans[i].n);
        json_put_text(j, "text", arena_strndup(v->arena, m->minutes + spans[i].at, spans[i].n));
        json_put_bool(j, "likely", spans[i].likely);
        json_put_text(j, "lead", spans[i].lead);
        json_put_text(j, "lead_name", unit_label(b->city, spans[i].lead, v->lang));
        json_put_text(j, "due_on", show_date(v->arena, spans[i].due_on));
        json_put_int(j, "task", t ? t->id : 0);
        json_end_object(j);
    }
    json_end_array(j);
}

void meeting_json(const Viewer *v, const TaskBoard *b, const Meeting *m, Json *j)
{
    Rows own = {.arena = v->arena}, tasks = {.arena = v->arena};

    meeting_row(v, b, m, &own);
    for (size_t i = 0; i < b->tasks.n; i++)
        if (b->tasks.items[i].card.meeting == m->id && task_board_sees(b, &b->tasks.items[i]))
            task_row(v, b, &b->tasks.items[i], &tasks);
    json_begin_object(j);
    row_json_fields(&own.items[0], j);
    json_put_text(j, "agenda", m->agenda);
    json_put_text(j, "minutes", m->minutes);
    sentences_json(v, b, m, j);
    json_key(j, "tasks");
    rows_json(&tasks, j);
    json_end_object(j);
}
