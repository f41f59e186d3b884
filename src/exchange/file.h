/* Files as bytes. */
#pragma once
#include "base/buf.h"
#include "base/hash.h"
#include "base/text.h"

/* SHA-256 of a file's bytes. Fails: NOT_FOUND, IO. */
MUST_USE bool file_sha256(const char *path, char out[SHA256_HEX], Err *e);
/* A file's bytes, in the arena, with a NUL behind them. Fails: NOT_FOUND, IO, INVALID (more than max bytes).
 */
MUST_USE bool file_read(const char *path, size_t max, Arena *a, Str *out, Err *e);
