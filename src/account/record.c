#include "account/record.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/hash.h"

enum { STATE_MAX = 64 * 1024, EVENT_MAX = 256 * 1024 };

void at_text(int64_t seconds, char out[AT_TEXT_MAX])
{
    time_t t = (time_t)seconds;
    struct tm tm;

    *out = '\0';
    if (seconds && gmtime_r(&t, &tm))
        strftime(out, AT_TEXT_MAX, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

int64_t at_day_end(int date)
{
    struct tm tm = {.tm_year = date / 10000 - 1900,
                    .tm_mon = date / 100 % 100 - 1,
                    .tm_mday = date % 100 + 1,
                    .tm_isdst = -1};

    return (int64_t)mktime(&tm);
}

/* ---- rows ---- */

AccountRow record_read(const Query *q, Arena *a)
{
    const char *t[13];
    AccountRow r = {0};
    Role role;

    for (int i = 1; i < 12; i++)
        t[i] = str_dup(a, query_text(q, i));
    /* A role that the program does not know may do nothing but what the public may. */
    if (!role_parse(t[3], &role))
        role = ROLE_PUBLIC;
    r.password = t[11];
    r.totp = str_dup(a, query_text(q, 13));
    r.totp_step = query_int(q, 14);
    r.a = (Account){.id = query_int(q, 0),
                    .name = t[1],
                    .display = t[2],
                    .role = role,
                    .leader = t[4],
                    .areas = t[5],
                    .departments = t[6],
                    .indicators = t[7],
                    .firms = t[8],
                    .issuer = t[9],
                    .subject = t[10],
                    .has_password = *r.password != '\0',
                    .must_change = query_int(q, 12) != 0,
                    .has_totp = *r.totp != '\0',
                    .disabled = query_int(q, 15) != 0,
                    .expires_at = query_int(q, 16)};
    return r;
}

bool record_by_name(Store *s, int64_t city, const char *name, Arena *a, AccountRow *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_ACCOUNT_BY_NAME, &q, e, INT(city), TEXTARG(name)) && query_next(q, &row, e));
    *out = row ? record_read(q, a) : (AccountRow){.password = "", .totp = ""};
    return true;
}

bool record_by_id(Store *s, int64_t city, int64_t id, Arena *a, AccountRow *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_ACCOUNT_BY_ID, &q, e, INT(city), INT(id)) && query_next(q, &row, e));
    if (!row)
        return ERR(e, ERR_NOT_FOUND, "没有第 %lld 号账户", "there is no account %lld", (long long)id);
    *out = record_read(q, a);
    return true;
}

bool record_all(Store *s, int64_t city, Arena *a, AccountRow **out, size_t *n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    size_t cap = 0;
    bool row;

    *out = NULL;
    *n = 0;
    TRY(QUERY(s, SQL_ACCOUNT_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, *out, *n, cap);
        (*out)[(*n)++] = record_read(q, a);
    }
}

/* ---- events ---- */

/* A digest that tells whether the secrets are those that were set, and nothing else: the hash is salted with
 * 128 bits and the seal has a nonce, so neither can be found from it. */
static void secrets_digest(const AccountRow *r, char out[SHA256_HEX])
{
    Sha256 *h = sha256_new();

    sha256_add(h, r->password, strlen(r->password) + 1);
    sha256_add(h, r->totp, strlen(r->totp) + 1);
    sha256_hex(h, out);
    sha256_free(&h);
}

void state_text(const AccountRow *r, Buf *out)
{
    const Account *a = &r->a;
    char digest[SHA256_HEX] = "none";

    if (*r->password || *r->totp)
        secrets_digest(r, digest);
    buf_printf(out, "account %lld\nname %s\ndisplay %s\nrole %s\nleader %s\nareas %s\ndepartments %s\n",
               (long long)a->id, a->name, a->display, role_code(a->role), a->leader, a->areas,
               a->departments);
    buf_printf(out, "indicators %s\nfirms %s\nissuer %s\nsubject %s\nmust_change %d\n", a->indicators,
               a->firms, a->issuer, a->subject, a->must_change);
    buf_printf(out, "disabled %d\nexpires_at %lld\nsecrets %s\n", a->disabled, (long long)a->expires_at,
               digest);
}

void event_text(const StoredEvent *x, Buf *out)
{
    buf_printf(out, "event %lld\naccount %lld\nat %s\nby %s\nwhat %s\ntoken %lld\n%sstate\n%s",
               (long long)x->id, (long long)x->account, x->at, x->by, x->what, (long long)x->token, x->detail,
               x->state);
}

bool event_last(Store *s, int64_t city, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_ACCOUNT_EVENT_LAST, &q, e, INT(city)) && query_next(q, &row, e));
    *id = query_int(q, 0);
    return true;
}

