/* Digits in which figures agree with published ones; every figure is counted. */
#pragma once
#include "cm.h"

#include "base/err.h"

enum { DIGITS_MOST = 17 };

static int digits_seen[DIGITS_MOST + 1]; /* figures by whole digits */

/* Digits of agreement of a figure whose row has numbers as large as `size`: -log10 of the relative
 * difference. */
static double digits_of(double got, double published, double size)
{
    double d = got == published ? DIGITS_MOST : -log10(fabs(got - published) / fabs(size));
    d = fmin(fmax(d, 0), DIGITS_MOST); /* NAN is no digit */
    digits_seen[(int)d]++;
    return d;
}

static inline double digits(double got, double published)
{
    return digits_of(got, published, published);
}

/* R prints a row with the decimals that its smallest number needs: the digits are those of the largest. */
static inline double row_digits(const double *got, const double *published, size_t n)
{
    double size = 0, least = DIGITS_MOST;
    for (size_t i = 0; i < n; i++)
        size = fmax(size, fabs(published[i]));
    for (size_t i = 0; i < n; i++)
        least = fmin(least, digits_of(got[i], published[i], size));
    return least;
}

/* Asserts that a figure agrees in at least so many digits. */
static inline void agrees(const char *what, double got, double published, double wanted)
{
    double reached = digits(got, published);
    print_message("%s: %.12g, %.1f digits (wanted %g)\n", what, got, reached, wanted);
    if (reached < wanted)
        fail_msg("%s is %.17g, published %.17g", what, got, published);
}

/* The last line of a test program: how many figures reached how many digits. */
static inline void digits_say(const char *program)
{
    static const int from[] = {12, 9, 6, 4, 0};
    int all = 0, left = 0;
    for (int d = 0; d <= DIGITS_MOST; d++)
        all += digits_seen[d];
    print_message("%s: %d published figures;", program, all);
    for (size_t i = 0; i < COUNT(from); i++) {
        int here = -left;
        for (int d = from[i]; d <= DIGITS_MOST; d++)
            here += digits_seen[d];
        left += here;
        if (from[i] > 0)
            print_message(" %d to %d digits or more,", here, from[i]);
        else
            print_message(" %d to fewer\n", here);
    }
}
