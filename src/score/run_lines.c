#include "score/run_lines.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"

static const char *const run_of[] = {
    [RUN_ITEM] = "item", [RUN_GROUP] = "group", [RUN_LIST] = "list", [RUN_TOTAL] = "total"};
static const char *const frozen_kinds[] = {[FROZEN_GROUP] = "group", [FROZEN_FEED] = "feed"};

/* ---- from a computation ---- */

typedef struct Lines {
    RunLine *items;
    size_t n;
    const ScoreResult *result;
    const ScoredUnit *unit;
} Lines;

static RunLine *add(Lines *x, RunOf of, const char *code)
{
    RunLine *l = &x->items[x->n++];
    const Scheme *s = x->result->spec.scheme;
    const SchemeUnit *u = x->unit->unit;

    *l = (RunLine){.line = (int64_t)x->n,
                   .unit_kind = unit_kind_code(u->unit.kind),
                   .unit = unit_code(&u->unit),
                   .in = s->classes[u->in].code,
                   .of = of,
                   .code = code,
                   .state = "",
                   .raw = NAN,
                   .bounded = NAN,
                   .points = NAN,
                   .weight = NAN,
                   .factor = NAN,
                   .gate = "",
                   .note = ""};
    return l;
}

static const char *gate_code(const Scheme *s, size_t gate)
{
    return gate == SCHEME_NONE ? "" : s->gates[gate].name.code;
}

static const char *bound_note(bool low, bool high)
{
    return low ? "low" : high ? "high" : "";
}

static void add_item(Lines *x, size_t item)
{
    const Scheme *s = x->result->spec.scheme;
    const ScoreLine *from = &x->unit->lines[item];
    RunLine *l = add(x, RUN_ITEM, s->items[item].name.code);

    l->state = score_state_code(from->state);
    l->raw = from->raw;
    l->bounded = from->bounded;
    l->points = from->points;
    l->weight = from->weight;
    l->factor = from->factor;
    l->gate = gate_code(s, from->gate);
    l->note = bound_note(from->at_low, from->at_high);
}

static RunLine *add_sum(Lines *x, RunOf of, const char *code, const ScoreSum *from)
{
    RunLine *l = add(x, of, code);

    l->raw = from->sum;
    l->points = from->points;
    l->gate = gate_code(x->result->spec.scheme, from->gate);
    l->note = bound_note(from->at_low, from->at_high);
    l->n_unknown = (int)from->n_unknown;
    return l;
}

size_t run_lines_of(const ScoreResult *r, Arena *a, RunLine **out)
{
    const Scheme *s = r->spec.scheme;
    Lines x = {.items = NEW_N(a, RunLine, r->n * (s->n_items + s->n_groups + s->n_lists + 1)), .result = r};

    for (size_t u = 0; u < r->n; u++) {
        x.unit = &r->units[u];
        for (size_t i = 0; i < s->n_items; i++)
            if (x.unit->lines[i].state != SCORE_NOT_APPLIED)
                add_item(&x, i);
        for (size_t g = 0; g < s->n_groups; g++)
            add_sum(&x, RUN_GROUP, s->groups[g].name.code, &x.unit->groups[g]);
        for (size_t l = 0; l < s->n_lists; l++)
            add(&x, RUN_LIST, s->lists[l].name.code)->points = x.unit->lists[l];
        add_sum(&x, RUN_TOTAL, "", &x.unit->total)->place = x.unit->place;
    }
    *out = x.items;
    return x.n;
}

/* ---- canonical texts ---- */

static void put_number(Buf *out, double v)
{
    char text[NUM_TEXT_MAX];

    num_to_text(v, text);
    buf_char(out, ' ');
    buf_str(out, text);
}

void run_line_text(const RunLine *l, Buf *out)
{
    buf_printf(out, "%lld %s %s %s %s %s %s", (long long)l->line, l->unit_kind, l->unit, l->in, run_of[l->of],
               l->code, l->state);
    put_number(out, l->raw);
    put_number(out, l->bounded);
    put_number(out, l->points);
    put_number(out, l->weight);
    put_number(out, l->factor);
    buf_printf(out, " %s %s %d %d\n", l->gate, l->note, l->place, l->n_unknown);
}

void run_frozen_text(const ScoreFrozen *f, int64_t line, Buf *out)
{
    buf_printf(out, "%lld %s %s %s %s %s %lld %d", (long long)line, frozen_kinds[f->kind], f->table, f->code,
               f->function, f->of, (long long)f->at, f->months_back);
    put_number(out, f->value);
    buf_char(out, '\n');
}

void run_digest(const RunLine *lines, size_t n, const ScoreFrozen *frozen, size_t n_frozen,
                char out[SHA256_HEX])
{
    AUTO(buf_free) Buf b = buf_new(FIELD_MAX);
    Sha256 *h = sha256_new();

    for (size_t i = 0; i < n + n_frozen; i++) {
        buf_clear(&b);
        if (i < n)
            run_line_text(&lines[i], &b);
        else
            run_frozen_text(&frozen[i - n], (int64_t)(i - n) + 1, &b);
        sha256_add(h, b.s, b.n);
    }
    sha256_hex(h, out);
    sha256_free(&h);
}

