/* Rows become a scheme: names are looked up, numbers read, ranges checked. */
#include "score/build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"

const char *building_text(const SchemeBuilding *b, SchemeCell c)
{
    return RECORD(&b->tables[c.table], c.row, c.column);
}

Place building_at(const SchemeBuilding *b, SchemeCell c)
{
    const Records *r = &b->tables[c.table];

    b->fs->file = arena_printf(b->arena, "%s.csv", r->table->kind);
    return records_place(r, c.row, records_column(r->table, c.column));
}

/* NAN where the cell is empty. */
static double number_of(const SchemeBuilding *b, SchemeCell c)
{
    Decimal d = {.value = NAN};
    bool lossy;

    (void)decimal_parse(str_of(building_text(b, c)), &d, &lossy);
    return d.value;
}

static int date_of(const SchemeBuilding *b, SchemeCell c)
{
    return date_or_none(building_text(b, c));
}

/* The index of a choice in "month quarter year"; the cell's rule has seen to it that it is one. */
static int choice_of(const SchemeBuilding *b, SchemeCell c)
{
    const CityTable *t = b->tables[c.table].table;
    const char *choices = t->columns[records_column(t, c.column)].choices, *text = building_text(b, c);

    for (int i = 0; *choices; i++) {
        size_t n = strcspn(choices, " ");
        if (str_eq((Str){choices, n}, text))
            return i;
        choices += n + (choices[n] == ' ');
    }
    return 0;
}

static SchemeName name_of(const SchemeBuilding *b, SchemeTable t, size_t i)
{
    return (SchemeName){b->tables[t].cells[i][0], building_text(b, (SchemeCell){t, i, "name_zh"}),
                        building_text(b, (SchemeCell){t, i, "name_en"})};
}

#define CELL(t, column) ((SchemeCell){(t), i, (column)})

/* ---- codes of other tables ---- */

static size_t class_named(const Scheme *s, const char *code)
{
    for (size_t i = 0; i < s->n_classes; i++)
        if (strcmp(s->classes[i].code, code) == 0)
            return i;
    return SCHEME_NONE;
}

static size_t group_named(const Scheme *s, const char *code)
{
    for (size_t i = 0; i < s->n_groups; i++)
        if (strcmp(s->groups[i].name.code, code) == 0)
            return i;
    return SCHEME_NONE;
}

/* A code that must be in a table of the scheme. */
static size_t refer(SchemeBuilding *b, SchemeCell c, SchemeTable to, const char *code)
{
    size_t i = to == TABLE_CLASSES  ? class_named(b->scheme, code)
               : to == TABLE_GROUPS ? group_named(b->scheme, code)
                                    : scheme_item(b->scheme, code);

    if (i == SCHEME_NONE) {
        Place at = building_at(b, c);
        FINDING(b->fs, FAULT, at, "unknown-code", code, "%s.csv 里没有这个代码", "%s.csv has no such code",
                scheme_tables[to].kind);
    }
    return i;
}

static size_t refer_cell(SchemeBuilding *b, SchemeCell c, SchemeTable to)
{
    const char *code = building_text(b, c);

    return *code ? refer(b, c, to, code) : SCHEME_NONE;
}

static void check_range(SchemeBuilding *b, SchemeCell low, double from, double to)
{
    if (!(from > to))
        return;
    Place at = building_at(b, low);
    FINDING(b->fs, FAULT, at, "empty-range", building_text(b, low), "下限应不大于上限",
            "the lower bound must not be above the upper");
}

static void check_dates(SchemeBuilding *b, SchemeCell from)
{
    SchemeCell to = {from.table, from.row, "valid_to"};

    if (date_of(b, to))
        check_range(b, from, date_of(b, from), date_of(b, to));
}

/* ---- tables ---- */

