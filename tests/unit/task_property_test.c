/* Random lives of tasks: whatever is tried, the laws hold. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cm.h"
#include "task_world.h"

enum { LIVES = 100000, STORED_LIVES = 300, STEPS_MAX = 40, FIRST_DAY = 20211105, FIRST_DUE = 20211118 };

static uint64_t seed;

static unsigned chance(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)((seed >> 11) % n);
}

static int some_day(int from, int days)
{
    return date_from_days(date_days(from) + days);
}

/* ---- one random event ---- */

typedef struct Life {
    Task t;
    TaskCard cards[STEPS_MAX + 1];
    size_t n_cards;
    int today;
    size_t n_open_parts;
    Arena *arena;
} Life;

static const char *const accounts[] = {"office",     "office2", "tjj-clerk", "czj-clerk",
                                       "vice-mayor", "clock",   ""};
static const char *const units[] = {"", "tjj", "czj", "L1", "zjj"};

/* Half of the time a verb that the state allows. */
static TaskVerb some_verb(const Task *t)
{
    TaskVerb v = (TaskVerb)chance(TASK_VERBS);

    for (int i = 0; i < 40 && chance(4) && t->n && !life_allows(v, t->state); i++)
        v = (TaskVerb)chance(TASK_VERBS);
    return v;
}

static TaskEvent some_event(Life *l)
{
    TaskVerb v = l->t.n || chance(30) == 0 ? some_verb(&l->t) : TASK_REGISTER;
    TaskCard *card = &l->cards[l->n_cards++];

    *card = life_card(some_day(FIRST_DUE, (int)chance(3) ? 0 : (int)chance(9) - 4));
    if (chance(40) == 0)
        card->title = "";
    if (chance(40) == 0)
        card->lead = chance(2) ? "" : "czj";
    if (chance(40) == 0)
        card->measure = "";
    l->today = some_day(l->today, chance(12) ? (int)chance(3) : -(int)chance(4));
    TaskEvent ev = life_event(&l->t, v, l->today, card);
    if (chance(8) == 0)
        ev.by = accounts[chance(COUNT(accounts))];
    if (chance(8) == 0 && life[v].who != 'c')
        ev.by = accounts[chance(2)];
    if (chance(12) == 0)
        ev.unit = units[chance(COUNT(units))];
    if (chance(12) == 0)
        ev.text = "";
    if (chance(6) == 0 || ev.date)
        ev.date = chance(5) ? some_day(l->t.card.due_on ? l->t.card.due_on : FIRST_DUE, (int)chance(8) - 2)
                            : ev.date;
    if (chance(30) == 0)
        ev.other = (int64_t)chance(3);
    if (chance(30) == 0)
        ev.card = NULL;
    if (v == TASK_SLIP && chance(3) == 0)
        ev.colour = chance(2) ? "red" : "green";
    if (v == TASK_FEEDBACK && chance(2))
        ev.value = 5.3;
    l->n_open_parts = chance(10) == 0;
    return ev;
}

/* ---- the laws ---- */

static void did_report(const Task *t, const char *by, bool *reported, bool *asked)
{
    *reported = *asked = false;
    for (size_t i = 0; i < t->n; i++) {
        const TaskEvent *ev = &t->events[i];
        bool his = strcmp(ev->by, by) == 0;
        *asked = *asked || (his && ev->verb == TASK_ASK_CLOSE);
        *reported =
            *reported ||
            (his && (ev->verb == TASK_FEEDBACK || ev->verb == TASK_SUPPORT || ev->verb == TASK_ASK_CLOSE));
    }
}

static void extension_laws(const Task *before, const TaskEvent *ev, const Task *after)
{
    if (ev->verb == TASK_ASK_EXTENSION) {
        assert_true(ev->on < before->card.due_on && ev->date > before->card.due_on);
        assert_int_equal(before->extension_asked, 0);
        assert_int_equal(after->extension_asked, ev->date);
    }
    if (ev->verb == TASK_EXTEND) {
        assert_true(before->extension_asked > 0);
        assert_true(after->card.due_on > before->card.due_on &&
                    after->card.due_on <= before->extension_asked);
        assert_int_equal(after->n_extensions, before->n_extensions + 1);
    }
    /* The due date moves by an extension, and before the first issue by amending. */
    bool may = ev->verb == TASK_REGISTER || ev->verb == TASK_EXTEND ||
               (ev->verb == TASK_AMEND && !before->first_due_on);
    if (!may)
        assert_int_equal(after->card.due_on, before->card.due_on);
    if (before->first_due_on)
        assert_int_equal(after->first_due_on, before->first_due_on);
    if (ev->verb == TASK_ISSUE && !before->first_due_on)
        assert_int_equal(after->first_due_on, before->card.due_on);
}

