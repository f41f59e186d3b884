/* Sessions: a random secret in a cookie, of which the store keeps the SHA-256 alone. */
#pragma once
#include "account/account.h"

enum {
    SESSION_IDLE_S = 30 * 60,        /* ends after that time without use */
    SESSION_LIFE_S = 12 * 3600,      /* ends at last */
    SESSION_TOUCH_S = 60,            /* use is written down to the minute, not at each request */
    SESSION_KEEP_S = 90 * 24 * 3600, /* ended ones are taken away after that */
};

typedef struct OpenedSession {
    char secret[SECRET_TEXT_MAX]; /* for the cookie; never kept */
    char csrf[SECRET_CSRF_MAX];   /* for the page: secret_csrf(secret) */
    int64_t expires_at;
} OpenedSession;

typedef struct SessionSpec {
    int64_t account;
    bool second_factor;
} SessionSpec;
/* Inside the caller's transaction. */
MUST_USE bool session_add(Store *s, const Actor *by, const SessionSpec *spec, OpenedSession *out, Err *e);

typedef struct Session {
    Account account; /* in the arena */
    bool second_factor;
    int64_t created_at, expires_at; /* at the latest */
    bool touch_due;                 /* session_touch is to be called, on a store that writes */
    char csrf[SECRET_CSRF_MAX];     /* what a request that changes something must bring along; secret_same
                                       compares */
} Session;
/* Whose session is it? Reads only. Fails: FORBIDDEN (none, ended, idle, expired; account disabled or
 * expired). */
MUST_USE bool session_find(Store *s, const Actor *by, const char *secret, Arena *a, Session *out, Err *e);
MUST_USE bool session_touch(Store *s, const Actor *by, const char *secret, Err *e);
/* Logs out; fine when it has ended already. */
MUST_USE bool session_end(Store *s, const Actor *by, const char *secret, Err *e);
/* Ends all of an account, as after a lost phone; on record. */
MUST_USE bool session_end_all(Store *s, const Actor *by, const char *name, Err *e);
