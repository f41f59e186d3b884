#include "view/accounts.h"

const char *account_state(const Account *a, int64_t now, int64_t wait_s, Lang lang)
{
    if (a->disabled)
        return TEXT(lang, "停用", "disabled");
    if (a->expires_at && now >= a->expires_at)
        return TEXT(lang, "到期", "expired");
    if (wait_s > 0)
        return TEXT(lang, "锁定", "locked");
    return a->must_change ? TEXT(lang, "须改密码", "must change") : TEXT(lang, "正常", "good");
}

const char *token_state(const Token *t, int64_t now, Lang lang)
{
    if (t->revoked_at)
        return TEXT(lang, "吊销", "revoked");
    return now >= t->expires_at ? TEXT(lang, "到期", "expired") : TEXT(lang, "有效", "good");
}

static void moment(Rows *r, const char *name, int64_t at)
{
    char text[AT_TEXT_MAX];

    at_text(at, text);
    rows_text(r, name, arena_strdup(r->arena, text));
}

void account_row(Rows *r, const Account *a, const char *state, int64_t wait_s)
{
    rows_begin(r);
    rows_text(r, "name", a->name);
    rows_text(r, "display", a->display);
    rows_text(r, "role", role_code(a->role));
    rows_text(r, "leader", a->leader);
    rows_text(r, "areas", a->areas);
    rows_text(r, "departments", a->departments);
    rows_text(r, "indicators", a->indicators);
    rows_text(r, "firms", a->firms);
    rows_text(r, "issuer", a->issuer);
    rows_text(r, "subject", a->subject);
    rows_text(r, "state", state);
    rows_int(r, "wait_s", wait_s);
    rows_flag(r, "password", a->has_password);
    rows_flag(r, "second_factor", a->has_totp);
    moment(r, "expires_at", a->expires_at);
}

void token_row(Rows *r, const Token *t, const char *owner, const char *state)
{
    rows_begin(r);
    rows_int(r, "id", t->id);
    rows_text(r, "account", owner);
    rows_text(r, "label", t->label);
    rows_text(r, "prefix", t->prefix);
    rows_text(r, "scope", t->scope);
    rows_text(r, "state", state);
    moment(r, "created_at", t->created_at);
    moment(r, "expires_at", t->expires_at);
    moment(r, "used_at", t->used_at);
}
