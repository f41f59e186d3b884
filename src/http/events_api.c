/* Live change: a stream of server-sent events (HTML, section 9.2), one whenever the version of the data
 * changes. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "http/handlers.h"
#include "http/reply.h"

enum {
    STREAMS_MAX = 256,
    STREAM_SECONDS = 600, /* then the browser asks again by itself */
    STREAM_SECONDS_MAX = 3600,
    BEAT_SECONDS = 15, /* a line that says nothing: shows whether somebody still listens */
    LOOK_MS = 250,
    SECOND_US = 1000000,
};

typedef struct Stream {
    Http *http;
    DataVersion told;
    bool begun;
    int64_t until_us, beat_us;
} Stream;

static void stream_end(void *owner)
{
    Stream *s = owner;

    atomic_fetch_sub(&s->http->streams, 1);
    free(s);
}

static size_t event(Stream *s, const DataVersion *v, char *out, size_t max)
{
    const char *first = s->begun ? "" : "retry: 2000\n";
    int n = snprintf(out, max, "%sevent: data\nid: %lld.%lld\ndata: {\"submission\":%lld,\"audit\":%lld}\n\n",
                     first, (long long)v->submission, (long long)v->audit, (long long)v->submission,
                     (long long)v->audit);

    s->told = *v;
    s->begun = true;
    return n > 0 && (size_t)n < max ? (size_t)n : 0;
}

/* Waits for something to tell; 0 ends the stream. */
static size_t stream_next(void *owner, char *out, size_t max)
{
    const struct timespec pause = {.tv_nsec = LOOK_MS * 1000000L};
    Stream *s = owner;
    DataVersion v;
    Err e = {0};

    for (;;) {
        int64_t now = http_clock_us();
        if (atomic_load(&s->http->stopping) || now > s->until_us ||
            !readers_version(s->http->readers, &v, &e))
            return 0;
        if (!s->begun || v.submission != s->told.submission || v.audit != s->told.audit)
            return event(s, &v, out, max);
        if (now > s->beat_us) {
            s->beat_us = now + BEAT_SECONDS * SECOND_US;
            return (size_t)snprintf(out, max, ":\n\n");
        }
        nanosleep(&pause, NULL);
    }
}

bool get_events(Call *c, Err *e)
{
    size_t seconds = call_count(c, "seconds", STREAM_SECONDS);
    int64_t now = http_clock_us();

    if (seconds > STREAM_SECONDS_MAX)
        return ERR(e, ERR_INVALID, "seconds 最多 %d", "seconds is at most %d", STREAM_SECONDS_MAX);
    if (atomic_fetch_add(&c->http->streams, 1) >= STREAMS_MAX) {
        atomic_fetch_sub(&c->http->streams, 1);
        return ERR(e, ERR_BUSY, "已有 %d 个页面在等待变化；请稍后重试",
                   "%d pages wait for changes already; try again later", STREAMS_MAX);
    }
    Stream *s = calloc(1, sizeof *s);
    if (!s)
        abort();
    *s = (Stream){.http = c->http,
                  .until_us = now + (int64_t)seconds * SECOND_US,
                  .beat_us = now + BEAT_SECONDS * SECOND_US};
    c->reply->stream = stream_next;
    c->reply->release = stream_end;
    c->reply->owner = s;
    call_head(c, "text/event-stream");
    reply_header(c->reply, "X-Accel-Buffering", "no"); /* nginx passes events on at once */
    return true;
}
