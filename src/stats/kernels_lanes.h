/* The kernels, written once for any LANE_WIDTH; included by kernels_sse2.c, kernels_avx2.c, kernels_avx512.c.
 */
#pragma once
#include "stats/ets_lanes.h"
#include "stats/kernels.h"
#include "stats/lanes.h"

typedef struct LaneSums {
    Lane x11[LANES], x12[LANES], x22[LANES], x1r[LANES], x2r[LANES], rr[LANES];
} LaneSums;

static void sums_store(NormalSums *out, const LaneSums *s)
{
    lanes_store(out->x11, s->x11);
    lanes_store(out->x12, s->x12);
    lanes_store(out->x22, s->x22);
    lanes_store(out->x1r, s->x1r);
    lanes_store(out->x2r, s->x2r);
    lanes_store(out->rr, s->rr);
}

#define SUMS_ADD(s, k, x1, x2, r)                                                                            \
    do {                                                                                                     \
        (s).x11[k] += (x1) * (x1);                                                                           \
        (s).x12[k] += (x1) * (x2);                                                                           \
        (s).x22[k] += (x2) * (x2);                                                                           \
        (s).x1r[k] += (x1) * (r);                                                                            \
        (s).x2r[k] += (x2) * (r);                                                                            \
        (s).rr[k] += (r) * (r);                                                                              \
    } while (0)

static void lanes_theta(const double *y, const double *a, const double *b, size_t n, size_t first,
                        const double alpha[LANE_COUNT], NormalSums *out)
{
    Lane al[LANES], keep[LANES], level[LANES], power[LANES], grow[LANES];
    LaneSums s = {0};
    lanes_load(al, alpha);
    EACH_LANE(k)
    {
        keep[k] = 1.0 - al[k];
        level[k] = (Lane){0};
        power[k] = level[k] + 1.0;
        grow[k] = power[k];
    }
    for (size_t t = 0; t < n; t++) {
        EACH_LANE(k)
        {
            Lane x2 = power[k] * a[t] + grow[k] * b[t], r = y[t] - level[k];
            if (t >= first)
                SUMS_ADD(s, k, power[k], x2, r);
            level[k] = al[k] * y[t] + keep[k] * level[k];
            power[k] = power[k] * keep[k];
            grow[k] = 1.0 + keep[k] * grow[k];
        }
    }
    sums_store(out, &s);
}

static void lanes_trend(const double *y, size_t n, const double alpha[LANE_COUNT],
                        const double beta[LANE_COUNT], const double phi[LANE_COUNT], NormalSums *out)
{
    Lane al[LANES], be[LANES], ph[LANES], keep[LANES];
    Lane l[LANES], d[LANES], l1[LANES], d1[LANES], l2[LANES], d2[LANES];
    LaneSums s = {0};
    lanes_load(al, alpha);
    lanes_load(be, beta);
    lanes_load(ph, phi);
    EACH_LANE(k)
    {
        Lane zero = {0};
        keep[k] = 1.0 - al[k];
        l[k] = d[k] = d1[k] = l2[k] = zero;
        l1[k] = d2[k] = zero + 1.0;
    }
    for (size_t t = 0; t < n; t++) {
        EACH_LANE(k)
        {
            d[k] *= ph[k];
            d1[k] *= ph[k];
            d2[k] *= ph[k];
            Lane mu = l[k] + d[k], x1 = l1[k] + d1[k], x2 = l2[k] + d2[k], r = y[t] - mu;
            SUMS_ADD(s, k, x1, x2, r);
            l[k] = mu + al[k] * r;
            d[k] += be[k] * r;
            l1[k] = keep[k] * x1;
            d1[k] -= be[k] * x1;
            l2[k] = keep[k] * x2;
            d2[k] -= be[k] * x2;
        }
    }
    sums_store(out, &s);
}

static void lanes_ces(const double *y, size_t n, const double a0[LANE_COUNT], const double a1[LANE_COUNT],
                      NormalSums *out)
{
    Lane p0[LANES], p1[LANES], f12[LANES], f22[LANES], g1[LANES], g2[LANES];
    Lane l[LANES], c[LANES], l1[LANES], c1[LANES], l2[LANES], c2[LANES];
    LaneSums s = {0};
    lanes_load(p0, a0);
    lanes_load(p1, a1);
    EACH_LANE(k)
    {
        Lane zero = {0};
        f12[k] = p1[k] - 1.0;
        f22[k] = 1.0 - p0[k];
        g1[k] = p0[k] - p1[k];
        g2[k] = p0[k] + p1[k];
        l[k] = c[k] = c1[k] = l2[k] = zero;
        l1[k] = c2[k] = zero + 1.0;
    }
    for (size_t t = 0; t < n; t++) {
        EACH_LANE(k)
        {
            Lane r = y[t] - l[k], x1 = l1[k], x2 = l2[k];
            SUMS_ADD(s, k, x1, x2, r);
            Lane level = l[k];
            l[k] = level + f12[k] * c[k] + g1[k] * r;
            c[k] = level + f22[k] * c[k] + g2[k] * r;
            l1[k] = x1 + f12[k] * c1[k] - g1[k] * x1;
            c1[k] = x1 + f22[k] * c1[k] - g2[k] * x1;
            l2[k] = x2 + f12[k] * c2[k] - g1[k] * x2;
            c2[k] = x2 + f22[k] * c2[k] - g2[k] * x2;
        }
    }
    sums_store(out, &s);
}

static void lanes_seasonal(const double *y, size_t n, const double *season, int m,
                           const double level_trend[2], const double (*param)[LANE_COUNT],
                           double sse[LANE_COUNT])
{
    Lane al[LANES], be[LANES], ga[LANES], ph[LANES], l[LANES], d[LANES], sum[LANES];
    Lane s[KERNEL_MAX_SEASON][LANES];
    lanes_load(al, param[0]);
    lanes_load(be, param[1]);
    lanes_load(ga, param[2]);
    lanes_load(ph, param[3]);
    EACH_LANE(k)
    {
        Lane zero = {0};
        sum[k] = zero;
        l[k] = zero + level_trend[0];
        d[k] = zero + level_trend[1];
    }
    for (int j = 0; j < m; j++)
        EACH_LANE(k)
    s[j][k] = (Lane){0} + season[j];
    for (size_t t = 0, j = 0; t < n; t++) {
        EACH_LANE(k)
        {
            d[k] *= ph[k];
            Lane mu = l[k] + d[k], e = y[t] - mu - s[j][k];
            sum[k] += e * e;
            l[k] = mu + al[k] * e;
            d[k] += be[k] * e;
            s[j][k] += ga[k] * e;
        }
        if (++j == (size_t)m)
            j = 0;
    }
    lanes_store(sse, sum);
}

#define KERNELS_TABLE(label)                                                                                 \
    {                                                                                                        \
        label, lanes_theta, lanes_trend, lanes_ces, lanes_seasonal, lanes_ets_sums, lanes_ets_table          \
    }
