/* A workbook for owners to fill: new projects of a class, or a month's reports. Its columns are those that
 * import reads; grey cells are given. */
#include <math.h>
#include <string.h>

#include "view/project.h"
#include "view/workbook.h"

enum { EMPTY_ROWS = 20, NARROW = 13, WIDE = 28 };

typedef struct Sheet {
    const Viewer *v;
    const ProjectForm *form;
    const CityTable *table;
    size_t *columns; /* [n] of the table, in the order of the sheet */
    size_t n;
} Sheet;

static XlsxCell text(XlsxLook look, const char *s)
{
    return (XlsxCell){.look = look, .text = s};
}

static bool is(const Sheet *s, size_t i, const char *name)
{
    return strcmp(s->table->columns[s->columns[i]].name, name) == 0;
}

static bool is_wide(const Sheet *s, size_t i)
{
    static const char *const wide[] = {"name", "owner", "progress", "difficulty", "needs", "reason"};

    for (size_t k = 0; k < COUNT(wide); k++)
        if (is(s, i, wide[k]))
            return true;
    return false;
}

/* The columns that a form of the class has: the code, the name beside it, then the rest. */
static void choose_columns(Sheet *s)
{
    const ProjectForm *f = s->form;

    s->columns = NEW_N(s->v->arena, size_t, s->table->n + 1);
    s->columns[s->n++] = records_column(s->table, "code");
    s->columns[s->n++] = records_column(s->table, "name");
    for (size_t j = 0; j < s->table->n; j++) {
        const char *name = s->table->columns[j].name;
        bool passed = strcmp(name, "code") == 0 || strcmp(name, "name") == 0 || strcmp(name, "no") == 0 ||
                      strcmp(name, "known_on") == 0;
        if (!passed && project_column_is_of(s->table, j, f->stages, f->of))
            s->columns[s->n++] = j;
    }
}

static bool write_head(const Sheet *s, XlsxOut *x, Err *e)
{
    const ProjectForm *f = s->form;
    Lang lang = s->v->lang;
    XlsxCell *cells = NEW_N(s->v->arena, XlsxCell, s->n);
    const char *of = project_class_name(f->of, lang);
    const char *title =
        f->month.year
            ? arena_printf(s->v->arena, TEXT(lang, "%s项目月报 %s", "Monthly reports of %s projects, %s"), of,
                           show_period(s->v->arena, f->month))
            : arena_printf(s->v->arena, TEXT(lang, "%s项目登记表", "Register of %s projects"), of);
    XlsxCell head = text(XLSX_TITLE, title),
             hint = text(
                 XLSX_HINT,
                 TEXT(
                     lang,
                     "投资单位：万元。日期如 2021-03-15；多项用 ; 隔开。不改列名，没有的留空；更正写明理由。",
                     "Money in 10,000 yuan. Dates as 2021-03-15; several things are separated by ;. Keep "
                     "the column names, leave empty what there is not; a correction needs its reason."));

    for (size_t i = 0; i < s->n; i++) {
        xlsx_out_column(x, i, is_wide(s, i) ? WIDE : NARROW, false);
        cells[i] =
            text(XLSX_HEAD, project_column_name(s->table, s->columns[i], f->stages, s->v->arena, lang));
    }
    xlsx_out_freeze(x, 3, 2);
    return xlsx_out_cells(x, &head, 1, e) && xlsx_out_cells(x, &hint, 1, e) &&
           xlsx_out_cells(x, cells, s->n, e);
}

static bool write_empty(const Sheet *s, XlsxOut *x, Err *e)
{
    XlsxCell *cells = NEW_N(s->v->arena, XlsxCell, s->n);

    for (size_t i = 0; i < s->n; i++)
        cells[i] = text(XLSX_FILL, "");
    for (size_t k = 0; k < EMPTY_ROWS; k++)
        TRY(xlsx_out_cells(x, cells, s->n, e));
    return true;
}

static bool write_project(const Sheet *s, const BoardProject *p, XlsxOut *x, Err *e)
{
    XlsxCell *cells = NEW_N(s->v->arena, XlsxCell, s->n);

    for (size_t i = 0; i < s->n; i++) {
        cells[i] = text(XLSX_FILL, "");
        if (is(s, i, "code"))
            cells[i] = text(XLSX_GREY, p->code);
        else if (is(s, i, "name"))
            cells[i] = text(XLSX_GREY, p->name);
        else if (is(s, i, "month"))
            cells[i] = text(XLSX_GREY, show_period(s->v->arena, s->form->month));
    }
    return xlsx_out_cells(x, cells, s->n, e);
}

static bool write_sheet(void *sheet, XlsxOut *x, Err *e)
{
    const Sheet *s = sheet;
    const ProjectForm *f = s->form;

    TRY(write_head(s, x, e));
    if (!f->month.year)
        return write_empty(s, x, e);
    for (size_t i = 0; i < f->board->n; i++)
        if (f->board->projects[i].of == f->of && !f->board->projects[i].end)
            TRY(write_project(s, &f->board->projects[i], x, e));
    return true;
}

bool project_template(const Viewer *v, const ProjectForm *f, Buf *out, Err *e)
{
    ProjectKind kind = f->month.year ? KIND_REPORTS : KIND_REGISTER;
    Sheet s = {.v = v, .form = f, .table = project_columns(kind, f->stages, v->arena)};

    choose_columns(&s);
    return workbook_make(&(WorkbookSpec){TEXT(v->lang, "项目", "projects"), write_sheet, &s}, v->arena, out,
                         e);
}
