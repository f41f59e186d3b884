/* A city as its folder describes it: areas (the ground, 块), departments (the lines, 条), leaders and their
 * portfolios, peer sets. Loaded whole into an arena from the store as known on a date; small (hundreds of
 * rows). */
#pragma once
#include "base/arena.h"
#include "store/store.h"

typedef struct Area {
    int id; /* of its facts in the store */
    const char *code, *name_zh, *name_en, *kind;
    const char *parent;   /* code or "" */
    const char **aliases; /* [n_aliases] */
    size_t n_aliases;
    int valid_from, valid_to; /* yyyymmdd; 0 open */
} Area;

typedef struct Department {
    const char *code, *name_zh, *name_en;
    const char **aliases; /* [n_aliases] */
    size_t n_aliases;
} Department;

typedef struct Leader {
    const char *code, *title_zh, *title_en;
    const char *departments, *areas, *groups; /* lists of codes separated by ';' */
} Leader;

/* One membership of a peer set. */
typedef struct Peer {
    const char *set, *name_zh, *name_en;
    const Area *area;
    int valid_from, valid_to;
} Peer;

typedef struct City {
    int64_t id; /* GB/T 2260 code as a number: leads every key */
    const char *code, *name_zh, *name_en;
    const char *peer_set; /* the set that ranks are taken in */
    const Area *self;
    int as_of;                /* yyyymmdd: state of knowledge */
    int64_t until_submission; /* 0: all; else its tables are those of submissions up to this one */
    Area *areas;
    size_t n_areas;
    Department *departments;
    size_t n_departments;
    Leader *leaders;
    size_t n_leaders;
    Peer *peers;
    size_t n_peers;
} City;

/* Loads the city as known on as_of (0: now). Fails: NOT_FOUND when no city was imported yet. */
MUST_USE bool city_load(Store *s, int as_of, Arena *a, City *c, Err *e);
/* The same, where later submissions than until are not looked at. */
MUST_USE bool city_load_until(Store *s, int as_of, int64_t until, Arena *a, City *c, Err *e);
const Area *city_area(const City *c, const char *code);
const Area *city_area_by_id(const City *c, int id);
/* By code, name or alias; when none: ERR_NOT_FOUND with the nearest name. */
MUST_USE bool city_find_area(const City *c, Str text, const Area **out, Err *e);
bool area_is_valid_on(const Area *a, int date);
const Department *city_department(const City *c, const char *code);
const char *area_name(const Area *a, Lang lang);
const char *department_name(const Department *d, Lang lang);
/* The towns, streets and parks that make up the area (its children valid on date), in the order of areas.csv.
 */
size_t city_children(const City *c, const Area *of, int date, Arena *a, const Area ***out);
/* Members of a peer set on a date. */
size_t city_peers(const City *c, const char *set, int date, Arena *a, const Area ***out);
