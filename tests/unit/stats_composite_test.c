#include "cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cm_arena.h"
#include "stats/composite.h"
#include "stats/random.h"

enum { N = 240 };

static CompositeResult run(CompositeSpec s, const CompositePart *parts, size_t n_parts, size_t n)
{
    CompositeResult r;
    Err e = {.lang = LANG_EN};

    if (!composite_run(&s, &(CompositeData){parts, n_parts, n}, &r, arena, &e))
        fail_msg("%s", e.msg);
    return r;
}

/* 1 .. 13 has mean 7 and variance 182 / 12; twelve months of weight 1 and their mirror of weight 3, sign -1.
 */
static void the_index_is_that_worked_out_by_hand(void **state)
{
    (void)state;
    double up[13], down[13], level[13];
    for (int t = 0; t < 13; t++) {
        up[t] = t + 1;
        down[t] = -3 * (t + 1) + 900;
        level[t] = t % 2 ? 100 : 120; /* symmetric changes of +-200/11 */
    }
    const double sd = sqrt(182.0 / 12);
    const CompositePart parts[] = {{.x = up}, {.x = down, .sign = -1, .weight = 3}};
    CompositeResult r = run((CompositeSpec){0}, parts, 2, 13);
    for (int t = 0; t < 13; t++)
        assert_near(r.index[t], 100 + 10 * (t + 1 - 7) / sd, 1e-12);
    const CompositePart changes[] = {{.x = level, .form = COMPOSITE_SYMMETRIC}};
    r = run((CompositeSpec){0}, changes, 1, 13);
    assert_true(isnan(r.index[0]));
    assert_near(r.z[1], -sqrt(11.0 / 12), 1e-12); /* half up, half down, by as much */
    assert_near(r.z[2], sqrt(11.0 / 12), 1e-12);
}

static void missing_months_leave_their_weight_to_the_others(void **state)
{
    (void)state;
    double x[3][48];
    for (int t = 0; t < 48; t++)
        for (int i = 0; i < 3; i++)
            x[i][t] = random_normal(11, (uint64_t)(3 * t + i));
    x[1][20] = x[2][21] = x[1][22] = x[2][22] = x[0][23] = x[1][23] = x[2][23] = NAN;
    const CompositePart parts[] = {{.x = x[0], .weight = 2}, {.x = x[1]}, {.x = x[2]}};
    CompositeResult r = run((CompositeSpec){0}, parts, 3, 48);
    assert_near(r.z[20], (2 * r.part[20] + r.part[96 + 20]) / 3, 1e-14);
    assert_near(r.share[20], 0.75, 1e-15);
    assert_near(r.z[22], r.part[22], 1e-14); /* half of the weight is enough */
    assert_true(isnan(r.index[23]) && r.known == 47);
    r = run((CompositeSpec){.least = 0.8}, parts, 3, 48);
    assert_true(isnan(r.index[20]) && r.known == 44);
    for (int t = 0; t < 48; t++)
        x[2][t] = t < 36 ? NAN : 5; /* a constant says nothing */
    r = run((CompositeSpec){0}, parts, 3, 48);
    for (int t = 36; t < 48; t++)
        assert_true(isnan(r.part[96 + t]) && !isnan(r.index[t]));
}

static void an_as_of_index_is_moved_by_no_later_figure(void **state)
{
    (void)state;
    double x[60], z[60];
    for (int t = 0; t < 60; t++)
        x[t] = random_normal(2, (uint64_t)t) + t / 10.0;
    const CompositePart part = {.x = x};
    CompositeResult r = run((CompositeSpec){.as_of = true}, &part, 1, 60);
    assert_true(isnan(r.index[10]) && !isnan(r.index[11]));
    memcpy(z, r.index, sizeof z);
    for (int t = 40; t < 60; t++)
        x[t] = 1000;
    r = run((CompositeSpec){.as_of = true}, &part, 1, 60);
    assert_memory_equal(r.index, z, 40 * sizeof *z);
    r = run((CompositeSpec){.to = 40}, &part, 1,
            60); /* a fixed window, too, is not moved by what is outside */
    double first = r.index[5];
    x[50] = -7;
    r = run((CompositeSpec){.to = 40}, &part, 1, 60);
    assert_near(r.index[5], first, 0);
}

