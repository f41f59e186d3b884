/* The store on SQLite. The one file that knows sqlite3.h. */
#include "store/store.h"

#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/hash.h"
#include "sql_table.h"

enum {
    APPLICATION_ID = 0x51594448, /* "QYDH" in the file's header: a store of ours */
    BUSY_MS = 10000,             /* how long a command waits for another one's write */
    CACHE_KIB = 64 * 1024,
    SQL_TEXT_MAX = 64 * 1024,
};

struct Query {
    sqlite3_stmt *stmt;
    Store *store;
    SqlId id;
    bool running;
};

struct Store {
    sqlite3 *db;
    char *path;
    StoreMode mode;
    bool in_transaction;
    Query queries[SQL_QUERIES];
};

/* Puts the engine's error into our words. */
static bool tell(const Store *s, int rc, Err *e)
{
    const char *path = s->path;

    switch (rc & 0xFF) {
    case SQLITE_FULL:
        return ERR(e, ERR_IO, "磁盘已满，“%s”写不下了；没有存入任何东西，腾出空间后重试",
                   "the disk is full, \"%s\" cannot grow; nothing was stored, free some space and try again",
                   path);
    case SQLITE_IOERR:
        return ERR(e, ERR_IO, "读写“%s”出错：%s；没有存入任何东西，请检查磁盘",
                   "reading or writing \"%s\" failed: %s; nothing was stored, check the disk", path,
                   errno == ENOSPC ? "disk full" : sqlite3_errmsg(s->db));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR(e, ERR_BUSY, "“%s”正被另一个命令写入，等了 %d 秒；请稍后重试",
                   "\"%s\" is being written by another command, waited %d s; try again later", path,
                   BUSY_MS / 1000);
    case SQLITE_CONSTRAINT:
        return ERR(e, ERR_CONFLICT, "“%s”拒绝了一行：%s", "\"%s\" refused a row: %s", path,
                   sqlite3_errmsg(s->db));
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return ERR(e, ERR_DB, "“%s”已损坏或不是晴雨的库：%s；请用 qingyu restore 从备份恢复",
                   "\"%s\" is damaged or is no store of Qingyu: %s; bring back a backup with qingyu restore",
                   path, sqlite3_errmsg(s->db));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return ERR(e, ERR_IO, "不能写“%s”：%s；请检查目录与权限",
                   "cannot write \"%s\": %s; check the folder and its permissions", path,
                   sqlite3_errmsg(s->db));
    default:
        return ERR(e, ERR_DB, "“%s”:%s", "\"%s\": %s", path, sqlite3_errmsg(s->db));
    }
}

/* Is false, so that `return fail(...)` reads well. */
static bool fail(const Store *s, int rc, Err *e)
{
    (void)tell(s, rc, e);
    return false;
}

static bool exec(Store *s, const char *text, Err *e)
{
    int rc = sqlite3_exec(s->db, text, NULL, NULL, NULL);

    return rc == SQLITE_OK || fail(s, rc, e);
}

static bool pragma_int(Store *s, const char *text, int64_t *out, Err *e)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(s->db, text, -1, &stmt, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW)
        *out = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return rc == SQLITE_ROW || fail(s, rc, e);
}

/* ---- schema ---- */

static void expand(const char *text, Buf *out)
{
    static const struct {
        const char *token, *sqlite;
    } tokens[] = {{"{{int}}", "INTEGER"},
                  {"{{real}}", "REAL"},
                  {"{{bytes}}", "BLOB"},
                  {"{{strict}}", "STRICT"},
                  {"{{keyed}}", "STRICT, WITHOUT ROWID"}};

    while (*text) {
        size_t i = 0;
        while (i < COUNT(tokens) && strncmp(text, tokens[i].token, strlen(tokens[i].token)) != 0)
            i++;
        if (i < COUNT(tokens)) {
            buf_str(out, tokens[i].sqlite);
            text += strlen(tokens[i].token);
        } else {
            buf_char(out, *text++);
        }
    }
}

