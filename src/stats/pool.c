#include "stats/pool.h"

#include <math.h>
#include <string.h>

#include "stats/elementary.h"
#include "stats/pool_table.h"

/* The errors of late are this much smaller or greater than all at most. */
static const double LEAST_RECENT = 0.1, MOST_RECENT = 10;

const PoolRow *pool_row(int m, bool full)
{
    const PoolRow *row = pool_table;
    for (size_t i = 1; i < POOL_ROWS; i++)
        if (m >= pool_table[i].least_m)
            row = &pool_table[i];
    for (size_t i = 0; full && i < POOL_FULL_ROWS; i++)
        if (m >= pool_full_table[i].least_m)
            row = &pool_full_table[i];
    return row;
}

/* The members in use: their weights and forecasts. */
typedef struct Chosen {
    size_t n;
    double weight[MEMBERS];
    double *forecast[MEMBERS]; /* [h] */
} Chosen;

/* The combined forecast and, in spread, how far the members are from it. */
static void pool_combine(const Chosen *c, size_t h, double *mean, double *spread)
{
    for (size_t j = 0; j < h; j++) {
        double sum = 0, apart = 0;
        for (size_t i = 0; i < c->n; i++)
            sum += c->weight[i] * c->forecast[i][j];
        for (size_t i = 0; i < c->n; i++)
            apart += c->weight[i] * (c->forecast[i][j] - sum) * (c->forecast[i][j] - sum);
        mean[j] = sum;
        spread[j] = sqrt(apart);
    }
}

/* The simple models, whose errors and variances the ranges start from. */
static bool is_simple(Member member)
{
    return member == MEMBER_SES || member == MEMBER_DAMPED || member == MEMBER_DOTM;
}

/* Runs every member that has a weight or is simple: forecasts to *c, the sums for the ranges to out. */
static void pool_members(const MemberSeries *s, const PoolRow *row, PoolFit *out, Chosen *c)
{
    size_t h = s->h;
    double *variance = out->work, *forecasts = variance + 2 * h, *other = forecasts + MEMBERS * h, simple = 0;
    memset(variance, 0, h * sizeof(double));
    for (Member member = 0; member < MEMBERS; member++) {
        bool fits = member_fits(s, member), counts = is_simple(member) && fits;
        if (!(row->weight[member] > 0 || counts))
            continue;
        double *mean = row->weight[member] > 0 ? forecasts + c->n * h : other;
        MemberFit fit = {.mean = mean, .multiplier = out->multiplier};
        member_run(s, fits ? member : MEMBER_NAIVE2, &fit);
        if (row->weight[member] > 0) {
            c->weight[c->n] = row->weight[member];
            c->forecast[c->n++] = mean;
        }
        if (!counts)
            continue;
        simple++;
        out->rmse += fit.rmse;
        if (fit.recent > 0)
            out->recent = fit.recent / fit.rmse; /* of the last that tells: damped trend */
        for (size_t j = 0; j < h; j++)
            variance[j] += fit.rmse * fit.rmse * fit.multiplier[j];
    }
    out->rmse /= fmax(simple, 1);
    out->recent = out->rmse * (out->recent > 0 ? fmin(fmax(out->recent, LEAST_RECENT), MOST_RECENT) : 1);
    for (size_t j = 0; j < h; j++)
        variance[j] /= fmax(simple, 1);
}

static double range_half(const RangeRow *r, const PoolFit *of, double n, double j,
                         const double v_and_apart[2])
{
    double apart = stats_exp(r->c) * v_and_apart[1];
    if (!(of->rmse > 0))
        return apart;
    double model =
        of->rmse * stats_pow(of->recent / of->rmse, r->r) * stats_pow(v_and_apart[0] / of->rmse, r->g);
    model *= stats_pow(j, r->e);
    return stats_exp(r->a + r->b / sqrt(n)) * sqrt(model * model + apart * apart);
}

void pool_run(const MemberSeries *s, const PoolRow *row, PoolFit *out)
{
    double *variance = out->work, *spread = variance + s->h;
    Chosen c = {0};
    out->rmse = out->recent = 0;
    pool_members(s, row, out, &c);
    pool_combine(&c, s->h, out->mean, spread);
    for (size_t j = 0; j < s->h; j++) {
        double at[2] = {sqrt(variance[j]), spread[j]};
        out->half80[j] = range_half(&row->range80, out, (double)s->n, (double)j + 1, at);
        out->half95[j] =
            fmax(range_half(&row->range95, out, (double)s->n, (double)j + 1, at), out->half80[j]);
        out->multiplier[j] = out->rmse > 0 ? variance[j] / (out->rmse * out->rmse) : 1;
    }
}
