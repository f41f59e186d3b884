#include "http/handlers.h"
#include "view/judging.h"

bool get_record(Call *c, Err *e)
{
    Judged *items;
    RecordScore score;
    size_t n;

    TRY(record_load(&c->outlook, &items, &n, e));
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (call_allows_pair(c, READ_TARGETS, items[i].indicator, items[i].area))
            items[kept++] = items[i];
    n = kept;
    RecordResult *results = NEW_N(c->viewer.arena, RecordResult, n + 1);
    Rows rows = {.arena = c->viewer.arena};
    TRY(record_score(&c->outlook, items, n, results, &score, e));
    judged_rows(&c->viewer, items, results, n, &rows);
    if (c->format == FORMAT_JSON)
        record_json(&rows, &score, &c->json);
    else
        c->rows = rows;
    return true;
}
