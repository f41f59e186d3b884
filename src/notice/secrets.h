/* Secrets that sign webhooks. They lie in STORE.secrets, apart from the store, so that neither a copy of the
 * store nor a city folder holds one; contacts.csv names them. */
#pragma once
#include "base/arena.h"

typedef struct NamedSecret {
    const char *name, *value;
} NamedSecret;

typedef struct Secrets {
    const char *path;
    NamedSecret *items;
    size_t n;
} Secrets;

enum { SECRETS_FILE_MAX = 64 * 1024 };

/* Reads lines "name = value"; blank lines and those that begin with # are passed over. No file: no secrets.
 * Fails: FORBIDDEN (others may read it: chmod 600), INVALID (a line of another form, a name twice; too long),
 * IO. */
MUST_USE bool secrets_load(const char *store, Arena *a, Secrets *out, Err *e);
/* NULL when there is none of that name. */
const char *secrets_value(const Secrets *s, const char *name);
