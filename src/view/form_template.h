/* A form as a workbook that Excel and WPS open and import reads back: one sheet, the cells to be filled
 * marked, the figures of last year and of the period before in grey, codes in hidden columns. */
#pragma once
#include "indicator/form.h"
#include "view/show.h"

MUST_USE bool form_template(const Viewer *v, const Form *f, Buf *out, Err *e);
/* "form-jxj-2021-06.xlsx" */
const char *form_template_name(const Viewer *v, const Form *f);
