#include "http/write.h"

#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "http/problem.h"
#include "http/replay.h"
#include "http/reply.h"

bool write_state(Call *c, Err *e)
{
    Arena *a = c->viewer.arena;
    const View known = {.s = c->s, .city = &c->city};

    TRY(city_load(c->s, 0, a, &c->city, e) && catalogue_load(c->s, &c->city, a, &c->catalogue, e));
    return outlook_open(&known, &c->catalogue, a, &c->outlook, e);
}

/* Without a city there is nobody who could write. */
static bool load_actor(Call *c, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(query_start(c->s, SQL_CITY_FIRST, NULL, 0, &q, e) && query_next(q, &row, e));
    c->by = (Actor){
        .city = row ? query_int(q, 0) : 0, .now = c->http->spec.now(), .by = c->passage->who.account.name};
    return row || ERR(e, ERR_NOT_FOUND, "库里还没有城市；先用 qingyu import 导入城市目录",
                      "the store holds no city yet; import a city folder with qingyu import first");
}

/* ---- the key ---- */

static const char *request_digest(const Request *r)
{
    char *hex = NEW_N(r->arena, char, SHA256_HEX);
    Sha256 *h = sha256_new();

    sha256_add(h, method_name(r->method), strlen(method_name(r->method)) + 1);
    sha256_add(h, r->uri, strlen(r->uri) + 1);
    sha256_add(h, r->body.s, r->body.n);
    sha256_hex(h, hex);
    sha256_free(&h);
    return hex;
}

static bool is_key(const char *key)
{
    size_t n = strlen(key);

    for (size_t i = 0; i < n; i++)
        if (key[i] < 0x21 || key[i] > 0x7E)
            return false;
    return n >= REPLAY_KEY_LEAST && n <= REPLAY_KEY_MOST;
}

/* k->key is NULL where none was given, or nobody is known who could send it again. */
static bool read_key(const Call *c, ReplayKey *k, Err *e)
{
    const Passage *p = c->passage;
    const char *key = request_header(p->request, "Idempotency-Key");

    *k = (ReplayKey){
        .city = c->by.city, .account = p->who.account.id, .now = c->by.now, .harmless = c->route->harmless};
    if (!key || !p->who.account.id)
        return true;
    if (!is_key(key))
        return ERR(e, ERR_INVALID, "Idempotency-Key 应为 %d 到 %d 个可见的 ASCII 字符",
                   "an Idempotency-Key must be %d to %d visible ASCII characters", REPLAY_KEY_LEAST,
                   REPLAY_KEY_MOST);
    k->key = key;
    k->sha256 = request_digest(p->request);
    return true;
}

/* ---- the reply ---- */

static void reply(Call *c, const Replay *x)
{
    Passage *p = c->passage;

    p->reply.status = x->status;
    p->reply.body = x->body;
    p->reply.n = strlen(x->body);
    reply_common(p, "application/json", true);
    if (*x->location)
        reply_header(&p->reply, "Location", x->location);
}

/* The first answer again; one that held a secret, or was too long, was not kept. */
static bool reply_again(Call *c, const Replay *x, Err *e)
{
    if (!*x->body && x->status != 204)
        return ERR(e, ERR_CONFLICT, "这个请求已经做过，回答只给出一次",
                   "the request was done before; its answer was given that once");
    reply_header(&c->passage->reply, "Idempotency-Replayed", "true");
    reply(c, x);
    return true;
}

static bool run_handler(Call *c, Replay *answer, Err *e)
{
    AUTO(buf_free) Buf out = buf_new(REPORT_BYTES_MAX);
    int status = c->route->status ? c->route->status : 200;

    c->json = json_to(&out, 0);
    c->location = "";
    TRY(c->route->run(c, e));
    if (c->replied)
        return true;
    if (!json_ok(&c->json) && out.n)
        return ERR(e, ERR_DATA, "输出超过 %zu MB", "the output exceeds %zu MB", out.max >> 20);
    *answer = (Replay){c->status ? c->status : status, c->location,
                       arena_strndup(c->viewer.arena, buf_cstr(&out), out.n)};
    if (!out.n)
        answer->status = 204;
    return true;
}

static bool do_write(Call *c, Err *e)
{
    Replay before, answer = {0, "", ""};
    Err keeping = {.lang = e->lang};
    ReplayKey k;

    TRY(load_actor(c, e) && read_key(c, &k, e));
    if (k.key) {
        TRY(replay_begin(c->s, &k, c->viewer.arena, &before, e));
        if (before.status)
            return reply_again(c, &before, e);
    }
    bool ok = run_handler(c, &answer, e);
    store_rollback(c->s); /* of a handler that failed in the midst of one */
    Replay kept = answer;
    if (c->route->once || strlen(kept.body) > REPLAY_BODY_MAX)
        kept.body = "";
    /* The write is done, or not: whether its answer could be kept changes nothing of that. */
    if (k.key)
        (void)!replay_end(c->s, &k, &kept, &keeping);
    if (ok && !c->replied)
        reply(c, &answer);
    return ok;
}

static bool take_turn(Call *c, Err *e)
{
    Writer *w = c->route->hashes ? c->http->hasher : c->http->writer;

    TRY(writer_take(w, &c->s, e));
    bool ok = do_write(c, e);
    writer_give(w, !ok && (e->kind == ERR_DB || e->kind == ERR_IO));
    return ok;
}

void write_answer(Http *h, Passage *p)
{
    Faults faults = {.arena = p->request->arena, .lang = p->lang};
    const char *request = p->route->request;
    bool json = request && strcmp(request, ROUTE_FILE) != 0;
    AUTO(body_free) Body *body = json ? body_read(p->request->body, schema_named(request), &faults) : NULL;
    Call c = {.http = h,
              .passage = p,
              .route = p->route,
              .reply = &p->reply,
              .viewer = {p->request->arena, p->lang},
              .body = body};
    Err e = {.lang = p->lang};

    if (faults.n)
        problem_faults(p, &faults);
    else if (!take_turn(&c, &e))
        problem_reply(p, &e);
}
