/* One-time codes of an authenticator: TOTP (RFC 6238) over HOTP (RFC 4226), with the parameters that every
 * authenticator reads: SHA-1, six digits, steps of 30 s. Pure. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum {
    TOTP_DIGITS = 6,
    TOTP_STEP_S = 30,
    TOTP_SKEW = 1,          /* steps that a clock may be off, either way (RFC 6238, section 5.2) */
    TOTP_SECRET_BYTES = 20, /* as long as the hash (RFC 4226, section 4, R6) */
};

/* The code of a counter: a number below 10^digits, digits <= 9. Source: RFC 4226, section 5.3. */
uint32_t hotp(const unsigned char *key, size_t n_key, uint64_t counter, int digits);
/**
 * Is text the code at now, give or take TOTP_SKEW steps, of a step after the last one used?
 *
 * text  six digits; blanks between them are passed over
 * step  in: the last step that was used, so that no code is taken twice; out: the step that was hit
 */
bool totp_accepts(const unsigned char *key, size_t n_key, const char *text, int64_t now, int64_t *step);
/* otpauth://totp/ISSUER:NAME?secret=...: what the authenticator scans. */
void totp_uri(const char *issuer, const char *name, const char *base32, Buf *out);
