#include "exchange/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/merge.h"
#include "exchange/value.h"

/* How <c t="..."> says what <v> is. */
typedef enum CellType {
    TYPE_NUMBER,
    TYPE_SHARED,
    TYPE_INLINE,
    TYPE_TEXT,
    TYPE_BOOL,
    TYPE_ERROR,
    TYPE_DATE,
} CellType;

struct Sheet {
    SheetSource from;
    Xml *xml;
    Arena *arena;     /* of the sheet: its merged ranges */
    Arena *row_arena; /* of the row in cells */
    Merges merges;
    size_t n_cells, cells_max, last_row, last_col;
    bool survey; /* the first reading, which counts and keeps nothing but the merged ranges */
    bool ended;

    /* where the reading is; rows and columns from 1 */
    bool in_data, in_row, in_cell, in_v, in_is, in_f;
    bool row_named; /* the row's number is known, from itself or from a cell */
    size_t row, col;
    CellType type;
    NumberFormat format;
    bool has_v, has_f;
    Buf value, formula;
    RichText rich;
    size_t row_bytes;

    bool parsed;     /* cells hold a row that was not handed out */
    size_t emitted;  /* the last row handed out or found empty */
    size_t n, n_gap; /* cells in use */
    Cell cells[ROW_CELLS_MAX];
    Cell gap[ROW_CELLS_MAX]; /* a row that only merged ranges reach */
};

/* ---- sentences ---- */

/* Column letters and row: "B2". */
static void cell_name(size_t row, size_t col, char out[32])
{
    char letters[8];
    size_t i = sizeof letters - 1;

    letters[i] = '\0';
    for (; col && i; col = (col - 1) / 26)
        letters[--i] = (char)('A' + (col - 1) % 26);
    snprintf(out, 32, "%s%zu", letters + i, row);
}

static bool bad_cell(const Sheet *s, Err *e, const char *zh, const char *en)
{
    char place[32];

    cell_name(s->row, s->col, place);
    return ERR(e, ERR_INVALID, "“%s”的表“%s”（%s）%s：%s", "\"%s\", sheet \"%s\" (%s), %s: %s",
               zip_name(s->from.zip), s->from.title, zip_entry(s->from.zip), place, TEXT(e->lang, zh, en));
}

static bool bad_sheet(const Sheet *s, Err *e, const char *zh, const char *en)
{
    return ERR(e, ERR_INVALID, "“%s”的表“%s”（%s）：%s", "\"%s\", sheet \"%s\" (%s): %s",
               zip_name(s->from.zip), s->from.title, zip_entry(s->from.zip), TEXT(e->lang, zh, en));
}

static bool too_many_cells(const Sheet *s, Err *e)
{
    return ERR(e, ERR_INVALID, "“%s”读到表“%s”时单元格已超过 %d 个；请分成几个文件",
               "\"%1$s\" holds more than %3$d cells by sheet \"%2$s\"; split the file", zip_name(s->from.zip),
               s->from.title, XLSX_CELLS_MAX);
}

/* ---- places ---- */

