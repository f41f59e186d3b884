/* The program as its users run it, in a folder of its own: words in, text and exit code out. */
#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/text.h"
#include "tmp.h"

/* The source tree, given by the build. */
static inline const char *root(void)
{
    const char *r = getenv("ROOT");

    return r ? r : ".";
}

typedef struct World {
    Tmp tmp;
    Arena *arena;
    int code;        /* exit code of the last run */
    const char *out; /* both streams of it */
} World;

/* Runs the program with a store of its own; words may hold %s-free shell text. */
static inline const char *run(World *w, const char *words)
{
    AUTO(buf_free) Buf out = buf_new(1 << 24);
    char chunk[4096];
    size_t n;
    const char *command =
        arena_printf(w->arena,
                     "QINGYU_STORE=%s/q.db QINGYU_TODAY=2021-07-20 QINGYU_LANG=en USER=tester "
                     "QINGYU_NOW=2021-07-20T08:00:00Z %s %s 2>&1",
                     w->tmp.path, getenv("QINGYU"), words);
    FILE *p = popen(command, "r");

    assert_non_null(p);
    while ((n = fread(chunk, 1, sizeof chunk, p)) > 0)
        buf_add(&out, chunk, n);
    int status = pclose(p);
    w->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    w->out = arena_strdup(w->arena, buf_cstr(&out));
    return w->out;
}

static inline void must(World *w, const char *words)
{
    run(w, words);
    if (w->code != 0)
        fail_msg("%s: exit %d: %s", words, w->code, w->out);
}

static inline bool has(const World *w, const char *text)
{
    return strstr(w->out, text) != NULL;
}

static inline World *world_new(void)
{
    World *w = calloc(1, sizeof *w);

    w->tmp = tmp_new();
    w->arena = arena_new();
    return w;
}

static inline void world_free(World **w)
{
    if (!*w)
        return;
    const char *clean = arena_printf((*w)->arena, "rm -rf %s", (*w)->tmp.path);
    assert_int_equal(system(clean), 0);
    arena_free(&(*w)->arena);
    free(*w);
    *w = NULL;
}
