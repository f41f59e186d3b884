/* The words of reminders, presses and slips. */
#include <string.h>

#include "period/period.h"
#include "task/ladder.h"

static const char *kind_of(const ClockDeed *d)
{
    static const char *const presses[] = {
        [CLOCK_ACCEPT] = "签收催办", [CLOCK_RHYTHM] = "反馈催办", [CLOCK_DUE] = "到期催办"};

    return d->rule->action == TASK_REMIND ? "临近提醒" : presses[d->of.clock];
}

const char *slip_title(const SlipOf *of, Arena *a)
{
    const ClockDeed *d = of->deed;

    if (d->rule->action == TASK_SLIP)
        return arena_printf(a, "【%s】%s", slip_name(d->rule->colour, LANG_ZH), of->task->card.title);
    return arena_printf(a, "【%s】%s", kind_of(d), of->task->card.title);
}

static const char *unit_words(const City *c, const char *code)
{
    const Department *d = city_department(c, code);
    const Area *a = d ? NULL : city_area(c, code);

    return d ? d->name_zh : a ? a->name_zh : code;
}

/* "due on ..., 18 days late" */
static const char *state_words(const SlipOf *of, Arena *a)
{
    const Obligation *o = &of->deed->of;
    const char *on = date_words(a, o->base_on), *now = date_words(a, of->as_of);
    int late = date_days(of->as_of) - date_days(o->base_on);
    bool moved = of->task->first_due_on && of->task->first_due_on != o->base_on;
    const char *first =
        moved ? arena_printf(a, "（首次时限 %s）", date_words(a, of->task->first_due_on)) : "";

    if (o->clock == CLOCK_ACCEPT)
        return arena_printf(a, "于 %s 交办，到 %s 尚未签收", on, now);
    if (o->clock == CLOCK_RHYTHM)
        return late < 0 ? arena_printf(a, "应于 %s 反馈进展，还有 %d 天", on, -late)
                        : arena_printf(a, "应于 %s 反馈进展，到 %s 尚未反馈，逾期 %d 天", on, now, late);
    if (late < 0)
        return arena_printf(a, "应于 %s 办结%s，还有 %d 天", on, first, -late);
    return late ? arena_printf(a, "应于 %s 办结%s，到 %s 已逾期 %d 天", on, first, now, late)
                : arena_printf(a, "应于 %s（今天）办结%s，尚未申请销号", on, first);
}

/* What is asked for. */
static const char *request_words(const ClockDeed *d, int late)
{
    if (d->of.clock == CLOCK_ACCEPT)
        return "签收，或说明理由退回交办";
    if (d->of.clock == CLOCK_RHYTHM)
        return late < 0 ? "按期反馈进展" : "补报进展";
    return late < 0 ? "抓紧办理；不能按期办结的，请在到期前申请延期" : "办结并申请销号，或报告原因和措施";
}

const char *slip_text(const SlipOf *of, Arena *a)
{
    const SupervisionRule *r = of->deed->rule;
    int late = date_days(of->as_of) - date_days(of->deed->of.base_on);
    const char *by =
        r->grace ? arena_printf(a, "在 %s 前", date_words(a, rule_shift(of->sv, r, of->as_of, r->grace)))
                 : "";

    return arena_printf(a, "第 %lld 号事项“%s”%s。依据：%s。请%s%s%s。", (long long)of->task->id,
                        of->task->card.title, state_words(of, a), r->name_zh,
                        unit_words(of->city, of->task->card.lead), by, request_words(of->deed, late));
}
