/* Inside ets: first guesses, and the choice among the forms. */
#pragma once
#include "stats/ets_fit.h"

/* A series in units in which the largest number is near 1. */
typedef struct EtsChoice {
    const Kernels *kernels;
    const double *y; /* [n] */
    size_t n;
    int m;            /* 1: no season */
    bool is_positive; /* multiplicative forms are allowed */
    EtsCriterion criterion;
} EtsChoice;

/* The criterion of a form with k parameters; INFINITY when n is too small for it. */
double ets_criterion(EtsCriterion c, double minus_two, size_t n, int k);

/* Fits fit->form to the greatest likelihood. scratch [n]. */
double ets_fit_form(const EtsChoice *c, EtsFit *fit, double *scratch);

/* Tries every form that the series allows; *best is fitted to the greatest likelihood. scratch [n]. Returns
 * the number of forms tried. */
int ets_select(const EtsChoice *c, EtsFit *best, double *scratch);
