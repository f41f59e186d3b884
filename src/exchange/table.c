#include "exchange/table.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "exchange/csv.h"
#include "exchange/xlsx.h"

enum { CHUNK = 128 * 1024, DIGEST = SHA256_HEX };

struct TableReader {
    char *name;
    FILE *file;
    long long done, total;
    const char *encoding;
    iconv_t convert; /* (iconv_t)-1 for UTF-8 */
    char raw[CHUNK]; /* bytes that iconv has not taken yet */
    size_t n_raw;
    Sha256 *hash;
    char sha256[DIGEST];
    Csv *csv; /* one of the three */
    Xlsx *xlsx;
    const TableRow *rows; /* [n_rows] */
    size_t n_rows, next_row;
    bool held; /* it reads rows */
};

/* ---- encodings ---- */

/* Bytes at the end of s that begin a UTF-8 character without ending it. */
static size_t open_tail(const char *s, size_t n)
{
    for (size_t k = 1; k <= 3 && k <= n; k++) {
        unsigned char c = (unsigned char)s[n - k];
        if ((c & 0xC0) == 0x80)
            continue;
        size_t want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return want > k ? k : 0;
    }
    return 0;
}

/* Reads the whole file once: is every byte of it UTF-8? */
static bool is_utf8(FILE *f, char *buf, size_t cap)
{
    size_t keep = 0, got;

    while ((got = fread(buf + keep, 1, cap - keep, f)) > 0) {
        size_t n = keep + got;
        keep = open_tail(buf, n);
        if (!utf8_valid(buf, n - keep))
            return false;
        memmove(buf, buf + n - keep, keep);
    }
    return keep == 0;
}

