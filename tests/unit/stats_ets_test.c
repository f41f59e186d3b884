#include "cm.h"

#include <float.h>
#include <string.h>

#include "stats/elementary.h"
#include "stats/ets.h"
#include "stats/ets_model.h"
#include "stats/stl_ets.h"
#include "stats_ets_anchors.h"

static Arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static EtsResult fit(EtsSpec spec, const double *y, size_t n)
{
    EtsResult r;
    Err e = {.lang = LANG_EN};
    if (!spec.h)
        spec.h = 8;
    if (!ets_run(&spec, y, n, &r, arena, &e))
        fail_msg("%s", e.msg);
    return r;
}

static EtsSpec automatic(int m)
{
    return (EtsSpec){.m = m, .automatic = true};
}

/* Digits in which a agrees with b. */
static double digits(double a, double b)
{
    return a == b ? 17 : fmin(17, -log10(fabs(a - b) / fabs(b)));
}

static double row_digits(const double *a, const double *b, size_t n)
{
    double least = 17;
    for (size_t i = 0; i < n; i++)
        least = fmin(least, digits(a[i], b[i]));
    return least;
}

static void at_the_parameters_of_r_everything_is_that_of_r(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ets_anchors); i++) {
        const EtsAnchor *x = &ets_anchors[i];
        EtsResult r = fit((EtsSpec){.m = x->m, .form = x->form, .given = &x->at, .h = x->h}, x->y, x->n);
        double loglik = digits(r.loglik, x->loglik), mean = row_digits(r.mean, x->mean, x->h),
               var = row_digits(r.var, x->var, x->h);
        double rest = fmin(fmin(digits(r.aic, x->aic), digits(r.aicc, x->aicc)),
                           fmin(digits(r.bic, x->bic), fmin(digits(r.sigma2, x->sigma2), digits(r.mse, x->mse))));
        print_message("%-27s loglik %4.1f, criteria, sigma2, MSE %4.1f, forecasts %4.1f, variances %4.1f digits\n",
                      x->name, loglik, rest, mean, var);
        assert_true(strstr(x->name, r.name) && loglik > 11 && rest > 11 && mean > 10.5 && var > 10);
    }
}

static void the_likelihood_is_at_least_that_of_r(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ets_anchors); i++) {
        const EtsAnchor *x = &ets_anchors[i];
        EtsResult r = fit((EtsSpec){.m = x->m, .form = x->form, .h = x->h}, x->y, x->n);
        print_message("%-27s loglik %.4f, R's and %+.4f; forecasts within %.2f %%, %.1f digits\n", x->name,
                      r.loglik, r.loglik - x->loglik, 100 * pow(10, -row_digits(r.mean, x->mean, x->h)),
                      row_digits(r.mean, x->mean, x->h));
        assert_true(r.loglik > x->loglik - 1e-3);
    }
}

static void the_choice_is_that_of_r_or_has_the_lower_aicc(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ets_anchors); i++) {
        const EtsAnchor *x = &ets_anchors[i];
        if (!x->is_choice)
            continue;
        EtsSpec spec = automatic(x->m);
        spec.h = x->h;
        EtsResult r = fit(spec, x->y, x->n);
        print_message("%-27s here %-12s AICc %.4f, R's and %+.4f; forecasts %.1f digits\n", x->name, r.name,
                      r.aicc, r.aicc - x->aicc, row_digits(r.mean, x->mean, x->h));
        assert_true(r.aicc < x->aicc + 2e-3);
        assert_int_equal(r.models, x->m > 1 ? 15 : 6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_the_parameters_of_r_everything_is_that_of_r),
        cmocka_unit_test(the_likelihood_is_at_least_that_of_r),
        cmocka_unit_test(the_choice_is_that_of_r_or_has_the_lower_aicc),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
