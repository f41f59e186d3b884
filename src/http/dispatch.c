/* The way of a request: address, route, who asks, limits, parameters, handler, log. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include <time.h>

#include "account/token.h"
#include "base/limits.h"
#include "base/log.h"
#include "http/assets.h"
#include "http/clock.h"
#include "http/data.h"
#include "http/jobs.h"
#include "http/problem.h"
#include "http/reply.h"
#include "http/write.h"

int64_t http_clock_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

bool http_open(Http *h, const HttpSpec *spec, Err *e)
{
    AUTO(store_close) Store *probe = NULL;

    h->spec = *spec;
    h->metrics.started_s = time(NULL);
    h->readers = readers_new(spec->store);
    h->identities = identities_new(spec->store);
    h->writer = writer_new(spec->store);
    h->hasher = writer_new(spec->store);
    h->cache = cache_new(CACHE_BYTES_MAX);
    h->rates = rates_new();
    h->jobs = jobs_new(h);
    TRY(store_open(spec->store, STORE_READ, &probe, e));
    h->clock = spec->no_clock ? NULL : clock_new(h);
    return true;
}

void http_close(Http *h)
{
    clock_free(&h->clock);
    jobs_free(&h->jobs);
    readers_free(&h->readers);
    identities_free(&h->identities);
    writer_free(&h->writer);
    writer_free(&h->hasher);
    cache_free(&h->cache);
    rates_free(&h->rates);
}

/* ---- refusals before the body ---- */

static void name_request(Request *r)
{
    static _Atomic uint64_t next;
    uint64_t n = atomic_load(&next);

    if (!n && getrandom(&n, sizeof n, GRND_NONBLOCK) == sizeof n)
        atomic_store(&next, n | 1);
    n = atomic_fetch_add(&next, 1) * 0x9E3779B97F4A7C15u; /* odd factor: no number comes twice */
    snprintf(r->id, sizeof r->id, "%016llx", (unsigned long long)n);
}

static void allow_header(Passage *p, unsigned methods)
{
    const char *list = "OPTIONS";

    for (int m = METHOD_OTHER - 1; m >= 0; m--)
        if (m != METHOD_OPTIONS && (methods & 1u << m || (m == METHOD_HEAD && methods & 1u << METHOD_GET)))
            list = arena_printf(p->request->arena, "%s, %s", method_name((Method)m), list);
    reply_header(&p->reply, "Allow", list);
}

static bool refuse_unknown(Passage *p)
{
    problem_http(p, PROBLEM_NO_ROUTE,
                 arena_printf(p->request->arena,
                              TEXT(p->lang, "没有“%s”这个地址；/api/ 列出所有地址",
                                   "there is no address \"%s\"; /api/ lists all"),
                              p->url.path));
    return false;
}

static bool refuse_method(Passage *p, unsigned methods)
{
    Arena *a = p->request->arena;

    allow_header(p, methods);
    if (p->request->method == METHOD_OPTIONS) {
        p->reply.status = 204;
        reply_common(p, "text/plain", false);
        return false;
    }
    problem_http(p, PROBLEM_METHOD,
                 arena_printf(a,
                              TEXT(p->lang, "“%s”不接受 %s；见 Allow 头",
                                   "\"%s\" does not take %s; see the Allow header"),
                              p->url.path, method_name(p->request->method)));
    return false;
}

/* ---- who asks ---- */

static bool is_write(Method m)
{
    return m != METHOD_GET && m != METHOD_HEAD && m != METHOD_OPTIONS;
}

/* 401 for one whom nobody knows, 403 for one who may not. */
static bool refuse_permission(Passage *p)
{
    Arena *a = p->request->arena;
    Err e = {.lang = p->lang};

    if (p->who.account.must_change && p->who.account.id)
        (void)ERR(&e, ERR_FORBIDDEN, "请先修改一次性密码", "change the one-time password first");
    else
        (void)ERR(&e, ERR_FORBIDDEN, "“%s”需要“%s”权限", "\"%s\" needs the permission \"%s\"", p->url.path,
                  route_permission_code(p->route->permission));
    if (p->who.account.id) {
        problem_reply(p, &e);
        return false;
    }
    reply_header(&p->reply, "WWW-Authenticate", "Bearer realm=\"qingyu\"");
    problem_http(
        p, PROBLEM_UNAUTHENTICATED,
        arena_printf(a, TEXT(p->lang, "%s；请先登录或出示令牌", "%s; log in or show a token"), e.msg));
    return false;
}

