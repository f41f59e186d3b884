/* The driver tree, scenarios and the barometer. Everything is reckoned from what the caller may see: the
 * outlook's sight keeps unpublished figures and targets from those who have no right to them. */
#include <string.h>

#include "http/handlers.h"
#include "http/write.h"
#include "view/barometer.h"
#include "view/drivers.h"

static bool says_yes(const Call *c, const char *name)
{
    const char *text = call_value(c, name);

    return text && *text == 'y';
}

/* Faults of the city's own table: the first in the sentence, for readers have nothing to mend. */
static bool tell_fault(const Findings *fs, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(ERR_MSG_MAX / 2);

    if (fs->n) {
        finding_line(&fs->items[0], fs->lang, &text);
        return ERR(e, ERR_DATA, "本市的表有 %zu 处错误：%s", "the city's table has %zu faults: %s", fs->n,
                   buf_cstr(&text));
    }
    return false;
}

/* ---- the tree ---- */

bool get_drivers(Call *c, Err *e)
{
    DriversAsked *x = NEW(c->viewer.arena, DriversAsked);
    const char *set = call_value(c, "set"), *from = call_value(c, "from"), **texts = NULL;
    Basis basis = BASES;
    DriversWish w = {.tree = call_value(c, "tree"),
                     .given = call_value(c, "period") != NULL,
                     .solve = call_value(c, "solve"),
                     .target = call_value(c, "target"),
                     .year_end = says_yes(c, "year_end"),
                     .own_moves = says_yes(c, "own_moves")};

    TRY(call_area(c, &w.area, e) && call_period(c, w.area, &w.period, e));
    TRY(!from || period_parse(str_of(from), &w.from, &basis, e));
    w.n_set = set ? text_split(c->viewer.arena, set, &texts) : 0;
    w.set = texts;
    if (!drivers_asked(&c->outlook, &w, c->viewer.arena, x, e))
        return tell_fault(&x->findings, e);
    drivers_json(&c->viewer, &x->shown, &c->json);
    return true;
}

/* ---- scenarios ---- */

bool get_scenarios(Call *c, Err *e)
{
    Scenario *items;
    size_t n;

    TRY(scenario_list(c->reader->s, c->city.id, c->viewer.arena, &items, &n, e));
    scenario_rows(&c->viewer, items, n, &c->rows);
    return true;
}

bool get_scenario_comparison(Call *c, Err *e)
{
    const char **names;
    size_t n = text_split(c->viewer.arena, call_value(c, "names"), &names);
    Scenario *items = NEW_N(c->viewer.arena, Scenario, n + 1);

    for (size_t i = 0; i < n; i++)
        TRY(scenario_find(c->reader->s, c->city.id, names[i], c->viewer.arena, &items[i], e));
    scenario_node_rows(&c->viewer, items, n, &c->rows);
    return true;
}

bool post_scenario(Call *c, Err *e)
{
    const View known = {.s = c->s, .city = &c->city};
    DriversAsked *x = NEW(c->viewer.arena, DriversAsked);
    Outlook *o = NEW(c->viewer.arena, Outlook);
    const Intake by = call_intake(c);
    Rows rows = {.arena = c->viewer.arena};
    const char **texts = NULL;
    Basis basis = BASES;
    Scenario saved;
    DriversWish w = {.given = true, .year_end = body_flag(c->body, "year_end")};

    TRY(write_state(c, e) && period_parse(str_of(body_text(c->body, "period")), &w.period, &basis, e));
    TRY(outlook_open(&known, &c->catalogue, c->viewer.arena, o, e));
    w.area = c->city.self;
    w.n_set = text_split(c->viewer.arena, body_text(c->body, "set"), &texts);
    w.set = texts;
    if (!w.n_set)
        return ERR(e, ERR_INVALID, "set 是空的：没有假设可存，应如 IVA=+1",
                   "set is empty: there is no assumption to save, such as IVA=+1");
    if (!drivers_asked(o, &w, c->viewer.arena, x, e))
        return tell_fault(&x->findings, e);
    scenario_of(&x->what_if, c->viewer.arena, &saved);
    saved.name = body_text(c->body, "name");
    saved.note = body_has(c->body, "note") ? body_text(c->body, "note") : NULL;
    TRY(scenario_add(c->s, &by, &saved, e));
    scenario_rows(&c->viewer, &saved, 1, &rows);
    row_json(&rows.items[0], &c->json);
    return true;
}

/* ---- the barometer ---- */

bool get_barometer(Call *c, Err *e)
{
    Findings fs = {.arena = c->viewer.arena, .lang = e->lang, .file = "", .sheet = ""};
    BarometerKey key = {.code = call_value(c, "barometer")};
    Barometer b;

    TRY(call_area(c, &key.area, e) && call_period(c, key.area, &key.period, e));
    if (!barometer_of(&c->outlook, &key, &fs, &b, e))
        return tell_fault(&fs, e);
    barometer_json(&c->viewer, &b, &c->json);
    return true;
}
