/* The recursions of exponential smoothing, at eight points side by side, and at one point with its
 * derivatives side by side. Included by kernels_lanes.h. With q = level + phi trend and the season s of the
 * phase:
 *
 *   additive        mu = q + s   r = y - mu      rs = r
 *   multiplicative  mu = q s     r = y / s - q   rs = y / q - s
 *
 *   level = q + alpha r   trend = phi trend + beta r   s = s + gamma rs
 *
 * These are the states of both errors: e = y - mu and e = (y - mu) / mu move them alike. */
#pragma once
#include <stdint.h>
#include <string.h>

#include "stats/kernels.h"
#include "stats/lanes.h"

typedef uint64_t LaneBits __attribute__((vector_size(8 * LANE_WIDTH)));

enum {
    ETS_BLOCK = 64, /* rows of the table that are held at a time */
    ETS_GROUPS = ETS_COLUMNS / LANE_COUNT,
    ETS_GRAM_ROWS = LANE_WIDTH, /* as many sums as fit into registers */
    ETS_SPLIT = 8,              /* fitted values are multiplied before the exponent is taken off */
};

#ifdef __clang__
#define EACH(i, count) _Pragma("clang loop unroll(full)") for (int i = 0; i < (count); i++)
#else
#define EACH(i, count) _Pragma("GCC unroll 8") for (int i = 0; i < (count); i++)
#endif

#define ETS_INLINE static inline __attribute__((always_inline))

static const uint64_t MANTISSA = 0xfffffffffffffu, ONE_BITS = 0x3ffull << 52;
enum { EXPONENT_BIAS = 1023, MANTISSA_BITS = 52 };

/* eight points */

/* A product of positive numbers as product * 2^exponent; `signs` collects the sign bits of all. */
typedef struct LaneProduct {
    Lane product[LANES];
    LaneBits exponent[LANES], signs[LANES];
} LaneProduct;

ETS_INLINE void product_split(LaneProduct *p)
{
    EACH_LANE(k)
    {
        LaneBits bits = (LaneBits)p->product[k];
        p->exponent[k] += (bits >> MANTISSA_BITS) - EXPONENT_BIAS;
        p->product[k] = (Lane)((bits & MANTISSA) | ONE_BITS);
    }
}

typedef struct EtsLaneState {
    Lane alpha[LANES], beta[LANES], gamma[LANES], phi[LANES], level[LANES], trend[LANES], squares[LANES];
    Lane season[ETS_MAX_SEASON][LANES];
    LaneProduct mu;
} EtsLaneState;

ETS_INLINE void ets_lane_step(EtsLaneState *x, int phase, double y, const EtsKind kind)
{
    EACH_LANE(k)
    {
        Lane damped = x->phi[k] * x->trend[k], q = x->level[k] + damped, s = x->season[phase][k];
        Lane r, rs, e;
        if (kind == ETS_RATIO) {
            Lane is = 1.0 / s, iq = 1.0 / q, mu = q * s;
            r = y * is - q;
            rs = y * iq - s;
            e = r * iq;
            x->mu.product[k] *= mu;
            x->mu.signs[k] |= (LaneBits)q | (LaneBits)s;
        } else {
            Lane mu = q + s;
            r = y - mu;
            rs = r;
            e = r;
            if (kind == ETS_RELATIVE) {
                e = r * (1.0 / mu);
                x->mu.product[k] *= mu;
                x->mu.signs[k] |= (LaneBits)mu;
            }
        }
        x->squares[k] += e * e;
        x->level[k] = q + x->alpha[k] * r;
        x->trend[k] = damped + x->beta[k] * r;
        x->season[phase][k] = s + x->gamma[k] * rs;
    }
}

ETS_INLINE void ets_lane_pass(const EtsSeries *s, EtsLaneState *x, const EtsKind kind)
{
    for (size_t t = 0, phase = 0; t < s->n; t++) {
        ets_lane_step(x, (int)phase, s->y[t], kind);
        if (kind != ETS_PLAIN && t % ETS_SPLIT == ETS_SPLIT - 1)
            product_split(&x->mu);
        if (++phase == (size_t)s->m)
            phase = 0;
    }
    product_split(&x->mu);
}

