/* What if: growth of drivers or parts is changed, and the tree tells what becomes of every level above; or a
 * target is set, and the tree tells what one of them must grow for it. All of it is reckoned, nothing of it
 * is a figure, and none of it is ever stored as an observation. */
#pragma once
#include "outlook/drivers.h"

/* One assumption. A growth of less than -100 % there is not: what would fall below stays at -100. */
typedef struct DriverChange {
    bool is_driver;
    size_t at;     /* of the tree's nodes, or of its drivers */
    bool absolute; /* value is the growth itself, %; else its change, points */
    double value;
} DriverChange;

enum { CHANGES_MAX = 200 };

/* Reads "IVA=+1" (a change of 1 point), "IVA=-0.5", "IVA=12" (a growth of 12 %), "IVA==-3" (a growth of -3
 * %). The code or name of a node comes before a driver's. Fails: INVALID, NOT_FOUND (with the codes that
 * there are). */
MUST_USE bool what_if_read(const DriverTree *t, const char *text, Arena *a, DriverChange *out, Err *e);
/* The code of what is changed, and its name. */
const char *change_code(const DriverTree *t, const DriverChange *c);
const char *change_name(const DriverTree *t, const DriverChange *c, Lang lang);
/* As what_if_read takes it: "IVA=+1". */
const char *change_text(const DriverTree *t, const DriverChange *c, Arena *a);

typedef struct WhatIf {
    const DriverState *state;
    const DriverChange *changes;
    size_t n;
    double *growth; /* [nodes] % */
    double *driver; /* [drivers] % */
    DriverPoints points;
    size_t n_lost; /* changes that do not reach the root: no weight, or a level above was set itself */
} WhatIf;

/**
 * Reckons forward. The growth of a node is what it was, plus elasticity x change of its drivers, plus the
 * change of its parts by their weights, plus its own change; or the growth that was set. So every residual
 * stays as it is, except where a whole was set itself. Without changes all growth is bit for bit the state's.
 * Fails: INVALID (the same twice, too many, not finite, an absolute growth below -100 or of what has no
 * growth). Cost: O(nodes + links + changes).
 */
MUST_USE bool what_if(const DriverState *s, const DriverChange *changes, size_t n, Arena *a, WhatIf *out,
                      Err *e);

/* Backward: what must one driver or node grow, for the root to grow by `goal`, with all else as it is and as
 * changed? */
typedef struct SolveAsk {
    double goal;     /* growth of the root, % */
    DriverChange of; /* is_driver and at; the rest is not used */
    const DriverChange *others;
    size_t n_others;
} SolveAsk;
typedef struct Solved {
    double growth;  /* what it must grow, % */
    double now;     /* what it grows in the state */
    double reached; /* the root's growth, reckoned forward with it */
    double slope;   /* points of the root for one point of it, there */
    WhatIf forward;
} Solved;
/* In closed form: the root's growth is piecewise linear, with a corner where a part would fall below -100 %;
 * of several answers the nearest to the present. Fails: DATA (the root does not move with it, the goal is
 * out of reach, a growth is unknown). Cost: O(corners) times what_if. */
MUST_USE bool what_if_solve(const DriverState *s, const SolveAsk *ask, Arena *a, Solved *out, Err *e);

/* One row of the tornado: a driver, or a part that has none, moved down and up. */
typedef struct TornadoRow {
    DriverChange of;
    double step;      /* points by which it was moved; NAN: its own past moves are not known */
    double low, high; /* growth of the root with it moved down and up */
    double swing;     /* |high - low| */
} TornadoRow;
/* Largest swing first; rows of unknown step last, by code. own_moves: by one standard deviation of its own
 * past moves instead of one point. */
MUST_USE bool what_if_tornado(const DriverState *s, bool own_moves, Arena *a, TornadoRow **rows, size_t *n,
                              Err *e);
