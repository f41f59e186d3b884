/* What is shown of accounts and tokens: never a secret, nor the hash of one. */
#pragma once
#include "account/token.h"
#include "view/rows.h"

/* state: "open", "locked" and so on, in the words of the caller's language. */
void account_row(Rows *r, const Account *a, const char *state, int64_t wait_s);
void token_row(Rows *r, const Token *t, const char *owner, const char *state);
