#include "cm.h"

#include "exchange/styles.h"
#include "exchange/value.h"
#include "exchange_workbook.h"
#include "exchange_writer.h"

static void xlsx_reads_what_a_spreadsheet_program_writes(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);
    AUTO(table_close) TableReader *r = NULL;
    Err e = {.lang = LANG_EN};
    Tmp t = tmp_new();
    lxw_workbook *book = workbook_new(tmp_file(&t, "a.xlsx"));
    lxw_worksheet *s = workbook_add_worksheet(book, "指标"), *hidden = workbook_add_worksheet(book, "隐藏");
    lxw_format *day = workbook_add_format(book), *pct = workbook_add_format(book),
               *month = workbook_add_format(book);

    format_set_num_format(day, "yyyy-mm-dd");
    format_set_num_format(pct, "0.0%");
    format_set_num_format(month, "yyyy\"年\"m\"月\"");
    worksheet_merge_range(s, 0, 0, 0, 3, "主要指标", NULL);
    worksheet_write_string(s, 1, 0, " 规上工业增加值 ", NULL);
    worksheet_write_number(s, 1, 1, 73.47, NULL);
    worksheet_write_number(s, 1, 2, 0.177, pct);
    worksheet_write_datetime(s, 1, 3, &(lxw_datetime){2021, 7, 20, 10, 30, 0}, day);
    worksheet_write_datetime(s, 3, 0, &(lxw_datetime){2021, 6, 1, 0, 0, 0}, month);
    worksheet_write_boolean(s, 3, 1, 1, NULL);
    worksheet_write_formula_num(s, 3, 2, "=B2*2", NULL, 146.94);
    worksheet_write_formula_str(s, 3, 3, "=\"a\"", NULL, "a");
    worksheet_write_blank(s, 3, 4, day);
    worksheet_hide(hidden);
    worksheet_write_number(hidden, 4, 1, 5, NULL);
    assert_int_equal(workbook_close(book), 0);

    assert_true(table_open(tmp_file(&t, "a.xlsx"), &r, &e));
    assert_int_equal(table_sheets(r), 2);
    assert_string_equal(table_sheet_name(r, 0), "指标");
    assert_string_equal(table_sheet_name(r, 1), "隐藏");
    assert_string_equal(table_sheet_name(r, 2), "");
    assert_string_equal(table_encoding(r), "XLSX");
    for (int again = 0; again < 2; again++) {
        assert_string_equal(read_sheet(r, 1, &b), "5: |#5\n");
        assert_string_equal(read_sheet(r, 0, &b), "1: 主要指标*|主要指标*|主要指标*|主要指标*\n"
                                                  "2: 规上工业增加值|#73.47|#17.7%|@2021-07-20\n"
                                                  "4: @2021-06-01~|!TRUE|#146.94|a\n");
    }
    assert_non_null(strstr(read_sheet(r, 2, &b), "has 2 sheets, there is no number 3"));
    tmp_remove(&t);
}

static void the_hash_of_a_workbook_is_that_of_its_bytes(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);
    AUTO(table_close) TableReader *r = NULL;
    Err e = {.lang = LANG_EN};
    const Part parts[] = {
        {"xl/workbook.xml", WORKBOOK(ONE_SHEET), 0},
        {"xl/_rels/workbook.xml.rels", RELATION_LIST(RELATION("rId1", "worksheet", "a.xml")), 0},
        {"xl/a.xml", SHEET("<row><c><v>1</v></c></row>"), 0}};
    size_t n = 0;
    char *bytes = workbook_zip(parts, 3, 6, &n), sha[SHA256_HEX];
    Sha256 *h = sha256_new();
    long long done = 0, total = 0;

    sha256_add(h, bytes, n);
    sha256_hex(h, sha);
    sha256_free(&h);
    assert_true(table_open_memory("t.xlsx", bytes, n, &r, &e));
    assert_string_equal(read_sheet(r, 0, &b), "1: #1\n");
    assert_string_equal(table_sha256(r), sha);
    table_progress(r, &done, &total);
    assert_true(done == total && total == (long long)strlen(parts[2].text));
    free(bytes);
}

