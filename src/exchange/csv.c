#include "exchange/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

enum { CHUNK = 256 * 1024, RECORD_MAX = 8 * 1024 * 1024 };

struct Csv {
    const char *name;
    CsvSource *source;
    void *from;
    char *buf;
    size_t start, end, cap; /* unread bytes are buf[start..end) */
    bool at_end;
    char separator; /* 0 until the first line was seen */
    size_t record, line;
    bool pending; /* the record that ends at pending_stop was handed out and is to be stepped over */
    size_t pending_stop;
    Cell cells[ROW_CELLS_MAX];
};

Csv *csv_new(const char *name, CsvSource *source, void *from)
{
    Csv *c = calloc(1, sizeof *c);

    if (!c || !(c->buf = malloc(CHUNK + 1)))
        abort();
    c->name = name;
    c->source = source;
    c->from = from;
    c->cap = CHUNK;
    c->line = 1;
    return c;
}

void csv_free(Csv **c)
{
    if (!*c)
        return;
    free((*c)->buf);
    free(*c);
    *c = NULL;
}

/* Moves the unread bytes to the front and reads more behind them; grows the buffer for a long record. */
static bool fill(Csv *c, Err *e)
{
    size_t got = 0, have = c->end - c->start;

    memmove(c->buf, c->buf + c->start, have);
    c->start = 0;
    c->end = have;
    if (have == c->cap) {
        if (c->cap >= RECORD_MAX)
            return ERR(
                e, ERR_INVALID, "“%s”第 %zu 行起的记录超过 %d MiB；是不是少了一个右引号？",
                "the record at line %2$zu of \"%1$s\" is longer than %3$d MiB; is a closing quote missing?",
                c->name, c->line, RECORD_MAX >> 20);
        c->cap *= 2;
        c->buf = realloc(c->buf, c->cap + 1);
        if (!c->buf)
            abort();
    }
    TRY(c->source(c->from, c->buf + c->end, c->cap - c->end, &got, e));
    c->end += got;
    c->at_end = got == 0;
    return true;
}

/* The sign that occurs most in the first line outside quotes; the comma when none does. */
static char guess_separator(const char *s, size_t n)
{
    static const char signs[] = ",;\t";
    size_t count[3] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < n && (quoted || (s[i] != '\n' && s[i] != '\r')); i++) {
        quoted ^= s[i] == '"';
        const char *sign = quoted || !s[i] ? NULL : strchr(signs, s[i]);
        if (sign)
            count[sign - signs]++;
    }
    for (size_t i = 1; i < 3; i++)
        if (count[i] > count[best])
            best = i;
    return signs[best];
}

/* Where the record that begins at buf[start] ends (its line break, or the end of the file); reads on as
 * needed. */
static bool find_end(Csv *c, size_t *stop, Err *e)
{
    size_t i = c->start;
    bool quoted = false;

    for (;;) {
        for (; i < c->end; i++) {
            char x = c->buf[i];
            if (x == '"')
                quoted = !quoted;
            else if ((x == '\n' || x == '\r') && !quoted) {
                *stop = i;
                return true;
            }
        }
        if (c->at_end && quoted)
            return ERR(e, ERR_INVALID, "“%s”第 %zu 行起有引号没有配对；请补上右引号",
                       "\"%s\" line %zu opens a quote that is never closed; close it", c->name, c->line);
        if (c->at_end) {
            *stop = i;
            return true;
        }
        size_t read = i - c->start;
        TRY(fill(c, e));
        i = c->start + read;
    }
}

/* Undoes the quotes of a cell in place. */
static Str unquote(char *s, size_t n)
{
    size_t o = 0;

    for (size_t i = 1; i < n; i++) {
        if (s[i] == '"' && (i + 1 >= n || s[++i] != '"'))
            break;
        s[o++] = s[i];
    }
    return (Str){s, o};
}

/* Length of the cell at s, within n bytes. */
static size_t cell_length(const char *s, size_t n, char separator)
{
    size_t i = 0;
    bool quoted = false;

    if (!n || *s != '"') {
        const char *end = memchr(s, separator, n);
        return end ? (size_t)(end - s) : n;
    }
    for (; i < n && (quoted || s[i] != separator); i++)
        quoted ^= s[i] == '"';
    return i;
}

static bool cut(Csv *c, size_t stop, size_t *n_cells, Err *e)
{
    size_t i = c->start, n = 0;

    for (;;) {
        size_t k = cell_length(c->buf + i, stop - i, c->separator);
        if (n == ROW_CELLS_MAX || k > FIELD_MAX)
            return ERR(e, ERR_INVALID, "“%s”第 %zu 行：至多 %d 格，每格至多 %d 字节",
                       "\"%s\" line %zu: at most %d cells of at most %d bytes each", c->name, c->line,
                       ROW_CELLS_MAX, FIELD_MAX);
        Str text = {c->buf + i, k};
        if (k && c->buf[i] == '"')
            text = unquote(c->buf + i, k);
        text = str_trim(text);
        c->cells[n++] = (Cell){.kind = text.n ? CELL_TEXT : CELL_EMPTY, .text = text};
        i += k;
        if (i >= stop)
            break;
        i++;
    }
    *n_cells = n;
    return true;
}

static bool has_text(const Cell *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (cells[i].kind != CELL_EMPTY)
            return true;
    return false;
}

static size_t count_lines(const char *s, size_t n)
{
    size_t lines = 0;

    for (const char *p = s, *end = s + n; (p = memchr(p, '\n', (size_t)(end - p))); p++)
        lines++;
    return lines;
}

/* Steps behind the record that ended at stop and its line break (\n, \r\n or \r). */
static bool step_over(Csv *c, size_t stop, Err *e)
{
    bool carriage = stop < c->end && c->buf[stop] == '\r';

    c->line += stop < c->end;
    c->start = stop < c->end ? stop + 1 : stop;
    if (carriage && c->start == c->end && !c->at_end)
        TRY(fill(c, e));
    if (carriage && c->start < c->end && c->buf[c->start] == '\n')
        c->start++;
    return true;
}

bool csv_next(Csv *c, TableRow *row, bool *more, Err *e)
{
    size_t stop = 0, n = 0;

    for (;;) {
        if (c->pending) {
            TRY(step_over(c, c->pending_stop, e));
            c->pending = false;
        }
        if (c->start == c->end && !c->at_end)
            TRY(fill(c, e));
        *more = c->start < c->end;
        if (!*more)
            return true;
        TRY(find_end(c, &stop, e));
        if (memchr(c->buf + c->start, 0, stop - c->start))
            return ERR(e, ERR_INVALID, "“%s”第 %zu 行含有空字节，不是文本；请另存为 CSV(UTF-8)",
                       "\"%s\" line %zu holds a NUL byte and is no text; save it as CSV (UTF-8)", c->name,
                       c->line);
        if (!c->separator)
            c->separator = guess_separator(c->buf + c->start, stop - c->start);
        c->record++;
        size_t inner = count_lines(c->buf + c->start, stop - c->start);
        TRY(cut(c, stop, &n, e));
        c->line += inner;
        c->pending = true;
        c->pending_stop = stop;
        if (has_text(c->cells, n))
            break;
    }
    *row = (TableRow){.number = c->record, .cells = c->cells, .n = n};
    return true;
}
