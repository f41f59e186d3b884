/* Forms: what one unit hands in for a month, cell by cell, with what helps to fill it. Targets are never
 * among it: who reports must not be told what to report. Handing in is an import: the cells become rows, and
 * pass the one intake. */
#pragma once
#include "indicator/completeness.h"
#include "indicator/import.h"
#include "indicator/surprise.h"

/* A figure known before, to compare with. NAN where there is none. */
typedef struct Earlier {
    Period period;
    double value;
    int decimals;
    Status status;
} Earlier;

typedef struct FormCell {
    OwedCell owed;
    Earlier before, last_year; /* of the period before that is due, and of the same period of last year */
    bool has_expected;
    Expected expected; /* see indicator/surprise.h */
} FormCell;

typedef enum FormState {
    FORM_OPEN,
    FORM_LATE,
    FORM_RETURNED,
    FORM_HANDED_IN,
    FORM_APPROVED,
    FORM_LOCKED,
    FORM_STATES,
} FormState;
const char *form_state_code(FormState s); /* "handed_in" */
const char *form_state_name(FormState s, Lang lang);

typedef struct Form {
    Unit unit;
    Period period; /* the month */
    FormCell *cells;
    size_t n;
    OwedCounts counts;
    FormState state;
    int due_on, late_days; /* as of OwedUnit */
} Form;

/* A closed form before a returned one before a late one; what is not wholly in is open. */
FormState form_state(const OwedUnit *u);
/* The form of one unit: the figures that it owes for the month. Fails: NOT_FOUND when it owes none. Cost: one
 * run of the year-end engine for each flow. */
MUST_USE bool form_of(const Collecting *c, const Unit *u, Arena *a, Form *out, Err *e);
/* The forms of the month without their cells; units that owe nothing have none. */
MUST_USE bool form_list(const Collecting *c, Arena *a, Form **out, size_t *n, Err *e);
/* Unit of a cell as it is typed in: the indicator's for a value, % or 个百分点 for growth. */
const char *form_unit_of(const Indicator *i, Measure m, Lang lang);

/* Digits behind the point that are asked for: the indicator's of a value, one of growth. */
int form_decimals(const OwedCell *c);

/* One cell as typed: texts as people write them. An empty value is a cell left open. */
typedef struct FormEntry {
    const char *indicator, *area, *measure; /* codes or names; area "": the unit's own; measure "": value */
    const char *value, *note, *status;      /* status "": published */
} FormEntry;

/* What is handed in: cells, or a file (a filled template, or any that import reads). */
typedef struct FormHandIn {
    ImportSpec import; /* who, when, dry run (check only), accepted warnings */
    UnitKind kind;
    const char *unit; /* code */
    Period period;
    const FormEntry *entries; /* [n] */
    size_t n;
    const char *path; /* NULL: entries */
} FormHandIn;

/**
 * Hands in, in one transaction with receipt and audit entry; nothing is stored when a fault is found, or a
 * warning that is not accepted. Findings on entries stand in row (index + 2): see form_finding_entry.
 *
 * Fails: as import_path; CONFLICT when the department's period is closed (by whom and why); NOT_FOUND (no
 * such unit, or it owes nothing). A figure that the unit does not owe is a fault: not-owed.
 */
MUST_USE bool form_submit(Store *s, const FormHandIn *in, Arena *a, ImportReport *out, Err *e);
/* The entry that a finding is about; NULL when it is about the whole or the file. */
const FormEntry *form_finding_entry(const FormHandIn *in, const Finding *f);
