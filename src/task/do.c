/* A wish becomes an event: whom and what it names is looked up, the rules are asked, and it is stored. */
#include <math.h>
#include <string.h>

#include "task/card.h"
#include "task/evidence.h"
#include "task/record.h"

typedef struct Doing {
    const TaskWorld *w;
    const Intake *in;
    const TaskDeed *deed;
    Arena *a;
} Doing;

static const char *copy(Arena *a, const char *text)
{
    return text ? arena_strdup(a, text) : "";
}

/* The event of a deed, in memory that lives as long as the task. */
static TaskEvent event_of(const Doing *d, int64_t task)
{
    const TaskDeed *deed = d->deed;

    return (TaskEvent){.task = task,
                       .on = d->in->known_on,
                       .at = arena_strdup(d->a, d->in->received_at),
                       .by = arena_strdup(d->a, d->in->by),
                       .verb = deed->verb,
                       .unit = copy(d->a, deed->unit),
                       .text = copy(d->a, deed->text),
                       .date = deed->date,
                       .value = deed->value,
                       .value_unit = copy(d->a, deed->value_unit),
                       .other = deed->other,
                       .rule = copy(d->a, deed->rule),
                       .colour = copy(d->a, deed->colour),
                       .base_on = deed->base_on};
}

/* ---- what it names ---- */

/* A unit that stands on the card is known by it, even where the city has it no longer. */
static bool on_card(const TaskCard *c, const char *unit)
{
    bool found = !*unit || strcmp(unit, c->lead) == 0 || strcmp(unit, c->leader) == 0;

    for (size_t i = 0; i < c->n_supporting; i++)
        found = found || strcmp(unit, c->supporting[i]) == 0;
    return found;
}

static bool name_unit(const Doing *d, const TaskCard *c, TaskEvent *ev, Err *e)
{
    CardFaults fs = {.lang = e->lang};
    TaskParty p = task_verb(ev->verb)->party;

    if (on_card(c, ev->unit))
        return true;
    if (p == PARTY_LEADER)
        ev->unit = card_leader(d->w->city, ev->unit, &fs);
    else if (p == PARTY_LEAD || p == PARTY_SUPPORTING)
        ev->unit = card_unit(d->w->city, "unit", str_of(ev->unit), &fs);
    return card_faults_tell(&fs, e);
}

static bool name_files(const Doing *d, TaskEvent *ev, Err *e)
{
    size_t n = d->deed->n_files;
    TaskFile *files = NEW_N(d->a, TaskFile, n + 1);
    bool has;

    for (size_t i = 0; i < n; i++) {
        const TaskFile *f = &d->deed->files[i];
        files[i] = (TaskFile){.name = copy(d->a, f->name), .sha256 = copy(d->a, f->sha256)};
        TRY(evidence_has(d->w->s, d->in->city, files[i].sha256, &has, &files[i].bytes, e));
        if (!has)
            return ERR(e, ERR_NOT_FOUND, "文件“%.80s”还没有存入；先存入文件，再登记这一步",
                       "the file \"%.80s\" is not in the store; store it before the step that names it",
                       files[i].name);
    }
    ev->files = files;
    ev->n_files = n;
    return true;
}

static bool name_card(const Doing *d, const TaskCard *given, int64_t parent, TaskEvent *ev, Err *e)
{
    CardFaults fs = {.lang = e->lang};
    TaskCard *card = NEW(d->a, TaskCard);

    TRY(card_resolve(d->w, given, d->a, card, &fs, e) && card_faults_tell(&fs, e));
    card->parent = parent;
    ev->card = card;
    return true;
}

/* ---- what needs other tasks ---- */

static bool open_parts(const Doing *d, const Task *t, TaskVerb v, size_t *n, Err *e)
{
    *n = 0;
    if (v != TASK_ASK_CLOSE && v != TASK_MERGE && v != TASK_WITHDRAW)
        return true;
    for (size_t i = 0; i < t->n; i++)
        for (size_t k = 0; k < t->events[i].n_parts; k++) {
            Task part;
            TRY(task_load(d->w->s, &(TaskKey){d->in->city, t->events[i].parts[k], 0}, d->a, &part, e));
            *n += task_state_is_open(part.state);
        }
    return true;
}

