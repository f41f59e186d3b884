#include "base/gzip.h"

#include <stdio.h>
#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

enum { WINDOW_BITS = 15, GZIP_HEADER = 16, MEMORY_LEVEL = 8, PIECE = 16 * 1024 };

void gzip_pack(const void *text, size_t n, int level, Buf *out)
{
    z_stream z = {.next_in = text, .avail_in = (uInt)n};
    char piece[PIECE];
    int rc;

    if (deflateInit2(&z, level, Z_DEFLATED, WINDOW_BITS + GZIP_HEADER, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        fprintf(stderr, "out of memory (zlib)\n");
        abort();
    }
    do {
        z.next_out = (Bytef *)piece;
        z.avail_out = sizeof piece;
        rc = deflate(&z, Z_FINISH);
        buf_add(out, piece, sizeof piece - z.avail_out);
    } while (rc == Z_OK);
    deflateEnd(&z);
}
