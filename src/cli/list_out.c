#include "cli/list_out.h"

#include <string.h>

#include "cli/json_out.h"

bool list_format(const Cli *c, ListFormat *out, Err *e)
{
    static const char *const names[] = {
        [LIST_TABLE] = "table", [LIST_CSV] = "csv", [LIST_JSON] = "json", [LIST_XLSX] = "xlsx"};
    const char *text = cli_value(c, "format");

    *out = cli_has(c, "json") ? LIST_JSON : LIST_TABLE;
    if (!text)
        return true;
    for (size_t i = 0; i < COUNT(names); i++) {
        if (strcmp(text, names[i]) != 0)
            continue;
        *out = (ListFormat)i;
        return true;
    }
    return ERR(e, ERR_INVALID, "--format 应为 table、csv、json 或 xlsx，而不是“%s”",
               "--format must be table, csv, json or xlsx, not \"%s\"", text);
}

bool list_write(const Cli *c, ListFormat format, const Rows *rows, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();

    if (format == LIST_JSON) {
        Json j = cli_json_to(&out);
        rows_json(rows, &j);
        buf_char(&out, '\n');
    } else if (format == LIST_CSV) {
        rows_csv(rows, &out);
    } else {
        if (c->tty && !cli_value(c, "output"))
            return ERR(e, ERR_INVALID, "XLSX 不能显示在终端上；请用 > 文件.xlsx 写入文件",
                       "a workbook cannot be shown on a terminal; send it to a file with > FILE.xlsx");
        TRY(rows_xlsx(rows, c->command->name, &out, e));
    }
    return cli_write_to(c, &out, e);
}

enum { WIDTH = 110 };

bool list_show(const Cli *c, const Rows *rows, const ListTable *table, Err *e)
{
    AUTO(buf_free) Buf out = cli_buf();
    ListFormat format;

    TRY(list_format(c, &format, e));
    if (format != LIST_TABLE)
        return list_write(c, format, rows, e);
    TableColumn *columns = NEW_N(c->arena, TableColumn, table->n);
    for (size_t k = 0; k < table->n; k++) {
        const ListColumn *x = &table->columns[k];
        columns[k] = (TableColumn){TEXT(c->lang, x->zh, x->en), x->align, x->shrinks};
    }
    TextTable *t = text_table_new(c->arena, columns, table->n);
    for (size_t i = 0; i < rows->n; i++) {
        text_table_row(t);
        for (size_t k = 0; k < table->n; k++)
            text_table_cell(t, TONE_PLAIN, row_field(&rows->items[i], table->columns[k].field)->text);
    }
    if (rows->n)
        text_table_write(t, WIDTH, c->colour, &out);
    else
        buf_printf(&out, "%s\n", table->none);
    return cli_write_to(c, &out, e);
}