/* Is `above` the task itself or one that it is a part of? */
static bool is_part_of(const Doing *d, const Task *t, int64_t above, bool *is, Err *e)
{
    Task at = *t;

    for (;;) {
        *is = at.id == above;
        if (*is || !at.card.parent)
            return true;
        TRY(task_load(d->w->s, &(TaskKey){d->in->city, at.card.parent, 0}, d->a, &at, e));
    }
}

static bool check_other(const Doing *d, const Task *t, const TaskEvent *ev, Err *e)
{
    Task other;
    bool below, above;

    TRY(task_load(d->w->s, &(TaskKey){d->in->city, ev->other, 0}, d->a, &other, e));
    if (!task_state_is_open(other.state))
        return ERR(e, ERR_CONFLICT, "第 %lld 号事项是“%s”，不能并入；要并入一个交办了、没有办结的事项",
                   "task %lld is \"%s\", and nothing can be merged into it; it must be issued and open",
                   (long long)other.id, task_state_name(other.state, e->lang));
    TRY(is_part_of(d, t, other.id, &below, e) && is_part_of(d, &other, t->id, &above, e));
    return !(below || above) ||
           ERR(e, ERR_INVALID, "第 %lld 号与第 %lld 号事项是上下级，不能并入",
               "of tasks %lld and %lld one is a part of the other, and they cannot be merged",
               (long long)t->id, (long long)other.id);
}

/* A part is due no later than its parent. */
static bool check_against_parent(const Doing *d, const Task *t, int date, Err *e)
{
    char due[DATE_TEXT_MAX];
    Task parent;

    if (!t->card.parent || !date)
        return true;
    TRY(task_load(d->w->s, &(TaskKey){d->in->city, t->card.parent, 0}, d->a, &parent, e));
    date_text(parent.card.due_on, due);
    return date <= parent.card.due_on ||
           ERR(e, ERR_CONFLICT, "上级事项 %lld 的完成时限是 %s，本事项不能更晚；先为上级事项延期",
               "the parent, task %lld, is due on %s and this part cannot be later; extend the parent first",
               (long long)parent.id, due);
}

/* ---- one event ---- */

static bool step(const Doing *d, Task *t, TaskEvent *ev, Err *e)
{
    size_t n_open_parts;

    TRY(open_parts(d, t, ev->verb, &n_open_parts, e) && task_check(t, ev, n_open_parts, e));
    if (ev->verb == TASK_MERGE)
        TRY(check_other(d, t, ev, e));
    if (ev->verb == TASK_ASK_EXTENSION || ev->verb == TASK_EXTEND)
        TRY(check_against_parent(d, t, ev->date, e));
    if (ev->verb == TASK_INSPECT)
        TRY(task_inspection_allowed(d->w, t, ev->on, d->a, e));
    TRY(task_event_add(d->w->s, d->in->city, ev, d->a, e));
    task_apply(t, ev, d->a);
    return task_tell(d->w, d->in, t, d->a, e);
}

static bool do_register(const Doing *d, Task *t, Err *e)
{
    int64_t last_event, last_task;

    if (!d->deed->card)
        return ERR(e, ERR_INVALID, "没有给出事项的内容", "the task's card is missing");
    if (d->deed->card->parent)
        return ERR(e, ERR_INVALID, "下级事项由拆分上级事项而来，不单独立项",
                   "a part of a task comes of splitting it and is not registered by itself");
    TRY(task_event_last(d->w->s, d->in->city, &last_event, &last_task, e));
    TaskEvent ev = event_of(d, last_task + 1);
    TRY(name_card(d, d->deed->card, 0, &ev, e) && name_files(d, &ev, e));
    return step(d, t, &ev, e);
}

/* ---- splitting ---- */

