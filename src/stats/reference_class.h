/* When a project will end and what it will cost, judged from outside: not from its own plan, but from what
 * became of the plans of projects like it. Kahneman & Tversky (1979), "Intuitive prediction: biases and
 * corrective procedures", TIMS Studies in Management Science 12, 313-327, section "A corrective procedure";
 * Flyvbjerg (2008), "Curbing optimism bias and strategic misrepresentation in planning", European Planning
 * Studies 16, 3-21, section 3. Pure; results in the arena. docs/method/reference_class.md has its record. */
#pragma once
#include "stats/prospect.h"

enum { REFERENCE_CASES_MAX = 100000 };

/* One statement that a project once made of its end, and what has become of it. Times in one unit, counted
 * from anywhere (days, months). NAN where "or NAN" is said, nowhere else. */
typedef struct ReferenceCase {
    double at;           /* when the statement was made */
    double stated_end;   /* completion as stated then */
    double end;          /* completion, or until when it is known to be open; not before `at` */
    double restated_end; /* open: completion as stated at `end`, or NAN */
    double stated_cost;  /* > 0 or NAN */
    double cost;         /* final; open: as stated at `end`; > 0 or NAN */
    double elapsed;      /* share of the planned duration gone by at `at`, or NAN */
    double progress;     /* share of the work done then, 0..1, or NAN */
    int kind;            /* any code; 0: not said */
    int project;         /* statements of the same project count as one; 0: a project of its own */
    bool open;
} ReferenceCase;

/* Zero: the defaults, which are named here. A bandwidth below 0: that trait is not looked at. */
typedef struct ReferenceSpec {
    double left;       /* bandwidth of the time left by the plan, in logarithms: 0.3 */
    double elapsed;    /* of the elapsed share: 0.25 */
    double progress;   /* of the share of work done: 0.25 */
    double cost;       /* of the stated cost, in logarithms: 1.5 */
    double other_kind; /* what a case of another kind counts, 0..1: 0.5; below 0: nothing */
    double shrink;     /* near cases that weigh as much as the whole class: 20; below 0: only near ones */
    double prior;      /* cases that the built-in experience counts as: 4; below 0: none */
    bool restated;     /* an open case ends where its owner says now, instead of "later than last seen" */
} ReferenceSpec;

typedef struct ReferenceClass ReferenceClass;

/**
 * Sorts the cases once, for any number of projects.
 *
 * cases [n]  must outlive the class; n up to REFERENCE_CASES_MAX
 *
 * Fails: ERR_INVALID for a spec or n outside its limits; ERR_DATA for no case, and for a case that cannot be
 * (not finite, ended before it was stated, a cost not above 0). Cost: O(n log n).
 */
MUST_USE bool reference_class_make(const ReferenceSpec *spec, const ReferenceCase *cases, size_t n,
                                   ReferenceClass **out, Arena *a, Err *e);

/* The project in question. Its traits are those at `at`, when its present statement was made. */
typedef struct ReferenceProject {
    double at;
    double now; /* until when it is known to be open, not before `at`: the day of knowledge */
    double stated_end;
    double stated_cost;       /* > 0 or NAN: no cost is foreseen */
    double elapsed, progress; /* or NAN */
    int kind;
} ReferenceProject;

typedef struct ReferenceResult {
    Prospect end;      /* time of completion, after `now` */
    Prospect cost;     /* final cost; knows nothing without a stated cost or cases with costs, and no prior */
    double slip;       /* expected end less the stated one, units of time */
    double overrun;    /* expected cost over the stated one, less 1; NAN where cost is not known */
    double near;       /* cases that are near, effectively: (sum w)^2 / sum w^2 over projects */
    double near_share; /* of the class's weight that they have, the rest is the whole class's */
    size_t n_ended, n_open;
} ReferenceResult;

/**
 * The slip of each case (end less stated end; of costs the ratio) is one witness. It weighs by nearness, a
 * product of normal kernels over the traits that both have, shrunk towards the whole class as `shrink` says.
 * Open cases are right-censored by Kaplan & Meier's weights (stats/kaplan_meier.h). The prior is ten slips in
 * units of the class's median time left. The distribution is that of slips behind the stated end, given that
 * the project is open at `now`.
 *
 * Scale and origin of time do not matter, nor the unit of cost. No case that was known later than `now` may
 * be in the class.
 *
 * NAN: a trait that either does not have is not compared. Fails: ERR_DATA for a project that cannot be, and
 * for a class with a case of later than `now`. Cost: O(n) and n exponentials.
 */
MUST_USE bool reference_run(const ReferenceClass *rc, const ReferenceProject *p, ReferenceResult *out,
                            Arena *a, Err *e);