static void build_scheme(SchemeBuilding *b)
{
    Scheme *s = b->scheme;
    const SchemeTable t = TABLE_SCHEME;
    size_t i = 0;

    if (b->tables[t].n != 1) {
        b->fs->file = "scheme.csv";
        FINDING(b->fs, FAULT, (Place){0}, "one-row", "", "scheme.csv 应恰好有一行数据",
                "scheme.csv must have exactly one row of data");
        return;
    }
    s->name = name_of(b, t, i);
    s->period = (Freq)(choice_of(b, CELL(t, "period")) + FREQ_MONTH);
    s->valid_from = date_of(b, CELL(t, "valid_from"));
    s->valid_to = date_of(b, CELL(t, "valid_to"));
    s->decimals = choice_of(b, CELL(t, "decimals"));
    s->ties = (SchemeTies)choice_of(b, CELL(t, "ties"));
    s->sample = choice_of(b, CELL(t, "status")) == 1;
    s->source = building_text(b, CELL(t, "source"));
    check_dates(b, CELL(t, "valid_from"));
}

static void build_classes(SchemeBuilding *b)
{
    Scheme *s = b->scheme;

    s->n_classes = b->tables[TABLE_CLASSES].n;
    s->classes = NEW_N(b->arena, SchemeName, s->n_classes);
    for (size_t i = 0; i < s->n_classes; i++)
        s->classes[i] = name_of(b, TABLE_CLASSES, i);
}

static bool overlap(const SchemeUnit *a, const SchemeUnit *b)
{
    return (!a->valid_to || b->valid_from <= a->valid_to) && (!b->valid_to || a->valid_from <= b->valid_to);
}

/* The city's thing of that kind and code. */
static bool find_unit(const City *c, UnitKind kind, const char *code, Unit *out)
{
    *out = (Unit){.kind = kind};
    if (kind == UNIT_DEPARTMENT)
        out->department = city_department(c, code);
    else
        out->area = city_area(c, code);
    return out->department || (out->area && strcmp(out->area->parent, c->code) == 0);
}

static void build_unit(SchemeBuilding *b, size_t i)
{
    Scheme *s = b->scheme;
    const SchemeTable t = TABLE_UNITS;
    SchemeUnit *u = &s->units[s->n_units];
    const char *code = building_text(b, CELL(t, "unit"));

    *u = (SchemeUnit){.in = refer_cell(b, CELL(t, "class"), TABLE_CLASSES),
                      .valid_from = date_of(b, CELL(t, "valid_from")),
                      .valid_to = date_of(b, CELL(t, "valid_to"))};
    check_dates(b, CELL(t, "valid_from"));
    UnitKind kind = choice_of(b, CELL(t, "unit_kind")) ? UNIT_AREA : UNIT_DEPARTMENT;
    Place at = building_at(b, CELL(t, "unit"));
    if (!find_unit(b->world->catalogue->city, kind, code, &u->unit)) {
        FINDING(
            b->fs, FAULT, at, "unknown-unit", code,
            "应是 departments.csv 里的部门，或 areas.csv 里本市的镇街、园区",
            "must be a department of departments.csv, or a town, street or park of the city in areas.csv");
        return;
    }
    for (size_t k = 0; k < s->n_units; k++)
        if (strcmp(unit_code(&s->units[k].unit), code) == 0 && overlap(&s->units[k], u))
            FINDING(b->fs, FAULT, at, "unit-twice", code, "同一时间只能在一类里；请写明起止日期",
                    "a unit is in one class at a time; give the days from and to");
    s->n_units++;
}

static void build_units(SchemeBuilding *b)
{
    size_t n = b->tables[TABLE_UNITS].n;

    b->scheme->units = NEW_N(b->arena, SchemeUnit, n);
    for (size_t i = 0; i < n; i++)
        build_unit(b, i);
}

static void build_groups(SchemeBuilding *b)
{
    Scheme *s = b->scheme;
    const SchemeTable t = TABLE_GROUPS;

    s->n_groups = b->tables[t].n;
    s->groups = NEW_N(b->arena, SchemeGroup, s->n_groups);
    for (size_t i = 0; i < s->n_groups; i++) {
        SchemeGroup *g = &s->groups[i];
        *g = (SchemeGroup){name_of(b, t, i), number_of(b, CELL(t, "low")), number_of(b, CELL(t, "high"))};
        check_range(b, CELL(t, "low"), g->low, g->high);
    }
}

