/* Evidence: files given as proof, kept in the store under the hash of their bytes, each once. */
#pragma once
#include "ledger/submission.h"

enum { EVIDENCE_BYTES_MAX = 20 * 1024 * 1024, EVIDENCE_NAME_MAX = 200 };

/* Stores the bytes, where they are not there yet, in a transaction of its own, with an entry of the audit
 * chain. Fails: INVALID (empty, too large).
 * Not inside a running transaction: the file comes first, then the step that names it. */
MUST_USE bool evidence_add(Store *s, const Intake *in, Str bytes, char sha256[SHA256_HEX], Err *e);
/* The bytes, in the arena. Fails: NOT_FOUND. */
MUST_USE bool evidence_load(Store *s, int64_t city, const char *sha256, Arena *a, Str *out, Err *e);
MUST_USE bool evidence_has(Store *s, int64_t city, const char *sha256, bool *has, int64_t *bytes, Err *e);
/* Rehashes every file. */
MUST_USE bool evidence_verify(Store *s, int64_t city, Verification *v, Err *e);
