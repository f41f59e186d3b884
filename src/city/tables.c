/* The files of a city folder, as data: what docs/guide/city-folder.md says in words. */
#include "city/records.h"

#include <string.h>

static const CityColumn city_columns[] = {
    {"code", RULE_CODE, true, true, NULL},     {"name_zh", RULE_TEXT, true, false, NULL},
    {"name_en", RULE_TEXT, true, false, NULL}, {"peer_set", RULE_CODE, false, false, NULL},
    {"note", RULE_TEXT, false, false, NULL},
};
static const CityColumn area_columns[] = {
    {"code", RULE_CODE, true, true, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL},
    {"name_en", RULE_TEXT, true, false, NULL},
    {"kind", RULE_CHOICE, true, false,
     "nation province prefecture district county city town subdistrict township park other"},
    {"parent", RULE_CODE, false, false, NULL},
    {"valid_from", RULE_DATE, false, true, NULL},
    {"valid_to", RULE_DATE, false, false, NULL},
    {"aliases", RULE_TEXT, false, false, NULL},
};
static const CityColumn department_columns[] = {
    {"code", RULE_CODE, true, true, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL},
    {"name_en", RULE_TEXT, true, false, NULL},
    {"aliases", RULE_TEXT, false, false, NULL},
};
static const CityColumn leader_columns[] = {
    {"code", RULE_CODE, true, true, NULL},      {"title_zh", RULE_TEXT, true, false, NULL},
    {"title_en", RULE_TEXT, true, false, NULL}, {"departments", RULE_CODES, false, false, NULL},
    {"areas", RULE_CODES, false, false, NULL},  {"groups", RULE_TEXT, false, false, NULL},
};
static const CityColumn indicator_columns[] = {
    {"code", RULE_CODE, true, true, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL},
    {"name_en", RULE_TEXT, true, false, NULL},
    {"aliases", RULE_TEXT, false, false, NULL},
    {"unit", RULE_TEXT, true, false, NULL},
    {"kind", RULE_CHOICE, true, false, "flow stock rate index"},
    {"frequency", RULE_CHOICE, true, false, "day month quarter year"},
    {"bases", RULE_CHOICES, true, false, "month quarter ytd year point"},
    {"measures", RULE_CHOICES, true, false, "value yoy"},
    {"jan_feb", RULE_CHOICE, true, false, "merged separate"},
    {"direction", RULE_CHOICE, true, false, "up down none"},
    {"decimals", RULE_NUMBER, true, false, NULL},
    {"department", RULE_CODE, true, false, NULL},
    {"group", RULE_TEXT, true, false, NULL},
    {"group_en", RULE_TEXT, false, false, NULL},
    {"adds_up", RULE_CHOICE, true, false, "sum weighted none"},
    {"part_of", RULE_CODE, false, false, NULL},
    {"growth_at", RULE_CHOICE, true, false, "comparable current points"},
    {"may_fall", RULE_CHOICE, true, false, "yes no"},
    {"towns", RULE_CHOICE, true, false, "yes no"},
    {"note", RULE_TEXT, false, false, NULL},
};
static const CityColumn target_columns[] = {
    {"year", RULE_YEAR, true, true, NULL},
    {"area", RULE_CODE, true, true, NULL},
    {"indicator", RULE_CODE, true, true, NULL},
    {"measure", RULE_CHOICE, true, true, "value yoy rank"},
    {"relation", RULE_CHOICE, true, false, "at_least at_most"},
    {"value", RULE_NUMBER, true, false, NULL},
    {"binding", RULE_CHOICE, true, false, "anticipatory binding"},
    {"status", RULE_CHOICE, true, false, "published sample"},
    {"known_on", RULE_DATE, true, true, NULL},
    {"source", RULE_TEXT, false, false, NULL},
};
static const CityColumn peer_columns[] = {
    {"set", RULE_CODE, true, true, NULL},         {"name_zh", RULE_TEXT, true, false, NULL},
    {"name_en", RULE_TEXT, true, false, NULL},    {"area", RULE_CODE, true, true, NULL},
    {"valid_from", RULE_DATE, false, true, NULL}, {"valid_to", RULE_DATE, false, false, NULL},
};
static const CityColumn light_columns[] = {
    {"rule", RULE_CODE, true, true, NULL},
    {"valid_from", RULE_DATE, true, true, NULL},
    {"valid_to", RULE_DATE, false, false, NULL},
    {"target", RULE_CHOICE, true, true, "value yoy rank ceiling"},
    {"indicator", RULE_TEXT, true, true, NULL},
    {"green_at_least", RULE_NUMBER, true, false, NULL},
    {"yellow_at_least", RULE_NUMBER, true, false, NULL},
    {"source", RULE_TEXT, false, false, NULL},
};

#define TABLE(kind, columns, dimension)                                                                      \
    {                                                                                                        \
        kind, columns, COUNT(columns), dimension                                                             \
    }
static const CityTable tables[] = {
    TABLE("city", city_columns, NULL),
    TABLE("areas", area_columns, "area"),
    TABLE("departments", department_columns, NULL),
    TABLE("leaders", leader_columns, NULL),
    TABLE("indicators", indicator_columns, "indicator"),
    TABLE("targets", target_columns, NULL),
    TABLE("peers", peer_columns, "peer_set"),
    TABLE("lights", light_columns, NULL),
};

const CityTable *city_tables(size_t *n)
{
    *n = COUNT(tables);
    return tables;
}

const CityTable *city_table(const char *kind)
{
    for (size_t i = 0; i < COUNT(tables); i++)
        if (strcmp(tables[i].kind, kind) == 0)
            return &tables[i];
    return NULL;
}
