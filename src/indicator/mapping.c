#include "indicator/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* ---- rows read ahead ---- */

static HeldRow hold(Arena *a, const TableRow *row)
{
    HeldRow h = {row->number, row->n, NEW_N(a, Cell, row->n ? row->n : 1)};

    for (size_t i = 0; i < row->n; i++) {
        h.cells[i] = row->cells[i];
        h.cells[i].text.s = str_dup(a, row->cells[i].text);
    }
    return h;
}

static bool read_ahead(TableReader *r, Arena *a, Mapping *m, Err *e)
{
    size_t cap = 0;
    TableRow row;
    bool more;

    while (m->n_held < HEADER_ROWS_MAX) {
        TRY(table_next(r, &row, &more, e));
        if (!more)
            return true;
        ARENA_PUSH(a, m->held, m->n_held, cap);
        m->held[m->n_held++] = hold(a, &row);
        if (row.n > m->n)
            m->n = row.n;
    }
    return true;
}

/* ---- which rows are the header ---- */

static bool is_figure(const Cell *c)
{
    Decimal d;
    bool lossy;

    return c->kind == CELL_NUMBER || decimal_parse(c->text, &d, &lossy);
}

static size_t filled(const HeldRow *h)
{
    size_t n = 0;

    for (size_t i = 0; i < h->n; i++)
        n += h->cells[i].text.n > 0 && !(h->cells[i].merged && i && h->cells[i - 1].merged &&
                                         strcmp(h->cells[i].text.s, h->cells[i - 1].text.s) == 0);
    return n;
}

/* A header names things and holds no plain figure. */
static bool is_header(Labels *l, const HeldRow *h)
{
    size_t words = 0;

    for (size_t i = 0; i < h->n; i++) {
        Str s = h->cells[i].text;
        Attrs a = {0};
        Str half = str_of(text_halfwidth(l->arena, s));
        if (!s.n)
            continue;
        if (word_attr(half) != ATTR_NONE) {
            words++;
            continue;
        }
        bool understood = label_read(l, s, &a);
        if (is_figure(&h->cells[i]) && !HAS(&a, ATTR_PERIOD))
            return false;
        words += understood && (a.has & ~(1u << ATTR_AREA)) != 0;
    }
    return words > 0;
}

/* Below 指标, 地区 or 时期 a header has nothing, or (merged) the same again; a row of data has its label. */
static bool is_below(const Mapping *m, size_t header, size_t row, Labels *l)
{
    const HeldRow *h = &m->held[header], *d = &m->held[row];

    for (size_t i = 0; i < h->n && i < d->n; i++) {
        Attr word = word_attr(str_of(text_halfwidth(l->arena, h->cells[i].text)));
        if (word <= ATTR_PERIOD && d->cells[i].text.n && strcmp(h->cells[i].text.s, d->cells[i].text.s) != 0)
            return false;
    }
    return true;
}

/* Sets [from, to) to the rows of the header; rows above are titles. */
static bool find_header(Labels *l, Mapping *m, size_t *from, size_t *to)
{
    size_t i = 0;

    while (i < m->n_held && (filled(&m->held[i]) < 2 || !is_header(l, &m->held[i])))
        i++;
    *from = i;
    while (i < m->n_held && is_header(l, &m->held[i]) &&
           (i == *from || (filled(&m->held[i]) >= 2 && is_below(m, *from, i, l))))
        i++;
    *to = i;
    return *from < m->n_held;
}

/* ---- the columns ---- */

static Str cell_at(const HeldRow *h, size_t col)
{
    return col < h->n ? h->cells[col].text : (Str){"", 0};
}

/* The header's cell above col; an empty one of an upper row belongs to what stands left of it. */
static Str header_cell(const Mapping *m, size_t row, size_t last, size_t col)
{
    Str s = cell_at(&m->held[row], col);

    while (!s.n && row + 1 < last && col > 0)
        s = cell_at(&m->held[row], --col);
    return s;
}

