#include "render/text_table.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { GAP = 2, LEAST = 6, CELL_BYTES = 2048 };

typedef struct TextCell {
    const char *text;
    Tone tone;
} TextCell;

typedef struct TextRow {
    const char *group; /* NULL for a row of cells */
    TextCell *cells;
    size_t n;
} TextRow;

struct TextTable {
    Arena *arena;
    const TableColumn *columns;
    size_t n_columns;
    TextRow *rows;
    size_t n, cap;
};

TextTable *text_table_new(Arena *a, const TableColumn *columns, size_t n)
{
    TextTable *t = NEW(a, TextTable);

    t->arena = a;
    t->columns = columns;
    t->n_columns = n;
    return t;
}

static TextRow *add_row(TextTable *t)
{
    ARENA_PUSH(t->arena, t->rows, t->n, t->cap);
    TextRow *r = &t->rows[t->n++];
    *r = (TextRow){.cells = NEW_N(t->arena, TextCell, t->n_columns)};
    return r;
}

void text_table_row(TextTable *t)
{
    add_row(t);
}

void text_table_group(TextTable *t, const char *text)
{
    add_row(t)->group = arena_strdup(t->arena, text);
}

void text_table_cell(TextTable *t, Tone tone, const char *text)
{
    TextRow *r = &t->rows[t->n - 1];

    if (r->n < t->n_columns)
        r->cells[r->n++] = (TextCell){arena_strdup(t->arena, text), tone};
}

void text_table_cellf(TextTable *t, Tone tone, const char *fmt, ...)
{
    char text[CELL_BYTES];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    utf8_trim_broken_tail(text);
    text_table_cell(t, tone, text);
}

/* Widths of the columns, cut until the lines fit. */
static void measure(const TextTable *t, size_t width, size_t *w)
{
    size_t total = 0;

    for (size_t j = 0; j < t->n_columns; j++) {
        w[j] = text_width(t->columns[j].title);
        for (size_t i = 0; i < t->n; i++)
            if (j < t->rows[i].n && text_width(t->rows[i].cells[j].text) > w[j])
                w[j] = text_width(t->rows[i].cells[j].text);
        total += w[j] + (j ? GAP : 0);
    }
    for (size_t j = t->n_columns; width && total > width && j > 0; j--) {
        size_t *x = &w[j - 1], over = total - width;
        if (!t->columns[j - 1].flexible || *x <= LEAST)
            continue;
        size_t cut = *x - LEAST < over ? *x - LEAST : over;
        *x -= cut;
        total -= cut;
    }
}

void tone_write(Buf *out, Tone tone, bool colour, const char *text)
{
    static const char *const codes[] = {
        [TONE_PLAIN] = "",       [TONE_GOOD] = "\x1b[32m", [TONE_FAIR] = "\x1b[33m",
        [TONE_BAD] = "\x1b[31m", [TONE_DIM] = "\x1b[2m",   [TONE_STRONG] = "\x1b[1m"};
    bool on = colour && tone != TONE_PLAIN;

    buf_str(out, on ? codes[tone] : "");
    buf_str(out, text);
    buf_str(out, on ? "\x1b[0m" : "");
}

static void spaces(Buf *out, size_t n)
{
    while (n-- > 0)
        buf_char(out, ' ');
}

static void write_cell(Buf *out, const TextCell *c, Align align, size_t width, bool last, bool colour)
{
    char text[CELL_BYTES];
    size_t has = text_width(c->text);

    snprintf(text, sizeof text, "%s", c->text);
    utf8_trim_broken_tail(text);
    if (has > width) {
        size_t keep = text_fit(text, width - 1);
        snprintf(text + keep, sizeof text - keep, "…");
        has = text_width(text);
    }
    if (align == ALIGN_RIGHT)
        spaces(out, width - has);
    tone_write(out, c->tone, colour, text);
    if (align == ALIGN_LEFT && !last)
        spaces(out, width - has);
}

static void write_row(const TextTable *t, const TextRow *r, const size_t *w, bool colour, Buf *out)
{
    static const TextCell empty = {"", TONE_PLAIN};

    for (size_t j = 0; j < t->n_columns; j++) {
        if (j)
            spaces(out, GAP);
        write_cell(out, j < r->n ? &r->cells[j] : &empty, t->columns[j].align, w[j], j + 1 == t->n_columns,
                   colour);
    }
    while (out->n && out->s[out->n - 1] == ' ')
        out->s[--out->n] = '\0';
    buf_char(out, '\n');
}

void text_table_write(const TextTable *t, size_t width, bool colour, Buf *out)
{
    size_t *w = NEW_N(t->arena, size_t, t->n_columns);
    TextRow title = {.cells = NEW_N(t->arena, TextCell, t->n_columns), .n = t->n_columns};

    measure(t, width, w);
    for (size_t j = 0; j < t->n_columns; j++)
        title.cells[j] = (TextCell){t->columns[j].title, TONE_DIM};
    write_row(t, &title, w, colour, out);
    for (size_t i = 0; i < t->n; i++) {
        if (!t->rows[i].group) {
            write_row(t, &t->rows[i], w, colour, out);
            continue;
        }
        tone_write(out, TONE_STRONG, colour, t->rows[i].group);
        buf_char(out, '\n');
    }
}
