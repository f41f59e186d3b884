#include "account/login.h"

#include <string.h>

#include "account/record.h"
#include "base/hash.h"

/* ---- failures, on disk ---- */

typedef struct Attempts {
    char key[SHA256_HEX];
    int64_t failures, since_at, last_at;
} Attempts;

static const char all_names[] = "*";

/* The key of a name, folded as names are; one that could be no name is still a key. */
static void key_of(const char *name, char out[SHA256_HEX])
{
    char low[ACCOUNT_NAME_MOST + 1];
    Err ignored = {0};

    if (account_fold_name(name, low, &ignored))
        sha256_text(low, out);
    else
        sha256_text(name, out);
}

static bool attempts_get(Store *s, int64_t city, Attempts *x, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_LOGIN_ATTEMPT_GET, &q, e, INT(city), TEXTARG(x->key)) && query_next(q, &row, e));
    x->failures = row ? query_int(q, 0) : 0;
    x->since_at = row ? query_int(q, 1) : 0;
    x->last_at = row ? query_int(q, 2) : 0;
    return true;
}

static bool attempts_put(Store *s, int64_t city, const Attempts *x, Err *e)
{
    return RUN(s, SQL_LOGIN_ATTEMPT_PUT, e, INT(city), TEXTARG(x->key), INT(x->failures), INT(x->since_at),
               INT(x->last_at));
}

int64_t login_delay_s(int64_t failures)
{
    int64_t delay = LOGIN_DELAY_S;

    if (failures <= LOGIN_FREE)
        return 0;
    for (int64_t i = LOGIN_FREE + 1; i < failures && delay < LOGIN_DELAY_MOST_S; i++)
        delay *= 2;
    return delay < LOGIN_DELAY_MOST_S ? delay : LOGIN_DELAY_MOST_S;
}

/* What is left of a wait; a clock that was put back cannot make it longer than it was. */
static int64_t left(int64_t since, int64_t length, int64_t now)
{
    int64_t rest = since + length - now;

    return rest <= 0 ? 0 : rest < length ? rest : length;
}

static int64_t wait_of(const Attempts *own, const Attempts *all, int64_t now)
{
    int64_t wait = left(own->last_at, login_delay_s(own->failures), now);

    if (wait == 0 && all->failures >= LOGIN_ALL_MOST)
        wait = left(all->since_at, LOGIN_ALL_WINDOW_S, now);
    return wait;
}

static bool attempts_load(Store *s, const Actor *by, const char *name, Attempts *own, Attempts *all, Err *e)
{
    *own = *all = (Attempts){0};
    key_of(name, own->key);
    memcpy(all->key, all_names, sizeof all_names);
    TRY(attempts_get(s, by->city, own, e) && attempts_get(s, by->city, all, e));
    if (own->last_at < by->now - LOGIN_MEMORY_S)
        own->failures = 0;
    if (all->since_at <= by->now - LOGIN_ALL_WINDOW_S || all->since_at > by->now)
        *all = (Attempts){.key = "*", .since_at = by->now};
    return true;
}

bool login_wait(Store *s, const Actor *by, const char *name, int64_t *wait_s, Err *e)
{
    Attempts own, all;

    TRY(attempts_load(s, by, name, &own, &all, e));
    *wait_s = left(own.last_at, login_delay_s(own.failures), by->now);
    return true;
}

bool login_forget(Store *s, int64_t city, const char *name, Err *e)
{
    char key[SHA256_HEX];

    key_of(name, key);
    return RUN(s, SQL_LOGIN_ATTEMPT_FORGET, e, INT(city), TEXTARG(key));
}

/* ---- steps of a login ---- */

typedef struct Trying {
    Store *s;
    const Actor *by;
    const char *name;
    Arena *arena;
    AccountRow row;
    int64_t failed_before, last_before; /* failures of this name before this attempt, and the last of them */
    int64_t wait_s;
} Trying;

static bool load(Trying *t, Err *e)
{
    char folded[ACCOUNT_NAME_MOST + 1];
    Err ignored = {0};

    /* What could be no name is looked up all the same. */
    const char *name = account_fold_name(t->name, folded, &ignored) ? folded : "";
    return record_by_name(t->s, t->by->city, name, t->arena, &t->row, e);
}

