#include "cm.h"

#include <math.h>

#include "stats/elementary.h"

static double units_apart(double a, double b)
{
    double unit = nextafter(fabs(b), INFINITY) - fabs(b);
    return fabs(a - b) / unit;
}

static void logarithm_and_exponential_are_within_a_unit_of_the_c_library(void **state)
{
    (void)state;
    double worst_log = 0, worst_exp = 0;
    for (int i = 1; i <= 20000; i++) {
        double x = i % 2 ? ldexp(1 + i / 20001.0, i % 1800 - 900) : 0.5 + i / 13333.0;
        double y = i % 2 ? -700 + i * 0.07 : -1 + i * 1e-4;
        worst_log = fmax(worst_log, units_apart(stats_log(x), log(x)));
        worst_exp = fmax(worst_exp, units_apart(stats_exp(y), exp(y)));
    }
    print_message("log %.2f, exp %.2f units in the last place\n", worst_log, worst_exp);
    assert_true(worst_log <= 1 && worst_exp <= 1);
}

static void the_ends_of_the_number_line_have_their_values(void **state)
{
    (void)state;
    assert_true(isnan(stats_log(-1)) && isnan(stats_log(NAN)) && isnan(stats_exp(NAN)));
    assert_true(stats_log(0) == -INFINITY && stats_log(INFINITY) == INFINITY && stats_log(1) == 0);
    assert_true(stats_exp(-800) == 0 && stats_exp(710) == INFINITY && stats_exp(0) == 1);
    assert_true(stats_exp(-INFINITY) == 0);
    assert_near(stats_pow(2, 10), 1024, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logarithm_and_exponential_are_within_a_unit_of_the_c_library),
        cmocka_unit_test(the_ends_of_the_number_line_have_their_values),
    };
    return cmocka_run_group_tests_name("stats elementary", tests, NULL, NULL);
}
