/* A light in words: what was found, what it was held against, which rule. */
#include <math.h>
#include <string.h>

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

static const char *rule_words(const ProjectRule *r, Arena *a, Lang lang)
{
    const char *yellow = "", *red = "";
    bool lamp = strcmp(r->list, "lamp") == 0;

    if (r->yellow.is != BOUND_NONE)
        yellow = arena_printf(a, TEXT(lang, "，%s 黄灯", ", yellow %s"), bound_words(&r->yellow, a));
    if (r->red.is != BOUND_NONE)
        red = arena_printf(
            a, lamp ? TEXT(lang, "，%s 红灯", ", red %s") : TEXT(lang, "，%s 上榜", ", listed %s"),
            bound_words(&r->red, a));
    return arena_printf(a, "%s%s%s", r->code, yellow, red);
}

/* "（应完成 83.3%）" where progress is held against a schedule. */
static const char *schedule_words(const ProjectLight *l, Arena *a, Lang lang)
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

static const char *memory_words(const ProjectLight *l, Lang lang)
{
    if (l->made_good)
        return TEXT(lang, "；本月销红，当月记黄灯", "; red was made good this month, which counts as yellow");
    if (l->lamp != l->raw)
        return TEXT(lang, "；此前红灯未销", "; red was not made good yet");
    return "";
}

/* What was found: blame where the number says so, else what is good about it. */
static const char *found_words(const ProjectLight *l, Arena *a, Lang lang)
{
    const LightWhatRow *w = &light_whats[l->rule->what];
    bool met = l->value.state == LIGHT_MET;
    bool good = *w->good_zh && (met || (l->raw == PROJECT_GREEN && l->value.v <= 0));

    if (l->value.state == LIGHT_UNKNOWN)
        return TEXT(lang, "缺数，无法判断", "cannot be judged: a figure is missing");
    return arena_printf(a, good ? TEXT(lang, w->good_zh, w->good_en) : TEXT(lang, w->zh, w->en),
                        number(a, good && !met ? -l->value.v : l->value.v, w->decimals));
}

const char *light_words(const ProjectLight *l, Arena *a, Lang lang)
{
    if (l->value.state == LIGHT_OFF)
        return TEXT(lang, "不适用", "does not apply");
    return arena_printf(a, TEXT(lang, "%s%s%s（%s）", "%s%s%s [%s]"), found_words(l, a, lang),
                        schedule_words(l, a, lang), memory_words(l, lang), rule_words(l->rule, a, lang));
}
