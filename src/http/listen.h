/* The address that the server listens on. */
#pragma once
#include "base/err.h"

typedef struct Listening {
    int socket;
    char address[80]; /* as one writes it in a browser: "127.0.0.1:8021", "[::1]:8021" */
    bool loopback;    /* only this machine can reach it */
} Listening;

/* Opens "HOST:PORT" with a numeric host, IPv6 in brackets, or localhost. Port 0 takes a free one. Fails:
 * INVALID (no such address), CONFLICT (port taken), IO. */
MUST_USE bool listen_open(const char *text, Listening *out, Err *e);