/* Counts the attempt as failed before anything is looked at, unless the name has to wait. */
static bool count(Trying *t, Err *e)
{
    AUTO(transaction_end) Transaction tx = t->s;
    const Actor *by = t->by;
    Attempts own, all;

    TRY(store_begin(t->s, e) && attempts_load(t->s, by, t->name, &own, &all, e) && load(t, e));
    t->wait_s = wait_of(&own, &all, by->now);
    if (t->wait_s > 0)
        return true;
    t->failed_before = own.failures;
    t->last_before = own.last_at;
    own.since_at = own.failures ? own.since_at : by->now;
    own.last_at = by->now;
    own.failures++;
    all.last_at = by->now;
    all.failures++;
    TRY(RUN(t->s, SQL_LOGIN_ATTEMPT_PRUNE, e, INT(by->city), INT(by->now - LOGIN_MEMORY_S)));
    TRY(attempts_put(t->s, by->city, &own, e) && attempts_put(t->s, by->city, &all, e));
    return store_commit(t->s, e);
}

/* Takes this attempt back. whole: the name begins anew; else it only does not count. */
static bool take_back(Trying *t, bool whole, Err *e)
{
    Attempts own, all;

    TRY(attempts_load(t->s, t->by, t->name, &own, &all, e));
    if (all.failures > 0) {
        all.failures--;
        TRY(attempts_put(t->s, t->by->city, &all, e));
    }
    if (whole)
        return login_forget(t->s, t->by->city, t->name, e);
    own.failures -= own.failures > 0;
    if (own.failures == t->failed_before) /* no other came between: the wait is as it was */
        own.last_at = t->last_before;
    return attempts_put(t->s, t->by->city, &own, e);
}

static bool wrong(Err *e)
{
    return ERR(e, ERR_FORBIDDEN, "账户名或密码不对", "the name or the password is wrong");
}

static bool must_wait(int64_t wait_s, Err *e)
{
    return ERR(e, ERR_FORBIDDEN, "登录失败的次数太多；请 %lld 秒后再试",
               "too many failed logins; try again in %lld s", (long long)wait_s);
}

/* Outside of every transaction: takes 0.1 s whether or not there is such an account. */
static bool password_is_right(const Trying *t, const char *typed)
{
    char prepared[PASSWORD_BYTES_MAX] = "";
    bool fits = password_prepare(typed, prepared);
    bool right = password_matches(t->row.password, prepared);

    secret_wipe(prepared, sizeof prepared);
    return fits && right;
}

/* The hash with the parameters of now; *renewed is false where the stored one has them. */
static bool renew(const Trying *t, const char *typed, char out[PASSWORD_HASH_MAX], bool *renewed, Err *e)
{
    char prepared[PASSWORD_BYTES_MAX];

    *renewed = password_is_outdated(t->row.password) && password_prepare(typed, prepared);
    if (!*renewed)
        return true;
    bool ok = password_hash(prepared, t->by->chance, out, e);
    secret_wipe(prepared, sizeof prepared);
    return ok;
}

static bool code_is_right(Trying *t, const char *code, bool *right, Err *e)
{
    char binding[TOTP_BINDING_MAX];
    SealKey key;
    Plain p;

    *right = false;
    TRY(seal_key_load(store_path(t->s), false, NULL, &key, e));
    totp_binding(t->by->city, t->row.a.id, binding);
    bool ok = unseal(&key, binding, t->row.totp, &p);
    secret_wipe(&key, sizeof key);
    if (!ok)
        return ERR(e, ERR_DB,
                   "账户“%s”的第二因素与密钥不合；请放回原来的密钥，或用 qingyu user totp --off 关闭后重设",
                   "the second factor of \"%s\" does not fit the key; put the key back, or switch it off "
                   "with qingyu "
                   "user totp --off and set it again",
                   t->row.a.name);
    *right = totp_accepts(p.bytes, p.n, code, t->by->now, &t->row.totp_step);
    secret_wipe(&p, sizeof p);
    return true;
}

/* What the second factor says; LOGIN_GOOD when there is none. */
static bool second_factor(Trying *t, const char *code, LoginOutcome *out, Err *e)
{
    bool right;

    *out = LOGIN_GOOD;
    if (!t->row.a.has_totp)
        return true;
    *out = LOGIN_NEEDS_CODE;
    if (!code || !*code)
        return true;
    *out = LOGIN_FAILED;
    TRY(code_is_right(t, code, &right, e));
    *out = right ? LOGIN_GOOD : LOGIN_WRONG_CODE;
    return true;
}

