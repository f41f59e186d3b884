#include "exchange/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "period/period.h"

enum {
    DIGITS = 15,              /* what a spreadsheet shows of a double, and decimal_parse keeps */
    DAYS_1900 = 25569,        /* serial number of 1970-01-01 */
    DAYS_1904 = 24107,        /* the same where 1904-01-01 is 0 */
    DAY_MAX = 2958465,        /* 9999-12-31 */
    FICTITIOUS_LEAP_DAY = 60, /* 1900-02-29, a day that never was */
};

/* Copies plain digits; false when s is anything but a decimal number. */
static bool read_number(Str s, double *v)
{
    char text[NUM_TEXT_MAX * 2], *end;

    if (!s.n || s.n >= sizeof text)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("0123456789+-.eE", s.s[i]) || !s.s[i])
            return false;
    memcpy(text, s.s, s.n);
    text[s.n] = '\0';
    *v = strtod(text, &end);
    return end == text + s.n && isfinite(*v);
}

/* v times ten to the shift, as the shortest decimal of at most 15 digits: exact in decimals, so that 0.177
 * becomes 17.7. Plain while both the digits and the decimals are at most 15, else with an exponent. */
static void decimal_text(double v, int shift, char out[NUM_TEXT_MAX])
{
    char sci[NUM_TEXT_MAX], digits[DIGITS + 1];
    int n = DIGITS;

    snprintf(sci, sizeof sci, "%.*e", DIGITS - 1, fabs(v));
    digits[0] = sci[0];
    memcpy(digits + 1, sci + 2, DIGITS - 1);
    digits[DIGITS] = '\0';
    while (n > 1 && digits[n - 1] == '0')
        digits[--n] = '\0';
    int first = (int)strtol(strchr(sci, 'e') + 1, NULL, 10) + shift; /* power of ten of the first digit */
    const char *sign = v < 0 ? "-" : "";
    if (digits[0] == '0')
        snprintf(out, NUM_TEXT_MAX, "0");
    else if (first >= DIGITS || n - 1 - first > DIGITS)
        snprintf(out, NUM_TEXT_MAX, "%s%c%s%se%+d", sign, digits[0], n > 1 ? "." : "", digits + 1, first);
    else if (first < 0)
        snprintf(out, NUM_TEXT_MAX, "%s0.%.*s%s", sign, -first - 1, "000000000000000", digits);
    else if (n <= first + 1)
        snprintf(out, NUM_TEXT_MAX, "%s%s%.*s", sign, digits, first + 1 - n, "000000000000000");
    else
        snprintf(out, NUM_TEXT_MAX, "%s%.*s.%s", sign, first + 1, digits, digits + first + 1);
}

static void set_date(int date, NumberFormat format, Arena *a, Cell *out)
{
    char text[DATE_TEXT_MAX];

    date_text(date, text);
    out->kind = CELL_DATE;
    out->month_only = format == FORMAT_MONTH;
    out->text = str_of(arena_strdup(a, text));
}

/* Serial numbers that are no day (zero, negative, the leap day of 1900) stay numbers. */
static bool date_of_serial(double v, bool from_1904, int *date)
{
    /* Half a millisecond: sums of times miss midnight by their last bits. */
    double day = floor(v + 5e-9);

    if (day < (from_1904 ? 0 : 1) || day > DAY_MAX - (from_1904 ? DAYS_1900 - DAYS_1904 : 0))
        return false;
    int n = (int)day;
    if (!from_1904 && n == FICTITIOUS_LEAP_DAY)
        return false;
    int epoch = from_1904 ? DAYS_1904 : n < FICTITIOUS_LEAP_DAY ? DAYS_1900 - 1 : DAYS_1900;
    *date = date_from_days(n - epoch);
    return true;
}

void value_cell(Str v, NumberFormat format, bool from_1904, Arena *a, Cell *out)
{
    char text[NUM_TEXT_MAX + 1];
    double number = 0;
    bool lossy = false, percent = format == FORMAT_PERCENT || format == FORMAT_PERCENT_SIGN;
    int date = 0;

    out->kind = CELL_TEXT;
    out->text = v;
    if (!read_number(v, &number))
        return;
    bool dated = format == FORMAT_DAY || format == FORMAT_MONTH;
    if (dated && date_of_serial(number, from_1904, &date)) {
        set_date(date, format, a, out);
        return;
    }
    decimal_text(number, format == FORMAT_PERCENT ? 2 : 0, text);
    if (percent)
        memcpy(text + strlen(text), "%", 2);
    if (!decimal_parse(str_of(text), &out->number, &lossy))
        return;
    out->kind = CELL_NUMBER;
    out->text = str_of(arena_strdup(a, text));
}

void value_iso_date(Str v, Arena *a, Cell *out)
{
    int date = 0;
    Str day = {v.s, v.n < 10 ? v.n : 10};

    out->kind = CELL_TEXT;
    out->text = v;
    if (date_parse(day, &date))
        set_date(date, FORMAT_DAY, a, out);
}
