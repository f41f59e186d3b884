#include "score/tables.h"

#include <string.h>

#define NAME_COLUMNS                                                                                         \
    {"name_zh", RULE_TEXT, true, false, NULL, NULL},                                                         \
    {                                                                                                        \
        "name_en", RULE_TEXT, true, false, NULL, NULL                                                        \
    }
#define VALIDITY_COLUMNS                                                                                     \
    {"valid_from", RULE_DATE, false, true, NULL, NULL},                                                      \
    {                                                                                                        \
        "valid_to", RULE_DATE, false, false, NULL, NULL                                                      \
    }
#define BOUND_COLUMNS                                                                                        \
    {"low", RULE_NUMBER, false, false, NULL, NULL},                                                          \
    {                                                                                                        \
        "high", RULE_NUMBER, false, false, NULL, NULL                                                        \
    }

static const CityColumn scheme_columns[] = {
    {"code", RULE_CODE, true, true, NULL, NULL},
    NAME_COLUMNS,
    {"period", RULE_CHOICE, true, false, "month quarter year", NULL},
    {"valid_from", RULE_DATE, false, false, NULL, NULL},
    {"valid_to", RULE_DATE, false, false, NULL, NULL},
    {"decimals", RULE_CHOICE, true, false, "0 1 2 3 4 5 6", NULL},
    {"ties", RULE_CHOICE, true, false, "share dense", NULL},
    {"status", RULE_CHOICE, true, false, "published sample", NULL},
    {"published_from", RULE_DATE, false, false, NULL, NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};

static const CityColumn class_columns[] = {{"class", RULE_CODE, true, true, NULL, NULL}, NAME_COLUMNS};

static const CityColumn unit_columns[] = {
    {"unit_kind", RULE_CHOICE, true, true, "department area", NULL},
    {"unit", RULE_CODE, true, true, NULL, NULL},
    {"class", RULE_CODE, true, false, NULL, NULL},
    VALIDITY_COLUMNS,
};

static const CityColumn group_columns[] = {
    {"group", RULE_CODE, true, true, NULL, NULL}, NAME_COLUMNS, BOUND_COLUMNS};

static const CityColumn item_columns[] = {
    {"item", RULE_CODE, true, true, NULL, NULL},
    {"group", RULE_CODE, false, false, NULL, NULL},
    NAME_COLUMNS,
    {"kind", RULE_CHOICE, true, false, "score bonus deduction", NULL},
    {"weight", RULE_NUMBER, false, false, NULL, NULL},
    {"formula", RULE_TEXT, true, false, NULL, NULL},
    {"missing", RULE_CHOICE, true, false, "none zero last spread", NULL},
    BOUND_COLUMNS,
    {"decimals", RULE_CHOICE, false, false, "0 1 2 3 4 5 6", NULL},
    {"class", RULE_TEXT, true, false, NULL, NULL}, /* "*" or codes separated by ';' */
    {"source", RULE_TEXT, false, false, NULL, NULL},
};

static const CityColumn weight_columns[] = {
    {"item", RULE_CODE, true, true, NULL, NULL},
    {"class", RULE_CODE, false, true, NULL, NULL},
    {"unit", RULE_CODE, false, true, NULL, NULL},
    {"weight", RULE_NUMBER, true, false, NULL, NULL},
};

static const CityColumn param_columns[] = {
    {"param", RULE_CODE, true, true, NULL, NULL},
    {"class", RULE_TEXT, true, true, NULL, NULL}, /* "*" or a code */
    {"value", RULE_NUMBER, true, false, NULL, NULL},
    {"unit", RULE_TEXT, false, false, NULL, NULL},
    NAME_COLUMNS,
};

static const CityColumn gate_columns[] = {
    {"gate", RULE_CODE, true, true, NULL, NULL},
    {"applies", RULE_TEXT, true, false, NULL, NULL},
    {"formula", RULE_TEXT, true, false, NULL, NULL},
    {"missing", RULE_CHOICE, true, false, "holds strikes", NULL},
    {"effect", RULE_CHOICE, true, false, "zero cap", NULL},
    {"value", RULE_NUMBER, false, false, NULL, NULL},
    NAME_COLUMNS,
    {"source", RULE_TEXT, false, false, NULL, NULL},
};

static const CityColumn exemption_columns[] = {
    {"unit", RULE_CODE, true, true, NULL, NULL},
    {"item", RULE_CODE, true, true, NULL, NULL},
    VALIDITY_COLUMNS,
    {"reason", RULE_TEXT, true, false, NULL, NULL},
};

static const CityColumn list_columns[] = {
    {"list", RULE_CODE, true, true, NULL, NULL},
    NAME_COLUMNS,
    {"formula", RULE_TEXT, true, false, NULL, NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};

static const CityColumn entry_columns[] = {
    {"kind", RULE_CODE, true, true, NULL, NULL},
    NAME_COLUMNS,
    {"unit", RULE_TEXT, false, false, NULL, NULL},
};

#define TABLE(kind_, columns_)                                                                               \
    {                                                                                                        \
        .kind = kind_, .columns = columns_, .n = COUNT(columns_)                                             \
    }
const CityTable scheme_tables[SCHEME_TABLES] = {
    [TABLE_SCHEME] = TABLE("scheme", scheme_columns),
    [TABLE_CLASSES] = TABLE("classes", class_columns),
    [TABLE_UNITS] = TABLE("units", unit_columns),
    [TABLE_GROUPS] = TABLE("groups", group_columns),
    [TABLE_ITEMS] = TABLE("items", item_columns),
    [TABLE_WEIGHTS] = TABLE("weights", weight_columns),
    [TABLE_PARAMS] = TABLE("params", param_columns),
    [TABLE_GATES] = TABLE("gates", gate_columns),
    [TABLE_EXEMPTIONS] = TABLE("exemptions", exemption_columns),
    [TABLE_LISTS] = TABLE("lists", list_columns),
    [TABLE_ENTRIES] = TABLE("entries", entry_columns),
};

bool scheme_table_is_needed(SchemeTable t)
{
    return t == TABLE_SCHEME || t == TABLE_CLASSES || t == TABLE_UNITS || t == TABLE_ITEMS;
}

SchemeTable scheme_table_named(Str kind)
{
    size_t i = 0;

    while (i < SCHEME_TABLES && !str_eq(kind, scheme_tables[i].kind))
        i++;
    return (SchemeTable)i;
}
