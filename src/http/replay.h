/* Writes that are sent again: the first answer under a key, kept in the store for a day. */
#pragma once
#include "store/store.h"

enum {
    REPLAY_KEY_LEAST = 8,
    REPLAY_KEY_MOST = 64,         /* characters of an Idempotency-Key */
    REPLAY_KEEP_S = 24 * 3600,    /* how long an answer is kept */
    REPLAY_BODY_MAX = 256 * 1024, /* bytes of an answer that is kept */
};

typedef struct ReplayKey {
    int64_t city, account;
    const char *key, *sha256; /* of the request: another one under the same key is refused */
    int64_t now;
    bool harmless; /* a second time finds what the first did: one that was cut short is done anew */
} ReplayKey;

typedef struct Replay {
    int status; /* 0: this is the first one */
    const char *location, *body;
} Replay;
/* Notes that the write begins, on disk, or gives the answer that the first one got. Fails: CONFLICT (the key
 * belongs to another request; the first one was cut short, and nobody knows whether it was done), DB. */
MUST_USE bool replay_begin(Store *s, const ReplayKey *k, Arena *a, Replay *out, Err *e);
/* Keeps the answer; one with status 0 is forgotten: the write was not done and may be tried again. */
MUST_USE bool replay_end(Store *s, const ReplayKey *k, const Replay *answer, Err *e);
