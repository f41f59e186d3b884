#include "indicator/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "city/records.h"

static const struct {
    const char *code, *zh, *en;
} measure_table[MEASURES] = {
    [MEASURE_VALUE] = {"value", "数值", "value"},
    [MEASURE_YOY] = {"yoy", "同比", "growth on the year"},
    [MEASURE_AVG2] = {"avg2", "两年平均增速", "two-year average growth"},
    [MEASURE_RANK] = {"rank", "增速位次", "rank by growth"},
    [MEASURE_RANK_VALUE] = {"rank_value", "总量位次", "rank by level"},
};

const char *measure_code(Measure m)
{
    return measure_table[m].code;
}

const char *measure_name(Measure m, Lang lang)
{
    return TEXT(lang, measure_table[m].zh, measure_table[m].en);
}

bool measure_parse(Str s, Measure *m)
{
    for (int i = 0; i < MEASURES; i++) {
        if (!str_eq(s, measure_table[i].code) && !str_eq(s, measure_table[i].zh))
            continue;
        *m = (Measure)i;
        return true;
    }
    return false;
}

static const char *const kind_words[] = {"flow", "stock", "rate", "index", NULL};
static const char *const frequency_words[] = {"day", "month", "quarter", "year", NULL};
static const char *const direction_words[] = {"up", "down", "none", NULL};
static const char *const adds_up_words[] = {"sum", "weighted", "none", NULL};
static const char *const growth_words[] = {"comparable", "current", "points", NULL};

const char *kind_code(Kind k)
{
    return kind_words[k];
}

/* Which of the words the cell is. The import has checked that it is one; 0 otherwise. */
static int word_index(const char *cell, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(cell, words[i]) == 0)
            return i;
    return 0;
}

static unsigned bits_of(const char *list, bool bases)
{
    unsigned bits = 0;

    while (*list) {
        size_t n = strcspn(list, ";");
        Str part = str_trim((Str){list, n});
        Basis b;
        Measure m;
        if (bases && basis_parse(part, &b))
            bits |= 1u << b;
        if (!bases && measure_parse(part, &m))
            bits |= 1u << m;
        list += n + (list[n] == ';');
    }
    return bits;
}

static bool yes(const char *cell)
{
    return strcmp(cell, "yes") == 0;
}

static Indicator indicator_of(const Records *r, size_t i, Arena *a)
{
    Decimal d = {0};
    bool lossy;

    (void)decimal_parse(str_of(RECORD(r, i, "decimals")), &d, &lossy);
    Indicator x = {.code = RECORD(r, i, "code"),
                   .name_zh = RECORD(r, i, "name_zh"),
                   .name_en = RECORD(r, i, "name_en"),
                   .unit = RECORD(r, i, "unit"),
                   .kind = (Kind)word_index(RECORD(r, i, "kind"), kind_words),
                   .frequency = (Freq)word_index(RECORD(r, i, "frequency"), frequency_words),
                   .bases = bits_of(RECORD(r, i, "bases"), true),
                   .measures = bits_of(RECORD(r, i, "measures"), false),
                   .jan_feb_merged = strcmp(RECORD(r, i, "jan_feb"), "merged") == 0,
                   .direction = (Direction)word_index(RECORD(r, i, "direction"), direction_words),
                   .decimals = (int)d.value,
                   .department = RECORD(r, i, "department"),
                   .group = RECORD(r, i, "group"),
                   .group_en = RECORD(r, i, "group_en"),
                   .adds_up = (AddsUp)word_index(RECORD(r, i, "adds_up"), adds_up_words),
                   .part_of = RECORD(r, i, "part_of"),
                   .growth_at = (GrowthAt)word_index(RECORD(r, i, "growth_at"), growth_words),
                   .may_fall = yes(RECORD(r, i, "may_fall")),
                   .towns = yes(RECORD(r, i, "towns"))};
    if (!*x.group_en)
        x.group_en = x.group;
    x.n_aliases = text_split(a, RECORD(r, i, "aliases"), &x.aliases);
    return x;
}

static bool load_indicators(Store *s, Arena *a, Catalogue *c, Err *e)
{
    Records r;

    TRY(records_load(s, &(RecordsKey){c->city->id, "indicators", c->city->as_of, c->city->until_submission},
                     a, &r, e));
    c->indicators = NEW_N(a, Indicator, r.n);
    c->n = r.n;
    for (size_t i = 0; i < r.n; i++) {
        int64_t id;
        c->indicators[i] = indicator_of(&r, i, a);
        TRY(dimension_id(s, c->city->id, "indicator", c->indicators[i].code, &id, e));
        c->indicators[i].id = (int)id;
    }
    return true;
}

