#include "account/session.h"

#include <string.h>

#include "account/record.h"
#include "base/hash.h"

bool session_add(Store *s, const Actor *by, const SessionSpec *spec, OpenedSession *out, Err *e)
{
    unsigned char bytes[SECRET_BYTES];
    char hash[SHA256_HEX];

    secret_random(by->chance, bytes, sizeof bytes);
    secret_text(bytes, sizeof bytes, out->secret);
    secret_wipe(bytes, sizeof bytes);
    secret_csrf(out->secret, out->csrf);
    out->expires_at = by->now + SESSION_LIFE_S;
    sha256_text(out->secret, hash);
    TRY(RUN(s, SQL_SESSION_PRUNE, e, INT(by->city), INT(by->now - SESSION_KEEP_S)));
    return RUN(s, SQL_SESSION_INSERT, e, INT(by->city), TEXTARG(hash), INT(spec->account),
               INT(spec->second_factor), INT(by->now));
}

static bool ended(Err *e)
{
    return ERR(e, ERR_FORBIDDEN, "登录已结束；请重新登录", "the session has ended; log in again");
}

static bool read_session(Store *s, const Actor *by, const char *secret, int64_t *account, Session *out,
                         Err *e)
{
    AUTO(query_end) Query *q = NULL;
    char hash[SHA256_HEX];
    bool row;

    sha256_text(secret, hash);
    TRY(QUERY(s, SQL_SESSION_BY_HASH, &q, e, INT(by->city), TEXTARG(hash)) && query_next(q, &row, e));
    if (!row)
        return ended(e);
    int64_t created = query_int(q, 2), seen = query_int(q, 3);
    bool over =
        query_int(q, 4) != 0 || by->now >= created + SESSION_LIFE_S || by->now >= seen + SESSION_IDLE_S;
    *account = query_int(q, 0);
    *out = (Session){.second_factor = query_int(q, 1) != 0,
                     .created_at = created,
                     .expires_at = created + SESSION_LIFE_S,
                     .touch_due = by->now >= seen + SESSION_TOUCH_S};
    return !over || ended(e);
}

bool session_find(Store *s, const Actor *by, const char *secret, Arena *a, Session *out, Err *e)
{
    AccountRow r;
    int64_t account = 0;

    TRY(read_session(s, by, secret, &account, out, e) && record_by_id(s, by->city, account, a, &r, e));
    TRY(account_is_open(&r.a, by->now, e));
    out->account = r.a;
    secret_csrf(secret, out->csrf);
    return true;
}

bool session_touch(Store *s, const Actor *by, const char *secret, Err *e)
{
    char hash[SHA256_HEX];

    sha256_text(secret, hash);
    return RUN(s, SQL_SESSION_TOUCH, e, INT(by->now), INT(by->city), TEXTARG(hash));
}

bool session_end(Store *s, const Actor *by, const char *secret, Err *e)
{
    char hash[SHA256_HEX];

    sha256_text(secret, hash);
    return RUN(s, SQL_SESSION_END, e, INT(by->now), INT(by->city), TEXTARG(hash));
}

bool session_end_all(Store *s, const Actor *by, const char *name, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(transaction_end) Transaction tx = s;
    char folded[ACCOUNT_NAME_MOST + 1];
    AccountRow r;

    TRY(account_fold_name(name, folded, e) && store_begin(s, e));
    TRY(record_by_name(s, by->city, folded, a, &r, e));
    if (!r.a.id)
        return ERR(e, ERR_NOT_FOUND, "没有账户“%s”", "there is no account \"%s\"", folded);
    TRY(sessions_end(s, by, r.a.id, e));
    return record_event(s, by, &r, &(AccountEvent){.what = "sessions_end"}, e) && store_commit(s, e);
}