static void item_classes(SchemeBuilding *b, size_t i, SchemeItem *x)
{
    const SchemeCell c = CELL(TABLE_ITEMS, "class");
    const char *text = building_text(b, c), **codes;
    size_t n = text_split(b->arena, text, &codes);

    x->classes = NEW_N(b->arena, bool, b->scheme->n_classes);
    for (size_t k = 0; k < b->scheme->n_classes; k++)
        x->classes[k] = strcmp(text, "*") == 0;
    for (size_t k = 0; k < n && strcmp(text, "*") != 0; k++) {
        size_t in = refer(b, c, TABLE_CLASSES, codes[k]);
        if (in != SCHEME_NONE)
            x->classes[in] = true;
    }
}

/* Everything of an item but its formula, which may read any other. */
static void build_item(SchemeBuilding *b, size_t i)
{
    const SchemeTable t = TABLE_ITEMS;
    SchemeItem *x = &b->scheme->items[i];
    double weight = number_of(b, CELL(t, "weight"));
    const char *decimals = building_text(b, CELL(t, "decimals"));

    *x = (SchemeItem){.name = name_of(b, t, i),
                      .group = refer_cell(b, CELL(t, "group"), TABLE_GROUPS),
                      .kind = (SchemeKind)choice_of(b, CELL(t, "kind")),
                      .weight = isnan(weight) ? 0 : weight,
                      .missing = (SchemeMissing)choice_of(b, CELL(t, "missing")),
                      .low = number_of(b, CELL(t, "low")),
                      .high = number_of(b, CELL(t, "high")),
                      .decimals = *decimals ? choice_of(b, CELL(t, "decimals")) : -1,
                      .source = building_text(b, CELL(t, "source"))};
    if (x->kind != ITEM_SCORE && isnan(x->low))
        x->low = 0;
    item_classes(b, i, x);
    check_range(b, CELL(t, "low"), x->low, x->high);
    if (x->weight < 0) {
        Place at = building_at(b, CELL(t, "weight"));
        FINDING(b->fs, FAULT, at, "negative-weight", building_text(b, CELL(t, "weight")), "权重不能是负数",
                "a weight must not be negative");
    }
    if (x->kind != ITEM_SCORE && x->missing == UNKNOWN_SPREAD) {
        Place at = building_at(b, CELL(t, "missing"));
        FINDING(b->fs, FAULT, at, "nothing-to-spread", "spread",
                "加分、扣分项没有权重可分摊；应为 none、zero 或 last",
                "a bonus or deduction has no weight to spread; expected none, zero or last");
    }
}

static void build_items(SchemeBuilding *b)
{
    Scheme *s = b->scheme;
    size_t n = b->tables[TABLE_ITEMS].n;

    if (n > SCHEME_ITEMS_MAX) {
        b->fs->file = "items.csv";
        FINDING(b->fs, FAULT, ((Place){0, 0}), "too-many-items", "", "考核项不能超过 %d 项",
                "there may be at most %d items", SCHEME_ITEMS_MAX);
        return;
    }
    s->items = NEW_N(b->arena, SchemeItem, n);
    for (; s->n_items < n; s->n_items++)
        build_item(b, s->n_items);
}

static bool has_unit(const Scheme *s, const char *code)
{
    for (size_t i = 0; i < s->n_units; i++)
        if (strcmp(unit_code(&s->units[i].unit), code) == 0)
            return true;
    return false;
}

static void check_unit(SchemeBuilding *b, SchemeCell c)
{
    const char *code = building_text(b, c);

    if (has_unit(b->scheme, code))
        return;
    Place at = building_at(b, c);
    FINDING(b->fs, FAULT, at, "unknown-unit", code, "units.csv 里没有这个单位", "units.csv has no such unit");
}

