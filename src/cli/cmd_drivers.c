/* drivers: the tree of a total, what if, what must be, and scenarios. */
#include <string.h>

#include "cli/drivers_table.h"
#include "cli/import_text.h"
#include "cli/json_out.h"
#include "cli/list_out.h"
#include "cli/reading.h"

/* All that one run reckons. */
typedef struct Run {
    Reading r;
    Outlook o;
    DriversWish wish;
    DriversAsked found;
    Scenario saved;
} Run;

static void run_close(Run **x)
{
    if (*x)
        reading_close(&(*x)->r);
}

static bool read_wish(Cli *c, Run *x, Err *e)
{
    const char *from = cli_value(c, "from"), **set;
    DriversWish *w = &x->wish;
    Basis basis = BASES;

    *w = (DriversWish){.tree = cli_value(c, "tree"),
                       .n_set = cli_values(c, "set", &set),
                       .solve = cli_value(c, "solve"),
                       .target = cli_value(c, "target"),
                       .year_end = cli_has(c, "year-end"),
                       .own_moves = cli_has(c, "own-moves")};
    w->set = set;
    TRY(!from || period_parse(str_of(from), &w->from, &basis, e));
    return reading_period(c, &w->period, &w->given, e) && reading_open(c, &x->r, e) &&
           reading_area(c, &x->r, &w->area, e);
}

/* Faults of the tree go to standard error, a line each. */
static bool reckon(Cli *c, Run *x, Err *e)
{
    AUTO(buf_free) Buf text = cli_buf();

    TRY(outlook_open(&x->r.known, &x->r.catalogue, c->arena, &x->o, e));
    if (drivers_asked(&x->o, &x->wish, c->arena, &x->found, e))
        return true;
    for (size_t i = 0; i < x->found.findings.n; i++) {
        finding_line(&x->found.findings.items[i], c->lang, &text);
        buf_char(&text, '\n');
    }
    fputs(buf_cstr(&text), stderr);
    return false;
}

/* The reading's snapshot is closed first: a store is written by one connection. */
static bool save(Cli *c, Run *x, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    const char *name = cli_value(c, "save"), *note = cli_value(c, "note");
    Intake in;

    if (!name)
        return true;
    if (!x->found.what_if.n)
        return ERR(e, ERR_INVALID, "没有假设可存；请用 --set 或 --solve",
                   "there is no assumption to save; use --set or --solve");
    scenario_of(&x->found.what_if, c->arena, &x->saved);
    x->saved.name = name;
    x->saved.note = note;
    x->saved.as_of = x->r.known.as_of;
    reading_close(&x->r);
    TRY(cli_intake(c, &in, e) && store_open(c->store, STORE_WRITE, &s, e));
    in.city = x->r.city.id;
    TRY(scenario_add(s, &in, &x->saved, e));
    x->found.shown.saved = &x->saved;
    return true;
}

bool run_drivers(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(run_close) Run *x = NEW(c->arena, Run);
    Rows rows = {.arena = c->arena};
    ListFormat format;

    TRY(list_format(c, &format, e) && read_wish(c, x, e) && reckon(c, x, e) && save(c, x, e));
    if (format == LIST_JSON) {
        Json j = cli_json_to(&out);
        drivers_json(VIEWER(c), &x->found.shown, &j);
        buf_char(&out, '\n');
        return cli_write_to(c, &out, e);
    }
    driver_rows(VIEWER(c), &x->found.shown, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    drivers_table(c, &x->found.shown, &out);
    return cli_write_to(c, &out, e);
}

bool run_drivers_scenarios(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Rows rows = {.arena = c->arena};
    ListFormat format;
    Scenario *items;
    size_t n;

    TRY(list_format(c, &format, e) && reading_open(c, &r, e) &&
        scenario_list(r.s, r.city.id, c->arena, &items, &n, e));
    scenario_rows(VIEWER(c), items, n, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    if (n)
        scenarios_table(c, items, n, &out);
    else
        buf_str(&out, TEXT(c->lang, "还没有存过情景\n", "no scenario was saved yet\n"));
    return cli_write_to(c, &out, e);
}

bool run_drivers_compare(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(reading_close) Reading r = {0};
    Scenario *items = NEW_N(c->arena, Scenario, c->n);
    Rows rows = {.arena = c->arena};
    ListFormat format;

    TRY(list_format(c, &format, e) && reading_open(c, &r, e));
    for (size_t i = 0; i < c->n; i++)
        TRY(scenario_find(r.s, r.city.id, c->operands[i], c->arena, &items[i], e));
    scenario_node_rows(VIEWER(c), items, c->n, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    compared_table(c, items, c->n, &out);
    return cli_write_to(c, &out, e);
}
