#include "http/writer.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct Writer {
    char *store;
    pthread_mutex_t turn;
    Store *s;
};

Writer *writer_new(const char *store)
{
    Writer *w = calloc(1, sizeof *w);

    if (!w || !(w->store = strdup(store)))
        abort();
    pthread_mutex_init(&w->turn, NULL);
    return w;
}

void writer_free(Writer **w)
{
    if (!*w)
        return;
    store_close(&(*w)->s);
    pthread_mutex_destroy(&(*w)->turn);
    free((*w)->store);
    free(*w);
    *w = NULL;
}

static bool open_store(Writer *w, Store **s, Err *e)
{
    if (!w->s && !store_open(w->store, STORE_WRITE, &w->s, e)) {
        pthread_mutex_unlock(&w->turn);
        return false;
    }
    *s = w->s;
    return true;
}

bool writer_take(Writer *w, Store **s, Err *e)
{
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += WRITER_WAIT_S;
    if (pthread_mutex_clocklock(&w->turn, CLOCK_MONOTONIC, &until) != 0)
        return ERR(e, ERR_BUSY, "等了 %d 秒仍没有轮到写入；请稍后重试",
                   "waited %d s for the turn to write; try again later", WRITER_WAIT_S);
    return open_store(w, s, e);
}

bool writer_try(Writer *w, Store **s)
{
    Err ignored = {0};

    return pthread_mutex_trylock(&w->turn) == 0 && open_store(w, s, &ignored);
}

void writer_give(Writer *w, bool broken)
{
    store_rollback(w->s);
    if (broken)
        store_close(&w->s);
    pthread_mutex_unlock(&w->turn);
}
