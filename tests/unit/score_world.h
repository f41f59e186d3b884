/* The city of tests/oracle in a store of its own, a scheme of it, and what feeds answer: what tests of
 * scoring begin with. */
#pragma once
#include <math.h>

#include "indicator/import.h"
#include "score/run.h"
#include "tmp.h"

enum { WORLD_FEED_MAX = 400 };

typedef struct ScoreWorld {
    Tmp tmp;
    Store *s;
    Arena *arena;
    Err e;
    City city;
    Catalogue catalogue;
    Scheme scheme;
    ScoreResult result;
    SchemeImport imported;
    struct {
        const char *source, *word, *unit;
        double value;
    } answers[WORLD_FEED_MAX];
    size_t n_answers;
    ScoreWord words[WORLD_FEED_MAX];
    ScoreFeed feed;
} ScoreWorld;

static inline Intake world_intake(const ScoreWorld *w, const char *by)
{
    return (Intake){w->city.id ? w->city.id : 990000, by, "2021-12-31T08:00:00Z", 20211231};
}

static inline const char *world_path(ScoreWorld *w, const char *path)
{
    return arena_printf(w->arena, "%s/tests/oracle/%s", getenv("ROOT"), path);
}

#define WORLD_OK(w, call)                                                                                    \
    do {                                                                                                     \
        if (!(call))                                                                                         \
            fail_msg("%s", (w)->e.msg);                                                                      \
    } while (0)

static inline bool world_read(void *who, const ScoreAsk *ask, double *out, Err *e)
{
    const ScoreWorld *w = who;

    (void)e;
    *out = NAN;
    for (size_t i = 0; i < w->n_answers; i++)
        if (strcmp(w->answers[i].source, ask->source) == 0 && strcmp(w->answers[i].word, ask->what) == 0 &&
            strcmp(w->answers[i].unit, ask->unit ? unit_code(ask->unit) : "") == 0)
            *out = w->answers[i].value;
    return true;
}

static inline void world_answer(ScoreWorld *w, const char *source, const char *word, const char *unit,
                                double v)
{
    size_t i = w->n_answers++;

    assert_true(i < WORLD_FEED_MAX);
    w->answers[i].source = arena_strdup(w->arena, source);
    w->answers[i].word = arena_strdup(w->arena, word);
    w->answers[i].unit = arena_strdup(w->arena, unit);
    w->answers[i].value = v;
    w->words[i] = (ScoreWord){w->answers[i].source, w->answers[i].word, "", ""};
    w->feed = (ScoreFeed){w, w->words, w->n_answers, world_read};
}

/* The city as the store has it now. */
static inline void world_load(ScoreWorld *w)
{
    WORLD_OK(w, city_load(w->s, 0, w->arena, &w->city, &w->e));
    WORLD_OK(w, catalogue_load(w->s, &w->city, w->arena, &w->catalogue, &w->e));
}

static inline void world_import(ScoreWorld *w, const char *path)
{
    ImportSpec spec = {.intake = world_intake(w, "tester"), .accept_warnings = true};
    ImportReport report;
    AUTO(buf_free) Buf b = buf_new(1 << 16);

    if (import_path(w->s, path, &spec, w->arena, &report, &w->e))
        return;
    if (report.findings.n)
        finding_line(&report.findings.items[0], LANG_EN, &b);
    fail_msg("%s: %s", w->e.msg, buf_cstr(&b));
}

/* Figures as lines "FAI,990001,2021-06,ytd,yoy,5.81". */
static inline void world_figures(ScoreWorld *w, const char *lines)
{
    tmp_write(&w->tmp, "figures.csv",
              arena_printf(w->arena, "indicator,area,period,basis,measure,value,status,known_on\n%s", lines));
    world_import(w, tmp_file(&w->tmp, "figures.csv"));
}

static inline ScoreWorld *world_new(void)
{
    ScoreWorld *w = calloc(1, sizeof *w);

    w->tmp = tmp_new();
    w->arena = arena_new();
    w->e.lang = LANG_EN;
    WORLD_OK(w, store_open(tmp_file(&w->tmp, "q.db"), STORE_CREATE, &w->s, &w->e));
    world_import(w, world_path(w, "city"));
    world_load(w);
    return w;
}

static inline void world_free(ScoreWorld **w)
{
    store_close(&(*w)->s);
    arena_free(&(*w)->arena);
    tmp_remove(&(*w)->tmp);
    free(*w);
    *w = NULL;
}

static inline bool world_try_scheme(ScoreWorld *w, const char *folder)
{
    SchemeWorld world = {&w->catalogue, w->feed.n ? &w->feed : NULL};
    SchemeIntake in = {.intake = world_intake(w, "office"), .folder = folder};

    return scheme_import(w->s, &world, &in, w->arena, &w->imported, &w->e);
}

static inline void world_scheme(ScoreWorld *w, const char *folder)
{
    SchemeWorld world = {&w->catalogue, w->feed.n ? &w->feed : NULL};
    AUTO(buf_free) Buf b = buf_new(1 << 16);

    if (!world_try_scheme(w, folder)) {
        if (w->imported.findings.n)
            finding_line(&w->imported.findings.items[0], LANG_EN, &b);
        const char *first = arena_strdup(w->arena, buf_cstr(&b));
        buf_free(&b);
        fail_msg("%s: %s", w->e.msg, first);
    }
    WORLD_OK(w,
             scheme_load(w->s, &world, &(SchemeKey){.code = w->imported.code}, w->arena, &w->scheme, &w->e));
}

static inline bool world_enter(ScoreWorld *w, const char *unit, const char *kind, const char *period,
                               double v)
{
    ScoreEntry x = {.kind = kind, .value = v, .reason = "test", .sample = true};
    Intake in = world_intake(w, "office");
    Basis basis = BASES;

    WORLD_OK(w, unit_find(&w->city, str_of(unit), &x.unit, &w->e));
    WORLD_OK(w, period_parse(str_of(period), &x.period, &basis, &w->e));
    return entry_add(w->s, &w->city, &in, &x, &w->e);
}

static inline ScoreSpec world_spec(ScoreWorld *w, const char *period)
{
    ScoreSpec spec = {.known = {.s = w->s, .city = &w->city},
                      .catalogue = &w->catalogue,
                      .scheme = &w->scheme,
                      .feed = w->feed.n ? &w->feed : NULL};
    Basis basis = BASES;

    WORLD_OK(w, period_parse(str_of(period), &spec.period, &basis, &w->e));
    return spec;
}

static inline void world_compute(ScoreWorld *w, const char *period)
{
    ScoreSpec spec = world_spec(w, period);

    WORLD_OK(w, score_compute(&spec, w->arena, &w->result, &w->e));
}

static inline const ScoredUnit *world_unit(ScoreWorld *w, const char *unit)
{
    size_t u;

    WORLD_OK(w, score_find_unit(&w->result, str_of(unit), &u, &w->e));
    return &w->result.units[u];
}

static inline const ScoreLine *world_line(ScoreWorld *w, const char *unit, const char *item)
{
    size_t i;

    WORLD_OK(w, scheme_find_item(&w->scheme, str_of(item), &i, &w->e));
    return &world_unit(w, unit)->lines[i];
}
