/* The readable reference, from the table of routes: a page without script. */
#include <string.h>

#include "base/limits.h"
#include "base/version.h"
#include "http/handlers.h"
#include "http/problem.h"
#include "http/reply.h"
#include "http/schemas.h"

static void html(Buf *out, const char *text)
{
    for (; *text; text++)
        switch (*text) {
        case '<':
            buf_str(out, "&lt;");
            break;
        case '>':
            buf_str(out, "&gt;");
            break;
        case '&':
            buf_str(out, "&amp;");
            break;
        case '"':
            buf_str(out, "&quot;");
            break;
        default:
            buf_char(out, *text);
        }
}

static void head(Lang lang, Buf *out)
{
    buf_printf(out,
               "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
               "content=\"width=device-width, initial-scale=1\"><title>%s</title><link rel=\"stylesheet\" "
               "href=\"/api/reference.css\"></head>\n<body><main>\n<h1>%s</h1>\n",
               TEXT(lang, "zh-CN", "en"), TEXT(lang, "晴雨接口", "Qingyu API"),
               TEXT(lang, "晴雨接口 " QINGYU_VERSION, "Qingyu API " QINGYU_VERSION));
    buf_str(
        out,
        TEXT(lang,
             "<p><a href=\"/api/?lang=en\">English</a> · <a href=\"/api/openapi.json\">OpenAPI 3.1</a></p>\n"
             "<p>回答都带 ETag；数据没变时，If-None-Match 得到 304。列表可用 limit、offset、sort "
             "翻页排序，也可要 CSV 或 "
             "XLSX。出错时是 application/problem+json（RFC 9457）。</p>\n",
             "<p><a href=\"/api/?lang=zh\">中文</a> · <a href=\"/api/openapi.json\">OpenAPI 3.1</a></p>\n"
             "<p>Replies carry an ETag; while the data is unchanged, If-None-Match gets 304. Lists are paged "
             "and sorted by "
             "limit, offset and sort, and come as CSV or XLSX too. Problems are application/problem+json "
             "(RFC 9457).</p>\n"));
}

static void params_table(const Route *r, Lang lang, Buf *out)
{
    RouteParam params[ROUTE_PARAMS_MAX];
    size_t n = route_params(r, params);

    if (!n)
        return;
    buf_str(out, "<table>\n");
    for (size_t i = 0; i < n; i++) {
        const Param *p = params[i].param;
        buf_printf(out, "<tr><th scope=\"row\"><code>%s</code>%s</th><td>", p->name,
                   params[i].required || params[i].in_path ? " *" : "");
        html(out, TEXT(lang, p->zh, p->en));
        buf_str(out, "</td><td><code>");
        html(out, p->choices ? p->choices : p->example);
        buf_str(out, "</code></td></tr>\n");
    }
    buf_str(out, "</table>\n");
}

static void route_section(const Route *r, Lang lang, Buf *out)
{
    buf_printf(out, "<section><h2><span>%s</span> <code>", method_name(r->method));
    html(out, r->path);
    buf_str(out, "</code></h2>\n<p>");
    html(out, TEXT(lang, r->zh, r->en));
    buf_printf(out, TEXT(lang, "（权限：%s）", " (permission: %s)"), route_permission_code(r->permission));
    buf_str(out, "</p>\n");
    params_table(r, lang, out);
    if (r->request && strcmp(r->request, ROUTE_FILE) != 0)
        buf_printf(out, "<p>%s <a href=\"#%s\">%s</a></p>\n", TEXT(lang, "内容：", "Body:"), r->request,
                   r->request);
    if (route_has_schema(r) && *r->reply)
        buf_printf(out, "<p>%s <a href=\"#%s\">%s</a>%s</p>\n", TEXT(lang, "回答：", "Reply:"), r->reply,
                   r->reply,
                   r->answer == ANSWER_LIST ? TEXT(lang, "（列表的一项）", " (an item of the list)") : "");
    buf_str(out, "</section>\n");
}

static void schemas_section(Lang lang, Buf *out)
{
    size_t n;
    const Schema *all = schema_all(&n);
    SchemaField f;

    buf_printf(out, "<h2>%s</h2>\n", TEXT(lang, "回答里有什么", "What replies hold"));
    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "<section><h3 id=\"%s\">%s</h3><p>", all[i].name, all[i].name);
        html(out, TEXT(lang, all[i].zh, all[i].en));
        buf_str(out, "</p>\n<table>\n");
        for (const char *list = all[i].fields; schema_next(&list, &f);) {
            buf_printf(out, "<tr><th scope=\"row\"><code>%.*s</code></th><td><i>%.*s%s%s</i></td><td>",
                       (int)f.name.n, f.name.s, (int)f.type.n, f.type.s,
                       f.array > 1 ? "[][]"
                       : f.array   ? "[]"
                                   : "",
                       f.unknown ? "?" : "");
            html(out, schema_field_text(&all[i], f.name, lang));
            buf_str(out, "</td></tr>\n");
        }
        buf_str(out, "</table></section>\n");
    }
}

static void problems_section(Lang lang, Buf *out)
{
    const ProblemText *all;
    size_t n = problem_all(&all);

    buf_printf(out, "<h2>%s</h2>\n<table>\n", TEXT(lang, "出错", "Problems"));
    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "<tr id=\"%s\"><th scope=\"row\"><code>%s</code></th><td>%d</td><td>", all[i].name,
                   all[i].name, all[i].status);
        html(out, TEXT(lang, all[i].zh, all[i].en));
        buf_str(out, "</td></tr>\n");
    }
    buf_str(out, "</table>\n");
}

bool get_reference(Call *c, Err *e)
{
    AUTO(buf_free) Buf out = buf_new(REPORT_BYTES_MAX);
    Lang lang = c->viewer.lang;
    size_t n;
    const Route *all = route_all(&n);

    (void)e;
    head(lang, &out);
    for (size_t i = 0; i < n; i++)
        route_section(&all[i], lang, &out);
    schemas_section(lang, &out);
    problems_section(lang, &out);
    buf_str(&out, "</main></body></html>\n");
    c->reply->body = arena_strndup(c->viewer.arena, buf_cstr(&out), out.n);
    c->reply->n = out.n;
    reply_page(c->passage, "text/html; charset=utf-8");
    reply_header(c->reply, "Cache-Control", "no-cache");
    return true;
}
