#include "city/records.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { SEPARATOR = 0x1F }; /* ASCII's unit separator: no cell of a city table may hold it */

size_t records_column(const CityTable *t, const char *name)
{
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->columns[i].name, name) == 0)
            return i;
    assert(false && "no such column");
    return 0;
}

/* Cuts a stored line at its separators. Returns the number of cells. */
static size_t cut(char *line, const char **cells, size_t most)
{
    size_t n = 0;

    while (n < most) {
        cells[n++] = line;
        char *end = strchr(line, SEPARATOR);
        if (!end)
            break;
        *end = '\0';
        line = end + 1;
    }
    return n;
}

/* Which column of the table each stored cell is; a stored column that the table no longer has is passed over.
 */
static void read_header(const CityTable *t, const char *const *names, size_t n, size_t *to)
{
    for (size_t i = 0; i < n; i++) {
        to[i] = t->n;
        for (size_t j = 0; j < t->n; j++)
            if (strcmp(names[i], t->columns[j].name) == 0)
                to[i] = j;
    }
}

enum { COLUMNS_MAX = 64 };

static bool read_rows(Query *q, const CityTable *t, Arena *a, Records *out, Err *e)
{
    size_t to[COLUMNS_MAX], n_header = 0, cap = 0, cap_lines = 0;
    const char *const **rows = NULL;
    int *lines = NULL;
    bool row;

    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            break;
        const char *raw[COLUMNS_MAX];
        size_t n = cut(str_dup(a, query_text(q, 1)), raw, COLUMNS_MAX);
        if (!n_header) {
            read_header(t, raw, n, to);
            n_header = n;
            continue;
        }
        const char **cells = NEW_N(a, const char *, t->n);
        for (size_t j = 0; j < t->n; j++)
            cells[j] = "";
        for (size_t j = 0; j < n && j < n_header; j++)
            if (to[j] < t->n)
                cells[to[j]] = raw[j];
        ARENA_PUSH(a, rows, out->n, cap);
        ARENA_PUSH(a, lines, out->n, cap_lines);
        lines[out->n] = (int)query_int(q, 0);
        rows[out->n++] = cells;
    }
    out->cells = rows;
    out->lines = lines;
    return true;
}

static bool version(Store *s, int64_t city, const char *kind, int as_of, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_CITY_ROW_VERSION, &q, e, INT(city), TEXTARG(kind), INT(as_of ? as_of : 99991231)));
    TRY(query_next(q, &row, e));
    *id = row ? query_int(q, 0) : 0;
    return true;
}

bool records_load(Store *s, const RecordsKey *key, Arena *a, Records *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;

    *out = (Records){.table = city_table(key->kind)};
    assert(out->table);
    TRY(version(s, key->city, key->kind, key->as_of, &out->submission, e));
    if (!out->submission)
        return true;
    TRY(QUERY(s, SQL_CITY_ROW_OF_SUBMISSION, &q, e, INT(key->city), TEXTARG(key->kind),
              INT(out->submission)));
    return read_rows(q, out->table, a, out, e);
}

bool dimension_id(Store *s, int64_t city, const char *kind, const char *code, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_DIMENSION_BY_CODE, &q, e, INT(city), TEXTARG(kind), TEXTARG(code)) &&
        query_next(q, &row, e));
    if (row) {
        *id = query_int(q, 0);
        return true;
    }
    query_end(&q);
    TRY(QUERY(s, SQL_DIMENSION_LAST, &q, e, INT(city), TEXTARG(kind)) && query_next(q, &row, e));
    *id = query_int(q, 0) + 1;
    return RUN(s, SQL_DIMENSION_INSERT, e, INT(city), TEXTARG(kind), INT(*id), TEXTARG(code));
}

/* The canonical text of a stored row, with its kind and place. */
static void add_to_digest(Sha256 *h, const char *kind, int64_t line, Str content)
{
    char head[64];

    snprintf(head, sizeof head, "%s %lld %zu:", kind, (long long)line, content.n);
    sha256_add(h, head, strlen(head));
    sha256_add(h, content.s, content.n);
}

bool records_digest(Store *s, int64_t city, Arena *a, RowsDigest **digests, size_t *n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    Sha256 *h = sha256_new();
    size_t cap = 0;
    bool row, ok;

    *digests = NULL;
    *n = 0;
    ok = QUERY(s, SQL_CITY_ROW_ALL, &q, e, INT(city));
    while (ok && (ok = query_next(q, &row, e)) && row) {
        int64_t submission = query_int(q, 1);
        if (*n == 0 || (*digests)[*n - 1].submission != submission) {
            if (*n)
                sha256_hex(h, (*digests)[*n - 1].sha256);
            ARENA_PUSH(a, *digests, *n, cap);
            (*digests)[(*n)++] = (RowsDigest){.submission = submission};
        }
        char *kind = str_dup(a, query_text(q, 0));
        add_to_digest(h, kind, query_int(q, 2), query_text(q, 3));
        (*digests)[*n - 1].n_rows++;
    }
    if (*n)
        sha256_hex(h, (*digests)[*n - 1].sha256);
    sha256_free(&h);
    return ok;
}

static bool store_row(Store *s, const CityTable *t, Submission *sub, int64_t line, const Buf *content, Err *e)
{
    Str text = {buf_cstr(content), content->n};

    add_to_digest(sub->rows, t->kind, line, text);
    sub->n_rows++;
    return RUN(s, SQL_CITY_ROW_INSERT, e, INT(sub->intake->city), TEXTARG(t->kind), INT(sub->id), INT(line),
               STRARG(text));
}

/* Stores the header's line and every row's, as records_import found them. */
bool records_store(Store *s, const CityTable *t, Submission *sub, int64_t line, const char *const *cells,
                   Err *e)
{
    AUTO(buf_free) Buf b = buf_new((size_t)1 << 22);

    for (size_t i = 0; i < t->n; i++) {
        if (i)
            buf_char(&b, SEPARATOR);
        buf_str(&b, cells[i]);
    }
    TRY(store_row(s, t, sub, line, &b, e));
    int64_t id;
    bool code_row = t->dimension && line > 1 && *cells[0];
    return !code_row || dimension_id(s, sub->intake->city, t->dimension, cells[0], &id, e);
}
