#include "http/cache.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

enum { BUCKETS = 1024 };

typedef struct Entry {
    Cached answer; /* first: what callers hold */
    atomic_int held;
    size_t bytes;
    struct Entry *next; /* of the bucket */
    struct Entry *newer, *older;
    char *key;
} Entry;

struct Cache {
    pthread_mutex_t lock;
    size_t bytes_max;
    CacheCount count;
    Entry *newest, *oldest;
    Entry *buckets[BUCKETS];
};

static void *take(size_t n)
{
    void *p = malloc(n);

    if (!p) {
        fprintf(stderr, "out of memory (%zu bytes)\n", n);
        abort();
    }
    return p;
}

Cache *cache_new(size_t bytes_max)
{
    Cache *c = take(sizeof *c);

    memset(c, 0, sizeof *c);
    c->bytes_max = bytes_max;
    pthread_mutex_init(&c->lock, NULL);
    return c;
}

static Entry **place(Cache *c, const char *key)
{
    Entry **at = &c->buckets[crc32_of(key, strlen(key)) % BUCKETS];

    while (*at && strcmp((*at)->key, key) != 0)
        at = &(*at)->next;
    return at;
}

static void let_go(Entry *x)
{
    if (atomic_fetch_sub(&x->held, 1) == 1)
        free(x);
}

void cache_release(void *held)
{
    let_go(held);
}

static void unlink_age(Cache *c, Entry *x)
{
    *(x->newer ? &x->newer->older : &c->newest) = x->older;
    *(x->older ? &x->older->newer : &c->oldest) = x->newer;
}

static void make_newest(Cache *c, Entry *x)
{
    x->newer = NULL;
    x->older = c->newest;
    *(c->newest ? &c->newest->newer : &c->oldest) = x;
    c->newest = x;
}

static void drop(Cache *c, Entry **at)
{
    Entry *x = *at;

    assert(x);
    *at = x->next;
    unlink_age(c, x);
    c->count.bytes -= x->bytes;
    c->count.entries--;
    let_go(x);
}

void cache_free(Cache **c)
{
    if (!*c)
        return;
    while ((*c)->oldest)
        drop(*c, place(*c, (*c)->oldest->key));
    pthread_mutex_destroy(&(*c)->lock);
    free(*c);
    *c = NULL;
}

const Cached *cache_find(Cache *c, const char *key)
{
    pthread_mutex_lock(&c->lock);
    Entry *x = *place(c, key);
    if (x) {
        atomic_fetch_add(&x->held, 1);
        unlink_age(c, x);
        make_newest(c, x);
        c->count.hits++;
    } else {
        c->count.misses++;
    }
    pthread_mutex_unlock(&c->lock);
    return x ? &x->answer : NULL;
}

/* One block: the entry, its key, the body and its packed form. */
static Entry *entry_new(const char *key, const Cached *answer)
{
    size_t n_key = strlen(key) + 1, n_name = strlen(answer->name) + 1;
    size_t bytes = sizeof(Entry) + n_key + n_name + answer->n + answer->n_packed;
    Entry *x = take(bytes);
    char *at = (char *)(x + 1);

    *x = (Entry){.answer = *answer, .bytes = bytes};
    x->answer.body = memcpy(at, answer->body, answer->n);
    at += answer->n;
    if (answer->packed) {
        x->answer.packed = memcpy(at, answer->packed, answer->n_packed);
        at += answer->n_packed;
    }
    x->answer.name = memcpy(at, answer->name, n_name);
    x->key = memcpy(at + n_name, key, n_key);
    return x;
}

const Cached *cache_put(Cache *c, const char *key, const Cached *answer)
{
    Entry *x = entry_new(key, answer);

    atomic_store(&x->held, 1);
    if (x->bytes > CACHE_ENTRY_MAX || x->bytes > c->bytes_max)
        return &x->answer;
    pthread_mutex_lock(&c->lock);
    Entry **at = place(c, key);
    if (*at)
        drop(c, at);
    while (c->count.bytes + x->bytes > c->bytes_max)
        drop(c, place(c, c->oldest->key));
    at = place(c, key);
    atomic_fetch_add(&x->held, 1);
    x->next = *at;
    *at = x;
    make_newest(c, x);
    c->count.bytes += x->bytes;
    c->count.entries++;
    pthread_mutex_unlock(&c->lock);
    return &x->answer;
}

CacheCount cache_count(Cache *c)
{
    pthread_mutex_lock(&c->lock);
    CacheCount n = c->count;
    pthread_mutex_unlock(&c->lock);
    return n;
}
