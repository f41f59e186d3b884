#include "view/tasks.h"

#include <math.h>
#include <string.h>

#include "view/units.h"

bool task_board_load(const View *known, const Catalogue *c, int today, Arena *a, TaskBoard *out, Err *e)
{
    *out = (TaskBoard){.city = known->city, .catalogue = c, .known = *known, .today = today};
    TRY(supervision_load(known->s, known->city->id, known->as_of, a, &out->rules, e));
    TRY(meeting_list(known->s, known->city->id, a, &out->meetings, &out->n_meetings, e));
    return tasks_load(known->s, known->city->id, known->as_of, a, &out->tasks, e);
}

const Meeting *task_board_meeting(const TaskBoard *b, int64_t id)
{
    for (size_t i = 0; i < b->n_meetings; i++)
        if (b->meetings[i].id == id)
            return &b->meetings[i];
    return NULL;
}

bool task_board_sees(const TaskBoard *b, const Task *t)
{
    return !b->sees || b->sees(b->who, t);
}

/* ---- a row ---- */

static const char *list_of(Arena *a, const char *const *codes, size_t n)
{
    const char *text = "";

    for (size_t i = 0; i < n; i++)
        text = arena_printf(a, "%s%s%s", text, i ? ";" : "", codes[i]);
    return text;
}

static const char *served_name(const Viewer *v, const TaskBoard *b, const TaskCard *c)
{
    const Indicator *i =
        c->serves == SERVES_INDICATOR ? catalogue_by_code(b->catalogue, c->serves_code) : NULL;

    return i ? indicator_name(i, v->lang) : c->serves_code;
}

static void day(Rows *out, const Viewer *v, const char *name, int date)
{
    rows_text(out, name, show_date(v->arena, date));
}

static void whose(const Viewer *v, const TaskBoard *b, const TaskCard *c, Rows *out)
{
    rows_text(out, "lead", c->lead);
    rows_text(out, "lead_name", unit_label(b->city, c->lead, v->lang));
    rows_text(out, "lead_kind", unit_kind_of_code(b->city, c->lead));
    rows_text(out, "supporting", list_of(v->arena, c->supporting, c->n_supporting));
    rows_text(out, "leader", c->leader);
    rows_text(out, "leader_name", leader_label(b->city, c->leader, v->lang));
}

static void when(const Viewer *v, const TaskBoard *b, const Task *t, const Lamp *lamp, Rows *out)
{
    bool runs = task_state_is_open(t->state) && !t->asked_close_on; /* after that the office's time runs */

    day(out, v, "due_on", t->card.due_on);
    day(out, v, "first_due_on", t->first_due_on);
    rows_int_if(out, "days_left", runs ? date_days(t->card.due_on) - date_days(b->today) : 0, runs);
    rows_int(out, "late_days", lamp->late_days);
    rows_int(out, "late_first_days", lamp->late_first_days);
}

static void what_for(const Viewer *v, const TaskBoard *b, const TaskCard *c, Rows *out)
{
    const Meeting *m = task_board_meeting(b, c->meeting);

    rows_text(out, "urgency", task_urgency_code(c->urgency));
    rows_text(out, "serves", task_serves_code(c->serves));
    rows_text(out, "serves_code", c->serves_code);
    rows_text(out, "serves_name", served_name(v, b, c));
    rows_int(out, "meeting", c->meeting);
    rows_text(out, "meeting_title", m ? m->title : "");
    rows_int_if(out, "sentence_at", c->sentence_at, c->sentence_at >= 0);
    rows_text(out, "rhythm", rhythm_text(c->rhythm, v->arena));
    rows_text(out, "measure", c->measure);
}

/* The first day of the rhythm without a feedback, past or to come; 0 none. */
static int feedback_due(const Viewer *v, const TaskBoard *b, const Task *t)
{
    Obligation *owed;
    size_t n = task_obligations(t, b->today, v->arena, &owed);

    for (size_t i = 0; i < n; i++)
        if (owed[i].clock == CLOCK_RHYTHM && !owed[i].done_on)
            return owed[i].base_on;
    return 0;
}