static void build_weights(SchemeBuilding *b)
{
    Scheme *s = b->scheme;
    const SchemeTable t = TABLE_WEIGHTS;

    s->weights = NEW_N(b->arena, SchemeWeight, b->tables[t].n);
    for (size_t i = 0; i < b->tables[t].n; i++) {
        SchemeWeight *w = &s->weights[s->n_weights];
        const char *in = building_text(b, CELL(t, "class"));
        *w = (SchemeWeight){.item = refer_cell(b, CELL(t, "item"), TABLE_ITEMS),
                            .in = refer_cell(b, CELL(t, "class"), TABLE_CLASSES),
                            .unit = building_text(b, CELL(t, "unit")),
                            .weight = number_of(b, CELL(t, "weight"))};
        if (!*in == !*w->unit) {
            Place at = building_at(b, CELL(t, "class"));
            FINDING(b->fs, FAULT, at, "class-or-unit", in, "class 和 unit 应恰好填一个",
                    "exactly one of class and unit must be given");
        }
        if (*w->unit)
            check_unit(b, CELL(t, "unit"));
        if (!(w->weight >= 0)) {
            Place at = building_at(b, CELL(t, "weight"));
            FINDING(b->fs, FAULT, at, "negative-weight", building_text(b, CELL(t, "weight")),
                    "权重不能是负数", "a weight must not be negative");
        }
        s->n_weights++;
    }
}

static void check_param_unit(SchemeBuilding *b, size_t i)
{
    const SchemeParam *all = b->scheme->params, *p = &all[i];
    const SchemeCell c = CELL(TABLE_PARAMS, "unit");

    for (size_t k = 0; k < i; k++) {
        if (strcmp(all[k].name.code, p->name.code) != 0 || strcmp(all[k].unit.text, p->unit.text) == 0)
            continue;
        Place at = building_at(b, c);
        FINDING(b->fs, FAULT, at, "param-unit", building_text(b, c), "同一参数在各类里的单位应相同：“%s”",
                "a parameter has one unit in all classes: \"%s\"", all[k].unit.text);
        return;
    }
}

static void build_params(SchemeBuilding *b)
{
    Scheme *s = b->scheme;
    const SchemeTable t = TABLE_PARAMS;

    s->n_params = b->tables[t].n;
    s->params = NEW_N(b->arena, SchemeParam, s->n_params);
    for (size_t i = 0; i < s->n_params; i++) {
        const char *in = building_text(b, CELL(t, "class")), *unit = building_text(b, CELL(t, "unit"));
        SchemeParam *p = &s->params[i];
        *p = (SchemeParam){.name = name_of(b, t, i),
                           .in = strcmp(in, "*") == 0 ? SCHEME_NONE
                                                      : refer_cell(b, CELL(t, "class"), TABLE_CLASSES),
                           .value = number_of(b, CELL(t, "value"))};
        if (strlen(unit) >= sizeof p->unit.text) {
            Place at = building_at(b, CELL(t, "unit"));
            FINDING(b->fs, FAULT, at, "long-unit", unit, "单位太长", "the unit is too long");
            continue;
        }
        memcpy(p->unit.text, unit, strlen(unit) + 1);
        check_param_unit(b, i);
    }
}

/* item code, "group:CODE", "kind:bonus" or "total". */
static void gate_applies(SchemeBuilding *b, size_t i, SchemeGate *g)
{
    const SchemeCell c = CELL(TABLE_GATES, "applies");
    const char *text = building_text(b, c);

    if (strcmp(text, "total") == 0) {
        g->on = GATE_TOTAL;
    } else if (strncmp(text, "group:", 6) == 0) {
        g->on = GATE_GROUP;
        g->index = refer(b, c, TABLE_GROUPS, text + 6);
    } else if (strncmp(text, "kind:", 5) == 0) {
        g->on = GATE_KIND;
        while (g->index <= ITEM_DEDUCTION && strcmp(text + 5, scheme_kind_code((SchemeKind)g->index)) != 0)
            g->index++;
        if (g->index <= ITEM_DEDUCTION)
            return;
        Place at = building_at(b, c);
        FINDING(b->fs, FAULT, at, "bad-gate", text, "应为 kind:score、kind:bonus 或 kind:deduction",
                "must be kind:score, kind:bonus or kind:deduction");
    } else {
        g->on = GATE_ITEM;
        g->index = refer(b, c, TABLE_ITEMS, text);
    }
}

