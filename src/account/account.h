/* Accounts: who there is, in which role, about what. Every change is an event that is never altered, entered
 * in the audit chain in the same transaction; the present state lies beside and is compared by qingyu verify.
 * Secrets are never in an event: a digest of the salted hash is, so that one put in by hand is found.
 * Functions that change open and commit their own transaction. Whether the actor may is for the doors to ask
 * (access_allows); nothing here knows who is at the door. */
#pragma once
#include "account/access.h"
#include "account/password.h"
#include "account/totp.h"
#include "city/city.h"
#include "ledger/audit.h"

enum {
    ACCOUNT_NAME_LEAST = 2,
    ACCOUNT_NAME_MOST = 32,
    ACCOUNT_LIST_MAX = 4096, /* bytes of a list of codes, or of an external subject */
};

/* Who acts, and when: given by the doors, which alone read the clock. */
typedef struct Actor {
    int64_t city;
    int64_t now;    /* seconds since 1970 */
    const char *by; /* account or role, for the record */
    Chance *chance; /* NULL: the system's */
} Actor;

typedef struct Account {
    int64_t id;
    const char *name, *display;
    Role role;
    const char *leader;                                   /* code in leaders.csv, or "" */
    const char *areas, *departments, *indicators, *firms; /* codes separated by ';', "*", or "" */
    const char *issuer, *subject;                         /* external identity, or "" */
    bool has_password, must_change, has_totp, disabled;
    int64_t expires_at; /* 0 never */
} Account;

/* What an administrator says of an account; NULL is "". Departments need departments, areas need areas (what
 * is left out is "*"), leaders a leader or lists, firms firms; the others reach the whole city and take no
 * list. */
typedef struct AccountSpec {
    const char *name, *display;
    Role role;
    const char *leader, *areas, *departments, *indicators, *firms;
    const char *issuer, *subject;
    int64_t expires_at;
} AccountSpec;

/* The password to be set: as typed, or a one-time password that is written to once[PASSWORD_ONCE_MAX] and
 * must be changed at the first login, or neither (an account that comes by its external subject alone). */
typedef struct PasswordWish {
    const char *typed;
    char *once;
} PasswordWish;

/* Fails: INVALID (name, lists, password), NOT_FOUND (a code the city does not have), CONFLICT (the name or
 * the subject is taken). */
MUST_USE bool account_add(Store *s, const Actor *by, const AccountSpec *spec, PasswordWish wish, int64_t *id,
                          Err *e);
/* The first administrator, "admin", with a one-time password: once ever in a city, whoever asks at the same
 * time. *made is false when there has been an account before. */
#define ACCOUNT_FIRST "admin"
MUST_USE bool account_bootstrap(Store *s, const Actor *by, char once[PASSWORD_ONCE_MAX], bool *made, Err *e);

/* Role, lists, display, expiry and external identity become those of spec, whose name says which account.
 * Fails also: CONFLICT when no administrator who can log in would be left. */
MUST_USE bool account_change(Store *s, const Actor *by, const AccountSpec *spec, Err *e);
/* By an administrator: the old one is not asked for. Ends the account's sessions. */
MUST_USE bool account_set_password(Store *s, const Actor *by, const char *name, PasswordWish wish, Err *e);
/* By its owner; a wrong old one counts as a failed login. Ends the account's sessions. Fails: FORBIDDEN,
 * INVALID. */
typedef struct PasswordChange {
    const char *name, *old_typed, *new_typed;
} PasswordChange;
MUST_USE bool account_change_password(Store *s, const Actor *by, const PasswordChange *change, Err *e);
/* Disabling ends its sessions; enabling also forgets its failed logins. Fails: CONFLICT (last administrator).
 */
MUST_USE bool account_disable(Store *s, const Actor *by, const char *name, bool disabled, Err *e);

/* A second factor in two steps, so that nobody is shut out by a mistyped secret: account_totp_new makes a
 * secret and keeps nothing; account_totp_set keeps it when the code of an authenticator proves that it was
 * taken over. */
void account_totp_new(Chance *c, char base32[BASE32_TEXT_MAX]);
MUST_USE bool account_totp_set(Store *s, const Actor *by, const char *name, const char *base32,
                               const char *code, Err *e);
MUST_USE bool account_totp_off(Store *s, const Actor *by, const char *name, Err *e);

MUST_USE bool account_list(Store *s, int64_t city, Arena *a, Account **out, size_t *n, Err *e);
/* Fails: NOT_FOUND. */
MUST_USE bool account_find(Store *s, int64_t city, const char *name, Arena *a, Account *out, Err *e);
/* By external identity: the seam for OpenID Connect. The issuer's word is checked by the door; this tells
 * whose account it is. Fails: NOT_FOUND, FORBIDDEN (disabled or expired). */
typedef struct ExternalIdentity {
    const char *issuer, *subject;
} ExternalIdentity;
MUST_USE bool account_find_external(Store *s, const Actor *by, const ExternalIdentity *who, Arena *a,
                                    Account *out, Err *e);

/* The account as one who asks: areas with all that lie in them, a leader's portfolio from leaders.csv.
 * carries: all permissions (~0u) for a session, a token's own for a token. Pure. */
void account_principal(const City *c, const Account *account, uint32_t carries, Arena *a, Principal *out);

/* Every event against its audit entry, every account and token against its last event. */
MUST_USE bool account_verify(Store *s, int64_t city, Verification *v, Err *e);

enum { AT_TEXT_MAX = 24 };
int64_t at_day_end(int date);                         /* the last moment of yyyymmdd, local time */
void at_text(int64_t seconds, char out[AT_TEXT_MAX]); /* "2021-07-20T08:00:00Z"; "" for 0 */