/* Applies the migrations above version, each in the transaction that notes it. */
static bool migrate(Store *s, int64_t version, Err *e)
{
    for (int64_t v = version; v < (int64_t)COUNT(sql_migrations); v++) {
        AUTO(buf_free) Buf text = buf_new(SQL_TEXT_MAX);
        buf_str(&text, "BEGIN IMMEDIATE;\n");
        expand(sql_migrations[v].text, &text);
        buf_printf(&text, ";\nPRAGMA user_version = %d;\nCOMMIT;", (int)v + 1);
        assert(buf_ok(&text));
        if (!exec(s, buf_cstr(&text), e)) {
            sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
            return ERR_WRAP(e, "升级 %s", "migration %s", sql_migrations[v].name);
        }
    }
    return true;
}

static bool check_schema(Store *s, Err *e)
{
    int64_t id = 0, version = 0;

    TRY(pragma_int(s, "PRAGMA application_id", &id, e));
    TRY(pragma_int(s, "PRAGMA user_version", &version, e));
    if (id != APPLICATION_ID)
        return ERR(e, ERR_DB, "“%s”不是晴雨的库；请给出 qingyu init 所建的文件",
                   "\"%s\" is no store of Qingyu; name a file made by qingyu init", s->path);
    if (version > (int64_t)COUNT(sql_migrations))
        return ERR(
            e, ERR_DB, "“%s”是更新版本所建（结构 %d，本程序识 %d）；请升级本程序",
            "\"%s\" was made by a newer version (schema %d, this program knows %d); upgrade the program",
            s->path, (int)version, (int)COUNT(sql_migrations));
    if (version == (int64_t)COUNT(sql_migrations))
        return true;
    if (s->mode == STORE_READ)
        return ERR(e, ERR_DB, "“%s”的结构较旧（%d）；请先运行 qingyu doctor --migrate",
                   "\"%s\" has an older schema (%d); run qingyu doctor --migrate first", s->path,
                   (int)version);
    return migrate(s, version, e);
}

/* ---- opening ---- */

