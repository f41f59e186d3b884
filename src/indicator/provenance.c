/* Where a fact came from. */
#include <stdio.h>

#include "indicator/history.h"
#include "ledger/finding.h"

static bool sheet_name(Store *s, const City *c, const Fact *f, Arena *a, const char **name, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row = true;

    *name = "";
    if (!f->sheet)
        return true;
    TRY(QUERY(s, SQL_SHEET_ALL, &q, e, INT(c->id), INT(f->submission)));
    while (row) {
        TRY(query_next(q, &row, e));
        if (row && query_int(q, 0) == f->sheet)
            *name = str_dup(a, query_text(q, 1));
    }
    return true;
}

bool history_provenance(Store *s, const City *c, const Fact *f, Arena *a, Provenance *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    char letters[16];
    bool row;

    *out = (Provenance){.submission = f->submission};
    TRY(QUERY(s, SQL_SUBMISSION_BY_ID, &q, e, INT(c->id), INT(f->submission)) && query_next(q, &row, e));
    if (!row)
        return ERR(e, ERR_DB, "数据所属的第 %lld 号提交不在库中；请运行 qingyu verify",
                   "submission %lld, which a fact belongs to, is not in the store; run qingyu verify",
                   (long long)f->submission);
    out->file = str_dup(a, query_text(q, 2));
    out->received_at = str_dup(a, query_text(q, 4));
    out->by = str_dup(a, query_text(q, 5));
    out->file_sha256 = str_dup(a, query_text(q, 6));
    out->cell = arena_printf(a, "%s%d", column_letters((size_t)f->col, letters), f->row);
    return sheet_name(s, c, f, a, &out->sheet, e) && history_text(s, c, f->source, a, &out->source, e) &&
           history_text(s, c, f->note, a, &out->note, e);
}
