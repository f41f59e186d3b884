#include "account/account.h"

#include <stdio.h>
#include <string.h>

#include "account/login.h"
#include "account/record.h"

/* ---- reading ---- */

static bool unknown(const char *name, Err *e)
{
    return ERR(e, ERR_NOT_FOUND, "没有账户“%.64s”；qingyu user list 列出所有账户",
               "there is no account \"%.64s\"; qingyu user list lists all", name);
}

static bool load(Store *s, int64_t city, const char *name, Arena *a, AccountRow *out, Err *e)
{
    char folded[ACCOUNT_NAME_MOST + 1];

    TRY(account_fold_name(name, folded, e) && record_by_name(s, city, folded, a, out, e));
    return out->a.id || unknown(name, e);
}

bool account_find(Store *s, int64_t city, const char *name, Arena *a, Account *out, Err *e)
{
    AccountRow r;

    TRY(load(s, city, name, a, &r, e));
    *out = r.a;
    return true;
}

bool account_list(Store *s, int64_t city, Arena *a, Account **out, size_t *n, Err *e)
{
    AccountRow *rows;

    TRY(record_all(s, city, a, &rows, n, e));
    *out = NEW_N(a, Account, *n + 1);
    for (size_t i = 0; i < *n; i++)
        (*out)[i] = rows[i].a;
    return true;
}

/* out->id is 0 when there is none; not a failure. */
static bool by_subject(Store *s, int64_t city, const ExternalIdentity *who, Arena *a, Account *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_ACCOUNT_BY_SUBJECT, &q, e, INT(city), TEXTARG(who->issuer), TEXTARG(who->subject)));
    TRY(query_next(q, &row, e));
    *out = (Account){0};
    if (row)
        *out = record_read(q, a).a;
    return true;
}

bool account_find_external(Store *s, const Actor *by, const ExternalIdentity *who, Arena *a, Account *out,
                           Err *e)
{

    TRY(by_subject(s, by->city, who, a, out, e));
    if (!out->id)
        return ERR(e, ERR_NOT_FOUND, "这个外部身份没有对应的账户；请找管理员",
                   "no account belongs to this external identity; ask an administrator");
    return account_is_open(out, by->now, e);
}

/* ---- what a change begins and ends with ---- */

/* Nobody else could undo it: an administrator must be left who can log in. */
static bool leave_administrator(Store *s, const Actor *by, int64_t but, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AccountRow *rows;
    size_t n;

    TRY(record_all(s, by->city, a, &rows, &n, e));
    for (size_t i = 0; i < n; i++) {
        const Account *x = &rows[i].a;
        bool open = !x->disabled && (!x->expires_at || by->now < x->expires_at);
        if (x->id != but && x->role == ROLE_ADMINISTRATOR && open && (x->has_password || *x->subject))
            return true;
    }
    return ERR(e, ERR_CONFLICT, "这是最后一个能登录的管理员；请先加另一个",
               "this is the last administrator who can log in; add another one first");
}

static bool is_text(const char *text, size_t most)
{
    size_t n = strlen(text);

    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7F)
            return false;
    return n <= most && utf8_valid(text, n);
}

/* The spec with nothing left NULL, its lists regular. */
static bool complete(Store *s, const Actor *by, AccountSpec *spec, Arena *a, Err *e)
{
    spec->display = spec->display ? spec->display : "";
    spec->issuer = spec->issuer ? spec->issuer : "";
    spec->subject = spec->subject ? spec->subject : "";
    if (!is_text(spec->display, NAME_MAX_BYTES))
        return ERR(e, ERR_INVALID, "显示名要是一行文字，最多 %d 个字节",
                   "the display name must be one line of at most %d bytes", NAME_MAX_BYTES);
    if (!is_text(spec->issuer, ACCOUNT_LIST_MAX) || !is_text(spec->subject, ACCOUNT_LIST_MAX) ||
        !*spec->issuer != !*spec->subject)
        return ERR(e, ERR_INVALID, "外部身份要同时给出 --issuer 和 --subject，各一行",
                   "an external identity needs both --issuer and --subject, a line each");
    return grants_check(s, by, spec, a, e);
}

static void apply(Account *a, const AccountSpec *spec)
{
    a->display = spec->display;
    a->role = spec->role;
    a->leader = spec->leader;
    a->areas = spec->areas;
    a->departments = spec->departments;
    a->indicators = spec->indicators;
    a->firms = spec->firms;
    a->issuer = spec->issuer;
    a->subject = spec->subject;
    a->expires_at = spec->expires_at;
}

static bool subject_is_free(Store *s, const Actor *by, const AccountSpec *spec, int64_t but, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    Account other;

    TRY(by_subject(s, by->city, &(ExternalIdentity){spec->issuer, spec->subject}, a, &other, e));
    return !other.id || other.id == but ||
           ERR(e, ERR_CONFLICT, "这个外部身份已属于账户“%s”",
               "this external identity belongs to the account \"%s\"", other.name);
}