bool record_event(Store *s, const Actor *by, const AccountRow *r, const AccountEvent *event, Err *e)
{
    AUTO(buf_free) Buf state = buf_new(STATE_MAX);
    AUTO(buf_free) Buf text = buf_new(EVENT_MAX);
    char at[AT_TEXT_MAX], subject[64];
    StoredEvent x = {.account = r->a.id,
                     .token = event->token,
                     .at = at,
                     .by = by->by,
                     .what = event->what,
                     .detail = event->detail ? event->detail : ""};

    at_text(by->now, at);
    TRY(event_last(s, by->city, &x.id, e));
    x.id++;
    state_text(r, &state);
    x.state = buf_cstr(&state);
    event_text(&x, &text);
    snprintf(subject, sizeof subject, "account %lld", (long long)x.account);
    TRY(audit_add(s, by->city, &(AuditEntry){at, by->by, "account", subject, buf_cstr(&text)}, &x.audit_seq,
                  e));
    return RUN(s, SQL_ACCOUNT_EVENT_INSERT, e, INT(by->city), INT(x.id), INT(x.account), TEXTARG(at),
               TEXTARG(x.by), TEXTARG(x.what), INT(x.token), TEXTARG(x.detail), TEXTARG(x.state),
               INT(x.audit_seq));
}

bool record_insert(Store *s, const Actor *by, AccountRow *r, const AccountEvent *event, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const Account *a = &r->a;
    bool row;

    TRY(QUERY(s, SQL_ACCOUNT_LAST, &q, e, INT(by->city)) && query_next(q, &row, e));
    r->a.id = query_int(q, 0) + 1;
    query_end(&q);
    TRY(RUN(s, SQL_ACCOUNT_INSERT, e, INT(by->city), INT(a->id), TEXTARG(a->name), TEXTARG(a->display),
            TEXTARG(role_code(a->role)), TEXTARG(a->leader), TEXTARG(a->areas), TEXTARG(a->departments),
            TEXTARG(a->indicators), TEXTARG(a->firms), TEXTARG(a->issuer), TEXTARG(a->subject),
            TEXTARG(r->password), INT(a->must_change), TEXTARG(r->totp), INT(r->totp_step), INT(a->disabled),
            INT(a->expires_at)));
    return record_event(s, by, r, event, e);
}

bool record_update(Store *s, const Actor *by, const AccountRow *r, const AccountEvent *event, Err *e)
{
    const Account *a = &r->a;

    TRY(RUN(s, SQL_ACCOUNT_UPDATE, e, TEXTARG(a->display), TEXTARG(role_code(a->role)), TEXTARG(a->leader),
            TEXTARG(a->areas), TEXTARG(a->departments), TEXTARG(a->indicators), TEXTARG(a->firms),
            TEXTARG(a->issuer), TEXTARG(a->subject), TEXTARG(r->password), INT(a->must_change),
            TEXTARG(r->totp), INT(r->totp_step), INT(a->disabled), INT(a->expires_at), INT(by->city),
            INT(a->id)));
    return record_event(s, by, r, event, e);
}

bool sessions_end(Store *s, const Actor *by, int64_t account, Err *e)
{
    return RUN(s, SQL_SESSION_END_ACCOUNT, e, INT(by->now), INT(by->city), INT(account));
}

/* ---- names and state ---- */

bool account_fold_name(const char *name, char out[ACCOUNT_NAME_MOST + 1], Err *e)
{
    size_t n = strlen(name);
    bool ok = n >= ACCOUNT_NAME_LEAST && n <= ACCOUNT_NAME_MOST;

    for (size_t i = 0; ok && i <= n; i++) {
        char c = name[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        ok = i == n || letter || (i > 0 && strchr("-_.", c));
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return ok ||
           ERR(e, ERR_INVALID, "账户名“%.64s”不行：要 %d 到 %d 个英文字母、数字或 - _ .，以字母或数字开头",
               "the account name \"%.64s\" will not do: %d to %d letters a-z, digits or - _ . are "
               "needed, a letter or digit first",
               name, ACCOUNT_NAME_LEAST, ACCOUNT_NAME_MOST);
}

bool account_is_open(const Account *a, int64_t now, Err *e)
{
    if (a->disabled)
        return ERR(e, ERR_FORBIDDEN, "账户“%s”已停用；请找管理员",
                   "the account \"%s\" is disabled; ask an administrator", a->name);
    if (a->expires_at && now >= a->expires_at)
        return ERR(e, ERR_FORBIDDEN, "账户“%s”已到期；请找管理员",
                   "the account \"%s\" has expired; ask an administrator", a->name);
    return true;
}
