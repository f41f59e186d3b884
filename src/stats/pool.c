#include "stats/pool.h"

#include <math.h>
#include <string.h>

#include "stats/elementary.h"
#include "stats/pool_table.h"

const PoolRow *pool_row(int m)
{
    const PoolRow *row = pool_table;
    for (size_t i = 1; i < POOL_ROWS; i++)
        if (m >= pool_table[i].least_m)
            row = &pool_table[i];
    return row;
}

static double median(double *v, size_t n)
{
    if (n == 0)
        return NAN;
    for (size_t i = 1; i < n; i++) {
        double x = v[i];
        size_t j = i;
        for (; j > 0 && v[j - 1] > x; j--)
            v[j] = v[j - 1];
        v[j] = x;
    }
    return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

/* The combined forecast and, in spread, how far the members are from it. */
static void pool_combine(const PoolRow *row, size_t used, size_t h, const double *forecasts, double *mean,
                         double *spread)
{
    for (size_t j = 0; j < h; j++) {
        double at[POOL_MEMBERS], sum = 0, apart = 0;
        for (size_t i = 0; i < used; i++) {
            at[i] = forecasts[i * h + j];
            sum += row->members[i].weight * at[i];
        }
        for (size_t i = 0; i < used; i++)
            apart += row->members[i].weight * (at[i] - sum) * (at[i] - sum);
        mean[j] = (1 - row->median) * sum + row->median * median(at, used);
        spread[j] = sqrt(apart);
    }
}

/* Mean one-step error of the simple models and their mean forecast variance. */
static double pool_scale(const MemberSeries *s, MemberFit *fit, double *variance)
{
    static const Member simple[] = {MEMBER_SES, MEMBER_DAMPED, MEMBER_DOTM};
    double rmse = 0, used = 0;
    memset(variance, 0, s->h * sizeof(double));
    for (size_t i = 0; i < COUNT(simple); i++) {
        if (!member_fits(s, simple[i]))
            continue;
        member_run(s, simple[i], fit);
        rmse += fit->rmse;
        used++;
        for (size_t j = 0; j < s->h; j++)
            variance[j] += fit->rmse * fit->rmse * fit->multiplier[j];
    }
    for (size_t j = 0; j < s->h && used > 0; j++)
        variance[j] /= used;
    return used > 0 ? rmse / used : 0;
}

static double range_half(const RangeRow *r, double n, double j, double rmse, const double v_and_apart[2])
{
    if (!(rmse > 0))
        return stats_exp(r->c) * v_and_apart[1];
    double model = rmse * stats_pow(v_and_apart[0] / rmse, r->g) * stats_pow(j, r->e);
    double apart = stats_exp(r->c) * v_and_apart[1];
    return stats_exp(r->a + r->b / sqrt(n)) * sqrt(model * model + apart * apart);
}

void pool_run(const MemberSeries *s, const PoolRow *row, PoolFit *out)
{
    size_t h = s->h, used = 0;
    double *variance = out->work, *spread = variance + h, *forecasts = spread + h;
    double *other = forecasts + POOL_MEMBERS * h;
    MemberFit fit = {.mean = other, .multiplier = out->multiplier};
    out->rmse = pool_scale(s, &fit, variance);
    for (; used < POOL_MEMBERS && row->members[used].weight > 0; used++) {
        Member member = row->members[used].member;
        fit.mean = forecasts + used * h;
        member_run(s, member_fits(s, member) ? member : MEMBER_NAIVE2, &fit);
    }
    pool_combine(row, used, h, forecasts, out->mean, spread);
    for (size_t j = 0; j < h; j++) {
        double at[2] = {sqrt(variance[j]), spread[j]};
        out->half80[j] = range_half(&row->range80, (double)s->n, (double)j + 1, out->rmse, at);
        out->half95[j] =
            fmax(range_half(&row->range95, (double)s->n, (double)j + 1, out->rmse, at), out->half80[j]);
        out->multiplier[j] = out->rmse > 0 ? variance[j] / (out->rmse * out->rmse) : 1;
    }
}
