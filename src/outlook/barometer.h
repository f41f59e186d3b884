/* The barometer (晴雨表): a composite of monthly indicators that is held against a target such as investment:
 * where it stands, in which band, what it consists of, and what its past calls were worth. Components,
 * weights and bands are data of the city (barometer.csv, barometer_bands.csv); the arithmetic is
 * stats/composite. */
#pragma once
#include "ledger/finding.h"
#include "outlook/situation.h"
#include "stats/composite.h"

typedef struct BarometerBand {
    const char *code, *zh, *en, *source;
    double least; /* index from which it is said; -INFINITY: the lowest */
} BarometerBand;

typedef struct BarometerPart {
    const Indicator *indicator;
    Measure
        measure;   /* yoy: growth, published or where the indicator allows computed; value: a rate or index */
    int sign;      /* -1: a rise is a bad sign */
    double weight; /* as the city gave it */
    const char *lead, *source; /* what is said of its lead, and where the choice comes from */
    Figure figure;             /* of the period */
    double z;                  /* standardised, sign turned; NAN */
    double points;             /* of the index: 10 x its share of the weight there x z; NAN */
    size_t n_known;            /* months of the window in which it is known */
    bool sample;               /* any figure of the window is a sample */
} BarometerPart;

enum { BAROMETER_CALL_MONTHS = 3, BAROMETER_MONTHS_MAX = 133, BAROMETER_PARTS_MAX = 50 };

typedef struct Barometer {
    const char *code, *name_zh, *name_en;
    const Indicator *target;
    Measure target_measure;
    const Area *area;
    Period period; /* a month */
    size_t window; /* months over which the parts are standardised */
    BarometerPart *parts;
    size_t n_parts;
    Period first; /* month of index[0] */
    size_t n;     /* months up to period */
    double *index, *share,
        *held;                 /* [n] 100 + 10 z; share of the weight that was there, 0..1; the target. NAN */
    double now, before;        /* of the period and of the last month before it that has an index; NAN */
    const BarometerBand *band; /* of now; NULL unknown */
    /* Its record, on an index that at every month knew only the months before it. */
    CompositeLead lead;
    CompositeCalls calls; /* whether the target is higher in BAROMETER_CALL_MONTHS months */
    bool sample;          /* a figure of the window or of the target's line is a sample */
} Barometer;

/* Codes of the city's barometers on a day, in the order of the file. */
MUST_USE bool barometers(const Outlook *o, int on, const char ***codes, size_t *n, Err *e);

typedef struct BarometerKey {
    const char *code; /* NULL: the first */
    const Area *area;
    Period period;
} BarometerKey;
/**
 * fs  gets every fault of its rows: name, target or window that differ between rows, a weight of 0 or less, a
 *     window under COMPOSITE_MIN_MONTHS or beyond BAROMETER_MONTHS_MAX, the level of a flow as a component
 *
 * Fails: NOT_FOUND (no such barometer), REFUSED (faults), INVALID (too many components).
 * now is NAN where too little is known. Cost: O(parts x (facts of the pair + months)).
 */
MUST_USE bool barometer_of(Outlook *o, const BarometerKey *key, Findings *fs, Barometer *out, Err *e);
const char *barometer_name(const Barometer *b, Lang lang);
/* The month of index[i]. */
Period barometer_month(const Barometer *b, size_t i);
/* Share of its calls that were right, and of the base rate's ("as last month"); NAN without calls. */
double barometer_hits(const Barometer *b);
double barometer_base_hits(const Barometer *b);
