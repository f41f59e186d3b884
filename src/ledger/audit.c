#include "ledger/audit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/limits.h"

static const char first_previous[] = "0000000000000000000000000000000000000000000000000000000000000000";

/* SHA-256 over the entry's fields, each behind its length, so that no two entries have the same text. */
static void entry_hash(int64_t seq, const AuditEntry *x, const char *previous, char out[SHA256_HEX])
{
    const char *fields[] = {previous, x->at, x->by_whom, x->action, x->subject, x->content};
    char head[32];
    Sha256 *h = sha256_new();

    snprintf(head, sizeof head, "%lld\n", (long long)seq);
    sha256_add(h, head, strlen(head));
    for (size_t i = 0; i < COUNT(fields); i++) {
        snprintf(head, sizeof head, "%zu:", strlen(fields[i]));
        sha256_add(h, head, strlen(head));
        sha256_add(h, fields[i], strlen(fields[i]));
    }
    sha256_hex(h, out);
    sha256_free(&h);
}

static bool last_entry(Store *s, int64_t city, int64_t *seq, char hash[SHA256_HEX], Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_AUDIT_LAST, &q, e, INT(city)) && query_next(q, &row, e));
    *seq = row ? query_int(q, 0) : 0;
    Str t = row ? query_text(q, 1) : str_of(first_previous);
    snprintf(hash, SHA256_HEX, "%.*s", (int)t.n, t.s);
    return true;
}

bool audit_add(Store *s, int64_t city, const AuditEntry *x, int64_t *seq, Err *e)
{
    char previous[SHA256_HEX], hash[SHA256_HEX];

    TRY(last_entry(s, city, seq, previous, e));
    *seq += 1;
    entry_hash(*seq, x, previous, hash);
    return RUN(s, SQL_AUDIT_INSERT, e, INT(city), INT(*seq), TEXTARG(x->at), TEXTARG(x->by_whom),
               TEXTARG(x->action), TEXTARG(x->subject), TEXTARG(x->content), TEXTARG(previous),
               TEXTARG(hash));
}

void verification_add(Verification *v, const char *fmt, ...)
{
    char text[1024];
    va_list ap;

    if (v->n >= FINDINGS_MAX)
        return;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    ARENA_PUSH(v->arena, v->wrong, v->n, v->cap);
    v->wrong[v->n++] = arena_strdup(v->arena, text);
}

bool audit_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    char previous[SHA256_HEX], hash[SHA256_HEX];
    int64_t expected = 1;
    bool row;

    snprintf(previous, sizeof previous, "%s", first_previous);
    TRY(QUERY(s, SQL_AUDIT_ALL, &q, e, INT(city)));
    for (;;) {
        AUTO(arena_free) Arena *a = arena_new();
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        const char *f[8];
        for (int i = 1; i < 8; i++)
            f[i] = str_dup(a, query_text(q, i));
        int64_t seq = query_int(q, 0);
        if (seq != expected)
            WRONG(v, "审计链缺第 %lld 条（其后是第 %lld 条）",
                  "the audit chain lacks entry %lld (entry %lld follows)", (long long)expected,
                  (long long)seq);
        else if (strcmp(f[6], previous) != 0)
            WRONG(v, "审计链第 %lld 条没有接上前一条",
                  "entry %lld of the audit chain does not link to the one before it", (long long)seq);
        entry_hash(seq, &(AuditEntry){f[1], f[2], f[3], f[4], f[5]}, f[6], hash);
        if (strcmp(hash, f[7]) != 0)
            WRONG(v, "审计链第 %lld 条（%s）的内容与其校验值不符",
                  "entry %lld of the audit chain (%s) does not match its hash", (long long)seq, f[4]);
        snprintf(previous, sizeof previous, "%s", f[7]);
        expected = seq + 1;
        v->n_entries++;
    }
}

bool audit_list(Store *s, int64_t city, Arena *a, AuditRow **rows, size_t *n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    AuditRow *items = NULL;
    size_t used = 0, cap = 0;
    bool row;

    TRY(QUERY(s, SQL_AUDIT_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        const char *f[8];
        for (int i = 1; i < 8; i++)
            f[i] = str_dup(a, query_text(q, i));
        ARENA_PUSH(a, items, used, cap);
        items[used++] = (AuditRow){query_int(q, 0), {f[1], f[2], f[3], f[4], f[5]}, f[6], f[7]};
    }
    *rows = items;
    *n = used;
    return true;
}
