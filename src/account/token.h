/* API tokens: for machines that act as an account, with no more than it may, until a day. Shown once; the
 * store keeps the SHA-256. */
#pragma once
#include "account/account.h"

enum {
    TOKEN_TEXT_MAX = 3 + SECRET_TEXT_MAX, /* "qy_" and 256 bits, with NUL */
    TOKEN_PREFIX = 11,                    /* characters that are shown: "qy_" and 48 bits */
    TOKEN_DAYS = 90,                      /* life when none is said */
    TOKEN_DAYS_MOST = 366,
    TOKEN_TOUCH_S = 60,
};

typedef struct TokenSpec {
    const char *account, *label;
    const char
        *scope; /* names of permissions separated by ';', or "*": all of the account's but OWN_ACCOUNT */
    int64_t expires_at;
} TokenSpec;

typedef struct Token {
    int64_t id, account;
    const char *label, *prefix, *scope;
    int64_t created_at, expires_at, revoked_at, used_at; /* seconds since 1970; 0 never */
} Token;

/* Fails: INVALID (label, scope, expiry), NOT_FOUND, FORBIDDEN (the account is disabled or expired). */
MUST_USE bool token_add(Store *s, const Actor *by, const TokenSpec *spec, char text[TOKEN_TEXT_MAX],
                        int64_t *id, Err *e);
MUST_USE bool token_revoke(Store *s, const Actor *by, int64_t id, Err *e);
MUST_USE bool token_list(Store *s, int64_t city, Arena *a, Token **out, size_t *n, Err *e);

typedef struct TokenUse {
    Token token;
    Account account;
    uint32_t carries; /* for account_principal */
    bool touch_due;   /* token_touch is to be called, on a store that writes */
} TokenUse;
/* Whose token is it? Reads only. Fails: FORBIDDEN. */
MUST_USE bool token_find(Store *s, const Actor *by, const char *text, Arena *a, TokenUse *out, Err *e);
MUST_USE bool token_touch(Store *s, const Actor *by, int64_t id, Err *e);