static bool choose_encoding(TableReader *r, Err *e)
{
    size_t n = fread(r->raw, 1, 8, r->file);
    const char *from = NULL;
    int skip = 0;

    if (n >= 4 && (memcmp(r->raw, "PK\3\4", 4) == 0 || memcmp(r->raw, "PK\5\6", 4) == 0)) {
        r->encoding = "XLSX";
        return true;
    }
    if (n >= 8 && memcmp(r->raw, "\xD0\xCF\x11\xE0", 4) == 0)
        return ERR(e, ERR_INVALID, "“%s”是旧格式 .xls 或加了密码；请去掉密码并另存为 .xlsx 或 CSV",
                   "\"%s\" is an old .xls or has a password; save it without one as .xlsx or CSV", r->name);
    if (n >= 2 && (memcmp(r->raw, "\xFF\xFE", 2) == 0 || memcmp(r->raw, "\xFE\xFF", 2) == 0)) {
        from = r->raw[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE";
        skip = 2;
    } else if (n >= 3 && memcmp(r->raw, "\xEF\xBB\xBF", 3) == 0) {
        skip = 3;
    }
    rewind(r->file);
    if (!from && !is_utf8(r->file, r->raw, sizeof r->raw))
        from = "GB18030";
    r->encoding = from ? from : skip ? "UTF-8 (BOM)" : "UTF-8";
    r->convert = from ? iconv_open("UTF-8", from) : (iconv_t)-1;
    if (from && r->convert == (iconv_t)-1)
        return ERR(e, ERR_IO, "本机不能转换 %s", "this machine cannot convert %s", from);
    rewind(r->file);
    /* The hash covers the mark too. */
    char mark[4];
    r->done = (long long)fread(mark, 1, (size_t)skip, r->file);
    sha256_add(r->hash, mark, (size_t)skip);
    return true;
}

/* ---- bytes ---- */

static bool read_raw(TableReader *r, char *out, size_t n, size_t *got, Err *e)
{
    *got = fread(out, 1, n, r->file);
    if (ferror(r->file))
        return ERR(e, ERR_IO, "读“%s”出错：%s", "reading \"%s\" failed: %s", r->name, strerror(errno));
    sha256_add(r->hash, out, *got);
    r->done += (long long)*got;
    return true;
}

/* Gives UTF-8 from another encoding. */
static bool read_converted(TableReader *r, char *out, size_t n, size_t *got, Err *e)
{
    char *to = out;
    size_t room = n, more = 0;

    while (to == out) {
        TRY(read_raw(r, r->raw + r->n_raw, sizeof r->raw - r->n_raw, &more, e));
        r->n_raw += more;
        if (!r->n_raw)
            break;
        char *from = r->raw;
        size_t left = r->n_raw;
        size_t rc = iconv(r->convert, &from, &left, &to, &room);
        bool bad = rc == (size_t)-1 && (errno == EILSEQ || (errno == EINVAL && !more));
        if (bad)
            return ERR(e, ERR_INVALID, "“%s”第 %lld 字节附近既不是 UTF-8 也不是 %s；请另存为 CSV(UTF-8)",
                       "\"%1$s\" is neither UTF-8 nor %3$s near byte %2$lld; save it as CSV (UTF-8)", r->name,
                       r->done - (long long)left, r->encoding);
        memmove(r->raw, from, left);
        r->n_raw = left;
    }
    *got = (size_t)(to - out);
    return true;
}

static bool read_text(void *from, char *out, size_t n, size_t *got, Err *e)
{
    TableReader *r = from;

    if (r->convert != (iconv_t)-1)
        return read_converted(r, out, n, got, e);
    return read_raw(r, out, n, got, e);
}

/* ---- the reader ---- */

/* A workbook is read here and there, so its hash is taken before. */
static bool open_workbook(TableReader *r, Err *e)
{
    size_t got = 1;

    if (r->total > XLSX_UNPACKED_MAX)
        return ERR(e, ERR_INVALID, "“%s”超过 %lld MiB；请删去图片或分成几个文件",
                   "\"%s\" is larger than %lld MiB; remove pictures or split it", r->name,
                   XLSX_UNPACKED_MAX >> 20);
    rewind(r->file);
    while (got)
        TRY(read_raw(r, r->raw, sizeof r->raw, &got, e));
    sha256_hex(r->hash, r->sha256);
    return xlsx_open(r->name, r->file, &r->xlsx, e);
}

static bool open_stream(const char *name, FILE *f, TableReader **out, Err *e)
{
    TableReader *r = calloc(1, sizeof *r);

    if (!r || !(r->name = strdup(name)))
        abort();
    r->file = f;
    r->convert = (iconv_t)-1;
    r->hash = sha256_new();
    fseeko(f, 0, SEEK_END);
    r->total = ftello(f);
    rewind(f);
    bool ok = r->total <= FILE_BYTES_MAX ||
              ERR(e, ERR_INVALID, "“%s”超过 %lld GiB；请分成几个文件",
                  "\"%s\" is larger than %lld GiB; split it", name, FILE_BYTES_MAX >> 30);
    ok = ok && choose_encoding(r, e);
    bool workbook = ok && strcmp(r->encoding, "XLSX") == 0;
    if (!ok || (workbook && !open_workbook(r, e))) {
        table_close(&r);
        return false;
    }
    if (!workbook)
        r->csv = csv_new(r->name, read_text, r);
    *out = r;
    return true;
}

bool table_open(const char *path, TableReader **r, Err *e)
{
    struct stat st;
    FILE *f = stat(path, &st) == 0 && !S_ISDIR(st.st_mode) ? fopen(path, "rb") : NULL;

    if (!f && errno == ENOENT)
        return ERR(e, ERR_NOT_FOUND, "没有文件“%s”", "there is no file \"%s\"", path);
    if (!f)
        return ERR(e, ERR_IO, "不能读“%s”：%s", "cannot read \"%s\": %s", path,
                   S_ISDIR(st.st_mode) ? TEXT(e->lang, "是目录", "it is a folder") : strerror(errno));
    return open_stream(path, f, r, e);
}

bool table_open_memory(const char *name, const char *bytes, size_t n, TableReader **r, Err *e)
{
    FILE *f = n ? fmemopen((void *)(uintptr_t)bytes, n, "rb") : tmpfile();

    return f ? open_stream(name, f, r, e) : ERR(e, ERR_IO, "不能读“%s”", "cannot read \"%s\"", name);
}

/* What a reader of files would have refused. */
static bool check_held(const char *name, const TableRow *row, Err *e)
{
    for (size_t i = 0; i < row->n; i++) {
        Str s = row->cells[i].text;
        if (s.n > FIELD_MAX)
            return ERR(e, ERR_INVALID, "“%s”第 %zu 行第 %zu 格超过 %d 字节",
                       "\"%s\" row %zu cell %zu is longer than %d bytes", name, row->number, i + 1,
                       FIELD_MAX);
        if (s.n && !utf8_valid(s.s, s.n))
            return ERR(e, ERR_INVALID, "“%s”第 %zu 行第 %zu 格不是 UTF-8",
                       "\"%s\" row %zu cell %zu is not UTF-8", name, row->number, i + 1);
    }
    return true;
}

bool table_open_rows(const char *name, const TableRow *rows, size_t n, TableReader **out, Err *e)
{
    for (size_t i = 0; i < n; i++)
        TRY(check_held(name, &rows[i], e));
    TableReader *r = calloc(1, sizeof *r);
    if (!r || !(r->name = strdup(name)))
        abort();
    r->convert = (iconv_t)-1;
    r->hash = sha256_new();
    r->encoding = "UTF-8";
    r->rows = rows;
    r->held = true;
    r->n_rows = n;
    r->total = (long long)n;
    *out = r;
    return true;
}

void table_close(TableReader **r)
{
    if (!*r)
        return;
    csv_free(&(*r)->csv);
    xlsx_close(&(*r)->xlsx);
    if ((*r)->convert != (iconv_t)-1)
        iconv_close((*r)->convert);
    if ((*r)->file)
        fclose((*r)->file);
    sha256_free(&(*r)->hash);
    free((*r)->name);
    free(*r);
    *r = NULL;
}

size_t table_sheets(const TableReader *r)
{
    return r->xlsx ? xlsx_sheets(r->xlsx) : 1;
}

const char *table_sheet_name(const TableReader *r, size_t sheet)
{
    return r->xlsx ? xlsx_sheet_name(r->xlsx, sheet) : "";
}

bool table_select(TableReader *r, size_t sheet, Err *e)
{
    if (r->xlsx)
        return xlsx_select(r->xlsx, sheet, e);
    return sheet == 0 || ERR(e, ERR_NOT_FOUND, "“%s”只有一个表", "\"%s\" has one sheet only", r->name);
}

/* The cells of a row, each behind its length, so that no two tables have the same text. */
static void hash_row(TableReader *r, const TableRow *row)
{
    char head[32];

    for (size_t i = 0; i < row->n; i++) {
        snprintf(head, sizeof head, "%zu:", row->cells[i].text.n);
        sha256_add(r->hash, head, strlen(head));
        sha256_add(r->hash, row->cells[i].text.s, row->cells[i].text.n);
    }
    sha256_add(r->hash, "\n", 1);
}

static void next_held(TableReader *r, TableRow *row, bool *more)
{
    *more = r->next_row < r->n_rows;
    if (*more) {
        *row = r->rows[r->next_row++];
        hash_row(r, row);
        r->done = (long long)r->next_row;
    } else if (!*r->sha256) {
        sha256_hex(r->hash, r->sha256);
    }
}

bool table_next(TableReader *r, TableRow *row, bool *more, Err *e)
{
    if (r->held) {
        next_held(r, row, more);
        return true;
    }
    if (r->xlsx)
        return xlsx_next(r->xlsx, row, more, e);
    TRY(csv_next(r->csv, row, more, e));
    if (!*more && !*r->sha256)
        sha256_hex(r->hash, r->sha256);
    return true;
}

const char *table_sha256(const TableReader *r)
{
    return r->sha256;
}

void table_progress(const TableReader *r, long long *done, long long *total)
{
    if (r->xlsx) {
        xlsx_progress(r->xlsx, done, total);
        return;
    }
    *done = r->done;
    *total = r->total;
}

const char *table_encoding(const TableReader *r)
{
    return r->encoding;
}
