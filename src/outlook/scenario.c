#include "outlook/scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "ledger/deed.h"

enum { SCENARIO_BYTES_MAX = 4 << 20, ROW_NUMBERS = 5 };

/* ---- results as text ---- */

static void write_row(const ScenarioRow *r, Buf *out)
{
    const double v[ROW_NUMBERS] = {r->share, r->before, r->after, r->points, r->residual};
    char number[NUM_TEXT_MAX];

    buf_str(out, r->code);
    for (size_t i = 0; i < COUNT(v); i++) {
        num_to_text(v[i], number);
        buf_printf(out, " %s", number);
    }
    buf_char(out, '\n');
}

static void read_row(char *line, ScenarioRow *out)
{
    double v[ROW_NUMBERS];
    char *at = strchr(line, ' ');

    for (size_t i = 0; i < COUNT(v); i++)
        v[i] = at ? strtod(at, &at) : NAN; /* "nan" is NAN */
    line[strcspn(line, " ")] = '\0';
    *out = (ScenarioRow){line, v[0], v[1], v[2], v[3], v[4]};
}

static void write_results(const Scenario *sc, Buf *out)
{
    for (size_t i = 0; i < sc->n_rows; i++)
        write_row(&sc->rows[i], out);
}

static void write_changes(const Scenario *sc, Buf *out)
{
    for (size_t i = 0; i < sc->n_changes; i++)
        buf_printf(out, "%s\n", sc->changes[i]);
}

/* Cuts a text into its lines. */
static size_t lines_of(Arena *a, Str text, char ***out)
{
    char *copy = str_dup(a, text), *end;
    size_t n = 0, cap = 0;

    *out = NULL;
    for (; (end = strchr(copy, '\n')); copy = end + 1) {
        *end = '\0';
        ARENA_PUSH(a, *out, n, cap);
        (*out)[n++] = copy;
    }
    return n;
}

static void canonical(const Scenario *sc, Buf *out)
{
    buf_printf(out, "scenario %lld\nname %s\ntree %s\narea %s\nperiod %d\nyear_end %d\nas_of %d\nsample %d\n",
               (long long)sc->id, sc->name, sc->tree, sc->area, period_code(sc->period), sc->year_end,
               sc->as_of, sc->sample);
    buf_printf(out, "by %s\nat %s\nnote %s\nchanges %zu\n", sc->by, sc->at, sc->note, sc->n_changes);
    write_changes(sc, out);
    buf_printf(out, "results %zu\n", sc->n_rows);
    write_results(sc, out);
}

/* ---- reading ---- */

static Scenario read_scenario(const Query *q, Arena *a)
{
    Scenario sc = {.id = query_int(q, 0),
                   .name = str_dup(a, query_text(q, 1)),
                   .tree = str_dup(a, query_text(q, 2)),
                   .area = str_dup(a, query_text(q, 3)),
                   .year_end = query_int(q, 5) != 0,
                   .as_of = (int)query_int(q, 6),
                   .sample = query_int(q, 7) != 0,
                   .note = str_dup(a, query_text(q, 10)),
                   .by = str_dup(a, query_text(q, 11)),
                   .at = str_dup(a, query_text(q, 12)),
                   .audit_seq = query_int(q, 13)};
    char **changes, **rows;

    (void)period_from_code((int)query_int(q, 4), &sc.period);
    sc.n_changes = lines_of(a, query_text(q, 8), &changes);
    sc.changes = NEW_N(a, const char *, sc.n_changes + 1);
    for (size_t i = 0; i < sc.n_changes; i++)
        sc.changes[i] = changes[i];
    sc.n_rows = lines_of(a, query_text(q, 9), &rows);
    sc.rows = NEW_N(a, ScenarioRow, sc.n_rows + 1);
    for (size_t i = 0; i < sc.n_rows; i++)
        read_row(rows[i], &sc.rows[i]);
    return sc;
}

bool scenario_list(Store *s, int64_t city, Arena *a, Scenario **rows, size_t *n, Err *e)
{
    AUTO(query_end) Query *q = NULL;
    size_t cap = 0;
    bool row;

    *rows = NULL;
    *n = 0;
    TRY(QUERY(s, SQL_SCENARIO_ALL, &q, e, INT(city)));
    for (;;) {
        TRY(query_next(q, &row, e));
        if (!row)
            return true;
        ARENA_PUSH(a, *rows, *n, cap);
        (*rows)[(*n)++] = read_scenario(q, a);
    }
}

static const char *nearest_name(const Scenario *all, size_t n, const char *name)
{
    size_t best = strlen(name) / 2 + 1;
    const char *found = NULL;

    for (size_t i = 0; i < n; i++) {
        size_t d = text_distance(all[i].name, name, best);
        if (d > best || (found && d == best))
            continue;
        best = d;
        found = all[i].name;
    }
    return found;
}

bool scenario_find(Store *s, int64_t city, const char *name, Arena *a, Scenario *out, Err *e)
{
    Scenario *all;
    size_t n;
    char number[32];

    TRY(scenario_list(s, city, a, &all, &n, e));
    for (int by_number = 0; by_number < 2; by_number++)
        for (size_t i = 0; i < n; i++) {
            snprintf(number, sizeof number, "%lld", (long long)all[i].id);
            if (strcmp(by_number ? number : all[i].name, name) != 0)
                continue;
            *out = all[i];
            return true;
        }
    const char *near = nearest_name(all, n, name);
    if (near)
        return ERR(e, ERR_NOT_FOUND, "没有情景“%s”；是不是“%s”",
                   "there is no scenario \"%s\"; did you mean \"%s\"", name, near);
    return ERR(e, ERR_NOT_FOUND, "没有情景“%s”；qingyu drivers scenarios 列出了所有情景",
               "there is no scenario \"%s\"; qingyu drivers scenarios lists all of them", name);
}

