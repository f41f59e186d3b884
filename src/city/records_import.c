/* Reading a table of records from a file: header, cells, keys. Every fault is told before anything is
 * refused. */
#include "city/records.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "city/needs.h"
#include "city/references.h"
#include "period/period.h"

enum { COLUMNS_MAX = 64 };

typedef struct Reading {
    const CityTable *table;
    Findings *fs;
    size_t *at;     /* [COLUMNS_MAX] column of the file of each column of the table, from 1; 0 when absent */
    size_t n_names; /* columns that the file's header names */
    void *keys;     /* tree of keys seen, for tsearch */
    Arena *arena;
    const char *const **rows;
    int *lines;
    size_t n, cap_rows, cap_lines;
} Reading;

typedef struct Key {
    const char *text;
    size_t row;
} Key;

static int key_order(const void *a, const void *b)
{
    return strcmp(((const Key *)a)->text, ((const Key *)b)->text);
}

static void keep(void *key)
{
    (void)key; /* keys live in the arena */
}

static bool code_ok(Str s)
{
    if (s.n > CODE_MAX)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.s[i];
        bool ok = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
                  c == '_' || c == '.' || (unsigned char)c >= 0x80;
        if (!ok)
            return false;
    }
    return s.n > 0;
}

/* Every part of a ';' list passes; an empty part does not. */
static bool each_part(Str s, const CityColumn *c)
{
    while (s.n) {
        const char *end = memchr(s.s, ';', s.n);
        Str part = str_trim((Str){s.s, end ? (size_t)(end - s.s) : s.n});
        if (c->rule == RULE_CODES ? !code_ok(part) : !choice_is_among(part, c->choices))
            return false;
        size_t used = end ? (size_t)(end - s.s) + 1 : s.n;
        s = (Str){s.s + used, s.n - used};
    }
    return true;
}

static bool number_ok(Str s)
{
    Decimal d;
    bool lossy;

    return decimal_parse(s, &d, &lossy) && !d.percent;
}

static void check_cell(Reading *r, const CityColumn *c, Place at, const char *text)
{
    Str s = str_of(text);
    int date;

    if (!s.n) {
        if (c->required)
            FINDING(r->fs, FAULT, at, "empty-cell", "", "“%s”不能为空", "\"%s\" must not be empty", c->name);
        return;
    }
    if (strpbrk(text, "\x1F\n\r")) {
        FINDING(r->fs, FAULT, at, "control-character", text, "单元格里不能有换行或控制符",
                "a cell must not hold line breaks or control characters");
        return;
    }
    switch (c->rule) {
    case RULE_TEXT:
        return;
    case RULE_CODE:
        if (!code_ok(s))
            FINDING(r->fs, FAULT, at, "bad-code", text,
                    "“%s”应为代码：字母、数字、汉字、- _ .，不超过 %d 字节",
                    "\"%s\" must be a code: letters, digits, - _ ., at most %d bytes", c->name, CODE_MAX);
        return;
    case RULE_DATE:
        if (!date_parse(s, &date))
            FINDING(r->fs, FAULT, at, "bad-date", text, "“%s”应为日期，如 2021-07-20",
                    "\"%s\" must be a date such as 2021-07-20", c->name);
        return;
    case RULE_YEAR:
        if (s.n != 4 || strspn(text, "0123456789") != 4)
            FINDING(r->fs, FAULT, at, "bad-year", text, "“%s”应为年份，如 2021",
                    "\"%s\" must be a year such as 2021", c->name);
        return;
    case RULE_NUMBER:
        if (!number_ok(s))
            FINDING(r->fs, FAULT, at, "bad-number", text, "“%s”应为数字，不带单位和百分号",
                    "\"%s\" must be a number without unit or percent sign", c->name);
        return;
    case RULE_CHOICE:
        if (!choice_is_among(s, c->choices))
            FINDING(r->fs, FAULT, at, "bad-choice", text, "“%s”应为其中之一：%s", "\"%s\" must be one of: %s",
                    c->name, c->choices);
        return;
    case RULE_CODES:
    case RULE_CHOICES:
        if (!each_part(s, c))
            FINDING(r->fs, FAULT, at, "bad-list", text, "“%s”应为以 ; 分隔的：%s",
                    "\"%s\" must be a list separated by ; of: %s", c->name,
                    c->choices ? c->choices : TEXT(r->fs->lang, "代码", "codes"));
    }
}

static void check_key(Reading *r, size_t row, const char *const *cells)
{
    AUTO(buf_free) Buf b = buf_new((size_t)1 << 20);

    for (size_t j = 0; j < r->table->n; j++) {
        if (!r->table->columns[j].key)
            continue;
        buf_str(&b, cells[j]);
        buf_char(&b, '\x1F');
    }
    if (!b.n)
        return; /* a table without a key: a log */
    Key *k = NEW(r->arena, Key);
    *k = (Key){arena_strdup(r->arena, buf_cstr(&b)), row};
    Key *const *found = tsearch(k, &r->keys, key_order);
    if (found && *found != k)
        FINDING(r->fs, FAULT, ((Place){row, r->at[0]}), "duplicate-key", cells[0], "与第%zu行重复",
                "the same key as in row %zu", (*found)->row);
}