static bool refuse_often(Http *h, Passage *p)
{
    Arena *a = p->request->arena;
    int wait;

    /* This machine's own programs are not counted; what a proxy passes on is. */
    const char *client = request_client(p->request);
    bool own = p->request->peer_is_local && client == p->request->peer;
    int per_minute = p->route->limit.per_minute ? p->route->limit.per_minute : ROUTE_PER_MINUTE;
    if (own || rates_allow(h->rates, client, p->route, per_minute, http_clock_us(), &wait))
        return true;
    atomic_fetch_add(&h->metrics.refused, 1);
    reply_header(&p->reply, "Retry-After", arena_printf(a, "%d", wait));
    problem_http(p, PROBLEM_TOO_MANY,
                 arena_printf(a,
                              TEXT(p->lang, "每分钟最多 %d 次；请 %d 秒后再试",
                                   "at most %d a minute; try again in %d s"),
                              per_minute, wait));
    return false;
}

/* Written down to the minute; where another write has its turn, at a later request. */
static void touch(Http *h, const Passage *p)
{
    const Identity *who = &p->who;
    const Actor by = {.city = who->principal.city, .now = h->spec.now()};
    Err ignored = {.lang = p->lang};
    Store *s;

    if (!who->touch_due || !writer_try(h->writer, &s))
        return;
    bool ok = who->token ? token_touch(s, &by, who->token, &ignored)
                         : session_touch(s, &by, who->session, &ignored);
    writer_give(h->writer, !ok);
}

static bool identify(Http *h, Passage *p)
{
    Err e = {.lang = p->lang};

    if (!identity_of(h->identities, p->request, h->spec.now(), &p->who, &e)) {
        p->who = (Identity){.principal = principal_public(0)};
        if (e.kind != ERR_FORBIDDEN) {
            problem_reply(p, &e);
            return false;
        }
        reply_header(&p->reply, "WWW-Authenticate", "Bearer realm=\"qingyu\", error=\"invalid_token\"");
        problem_http(p, PROBLEM_UNAUTHENTICATED, arena_strdup(p->request->arena, e.msg));
        return false;
    }
    if (!p->who.account.id && h->spec.open_reading)
        p->who.principal = principal_open_reading();
    touch(h, p);
    return true;
}

/* The host that a browser was told to talk to, with its port. */
static const char *own_host(const Request *r)
{
    const char *forwarded = r->peer_is_local ? request_header(r, "X-Forwarded-Host") : NULL;
    const char *host = forwarded ? forwarded : request_header(r, "Host");

    return host ? host : "";
}

static bool is_from_here(const Request *r)
{
    const char *origin = request_header(r, "Origin"), *site = request_header(r, "Sec-Fetch-Site");
    const char *host = origin ? strstr(origin, "://") : NULL;

    if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
        return false;
    return !origin || (host && strcasecmp(host + 3, own_host(r)) == 0);
}

/* A write of a browser must come from our own page, and one with a session must bring its CSRF token along.
 */
static bool refuse_forged(Passage *p)
{
    const char *csrf = request_header(p->request, "X-CSRF-Token");

    if (!is_write(p->request->method) || request_has_token(p->request))
        return true;
    if (!is_from_here(p->request)) {
        problem_http(p, PROBLEM_FORGED,
                     TEXT(p->lang, "请求来自别的网站（Origin 与本站不符）",
                          "the request comes from another site: its Origin is not this one"));
        return false;
    }
    if (p->route->permission == ANYBODY || !p->who.session || (csrf && secret_same(csrf, p->who.csrf)))
        return true;
    problem_http(p, PROBLEM_FORGED,
                 TEXT(p->lang, "缺少 X-CSRF-Token 或不对；GET /api/v1/session 给出",
                      "the header X-CSRF-Token is missing or wrong; GET /api/v1/session tells it"));
    return false;
}

static bool refuse_caller(Http *h, Passage *p)
{
    const Route *r = p->route;

    TRY(refuse_often(h, p) && identify(h, p) && refuse_forged(p));
    bool known = !is_write(p->request->method) || r->permission == ANYBODY || p->who.account.id;
    return (known && access_begins(&p->who.principal, r->permission, r->about)) || refuse_permission(p);
}

