/* Mapping: what each column of a sheet is. Guessed from titles, headers and the first rows; whatever the
 * caller gives comes first; shown to the caller in any case. Three shapes need no naming: long (a row a
 * figure), one row an area or indicator with a column each, one column a period. */
#pragma once
#include "base/buf.h"
#include "exchange/table.h"
#include "indicator/labels.h"
#include "ledger/finding.h"

typedef struct Column {
    Attr role;          /* an attribute of the row, ATTR_FIGURE, ATTR_IGNORE or ATTR_NONE (unknown) */
    Attrs says;         /* what the header says about the figures below it */
    const char *header; /* as written, its levels joined by " / " */
} Column;

/* A copy of a row that outlives the reader's next. */
typedef struct HeldRow {
    size_t number, n;
    Cell *cells;
} HeldRow;

typedef struct Mapping {
    Column *columns; /* [n] */
    size_t n;
    Attrs base;    /* given by the caller, then by titles */
    HeldRow *held; /* rows read ahead: the data begins at held[first] */
    size_t n_held, first;
} Mapping;

typedef struct MappingSpec {
    Attrs given;             /* --period, --area, --indicator ... */
    const char *const *maps; /* "C=IVA:yoy", "名称=area", "5=ignore" */
    size_t n_maps;
} MappingSpec;

/* Reads the head of the reader's sheet and decides. Columns that hold figures nobody can name are faults. */
MUST_USE bool mapping_guess(TableReader *r, Labels *l, const MappingSpec *spec, Findings *fs, Mapping *out,
                            Err *e);
/* One line a column: "B 工业增加值 / 同比 → IVA 同比". */
void mapping_text(const Mapping *m, Lang lang, Buf *out);