static void numbers_are_the_shortest_text_and_parse_back(void **state)
{
    (void)state;
    static const struct {
        const char *v;
        NumberFormat format;
        CellKind kind;
        const char *text;
        double value;
        int decimals;
    } cases[] = {
        {"17.699999999999999", FORMAT_PLAIN, CELL_NUMBER, "17.7", 17.7, 1},
        {"250", FORMAT_PLAIN, CELL_NUMBER, "250", 250, 0},
        {"-0", FORMAT_PLAIN, CELL_NUMBER, "0", 0, 0},
        {"1E-3", FORMAT_PLAIN, CELL_NUMBER, "0.001", 0.001, 3},
        {"-1.5E+3", FORMAT_PLAIN, CELL_NUMBER, "-1500", -1500, 0},
        {"0.30000000000000004", FORMAT_PLAIN, CELL_NUMBER, "0.3", 0.3, 1},
        {"123456789012345", FORMAT_PLAIN, CELL_NUMBER, "123456789012345", 123456789012345, 0},
        {"1e15", FORMAT_PLAIN, CELL_NUMBER, "1e+15", 1e15, 0},
        {"5.5511151231257827E-17", FORMAT_PLAIN, CELL_NUMBER, "5.55111512312578e-17", 5.55111512312578e-17,
         14},
        {"0.177", FORMAT_PERCENT, CELL_NUMBER, "17.7%", 17.7, 1},
        {"0.17699999999999999", FORMAT_PERCENT, CELL_NUMBER, "17.7%", 17.7, 1},
        {"-3.0000000000000001E-3", FORMAT_PERCENT, CELL_NUMBER, "-0.3%", -0.3, 1},
        {"1", FORMAT_PERCENT, CELL_NUMBER, "100%", 100, 0},
        {"17.7", FORMAT_PERCENT_SIGN, CELL_NUMBER, "17.7%", 17.7, 1},
        {"1e999", FORMAT_PLAIN, CELL_TEXT, "1e999", 0, 0},
        {"nan", FORMAT_PLAIN, CELL_TEXT, "nan", 0, 0},
        {"0x10", FORMAT_PLAIN, CELL_TEXT, "0x10", 0, 0},
        {"44348", FORMAT_DAY, CELL_DATE, "2021-06-01", 0, 0},
        {"44347.9999999999", FORMAT_DAY, CELL_DATE, "2021-06-01", 0, 0},
        {"44348.75", FORMAT_DAY, CELL_DATE, "2021-06-01", 0, 0},
        {"1", FORMAT_DAY, CELL_DATE, "1900-01-01", 0, 0},
        {"59", FORMAT_DAY, CELL_DATE, "1900-02-28", 0, 0},
        {"60", FORMAT_DAY, CELL_NUMBER, "60", 60, 0},
        {"61", FORMAT_DAY, CELL_DATE, "1900-03-01", 0, 0},
        {"2958465", FORMAT_DAY, CELL_DATE, "9999-12-31", 0, 0},
        {"2958466", FORMAT_DAY, CELL_NUMBER, "2958466", 2958466, 0},
        {"0.5", FORMAT_DAY, CELL_NUMBER, "0.5", 0.5, 1},
    };
    AUTO(arena_free) Arena *a = arena_new();

    for (size_t i = 0; i < COUNT(cases); i++) {
        Cell c = {0};
        value_cell(str_of(cases[i].v), cases[i].format, false, a, &c);
        assert_int_equal(c.kind, cases[i].kind);
        assert_true(str_eq(c.text, cases[i].text));
        assert_true(memcmp(&c.number.value, &cases[i].value, sizeof(double)) == 0);
        assert_int_equal(c.number.decimals, cases[i].decimals);
        assert_int_equal(c.number.percent, c.kind == CELL_NUMBER && strchr(cases[i].text, '%') != NULL);
    }
}

/* Random doubles: the text is a number for decimal_parse, at most 15 digits off the value. */
static void any_number_keeps_fifteen_digits(void **state)
{
    (void)state;
    AUTO(arena_free) Arena *a = arena_new();
    uint64_t s = 42;

    for (int i = 0; i < 20000; i++) {
        char v[64];
        Decimal d;
        bool lossy;
        Cell c = {0};
        s = s * 6364136223846793005u + 1442695040888963407u;
        double x = (double)(int64_t)s / (double)(1ull << (s >> 59)) * ((s >> 40 & 1) ? 1e-9 : 1);
        snprintf(v, sizeof v, "%.17g", x);
        value_cell(str_of(v), FORMAT_PLAIN, false, a, &c);
        assert_int_equal(c.kind, CELL_NUMBER);
        assert_true(decimal_parse(c.text, &d, &lossy));
        assert_memory_equal(&d.value, &c.number.value, sizeof d.value);
        double off = d.value > x ? d.value - x : x - d.value;
        assert_true(off <= (x < 0 ? -x : x) * 5.1e-15);
    }
}

