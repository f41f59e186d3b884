#include "http/writer.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct Writer {
    char *store;
    pthread_mutex_t lock;
    pthread_cond_t given;
    bool taken;
    Store *s; /* of who has the turn */
};

Writer *writer_new(const char *store)
{
    Writer *w = calloc(1, sizeof *w);

    if (!w || !(w->store = strdup(store)))
        abort();
    pthread_mutex_init(&w->lock, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&w->given, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return w;
}

void writer_free(Writer **w)
{
    if (!*w)
        return;
    store_close(&(*w)->s);
    pthread_cond_destroy(&(*w)->given);
    pthread_mutex_destroy(&(*w)->lock);
    free((*w)->store);
    free(*w);
    *w = NULL;
}

static void give(Writer *w)
{
    pthread_mutex_lock(&w->lock);
    w->taken = false;
    pthread_cond_signal(&w->given);
    pthread_mutex_unlock(&w->lock);
}

static bool open_store(Writer *w, Store **s, Err *e)
{
    if (!w->s && !store_open(w->store, STORE_WRITE, &w->s, e)) {
        give(w);
        return false;
    }
    *s = w->s;
    return true;
}

/* until: NULL does not wait. */
static bool take(Writer *w, const struct timespec *until)
{
    int rc = until ? 0 : -1;

    pthread_mutex_lock(&w->lock);
    while (w->taken && rc == 0)
        rc = pthread_cond_timedwait(&w->given, &w->lock, until);
    bool mine = !w->taken;
    w->taken = true;
    pthread_mutex_unlock(&w->lock);
    return mine;
}

bool writer_take(Writer *w, Store **s, Err *e)
{
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += WRITER_WAIT_S;
    if (!take(w, &until))
        return ERR(e, ERR_BUSY, "等了 %d 秒仍没有轮到写入；请稍后重试",
                   "waited %d s for the turn to write; try again later", WRITER_WAIT_S);
    return open_store(w, s, e);
}

bool writer_try(Writer *w, Store **s)
{
    Err ignored = {0};

    return take(w, NULL) && open_store(w, s, &ignored);
}

void writer_give(Writer *w, bool broken)
{
    store_rollback(w->s);
    if (broken)
        store_close(&w->s);
    give(w);
}
