/* A few connections to the store that only read, each with the city, its catalogue and its rules as of now. A
 * request takes one for as long as it computes; there is never one a thread. */
#pragma once
#include "outlook/situation.h"

enum {
    READERS_MAX = 4,
    READERS_WAIT_S = 10, /* how long a request waits for one */
};

/* The state of the data: it changes with every submission and every entry of the audit chain. */
typedef struct DataVersion {
    int64_t submission, audit;
} DataVersion;

typedef struct Reader {
    Store *s; /* in a transaction: one snapshot */
    DataVersion version;
    Arena *arena;
    City city;
    Catalogue catalogue;
    Outlook outlook; /* copy it and give it the request's arena */
    bool loaded;     /* false: no city was imported yet, see why */
    Err why;
    bool taken;
} Reader;

typedef struct Readers Readers;
Readers *readers_new(const char *store);
void readers_free(Readers **r);
/* The newest committed version. Cost: two seeks; callers who come together share them. Fails as store_open.
 */
MUST_USE bool readers_version(Readers *r, DataVersion *out, Err *e);
/* Fails: BUSY when none got free in READERS_WAIT_S, else as store_open. */
MUST_USE bool readers_take(Readers *r, Reader **out, Err *e);
void readers_give(Readers *r, Reader *x);