static bool load_targets(Store *s, Arena *a, Catalogue *c, Err *e)
{
    Records r;

    TRY(records_load(s, &(RecordsKey){c->city->id, "targets", c->city->as_of, c->city->until_submission}, a,
                     &r, e));
    c->targets = NEW_N(a, Target, r.n);
    for (size_t i = 0; i < r.n; i++) {
        Decimal value = {0};
        Target t = {.year = (int)strtol(RECORD(&r, i, "year"), NULL, 10),
                    .area = city_area(c->city, RECORD(&r, i, "area")),
                    .indicator = catalogue_by_code(c, RECORD(&r, i, "indicator")),
                    .relation = strcmp(RECORD(&r, i, "relation"), "at_most") == 0 ? AT_MOST : AT_LEAST,
                    .binding = strcmp(RECORD(&r, i, "binding"), "binding") == 0,
                    .sample = strcmp(RECORD(&r, i, "status"), "sample") == 0,
                    .source = RECORD(&r, i, "source")};
        bool lossy, known = date_parse(str_of(RECORD(&r, i, "known_on")), &t.known_on);
        bool read = measure_parse(str_of(RECORD(&r, i, "measure")), &t.measure) &&
                    decimal_parse(str_of(RECORD(&r, i, "value")), &value, &lossy);
        if (!known || !read || !t.area || !t.indicator)
            continue; /* the import has told; a target of an indicator that went away counts for nothing */
        if (c->city->as_of && t.known_on > c->city->as_of)
            continue;
        t.value = value.value;
        t.decimals = value.decimals;
        c->targets[c->n_targets++] = t;
    }
    return true;
}

bool catalogue_load(Store *s, const City *city, Arena *a, Catalogue *out, Err *e)
{
    *out = (Catalogue){.city = city};
    return load_indicators(s, a, out, e) && load_targets(s, a, out, e);
}

const Indicator *catalogue_by_code(const Catalogue *c, const char *code)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->indicators[i].code, code) == 0)
            return &c->indicators[i];
    return NULL;
}

const Indicator *catalogue_by_id(const Catalogue *c, int id)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->indicators[i].id == id)
            return &c->indicators[i];
    return NULL;
}

static bool is_named(const Indicator *x, const char *text)
{
    if (strcasecmp(x->code, text) == 0 || strcmp(x->name_zh, text) == 0 || strcasecmp(x->name_en, text) == 0)
        return true;
    for (size_t i = 0; i < x->n_aliases; i++)
        if (strcasecmp(x->aliases[i], text) == 0)
            return true;
    return false;
}

typedef struct Nearest {
    const char *name;
    size_t distance;
} Nearest;

static void consider(Nearest *best, const char *text, const char *name)
{
    size_t d = text_distance(text, name, best->distance);

    if (d < best->distance)
        *best = (Nearest){name, d};
}

static const char *nearest_name(const Catalogue *c, const char *text)
{
    Nearest best = {NULL, 5};

    for (size_t i = 0; i < c->n; i++) {
        const Indicator *x = &c->indicators[i];
        consider(&best, text, x->name_zh);
        consider(&best, text, x->code);
        for (size_t j = 0; j < x->n_aliases; j++)
            consider(&best, text, x->aliases[j]);
    }
    /* A name of which everything would have to be replaced is not near. */
    return best.name && best.distance * 3 < strlen(text) + 3 ? best.name : NULL;
}

bool catalogue_find(const Catalogue *c, Str text, const Indicator **out, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    const char *t = text_halfwidth(a, str_trim(text));

    for (size_t i = 0; i < c->n; i++) {
        if (!is_named(&c->indicators[i], t))
            continue;
        *out = &c->indicators[i];
        return true;
    }
    const char *near = nearest_name(c, t);
    if (near)
        return ERR(e, ERR_NOT_FOUND, "没有指标“%s”；是不是“%s”？",
                   "there is no indicator \"%s\"; did you mean \"%s\"?", t, near);
    return ERR(e, ERR_NOT_FOUND, "没有指标“%s”；indicators.csv 列出了所有指标",
               "there is no indicator \"%s\"; indicators.csv lists all of them", t);
}

const char *indicator_name(const Indicator *i, Lang lang)
{
    return TEXT(lang, i->name_zh, i->name_en);
}

const Target *catalogue_target(const Catalogue *c, const Indicator *i, const Area *a, int year,
                               bool no_sample)
{
    const Target *best = NULL;

    for (size_t j = 0; j < c->n_targets; j++) {
        const Target *t = &c->targets[j];
        bool fits = t->year == year && t->indicator == i && strcmp(t->area->code, a->code) == 0 &&
                    !(no_sample && t->sample);
        if (fits && (!best || t->known_on >= best->known_on))
            best = t;
    }
    return best;
}

size_t catalogue_groups(const Catalogue *c, Arena *a, const char ***out)
{
    size_t n = 0, cap = 0;

    *out = NULL;
    for (size_t i = 0; i < c->n; i++) {
        size_t j = 0;
        while (j < n && strcmp((*out)[j], c->indicators[i].group) != 0)
            j++;
        if (j < n)
            continue;
        ARENA_PUSH(a, *out, n, cap);
        (*out)[n++] = c->indicators[i].group;
    }
    return n;
}
