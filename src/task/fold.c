/* The state of a task, folded from its events. */
#include <string.h>

#include "task/task.h"

static void fold_card(Task *t, const TaskEvent *ev)
{
    t->card = *ev->card;
    if (ev->verb != TASK_REGISTER)
        return;
    t->id = ev->task;
    t->registered_on = ev->on;
    t->closer = t->verifier = t->slip = "";
}

static void fold_issue(Task *t, const TaskEvent *ev)
{
    t->issued_on = ev->on;
    t->accepted_on = 0;
    t->slip = "";
    if (!t->first_due_on)
        t->first_due_on = t->card.due_on;
}

static void fold_extension(Task *t, const TaskEvent *ev)
{
    if (ev->verb == TASK_EXTEND) {
        t->card.due_on = ev->date ? ev->date : t->extension_asked;
        t->n_extensions++;
        t->slip = "";
    }
    t->extension_asked = ev->verb == TASK_ASK_EXTENSION ? ev->date : 0;
}

/* What was asked and verified is asked and verified anew. */
static void fold_return(Task *t)
{
    t->n_returns++;
    t->asked_close_on = t->verified_on = 0;
    t->verifier = "";
}

static void fold_end(Task *t, const TaskEvent *ev)
{
    t->extension_asked = 0;
    t->merged_into = ev->other;
    if (ev->verb != TASK_CLOSE)
        return;
    t->closed_on = ev->on;
    t->closer = ev->by;
}

static void fold_verb(Task *t, const TaskEvent *ev)
{
    switch (ev->verb) {
    case TASK_REGISTER:
    case TASK_AMEND:
        fold_card(t, ev);
        break;
    case TASK_ISSUE:
        fold_issue(t, ev);
        break;
    case TASK_ACCEPT:
        t->accepted_on = ev->on;
        break;
    case TASK_FEEDBACK:
        t->last_feedback_on = ev->on;
        break;
    case TASK_ASK_CLOSE:
        t->asked_close_on = ev->on;
        break;
    case TASK_RETURN:
        fold_return(t);
        break;
    case TASK_VERIFY:
        t->verified_on = ev->on;
        t->verifier = ev->by;
        break;
    case TASK_ASK_EXTENSION:
    case TASK_EXTEND:
    case TASK_REFUSE_EXTENSION:
        fold_extension(t, ev);
        break;
    case TASK_CLOSE:
    case TASK_MERGE:
    case TASK_WITHDRAW:
        fold_end(t, ev);
        break;
    case TASK_SLIP:
        t->slip = ev->colour;
        break;
    case TASK_DECLINE:
    case TASK_SUPPORT:
    case TASK_SPLIT:
    case TASK_INSPECT:
    case TASK_INSTRUCT:
    case TASK_REMIND:
    case TASK_PRESS:
    case TASK_VERBS:
        break;
    }
}

void task_apply(Task *t, const TaskEvent *ev, Arena *a)
{
    int to = task_verb(ev->verb)->to;

    fold_verb(t, ev);
    if (to >= 0)
        t->state = (TaskState)to;
    ARENA_PUSH(a, t->events, t->n, t->cap);
    t->events[t->n++] = *ev;
}
