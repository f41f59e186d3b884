/* Verification: events against the audit chain, accounts and tokens against their events. */
#include <string.h>

#include "account/token_record.h"

typedef struct Checking {
    Store *s;
    int64_t city;
    Verification *v;
    int64_t n_events;
    StoredEvent *last; /* [n_last] the last event of each account, by account */
    size_t n_last, cap_last;
    StoredEvent *tokens; /* [n_tokens] events about tokens */
    size_t n_tokens, cap_tokens;
} Checking;

static bool check_event(Checking *c, const StoredEvent *x, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(REPORT_BYTES_MAX);
    AUTO(query_end) Query *q = NULL;
    bool row;

    event_text(x, &text);
    TRY(QUERY(c->s, SQL_AUDIT_BY_SEQ, &q, e, INT(c->city), INT(x->audit_seq)) && query_next(q, &row, e));
    if (!row || !str_eq(query_text(q, 0), buf_cstr(&text)))
        WRONG(c->v, "账户变动 %lld（账户 %lld，%s）与审计链第 %lld 条不符",
              "event %lld (account %lld, %s) does not match entry %lld of the audit chain", (long long)x->id,
              (long long)x->account, x->what, (long long)x->audit_seq);
    return true;
}

static StoredEvent read_event(const Query *q, Arena *a)
{
    return (StoredEvent){.id = query_int(q, 0),
                         .account = query_int(q, 1),
                         .at = str_dup(a, query_text(q, 2)),
                         .by = str_dup(a, query_text(q, 3)),
                         .what = str_dup(a, query_text(q, 4)),
                         .token = query_int(q, 5),
                         .detail = str_dup(a, query_text(q, 6)),
                         .state = str_dup(a, query_text(q, 7)),
                         .audit_seq = query_int(q, 8)};
}

/* Keeps an event about a token. */
static void keep_token(Checking *c, const StoredEvent *x)
{
    Arena *a = c->v->arena;

    ARENA_PUSH(a, c->tokens, c->n_tokens, c->cap_tokens);
    c->tokens[c->n_tokens++] = (StoredEvent){.account = x->account,
                                             .token = x->token,
                                             .what = arena_strdup(a, x->what),
                                             .detail = arena_strdup(a, x->detail)};
}

/* Keeps the last event of an account, of which x is it. */
static void keep_last(Checking *c, const StoredEvent *x)
{
    Arena *a = c->v->arena;

    ARENA_PUSH(a, c->last, c->n_last, c->cap_last);
    c->last[c->n_last++] = (StoredEvent){.account = x->account, .state = arena_strdup(a, x->state)};
}

/* Streams the events: an account has many, most of them logins. */
static bool check_events(Checking *c, Err *e)
{
    AUTO(arena_free) Arena *one = arena_new(), *other = arena_new();
    AUTO(query_end) Query *q = NULL;
    StoredEvent last = {0};
    bool row;

    TRY(QUERY(c->s, SQL_ACCOUNT_EVENT_ALL, &q, e, INT(c->city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        arena_reset(one);
        StoredEvent x = row ? read_event(q, one) : (StoredEvent){0};
        if (last.id && last.account != x.account)
            keep_last(c, &last);
        if (!row)
            return true;
        TRY(check_event(c, &x, e));
        if (x.token)
            keep_token(c, &x);
        c->n_events++;
        last = x;
        Arena *swap = one; /* the arena of the last event outlives the next one's reading */
        one = other;
        other = swap;
    }
}

/* Every entry of the chain about accounts has its event: none was taken away. */
static bool check_count(Checking *c, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(c->s, SQL_AUDIT_COUNT, &q, e, INT(c->city), TEXTARG("account")) && query_next(q, &row, e));
    if (query_int(q, 0) != c->n_events)
        WRONG(c->v, "审计链有 %lld 条账户记录，账户变动却有 %lld 条",
              "the audit chain has %lld entries about accounts, but there are %lld events",
              (long long)query_int(q, 0), (long long)c->n_events);
    return true;
}

static void check_account(Checking *c, const AccountRow *r)
{
    AUTO(buf_free) Buf state = buf_new(REPORT_BYTES_MAX);
    const StoredEvent *last = NULL;

    for (size_t i = 0; i < c->n_last && !last; i++)
        if (c->last[i].account == r->a.id)
            last = &c->last[i];
    state_text(r, &state);
    if (!last || strcmp(last->state, buf_cstr(&state)) != 0)
        WRONG(c->v, "账户 %lld(%s)的现状与最后一次变动不符：有人直接改了数据文件",
              "account %lld (%s) is not as its last event left it: the store was changed by hand",
              (long long)r->a.id, r->a.name);
}

static void check_token(Checking *c, const TokenRow *r)
{
    AUTO(buf_free) Buf detail = buf_new(REPORT_BYTES_MAX);
    bool added = false, revoked = false;

    token_detail(r, &detail);
    for (size_t i = 0; i < c->n_tokens; i++) {
        const StoredEvent *x = &c->tokens[i];
        if (x->token != r->t.id || x->account != r->t.account)
            continue;
        added = added || (strcmp(x->what, "token_add") == 0 && strcmp(x->detail, buf_cstr(&detail)) == 0);
        revoked = revoked || strcmp(x->what, "token_revoke") == 0;
    }
    if (!added || revoked != (r->t.revoked_at != 0))
        WRONG(c->v, "令牌 %lld(%s)与其登记不符：有人直接改了数据文件",
              "token %lld (%s) is not as it was entered: the store was changed by hand", (long long)r->t.id,
              r->t.prefix);
}

bool account_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    Checking c = {.s = s, .city = city, .v = v};
    AccountRow *accounts;
    TokenRow *tokens;
    size_t n_accounts, n_tokens;

    TRY(check_events(&c, e) && check_count(&c, e));
    TRY(record_all(s, city, v->arena, &accounts, &n_accounts, e));
    for (size_t i = 0; i < n_accounts; i++)
        check_account(&c, &accounts[i]);
    TRY(token_rows(s, city, v->arena, &tokens, &n_tokens, e));
    for (size_t i = 0; i < n_tokens; i++)
        check_token(&c, &tokens[i]);
    return true;
}