static bool enter(Trying *t, const char *renewed, LoginResult *out, Err *e)
{
    const Actor self = {t->by->city, t->by->now, t->row.a.name, t->by->chance};

    if (renewed)
        t->row.password = renewed;
    const char *detail = arena_printf(t->arena, "second_factor %d\nfailed_before %lld\nrehashed %d\n",
                                      t->row.a.has_totp, (long long)t->failed_before, renewed != NULL);
    TRY(record_update(t->s, &self, &t->row, &(AccountEvent){.what = "login", .detail = detail}, e));
    TRY(take_back(t, true, e));
    out->account = t->row.a;
    return session_add(t->s, &self, &(SessionSpec){t->row.a.id, t->row.a.has_totp}, &out->session, e);
}

/* The password was right: the account is read again, for it may have changed meanwhile. */
static bool decide(Trying *t, const Login *in, const char *renewed, LoginResult *out, Err *e)
{
    AUTO(transaction_end) Transaction tx = t->s;
    const char *proved = t->row.password;
    bool ok = false;

    TRY(store_begin(t->s, e) && load(t, e));
    out->outcome = LOGIN_WRONG;
    if (!t->row.a.id || strcmp(proved, t->row.password) != 0)
        return wrong(e);
    out->outcome = LOGIN_CLOSED;
    TRY(account_is_open(&t->row.a, t->by->now, e));
    TRY(second_factor(t, in->code, &out->outcome, e));
    if (out->outcome == LOGIN_GOOD)
        ok = enter(t, renewed, out, e);
    else if (out->outcome == LOGIN_WRONG_CODE)
        ok = ERR(e, ERR_FORBIDDEN, "验证码不对或已用过；请等下一个",
                 "the code is wrong or was used; wait for the next one");
    else if (take_back(t, false, e) && store_commit(t->s, e))
        ok = ERR(e, ERR_FORBIDDEN, "还要输入验证器上的 6 位数字",
                 "the six digits of the authenticator are needed");
    return ok && store_commit(t->s, e);
}

/* Counts, then proves the password. */
static bool prove(Trying *t, const char *password, LoginOutcome *outcome, Err *e)
{
    *outcome = LOGIN_FAILED;
    TRY(count(t, e));
    *outcome = LOGIN_WAIT;
    if (t->wait_s > 0)
        return must_wait(t->wait_s, e);
    *outcome = LOGIN_WRONG;
    return password_is_right(t, password) || wrong(e);
}

bool account_login(Store *s, const Actor *by, const Login *in, Arena *a, LoginResult *out, Err *e)
{
    Trying t = {.s = s, .by = by, .name = in->name, .arena = a};
    char hash[PASSWORD_HASH_MAX];
    bool renewed = false;

    *out = (LoginResult){.outcome = LOGIN_FAILED};
    bool ok = prove(&t, in->password, &out->outcome, e);
    out->retry_after_s = t.wait_s;
    TRY(ok);
    out->outcome = LOGIN_FAILED;
    TRY(renew(&t, in->password, hash, &renewed, e));
    ok = decide(&t, in, renewed ? hash : NULL, out, e);
    if (!ok && out->outcome == LOGIN_GOOD) /* all was right, and it could not be stored */
        out->outcome = LOGIN_FAILED;
    return ok;
}

bool login_external(Store *s, const Actor *by, const ExternalIdentity *who, Arena *a, LoginResult *out,
                    Err *e)
{
    AUTO(transaction_end) Transaction tx = s;
    AccountRow r;

    *out = (LoginResult){.outcome = LOGIN_FAILED};
    TRY(store_begin(s, e));
    if (!account_find_external(s, by, who, a, &out->account, e)) {
        out->outcome = e->kind == ERR_FORBIDDEN   ? LOGIN_CLOSED
                       : e->kind == ERR_NOT_FOUND ? LOGIN_WRONG
                                                  : LOGIN_FAILED;
        return false;
    }
    TRY(record_by_id(s, by->city, out->account.id, a, &r, e));
    const Actor self = {by->city, by->now, r.a.name, by->chance};
    const char *detail = arena_printf(a, "issuer %s\n", who->issuer);
    TRY(record_event(s, &self, &r, &(AccountEvent){.what = "login", .detail = detail}, e));
    TRY(session_add(s, &self, &(SessionSpec){r.a.id, false}, &out->session, e) && store_commit(s, e));
    out->outcome = LOGIN_GOOD;
    return true;
}

bool login_prove(Store *s, const Actor *by, const char *name, const char *password, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(transaction_end) Transaction tx = s;
    Trying t = {.s = s, .by = by, .name = name, .arena = a};
    LoginOutcome outcome;

    TRY(prove(&t, password, &outcome, e) && account_is_open(&t.row.a, by->now, e));
    return store_begin(s, e) && take_back(&t, true, e) && store_commit(s, e);
}
