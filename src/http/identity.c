#include "http/identity.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "account/token.h"

enum { IDENTITY_SLOTS = 4 };

/* Connections of their own: some seeks must not wait for a computation, nor all of them for each other. */
typedef struct Slot {
    pthread_mutex_t lock;
    Store *s;
    Arena *arena; /* of the city */
    City city;
    int64_t submission; /* the city is as known after it */
} Slot;

struct Identities {
    char *store;
    Slot slots[IDENTITY_SLOTS];
    atomic_uint next;
};

Identities *identities_new(const char *store)
{
    Identities *x = calloc(1, sizeof *x);

    if (!x || !(x->store = strdup(store)))
        abort();
    for (size_t i = 0; i < IDENTITY_SLOTS; i++) {
        x->slots[i].submission = -1;
        pthread_mutex_init(&x->slots[i].lock, NULL);
    }
    return x;
}

void identities_free(Identities **x)
{
    if (!*x)
        return;
    for (size_t i = 0; i < IDENTITY_SLOTS; i++) {
        Slot *slot = &(*x)->slots[i];
        store_close(&slot->s);
        arena_free(&slot->arena);
        pthread_mutex_destroy(&slot->lock);
    }
    free((*x)->store);
    free(*x);
    *x = NULL;
}

/* One that is free, else the wait for the next in turn. */
static Slot *slot_take(Identities *x)
{
    for (size_t i = 0; i < IDENTITY_SLOTS; i++)
        if (pthread_mutex_trylock(&x->slots[i].lock) == 0)
            return &x->slots[i];
    Slot *slot = &x->slots[atomic_fetch_add(&x->next, 1) % IDENTITY_SLOTS];
    pthread_mutex_lock(&slot->lock);
    return slot;
}

/* ---- what the request brings ---- */

static const char *bearer(const Request *r)
{
    const char *text = request_header(r, "Authorization");

    if (!text || strncasecmp(text, "Bearer ", 7) != 0)
        return NULL;
    return text + 7 + strspn(text + 7, " ");
}

bool request_has_token(const Request *r)
{
    return bearer(r) != NULL;
}

const char *request_session(const Request *r)
{
    const char *list = request_header(r, "Cookie");
    size_t n = strlen(SESSION_COOKIE);

    while (list && *list) {
        list += strspn(list, "; \t");
        size_t k = strcspn(list, ";");
        if (k > n + 1 && strncmp(list, SESSION_COOKIE "=", n + 1) == 0 && k - n - 1 < SECRET_TEXT_MAX)
            return arena_strndup(r->arena, list + n + 1, k - n - 1);
        list += k;
    }
    return NULL;
}

/* ---- the store ---- */

static bool load_city(Slot *x, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(query_start(x->s, SQL_DATA_VERSION, NULL, 0, &q, e) && query_next(q, &row, e));
    int64_t now = row ? query_int(q, 0) : 0;
    if (now == x->submission)
        return true;
    query_end(&q);
    x->submission = -1;
    if (!x->arena)
        x->arena = arena_new();
    arena_reset(x->arena);
    TRY(city_load(x->s, 0, x->arena, &x->city, e));
    x->submission = now;
    return true;
}

/* Codes of the principal point into the city, which another request may load anew. */
static void own_codes(Grant *g, Arena *a)
{
    for (size_t i = 0; i < g->n; i++)
        g->codes[i] = arena_strdup(a, g->codes[i]);
}

static void become(const Slot *x, const Account *account, uint32_t carries, Arena *a, Identity *out)
{
    Principal *p = &out->principal;

    out->account = *account;
    account_principal(&x->city, account, carries, a, p);
    own_codes(&p->areas, a);
    own_codes(&p->departments, a);
    own_codes(&p->indicators, a);
    own_codes(&p->groups, a);
    own_codes(&p->firms, a);
}

static bool by_session(const Slot *x, const Actor *by, const char *secret, Arena *a, Identity *out, Err *e)
{
    Session s;

    if (!session_find(x->s, by, secret, a, &s, e))
        return e->kind == ERR_FORBIDDEN; /* it has ended: nobody is known */
    become(x, &s.account, ~0u, a, out);
    out->session = secret;
    out->csrf = arena_strdup(a, s.csrf);
    out->expires_at = s.expires_at;
    out->second_factor = s.second_factor;
    out->touch_due = s.touch_due;
    return true;
}

static bool by_token(const Slot *x, const Actor *by, const char *text, Arena *a, Identity *out, Err *e)
{
    TokenUse t;

    TRY(token_find(x->s, by, text, a, &t, e));
    become(x, &t.account, t.carries, a, out);
    out->token = t.token.id;
    out->touch_due = t.touch_due;
    return true;
}

static bool find(const char *store, Slot *x, const Request *r, int64_t now, Identity *out, Err *e)
{
    const char *token = bearer(r);

    TRY(x->s || store_open(store, STORE_READ, &x->s, e));
    TRY(store_begin(x->s, e));
    AUTO(transaction_end) Transaction snapshot = x->s;
    TRY(load_city(x, e));
    const Actor by = {.city = x->city.id, .now = now};
    if (token)
        return by_token(x, &by, token, r->arena, out, e);
    return by_session(x, &by, request_session(r), r->arena, out, e);
}

bool identity_of(Identities *x, const Request *r, int64_t now, Identity *out, Err *e)
{
    *out = (Identity){.principal = principal_public(0)};
    if (!bearer(r) && !request_session(r))
        return true;
    Slot *slot = slot_take(x);
    bool ok = find(x->store, slot, r, now, out, e);
    if (!ok && e->kind != ERR_FORBIDDEN)
        store_close(&slot->s); /* it may be another file by now */
    pthread_mutex_unlock(&slot->lock);
    return ok;
}