/* What the part leaves empty is the parent's. */
static TaskCard part_card(const Doing *d, const TaskCard *part, const Task *t)
{
    Err none = {0};
    Unit lead;
    const TaskCard *p = &t->card;
    TaskCard c = *part;

#define FILL(field) c.field = c.field && *c.field ? c.field : p->field
    FILL(title);
    FILL(lead);
    FILL(leader);
    FILL(measure);
#undef FILL
    if (unit_find(d->w->city, str_of(c.lead), &lead, &none))
        c.lead = unit_code(&lead);
    c.meeting = p->meeting;
    c.sentence = p->sentence;
    c.sentence_at = p->sentence_at;
    c.sample = c.sample || p->sample;
    c.due_on = c.due_on ? c.due_on : p->due_on;
    c.rhythm = c.rhythm.kind == RHYTHM_NONE ? p->rhythm : c.rhythm;
    c.urgency = c.urgency == URGENCY_NORMAL ? p->urgency : c.urgency;
    if (c.serves == SERVES_NOTHING) {
        c.serves = p->serves;
        c.serves_code = p->serves_code;
    }
    if (c.n_supporting)
        return c;
    c.supporting = NEW_N(d->a, const char *, p->n_supporting + 1);
    for (size_t i = 0; i < p->n_supporting; i++)
        if (strcmp(p->supporting[i], c.lead) != 0)
            c.supporting[c.n_supporting++] = p->supporting[i];
    return c;
}

static bool add_part(const Doing *d, const Task *t, int64_t id, const TaskCard *given, Err *e)
{
    const TaskDeed deed[] = {{.verb = TASK_REGISTER, .value = NAN}, {.verb = TASK_ISSUE, .value = NAN}};
    TaskCard card = part_card(d, given, t);
    Task part = {0};

    for (size_t i = 0; i < COUNT(deed); i++) {
        Doing one = {d->w, d->in, &deed[i], d->a};
        TaskEvent ev = event_of(&one, id);
        if (deed[i].verb == TASK_REGISTER)
            TRY(name_card(&one, &card, t->id, &ev, e));
        TRY(step(&one, &part, &ev, e));
    }
    if (part.card.due_on <= t->card.due_on)
        return true;
    char due[DATE_TEXT_MAX], parent[DATE_TEXT_MAX];
    date_text(part.card.due_on, due);
    date_text(t->card.due_on, parent);
    return ERR(e, ERR_INVALID, "完成时限 %s 晚于上级事项的 %s",
               "it is due on %s, later than the parent, on %s", due, parent);
}

static bool do_split(const Doing *d, Task *t, TaskEvent *ev, Err *e)
{
    size_t n = d->deed->n_parts;
    int64_t last_event, last_task;

    if (n > TASK_PARTS_MAX)
        return ERR(e, ERR_INVALID, "拆分要给出 1 至 %d 个事项", "a split takes 1 to %d parts",
                   TASK_PARTS_MAX);
    TRY(task_event_last(d->w->s, d->in->city, &last_event, &last_task, e));
    int64_t *parts = NEW_N(d->a, int64_t, n + 1);
    for (size_t i = 0; i < n; i++)
        parts[i] = last_task + 1 + (int64_t)i;
    ev->parts = parts;
    ev->n_parts = n;
    TRY(step(d, t, ev, e));
    for (size_t i = 0; i < n; i++)
        if (!add_part(d, t, parts[i], &d->deed->parts[i], e))
            return ERR_WRAP(e, "拆分出的第 %zu 个事项", "part %zu", i + 1);
    return true;
}

/* ---- all of them ---- */

static bool do_known(const Doing *d, Task *t, Err *e)
{
    TaskEvent ev = event_of(d, t->id);

    TRY(name_unit(d, &t->card, &ev, e) && name_files(d, &ev, e));
    if (d->deed->card)
        TRY(name_card(d, d->deed->card, t->card.parent, &ev, e));
    if (ev.verb == TASK_EXTEND && !ev.date)
        ev.date = t->extension_asked;
    if (ev.verb == TASK_SPLIT)
        return do_split(d, t, &ev, e);
    return step(d, t, &ev, e);
}

bool task_do_within(const TaskWorld *w, const Intake *in, const TaskDeed *deed, Arena *a, Task *out, Err *e)
{
    Doing d = {w, in, deed, a};

    *out = (Task){0};
    if (deed->verb == TASK_REGISTER)
        return do_register(&d, out, e);
    return task_load(w->s, &(TaskKey){in->city, deed->task, 0}, a, out, e) && do_known(&d, out, e);
}

bool task_do(const TaskWorld *w, const Intake *in, const TaskDeed *deed, Arena *a, Task *out, Err *e)
{
    TRY(store_begin(w->s, e));
    AUTO(transaction_end) Transaction t = w->s;
    TRY(task_do_within(w, in, deed, a, out, e));
    return store_commit(w->s, e);
}
