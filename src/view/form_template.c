#include "view/form_template.h"

#include <math.h>

#include "view/workbook.h"

/* Column words are those that indicator/words.c reads; "(参考)" marks what it passes over. Codes come last:
 * of two columns that say the same, the right one counts. */
enum {
    COL_NUMBER,
    COL_INDICATOR,
    COL_AREA,
    COL_BASIS,
    COL_MEASURE,
    COL_UNIT,
    COL_LAST_YEAR,
    COL_BEFORE,
    COL_NOW,
    COL_VALUE,
    COL_NOTE,
    COL_CODE,
    COL_AREA_CODE,
    COL_PERIOD,
    COLS,
};
static const struct {
    const char *zh, *en;
    double width;
    bool hidden;
} columns[COLS] = {
    [COL_NUMBER] = {"序号", "No.", 6, false},
    [COL_INDICATOR] = {"指标", "indicator", 34, false},
    [COL_AREA] = {"地区", "area", 14, false},
    [COL_BASIS] = {"口径", "basis", 8, false},
    [COL_MEASURE] = {"度量", "measure", 9, false},
    [COL_UNIT] = {"计量单位", "unit", 10, false},
    [COL_LAST_YEAR] = {"上年同期(参考)", "last year (reference)", 13, false},
    [COL_BEFORE] = {"上期(参考)", "before (reference)", 13, false},
    [COL_NOW] = {"已报(参考)", "handed in (reference)", 13, false},
    [COL_VALUE] = {"本期数", "value", 15, false},
    [COL_NOTE] = {"备注", "note", 26, false},
    [COL_CODE] = {"指标代码", "series", 12, true},
    [COL_AREA_CODE] = {"地区代码", "region", 12, true},
    [COL_PERIOD] = {"时期", "period", 12, true},
};

typedef struct Sheet {
    const Viewer *v;
    const Form *form;
} Sheet;

static XlsxCell text(XlsxLook look, const char *s)
{
    return (XlsxCell){.look = look, .text = s};
}

static XlsxCell number(XlsxLook look, double v, int decimals)
{
    return (XlsxCell){.look = look, .number = v, .decimals = decimals};
}

static bool write_head(const Sheet *s, XlsxOut *x, Err *e)
{
    const Form *f = s->form;
    Lang lang = s->v->lang;
    XlsxCell cells[COLS], title, hint;
    char month[PERIOD_TEXT_MAX];

    period_title(f->period, BASIS_MONTH, lang, month);
    title = text(XLSX_TITLE, arena_printf(s->v->arena, TEXT(lang, "%s %s报表", "%s, %s: figures to hand in"),
                                          unit_name(&f->unit, lang), month));
    hint = text(XLSX_HINT, arena_printf(s->v->arena,
                                        TEXT(lang, "只填黄色格，没有数就留空；灰色数供对照。%s%s",
                                             "Fill the yellow cells, leave empty what there is not; grey "
                                             "figures are for comparison. %s%s"),
                                        f->due_on ? TEXT(lang, "截止 ", "Due on ") : "",
                                        show_date(s->v->arena, f->due_on)));
    for (size_t i = 0; i < COLS; i++) {
        xlsx_out_column(x, i, columns[i].width, columns[i].hidden);
        cells[i] = text(XLSX_HEAD, TEXT(lang, columns[i].zh, columns[i].en));
    }
    xlsx_out_freeze(x, 3, COL_AREA + 1);
    return xlsx_out_cells(x, &title, 1, e) && xlsx_out_cells(x, &hint, 1, e) &&
           xlsx_out_cells(x, cells, COLS, e);
}

static bool write_cell(const Sheet *s, size_t i, XlsxOut *x, Err *e)
{
    const FormCell *c = &s->form->cells[i];
    const OwedCell *o = &c->owed;
    Lang lang = s->v->lang;
    bool growth = o->measure != MEASURE_VALUE;
    int decimals = form_decimals(o);
    XlsxLook fill = o->lock ? XLSX_GREY : XLSX_FILL;
    XlsxCell cells[COLS] = {
        [COL_NUMBER] = number(XLSX_LABEL, (double)i + 1, 0),
        [COL_INDICATOR] = text(XLSX_LABEL, indicator_name(o->indicator, lang)),
        [COL_AREA] = text(XLSX_LABEL, area_name(o->area, lang)),
        [COL_BASIS] = text(XLSX_LABEL, TEXT(lang, basis_name(o->basis, lang), basis_code(o->basis))),
        [COL_MEASURE] = text(XLSX_LABEL, growth ? TEXT(lang, "同比", "growth") : TEXT(lang, "数值", "value")),
        [COL_UNIT] = text(XLSX_LABEL, form_unit_of(o->indicator, o->measure, lang)),
        [COL_LAST_YEAR] = number(XLSX_GREY, c->last_year.value, c->last_year.decimals),
        [COL_BEFORE] = number(XLSX_GREY, c->before.value, c->before.decimals),
        [COL_NOW] = number(XLSX_GREY, o->value, o->decimals),
        [COL_VALUE] = number(fill, (double)NAN, decimals),
        [COL_NOTE] = text(fill, ""),
        [COL_CODE] = text(XLSX_LABEL, o->indicator->code),
        [COL_AREA_CODE] = text(XLSX_LABEL, o->area->code),
        [COL_PERIOD] = text(XLSX_LABEL, show_period(s->v->arena, o->period)),
    };

    return xlsx_out_cells(x, cells, COLS, e);
}

static bool write_sheet(void *sheet, XlsxOut *x, Err *e)
{
    const Sheet *s = sheet;

    TRY(write_head(s, x, e));
    for (size_t i = 0; i < s->form->n; i++)
        TRY(write_cell(s, i, x, e));
    return true;
}

bool form_template(const Viewer *v, const Form *f, Buf *out, Err *e)
{
    Sheet s = {v, f};
    const char *name = TEXT(v->lang, "报表", "form");

    return workbook_make(&(WorkbookSpec){name, write_sheet, &s}, v->arena, out, e);
}

const char *form_template_name(const Viewer *v, const Form *f)
{
    return arena_printf(v->arena, "form-%s-%s.xlsx", unit_code(&f->unit), show_period(v->arena, f->period));
}
