/* Files as bytes. */
#pragma once
#include "base/err.h"
#include "base/hash.h"

/* SHA-256 of a file's bytes. Fails: NOT_FOUND, IO. */
MUST_USE bool file_sha256(const char *path, char out[SHA256_HEX], Err *e);
