/* The city's own tables: which files a city folder has, which columns, what each cell may hold; and their
 * states in the store. A submission replaces one table whole; the state known on a date is read back. */
#pragma once
#include "exchange/table.h"
#include "ledger/submission.h"

typedef enum CellRule {
    RULE_TEXT,
    RULE_CODE,    /* letters, digits, - _ . ; at most CODE_MAX bytes */
    RULE_CODES,   /* codes separated by ';' */
    RULE_DATE,    /* YYYY-MM-DD */
    RULE_YEAR,    /* 1900..2199 */
    RULE_NUMBER,  /* decimal */
    RULE_CHOICE,  /* one of choices */
    RULE_CHOICES, /* some of choices, separated by ';' */
} CellRule;

typedef struct CityColumn {
    const char *name;
    CellRule rule;
    bool required;       /* may not be empty */
    bool key;            /* the key columns together are unique in the file; without any, rows may repeat */
    const char *choices; /* "month quarter year" */
    /* Table whose codes it must be among; "*" is always allowed. "=kind": the table that the row's cell of
     * the column kind names in the singular ("area": areas); where there is none, the cell must be empty. */
    const char *refers;
} CityColumn;

/* What the cells of one row ask of each other: where `column` holds one of `among`, `then` must hold `must`.
 */
typedef struct CityNeed {
    const char *column, *among; /* choices; column NULL: in every row */
    const char *then;
    const char *must; /* "" nothing, "*" something, "1..366" a whole number between where given; else choices
                       */
} CityNeed;

typedef struct CityTable {
    const char *kind; /* file name without .csv */
    const CityColumn *columns;
    size_t n;
    const char *dimension; /* kind of the codes in its first column that facts refer to, or NULL */
    bool guarded;          /* holds addresses: only for who keeps the tables, and for auditors */
    const CityNeed *needs; /* [n_needs], or NULL */
    size_t n_needs;
} CityTable;

/* All tables, in the order in which they are to be imported; NULL when kind is none of them. */
const CityTable *city_tables(size_t *n);
const CityTable *city_table(const char *kind);

typedef struct Records {
    const CityTable *table;
    int64_t submission; /* 0 when there is no state yet */
    size_t n;
    const char *const **cells; /* [n][table->n], in the table's order of columns; "" when empty */
    const int *lines;          /* [n] row of the file */
    const size_t *columns;     /* [table->n] column of the file, 0 absent; NULL when loaded from the store */
    int header;                /* row of the column names */
} Records;

/* Where the cell of row i and column j stands in its file. */
Place records_place(const Records *r, size_t i, size_t j);

/* The state of a table known on as_of; before the first one was known, the first. as_of 0: the latest. until:
 * later submissions are not looked at; 0: all are. */
typedef struct RecordsKey {
    int64_t city;
    const char *kind;
    int as_of;
    int64_t until;
} RecordsKey;
MUST_USE bool records_load(Store *s, const RecordsKey *key, Arena *a, Records *out, Err *e);
/* Index of a column; asserts that there is one. */
size_t records_column(const CityTable *t, const char *name);
#define RECORD(r, i, column) ((r)->cells[i][records_column((r)->table, (column))])

/* Reads a table from the reader's current sheet and checks header, every cell and the keys: all faults go to
 * fs. Any table of this form will do, not only the city's. Fails: INVALID (empty, too long), IO. */
MUST_USE bool records_read(TableReader *t, const CityTable *table, Findings *fs, Arena *a, Records *out,
                           Err *e);
/* The rows' canonical text (cells separated by U+001F) and back: the header's line first, then every row's.
 * A column that the table no longer has is passed over, one that it gained is "". */
void records_line(const CityTable *t, const char *const *cells, Buf *out);
typedef struct RecordsRows {
    const CityTable *table;
    Arena *arena;
    size_t *to, n_header, cap_cells, cap_lines;
    const char *const **cells;
    int *lines;
} RecordsRows;
void records_take(RecordsRows *r, int line, Str content, Records *out);
/* Reads a table from the reader's current sheet, checks every cell and stores the rows in sub. All faults go
 * to fs; with faults the caller must roll back. New codes of areas, indicators and peer sets get their
 * numbers. */
MUST_USE bool records_import(Store *s, TableReader *t, const CityTable *table, Submission *sub, Findings *fs,
                             Err *e);
/* Adds the digest of the stored rows of every submission of a city table, in order of submission. */
MUST_USE bool records_digest(Store *s, int64_t city, Arena *a, RowsDigest **digests, size_t *n, Err *e);
/* Gives a code its number within (city, kind), making one where it has none. */
MUST_USE bool dimension_id(Store *s, int64_t city, const char *kind, const char *code, int64_t *id, Err *e);
/* Stores one line of a table (its header's line first) in sub, in the table's order of columns. */
MUST_USE bool records_store(Store *s, const CityTable *t, Submission *sub, int64_t line,
                            const char *const *cells, Err *e);
