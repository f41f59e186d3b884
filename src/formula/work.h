/* The room's own: what a function does, as data. Kernels see one unit's arguments and know nothing of
 * vectors, months or unknown values; eval.c brings those. */
#pragma once
#include "formula/syntax.h"

typedef enum Family {
    FAMILY_EACH,   /* of one unit's arguments */
    FAMILY_UNITS,  /* one value over the units: max_units() */
    FAMILY_PLACE,  /* a place among the units: rank() */
    FAMILY_MONTHS, /* one value over the months: sum_months() */
    FAMILY_WHOLE,  /* city() */
    FAMILY_BEFORE, /* before() */
} Family;

typedef struct FormulaWork {
    Family family;
    size_t least, most; /* number of arguments */
    bool odd;           /* it must be odd besides */
    bool lenient;       /* the kernel sees unknown values; else the result of one is unknown */
    /* Sets sort, unit and scale of x, or tells a fault. Every argument is a truth or a number. */
    void (*rule)(FormulaFaults *f, Node *x);
    double (*each)(const double *v, size_t n);
    double (*many)(double *known, size_t n); /* of the known values, which it may sort; n may be 0 */
    int sign;                                /* of FAMILY_PLACE: 1 greatest first, -1 least first */
} FormulaWork;

/* ---- rules.c ---- */
void rule_add(FormulaFaults *f, Node *x);
void rule_subtract(FormulaFaults *f, Node *x);
void rule_multiply(FormulaFaults *f, Node *x);
void rule_divide(FormulaFaults *f, Node *x);
void rule_compare(FormulaFaults *f, Node *x);
void rule_logic(FormulaFaults *f, Node *x);
void rule_count(FormulaFaults *f, Node *x);   /* a condition -> a plain number */
void rule_plain(FormulaFaults *f, Node *x);   /* plain numbers -> a plain number */
void rule_keep(FormulaFaults *f, Node *x);    /* its argument's unit */
void rule_through(FormulaFaults *f, Node *x); /* its argument's unit, or a truth as it is */
void rule_any_plain(FormulaFaults *f, Node *x);
void rule_known(FormulaFaults *f, Node *x);
void rule_same(FormulaFaults *f, Node *x); /* all of one unit, which is the result's */
void rule_clamp(FormulaFaults *f, Node *x);
void rule_choose(FormulaFaults *f, Node *x); /* condition, value, ..., value */
void rule_round(FormulaFaults *f, Node *x);
void rule_efficacy(FormulaFaults *f, Node *x);
void rule_ladder(FormulaFaults *f, Node *x);
void rule_piecewise(FormulaFaults *f, Node *x);

/* ---- kernels.c ---- */
/* Figures are told apart down to 1e-9, so that 0.1 + 0.2 = 0.3 and nobody misses a threshold by the last
 * binary digit. */
bool figures_equal(double a, double b);
double each_or(const double *v, size_t n);
double each_and(const double *v, size_t n);
double each_not(const double *v, size_t n);
double each_equal(const double *v, size_t n);
double each_unequal(const double *v, size_t n);
double each_less(const double *v, size_t n);
double each_at_most(const double *v, size_t n);
double each_greater(const double *v, size_t n);
double each_at_least(const double *v, size_t n);
double each_add(const double *v, size_t n);
double each_subtract(const double *v, size_t n);
double each_multiply(const double *v, size_t n);
double each_divide(const double *v, size_t n);
double each_negate(const double *v, size_t n);
double each_power(const double *v, size_t n);
double each_choose(const double *v, size_t n);
double each_min(const double *v, size_t n);
double each_max(const double *v, size_t n);
double each_abs(const double *v, size_t n);
double each_round(const double *v, size_t n);
double each_floor(const double *v, size_t n);
double each_ceil(const double *v, size_t n);
double each_sqrt(const double *v, size_t n);
double each_exp(const double *v, size_t n);
double each_ln(const double *v, size_t n);
double each_clamp(const double *v, size_t n);
double each_known(const double *v, size_t n);
double each_or_else(const double *v, size_t n);
double each_same(const double *v, size_t n);
double each_efficacy(const double *v, size_t n);
double each_ladder(const double *v, size_t n);
double each_piecewise(const double *v, size_t n);

double many_max(double *known, size_t n);
double many_min(double *known, size_t n);
double many_mean(double *known, size_t n);
double many_median(double *known, size_t n);
double many_sum(double *known, size_t n);
double many_count(double *known, size_t n); /* 0 of none */
double many_known(double *known, size_t n);
