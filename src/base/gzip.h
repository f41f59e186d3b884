/* Gzip (RFC 1952). Leaf over zlib. */
#pragma once
#include "base/buf.h"

/* Appends text packed at level 1..9 to out; the same bytes each time. */
void gzip_pack(const void *text, size_t n, int level, Buf *out);
