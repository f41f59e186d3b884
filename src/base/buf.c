#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Buf buf_new(size_t max)
{
    assert(max > 0);
    return (Buf){.max = max};
}

void buf_free(Buf *b)
{
    free(b->s);
    *b = (Buf){.max = b->max};
}

void buf_clear(Buf *b)
{
    b->n = 0;
    b->overflow = false;
    if (b->s)
        b->s[0] = '\0';
}

static bool make_room(Buf *b, size_t more)
{
    if (b->overflow || more > b->max - b->n) {
        b->overflow = true;
        return false;
    }
    if (b->n + more + 1 <= b->cap)
        return true;
    size_t cap = b->cap ? b->cap : 128;
    while (cap < b->n + more + 1)
        cap *= 2;
    char *s = realloc(b->s, cap);
    if (!s) {
        fprintf(stderr, "out of memory (%zu bytes)\n", cap);
        abort();
    }
    b->s = s;
    b->cap = cap;
    return true;
}

void buf_add(Buf *b, const char *s, size_t n)
{
    if (!make_room(b, n))
        return;
    if (n)
        memcpy(b->s + b->n, s, n);
    b->n += n;
    b->s[b->n] = '\0';
}

void buf_str(Buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_char(Buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_printf(Buf *b, const char *fmt, ...)
{
    va_list ap, again;

    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n > 0 && make_room(b, (size_t)n)) {
        vsnprintf(b->s + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buf_i64(Buf *b, int64_t v)
{
    char t[24];
    size_t i = sizeof t;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    do
        t[--i] = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0)
        t[--i] = '-';
    buf_add(b, t + i, sizeof t - i);
}

bool buf_ok(const Buf *b)
{
    return !b->overflow;
}

const char *buf_cstr(const Buf *b)
{
    return b->s ? b->s : "";
}
