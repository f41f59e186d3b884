#include "http/clock.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "account/account.h"
#include "base/log.h"
#include "notice/delivery.h"
#include "task/tick.h"

struct Clock {
    Http *http;
    pthread_mutex_t lock;
    pthread_cond_t stop;
    pthread_t thread;
    bool stopping;
    DataVersion version; /* of the data that the last tick left */
    int day;
};

/* One look: a store, the city, and who acts. */
typedef struct Look {
    Clock *clock;
    Arena *arena;
    Store *s;
    City city;
    Catalogue catalogue;
    Intake intake;
} Look;

static void look_end(Look *l)
{
    store_close(&l->s);
    arena_free(&l->arena);
}

static bool look_begin(Look *l, Err *e)
{
    const HttpSpec *spec = &l->clock->http->spec;
    char *at = NEW_N(l->arena, char, AT_TEXT_MAX);

    TRY(store_open(spec->store, STORE_WRITE, &l->s, e) && city_load(l->s, 0, l->arena, &l->city, e) &&
        catalogue_load(l->s, &l->city, l->arena, &l->catalogue, e));
    at_text(spec->now(), at);
    l->intake = (Intake){.city = l->city.id, .by = "clock", .received_at = at, .known_on = spec->today()};
    return true;
}

static bool tick(Look *l, Err *e)
{
    const TaskWorld w = {.s = l->s, .city = &l->city, .catalogue = &l->catalogue};
    Clock *c = l->clock;
    DataVersion now;
    TickReport r;

    TRY(readers_version(c->http->readers, &now, e));
    if (c->day == l->intake.known_on && now.audit == c->version.audit &&
        now.submission == c->version.submission)
        return true;
    TRY(tick_run(&w, &l->intake, l->arena, &r, e) && readers_version(c->http->readers, &c->version, e));
    c->day = l->intake.known_on;
    if (r.n_events)
        log_event(LOG_INFO, "supervision", "reminders=%zu presses=%zu slips=%zu", r.n_reminders, r.n_presses,
                  r.n_slips);
    return true;
}

static bool deliver(Look *l, Err *e)
{
    const HttpSpec *http = &l->clock->http->spec;
    Secrets secrets;
    Delivery d;
    const DeliverSpec spec = {.intake = &l->intake,
                              .post = {.mail = http->mail, .now = http->now()},
                              .secrets = &secrets,
                              .site = http->site ? http->site : ""};

    TRY(secrets_load(http->store, l->arena, &secrets, e) && notice_deliver(l->s, &spec, l->arena, &d, e));
    if (d.n)
        log_event(LOG_INFO, "notices", "tried=%zu held=%zu waiting=%zu", d.n, d.n_held, d.n_waiting);
    return true;
}

/* A city that is not there yet has nothing that is due. */
static void look(Clock *c)
{
    AUTO(look_end) Look l = {.clock = c, .arena = arena_new()};
    Err e = {.lang = LANG_EN};

    if (look_begin(&l, &e) && tick(&l, &e) && deliver(&l, &e))
        return;
    if (e.kind != ERR_NOT_FOUND)
        log_event(LOG_WARN, "clock failed", "why=\"%s\"", e.msg);
}

/* False when it is to stop. */
static bool wait(Clock *c, int seconds)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += seconds;
    pthread_mutex_lock(&c->lock);
    while (!c->stopping && pthread_cond_timedwait(&c->stop, &c->lock, &until) != ETIMEDOUT)
        ;
    bool go_on = !c->stopping;
    pthread_mutex_unlock(&c->lock);
    return go_on;
}

static void *run(void *arg)
{
    Clock *c = arg;

    for (int seconds = CLOCK_FIRST_S; wait(c, seconds); seconds = CLOCK_SECONDS)
        look(c);
    return NULL;
}

Clock *clock_new(Http *h)
{
    Clock *c = calloc(1, sizeof *c);

    if (!c)
        abort();
    c->http = h;
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->stop, NULL);
    if (pthread_create(&c->thread, NULL, run, c) != 0)
        abort();
    return c;
}

void clock_free(Clock **c)
{
    if (!*c)
        return;
    pthread_mutex_lock(&(*c)->lock);
    (*c)->stopping = true;
    pthread_cond_signal(&(*c)->stop);
    pthread_mutex_unlock(&(*c)->lock);
    pthread_join((*c)->thread, NULL);
    pthread_cond_destroy(&(*c)->stop);
    pthread_mutex_destroy(&(*c)->lock);
    free(*c);
    *c = NULL;
}
