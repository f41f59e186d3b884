/* What the threads of one server share, and the way of a request through it. */
#pragma once
#include "http/cache.h"
#include "http/metrics.h"
#include "http/rate.h"
#include "http/readers.h"
#include "http/route.h"

typedef struct Http {
    AccessRules rules;
    const char *store; /* path */
    Readers *readers;
    Cache *cache;
    Rates *rates;
    Metrics metrics;
    atomic_int streams; /* replies that go on */
    _Atomic bool stopping;
    bool log_requests;
} Http;

/* store: path of a store; it is opened when it is first read. Fails as store_open. */
MUST_USE bool http_open(Http *h, const char *store, Err *e);
void http_close(Http *h);

/* A request on its way. */
typedef struct Passage {
    Request *request;
    Url url;
    const Route *route; /* NULL where there is none */
    Caller who;
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
