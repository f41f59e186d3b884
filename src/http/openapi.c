/* The reference as OpenAPI 3.1, from the table of routes. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/version.h"
#include "http/handlers.h"
#include "http/problem.h"
#include "http/schemas.h"

static void param_schema(const Param *p, Json *j)
{
    json_key(j, "schema");
    json_begin_object(j);
    json_put_text(j, "type", p->kind == PARAM_COUNT ? "integer" : "string");
    if (p->kind == PARAM_COUNT) {
        json_put_int(j, "minimum", 0);
        json_put_int(j, "maximum", PARAM_COUNT_MAX);
    } else {
        json_put_int(j, "maxLength", PARAM_TEXT_MAX);
    }
    if (p->kind == PARAM_DATE)
        json_put_text(j, "format", "date");
    if (p->kind == PARAM_CHOICE) {
        json_key(j, "enum");
        json_begin_array(j);
        for (const char *c = p->choices; *c;) {
            char word[32];
            size_t n = strcspn(c, " ");
            snprintf(word, sizeof word, "%.*s", (int)n, c);
            json_text(j, word);
            c += n + (c[n] == ' ');
        }
        json_end_array(j);
    }
    json_end_object(j);
}

static void parameters(const Route *r, Lang lang, Json *j)
{
    RouteParam params[ROUTE_PARAMS_MAX];
    size_t n = route_params(r, params);

    json_key(j, "parameters");
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        const Param *p = params[i].param;
        json_begin_object(j);
        json_put_text(j, "name", p->name);
        json_put_text(j, "in", params[i].in_path ? "path" : "query");
        json_put_bool(j, "required", params[i].required || params[i].in_path);
        json_put_text(j, "description", TEXT(lang, p->zh, p->en));
        if (p->kind == PARAM_COUNT)
            json_put_int(j, "example", strtoll(p->example, NULL, 10));
        else
            json_put_text(j, "example", p->example);
        param_schema(p, j);
        json_end_object(j);
    }
    json_end_array(j);
}

static void reference(const char *name, Json *j)
{
    char ref[96];

    snprintf(ref, sizeof ref, "#/components/schemas/%s", name);
    json_begin_object(j);
    json_put_text(j, "$ref", ref);
    json_end_object(j);
}

/* A list is a page of its items. */
static void list_schema(const char *name, Json *j)
{
    static const char *const counts[] = {"total", "limit", "offset"};

    json_begin_object(j);
    json_put_text(j, "type", "object");
    json_key(j, "properties");
    json_begin_object(j);
    for (size_t i = 0; i < COUNT(counts); i++) {
        json_key(j, counts[i]);
        json_begin_object(j);
        json_put_text(j, "type", "integer");
        json_end_object(j);
    }
    json_key(j, "items");
    json_begin_object(j);
    json_put_text(j, "type", "array");
    json_key(j, "items");
    reference(name, j);
    json_end_object(j);
    json_end_object(j);
    json_key(j, "required");
    json_begin_array(j);
    for (size_t i = 0; i < COUNT(counts); i++)
        json_text(j, counts[i]);
    json_text(j, "items");
    json_end_array(j);
    json_end_object(j);
}

static void media(const char *type, Json *j)
{
    json_key(j, type);
    json_begin_object(j);
    json_key(j, "schema");
    json_begin_object(j);
    json_put_text(j, "type", "string");
    json_end_object(j);
    json_end_object(j);
}

static void content(const Route *r, Json *j)
{
    json_key(j, "content");
    json_begin_object(j);
    if (!route_has_schema(r)) {
        media(r->reply, j);
        json_end_object(j);
        return;
    }
    json_key(j, "application/json");
    json_begin_object(j);
    json_key(j, "schema");
    if (r->answer == ANSWER_LIST)
        list_schema(r->reply, j);
    else
        reference(r->reply, j);
    json_end_object(j);
    if (r->answer == ANSWER_TABLE || r->answer == ANSWER_LIST) {
        media("text/csv", j);
        media("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", j);
    }
    json_end_object(j);
}

static void responses(const Route *r, Lang lang, Json *j)
{
    char status[8];

    snprintf(status, sizeof status, "%d", r->status ? r->status : *r->reply ? 200 : 204);
    json_key(j, "responses");
    json_begin_object(j);
    json_key(j, status);
    json_begin_object(j);
    json_put_text(j, "description", TEXT(lang, r->zh, r->en));
    if (*r->reply)
        content(r, j);
    json_end_object(j);
    if (route_is_data(r) && !r->fresh) {
        json_key(j, "304");
        json_begin_object(j);
        json_put_text(j, "description",
                      TEXT(lang, "与 If-None-Match 相同，没有变化", "as If-None-Match has it, unchanged"));
        json_end_object(j);
    }
    json_key(j, "default");
    json_begin_object(j);
    json_put_text(j, "description",
                  TEXT(lang, "出错：原因和办法", "a problem: what is wrong and what to do"));
    json_key(j, "content");
    json_begin_object(j);
    json_key(j, "application/problem+json");
    json_begin_object(j);
    json_key(j, "schema");
    reference("Problem", j);
    json_end_object(j);
    json_end_object(j);
    json_end_object(j);
    json_end_object(j);
}