static void read_names(Reading *r, const TableRow *row)
{
    r->n_names = row->n;
    for (size_t i = 0; i < row->n; i++) {
        char *name = str_dup(r->arena, row->cells[i].text);
        size_t j = 0;
        while (j < r->table->n && strcmp(name, r->table->columns[j].name) != 0)
            j++;
        Place at = {row->number, i + 1};
        if (j == r->table->n)
            FINDING(r->fs, FAULT, at, "unknown-column", name, "%s.csv 没有这一列",
                    "%s.csv has no such column", r->table->kind);
        else if (r->at[j])
            FINDING(r->fs, FAULT, at, "duplicate-column", name, "这一列出现了两次",
                    "the column occurs twice");
        else
            r->at[j] = i + 1;
    }
    for (size_t j = 0; j < r->table->n; j++)
        if (!r->at[j] && r->table->columns[j].required)
            FINDING(r->fs, FAULT, ((Place){row->number, 0}), "missing-column", "", "缺少列“%s”",
                    "the column \"%s\" is missing", r->table->columns[j].name);
}

static void keep_row(Reading *r, size_t number, const char *const *cells)
{
    const char **kept = NEW_N(r->arena, const char *, r->table->n);

    for (size_t j = 0; j < r->table->n; j++)
        kept[j] = cells[j];
    ARENA_PUSH(r->arena, r->rows, r->n, r->cap_rows);
    ARENA_PUSH(r->arena, r->lines, r->n, r->cap_lines);
    r->rows[r->n] = kept;
    r->lines[r->n++] = (int)number;
}

static void read_row(Reading *r, const TableRow *row)
{
    const char *cells[COLUMNS_MAX] = {0};
    size_t filled = 0;

    for (size_t j = 0; j < r->table->n; j++) {
        size_t at = r->at[j];
        cells[j] = at && at <= row->n ? str_dup(r->arena, row->cells[at - 1].text) : "";
        filled += *cells[j] != '\0';
    }
    if (!filled)
        return;
    for (size_t i = r->n_names; i < row->n; i++)
        if (row->cells[i].text.n)
            FINDING(r->fs, FAULT, ((Place){row->number, i + 1}), "surplus-cell", "", "这一格没有对应的列",
                    "there is no column for this cell");
    for (size_t j = 0; j < r->table->n; j++)
        check_cell(r, &r->table->columns[j], (Place){row->number, r->at[j]}, cells[j]);
    check_key(r, row->number, cells);
    keep_row(r, row->number, cells);
}

static bool read_all(Reading *r, TableReader *t, int *header, Err *e)
{
    TableRow row;
    size_t n = 0;
    bool more;

    TRY(table_next(t, &row, &more, e));
    if (!more)
        return ERR(e, ERR_INVALID, "“%s”是空的；第一行应为列名",
                   "\"%s\" is empty; its first row must name the columns", r->fs->file);
    *header = (int)row.number;
    read_names(r, &row);
    for (;;) {
        TRY(table_next(t, &row, &more, e));
        if (!more)
            return true;
        if (++n > CITY_ROWS_MAX)
            return ERR(e, ERR_INVALID, "“%s”超过 %d 行", "\"%s\" has more than %d rows", r->fs->file,
                       CITY_ROWS_MAX);
        read_row(r, &row);
    }
}

bool records_read(TableReader *t, const CityTable *table, Findings *fs, Arena *a, Records *out, Err *e)
{
    Reading r = {.table = table, .fs = fs, .arena = a, .at = NEW_N(a, size_t, COLUMNS_MAX)};

    *out = (Records){.table = table};
    bool ok = read_all(&r, t, &out->header, e);
    tdestroy(r.keys, keep);
    out->n = r.n;
    out->cells = r.rows;
    out->lines = r.lines;
    out->columns = r.at;
    return ok;
}

static bool store_all(Store *s, const Records *r, Submission *sub, Err *e)
{
    const char *names[COLUMNS_MAX];

    for (size_t j = 0; j < r->table->n; j++)
        names[j] = r->table->columns[j].name;
    TRY(records_store(s, r->table, sub, r->header, names, e));
    for (size_t i = 0; i < r->n; i++)
        TRY(records_store(s, r->table, sub, r->lines[i], r->cells[i], e));
    return true;
}

/* Notes whose code the cell must be: of a table, or of the one that another cell of the row names. */
static void note_reference(References *out, const Records *r, size_t i, size_t j, Findings *fs)
{
    const CityColumn *c = &r->table->columns[j];
    const char *cell = r->cells[i][j];
    Place at = records_place(r, i, j);

    if (!c->refers || *c->refers != '=') {
        references_note(out, c->refers, at, cell);
        return;
    }
    size_t k = records_column(r->table, c->refers + 1);
    const char *kind = r->cells[i][k];
    if (!choice_is_among(str_of(kind), r->table->columns[k].choices))
        return; /* told already */
    const CityTable *of = city_table(arena_printf(fs->arena, "%ss", kind));
    if (of)
        references_note(out, of->kind, at, cell);
    if (of && !*cell)
        FINDING(fs, FAULT, at, "empty-cell", "", "“%s”为 %s 时，这里要写代码",
                "a code is needed here where \"%s\" is %s", c->refers + 1, kind);
    if (!of && *cell)
        FINDING(fs, FAULT, at, "surplus-cell", cell, "“%s”为 %s 时，这里应为空",
                "this must be empty where \"%s\" is %s", c->refers + 1, kind);
}

bool records_import(Store *s, TableReader *t, const CityTable *table, Submission *sub, Findings *fs, Err *e)
{
    References references = {.arena = fs->arena};
    size_t faults = fs->n_faults;
    Records r;

    TRY(records_read(t, table, fs, fs->arena, &r, e));
    for (size_t i = 0; i < r.n; i++) {
        needs_check(table, r.columns, (size_t)r.lines[i], r.cells[i], fs);
        for (size_t j = 0; j < table->n; j++)
            note_reference(&references, &r, i, j, fs);
    }
    if (fs->n_faults > faults)
        return true; /* this table is not whole to refer to */
    return store_all(s, &r, sub, e) && references_check(&references, s, sub->intake, fs, e);
}