static void step_laws(const Life *l, const Task *before, const TaskEvent *ev)
{
    const Task *t = &l->t;
    const LifeRow *row = &life[ev->verb];
    bool reported, asked;

    if (ev->verb == TASK_REGISTER)
        assert_int_equal(before->n, 0);
    else
        assert_true(life_allows(ev->verb, before->state));
    char to = row->to == '.' ? letter_of(before->state) : row->to;
    assert_int_equal(letter_of(t->state), to);
    assert_string_equal(ev->unit, life_unit(row->who));
    assert_true(!row->words || *ev->text);
    assert_int_equal(row->who == 'c', strcmp(ev->by, "clock") == 0);
    extension_laws(before, ev, t);
    if (l->n_open_parts)
        assert_true(ev->verb != TASK_ASK_CLOSE && ev->verb != TASK_MERGE && ev->verb != TASK_WITHDRAW);
    if (t->state == TASK_VERIFIED || t->state == TASK_CLOSED) {
        assert_true(*t->verifier && t->verified_on && t->asked_close_on);
        did_report(t, t->verifier, &reported, &asked);
        assert_false(reported);
    } else {
        assert_true(!*t->verifier || t->state == TASK_WITHDRAWN);
    }
    if (t->state == TASK_CLOSED) {
        did_report(t, t->closer, &reported, &asked);
        assert_false(asked);
        assert_true(t->closed_on >= t->verified_on && t->verified_on >= t->asked_close_on);
    }
    assert_true(task_state_is_open(t->state) == (strchr("IDAUCTV", letter_of(t->state)) != NULL));
}

static void same_state(const Task *a, const Task *b)
{
    assert_true(a->id == b->id && a->state == b->state && a->first_due_on == b->first_due_on && a->n == b->n);
    assert_true(a->card.due_on == b->card.due_on && strcmp(a->card.title, b->card.title) == 0);
    assert_true(a->registered_on == b->registered_on && a->issued_on == b->issued_on &&
                a->accepted_on == b->accepted_on && a->asked_close_on == b->asked_close_on);
    assert_true(a->verified_on == b->verified_on && a->closed_on == b->closed_on &&
                a->last_feedback_on == b->last_feedback_on && a->extension_asked == b->extension_asked);
    assert_true(a->n_extensions == b->n_extensions && a->n_returns == b->n_returns &&
                a->merged_into == b->merged_into);
    assert_string_equal(a->closer, b->closer);
    assert_string_equal(a->verifier, b->verifier);
    assert_string_equal(a->slip, b->slip);
}

/* Folded afresh from what was accepted, the state is the same. */
static void fold_law(Life *l)
{
    Task again = {0};

    for (size_t i = 0; i < l->t.n; i++)
        task_apply(&again, &l->t.events[i], l->arena);
    if (l->t.n)
        same_state(&l->t, &again);
}

static size_t reached[TASK_STATES], accepted[TASK_VERBS], refused[TASK_VERBS];

static void one_life(Life *l)
{
    Err e = {.lang = LANG_EN};
    unsigned steps = 1 + chance(STEPS_MAX);

    *l = (Life){.today = FIRST_DAY, .arena = l->arena};
    arena_reset(l->arena);
    for (unsigned i = 0; i < steps; i++) {
        Task before;
        TaskEvent ev = some_event(l);
        memcpy(&before, &l->t, sizeof before);
        if (!task_check(&l->t, &ev, l->n_open_parts, &e)) {
            assert_memory_equal(&before, &l->t, sizeof before);
            refused[ev.verb]++;
            continue;
        }
        task_apply(&l->t, &ev, l->arena);
        step_laws(l, &before, &ev);
        accepted[ev.verb]++;
    }
    fold_law(l);
    reached[l->t.state] += l->t.n > 0;
}