static void request_body(const Route *r, Json *j)
{
    bool file = r->request && strcmp(r->request, ROUTE_FILE) == 0;

    if (!r->request)
        return;
    json_key(j, "requestBody");
    json_begin_object(j);
    json_put_bool(j, "required", true);
    json_key(j, "content");
    json_begin_object(j);
    if (file) {
        media("application/octet-stream", j);
    } else {
        json_key(j, "application/json");
        json_begin_object(j);
        json_key(j, "schema");
        reference(r->request, j);
        json_end_object(j);
    }
    json_end_object(j);
    json_end_object(j);
}

/* "get_api_v1_indicators_code_why" */
static void operation_id(const Route *r, char *out, size_t max)
{
    size_t n = 0;

    for (const char *s = method_name(r->method); *s && n + 1 < max; s++)
        out[n++] = (char)(*s | 0x20);
    for (const char *s = r->path; *s && n + 1 < max; s++)
        if (*s == '/' || *s == '.')
            out[n++] = '_';
        else if (*s != '{' && *s != '}')
            out[n++] = *s;
    out[n] = '\0';
}

static void operation(const Route *r, Lang lang, Json *j)
{
    char id[128], method[16];

    operation_id(r, id, sizeof id);
    snprintf(method, sizeof method, "%.*s", (int)strcspn(id, "_"), id);
    json_key(j, method);
    json_begin_object(j);
    json_put_text(j, "operationId", id);
    json_put_text(j, "summary", TEXT(lang, r->zh, r->en));
    json_put_text(j, "description", TEXT(lang, r->en, r->zh)); /* the other language */
    json_put_text(j, "x-permission", route_permission_code(r->permission));
    parameters(r, lang, j);
    request_body(r, j);
    responses(r, lang, j);
    json_end_object(j);
}

/* Rows of one path stand together in the table. */
static void paths(Lang lang, Json *j)
{
    size_t n;
    const Route *all = route_all(&n);

    json_key(j, "paths");
    json_begin_object(j);
    for (size_t i = 0; i < n; i++) {
        bool same = i && strcmp(all[i].path, all[i - 1].path) == 0;
        if (!same) {
            json_key(j, all[i].path);
            json_begin_object(j);
        }
        operation(&all[i], lang, j);
        if (i + 1 == n || strcmp(all[i].path, all[i + 1].path) != 0)
            json_end_object(j);
    }
    json_end_object(j);
}

/* Does the schema belong to what a client sends? */
static bool is_request(const char *name)
{
    size_t n;
    const Route *all = route_all(&n);

    for (size_t i = 0; i < n; i++)
        if (all[i].request && strcmp(all[i].request, name) == 0)
            return true;
    return false;
}

static void components(Lang lang, Json *j)
{
    size_t n;
    const Schema *all = schema_all(&n);

    json_key(j, "components");
    json_begin_object(j);
    json_key(j, "schemas");
    json_begin_object(j);
    for (size_t i = 0; i < n; i++) {
        json_key(j, all[i].name);
        schema_json(&all[i], is_request(all[i].name), lang, j);
    }
    json_end_object(j);
    json_end_object(j);
}

bool get_openapi(Call *c, Err *e)
{
    AUTO(buf_free) Buf out = buf_new(REPORT_BYTES_MAX);
    Lang lang = c->viewer.lang;
    Json j = json_to(&out, 0);

    (void)e;
    json_begin_object(&j);
    json_put_text(&j, "openapi", "3.1.0");
    json_key(&j, "info");
    json_begin_object(&j);
    json_put_text(&j, "title", TEXT(lang, "晴雨", "Qingyu"));
    json_put_text(&j, "version", QINGYU_VERSION);
    json_put_text(
        &j, "description",
        TEXT(lang, "县级市经济运行：数据、目标、判断及其由来",
             "the economy of a county-level city: figures, targets, judgements, and where they come from"));
    json_key(&j, "license");
    json_begin_object(&j);
    json_put_text(&j, "name", "Apache-2.0");
    json_put_text(&j, "identifier", "Apache-2.0");
    json_end_object(&j);
    json_end_object(&j);
    json_key(&j, "servers");
    json_begin_array(&j);
    json_begin_object(&j);
    json_put_text(&j, "url", "/");
    json_end_object(&j);
    json_end_array(&j);
    paths(lang, &j);
    components(lang, &j);
    json_end_object(&j);
    call_text(c, "application/json", &out);
    return true;
}
