/* The record: every judgement that was published is kept with its day, and scored when the year's figure is
 * known. Rows are a city table ("record"), so that they are audited, exported and verified with the others.
 */
#pragma once
#include "ledger/submission.h"
#include "outlook/card.h"

typedef struct Judged {
    int judged_on; /* yyyymmdd */
    int64_t data;  /* last submission behind it */
    Period period;
    const Area *area;
    const Indicator *indicator;
    Measure measure;
    Relation relation;
    double goal;
    double probability;    /* of meeting it */
    double mid, low, high; /* of the year's end, 80 % range; NAN unknown */
    double carried;        /* growth carried forward: level or growth of the year; NAN */
    double department;     /* the department's own forecast; NAN */
    int on_schedule;       /* what time progress said: 1 met, 0 not, -1 nothing */
    const char *method;
    bool sample;
} Judged;

/* The judgements of a card's targets that have a probability. */
void record_of_card(const Outlook *o, const Card *card, int judged_on, int64_t data, Judged **out, size_t *n);

/* All that was ever kept, oldest first. */
MUST_USE bool record_load(Outlook *o, Judged **out, size_t *n, Err *e);

/* Adds judgements in one submission and commits. A judgement of the same day, area, indicator and period
 * replaces nothing: ERR_CONFLICT. */
typedef struct RecordAdd {
    const Intake *intake;
    const Judged *rows;
    size_t n;
} RecordAdd;
MUST_USE bool record_add(Outlook *o, const RecordAdd *add, Receipt *out, Err *e);

enum { RECORD_BINS = 5 };

/* How often what was said came true. Means are NAN with nothing to take them of. */
typedef struct RecordScore {
    size_t n, n_settled;
    double brier, brier_time,
        brier_carried; /* mean squares of probability - outcome; the latter two say 0 or 1 */
    size_t n_ranges, n_inside;
    double error, error_carried,
        error_department; /* mean absolute errors relative to the result, % (growth: points) */
    size_t n_carried, n_time, n_department;
    double error_beside; /* ours on those that the department foresaw */
    struct {
        size_t n, met;
        double said;     /* mean probability */
    } bins[RECORD_BINS]; /* of 20 points each */
} RecordScore;

/* What became of a judgement: NAN while the year's figure is not known. */
typedef struct RecordResult {
    double value;
    int met; /* 1, 0, -1 unknown */
} RecordResult;
/* results [n]. Sources: Brier (1950); Murphy (1973) for the reliability. */
MUST_USE bool record_score(Outlook *o, const Judged *rows, size_t n, RecordResult *results, RecordScore *out,
                           Err *e);
