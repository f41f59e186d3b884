/* The demo city behind a running server, and what tests of it say again and again. */
#pragma once
#include <jansson.h>

#include "http_client.h"
#include "tmp.h"

static struct {
    Tmp tmp;
    Server server;
    Arena *arena;
} w;

static inline const char *store(void)
{
    return arena_printf(w.arena, "%s/q.db", w.tmp.path);
}

/* Runs the program beside the server; gives its output. */
static inline const char *run(const char *words, int *code)
{
    AUTO(buf_free) Buf out = buf_new(1 << 24);
    const char *command =
        arena_printf(w.arena, "QINGYU_STORE=%s QINGYU_TODAY=2021-12-01 QINGYU_LANG=en %s %s 2>&1", store(),
                     getenv("QINGYU"), words);
    FILE *p = popen(command, "r");
    char chunk[4096];
    size_t n;

    assert_non_null(p);
    while ((n = fread(chunk, 1, sizeof chunk, p)) > 0)
        buf_add(&out, chunk, n);
    *code = WEXITSTATUS(pclose(p));
    return arena_strdup(w.arena, buf_cstr(&out));
}

static inline void must(const char *words)
{
    int code;
    const char *out = run(words, &code);

    if (code != 0)
        fail_msg("%s: exit %d: %s", words, code, out);
}

/* What the demo city has behind its folder: a task with a file as evidence, an entry, two runs that are
 * shown, a scenario. */
enum { WORLD_FILE_BYTES = 9 };
static const char world_file[] = "evidence\n";

static inline void deploy_and_assess(void)
{
    const char *file = arena_printf(w.arena, "%s/proof.txt", w.tmp.path);
    FILE *f = fopen(file, "w");

    assert_true(f && fwrite(world_file, 1, WORLD_FILE_BYTES, f) == WORLD_FILE_BYTES && fclose(f) == 0);
    must(arena_printf(w.arena, "task step 1 feedback --text proved --file %s --by jxj", file));
    must("tick");
    must("score enter 330182104 praise 1 --period 2021-08 --reason praised");
    must("score run --scheme jiande2021 --period 2021-06");
    must("score run --scheme jiande2021 --period 2021-09");
    must("score publish 1 --from 2021-07-25 --title June");
    must("score publish 2 --from 2021-10-25 --title September");
    must("score appeal 2 330182104 iva --reason doubted --by meicheng");
    must("drivers --period 2021-06 --set IVA=+1 --save one");
}

static inline int set_up(void **state)
{
    (void)state;
    w.tmp = tmp_new();
    w.arena = arena_new();
    must("init");
    must(arena_printf(w.arena, "import %s/cities/jiande", getenv("ROOT")));
    deploy_and_assess();
    w.server = server_start(store(), arena_printf(w.arena, "%s/log", w.tmp.path), NULL);
    return w.server.port ? 0 : -1;
}

/* Under the address sanitizer the exit code also says that nothing leaked. */
static inline int tear_down(void **state)
{
    (void)state;
    int code = server_stop(&w.server);
    tmp_remove(&w.tmp);
    arena_free(&w.arena);
    return code;
}

static inline Answer get(const char *target)
{
    return ask(w.arena, w.server.port, "GET", target, "");
}

static inline json_t *parsed(const Answer *x)
{
    json_error_t why;
    json_t *j = json_loadb(x->body, x->n, JSON_REJECT_DUPLICATES, &why);

    if (!j)
        fail_msg("no JSON (%s): %.300s", why.text, x->body);
    return j;
}

static inline json_t *get_json(const char *target)
{
    Answer x = get(target);

    if (x.status != 200)
        fail_msg("%s: %d %s", target, x.status, x.body);
    return parsed(&x);
}

static inline const char *text_at(const json_t *j, const char *key)
{
    const char *s = json_string_value(json_object_get(j, key));

    return s ? arena_strdup(w.arena, s) : "";
}

/* A refusal: its status, and a document of the same status with a sentence in it. */
static inline void refused(const Answer *x, int status, const char *sentence)
{
    if (x->status != status)
        fail_msg("%d instead of %d: %s", x->status, status, x->body);
    assert_string_equal(header(w.arena, x, "Content-Type"), "application/problem+json");
    json_t *j = parsed(x);
    assert_int_equal(json_integer_value(json_object_get(j, "status")), status);
    assert_true(*text_at(j, "title") && *text_at(j, "type") && *text_at(j, "instance"));
    if (!strstr(text_at(j, "detail"), sentence))
        fail_msg("\"%s\" is not in \"%s\"", sentence, text_at(j, "detail"));
    json_decref(j);
}
