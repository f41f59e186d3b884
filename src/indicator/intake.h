/* Intake: the figures of one sheet, each checked against the catalogue and the rules, into a submission. */
#pragma once
#include "indicator/lock.h"
#include "indicator/mapping.h"
#include "indicator/observation.h"

/* A pair of which figures came in: what the checks of a whole submission look at again. */
typedef struct Touched {
    const Indicator *indicator;
    const Area *area;
    Place at; /* of its first figure */
} Touched;

/* May this figure be handed in here? For forms, whose unit hands in what it owes, and for accounts that
 * answer for a part. */
typedef struct Allowed {
    bool (*may)(void *arg, const Observation *o); /* NULL: everything may */
    void *arg;
} Allowed;

typedef struct IntakeSheet {
    Store *s;
    const Catalogue *catalogue;
    Submission *sub;
    Findings *fs;
    ObservationWriter *writer;
    int sheet; /* 0 for CSV */
    Arena *arena;
    Touched *touched; /* grows; one entry a pair */
    size_t n_touched, cap_touched;
    void *seen; /* tree of touched pairs */
    const PeriodLocks *locks;
    Allowed allowed;
    void (*progress)(void *arg, const TableReader *r);
    void *progress_arg;
} IntakeSheet;

/* Reads the rest of the reader's sheet. Faults go to in->fs; with faults the caller must roll back. Rows
 * after a fault are still read, so that all faults are told. Cost: O(rows log n). */
MUST_USE bool intake_sheet(IntakeSheet *in, TableReader *r, const Mapping *m, Labels *l, Err *e);
void intake_free(IntakeSheet *in); /* the tree */
