/* drivers: the tree of a total, what if, what must be, and scenarios. */
#include <string.h>

#include "base/number.h"
#include "cli/drivers_table.h"
#include "cli/import_text.h"
#include "cli/json_out.h"
#include "cli/list_out.h"
#include "cli/reading.h"
#include "outlook/card.h"

/* All that one run reckons. */
typedef struct Run {
    Reading r;
    Outlook o;
    const Area *area;
    DriverTree tree;
    DriverState state;
    DriverChange changes[CHANGES_MAX];
    size_t n_changes;
    SolveAsk ask;
    Solved solved;
    WhatIf what_if;
    Waterfall waterfall;
    DriverState earlier;
    Scenario saved;
    DriversShown shown;
} Run;

static void run_close(Run **x)
{
    if (*x)
        reading_close(&(*x)->r);
}

/* The tree of --tree; its faults go to standard error, a line each. */
static bool load_tree(Cli *c, Run *x, Period p, Err *e)
{
    Findings fs = {.arena = c->arena, .lang = c->lang};
    AUTO(buf_free) Buf text = cli_buf();

    if (drivers_load(&x->o, &(DriverKey){cli_value(c, "tree"), p}, &fs, &x->tree, e))
        return true;
    for (size_t i = 0; i < fs.n; i++) {
        finding_line(&fs.items[i], c->lang, &text);
        buf_char(&text, '\n');
    }
    fputs(buf_cstr(&text), stderr);
    return false;
}

/* The period that was named, else the last one in which the total's growth is known. */
static bool open_tree(Cli *c, Run *x, Period *p, Err *e)
{
    Period latest;
    bool given;

    TRY(reading_period(c, p, &given, e) && reading_open(c, &x->r, e) && reading_area(c, &x->r, &x->area, e) &&
        outlook_open(&x->r.known, &x->r.catalogue, c->arena, &x->o, e));
    if (!given)
        TRY(card_latest_period(&x->o, x->area, p, e));
    TRY(load_tree(c, x, *p, e));
    if (given) {
        *p = period_month(p->year, period_end_month(*p));
        return true;
    }
    TRY(drivers_latest(&x->o, &x->tree, x->area, &latest, e));
    if (period_cmp(latest, *p) != 0)
        TRY(load_tree(c, x, latest, e));
    *p = latest;
    return true;
}

static bool read_changes(Cli *c, Run *x, Err *e)
{
    const char **texts;
    size_t n = cli_values(c, "set", &texts);

    if (n > CHANGES_MAX)
        return ERR(e, ERR_INVALID, "--set 最多 %d 个", "at most %d --set are taken", CHANGES_MAX);
    for (size_t i = 0; i < n; i++)
        TRY(what_if_read(&x->tree, texts[i], c->arena, &x->changes[x->n_changes++], e));
    return true;
}

/* --target, else the year's own target of the root's growth. */
static bool read_goal(Cli *c, Run *x, double *goal, Err *e)
{
    const char *text = cli_value(c, "target");
    const Indicator *root = x->tree.nodes[0].indicator;
    const Target *t =
        root ? catalogue_target(&x->r.catalogue, root, x->area, x->state.period.year, x->r.known.no_sample)
             : NULL;
    Decimal d;
    bool lossy;

    if (text) {
        *goal = decimal_parse(str_of(text), &d, &lossy) ? d.value : 0;
        return decimal_parse(str_of(text), &d, &lossy) ||
               ERR(e, ERR_INVALID, "--target “%s”不是数；应如 9.5",
                   "--target \"%s\" is no number; expected 9.5", text);
    }
    if (!t || t->measure != MEASURE_YOY)
        return ERR(e, ERR_INVALID, "没有这一年的增速目标；请用 --target 写明，如 --target 9.5",
                   "there is no target of growth for this year; name one with --target, such as 9.5");
    *goal = t->value;
    return true;
}

