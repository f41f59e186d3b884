#include "cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "exchange/table.h"

/* Reads the bytes and gives them back as "a|b\nc|d\n"; the error's sentence when they are refused. */
static const char *read_back(const char *bytes, size_t n, Buf *out)
{
    AUTO(table_close) TableReader *r = NULL;
    Err e = {.lang = LANG_EN};
    TableRow row;
    bool more = false, ok = table_open_memory("t.csv", bytes, n, &r, &e);

    buf_clear(out);
    while (ok && (ok = table_next(r, &row, &more, &e)) && more) {
        for (size_t i = 0; i < row.n; i++) {
            buf_str(out, i ? "|" : "");
            buf_add(out, row.cells[i].text.s, row.cells[i].text.n);
        }
        buf_char(out, '\n');
    }
    if (!ok) {
        buf_clear(out);
        buf_str(out, e.msg);
    }
    return buf_cstr(out);
}

static void csv_is_read_as_rfc_4180_has_it_and_as_spreadsheets_write_it(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);
    static const struct {
        const char *bytes, *cells;
    } good[] = {
        {"a,b\r\n1,2\r\n", "a|b\n1|2\n"},
        {"a,b\r1,2", "a|b\n1|2\n"},
        {"\xEF\xBB\xBF指标;数值\n规上工业;73.47\n", "指标|数值\n规上工业|73.47\n"},
        {"a\tb\n1,5\t2\n", "a|b\n1,5|2\n"},
        {"a,\"x, \"\"y\"\"\nz\"\n1,2\n", "a|x, \"y\"\nz\n1|2\n"},
        {"a,b\n\n,\n1,\n", "a|b\n1|\n"},
        {"\xD6\xB8\xB1\xEA,\xCA\xFD\xD6\xB5\n", "指标|数值\n"},
        {"", ""},
    };

    for (size_t i = 0; i < COUNT(good); i++)
        assert_string_equal(read_back(good[i].bytes, strlen(good[i].bytes), &b), good[i].cells);
    assert_string_equal(read_back("\xFF\xFE"
                                  "a\0,\0b\0\n\0",
                                  10, &b),
                        "a|b\n");
}

static void csv_says_what_is_wrong_and_where(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);

    assert_non_null(
        strstr(read_back("a,b\n1,\"2\n3\n", 11, &b), "line 2 opens a quote that is never closed"));
    assert_non_null(strstr(read_back("a,b\n1,\0\n", 8, &b), "line 2 holds a NUL byte"));
    assert_non_null(strstr(read_back("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, &b), "old .xls"));
    assert_non_null(strstr(read_back("a\n\xFF\xFF\xFF\n", 6, &b), "neither UTF-8 nor GB18030"));
}

/* What is written with quotes where needed reads back the same, wherever the buffer's edges fall. */
static void any_table_reads_back_the_same(void **state)
{
    (void)state;
    AUTO(buf_free) Buf bytes = buf_new(8 << 20), cells = buf_new(8 << 20), b = buf_new(8 << 20);
    static const char *const parts[] = {"x", "指标", "\"\"", ",", "\n", "12.5", "；", "\r\n"};
    uint32_t s = 7;

    for (int i = 0; i < 40000; i++) {
        for (int j = 0; j < 3; j++) {
            buf_str(&bytes, j ? ",\"k" : "\"k");
            buf_str(&cells, j ? "|k" : "k");
            for (int k = 0; k < 3; k++) {
                s = s * 1664525u + 1013904223u;
                const char *part = parts[s >> 29];
                buf_str(&bytes, part);
                buf_str(&cells, part[0] == '"' ? "\"" : part);
            }
            buf_str(&bytes, "e\"");
            buf_char(&cells, 'e');
        }
        buf_char(&bytes, '\n');
        buf_char(&cells, '\n');
    }
    assert_true(buf_ok(&bytes) && buf_ok(&cells));
    assert_string_equal(read_back(buf_cstr(&bytes), bytes.n, &b), buf_cstr(&cells));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_is_read_as_rfc_4180_has_it_and_as_spreadsheets_write_it),
        cmocka_unit_test(csv_says_what_is_wrong_and_where),
        cmocka_unit_test(any_table_reads_back_the_same),
    };
    return cmocka_run_group_tests_name("exchange", tests, NULL, NULL);
}
