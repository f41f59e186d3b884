/* The tree from the city's table, and what may be wrong with it. */
#include "outlook/drivers.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "city/records.h"

/* ---- rows ---- */

typedef struct Reading {
    const Catalogue *catalogue;
    Records rows;
    size_t *row; /* [n] rows of the tree that hold on the day */
    size_t n;
    size_t *first; /* [n_nodes] the row in which a node stands first */
    size_t n_nodes;
    Findings *fs;
    Arena *arena;
} Reading;

static const char *cell(const Reading *r, size_t i, const char *column)
{
    return RECORD(&r->rows, r->row[i], column);
}

#define AT(r, i, column) records_place(&(r)->rows, (r)->row[i], records_column((r)->rows.table, (column)))

static bool holds(const Records *r, size_t i, int on)
{
    int from = date_or_none(RECORD(r, i, "valid_from")), to = date_or_none(RECORD(r, i, "valid_to"));

    return !on || ((!from || from <= on) && (!to || on <= to));
}

static bool load_rows(const Outlook *o, Records *out, Err *e)
{
    RecordsKey key = {o->city->id, "drivers", o->known.as_of, o->known.until_submission};

    return records_load(o->s, &key, o->arena, out, e);
}

bool drivers_trees(const Outlook *o, int on, const char ***codes, size_t *n, Err *e)
{
    Records r;

    TRY(load_rows(o, &r, e));
    *codes = NEW_N(o->arena, const char *, r.n + 1);
    *n = 0;
    for (size_t i = 0; i < r.n; i++) {
        bool had = !holds(&r, i, on);
        for (size_t k = 0; k < *n && !had; k++)
            had = strcmp((*codes)[k], RECORD(&r, i, "tree")) == 0;
        if (!had)
            (*codes)[(*n)++] = RECORD(&r, i, "tree");
    }
    return true;
}

static size_t node_of(const Reading *r, const char *code)
{
    for (size_t i = 0; i < r->n_nodes; i++)
        if (strcmp(cell(r, r->first[i], "node"), code) == 0)
            return i;
    return DRIVER_NONE;
}

static size_t parent_of(const Reading *r, size_t node)
{
    return node_of(r, cell(r, r->first[node], "parent"));
}

static bool has_parts(const Reading *r, size_t node)
{
    const char *code = cell(r, r->first[node], "node");

    for (size_t i = 0; i < r->n_nodes; i++)
        if (strcmp(cell(r, r->first[i], "parent"), code) == 0)
            return true;
    return false;
}

/* ---- checks ---- */

/* A node may stand in several rows, one a driver; all say the same of it. */
static void check_same(const Reading *r, size_t i, size_t first)
{
    static const char *const same[] = {"parent", "name_zh", "name_en", "indicator", "weight_indicator"};

    for (size_t k = 0; k < COUNT(same); k++)
        if (strcmp(cell(r, i, same[k]), cell(r, first, same[k])) != 0)
            FINDING(r->fs, FAULT, AT(r, i, same[k]), "node-differs", cell(r, i, same[k]),
                    "应与第 %2$d 行相同（“%1$s”）：一个节点的各行只有驱动指标不同",
                    "expected \"%s\" as in row %d: the rows of a node differ in the driver alone",
                    cell(r, first, same[k]), r->rows.lines[r->row[first]]);
}

static void collect_nodes(Reading *r)
{
    r->first = NEW_N(r->arena, size_t, r->n + 1);
    for (size_t i = 0; i < r->n; i++) {
        size_t had = node_of(r, cell(r, i, "node"));
        if (had == DRIVER_NONE)
            r->first[r->n_nodes++] = i;
        else
            check_same(r, i, r->first[had]);
    }
}

