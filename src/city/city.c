#include "city/city.h"

#include <stdlib.h>
#include <string.h>

#include "city/records.h"
#include "period/period.h"

static bool load_areas(Store *s, Arena *a, City *c, Err *e)
{
    Records r;

    TRY(records_load(s, &(RecordsKey){c->id, "areas", c->as_of, c->until_submission}, a, &r, e));
    c->areas = NEW_N(a, Area, r.n);
    c->n_areas = r.n;
    for (size_t i = 0; i < r.n; i++) {
        Area *x = &c->areas[i];
        int64_t id;
        *x = (Area){.code = RECORD(&r, i, "code"),
                    .name_zh = RECORD(&r, i, "name_zh"),
                    .name_en = RECORD(&r, i, "name_en"),
                    .kind = RECORD(&r, i, "kind"),
                    .parent = RECORD(&r, i, "parent"),
                    .valid_from = date_or_none(RECORD(&r, i, "valid_from")),
                    .valid_to = date_or_none(RECORD(&r, i, "valid_to"))};
        x->n_aliases = text_split(a, RECORD(&r, i, "aliases"), &x->aliases);
        TRY(dimension_id(s, c->id, "area", x->code, &id, e));
        x->id = (int)id;
    }
    return true;
}

static bool load_departments(Store *s, Arena *a, City *c, Err *e)
{
    Records r;

    TRY(records_load(s, &(RecordsKey){c->id, "departments", c->as_of, c->until_submission}, a, &r, e));
    c->departments = NEW_N(a, Department, r.n);
    c->n_departments = r.n;
    for (size_t i = 0; i < r.n; i++) {
        Department *d = &c->departments[i];
        *d = (Department){.code = RECORD(&r, i, "code"),
                          .name_zh = RECORD(&r, i, "name_zh"),
                          .name_en = RECORD(&r, i, "name_en")};
        d->n_aliases = text_split(a, RECORD(&r, i, "aliases"), &d->aliases);
    }
    return true;
}

static bool load_leaders(Store *s, Arena *a, City *c, Err *e)
{
    Records r;

    TRY(records_load(s, &(RecordsKey){c->id, "leaders", c->as_of, c->until_submission}, a, &r, e));
    c->leaders = NEW_N(a, Leader, r.n);
    c->n_leaders = r.n;
    for (size_t i = 0; i < r.n; i++)
        c->leaders[i] =
            (Leader){RECORD(&r, i, "code"),        RECORD(&r, i, "title_zh"), RECORD(&r, i, "title_en"),
                     RECORD(&r, i, "departments"), RECORD(&r, i, "areas"),    RECORD(&r, i, "groups")};
    return true;
}

static bool load_peers(Store *s, Arena *a, City *c, Err *e)
{
    Records r;

    TRY(records_load(s, &(RecordsKey){c->id, "peers", c->as_of, c->until_submission}, a, &r, e));
    c->peers = NEW_N(a, Peer, r.n);
    for (size_t i = 0; i < r.n; i++) {
        const Area *area = city_area(c, RECORD(&r, i, "area"));
        if (!area)
            continue;
        c->peers[c->n_peers++] = (Peer){.set = RECORD(&r, i, "set"),
                                        .name_zh = RECORD(&r, i, "name_zh"),
                                        .name_en = RECORD(&r, i, "name_en"),
                                        .area = area,
                                        .valid_from = date_or_none(RECORD(&r, i, "valid_from")),
                                        .valid_to = date_or_none(RECORD(&r, i, "valid_to"))};
    }
    return true;
}

static bool load_self(Store *s, Arena *a, City *c, Err *e)
{
    Records r;

    TRY(records_load(s, &(RecordsKey){c->id, "city", c->as_of, c->until_submission}, a, &r, e));
    if (r.n == 0)
        return ERR(e, ERR_NOT_FOUND, "“%s”里还没有城市；先导入城市目录，如 qingyu import cities/jiande",
                   "\"%s\" holds no city yet; import a city folder first, e.g. qingyu import cities/jiande",
                   store_path(s));
    c->code = RECORD(&r, 0, "code");
    c->name_zh = RECORD(&r, 0, "name_zh");
    c->name_en = RECORD(&r, 0, "name_en");
    c->peer_set = RECORD(&r, 0, "peer_set");
    return true;
}

static bool first_city(Store *s, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(query_start(s, SQL_CITY_FIRST, NULL, 0, &q, e) && query_next(q, &row, e));
    *id = row ? query_int(q, 0) : 0;
    return true;
}

