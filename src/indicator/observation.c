#include "indicator/observation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "city/records.h"
#include "indicator/canonical.h"

enum { REMARKS_KEPT = 256 };

typedef struct Remark {
    char *text;
    size_t n;
    int64_t id;
} Remark;

struct ObservationWriter {
    Store *s;
    Submission *sub;
    Buf text;
    Remark kept[REMARKS_KEPT]; /* texts lately seen, by hash */
    const char *against;       /* the last peer set */
    int64_t against_id;
    int64_t next_remark;
};

ObservationWriter *observation_writer(Store *s, Submission *sub)
{
    ObservationWriter *w = calloc(1, sizeof *w);

    if (!w)
        abort();
    w->s = s;
    w->sub = sub;
    w->text = buf_new(CANONICAL_MAX);
    return w;
}

void observation_writer_free(ObservationWriter **w)
{
    if (!*w)
        return;
    for (size_t i = 0; i < REMARKS_KEPT; i++)
        free((*w)->kept[i].text);
    buf_free(&(*w)->text);
    free(*w);
    *w = NULL;
}

static bool store_remark(ObservationWriter *w, Str text, int64_t *id, Err *e)
{
    int64_t city = w->sub->intake->city;
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(w->s, SQL_REMARK_BY_CONTENT, &q, e, INT(city), STRARG(text)) && query_next(q, &row, e));
    if (row) {
        *id = query_int(q, 0);
        return true;
    }
    if (!w->next_remark) {
        query_end(&q);
        TRY(QUERY(w->s, SQL_REMARK_LAST, &q, e, INT(city)) && query_next(q, &row, e));
        w->next_remark = query_int(q, 0) + 1;
    }
    *id = w->next_remark++;
    return RUN(w->s, SQL_REMARK_INSERT, e, INT(city), INT(*id), STRARG(text));
}

static bool remark_id(ObservationWriter *w, Str text, int64_t *id, Err *e)
{
    *id = 0;
    if (!text.n)
        return true;
    Remark *r = &w->kept[crc32_of(text.s, text.n) % REMARKS_KEPT];
    if (r->text && r->n == text.n && memcmp(r->text, text.s, text.n) == 0) {
        *id = r->id;
        return true;
    }
    TRY(store_remark(w, text, id, e));
    free(r->text);
    r->text = strndup(text.s, text.n);
    if (!r->text)
        abort();
    r->n = text.n;
    r->id = *id;
    return true;
}

static bool against_id(ObservationWriter *w, const char *set, int64_t *id, Err *e)
{
    *id = 0;
    if (!*set)
        return true;
    if (!w->against || strcmp(w->against, set) != 0) {
        TRY(dimension_id(w->s, w->sub->intake->city, "peer_set", set, &w->against_id, e));
        w->against = set;
    }
    *id = w->against_id;
    return true;
}

bool observation_store(ObservationWriter *w, const Observation *o, bool *duplicate, Err *e)
{
    const Fact *f = &o->fact;
    int64_t source, note, against;

    *duplicate = false;
    TRY(remark_id(w, o->source, &source, e) && remark_id(w, o->note, &note, e) &&
        against_id(w, o->against, &against, e));
    Canonical c = {.indicator = str_of(o->indicator->code),
                   .area = str_of(o->area->code),
                   .against = str_of(o->against),
                   .source = o->source,
                   .note = o->note,
                   .basis = f->basis,
                   .measure = f->measure,
                   .period = period_code(f->period),
                   .known_on = f->known_on,
                   .submission = w->sub->id,
                   .value = f->value,
                   .decimals = f->decimals,
                   .status = f->status,
                   .sheet = f->sheet,
                   .line = f->row,
                   .cell = f->col};
    canonical_text(&c, &w->text);
    Err refused = {.lang = e->lang};
    bool ok =
        RUN(w->s, SQL_OBSERVATION_INSERT, &refused, INT(w->sub->intake->city), INT(o->indicator->id),
            INT(o->area->id), INT(c.basis), INT(c.measure), INT(against), INT(c.period), INT(c.known_on),
            INT(c.submission), REAL(c.value), INT(c.decimals), INT(c.status), INT(c.sheet), INT(c.line),
            INT(c.cell), INT(source), INT(note), INT(crc32_of(w->text.s, w->text.n)));
    if (!ok) {
        *duplicate = refused.kind == ERR_CONFLICT;
        return *duplicate || err_set(e, refused.kind, "%s", refused.msg);
    }
    sha256_add(w->sub->rows, w->text.s, w->text.n);
    w->sub->n_rows++;
    return true;
}

bool observation_place(ObservationWriter *w, const Observation *o, Place *at, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const Fact *f = &o->fact;
    int64_t against;
    bool row;

    *at = (Place){0};
    TRY(against_id(w, o->against, &against, e));
    TRY(QUERY(w->s, SQL_OBSERVATION_PLACE, &q, e, INT(w->sub->intake->city), INT(o->indicator->id),
              INT(o->area->id), INT(f->basis), INT(f->measure), INT(against), INT(period_code(f->period)),
              INT(f->known_on), INT(w->sub->id)));
    TRY(query_next(q, &row, e));
    if (row)
        *at = (Place){(size_t)query_int(q, 1), (size_t)query_int(q, 2)};
    return true;
}
