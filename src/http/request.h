/* A request and its reply, as every file but server.c sees them: no type of the library that carries them. */
#pragma once
#include "base/buf.h"
#include "base/text.h"

typedef enum Method {
    METHOD_GET,
    METHOD_HEAD,
    METHOD_POST,
    METHOD_PUT,
    METHOD_PATCH,
    METHOD_DELETE,
    METHOD_OPTIONS,
    METHOD_OTHER,
    METHODS,
} Method;
const char *method_name(Method m);
Method method_parse(const char *text);

typedef struct Header {
    const char *name, *value;
} Header;

/* Everything lives in the arena, which lives as long as the request. */
typedef struct Request {
    Arena *arena;
    Method method;
    const char *uri; /* as sent: path, query, percent signs */
    const Header *headers;
    size_t n_headers;
    Str body;
    const char *peer; /* address of the other end: "127.0.0.1" */
    bool peer_is_local;
    char id[17]; /* for the log and for the one who asks */
} Request;
const char *request_header(const Request *r, const char *name); /* NULL when absent; case does not matter */
/* The one who asks: the peer, or whom a proxy on this machine names last in X-Forwarded-For. */
const char *request_client(const Request *r);

enum { REPLY_HEADERS_MAX = 24 };

typedef struct Reply {
    int status;
    const void *body;
    size_t n;
    /* A body without an end that is known: called again and again, may block; gives the number of bytes put
     * in out, 0 at the end. NULL where the body is above. */
    size_t (*next)(void *owner, char *out, size_t max);
    /* Called once with `owner` when the body was sent; NULL where the body lives in the arena or for ever. */
    void (*release)(void *owner);
    void *owner;
    Header headers[REPLY_HEADERS_MAX];
    size_t n_headers;
} Reply;
void reply_header(Reply *r, const char *name, const char *value);
