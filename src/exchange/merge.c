#include "exchange/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

enum { WHOLE_MAX = 1024 }; /* cells of a range that is filled even beyond what the sheet uses */

bool merges_add(Merges *m, Range r)
{
    if (m->n == XLSX_MERGES_MAX)
        return false;
    ARENA_PUSH(m->arena, m->items, m->n, m->cap);
    m->items[m->n++] = r;
    return true;
}

static int by_place(const void *a, const void *b)
{
    const Range *x = a, *y = b;

    if (x->row1 != y->row1)
        return x->row1 < y->row1 ? -1 : 1;
    return (x->col1 > y->col1) - (x->col1 < y->col1);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t merges_settle(Merges *m, size_t last_row, size_t last_col)
{
    size_t kept = 0, cells = 0;

    for (size_t i = 0; i < m->n; i++) {
        Range r = m->items[i];
        if ((r.row2 - r.row1 + 1) * (r.col2 - r.col1 + 1) > WHOLE_MAX) {
            r.row2 = least(r.row2, last_row);
            r.col2 = least(r.col2, last_col);
        }
        r.col2 = least(r.col2, ROW_CELLS_MAX);
        if (r.row1 > r.row2 || r.col1 > r.col2)
            continue;
        cells += (r.row2 - r.row1 + 1) * (r.col2 - r.col1 + 1);
        m->items[kept++] = r;
    }
    m->n = kept;
    if (kept)
        qsort(m->items, kept, sizeof *m->items, by_place);
    m->active = NEW_N(m->arena, size_t, kept + 1);
    return cells;
}

/* Takes up the ranges that begin in this row and drops those that ended above it. */
static bool step(Merges *m, size_t row, const Cell *cells, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < m->n_active; i++)
        if (m->items[m->active[i]].row2 >= row)
            m->active[kept++] = m->active[i];
    m->n_active = kept;
    for (; m->next < m->n && m->items[m->next].row1 <= row; m->next++) {
        Range *r = &m->items[m->next];
        if (r->row1 < row || r->col1 > n || cells[r->col1 - 1].kind == CELL_EMPTY)
            continue;
        r->cell = cells[r->col1 - 1];
        m->bytes += r->cell.text.n;
        if (m->bytes > XLSX_MERGED_BYTES_MAX)
            return false;
        r->cell.text.s = str_dup(m->arena, r->cell.text);
        r->cell.merged = true;
        m->active[m->n_active++] = m->next;
    }
    return true;
}

bool merges_fill(Merges *m, size_t row, Cell *cells, size_t *n)
{
    if (!step(m, row, cells, *n))
        return false;
    for (size_t i = 0; i < m->n_active; i++) {
        const Range *r = &m->items[m->active[i]];
        for (; *n < r->col2; (*n)++)
            cells[*n] = (Cell){0};
        for (size_t c = r->col1; c <= r->col2; c++)
            cells[c - 1] = r->cell;
    }
    return true;
}

size_t merges_next_row(const Merges *m, size_t from)
{
    for (size_t i = 0; i < m->n_active; i++)
        if (m->items[m->active[i]].row2 >= from)
            return from;
    return SIZE_MAX;
}
