/* The one file that knows libmicrohttpd: carries requests to http_answer and replies back. */
#include "http/server.h"

#include <arpa/inet.h>
#include <malloc.h>
#include <microhttpd.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "account/account.h"
#include "base/log.h"
#include "http/http.h"
#include "http/listen.h"
#include "http/notify.h"

/* Measured: an event loop freezes all its connections behind one slow handler; a thread each does not. */
enum {
    CONNECTIONS_MAX = 1024,
    IDLE_SECONDS = 15, /* without a byte */
    STACK_BYTES = 512 * 1024,
    CONNECTION_BYTES = 32 * 1024, /* request line and headers */
    HEADERS_MAX = 100,
    UNWANTED_BYTES = 64 * 1024,
    STOP_SECONDS = 30, /* how long a stop waits for what is under way */
    POLL_MS = 10,
    STREAM_BYTES = 4096, /* of a reply that is made while it is sent */
    HEAPS_MAX =
        2, /* of the allocator: a thousand threads that each computed once must not keep a heap each */
    ARENAS_SPARE = 32, /* kept for the next requests */
};

/* A request's arena is used again by a later one. */
static struct {
    pthread_mutex_t lock;
    Arena *items[ARENAS_SPARE];
    size_t n;
} spare = {.lock = PTHREAD_MUTEX_INITIALIZER};

static Arena *arena_take(void)
{
    pthread_mutex_lock(&spare.lock);
    Arena *a = spare.n ? spare.items[--spare.n] : NULL;
    pthread_mutex_unlock(&spare.lock);
    return a ? a : arena_new();
}

static void arena_give(Arena *a)
{
    arena_reset(a);
    pthread_mutex_lock(&spare.lock);
    if (spare.n < ARENAS_SPARE) {
        spare.items[spare.n++] = a;
        a = NULL;
    }
    pthread_mutex_unlock(&spare.lock);
    arena_free(&a);
}

static void arenas_free(void)
{
    while (spare.n)
        arena_free(&spare.items[--spare.n]);
}

typedef struct Exchange {
    Http *http;
    Arena *arena;
    Request request;
    Passage passage;
    Header headers[HEADERS_MAX];
    size_t n_seen; /* headers, also those beyond HEADERS_MAX */
    Buf body;
    size_t body_max;
    enum { NEW, READING, REFUSED, ANSWERED } state;
    char peer[INET6_ADDRSTRLEN];
} Exchange;

/* Called with the request line, before the headers: what MHD then hands to every call about the request. */
static void *begin(void *cls, const char *uri, struct MHD_Connection *connection)
{
    Exchange *x = calloc(1, sizeof *x);

    (void)connection;
    if (!x)
        abort();
    x->http = cls;
    x->arena = arena_take();
    x->request = (Request){.arena = x->arena, .uri = arena_strdup(x->arena, uri), .headers = x->headers};
    x->passage = (Passage){.request = &x->request, .began_us = http_clock_us()};
    atomic_fetch_add(&x->http->metrics.in_flight, 1);
    return x;
}

static enum MHD_Result take_header(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
    Exchange *x = cls;

    (void)kind;
    x->n_seen++;
    if (x->request.n_headers < HEADERS_MAX)
        x->headers[x->request.n_headers++] = (Header){name, value ? value : ""};
    return MHD_YES;
}

static void take_peer(Exchange *x, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *a = info ? info->client_addr : NULL;

    x->request.peer = x->peer;
    if (a && a->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const void *)a;
        inet_ntop(AF_INET, &v4->sin_addr, x->peer, sizeof x->peer);
        x->request.peer_is_local = ntohl(v4->sin_addr.s_addr) >> 24 == 127;
    } else if (a && a->sa_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const void *)a;
        inet_ntop(AF_INET6, &v6->sin6_addr, x->peer, sizeof x->peer);
        x->request.peer_is_local = IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
    }
}

/* A reply that is made while it is sent. */
typedef struct Stream {
    size_t (*next)(void *owner, char *out, size_t max);
    void (*release)(void *owner);
    void *owner;
} Stream;

static ssize_t stream_next(void *cls, uint64_t pos, char *out, size_t max)
{
    const Stream *s = cls;
    size_t n = s->next(s->owner, out, max);

    (void)pos;
    return n ? (ssize_t)n : (ssize_t)MHD_CONTENT_READER_END_OF_STREAM;
}

static void stream_end(void *cls)
{
    Stream *s = cls;

    s->release(s->owner);
    free(s);
}