static void check_roots(const Reading *r)
{
    size_t root = DRIVER_NONE;

    for (size_t k = 0; k < r->n_nodes; k++) {
        size_t i = r->first[k];
        if (*cell(r, i, "parent")) {
            if (parent_of(r, k) == DRIVER_NONE)
                FINDING(r->fs, FAULT, AT(r, i, "parent"), "unknown-parent", cell(r, i, "parent"),
                        "应为本树的一个节点", "expected a node of this tree");
            continue;
        }
        if (root != DRIVER_NONE)
            FINDING(r->fs, FAULT, AT(r, i, "parent"), "several-roots", cell(r, i, "node"),
                    "一棵树只能有一个总量；已有“%s”，这里应写明上级",
                    "a tree has one total, which is \"%s\"; expected a parent", cell(r, root, "node"));
        root = root == DRIVER_NONE ? i : root;
    }
    if (root == DRIVER_NONE)
        FINDING(r->fs, FAULT, AT(r, 0, "parent"), "no-root", cell(r, 0, "tree"),
                "应有一个没有上级的节点，即总量", "expected one node without a parent: the total");
}

static void check_cycles(const Reading *r)
{
    for (size_t k = 0; k < r->n_nodes; k++) {
        size_t at = parent_of(r, k);
        for (size_t steps = 0; steps < r->n_nodes && at != DRIVER_NONE && at != k; steps++)
            at = parent_of(r, at);
        if (at == k)
            FINDING(r->fs, FAULT, AT(r, r->first[k], "parent"), "cycle", cell(r, r->first[k], "parent"),
                    "“%s”不能是自己的上级的上级", "\"%s\" cannot be above itself",
                    cell(r, r->first[k], "node"));
    }
}

static bool is_level(const Indicator *i)
{
    return i->kind == KIND_FLOW && (i->measures & (1u << MEASURE_VALUE));
}

/* What weighs a node: its own column, else the indicator itself. */
static const Indicator *weight_of(const Reading *r, size_t i)
{
    const char *code = cell(r, i, "weight_indicator");

    return catalogue_by_code(r->catalogue, *code ? code : cell(r, i, "indicator"));
}

static void check_figures(const Reading *r, size_t node)
{
    size_t i = r->first[node];
    const Indicator *weight = weight_of(r, i);
    bool parts = has_parts(r, node);

    if (!parts && !*cell(r, i, "indicator"))
        FINDING(r->fs, FAULT, AT(r, i, "indicator"), "missing-indicator", cell(r, i, "node"),
                "没有下级的节点应写明核算指标", "a node without parts needs the indicator of its growth");
    if (!weight && !parts)
        FINDING(r->fs, FAULT, AT(r, i, "weight_indicator"), "missing-weight", cell(r, i, "node"),
                "没有下级的节点应写明权重指标", "a node without parts needs the indicator of its weight");
    if (weight && !is_level(weight))
        FINDING(r->fs, FAULT, AT(r, i, "weight_indicator"), "weight-no-level", weight->code,
                "权重应为按数值发布的流量指标", "expected a flow that is published as a value");
}

/* Is the driver a node of the tree, by its code or by its indicator? It would count twice. */
static bool is_node(const Reading *r, const char *driver)
{
    for (size_t k = 0; k < r->n_nodes; k++)
        if (strcmp(cell(r, r->first[k], "node"), driver) == 0 ||
            strcmp(cell(r, r->first[k], "indicator"), driver) == 0)
            return true;
    return false;
}

static bool stood_before(const Reading *r, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(cell(r, k, "node"), cell(r, i, "node")) == 0 &&
            strcmp(cell(r, k, "driver"), cell(r, i, "driver")) == 0)
            return true;
    return false;
}

