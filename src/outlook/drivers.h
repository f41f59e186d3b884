/* The driver tree (系统思维): which parts make up a total such as GDP, what drives each part, and how many
 * points each brought to the total's growth. The tree is data of the city (drivers.csv); the figures are
 * facts. Published growth is taken as it is and never computed over; what does not add up is the residual,
 * and is told.
 *
 * Points of growth are multiples of DRIVER_GRID, so that they add up to the last bit in any order: the points
 * of the parts and the residual are the points of the whole. */
#pragma once
#include "ledger/finding.h"
#include "outlook/situation.h"

#define DRIVER_GRID 0x1p-40 /* points: 9.1e-13 */
#define DRIVER_NONE ((size_t)-1)

/* What moves a part: one point of the driver's growth moves the part's growth by `elasticity` points. */
typedef struct DriverLink {
    size_t driver; /* in the tree's drivers */
    double elasticity;
    const char *source;
} DriverLink;

typedef struct DriverNode {
    const char *code, *name_zh, *name_en, *note;
    size_t parent;              /* DRIVER_NONE of the root */
    size_t depth, n_parts;      /* 0 of the root; number of its children */
    const Indicator *indicator; /* whose growth it is; NULL: follows from its parts */
    const Indicator *weight;    /* whose level of a year ago weighs it */
    DriverLink *links;          /* of nodes without parts alone */
    size_t n_links;
} DriverNode;

typedef struct DriverOf {
    const char *code, *name_zh, *name_en;
    const Indicator *indicator;
} DriverOf;

typedef struct DriverTree {
    const char *code;
    DriverNode *nodes; /* the root first, every whole before its parts, in the order of the file */
    size_t n;
    DriverOf *drivers; /* each once */
    size_t n_drivers;
} DriverTree;

/* Codes of the city's trees on a day, in the order of the file. */
MUST_USE bool drivers_trees(const Outlook *o, int on, const char ***codes, size_t *n, Err *e);
/**
 * Loads and checks a tree as it holds on the last day of p. code NULL: the first one.
 *
 * fs  gets every fault of the tree with its row and column of drivers.csv: several roots or none, a parent
 *     that there is not, a cycle, a row that contradicts another of its node, no weight, an elasticity that
 *     is missing or without a source, a driver of a node that has parts, a driver that is itself a node
 *
 * Fails: NOT_FOUND (no such tree, with those there are), REFUSED (faults, which are in fs).
 */
typedef struct DriverKey {
    const char *code;
    Period period;
} DriverKey;
MUST_USE bool drivers_load(const Outlook *o, const DriverKey *key, Findings *fs, DriverTree *out, Err *e);
/* A node by its code, DRIVER_NONE when there is none; and a driver likewise. */
size_t drivers_node(const DriverTree *t, const char *code);
size_t drivers_driver(const DriverTree *t, const char *code);
const char *driver_node_name(const DriverNode *n, Lang lang);
const char *driver_name(const DriverOf *d, Lang lang);

/* ---- figures ---- */

typedef enum DriverOrigin {
    DRIVER_UNKNOWN,   /* the value is NAN */
    DRIVER_PUBLISHED, /* as it was published */
    DRIVER_DERIVED,  /* follows from others: a level from this year's level and growth, a growth from parts */
    DRIVER_FORECAST, /* the year's end as it is foreseen */
} DriverOrigin;

typedef struct DriverFigure {
    double value;
    DriverOrigin origin;
    bool sample; /* rests on a sample figure */
} DriverFigure;
/* "published", "derived", "forecast", "sample" (one that stands in for a published one), "" unknown. */
const char *driver_figure_status(const DriverFigure *f);
/* In words, with the mark of a sample that it rests on. */
const char *driver_figure_status_name(const DriverFigure *f, Arena *a, Lang lang);

/* The figures of a tree in a period, from January on. */
typedef struct DriverState {
    const DriverTree *tree;
    const Area *area;
    Period period;
    bool year_end;        /* growth as foreseen for the year's end, weights of last year's whole */
    DriverFigure *growth; /* [tree->n] %, against the same period of last year */
    DriverFigure *share;  /* [tree->n] of the root's level a year ago: 0..1, of the root 1 */
    DriverFigure *driver; /* [tree->n_drivers] growth, % */
    double *moves;        /* [tree->n_drivers] standard deviation of its own past moves from one period to the
                             next, points; NAN with fewer than DRIVER_MOVES_MIN */
    size_t n_unknown;     /* nodes without growth or share */
    bool sample;
} DriverState;
enum { DRIVER_MOVES_MIN = 6 };

typedef struct DriverAsk {
    const Area *area;
    Period period;
    bool year_end;
} DriverAsk;
/**
 * Fills in the figures. Growth is the published one; of a node that none was published of, the weighted mean
 * of its parts when all of them are known. With year_end growth is what outlook foresees of the year, where
 * it can, else the present one. Cost: O(nodes x log facts); with year_end a situation a node and driver.
 */
MUST_USE bool drivers_state(Outlook *o, const DriverTree *t, const DriverAsk *ask, DriverState *out, Err *e);
/* The last period in which the root's growth is known. Fails: NOT_FOUND. */
MUST_USE bool drivers_latest(Outlook *o, const DriverTree *t, const Area *area, Period *p, Err *e);

/* ---- points ---- */

/* Points that each node brought to the root's growth. All are multiples of DRIVER_GRID; NAN unknown. */
typedef struct DriverPoints {
    double *points;   /* [n] share x growth */
    double *residual; /* [n] of a node with parts: its points less those of its known parts; else 0 */
    size_t *missing;  /* [n] its parts that are not known, and so are in its residual */
} DriverPoints;
/* share[n] of the root (NAN unknown) and growth[n]. Cost: O(n). */
void drivers_points(const DriverTree *t, const double *share, const double *growth, DriverPoints *out);
/* Arrays for drivers_points. */
void drivers_points_new(const DriverTree *t, Arena *a, DriverPoints *out);
/* The values of figures as an array. */
double *drivers_values(const DriverFigure *f, size_t n, Arena *a);

/* From one period to another, both of the same tree: how much each node's contribution changed, and whether
 * by its weight or by its growth. For every node change == by_weight + by_growth, and for every node with
 * parts change == sum of the parts' changes + residual, to the last bit. */
typedef struct Waterfall {
    const DriverState *from, *to;
    double *before, *after, *change; /* [n] points; NAN where unknown in either */
    double *by_weight, *by_growth;   /* [n] */
    double *residual;                /* [n] change of the residual of a node with parts */
} Waterfall;
void drivers_waterfall(const DriverState *from, const DriverState *to, Arena *a, Waterfall *out);