/* --solve CODE: a node or a driver, read as an assumption without its number. */
static bool solve(Cli *c, Run *x, Err *e)
{
    const char *of = cli_value(c, "solve");

    TRY(what_if_read(&x->tree, arena_printf(c->arena, "%s=0", of), c->arena, &x->ask.of, e));
    x->ask.others = x->changes;
    x->ask.n_others = x->n_changes;
    TRY(read_goal(c, x, &x->ask.goal, e) && what_if_solve(&x->state, &x->ask, c->arena, &x->solved, e));
    x->what_if = x->solved.forward;
    x->shown.solved = &x->solved;
    x->shown.ask = &x->ask;
    return true;
}

static bool reckon(Cli *c, Run *x, Period p, Err *e)
{
    TornadoRow *tornado;
    bool year_end = cli_has(c, "solve") || cli_has(c, "year-end");

    TRY(drivers_state(&x->o, &x->tree, &(DriverAsk){x->area, p, year_end}, &x->state, e) &&
        read_changes(c, x, e));
    if (cli_has(c, "solve"))
        TRY(solve(c, x, e));
    else
        TRY(what_if(&x->state, x->changes, x->n_changes, c->arena, &x->what_if, e));
    TRY(what_if_tornado(&x->state, cli_has(c, "own-moves"), c->arena, &tornado, &x->shown.n_tornado, e));
    x->shown.state = &x->state;
    x->shown.what_if = &x->what_if;
    x->shown.tornado = tornado;
    return true;
}

static bool compare_with(Cli *c, Run *x, Err *e)
{
    const char *text = cli_value(c, "from");
    Basis basis = BASES;
    Period from;

    if (!text)
        return true;
    TRY(period_parse(str_of(text), &from, &basis, e));
    DriverAsk ask = {x->area, period_month(from.year, period_end_month(from)), false};
    TRY(drivers_state(&x->o, &x->tree, &ask, &x->earlier, e));
    drivers_waterfall(&x->earlier, &x->state, c->arena, &x->waterfall);
    x->shown.waterfall = &x->waterfall;
    return true;
}

/* The reading's snapshot is closed first: a store is written by one connection. */
static bool save(Cli *c, Run *x, Err *e)
{
    AUTO(store_close) Store *s = NULL;
    const char *name = cli_value(c, "save"), *note = cli_value(c, "note");
    Intake in;

    if (!name)
        return true;
    if (!x->what_if.n)
        return ERR(e, ERR_INVALID, "没有假设可存；请用 --set 或 --solve",
                   "there is no assumption to save; use --set or --solve");
    scenario_of(&x->what_if, c->arena, &x->saved);
    x->saved.name = name;
    x->saved.note = note;
    x->saved.as_of = x->r.known.as_of;
    reading_close(&x->r);
    TRY(cli_intake(c, &in, e) && store_open(c->store, STORE_WRITE, &s, e));
    in.city = x->r.city.id;
    TRY(scenario_add(s, &in, &x->saved, e));
    x->shown.saved = &x->saved;
    return true;
}

bool run_drivers(Cli *c, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    AUTO(run_close) Run *x = NEW(c->arena, Run);
    Rows rows = {.arena = c->arena};
    ListFormat format;
    Period p;

    if (cli_has(c, "target") && !cli_has(c, "solve"))
        return ERR(e, ERR_INVALID, "--target 要和 --solve 一起用：哪一项要变，如 --solve IVA",
                   "--target needs --solve: what is to move, such as --solve IVA");
    TRY(list_format(c, &format, e) && open_tree(c, x, &p, e) && reckon(c, x, p, e) && compare_with(c, x, e) &&
        save(c, x, e));
    if (format == LIST_JSON) {
        Json j = cli_json_to(&out);
        drivers_json(VIEWER(c), &x->shown, &j);
        buf_char(&out, '\n');
        return cli_write_to(c, &out, e);
    }
    driver_rows(VIEWER(c), &x->shown, &rows);
    if (format != LIST_TABLE)
        return list_write(c, format, &rows, e);
    drivers_table(c, &x->shown, &out);
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