/* The hash of the wish; "" for none. */
static bool hash_wish(const Actor *by, const char *name, PasswordWish wish, char out[PASSWORD_HASH_MAX],
                      Err *e)
{
    char prepared[PASSWORD_BYTES_MAX];

    *out = '\0';
    if (!wish.typed && !wish.once)
        return true;
    if (!wish.typed)
        password_once(by->chance, wish.once);
    if (!password_prepare(wish.typed ? wish.typed : wish.once, prepared))
        return ERR(e, ERR_INVALID, "密码最多 %d 个字符", "a password has at most %d characters",
                   PASSWORD_MOST);
    bool ok =
        (!wish.typed || password_check(prepared, name, e)) && password_hash(prepared, by->chance, out, e);
    secret_wipe(prepared, sizeof prepared);
    return ok;
}

/* ---- adding ---- */

static bool insert(Store *s, const Actor *by, AccountRow *r, const char *what, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AccountRow other;

    TRY(record_by_name(s, by->city, r->a.name, a, &other, e));
    if (other.a.id)
        return ERR(e, ERR_CONFLICT, "已有账户“%s”", "there is an account \"%s\" already", r->a.name);
    return record_insert(s, by, r, &(AccountEvent){.what = what}, e);
}

bool account_add(Store *s, const Actor *by, const AccountSpec *given, PasswordWish wish, int64_t *id, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(transaction_end) Transaction tx = s;
    char name[ACCOUNT_NAME_MOST + 1], hash[PASSWORD_HASH_MAX];
    AccountSpec spec = *given;
    AccountRow r = {.totp = "", .password = hash};

    TRY(account_fold_name(spec.name, name, e) && complete(s, by, &spec, a, e));
    if (!wish.typed && !wish.once && !*spec.subject)
        return ERR(e, ERR_INVALID, "账户“%s”要有密码或外部身份",
                   "the account \"%s\" needs a password or an external identity", name);
    TRY(hash_wish(by, name, wish, hash, e));
    apply(&r.a, &spec);
    r.a.name = name;
    r.a.must_change = *hash && !wish.typed;
    TRY(store_begin(s, e) && subject_is_free(s, by, &spec, 0, e) && insert(s, by, &r, "add", e));
    *id = r.a.id;
    return store_commit(s, e);
}

bool account_bootstrap(Store *s, const Actor *by, char once[PASSWORD_ONCE_MAX], bool *made, Err *e)
{
    AUTO(transaction_end) Transaction tx = s;
    char hash[PASSWORD_HASH_MAX];
    int64_t last;

    *made = false;
    *once = '\0';
    TRY(event_last(s, by->city, &last, e));
    if (last)
        return true;
    TRY(hash_wish(by, ACCOUNT_FIRST, (PasswordWish){.once = once}, hash, e));
    TRY(store_begin(s, e) && event_last(s, by->city, &last, e));
    if (last) { /* another was quicker */
        secret_wipe(once, PASSWORD_ONCE_MAX);
        return true;
    }
    AccountRow r = {.a = {.name = ACCOUNT_FIRST,
                          .display = "",
                          .role = ROLE_ADMINISTRATOR,
                          .leader = "",
                          .areas = "",
                          .departments = "",
                          .indicators = "",
                          .firms = "",
                          .issuer = "",
                          .subject = "",
                          .must_change = true},
                    .password = hash,
                    .totp = ""};
    TRY(insert(s, by, &r, "first", e) && store_commit(s, e));
    *made = true;
    return true;
}

/* ---- changing ---- */

bool account_change(Store *s, const Actor *by, const AccountSpec *given, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(transaction_end) Transaction tx = s;
    AccountSpec spec = *given;
    AccountRow r;

    TRY(complete(s, by, &spec, a, e) && store_begin(s, e) && load(s, by->city, spec.name, a, &r, e));
    TRY(subject_is_free(s, by, &spec, r.a.id, e));
    if (!r.a.has_password && !*spec.subject)
        return ERR(
            e, ERR_INVALID, "账户“%s”没有密码，不能去掉外部身份；先设密码",
            "the account \"%s\" has no password, so its external identity must stay; set a password first",
            r.a.name);
    if (r.a.role == ROLE_ADMINISTRATOR && (spec.role != ROLE_ADMINISTRATOR || spec.expires_at))
        TRY(leave_administrator(s, by, r.a.id, e));
    apply(&r.a, &spec);
    return record_update(s, by, &r, &(AccountEvent){.what = "role"}, e) && store_commit(s, e);
}

static bool replace_password(Store *s, const Actor *by, AccountRow *r, const char *what, Err *e)
{
    return record_update(s, by, r, &(AccountEvent){.what = what}, e) && sessions_end(s, by, r->a.id, e);
}

