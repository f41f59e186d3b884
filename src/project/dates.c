#include "project/dates.h"

#include <string.h>

void dates_add(Buf *out, const char *stage, char kind, int date)
{
    if (out->n)
        buf_char(out, ' ');
    buf_printf(out, "%s:", stage);
    if (kind)
        buf_char(out, kind);
    buf_printf(out, "%d", date);
}

/* Most codes are told apart by their first letter. */
static size_t find(const Stages *s, Str code)
{
    for (size_t i = 0; i < s->n; i++)
        if (code.n && *s->items[i].code == *code.s && str_eq(code, s->items[i].code))
            return i;
    return STAGE_NONE;
}

/* The digits at *p, which moves behind them. */
static int number(const char **p, const char *end)
{
    int v = 0;

    for (; *p < end && **p >= '0' && **p <= '9'; ++*p)
        v = v * 10 + (**p - '0');
    return v;
}

void dates_take(const Stages *s, Str text, StageDates *d)
{
    const char *p = text.s, *end = text.s + text.n;

    while (p < end) {
        const char *colon = memchr(p, ':', (size_t)(end - p));
        if (!colon)
            return;
        size_t i = find(s, (Str){p, (size_t)(colon - p)});
        p = colon + 1;
        char kind = p < end ? *p : '0';
        int *of = kind == 'a' ? d->actual : kind == 'f' ? d->forecast : d->planned;
        p += p < end && (kind == 'a' || kind == 'f');
        int date = number(&p, end);
        if (i != STAGE_NONE)
            of[i] = date;
        while (p < end && *p++ != ' ') {
        }
    }
}
