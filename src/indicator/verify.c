/* Verification: every fact against its checksum, every submission against its receipt, receipts against the
 * chain. */
#include <string.h>

#include "base/limits.h"
#include "city/records.h"
#include "indicator/carry.h"
#include "indicator/lock.h"
#include "indicator/observation.h"
#include "ledger/review.h"

enum { TELL_EVERY = 1024 };

typedef struct Checking {
    Store *s;
    int64_t city;
    Arena *arena;
    Verification *v;
    StoreTexts texts;
    RowsDigest *digests;
    size_t n, cap;
    Sha256 *hash;
} Checking;

static void name_damaged(Checking *c, const Canonical *k)
{
    char period[PERIOD_TEXT_MAX] = "?";
    Period p;

    if (period_from_code(k->period, &p))
        period_text(p, period);
    WRONG(c->v, "提交 %lld 第 %d 行第 %d 列的数据被改动：指标 %.*s，地区 %.*s，时期 %s，现值 %.15g",
          "the fact in row %2$d column %3$d of submission %1$lld was changed: indicator %5$.*4$s, area "
          "%7$.*6$s, period %8$s, value now %9$.15g",
          (long long)k->submission, k->line, k->cell, (int)k->indicator.n, k->indicator.s, (int)k->area.n,
          k->area.s, period, k->value);
}

static void check_row(Checking *c, const Query *q, Buf *text)
{
    Canonical k = canonical_of(&c->texts, q);

    if (c->n == 0 || c->digests[c->n - 1].submission != k.submission) {
        if (c->n)
            sha256_hex(c->hash, c->digests[c->n - 1].sha256);
        ARENA_PUSH(c->arena, c->digests, c->n, c->cap);
        c->digests[c->n++] = (RowsDigest){.submission = k.submission};
    }
    canonical_text(&k, text);
    if ((int64_t)crc32_of(text->s, text->n) != query_int(q, 16))
        name_damaged(c, &k);
    sha256_add(c->hash, text->s, text->n);
    c->digests[c->n - 1].n_rows++;
    c->v->n_rows++;
    if (c->v->tell && c->v->n_rows % TELL_EVERY == 0)
        c->v->tell(c->v->who, c->v->n_rows);
}

static bool check_rows(Checking *c, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(CANONICAL_MAX);
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(c->s, SQL_OBSERVATION_BY_SUBMISSION, &q, e, INT(c->city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        check_row(c, q, &text);
    }
    if (c->n)
        sha256_hex(c->hash, c->digests[c->n - 1].sha256);
    return true;
}

bool observation_verify(Store *s, int64_t city, Verification *v, RowsDigest **digests, size_t *n, Err *e)
{
    Checking c = {.s = s, .city = city, .arena = v->arena, .v = v, .hash = sha256_new()};

    bool ok = store_texts(s, city, v->arena, &c.texts, e) && check_rows(&c, e);
    sha256_free(&c.hash);
    *digests = c.digests;
    *n = c.n;
    return ok;
}

/* Two lists by submission become one; a submission holds rows of one kind only. */
static size_t merge(const RowsDigest *a, size_t na, const RowsDigest *b, size_t nb, RowsDigest *out)
{
    size_t i = 0, j = 0, n = 0;

    while (i < na || j < nb) {
        bool first = j == nb || (i < na && a[i].submission <= b[j].submission);
        out[n++] = first ? a[i++] : b[j++];
    }
    return n;
}

bool ledger_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    RowsDigest *rows, *facts;
    size_t n_rows, n_facts;
    StoreCheck engine = {0};

    TRY(store_check(s, v->arena, &engine, e));
    for (size_t i = 0; i < engine.n; i++)
        verification_add(v, "%s", engine.findings[i]);
    TRY(audit_verify(s, city, v, e) && records_digest(s, city, v->arena, &rows, &n_rows, e));
    for (size_t i = 0; i < n_rows; i++)
        v->n_rows += rows[i].n_rows;
    TRY(observation_verify(s, city, v, &facts, &n_facts, e));
    RowsDigest *all = NEW_N(v->arena, RowsDigest, n_rows + n_facts);
    size_t n = merge(rows, n_rows, facts, n_facts, all);
    return submission_verify(s, city, all, n, v, e) && review_verify(s, city, v, e) &&
           lock_verify(s, city, v, e);
}
