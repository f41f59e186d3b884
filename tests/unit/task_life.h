/* A small model of the life of a task, written out a second time and in another way than the program does:
 * which verb may come from which states, and where it leads. Letters: R registered, I issued, D declined, A
 * accepted, U under way, C asked to close, T returned, V verified, X closed, W withdrawn, M merged. */
#pragma once
#include "task/task.h"

static const char letters[] = "RIDAUCTVXWM"; /* in the order of TaskState */

typedef struct LifeRow {
    const char *from;
    char to;  /* '.' stays */
    char who; /* o office, l lead, s supporting, d leader, c clock */
    bool words;
} LifeRow;

static const LifeRow life[TASK_VERBS] = {
    [TASK_REGISTER] = {"", 'R', 'o', false},        [TASK_AMEND] = {"RD", '.', 'o', false},
    [TASK_ISSUE] = {"RD", 'I', 'o', false},         [TASK_DECLINE] = {"I", 'D', 'l', true},
    [TASK_ACCEPT] = {"I", 'A', 'l', false},         [TASK_FEEDBACK] = {"AUT", 'U', 'l', true},
    [TASK_SUPPORT] = {"IAUTC", '.', 's', true},     [TASK_ASK_CLOSE] = {"AUT", 'C', 'l', true},
    [TASK_RETURN] = {"CV", 'T', 'o', true},         [TASK_VERIFY] = {"C", 'V', 'o', false},
    [TASK_CLOSE] = {"V", 'X', 'o', false},          [TASK_ASK_EXTENSION] = {"AUT", '.', 'l', true},
    [TASK_EXTEND] = {"AUTC", '.', 'o', false},      [TASK_REFUSE_EXTENSION] = {"AUTC", '.', 'o', true},
    [TASK_SPLIT] = {"IAUT", '.', 'o', false},       [TASK_MERGE] = {"IDAUT", 'M', 'o', false},
    [TASK_WITHDRAW] = {"RIDAUCTV", 'W', 'o', true}, [TASK_INSPECT] = {"IDAUCTV", '.', 'o', true},
    [TASK_INSTRUCT] = {"IDAUCTV", '.', 'd', true},  [TASK_REMIND] = {"IDAUCTV", '.', 'c', false},
    [TASK_PRESS] = {"IDAUCTV", '.', 'c', false},    [TASK_SLIP] = {"IDAUCTV", '.', 'c', false},
};

static inline char letter_of(TaskState s)
{
    return letters[s];
}

static inline bool life_allows(TaskVerb v, TaskState s)
{
    return strchr(life[v].from, letter_of(s)) != NULL;
}

/* ---- hands to make cards and events ---- */

static const char *life_supporting[] = {"czj"};

static inline TaskCard life_card(int due_on)
{
    return (TaskCard){.sentence_at = -1,
                      .sentence = "由统计局牵头，11月底前完成",
                      .title = "四季度工业增长",
                      .serves = SERVES_INDICATOR,
                      .serves_code = "IVA",
                      .lead = "tjj",
                      .supporting = life_supporting,
                      .n_supporting = 1,
                      .leader = "L1",
                      .due_on = due_on,
                      .measure = "规上工业增加值增长 10%",
                      .rhythm = {RHYTHM_MONTHLY, 28},
                      .urgency = URGENCY_NORMAL};
}

static inline const char *life_unit(char who)
{
    return who == 'l' ? "tjj" : who == 's' ? "czj" : who == 'd' ? "L1" : "";
}

static inline const char *life_account(char who)
{
    return who == 'l'   ? "tjj-clerk"
           : who == 's' ? "czj-clerk"
           : who == 'd' ? "vice-mayor"
           : who == 'c' ? "clock"
                        : "office";
}

static const int64_t life_parts[] = {2, 3};

/* An event of task 1 that lacks nothing, given the state of the task. */
static inline TaskEvent life_event(const Task *t, TaskVerb v, int on, const TaskCard *card)
{
    char who = life[v].who;

    return (TaskEvent){.task = 1,
                       .on = on,
                       .at = "2022-12-31T08:00:00Z",
                       .by = life_account(who),
                       .verb = v,
                       .unit = life_unit(who),
                       .text = life[v].words ? "已完成" : "",
                       .date = v == TASK_ASK_EXTENSION ? t->card.due_on + 1 : 0,
                       .value = NAN,
                       .value_unit = "",
                       .other = v == TASK_MERGE ? 9 : 0,
                       .parts = v == TASK_SPLIT ? life_parts : NULL,
                       .n_parts = v == TASK_SPLIT ? 2 : 0,
                       .card = v == TASK_REGISTER || v == TASK_AMEND ? card : NULL,
                       .rule = who == 'c' ? "R1" : "",
                       .colour = v == TASK_SLIP ? "blue" : "",
                       .base_on = who == 'c' ? on : 0};
}
