/* For this room alone: an account's row with its secrets, and the events beside it. All inside the caller's
 * transaction. */
#pragma once
#include "account/account.h"
#include "base/limits.h"

typedef struct AccountRow {
    Account a;
    const char *password, *totp; /* hash; sealed secret; "" none */
    int64_t totp_step;
} AccountRow;

/* out->a.id is 0 when there is none; not a failure. */
MUST_USE bool record_by_name(Store *s, int64_t city, const char *name, Arena *a, AccountRow *out, Err *e);
MUST_USE bool record_by_id(Store *s, int64_t city, int64_t id, Arena *a, AccountRow *out, Err *e);
MUST_USE bool record_all(Store *s, int64_t city, Arena *a, AccountRow **out, size_t *n, Err *e);
AccountRow record_read(const Query *q, Arena *a);

/* What happened to an account. */
typedef struct AccountEvent {
    const char *what, *detail; /* detail: lines, or NULL */
    int64_t token;
} AccountEvent;
/* Gives the row its number, stores it and its first event. */
MUST_USE bool record_insert(Store *s, const Actor *by, AccountRow *r, const AccountEvent *event, Err *e);
/* Stores the row as it now is, and the event. */
MUST_USE bool record_update(Store *s, const Actor *by, const AccountRow *r, const AccountEvent *event,
                            Err *e);
/* The event alone: the state has not changed. */
MUST_USE bool record_event(Store *s, const Actor *by, const AccountRow *r, const AccountEvent *event, Err *e);

/* An event as it is stored, and its text in the audit chain. */
typedef struct StoredEvent {
    int64_t id, account, token, audit_seq;
    const char *at, *by, *what, *detail, *state;
} StoredEvent;
void event_text(const StoredEvent *x, Buf *out);
/* The state of the account without its secrets: of them, a digest. */
void state_text(const AccountRow *r, Buf *out);
/* Highest event of the city; 0 when there never was an account. */
MUST_USE bool event_last(Store *s, int64_t city, int64_t *id, Err *e);

/* Name as it is kept: lower case. Fails: INVALID. */
MUST_USE bool account_fold_name(const char *name, char out[ACCOUNT_NAME_MOST + 1], Err *e);
/* What a sealed second factor is bound to. */
enum { TOTP_BINDING_MAX = 64 };
void totp_binding(int64_t city, int64_t account, char out[TOTP_BINDING_MAX]);
/* Ends all sessions of an account. */
MUST_USE bool sessions_end(Store *s, const Actor *by, int64_t account, Err *e);
/* Is false, with the sentence, for an account that may not come in at now. */
bool account_is_open(const Account *a, int64_t now, Err *e);

/* Lists of the spec, checked against the city and made regular; in the arena. */
MUST_USE bool grants_check(Store *s, const Actor *by, AccountSpec *spec, Arena *a, Err *e);
