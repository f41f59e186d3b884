/* Login: name, password and second factor in; a session out, or a refusal that tells nothing to who does not
 * know the password. Unknown names and wrong passwords take the same time and get the same sentence. */
#pragma once
#include "account/session.h"

enum {
    LOGIN_FREE = 4,             /* failed logins of a name before it has to wait */
    LOGIN_DELAY_S = 30,         /* the wait after the next one; doubles with each */
    LOGIN_DELAY_MOST_S = 3600,  /* up to this: some 30 guesses a day */
    LOGIN_MEMORY_S = 24 * 3600, /* failures are forgotten after that time without another */
    LOGIN_ALL_MOST = 200, /* failed logins over all names in a window; then everybody waits for its end */
    LOGIN_ALL_WINDOW_S = 60,
};

typedef struct Login {
    const char *name, *password;
    const char *code; /* of the authenticator; NULL or "" none */
} Login;

typedef enum LoginOutcome {
    LOGIN_FAILED, /* the machine's fault: the error says which */
    LOGIN_GOOD,
    LOGIN_WRONG,      /* name or password; which is not told */
    LOGIN_WAIT,       /* too many failures; see retry_after_s */
    LOGIN_NEEDS_CODE, /* the password is right; the second factor is missing */
    LOGIN_WRONG_CODE, /* or one that was used already; counts as a failure */
    LOGIN_CLOSED,     /* the password is right; the account is disabled or expired */
} LoginOutcome;

typedef struct LoginResult {
    LoginOutcome outcome;
    int64_t retry_after_s;
    Account account; /* LOGIN_GOOD: in the arena */
    OpenedSession session;
} LoginResult;

/* by->by is not used: who logs in acts. Fails: FORBIDDEN, with out->outcome; IO, DB. A failure is counted on
 * disk before the password is looked at, so neither a restart nor many at once give more guesses. Cost: 0.1
 * s. */
MUST_USE bool account_login(Store *s, const Actor *by, const Login *in, Arena *a, LoginResult *out, Err *e);
/* A session for who has proved another way that they are this account (external identity). */
MUST_USE bool login_external(Store *s, const Actor *by, const ExternalIdentity *who, Arena *a,
                             LoginResult *out, Err *e);

/* The wait after that many failures, in seconds. */
int64_t login_delay_s(int64_t failures);
/* How long the name still has to wait; 0 when it need not. */
MUST_USE bool login_wait(Store *s, const Actor *by, const char *name, int64_t *wait_s, Err *e);
/* Forgets the failures of a name, inside the caller's transaction. */
MUST_USE bool login_forget(Store *s, int64_t city, const char *name, Err *e);
/* Is it the account's password? A wrong one counts. Fails: FORBIDDEN. */
MUST_USE bool login_prove(Store *s, const Actor *by, const char *name, const char *password, Err *e);
