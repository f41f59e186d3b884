/* Observations: facts going into the store, each with the checksum that names it when it is damaged, and
 * their verification. Append-only: there is no way here to change one. */
#pragma once
#include "indicator/history.h"
#include "ledger/submission.h"

/* A fact on its way in. Texts may be empty. */
typedef struct Observation {
    const Indicator *indicator;
    const Area *area;
    const char *against; /* code of the peer set of a rank, else "" */
    Fact fact;           /* source, note and against are set by observation_store */
    Str source, note;
} Observation;

/* What storing many observations keeps between them: ids of the last texts, a buffer. One a submission. */
typedef struct ObservationWriter ObservationWriter;
ObservationWriter *observation_writer(Store *s, Submission *sub);
void observation_writer_free(ObservationWriter **w);
/* Stores o in the submission. *duplicate tells that the file has this key already (nothing is stored then).
 * Cost: O(log n) in the store. */
MUST_USE bool observation_store(ObservationWriter *w, const Observation *o, bool *duplicate, Err *e);
/* Where the submission holds the key of o already. */
MUST_USE bool observation_place(ObservationWriter *w, const Observation *o, Place *at, Err *e);

/* Recomputes the checksum of every fact and the digest of every submission of facts. Damaged rows are named
 * in v; digests (by submission) go to *digests. Cost: O(n log n), memory of the dimension and remark texts.
 */
MUST_USE bool observation_verify(Store *s, int64_t city, Verification *v, RowsDigest **digests, size_t *n,
                                 Err *e);
/* Everything: chain, submissions, rows, reviews, locks, and the store's own checks. */
MUST_USE bool ledger_verify(Store *s, int64_t city, Verification *v, Err *e);
