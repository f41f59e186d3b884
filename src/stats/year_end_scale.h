/* Inside year_end: the numbers that were learnt, and the scale of the error made of them. */
#pragma once

/* What the error depends on. */
typedef struct YearEndOutlook {
    double open;   /* share of the figure that is not known yet */
    double left;   /* periods between now and then, in years */
    double unrest; /* of growth */
    double apart;  /* disagreement of the members, as a share of what is open */
    double years;  /* of data */
} YearEndOutlook;

/* Scale of Student's t with 4 degrees of freedom, of the logarithm. */
double year_end_scale(const YearEndOutlook *at);

#define YEAR_END_LATE          (5.0 / 11) /* of the year left: from here the smoothed growth follows faster */
#define YEAR_END_LATE_FROM     (6.0 / 11) /* ... and its weight rises towards the end */
#define YEAR_END_GROWTH_EARLY  0.36
#define YEAR_END_GROWTH_LATE   0.75
#define YEAR_END_APART         0.02 /* of a single member */
#define YEAR_END_UNREST        0.06 /* of a series too short to tell */
#define YEAR_END_UNREST_LEAST  0.002
#define YEAR_END_UNREST_WEIGHT 6.0 /* periods that the former counts for */
