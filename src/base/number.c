#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t num_to_text(double v, char out[NUM_TEXT_MAX])
{
    if (v == 0)
        v = 0; /* no "-0" */
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, NUM_TEXT_MAX, "%.*g", digits, v);
        if (digits == 17 || !(strtod(out, NULL) != v))
            break;
    }
    return strlen(out);
}

size_t num_to_fixed(double v, int decimals, char out[NUM_TEXT_MAX])
{
    int d = decimals < 0 ? 0 : decimals > 15 ? 15 : decimals;

    /* A double of 1e22 with decimals would not fit; such a number shows itself in the shortest form. */
    if (!isfinite(v) || fabs(v) >= 1e18)
        return num_to_text(v, out);
    snprintf(out, NUM_TEXT_MAX, "%.*f", d, v);
    if (out[0] == '-' && strspn(out + 1, "0.") == strlen(out + 1))
        memmove(out, out + 1, strlen(out));
    return strlen(out);
}

/* Copies s with full-width forms narrowed and its % sign taken off; false when it cannot be a number at all.
 */
static bool normalise(Str s, char out[NUM_TEXT_MAX * 2], bool *percent)
{
    const char *p = s.s, *end = s.s + s.n;
    size_t n = 0;

    while (p < end) {
        uint32_t cp = utf8_next(&p, end);
        if (cp >= 0xFF01 && cp <= 0xFF5E)
            cp = cp - 0xFF01 + '!';
        if (cp == 0x2212) /* the minus sign of typography */
            cp = '-';
        if (cp == '%' && p == end && n) {
            *percent = true;
            break;
        }
        if (cp > 0x7E || n + 1 >= NUM_TEXT_MAX * 2 || !strchr("0123456789+-.,eE", (int)cp) || cp == 0)
            return false;
        out[n++] = (char)cp;
    }
    out[n] = '\0';
    return n > 0;
}

/* Reads digits, with thousands separators where allowed, to *o. Counts them; false on a bad group. */
static bool integer_part(const char **p, char **o, int *digits)
{
    const char *s = *p;
    int group = 0;
    bool grouped = false;

    for (; (*s >= '0' && *s <= '9') || *s == ','; s++) {
        if (*s == ',') {
            if (group == 0 || group > 3 || (grouped && group != 3))
                return false;
            grouped = true;
            group = 0;
            continue;
        }
        *(*o)++ = *s;
        group++;
        *digits += *digits > 0 || *s != '0';
    }
    *p = s;
    return !grouped || group == 3;
}

static bool exponent_part(const char *s)
{
    if (*s == '\0')
        return true;
    if (*s != 'e' && *s != 'E')
        return false;
    s++;
    if (*s == '+' || *s == '-')
        s++;
    size_t n = strspn(s, "0123456789");
    return n >= 1 && n <= 3 && s[n] == '\0';
}

bool decimal_parse(Str s, Decimal *out, bool *lossy)
{
    char text[NUM_TEXT_MAX * 2], plain[NUM_TEXT_MAX * 2 + 4], *o = plain;
    Decimal d = {0};

    *lossy = false;
    if (!normalise(str_trim(s), text, &d.percent))
        return false;
    const char *p = text;
    if (*p == '+' || *p == '-')
        *o++ = *p++;
    const char *first = p;
    if (!integer_part(&p, &o, &d.digits))
        return false;
    bool some = p > first;
    if (*p == '.') {
        *o++ = *p++;
        for (; *p >= '0' && *p <= '9'; p++) {
            *o++ = *p;
            d.decimals++;
            d.digits += d.digits > 0 || *p != '0';
            some = true;
        }
    }
    if (!some || !exponent_part(p))
        return false;
    snprintf(o, sizeof plain - (size_t)(o - plain), "%s", p);
    d.value = strtod(plain, NULL);
    if (!isfinite(d.value) || d.digits > 15 || d.decimals > 15) {
        *lossy = true;
        return false;
    }
    if (d.value == 0)
        d.value = 0;
    *out = d;
    return true;
}
