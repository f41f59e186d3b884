/* The city's own tables: what they are, their rows, a new version of one. */
#include <string.h>

#include "base/limits.h"
#include "city/records.h"
#include "http/handlers.h"
#include "http/problem.h"
#include "http/write.h"
#include "render/csv_text.h"

static const char *rule_code(CellRule r)
{
    static const char *const codes[] = {
        [RULE_TEXT] = "text", [RULE_CODE] = "code",     [RULE_CODES] = "codes",   [RULE_DATE] = "date",
        [RULE_YEAR] = "year", [RULE_NUMBER] = "number", [RULE_CHOICE] = "choice", [RULE_CHOICES] = "choices"};

    return codes[r];
}

void table_column_json(const CityColumn *x, Json *j)
{
    json_begin_object(j);
    json_put_text(j, "name", x->name);
    json_put_text(j, "rule", rule_code(x->rule));
    json_put_bool(j, "required", x->required);
    json_put_bool(j, "key", x->key);
    json_put_text(j, "choices", x->choices ? x->choices : "");
    json_put_text(j, "refers", x->refers && *x->refers != '=' ? x->refers : "");
    json_end_object(j);
}

static void columns_json(const CityTable *t, Json *j)
{
    json_put_text(j, "kind", t->kind);
    json_key(j, "columns");
    json_begin_array(j);
    for (size_t i = 0; i < t->n; i++)
        table_column_json(&t->columns[i], j);
    json_end_array(j);
}

bool get_tables(Call *c, Err *e)
{
    size_t n;
    const CityTable *all = city_tables(&n);

    (void)e;
    json_begin_object(&c->json);
    json_key(&c->json, "tables");
    json_begin_array(&c->json);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(&c->json);
        columns_json(&all[i], &c->json);
        json_end_object(&c->json);
    }
    json_end_array(&c->json);
    json_end_object(&c->json);
    return true;
}

static bool find_table(Call *c, const CityTable **out, Err *e)
{
    const char *kind = call_value(c, "kind"), *names = "";
    size_t n;
    const CityTable *all = city_tables(&n);

    *out = city_table(kind);
    if (*out)
        return true;
    for (size_t i = 0; i < n; i++)
        names = arena_printf(c->viewer.arena, "%s%s%s", names, i ? ", " : "", all[i].kind);
    return ERR(e, ERR_NOT_FOUND, "没有表“%.64s”；有 %s", "there is no table \"%.64s\"; there are %s", kind,
               names);
}

bool get_table(Call *c, Err *e)
{
    const CityTable *t;
    Records r;

    TRY(find_table(c, &t, e));
    if (!call_allows(c, READ_TARGETS, NULL)) /* targets, lights and judgements are among them */
        return ERR(e, ERR_FORBIDDEN, "无权查看城市表", "not allowed to see the tables of the city");
    TRY(records_load(c->reader->s, &(RecordsKey){c->city.id, t->kind, call_date(c, "as_of"), 0},
                     c->viewer.arena, &r, e));
    if (t->guarded && !call_allows(c, MANAGE_CITY, NULL) && !call_allows(c, READ_AUDIT, NULL))
        return ERR(e, ERR_FORBIDDEN, "联系方式只给维护城市表的人和审计看",
                   "contacts are for those who keep the city's tables, and for auditors");
    json_begin_object(&c->json);
    columns_json(t, &c->json);
    json_put_int(&c->json, "submission", r.submission);
    json_key(&c->json, "rows");
    json_begin_array(&c->json);
    for (size_t i = 0; i < r.n; i++) {
        json_begin_object(&c->json);
        for (size_t k = 0; k < t->n; k++)
            json_put_text(&c->json, t->columns[k].name, r.cells[i][k]);
        json_end_object(&c->json);
    }
    json_end_array(&c->json);
    json_end_object(&c->json);
    return true;
}

/* ---- a new version ---- */

static const char *column_names(const CityTable *t, Arena *a)
{
    const char *names = "";

    for (size_t k = 0; k < t->n; k++)
        names = arena_printf(a, "%s%s%s", names, k ? " " : "", t->columns[k].name);
    return names;
}

static bool has_column(const CityTable *t, const char *name)
{
    for (size_t k = 0; k < t->n; k++)
        if (strcmp(t->columns[k].name, name) == 0)
            return true;
    return false;
}

static void check_names(const Call *c, const CityTable *t, Faults *f)
{
    const char *names = column_names(t, f->arena), *key;

    for (size_t i = 0; i < body_rows(c->body, "rows"); i++)
        for (void *at = NULL; (key = body_next_field(c->body, "rows", i, &at));) {
            if (has_column(t, key))
                continue;
            const char *shown = arena_strndup(f->arena, key, text_fit(key, 60));
            const char *near = nearest_name(f->arena, shown, names);
            fault_add(f, arena_printf(f->arena, "rows[%zu].%s", i, shown),
                      near ? arena_printf(f->arena,
                                          TEXT(f->lang, "%s 没有列“%s”；是不是 %s？",
                                               "%s has no column \"%s\"; did you mean %s?"),
                                          t->kind, shown, near)
                           : arena_printf(f->arena,
                                          TEXT(f->lang, "%s 没有列“%s”；有 %s",
                                               "%s has no column \"%s\"; there are %s"),
                                          t->kind, shown, names));
        }
}

/* The rows as the file of a city's folder would have them. */
static void write_csv(const Call *c, const CityTable *t, Buf *out)
{
    for (size_t k = 0; k < t->n; k++)
        csv_field(out, t->columns[k].name);
    csv_end(out);
    for (size_t i = 0; i < body_rows(c->body, "rows"); i++) {
        for (size_t k = 0; k < t->n; k++) {
            const char *cell = body_cell(c->body, "rows", i, t->columns[k].name, c->viewer.arena);
            csv_field(out, cell ? cell : "");
        }
        csv_end(out);
    }
}

bool post_table(Call *c, Err *e)
{
    AUTO(buf_free) Buf csv = buf_new(REPORT_BYTES_MAX);
    Faults faults = {.arena = c->viewer.arena, .lang = c->viewer.lang};
    const CityTable *t;

    TRY(find_table(c, &t, e));
    check_names(c, t, &faults);
    if (faults.n) {
        problem_faults(c->passage, &faults);
        return c->replied = true;
    }
    write_csv(c, t, &csv);
    const ImportBytes file = {.name = arena_printf(c->viewer.arena, "%s.csv", t->kind),
                              .bytes = buf_cstr(&csv),
                              .n = csv.n,
                              .table = t};
    return call_import(c, &file, &(ImportSpec){0}, e);
}
