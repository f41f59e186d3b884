/* The door for browsers and programs: HTTP/1.1 over one table of routes. */
#pragma once
#include "http/http.h"

typedef struct ServeSpec {
    const char *listen; /* "127.0.0.1:8021", "[::1]:8021"; port 0 takes a free one */
    HttpSpec http;
    Lang lang; /* of what is printed */
    bool log_requests;
} ServeSpec;

/* Serves until SIGTERM or SIGINT, then finishes what is under way. Prints the address once it listens, and at
 * the first start of a city the one-time password of its first account. Fails: INVALID (not an address),
 * CONFLICT (port taken), NOT_FOUND (no store), DB, IO. */
MUST_USE bool serve(const ServeSpec *spec, Err *e);
