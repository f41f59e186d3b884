/* Findings: what a check has to say about a file, each with its place, what was found and what was expected.
 * All of them are collected before anything is refused. */
#pragma once
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

typedef enum Severity {
    FLAG,    /* told and kept on record; hinders nothing */
    WARNING, /* must be accepted by the one who hands in */
    FAULT,   /* the file is refused */
} Severity;

typedef struct Place {
    size_t row, col; /* from 1; 0 where the finding is about the whole file or row */
} Place;

typedef struct Finding {
    Severity severity;
    const char *code; /* "unknown-indicator": stable, for machines */
    const char *file, *sheet;
    Place at;
    const char *found, *expected; /* in the language of the Findings */
} Finding;

typedef struct Findings {
    Arena *arena;
    Lang lang;
    const char *file, *sheet; /* where the checks are reading now */
    Finding *items;           /* at most FINDINGS_MAX are kept; all are counted */
    size_t n, cap;
    size_t n_faults, n_warnings, n_flags;
} Findings;

/* expected: zh and en formats with the same arguments; found is copied. */
#define FINDING(fs, severity, at, code, found, zh, en, ...)                                                  \
    finding_add((fs), (severity), (at), (code), (found), TEXT((fs)->lang, zh, en), ##__VA_ARGS__)
void finding_add(Findings *fs, Severity severity, Place at, const char *code, const char *found,
                 const char *expected_fmt, ...) PRINTF(6, 7);
/* One line: "data.xlsx 表 Sheet1 第7行C列:“abc”,应为……". */
void finding_line(const Finding *f, Lang lang, Buf *out);
const char *severity_code(Severity s);
/* Column letters as Excel has them: 1 "A", 27 "AA". */
const char *column_letters(size_t col, char out[16]);
/* Warnings and flags of the file that is being read, one a line: what its receipt keeps. */
void findings_record(const Findings *fs, Buf *out);