/* What moves all of it: three months of shocks. */
static double state_at(int t)
{
    double sum = 0;

    for (uint64_t k = 0; k < 3; k++)
        sum += random_normal(9, (uint64_t)t + 12 + k);
    return sum;
}

/* The target follows five months later. */
static void a_lead_that_is_there_is_found_and_one_that_is_not_is_not(void **state)
{
    (void)state;
    double a[N], b[N], target[N], noise[N];
    for (int t = 0; t < N; t++) {
        a[t] = state_at(t) + 0.5 * random_normal(1, (uint64_t)t);
        b[t] = 50 - 4 * state_at(t) + 2 * random_normal(2, (uint64_t)t);
        target[t] = 8 + state_at(t - 5) + 0.2 * random_normal(3, (uint64_t)t);
        noise[t] = random_normal(4, (uint64_t)t);
    }
    a[50] = b[51] = target[90] = NAN;
    const CompositePart parts[] = {{.x = a}, {.x = b, .sign = -1}};
    CompositeResult r = run((CompositeSpec){.as_of = true}, parts, 2, N);
    CompositeLead lead;
    CompositeCalls calls;
    composite_lead(r.index, target, N, &lead);
    assert_int_equal(lead.best, 5);
    assert_true(lead.at[5].r > 0.85);
    assert_int_equal(lead.at[0].pairs, N - 11 - 1);
    assert_int_equal(lead.at[12].pairs, N - 11 - 12 - 1);
    composite_calls(r.index, target, N, 5, &calls);
    assert_true(calls.n > 200 && calls.right > calls.n * 3 / 4 &&
                calls.right > calls.right_base + calls.n / 6);
    assert_true(calls.turns > 10 && calls.turns_right > calls.turns_right_base);
    composite_lead(noise, target, N, &lead);
    assert_true(fabs(lead.at[lead.best].r) < 0.3);
    composite_calls(noise, target, N, 5, &calls);
    assert_near((double)calls.right / (double)calls.n, 0.5, 0.12);
    for (int t = 0; t < N; t++)
        a[t] = -target[t]; /* against, at once */
    composite_lead(a, target, N, &lead);
    assert_int_equal(lead.best, 0);
    assert_near(lead.at[0].r, -1, 1e-12);
}

static void short_constant_and_absent_series_have_no_lead(void **state)
{
    (void)state;
    double x[30], y[30];
    CompositeLead lead;
    CompositeCalls calls;
    for (int t = 0; t < 30; t++) {
        x[t] = t;
        y[t] = 0.1;
    }
    composite_lead(x, y, 30, &lead);
    assert_true(lead.best == -1 && isnan(lead.at[0].r) && lead.at[0].pairs == 30);
    composite_lead(x, x, 15, &lead);
    assert_true(!isnan(lead.at[3].r) && isnan(lead.at[4].r) && lead.at[4].pairs == 11);
    composite_lead(x, x, 0, &lead);
    assert_int_equal(lead.best, -1);
    for (int t = 0; t < 30; t++)
        y[t] = NAN;
    composite_lead(x, y, 30, &lead);
    composite_calls(x, y, 30, 3, &calls);
    assert_true(lead.best == -1 && calls.n == 0);
    composite_calls(x, x, 30, 0, &calls);
    assert_int_equal(calls.n, 0);
    composite_calls(x, x, 30, 3, &calls); /* always up: right, and so is "as last month" */
    assert_true(calls.n == 24 && calls.right == 24 && calls.right_base == 24 && calls.turns == 0);
}