/* ---- the store ---- */

static Arg number(double v)
{
    return isnan(v) ? NULLARG : REAL(v);
}

static double unknown_or(const Query *q, int column)
{
    return query_is_null(q, column) ? (double)NAN : query_real(q, column);
}

bool run_store_lines(Store *s, const ScoreRun *run, int64_t city, const RunLine *lines, size_t n, Err *e)
{
    AUTO(buf_free) Buf b = buf_new(FIELD_MAX);

    for (size_t i = 0; i < n; i++) {
        const RunLine *l = &lines[i];
        buf_clear(&b);
        run_line_text(l, &b);
        TRY(RUN(s, SQL_SCORE_LINE_INSERT, e, INT(city), INT(run->id), INT(l->line), TEXTARG(l->unit_kind),
                TEXTARG(l->unit), TEXTARG(l->in), TEXTARG(run_of[l->of]), TEXTARG(l->code), TEXTARG(l->state),
                number(l->raw), number(l->bounded), number(l->points), number(l->weight), number(l->factor),
                TEXTARG(l->gate), TEXTARG(l->note), INT(l->place), INT(l->n_unknown),
                INT(crc32_of(b.s, b.n))));
    }
    return true;
}

bool run_store_frozen(Store *s, int64_t city, int64_t run, const ScoreFrozen *items, size_t n, Err *e)
{
    AUTO(buf_free) Buf b = buf_new(FIELD_MAX);

    for (size_t i = 0; i < n; i++) {
        const ScoreFrozen *f = &items[i];
        buf_clear(&b);
        run_frozen_text(f, (int64_t)i + 1, &b);
        TRY(RUN(s, SQL_SCORE_FROZEN_INSERT, e, INT(city), INT(run), INT((int64_t)i + 1),
                TEXTARG(frozen_kinds[f->kind]), TEXTARG(f->table), TEXTARG(f->code), TEXTARG(f->function),
                TEXTARG(f->of), INT(f->at), INT(f->months_back), number(f->value), INT(crc32_of(b.s, b.n))));
    }
    return true;
}

static RunLine read_line(const Query *q, Arena *a)
{
    RunLine l = {.line = query_int(q, 0),
                 .unit_kind = str_dup(a, query_text(q, 1)),
                 .unit = str_dup(a, query_text(q, 2)),
                 .in = str_dup(a, query_text(q, 3)),
                 .code = str_dup(a, query_text(q, 5)),
                 .state = str_dup(a, query_text(q, 6)),
                 .raw = unknown_or(q, 7),
                 .bounded = unknown_or(q, 8),
                 .points = unknown_or(q, 9),
                 .weight = unknown_or(q, 10),
                 .factor = unknown_or(q, 11),
                 .gate = str_dup(a, query_text(q, 12)),
                 .note = str_dup(a, query_text(q, 13)),
                 .place = (int)query_int(q, 14),
                 .n_unknown = (int)query_int(q, 15)};

    while (l.of < RUN_TOTAL && !str_eq(query_text(q, 4), run_of[l.of]))
        l.of++;
    return l;
}

bool run_lines(Store *s, int64_t city, int64_t run, Arena *a, RunLines *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    AUTO(buf_free) Buf b = buf_new(FIELD_MAX);
    bool row;

    *out = (RunLines){0};
    TRY(QUERY(s, SQL_SCORE_LINE_OF_RUN, &q, e, INT(city), INT(run)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        RunLine l = read_line(q, a);
        buf_clear(&b);
        run_line_text(&l, &b);
        if ((int64_t)crc32_of(b.s, b.n) != query_int(q, 16)) {
            ARENA_PUSH(a, out->damaged, out->n_damaged, out->cap_damaged);
            out->damaged[out->n_damaged++] = l.line;
        }
        ARENA_PUSH(a, out->items, out->n, out->cap);
        out->items[out->n++] = l;
    }
}

bool run_load_frozen(Store *s, int64_t city, int64_t run, Arena *a, RunFrozen *out, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    AUTO(buf_free) Buf b = buf_new(FIELD_MAX);
    bool row;

    *out = (RunFrozen){0};
    TRY(QUERY(s, SQL_SCORE_FROZEN_OF_RUN, &q, e, INT(city), INT(run)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ScoreFrozen f = {.kind = str_eq(query_text(q, 1), "feed") ? FROZEN_FEED : FROZEN_GROUP,
                         .table = str_dup(a, query_text(q, 2)),
                         .code = str_dup(a, query_text(q, 3)),
                         .function = str_dup(a, query_text(q, 4)),
                         .of = str_dup(a, query_text(q, 5)),
                         .at = query_int(q, 6),
                         .months_back = (int)query_int(q, 7),
                         .value = unknown_or(q, 8)};
        buf_clear(&b);
        run_frozen_text(&f, query_int(q, 0), &b);
        if ((int64_t)crc32_of(b.s, b.n) != query_int(q, 9)) {
            ARENA_PUSH(a, out->damaged, out->n_damaged, out->cap_damaged);
            out->damaged[out->n_damaged++] = query_int(q, 0);
        }
        ARENA_PUSH(a, out->items, out->n, out->cap);
        out->items[out->n++] = f;
    }
}
