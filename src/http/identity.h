/* Whose request it is: the session of its cookie, else its bearer token, else nobody's. Asked of the store at
 * every request, so that a session that was ended or a token that was revoked is so at once. */
#pragma once
#include "account/session.h"
#include "http/access.h"

#define SESSION_COOKIE "qingyu"

typedef struct Identity {
    Principal principal;
    Account account;     /* id 0: nobody is known */
    const char *session; /* the cookie's secret; NULL without one that is good */
    const char *csrf;    /* of the session */
    int64_t expires_at;
    bool second_factor;
    int64_t token;  /* 0: it came by none */
    bool touch_due; /* its use is to be written down */
} Identity;

typedef struct Identities Identities;
Identities *identities_new(const char *store);
void identities_free(Identities **x);
/* now: seconds since 1970. A session that has ended is as none. Everything lives in the request's arena.
 * Fails: FORBIDDEN (a token that is none), as store_open. */
MUST_USE bool identity_of(Identities *x, const Request *r, int64_t now, Identity *out, Err *e);
/* Does the request carry a bearer token? */
bool request_has_token(const Request *r);
/* The cookie's secret, NULL without one. */
const char *request_session(const Request *r);