static void read_column(Labels *l, Mapping *m, size_t from, size_t to, size_t col)
{
    Column *c = &m->columns[col];
    Str above = {"", 0};
    bool understood = true;

    c->role = ATTR_NONE;
    c->header = "";
    for (size_t i = from; i < to; i++) {
        Str s = header_cell(m, i, to, col);
        Attr word = word_attr(str_of(text_halfwidth(l->arena, s)));
        if (!s.n || (s.n == above.n && memcmp(s.s, above.s, s.n) == 0))
            continue;
        above = s;
        c->header =
            *c->header ? arena_printf(l->arena, "%s / %.*s", c->header, (int)s.n, s.s) : str_dup(l->arena, s);
        if (word != ATTR_NONE && word != ATTR_FIGURE) {
            c->role = word;
            return;
        }
        understood = label_read(l, s, &c->says) && understood;
    }
    if (*c->header && understood && c->says.has)
        c->role = ATTR_FIGURE;
}

/* A column without a telling header is what its first cells are. */
static void guess_from_cells(Labels *l, Mapping *m, size_t col)
{
    for (size_t i = m->first; i < m->n_held && i < m->first + 8; i++) {
        Attrs a = {0};
        Str s = cell_at(&m->held[i], col);
        if (!s.n || is_figure(&m->held[i].cells[col]) || !label_read(l, s, &a) || !a.has)
            continue;
        m->columns[col].role = HAS(&a, ATTR_INDICATOR) ? ATTR_INDICATOR
                               : HAS(&a, ATTR_AREA)    ? ATTR_AREA
                               : HAS(&a, ATTR_PERIOD)  ? ATTR_PERIOD
                                                       : ATTR_NONE;
        return;
    }
}

static bool holds_figures(const Mapping *m, size_t col)
{
    for (size_t i = m->first; i < m->n_held; i++)
        if (col < m->held[i].n && m->held[i].cells[col].text.n && is_figure(&m->held[i].cells[col]))
            return true;
    return false;
}

/* ---- what the caller gives ---- */

/* Column of "C", "5" or a header text; 0 when there is none. */
static size_t column_named(const Mapping *m, const char *name)
{
    char letters[16];

    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->columns[i].header, name) == 0)
            return i + 1;
    for (size_t i = 0; i < m->n; i++)
        if (strcasecmp(column_letters(i + 1, letters), name) == 0)
            return i + 1;
    size_t number = strtoul(name, NULL, 10);
    return number <= m->n ? number : 0;
}

static bool map_role(Labels *l, Column *c, const char *is, Err *e)
{
    for (int a = 0; a <= ATTR_IGNORE; a++)
        if (a != ATTRS && strcmp(is, attr_code((Attr)a)) == 0) {
            c->role = (Attr)a;
            return true;
        }
    c->role = ATTR_FIGURE;
    c->says = (Attrs){0};
    while (*is) {
        size_t n = strcspn(is, ":");
        Str part = {is, n};
        if (!label_read(l, part, &c->says))
            return ERR(e, ERR_INVALID, "--map 里的“%.*s”既不是指标、度量、口径，也不是时期和地区",
                       "\"%.*s\" in --map is no indicator, measure, basis, period or area", (int)n, is);
        is += n + (is[n] == ':');
    }
    return true;
}

static bool apply_maps(Labels *l, const MappingSpec *spec, Mapping *m, Err *e)
{
    for (size_t i = 0; i < spec->n_maps; i++) {
        const char *equals = strchr(spec->maps[i], '=');
        if (!equals)
            return ERR(e, ERR_INVALID, "--map “%s”缺少等号；应如 C=IVA:yoy 或 名称=area",
                       "--map \"%s\" has no equals sign; expected C=IVA:yoy or Name=area", spec->maps[i]);
        const char *name = arena_strndup(l->arena, spec->maps[i], (size_t)(equals - spec->maps[i]));
        size_t col = column_named(m, name);
        if (!col)
            return ERR(e, ERR_NOT_FOUND, "--map：表里没有列“%s”", "--map: the sheet has no column \"%s\"",
                       name);
        TRY(map_role(l, &m->columns[col - 1], equals + 1, e));
    }
    return true;
}

/* ---- all together ---- */

