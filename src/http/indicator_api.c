/* Indicators: the catalogue, and one of them from all sides. */
#include <string.h>

#include "http/handlers.h"
#include "view/judging.h"
#include "view/lists.h"
#include "view/situation.h"
#include "view/why.h"

bool get_indicators(Call *c, Err *e)
{
    (void)e;
    indicator_rows(&c->viewer, &c->catalogue, &c->rows);
    return true;
}

/* The situation that path and query name. */
static bool asked_situation(Call *c, Situation *s, Err *e)
{
    const Indicator *i;
    const Area *area;
    Period p;

    TRY(call_indicator(c, &i, e) && call_area(c, &area, e) && call_period(c, area, &p, e));
    return situation_of(&c->outlook, i, area, p, s, e) && towns_adjust(&c->outlook, s, e);
}

bool get_indicator(Call *c, Err *e)
{
    Situation s;

    TRY(asked_situation(c, &s, e));
    const char *group = TEXT(c->viewer.lang, s.indicator->group, s.indicator->group_en);
    if (c->format == FORMAT_JSON)
        situation_json(&c->viewer, group, &s, &c->json);
    else
        situation_row(&c->viewer, group, &s, &c->rows);
    return true;
}

bool get_history(Call *c, Err *e)
{
    const char *basis_text = call_value(c, "basis");
    const Indicator *i;
    const Area *area;
    Basis basis = BASES;
    History h;

    TRY(call_indicator(c, &i, e) && call_area(c, &area, e));
    TRY(history_load(&c->outlook.known, i, area, c->viewer.arena, &h, e));
    if (basis_text)
        (void)basis_parse(str_of(basis_text), &basis);
    return fact_rows(&(FactRows){&c->viewer, &c->outlook.known, basis, &c->rows}, &h, e);
}

bool get_why(Call *c, Err *e)
{
    Situation s;
    Why why = {0};

    TRY(asked_situation(c, &s, e) && why_of(&c->viewer, &c->outlook, &s, &why, e));
    json_begin_object(&c->json);
    json_put_text(&c->json, "indicator", s.indicator->code);
    json_put_text(&c->json, "area", s.area->code);
    json_put_text(&c->json, "period", show_period(c->viewer.arena, s.period));
    json_key(&c->json, "steps");
    why_json(&c->viewer, &why, &c->json);
    json_end_object(&c->json);
    return true;
}

bool get_towns(Call *c, Err *e)
{
    const Indicator *i;
    Period p;
    Towns towns;

    TRY(call_indicator(c, &i, e) && call_period(c, c->city.self, &p, e));
    if (!i->towns)
        return ERR(e, ERR_INVALID, "“%s”不分镇街（indicators.csv 的 towns 列为 no）",
                   "\"%s\" is not counted by town (towns is no in indicators.csv)",
                   indicator_name(i, e->lang));
    TRY(towns_of(&c->outlook, i, p, &towns, e));
    if (c->format == FORMAT_JSON)
        towns_json(&c->viewer, &towns, &c->json);
    else
        town_rows(&c->viewer, &towns, &c->rows);
    return true;
}

bool get_peers(Call *c, Err *e)
{
    Situation s;

    return asked_situation(c, &s, e) && peer_rows(&c->viewer, &c->outlook, &s, &c->rows, e);
}