void scenario_compare(const Scenario *items, size_t n, Arena *a, ScenarioCompared **rows, size_t *n_rows)
{
    size_t cap = 0;

    *rows = NULL;
    *n_rows = 0;
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < items[k].n_rows; i++) {
            const ScenarioRow *r = &items[k].rows[i];
            size_t at = 0;
            while (at < *n_rows && strcmp((*rows)[at].code, r->code) != 0)
                at++;
            if (at == *n_rows) {
                ARENA_PUSH(a, *rows, *n_rows, cap);
                (*rows)[(*n_rows)++] = (ScenarioCompared){r->code, NEW_N(a, const ScenarioRow *, n)};
            }
            (*rows)[at].of[k] = r;
        }
}

/* ---- saving ---- */

void scenario_of(const WhatIf *w, Arena *a, Scenario *out)
{
    const DriverState *s = w->state;
    const DriverTree *t = s->tree;

    *out = (Scenario){.tree = t->code,
                      .area = s->area->code,
                      .period = s->period,
                      .year_end = s->year_end,
                      .sample = s->sample,
                      .changes = NEW_N(a, const char *, w->n + 1),
                      .n_changes = w->n,
                      .rows = NEW_N(a, ScenarioRow, t->n),
                      .n_rows = t->n};
    for (size_t i = 0; i < w->n; i++)
        out->changes[i] = change_text(t, &w->changes[i], a);
    for (size_t i = 0; i < t->n; i++)
        out->rows[i] = (ScenarioRow){t->nodes[i].code, s->share[i].value,   s->growth[i].value,
                                     w->growth[i],     w->points.points[i], w->points.residual[i]};
}

static bool check_text(const char *text, bool needed, size_t most, Err *e)
{
    size_t n = strlen(text);
    bool wrong = (needed && !str_trim(str_of(text)).n) || n > most || !utf8_valid(text, n);

    for (const char *c = text; *c; c++)
        wrong = wrong || (unsigned char)*c < ' ';
    if (wrong)
        return ERR(
            e, ERR_INVALID, "情景的名称和说明应各为一行文字；名称不能为空，最多 %d 字节，说明最多 %d 字节",
            "a scenario's name and note are a line of text each; the name is needed and has at most %d "
            "bytes, the note %d",
            NAME_MAX_BYTES, DEED_REASON_MAX);
    return true;
}

static bool check_new(const Scenario *all, size_t n, const Scenario *sc, Err *e)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].name, sc->name) == 0)
            return ERR(e, ERR_CONFLICT, "情景“%s”已由 %s 于 %s 存过；请换一个名称",
                       "a scenario \"%s\" was already saved by %s at %s; take another name", sc->name,
                       all[i].by, all[i].at);
    return true;
}

static bool enter(Store *s, const Intake *in, Scenario *sc, Err *e)
{
    AUTO(buf_free) Buf text = buf_new(SCENARIO_BYTES_MAX), changes = buf_new(SCENARIO_BYTES_MAX);
    AUTO(buf_free) Buf results = buf_new(SCENARIO_BYTES_MAX);

    canonical(sc, &text);
    write_changes(sc, &changes);
    write_results(sc, &results);
    TRY(audit_add(s, in->city, &(AuditEntry){sc->at, sc->by, "scenario", sc->name, buf_cstr(&text)},
                  &sc->audit_seq, e));
    return RUN(s, SQL_SCENARIO_INSERT, e, INT(in->city), INT(sc->id), TEXTARG(sc->name), TEXTARG(sc->tree),
               TEXTARG(sc->area), INT(period_code(sc->period)), INT(sc->year_end), INT(sc->as_of),
               INT(sc->sample), TEXTARG(buf_cstr(&changes)), TEXTARG(buf_cstr(&results)), TEXTARG(sc->note),
               TEXTARG(sc->by), TEXTARG(sc->at), INT(sc->audit_seq));
}

bool scenario_add(Store *s, const Intake *in, Scenario *sc, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    Scenario *all;
    size_t n;

    sc->name = sc->name ? sc->name : "";
    sc->note = sc->note ? sc->note : "";
    TRY(check_text(sc->name, true, NAME_MAX_BYTES, e) && check_text(sc->note, false, DEED_REASON_MAX, e));
    TRY(store_begin(s, e));
    AUTO(transaction_end) Transaction t = s;
    TRY(scenario_list(s, in->city, a, &all, &n, e) && check_new(all, n, sc, e));
    sc->id = n ? all[n - 1].id + 1 : 1;
    sc->by = in->by;
    sc->at = in->received_at;
    TRY(enter(s, in, sc, e));
    return store_commit(s, e);
}

bool scenario_verify(Store *s, int64_t city, Verification *v, Err *e)
{
    AUTO(arena_free) Arena *a = arena_new();
    AUTO(buf_free) Buf text = buf_new(SCENARIO_BYTES_MAX);
    Scenario *rows;
    size_t n;

    TRY(scenario_list(s, city, a, &rows, &n, e));
    for (size_t i = 0; i < n; i++) {
        bool same;
        buf_clear(&text);
        canonical(&rows[i], &text);
        TRY(deed_in_audit(s, city, rows[i].audit_seq, buf_cstr(&text), &same, e));
        if (!same)
            WRONG(v, "情景 %lld(%s)与审计链第 %lld 条不符",
                  "scenario %lld (%s) does not match entry %lld of the audit chain", (long long)rows[i].id,
                  rows[i].name, (long long)rows[i].audit_seq);
    }
    return deed_count(s, city, "scenario", (int64_t)n, v, e);
}
