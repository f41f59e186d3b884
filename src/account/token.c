#include "account/token.h"

#include <stdio.h>
#include <string.h>

#include "account/token_record.h"

enum { DAY_S = 24 * 3600, LABEL_MAX = 200 };

TokenRow token_read(const Query *q, Arena *a)
{
    return (TokenRow){.t = {.id = query_int(q, 0),
                            .account = query_int(q, 1),
                            .label = str_dup(a, query_text(q, 2)),
                            .prefix = str_dup(a, query_text(q, 3)),
                            .scope = str_dup(a, query_text(q, 5)),
                            .created_at = query_int(q, 6),
                            .expires_at = query_int(q, 7),
                            .revoked_at = query_int(q, 8),
                            .used_at = query_int(q, 9)},
                      .sha256 = str_dup(a, query_text(q, 4))};
}

/* The digest of the digest: that the row is the one that was made shows, the row's own digest does not. */
void token_detail(const TokenRow *r, Buf *out)
{
    char digest[SHA256_HEX];

    sha256_text(r->sha256, digest);
    buf_printf(out, "label %s\nprefix %s\nscope %s\ncreated_at %lld\nexpires_at %lld\ndigest %s\n",
               r->t.label, r->t.prefix, r->t.scope, (long long)r->t.created_at, (long long)r->t.expires_at,
               digest);
}

/* ---- checking ---- */

/* Bits of the scope's permissions. */
static bool scope_bits(const char *scope, uint32_t *out, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    const char **names;
    size_t n = text_split(a, scope, &names);
    Permission p;

    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(names[i], "*") == 0 && n == 1) {
            *out = ~(1u << OWN_ACCOUNT);
            return true;
        }
        if (!permission_parse(names[i], &p) || p == OWN_ACCOUNT)
            return ERR(e, ERR_INVALID, "令牌不能有权限“%s”；可用的如 read_published、read_all、submit，或 *",
                       "a token cannot have the permission \"%s\"; it can have read_published, read_all, "
                       "submit and so "
                       "on, or *",
                       names[i]);
        *out |= 1u << p;
    }
    return n > 0 || ERR(e, ERR_INVALID, "令牌要有权限范围，如 read_published;submit",
                        "a token needs a scope such as read_published;submit");
}

static bool check(const Actor *by, const TokenSpec *spec, Err *e)
{
    size_t n = strlen(spec->label);
    uint32_t bits;

    if (n == 0 || n > LABEL_MAX || !utf8_valid(spec->label, n) || strpbrk(spec->label, "\n\r"))
        return ERR(e, ERR_INVALID, "令牌要有用途说明：一行，最多 %d 个字节",
                   "a token needs a label that says what it is for: one line of at most %d bytes", LABEL_MAX);
    if (spec->expires_at <= by->now || spec->expires_at > by->now + (int64_t)TOKEN_DAYS_MOST * DAY_S)
        return ERR(e, ERR_INVALID, "令牌要在今后 %d 天之内到期",
                   "a token must expire within the next %d days", TOKEN_DAYS_MOST);
    return scope_bits(spec->scope, &bits, e);
}

/* ---- changing ---- */

static bool last_id(Store *s, int64_t city, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_TOKEN_LAST, &q, e, INT(city)) && query_next(q, &row, e));
    *id = query_int(q, 0);
    return true;
}

static bool owner(Store *s, const Actor *by, const char *name, Arena *a, AccountRow *out, Err *e)
{
    Account account;

    TRY(account_find(s, by->city, name, a, &account, e) && account_is_open(&account, by->now, e));
    return record_by_id(s, by->city, account.id, a, out, e);
}

