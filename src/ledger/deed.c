#include "ledger/deed.h"

#include <stdio.h>
#include <string.h>

bool deed_reason(const char *reason, bool needed, Err *e)
{
    bool blank = !str_trim(str_of(reason)).n;

    if (blank && needed)
        return ERR(e, ERR_INVALID, "请写明理由", "a reason is needed");
    if (strlen(reason) > DEED_REASON_MAX)
        return ERR(e, ERR_INVALID, "理由超过 %d 字节", "the reason is longer than %d bytes", DEED_REASON_MAX);
    for (const char *c = reason; *c; c++)
        if ((unsigned char)*c < ' ')
            return ERR(e, ERR_INVALID, "理由应写成一行", "the reason must be one line");
    return utf8_valid(reason, strlen(reason)) ||
           ERR(e, ERR_INVALID, "理由不是 UTF-8", "the reason is not UTF-8");
}

void deed_until(int as_of, char out[DEED_AT_MAX])
{
    if (as_of)
        snprintf(out, DEED_AT_MAX, "%04d-%02d-%02dT~", as_of / 10000, as_of / 100 % 100, as_of % 100);
    else
        snprintf(out, DEED_AT_MAX, "~");
}

bool deed_in_audit(Store *s, int64_t city, int64_t seq, const char *text, bool *same, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_AUDIT_BY_SEQ, &q, e, INT(city), INT(seq)) && query_next(q, &row, e));
    *same = row && str_eq(query_text(q, 0), text);
    return true;
}

bool deed_count(Store *s, int64_t city, const char *action, int64_t n, Verification *v, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_AUDIT_COUNT, &q, e, INT(city), TEXTARG(action)) && query_next(q, &row, e));
    if (query_int(q, 0) != n)
        WRONG(v, "审计链有 %lld 条“%s”记录，库里却有 %lld 行",
              "the audit chain has %lld entries of \"%s\", the store has %lld rows",
              (long long)query_int(q, 0), action, (long long)n);
    return true;
}
