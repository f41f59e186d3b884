#include "stats/year_end_scale.h"

#include "stats/elementary.h"

/* logarithm of the scale: constant, and factors of the logarithms of what is open, left, the unrest, the
 * disagreement, and of the inverse of the years */
static const double learnt[] = {-0.4082, 0.5687, 0.2315, 0.5303, 0.3023, 0.1589};

double year_end_scale(const YearEndOutlook *at)
{
    double s = learnt[0] + learnt[1] * stats_log(at->open) + learnt[2] * stats_log(at->left) +
               learnt[3] * stats_log(at->unrest) + learnt[4] * stats_log(at->apart + 0.003) +
               learnt[5] / at->years;

    return stats_exp(s);
}