static struct MHD_Response *response_of(const Reply *r)
{
    union {
        const void *in;
        void *out;
    } body = {r->body};

    if (r->next) {
        Stream *s = malloc(sizeof *s);
        if (!s)
            abort();
        *s = (Stream){r->next, r->release, r->owner};
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BYTES, stream_next, s, stream_end);
    }
    return r->release
               ? MHD_create_response_from_buffer_with_free_callback_cls(r->n, body.out, r->release, r->owner)
               : MHD_create_response_from_buffer(r->n, body.out, MHD_RESPMEM_PERSISTENT);
}

static enum MHD_Result send_reply(Exchange *x, struct MHD_Connection *connection)
{
    Reply *r = &x->passage.reply;
    struct MHD_Response *response = response_of(r);

    r->release = NULL;
    x->state = ANSWERED;
    if (!response)
        return MHD_NO;
    if (atomic_load(&x->http->stopping))
        (void)MHD_add_response_header(response, "Connection", "close");
    for (size_t i = 0; i < r->n_headers; i++)
        (void)MHD_add_response_header(response, r->headers[i].name, r->headers[i].value);
    enum MHD_Result queued = MHD_queue_response(connection, (unsigned)r->status, response);
    MHD_destroy_response(response);
    return queued;
}

static enum MHD_Result take_headers(Exchange *x, struct MHD_Connection *connection, const char *method)
{
    x->request.method = method_parse(method);
    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, take_header, x);
    take_peer(x, connection);
    x->passage.too_many_headers = x->n_seen > HEADERS_MAX;
    x->state = READING;
    if (http_admit(x->http, &x->passage, &x->body_max)) {
        x->body = buf_new(x->body_max + 1);
        return MHD_YES;
    }
    x->state = REFUSED;
    /* A short body that nobody wants is read and forgotten, so that the connection lives on; a long one is
     * not. */
    const char *length = request_header(&x->request, "Content-Length");
    return length && strtoull(length, NULL, 10) > UNWANTED_BYTES ? send_reply(x, connection) : MHD_YES;
}

/* Called once with the headers, then for every piece of the body, then with no piece: now comes the reply;
 * as the library calls it */
static enum MHD_Result step(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                            const char *version, const char *piece, size_t *n_piece, void **state)
{
    Exchange *x = *state;

    (void)cls;
    (void)url;
    (void)version;
    if (x->state == NEW)
        return take_headers(x, connection, method);
    if (x->state == ANSWERED)
        return MHD_NO;
    bool too_slow = http_clock_us() - x->passage.began_us > (int64_t)ROUTE_SECONDS * 1000000;
    if (*n_piece) {
        buf_add(&x->body, piece, *n_piece);
        *n_piece = 0;
        /* A reply cannot be given in the midst of a body; the connection is closed on one that has no end. */
        return too_slow ? MHD_NO : MHD_YES;
    }
    x->request.body = (Str){buf_cstr(&x->body), x->body.n};
    if (x->state == READING && (!buf_ok(&x->body) || x->body.n > x->body_max))
        http_refuse_body(x->http, &x->passage);
    else if (x->state == READING)
        http_answer(x->http, &x->passage);
    return send_reply(x, connection);
}

static void end(void *cls, struct MHD_Connection *connection, void **state,
                enum MHD_RequestTerminationCode how)
{
    Exchange *x = *state;

    (void)cls;
    (void)connection;
    if (!x)
        return;
    *state = NULL;
    http_done(x->http, &x->passage, how == MHD_REQUEST_TERMINATED_COMPLETED_OK);
    if (x->passage.reply.release)
        x->passage.reply.release(x->passage.reply.owner);
    atomic_fetch_sub(&x->http->metrics.in_flight, 1);
    buf_free(&x->body);
    arena_give(x->arena);
    free(x);
}

/* Parts of the address stay as they were sent: url.c reads them. */
static size_t keep_escapes(void *cls, struct MHD_Connection *connection, char *text)
{
    (void)cls;
    (void)connection;
    return strlen(text);
}

static void log_library(void *cls, const char *fmt, va_list ap)
{
    char text[256];

    (void)cls;
    vsnprintf(text, sizeof text, fmt, ap);
    text[strcspn(text, "\r\n")] = '\0';
    log_event(LOG_DEBUG, "connection", "detail=\"%s\"", text);
}

