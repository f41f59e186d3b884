/* The files of a city folder, as data: what docs/guide/city-folder.md says in words. */
#include "city/records.h"

#include <string.h>

static const CityColumn city_columns[] = {
    {"code", RULE_CODE, true, true, NULL, NULL},     {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL}, {"peer_set", RULE_CODE, false, false, NULL, NULL},
    {"note", RULE_TEXT, false, false, NULL, NULL},
};
static const CityColumn area_columns[] = {
    {"code", RULE_CODE, true, true, NULL, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL},
    {"kind", RULE_CHOICE, true, false,
     "nation province prefecture district county city town subdistrict township park other", NULL},
    {"parent", RULE_CODE, false, false, NULL, "areas"},
    {"valid_from", RULE_DATE, false, true, NULL, NULL},
    {"valid_to", RULE_DATE, false, false, NULL, NULL},
    {"aliases", RULE_TEXT, false, false, NULL, NULL},
};
static const CityColumn department_columns[] = {
    {"code", RULE_CODE, true, true, NULL, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL},
    {"aliases", RULE_TEXT, false, false, NULL, NULL},
};
static const CityColumn leader_columns[] = {
    {"code", RULE_CODE, true, true, NULL, NULL},
    {"title_zh", RULE_TEXT, true, false, NULL, NULL},
    {"title_en", RULE_TEXT, true, false, NULL, NULL},
    {"departments", RULE_CODES, false, false, NULL, "departments"},
    {"areas", RULE_CODES, false, false, NULL, "areas"},
    {"groups", RULE_TEXT, false, false, NULL, NULL},
};
static const CityColumn indicator_columns[] = {
    {"code", RULE_CODE, true, true, NULL, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL},
    {"aliases", RULE_TEXT, false, false, NULL, NULL},
    {"unit", RULE_TEXT, true, false, NULL, NULL},
    {"kind", RULE_CHOICE, true, false, "flow stock rate index", NULL},
    {"frequency", RULE_CHOICE, true, false, "day month quarter year", NULL},
    {"bases", RULE_CHOICES, true, false, "month quarter ytd year point", NULL},
    {"measures", RULE_CHOICES, true, false, "value yoy", NULL},
    {"jan_feb", RULE_CHOICE, true, false, "merged separate", NULL},
    {"direction", RULE_CHOICE, true, false, "up down none", NULL},
    {"decimals", RULE_NUMBER, true, false, NULL, NULL},
    {"department", RULE_CODE, true, false, NULL, "departments"},
    {"group", RULE_TEXT, true, false, NULL, NULL},
    {"group_en", RULE_TEXT, false, false, NULL, NULL},
    {"adds_up", RULE_CHOICE, true, false, "sum weighted none", NULL},
    {"part_of", RULE_CODE, false, false, NULL, "indicators"},
    {"growth_at", RULE_CHOICE, true, false, "comparable current points", NULL},
    {"may_fall", RULE_CHOICE, true, false, "yes no", NULL},
    {"towns", RULE_CHOICE, true, false, "yes no", NULL},
    {"note", RULE_TEXT, false, false, NULL, NULL},
};
static const CityColumn target_columns[] = {
    {"year", RULE_YEAR, true, true, NULL, NULL},
    {"area", RULE_CODE, true, true, NULL, "areas"},
    {"indicator", RULE_CODE, true, true, NULL, "indicators"},
    {"measure", RULE_CHOICE, true, true, "value yoy rank", NULL},
    {"relation", RULE_CHOICE, true, false, "at_least at_most", NULL},
    {"value", RULE_NUMBER, true, false, NULL, NULL},
    {"binding", RULE_CHOICE, true, false, "anticipatory binding", NULL},
    {"status", RULE_CHOICE, true, false, "published sample", NULL},
    {"known_on", RULE_DATE, true, true, NULL, NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};
static const CityColumn peer_columns[] = {
    {"set", RULE_CODE, true, true, NULL, NULL},         {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL},    {"area", RULE_CODE, true, true, NULL, "areas"},
    {"valid_from", RULE_DATE, false, true, NULL, NULL}, {"valid_to", RULE_DATE, false, false, NULL, NULL},
};
static const CityColumn light_columns[] = {
    {"rule", RULE_CODE, true, true, NULL, NULL},
    {"valid_from", RULE_DATE, true, true, NULL, NULL},
    {"valid_to", RULE_DATE, false, false, NULL, NULL},
    {"target", RULE_CHOICE, true, true, "value yoy rank ceiling", NULL},
    {"indicator", RULE_TEXT, true, true, NULL, "indicators"},
    {"green_at_least", RULE_NUMBER, true, false, NULL, NULL},
    {"yellow_at_least", RULE_NUMBER, true, false, NULL, NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};
/* When figures are due: so many months after the period's last, on that day. */
static const CityColumn due_columns[] = {
    {"rule", RULE_CODE, true, true, NULL, NULL},
    {"valid_from", RULE_DATE, true, true, NULL, NULL},
    {"valid_to", RULE_DATE, false, false, NULL, NULL},
    {"frequency", RULE_CHOICE, true, false, "month quarter year", NULL},
    {"department", RULE_TEXT, true, false, NULL, "departments"},
    {"indicator", RULE_TEXT, true, false, NULL, "indicators"},
    {"months_after", RULE_NUMBER, true, false, NULL, NULL},
    {"day", RULE_NUMBER, true, false, NULL, NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};
static const CityColumn judgement_columns[] = {
    {"code", RULE_CODE, true, true, NULL, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL},
    {"probability_at_least", RULE_NUMBER, true, false, NULL, NULL},
    {"valid_from", RULE_DATE, true, true, NULL, NULL},
    {"valid_to", RULE_DATE, false, false, NULL, NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};

/* Official holidays and the weekends worked for them; all other days go by the week. */
static const CityColumn calendar_columns[] = {
    {"date", RULE_DATE, true, true, NULL, NULL},
    {"status", RULE_CHOICE, true, false, "off work", NULL},
    {"name", RULE_TEXT, false, false, NULL, NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};
/* Where notices go. A secret stands here by its name alone. */
static const CityColumn contact_columns[] = {
    {"recipient_kind", RULE_CHOICE, true, true, "department area leader office", NULL},
    {"recipient", RULE_CODE, false, true, NULL, "=recipient_kind"},
    {"channel", RULE_CHOICE, true, true, "email webhook", NULL},
    {"address", RULE_TEXT, true, true, NULL, NULL},
    {"secret", RULE_CODE, false, false, NULL, NULL},
    {"valid_from", RULE_DATE, false, true, NULL, NULL},
    {"valid_to", RULE_DATE, false, false, NULL, NULL},
    {"note", RULE_TEXT, false, false, NULL, NULL},
};
/* Which parts make up a total, and what drives each: a row a node, or a row a driver of it. */
static const CityColumn driver_columns[] = {
    {"tree", RULE_CODE, true, true, NULL, NULL},
    {"node", RULE_CODE, true, true, NULL, NULL},
    {"parent", RULE_CODE, false, false, NULL, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL},
    {"indicator", RULE_CODE, false, false, NULL, "indicators"},
    {"weight_indicator", RULE_CODE, false, false, NULL, "indicators"},
    {"driver", RULE_CODE, false, true, NULL, "indicators"},
    {"elasticity", RULE_NUMBER, false, false, NULL, NULL},
    {"elasticity_source", RULE_TEXT, false, false, NULL, NULL},
    {"valid_from", RULE_DATE, false, true, NULL, NULL},
    {"valid_to", RULE_DATE, false, false, NULL, NULL},
    {"note", RULE_TEXT, false, false, NULL, NULL},
};
/* A composite (晴雨表): a row a component, each with the target that it is held against. */
static const CityColumn barometer_columns[] = {
    {"barometer", RULE_CODE, true, true, NULL, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL},
    {"target", RULE_CODE, true, false, NULL, "indicators"},
    {"target_measure", RULE_CHOICE, true, false, "value yoy", NULL},
    {"component", RULE_CODE, true, true, NULL, "indicators"},
    {"measure", RULE_CHOICE, true, true, "value yoy", NULL},
    {"direction", RULE_CHOICE, true, false, "up down", NULL},
    {"weight", RULE_NUMBER, true, false, NULL, NULL},
    {"window", RULE_NUMBER, true, false, NULL, NULL},
    {"lead", RULE_TEXT, false, false, NULL, NULL},
    {"valid_from", RULE_DATE, false, true, NULL, NULL},
    {"valid_to", RULE_DATE, false, false, NULL, NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};
static const CityColumn band_columns[] = {
    {"code", RULE_CODE, true, true, NULL, NULL},       {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL},   {"at_least", RULE_NUMBER, false, false, NULL, NULL},
    {"valid_from", RULE_DATE, true, true, NULL, NULL}, {"valid_to", RULE_DATE, false, false, NULL, NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};

/* What was judged and when; the program writes it, a backup is imported again. */
static const CityColumn record_columns[] = {
    {"judged_on", RULE_DATE, true, true, NULL, NULL},
    {"period", RULE_TEXT, true, true, NULL, NULL},
    {"area", RULE_CODE, true, true, NULL, "areas"},
    {"indicator", RULE_CODE, true, true, NULL, "indicators"},
    {"measure", RULE_CHOICE, true, true, "value yoy rank", NULL},
    {"relation", RULE_CHOICE, true, false, "at_least at_most", NULL},
    {"goal", RULE_NUMBER, true, false, NULL, NULL},
    {"probability", RULE_NUMBER, true, false, NULL, NULL},
    {"year_end", RULE_NUMBER, false, false, NULL, NULL},
    {"low80", RULE_NUMBER, false, false, NULL, NULL},
    {"high80", RULE_NUMBER, false, false, NULL, NULL},
    {"carried", RULE_NUMBER, false, false, NULL, NULL},
    {"department", RULE_NUMBER, false, false, NULL, NULL},
    {"on_schedule", RULE_CHOICE, false, false, "yes no", NULL},
    {"method", RULE_TEXT, false, false, NULL, NULL},
    {"data", RULE_NUMBER, true, false, NULL, NULL},
    {"sample", RULE_CHOICE, true, false, "yes no", NULL},
};

/* What the clock of supervision does when (task/supervision.h). */
static const CityColumn supervision_columns[] = {
    {"rule", RULE_CODE, true, true, NULL, NULL},
    {"valid_from", RULE_DATE, true, true, NULL, NULL},
    {"valid_to", RULE_DATE, false, false, NULL, NULL},
    {"urgency", RULE_CHOICE, true, false, "normal urgent all", NULL},
    {"clock", RULE_CHOICE, true, false, "accept rhythm due inspect", NULL},
    {"days", RULE_NUMBER, true, false, NULL, NULL},
    {"day_kind", RULE_CHOICE, true, false, "working calendar", NULL},
    {"action", RULE_CHOICE, true, false, "none remind press slip", NULL},
    {"colour", RULE_CHOICE, false, false, "blue yellow orange red", NULL},
    {"to", RULE_CHOICES, false, false, "lead supporting leader office", NULL},
    {"light", RULE_CHOICE, false, false, "yellow red", NULL},
    {"grace", RULE_NUMBER, false, false, NULL, NULL},
    {"times", RULE_NUMBER, false, false, NULL, NULL},
    {"name_zh", RULE_TEXT, true, false, NULL, NULL},
    {"name_en", RULE_TEXT, true, false, NULL, NULL},
    {"source", RULE_TEXT, false, false, NULL, NULL},
};
static const CityNeed supervision_needs[] = {
    {NULL, NULL, "days", "-366..366"},
    {NULL, NULL, "grace", "0..366"},
    {NULL, NULL, "times", "1..366"},
    {"action", "slip", "colour", "*"},
    {"action", "none remind press", "colour", ""},
    {"action", "none remind press", "grace", ""},
    {"action", "remind press slip", "to", "*"},
    {"clock", "accept", "days", "1..366"}, /* nothing is owed before it was issued */
    {"clock", "inspect", "days", "1..366"},
    {"clock", "inspect", "times", "*"},
    {"clock", "inspect", "action", "none"},
    {"clock", "inspect", "light", ""},
    {"clock", "accept rhythm due", "times", ""},
    {"light", "red", "days", "1..366"}, /* nothing is late before its date has passed */
};

#define TABLE(kind, columns, dimension)                                                                      \
    {                                                                                                        \
        kind, columns, COUNT(columns), dimension, false, NULL, 0                                             \
    }
#define GUARDED(kind, columns)                                                                               \
    {                                                                                                        \
        kind, columns, COUNT(columns), NULL, true, NULL, 0                                                   \
    }
#define TABLE_NEEDING(kind, columns, needs)                                                                  \
    {                                                                                                        \
        kind, columns, COUNT(columns), NULL, false, needs, COUNT(needs)                                      \
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
    TABLE("due", due_columns, NULL),
    TABLE("judgements", judgement_columns, NULL),
    TABLE("calendar", calendar_columns, NULL),
    GUARDED("contacts", contact_columns),
    TABLE("drivers", driver_columns, NULL),
    TABLE("barometer", barometer_columns, NULL),
    TABLE("barometer_bands", band_columns, NULL),
    TABLE("record", record_columns, NULL),
    TABLE_NEEDING("supervision", supervision_columns, supervision_needs),
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
