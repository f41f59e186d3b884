/* Tokens of programs: one's own, and those of others for who manages accounts. */
#include <stdlib.h>

#include "account/token.h"
#include "http/handlers.h"
#include "http/write.h"
#include "view/accounts.h"

enum { DAY_S = 24 * 3600 };

static const char *owner_of(const Token *t, const Account *accounts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (accounts[i].id == t->account)
            return accounts[i].name;
    return "";
}

bool get_tokens(Call *c, Err *e)
{
    Arena *a = c->viewer.arena;
    int64_t now = c->http->spec.now(), self = c->passage->who.account.id;
    bool all = call_allows(c, READ_ACCOUNTS, NULL);
    Account *accounts;
    Token *items;
    size_t n, n_accounts;

    TRY(token_list(c->reader->s, c->city.id, a, &items, &n, e));
    TRY(account_list(c->reader->s, c->city.id, a, &accounts, &n_accounts, e));
    for (size_t i = 0; i < n; i++)
        if (all || items[i].account == self)
            token_row(&c->rows, &items[i], owner_of(&items[i], accounts, n_accounts),
                      token_state(&items[i], now, LANG_EN));
    return true;
}

bool post_token(Call *c, Err *e)
{
    TokenSpec spec = {
        .account = c->by.by, .label = body_text(c->body, "label"), .scope = body_text(c->body, "scope")};
    char text[TOKEN_TEXT_MAX];
    int64_t id;

    TRY(body_day_end(c, "expires_on", &spec.expires_at, e));
    if (!spec.expires_at)
        spec.expires_at = c->by.now + (int64_t)TOKEN_DAYS * DAY_S;
    TRY(token_add(c->s, &c->by, &spec, text, &id, e));
    json_begin_object(&c->json);
    json_put_int(&c->json, "id", id);
    json_put_text(&c->json, "token", text);
    json_end_object(&c->json);
    secret_wipe(text, sizeof text);
    return true;
}

static bool is_own(const Call *c, int64_t id, bool *own, Err *e)
{
    Token *items;
    size_t n;

    *own = false;
    TRY(token_list(c->s, c->by.city, c->viewer.arena, &items, &n, e));
    for (size_t i = 0; i < n; i++)
        *own = *own || (items[i].id == id && items[i].account == c->passage->who.account.id);
    return true;
}

bool delete_token(Call *c, Err *e)
{
    int64_t id = (int64_t)call_count(c, "id", 0);
    bool own;

    TRY(is_own(c, id, &own, e));
    if (!own && !call_allows(c, MANAGE_ACCOUNTS, NULL))
        return ERR(e, ERR_NOT_FOUND, "没有第 %lld 号令牌", "there is no token %lld", (long long)id);
    return token_revoke(c->s, &c->by, id, e);
}
