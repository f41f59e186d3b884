#include "cm.h"

#include "base/limits.h"
#include "exchange_workbook.h"

static const char *const sound =
    SHEET_MERGED("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"3\"><v>0.177</v></c></row>",
                 "<mergeCells><mergeCell "
                 "ref=\"A1:A2\"/></mergeCells>");
static const char *const strings = STRINGS("<si><t>指标</t></si>");

static char *sound_workbook(int level, size_t *n)
{
    const Part parts[] = {PART_ROOT,
                          PART_WORKBOOK,
                          PART_RELATIONS,
                          PART_STYLES,
                          {"xl/sharedStrings.xml", strings, 0},
                          {"xl/worksheets/sheet1.xml", sound, 0}};
    return workbook_zip(parts, COUNT(parts), level, n);
}

static void assert_says(const char *sentence, const char *word)
{
    if (!strstr(sentence, word))
        fail_msg("\"%s\" does not say \"%s\"", sentence, word);
}

static void a_workbook_cut_anywhere_is_refused(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);

    for (int level = 0; level <= 6; level += 6) {
        size_t n = 0;
        char *bytes = sound_workbook(level, &n);
        assert_string_equal(read_bytes(bytes, n, &b), "1: 指标*|#17.7%\n2: 指标*\n");
        for (size_t cut = 4; cut < n; cut++) {
            char *copy = malloc(cut);
            assert_non_null(copy);
            memcpy(copy, bytes, cut);
            assert_says(read_bytes(copy, cut, &b), "t.xlsx");
            free(copy);
        }
        free(bytes);
    }
}

static void a_changed_byte_is_noticed_or_changes_nothing(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);
    size_t n = 0, refused = 0;
    char *bytes = sound_workbook(6, &n);

    for (size_t i = 4; i < n; i++) {
        char kept = bytes[i];
        bytes[i] = (char)(kept ^ 0x11);
        read_bytes(bytes, n, &b);
        bytes[i] = kept;
        if (strcmp(buf_cstr(&b), "1: 指标*|#17.7%\n2: 指标*\n") != 0) {
            assert_says(buf_cstr(&b), "t.xlsx");
            refused++;
        }
    }
    assert_true(refused > n / 2);
    free(bytes);
}

static void damage_names_the_file_the_part_and_the_way_out(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);
    size_t n = 0;
    char *bytes = sound_workbook(0, &n), *at = memmem(bytes, n, "0.177", 5);

    assert_non_null(at);
    *at = '7';
    assert_string_equal(
        read_bytes(bytes, n, &b),
        "xl/worksheets/sheet1.xml inside \"t.xlsx\" is damaged: its checksum does not match; fetch the "
        "file again, or open it in Excel or WPS and save it anew");
    free(bytes);
    assert_says(read_xml("<worksheet>\n<sheetData><row></sheetData>", strings, &b),
                "xl/worksheets/sheet1.xml inside \"t.xlsx\" is damaged: line 2 is not well-formed XML "
                "(mismatched tag)");
    assert_says(read_xml(sound, "<!DOCTYPE sst [<!ENTITY a \"b\">]><sst>&a;</sst>", &b),
                "xl/sharedStrings.xml inside \"t.xlsx\" is damaged: it declares a document type");
    assert_says(read_xml(SHEET("<row r=\"1\"><c r=\"A0\"><v>1</v></c></row>"), strings, &b),
                "address of a cell");
    assert_says(
        read_xml(SHEET("<row r=\"1\"><c r=\"AAAAAAAAAAAAAAAAAAAAA1\"><v>1</v></c></row>"), strings, &b),
        "address of a cell");
    assert_says(read_xml(SHEET("<row r=\"2\"/><row r=\"1\"/>"), strings, &b), "rows are out of order");
    assert_says(read_xml(SHEET("<row r=\"2x\"/>"), strings, &b), "a row number is wrong");
    assert_says(
        read_xml(SHEET_MERGED("", "<mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells>"), strings, &b),
        "address of a merged range");
}

static void what_is_no_workbook_is_refused_by_name(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);
    const Part text = {"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0};
    const Part word[] = {
        {"_rels/.rels", RELATION_LIST(RELATION("a", "officeDocument", "word/document.xml")), 0},
        {"word/document.xml", "<document/>", 0}};
    const Part binary[] = {
        {"_rels/.rels", RELATION_LIST(RELATION("a", "officeDocument", "xl/workbook.bin")), 0},
        {"xl/workbook.bin", "\x83\x01", 0}};
    const Part torn[] = {PART_ROOT, PART_WORKBOOK, PART_RELATIONS};
    const Part empty[] = {{"xl/workbook.xml", WORKBOOK("<sheets/>"), 0}};
    size_t n = 0;

    assert_says(read_parts(&text, 1, &b),
                "\"t.xlsx\" is a zip file but no .xlsx workbook; save it from Excel or WPS");
    assert_says(read_parts(word, 2, &b), "no .xlsx workbook");
    assert_says(read_parts(binary, 2, &b), "no .xlsx workbook");
    assert_says(read_parts(torn, 3, &b), "\"t.xlsx\" lacks its part xl/worksheets/sheet1.xml");
    assert_says(read_parts(empty, 1, &b), "holds no worksheet");
    assert_says(read_parts(&text, 0, &b), "the zip directory of \"t.xlsx\" is damaged");
    char *bytes = sound_workbook(6, &n), *entry = memmem(bytes, n, "PK\1\2", 4);
    assert_non_null(entry);
    entry[8] |= 1;
    assert_says(read_bytes(bytes, n, &b), "\"t.xlsx\" has a password");
    free(bytes);
}