static void what_cannot_be_is_refused(void **state)
{
    (void)state;
    double x[20] = {1, 2, 3};
    CompositeResult r;
    CompositePart part = {.x = x, .form = COMPOSITE_SYMMETRIC};
    CompositeData d = {&part, 1, 20};
    Err e = {.lang = LANG_EN};

    assert_false(composite_run(&(CompositeSpec){0}, &d, &r, arena, &e));
    assert_non_null(strstr(e.msg, "month 4"));
    part = (CompositePart){.x = x, .weight = -1};
    assert_false(composite_run(&(CompositeSpec){0}, &d, &r, arena, &e));
    part.weight = 0;
    x[7] = INFINITY;
    assert_false(composite_run(&(CompositeSpec){0}, &d, &r, arena, &e));
    x[7] = 0;
    assert_false(composite_run(&(CompositeSpec){.from = 9, .to = 9}, &d, &r, arena, &e));
    assert_false(composite_run(&(CompositeSpec){.to = 21}, &d, &r, arena, &e));
    assert_false(composite_run(&(CompositeSpec){0}, &(CompositeData){&part, 0, 20}, &r, arena, &e));
    assert_int_equal(e.kind, ERR_INVALID);
}

/* ---- China, 2005 to 2015: bench/barometer says more ---- */

enum { FIRST_YEAR = 2005, MONTHS = 132 };

static bool read_series(const char *name, const char *basis, double *out)
{
    char path[4096], line[1024], wanted[128];
    bool found = false;

    snprintf(path, sizeof path, "%s/../shared/data/china/china_monthly.csv", getenv("ROOT"));
    snprintf(wanted, sizeof wanted, "%s,", name);
    for (int t = 0; t < MONTHS; t++)
        out[t] = NAN;
    FILE *in = fopen(path, "r");
    while (in && fgets(line, sizeof line, in)) {
        char *at = strstr(line, ",CN,"), *value = at ? strstr(at, basis) : NULL;
        if (strncmp(line, wanted, strlen(wanted)) != 0 || !value)
            continue;
        int year = (int)strtol(at + 4, NULL, 10), month = (int)strtol(at + 9, NULL, 10);
        int t = (year - FIRST_YEAR) * 12 + month - 1;
        if (t >= 0 && t < MONTHS)
            out[t] = strtod(value + strlen(basis), NULL);
        found = true;
    }
    if (in)
        fclose(in);
    return found;
}

/* Orders and loans go with each other and with growth of industry; which leads by how much is not for a test
 * to say. */
static void real_series_give_an_index_that_goes_with_industry(void **state)
{
    (void)state;
    double orders[MONTHS], m2[MONTHS], industry[MONTHS];
    if (!read_series("PMI:新订单", ",month,", orders) || !read_series("M2", ",yoy_month,", m2) ||
        !read_series("工业增加值", ",yoy_month,", industry))
        skip();
    const CompositePart parts[] = {{.x = orders}, {.x = m2}};
    CompositeResult r = run((CompositeSpec){0}, parts, 2, MONTHS);
    CompositeLead lead;
    composite_lead(r.index, industry, MONTHS, &lead);
    assert_int_equal(r.known, MONTHS);
    assert_true(lead.best >= 0 && lead.at[lead.best].r > 0.5 && lead.at[0].pairs > 115);
    /* September 2009, all loans lent, above December 2008, orders cut */
    assert_true(r.index[4 * 12 + 8] > r.index[3 * 12 + 11] + 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index_is_that_worked_out_by_hand),
        cmocka_unit_test(missing_months_leave_their_weight_to_the_others),
        cmocka_unit_test(an_as_of_index_is_moved_by_no_later_figure),
        cmocka_unit_test(a_lead_that_is_there_is_found_and_one_that_is_not_is_not),
        cmocka_unit_test(short_constant_and_absent_series_have_no_lead),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(real_series_give_an_index_that_goes_with_industry),
    };
    return cmocka_run_group_tests_name("stats composite", tests, begin, end);
}
