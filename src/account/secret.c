#include "account/secret.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"

static void ready(void)
{
    if (sodium_init() >= 0)
        return;
    fprintf(stderr, "libsodium cannot start\n");
    abort();
}

void secret_random(Chance *c, void *out, size_t n)
{
    unsigned char seed[randombytes_SEEDBYTES] = {0};

    ready();
    if (!c) {
        randombytes_buf(out, n);
        return;
    }
    c->drawn++;
    memcpy(seed, &c->seed, sizeof c->seed);
    memcpy(seed + 8, &c->drawn, sizeof c->drawn);
    randombytes_buf_deterministic(out, n, seed);
}

uint32_t secret_below(Chance *c, uint32_t n)
{
    uint32_t v, reject = UINT32_MAX - UINT32_MAX % n;

    do
        secret_random(c, &v, sizeof v);
    while (v >= reject);
    return v % n;
}

void secret_text(const void *p, size_t n, char out[SECRET_TEXT_MAX])
{
    assert(n <= SECRET_BYTES);
    sodium_bin2base64(out, SECRET_TEXT_MAX, p, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static const char base32_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void base32_text(const unsigned char *p, size_t n, char out[BASE32_TEXT_MAX])
{
    uint32_t held = 0;
    int bits = 0;
    size_t k = 0;

    assert(n * 8 / 5 + 2 <= BASE32_TEXT_MAX);
    for (size_t i = 0; i < n; i++) {
        held = held << 8 | p[i];
        for (bits += 8; bits >= 5; bits -= 5)
            out[k++] = base32_digits[held >> (bits - 5) & 31];
    }
    if (bits > 0)
        out[k++] = base32_digits[held << (5 - bits) & 31];
    out[k] = '\0';
}

bool base32_parse(const char *text, unsigned char *out, size_t max, size_t *n)
{
    uint32_t held = 0;
    int bits = 0;

    *n = 0;
    for (; *text; text++) {
        if (*text == ' ' || *text == '=')
            continue;
        char c = *text >= 'a' && *text <= 'z' ? (char)(*text - 32) : *text;
        const char *at = strchr(base32_digits, c);
        if (!at)
            return false;
        held = held << 5 | (uint32_t)(at - base32_digits);
        bits += 5;
        if (bits < 8)
            continue;
        if (*n == max)
            return false;
        bits -= 8;
        out[(*n)++] = (unsigned char)(held >> bits);
    }
    return true;
}

void secret_csrf(const char *session, char out[SECRET_CSRF_MAX])
{
    static const unsigned char word[] = "qingyu csrf 1";
    crypto_auth_hmacsha256_state st;
    unsigned char mac[crypto_auth_hmacsha256_BYTES];

    ready();
    crypto_auth_hmacsha256_init(&st, (const unsigned char *)session, strlen(session));
    crypto_auth_hmacsha256_update(&st, word, sizeof word - 1);
    crypto_auth_hmacsha256_final(&st, mac);
    secret_text(mac, sizeof mac, out);
}

bool secret_same(const char *a, const char *b)
{
    size_t n = strlen(a);

    return n == strlen(b) && sodium_memcmp(a, b, n) == 0;
}

void secret_wipe(void *p, size_t n)
{
    sodium_memzero(p, n);
}

/* ---- the key beside the store ---- */

enum { KEY_TEXT = 2 * SECRET_BYTES + 1 };

/* Written whole under another name, then linked: of two that make it at once, one wins and both read the
 * same. */
static bool make_key(const char *path, Chance *c, Err *e)
{
    unsigned char bytes[SECRET_BYTES];
    char text[KEY_TEXT + 1], beside[PATH_LEN_MAX + 32];

    secret_random(c, bytes, sizeof bytes);
    sodium_bin2hex(text, KEY_TEXT, bytes, sizeof bytes);
    text[KEY_TEXT - 1] = '\n';
    snprintf(beside, sizeof beside, "%s.%ld", path, (long)getpid());
    int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool ok = fd >= 0 && write(fd, text, KEY_TEXT) == KEY_TEXT && fsync(fd) == 0;
    int why = errno;
    if (fd >= 0)
        close(fd);
    if (ok && link(beside, path) != 0 && errno != EEXIST) {
        ok = false;
        why = errno;
    }
    if (fd >= 0)
        unlink(beside);
    sodium_memzero(bytes, sizeof bytes);
    sodium_memzero(text, sizeof text);
    return ok || ERR(e, ERR_IO, "不能写密钥“%s”：%s", "cannot write the key \"%s\": %s", path, strerror(why));
}

bool seal_key_load(const char *store, bool make, Chance *c, SealKey *out, Err *e)
{
    char path[PATH_LEN_MAX + 8], text[KEY_TEXT + 1] = "";
    size_t n = 0;

    ready();
    snprintf(path, sizeof path, "%s.key", store);
    if (make && access(path, F_OK) != 0)
        TRY(make_key(path, c, e));
    FILE *f = fopen(path, "rb");
    if (!f && errno == ENOENT)
        return ERR(e, ERR_IO, "缺少第二因素的密钥“%s”；请从备份放回，或用 qingyu user totp --off 关闭后重设",
                   "the key of second factors \"%s\" is missing; put it back from a backup, or switch the "
                   "second factor off with qingyu user totp --off and set it again",
                   path);
    if (!f)
        return ERR(e, ERR_IO, "不能读密钥“%s”：%s", "cannot read the key \"%s\": %s", path, strerror(errno));
    size_t got = fread(text, 1, KEY_TEXT, f);
    fclose(f);
    bool ok = got >= KEY_TEXT - 1 &&
              sodium_hex2bin(out->bytes, SECRET_BYTES, text, KEY_TEXT - 1, NULL, &n, NULL) == 0 &&
              n == SECRET_BYTES;
    sodium_memzero(text, sizeof text);
    return ok ||
           ERR(e, ERR_DB, "“%s”不是密钥；请从备份放回", "\"%s\" is no key; put it back from a backup", path);
}

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES
};
enum { SEALED_MAX = NONCE + SEALED_BYTES_MAX + TAG };

void seal(const SealKey *key, const char *bound_to, Chance *c, const Plain *p, char out[SEALED_TEXT_MAX])
{
    unsigned char bytes[SEALED_MAX];
    unsigned long long n = 0;

    assert(p->n <= SEALED_BYTES_MAX);
    secret_random(c, bytes, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + NONCE, &n, p->bytes, p->n,
                                               (const unsigned char *)bound_to, strlen(bound_to), NULL, bytes,
                                               key->bytes);
    sodium_bin2base64(out, SEALED_TEXT_MAX, bytes, NONCE + (size_t)n,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool unseal(const SealKey *key, const char *bound_to, const char *sealed, Plain *out)
{
    unsigned char bytes[SEALED_MAX];
    unsigned long long plain = 0;
    size_t n = 0;

    ready();
    *out = (Plain){0};
    if (sodium_base642bin(bytes, sizeof bytes, sealed, strlen(sealed), NULL, &n, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        n < NONCE + TAG)
        return false;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(out->bytes, &plain, NULL, bytes + NONCE, n - NONCE,
                                                   (const unsigned char *)bound_to, strlen(bound_to), bytes,
                                                   key->bytes) != 0)
        return false;
    out->n = (size_t)plain;
    return true;
}