static void lanes_ets_sums(const EtsSeries *s, const EtsLanes *from, EtsSums *out)
{
    EtsLaneState x = {0};
    uint64_t exponent[LANE_COUNT], signs[LANE_COUNT];
    lanes_load(x.alpha, from->alpha);
    lanes_load(x.beta, from->beta);
    lanes_load(x.gamma, from->gamma);
    lanes_load(x.phi, from->phi);
    lanes_load(x.level, from->level);
    lanes_load(x.trend, from->trend);
    for (int j = 0; j < s->m; j++)
        lanes_load(x.season[j], from->season[j]);
    EACH_LANE(k)
    x.mu.product[k] = x.mu.product[k] + 1.0;
    if (s->kind == ETS_PLAIN)
        ets_lane_pass(s, &x, ETS_PLAIN);
    else if (s->kind == ETS_RELATIVE)
        ets_lane_pass(s, &x, ETS_RELATIVE);
    else
        ets_lane_pass(s, &x, ETS_RATIO);
    lanes_store(out->squares, x.squares);
    lanes_store(out->product, x.mu.product);
    memcpy(exponent, x.mu.exponent, sizeof exponent);
    memcpy(signs, x.mu.signs, sizeof signs);
    for (int l = 0; l < LANE_COUNT; l++) {
        out->exponent[l] = (double)(int64_t)exponent[l];
        if (signs[l] >> 63)
            out->squares[l] = __builtin_inf();
    }
}

/* one point and its derivatives */

/* A group of eight columns on its way: kept in registers where there are enough. */
typedef struct EtsGroup {
    Lane level[LANES], trend[LANES], drift[LANES];
} EtsGroup;

/* Directions of the weights, which the first group alone has. */
typedef struct EtsForcing {
    Lane alpha[LANES], beta[LANES], gamma[LANES], phi[LANES];
} EtsForcing;

typedef struct EtsTableState {
    const EtsSeries *series;
    EtsPoint x; /* as it runs */
    int phase;
    double squares, product;
    uint64_t exponent, signs;
    EtsForcing forcing;
    EtsGroup group[ETS_GROUPS];
    double season[ETS_MAX_SEASON][ETS_COLUMNS];
} EtsTableState;

/* What a step needs of the point: errors and the derivatives of the recursions at it. */
typedef struct EtsStep {
    double trend;        /* before */
    double r, rs;        /* of level and trend, of season */
    double r_s, rs_q;    /* -dr/ds, -drs/dq; -dr/dq and -drs/ds are 1 */
    double log_q, log_s; /* dlog mu by q and s; plain: unused */
    double error_log;    /* -de / dlog mu */
} EtsStep;

ETS_INLINE double ets_base_step(EtsTableState *st, double y, EtsStep *c, const EtsKind kind)
{
    EtsPoint *x = &st->x;
    double damped = x->phi * x->trend, q = x->level + damped, s = x->season[st->phase], e, mu;
    c->trend = x->trend;
    if (kind == ETS_RATIO) {
        double is = 1.0 / s, iq = 1.0 / q, ys = y * is, yq = y * iq;
        uint64_t bits_q, bits_s;
        memcpy(&bits_q, &q, sizeof q);
        memcpy(&bits_s, &s, sizeof s);
        st->signs |= bits_q | bits_s;
        mu = q * s;
        c->r = ys - q;
        c->rs = yq - s;
        e = c->r * iq;
        c->r_s = ys * is;
        c->rs_q = yq * iq;
        c->log_q = iq;
        c->log_s = is;
        c->error_log = ys * iq;
    } else {
        uint64_t bits;
        mu = q + s;
        c->r = c->rs = y - mu;
        c->r_s = c->rs_q = 1;
        memcpy(&bits, &mu, sizeof mu);
        st->signs |= kind == ETS_PLAIN ? 0 : bits;
        c->log_q = c->log_s = kind == ETS_PLAIN ? 1 : 1.0 / mu;
        e = kind == ETS_PLAIN ? c->r : c->r * c->log_q;
        c->error_log = y * c->log_q;
    }
    if (kind != ETS_PLAIN)
        st->product *= mu;
    st->squares += e * e;
    x->level = q + x->alpha * c->r;
    x->trend = damped + x->beta * c->r;
    x->season[st->phase] = s + x->gamma * c->rs;
    return e;
}

