/* Long tables of series: one row an observation (id, period, value), the rows of a series together. One
 * series in memory at a time, whatever the length of the file. */
#pragma once
#include "base/buf.h"
#include "exchange/table.h"
#include "period/period.h"

typedef struct LongSeries {
    const char *id; /* in the arena */
    Period first;   /* of the first value */
    double *y;      /* [n] in the arena; NAN where the file has no value */
    size_t n;
    size_t row; /* of the file, where the series begins */
} LongSeries;

/* Faults: one line of text each, at most LONG_FAULTS_SHOWN of them; all are counted. */
enum { LONG_FAULTS_SHOWN = 100, LONG_SERIES_ROWS_MAX = 100000, LONG_IDS_REMEMBERED = 1 << 20 };

typedef struct LongReader LongReader;
/* Opens CSV or XLSX and reads its header. Fails: as table_open; INVALID when a column is absent. */
MUST_USE bool long_reader_open(const char *path, LongReader **r, Err *e);
void long_reader_close(LongReader **r);

/**
 * The next series. Rows that cannot be read are left out and told, each with its row, in faults: no period,
 * another frequency than the series began with, a period twice, no number, an id that was already finished
 * (remembered for the last LONG_IDS_REMEMBERED series). *more is false behind the last. Fails with INVALID
 * when the file itself cannot be read on.
 */
MUST_USE bool long_reader_next(LongReader *r, Arena *a, LongSeries *out, bool *more, Err *e);
/* What was found wrong since the last call, in the language of the errors; cleared by the call. */
void long_reader_faults(LongReader *r, Buf *to);
size_t long_reader_fault_count(const LongReader *r); /* since it was opened */
