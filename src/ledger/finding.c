#include "ledger/finding.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/limits.h"
#include "base/text.h"

void finding_add(Findings *fs, Severity severity, Place at, const char *code, const char *found,
                 const char *expected_fmt, ...)
{
    char expected[512];
    va_list ap;

    fs->n_faults += severity == FAULT;
    fs->n_warnings += severity == WARNING;
    fs->n_flags += severity == FLAG;
    if (fs->n >= FINDINGS_MAX)
        return;
    va_start(ap, expected_fmt);
    vsnprintf(expected, sizeof expected, expected_fmt, ap);
    va_end(ap);
    utf8_trim_broken_tail(expected);
    size_t keep = text_fit(found, 120);
    ARENA_PUSH(fs->arena, fs->items, fs->n, fs->cap);
    fs->items[fs->n++] = (Finding){.severity = severity,
                                   .code = code,
                                   .file = fs->file,
                                   .sheet = fs->sheet,
                                   .at = at,
                                   .found = arena_strndup(fs->arena, found, keep),
                                   .expected = arena_strdup(fs->arena, expected)};
}

const char *severity_code(Severity s)
{
    static const char *const codes[] = {[FLAG] = "flag", [WARNING] = "warning", [FAULT] = "fault"};

    return codes[s];
}

const char *column_letters(size_t col, char out[16])
{
    size_t i = 15;

    out[i] = '\0';
    while (col > 0 && i > 0) {
        out[--i] = (char)('A' + (col - 1) % 26);
        col = (col - 1) / 26;
    }
    return out + i;
}

static void place(const Finding *f, Lang lang, Buf *out)
{
    char letters[16];

    buf_str(out, f->file);
    if (f->sheet && *f->sheet)
        buf_printf(out, TEXT(lang, " 表“%s”", " sheet \"%s\""), f->sheet);
    if (f->at.row)
        buf_printf(out, TEXT(lang, " 第%zu行", " row %zu"), f->at.row);
    if (f->at.col)
        buf_printf(out, TEXT(lang, "%s列", " column %s"), column_letters(f->at.col, letters));
}

void finding_line(const Finding *f, Lang lang, Buf *out)
{
    static const char *const zh[] = {[FLAG] = "提示", [WARNING] = "警告", [FAULT] = "错误"};

    place(f, lang, out);
    buf_printf(out, TEXT(lang, " %s", " %s"), TEXT(lang, zh[f->severity], severity_code(f->severity)));
    if (*f->found)
        buf_printf(out, TEXT(lang, "：“%s”", ": \"%s\""), f->found);
    buf_printf(out, TEXT(lang, "——%s", "; %s"), f->expected);
}

void findings_record(const Findings *fs, Buf *out)
{
    for (size_t i = 0; i < fs->n; i++) {
        bool ours = strcmp(fs->items[i].file, fs->file) == 0;
        if (fs->items[i].severity == FAULT || !ours)
            continue;
        finding_line(&fs->items[i], fs->lang, out);
        buf_char(out, '\n');
    }
}
