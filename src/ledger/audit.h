/* The audit chain: whatever changes the world is entered here in the same transaction. Entry n holds the
 * SHA-256 of entry n - 1 and of its own content, so no entry can be changed, taken away or put between
 * without a trace. */
#pragma once
#include "store/store.h"

typedef struct AuditEntry {
    const char *at; /* ISO 8601, UTC */
    const char *by_whom;
    const char *action;  /* "submit" */
    const char *subject; /* "submission 12" */
    const char *content; /* canonical text of what was done */
} AuditEntry;

/* Adds an entry inside the running transaction; *seq gets its number. */
MUST_USE bool audit_add(Store *s, int64_t city, const AuditEntry *entry, int64_t *seq, Err *e);

/* What a verification found wrong, each a full sentence; n_checked counts what was recomputed. */
typedef struct Verification {
    Arena *arena;
    Lang lang;
    const char **wrong;
    size_t n, cap;
    int64_t n_entries, n_submissions, n_rows;
    /* Called now and then with n_rows so far; NULL: nobody asks. */
    void (*tell)(void *who, int64_t rows);
    void *who;
} Verification;
#define WRONG(v, zh, en, ...) verification_add((v), TEXT((v)->lang, zh, en), ##__VA_ARGS__)
void verification_add(Verification *v, const char *fmt, ...) PRINTF(2, 3);
/* Recomputes the chain: numbers without gaps, links, hashes. Cost: O(entries). */
MUST_USE bool audit_verify(Store *s, int64_t city, Verification *v, Err *e);

/* An entry as it stands in the chain. */
typedef struct AuditRow {
    int64_t seq;
    AuditEntry entry;
    const char *previous, *sha256;
} AuditRow;
/* All entries, oldest first, in the arena. Cost: O(entries). */
MUST_USE bool audit_list(Store *s, int64_t city, Arena *a, AuditRow **rows, size_t *n, Err *e);