static void no_random_life_leaves_the_law(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    Life *l = calloc(1, sizeof *l);

    l->arena = a;
    for (uint64_t i = 0; i < LIVES; i++) {
        seed = 0x9E3779B97F4A7C15u * (i + 1);
        one_life(l);
    }
    free(l);
    /* The walk went everywhere, or it would prove nothing. */
    for (int s = 0; s < TASK_STATES; s++)
        if (!reached[s])
            fail_msg("no life ended %s", task_state_code((TaskState)s));
    for (int v = 0; v < TASK_VERBS; v++)
        if (accepted[v] < 100 || refused[v] < 100)
            fail_msg("%s: %zu accepted, %zu refused", task_verb((TaskVerb)v)->code, accepted[v], refused[v]);
}

/* ---- the same through the store ---- */

/* What is shown after a deed is what is read back; what is refused leaves nothing. */
static void stored_life(TaskFixture *x, Life *l)
{
    int64_t id = 0;
    unsigned steps = 1 + chance(20);
    Task shown = {0}, read;

    *l = (Life){.today = x->today, .arena = x->f->arena};
    for (unsigned i = 0; i < steps; i++) {
        Err e = {.lang = LANG_EN};
        TaskEvent ev;
        l->t = shown;
        /* Mostly one that the rules allow, so that the walk gets somewhere. */
        for (int k = 0; k < 8; k++) {
            l->n_cards = 0;
            ev = some_event(l);
            bool ends = ev.verb == TASK_WITHDRAW || ev.verb == TASK_MERGE, stays = life[ev.verb].to == '.';
            if (!(ends && chance(8)) && !(stays && chance(2)) && task_check(&l->t, &ev, 0, &e))
                break;
        }
        TaskDeed d = {.task = id,
                      .verb = ev.verb,
                      .unit = ev.unit,
                      .text = ev.text,
                      .date = ev.date,
                      .value = ev.value,
                      .other = ev.verb == TASK_MERGE && chance(2) ? 1 : ev.other,
                      .card = ev.card,
                      .parts = ev.verb == TASK_SPLIT ? &l->cards[0] : NULL,
                      .n_parts = ev.verb == TASK_SPLIT,
                      .rule = ev.rule,
                      .colour = ev.colour,
                      .base_on = ev.base_on};
        Intake in = on_day(x, ev.by);
        in.known_on = ev.on;
        in.received_at = ev.at;
        Task after;
        if (task_do(&x->w, &in, &d, x->f->arena, &after, &x->f->e)) {
            shown = after;
            id = after.id;
            reached[shown.state]++;
        }
        if (!id)
            continue;
        read = stored(x, id, 0);
        same_state(&shown, &read);
        for (size_t k = 0; k < read.n; k++)
            assert_true(read.events[k].id == shown.events[k].id &&
                        read.events[k].verb == shown.events[k].verb);
    }
}

static void what_is_shown_is_what_the_store_holds(void **state)
{
    (void)state;
    AUTO(tasks_free) TaskFixture *x = tasks_new();
    Life *l = calloc(1, sizeof *l);
    Tasks all;

    memset(reached, 0, sizeof reached);
    for (uint64_t i = 0; i < STORED_LIVES; i++) {
        seed = 0xD1B54A32D192ED03u * (i + 1);
        stored_life(x, l);
    }
    assert_true(tasks_load(x->f->s, 330182, 0, x->f->arena, &all, &x->f->e));
    assert_true(all.n > STORED_LIVES / 2);
    for (size_t i = 0; i < all.n; i++) {
        Task one = stored(x, all.items[i].id, 0);
        same_state(&all.items[i], &one);
    }
    if (wrong_now(x))
        fail_msg("%s", x->f->e.msg);
    for (int s = 0; s < TASK_STATES; s++)
        if (!reached[s])
            fail_msg("no stored life came to %s", task_state_code((TaskState)s));
    free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_random_life_leaves_the_law),
                                       cmocka_unit_test(what_is_shown_is_what_the_store_holds)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
