#include "ledger/review.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "ledger/deed.h"

static const struct {
    const char *code, *zh, *en;
} decisions[] = {
    [DECISION_APPROVE] = {"approve", "审核通过", "approved"},
    [DECISION_RETURN] = {"return", "退回", "returned"},
};

const char *decision_code(Decision d)
{
    return decisions[d].code;
}

const char *decision_name(Decision d, Lang lang)
{
    return TEXT(lang, decisions[d].zh, decisions[d].en);
}

static void canonical(const Review *r, Buf *out)
{
    buf_printf(out, "review %lld\nsubmission %lld\ndecision %s\nby %s\nat %s\nreason %s\n", (long long)r->id,
               (long long)r->submission, decision_code(r->decision), r->by, r->at, r->reason);
}

static Review read_review(const Query *q, Arena *a)
{
    return (Review){.id = query_int(q, 0),
                    .submission = query_int(q, 1),
                    .decision = str_eq(query_text(q, 2), "return") ? DECISION_RETURN : DECISION_APPROVE,
                    .reason = str_dup(a, query_text(q, 3)),
                    .by = str_dup(a, query_text(q, 4)),
                    .at = str_dup(a, query_text(q, 5)),
                    .audit_seq = query_int(q, 6)};
}

bool review_latest(Store *s, const ReviewKey *key, Arena *a, Review *out, bool *found, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    char until[DEED_AT_MAX];

    deed_until(key->as_of, until);
    TRY(QUERY(s, SQL_REVIEW_LATEST, &q, e, INT(key->city), INT(key->submission), TEXTARG(until)) &&
        query_next(q, found, e));
    if (*found)
        *out = read_review(q, a);
    return true;
}

bool review_list(Store *s, int64_t city, Arena *a, Review **rows, size_t *n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    size_t cap = 0;
    bool row;

    *rows = NULL;
    *n = 0;
    TRY(QUERY(s, SQL_REVIEW_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, *rows, *n, cap);
        (*rows)[(*n)++] = read_review(q, a);
    }
}

/* ---- a new one ---- */

static bool check_submission(Store *s, const Intake *in, const Review *said, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_SUBMISSION_BY_ID, &q, e, INT(in->city), INT(said->submission)) &&
        query_next(q, &row, e));
    if (!row)
        return ERR(e, ERR_NOT_FOUND, "没有第 %lld 号提交；qingyu submissions 列出了所有提交",
                   "there is no submission %lld; qingyu submissions lists all of them",
                   (long long)said->submission);
    if (!str_eq(query_text(q, 1), "observations"))
        return ERR(e, ERR_INVALID, "第 %lld 号提交是城市表，不审核；要改就再导入一份",
                   "submission %lld is a table of the city, which is not reviewed; import another to change "
                   "it",
                   (long long)said->submission);
    if (str_eq(query_text(q, 5), in->by))
        return ERR(e, ERR_FORBIDDEN, "第 %lld 号提交是 %s 自己报的；请由另一个人审核",
                   "submission %lld was handed in by %s, who cannot review it; another must",
                   (long long)said->submission, in->by);
    return true;
}

static bool check_change(Store *s, const Intake *in, const Review *said, Arena *a, Err *e)
{
    Review last;
    bool found;

    TRY(review_latest(s, &(ReviewKey){in->city, said->submission, 0}, a, &last, &found, e));
    if (!found || last.decision != said->decision)
        return true;
    return ERR(e, ERR_CONFLICT, "第 %lld 号提交已由 %s 于 %s %s",
               "submission %1$lld was already %4$s by %2$s at %3$s", (long long)said->submission, last.by,
               last.at, decision_name(last.decision, e->lang));
}

static bool enter(Store *s, const Intake *in, Review *r, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    AUTO(query_end) Query *q = NULL;
    char subject[64];
    bool row;

    TRY(QUERY(s, SQL_REVIEW_LAST, &q, e, INT(in->city)) && query_next(q, &row, e));
    r->id = query_int(q, 0) + 1;
    r->by = in->by;
    r->at = in->received_at;
    canonical(r, &text);
    snprintf(subject, sizeof subject, "submission %lld", (long long)r->submission);
    TRY(audit_add(s, in->city, &(AuditEntry){r->at, r->by, "review", subject, buf_cstr(&text)}, &r->audit_seq,
                  e));
    return RUN(s, SQL_REVIEW_INSERT, e, INT(in->city), INT(r->id), INT(r->submission),
               TEXTARG(decision_code(r->decision)), TEXTARG(r->reason), TEXTARG(r->by), TEXTARG(r->at),
               INT(r->audit_seq));
}

bool review_add(Store *s, const Intake *in, Review *said, Arena *a, Err *e)
{
    said->reason = said->reason ? said->reason : "";
    TRY(deed_reason(said->reason, said->decision == DECISION_RETURN, e));
    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(check_submission(s, in, said, e) && check_change(s, in, said, a, e) && enter(s, in, said, e));
    return store_commit(s, e);
}

bool review_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(FIELD_MAX);
    Review *rows;
    size_t n;

    TRY(review_list(s, city, a, &rows, &n, e));
    for (size_t i = 0; i < n; i++) {
        bool same;
        buf_clear(&text);
        canonical(&rows[i], &text);
        TRY(deed_in_audit(s, city, rows[i].audit_seq, buf_cstr(&text), &same, e));
        if (!same)
            WRONG(v, "审核 %lld(提交 %lld)与审计链第 %lld 条不符",
                  "review %lld (submission %lld) does not match entry %lld of the audit chain",
                  (long long)rows[i].id, (long long)rows[i].submission, (long long)rows[i].audit_seq);
    }
    return deed_count(s, city, "review", (int64_t)n, v, e);
}
