/* A zip container read from an open file: entries by name, each streamed, with its size and checksum proved.
 * Bounded by XLSX_* of base/limits.h. */
#pragma once
#include <stdio.h>

#include "base/err.h"

typedef struct Zip Zip;
/* name is what errors call the file. Both it and f stay the caller's and must outlive the Zip. Fails:
 * INVALID. */
MUST_USE bool zip_open(const char *name, FILE *f, Zip **z, Err *e);
void zip_close(Zip **z);
/* The entry's index; -1 when there is none. Letter case and the direction of slashes make no difference. */
int zip_find(const Zip *z, const char *entry);
/* Unpacked bytes of an entry. */
long long zip_bytes(const Zip *z, int entry);
/* Begins to read an entry and ends the one before: one at a time. */
MUST_USE bool zip_begin(Zip *z, int entry, Err *e);
/* Up to n more bytes; 0 at the end, by when length and checksum were proved. Fails: INVALID. */
MUST_USE bool zip_read(Zip *z, char *out, size_t n, size_t *got, Err *e);
/* Refuses the entry that is being read as damaged, with a few words on what is wrong; is false. */
bool zip_damaged(const Zip *z, Err *e, const char *why_zh, const char *why_en);
/* The names that sentences use. */
const char *zip_name(const Zip *z);
const char *zip_entry(const Zip *z);
