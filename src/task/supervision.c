#include "task/supervision.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "city/records.h"
#include "period/period.h"
#include "task/ladder.h"

static const struct {
    const char *code, *zh, *en;
} lamps[] = {
    [LAMP_NONE] = {"none", "不亮灯", "no light"},
    [LAMP_GREEN] = {"green", "绿灯", "green"},
    [LAMP_YELLOW] = {"yellow", "黄灯", "yellow"},
    [LAMP_RED] = {"red", "红灯", "red"},
};

const char *lamp_code(TaskLamp l)
{
    return lamps[l].code;
}

const char *lamp_name(TaskLamp l, Lang lang)
{
    return TEXT(lang, lamps[l].zh, lamps[l].en);
}

static const struct {
    const char *code, *zh, *en;
} slips[] = {
    {"", "", ""},
    {"blue", "蓝色督办单", "blue slip"},
    {"yellow", "黄色督办单", "yellow slip"},
    {"orange", "橙色督办单", "orange slip"},
    {"red", "红色督办单", "red slip"},
};

int slip_rank(const char *colour)
{
    for (size_t i = 1; i < COUNT(slips); i++)
        if (strcmp(slips[i].code, colour) == 0)
            return (int)i;
    return 0;
}

const char *slip_name(const char *colour, Lang lang)
{
    int rank = slip_rank(colour);

    return TEXT(lang, slips[rank].zh, slips[rank].en);
}

/* ---- loading; the importer has checked every cell ---- */

static int index_of(const char *cell, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (strcmp(cell, names[i]) == 0)
            return i;
    return n;
}

static SupervisionClock clock_of(const char *cell)
{
    static const char *const names[] = {
        [CLOCK_ACCEPT] = "accept", [CLOCK_RHYTHM] = "rhythm", [CLOCK_DUE] = "due"};

    return (SupervisionClock)index_of(cell, names, CLOCK_INSPECT);
}

static TaskVerb action_of(const char *cell)
{
    static const char *const names[] = {"remind", "press", "slip"};
    static const TaskVerb verbs[] = {TASK_REMIND, TASK_PRESS, TASK_SLIP, TASK_VERBS};

    return verbs[index_of(cell, names, COUNT(names))];
}

static int whole(const char *cell)
{
    Decimal d = {.value = 0};
    bool lossy;

    if (!*cell || !decimal_parse(str_of(cell), &d, &lossy) || !(fabs(d.value) <= 366))
        return 0;
    return (int)d.value;
}

static SupervisionRule rule_of(const Records *r, size_t i, Arena *a)
{
    const char *urgency = RECORD(r, i, "urgency");
    SupervisionRule rule = {.rule = RECORD(r, i, "rule"),
                            .valid_from = date_or_none(RECORD(r, i, "valid_from")),
                            .valid_to = date_or_none(RECORD(r, i, "valid_to")),
                            .urgency = strcmp(urgency, "all") == 0      ? -1
                                       : strcmp(urgency, "urgent") == 0 ? URGENCY_URGENT
                                                                        : URGENCY_NORMAL,
                            .clock = clock_of(RECORD(r, i, "clock")),
                            .days = whole(RECORD(r, i, "days")),
                            .working = strcmp(RECORD(r, i, "day_kind"), "working") == 0,
                            .action = action_of(RECORD(r, i, "action")),
                            .colour = RECORD(r, i, "colour"),
                            .light = RECORD(r, i, "light"),
                            .grace = whole(RECORD(r, i, "grace")),
                            .times = whole(RECORD(r, i, "times")),
                            .name_zh = RECORD(r, i, "name_zh"),
                            .name_en = RECORD(r, i, "name_en"),
                            .source = RECORD(r, i, "source")};

    rule.n_to = text_split(a, RECORD(r, i, "to"), &rule.to);
    return rule;
}

bool supervision_load(Store *s, int64_t city, int as_of, Arena *a, Supervision *out, Err *e)
{
    Records r;

    TRY(records_load(s, &(RecordsKey){city, "supervision", as_of, 0}, a, &r, e));
    *out = (Supervision){.rules = NEW_N(a, SupervisionRule, r.n + 1), .n = r.n};
    for (size_t i = 0; i < r.n; i++)
        out->rules[i] = rule_of(&r, i, a);
    return workdays_load(s, city, as_of, a, &out->days, e);
}

/* ---- steps ---- */

bool rule_holds(const SupervisionRule *r, const Task *t, const Obligation *o)
{
    return r->clock == o->clock && (r->urgency < 0 || r->urgency == (int)t->card.urgency) &&
           o->base_on >= r->valid_from && (!r->valid_to || o->base_on <= r->valid_to);
}

int rule_shift(const Supervision *sv, const SupervisionRule *r, int date, int days)
{
    return r->working ? workday_shift(&sv->days, date, days) : date_from_days(date_days(date) + days);
}

int rule_reached_on(const Supervision *sv, const SupervisionRule *r, int base_on)
{
    return rule_shift(sv, r, base_on, r->days);
}
