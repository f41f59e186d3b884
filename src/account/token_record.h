/* For this room alone: a token's row with its digest. */
#pragma once
#include "account/record.h"
#include "account/token.h"
#include "base/hash.h"

typedef struct TokenRow {
    Token t;
    const char *sha256;
} TokenRow;

TokenRow token_read(const Query *q, Arena *a);
MUST_USE bool token_rows(Store *s, int64_t city, Arena *a, TokenRow **out, size_t *n, Err *e);
/* What the event of its making says of it. */
void token_detail(const TokenRow *r, Buf *out);