static void history_of(const Viewer *v, const TaskBoard *b, const Task *t, Rows *out)
{
    day(out, v, "registered_on", t->registered_on);
    day(out, v, "issued_on", t->issued_on);
    day(out, v, "accepted_on", t->accepted_on);
    day(out, v, "last_feedback_on", t->last_feedback_on);
    day(out, v, "feedback_due_on", feedback_due(v, b, t));
    day(out, v, "extension_asked", t->extension_asked);
    day(out, v, "asked_close_on", t->asked_close_on);
    day(out, v, "closed_on", t->closed_on);
    rows_text(out, "slip", t->slip);
    rows_int(out, "extensions", t->n_extensions);
    rows_int(out, "returns", t->n_returns);
    rows_int(out, "parent", t->card.parent);
    rows_int(out, "merged_into", t->merged_into);
    rows_flag(out, "sample", t->card.sample);
}

void task_row(const Viewer *v, const TaskBoard *b, const Task *t, Rows *out)
{
    Lamp lamp;

    task_lamp(&b->rules, t, b->today, v->lang, v->arena, &lamp);
    rows_begin(out);
    rows_int(out, "id", t->id);
    rows_text(out, "title", t->card.title);
    rows_text(out, "sentence", t->card.sentence);
    rows_text(out, "state", task_state_code(t->state));
    rows_text(out, "state_name", task_state_name(t->state, v->lang));
    rows_text(out, "lamp", lamp_code(lamp.lamp));
    rows_text(out, "lamp_name", lamp_name(lamp.lamp, v->lang));
    rows_text(out, "lamp_why", lamp.n ? lamp.reasons[0].text : "");
    whose(v, b, &t->card, out);
    when(v, b, t, &lamp, out);
    what_for(v, b, &t->card, out);
    history_of(v, b, t, out);
}

/* ---- what may be done ---- */

/* What the state allows, but for what stands in the way of it on this day. */
static bool is_timely(const TaskBoard *b, const Task *t, TaskVerb v)
{
    switch ((int)v) {
    case TASK_ASK_EXTENSION:
        return !t->extension_asked && b->today < t->card.due_on;
    case TASK_EXTEND:
    case TASK_REFUSE_EXTENSION:
        return t->extension_asked != 0;
    case TASK_ASK_CLOSE:
        return task_open_parts(&b->tasks, t->id) == 0;
    default:
        return true;
    }
}

static void add_step(const TaskBoard *b, const Task *t, TaskStep step, TaskStep *list, size_t *n)
{
    if (task_can(t, step.verb) && is_timely(b, t, step.verb))
        list[(*n)++] = step;
}

size_t task_steps(const TaskBoard *b, const Task *t, Arena *a, TaskStep **out)
{
    size_t n = 0;

    *out = NEW_N(a, TaskStep, TASK_VERBS + t->card.n_supporting);
    for (int v = TASK_AMEND; v < TASK_REMIND; v++) {
        TaskParty party = task_verb((TaskVerb)v)->party;
        if (party == PARTY_SUPPORTING)
            for (size_t i = 0; i < t->card.n_supporting; i++)
                add_step(b, t, (TaskStep){(TaskVerb)v, t->card.supporting[i]}, *out, &n);
        else if (party == PARTY_LEAD)
            add_step(b, t, (TaskStep){(TaskVerb)v, t->card.lead}, *out, &n);
        else if (party != PARTY_LEADER)
            add_step(b, t, (TaskStep){(TaskVerb)v, ""}, *out, &n);
        else if (*t->card.leader)
            add_step(b, t, (TaskStep){(TaskVerb)v, t->card.leader}, *out, &n);
    }
    return n;
}
