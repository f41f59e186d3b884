#include "ledger/submission.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"

bool submission_open(Store *s, const Intake *in, const char *kind, const char *file, Submission *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_SUBMISSION_LAST, &q, e, INT(in->city)) && query_next(q, &row, e));
    *out = (Submission){
        .id = query_int(q, 0) + 1, .intake = in, .kind = kind, .file = file, .rows = sha256_new()};
    return RUN(s, SQL_SUBMISSION_INSERT, e, INT(in->city), INT(out->id), TEXTARG(kind), TEXTARG(file),
               INT(in->known_on), TEXTARG(in->received_at), TEXTARG(in->by));
}

bool submission_add_sheet(Store *s, const Submission *sub, int sheet, const char *name, Err *e)
{
    return RUN(s, SQL_SHEET_INSERT, e, INT(sub->intake->city), INT(sub->id), INT(sheet), TEXTARG(name));
}

void submission_close(Submission *sub)
{
    if (sub->rows)
        sha256_free(&sub->rows);
}

/* The text of a submission that the audit chain protects: every field of submission, its sheets and its
 * receipt. */
static bool canonical(Store *s, int64_t city, const SubmissionRow *r, Buf *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    buf_printf(out, "submission %lld\nkind %s\nfile %s\nknown_on %d\nreceived_at %s\nreceived_by %s\n",
               (long long)r->id, r->kind, r->file, r->known_on, r->received_at, r->received_by);
    TRY(QUERY(s, SQL_SHEET_ALL, &q, e, INT(city), INT(r->id)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        Str name = query_text(q, 1);
        buf_printf(out, "sheet %lld %.*s\n", (long long)query_int(q, 0), (int)name.n, name.s);
    }
    buf_printf(out, "file_sha256 %s\nn_rows %lld\nrows_sha256 %s\nfindings\n%s", r->file_sha256,
               (long long)r->n_rows, r->rows_sha256, r->findings);
    return true;
}

static bool enter_in_audit(Store *s, const SubmissionRow *r, const Intake *in, int64_t *seq, Err *e)
{
    AUTO(buf_free) Buf content = buf_new(REPORT_BYTES_MAX);
    char subject[64];

    TRY(canonical(s, in->city, r, &content, e));
    snprintf(subject, sizeof subject, "submission %lld", (long long)r->id);
    return audit_add(s, in->city,
                     &(AuditEntry){in->received_at, in->by, "submit", subject, buf_cstr(&content)}, seq, e);
}

bool submission_finish(Store *s, Submission *sub, const char *file_sha256, const Findings *fs, Receipt *out,
                       Err *e)
{
    const Intake *in = sub->intake;
    AUTO(buf_free) Buf record = buf_new(REPORT_BYTES_MAX);

    findings_record(fs, &record);
    *out = (Receipt){.submission = sub->id, .n_rows = sub->n_rows};
    snprintf(out->file_sha256, SHA256_HEX, "%s", file_sha256);
    sha256_hex(sub->rows, out->rows_sha256);
    SubmissionRow r = {.id = sub->id,
                       .n_rows = sub->n_rows,
                       .kind = sub->kind,
                       .file = sub->file,
                       .received_at = in->received_at,
                       .received_by = in->by,
                       .file_sha256 = file_sha256,
                       .findings = buf_cstr(&record),
                       .rows_sha256 = out->rows_sha256,
                       .known_on = in->known_on};
    TRY(enter_in_audit(s, &r, in, &out->audit_seq, e));
    return RUN(s, SQL_RECEIPT_INSERT, e, INT(in->city), INT(sub->id), TEXTARG(file_sha256), INT(sub->n_rows),
               TEXTARG(r.findings), TEXTARG(out->rows_sha256), INT(out->audit_seq));
}

bool submission_find_same(Store *s, const Intake *in, const char *kind, const char *file_sha256, int64_t *id,
                          Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_SUBMISSION_BY_HASH, &q, e, INT(in->city), TEXTARG(kind), TEXTARG(file_sha256),
              INT(in->known_on)));
    TRY(query_next(q, &row, e));
    *id = row ? query_int(q, 0) : 0;
    return true;
}

