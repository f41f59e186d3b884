/* Schemes of assessment: versions, their tables as they are edited, a formula tried on real units. */
#include <string.h>

#include "base/limits.h"
#include "http/problem.h"
#include "http/score_api.h"
#include "http/write.h"
#include "render/csv_text.h"
#include "score/trial.h"
#include "view/import_report.h"

bool get_schemes(Call *c, Err *e)
{
    SchemeVersion *items;
    size_t n;

    TRY(scheme_list(c->reader->s, c->city.id, c->viewer.arena, &items, &n, e));
    scheme_rows(items, n, &c->rows);
    return true;
}

/* ---- one version ---- */

static void table_json(const CityTable *t, const Records *r, Json *j)
{
    json_begin_object(j);
    json_put_text(j, "name", t->kind);
    json_key(j, "columns");
    json_begin_array(j);
    for (size_t k = 0; k < t->n; k++)
        table_column_json(&t->columns[k], j);
    json_end_array(j);
    json_key(j, "rows");
    json_begin_array(j);
    for (size_t i = 0; i < r->n; i++) {
        json_begin_object(j);
        for (size_t k = 0; k < t->n; k++)
            json_put_text(j, t->columns[k].name, r->cells[i][k]);
        json_end_object(j);
    }
    json_end_array(j);
    json_end_object(j);
}

typedef struct Word {
    const char *name, *arguments, *text, *example;
} Word;

/* feed: what its quotation marks may hold, where it reads from one. */
static void word_json(const Viewer *v, const Word *w, const ScoreFeed *feed, Json *j)
{
    json_begin_object(j);
    json_put_text(j, "name", w->name);
    json_put_text(j, "arguments", w->arguments);
    json_put_text(j, "text", w->text);
    json_put_text(j, "example", w->example);
    json_key(j, "words");
    json_begin_array(j);
    for (size_t i = 0; i < feed->n; i++) {
        if (strcmp(feed->words[i].source, w->name) != 0)
            continue;
        json_begin_object(j);
        json_put_text(j, "code", feed->words[i].code);
        json_put_text(j, "name", TEXT(v->lang, feed->words[i].zh, feed->words[i].en));
        json_end_object(j);
    }
    json_end_array(j);
    json_end_object(j);
}

static void words_json(const Viewer *v, const ScoreFeed *feed, Json *j)
{
    size_t n;
    const FormulaFunction *f = formula_functions(&n);

    json_key(j, "functions");
    json_begin_array(j);
    for (size_t i = 0; i < n; i++)
        word_json(v, &(Word){f[i].name, f[i].arguments, TEXT(v->lang, f[i].zh, f[i].en), f[i].example}, feed,
                  j);
    json_end_array(j);
    const FormulaReader *r = scheme_readers(&n);
    json_key(j, "readers");
    json_begin_array(j);
    for (size_t i = 0; i < n; i++)
        word_json(v, &(Word){r[i].name, "", TEXT(v->lang, r[i].zh, r[i].en), r[i].example}, feed, j);
    json_end_array(j);
}

bool get_scheme(Call *c, Err *e)
{
    size_t n;
    const CityTable *tables = scheme_table_all(&n);
    const SchemeKey key = {.code = call_value(c, "scheme"), .version = (int64_t)call_count(c, "version", 0)};
    SchemeText x;
    Json *j = &c->json;

    TRY(scheme_text_load(c->reader->s, c->city.id, &key, c->viewer.arena, &x, e));
    const SchemeVersion v = x.version;
    json_begin_object(j);
    json_put_text(j, "scheme", v.code);
    json_put_int(j, "version", v.version);
    json_put_text(j, "name", TEXT(c->viewer.lang, v.name_zh, v.name_en));
    json_put_bool(j, "sample", v.sample);
    json_put_text(j, "from", show_date(c->viewer.arena, v.from));
    json_key(j, "tables");
    json_begin_array(j);
    for (size_t t = 0; t < n; t++)
        table_json(&tables[t], &x.tables[t], j);
    json_end_array(j);
    words_json(&c->viewer, score_feed_new(c->reader->s, c->city.id, c->viewer.arena), j);
    json_end_object(j);
    return true;
}

/* ---- what the page hands in ---- */

/* The rows of one table as the file of a folder would have them. */
static Str csv_of(Call *c, const CityTable *t, const Body *b)
{
    AUTO(buf_free) Buf out = buf_new(HTTP_TABLE_MAX);

    for (size_t k = 0; k < t->n; k++)
        csv_field(&out, t->columns[k].name);
    csv_end(&out);
    for (size_t i = 0; i < body_rows(b, "rows"); i++) {
        for (size_t k = 0; k < t->n; k++) {
            const char *cell = body_cell(b, "rows", i, t->columns[k].name, c->viewer.arena);
            csv_field(&out, cell ? cell : "");
        }
        csv_end(&out);
    }
    return (Str){arena_strndup(c->viewer.arena, buf_cstr(&out), out.n), out.n};
}

/* Tables without rows are absent. */
static void read_sheets(Call *c, SchemeSheets *out)
{
    size_t n, tables = body_rows(c->body, "tables");
    const CityTable *all = scheme_table_all(&n);
    SchemeSheet *sheets = NEW_N(c->viewer.arena, SchemeSheet, tables + 1);

    *out = (SchemeSheets){sheets, 0};
    for (size_t i = 0; i < tables; i++) {
        const Body *b = body_item(c->body, "tables", i, c->viewer.arena);
        for (size_t t = 0; t < n && body_rows(b, "rows"); t++)
            if (strcmp(all[t].kind, body_text(b, "name")) == 0)
                sheets[out->n++] = (SchemeSheet){all[t].kind, csv_of(c, &all[t], b)};
    }
}

