#include "outlook/outcome.h"

#include <math.h>

#include "stats/elementary.h"
#include "stats/forecast.h"
#include "stats/random.h"

static const double Z80 = 1.2815515655446004, Z95 = 1.959963984540054;

const char *outcome_code(OutcomeKind k)
{
    static const char *const codes[] = {
        [OUTCOME_NONE] = "",
        [OUTCOME_LEVEL] = "year-end",
        [OUTCOME_BY_LEVEL] = "year-end-level",
        [OUTCOME_GROWTH] = "implied-growth",
        [OUTCOME_CARRIED_LEVEL] = "carried",
        [OUTCOME_CARRIED] = "carried",
        [OUTCOME_SERIES] = "combination",
        [OUTCOME_SETTLED] = "settled",
    };

    return codes[k];
}

/* An adjusted level is that many times its own distribution. */
static double adjusted(const Outcome *o)
{
    return o->adjust > 0 ? o->adjust : 1;
}

double outcome_quantile(const Outcome *o, double p)
{
    double away;

    switch (o->kind) {
    case OUTCOME_LEVEL:
        return adjusted(o) * year_end_quantile(o->level, o->level->m - 1, p);
    case OUTCOME_BY_LEVEL:
        return (year_end_quantile(o->level, o->level->m - 1, p) / o->base - 1) * 100;
    case OUTCOME_GROWTH:
        return year_growth_quantile(o->growth, p);
    case OUTCOME_CARRIED_LEVEL:
        return o->scale > 0 ? o->mid * stats_exp(o->scale * student4_quantile(p)) : NAN;
    case OUTCOME_CARRIED:
        return o->scale > 0 ? o->mid + o->scale * student4_quantile(p) : NAN;
    case OUTCOME_SERIES:
        away = normal_quantile(p);
        return o->mid + copysign(forecast_half(o->half80, o->half95, fabs(away)), away);
    case OUTCOME_SETTLED:
        return o->mid;
    case OUTCOME_NONE:
        break;
    }
    return NAN;
}

/* The half-width grows as a power of z: which z reaches `away`? */
static double series_reaches(const Outcome *o, double goal)
{
    double away = fabs(goal - o->mid);

    if (!(o->half80 > 0) || away == 0)
        return o->mid >= goal ? (away == 0 && o->half80 > 0 ? 0.5 : 1) : 0;
    double power = stats_log(o->half95 / o->half80) / stats_log(Z95 / Z80);
    double z = power > 0 ? Z80 * stats_pow(away / o->half80, 1 / power) : Z80 * away / o->half80;
    return goal > o->mid ? normal_cdf(-z) : normal_cdf(z);
}

double outcome_reaches(const Outcome *o, double goal)
{
    switch (o->kind) {
    case OUTCOME_LEVEL:
        return year_end_reaches(o->level, o->level->m - 1, goal / adjusted(o));
    case OUTCOME_BY_LEVEL:
        return year_end_reaches(o->level, o->level->m - 1, o->base * (1 + goal / 100));
    case OUTCOME_GROWTH:
        return year_growth_reaches(o->growth, goal);
    case OUTCOME_CARRIED_LEVEL:
        if (!(o->scale > 0))
            return NAN;
        return goal > 0 ? student4_cdf(stats_log(o->mid / goal) / o->scale) : 1;
    case OUTCOME_CARRIED:
        return o->scale > 0 ? student4_cdf((o->mid - goal) / o->scale) : NAN;
    case OUTCOME_SERIES:
        return series_reaches(o, goal);
    case OUTCOME_SETTLED:
        return o->mid >= goal - 1e-9;
    case OUTCOME_NONE:
        break;
    }
    return NAN;
}
