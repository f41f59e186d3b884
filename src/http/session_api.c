/* Logging in and out, and what belongs to one's own account. */
#include <string.h>

#include "account/login.h"
#include "http/handlers.h"
#include "http/problem.h"
#include "http/reply.h"
#include "http/write.h"

enum { COOKIE_MAX = 256 };

/* ---- the cookie ---- */

/* Browsers keep it until they are closed; the server ends it earlier. secret "": takes it away. */
static void set_cookie(Call *c, const char *secret)
{
    const Request *r = c->passage->request;
    const char *scheme = r->peer_is_local ? request_header(r, "X-Forwarded-Proto") : NULL;
    bool secure = scheme && strcmp(scheme, "https") == 0;

    reply_header(&c->passage->reply, "Set-Cookie",
                 arena_printf(c->viewer.arena, SESSION_COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
                              secret, secure ? "; Secure" : "", *secret ? "" : "; Max-Age=0"));
}

/* ---- who one is ---- */

static void grant_json(const char *key, const Grant *g, bool whole, Json *j)
{
    json_key(j, key);
    json_begin_array(j);
    if (g->all || whole)
        json_text(j, "*");
    for (size_t i = 0; !g->all && !whole && i < g->n; i++)
        json_text(j, g->codes[i]);
    json_end_array(j);
}

static void account_json(const Viewer *v, const Account *a, Json *j)
{
    json_key(j, "account");
    if (!a->id) {
        json_unknown(j);
        return;
    }
    json_begin_object(j);
    json_put_text(j, "name", a->name);
    json_put_text(j, "display", a->display);
    json_put_text(j, "role", role_code(a->role));
    json_put_text(j, "role_name", role_name(a->role, v->lang));
    json_put_text(j, "leader", a->leader);
    json_put_bool(j, "must_change", a->must_change);
    json_put_bool(j, "second_factor", a->has_totp);
    json_end_object(j);
}

static void session_json(Call *c, const Identity *who)
{
    const Principal *p = &who->principal;
    bool whole = access_reach(p->role, READ_ALL) == REACH_ALL;
    char expires[AT_TEXT_MAX];
    Json *j = &c->json;

    json_begin_object(j);
    account_json(&c->viewer, &who->account, j);
    json_key(j, "permissions");
    json_begin_array(j);
    for (int k = 0; k < PERMISSIONS; k++)
        if (access_begins(p, (Permission)k, ABOUT_ROWS))
            json_text(j, permission_code((Permission)k));
    json_end_array(j);
    grant_json("areas", &p->areas, whole, j);
    grant_json("departments", &p->departments, whole, j);
    grant_json("indicators", &p->indicators, whole, j);
    at_text(who->expires_at, expires);
    json_put_text(j, "csrf", who->csrf ? who->csrf : "");
    json_put_text(j, "expires_at", expires);
    json_end_object(j);
}

bool get_session(Call *c, Err *e)
{
    (void)e;
    session_json(c, &c->passage->who);
    return true;
}

/* ---- in and out ---- */

static bool refuse_login(Call *c, const LoginResult *r, const Err *e)
{
    static const char *const outcomes[] = {[LOGIN_WRONG] = "wrong",
                                           [LOGIN_WAIT] = "wait",
                                           [LOGIN_NEEDS_CODE] = "needs_code",
                                           [LOGIN_WRONG_CODE] = "wrong_code",
                                           [LOGIN_CLOSED] = "closed"};
    bool wait = r->outcome == LOGIN_WAIT;

    if (r->outcome == LOGIN_FAILED || r->outcome == LOGIN_GOOD)
        return false;
    if (wait)
        reply_header(&c->passage->reply, "Retry-After",
                     arena_printf(c->viewer.arena, "%lld", (long long)r->retry_after_s));
    problem_login(c->passage, wait ? PROBLEM_TOO_MANY : PROBLEM_UNAUTHENTICATED, e->msg,
                  outcomes[r->outcome]);
    return c->replied = true;
}

/* Tells the new session, with its cookie. */
static bool tell_session(Call *c, const Account *account, const OpenedSession *opened, Err *e)
{
    Arena *a = c->viewer.arena;
    Identity who = {
        .account = *account, .csrf = arena_strdup(a, opened->csrf), .expires_at = opened->expires_at};

    TRY(city_load(c->s, 0, a, &c->city, e));
    account_principal(&c->city, account, ~0u, a, &who.principal);
    set_cookie(c, opened->secret);
    session_json(c, &who);
    return true;
}

bool post_session(Call *c, Err *e)
{
    const Login in = {.name = body_text(c->body, "name"),
                      .password = body_text(c->body, "password"),
                      .code = body_text(c->body, "code")};
    LoginResult r;

    return account_login(c->s, &c->by, &in, c->viewer.arena, &r, e)
               ? tell_session(c, &r.account, &r.session, e)
               : refuse_login(c, &r, e);
}

bool delete_session(Call *c, Err *e)
{
    const char *secret = c->passage->who.session;

    TRY(!secret || session_end(c->s, &c->by, secret, e));
    set_cookie(c, "");
    return true;
}

/* ---- one's own password ---- */

/* The sessions of the account have ended with the old password; this one goes on under a new cookie. */
static bool new_session(Call *c, Err *e)
{
    AUTO(transaction_end) Transaction tx = c->s;
    const Identity *who = &c->passage->who;
    OpenedSession opened;

    TRY(store_begin(c->s, e));
    TRY(session_add(c->s, &c->by, &(SessionSpec){who->account.id, who->second_factor}, &opened, e));
    TRY(store_commit(c->s, e));
    set_cookie(c, opened.secret);
    return true;
}

bool post_password(Call *c, Err *e)
{
    const PasswordChange change = {
        .name = c->by.by, .old_typed = body_text(c->body, "old"), .new_typed = body_text(c->body, "new")};
    int64_t wait;

    TRY(login_wait(c->s, &c->by, change.name, &wait, e));
    if (!wait)
        return account_change_password(c->s, &c->by, &change, e) && new_session(c, e);
    reply_header(&c->passage->reply, "Retry-After", arena_printf(c->viewer.arena, "%lld", (long long)wait));
    problem_login(
        c->passage, PROBLEM_TOO_MANY,
        TEXT(c->viewer.lang, "密码错误的次数太多；请稍后再试", "too many wrong passwords; try again later"),
        "wait");
    return c->replied = true;
}

/* ---- one's own second factor ---- */

bool post_totp(Call *c, Err *e)
{
    AUTO(buf_free) Buf uri = buf_new(URL_MAX);
    char secret[BASE32_TEXT_MAX];

    (void)e;
    account_totp_new(c->by.chance, secret);
    totp_uri("Qingyu", c->by.by, secret, &uri);
    json_begin_object(&c->json);
    json_put_text(&c->json, "secret", secret);
    json_put_text(&c->json, "uri", buf_cstr(&uri));
    json_end_object(&c->json);
    return true;
}

bool put_totp(Call *c, Err *e)
{
    return account_totp_set(c->s, &c->by, c->by.by, body_text(c->body, "secret"), body_text(c->body, "code"),
                            e);
}

bool delete_totp(Call *c, Err *e)
{
    return account_totp_off(c->s, &c->by, c->by.by, e);
}