static void check_driver(const Reading *r, size_t i)
{
    const char *driver = cell(r, i, "driver");

    if (stood_before(r, i))
        FINDING(r->fs, FAULT, AT(r, i, "driver"), "driver-twice", *driver ? driver : cell(r, i, "node"),
                "同一天里一个节点的一个驱动指标只能有一行",
                "on one day a node has one row for a driver of it");
    if (!*driver) {
        if (*cell(r, i, "elasticity"))
            FINDING(r->fs, FAULT, AT(r, i, "elasticity"), "elasticity-alone", cell(r, i, "elasticity"),
                    "没有驱动指标就没有弹性；应写明 driver", "an elasticity needs its driver");
        return;
    }
    if (!*cell(r, i, "elasticity"))
        FINDING(r->fs, FAULT, AT(r, i, "elasticity"), "missing-elasticity", driver, "有驱动指标就应有弹性",
                "a driver needs its elasticity");
    if (!*cell(r, i, "elasticity_source"))
        FINDING(r->fs, FAULT, AT(r, i, "elasticity_source"), "missing-source", driver,
                "弹性应写明来源，样本写“样本”",
                "an elasticity needs its source, \"样本\" where it is a sample");
    if (has_parts(r, node_of(r, cell(r, i, "node"))))
        FINDING(r->fs, FAULT, AT(r, i, "driver"), "driver-of-whole", driver,
                "有下级的节点由下级带动；驱动指标应写在下级",
                "a node with parts is moved by them; expected the driver at a part");
    if (is_node(r, driver))
        FINDING(r->fs, FAULT, AT(r, i, "driver"), "driver-is-node", driver, "已是本树的节点，会重复计算",
                "is a node of this tree and would count twice");
}

/* The catalogue may have lost a code since the tree was imported. */
static void check_codes(const Reading *r, size_t i)
{
    static const char *const columns[] = {"indicator", "weight_indicator", "driver"};

    for (size_t k = 0; k < COUNT(columns); k++)
        if (*cell(r, i, columns[k]) && !catalogue_by_code(r->catalogue, cell(r, i, columns[k])))
            FINDING(r->fs, FAULT, AT(r, i, columns[k]), "unknown-indicator", cell(r, i, columns[k]),
                    "应为 indicators.csv 里的代码", "expected a code of indicators.csv");
}

static void check(Reading *r)
{
    collect_nodes(r);
    check_roots(r);
    check_cycles(r);
    for (size_t k = 0; k < r->n_nodes; k++)
        check_figures(r, k);
    for (size_t i = 0; i < r->n; i++) {
        check_codes(r, i);
        check_driver(r, i);
    }
}

/* ---- the tree of rows without a fault ---- */

static size_t add_driver(const Reading *r, DriverTree *t, const char *code)
{
    size_t had = drivers_driver(t, code);
    const Indicator *i = catalogue_by_code(r->catalogue, code);

    if (had != DRIVER_NONE)
        return had;
    t->drivers[t->n_drivers] = (DriverOf){i->code, i->name_zh, i->name_en, i};
    return t->n_drivers++;
}

static void add_links(const Reading *r, DriverTree *t, DriverNode *n)
{
    n->links = NEW_N(r->arena, DriverLink, r->n + 1);
    for (size_t i = 0; i < r->n; i++) {
        Decimal d = {0};
        bool lossy;
        if (strcmp(cell(r, i, "node"), n->code) != 0 || !*cell(r, i, "driver"))
            continue;
        (void)decimal_parse(str_of(cell(r, i, "elasticity")), &d, &lossy);
        n->links[n->n_links++] =
            (DriverLink){add_driver(r, t, cell(r, i, "driver")), d.value, cell(r, i, "elasticity_source")};
    }
}

/* A node and everything below it. */
static void add_node(const Reading *r, DriverTree *t, size_t node, size_t parent)
{
    size_t i = r->first[node], at = t->n++;
    DriverNode *n = &t->nodes[at];

    *n = (DriverNode){.code = cell(r, i, "node"),
                      .name_zh = cell(r, i, "name_zh"),
                      .name_en = cell(r, i, "name_en"),
                      .note = cell(r, i, "note"),
                      .parent = parent,
                      .depth = parent == DRIVER_NONE ? 0 : t->nodes[parent].depth + 1,
                      .indicator = catalogue_by_code(r->catalogue, cell(r, i, "indicator")),
                      .weight = weight_of(r, i)};
    add_links(r, t, n);
    for (size_t k = 0; k < r->n_nodes; k++) {
        if (strcmp(cell(r, r->first[k], "parent"), n->code) != 0)
            continue;
        n->n_parts++;
        add_node(r, t, k, at);
    }
}

