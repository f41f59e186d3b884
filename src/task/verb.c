/* What can be done to a task, as data: who, from which states, to which, and whether words are needed. */
#include <string.h>

#include "task/task.h"

#define IN(state) (1u << TASK_##state)

enum {
    STAYS = -1,
    DRAFT = IN(REGISTERED) | IN(DECLINED),
    WORKING = IN(ACCEPTED) | IN(UNDERWAY) | IN(RETURNED),
    OPEN = IN(ISSUED) | IN(DECLINED) | WORKING | IN(CLOSING) | IN(VERIFIED),
};

static const TaskVerbRow rows[TASK_VERBS] = {
    [TASK_REGISTER] = {"register", "立项", "register", PARTY_OFFICE, 0, TASK_REGISTERED, false},
    [TASK_AMEND] = {"amend", "修改", "amend", PARTY_OFFICE, DRAFT, STAYS, false},
    [TASK_ISSUE] = {"issue", "交办", "issue", PARTY_OFFICE, DRAFT, TASK_ISSUED, false},
    [TASK_DECLINE] = {"decline", "退回交办", "decline", PARTY_LEAD, IN(ISSUED), TASK_DECLINED, true},
    [TASK_ACCEPT] = {"accept", "签收", "accept", PARTY_LEAD, IN(ISSUED), TASK_ACCEPTED, false},
    [TASK_FEEDBACK] = {"feedback", "反馈进展", "report progress", PARTY_LEAD, WORKING, TASK_UNDERWAY, true},
    [TASK_SUPPORT] = {"support", "反馈配合情况", "report support", PARTY_SUPPORTING,
                      WORKING | IN(ISSUED) | IN(CLOSING), STAYS, true},
    [TASK_ASK_CLOSE] = {"ask_close", "申请销号", "ask to close", PARTY_LEAD, WORKING, TASK_CLOSING, true},
    [TASK_RETURN] = {"return", "退回续办", "return", PARTY_OFFICE, IN(CLOSING) | IN(VERIFIED), TASK_RETURNED,
                     true},
    [TASK_VERIFY] = {"verify", "核查通过", "verify", PARTY_OFFICE, IN(CLOSING), TASK_VERIFIED, false},
    [TASK_CLOSE] = {"close", "销号", "close", PARTY_OFFICE, IN(VERIFIED), TASK_CLOSED, false},
    [TASK_ASK_EXTENSION] = {"ask_extension", "申请延期", "ask for an extension", PARTY_LEAD, WORKING, STAYS,
                            true},
    [TASK_EXTEND] = {"extend", "准予延期", "extend", PARTY_OFFICE, WORKING | IN(CLOSING), STAYS, false},
    [TASK_REFUSE_EXTENSION] = {"refuse_extension", "不准延期", "refuse an extension", PARTY_OFFICE,
                               WORKING | IN(CLOSING), STAYS, true},
    [TASK_SPLIT] = {"split", "拆分", "split", PARTY_OFFICE, WORKING | IN(ISSUED), STAYS, false},
    [TASK_MERGE] = {"merge", "并入", "merge", PARTY_OFFICE, WORKING | IN(ISSUED) | IN(DECLINED), TASK_MERGED,
                    false},
    [TASK_WITHDRAW] = {"withdraw", "撤销", "withdraw", PARTY_OFFICE, OPEN | IN(REGISTERED), TASK_WITHDRAWN,
                       true},
    [TASK_INSPECT] = {"inspect", "实地督查", "inspect", PARTY_OFFICE, OPEN, STAYS, true},
    [TASK_INSTRUCT] = {"instruct", "批示", "instruct", PARTY_LEADER, OPEN, STAYS, true},
    [TASK_REMIND] = {"remind", "提醒", "remind", PARTY_CLOCK, OPEN, STAYS, false},
    [TASK_PRESS] = {"press", "催办", "press", PARTY_CLOCK, OPEN, STAYS, false},
    [TASK_SLIP] = {"slip", "发督办单", "send a slip", PARTY_CLOCK, OPEN, STAYS, false},
};

const TaskVerbRow *task_verb(TaskVerb v)
{
    return &rows[v];
}

const char *task_verb_name(TaskVerb v, Lang lang)
{
    return TEXT(lang, rows[v].zh, rows[v].en);
}

bool task_verb_parse(const char *code, TaskVerb *out)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (strcmp(code, rows[i].code) != 0)
            continue;
        *out = (TaskVerb)i;
        return true;
    }
    return false;
}

bool task_state_is_open(TaskState s)
{
    return OPEN & (1u << s);
}

bool task_can(const Task *t, TaskVerb v)
{
    return rows[v].from & (1u << t->state);
}
