#include "indicator/history.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The year's end is learnt from ten years; the eleventh is the base of the first, the twelfth of its growth.
 */
enum { FOREVER = 99991231, YEARS_BEFORE = 12 };

bool status_is_published(Status s)
{
    return s != STATUS_PRELIMINARY && s != STATUS_FORECAST && s != STATUS_SAMPLE;
}

bool view_sees_all(const View *v, const Indicator *i, const Area *a)
{
    return !v->sight || v->sight->all(v->sight->who, i, a);
}

bool view_sees_targets(const View *v, const Indicator *i, const Area *a)
{
    return !v->sight || v->sight->targets(v->sight->who, i, a);
}

int64_t view_until(const View *v)
{
    return v->until_submission ? v->until_submission : INT64_MAX;
}

/* Which class of standing comes first: facts, then sample figures, then forecasts. */
static int precedence(Status s)
{
    return s == STATUS_FORECAST ? 2 : s == STATUS_SAMPLE ? 1 : 0;
}

static Fact fact_of(const Query *q)
{
    Fact f = {.basis = (Basis)query_int(q, 0),
              .measure = (Measure)query_int(q, 1),
              .against = (int)query_int(q, 2),
              .known_on = (int)query_int(q, 4),
              .submission = query_int(q, 5),
              .value = query_real(q, 6),
              .decimals = (int)query_int(q, 7),
              .status = (Status)query_int(q, 8),
              .sheet = (int)query_int(q, 9),
              .row = (int)query_int(q, 10),
              .col = (int)query_int(q, 11),
              .source = (int)query_int(q, 12),
              .note = (int)query_int(q, 13)};

    (void)period_from_code((int)query_int(q, 3), &f.period);
    return f;
}

static bool same_key(const Fact *a, const Fact *b)
{
    return a->basis == b->basis && a->measure == b->measure && a->against == b->against &&
           period_eq(a->period, b->period);
}

typedef struct Collecting {
    Arena *arena;
    History *out;
    size_t cap, cap_forecasts;
} Collecting;

/* Does a later figure only tell an earlier one with fewer digits (250 after 250.4)? Then it revises nothing.
 */
bool fact_retells(const Fact *later, const Fact *earlier)
{
    double half = 0.5 * pow(10, -later->decimals);

    return later->decimals < earlier->decimals && fabs(later->value - earlier->value) <= half * (1 + 1e-9);
}

/* Takes the next vintage in the order of keys and knowledge; of each key the one that counts remains. */
static void take_vintage(Collecting *c, const Fact *f)
{
    History *h = c->out;
    Fact *last = h->n ? &h->facts[h->n - 1] : NULL;

    if (last && same_key(last, f)) {
        int now = precedence(f->status), then = precedence(last->status);
        bool counts = now < then || (now == then && !fact_retells(f, last));
        const Fact *beside = counts ? last : f;
        if (beside->status == STATUS_FORECAST && (!counts || f->status != STATUS_FORECAST)) {
            ARENA_PUSH(c->arena, h->forecasts, h->n_forecasts, c->cap_forecasts);
            h->forecasts[h->n_forecasts++] = *beside;
        }
        if (counts)
            *last = *f;
        return;
    }
    ARENA_PUSH(c->arena, h->facts, h->n, c->cap);
    h->facts[h->n++] = *f;
}

static bool collect(Query *q, const View *v, Arena *a, History *out, Err *e)
{
    Collecting c = {.arena = a, .out = out};
    bool row, all = view_sees_all(v, out->indicator, out->area);

    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        Fact f = fact_of(q);
        if (!(v->no_sample && f.status == STATUS_SAMPLE) && (all || status_is_published(f.status)))
            take_vintage(&c, &f);
    }
}

bool history_load(const View *v, const Indicator *i, const Area *area, Arena *a, History *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;

    *out = (History){.indicator = i, .area = area};
    TRY(QUERY(v->s, SQL_OBSERVATION_SERIES, &q, e, INT(v->city->id), INT(i->id), INT(area->id),
              INT(v->as_of ? v->as_of : FOREVER), INT(view_until(v))));
    return collect(q, v, a, out, e);
}

static int compare(const Fact *f, const Fact *key)
{
    if (f->basis != key->basis)
        return f->basis < key->basis ? -1 : 1;
    if (f->measure != key->measure)
        return f->measure < key->measure ? -1 : 1;
    if (f->against != key->against)
        return f->against < key->against ? -1 : 1;
    int x = period_code(f->period), y = period_code(key->period);
    return (x > y) - (x < y);
}

static int key_order(const void *a, const void *b)
{
    return compare(a, b);
}

bool history_load_judging(const View *v, const Indicator *i, const Area *area, Period p, HistoryInto *into,
                          Err *e)
{
    History *h = into->out;
    int set, b[BASES] = {0}; /* how it is published; the last one repeated */

    *h = (History){.indicator = i, .area = area};
    for (int k = 0, n = 0; k < BASES; k++) {
        if (!(i->bases & (1u << k)))
            continue;
        for (int j = n++; j < BASES; j++)
            b[j] = k;
    }
    TRY(history_against(v->s, v->city, v->city->peer_set, &set, e));
    AUTO(query_end) Query *q = NULL;
    TRY(QUERY(v->s, SQL_OBSERVATION_JUDGING, &q, e, INT(v->city->id), INT(i->id), INT(area->id), INT(b[0]),
              INT(b[1]), INT(b[2]), INT(b[3]), INT(b[4]), INT(set), INT((p.year - YEARS_BEFORE) * 10000),
              INT((p.year + 1) * 10000), INT(v->as_of ? v->as_of : FOREVER), INT(view_until(v))));
    return collect(q, v, into->arena, h, e);
}