static bool read_url(Passage *p)
{
    Err e = {.lang = p->lang};

    if (strlen(p->request->uri) > URL_MAX) {
        problem_http(p, PROBLEM_URI_TOO_LONG,
                     arena_printf(p->request->arena,
                                  TEXT(p->lang, "地址超过 %d 字节", "the address has more than %d bytes"),
                                  URL_MAX));
        return false;
    }
    if (!url_parse(p->request->uri, p->request->arena, &p->url, &e)) {
        problem_reply(p, &e);
        return false;
    }
    return true;
}

bool http_admit(Http *h, Passage *p, size_t *body_max)
{
    unsigned methods;

    *body_max = 0;
    name_request(p->request);
    p->lang = reply_language(p->request);
    if (p->too_many_headers) {
        problem_http(p, PROBLEM_HEADERS_TOO_MANY, TEXT(p->lang, "请求头太多", "there are too many headers"));
        return false;
    }
    TRY(read_url(p));
    p->route = route_find(&p->url, p->request->method, &methods);
    if (!p->route && !methods && assets_reply(p))
        return false;
    if (!p->route)
        return methods ? refuse_method(p, methods) : refuse_unknown(p);
    TRY(refuse_caller(h, p));
    *body_max = p->route->limit.body;
    const char *length = request_header(p->request, "Content-Length");
    if (!length || strtoull(length, NULL, 10) <= *body_max)
        return true;
    http_refuse_body(h, p);
    return false;
}

void http_refuse_body(Http *h, Passage *p)
{
    (void)h;
    problem_http(p, PROBLEM_BODY_TOO_LARGE,
                 arena_printf(p->request->arena,
                              TEXT(p->lang, "内容超过 %zu 字节", "the body has more than %zu bytes"),
                              p->route->limit.body));
}

/* ---- the answer ---- */

/* About the caller or the server: never kept. */
static bool state_answer(Call *c, Err *e)
{
    AUTO(buf_free) Buf out = buf_new(REPORT_BYTES_MAX);

    c->json = json_to(&out, 0);
    TRY(c->route->run(c, e));
    call_text(c, "application/json", &out);
    return true;
}

void http_answer(Http *h, Passage *p)
{
    Faults faults = {.arena = p->request->arena, .lang = p->lang};
    Err e = {.lang = p->lang};

    call_check(p, &faults);
    if (faults.n) {
        problem_faults(p, &faults);
        return;
    }
    if (route_is_data(p->route) || p->route->answer == ANSWER_WRITE) {
        (p->route->answer == ANSWER_WRITE ? write_answer : data_answer)(h, p);
        return;
    }
    Call c = {.http = h,
              .passage = p,
              .route = p->route,
              .reply = &p->reply,
              .viewer = {p->request->arena, p->lang}};
    p->reply.status = 200;
    if (!(p->route->answer == ANSWER_STATE ? state_answer(&c, &e) : p->route->run(&c, &e)))
        problem_reply(p, &e);
}

/* ---- afterwards ---- */

/* The address for a log line: no quotes, no control characters. */
static const char *loggable(Arena *a, const char *text)
{
    AUTO(buf_free) Buf out = buf_new(1024);

    for (; *text && out.n < 512; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x21 || c >= 0x7F || c == '"' || c == '\\')
            buf_printf(&out, "%%%02X", c);
        else
            buf_char(&out, *text);
    }
    return arena_strdup(a, buf_cstr(&out));
}

void http_done(Http *h, const Passage *p, bool whole)
{
    int64_t took = http_clock_us() - p->began_us;
    size_t n;
    int row = p->route ? (int)(p->route - route_all(&n)) : -1;

    if (!p->reply.status)
        return; /* the headers never came */
    metrics_add(&h->metrics, row, p->reply.status, took);
    if (h->log_requests)
        log_event(LOG_INFO, "request",
                  "request=%s method=%s uri=\"%s\" status=%d bytes=%zu took_us=%lld client=%s by=%s%s",
                  p->request->id, method_name(p->request->method),
                  loggable(p->request->arena, p->request->uri), p->reply.status, p->reply.n, (long long)took,
                  loggable(p->request->arena, request_client(p->request)),
                  p->who.account.id ? p->who.account.name : "-", whole ? "" : " whole=no");
}
