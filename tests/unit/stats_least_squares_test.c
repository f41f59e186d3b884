#include "cm.h"

#include <math.h>

#include "base/err.h"
#include "stats/elementary.h"
#include "stats/least_squares.h"

/* Misra1a of the Statistical Reference Datasets of NIST: y = b1 (1 - exp(-b2 x)). */
static const double MISRA_Y[] = {10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02,
                                 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78};
static const double MISRA_X[] = {77.6,  114.9, 141.1, 190.8, 239.9, 289.0, 332.8,
                                 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0};

/* b1 in hundreds, b2 in thousandths: of order one. */
static void misra(void *model, const double *x, int used, double *r)
{
    (void)model;
    for (size_t t = 0; t < COUNT(MISRA_Y); t++)
        for (int l = 0; l < used; l++)
            r[t * LSQ_LANES + (size_t)l] =
                MISRA_Y[t] - 100 * x[l] * (1 - stats_exp(-1e-3 * x[LSQ_LANES + l] * MISRA_X[t]));
}

/* A chain of Rosenbrock's valleys: zero at (1, 1, ...). k in *model. */
static void valleys(void *model, const double *x, int used, double *r)
{
    int k = *(const int *)model;

    for (int j = 0; j + 1 < k; j++)
        for (int l = 0; l < used; l++) {
            double a = x[j * LSQ_LANES + l], b = x[(j + 1) * LSQ_LANES + l];
            r[(2 * j) * LSQ_LANES + l] = 10 * (b - a * a);
            r[(2 * j + 1) * LSQ_LANES + l] = 1 - a;
        }
}

static void nowhere(void *model, const double *x, int used, double *r)
{
    (void)model, (void)x;
    for (int l = 0; l < used; l++)
        r[l] = r[LSQ_LANES + l] = NAN;
}

static double scratch[2 * LSQ_LANES * 64];

static void a_certified_fit_is_reached_from_both_starts(void **state)
{
    (void)state;
    static const double starts[][2] = {{5, 0.1}, {2.5, 0.5}};
    double lower[] = {0, 0}, upper[] = {100, 100};

    for (size_t i = 0; i < COUNT(starts); i++) {
        LsqProblem p = {.n = COUNT(MISRA_Y),
                        .k = 2,
                        .lower = lower,
                        .upper = upper,
                        .residuals = misra,
                        .max_iterations = 100,
                        .tolerance = 1e-14};
        double x[] = {starts[i][0], starts[i][1]};
        LsqResult r;
        assert_true(lsq_minimise(&p, x, scratch, &r) && r.converged);
        print_message("Misra1a: %.12g %.12g sum %.12g in %d evaluations\n", x[0], x[1], r.sum, r.evaluations);
        assert_near(x[0], 2.3894212918, 1e-8);
        assert_near(x[1], 0.55015643181, 1e-8);
        assert_near(r.sum, 0.12455138894, 1e-10);
    }
}

static void valleys_are_followed_to_their_end_with_any_number_of_parameters(void **state)
{
    (void)state;
    double lower[LSQ_MAX_PARAMS], upper[LSQ_MAX_PARAMS], x[LSQ_MAX_PARAMS];

    for (int k = 2; k <= LSQ_MAX_PARAMS; k++) {
        for (int j = 0; j < k; j++) {
            lower[j] = -INFINITY;
            upper[j] = INFINITY;
            x[j] = j % 2 ? 1 : -1.2;
        }
        LsqProblem p = {.n = (size_t)(2 * k - 2),
                        .k = k,
                        .lower = lower,
                        .upper = upper,
                        .residuals = valleys,
                        .model = &k,
                        .max_iterations = 400,
                        .tolerance = 1e-14};
        LsqResult r;
        assert_true(lsq_minimise(&p, x, scratch, &r) && r.converged);
        print_message("%d parameters: sum %.2g in %d evaluations\n", k, r.sum, r.evaluations);
        /* chains of four and more have a second minimum near (-1, 1, ...), of sum near 4 */
        assert_true(r.sum < 1e-10 || (k > 3 && r.sum < 4.1));
    }
}

static void a_bound_holds_where_the_minimum_lies_beyond(void **state)
{
    (void)state;
    int k = 2;
    double lower[] = {-2, -2}, upper[] = {0.5, 2}, x[] = {-1.2, 9};
    LsqProblem p = {.n = 2,
                    .k = 2,
                    .lower = lower,
                    .upper = upper,
                    .residuals = valleys,
                    .model = &k,
                    .max_iterations = 200,
                    .tolerance = 1e-14};
    LsqResult r;

    assert_true(lsq_minimise(&p, x, scratch, &r));
    assert_near(x[0], 0.5, 0);
    assert_near(x[1], 0.25, 1e-8);
    assert_near(r.sum, 0.25, 1e-10);
}

static void a_start_without_residuals_is_refused(void **state)
{
    (void)state;
    double lower[] = {-1}, upper[] = {1}, x[] = {0};
    LsqProblem p = {
        .n = 2, .k = 1, .lower = lower, .upper = upper, .residuals = nowhere, .max_iterations = 9};
    LsqResult r;

    assert_false(lsq_minimise(&p, x, scratch, &r));
    assert_int_equal(r.evaluations, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_certified_fit_is_reached_from_both_starts),
        cmocka_unit_test(valleys_are_followed_to_their_end_with_any_number_of_parameters),
        cmocka_unit_test(a_bound_holds_where_the_minimum_lies_beyond),
        cmocka_unit_test(a_start_without_residuals_is_refused),
    };
    return cmocka_run_group_tests_name("stats least squares", tests, NULL, NULL);
}
