/* A file becomes rows of one of the tables: its header is found and read in either language, names of areas,
 * departments and leaders become codes, words become choices. */
#include <string.h>

#include "base/limits.h"
#include "project/intake.h"

enum { SHOWN_COLUMNS = 8 };

typedef struct Lines {
    TableRow *rows;
    size_t n, cap;
} Lines;

static TableRow copy_row(Arena *a, const TableRow *row)
{
    Cell *cells = NEW_N(a, Cell, row->n + 1);

    for (size_t i = 0; i < row->n; i++) {
        cells[i] = row->cells[i];
        cells[i].text = str_of(str_dup(a, row->cells[i].text));
    }
    return (TableRow){row->number, cells, row->n};
}

static bool read_lines(const ProjectIntake *w, TableReader *t, Lines *out, Err *e)
{
    TableRow row;
    bool more;

    for (;;) {
        TRY(table_next(t, &row, &more, e));
        if (!more)
            return true;
        if (out->n > CITY_ROWS_MAX)
            return ERR(e, ERR_INVALID, "“%s”超过 %d 行", "\"%s\" has more than %d rows",
                       w->out->findings.file, CITY_ROWS_MAX);
        ARENA_PUSH(w->arena, out->rows, out->n, out->cap);
        out->rows[out->n++] = copy_row(w->arena, &row);
    }
}

/* The header's row among the first; PROJECT_KINDS when none is one. */
static ProjectKind find_header(const ProjectIntake *w, const Lines *lines, size_t *at)
{
    for (*at = 0; *at < lines->n && *at < HEADER_ROWS_MAX; ++*at) {
        ProjectKind k = project_kind_of(w->tables, &w->stages, &lines->rows[*at], w->arena);
        if (k < PROJECT_KINDS)
            return k;
    }
    return PROJECT_KINDS;
}

/* A copy of the header in the table's own names; empty cells at its end are left out. */
static TableRow name_columns(const ProjectIntake *w, const CityTable *t, const TableRow *header, size_t *to)
{
    Cell *cells = NEW_N(w->arena, Cell, header->n + 1);
    size_t n = 0;

    for (size_t i = 0; i < header->n; i++) {
        to[i] = project_column(t, &w->stages, header->cells[i].text, w->arena);
        cells[i] = header->cells[i];
        if (to[i] < t->n)
            cells[i].text = str_of(t->columns[to[i]].name);
        if (cells[i].text.n)
            n = i + 1;
    }
    return (TableRow){header->number, cells, n};
}

/* ---- words of a cell ---- */

static const char *area_code(const ProjectIntake *w, Str text)
{
    const Area *area;
    Err e = {.lang = LANG_ZH};

    return city_find_area(&w->city, text, &area, &e) ? area->code : NULL;
}

/* By code, name or alias. */
static const char *department_code(const ProjectIntake *w, Str text)
{
    const Records *d = &w->departments;
    const char **aliases;
    Unit u;
    Err e = {.lang = LANG_ZH};

    if (unit_find(&w->city, text, &u, &e))
        return u.department ? u.department->code : NULL;
    for (size_t i = 0; i < d->n; i++) {
        size_t n = text_split(w->arena, RECORD(d, i, "aliases"), &aliases);
        for (size_t k = 0; k < n; k++)
            if (str_eq(text, aliases[k]))
                return RECORD(d, i, "code");
    }
    return NULL;
}

static const char *leader_code(const ProjectIntake *w, Str text)
{
    for (size_t i = 0; i < w->city.n_leaders; i++)
        if (str_eq(text, w->city.leaders[i].title_zh) || str_eq(text, w->city.leaders[i].title_en))
            return w->city.leaders[i].code;
    return NULL;
}

/* The code that the cell's word stands for; NULL: it stands for itself. */
static const char *code_of(const ProjectIntake *w, const CityColumn *c, Str text)
{
    if (!text.n)
        return NULL;
    if (c->rule == RULE_CHOICE)
        return choice_code(text);
    if (c->rule != RULE_CODE || !c->refers)
        return NULL;
    if (strcmp(c->refers, "areas") == 0)
        return area_code(w, text);
    return strcmp(c->refers, "departments") == 0 ? department_code(w, text) : leader_code(w, text);
}

static void code_cells(const ProjectIntake *w, const CityTable *t, const size_t *to, size_t n, TableRow *row)
{
    Cell *cells = NEW_N(w->arena, Cell, row->n + 1);

    memcpy(cells, row->cells, row->n * sizeof *cells);
    for (size_t i = 0; i < row->n && i < n; i++) {
        const char *code = to[i] < t->n ? code_of(w, &t->columns[to[i]], cells[i].text) : NULL;
        if (code)
            cells[i].text = str_of(code);
    }
    row->cells = cells;
}

static bool read_table(ProjectIntake *w, Lines *lines, size_t header, ProjectRead *out, Err *e)
{
    const CityTable *t = w->tables[out->kind];
    size_t n = lines->rows[header].n, *to = NEW_N(w->arena, size_t, n + 1);
    AUTO(table_close) TableReader *again = NULL;

    lines->rows[header] = name_columns(w, t, &lines->rows[header], to);
    for (size_t i = header + 1; i < lines->n; i++)
        code_cells(w, t, to, n, &lines->rows[i]);
    return table_open_rows(out->name, lines->rows + header, lines->n - header, &again, e) &&
           table_select(again, 0, e) && records_read(again, t, &w->out->findings, w->arena, &out->rows, e);
}

static void no_table(ProjectIntake *w, const Lines *lines)
{
    const char *found = "";

    for (size_t i = 0; lines->n && i < lines->rows[0].n && i < SHOWN_COLUMNS; i++)
        found = arena_printf(w->arena, "%s%s%s", found, i ? "," : "", lines->rows[0].cells[i].text.s);
    FINDING(&w->out->findings, FAULT, ((Place){lines->n ? lines->rows[0].number : 1, 0}), "unknown-table",
            found,
            "看不出是哪张表；登记表要有项目代码、项目名称、项目类别等列，月报要有项目代码、月份、本月完成投资"
            "等列，"
            "qingyu project template 可写出空表",
            "no table is recognised; a register names code, name, class and so on, a report code, month, "
            "invested; qingyu project template writes an empty one");
}

bool project_read(ProjectIntake *w, TableReader *t, ProjectRead *out, Err *e)
{
    Lines first = {0};
    size_t n = table_sheets(t), header = 0;

    out->kind = PROJECT_KINDS;
    for (size_t i = 0; i < n && out->kind == PROJECT_KINDS; i++) {
        Lines lines = {0};
        TRY(table_select(t, i, e) && read_lines(w, t, &lines, e));
        out->kind = find_header(w, &lines, &header);
        if (!i || out->kind < PROJECT_KINDS)
            first = lines;
    }
    snprintf(out->sha256, sizeof out->sha256, "%s", table_sha256(t));
    if (out->kind < PROJECT_KINDS && first.rows && first.n > header)
        return read_table(w, &first, header, out, e);
    no_table(w, &first);
    return true;
}
