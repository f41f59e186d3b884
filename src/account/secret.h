/* Secrets: random bytes, their texts, and sealing with the key that lies beside the store. Leaf over
 * libsodium. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Where random bytes come from. NULL stands for the system; a seed, for tests, gives the same bytes again. */
typedef struct Chance {
    uint64_t seed, drawn;
} Chance;

enum {
    SECRET_BYTES = 32,     /* of a session, a token, a key: 256 bits */
    SECRET_TEXT_MAX = 44,  /* the same as base64url, with NUL */
    SECRET_CSRF_MAX = 44,  /* a CSRF token, with NUL */
    BASE32_TEXT_MAX = 64,  /* of at most 35 bytes, with NUL */
    SEALED_TEXT_MAX = 256, /* a sealed text, with NUL */
    SEALED_BYTES_MAX = 64, /* what may be sealed */
};

void secret_random(Chance *c, void *out, size_t n);
/* A number below n, without bias. */
uint32_t secret_below(Chance *c, uint32_t n);
/* base64url without padding (RFC 4648, section 5). n <= 32. */
void secret_text(const void *p, size_t n, char out[SECRET_TEXT_MAX]);
/* Base32 without padding (RFC 4648, section 6): what authenticators read. n <= 35. */
void base32_text(const unsigned char *p, size_t n, char out[BASE32_TEXT_MAX]);
/* Reads base32 in either case, blanks and '=' left out. Is false for another character or more than max
 * bytes. */
bool base32_parse(const char *text, unsigned char *out, size_t max, size_t *n);
/* The CSRF token bound to a session: HMAC-SHA-256 of a fixed word, keyed by the session's secret. Nobody who
 * cannot read the cookie can make it, and it needs no place of its own. */
void secret_csrf(const char *session, char out[SECRET_CSRF_MAX]);
/* Compares in a time that does not depend on where they differ. */
bool secret_same(const char *a, const char *b);
/* Forgets: the compiler may not leave it out. */
void secret_wipe(void *p, size_t n);

/* The key that seals second factors lies in STORE.key, apart from the store: whoever gets a copy of the store
 * alone does not get them. Made, with mode 0600, when it is first needed (make).
 * Fails: IO (no key, and make is false; cannot read or write), DB (not a key). */
typedef struct SealKey {
    unsigned char bytes[SECRET_BYTES];
} SealKey;
MUST_USE bool seal_key_load(const char *store, bool make, Chance *c, SealKey *out, Err *e);
/* XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), nonce drawn anew, bound to a text such as "330182/3 totp":
 * a sealed secret cannot be moved to another account. */
typedef struct Plain {
    unsigned char bytes[SEALED_BYTES_MAX];
    size_t n;
} Plain;
void seal(const SealKey *key, const char *bound_to, Chance *c, const Plain *p, char out[SEALED_TEXT_MAX]);
/* Is false for a text that was not sealed with this key for this binding. */
bool unseal(const SealKey *key, const char *bound_to, const char *sealed, Plain *out);
