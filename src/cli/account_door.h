/* What the commands about accounts share: the store with its city, who acts, secrets from the terminal. */
#pragma once
#include "account/account.h"
#include "cli/command.h"

typedef struct Door {
    Store *s;
    City city;
    Actor by;
} Door;
/* mode: STORE_READ or STORE_WRITE. By: --by, else $USER. */
MUST_USE bool door_open(Cli *c, StoreMode mode, Door *out, Err *e);
void door_close(Door *d); /* for AUTO(door_close) */

/* Reads one line: from standard input where stdin_line is set, else from the terminal without showing it.
 * Fails: INVALID (no terminal, nothing given, too long). */
typedef struct SecretAsk {
    const char *prompt;
    bool stdin_line;
} SecretAsk;
enum { SECRET_LINE_MAX = 1024 };
MUST_USE bool secret_read(const SecretAsk *ask, char out[SECRET_LINE_MAX], Err *e);
/* A new password, as the options --one-time and --password-stdin say, else asked for twice at the terminal.
 * typed and once hold what the wish points to. */
typedef struct NewPassword {
    char typed[SECRET_LINE_MAX], once[PASSWORD_ONCE_MAX];
    PasswordWish wish;
} NewPassword;
MUST_USE bool new_password(const Cli *c, NewPassword *out, Err *e);
void new_password_forget(NewPassword *p); /* for AUTO(new_password_forget) */

/* The end of the day of --expires, local time; 0 for "never". */
enum { EXPIRES_NOT_GIVEN = -1 };
MUST_USE bool expires_of(const Cli *c, int64_t *out, Err *e);
/* "2021-07-20 16:00" local time; "" for 0. */
const char *moment_text(Arena *a, int64_t seconds);
