/* cmocka with the headers it wants before it. */
#pragma once
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* cmocka's own compares floats. */
#include <math.h>
#define assert_near(a, b, tolerance)                                                                         \
    do {                                                                                                     \
        double near_a = (a), near_b = (b);                                                                   \
        if (!(fabs(near_a - near_b) <= (tolerance)))                                                         \
            fail_msg("%.17g is not within %g of %.17g", near_a, (double)(tolerance), near_b);                \
    } while (0)