bool token_add(Store *s, const Actor *by, const TokenSpec *spec, char text[TOKEN_TEXT_MAX], int64_t *id,
               Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(transaction_end) Transaction tx = s;
    AUTO(buf_free) Buf detail = buf_new(ACCOUNT_LIST_MAX);
    unsigned char bytes[SECRET_BYTES];
    char hash[SHA256_HEX], secret[SECRET_TEXT_MAX];
    AccountRow r;

    TRY(check(by, spec, e));
    secret_random(by->chance, bytes, sizeof bytes);
    secret_text(bytes, sizeof bytes, secret);
    snprintf(text, TOKEN_TEXT_MAX, "qy_%s", secret);
    sha256_text(text, hash);
    TRY(store_begin(s, e) && owner(s, by, spec->account, a, &r, e) && last_id(s, by->city, id, e));
    *id += 1;
    TokenRow row = {.t = {.id = *id,
                          .account = r.a.id,
                          .label = spec->label,
                          .prefix = arena_strndup(a, text, TOKEN_PREFIX),
                          .scope = spec->scope,
                          .created_at = by->now,
                          .expires_at = spec->expires_at},
                    .sha256 = hash};
    token_detail(&row, &detail);
    TRY(RUN(s, SQL_TOKEN_INSERT, e, INT(by->city), INT(*id), INT(r.a.id), TEXTARG(spec->label),
            TEXTARG(row.t.prefix), TEXTARG(hash), TEXTARG(spec->scope), INT(by->now), INT(spec->expires_at)));
    TRY(record_event(s, by, &r, &(AccountEvent){"token_add", buf_cstr(&detail), *id}, e));
    return store_commit(s, e);
}

static bool by_id(Store *s, const Actor *by, int64_t id, Arena *a, TokenRow *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_TOKEN_BY_ID, &q, e, INT(by->city), INT(id)) && query_next(q, &row, e));
    if (!row)
        return ERR(e, ERR_NOT_FOUND, "没有第 %lld 号令牌；qingyu token list 列出所有令牌",
                   "there is no token %lld; qingyu token list lists all", (long long)id);
    *out = token_read(q, a);
    return true;
}

bool token_revoke(Store *s, const Actor *by, int64_t id, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(transaction_end) Transaction tx = s;
    AccountRow r;
    TokenRow t = {0};

    TRY(store_begin(s, e) && by_id(s, by, id, a, &t, e));
    if (t.t.revoked_at)
        return ERR(e, ERR_CONFLICT, "第 %lld 号令牌已经吊销", "token %lld is revoked already", (long long)id);
    TRY(record_by_id(s, by->city, t.t.account, a, &r, e));
    TRY(RUN(s, SQL_TOKEN_REVOKE, e, INT(by->now), INT(by->city), INT(id)));
    TRY(record_event(s, by, &r, &(AccountEvent){.what = "token_revoke", .token = id}, e));
    return store_commit(s, e);
}

/* ---- using ---- */

bool token_rows(Store *s, int64_t city, Arena *a, TokenRow **out, size_t *n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    size_t cap = 0;
    bool row;

    *out = NULL;
    *n = 0;
    TRY(QUERY(s, SQL_TOKEN_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, *out, *n, cap);
        (*out)[(*n)++] = token_read(q, a);
    }
}

bool token_list(Store *s, int64_t city, Arena *a, Token **out, size_t *n, Err *e)
{
    TokenRow *rows;

    TRY(token_rows(s, city, a, &rows, n, e));
    *out = NEW_N(a, Token, *n + 1);
    for (size_t i = 0; i < *n; i++)
        (*out)[i] = rows[i].t;
    return true;
}

static bool by_hash(Store *s, const Actor *by, const char *text, Arena *a, Token *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    char hash[SHA256_HEX];
    bool row;

    sha256_text(text, hash);
    TRY(QUERY(s, SQL_TOKEN_BY_HASH, &q, e, INT(by->city), TEXTARG(hash)) && query_next(q, &row, e));
    if (row)
        *out = token_read(q, a).t;
    bool good = row && !out->revoked_at && by->now < out->expires_at;
    return good || ERR(e, ERR_FORBIDDEN, "令牌无效、已吊销或已到期；请另要一个",
                       "the token is not valid, revoked or expired; ask for another");
}

bool token_find(Store *s, const Actor *by, const char *text, Arena *a, TokenUse *out, Err *e)
{
    AccountRow r;

    *out = (TokenUse){0};
    TRY(by_hash(s, by, text, a, &out->token, e) && record_by_id(s, by->city, out->token.account, a, &r, e));
    TRY(account_is_open(&r.a, by->now, e) && scope_bits(out->token.scope, &out->carries, e));
    out->account = r.a;
    out->touch_due = by->now >= out->token.used_at + TOKEN_TOUCH_S;
    return true;
}

bool token_touch(Store *s, const Actor *by, int64_t id, Err *e)
{
    return RUN(s, SQL_TOKEN_TOUCH, e, INT(by->now), INT(by->city), INT(id));
}
