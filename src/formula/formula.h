/* The expression language of assessment schemes: spreadsheet-like, read once, evaluated for all units that
 * are judged together at once (a vector an expression), so that rank() and max_units() are ordinary
 * functions. Pure: no store, no clock; what it reads comes from its host. Evaluation always ends: there are
 * no loops, and size, depth and the number of months read are bounded.
 *
 *     if(growth("GDP") >= 8%, 4, 0) + 6 * ladder(rank(growth("GDP")), 5%)
 *     efficacy(growth("IVA"), param("lo"), param("hi"))
 *     0.1 * (growth("IVA") - city(growth("IVA"))) / 0.1pp
 *
 * Grammar, functions, units and the rules of unknown values: docs/method/formula.md. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"

enum {
    FORMULA_BYTES_MAX = 4096,
    FORMULA_NODES_MAX = 1000,
    FORMULA_DEPTH_MAX = 64,
    FORMULA_ARGS_MAX = 64,
    FORMULA_UNIT_MAX = 32,   /* bytes of a unit of measurement */
    FORMULA_MONTHS_MAX = 60, /* months that one evaluation may look back */
    FORMULA_FAULTS_MAX = 50,
};

/* A unit of measurement: "" a plain number (points, ratios, places), "%" per cent, "pp" percentage points
 * (个百分点), else as the catalogue writes it: "亿元". */
typedef struct FormulaUnit {
    char text[FORMULA_UNIT_MAX];
} FormulaUnit;

/* A place in the formula's text, in bytes; column is what people count: characters from 1. */
typedef struct FormulaSpan {
    size_t at, n, column;
} FormulaSpan;

/* A sentence in the language asked for: where, what was found, what was expected, what to do. */
typedef struct FormulaFault {
    FormulaSpan where;
    const char *text;
} FormulaFault;

/* arena and lang are the caller's. In order of the text. */
typedef struct FormulaFaults {
    Arena *arena;
    Lang lang;
    FormulaFault *items;
    size_t n, cap;
} FormulaFaults;

/* A function that reads from the host: growth("IVA"). Its arguments are text literals. */
typedef struct FormulaReader {
    const char *name;
    size_t least, most;  /* number of text arguments, at most 3 */
    const char *zh, *en; /* what it gives: for documents and for the editor */
    const char *example;
} FormulaReader;

/* Whose values are wanted. */
typedef enum FormulaScope {
    FORMULA_OF_UNITS, /* one value a unit of the host: out[n] */
    FORMULA_OF_WHOLE, /* inside city(): one value of the whole, out[1] */
} FormulaScope;

/* A reading that a formula makes. */
typedef struct FormulaRef {
    const FormulaReader *reader;
    const char *args[3]; /* "" where left out */
    FormulaScope scope;
    /* 0: the period that is assessed; 1: a month before (before(), *_months()). As parsed, that of the last
     * month of a *_months(). */
    int months_back;
    FormulaSpan where;
} FormulaRef;

/* An aggregate over the units, which a host may keep and put back: bounds that are frozen with a result. */
typedef struct FormulaGroup {
    const char *function; /* "max_units" */
    FormulaSpan where;
    int months_back;
} FormulaGroup;

/* Where values come from. who is passed back. */
typedef struct FormulaHost {
    void *who;
    size_t n;   /* units that are judged together; not needed to parse */
    int months; /* months from January to the period: what *_months() runs over, 1..12; not needed to parse */
    const FormulaReader *readers;
    size_t n_readers;
    /* When the formula is parsed: is there such a thing, and in which unit? A false return with a sentence in
     * e is a fault at the reading's place. */
    bool (*check)(void *who, const FormulaRef *ref, FormulaUnit *unit, Err *e);
    /* Fills out [n] or [1] by scope; NAN where unknown. False only for failures of the machine. */
    bool (*read)(void *who, const FormulaRef *ref, double *out, Err *e);
    /* May replace an aggregate over the units by a frozen one, and may note it. NULL: none. */
    void (*group)(void *who, const FormulaGroup *g, double *value);
} FormulaHost;

typedef struct Formula Formula; /* parsed and checked; lives in the arena it was parsed into; immutable */

/**
 * Parses and checks a text: syntax, names, number of arguments, units of measurement. All faults that can be
 * told are told; after a fault of syntax the rest is not looked at.
 *
 * Fails: never otherwise; NULL with at least one fault.
 * Cost:  O(bytes).
 */
const Formula *formula_parse(Str text, const FormulaHost *host, Arena *a, FormulaFaults *faults);
/* Unit of the result. */
FormulaUnit formula_unit(const Formula *f);
/* A result as points: a plain number as it is, "%" divided by 100; NAN for any other unit, of which no points
 * can be given: ask formula_gives_points() when the formula is parsed. */
double formula_points(FormulaUnit unit, double value);
bool formula_gives_points(FormulaUnit unit);
/* Every reading that it makes, in order of the text. */
size_t formula_refs(const Formula *f, const FormulaRef **out);

/**
 * Evaluates for all units of the host.
 *
 * out   [host->n]  in formula_unit; a truth is 1 or 0
 * NAN   unknown: of what is unknown, of division by zero, of what overflows
 *
 * Fails: as host->read does.
 * Cost:  O(nodes x n), times the months inside a *_months(); rank() and median_units() O(n log n). Memory of
 *        a: at most 13 values a node and unit, whatever the months.
 */
MUST_USE bool formula_eval(const Formula *f, const FormulaHost *host, Arena *a, double *out, Err *e);

/* One step of an explanation, outermost first: what this piece of the text came to for one unit. */
typedef struct FormulaStep {
    FormulaSpan where;
    int depth; /* 0: the whole formula */
    double value;
    FormulaUnit unit;
    bool truth;            /* value is 1 or 0 and means yes or no */
    int months_back;       /* as of FormulaRef */
    const FormulaRef *ref; /* of a reading, else NULL */
} FormulaStep;
typedef struct FormulaSteps {
    FormulaStep *items;
    size_t n, cap;
} FormulaSteps;

/**
 * How the value of the unit numbered `unit` (< host->n) came about. Literals are left out, terms of one sum
 * (product, and, or) stand side by side; of *_months() the months that were known follow, January first, each
 * with its own steps.
 *
 * Fails: as host->read does.
 * Cost:  that of formula_eval.
 */
MUST_USE bool formula_explain(const Formula *f, const FormulaHost *host, size_t unit, Arena *a,
                              FormulaSteps *out, Err *e);

/* The built-in functions, for documents and the editor. */
typedef struct FormulaFunction {
    const char *name, *arguments, *zh, *en, *example;
    const struct FormulaWork *work; /* the room's own */
} FormulaFunction;
const FormulaFunction *formula_functions(size_t *n);
