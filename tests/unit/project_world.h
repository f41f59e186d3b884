/* The demo city with its projects in a store of its own, and small files beside them. */
#pragma once
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "city_folder.h"
#include "project/invest.h"
#include "view/project.h"

typedef struct World {
    Tmp tmp;
    Store *s;
    Arena *arena;
    Err e;
    ProjectImported done;
    City city;
    Catalogue catalogue;
} World;

static inline void world_free(World **w)
{
    if (!*w)
        return;
    store_close(&(*w)->s);
    arena_free(&(*w)->arena);
    tmp_remove(&(*w)->tmp);
    free(*w);
    *w = NULL;
}

static inline const char *demo(World *w, const char *path)
{
    return arena_printf(w->arena, "%s/cities/jiande%s", getenv("ROOT"), path);
}

static inline Intake clerk(int known_on)
{
    return (Intake){.by = "clerk", .received_at = "2021-11-06T08:00:00Z", .known_on = known_on};
}

static inline void load_city(World *w)
{
    assert_true(city_load(w->s, 0, w->arena, &w->city, &w->e));
    assert_true(catalogue_load(w->s, &w->city, w->arena, &w->catalogue, &w->e));
}

static inline bool take(World *w, const char *name, const char *text)
{
    ProjectImport spec = {.intake = clerk(20211106)};

    w->e = (Err){.lang = LANG_EN};
    return project_import_bytes(w->s, &(ProjectBytes){name, text, strlen(text)}, &spec, w->arena, &w->done,
                                &w->e);
}

/* The demo's city tables, without its projects. */
static inline World *city_only(void)
{
    static const char *const files[] = {"/city.csv",    "/areas.csv",      "/departments.csv",
                                        "/leaders.csv", "/indicators.csv", "/targets.csv"};
    World *w = calloc(1, sizeof *w);
    ImportReport report;
    ImportSpec spec = {.intake = clerk(20210101)};

    w->tmp = tmp_new();
    w->arena = arena_new();
    w->e.lang = LANG_EN;
    assert_true(store_open(tmp_file(&w->tmp, "q.db"), STORE_CREATE, &w->s, &w->e));
    for (size_t i = 0; i < COUNT(files); i++)
        if (!import_path(w->s, demo(w, files[i]), &spec, w->arena, &report, &w->e))
            fail_msg("%s", w->e.msg);
    load_city(w);
    return w;
}

static inline World *demo_new(void)
{
    World *w = city_only();
    ProjectImport spec = {.intake = clerk(20211106)};

    if (!project_import(w->s, demo(w, "/projects"), &spec, w->arena, &w->done, &w->e))
        fail_msg("%s", w->e.msg);
    return w;
}

static inline Board board_as_of(World *w, int month, int as_of)
{
    Board b;
    View v = {.s = w->s, .city = &w->city, .as_of = as_of};

    w->e = (Err){.lang = LANG_EN};
    if (!board_open(&(BoardSpec){v, &w->catalogue, period_month(2021, month)}, w->arena, &b, &w->e))
        fail_msg("%s", w->e.msg);
    return b;
}

static inline Board board(World *w, int month)
{
    return board_as_of(w, month, 0);
}

static inline const BoardProject *find(World *w, const Board *b, const char *code)
{
    size_t i = 0;

    assert_true(board_find(b, str_of(code), &i, &w->e));
    return &b->projects[i];
}

static inline bool found(const World *w, const char *code, size_t row, size_t col)
{
    const Findings *fs = &w->done.findings;

    for (size_t i = 0; i < fs->n; i++)
        if (strcmp(fs->items[i].code, code) == 0 && (!row || fs->items[i].at.row == row) &&
            (!col || fs->items[i].at.col == col))
            return true;
    return false;
}

static inline void assert_sound(World *w, size_t wrong)
{
    Verification v = {.arena = w->arena, .lang = LANG_EN};

    assert_true(project_verify(w->s, w->city.id, &v, &w->e));
    assert_int_equal(v.n, wrong);
}
