/* A workbook of one sheet in memory: made in a temporary file, which is gone afterwards. */
#pragma once
#include "base/arena.h"
#include "base/buf.h"
#include "exchange/xlsx_out.h"

typedef struct WorkbookSpec {
    const char *sheet; /* its name */
    bool (*write)(void *arg, XlsxOut *x, Err *e);
    void *arg;
} WorkbookSpec;
/* Fails: IO, and what write fails with. */
MUST_USE bool workbook_make(const WorkbookSpec *spec, Arena *a, Buf *out, Err *e);