bool account_set_password(Store *s, const Actor *by, const char *name, PasswordWish wish, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(transaction_end) Transaction tx = s;
    char hash[PASSWORD_HASH_MAX];
    AccountRow r;

    /* The name first: a wrong one is told before a password is asked to be better. */
    TRY(load(s, by->city, name, a, &r, e) && hash_wish(by, r.a.name, wish, hash, e));
    TRY(store_begin(s, e) && load(s, by->city, name, a, &r, e));
    r.password = hash;
    r.a.must_change = !wish.typed;
    TRY(replace_password(s, by, &r, wish.typed ? "password" : "one_time_password", e));
    TRY(login_forget(s, by->city, r.a.name, e));
    return store_commit(s, e);
}

bool account_change_password(Store *s, const Actor *by, const PasswordChange *change, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(transaction_end) Transaction tx = s;
    char hash[PASSWORD_HASH_MAX];
    AccountRow r;

    TRY(login_prove(s, by, change->name, change->old_typed, e));
    if (strcmp(change->old_typed, change->new_typed) == 0)
        return ERR(e, ERR_INVALID, "新密码和旧密码一样；请换一个",
                   "the new password is the old one; choose another");
    TRY(hash_wish(by, change->name, (PasswordWish){.typed = change->new_typed}, hash, e));
    TRY(store_begin(s, e) && load(s, by->city, change->name, a, &r, e));
    r.password = hash;
    r.a.must_change = false;
    return replace_password(s, by, &r, "own_password", e) && store_commit(s, e);
}

bool account_disable(Store *s, const Actor *by, const char *name, bool disabled, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(transaction_end) Transaction tx = s;
    AccountRow r;

    TRY(store_begin(s, e) && load(s, by->city, name, a, &r, e));
    if (disabled && r.a.role == ROLE_ADMINISTRATOR)
        TRY(leave_administrator(s, by, r.a.id, e));
    r.a.disabled = disabled;
    TRY(record_update(s, by, &r, &(AccountEvent){.what = disabled ? "disable" : "enable"}, e));
    TRY(disabled ? sessions_end(s, by, r.a.id, e) : login_forget(s, by->city, r.a.name, e));
    return store_commit(s, e);
}

/* ---- second factor ---- */

void account_totp_new(Chance *c, char base32[BASE32_TEXT_MAX])
{
    unsigned char secret[TOTP_SECRET_BYTES];

    secret_random(c, secret, sizeof secret);
    base32_text(secret, sizeof secret, base32);
    secret_wipe(secret, sizeof secret);
}

void totp_binding(int64_t city, int64_t account, char out[TOTP_BINDING_MAX])
{
    snprintf(out, TOTP_BINDING_MAX, "%lld/%lld totp", (long long)city, (long long)account);
}

/* Sets r->totp and the step of the proving code; the sealed text goes to sealed. */
static bool seal_totp(Store *s, const Actor *by, AccountRow *r, const Plain *p, char sealed[SEALED_TEXT_MAX],
                      Err *e)
{
    char binding[TOTP_BINDING_MAX];
    SealKey key;

    TRY(seal_key_load(store_path(s), true, by->chance, &key, e));
    totp_binding(by->city, r->a.id, binding);
    seal(&key, binding, by->chance, p, sealed);
    secret_wipe(&key, sizeof key);
    r->totp = sealed;
    r->a.has_totp = true;
    return true;
}

bool account_totp_set(Store *s, const Actor *by, const char *name, const char *base32, const char *code,
                      Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(transaction_end) Transaction tx = s;
    char sealed[SEALED_TEXT_MAX];
    Plain p = {0};
    AccountRow r;
    int64_t step = 0;

    if (!base32_parse(base32, p.bytes, sizeof p.bytes, &p.n) || p.n < TOTP_SECRET_BYTES)
        return ERR(e, ERR_INVALID, "第二因素的密钥不对；请重新开始",
                   "the secret of the second factor is not one; begin anew");
    if (!totp_accepts(p.bytes, p.n, code, by->now, &step))
        return ERR(
            e, ERR_INVALID, "验证码不对；请看手机上的时间是否准确，再输入当前的 6 位数字",
            "the code is not right; see that the phone's clock is, then give the six digits it shows now");
    TRY(store_begin(s, e) && load(s, by->city, name, a, &r, e) && seal_totp(s, by, &r, &p, sealed, e));
    secret_wipe(&p, sizeof p);
    r.totp_step = step;
    return record_update(s, by, &r, &(AccountEvent){.what = "totp"}, e) && store_commit(s, e);
}

bool account_totp_off(Store *s, const Actor *by, const char *name, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(transaction_end) Transaction tx = s;
    AccountRow r;

    TRY(store_begin(s, e) && load(s, by->city, name, a, &r, e));
    if (!r.a.has_totp)
        return ERR(e, ERR_CONFLICT, "账户“%s”没有设第二因素", "the account \"%s\" has no second factor",
                   r.a.name);
    r.totp = "";
    r.a.has_totp = false;
    r.totp_step = 0;
    return record_update(s, by, &r, &(AccountEvent){.what = "totp_off"}, e) && store_commit(s, e);
}
