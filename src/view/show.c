#include "view/show.h"

#include <math.h>

#include "base/number.h"

const char *show(Arena *a, double v, int decimals)
{
    char text[NUM_TEXT_MAX];

    if (isnan(v))
        return "";
    num_to_fixed(v, decimals, text);
    return arena_strdup(a, text);
}

const char *show_signed(Arena *a, double v, int decimals)
{
    const char *text = show(a, v, decimals);

    return *text && *text != '-' && v > 0 ? arena_printf(a, "+%s", text) : text;
}

const char *show_figure(const Viewer *w, const Figure *f, bool is_signed)
{
    if (!f->known)
        return "";
    const char *text =
        is_signed ? show_signed(w->arena, f->value, f->decimals) : show(w->arena, f->value, f->decimals);
    return arena_printf(w->arena, "%s%s%s", text, f->computed ? "*" : "",
                        f->sample ? TEXT(w->lang, "样", "s") : "");
}

const char *show_target(Arena *a, const Progress *p)
{
    const Target *t = p->target;

    if (!t)
        return "";
    const char *value = show(a, t->value, t->decimals);
    const char *bound = t->relation == AT_MOST ? "≤" : "";
    if (t->measure == MEASURE_YOY)
        return arena_printf(a, "%s%s%%", *bound ? bound : t->value > 0 ? "+" : "", value);
    return arena_printf(a, "%s%s%s", t->measure == MEASURE_RANK ? "#" : "", bound, value);
}

const char *show_period(Arena *a, Period p)
{
    char text[PERIOD_TEXT_MAX];

    period_text(p, text);
    return arena_strdup(a, text);
}

const char *show_date(Arena *a, int date)
{
    char text[DATE_TEXT_MAX];

    date_text(date, text);
    return arena_strdup(a, text);
}
