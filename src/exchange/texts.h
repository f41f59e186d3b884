/* The texts of a workbook: rich text gathered run by run, and the table of shared strings. */
#pragma once
#include "base/buf.h"
#include "base/limits.h"
#include "base/text.h"
#include "exchange/xml.h"

enum {
    XLSX_STRINGS_MAX = XLSX_CELLS_MAX,        /* shared strings of a workbook */
    XLSX_STRING_BYTES_MAX = 64 * 1024 * 1024, /* all of them together */
};

/* One <si> or <is>, from the events inside it. Readings above the text (phonetic runs) are left out. */
typedef struct RichText {
    Buf buf;
    size_t run; /* where the open <t> began */
    int phonetic;
    bool in_t, preserves;
} RichText;

RichText rich_new(void);
void rich_free(RichText *t);
void rich_begin(RichText *t);
void rich_start(RichText *t, const char *name, bool preserves);
void rich_end(RichText *t, const char *name);
void rich_add(RichText *t, const char *s, size_t n);
/* What was gathered, its _x000A_ escapes undone in place, trimmed; valid until rich_begin. False: longer than
 * FIELD_MAX. */
bool rich_done(RichText *t, Str *out);
/* Undoes _xHHHH_ escapes in place; the new length. */
size_t xstring_decode(char *s, size_t n);

typedef struct Strings {
    Str *items; /* .s is NULL where the text is longer than FIELD_MAX */
    size_t n;
} Strings;

/* Reads the part into the arena. Fails: INVALID. */
MUST_USE bool strings_read(Zip *z, int entry, Arena *a, Strings *out, Err *e);
