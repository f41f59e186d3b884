/* What is shown of accounts and tokens: never a secret, nor the hash of one. */
#pragma once
#include "account/token.h"
#include "view/rows.h"

/* The state of an account: good, must change, locked, expired, disabled; of a token: good, revoked, expired.
 */
const char *account_state(const Account *a, int64_t now, int64_t wait_s, Lang lang);
const char *token_state(const Token *t, int64_t now, Lang lang);
void account_row(Rows *r, const Account *a, const char *state, int64_t wait_s);
void token_row(Rows *r, const Token *t, const char *owner, const char *state);