static bool import(Call *c, bool dry_run, SchemeImport *out, Err *e)
{
    SchemeSheets sheets;
    SchemeIntake in = {.intake = call_intake(c), .sheets = &sheets, .dry_run = dry_run};

    *out = (SchemeImport){.findings = {.arena = c->viewer.arena, .lang = e->lang}, .code = ""};
    TRY(write_state(c, e));
    read_sheets(c, &sheets);
    const SchemeWorld world = {&c->catalogue, score_feed_new(c->s, c->city.id, c->viewer.arena)};
    return scheme_import(c->s, &world, &in, c->viewer.arena, out, e);
}

bool post_scheme_check(Call *c, Err *e)
{
    SchemeImport x;
    Json *j = &c->json;
    bool ok = import(c, true, &x, e);

    if (!ok && e->kind != ERR_REFUSED)
        return false;
    json_begin_object(j);
    json_put_bool(j, "ok", ok);
    json_key(j, "findings");
    json_begin_array(j);
    for (size_t i = 0; i < x.findings.n; i++)
        finding_json(&x.findings.items[i], e->lang, j);
    json_end_array(j);
    json_end_object(j);
    return true;
}

static bool tell_version(Call *c, const char *code, int64_t version, Err *e)
{
    Rows rows = {.arena = c->viewer.arena};
    SchemeVersion *all;
    size_t n;

    TRY(scheme_list(c->s, c->by.city, c->viewer.arena, &all, &n, e));
    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].code, code) == 0 && all[i].version == version)
            scheme_rows(&all[i], 1, &rows);
    row_json(&rows.items[0], &c->json);
    return true;
}

/* The code is the one that scheme.csv says; the address must agree with it. */
bool post_scheme(Call *c, Err *e)
{
    const char *code = call_value(c, "scheme");
    SchemeImport x;

    if (!import(c, false, &x, e)) {
        if (e->kind != ERR_REFUSED)
            return false;
        problem_findings(c->passage, e, &x.findings);
        return c->replied = true;
    }
    if (strcmp(x.code, code) != 0)
        c->location = arena_printf(c->viewer.arena, "/api/v1/schemes/%s", x.code);
    if (!x.is_new)
        c->status = 200;
    return tell_version(c, x.code, x.version, e);
}

bool post_scheme_publication(Call *c, Err *e)
{
    const Intake by = call_intake(c);
    const char *from = body_text(c->body, "from");
    SchemePublication p = {.code = call_value(c, "scheme"), .version = body_int(c->body, "version")};

    if (!date_parse(str_of(from), &p.from))
        return ERR(e, ERR_INVALID, "from 应为日期，如 2021-01-01，而不是“%.40s”",
                   "from must be a date such as 2021-01-01, not \"%.40s\"", from);
    TRY(scheme_publish(c->s, &by, &p, e));
    return tell_version(c, p.code, p.version, e);
}

/* ---- a formula tried ---- */

/* Characters before the byte. */
static int64_t characters(const char *text, size_t bytes)
{
    int64_t n = 0;

    for (size_t i = 0; i < bytes && text[i]; i++)
        n += (text[i] & 0xC0) != 0x80;
    return n;
}

static void faults_json(const ScoreTried *x, const char *formula, Json *j)
{
    json_key(j, "faults");
    json_begin_array(j);
    for (size_t i = 0; i < x->faults.n; i++) {
        const FormulaSpan *w = &x->faults.items[i].where;
        int64_t at = characters(formula, w->at);
        json_begin_object(j);
        json_put_int(j, "at", at);
        json_put_int(j, "n", characters(formula, w->at + w->n) - at);
        json_put_int(j, "column", (int64_t)w->column);
        json_put_text(j, "text", x->faults.items[i].text);
        json_end_object(j);
    }
    json_end_array(j);
}

static void tried_json(const Call *c, const ScoreTried *x, const char *formula, Json *j)
{
    json_begin_object(j);
    json_put_bool(j, "ok", x->faults.n == 0);
    json_put_text(j, "unit", x->unit.text);
    json_key(j, "values");
    json_begin_array(j);
    for (size_t i = 0; i < x->n; i++) {
        json_begin_object(j);
        json_put_text(j, "unit", unit_code(&x->units[i].unit->unit));
        json_put_text(j, "name", unit_name(&x->units[i].unit->unit, c->viewer.lang));
        json_put_num(j, "value", x->values[i]);
        json_end_object(j);
    }
    json_end_array(j);
    faults_json(x, formula, j);
    json_end_object(j);
}

/* Where formulas stand: items, unless another is named. */
static const char *trial_table(const char *name)
{
    static const char *const tables[] = {"gates", "lists"};

    for (size_t i = 0; i < COUNT(tables); i++)
        if (strcmp(tables[i], name) == 0)
            return tables[i];
    return "items";
}

bool post_scheme_trial(Call *c, Err *e)
{
    const ScoreTrial t = {.formula = body_text(c->body, "formula"),
                          .in = body_text(c->body, "class"),
                          .table = trial_table(body_text(c->body, "table")),
                          .code = body_text(c->body, "code")};
    SchemeSheets sheets;
    RunSpec spec = {
        .scheme = call_value(c, "scheme"), .version = body_int(c->body, "version"), .sheets = &sheets};
    ScoreTried x;
    bool given;

    read_sheets(c, &sheets);
    TRY(write_state(c, e) && score_period(body_text(c->body, "period"), &spec.period, &given, e));
    spec.feed = score_feed_new(c->s, c->city.id, c->viewer.arena);
    TRY(score_try(c->s, &spec, &t, c->viewer.arena, &x, e));
    tried_json(c, &x, t.formula, &c->json);
    return true;
}
