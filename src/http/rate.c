#include "http/rate.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

enum { SETS = 1024, WAYS = 4, SECOND_US = 1000000 };

typedef struct Bucket {
    uint64_t who; /* 0: free */
    double left;
    int64_t at_us;
} Bucket;

struct Rates {
    pthread_mutex_t lock;
    uint64_t secret; /* so that nobody can choose addresses that share a bucket */
    Bucket buckets[SETS][WAYS];
};

Rates *rates_new(void)
{
    Rates *r = calloc(1, sizeof *r);

    if (!r)
        abort();
    pthread_mutex_init(&r->lock, NULL);
    r->secret = (uint64_t)(uintptr_t)r * 0x9E3779B97F4A7C15u;
    return r;
}

void rates_free(Rates **r)
{
    if (!*r)
        return;
    pthread_mutex_destroy(&(*r)->lock);
    free(*r);
    *r = NULL;
}

static uint64_t mix(uint64_t h, const void *p, size_t n)
{
    const unsigned char *s = p;

    for (size_t i = 0; i < n; i++)
        h = (h ^ s[i]) * 0x100000001B3u;
    return h ^ h >> 29;
}

/* The client's bucket, or the one that was silent longest. */
static Bucket *bucket_of(Rates *r, uint64_t who, int per_minute, int64_t now_us)
{
    Bucket *set = r->buckets[who % SETS], *oldest = set;

    for (int i = 0; i < WAYS; i++) {
        if (set[i].who == who)
            return &set[i];
        if (!set[i].who || set[i].at_us < oldest->at_us)
            oldest = &set[i];
    }
    *oldest = (Bucket){who, per_minute, now_us};
    return oldest;
}

bool rates_allow(Rates *r, const char *client, const void *route, int per_minute, int64_t now_us, int *wait_s)
{
    uint64_t who = mix(mix(r->secret, client, strlen(client)), &route, sizeof route) | 1;
    double a_second = per_minute / 60.0;

    pthread_mutex_lock(&r->lock);
    Bucket *b = bucket_of(r, who, per_minute, now_us);
    b->left += a_second * (double)(now_us - b->at_us) / SECOND_US;
    if (b->left > per_minute)
        b->left = per_minute;
    b->at_us = now_us;
    bool ok = b->left >= 1;
    if (ok)
        b->left -= 1;
    *wait_s = ok ? 0 : (int)((1 - b->left) / a_second) + 1;
    pthread_mutex_unlock(&r->lock);
    return ok;
}
