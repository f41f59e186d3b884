/* The store: the only SQL of the house. One file for SQLite now; PostgreSQL behind the same calls later, so
 * nothing of an engine shows above this header. A Store belongs to one thread. Queries are embedded .sql
 * files, by name. */
#pragma once
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "sql_ids.h"

typedef struct Store Store;
typedef struct Query Query;

typedef enum StoreMode {
    STORE_READ,   /* must exist; writes are refused */
    STORE_WRITE,  /* must exist */
    STORE_CREATE, /* must not exist; made with the newest schema */
} StoreMode;

/* Opens the store at path. Fails: NOT_FOUND (no such file, with the command that makes one), CONFLICT
 * (already there; locked), DB (no store of ours, newer schema, damaged), IO. An older schema is migrated on
 * STORE_WRITE; STORE_READ says how. */
MUST_USE bool store_open(const char *path, StoreMode mode, Store **s, Err *e);
void store_close(Store **s);
const char *store_path(const Store *s);

/* One transaction at a time; STORE_WRITE transactions take the write lock at once. store_commit returns true
 * only when the commit is on disk. */
MUST_USE bool store_begin(Store *s, Err *e);
MUST_USE bool store_commit(Store *s, Err *e);
void store_rollback(Store *s); /* fine when nothing was begun */
typedef Store *Transaction;
/* For AUTO(transaction_end): rolls back what was neither committed nor rolled back. */
void transaction_end(Transaction *s);

/* ---- queries ----
 * Arguments are given in the order in which the parameters (:name) first occur in the .sql file. */
typedef struct Arg {
    enum { ARG_NULL, ARG_INT, ARG_REAL, ARG_TEXT, ARG_BLOB } type;
    int64_t i;
    double r;
    Str t;
} Arg;
#define INT(v)     ((Arg){.type = ARG_INT, .i = (v)})
#define REAL(v)    ((Arg){.type = ARG_REAL, .r = (v)})
#define TEXTARG(v) ((Arg){.type = ARG_TEXT, .t = str_of(v)})
#define STRARG(v)  ((Arg){.type = ARG_TEXT, .t = (v)})
#define BLOBARG(v) ((Arg){.type = ARG_BLOB, .t = (v)})
#define NULLARG    ((Arg){.type = ARG_NULL})

/* Starts query id. Only one run of a query at a time: end it before it is started again. Texts and bytes must
 * live until query_end. */
MUST_USE bool query_start(Store *s, SqlId id, const Arg *args, size_t n, Query **q, Err *e);
#define QUERY(s, id, q, e, ...)                                                                              \
    query_start((s), (id), (const Arg[]){__VA_ARGS__}, sizeof((const Arg[]){__VA_ARGS__}) / sizeof(Arg),     \
                (q), (e))
/* Fetches the next row; *row tells whether there was one. */
MUST_USE bool query_next(Query *q, bool *row, Err *e);
void query_end(Query **q); /* for AUTO(query_end); NULL is fine */
int64_t query_int(const Query *q, int column);
double query_real(const Query *q, int column);
bool query_is_null(const Query *q, int column);
Str query_text(const Query *q, int column); /* valid until the next row */
Str query_blob(const Query *q, int column); /* the bytes as they are; valid until the next row */
/* Runs a statement that gives no rows. */
MUST_USE bool query_run(Store *s, SqlId id, const Arg *args, size_t n, Err *e);
#define RUN(s, id, e, ...)                                                                                   \
    query_run((s), (id), (const Arg[]){__VA_ARGS__}, sizeof((const Arg[]){__VA_ARGS__}) / sizeof(Arg), (e))
/* Kind of the failure that a refused key makes: ERR_CONFLICT (unique or foreign key), so that callers can
 * tell. */

/* ---- keeping ---- */
/* Copies the store, while in use, to a new file; then syncs it. Fails: CONFLICT when the file is there. */
MUST_USE bool store_backup(Store *s, const char *path, Err *e);
/* The engine's own check of pages, indexes and foreign keys. *sound false and one sentence a finding, in the
 * arena. */
typedef struct StoreCheck {
    const char **findings;
    size_t n, cap;
} StoreCheck;
MUST_USE bool store_check(Store *s, Arena *a, StoreCheck *out, Err *e);
/* "SQLite 3.40.1", schema version, bytes on disk. */
typedef struct StoreInfo {
    char engine[64];
    int schema;
    int64_t bytes;
} StoreInfo;
MUST_USE bool store_info(Store *s, StoreInfo *out, Err *e);
/* Prepares every embedded query: proves that each fits the schema. */
MUST_USE bool store_prepare_all(Store *s, Err *e);
