/* SHA-256 (FIPS 180-4) for the audit chain and file identity; CRC-32 to name a damaged row; HMAC (RFC 2104)
 * with SHA-256 for signatures, with SHA-1 for one-time codes. Leaf over libcrypto and zlib. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { SHA256_HEX = 65, SHA1_BYTES = 20 };

typedef struct Sha256 Sha256;
Sha256 *sha256_new(void);
void sha256_free(Sha256 **h);
void sha256_add(Sha256 *h, const void *p, size_t n);
/* Writes 64 hex digits and a NUL; the object starts anew afterwards. */
void sha256_hex(Sha256 *h, char out[SHA256_HEX]);
void sha256_text(const char *s, char out[SHA256_HEX]);
/* Detects every change of up to 32 neighbouring bits. */
uint32_t crc32_of(const void *p, size_t n);
/* Writes 64 hex digits and a NUL. */
void hmac_sha256(const void *key, size_t n_key, const void *p, size_t n, char out[SHA256_HEX]);
/* For RFC 4226 alone, where SHA-1 is still sound; nothing else may rest on it. */
void hmac_sha1(const void *key, size_t n_key, const void *p, size_t n, unsigned char out[SHA1_BYTES]);
