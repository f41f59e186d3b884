#include "exchange/xlsx_out.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

struct XlsxOut {
    char *path;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_row_t line;
    lxw_format *formats[XLSX_LOOKS][XLSX_DECIMALS_MAX + 2]; /* made when first used; 0 is for texts */
};

enum { INK_GREY = 0x808080, PAPER_HEAD = 0xDCE6F1, PAPER_FILL = 0xFFF9D9, LINE_GREY = 0xBFBFBF };

bool xlsx_out_open(const char *path, const char *sheet, const char *tmp, XlsxOut **out, Err *e)
{
    char *folder = strdup(tmp);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = folder};
    XlsxOut *x = calloc(1, sizeof *x);

    if (!x || !folder)
        abort();
    x->path = strdup(path);
    x->book = workbook_new_opt(path, &options);
    x->sheet = x->book ? workbook_add_worksheet(x->book, sheet) : NULL;
    free(folder);
    *out = x;
    return x->sheet || ERR(e, ERR_IO, "不能写“%s”", "cannot write \"%s\"", path);
}

static bool has_room(const XlsxOut *x, Err *e)
{
    if (x->line >= LXW_ROW_MAX)
        return ERR(e, ERR_DATA, "“%s”超过 XLSX 的行数上限 %d；请写成 CSV",
                   "\"%s\" would have more than the %d rows of XLSX; write CSV", x->path, LXW_ROW_MAX);
    return true;
}

bool xlsx_out_row(XlsxOut *x, const char *const *cells, size_t n, Err *e)
{
    if (!has_room(x, e))
        return false;
    for (size_t i = 0; i < n; i++)
        worksheet_write_string(x->sheet, x->line, (lxw_col_t)i, cells[i], NULL);
    x->line++;
    return true;
}

/* ---- a form ---- */

static void set_look(lxw_format *f, XlsxLook look)
{
    if (look == XLSX_TITLE) {
        format_set_bold(f);
        format_set_font_size(f, 14);
        return;
    }
    if (look == XLSX_HINT) {
        format_set_font_color(f, INK_GREY);
        return;
    }
    format_set_border(f, LXW_BORDER_THIN);
    format_set_border_color(f, LINE_GREY);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    if (look == XLSX_HEAD) {
        format_set_bold(f);
        format_set_text_wrap(f);
        format_set_align(f, LXW_ALIGN_CENTER);
        format_set_bg_color(f, PAPER_HEAD);
    }
    if (look == XLSX_GREY)
        format_set_font_color(f, INK_GREY);
    if (look == XLSX_FILL)
        format_set_bg_color(f, PAPER_FILL);
}

static lxw_format *format_of(XlsxOut *x, const XlsxCell *c)
{
    static const char *const codes[XLSX_DECIMALS_MAX + 1] = {
        "#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000", "#,##0.00000", "#,##0.000000"};
    int d = c->decimals < 0 ? 0 : c->decimals > XLSX_DECIMALS_MAX ? XLSX_DECIMALS_MAX : c->decimals;
    lxw_format **f = &x->formats[c->look][c->text ? 0 : d + 1];

    if (!*f) {
        *f = workbook_add_format(x->book);
        set_look(*f, c->look);
        if (!c->text)
            format_set_num_format(*f, codes[d]);
    }
    return *f;
}

bool xlsx_out_cells(XlsxOut *x, const XlsxCell *cells, size_t n, Err *e)
{
    if (!has_room(x, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        lxw_format *f = format_of(x, &cells[i]);
        lxw_col_t col = (lxw_col_t)i;
        if (cells[i].text && *cells[i].text)
            worksheet_write_string(x->sheet, x->line, col, cells[i].text, f);
        else if (cells[i].text || isnan(cells[i].number))
            worksheet_write_blank(x->sheet, x->line, col, f);
        else
            worksheet_write_number(x->sheet, x->line, col, cells[i].number, f);
    }
    x->line++;
    return true;
}

void xlsx_out_column(XlsxOut *x, size_t col, double width, bool hidden)
{
    lxw_row_col_options options = {.hidden = hidden ? LXW_TRUE : LXW_FALSE};

    worksheet_set_column_opt(x->sheet, (lxw_col_t)col, (lxw_col_t)col, width, NULL, &options);
}

void xlsx_out_freeze(XlsxOut *x, size_t rows, size_t columns)
{
    worksheet_freeze_panes(x->sheet, (lxw_row_t)rows, (lxw_col_t)columns);
    worksheet_repeat_rows(x->sheet, 0, rows ? (lxw_row_t)rows - 1 : 0);
    worksheet_set_landscape(x->sheet);
    worksheet_set_paper(x->sheet, 9); /* A4 */
    worksheet_fit_to_pages(x->sheet, 1, 0);
}

bool xlsx_out_close(XlsxOut **x, Err *e)
{
    lxw_error failed = LXW_NO_ERROR;

    if (!*x)
        return true;
    if ((*x)->book)
        failed = workbook_close((*x)->book);
    bool ok = failed == LXW_NO_ERROR ||
              ERR(e, ERR_IO, "不能写“%s”：%s", "cannot write \"%s\": %s", (*x)->path, lxw_strerror(failed));
    free((*x)->path);
    free(*x);
    *x = NULL;
    return ok;
}
