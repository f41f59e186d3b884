/* Accounts, for who manages them. */
#include "account/login.h"
#include "http/handlers.h"
#include "http/write.h"
#include "view/accounts.h"

bool get_accounts(Call *c, Err *e)
{
    const Actor by = {.city = c->city.id, .now = c->http->spec.now()};
    Account *items;
    int64_t wait;
    size_t n;

    TRY(account_list(c->reader->s, by.city, c->viewer.arena, &items, &n, e));
    for (size_t i = 0; i < n; i++) {
        TRY(login_wait(c->reader->s, &by, items[i].name, &wait, e));
        account_row(&c->rows, &items[i], account_state(&items[i], by.now, wait, LANG_EN), wait);
    }
    return true;
}

/* A day of the body: its end; 0 where none is given. */
bool body_day_end(const Call *c, const char *name, int64_t *out, Err *e)
{
    const char *text = body_text(c->body, name);
    int date;

    *out = 0;
    if (!*text)
        return true;
    if (!date_parse(str_of(text), &date))
        return ERR(e, ERR_INVALID, "%s “%.40s”不是日期；应如 2021-12-31",
                   "%s \"%.40s\" is no date; expected 2021-12-31", name, text);
    *out = at_day_end(date);
    return true;
}

static bool spec_of(const Call *c, const char *name, AccountSpec *out, Err *e)
{
    const Body *b = c->body;
    const char *role = body_text(b, "role"), *codes = "";

    *out = (AccountSpec){.name = name,
                         .display = body_text(b, "display"),
                         .leader = body_text(b, "leader"),
                         .areas = body_text(b, "areas"),
                         .departments = body_text(b, "departments"),
                         .indicators = body_text(b, "indicators"),
                         .firms = body_text(b, "firms")};
    TRY(body_day_end(c, "expires_on", &out->expires_at, e));
    if (role_parse(role, &out->role))
        return true;
    for (int i = 0; i < ROLE_PUBLIC; i++)
        codes = arena_printf(c->viewer.arena, "%s%s%s", codes, i ? ", " : "", role_code((Role)i));
    return ERR(e, ERR_INVALID, "没有角色“%.40s”；有 %s", "there is no role \"%.40s\"; there are %s", role,
               codes);
}

static void tell_password(Call *c, const char *name, char once[PASSWORD_ONCE_MAX])
{
    json_begin_object(&c->json);
    json_put_text(&c->json, "account", name);
    json_put_text(&c->json, "one_time_password", once);
    json_end_object(&c->json);
    secret_wipe(once, PASSWORD_ONCE_MAX);
}

bool post_account(Call *c, Err *e)
{
    char once[PASSWORD_ONCE_MAX];
    AccountSpec spec;
    int64_t id;

    TRY(spec_of(c, body_text(c->body, "name"), &spec, e));
    TRY(account_add(c->s, &c->by, &spec, (PasswordWish){.once = once}, &id, e));
    tell_password(c, spec.name, once);
    return true;
}

/* An external identity is set on the command line alone, and stays. */
bool put_account(Call *c, Err *e)
{
    const char *name = call_value(c, "name");
    AccountSpec spec;
    Account now;

    TRY(spec_of(c, name, &spec, e) && account_find(c->s, c->by.city, name, c->viewer.arena, &now, e));
    spec.issuer = now.issuer;
    spec.subject = now.subject;
    return account_change(c->s, &c->by, &spec, e);
}

bool post_account_password(Call *c, Err *e)
{
    const char *name = call_value(c, "name");
    char once[PASSWORD_ONCE_MAX];

    TRY(account_set_password(c->s, &c->by, name, (PasswordWish){.once = once}, e));
    tell_password(c, name, once);
    return true;
}

bool post_account_state(Call *c, Err *e)
{
    return account_disable(c->s, &c->by, call_value(c, "name"), body_flag(c->body, "disabled"), e);
}