static void tell_unknown(Labels *l, const Mapping *m, size_t header_row, size_t col, Findings *fs)
{
    const Column *c = &m->columns[col];
    Place at = {header_row, col + 1};
    Err e = {.lang = fs->lang};
    const Indicator *none;

    if (!holds_figures(m, col)) {
        if (*c->header)
            FINDING(fs, FLAG, at, "unused-column", c->header, "这一列没有用到", "this column was not used");
        return;
    }
    bool known = catalogue_find(l->catalogue, str_of(c->header), &none, &e);
    FINDING(fs, FAULT, at, "unknown-column", c->header,
            "不知道这一列数据是什么（%s）；可用 --map %s=指标：度量 指明，或 --map %s=ignore 不用它",
            "cannot tell what the figures of this column are (%s); say it with --map %s=INDICATOR:MEASURE or "
            "leave it out with --map %s=ignore",
            known ? c->header : e.msg, column_letters(col + 1, (char[16]){0}),
            column_letters(col + 1, (char[16]){0}));
}

static bool has_role(const Mapping *m, Attr role)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->columns[i].role == role)
            return true;
    return false;
}

bool mapping_guess(TableReader *r, Labels *l, const MappingSpec *spec, Findings *fs, Mapping *out, Err *e)
{
    size_t from, to;
    Attrs title = {0};

    *out = (Mapping){.base = spec->given};
    TRY(read_ahead(r, l->arena, out, e));
    if (!out->n_held)
        return true;
    if (HAS(&spec->given, ATTR_PERIOD))
        l->year = spec->given.period.year;
    if (!find_header(l, out, &from, &to)) {
        FINDING(
            fs, FAULT, ((Place){out->held[0].number, 0}), "no-header", "",
            "前 %d 行里没有认得出的表头；表头应写指标、地区、时期等列名",
            "no header was recognised in the first %d rows; it must name columns such as indicator, area, "
            "period",
            HEADER_ROWS_MAX);
        return true;
    }
    for (size_t i = 0; i < from; i++)
        for (size_t j = 0; j < out->held[i].n; j++)
            label_read_title(l, out->held[i].cells[j].text, &title);
    attrs_lay(&title, &spec->given);
    out->base = title;
    out->first = to;
    out->columns = NEW_N(l->arena, Column, out->n);
    for (size_t i = 0; i < out->n; i++)
        read_column(l, out, from, to, i);
    for (size_t i = 0; i < out->n; i++)
        if (out->columns[i].role == ATTR_NONE)
            guess_from_cells(l, out, i);
    TRY(apply_maps(l, spec, out, e));
    for (size_t i = 0; i < out->n; i++)
        if (out->columns[i].role == ATTR_NONE)
            tell_unknown(l, out, out->held[to - 1].number, i, fs);
    if (!has_role(out, ATTR_FIGURE))
        FINDING(fs, FAULT, ((Place){out->held[from].number, 0}), "no-figures", "",
                "没有找到数据列；长表的数据列应名为 value",
                "no column of figures was found; in a long sheet it is "
                "called value");
    return true;
}

void mapping_text(const Mapping *m, Lang lang, Buf *out)
{
    char letters[16], period[PERIOD_TEXT_MAX];

    for (size_t i = 0; i < m->n; i++) {
        const Column *c = &m->columns[i];
        const Attrs *a = &c->says;
        buf_printf(out, "%s %s → ", column_letters(i + 1, letters), c->header);
        if (c->role != ATTR_FIGURE) {
            buf_printf(out, "%s\n", c->role == ATTR_NONE ? "?" : attr_name(c->role, lang));
            continue;
        }
        buf_str(out, attr_name(ATTR_FIGURE, lang));
        if (HAS(a, ATTR_INDICATOR))
            buf_printf(out, " %s", indicator_name(a->indicator, lang));
        if (HAS(a, ATTR_AREA))
            buf_printf(out, " %s", area_name(a->area, lang));
        if (HAS(a, ATTR_PERIOD)) {
            period_text(a->period, period);
            buf_printf(out, " %s", period);
        }
        if (HAS(a, ATTR_BASIS))
            buf_printf(out, " %s", basis_name(a->basis, lang));
        if (HAS(a, ATTR_MEASURE))
            buf_printf(out, " %s", measure_name(a->measure, lang));
        if (HAS(a, ATTR_UNIT))
            buf_printf(out, " (%.*s)", (int)a->unit.n, a->unit.s);
        buf_char(out, '\n');
    }
}
