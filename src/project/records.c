/* Reading back what files said, with where it came from. */
#include <math.h>
#include <string.h>

#include "project/intake.h"

static ProjectKind kind_of(const char *code)
{
    size_t k = 0;

    while (k < PROJECT_KINDS && strcmp(project_kind_code((ProjectKind)k), code) != 0)
        k++;
    return (ProjectKind)k;
}

bool project_table(Store *s, const RecordsKey *key, Arena *a, Records *out, Err *e)
{
    AUTO(query_end) Query *version = NULL, *q = NULL;
    Stages none = {.n = 0};
    RecordsRows rows = {.table = project_columns(kind_of(key->kind), &none, a), .arena = a};
    bool row;

    *out = (Records){.table = rows.table};
    TRY(QUERY(s, SQL_PROJECT_TABLE_VERSION, &version, e, INT(key->city), TEXTARG(key->kind),
              INT(key->as_of ? key->as_of : 99991231)) &&
        query_next(version, &row, e));
    if (!row)
        return true;
    out->submission = query_int(version, 0);
    TRY(QUERY(s, SQL_CITY_ROW_OF_SUBMISSION, &q, e, INT(key->city), TEXTARG(key->kind),
              INT(out->submission)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        records_take(&rows, (int)query_int(q, 0), query_text(q, 1), out);
    }
}

/* ---- the register and the reports ---- */

/* The header of the submission read last: neighbouring rows are of one file as a rule. */
typedef struct Header {
    int64_t submission;
    RecordsRows rows;
    Records taken;
} Header;

typedef struct Loading {
    const ProjectAsk *ask;
    ProjectKind kind;
    Arena *arena;
    ProjectRecords *out;
    Header header;
    int64_t project, key; /* of the last record */
} Loading;

static bool take_header(Loading *l, int64_t submission, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    if (l->header.submission == submission)
        return true;
    l->header = (Header){.submission = submission, .rows = {.table = l->out->table, .arena = l->arena}};
    TRY(QUERY(l->ask->s, SQL_PROJECT_HEADER, &q, e, INT(l->ask->city->id),
              TEXTARG(project_kind_code(l->kind)), INT(submission)) &&
        query_next(q, &row, e));
    if (row)
        records_take(&l->header.rows, 1, query_text(q, 0), &l->header.taken);
    return true;
}

static bool take_record(Loading *l, const Query *q, Err *e)
{
    Arena *a = l->arena;
    ProjectRecords *out = l->out;
    int64_t project = query_int(q, 3), key = query_int(q, 4);

    TRY(take_header(l, query_int(q, 0), e));
    l->header.taken.n = 0;
    l->header.rows.cells = NULL;
    l->header.rows.cap_cells = 0;
    records_take(&l->header.rows, (int)query_int(q, 1), query_text(q, 5), &l->header.taken);
    bool same = out->n && !l->ask->versions && l->project == project && l->key == key;
    if (!same)
        ARENA_PUSH(a, out->items, out->n, out->cap);
    ProjectRecord *x = same ? &out->items[out->n - 1] : &out->items[out->n++];
    *x = (ProjectRecord){.cells = l->header.taken.cells[0],
                         .submission = query_int(q, 0),
                         .line = (int)query_int(q, 1),
                         .known_on = (int)query_int(q, 2),
                         .by = str_dup(a, query_text(q, 6)),
                         .at = str_dup(a, query_text(q, 7)),
                         .file = str_dup(a, query_text(q, 8))};
    l->project = project;
    l->key = key;
    return true;
}

/* ---- one project, several years ---- */

static bool is_newer(const ProjectRecord *x, const ProjectRecord *y)
{
    if (x->known_on != y->known_on)
        return x->known_on > y->known_on;
    return x->submission != y->submission ? x->submission > y->submission : x->line > y->line;
}

/* Is the column of the year's plan, and not of the project itself? */
static bool is_of_year(const char *column)
{
    return strcmp(column, "year") == 0 || strncmp(column, "plan_", 5) == 0;
}

/* What the newest row says of the project holds in the rows of its other years. */
static void unite(const CityTable *t, const ProjectRecord *newest, Arena *a, ProjectRecord *x)
{
    const char **cells = NEW_N(a, const char *, t->n);

    for (size_t j = 0; j < t->n; j++)
        cells[j] = is_of_year(t->columns[j].name) ? x->cells[j] : newest->cells[j];
    x->cells = cells;
}

static void unite_years(Arena *a, ProjectRecords *r)
{
    size_t year = records_column(r->table, "year"), n = 0;

    for (size_t first = 0, end; first < r->n; first = end) {
        const ProjectRecord *newest = &r->items[first];
        for (end = first + 1; end < r->n && strcmp(r->items[end].cells[0], r->items[first].cells[0]) == 0;
             end++)
            if (is_newer(&r->items[end], newest))
                newest = &r->items[end];
        const ProjectRecord kept = *newest;
        for (size_t i = first; i < end; i++) {
            ProjectRecord x = r->items[i];
            if (!*x.cells[year] && end - first > 1)
                continue; /* rows with a year say all that it says */
            if (x.cells != kept.cells)
                unite(r->table, &kept, a, &x);
            r->items[n++] = x;
        }
    }
    r->n = n;
}

static bool load_all(Loading *l, Query *q, Err *e)
{
    bool row;

    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        TRY(take_record(l, q, e));
    }
}

bool project_records(const ProjectAsk *ask, ProjectKind kind, Arena *a, ProjectRecords *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    Loading l = {.ask = ask, .kind = kind, .arena = a, .out = out};
    SqlId id = kind == KIND_REGISTER ? SQL_PROJECT_ROWS : SQL_PROJECT_REPORT_ROWS;
    int64_t project = 0;

    *out = (ProjectRecords){.table = project_columns(kind, ask->stages, a)};
    if (ask->code)
        TRY(project_number(ask->s, ask->city->id, ask->code, &project, e));
    if (ask->code && !project)
        return true;
    TRY(QUERY(ask->s, id, &q, e, INT(ask->city->id), INT(ask->as_of ? ask->as_of : 99991231), INT(project)));
    TRY(load_all(&l, q, e));
    if (kind == KIND_REGISTER && !ask->versions)
        unite_years(a, out);
    return true;
}

bool project_to_date(const ProjectAsk *ask, Period month, double *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    int64_t id;
    bool row;

    *out = (double)NAN;
    TRY(project_number(ask->s, ask->city->id, ask->code, &id, e));
    TRY(QUERY(ask->s, SQL_PROJECT_REPORT_BEFORE, &q, e, INT(ask->city->id), INT(id), INT(period_code(month)),
              INT(ask->as_of ? ask->as_of : 99991231)) &&
        query_next(q, &row, e));
    if (row)
        *out = query_real(q, 1);
    return true;
}
