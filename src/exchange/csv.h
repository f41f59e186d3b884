/* CSV cut into cells: RFC 4180 with the separators and line ends that spreadsheets write. Works on UTF-8
 * bytes. */
#pragma once
#include "exchange/table.h"

/* Gives up to n more bytes of UTF-8; 0 at the end. False with a sentence in e. */
typedef bool CsvSource(void *from, char *out, size_t n, size_t *got, Err *e);

typedef struct Csv Csv;
/* name is what errors call the file. The separator (, ; or tab) is taken from the first line. */
Csv *csv_new(const char *name, CsvSource *source, void *from);
void csv_free(Csv **c);
/* The next record; cells point into the reader's buffer until the next call. Fails with INVALID naming the
 * line. */
MUST_USE bool csv_next(Csv *c, TableRow *row, bool *more, Err *e);
