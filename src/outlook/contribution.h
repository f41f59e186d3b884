/* Contribution: how many points each part (a town, a sector) brought to the growth of its total. Share in the
 * base year times the part's growth; the parts and an explicit residual add up to the total exactly. */
#pragma once
#include "outlook/situation.h"

typedef struct ContributionPart {
    const Indicator *indicator; /* the sector; of a town the same as the total's */
    const Area *area;
    double share;  /* of the total in the base year, % */
    double growth; /* % */
    double points;
    bool base_derived; /* the base-year level follows from this year's level and growth */
    bool sample;
} ContributionPart;

typedef struct Contribution {
    const Indicator *indicator;
    const Area *area;
    bool towns; /* parts are towns; else sectors */
    double growth, residual;
    ContributionPart *parts; /* largest contribution first */
    size_t n, n_unknown;     /* parts without growth or base are in the residual */
    bool sample;
} Contribution;

/* out->n is 0 when no part is known. */
MUST_USE bool contribution_of_towns(Outlook *o, const Situation *total, Contribution *out, Err *e);
MUST_USE bool contribution_of_sectors(Outlook *o, const Situation *total, Contribution *out, Err *e);