static SubmissionRow row_of(const Query *q, Arena *a)
{
    return (SubmissionRow){.id = query_int(q, 0),
                           .kind = str_dup(a, query_text(q, 1)),
                           .file = str_dup(a, query_text(q, 2)),
                           .known_on = (int)query_int(q, 3),
                           .received_at = str_dup(a, query_text(q, 4)),
                           .received_by = str_dup(a, query_text(q, 5)),
                           .has_receipt = !query_is_null(q, 6),
                           .file_sha256 = str_dup(a, query_text(q, 6)),
                           .n_rows = query_int(q, 7),
                           .findings = str_dup(a, query_text(q, 8)),
                           .rows_sha256 = str_dup(a, query_text(q, 9)),
                           .audit_seq = query_int(q, 10)};
}

bool submission_find(Store *s, int64_t city, int64_t id, Arena *a, SubmissionRow *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_SUBMISSION_BY_ID, &q, e, INT(city), INT(id)) && query_next(q, &row, e));
    if (!row)
        return ERR(e, ERR_NOT_FOUND, "没有第 %lld 号提交", "there is no submission %lld", (long long)id);
    *out = row_of(q, a);
    return true;
}

bool submission_list(Store *s, int64_t city, Arena *a, SubmissionRow **rows, size_t *n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    size_t cap = 0;
    bool row;

    *rows = NULL;
    *n = 0;
    TRY(QUERY(s, SQL_SUBMISSION_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, *rows, *n, cap);
        (*rows)[(*n)++] = row_of(q, a);
    }
}

static bool audit_content(Store *s, int64_t city, int64_t seq, Arena *a, const char **content, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_AUDIT_BY_SEQ, &q, e, INT(city), INT(seq)) && query_next(q, &row, e));
    *content = row ? str_dup(a, query_text(q, 0)) : "";
    return true;
}

static bool verify_one(Store *s, int64_t city, const SubmissionRow *r, const RowsDigest *d, Verification *v,
                       Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(REPORT_BYTES_MAX);
    const char *content;

    v->n_submissions++;
    if (!r->has_receipt) {
        WRONG(v, "提交 %lld(%s)没有回执", "submission %lld (%s) has no receipt", (long long)r->id, r->file);
        return true;
    }
    TRY(canonical(s, city, r, &text, e) && audit_content(s, city, r->audit_seq, a, &content, e));
    if (strcmp(buf_cstr(&text), content) != 0)
        WRONG(v, "提交 %lld(%s)的登记与审计链第 %lld 条不符",
              "submission %lld (%s) does not match entry %lld of the audit chain", (long long)r->id, r->file,
              (long long)r->audit_seq);
    if ((d ? d->n_rows : 0) != r->n_rows)
        WRONG(v, "提交 %lld(%s)应有 %lld 行，实有 %lld 行",
              "submission %lld (%s) should have %lld rows and has %lld", (long long)r->id, r->file,
              (long long)r->n_rows, (long long)(d ? d->n_rows : 0));
    else if (d && strcmp(d->sha256, r->rows_sha256) != 0)
        WRONG(v, "提交 %lld(%s)的数据与回执的校验值不符",
              "the rows of submission %lld (%s) do not match its receipt", (long long)r->id, r->file);
    return true;
}

bool submission_verify(Store *s, int64_t city, const RowsDigest *digests, size_t n, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    SubmissionRow *rows;
    size_t n_rows, j = 0;

    TRY(submission_list(s, city, a, &rows, &n_rows, e));
    for (size_t i = 0; i < n_rows; i++) {
        for (; j < n && digests[j].submission < rows[i].id; j++)
            WRONG(v, "有 %lld 行数据属于不存在的提交 %lld",
                  "%lld rows belong to submission %lld, which does not exist", (long long)digests[j].n_rows,
                  (long long)digests[j].submission);
        bool has = j < n && digests[j].submission == rows[i].id;
        TRY(verify_one(s, city, &rows[i], has ? &digests[j] : NULL, v, e));
        j += has;
    }
    return true;
}
