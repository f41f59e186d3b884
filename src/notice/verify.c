/* Verification: notices and attempts against the audit chain. */
#include "notice/record.h"

static bool verify_notices(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(NOTICE_RECORD_MAX);
    NoticeRow *rows;
    size_t n;

    TRY(notice_list(s, &(NoticeQuery){.city = city}, a, &rows, &n, e));
    for (size_t i = 0; i < n; i++) {
        bool same;
        buf_clear(&text);
        notice_text(&rows[i], &text);
        TRY(deed_in_audit(s, city, rows[i].audit_seq, buf_cstr(&text), &same, e));
        if (!same)
            WRONG(v, "通知 %lld 与审计链第 %lld 条不符",
                  "notice %lld does not match entry %lld of the audit chain", (long long)rows[i].notice.id,
                  (long long)rows[i].audit_seq);
    }
    return deed_count(s, city, "notice", (int64_t)n, v, e);
}

/* The attempts of one run, which have consecutive numbers, against its entry. */
static bool verify_run(Store *s, int64_t city, const Attempt *x, size_t n, Verification *v, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(NOTICE_RECORD_MAX);
    bool same;

    for (size_t i = 0; i < n; i++)
        attempt_text(&x[i], &text);
    TRY(deed_in_audit(s, city, x->audit_seq, buf_cstr(&text), &same, e));
    if (!same)
        WRONG(v, "发送记录 %lld 至 %lld 与审计链第 %lld 条不符",
              "the attempts %lld to %lld do not match entry %lld of the audit chain", (long long)x->id,
              (long long)x[n - 1].id, (long long)x->audit_seq);
    return true;
}

static bool verify_attempts(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    int64_t n_runs = 0;
    Attempts all;

    TRY(attempt_list(s, city, 0, a, &all, e));
    for (size_t i = 0, k; i < all.n; i += k, n_runs++) {
        k = 1;
        while (i + k < all.n && all.items[i + k].audit_seq == all.items[i].audit_seq)
            k++;
        TRY(verify_run(s, city, &all.items[i], k, v, e));
    }
    return deed_count(s, city, "deliver", n_runs, v, e);
}

bool notice_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    return verify_notices(s, city, v, e) && verify_attempts(s, city, v, e);
}
