/* Workbooks for tests: parts zipped as they are given, and rows written down as one line each. */
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/buf.h"
#include "exchange/table.h"
#include "tmp.h"

typedef struct Part {
    const char *name, *text;
    size_t n; /* 0: to the NUL */
} Part;

#define MAIN_NS   "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATION(id, type, target)                                                                           \
    "<Relationship Id=\"" id "\" Type=\"" RELATIONS "/" type "\" Target=\"" target "\"/>"
#define RELATION_LIST(list)                                                                                  \
    "<?xml version=\"1.0\"?><Relationships "                                                                 \
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" list "</Relationships>"
#define WORKBOOK(inside)                                                                                     \
    "<?xml version=\"1.0\"?><workbook " MAIN_NS " xmlns:r=\"" RELATIONS "\">" inside "</workbook>"
#define SHEET(rows)                                                                                          \
    "<?xml version=\"1.0\"?><worksheet " MAIN_NS "><sheetData>" rows "</sheetData></worksheet>"
#define SHEET_MERGED(rows, list) "<worksheet " MAIN_NS "><sheetData>" rows "</sheetData>" list "</worksheet>"
#define STRINGS(list)            "<sst " MAIN_NS ">" list "</sst>"
#define ONE_SHEET                "<sheets><sheet name=\"表一\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"

#define PART_ROOT                                                                                            \
    {                                                                                                        \
        "_rels/.rels", RELATION_LIST(RELATION("a", "officeDocument", "xl/workbook.xml")), 0                  \
    }
#define PART_WORKBOOK                                                                                        \
    {                                                                                                        \
        "xl/workbook.xml", WORKBOOK(ONE_SHEET), 0                                                            \
    }
#define PART_RELATIONS                                                                                       \
    {                                                                                                        \
        "xl/_rels/workbook.xml.rels",                                                                        \
            RELATION_LIST(RELATION("rId1", "worksheet", "worksheets/sheet1.xml") RELATION(                   \
                "rId2", "styles", "styles.xml") RELATION("rId3", "sharedStrings", "sharedStrings.xml")),     \
            0                                                                                                \
    }
#define PART_STYLES                                                                                          \
    {                                                                                                        \
        "xl/styles.xml",                                                                                     \
            "<styleSheet " MAIN_NS                                                                           \
            "><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月"                  \
            "&quot;\"/><numFmt numFmtId=\"177\" formatCode=\"0.0%\"/></numFmts><cellStyleXfs><xf "           \
            "numFmtId=\"9\"/>"                                                                               \
            "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf "    \
            "numFmtId=\"177\"/></cellXfs></styleSheet>",                                                     \
            0                                                                                                \
    }

/* Zips the parts into the file of the folder and gives its bytes, which the caller frees. */
static inline char *workbook_zip(const Part *parts, size_t n_parts, int level, size_t *n)
{
    Tmp t = tmp_new();
    const char *path = tmp_file(&t, "book.xlsx");
    zipFile z = zipOpen64(path, APPEND_STATUS_CREATE);
    zip_fileinfo info = {.dosDate = 0x21};

    for (size_t i = 0; i < n_parts; i++) {
        size_t size = parts[i].n ? parts[i].n : strlen(parts[i].text);
        if (zipOpenNewFileInZip(z, parts[i].name, &info, NULL, 0, NULL, 0, NULL, level ? Z_DEFLATED : 0,
                                level) ||
            zipWriteInFileInZip(z, parts[i].text, (unsigned)size) || zipCloseFileInZip(z))
            abort();
    }
    zipClose(z, NULL);
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END))
        abort();
    *n = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(*n + 1);
    if (!bytes || fread(bytes, 1, *n, f) != *n)
        abort();
    fclose(f);
    tmp_remove(&t);
    return bytes;
}

/* One line a row: "3: 指标|#17.7%|@2021-06-01~|!TRUE|E#N/A|merged*". ~ marks a date without its day. */
static inline void write_row(const TableRow *row, Buf *out)
{
    static const char *const marks[] = {[CELL_EMPTY] = "", [CELL_TEXT] = "",  [CELL_NUMBER] = "#",
                                        [CELL_DATE] = "@", [CELL_BOOL] = "!", [CELL_ERROR] = "E"};

    buf_i64(out, (int64_t)row->number);
    buf_char(out, ':');
    for (size_t i = 0; i < row->n; i++) {
        const Cell *c = &row->cells[i];
        buf_str(out, i ? "|" : " ");
        buf_str(out, marks[c->kind]);
        buf_add(out, c->text.s ? c->text.s : "", c->text.n);
        buf_str(out, c->month_only ? "~" : "");
        buf_str(out, c->merged ? "*" : "");
    }
    buf_char(out, '\n');
}

/* All rows of a sheet; the sentence in place of them when it is refused. */
static inline const char *read_sheet(TableReader *r, size_t sheet, Buf *out)
{
    Err e = {.lang = LANG_EN};
    TableRow row;
    bool more = false, ok = table_select(r, sheet, &e);

    buf_clear(out);
    while (ok && (ok = table_next(r, &row, &more, &e)) && more)
        write_row(&row, out);
    if (!ok) {
        buf_clear(out);
        buf_str(out, e.msg);
    }
    return buf_cstr(out);
}

/* The same for bytes; "" and more than the sheet's number is the sentence of a failed opening. */
static inline const char *read_bytes(const char *bytes, size_t n, Buf *out)
{
    AUTO(table_close) TableReader *r = NULL;
    Err e = {.lang = LANG_EN};

    buf_clear(out);
    if (table_open_memory("t.xlsx", bytes, n, &r, &e))
        return read_sheet(r, 0, out);
    buf_str(out, e.msg);
    return buf_cstr(out);
}

static inline const char *read_parts(const Part *parts, size_t n_parts, Buf *out)
{
    size_t n = 0;
    char *bytes = workbook_zip(parts, n_parts, 6, &n);

    read_bytes(bytes, n, out);
    free(bytes);
    return buf_cstr(out);
}

/* One sheet's XML in an otherwise sound workbook, with these shared strings. */
static inline const char *read_xml(const char *sheet, const char *strings, Buf *out)
{
    const Part parts[] = {PART_ROOT,
                          PART_WORKBOOK,
                          PART_RELATIONS,
                          PART_STYLES,
                          {"xl/sharedStrings.xml", strings, 0},
                          {"xl/worksheets/sheet1.xml", sheet, 0}};
    return read_parts(parts, COUNT(parts), out);
}
