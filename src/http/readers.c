#include "http/readers.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct Readers {
    char *store;
    pthread_mutex_t lock;
    pthread_cond_t given;
    Reader readers[READERS_MAX];
    /* One connection of its own watches the version. */
    pthread_mutex_t watching;
    Store *watch;
    atomic_ullong begun;        /* looks at the version that were begun */
    unsigned long long seen_by; /* the last of them that ended well, and what it saw */
    DataVersion seen;
};

Readers *readers_new(const char *store)
{
    Readers *r = calloc(1, sizeof *r);

    if (!r || !(r->store = strdup(store)))
        abort();
    pthread_mutex_init(&r->lock, NULL);
    pthread_mutex_init(&r->watching, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&r->given, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return r;
}

void readers_free(Readers **r)
{
    if (!*r)
        return;
    for (size_t i = 0; i < READERS_MAX; i++) {
        store_close(&(*r)->readers[i].s);
        arena_free(&(*r)->readers[i].arena);
    }
    store_close(&(*r)->watch);
    pthread_cond_destroy(&(*r)->given);
    pthread_mutex_destroy(&(*r)->lock);
    pthread_mutex_destroy(&(*r)->watching);
    free((*r)->store);
    free(*r);
    *r = NULL;
}

static bool version_in(Store *s, DataVersion *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    *out = (DataVersion){0};
    TRY(query_start(s, SQL_DATA_VERSION, NULL, 0, &q, e) && query_next(q, &row, e));
    if (row)
        *out = (DataVersion){query_int(q, 0), query_int(q, 1)};
    return true;
}

static bool look(Readers *r, Err *e)
{
    unsigned long long mine = atomic_fetch_add(&r->begun, 1) + 1;

    TRY(r->watch || store_open(r->store, STORE_READ, &r->watch, e));
    if (!version_in(r->watch, &r->seen, e)) {
        store_close(&r->watch); /* it may be another file by now */
        return false;
    }
    r->seen_by = mine;
    return true;
}

/* What was seen by a look that began after this call did is as good as an own one. */
bool readers_version(Readers *r, DataVersion *out, Err *e)
{
    unsigned long long before = atomic_load(&r->begun);

    pthread_mutex_lock(&r->watching);
    bool ok = r->seen_by > before || look(r, e);
    *out = r->seen;
    pthread_mutex_unlock(&r->watching);
    return ok;
}

/* ---- the pool ---- */

static Reader *free_one(Readers *r)
{
    Reader *closed = NULL;

    for (size_t i = 0; i < READERS_MAX; i++) {
        Reader *x = &r->readers[i];
        if (!x->taken && x->s)
            return x;
        if (!x->taken && !closed)
            closed = x;
    }
    return closed;
}

static Reader *wait_for_one(Readers *r)
{
    struct timespec until;
    Reader *x;
    int rc = 0;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += READERS_WAIT_S;
    pthread_mutex_lock(&r->lock);
    while (!(x = free_one(r)) && rc == 0)
        rc = pthread_cond_timedwait(&r->given, &r->lock, &until);
    if (x)
        x->taken = true;
    pthread_mutex_unlock(&r->lock);
    return x;
}

/* City, catalogue and rules of the snapshot. A store without a city is no failure here. */
static void load(Reader *x, Lang lang)
{
    View known = {.s = x->s, .city = &x->city};

    if (!x->arena)
        x->arena = arena_new();
    arena_reset(x->arena);
    x->why = (Err){.lang = lang};
    x->loaded = city_load(x->s, 0, x->arena, &x->city, &x->why) &&
                catalogue_load(x->s, &x->city, x->arena, &x->catalogue, &x->why) &&
                outlook_open(&known, &x->catalogue, x->arena, &x->outlook, &x->why);
}

static bool begin(Readers *r, Reader *x, Err *e)
{
    DataVersion now;
    bool fresh = !x->s;

    TRY(x->s || store_open(r->store, STORE_READ, &x->s, e));
    TRY(store_begin(x->s, e) && version_in(x->s, &now, e));
    if (fresh || !x->loaded || now.submission != x->version.submission || now.audit != x->version.audit) {
        x->version = now;
        load(x, e->lang);
    }
    return true;
}

bool readers_take(Readers *r, Reader **out, Err *e)
{
    Reader *x = wait_for_one(r);

    if (!x)
        return ERR(e, ERR_BUSY, "等了 %d 秒仍没有空闲的连接；请稍后重试",
                   "waited %d s for a free connection to the store; try again later", READERS_WAIT_S);
    if (!begin(r, x, e)) {
        if (x->s)
            store_rollback(x->s);
        store_close(&x->s);
        readers_give(r, x);
        return false;
    }
    *out = x;
    return true;
}

void readers_give(Readers *r, Reader *x)
{
    if (x->s)
        store_rollback(x->s);
    pthread_mutex_lock(&r->lock);
    x->taken = false;
    pthread_cond_signal(&r->given);
    pthread_mutex_unlock(&r->lock);
}
