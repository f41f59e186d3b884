/* Buf: a growing byte string with a stated maximum. Errors are sticky: write freely, then ask buf_ok() once.
 * A Buf that went over its maximum keeps what fitted and says so. Memory is the heap's: buf_free() or
 * AUTO(buf_free). */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

typedef struct Buf {
    char *s; /* always NUL-terminated once anything was written; NULL before */
    size_t n, cap, max;
    bool overflow;
} Buf;

/* max: the most bytes it may hold; 0 is a programming error. */
Buf buf_new(size_t max);
void buf_free(Buf *b);
void buf_clear(Buf *b); /* keeps the memory */
void buf_add(Buf *b, const char *s, size_t n);
void buf_str(Buf *b, const char *s);
void buf_char(Buf *b, char c);
void buf_printf(Buf *b, const char *fmt, ...) PRINTF(2, 3);
void buf_i64(Buf *b, int64_t v);
bool buf_ok(const Buf *b);
const char *buf_cstr(const Buf *b); /* "" while empty */