bool city_load(Store *s, int as_of, Arena *a, City *c, Err *e)
{
    return city_load_until(s, as_of, 0, a, c, e);
}

bool city_load_until(Store *s, int as_of, int64_t until, Arena *a, City *c, Err *e)
{
    *c = (City){.as_of = as_of, .until_submission = until};
    TRY(first_city(s, &c->id, e) && load_self(s, a, c, e));
    TRY(load_areas(s, a, c, e) && load_departments(s, a, c, e) && load_leaders(s, a, c, e) &&
        load_peers(s, a, c, e));
    c->self = city_area(c, c->code);
    if (!c->self)
        return ERR(e, ERR_DATA, "areas.csv 里没有本市“%s”", "areas.csv does not hold the city \"%s\" itself",
                   c->code);
    return true;
}

/* An area whose edition changed stands in several rows; the one that is still valid comes first. */
const Area *city_area(const City *c, const char *code)
{
    const Area *best = NULL;

    for (size_t i = 0; i < c->n_areas; i++) {
        const Area *x = &c->areas[i];
        if (strcmp(x->code, code) == 0 && (!best || (best->valid_to && !x->valid_to)))
            best = x;
    }
    return best;
}

const Area *city_area_by_id(const City *c, int id)
{
    for (size_t i = 0; i < c->n_areas; i++)
        if (c->areas[i].id == id)
            return city_area(c, c->areas[i].code);
    return NULL;
}

static bool named(const Area *x, const char *text)
{
    if (strcmp(x->code, text) == 0 || strcmp(x->name_zh, text) == 0 || strcasecmp(x->name_en, text) == 0)
        return true;
    for (size_t i = 0; i < x->n_aliases; i++)
        if (strcasecmp(x->aliases[i], text) == 0)
            return true;
    return false;
}

bool city_find_area(const City *c, Str text, const Area **out, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    const char *t = text_halfwidth(a, str_trim(text)), *nearest = NULL;
    size_t best = 4;

    *out = NULL;
    for (size_t i = 0; i < c->n_areas; i++) {
        const Area *x = &c->areas[i];
        if (named(x, t) && (!*out || ((*out)->valid_to && !x->valid_to)))
            *out = x;
        size_t d = text_distance(t, x->name_zh, best);
        if (d < best) {
            best = d;
            nearest = x->name_zh;
        }
    }
    if (*out)
        return true;
    if (nearest)
        return ERR(e, ERR_NOT_FOUND, "没有地区“%s”；是不是“%s”？",
                   "there is no area \"%s\"; did you mean \"%s\"?", t, nearest);
    return ERR(e, ERR_NOT_FOUND, "没有地区“%s”；areas.csv 里列出了所有地区",
               "there is no area \"%s\"; areas.csv lists all of them", t);
}

bool area_is_valid_on(const Area *a, int date)
{
    return (!a->valid_from || date >= a->valid_from) && (!a->valid_to || date <= a->valid_to);
}

const Department *city_department(const City *c, const char *code)
{
    for (size_t i = 0; i < c->n_departments; i++)
        if (strcmp(c->departments[i].code, code) == 0)
            return &c->departments[i];
    return NULL;
}

const char *area_name(const Area *a, Lang lang)
{
    return TEXT(lang, a->name_zh, a->name_en);
}

const char *department_name(const Department *d, Lang lang)
{
    return TEXT(lang, d->name_zh, d->name_en);
}

size_t city_children(const City *c, const Area *of, int date, Arena *a, const Area ***out)
{
    size_t n = 0, cap = 0;

    *out = NULL;
    for (size_t i = 0; i < c->n_areas; i++) {
        if (strcmp(c->areas[i].parent, of->code) != 0 || !area_is_valid_on(&c->areas[i], date))
            continue;
        ARENA_PUSH(a, *out, n, cap);
        (*out)[n++] = &c->areas[i];
    }
    return n;
}

size_t city_peers(const City *c, const char *set, int date, Arena *a, const Area ***out)
{
    size_t n = 0, cap = 0;

    *out = NULL;
    for (size_t i = 0; i < c->n_peers; i++) {
        const Peer *p = &c->peers[i];
        bool member = strcmp(p->set, set) == 0 && (!p->valid_from || date >= p->valid_from) &&
                      (!p->valid_to || date <= p->valid_to);
        if (!member)
            continue;
        ARENA_PUSH(a, *out, n, cap);
        (*out)[n++] = p->area;
    }
    return n;
}
