/* Submissions: one accepted file, one number, one transaction, one receipt, one entry of the audit chain. */
#pragma once
#include "base/hash.h"
#include "ledger/audit.h"
#include "ledger/finding.h"

/* Who hands in, and when: given by the doors, which alone read the clock. */
typedef struct Intake {
    int64_t city;
    const char *by;          /* role or account */
    const char *received_at; /* ISO 8601, UTC: "2021-07-20T08:30:00Z" */
    int known_on;            /* yyyymmdd: day of knowledge of rows that state none */
} Intake;

typedef struct Submission {
    int64_t id;
    const Intake *intake;
    const char *kind, *file;
    int64_t n_rows;
    Sha256 *rows; /* over the canonical texts, in the order of the file */
} Submission;

typedef struct Receipt {
    int64_t submission, n_rows, audit_seq;
    char file_sha256[SHA256_HEX], rows_sha256[SHA256_HEX];
} Receipt;

/* Opens a submission inside the running transaction. End it with submission_close in any case. */
MUST_USE bool submission_open(Store *s, const Intake *in, const char *kind, const char *file, Submission *out,
                              Err *e);
MUST_USE bool submission_add_sheet(Store *s, const Submission *sub, int sheet, const char *name, Err *e);
/* Writes receipt and audit entry; the caller commits. */
MUST_USE bool submission_finish(Store *s, Submission *sub, const char *file_sha256, const Findings *fs,
                                Receipt *out, Err *e);
void submission_close(Submission *sub);

/* The last submission of the same kind with the same bytes and day of knowledge; 0 when none. */
MUST_USE bool submission_find_same(Store *s, const Intake *in, const char *kind, const char *file_sha256,
                                   int64_t *id, Err *e);

/* A row of the list of submissions. */
typedef struct SubmissionRow {
    int64_t id, n_rows, audit_seq;
    const char *kind, *file, *received_at, *received_by, *file_sha256, *findings, *rows_sha256;
    int known_on;
    bool has_receipt;
} SubmissionRow;
/* Fails: NOT_FOUND. */
MUST_USE bool submission_find(Store *s, int64_t city, int64_t id, Arena *a, SubmissionRow *out, Err *e);
MUST_USE bool submission_list(Store *s, int64_t city, Arena *a, SubmissionRow **rows, size_t *n, Err *e);

/* Compares every submission with its audit entry, and the recomputed digests of rows (by submission; see
 * rows_sha256 and n_rows) with its receipt. digests: [n] in order of submission id. */
typedef struct RowsDigest {
    int64_t submission, n_rows;
    char sha256[SHA256_HEX];
} RowsDigest;
MUST_USE bool submission_verify(Store *s, int64_t city, const RowsDigest *digests, size_t n, Verification *v,
                                Err *e);
