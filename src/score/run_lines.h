/* Lines and frozen numbers of a run, as they are kept and hashed. The room's own. */
#pragma once
#include "score/run.h"

/* Of a computation, in the order in which they are kept. */
size_t run_lines_of(const ScoreResult *r, Arena *a, RunLine **out);
/* Canonical texts: what checksums and the digest of the run are taken over. */
void run_line_text(const RunLine *l, Buf *out);
void run_frozen_text(const ScoreFrozen *f, int64_t line, Buf *out);
/* SHA-256 over all of them. */
void run_digest(const RunLine *lines, size_t n, const ScoreFrozen *frozen, size_t n_frozen,
                char out[SHA256_HEX]);

MUST_USE bool run_store_lines(Store *s, const ScoreRun *run, int64_t city, const RunLine *lines, size_t n,
                              Err *e);
/* Of a run: everything that is frozen, to be put back or hashed. damaged gets the numbers of rows whose
 * checksum is wrong; NULL: not asked. */
typedef struct RunFrozen {
    ScoreFrozen *items;
    size_t n, cap;
    int64_t *damaged;
    size_t n_damaged, cap_damaged;
} RunFrozen;
MUST_USE bool run_load_frozen(Store *s, int64_t city, int64_t run, Arena *a, RunFrozen *out, Err *e);
MUST_USE bool run_store_frozen(Store *s, int64_t city, int64_t run, const ScoreFrozen *items, size_t n,
                               Err *e);
