/* Import: files and city folders into the store. One file is one submission; a file or a folder is one
 * transaction: all or nothing. */
#pragma once
#include "city/records.h"
#include "indicator/intake.h"

/* The caller's words for figures whose file does not say: texts as people write them, NULL when not given. */
typedef struct ImportGiven {
    const char *indicator, *area, *period, *basis, *measure, *unit, *status, *against, *source;
} ImportGiven;

typedef struct ImportSpec {
    Intake intake; /* city is filled in by the import */
    ImportGiven given;
    const char *const *maps;
    size_t n_maps;
    bool accept_warnings, dry_run;
    Allowed allowed;
    void (*progress)(void *arg, const char *file, const TableReader *r); /* NULL: none */
    void *progress_arg;
} ImportSpec;

typedef struct ImportedFile {
    const char *path, *kind; /* "observations" or the city table */
    const char *encoding;
    const char *mapping; /* text; "" for a city table */
    Receipt receipt;     /* of an accepted file; a dry run gives only counts and hash */
    int64_t same_as;     /* submission that holds these bytes already; 0 when new */
} ImportedFile;

typedef struct ImportReport {
    Findings findings; /* of all files */
    ImportedFile *files;
    size_t n, cap;
    bool accepted; /* everything is on disk (or, in a dry run, would be) */
} ImportReport;

/* Imports one path: a file, or a folder of a city. Fails with REFUSED (findings say why, all of them),
 * NOT_FOUND, INVALID, IO, DB; nothing is stored then. out is filled in either case. */
MUST_USE bool import_path(Store *s, const char *path, const ImportSpec *spec, Arena *a, ImportReport *out,
                          Err *e);
/* One file from memory, as it came over a wire. */
typedef struct ImportBytes {
    const char *name, *bytes;
    size_t n;
    const CityTable *table; /* NULL: figures, whatever the name */
} ImportBytes;
MUST_USE bool import_bytes(Store *s, const ImportBytes *file, const ImportSpec *spec, Arena *a,
                           ImportReport *out, Err *e);
/* Rows of figures that are in memory; the first names the columns. What was handed in before with the same
 * rows is handed in again. */
typedef struct ImportRows {
    const char *name;
    const TableRow *rows; /* [n] */
    size_t n;
} ImportRows;
MUST_USE bool import_rows(Store *s, const ImportRows *rows, const ImportSpec *spec, Arena *a,
                          ImportReport *out, Err *e);
