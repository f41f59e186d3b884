/* The part of libxlsxwriter that tests call. Its own header cannot be included: macros in it use functions
 * that base/banned.h bans. */
#pragma once
#include <stdint.h>

typedef struct lxw_workbook lxw_workbook;
typedef struct lxw_worksheet lxw_worksheet;
typedef struct lxw_format lxw_format;
typedef struct lxw_datetime {
    int year, month, day, hour, min;
    double sec;
} lxw_datetime;

lxw_workbook *workbook_new(const char *path);
lxw_worksheet *workbook_add_worksheet(lxw_workbook *book, const char *name);
lxw_format *workbook_add_format(lxw_workbook *book);
int workbook_close(lxw_workbook *book);
void format_set_num_format(lxw_format *format, const char *code);
void worksheet_hide(lxw_worksheet *s);
int worksheet_write_string(lxw_worksheet *s, uint32_t row, uint16_t col, const char *text, lxw_format *f);
int worksheet_write_number(lxw_worksheet *s, uint32_t row, uint16_t col, double number, lxw_format *f);
int worksheet_write_datetime(lxw_worksheet *s, uint32_t row, uint16_t col, lxw_datetime *d, lxw_format *f);
int worksheet_write_boolean(lxw_worksheet *s, uint32_t row, uint16_t col, int value, lxw_format *f);
int worksheet_write_blank(lxw_worksheet *s, uint32_t row, uint16_t col, lxw_format *f);
int worksheet_write_formula_num(lxw_worksheet *s, uint32_t row, uint16_t col, const char *formula,
                                lxw_format *f, double result);
int worksheet_write_formula_str(lxw_worksheet *s, uint32_t row, uint16_t col, const char *formula,
                                lxw_format *f, const char *result);
int worksheet_merge_range(lxw_worksheet *s, uint32_t row1, uint16_t col1, uint32_t row2, uint16_t col2,
                          const char *text, lxw_format *f);