/* One group through one step; row [8] gets de, season [8] moves. forcing: NULL but for the first group. */
ETS_INLINE void ets_group_step(const EtsPoint *x, const EtsStep *c, EtsGroup *group,
                               const EtsForcing *forcing, double *season, double *row, const EtsKind kind)
{
    EACH_LANE(k)
    {
        LooseLane *at = (LooseLane *)(season + k * LANE_WIDTH);
        Lane damped = x->phi * group->trend[k], s = *at, out, r, rs;
        if (forcing)
            damped += forcing->phi[k] * c->trend;
        Lane q = group->level[k] + damped;
        if (kind == ETS_RATIO) {
            Lane logs = q * c->log_q + s * c->log_s;
            out = -c->error_log * logs;
            group->drift[k] += logs;
            r = q + c->r_s * s;
            rs = c->rs_q * q + s;
        } else {
            r = q + s;
            rs = r;
            out = -r;
            if (kind == ETS_RELATIVE) {
                Lane logs = r * c->log_q;
                out = -c->error_log * logs;
                group->drift[k] += logs;
            }
        }
        group->level[k] = q - x->alpha * r;
        group->trend[k] = damped - x->beta * r;
        s = s - x->gamma * rs;
        if (forcing) {
            group->level[k] += forcing->alpha[k] * c->r;
            group->trend[k] += forcing->beta[k] * c->r;
            s += forcing->gamma[k] * c->rs;
        }
        *at = s;
        *(LooseLane *)(row + k * LANE_WIDTH) = out;
    }
}

ETS_INLINE void ets_product_split(EtsTableState *st)
{
    uint64_t bits;
    memcpy(&bits, &st->product, sizeof bits);
    st->exponent += (bits >> MANTISSA_BITS) - EXPONENT_BIAS;
    bits = (bits & MANTISSA) | ONE_BITS;
    memcpy(&st->product, &bits, sizeof bits);
}

/* rows of [groups x 8] cells from y */
ETS_INLINE void ets_rows(EtsTableState *st, const double *y, size_t rows, double *cells, const int groups,
                         const EtsKind kind)
{
    EtsGroup group[ETS_GROUPS];
    EtsForcing forcing = st->forcing;
    const int m = st->series->m;
    EACH(g, groups)
    group[g] = st->group[g];
    for (size_t t = 0; t < rows; t++) {
        double *row = cells + t * (size_t)groups * LANE_COUNT, *season = st->season[st->phase];
        EtsStep c;
        double e = ets_base_step(st, y[t], &c, kind);
        EACH(g, groups)
        ets_group_step(&st->x, &c, &group[g], g == 0 ? &forcing : NULL, season + g * LANE_COUNT,
                       row + g * LANE_COUNT, kind);
        row[0] = e;
        if (kind != ETS_PLAIN && t % ETS_SPLIT == ETS_SPLIT - 1)
            ets_product_split(st);
        if (++st->phase == m)
            st->phase = 0;
    }
    EACH(g, groups)
    st->group[g] = group[g];
}

/* gram += products of the columns of cells, lower triangle by blocks */
ETS_INLINE void ets_gram(const double *cells, size_t rows, double (*gram)[ETS_COLUMNS], const int groups,
                         int columns)
{
    const size_t width = (size_t)groups * LANE_COUNT;
    for (int i = 0; i < columns; i += ETS_GRAM_ROWS)
        for (int j = 0; j <= i; j += LANE_COUNT) {
            Lane sum[ETS_GRAM_ROWS][LANES];
            EACH(a, ETS_GRAM_ROWS)
            lanes_load(sum[a], gram[i + a] + j);
            for (size_t t = 0; t < rows; t++) {
                const double *row = cells + t * width;
                Lane right[LANES];
                lanes_load(right, row + j);
                EACH(a, ETS_GRAM_ROWS)
                EACH_LANE(k)
                sum[a][k] += row[i + a] * right[k];
            }
            EACH(a, ETS_GRAM_ROWS)
            lanes_store(gram[i + a] + j, sum[a]);
        }
}