static void build_gates(SchemeBuilding *b)
{
    Scheme *s = b->scheme;
    const SchemeTable t = TABLE_GATES;

    s->n_gates = b->tables[t].n;
    s->gates = NEW_N(b->arena, SchemeGate, s->n_gates);
    for (size_t i = 0; i < s->n_gates; i++) {
        SchemeGate *g = &s->gates[i];
        *g = (SchemeGate){.name = name_of(b, t, i),
                          .strikes_unknown = choice_of(b, CELL(t, "missing")) == 1,
                          .effect = (SchemeEffect)choice_of(b, CELL(t, "effect")),
                          .value = number_of(b, CELL(t, "value")),
                          .source = building_text(b, CELL(t, "source"))};
        gate_applies(b, i, g);
        building_formula(b, CELL(t, "formula"), false, &g->formula);
        if ((g->effect == EFFECT_CAP) == isnan(g->value)) {
            Place at = building_at(b, CELL(t, "value"));
            FINDING(b->fs, FAULT, at, "gate-value", building_text(b, CELL(t, "value")),
                    "effect 为 cap 时应写封顶分，为 zero 时应留空", "a cap needs its points here, zero none");
        }
    }
}

static void build_exemptions(SchemeBuilding *b)
{
    Scheme *s = b->scheme;
    const SchemeTable t = TABLE_EXEMPTIONS;

    s->n_exemptions = b->tables[t].n;
    s->exemptions = NEW_N(b->arena, SchemeExemption, s->n_exemptions);
    for (size_t i = 0; i < s->n_exemptions; i++) {
        s->exemptions[i] =
            (SchemeExemption){building_text(b, CELL(t, "unit")), refer_cell(b, CELL(t, "item"), TABLE_ITEMS),
                              date_of(b, CELL(t, "valid_from")), date_of(b, CELL(t, "valid_to")),
                              building_text(b, CELL(t, "reason"))};
        check_unit(b, CELL(t, "unit"));
        check_dates(b, CELL(t, "valid_from"));
    }
}

static void build_entries(SchemeBuilding *b)
{
    Scheme *s = b->scheme;

    s->n_entries = b->tables[TABLE_ENTRIES].n;
    s->entries = NEW_N(b->arena, EntryKind, s->n_entries);
    for (size_t i = 0; i < s->n_entries; i++)
        s->entries[i] =
            (EntryKind){name_of(b, TABLE_ENTRIES, i), building_text(b, CELL(TABLE_ENTRIES, "unit"))};
}

static void build_lists(SchemeBuilding *b)
{
    Scheme *s = b->scheme;
    const SchemeTable t = TABLE_LISTS;

    s->n_lists = b->tables[t].n;
    s->lists = NEW_N(b->arena, SchemeList, s->n_lists);
    for (size_t i = 0; i < s->n_lists; i++) {
        s->lists[i] = (SchemeList){.name = name_of(b, t, i), .source = building_text(b, CELL(t, "source"))};
        building_formula(b, CELL(t, "formula"), false, &s->lists[i].formula);
    }
}

void scheme_digest(const Records *tables, char out[SHA256_HEX])
{
    AUTO(buf_free) Buf b = buf_new(REPORT_BYTES_MAX);
    Sha256 *h = sha256_new();

    for (size_t t = 0; t < SCHEME_TABLES; t++)
        for (size_t i = 0; i < tables[t].n; i++) {
            buf_clear(&b);
            buf_printf(&b, "%s %zu\n", tables[t].table->kind, i + 1);
            records_line(tables[t].table, tables[t].cells[i], &b);
            buf_char(&b, '\n');
            sha256_add(h, b.s, b.n);
        }
    sha256_hex(h, out);
    sha256_free(&h);
}

void scheme_build(SchemeBuilding *b)
{
    Scheme *s = b->scheme;

    *s = (Scheme){.source = ""};
    build_scheme(b);
    build_classes(b);
    build_units(b);
    build_groups(b);
    build_items(b);
    build_weights(b);
    build_params(b);
    build_entries(b);
    /* Formulas last: they may read what any table declares. */
    for (size_t i = 0; i < s->n_items; i++)
        building_formula(b, CELL(TABLE_ITEMS, "formula"), true, &s->items[i].formula);
    build_gates(b);
    build_exemptions(b);
    build_lists(b);
    if (b->fs->n_faults)
        return;
    building_order(b);
    building_weights(b);
    scheme_digest(b->tables, s->sha256);
}
