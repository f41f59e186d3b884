#include "account/totp.h"

#include <string.h>

#include "base/hash.h"

uint32_t hotp(const unsigned char *key, size_t n_key, uint64_t counter, int digits)
{
    unsigned char message[8], mac[SHA1_BYTES];
    uint32_t modulus = 1;

    for (int i = 7; i >= 0; i--, counter >>= 8)
        message[i] = (unsigned char)(counter & 0xFF);
    hmac_sha1(key, n_key, message, sizeof message, mac);
    const unsigned char *p = mac + (mac[SHA1_BYTES - 1] & 0xF); /* dynamic truncation */
    uint32_t bits = (p[0] & 0x7Fu) << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    while (digits-- > 0)
        modulus *= 10;
    return bits % modulus;
}

/* Six digits, or -1. */
static int64_t code_of(const char *text)
{
    int64_t v = 0;
    int n = 0;

    for (; *text; text++) {
        if (*text == ' ')
            continue;
        if (*text < '0' || *text > '9' || ++n > TOTP_DIGITS)
            return -1;
        v = v * 10 + (*text - '0');
    }
    return n == TOTP_DIGITS ? v : -1;
}

bool totp_accepts(const unsigned char *key, size_t n_key, const char *text, int64_t now, int64_t *step)
{
    int64_t code = code_of(text), current = now / TOTP_STEP_S, hit = 0;

    if (code < 0 || now < 0)
        return false;
    /* All steps are computed whichever is hit. */
    for (int64_t t = current - TOTP_SKEW; t <= current + TOTP_SKEW; t++)
        if (t > *step && t >= 0 && hotp(key, n_key, (uint64_t)t, TOTP_DIGITS) == (uint32_t)code && !hit)
            hit = t;
    if (!hit)
        return false;
    *step = hit;
    return true;
}

static void escape(const char *text, Buf *out)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    for (; *text; text++) {
        if (strchr(plain, *text))
            buf_char(out, *text);
        else
            buf_printf(out, "%%%02X", (unsigned char)*text);
    }
}

void totp_uri(const char *issuer, const char *name, const char *base32, Buf *out)
{
    buf_str(out, "otpauth://totp/");
    escape(issuer, out);
    buf_char(out, ':');
    escape(name, out);
    buf_printf(out, "?secret=%s&issuer=", base32);
    escape(issuer, out);
    buf_printf(out, "&algorithm=SHA1&digits=%d&period=%d", TOTP_DIGITS, TOTP_STEP_S);
}
