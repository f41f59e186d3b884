#include "base/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct Sha256 {
    EVP_MD_CTX *ctx;
};

static void must(int ok)
{
    if (ok != 1) {
        fprintf(stderr, "libcrypto gives no digest\n");
        abort();
    }
}

Sha256 *sha256_new(void)
{
    Sha256 *h = calloc(1, sizeof *h);

    must(h != NULL);
    h->ctx = EVP_MD_CTX_new();
    must(h->ctx != NULL);
    must(EVP_DigestInit_ex(h->ctx, EVP_sha256(), NULL));
    return h;
}

void sha256_free(Sha256 **h)
{
    if (!*h)
        return;
    EVP_MD_CTX_free((*h)->ctx);
    free(*h);
    *h = NULL;
}

void sha256_add(Sha256 *h, const void *p, size_t n)
{
    if (n)
        must(EVP_DigestUpdate(h->ctx, p, n));
}

static void to_hex(const unsigned char d[32], char out[SHA256_HEX])
{
    for (unsigned i = 0; i < 32; i++) {
        out[2 * i] = "0123456789abcdef"[d[i] >> 4];
        out[2 * i + 1] = "0123456789abcdef"[d[i] & 15];
    }
    out[64] = '\0';
}

void sha256_hex(Sha256 *h, char out[SHA256_HEX])
{
    unsigned char d[EVP_MAX_MD_SIZE];
    unsigned n = 0;

    must(EVP_DigestFinal_ex(h->ctx, d, &n));
    to_hex(d, out);
    must(EVP_DigestInit_ex(h->ctx, EVP_sha256(), NULL));
}

void sha256_text(const char *s, char out[SHA256_HEX])
{
    Sha256 *h = sha256_new();

    sha256_add(h, s, strlen(s));
    sha256_hex(h, out);
    sha256_free(&h);
}

uint32_t crc32_of(const void *p, size_t n)
{
    return (uint32_t)crc32(0, p, (uInt)n);
}

void hmac_sha256(const void *key, size_t n_key, const void *p, size_t n, char out[SHA256_HEX])
{
    unsigned char d[EVP_MAX_MD_SIZE];

    must(HMAC(EVP_sha256(), key, (int)n_key, p, n, d, NULL) != NULL);
    to_hex(d, out);
}

void hmac_sha1(const void *key, size_t n_key, const void *p, size_t n, unsigned char out[SHA1_BYTES])
{
    must(HMAC(EVP_sha1(), key, (int)n_key, p, n, out, NULL) != NULL);
}
