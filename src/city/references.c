#include "city/references.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void references_note(References *r, const char *table, Place at, const char *cell)
{
    if (!table)
        return;
    while (*cell) {
        size_t n = strcspn(cell, ";");
        Str code = str_trim((Str){cell, n});
        cell += n + (cell[n] == ';');
        if (!code.n || str_eq(code, "*"))
            continue;
        ARENA_PUSH(r->arena, r->items, r->n, r->cap);
        r->items[r->n++] = (Reference){table, str_dup(r->arena, code), at};
    }
}

static int order(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void keep(void *code)
{
    (void)code; /* in the arena */
}

/* The codes of a table, as a tree. */
static bool load_codes(Store *s, const Intake *in, const char *table, Arena *a, void **tree, Err *e)
{
    Records rows;

    TRY(records_load(s, &(RecordsKey){in->city, table, in->known_on, 0}, a, &rows, e));
    for (size_t i = 0; i < rows.n; i++)
        if (!tsearch(RECORD(&rows, i, "code"), tree, order))
            abort();
    return true;
}

/* Tells the references to one table. */
static bool check_table(const References *r, const char *table, void *const *codes, Findings *fs)
{
    for (size_t i = 0; i < r->n; i++) {
        const Reference *x = &r->items[i];
        if (strcmp(x->table, table) == 0 && !tfind(x->code, codes, order))
            FINDING(fs, FAULT, x->at, "unknown-code", x->code, "%s.csv 里没有这个代码",
                    "%s.csv has no such code", table);
    }
    return true;
}

static bool refers_to(const References *r, const char *table)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->items[i].table, table) == 0)
            return true;
    return false;
}

bool references_check(const References *r, Store *s, const Intake *in, Findings *fs, Err *e)
{
    size_t n;
    const CityTable *tables = city_tables(&n);

    for (size_t i = 0; i < n; i++) {
        void *codes = NULL;
        if (!refers_to(r, tables[i].kind))
            continue;
        bool ok = load_codes(s, in, tables[i].kind, r->arena, &codes, e) &&
                  check_table(r, tables[i].kind, &codes, fs);
        tdestroy(codes, keep);
        TRY(ok);
    }
    return true;
}
