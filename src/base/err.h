/* Errors: one struct, given by the caller, filled where the fact is known. A message is a full sentence in
 * the caller's language, with the offending value and the way out, without a final period. */
#pragma once
#include <stdbool.h>

#define MUST_USE     __attribute__((warn_unused_result))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))
#define AUTO(fn)     __attribute__((cleanup(fn), unused))
#define COUNT(a)     (sizeof(a) / sizeof((a)[0]))

typedef enum Lang {
    LANG_ZH,
    LANG_EN,
} Lang;

/* What went wrong. err_exit_code() and err_status() follow from it: one table, in err.c. */
typedef enum ErrKind {
    ERR_NONE,
    ERR_INVALID,   /* the words of the request are off: usage, option, malformed file */
    ERR_REFUSED,   /* the content was read and is refused: every fault is listed beside it */
    ERR_FORBIDDEN, /* not allowed to this caller */
    ERR_NOT_FOUND, /* no such file, indicator, area, submission */
    ERR_CONFLICT,  /* stale version, duplicate key, already there, locked */
    ERR_DATA,      /* well-formed, but cannot be computed: too short, gaps, zero base */
    ERR_NUMERIC,   /* no convergence, singular matrix */
    ERR_IO,        /* the operating system: disk full, cannot read, cannot write */
    ERR_DB,        /* the store: damaged, wrong version, refused */
    ERR_BUSY,      /* cannot be served now, may be later: stopping, all connections taken */
    ERR_KINDS,
} ErrKind;

enum { ERR_MSG_MAX = 768 };

typedef struct Err {
    ErrKind kind;
    Lang lang; /* set by the caller before the first use; decides which of two texts is kept */
    char msg[ERR_MSG_MAX];
} Err;

/* Sets *e and is false, so that `return ERR(e, ERR_DATA, zh, en, ...)` is one line. Both texts take the same
 * arguments in the same order (or use positions: %2$s). */
#define ERR(e, kind, zh, en, ...) err_set((e), (kind), (e)->lang == LANG_EN ? (en) : (zh), ##__VA_ARGS__)
/* Chooses a text by language. Both must be string literals where a format is expected. */
#define TEXT(lang, zh, en) ((lang) == LANG_EN ? (en) : (zh))

bool err_set(Err *e, ErrKind kind, const char *fmt, ...) PRINTF(3, 4);
/* Puts "context: " before the message that is in *e already; is false. */
#define ERR_WRAP(e, zh, en, ...) err_wrap((e), (e)->lang == LANG_EN ? (en) : (zh), ##__VA_ARGS__)
bool err_wrap(Err *e, const char *fmt, ...) PRINTF(2, 3);
/* Process exit code of a kind: 0 none, 1 ours or the machine's fault (IO, DB), 2 the input's (INVALID,
 * REFUSED), 3 not found, 4 conflict or busy, 5 forbidden, 6 cannot be computed. Documented in
 * docs/guide/exit-codes.md. */
int err_exit_code(ErrKind kind);
/* HTTP status of a kind (RFC 9110): 400 INVALID, 422 REFUSED, DATA, NUMERIC, 403, 404, 409, 500 IO, DB, 503
 * BUSY. */
int err_status(ErrKind kind);
/* The kind's name in `--json` and in logs: "refused". Never NULL. */
const char *err_kind_name(ErrKind kind);

#define TRY(ok)                                                                                              \
    do {                                                                                                     \
        if (!(ok))                                                                                           \
            return false;                                                                                    \
    } while (0)