static void formats_say_what_is_a_date_and_what_a_percentage(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        NumberFormat format;
    } cases[] = {
        {"General", FORMAT_PLAIN},
        {"G/通用格式", FORMAT_PLAIN},
        {"@", FORMAT_PLAIN},
        {"#,##0.00_ ;[Red]\\-#,##0.00\\ ", FORMAT_PLAIN},
        {"0.00E+00", FORMAT_PLAIN},
        {"0.00\"亿元\"", FORMAT_PLAIN},
        {"\"yuan\"0", FORMAT_PLAIN},
        {"[Magenta]0.0", FORMAT_PLAIN},
        {"h:mm AM/PM", FORMAT_PLAIN},
        {"[h]:mm:ss", FORMAT_PLAIN},
        {"[mm]:ss", FORMAT_PLAIN},
        {"0%", FORMAT_PERCENT},
        {"0.0%;[Red]-0.0%", FORMAT_PERCENT},
        {"0.0\"%\"", FORMAT_PERCENT_SIGN},
        {"0.0\\%", FORMAT_PERCENT_SIGN},
        {"yyyy-mm-dd", FORMAT_DAY},
        {"yyyy/m/d;@", FORMAT_DAY},
        {"[$-804]yyyy\"年\"m\"月\"d\"日\";@", FORMAT_DAY},
        {"yyyy年mm月dd日", FORMAT_DAY},
        {"[DBNum1][$-804]yyyy\"年\"m\"月\"", FORMAT_MONTH},
        {"yyyy－mm", FORMAT_MONTH},
        {"[Magenta]yyyy\\-mm", FORMAT_MONTH},
        {"mmm-yy", FORMAT_MONTH},
        {"m\"月\"d\"日\"", FORMAT_DAY},
        {"yyyy-mm-dd hh:mm", FORMAT_DAY},
        {"", FORMAT_PLAIN},
        {"\"open", FORMAT_PLAIN},
        {"[h", FORMAT_PLAIN},
        {"0\\", FORMAT_PLAIN},
    };

    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(format_of_code(str_of(cases[i].code)), cases[i].format);
    assert_int_equal(format_of_id(10), FORMAT_PERCENT);
    assert_int_equal(format_of_id(14), FORMAT_DAY);
    assert_int_equal(format_of_id(20), FORMAT_PLAIN);
    assert_int_equal(format_of_id(31), FORMAT_DAY);
    assert_int_equal(format_of_id(57), FORMAT_MONTH);
}

static void shared_strings_join_their_runs_and_leave_readings_out(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);

    assert_string_equal(
        read_xml(
            SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" "
                  "t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c><c t=\"s\"><v>4</v></c></row>"),
            STRINGS("<si><r><t>地区</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 生产总值</t></r>"
                    "<rPh sb=\"0\" eb=\"1\"><t>ディク</t></rPh><phoneticPr fontId=\"1\"/></si>"
                    "<si><t>a_x000D__x000A_b_x005F_x</t></si><si><r><t>\n  x\n </t></r><r><t>y</t></r></si>"
                    "<si><t xml:space=\"preserve\">  两端  </t></si><si><t>&lt;&amp;&#x5E02;</t></si>"),
            &b),
        "1: 地区 生产总值|a\r\nb_x|xy|两端|<&市\n");
    assert_non_null(strstr(read_xml(SHEET("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c></row>"),
                                    STRINGS("<si><t>a</t></si>"), &b),
                           "B3: it points at a shared text that is not there"));
}

static void every_type_of_cell_is_read_without_addresses(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);

    assert_string_equal(
        read_xml(
            SHEET("<row><c t=\"inlineStr\"><is><t>行内</t></is></c><c t=\"str\"><f>A1</f><v>文_x0041_</v></c>"
                  "<c t=\"b\"><v>0</v></c><c t=\"e\"><v>#DIV/0!</v></c><c "
                  "t=\"d\"><v>2021-06-30T00:00:00</v></c>"
                  "<c s=\"1\"><v>44348</v></c><c s=\"2\"><v>44348</v></c><c s=\"3\"><v>0.177</v></c>"
                  "<c><f>SUM(A1:A2)</f></c><c t=\"str\"><f>\"\"</f><v></v></c><c s=\"1\"/></row>"
                  "<row/><row><c s=\"3\"/></row><row><c/><c t=\"n\"><v> 5 </v></c></row>"),
            STRINGS(""), &b),
        "1: 行内|文A|!FALSE|E#DIV/0!|@2021-06-30|@2021-06-01|@2021-06-01~|#17.7%|E=SUM(A1:A2)\n4: |#5\n");
    assert_string_equal(
        read_xml(SHEET("<row><c r=\"C7\"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
                 STRINGS(""), &b),
        "7: ||#1|#2\n8: #3\n");
    assert_string_equal(read_xml(SHEET("<row><c><is><t>a</t></is></c></row>"), STRINGS(""), &b), "1: a\n");
    assert_string_equal(
        read_xml("<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row r=\"2\"><x:c r=\"A2\"><x:v>1</x:v></x:c>"
                 "</x:row></x:sheetData></x:worksheet>",
                 STRINGS(""), &b),
        "2: #1\n");
}

