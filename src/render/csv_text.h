/* CSV on the way out (RFC 4180). */
#pragma once
#include "base/buf.h"

/* One field, quoted where it has to be; a separator before it unless it is the line's first. */
void csv_field(Buf *out, const char *text);
void csv_end(Buf *out); /* the line's end, CRLF */
