/* The sentences of the lights. */
#include "task/ladder.h"

#include "period/period.h"

const char *date_words(Arena *a, int date)
{
    char text[DATE_TEXT_MAX];

    date_text(date, text);
    return arena_strdup(a, text);
}

static const char *rule_words(const LampReason *r, Lang lang)
{
    if (r->rule)
        return TEXT(lang, r->rule->name_zh, r->rule->name_en);
    return r->lamp == LAMP_RED ? TEXT(lang, "逾期即红灯", "what is late is red")
                               : TEXT(lang, "逾期即不是绿灯", "what is late is not green");
}

/* "(first due on ...)", where the date was moved. */
static const char *first_due(const ReasonOf *of, Arena *a)
{
    const Task *t = of->task;

    if (!t->first_due_on || t->first_due_on == of->reason->of.base_on)
        return "";
    return arena_printf(a, TEXT(of->lang, "（首次时限 %s）", " (first due on %s)"),
                        date_words(a, t->first_due_on));
}

static const char *accept_words(const ReasonOf *of, const char *on, const char *now, Arena *a)
{
    const LampReason *r = of->reason;

    if (r->lamp == LAMP_GREEN)
        return arena_printf(
            a, TEXT(of->lang, "%s 交办，签收时限未到", "issued on %s, time to accept is left"), on);
    return arena_printf(
        a, TEXT(of->lang, "%s 交办，到 %s 仍未签收：%s", "issued on %s and not accepted on %s: %s"), on, now,
        rule_words(r, of->lang));
}

static const char *rhythm_words(const ReasonOf *of, const char *on, const char *now, Arena *a)
{
    const LampReason *r = of->reason;

    if (r->lamp == LAMP_GREEN)
        return arena_printf(a, TEXT(of->lang, "下次反馈在 %s 前", "the next feedback is owed by %s"), on);
    return arena_printf(a,
                        TEXT(of->lang, "应于 %s 反馈进展，到 %s 还没有反馈：%s",
                             "progress is owed by %s and was not told on %s: %s"),
                        on, now, rule_words(r, of->lang));
}

static const char *due_words(const ReasonOf *of, const char *on, Arena *a)
{
    const LampReason *r = of->reason;
    int left = date_days(r->of.base_on) - date_days(of->as_of);
    const char *first = first_due(of, a);

    if (r->lamp == LAMP_GREEN)
        return arena_printf(a, TEXT(of->lang, "应于 %s 办结%s，还有 %d 天", "due on %s%s, %d days are left"),
                            on, first, left);
    if (left >= 0)
        return arena_printf(
            a, TEXT(of->lang, "应于 %s 办结%s，还有 %d 天：%s", "due on %s%s, %d days are left: %s"), on,
            first, left, rule_words(r, of->lang));
    return arena_printf(a,
                        TEXT(of->lang, "应于 %s 办结%s，已逾期 %d 天：%s", "due on %s%s, %d days late: %s"),
                        on, first, -left, rule_words(r, of->lang));
}

static const char *memory_words(const ReasonOf *of, const char *on, Arena *a)
{
    const Obligation *o = &of->reason->of;
    const char *done = date_words(a, o->done_on);

    if (o->clock == CLOCK_ACCEPT)
        return arena_printf(a,
                            TEXT(of->lang, "%s 交办，红灯后到 %s 才签收，当月保持黄灯",
                                 "issued on %s, red, accepted on %s only: yellow for that month"),
                            on, done);
    if (o->clock == CLOCK_RHYTHM)
        return arena_printf(a,
                            TEXT(of->lang, "应于 %s 反馈，红灯后到 %s 才补报，当月保持黄灯",
                                 "progress was owed by %s, red, told on %s only: yellow for that month"),
                            on, done);
    return arena_printf(a,
                        TEXT(of->lang, "应于 %s 办结%s，红灯后到 %s 才申请销号，当月保持黄灯",
                             "due on %s%s, red, closing asked for on %s only: yellow for that month"),
                        on, first_due(of, a), done);
}

const char *reason_text(const ReasonOf *of, Arena *a)
{
    const LampReason *r = of->reason;
    const char *on = date_words(a, r->of.base_on), *now = date_words(a, of->as_of);

    if (r->memory)
        return memory_words(of, on, a);
    if (r->of.clock == CLOCK_DUE && r->of.done_on)
        return arena_printf(
            a, TEXT(of->lang, "应于 %s 办结%s，已于 %s 申请销号", "due on %s%s, closing was asked for on %s"),
            on, first_due(of, a), date_words(a, r->of.done_on));
    if (r->of.clock == CLOCK_ACCEPT)
        return accept_words(of, on, now, a);
    return r->of.clock == CLOCK_RHYTHM ? rhythm_words(of, on, now, a) : due_words(of, on, a);
}

const char *no_lamp_text(const Task *t, Lang lang)
{
    static const struct {
        const char *zh, *en;
    } words[TASK_STATES] = {
        [TASK_REGISTERED] = {"已立项，尚未交办，不亮灯", "registered and not issued yet: no light"},
        [TASK_DECLINED] = {"单位已退回交办，等督查考评办改派或撤销，不亮灯",
                           "the unit sent it back; the office amends or withdraws it: no light"},
        [TASK_CLOSED] = {"已销号，不亮灯；逾期天数留存", "closed: no light; its days late stay on record"},
        [TASK_WITHDRAWN] = {"已撤销，不亮灯", "withdrawn: no light"},
        [TASK_MERGED] = {"已并入另一事项，不亮灯", "merged into another: no light"},
    };

    return TEXT(lang, words[t->state].zh, words[t->state].en);
}