const Fact *history_rank(const History *h, Basis basis, Measure m, Period p, int against)
{
    Fact key = {.basis = basis, .measure = m, .period = p, .against = against};
    size_t low = 0, high = h->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = compare(&h->facts[mid], &key);
        if (order == 0)
            return &h->facts[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

const Fact *history_find(const History *h, Basis basis, Measure m, Period p)
{
    return history_rank(h, basis, m, p, 0);
}

const Fact *history_ytd(const History *h, Measure m, Period p)
{
    int month = period_end_month(p);
    const Fact *f = history_find(h, BASIS_YTD, m, period_month(p.year, month));

    if (!f && month == 12)
        f = history_find(h, BASIS_YEAR, m, period_year(p.year));
    if (!f && month == 3)
        f = history_find(h, BASIS_QUARTER, m, period_quarter(p.year, 1));
    return f;
}

const Fact *history_point(const History *h, Measure m, Period p)
{
    const Fact *f = history_find(h, BASIS_POINT, m, p);
    int month = period_end_month(p);

    if (!f && p.freq != FREQ_MONTH && p.freq != FREQ_DAY)
        f = history_find(h, BASIS_POINT, m, period_month(p.year, month));
    if (!f && month % 3 == 0)
        f = history_find(h, BASIS_POINT, m, period_quarter(p.year, month / 3));
    if (!f && month == 12)
        f = history_find(h, BASIS_POINT, m, period_year(p.year));
    return f;
}

/* The fact of key, which gives basis and period. */
static bool one_fact(const AcrossSpec *spec, const Area *area, const Fact *key, Arena *a, const Fact **fact,
                     Err *e)
{
    AUTO(query_end) Query *q = NULL;
    const View *v = &spec->known;
    History h = {.indicator = spec->indicator, .area = area};

    TRY(QUERY(v->s, SQL_OBSERVATION_KEY, &q, e, INT(v->city->id), INT(spec->indicator->id), INT(area->id),
              INT(key->basis), INT(spec->measure), INT(0), INT(period_code(key->period)),
              INT(v->as_of ? v->as_of : FOREVER), INT(view_until(v))));
    TRY(collect(q, v, a, &h, e));
    *fact = h.n ? &h.facts[0] : NULL;
    return true;
}

bool history_across(const AcrossSpec *spec, Arena *a, const Fact **facts, Err *e)
{
    Fact key = {.basis = spec->basis, .period = spec->period};
    Fact whole = {.basis = BASIS_YEAR, .period = period_year(spec->period.year)};
    bool year_end = spec->basis == BASIS_YTD && period_end_month(spec->period) == 12;

    if (spec->basis == BASIS_YTD)
        key.period = period_month(spec->period.year, period_end_month(spec->period));
    for (size_t i = 0; i < spec->n; i++) {
        TRY(one_fact(spec, spec->areas[i], &key, a, &facts[i], e));
        if (!facts[i] && year_end)
            TRY(one_fact(spec, spec->areas[i], &whole, a, &facts[i], e));
    }
    return true;
}

static bool add_fact(const AcrossSpec *spec, const Area *area, Period p, Arena *a, History *out, Err *e)
{
    const Fact *f;

    TRY(history_across(&(AcrossSpec){spec->indicator, spec->basis, spec->measure, p, spec->known, &area, 1},
                       a, &f, e));
    if (f)
        out->facts[out->n++] = *f;
    return true;
}

bool history_load_at(const AcrossSpec *at, const Area *area, Arena *a, History *out, Err *e)
{
    AcrossSpec level = *at, growth = *at;
    Period year_ago = at->period;

    year_ago.year--;
    level.measure = MEASURE_VALUE;
    growth.measure = MEASURE_YOY;
    *out = (History){.indicator = at->indicator, .area = area, .facts = NEW_N(a, Fact, 3)};
    TRY(add_fact(&level, area, year_ago, a, out, e) && add_fact(&level, area, at->period, a, out, e) &&
        add_fact(&growth, area, at->period, a, out, e));
    qsort(out->facts, out->n, sizeof *out->facts, key_order);
    return true;
}

bool history_against(Store *s, const City *c, const char *set, int *id, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row;

    TRY(QUERY(s, SQL_DIMENSION_BY_CODE, &q, e, INT(c->id), TEXTARG("peer_set"), TEXTARG(set)) &&
        query_next(q, &row, e));
    *id = row ? (int)query_int(q, 0) : 0;
    return true;
}

bool history_text(Store *s, const City *c, int id, Arena *a, const char **text, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    bool row = false;

    *text = "";
    if (!id)
        return true;
    TRY(QUERY(s, SQL_REMARK_BY_ID, &q, e, INT(c->id), INT(id)) && query_next(q, &row, e));
    if (row)
        *text = str_dup(a, query_text(q, 0));
    return true;
}
