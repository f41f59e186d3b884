/* Rows of named fields: what a list has, once, for CSV, XLSX and JSON. A column of the table and a key of the
 * object are one thing. Every row has the same fields in the same order. */
#pragma once
#include "base/json.h"
#include "view/show.h"

typedef enum FieldKind {
    FIELD_TEXT,
    FIELD_NUMBER, /* "" unknown: null in JSON */
    FIELD_FLAG,   /* "yes", "no", "": a boolean or null in JSON */
} FieldKind;

typedef struct Field {
    const char *name; /* of static storage or the arena */
    FieldKind kind;
    const char *text;
} Field;

typedef struct Row {
    Field *fields;
    size_t n, cap;
} Row;

typedef struct Rows {
    Arena *arena;
    Row *items;
    size_t n, cap;
} Rows;

void rows_begin(Rows *r); /* a new row; the fields that follow are its */
void rows_text(Rows *r, const char *name, const char *v);
void rows_number(Rows *r, const char *name, double v, int decimals); /* NAN: unknown */
void rows_exact(Rows *r, const char *name, double v);                /* shortest that reads back */
void rows_int(Rows *r, const char *name, int64_t v);
void rows_int_if(Rows *r, const char *name, int64_t v, bool known);
void rows_flag(Rows *r, const char *name, bool v);
void rows_flag_if(Rows *r, const char *name, bool v, bool known);

/* The field of that name, NULL when the rows have none. */
const Field *row_field(const Row *r, const char *name);
/* Keeps the rows whose field is text. */
void rows_keep(Rows *r, const char *name, const char *text);
/* Sorts by a field: numbers by value with unknown ones last, texts by bytes. Stable. */
void rows_sort(Rows *r, const char *name, bool descending);
/* Leaves n rows from the first on. */
void rows_cut(Rows *r, size_t first, size_t n);

void row_json_fields(const Row *r, Json *j); /* into an open object */
void row_json(const Row *r, Json *j);        /* one object */
void rows_json(const Rows *r, Json *j);      /* an array of objects */
void rows_csv(const Rows *r, Buf *out);
/* A workbook of one sheet; made in a temporary file. Fails: IO, DATA (too many rows). */
MUST_USE bool rows_xlsx(const Rows *r, const char *sheet, Buf *out, Err *e);
