/* Completeness: which unit owes which figure of a month, and what became of each. A unit is a department (the
 * city's own figures of its indicators) or a town, street or park (its figures of the indicators that towns
 * hand in); every figure is owed by one unit. Nothing is kept: the state follows from the facts, the reviews
 * and the locks as known on a day. */
#pragma once
#include "indicator/due.h"
#include "indicator/lock.h"

typedef enum UnitKind { UNIT_DEPARTMENT, UNIT_AREA } UnitKind;
const char *unit_kind_code(UnitKind k); /* "department", "area" */
bool unit_kind_parse(Str s, UnitKind *k);

/* Who hands in: one of the two is set. */
typedef struct Unit {
    UnitKind kind;
    const Department *department;
    const Area *area;
} Unit;
const char *unit_code(const Unit *u);
const char *unit_name(const Unit *u, Lang lang);
/* A department by code, name or alias, or an area that is a part of the city. Fails: NOT_FOUND. */
MUST_USE bool unit_find(const City *c, Str text, Unit *out, Err *e);

typedef enum OwedState {
    OWED_MISSING,  /* due, and there is time */
    OWED_LATE,     /* due, and the day has passed */
    OWED_IN,       /* handed in, not reviewed */
    OWED_RETURNED, /* the last submission that brought it was returned: owed again */
    OWED_APPROVED,
    OWED_NOT_DUE, /* not this month, or the month is not over */
    OWED_LOCKED,  /* only shown: see owed_shown */
    OWED_STATES,
} OwedState;
const char *owed_code(OwedState s); /* "not_due" */
const char *owed_name(OwedState s, Lang lang);

/* One figure that a unit answers for. */
typedef struct OwedCell {
    const Indicator *indicator;
    const Area *area;
    Measure measure;
    Basis basis;   /* of the catalogue's the one that a round of collecting asks for: ytd before the others */
    Period period; /* in the form of the basis */
    bool due;
    int due_on;    /* 0: no rule says */
    int late_days; /* of one that is owed and late, returned ones too; else 0 */
    OwedState state;
    const PeriodLock *lock; /* NULL: open */
    /* The last submission that brought it (forecasts apart); 0 none. */
    int64_t submission;
    double value; /* NAN none */
    int decimals;
    Status status;
    const char *by, *at, *reason; /* of that submission; reason: why it was returned, else "" */
    bool forecast_only;           /* a forecast is there, the figure is not */
} OwedCell;
/* Does the unit still have to hand it in: missing, late, returned? */
bool owed_is_open(const OwedCell *c);
/* The state as a form shows it: a closed period before all else. */
OwedState owed_shown(const OwedCell *c);

/* Of due cells. n_in: handed in, the n_approved among them; n_missing and n_late exclude each other. */
typedef struct OwedCounts {
    size_t n_due, n_in, n_approved, n_missing, n_late, n_returned;
} OwedCounts;

typedef struct OwedUnit {
    Unit unit;
    OwedCell *cells; /* in the order of indicators.csv */
    size_t n;
    OwedCounts counts;
    int due_on;    /* the first day on which one of its due cells is due; 0 none */
    int late_days; /* the most of a cell */
    bool locked;   /* every due cell is */
} OwedUnit;

typedef struct Completeness {
    Period period; /* the month */
    OwedUnit *units;
    size_t n;
    OwedCounts counts;
    int64_t *submissions; /* [n_submissions] all that brought a figure of the month, ascending */
    size_t n_submissions;
} Completeness;
/* Did the submission bring a figure of the month, the last or an earlier one? */
bool completeness_has(const Completeness *c, int64_t submission);

/* What is looked at, and from which day (yyyymmdd) lateness is counted; today 0: nothing is late, and the
 * month counts as over. */
typedef struct Collecting {
    View known;
    const Catalogue *catalogue;
    Period period; /* its month is taken */
    int today;
} Collecting;

/* All units that answer for a figure: departments in the order of departments.csv, then the parts of the
 * city. Cost: O(cells x log n). */
MUST_USE bool completeness_of(const Collecting *c, Arena *a, Completeness *out, Err *e);
/* The same of one unit. */
MUST_USE bool completeness_of_unit(const Collecting *c, const Unit *u, Arena *a, OwedUnit *out, Err *e);

/* Is this one of the figures that the unit owes for the month? Depends on the catalogue alone. */
typedef struct OwedKey {
    const Indicator *indicator;
    const Area *area;
    Measure measure;
    Basis basis;
    Period period;
} OwedKey;
bool unit_owes(const Unit *u, const City *c, Period month, const OwedKey *key);
/* The basis and period in which a round of collecting asks for the indicator's figure of a month. */
Basis owed_basis(const Indicator *i);
Period owed_period(const Indicator *i, Period month);
