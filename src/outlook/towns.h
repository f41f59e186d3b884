/* The towns' year-ends, made to add up to the city's. What is published stays; only what is still to come of
 * the year is shared out anew. */
#pragma once
#include "outlook/situation.h"

typedef struct Towns {
    Situation whole;     /* the city's */
    Situation *parts;    /* [n] with level outcomes that add up, in the order of areas.csv */
    size_t n, n_unknown; /* unknown: towns without a forecast; then nothing is adjusted */
    bool adjusted;
} Towns;

/**
 * The city's forecast stays as the card has it (it is the most precise of all, and one number everywhere);
 * the towns' increments to the year's end are moved as little as their own errors allow, none below zero, so
 * that they sum to the city's increment to 1e-9. Only for indicators whose towns are summed.
 *
 * Cost: one situation a town. Source: reconcile_wls_nonnegative.
 */
MUST_USE bool towns_of(Outlook *o, const Indicator *i, Period p, Towns *out, Err *e);

/* Adjusts the level of one town's situation as towns_of would; leaves others alone. */
MUST_USE bool towns_adjust(Outlook *o, Situation *s, Err *e);
