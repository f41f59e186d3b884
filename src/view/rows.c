#include "view/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "render/csv_text.h"

void rows_begin(Rows *r)
{
    ARENA_PUSH(r->arena, r->items, r->n, r->cap);
    size_t cap = r->n ? r->items[r->n - 1].n : 0;
    r->items[r->n++] = (Row){.fields = cap ? NEW_N(r->arena, Field, cap) : NULL, .cap = cap};
}

static void add(Rows *r, Field f)
{
    Row *row = &r->items[r->n - 1];

    ARENA_PUSH(r->arena, row->fields, row->n, row->cap);
    row->fields[row->n++] = f;
}

void rows_text(Rows *r, const char *name, const char *v)
{
    add(r, (Field){name, FIELD_TEXT, v ? v : ""});
}

void rows_number(Rows *r, const char *name, double v, int decimals)
{
    add(r, (Field){name, FIELD_NUMBER, isfinite(v) ? show(r->arena, v, decimals) : ""});
}

void rows_exact(Rows *r, const char *name, double v)
{
    char text[NUM_TEXT_MAX];

    num_to_text(v, text);
    add(r, (Field){name, FIELD_NUMBER, isfinite(v) ? arena_strdup(r->arena, text) : ""});
}

void rows_int(Rows *r, const char *name, int64_t v)
{
    add(r, (Field){name, FIELD_NUMBER, arena_printf(r->arena, "%lld", (long long)v)});
}

void rows_int_if(Rows *r, const char *name, int64_t v, bool known)
{
    if (known)
        rows_int(r, name, v);
    else
        add(r, (Field){name, FIELD_NUMBER, ""});
}

void rows_flag(Rows *r, const char *name, bool v)
{
    add(r, (Field){name, FIELD_FLAG, v ? "yes" : "no"});
}

void rows_flag_if(Rows *r, const char *name, bool v, bool known)
{
    rows_flag(r, name, v);
    if (!known)
        r->items[r->n - 1].fields[r->items[r->n - 1].n - 1].text = "";
}

const Field *row_field(const Row *r, const char *name)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->fields[i].name, name) == 0)
            return &r->fields[i];
    return NULL;
}

void rows_keep(Rows *r, const char *name, const char *text)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++) {
        const Field *f = row_field(&r->items[i], name);
        if (f && strcmp(f->text, text) == 0)
            r->items[n++] = r->items[i];
    }
    r->n = n;
}

typedef struct SortKey {
    const char *name;
    bool descending;
} SortKey;

static int compare_numbers(const char *a, const char *b)
{
    double x = strtod(a, NULL), y = strtod(b, NULL);

    return (x > y) - (x < y);
}

/* Unknown ones stand last in either direction. */
static int compare(const Row *a, const Row *b, const SortKey *key)
{
    const Field *x = row_field(a, key->name), *y = row_field(b, key->name);

    if (!x || !y || !*x->text || !*y->text)
        return (x && *x->text ? 0 : 1) - (y && *y->text ? 0 : 1);
    int order = x->kind == FIELD_NUMBER ? compare_numbers(x->text, y->text) : strcmp(x->text, y->text);
    return key->descending ? -order : order;
}

/* Merge sort: stable. */
static void merge_sort(Row *rows, Row *spare, size_t n, const SortKey *key)
{
    size_t half = n / 2, i = 0, j = half;

    if (n < 2)
        return;
    merge_sort(rows, spare, half, key);
    merge_sort(rows + half, spare + half, n - half, key);
    memcpy(spare, rows, n * sizeof *rows);
    for (size_t k = 0; k < n; k++)
        rows[k] = j == n || (i < half && compare(&spare[i], &spare[j], key) <= 0) ? spare[i++] : spare[j++];
}

void rows_sort(Rows *r, const char *name, bool descending)
{
    merge_sort(r->items, NEW_N(r->arena, Row, r->n + 1), r->n, &(SortKey){name, descending});
}

void rows_cut(Rows *r, size_t first, size_t n)
{
    first = first < r->n ? first : r->n;
    r->items += first;
    r->n = n < r->n - first ? n : r->n - first;
    r->cap = r->n;
}

static void value_json(const Field *f, Json *j)
{
    if (f->kind == FIELD_TEXT)
        json_text(j, f->text);
    else if (!*f->text)
        json_unknown(j);
    else if (f->kind == FIELD_FLAG)
        json_bool(j, strcmp(f->text, "yes") == 0);
    else if (!f->text[strspn(f->text, "-0123456789")] && strlen(f->text) < 19)
        json_int(j, strtoll(f->text, NULL, 10));
    else
        json_num(j, strtod(f->text, NULL));
}

void row_json_fields(const Row *r, Json *j)
{
    for (size_t i = 0; i < r->n; i++) {
        json_key(j, r->fields[i].name);
        value_json(&r->fields[i], j);
    }
}

void row_json(const Row *r, Json *j)
{
    json_begin_object(j);
    row_json_fields(r, j);
    json_end_object(j);
}

void rows_json(const Rows *r, Json *j)
{
    json_begin_array(j);
    for (size_t i = 0; i < r->n; i++)
        row_json(&r->items[i], j);
    json_end_array(j);
}

void rows_csv(const Rows *r, Buf *out)
{
    for (size_t k = 0; r->n && k < r->items[0].n; k++)
        csv_field(out, r->items[0].fields[k].name);
    if (r->n)
        csv_end(out);
    for (size_t i = 0; i < r->n; i++) {
        for (size_t k = 0; k < r->items[i].n; k++)
            csv_field(out, r->items[i].fields[k].text);
        csv_end(out);
    }
}