static struct MHD_Daemon *start(Http *h, int fd)
{
    return MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL |
                                MHD_USE_ITC | MHD_USE_ERROR_LOG,
                            0, NULL, NULL, step, h, MHD_OPTION_EXTERNAL_LOGGER, log_library, NULL,
                            MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_STRICT_FOR_CLIENT, 1,
                            MHD_OPTION_URI_LOG_CALLBACK, begin, h, MHD_OPTION_NOTIFY_COMPLETED, end, h,
                            MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL, MHD_OPTION_CONNECTION_LIMIT,
                            (unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
                            MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES,
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES, MHD_OPTION_END);
}

/* Stops accepting, waits for what is under way (a second signal ends the wait), then closes what is idle. */
static void stop(Http *h, struct MHD_Daemon *daemon, const sigset_t *signals)
{
    const struct timespec pause = {.tv_nsec = POLL_MS * 1000000L};

    atomic_store(&h->stopping, true);
    int fd = MHD_quiesce_daemon(daemon);
    if (fd >= 0)
        close(fd);
    for (int i = 0; i < STOP_SECONDS * 1000 / POLL_MS && atomic_load(&h->metrics.in_flight) > 0; i++)
        if (sigtimedwait(signals, NULL, &pause) > 0)
            break;
    MHD_stop_daemon(daemon);
}

static sigset_t stop_signals(void)
{
    sigset_t s;

    sigemptyset(&s);
    sigaddset(&s, SIGTERM);
    sigaddset(&s, SIGINT);
    return s;
}

/* The one-time password is told here, once, and never in the log. */
static void say_start(const Listening *at, const char *once, Lang lang)
{
    AUTO(buf_free) Buf out = buf_new(1024);

    buf_printf(&out, "http://%s/\n", at->address);
    if (*once)
        buf_printf(&out,
                   TEXT(lang,
                        "首次启动：用户名 " ACCOUNT_FIRST "，一次性密码 %s（只显示这一次；登录后须改）\n",
                        "first start: log in as " ACCOUNT_FIRST
                        " with the one-time password %s (shown this once, to be "
                        "changed at the first login)\n"),
                   once);
    fputs(buf_cstr(&out), stdout);
    fflush(stdout);
    secret_wipe(out.s, out.n);
}

static bool run(Http *h, const ServeSpec *spec, const Listening *at, const char *once, Err *e)
{
    const sigset_t signals = stop_signals();
    int got = 0;
    struct MHD_Daemon *daemon = start(h, at->socket);

    if (!daemon) {
        close(at->socket);
        return ERR(e, ERR_IO, "服务不能启动：线程或内存不足",
                   "the server cannot start: no threads or memory");
    }
    say_start(at, once, spec->lang);
    notify_service("READY=1");
    while (sigwait(&signals, &got) != 0)
        ;
    notify_service("STOPPING=1");
    log_event(LOG_INFO, "stopping", "signal=%d", got);
    stop(h, daemon, &signals);
    return true;
}

/* Brings an older store up to date, and makes the first account where there never was one. */
static bool first_start(const HttpSpec *spec, char once[PASSWORD_ONCE_MAX], Err *e)
{
    AUTO(store_close) Store *s = NULL;
    AUTO(query_end) Query *q = NULL;
    Actor by = {.now = spec->now(), .by = "serve"};
    bool row, made = false;

    *once = '\0';
    TRY(store_open(spec->store, STORE_WRITE, &s, e));
    TRY(query_start(s, SQL_CITY_FIRST, NULL, 0, &q, e) && query_next(q, &row, e));
    by.city = row ? query_int(q, 0) : 0;
    query_end(&q);
    return !row || account_bootstrap(s, &by, once, &made, e);
}

bool serve(const ServeSpec *spec, Err *e)
{
    Http *h = calloc(1, sizeof *h);
    const sigset_t signals = stop_signals();
    sigset_t before;
    char once[PASSWORD_ONCE_MAX] = "";
    Listening at;

    if (!h)
        abort();
    (void)mallopt(M_ARENA_MAX, HEAPS_MAX);
    /* Before the first thread: one that does not block them would be killed by the signal in run's place. */
    pthread_sigmask(SIG_BLOCK, &signals, &before);
    h->log_requests = spec->log_requests;
    bool ok = listen_open(spec->listen, &at, e);
    if (ok && first_start(&spec->http, once, e) && http_open(h, &spec->http, e)) {
        ok = run(h, spec, &at, once, e);
    } else if (ok) {
        close(at.socket);
        ok = false;
    }
    secret_wipe(once, sizeof once);
    http_close(h);
    arenas_free();
    free(h);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return ok;
}