/* Reads letters and digits such as B2; a missing half stays 0. The place behind them; NULL when too large. */
static const char *read_ref(const char *p, size_t *row, size_t *col)
{
    for (*col = 0; (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z'); p++)
        if ((*col = *col * 26 + (size_t)((*p & 31))) > 20000)
            return NULL;
    for (*row = 0; *p >= '0' && *p <= '9'; p++)
        if ((*row = *row * 10 + (size_t)(*p - '0')) > XLSX_ROWS_MAX)
            return NULL;
    return p;
}

static bool start_row(Sheet *s, const char **atts, Err *e)
{
    const char *r = xml_attribute(atts, "r");
    size_t row = s->row + 1, col = 0, last = s->row;

    s->in_row = true;
    s->row_named = r != NULL;
    s->col = 0;
    s->n = 0;
    s->row_bytes = 0;
    if (!s->survey)
        arena_reset(s->row_arena);
    const char *end = r ? read_ref(r, &row, &col) : "";
    if (!end || *end || col || row > XLSX_ROWS_MAX)
        return bad_sheet(
            s, e, "行号不对或超过 1048576；请用 Excel 或 WPS 打开后另存",
            "a row number is wrong or beyond 1048576; open the file in Excel or WPS and save it anew");
    s->row = row;
    if (row <= last)
        return bad_sheet(s, e, "行的次序乱了；请用 Excel 或 WPS 打开后另存",
                         "its rows are out of order; open the file in Excel or WPS and save it anew");
    return true;
}

static CellType type_of(const char *t)
{
    static const struct {
        const char *name;
        CellType type;
    } types[] = {{"s", TYPE_SHARED}, {"inlineStr", TYPE_INLINE}, {"str", TYPE_TEXT},
                 {"b", TYPE_BOOL},   {"e", TYPE_ERROR},          {"d", TYPE_DATE}};

    for (size_t i = 0; t && i < COUNT(types); i++)
        if (strcmp(t, types[i].name) == 0)
            return types[i].type;
    return TYPE_NUMBER;
}

static bool start_cell(Sheet *s, const char **atts, Err *e)
{
    const char *r = xml_attribute(atts, "r"), *style = xml_attribute(atts, "s");
    size_t row = 0, col = s->col + 1, index = style ? strtoul(style, NULL, 10) : 0;

    s->in_cell = true;
    s->in_v = s->in_is = s->in_f = s->has_v = s->has_f = false;
    s->type = type_of(xml_attribute(atts, "t"));
    s->format = index < s->from.styles->n ? (NumberFormat)s->from.styles->formats[index] : FORMAT_PLAIN;
    buf_clear(&s->value);
    buf_clear(&s->formula);
    rich_begin(&s->rich);
    const char *end = r ? read_ref(r, &row, &col) : "";
    if (!end || *end || !col || (r && !row))
        return bad_sheet(s, e, "有单元格的地址不对；请用 Excel 或 WPS 打开后另存",
                         "the address of a cell is wrong; open the file in Excel or WPS and save it anew");
    /* Some writers number the cells but not the rows. */
    if (!s->row_named && row > s->row)
        s->row = row;
    s->row_named = true;
    s->col = col;
    return true;
}

static bool add_merge(Sheet *s, const char *ref, Err *e)
{
    Range r = {0};
    const char *p = ref ? read_ref(ref, &r.row1, &r.col1) : NULL;
    const char *end = p && *p == ':' ? read_ref(p + 1, &r.row2, &r.col2) : NULL;

    if (p && !*p)
        return true; /* one cell */
    if (!end || *end || !r.row1 || !r.col1 || r.row2 < r.row1 || r.col2 < r.col1)
        return bad_sheet(
            s, e, "有合并区域的地址不对；请用 Excel 或 WPS 打开后另存",
            "the address of a merged range is wrong; open the file in Excel or WPS and save it anew");
    return merges_add(&s->merges, r) || bad_sheet(s, e, "合并区域超过 65536 个；请取消合并",
                                                  "it has more than 65536 merged ranges; unmerge them");
}

/* ---- cells ---- */

static bool keep_text(Sheet *s, Str text, Str *out, Err *e)
{
    s->row_bytes += text.n;
    if (s->row_bytes > XLSX_ROW_BYTES_MAX)
        return bad_cell(s, e, "这一行的文字超过 8 MiB", "the texts of this row exceed 8 MiB");
    *out = (Str){str_dup(s->row_arena, text), text.n};
    return true;
}

static bool too_long(const Sheet *s, Err *e)
{
    return bad_cell(s, e, "这一格超过 64 KiB；请缩短", "the cell is longer than 64 KiB; shorten it");
}

static bool shared_text(Sheet *s, Cell *c, Err *e)
{
    const char *text = buf_cstr(&s->value);
    char *end = NULL;
    unsigned long i = strtoul(text, &end, 10);

    if (!*text)
        return true;
    if (*text < '0' || *text > '9' || *end || i >= s->from.strings->n)
        return bad_cell(
            s, e, "指向不存在的共享文字；请用 Excel 或 WPS 打开后另存",
            "it points at a shared text that is not there; open the file in Excel or WPS and save it "
            "anew");
    if (!s->from.strings->items[i].s)
        return too_long(s, e);
    c->text = s->from.strings->items[i];
    c->kind = c->text.n ? CELL_TEXT : CELL_EMPTY;
    return true;
}

/* The text of <v> as a cell of any type but shared and inline. */
static bool plain_value(Sheet *s, Str v, Cell *c, Err *e)
{
    c->kind = CELL_TEXT;
    c->text = v;
    if (s->type == TYPE_NUMBER) {
        value_cell(v, s->format, s->from.from_1904, s->row_arena, c);
    } else if (s->type == TYPE_DATE) {
        value_iso_date(v, s->row_arena, c);
    } else if (s->type == TYPE_ERROR) {
        c->kind = CELL_ERROR;
    } else if (s->type == TYPE_BOOL) {
        c->kind = CELL_BOOL;
        c->text = v.n && (v.s[0] == '1' || v.s[0] == 't') ? STR("TRUE") : STR("FALSE");
        return true;
    }
    return c->text.s != v.s || keep_text(s, v, &c->text, e);
}

/* A formula that was never computed must not pass for an empty cell: it shows itself. */
static bool uncomputed(Sheet *s, Cell *c, Err *e)
{
    Str text = {"=", 1};

    if (buf_ok(&s->formula) && s->formula.n > 1)
        text = (Str){s->formula.s, s->formula.n};
    c->kind = CELL_ERROR;
    return keep_text(s, text, &c->text, e);
}

static bool make_cell(Sheet *s, Cell *c, Err *e)
{
    Str v;

    if (s->type == TYPE_INLINE && !s->has_v) {
        if (!rich_done(&s->rich, &v))
            return too_long(s, e);
        c->kind = v.n ? CELL_TEXT : CELL_EMPTY;
        return keep_text(s, v, &c->text, e);
    }
    if (!buf_ok(&s->value))
        return too_long(s, e);
    if (s->type == TYPE_SHARED)
        return shared_text(s, c, e);
    if (s->value.n && (s->type == TYPE_TEXT || s->type == TYPE_INLINE))
        s->value.n = xstring_decode(s->value.s, s->value.n);
    v = str_trim((Str){buf_cstr(&s->value), s->value.n});
    if (v.n > FIELD_MAX)
        return too_long(s, e);
    if (v.n)
        return plain_value(s, v, c, e);
    return s->type != TYPE_NUMBER || !s->has_f || s->has_v || uncomputed(s, c, e);
}

/* Puts the cell into its row; in the survey, counts it. */
static bool end_cell(Sheet *s, Err *e)
{
    Cell c = {0};

    s->in_cell = false;
    if (s->survey) {
        if (!s->value.n && !(s->type == TYPE_INLINE && s->rich.buf.n) && !s->has_f)
            return true;
        if (++s->n_cells > s->cells_max)
            return too_many_cells(s, e);
        if (s->col > ROW_CELLS_MAX)
            return bad_cell(s, e, "列数太多，至多 4096 列；请把列改成行",
                            "too many columns, at most 4096 are read; turn columns into rows");
        s->last_row = s->row;
        s->last_col = s->col > s->last_col ? s->col : s->last_col;
        return true;
    }
    TRY(make_cell(s, &c, e));
    if (c.kind == CELL_EMPTY || s->col > ROW_CELLS_MAX)
        return true;
    for (; s->n < s->col; s->n++)
        s->cells[s->n] = (Cell){0};
    s->cells[s->col - 1] = c;
    return true;
}

/* ---- events ---- */

static bool on_start(void *self, const char *name, const char **atts, Err *e)
{
    Sheet *s = self;

    if (!s->in_data) {
        s->in_data = strcmp(name, "sheetData") == 0;
        return !s->survey || strcmp(name, "mergeCell") != 0 || add_merge(s, xml_attribute(atts, "ref"), e);
    }
    if (!s->in_row)
        return strcmp(name, "row") != 0 || start_row(s, atts, e);
    if (!s->in_cell)
        return strcmp(name, "c") != 0 || start_cell(s, atts, e);
    if (s->in_is) {
        rich_start(&s->rich, name, xml_preserves(s->xml));
    } else if (strcmp(name, "v") == 0) {
        s->in_v = s->has_v = true;
    } else if (strcmp(name, "f") == 0) {
        s->in_f = s->has_f = true;
        buf_clear(&s->formula);
        buf_char(&s->formula, '=');
    } else if (strcmp(name, "is") == 0) {
        s->in_is = true;
        s->type = TYPE_INLINE; /* also where t= was forgotten */
    }
    return true;
}

static bool on_end(void *self, const char *name, Err *e)
{
    Sheet *s = self;

    if (s->in_is) {
        rich_end(&s->rich, name);
        s->in_is = strcmp(name, "is") != 0;
    } else if (s->in_cell) {
        s->in_v &= strcmp(name, "v") != 0;
        s->in_f &= strcmp(name, "f") != 0;
        return strcmp(name, "c") != 0 || end_cell(s, e);
    } else if (s->in_row && strcmp(name, "row") == 0) {
        s->in_row = false;
        s->parsed = !s->survey;
        if (s->parsed)
            xml_pause(s->xml);
    } else if (!s->in_row && strcmp(name, "sheetData") == 0) {
        s->in_data = false;
    }
    return true;
}

static bool on_text(void *self, const char *text, size_t n, Err *e)
{
    Sheet *s = self;

    (void)e;
    if (s->in_is)
        rich_add(&s->rich, text, n);
    else if (s->in_v)
        buf_add(&s->value, text, n);
    else if (s->in_f)
        buf_add(&s->formula, text, n);
    return true;
}

/* ---- the sheet ---- */

static const XmlHandlers handlers = {on_start, on_end, on_text};

/* Starts a reading at the head of the entry. */
static bool begin(Sheet *s, bool survey, Err *e)
{
    xml_free(&s->xml);
    s->survey = survey;
    s->in_data = s->in_row = s->in_cell = false;
    s->row = s->col = 0;
    return xml_open(s->from.zip, s->from.entry, &handlers, s, &s->xml, e);
}

static bool survey(Sheet *s, Err *e)
{
    bool done = false;

    TRY(begin(s, true, e));
    TRY(xml_run(s->xml, &done, e));
    s->n_cells += merges_settle(&s->merges, s->last_row, s->last_col);
    return s->n_cells <= s->cells_max || too_many_cells(s, e);
}

bool sheet_open(const SheetSource *source, size_t cells_max, Sheet **out, Err *e)
{
    Sheet *s = calloc(1, sizeof *s);

    if (!s)
        abort();
    s->from = *source;
    s->cells_max = cells_max;
    s->arena = arena_new();
    s->row_arena = arena_new();
    s->merges.arena = s->arena;
    s->value = buf_new((size_t)FIELD_MAX * 2);
    s->formula = buf_new(FIELD_MAX);
    s->rich = rich_new();
    if (!survey(s, e) || !begin(s, false, e)) {
        sheet_close(&s);
        return false;
    }
    *out = s;
    return true;
}

void sheet_close(Sheet **s)
{
    if (!*s)
        return;
    xml_free(&(*s)->xml);
    rich_free(&(*s)->rich);
    buf_free(&(*s)->value);
    buf_free(&(*s)->formula);
    arena_free(&(*s)->arena);
    arena_free(&(*s)->row_arena);
    free(*s);
    *s = NULL;
}

size_t sheet_cells(const Sheet *s)
{
    return s->n_cells;
}

static bool too_much_merged(const Sheet *s, Err *e)
{
    return bad_sheet(s, e, "合并单元格里的文字超过 8 MiB；请取消合并",
                     "its merged cells hold more than 8 MiB of text; unmerge them");
}

bool sheet_next(Sheet *s, TableRow *row, bool *more, Err *e)
{
    for (;;) {
        if (!s->parsed && !s->ended)
            TRY(xml_run(s->xml, &s->ended, e));
        size_t limit = s->parsed ? s->row : SIZE_MAX, gap = merges_next_row(&s->merges, s->emitted + 1);
        if (gap < limit) {
            s->n_gap = 0;
            if (!merges_fill(&s->merges, gap, s->gap, &s->n_gap))
                return too_much_merged(s, e);
            s->emitted = gap;
            *row = (TableRow){.number = gap, .cells = s->gap, .n = s->n_gap};
            *more = true;
            return true;
        }
        *more = s->parsed;
        if (!s->parsed)
            return true;
        if (!merges_fill(&s->merges, s->row, s->cells, &s->n))
            return too_much_merged(s, e);
        s->emitted = s->row;
        s->parsed = false;
        if (s->n) {
            *row = (TableRow){.number = s->row, .cells = s->cells, .n = s->n};
            return true;
        }
    }
}

long long sheet_done(const Sheet *s)
{
    return xml_done(s->xml);
}
