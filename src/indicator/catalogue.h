/* The catalogue: what each indicator is, and the targets set for it. Data of the city, loaded whole as known
 * on a date. */
#pragma once
#include "city/city.h"
#include "period/period.h"

typedef enum Measure {
    MEASURE_VALUE,      /* the level */
    MEASURE_YOY,        /* growth on the same period of last year, in percent (points for a rate) */
    MEASURE_AVG2,       /* two-year average growth, percent */
    MEASURE_RANK,       /* published place by growth in a peer set */
    MEASURE_RANK_VALUE, /* published place by level in a peer set */
    MEASURES,
} Measure;
const char *measure_code(Measure m);
const char *measure_name(Measure m, Lang lang);
bool measure_parse(Str s, Measure *m);

typedef enum Kind { KIND_FLOW, KIND_STOCK, KIND_RATE, KIND_INDEX } Kind;
typedef enum Direction { DIRECTION_UP, DIRECTION_DOWN, DIRECTION_NONE } Direction;
typedef enum AddsUp { ADDS_UP_SUM, ADDS_UP_WEIGHTED, ADDS_UP_NONE } AddsUp;
typedef enum GrowthAt { GROWTH_COMPARABLE, GROWTH_CURRENT, GROWTH_POINTS } GrowthAt;

typedef struct Indicator {
    int id; /* of its facts in the store */
    const char *code, *name_zh, *name_en, *unit;
    const char **aliases;
    size_t n_aliases;
    Kind kind;
    Freq frequency;
    unsigned bases;    /* bit 1 << Basis: how it is published */
    unsigned measures; /* bit 1 << Measure */
    bool jan_feb_merged;
    Direction direction;
    int decimals;
    const char *department;       /* code */
    const char *group, *group_en; /* names; group_en is group where none was given */
    AddsUp adds_up;
    const char *part_of; /* code of its total, or "" */
    GrowthAt growth_at;
    bool may_fall, towns;
} Indicator;

typedef enum Relation { AT_LEAST, AT_MOST } Relation;
typedef struct Target {
    int year;
    const Area *area;
    const Indicator *indicator;
    Measure measure; /* value, yoy or rank */
    Relation relation;
    double value;
    int decimals;
    bool binding, sample;
    int known_on;
    const char *source;
} Target;

typedef struct Catalogue {
    const City *city;
    Indicator *indicators; /* in the order of indicators.csv */
    size_t n;
    Target *targets; /* known on city->as_of; a later one of the same year, area, indicator and measure
                        replaces */
    size_t n_targets;
} Catalogue;

MUST_USE bool catalogue_load(Store *s, const City *c, Arena *a, Catalogue *out, Err *e);
const Indicator *catalogue_by_code(const Catalogue *c, const char *code);
const Indicator *catalogue_by_id(const Catalogue *c, int id);
/* By code, name or alias (full-width forms and blanks do not matter); when none: ERR_NOT_FOUND with the
 * nearest. */
MUST_USE bool catalogue_find(const Catalogue *c, Str text, const Indicator **out, Err *e);
const char *indicator_name(const Indicator *i, Lang lang);
const char *kind_code(Kind k);
/* Which target counts for the year: the last known. NULL when none. */
const Target *catalogue_target(const Catalogue *c, const Indicator *i, const Area *a, int year,
                               bool no_sample);
/* Group names in order of first appearance. */
size_t catalogue_groups(const Catalogue *c, Arena *a, const char ***out);