static bool no_tree(const Outlook *o, const char *code, int on, Err *e)
{
    const char **codes, *all = "";
    size_t n;

    TRY(drivers_trees(o, on, &codes, &n, e));
    for (size_t i = 0; i < n; i++)
        all = arena_printf(o->arena, "%s%s%s", all, *all ? TEXT(e->lang, "、", ", ") : "", codes[i]);
    if (!n)
        return ERR(
            e, ERR_NOT_FOUND, "这一时期没有驱动树；请导入 drivers.csv（见 docs/guide/city-folder.md）",
            "there is no driver tree for this period; import a drivers.csv (docs/guide/city-folder.md)");
    return ERR(e, ERR_NOT_FOUND, "没有驱动树“%s”；有的是：%s", "there is no driver tree \"%s\"; there is %s",
               code, all);
}

static bool select_rows(const Outlook *o, const char *code, int on, Reading *r, Err *e)
{
    TRY(load_rows(o, &r->rows, e));
    r->row = NEW_N(o->arena, size_t, r->rows.n + 1);
    for (size_t i = 0; i < r->rows.n; i++) {
        if (!holds(&r->rows, i, on))
            continue;
        code = code ? code : RECORD(&r->rows, i, "tree");
        if (strcmp(RECORD(&r->rows, i, "tree"), code) == 0)
            r->row[r->n++] = i;
    }
    if (r->n > DRIVER_ROWS_MAX)
        return ERR(e, ERR_INVALID, "驱动树“%s”有 %zu 行，最多 %d 行；请把它分成几棵树",
                   "the driver tree \"%s\" has %zu rows, at most %d; cut it into several", code, r->n,
                   DRIVER_ROWS_MAX);
    return r->n || no_tree(o, code ? code : "", on, e);
}

bool drivers_load(const Outlook *o, const DriverKey *key, Findings *fs, DriverTree *out, Err *e)
{
    Reading r = {.catalogue = o->catalogue, .fs = fs, .arena = o->arena};
    size_t before = fs->n_faults;

    fs->file = "drivers.csv";
    TRY(select_rows(o, key->code, period_last_day(key->period), &r, e));
    check(&r);
    if (fs->n_faults > before)
        return ERR(e, ERR_REFUSED, "drivers.csv 的驱动树有 %zu 处错误，已逐条列出；改好后重新导入",
                   "the driver tree in drivers.csv has %zu faults, which are listed; import it again when "
                   "they are mended",
                   fs->n_faults - before);
    *out = (DriverTree){.code = cell(&r, 0, "tree"),
                        .nodes = NEW_N(o->arena, DriverNode, r.n_nodes),
                        .drivers = NEW_N(o->arena, DriverOf, r.n + 1)};
    for (size_t k = 0; k < r.n_nodes; k++)
        if (!*cell(&r, r.first[k], "parent"))
            add_node(&r, out, k, DRIVER_NONE);
    return true;
}

size_t drivers_node(const DriverTree *t, const char *code)
{
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->nodes[i].code, code) == 0)
            return i;
    return DRIVER_NONE;
}

size_t drivers_driver(const DriverTree *t, const char *code)
{
    for (size_t i = 0; i < t->n_drivers; i++)
        if (strcmp(t->drivers[i].code, code) == 0)
            return i;
    return DRIVER_NONE;
}

const char *driver_node_name(const DriverNode *n, Lang lang)
{
    return TEXT(lang, n->name_zh, n->name_en);
}

const char *driver_name(const DriverOf *d, Lang lang)
{
    return TEXT(lang, d->name_zh, d->name_en);
}
