/* Whole answers about data that has not changed, kept by a key that names the state of the data. Bounded in
 * bytes; the longest unused goes first. Shared by threads; an answer lives until its last reader let go. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { CACHE_BYTES_MAX = 24 * 1024 * 1024, CACHE_ENTRY_MAX = CACHE_BYTES_MAX / 4 };

typedef struct Cached {
    const char *type; /* static text */
    const char *name; /* file name to save as; "" none */
    const void *body;
    size_t n;
    const void *packed; /* gzip; NULL where it would not be smaller */
    size_t n_packed;
} Cached;

typedef struct Cache Cache;
Cache *cache_new(size_t bytes_max);
void cache_free(Cache **c);
/* NULL when it is not there; else let go of it with cache_release. */
const Cached *cache_find(Cache *c, const char *key);
/* Copies the answer in, in place of an older one of the key; it is held for the caller. An answer above
 * CACHE_ENTRY_MAX is not kept for others. */
const Cached *cache_put(Cache *c, const char *key, const Cached *answer);
void cache_release(void *held);

typedef struct CacheCount {
    uint64_t hits, misses;
    size_t bytes, entries;
} CacheCount;
CacheCount cache_count(Cache *c);
