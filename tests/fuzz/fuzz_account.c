/* What people and machines type at the door: names, passwords, codes, base32, sealed texts, names of roles.
 * Nothing may crash, and what is understood reads back the same. */
#include <stdlib.h>
#include <string.h>

#include "account/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void names(const char *text)
{
    char folded[ACCOUNT_NAME_MOST + 1], again[ACCOUNT_NAME_MOST + 1];
    Err e = {0};
    Role role;
    Permission permission;

    if (account_fold_name(text, folded, &e))
        must(account_fold_name(folded, again, &e) && strcmp(folded, again) == 0);
    else
        must(e.kind == ERR_INVALID);
    must(!role_parse(text, &role) || role < ROLES);
    must(!permission_parse(text, &permission) || permission < PERMISSIONS);
}

static void passwords(const char *text)
{
    char prepared[PASSWORD_BYTES_MAX], again[PASSWORD_BYTES_MAX];
    Err e = {0};

    if (!password_prepare(text, prepared))
        return;
    must(strlen(prepared) < PASSWORD_BYTES_MAX);
    must(password_prepare(prepared, again) && strcmp(prepared, again) == 0);
    if (password_check(prepared, "account", &e))
        must(utf8_valid(prepared, strlen(prepared)) && strlen(prepared) >= PASSWORD_LEAST);
    else
        must(e.kind == ERR_INVALID);
    (void)password_is_outdated(text);
}

static void codes(const char *text)
{
    static const unsigned char secret[TOTP_SECRET_BYTES] = {1};
    static const SealKey key = {{2}};
    unsigned char bytes[35], again[35];
    char base32[BASE32_TEXT_MAX];
    size_t n, m;
    int64_t step = 0;
    Plain plain;

    (void)totp_accepts(secret, sizeof secret, text, 1626768000, &step);
    must(!unseal(&key, "1/1 totp", text, &plain));
    if (!base32_parse(text, bytes, sizeof bytes, &n))
        return;
    base32_text(bytes, n, base32);
    must(base32_parse(base32, again, sizeof again, &m) && m == n && memcmp(bytes, again, n) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    char *text = malloc(n + 1);

    if (!text)
        return 0;
    memcpy(text, data, n);
    text[n] = '\0';
    names(text);
    passwords(text);
    codes(text);
    free(text);
    return 0;
}
