/* A light in words: what was found, what it was held against, which rule. */
#include <math.h>

#include "base/number.h"
#include "project/light_what.h"

static const char *number(Arena *a, double v, int decimals)
{
    char text[NUM_TEXT_MAX];

    num_to_fixed(v, decimals, text);
    return arena_strdup(a, text);
}

static const char *bound_words(const LightBound *b, Arena *a)
{
    static const char *const signs[] = {[BOUND_NONE] = "",
                                        [BOUND_AT_LEAST] = ">=",
                                        [BOUND_ABOVE] = ">",
                                        [BOUND_AT_MOST] = "<=",
                                        [BOUND_BELOW] = "<"};
    char text[NUM_TEXT_MAX];

    num_to_text(b->than, text);
    return arena_printf(a, "%s%s", signs[b->is], text);
}

static const char *rule_words(const LightRule *r, Arena *a, Lang lang)
{
    const char *yellow = "", *red = "";

    if (r->yellow.is != BOUND_NONE)
        yellow = arena_printf(a, TEXT(lang, "，%s 黄灯", ", yellow %s"), bound_words(&r->yellow, a));
    if (r->red.is != BOUND_NONE)
        red = arena_printf(a, TEXT(lang, "，%s 红灯", ", red %s"), bound_words(&r->red, a));
    return arena_printf(a, "%s%s%s", r->code, yellow, red);
}

/* "（应完成 83.3%）" where progress is held against a schedule. */
static const char *schedule_words(const Light *l, Arena *a, Lang lang)
{
    static const char *const zh[] = {
        [BASE_TIME] = "时间进度", [BASE_OWN] = "本项目月计划", [BASE_QUARTERS] = "季度节点"};
    static const char *const en[] = {
        [BASE_TIME] = "time progress", [BASE_OWN] = "its own plan", [BASE_QUARTERS] = "milestones"};

    if (isnan(l->scheduled))
        return "";
    return arena_printf(a, TEXT(lang, "(%s %s%%)", " (%s: %s%%)"),
                        TEXT(lang, zh[l->rule->base], en[l->rule->base]), number(a, l->scheduled * 100, 1));
}

static const char *memory_words(const Light *l, Lang lang)
{
    if (l->made_good)
        return TEXT(lang, "；本月销红，当月记黄灯", "; red was made good this month, which counts as yellow");
    if (l->lamp != l->raw)
        return TEXT(lang, "；此前红灯未销", "; red was not made good yet");
    return "";
}

/* What the sentence says where a thing is done, late or not. */
static const char *met_words(const Light *l, Arena *a, Lang lang)
{
    if (!(l->value.v > 0))
        return TEXT(lang, "已按期完成", "done in time");
    return arena_printf(
        a, TEXT(lang, "已完成，用时或超期 %s 个月，记录在案", "done; %s months, which stay on record"),
        number(a, l->value.v, light_whats[l->rule->what].decimals));
}

const char *light_words(const Light *l, Arena *a, Lang lang)
{
    const LightWhatRow *w = &light_whats[l->rule->what];
    const char *what = "";

    if (l->value.state == LIGHT_OFF)
        return TEXT(lang, "不适用", "does not apply");
    if (l->value.state == LIGHT_UNKNOWN)
        what = TEXT(lang, "缺数，无法判断", "cannot be judged: a figure is missing");
    else if (l->value.state == LIGHT_MET)
        what = met_words(l, a, lang);
    else
        what = arena_printf(a, TEXT(lang, w->zh, w->en), number(a, l->value.v, w->decimals));
    return arena_printf(a, TEXT(lang, "%s%s%s（%s）", "%s%s%s [%s]"), what, schedule_words(l, a, lang),
                        memory_words(l, lang), rule_words(l->rule, a, lang));
}
