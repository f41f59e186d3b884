#include "indicator/revisions.h"

static Revision revision_of(const Query *q, const Catalogue *c, Arena *a)
{
    Revision r = {.indicator = catalogue_by_id(c, (int)query_int(q, 0)),
                  .area = city_area_by_id(c->city, (int)query_int(q, 1)),
                  .now = {.basis = (Basis)query_int(q, 2),
                          .measure = (Measure)query_int(q, 3),
                          .against = (int)query_int(q, 4),
                          .known_on = (int)query_int(q, 6),
                          .submission = query_int(q, 7),
                          .value = query_real(q, 8),
                          .decimals = (int)query_int(q, 9),
                          .status = (Status)query_int(q, 10)},
                  .by = str_dup(a, query_text(q, 16)),
                  .received_at = str_dup(a, query_text(q, 17)),
                  .file = str_dup(a, query_text(q, 18))};

    (void)period_from_code((int)query_int(q, 5), &r.now.period);
    r.before = (Fact){.period = r.now.period,
                      .basis = r.now.basis,
                      .measure = r.now.measure,
                      .value = query_real(q, 11),
                      .decimals = (int)query_int(q, 12),
                      .status = (Status)query_int(q, 13),
                      .known_on = (int)query_int(q, 14),
                      .submission = query_int(q, 15)};
    return r;
}

bool revisions_since(const View *v, const Catalogue *c, int since, Arena *a, RevisionList *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    *out = (RevisionList){0};
    TRY(QUERY(v->s, SQL_OBSERVATION_REVISED, &q, e, INT(v->city->id), INT(v->as_of ? v->as_of : 99991231),
              INT(since)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, out->items, out->n, out->cap);
        Revision r = revision_of(q, c, a);
        out->items[out->n] = r;
        bool sample = r.now.status == STATUS_SAMPLE || r.before.status == STATUS_SAMPLE;
        bool seen = view_sees_all(v, r.indicator, r.area);
        out->n += seen && !fact_retells(&r.now, &r.before) && !(sample && v->no_sample);
    }
}
