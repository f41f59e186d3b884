/* A workbook: whole bytes of a zip, or one part of an otherwise sound one, which the first byte chooses; so
 * the fuzzer reaches the XML behind the checksums. */
#include <stdint.h>

#include "base/buf.h"
#include "base/hash.h"
#include "fuzz_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

typedef struct Part {
    const char *name, *text;
} Part;

#define RELATION(id, type, target)                                                                           \
    "<Relationship Id=\"" id "\" Type=\"http://x/" type "\" Target=\"" target "\"/>"

/* The sound parts. */
static const Part sound[] = {
    {"xl/worksheets/sheet1.xml",
     "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c s=\"1\"><v>44348</v></c><c "
     "s=\"2\"><v>0.177"
     "</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"},
    {"xl/sharedStrings.xml", "<sst><si><t>a</t></si><si><r><t xml:space=\"preserve\"> b</t></r></si></sst>"},
    {"xl/styles.xml",
     "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"0.0%\"/></numFmts><cellXfs><xf "
     "numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/></cellXfs></styleSheet>"},
    {"xl/workbook.xml", "<workbook><sheets><sheet name=\"1\" r:id=\"a\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships>" RELATION("a", "worksheet", "worksheets/sheet1.xml") RELATION(
         "b", "styles", "styles.xml") RELATION("c", "sharedStrings", "sharedStrings.xml") "</Relationships>"},
};

static void number(Buf *b, uint32_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_char(b, (char)(v >> (8 * i) & 0xFF));
}

/* What the local and the central header of a stored entry have in common. */
static void header(Buf *b, const char *name, uint32_t crc, size_t n)
{
    number(b, 20, 2);
    number(b, 0, 2);
    number(b, 0, 2);
    number(b, 0x210000, 4);
    number(b, crc, 4);
    number(b, (uint32_t)n, 4);
    number(b, (uint32_t)n, 4);
    number(b, (uint32_t)strlen(name), 2);
    number(b, 0, 2);
}

static void store(Buf *zip, Buf *directory, const char *name, const char *text, size_t n)
{
    uint32_t crc = crc32_of(text, n), at = (uint32_t)zip->n;

    buf_add(zip, "PK\3\4", 4);
    header(zip, name, crc, n);
    buf_str(zip, name);
    buf_add(zip, text, n);
    buf_add(directory, "PK\1\2", 4);
    number(directory, 20, 2);
    header(directory, name, crc, n);
    number(directory, 0, 4);
    number(directory, 0, 4);
    number(directory, 0, 2);
    number(directory, at, 4);
    buf_str(directory, name);
}

static void fuzz_part(size_t chosen, const char *text, size_t n)
{
    AUTO(buf_free) Buf zip = buf_new(64 << 20), directory = buf_new(1 << 20);

    for (size_t i = 0; i < COUNT(sound); i++)
        store(&zip, &directory, sound[i].name, i == chosen ? text : sound[i].text,
              i == chosen ? n : strlen(sound[i].text));
    uint32_t at = (uint32_t)zip.n;
    buf_add(&zip, buf_cstr(&directory), directory.n);
    buf_add(&zip, "PK\5\6\0\0\0\0", 8);
    number(&zip, COUNT(sound), 2);
    number(&zip, COUNT(sound), 2);
    number(&zip, (uint32_t)directory.n, 4);
    number(&zip, at, 4);
    number(&zip, 0, 2);
    fuzz_table("fuzz.xlsx", zip.s, zip.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const char *bytes = (const char *)data;

    if (n > 0 && data[0] >= '0' && data[0] < '0' + (int)COUNT(sound))
        fuzz_part((size_t)(data[0] - '0'), bytes + 1, n - 1);
    else
        fuzz_table("fuzz.xlsx", bytes, n);
    return 0;
}
