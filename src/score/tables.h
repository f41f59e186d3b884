/* The tables of a scheme's folder. The room's own. */
#pragma once
#include "city/records.h"

typedef enum SchemeTable {
    TABLE_SCHEME,
    TABLE_CLASSES,
    TABLE_UNITS,
    TABLE_GROUPS,
    TABLE_ITEMS,
    TABLE_WEIGHTS,
    TABLE_PARAMS,
    TABLE_GATES,
    TABLE_EXEMPTIONS,
    TABLE_LISTS,
    TABLE_ENTRIES,
    SCHEME_TABLES,
} SchemeTable;
enum { SCHEME_COLUMNS_MAX = 16 };
extern const CityTable scheme_tables[SCHEME_TABLES];
bool scheme_table_is_needed(SchemeTable t); /* else it may be absent */
/* By file name without .csv; SCHEME_TABLES when it is none. */
SchemeTable scheme_table_named(Str kind);
