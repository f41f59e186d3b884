#include "indicator/canonical.h"

#include <string.h>

static void add_text(Buf *b, Str s)
{
    buf_i64(b, (int64_t)s.n);
    buf_char(b, ':');
    buf_add(b, s.s, s.n);
    buf_char(b, ' ');
}

static void add_int(Buf *b, int64_t v)
{
    buf_i64(b, v);
    buf_char(b, ' ');
}

void canonical_text(const Canonical *c, Buf *b)
{
    static const char hex[] = "0123456789abcdef";
    char bits[16];
    uint64_t u;

    buf_clear(b);
    add_text(b, c->indicator);
    add_text(b, c->area);
    add_text(b, c->against);
    add_int(b, c->basis);
    add_int(b, c->measure);
    add_int(b, c->period);
    add_int(b, c->known_on);
    add_int(b, c->submission);
    memcpy(&u, &c->value, sizeof u);
    for (size_t i = sizeof bits; i > 0; i--, u >>= 4)
        bits[i - 1] = hex[u & 15];
    buf_add(b, bits, sizeof bits);
    buf_char(b, ' ');
    add_int(b, c->decimals);
    add_int(b, c->status);
    add_int(b, c->sheet);
    add_int(b, c->line);
    add_int(b, c->cell);
    add_text(b, c->source);
    add_text(b, c->note);
}