static void merged_ranges_repeat_their_first_cell(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);

    /* B2:C4 reaches over a row that the sheet does not hold and beyond its last one. */
    assert_string_equal(
        read_xml(
            SHEET_MERGED(
                "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" "
                "t=\"inlineStr\"><is><t>甲</t></is></c></row>"
                "<row r=\"3\"><c r=\"A3\"><v>2</v></c><c r=\"C3\"><v>9</v></c><c r=\"D3\"><v>3</v></c></row>"
                "<row r=\"6\"><c r=\"E6\"><v>6</v></c></row>",
                "<mergeCells count=\"3\"><mergeCell ref=\"B2:C4\"/><mergeCell ref=\"E6:E7\"/>"
                "<mergeCell ref=\"A1:B1\"/><mergeCell ref=\"F9\"/></mergeCells>"),
            STRINGS(""), &b),
        "2: #1|甲*|甲*\n3: #2|甲*|甲*|#3\n4: |甲*|甲*\n6: ||||#6*\n7: ||||#6*\n");
    /* Whole rows and columns reach as far as the sheet does. */
    assert_string_equal(
        read_xml(SHEET_MERGED("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
                              "<row r=\"3\"><c r=\"A3\"><v>2</v></c><c r=\"C3\"><v>3</v></c></row>",
                              "<mergeCells><mergeCell ref=\"A1:XFD1\"/>"
                              "<mergeCell ref=\"C3:C1048576\"/></mergeCells>"),
                 STRINGS(""), &b),
        "1: #1*|#1*|#1*\n3: #2||#3*\n");
}

static void sheets_come_in_the_order_of_the_workbook(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);
    AUTO(table_close) TableReader *r = NULL;
    Err e = {.lang = LANG_EN};
    const Part parts[] = {
        {"_rels/.rels", RELATION_LIST(RELATION("x", "officeDocument", "/xl/Book.xml")), 0},
        {"xl/book.xml",
         WORKBOOK("<workbookPr date1904=\"1\"/><sheets><sheet name=\"乙\" sheetId=\"7\" r:id=\"b\"/><sheet "
                  "name=\"图\" "
                  "sheetId=\"2\" r:id=\"c\"/><sheet name=\"甲 &amp; 丙\" sheetId=\"1\" state=\"veryHidden\" "
                  "r:id=\"a\"/>"
                  "</sheets>"),
         0},
        {"xl/_rels/Book.xml.rels",
         RELATION_LIST(RELATION("a", "worksheet", "/xl/worksheets/sheet1.xml")
                           RELATION("b", "worksheet", "./worksheets/x/../sheet2.xml")
                               RELATION("c", "chartsheet", "chartsheets/sheet1.xml")
                                   RELATION("d", "styles", "..\\xl\\styles.xml")),
         0},
        PART_STYLES,
        {"xl\\worksheets\\sheet1.xml", SHEET("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"), 0},
        {"xl/worksheets/sheet2.xml", SHEET("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>42886</v></c></row>"), 0}};
    size_t n = 0;
    char *bytes = workbook_zip(parts, COUNT(parts), 0, &n);

    assert_true(table_open_memory("t.xlsx", bytes, n, &r, &e));
    assert_int_equal(table_sheets(r), 2);
    assert_string_equal(table_sheet_name(r, 0), "乙");
    assert_string_equal(table_sheet_name(r, 1), "甲 & 丙");
    assert_string_equal(read_sheet(r, 0, &b), "1: @2021-06-01\n");
    assert_string_equal(read_sheet(r, 1, &b), "1: #1\n");
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(xlsx_reads_what_a_spreadsheet_program_writes),
        cmocka_unit_test(the_hash_of_a_workbook_is_that_of_its_bytes),
        cmocka_unit_test(numbers_are_the_shortest_text_and_parse_back),
        cmocka_unit_test(any_number_keeps_fifteen_digits),
        cmocka_unit_test(formats_say_what_is_a_date_and_what_a_percentage),
        cmocka_unit_test(shared_strings_join_their_runs_and_leave_readings_out),
        cmocka_unit_test(every_type_of_cell_is_read_without_addresses),
        cmocka_unit_test(merged_ranges_repeat_their_first_cell),
        cmocka_unit_test(sheets_come_in_the_order_of_the_workbook),
    };
    return cmocka_run_group_tests_name("exchange_xlsx", tests, NULL, NULL);
}
