#include "http/replay.h"

#include <string.h>

static bool find(Store *s, const ReplayKey *k, Arena *a, bool *found, Replay *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;

    TRY(QUERY(s, SQL_IDEMPOTENCY_GET, &q, e, INT(k->city), INT(k->account), TEXTARG(k->key)));
    TRY(query_next(q, found, e));
    if (!*found)
        return true;
    *out = (Replay){(int)query_int(q, 1), str_dup(a, query_text(q, 2)), str_dup(a, query_text(q, 3))};
    if (!str_eq(query_text(q, 0), k->sha256))
        return ERR(e, ERR_CONFLICT, "Idempotency-Key “%s”已用于另一个请求；请换一个",
                   "the Idempotency-Key \"%s\" belongs to another request; use a new one", k->key);
    return out->status || k->harmless ||
           ERR(e, ERR_CONFLICT,
               "用“%s”的请求曾中断，不知道是否已完成；请先查看，再用新的 Idempotency-Key 重做",
               "the request with the key \"%s\" was cut short, and it is not known whether it was "
               "done; look first, then send it with a new Idempotency-Key",
               k->key);
}

bool replay_begin(Store *s, const ReplayKey *k, Arena *a, Replay *out, Err *e)
{
    AUTO(transaction_end) Transaction tx = s;
    bool found;

    *out = (Replay){0, "", ""};
    TRY(store_begin(s, e));
    TRY(RUN(s, SQL_IDEMPOTENCY_PRUNE, e, INT(k->city), INT(k->now - REPLAY_KEEP_S)));
    TRY(find(s, k, a, &found, out, e));
    if (!found)
        TRY(RUN(s, SQL_IDEMPOTENCY_INSERT, e, INT(k->city), INT(k->account), TEXTARG(k->key),
                TEXTARG(k->sha256), INT(k->now)));
    return store_commit(s, e);
}

bool replay_end(Store *s, const ReplayKey *k, const Replay *answer, Err *e)
{
    AUTO(transaction_end) Transaction tx = s;

    TRY(store_begin(s, e));
    if (answer->status)
        TRY(RUN(s, SQL_IDEMPOTENCY_UPDATE, e, INT(answer->status), TEXTARG(answer->location),
                TEXTARG(answer->body), INT(k->city), INT(k->account), TEXTARG(k->key)));
    else
        TRY(RUN(s, SQL_IDEMPOTENCY_FORGET, e, INT(k->city), INT(k->account), TEXTARG(k->key)));
    return store_commit(s, e);
}
