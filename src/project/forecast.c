#include "project/learnt.h"

bool forecasts_open(const Board *b, Forecasts *out, Err *e)
{
    int last = period_last_day(b->spec.month), as_of = b->spec.known.as_of;

    *out = (Forecasts){.board = b, .today = as_of && as_of < last ? as_of : last};
    out->at = NEW(b->arena, ForecastLearnt);
    return learn_years(out, e) && learn_stages(out, e);
}

const char *forecast_year_words(const Forecasts *f, Arena *a, Lang lang)
{
    if (!f->n_past)
        return TEXT(
            lang, "库里还没有已结束的项目年度，用的是事先设定的分布，不是学来的",
            "the store has no closed year of any project; the spread is assumed beforehand, not learnt");
    return arena_printf(a,
                        TEXT(lang, "按本市 %zu 个已结束的项目年度的实际完成学得",
                             "learnt from what became of %zu closed years of the city's own projects"),
                        f->n_past);
}

const char *forecast_end_words(const Forecasts *f, Arena *a, Lang lang)
{
    if (!f->at->stages)
        return arena_printf(
            a,
            TEXT(lang, "事先定了日期、现在已经完成的阶段只涉及 %zu 个项目，至少要 %d 个，所以不预测日期",
                 "only %zu projects have a stage that ended after its date had been stated; %d are "
                 "needed, so that no day is foreseen"),
            f->n_ended, FORECAST_WITNESSES);
    return arena_printf(
        a,
        TEXT(lang, "按本市项目 %zu 次事先说过的阶段日期后来怎样（%zu 个项目有已完成的）",
             "from what became of %zu dates of stages that the city's projects had stated (%zu "
             "projects have ended ones)"),
        f->n_cases, f->n_ended);
}
