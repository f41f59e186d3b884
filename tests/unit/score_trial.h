/* Schemes written as texts, for counties A to D of the oracles' city. */
#pragma once
#include "score_world.h"

#define SCHEME_ROW                                                                                           \
    "code,name_zh,name_en,period,valid_from,valid_to,decimals,ties,status,source\nt,试,Trial,month,,,2,%s," \
    "sample,\n"
#define ITEM_HEAD "item,group,name_zh,name_en,kind,weight,formula,missing,low,high,decimals,class,source\n"

typedef struct Table {
    const char *name, *text;
} Table;

static inline void put(ScoreWorld *w, const char *name, const char *text)
{
    tmp_write(&w->tmp, arena_printf(w->arena, "%s.csv", name), text);
}

/* A formula has commas of its own: the six before it and the six behind it become tabs. */
static inline char *tabs(ScoreWorld *w, const char *items)
{
    char *text = arena_printf(w->arena, ITEM_HEAD "%s", items);

    for (char *line = text; *line; line += strcspn(line, "\n") + 1) {
        size_t n = strcspn(line, "\n");
        for (size_t i = 0, k = 0; k < 6 && i < n; i++)
            if (line[i] == ',' && k++ < 6)
                line[i] = '\t';
        for (size_t i = n, k = 0; k < 6 && i-- > 0;)
            if (line[i] == ',' && k++ < 6)
                line[i] = '\t';
    }
    return text;
}

/* Counties A to D in one class; items and further tables as given. The folder also holds the store. */
static inline void tables(ScoreWorld *w, const char *ties, const char *items, const Table *more, size_t n)
{
    put(w, "scheme", arena_printf(w->arena, SCHEME_ROW, ties));
    put(w, "classes", "class,name_zh,name_en\nK,类,Class\n");
    put(w, "units",
        "unit_kind,unit,class,valid_from,valid_to\narea,990001,K,,\narea,990002,K,,\narea,990003,K,,\n"
        "area,990004,K,,\n");
    put(w, "items", tabs(w, items));
    for (size_t i = 0; i < n; i++)
        put(w, more[i].name, more[i].text);
}

/* figures.csv lies in the same folder, and is no table of a scheme. */
static inline const char *folder(ScoreWorld *w)
{
    unlink(tmp_file(&w->tmp, "figures.csv"));
    return w->tmp.path;
}

static inline void scheme_of(ScoreWorld *w, const char *items, const Table *more, size_t n)
{
    tables(w, "share", items, more, n);
    world_scheme(w, folder(w));
}

/* growth("FAI") of September: A 10, B 8, C 6, D as given. */
static inline void growths(ScoreWorld *w, const char *d)
{
    world_figures(
        w, arena_printf(w->arena,
                        "FAI,990001,2021-09,ytd,yoy,10,published,2021-10-20\n"
                        "FAI,990002,2021-09,ytd,yoy,8,published,2021-10-20\n"
                        "FAI,990003,2021-09,ytd,yoy,6,published,2021-10-20\n%s",
                        *d ? arena_printf(w->arena, "FAI,990004,2021-09,ytd,yoy,%s,published,2021-10-20\n", d)
                           : ""));
}

static inline int setup(void **state)
{
    *state = world_new();
    return 0;
}

static inline int teardown(void **state)
{
    world_free((ScoreWorld **)state);
    return 0;
}

static const Table talk = {"entries", "kind,name_zh,name_en,unit\ntalk,约谈,talk,次\n"};
