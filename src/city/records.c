#include "city/records.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    SEPARATOR = 0x1F,
    COLUMNS_MAX = 64,
    LINE_MAX_BYTES = 1 << 22
}; /* ASCII's unit separator: no cell of a table may hold it */

size_t records_column(const CityTable *t, const char *name)
{
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->columns[i].name, name) == 0)
            return i;
    assert(false && "no such column");
    return 0;
}

Place records_place(const Records *r, size_t i, size_t j)
{
    return (Place){(size_t)r->lines[i], r->columns ? r->columns[j] : j + 1};
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

void records_take(RecordsRows *r, int line, Str content, Records *out)
{
    const char *raw[COLUMNS_MAX];
    size_t n = cut(str_dup(r->arena, content), raw, COLUMNS_MAX);

    if (!r->to) {
        r->to = NEW_N(r->arena, size_t, COLUMNS_MAX);
        read_header(r->table, raw, n, r->to);
        r->n_header = n;
        *out = (Records){.table = r->table, .submission = out->submission, .header = line};
        return;
    }
    const char **cells = NEW_N(r->arena, const char *, r->table->n);
    for (size_t j = 0; j < r->table->n; j++)
        cells[j] = "";
    for (size_t j = 0; j < n && j < r->n_header; j++)
        if (r->to[j] < r->table->n)
            cells[r->to[j]] = raw[j];
    ARENA_PUSH(r->arena, r->cells, out->n, r->cap_cells);
    ARENA_PUSH(r->arena, r->lines, out->n, r->cap_lines);
    r->lines[out->n] = line;
    r->cells[out->n++] = cells;
    out->cells = r->cells;
    out->lines = r->lines;
}

static bool read_rows(Query *q, const CityTable *t, Arena *a, Records *out, Err *e)
{
    RecordsRows rows = {.table = t, .arena = a};
    bool row;

    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        records_take(&rows, (int)query_int(q, 0), query_text(q, 1), out);
    }
}

static bool version(Store *s, const RecordsKey *key, int64_t *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_CITY_ROW_VERSION, &q, e, INT(key->city), TEXTARG(key->kind),
              INT(key->until ? key->until : INT64_MAX), INT(key->as_of ? key->as_of : 99991231)));
    TRY(query_next(q, &row, e));
    *id = row ? query_int(q, 0) : 0;
    return true;
}

bool records_load(Store *s, const RecordsKey *key, Arena *a, Records *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;

    *out = (Records){.table = city_table(key->kind)};
    assert(out->table);
    TRY(version(s, key, &out->submission, e));
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

void records_line(const CityTable *t, const char *const *cells, Buf *out)
{
    for (size_t i = 0; i < t->n; i++) {
        if (i)
            buf_char(out, SEPARATOR);
        buf_str(out, cells[i]);
    }
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
    AUTO(buf_free) Buf b = buf_new(LINE_MAX_BYTES);

    records_line(t, cells, &b);
    TRY(store_row(s, t, sub, line, &b, e));
    int64_t id;
    bool code_row = t->dimension && line > 1 && *cells[0];
    return !code_row || dimension_id(s, sub->intake->city, t->dimension, cells[0], &id, e);
}