static bool configure(Store *s, Err *e)
{
    char text[256];

    sqlite3_busy_timeout(s->db, BUSY_MS);
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    snprintf(text, sizeof text,
             "PRAGMA foreign_keys = ON; PRAGMA cache_size = -%d; PRAGMA temp_store = FILE;", CACHE_KIB);
    TRY(exec(s, text, e));
    if (s->mode == STORE_READ)
        return exec(s, "PRAGMA query_only = ON; PRAGMA mmap_size = 1073741824", e);
    /* secure_delete: what is replaced, such as a password's hash, is overwritten in the page. */
    return exec(s, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST;", e);
}

static bool create(Store *s, Err *e)
{
    char text[64];

    snprintf(text, sizeof text, "PRAGMA application_id = %d", APPLICATION_ID);
    return exec(s, text, e) && migrate(s, 0, e);
}

static bool refuse_path(const char *path, StoreMode mode, Err *e)
{
    bool there = access(path, F_OK) == 0;

    if (mode == STORE_CREATE && there)
        return ERR(e, ERR_CONFLICT, "“%s”已经存在；请换一个文件，或用 --store 指定",
                   "\"%s\" is already there; choose another file with --store", path);
    if (mode != STORE_CREATE && !there)
        return ERR(e, ERR_NOT_FOUND, "没有“%s”这个库；先用 qingyu init 建一个，或用 --store 指定",
                   "there is no store \"%s\"; make one with qingyu init, or name it with --store", path);
    return true;
}

bool store_open(const char *path, StoreMode mode, Store **out, Err *e)
{
    TRY(refuse_path(path, mode, e));
    Store *s = calloc(1, sizeof *s);
    if (!s || !(s->path = strdup(path)))
        abort();
    s->mode = mode;
    int flags = mode == STORE_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
    int rc = sqlite3_open_v2(path, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    bool ok = rc == SQLITE_OK ? configure(s, e) && (mode == STORE_CREATE ? create(s, e) : check_schema(s, e))
                              : fail(s, rc, e);
    if (!ok) {
        store_close(&s);
        if (mode == STORE_CREATE)
            unlink(path);
        return false;
    }
    *out = s;
    return true;
}

void store_close(Store **s)
{
    if (!*s)
        return;
    for (size_t i = 0; i < SQL_QUERIES; i++)
        sqlite3_finalize((*s)->queries[i].stmt);
    sqlite3_close((*s)->db);
    free((*s)->path);
    free(*s);
    *s = NULL;
}

const char *store_path(const Store *s)
{
    return s->path;
}

/* ---- transactions ---- */

bool store_begin(Store *s, Err *e)
{
    assert(!s->in_transaction);
    TRY(exec(s, s->mode == STORE_READ ? "BEGIN" : "BEGIN IMMEDIATE", e));
    s->in_transaction = true;
    return true;
}

bool store_commit(Store *s, Err *e)
{
    assert(s->in_transaction);
    TRY(exec(s, "COMMIT", e));
    s->in_transaction = false;
    return true;
}

void store_rollback(Store *s)
{
    if (s->in_transaction)
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    s->in_transaction = false;
}

void transaction_end(Transaction *s)
{
    if (*s)
        store_rollback(*s);
}

/* ---- queries ---- */

static bool prepare(Store *s, SqlId id, Err *e)
{
    Query *q = &s->queries[id];

    q->store = s;
    q->id = id;
    if (q->stmt)
        return true;
    int rc = sqlite3_prepare_v3(s->db, sql_queries[id].text, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
    return rc == SQLITE_OK || (fail(s, rc, e), ERR_WRAP(e, "查询 %s", "query %s", sql_queries[id].name));
}

static int bind(sqlite3_stmt *stmt, int at, const Arg *a)
{
    switch (a->type) {
    case ARG_INT:
        return sqlite3_bind_int64(stmt, at, a->i);
    case ARG_REAL:
        return sqlite3_bind_double(stmt, at, a->r);
    case ARG_TEXT:
        return sqlite3_bind_text(stmt, at, a->t.s, (int)a->t.n, SQLITE_STATIC);
    case ARG_BLOB:
        return sqlite3_bind_blob64(stmt, at, a->t.s, a->t.n, SQLITE_STATIC);
    case ARG_NULL:
        break;
    }
    return sqlite3_bind_null(stmt, at);
}

bool query_start(Store *s, SqlId id, const Arg *args, size_t n, Query **out, Err *e)
{
    TRY(prepare(s, id, e));
    Query *q = &s->queries[id];
    assert(!q->running);
    assert((int)n == sqlite3_bind_parameter_count(q->stmt));
    for (size_t i = 0; i < n; i++) {
        int rc = bind(q->stmt, (int)i + 1, &args[i]);
        if (rc != SQLITE_OK)
            return fail(s, rc, e);
    }
    q->running = true;
    *out = q;
    return true;
}

bool query_next(Query *q, bool *row, Err *e)
{
    int rc = sqlite3_step(q->stmt);

    *row = rc == SQLITE_ROW;
    return rc == SQLITE_ROW || rc == SQLITE_DONE || fail(q->store, rc, e);
}

void query_end(Query **q)
{
    if (!*q)
        return;
    sqlite3_reset((*q)->stmt);
    (*q)->running = false;
    *q = NULL;
}

int64_t query_int(const Query *q, int column)
{
    return sqlite3_column_int64(q->stmt, column);
}

double query_real(const Query *q, int column)
{
    return sqlite3_column_double(q->stmt, column);
}

bool query_is_null(const Query *q, int column)
{
    return sqlite3_column_type(q->stmt, column) == SQLITE_NULL;
}

Str query_text(const Query *q, int column)
{
    const char *t = (const char *)sqlite3_column_text(q->stmt, column);

    return (Str){t ? t : "", (size_t)sqlite3_column_bytes(q->stmt, column)};
}

Str query_blob(const Query *q, int column)
{
    const char *bytes = sqlite3_column_blob(q->stmt, column);

    return (Str){bytes ? bytes : "", (size_t)sqlite3_column_bytes(q->stmt, column)};
}

bool query_run(Store *s, SqlId id, const Arg *args, size_t n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    return query_start(s, id, args, n, &q, e) && query_next(q, &row, e);
}

/* ---- keeping ---- */

static bool copy_pages(Store *s, sqlite3 *to, Err *e)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", s->db, "main");

    if (!b)
        return ERR(e, ERR_DB, "备份不能开始：%s", "the backup cannot start: %s", sqlite3_errmsg(to));
    int rc = sqlite3_backup_step(b, -1);
    int last = sqlite3_backup_finish(b);
    if (rc != SQLITE_DONE || last != SQLITE_OK)
        return ERR(e, ERR_IO, "备份没有写完：%s", "the backup could not be written: %s", sqlite3_errmsg(to));
    /* A copy stands alone: without a journal beside it. */
    rc = sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    return rc == SQLITE_OK ||
           ERR(e, ERR_IO, "备份没有写完：%s", "the backup could not be written: %s", sqlite3_errmsg(to));
}

bool store_backup(Store *s, const char *path, Err *e)
{
    sqlite3 *to = NULL;

    TRY(refuse_path(path, STORE_CREATE, e));
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    bool ok = rc == SQLITE_OK
                  ? copy_pages(s, to, e)
                  : ERR(e, ERR_IO, "不能写“%s”：%s", "cannot write \"%s\": %s", path, sqlite3_errmsg(to));
    sqlite3_close(to);
    if (!ok)
        unlink(path);
    return ok;
}

static bool collect(Store *s, const char *pragma, Arena *a, StoreCheck *out, Err *e)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(s->db, pragma, -1, &stmt, NULL);

    while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(stmt, 0);
        if (text && strcmp(text, "ok") != 0) {
            const char *rowid =
                sqlite3_column_count(stmt) > 2 ? (const char *)sqlite3_column_text(stmt, 2) : NULL;
            ARENA_PUSH(a, out->findings, out->n, out->cap);
            out->findings[out->n++] =
                rowid ? arena_printf(a, "%s -> %s", text, rowid) : arena_strdup(a, text);
        }
        rc = SQLITE_OK;
    }
    sqlite3_finalize(stmt);
    if (rc == SQLITE_DONE)
        return true;
    if ((rc & 0xFF) != SQLITE_CORRUPT && (rc & 0xFF) != SQLITE_NOTADB)
        return fail(s, rc, e);
    ARENA_PUSH(a, out->findings, out->n, out->cap);
    out->findings[out->n++] = arena_strdup(a, sqlite3_errmsg(s->db));
    return true;
}

bool store_check(Store *s, Arena *a, StoreCheck *out, Err *e)
{
    *out = (StoreCheck){0};
    return collect(s, "PRAGMA integrity_check", a, out, e) &&
           collect(s, "PRAGMA foreign_key_check", a, out, e);
}

bool store_info(Store *s, StoreInfo *out, Err *e)
{
    int64_t pages = 0, size = 0, version = 0;

    TRY(pragma_int(s, "PRAGMA page_count", &pages, e) && pragma_int(s, "PRAGMA page_size", &size, e));
    TRY(pragma_int(s, "PRAGMA user_version", &version, e));
    snprintf(out->engine, sizeof out->engine, "SQLite %s", sqlite3_libversion());
    out->schema = (int)version;
    out->bytes = pages * size;
    return true;
}

bool store_prepare_all(Store *s, Err *e)
{
    for (int id = 0; id < SQL_QUERIES; id++)
        TRY(prepare(s, (SqlId)id, e));
    return true;
}
