/* The words of the room: states, verbs' parties, what a task serves, urgency, rhythm. */
#include <stdlib.h>
#include <string.h>

#include "task/task.h"

typedef struct Word {
    const char *code, *zh, *en;
} Word;

static const Word states[TASK_STATES] = {
    [TASK_REGISTERED] = {"registered", "已立项", "registered"},
    [TASK_ISSUED] = {"issued", "已交办", "issued"},
    [TASK_DECLINED] = {"declined", "退回交办", "declined"},
    [TASK_ACCEPTED] = {"accepted", "已签收", "accepted"},
    [TASK_UNDERWAY] = {"underway", "办理中", "under way"},
    [TASK_CLOSING] = {"closing", "申请销号", "asked to close"},
    [TASK_RETURNED] = {"returned", "退回续办", "returned"},
    [TASK_VERIFIED] = {"verified", "核查通过", "verified"},
    [TASK_CLOSED] = {"closed", "已销号", "closed"},
    [TASK_WITHDRAWN] = {"withdrawn", "已撤销", "withdrawn"},
    [TASK_MERGED] = {"merged", "已并入", "merged"},
};
static const Word parties[TASK_PARTIES] = {
    [PARTY_OFFICE] = {"office", "督查考评办", "the supervision office"},
    [PARTY_LEAD] = {"lead", "牵头单位", "the lead unit"},
    [PARTY_SUPPORTING] = {"supporting", "配合单位", "a supporting unit"},
    [PARTY_LEADER] = {"leader", "分管领导", "the leader in charge"},
    [PARTY_CLOCK] = {"clock", "督查时钟", "the clock of supervision"},
};
static const Word serves[] = {
    [SERVES_NOTHING] = {"none", "无", "nothing"},
    [SERVES_INDICATOR] = {"indicator", "指标", "an indicator"},
    [SERVES_PROJECT] = {"project", "项目", "a project"},
    [SERVES_RISK] = {"risk", "风险", "a risk"},
    [SERVES_REQUEST] = {"request", "诉求", "a request"},
};
static const Word urgencies[] = {
    [URGENCY_NORMAL] = {"normal", "一般", "normal"},
    [URGENCY_URGENT] = {"urgent", "紧急", "urgent"},
};

/* By code or either name; the number of words when it is none of them. */
static size_t find(const Word *words, size_t n, const char *text)
{
    size_t i = 0;

    while (i < n && strcmp(text, words[i].code) != 0 && strcmp(text, words[i].zh) != 0 &&
           strcmp(text, words[i].en) != 0)
        i++;
    return i;
}

const char *task_state_code(TaskState s)
{
    return states[s].code;
}

const char *task_state_name(TaskState s, Lang lang)
{
    return TEXT(lang, states[s].zh, states[s].en);
}

bool task_state_parse(const char *text, TaskState *out)
{
    size_t i = find(states, COUNT(states), text);

    if (i < COUNT(states))
        *out = (TaskState)i;
    return i < COUNT(states);
}

const char *task_party_code(TaskParty p)
{
    return parties[p].code;
}

const char *task_party_name(TaskParty p, Lang lang)
{
    return TEXT(lang, parties[p].zh, parties[p].en);
}

const char *task_serves_code(TaskServes s)
{
    return serves[s].code;
}

const char *task_serves_name(TaskServes s, Lang lang)
{
    return TEXT(lang, serves[s].zh, serves[s].en);
}

bool task_serves_parse(const char *text, TaskServes *out)
{
    size_t i = find(serves, COUNT(serves), text);

    if (i < COUNT(serves))
        *out = (TaskServes)i;
    return i < COUNT(serves);
}

const char *task_urgency_code(TaskUrgency u)
{
    return urgencies[u].code;
}

const char *task_urgency_name(TaskUrgency u, Lang lang)
{
    return TEXT(lang, urgencies[u].zh, urgencies[u].en);
}

bool task_urgency_parse(const char *text, TaskUrgency *out)
{
    size_t i = find(urgencies, COUNT(urgencies), text);
    bool hurried = strcmp(text, "急") == 0 || strcmp(text, "加急") == 0 || strcmp(text, "特急") == 0;

    if (i == COUNT(urgencies) && !hurried)
        return false;
    *out = hurried ? URGENCY_URGENT : (TaskUrgency)i;
    return true;
}

/* ---- rhythm ---- */

static const Word weekdays[] = {{"1", "一", "Monday"},   {"2", "二", "Tuesday"}, {"3", "三", "Wednesday"},
                                {"4", "四", "Thursday"}, {"5", "五", "Friday"},  {"6", "六", "Saturday"},
                                {"7", "日", "Sunday"}};

/* The text behind the first of the beginnings that it has; NULL: none. */
static const char *behind(const char *text, const char *const *beginnings, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strncmp(text, beginnings[i], strlen(beginnings[i])) == 0)
            return text + strlen(beginnings[i]);
    return NULL;
}

static bool weekly(const char *day, Rhythm *out)
{
    size_t i = find(weekdays, COUNT(weekdays), day);

    if (strcmp(day, "天") == 0)
        i = COUNT(weekdays) - 1;
    *out = (Rhythm){RHYTHM_WEEKLY, (int)i + 1};
    return i < COUNT(weekdays);
}

static bool monthly(const char *day, Rhythm *out)
{
    char *end;
    long n = strtol(day, &end, 10);
    static const char *const ends[] = {"", "日", "日前", "号", "号前"};
    size_t i = 0;

    while (i < COUNT(ends) && strcmp(end, ends[i]) != 0)
        i++;
    *out = (Rhythm){RHYTHM_MONTHLY, (int)n};
    return *day >= '0' && *day <= '9' && i < COUNT(ends) && n >= 1 && n <= 31;
}

bool rhythm_parse(const char *text, Rhythm *out)
{
    static const char *const weeks[] = {"weekly:", "每周", "每星期"}, *const months[] = {"monthly:", "每月"};
    const char *day;
    Rhythm r = {0};
    bool ok = !*text || find(serves, 1, text) == 0;

    if ((day = behind(text, weeks, COUNT(weeks))))
        ok = weekly(day, &r);
    else if ((day = behind(text, months, COUNT(months))))
        ok = monthly(day, &r);
    if (ok)
        *out = r;
    return ok;
}

const char *rhythm_text(Rhythm r, Arena *a)
{
    static const char *const kinds[] = {
        [RHYTHM_NONE] = "none", [RHYTHM_WEEKLY] = "weekly", [RHYTHM_MONTHLY] = "monthly"};

    return r.kind == RHYTHM_NONE ? kinds[r.kind] : arena_printf(a, "%s:%d", kinds[r.kind], r.day);
}
