#include "indicator/carry.h"

static void put(Arena *a, Texts *t, int64_t id, Str text)
{
    while (t->n <= (size_t)id) {
        ARENA_PUSH(a, t->items, t->n, t->cap);
        t->items[t->n++] = (Str){"", 0};
    }
    t->items[id] = (Str){str_dup(a, text), text.n};
}

Str texts_get(const Texts *t, int64_t id)
{
    return id >= 0 && (size_t)id < t->n ? t->items[id] : (Str){"", 0};
}

static bool load_dimensions(Store *s, int64_t city, Arena *a, StoreTexts *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_DIMENSION_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        Str kind = query_text(q, 0);
        Texts *t = str_eq(kind, "area")        ? &out->areas
                   : str_eq(kind, "indicator") ? &out->indicators
                   : str_eq(kind, "peer_set")  ? &out->sets
                                               : NULL; /* codes that no fact refers to */
        int64_t id = query_int(q, 1);
        /* A damaged number is told by the checksums; it must not make us allocate. */
        if (t && id >= 0 && id < 10000000)
            put(a, t, id, query_text(q, 2));
    }
}

bool store_texts(Store *s, int64_t city, Arena *a, StoreTexts *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    *out = (StoreTexts){0};
    TRY(load_dimensions(s, city, a, out, e) && QUERY(s, SQL_REMARK_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        int64_t id = query_int(q, 0);
        if (id >= 0 && id < 100000000)
            put(a, &out->remarks, id, query_text(q, 1));
    }
}

Canonical canonical_of(const StoreTexts *t, const Query *q)
{
    return (Canonical){.indicator = texts_get(&t->indicators, query_int(q, 0)),
                       .area = texts_get(&t->areas, query_int(q, 1)),
                       .basis = (int)query_int(q, 2),
                       .measure = (int)query_int(q, 3),
                       .against = texts_get(&t->sets, query_int(q, 4)),
                       .period = (int)query_int(q, 5),
                       .known_on = (int)query_int(q, 6),
                       .submission = query_int(q, 7),
                       .value = query_real(q, 8),
                       .decimals = (int)query_int(q, 9),
                       .status = (int)query_int(q, 10),
                       .sheet = (int)query_int(q, 11),
                       .line = (int)query_int(q, 12),
                       .cell = (int)query_int(q, 13),
                       .source = texts_get(&t->remarks, query_int(q, 14)),
                       .note = texts_get(&t->remarks, query_int(q, 15))};
}

bool carry_facts(const View *v, FactVisitor *each, void *arg, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(query_end) Query *q = NULL;
    StoreTexts texts;
    bool row;

    TRY(store_texts(v->s, v->city->id, a, &texts, e) &&
        QUERY(v->s, SQL_OBSERVATION_BY_SUBMISSION, &q, e, INT(v->city->id)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        Canonical k = canonical_of(&texts, q);
        bool wanted = (!v->as_of || k.known_on <= v->as_of) && !(v->no_sample && k.status == STATUS_SAMPLE);
        TRY(!wanted || each(arg, &k, e));
    }
}
