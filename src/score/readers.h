/* The readers that formulas of schemes have, and their checking. The room's own. */
#pragma once
#include "score/scheme.h"

typedef enum ReaderKind {
    READER_VALUE,
    READER_GROWTH,
    READER_TARGET,
    READER_ENTRY,
    READER_TASKS,
    READER_PROJECTS,
    READER_WEIGHT,
    READER_PARAM,
    READER_SCORE,
    READER_TOTAL,
    READER_PLACE,
    READERS,
} ReaderKind;
extern const FormulaReader score_readers[READERS];
ReaderKind reader_kind(const FormulaRef *ref);

/* Which formulas are read: what they may read follows from the table. */
typedef struct ReaderCheck {
    const SchemeWorld *world;
    const Scheme *scheme; /* its items, params and entries are there already */
    const char *table;    /* "items", "gates", "lists" */
} ReaderCheck;
/* For FormulaHost.check; who is a ReaderCheck. */
bool reader_check(void *who, const FormulaRef *ref, FormulaUnit *unit, Err *e);

/* What a reading of a figure is of. */
typedef struct FigureKey {
    const Indicator *indicator;
    Basis basis;
    Measure measure;
} FigureKey;
/* Of value() and growth(). Fails: NOT_FOUND, INVALID. */
MUST_USE bool reader_figure(const Catalogue *c, const FormulaRef *ref, FigureKey *out, Err *e);
/* Of target(). */
MUST_USE bool reader_target(const Catalogue *c, const FormulaRef *ref, FigureKey *out, Err *e);
