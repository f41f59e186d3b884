/* What the threads of one server share, and the way of a request through it. */
#pragma once
#include "http/cache.h"
#include "http/identity.h"
#include "http/metrics.h"
#include "http/rate.h"
#include "http/readers.h"
#include "http/route.h"
#include "http/writer.h"
#include "post/post.h"

/* The clock and how the server was started. */
typedef struct HttpSpec {
    const char *store;    /* path */
    bool open_reading;    /* whoever reaches the address reads everything but accounts and the audit chain */
    int64_t (*now)(void); /* seconds since 1970 */
    int (*today)(void);   /* yyyymmdd */
    bool no_clock;        /* nothing is pressed and no notice sent by itself */
    PostServer mail;      /* where notices go out; smtp "" or NULL: no e-mail */
    const char *site;     /* the page's own address, before links in messages; "" none */
} HttpSpec;

typedef struct Jobs Jobs;
typedef struct Clock Clock;
typedef struct Http {
    HttpSpec spec;
    Identities *identities;
    Writer *writer, *hasher; /* hasher: for writes that hash a password on the way */
    Jobs *jobs;
    Clock *clock;         /* NULL: stopped */
    atomic_int listening; /* to events */
    Readers *readers;
    Cache *cache;
    Rates *rates;
    Metrics metrics;
    _Atomic bool stopping;
    bool log_requests;
} Http;

/* Fails as store_open. */
MUST_USE bool http_open(Http *h, const HttpSpec *spec, Err *e);
void http_close(Http *h);

/* A request on its way. */
typedef struct Passage {
    Request *request;
    Url url;
    const Route *route; /* NULL where there is none */
    Identity who;
    Lang lang;
    Reply reply;
    bool too_many_headers;
    int64_t began_us; /* monotonic */
} Passage;

/* After the headers: finds the route and says whether the body may come (at most *body_max bytes). False:
 * the reply is ready, the request is refused. */
bool http_admit(Http *h, Passage *p, size_t *body_max);
/* After the body: fills the reply. */
void http_answer(Http *h, Passage *p);
/* The body was larger than the route allows. */
void http_refuse_body(Http *h, Passage *p);
/* When the reply was sent or given up: counts and logs. */
void http_done(Http *h, const Passage *p, bool whole);
int64_t http_clock_us(void); /* monotonic */
