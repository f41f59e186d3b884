#include "view/facts_csv.h"

#include <string.h>

#include "render/csv_text.h"

const char *const fact_columns[FACT_COLUMNS] = {"indicator", "area",    "period", "basis",
                                                "measure",   "value",   "unit",   "status",
                                                "known_on",  "against", "source", "note"};

void fact_cells(const Catalogue *c, Arena *a, const Canonical *k, FactCells *out)
{
    const Indicator *i = catalogue_by_code(c, str_dup(a, k->indicator));
    Measure m = (Measure)k->measure;
    bool growth = m == MEASURE_YOY || m == MEASURE_AVG2, rank = m == MEASURE_RANK || m == MEASURE_RANK_VALUE;
    Period p = {0};

    (void)period_from_code(k->period, &p);
    period_text(p, out->period);
    num_to_fixed(k->value, k->decimals, out->value);
    date_text(k->known_on, out->known);
    const char *cells[FACT_COLUMNS] = {str_dup(a, k->indicator),
                                       str_dup(a, k->area),
                                       out->period,
                                       basis_code((Basis)k->basis),
                                       measure_code(m),
                                       out->value,
                                       rank || !i ? ""
                                       : growth   ? "%"
                                                  : i->unit,
                                       status_code((Status)k->status),
                                       out->known,
                                       str_dup(a, k->against),
                                       str_dup(a, k->source),
                                       str_dup(a, k->note)};
    memcpy(out->cells, cells, sizeof cells);
}

typedef struct Writing {
    const Catalogue *catalogue;
    Buf *out;
    int64_t rows;
} Writing;

static void write_row(Buf *out, const char *const *cells)
{
    for (size_t i = 0; i < FACT_COLUMNS; i++)
        csv_field(out, cells[i]);
    csv_end(out);
}

static bool write_fact(void *arg, const Canonical *k, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    Writing *w = arg;
    FactCells f;

    (void)e;
    fact_cells(w->catalogue, a, k, &f);
    write_row(w->out, f.cells);
    w->rows++;
    return true;
}

bool facts_csv(const View *known, const Catalogue *c, Buf *out, int64_t *rows, Err *e)
{
    Writing w = {c, out, 0};

    write_row(out, fact_columns);
    TRY(carry_facts(known, write_fact, &w, e));
    *rows = w.rows;
    return true;
}
