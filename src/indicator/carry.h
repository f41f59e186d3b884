/* Carrying away: every fact, with the codes and texts of the files it came in, in the order of submissions.
 */
#pragma once
#include "indicator/canonical.h"
#include "indicator/history.h"

/* Texts of the store by id: dimensions' codes and remarks. */
typedef struct Texts {
    Str *items;
    size_t n, cap;
} Texts;
typedef struct StoreTexts {
    Texts indicators, areas, sets, remarks;
} StoreTexts;
MUST_USE bool store_texts(Store *s, int64_t city, Arena *a, StoreTexts *out, Err *e);
Str texts_get(const Texts *t, int64_t id); /* "" when there is none */
/* A row of observation_by_submission.sql. */
Canonical canonical_of(const StoreTexts *t, const Query *q);

/* Calls each for every fact known on as_of (0: all), by submission, then in the order of its file. */
typedef bool FactVisitor(void *arg, const Canonical *fact, Err *e);
MUST_USE bool carry_facts(const View *v, FactVisitor *each, void *arg, Err *e);