typedef void EtsRows(EtsTableState *st, const double *y, size_t rows, double *cells, int columns,
                     double (*gram)[ETS_COLUMNS]);

#define ETS_ROWS(name, groups, kind)                                                                         \
    static void name(EtsTableState *st, const double *y, size_t rows, double *cells, int columns,            \
                     double(*gram)[ETS_COLUMNS])                                                             \
    {                                                                                                        \
        ets_rows(st, y, rows, cells, groups, kind);                                                          \
        ets_gram(cells, rows, gram, groups, columns);                                                        \
    }
ETS_ROWS(ets_plain_1, 1, ETS_PLAIN)
ETS_ROWS(ets_plain_2, 2, ETS_PLAIN)
ETS_ROWS(ets_plain_3, 3, ETS_PLAIN)
ETS_ROWS(ets_plain_4, 4, ETS_PLAIN)
ETS_ROWS(ets_relative_1, 1, ETS_RELATIVE)
ETS_ROWS(ets_relative_2, 2, ETS_RELATIVE)
ETS_ROWS(ets_relative_3, 3, ETS_RELATIVE)
ETS_ROWS(ets_relative_4, 4, ETS_RELATIVE)
ETS_ROWS(ets_ratio_1, 1, ETS_RATIO)
ETS_ROWS(ets_ratio_2, 2, ETS_RATIO)
ETS_ROWS(ets_ratio_3, 3, ETS_RATIO)
ETS_ROWS(ets_ratio_4, 4, ETS_RATIO)

static void ets_table_begin(EtsTableState *st, const EtsPoint *x, const EtsDirections *by, int groups)
{
    st->x = *x;
    st->phase = 0;
    st->squares = 0;
    st->product = 1;
    st->exponent = st->signs = 0;
    memset(st->group, 0, sizeof st->group);
    lanes_load(st->forcing.alpha, by->alpha);
    lanes_load(st->forcing.beta, by->beta);
    lanes_load(st->forcing.gamma, by->gamma);
    lanes_load(st->forcing.phi, by->phi);
    lanes_load(st->group[0].level, by->level);
    lanes_load(st->group[0].trend, by->trend);
    for (int j = 0; j < st->series->m; j++)
        memcpy(st->season[j], by->season[j], (size_t)groups * LANE_COUNT * sizeof(double));
}

static void lanes_ets_table(const EtsSeries *s, const EtsPoint *x, const EtsDirections *by, int columns,
                            EtsTable *out)
{
    static EtsRows *const rows_of[ETS_KINDS][ETS_GROUPS] = {
        {ets_plain_1, ets_plain_2, ets_plain_3, ets_plain_4},
        {ets_relative_1, ets_relative_2, ets_relative_3, ets_relative_4},
        {ets_ratio_1, ets_ratio_2, ets_ratio_3, ets_ratio_4}};
    double cells[ETS_BLOCK * ETS_COLUMNS];
    EtsTableState st; /* large: only what is used is set */
    int groups = (columns + LANE_COUNT - 1) / LANE_COUNT;
    st.series = s;
    ets_table_begin(&st, x, by, groups);
    const size_t width = (size_t)groups * LANE_COUNT;
    for (size_t i = 0; i < width; i++)
        memset(out->gram[i], 0, width * sizeof(double));
    for (size_t first = 0; first < s->n; first += ETS_BLOCK) {
        size_t rows = s->n - first < ETS_BLOCK ? s->n - first : ETS_BLOCK;
        rows_of[s->kind][groups - 1](&st, s->y + first, rows, cells, columns, out->gram);
    }
    ets_product_split(&st);
    out->squares = st.signs >> 63 ? __builtin_inf() : st.squares;
    out->product = st.product;
    out->exponent = (double)(int64_t)st.exponent;
    for (int g = 0; g < groups; g++)
        lanes_store(out->drift + g * LANE_COUNT, st.group[g].drift);
}
