#include "task/evidence.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "ledger/deed.h"

typedef struct Evidence {
    const char *sha256, *at, *by;
    int64_t bytes, audit_seq;
} Evidence;

static void hash_of(Str bytes, char out[SHA256_HEX])
{
    Sha256 *h = sha256_new();

    sha256_add(h, bytes.s, bytes.n);
    sha256_hex(h, out);
    sha256_free(&h);
}

static void canonical(const Evidence *x, Buf *out)
{
    buf_printf(out, "evidence %s\nbytes %lld\nby %s\nat %s\n", x->sha256, (long long)x->bytes, x->by, x->at);
}

bool evidence_has(Store *s, int64_t city, const char *sha256, bool *has, int64_t *bytes, Err *e)
{
    AUTO(query_end) Query *q = NULL;

    TRY(QUERY(s, SQL_EVIDENCE_BYTES, &q, e, INT(city), TEXTARG(sha256)) && query_next(q, has, e));
    *bytes = *has ? query_int(q, 0) : 0;
    return true;
}

static bool enter(Store *s, const Intake *in, Str bytes, const char *sha256, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    Evidence x = {.sha256 = sha256, .at = in->received_at, .by = in->by, .bytes = (int64_t)bytes.n};
    char subject[16 + SHA256_HEX];

    canonical(&x, &text);
    snprintf(subject, sizeof subject, "evidence %s", sha256);
    TRY(audit_add(s, in->city, &(AuditEntry){x.at, x.by, "evidence", subject, buf_cstr(&text)}, &x.audit_seq,
                  e));
    return RUN(s, SQL_EVIDENCE_INSERT, e, INT(in->city), TEXTARG(sha256), INT(x.bytes), TEXTARG(x.at),
               TEXTARG(x.by), INT(x.audit_seq), BLOBARG(bytes));
}

bool evidence_add(Store *s, const Intake *in, Str bytes, char sha256[SHA256_HEX], Err *e)
{
    bool has;
    int64_t there;

    if (!bytes.n)
        return ERR(e, ERR_INVALID, "文件是空的，不能作证明", "the file is empty and proves nothing");
    if (bytes.n > EVIDENCE_BYTES_MAX)
        return ERR(e, ERR_INVALID, "文件有 %zu 字节，最多 %d", "the file has %zu bytes, at most %d", bytes.n,
                   EVIDENCE_BYTES_MAX);
    hash_of(bytes, sha256);
    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(evidence_has(s, in->city, sha256, &has, &there, e));
    TRY(has || enter(s, in, bytes, sha256, e));
    return store_commit(s, e);
}

bool evidence_load(Store *s, int64_t city, const char *sha256, Arena *a, Str *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_EVIDENCE_CONTENT, &q, e, INT(city), TEXTARG(sha256)) && query_next(q, &row, e));
    if (!row)
        return ERR(e, ERR_NOT_FOUND, "库里没有 SHA-256 为 %.64s 的文件",
                   "the store holds no file of SHA-256 %.64s", sha256);
    Str bytes = query_blob(q, 0);
    *out = (Str){arena_strndup(a, bytes.s, bytes.n), bytes.n};
    return true;
}

static bool verify_row(Store *s, int64_t city, const Query *q, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    Evidence x = {.sha256 = str_dup(a, query_text(q, 0)),
                  .bytes = query_int(q, 1),
                  .at = str_dup(a, query_text(q, 2)),
                  .by = str_dup(a, query_text(q, 3)),
                  .audit_seq = query_int(q, 4)};
    Str content = query_blob(q, 5);
    char now[SHA256_HEX];
    bool same;

    hash_of(content, now);
    canonical(&x, &text);
    TRY(deed_in_audit(s, city, x.audit_seq, buf_cstr(&text), &same, e));
    if (!same || strcmp(now, x.sha256) != 0 || (int64_t)content.n != x.bytes)
        WRONG(v, "证明文件 %s 被改动：现有 %zu 字节，SHA-256 为 %s（审计链第 %lld 条）",
              "the file %s given as proof was changed: now %zu bytes of SHA-256 %s (entry %lld of the audit "
              "chain)",
              x.sha256, content.n, now, (long long)x.audit_seq);
    return true;
}

bool evidence_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    int64_t n = 0;
    bool row;

    TRY(QUERY(s, SQL_EVIDENCE_ALL, &q, e, INT(city)));
    for (;; n++) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        TRY(verify_row(s, city, q, v, e));
    }
    return deed_count(s, city, "evidence", n, v, e);
}
