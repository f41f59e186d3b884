/* Reads every sheet of the bytes to its end and checks what every table promises. */
#pragma once
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "exchange/table.h"

static inline void fuzz_must(bool ok)
{
    if (!ok)
        abort();
}

static inline void fuzz_cell(const Cell *c)
{
    Decimal d;
    bool lossy = false;

    fuzz_must(c->text.n <= FIELD_MAX && (c->kind == CELL_EMPTY) == (c->text.n == 0));
    fuzz_must(!c->text.n || utf8_valid(c->text.s, c->text.n));
    if (c->kind == CELL_NUMBER) {
        fuzz_must(decimal_parse(c->text, &d, &lossy));
        fuzz_must(memcmp(&d.value, &c->number.value, sizeof d.value) == 0 &&
                  d.decimals == c->number.decimals);
    }
    if (c->kind == CELL_DATE)
        fuzz_must(c->text.n == 10 && c->text.s[4] == '-' && c->text.s[7] == '-');
}

static inline void fuzz_rows(TableReader *r, Err *e)
{
    TableRow row;
    bool more = false;
    size_t last = 0;

    while (table_next(r, &row, &more, e) && more) {
        bool some = false;
        fuzz_must(row.number > last && row.n > 0 && row.n <= ROW_CELLS_MAX);
        last = row.number;
        for (size_t i = 0; i < row.n; i++) {
            fuzz_cell(&row.cells[i]);
            some |= row.cells[i].kind != CELL_EMPTY;
        }
        fuzz_must(some);
    }
    fuzz_must(more || e->kind != ERR_NONE || strlen(table_sha256(r)) == SHA256_HEX - 1);
}

static inline void fuzz_table(const char *name, const char *bytes, size_t n)
{
    TableReader *r = NULL;
    Err e = {.lang = n % 2 ? LANG_EN : LANG_ZH};
    long long done, total;

    if (table_open_memory(name, bytes, n, &r, &e)) {
        for (size_t i = 0; i < table_sheets(r); i++) {
            e.kind = ERR_NONE;
            fuzz_must(table_sheet_name(r, i) && table_encoding(r));
            if (table_select(r, i, &e))
                fuzz_rows(r, &e);
            fuzz_must(e.kind == ERR_NONE ||
                      (e.kind == ERR_INVALID && *e.msg && utf8_valid(e.msg, strlen(e.msg))));
            table_progress(r, &done, &total);
            fuzz_must(done <= total);
        }
    } else {
        fuzz_must(e.kind == ERR_INVALID && *e.msg && !r);
    }
    table_close(&r);
}
