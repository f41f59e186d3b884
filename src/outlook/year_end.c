/* Year-end by carrying the growth forward, with a range from the indicator's own past errors. */
#include <math.h>

#include "outlook/situation.h"

enum { YEARS_BACK = 10, LEAST_YEARS = 3 };

/* Student's t, 90 % point, by degrees of freedom 1..10 (two-sided 80 %); any table of it. */
static const double t90[YEARS_BACK + 1] = {0,     3.078, 1.886, 1.638, 1.533, 1.476,
                                           1.440, 1.415, 1.397, 1.383, 1.372};

static const Fact *ytd(const Situation *s, Measure m, int year)
{
    return history_ytd(s->history, m, period_month(year, period_end_month(s->period)));
}

static const Fact *whole(const Situation *s, Measure m, int year)
{
    return history_ytd(s->history, m, period_year(year));
}

/* Error of carrying forward in a past year: log of level, or points of growth. */
static bool level_error(const Situation *s, int year, double *out)
{
    const Fact *a = ytd(s, MEASURE_VALUE, year), *b = ytd(s, MEASURE_VALUE, year - 1);
    const Fact *c = whole(s, MEASURE_VALUE, year), *d = whole(s, MEASURE_VALUE, year - 1);

    if (!a || !b || !c || !d || a->value <= 0 || b->value <= 0 || c->value <= 0 || d->value <= 0)
        return false;
    *out = log(c->value / (d->value * a->value / b->value));
    return true;
}

static bool growth_error(const Situation *s, int year, double *out)
{
    Period at = s->period;

    at.year = (int16_t)year;
    Figure to = figure_growth(s->history, BASIS_YTD, at);
    Figure end = figure_growth(s->history, BASIS_YEAR, period_year(year));
    *out = end.value - to.value;
    return to.known && end.known;
}

/* Half-width of the 80 % range: t times the root mean square of n errors around zero, for a further one. */
static double half_width(const Situation *s, bool (*error)(const Situation *, int, double *), int *years)
{
    double sum = 0, x;
    int n = 0;

    for (int year = s->period.year - 1; year > s->period.year - 1 - YEARS_BACK; year--) {
        if (!error(s, year, &x))
            continue;
        sum += x * x;
        n++;
    }
    *years = n;
    return n < LEAST_YEARS ? NAN : t90[n] * sqrt(sum / n);
}

static void carry_level(Situation *s)
{
    YearEnd *y = &s->year_end;
    const Fact *now = ytd(s, MEASURE_VALUE, s->period.year),
               *then = ytd(s, MEASURE_VALUE, s->period.year - 1);
    const Fact *last = whole(s, MEASURE_VALUE, s->period.year - 1);

    if (!last || last->value <= 0 || !now)
        return;
    double ratio = then && then->value > 0 ? now->value / then->value : 1 + s->growth.value / 100;
    if (isnan(ratio) || ratio <= 0)
        return;
    int years;
    double half = half_width(s, level_error, &years);
    y->level = last->value * ratio;
    y->level_low = y->level * exp(-half);
    y->level_high = y->level * exp(half);
    y->years = years;
    y->sample = now->status == STATUS_SAMPLE || last->status == STATUS_SAMPLE ||
                (then && then->status == STATUS_SAMPLE);
}

static void carry_growth(Situation *s)
{
    YearEnd *y = &s->year_end;
    int years;

    if (!s->growth.known)
        return;
    double half = half_width(s, growth_error, &years);
    y->growth = s->growth.value;
    y->growth_low = y->growth - half;
    y->growth_high = y->growth + half;
    y->years = years > y->years ? years : y->years;
    y->sample = y->sample || s->growth.sample;
}

void year_end_of(Situation *s)
{
    s->year_end = (YearEnd){.level = NAN,
                            .level_low = NAN,
                            .level_high = NAN,
                            .growth = NAN,
                            .growth_low = NAN,
                            .growth_high = NAN};
    bool runs = s->basis == BASIS_YTD && period_end_month(s->period) < 12;
    if (!runs || s->indicator->kind != KIND_FLOW)
        return;
    carry_level(s);
    carry_growth(s);
}
