/* What changes, told as it changes (server-sent events, HTML Living Standard, section 9.2). */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "http/handlers.h"
#include "http/jobs.h"
#include "http/reply.h"

enum {
    EVENTS_MAX = 256, /* who listen at once: each has a thread */
    EVENTS_LOOK_MS = 250,
    EVENTS_BEAT_S = 5, /* a comment well before the connection counts as idle, here and at a proxy */
    EVENT_BYTES_MAX = 256,
};

typedef struct Listener {
    Http *http;
    DataVersion seen;
    uint64_t job_changes;
    int64_t account; /* whose jobs are told */
    int64_t said_us;
    bool greeted;
    Lang lang;
} Listener;

/* One event, when there is something to tell. */
static size_t version_event(Listener *x, char *out)
{
    DataVersion now;
    Err e = {.lang = x->lang};
    bool same;

    if (!readers_version(x->http->readers, &now, &e))
        return 0;
    same = x->greeted && now.submission == x->seen.submission && now.audit == x->seen.audit;
    x->seen = now;
    x->greeted = true;
    return same ? 0
                : (size_t)snprintf(out, EVENT_BYTES_MAX,
                                   "event: version\ndata: {\"version\":\"%lld.%lld\"}\n\n",
                                   (long long)now.submission, (long long)now.audit);
}

static size_t job_event(Listener *x, char *out)
{
    uint64_t changes = jobs_changes(x->http->jobs);
    Job job;

    if (changes == x->job_changes)
        return 0;
    x->job_changes = changes;
    if (!x->account || !jobs_latest(x->http->jobs, &job) || job.account != x->account)
        return 0;
    return (size_t)snprintf(out, EVENT_BYTES_MAX,
                            "event: job\ndata: {\"id\":\"%s\",\"kind\":\"%s\",\"state\":\"%s\"}\n\n", job.id,
                            job_kind_code(job.kind), job_state_code(job.state));
}

static size_t beat(const Listener *x, char *out)
{
    if (http_clock_us() - x->said_us < (int64_t)EVENTS_BEAT_S * 1000000)
        return 0;
    return (size_t)snprintf(out, EVENT_BYTES_MAX, ":\n\n");
}

/* The next bytes; blocks until there are some. 0: the end. */
static size_t next_event(void *owner, char *out, size_t max)
{
    const struct timespec pause = {.tv_nsec = EVENTS_LOOK_MS * 1000000L};
    Listener *x = owner;

    while (!atomic_load(&x->http->stopping) && max >= EVENT_BYTES_MAX) {
        size_t n = version_event(x, out);
        n = n ? n : job_event(x, out);
        n = n ? n : beat(x, out);
        if (n) {
            x->said_us = http_clock_us();
            return n;
        }
        nanosleep(&pause, NULL);
    }
    return 0;
}

static void leave(void *owner)
{
    Listener *x = owner;

    atomic_fetch_sub(&x->http->listening, 1);
    free(x);
}

bool get_events(Call *c, Err *e)
{
    Listener *x = calloc(1, sizeof *x);

    if (!x)
        abort();
    if (atomic_fetch_add(&c->http->listening, 1) >= EVENTS_MAX) {
        atomic_fetch_sub(&c->http->listening, 1);
        free(x);
        return ERR(e, ERR_BUSY, "已有 %d 个页面在听；请稍后再试",
                   "%d pages are listening already; try again later", EVENTS_MAX);
    }
    *x = (Listener){.http = c->http,
                    .job_changes = jobs_changes(c->http->jobs),
                    .account = c->passage->who.account.id,
                    .said_us = http_clock_us(),
                    .lang = c->viewer.lang};
    c->reply->next = next_event;
    c->reply->release = leave;
    c->reply->owner = x;
    call_head(c, "text/event-stream");
    reply_header(c->reply, "X-Accel-Buffering", "no");
    return true;
}
