/* Passwords: what may be one, how it is kept, and one-time passwords. Argon2id (RFC 9106) by libsodium.
 * The rules are those of NIST SP 800-63B, 5.1.1.2: length, a list of what everybody tries first, and nothing
 * about the kinds of characters. */
#pragma once
#include "account/secret.h"

enum {
    PASSWORD_LEAST = 10,      /* characters */
    PASSWORD_MOST = 128,      /* characters */
    PASSWORD_BYTES_MAX = 520, /* PASSWORD_MOST of four bytes, with NUL */
    PASSWORD_HASH_MAX = 128,  /* the self-describing text, with NUL */
    PASSWORD_ONCE_MAX = 24,   /* a one-time password, with NUL */
};

/* Parameters of Argon2id. A hash made with others is made anew at its owner's next login. 64 MiB and two
 * passes: libsodium's for interactive use, above the 19 MiB and two passes that OWASP asks at least; 0.1 s
 * here. */
#define PASSWORD_MEMORY ((size_t)64 << 20)
enum {
    PASSWORD_PASSES = 2,
    PASSWORD_AT_ONCE = 2, /* hashes under way in the process; the others wait, so that memory stays bounded */
};

/* Makes of what was typed the text that is hashed: full-width forms made half-width, as an input method
 * leaves them. Is false when it is longer than a password may be. */
bool password_prepare(const char *typed, char out[PASSWORD_BYTES_MAX]);
/**
 * May this be the password of that account? prepared: by password_prepare. Allowed characters are those of
 * ASCII from the blank on and Chinese characters: none of them has two Unicode forms (NFC, NFD), so a
 * password typed on another machine is the same bytes.
 *
 * Fails: INVALID, with what to do.
 */
MUST_USE bool password_check(const char *prepared, const char *account, Err *e);
/* Hashes. Fails: IO when there is not memory enough. Cost: PASSWORD_MEMORY, 0.1 s. */
MUST_USE bool password_hash(const char *prepared, Chance *c, char out[PASSWORD_HASH_MAX], Err *e);
/* Is it the password of the hash? "" stands for no account: takes the same time and is false. */
bool password_matches(const char *hash, const char *prepared);
bool password_is_outdated(const char *hash); /* made with other parameters */
/* Twelve letters and digits in groups of four, none of which looks like another: 59 bits. */
void password_once(Chance *c, char out[PASSWORD_ONCE_MAX]);