static void bombs_are_refused_before_they_are_unpacked(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20);
    size_t n = 8 << 20;
    char *blanks = malloc(n);
    Part parts[XLSX_ENTRIES_MAX + 1] = {PART_WORKBOOK};
    char names[XLSX_ENTRIES_MAX + 1][16];

    assert_non_null(blanks);
    memset(blanks, ' ', n);
    parts[1] = (Part){"xl/worksheets/sheet1.xml", blanks, n};
    assert_says(read_parts(parts, 2, &b), "like a zip bomb");
    free(blanks);
    for (int i = 1; i <= XLSX_ENTRIES_MAX; i++) {
        snprintf(names[i], sizeof names[i], "%d", i);
        parts[i] = (Part){names[i], "x", 1};
    }
    assert_says(read_parts(parts, COUNT(parts), &b), "\"t.xlsx\" holds 257 parts, at most 256 are read");
    /* A size that the directory only claims. */
    char *bytes = sound_workbook(6, &n), *entry = memmem(bytes, n, "PK\1\2", 4);
    assert_non_null(entry);
    memcpy(entry + 24, "\xFF\xFF\xFF\x0E", 4);
    assert_says(read_bytes(bytes, n, &b), "unpacks to more than 200 MiB");
    free(bytes);
}

static const char *repeated(const char *before, const char *each, size_t times, const char *after, Buf *xml)
{
    buf_clear(xml);
    buf_str(xml, before);
    for (size_t i = 0; i < times; i++)
        buf_printf(xml, each, i);
    buf_str(xml, after);
    assert_true(buf_ok(xml));
    return buf_cstr(xml);
}

static void xml_that_would_eat_memory_is_refused(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20), xml = buf_new(32 << 20);

    assert_says(read_xml(repeated("", "<a>", 300, "", &xml), strings, &b), "nested too deeply");
    assert_says(read_xml(repeated("<a b=\"", "%zu,", 300000, "\"/>", &xml), strings, &b),
                "longer than 1 MiB");
    assert_says(read_xml(repeated("<a>", "<b%zu/>", 400000, "</a>", &xml), strings, &b), "of too many names");
    assert_says(
        read_xml(sound, repeated("<sst>", "<si><t>%zu</t></si>", XLSX_CELLS_MAX + 1, "</sst>", &xml), &b),
        "too many texts");
    const Part endless[] = {{"xl/workbook.xml",
                             repeated("<workbook><sheets>", "<sheet name=\"%zu\" r:id=\"a\"/>", 300,
                                      "</sheets></workbook>", &xml),
                             0}};
    assert_says(read_parts(endless, 1, &b), "it lists too many sheets");
    const Part named[] = {
        PART_WORKBOOK,
        {"xl/_rels/workbook.xml.rels",
         repeated("<a><Relationship Id=\"", "%zu", 9000, "\" Type=\"b\" Target=\"c\"/></a>", &xml), 0}};
    assert_says(read_parts(named, 2, &b), "it names too many parts, or one too long");
}

static void cells_are_bounded_in_number_place_and_length(void **state)
{
    (void)state;
    AUTO(buf_free) Buf b = buf_new(1 << 20), xml = buf_new(32 << 20);

    assert_says(read_xml(SHEET("<row r=\"5\"><c r=\"FAO5\"><v>1</v></c></row>"), strings, &b),
                "\"t.xlsx\", sheet \"表一\" (xl/worksheets/sheet1.xml), FAO5: too many columns");
    assert_string_equal(
        read_xml(SHEET("<row r=\"5\"><c r=\"A5\"><v>1</v></c><c r=\"XFD5\" s=\"1\"/></row>"), strings, &b),
        "5: #1\n");
    assert_says(read_xml(SHEET("<row r=\"1048577\"/>"), strings, &b),
                "a row number is wrong or beyond 1048576");
    assert_string_equal(read_xml(SHEET("<row r=\"1048576\"><c><v>1</v></c></row>"), strings, &b),
                        "1048576: #1\n");
    assert_says(read_xml(SHEET("<row r=\"1048576\"/><row/>"), strings, &b), "beyond 1048576");
    assert_says(
        read_xml(SHEET_MERGED("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1000\"><c r=\"ALM1000\">"
                              "<v>1</v></c></row>",
                              "<mergeCells><mergeCell ref=\"A1:ALL1000\"/></mergeCells>"),
                 strings, &b),
        "\"t.xlsx\" holds more than 1000000 cells by sheet \"表一\"; split the file");
    assert_says(read_xml(repeated("<worksheet><sheetData><row><c/><c t=\"inlineStr\"><is><t>", "%06zu,",
                                  10000, "</t></is></c></row></sheetData></worksheet>", &xml),
                         strings, &b),
                "B1: the cell is longer than 64 KiB");
    assert_says(read_xml(sound, repeated("<sst><si><t>", "%06zu,", 20000, "</t></si></sst>", &xml), &b),
                "A1: the cell is longer than 64 KiB");
    assert_says(read_xml(repeated("<worksheet><sheetData><row><c><v>", "%06zu,", 20000,
                                  "</v></c></row></sheetData></worksheet>", &xml),
                         strings, &b),
                "A1: the cell is longer than 64 KiB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_workbook_cut_anywhere_is_refused),
        cmocka_unit_test(a_changed_byte_is_noticed_or_changes_nothing),
        cmocka_unit_test(damage_names_the_file_the_part_and_the_way_out),
        cmocka_unit_test(what_is_no_workbook_is_refused_by_name),
        cmocka_unit_test(bombs_are_refused_before_they_are_unpacked),
        cmocka_unit_test(xml_that_would_eat_memory_is_refused),
        cmocka_unit_test(cells_are_bounded_in_number_place_and_length),
    };
    return cmocka_run_group_tests_name("exchange_xlsx_damage", tests, NULL, NULL);
}
