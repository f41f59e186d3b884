#include "http/problem.h"

#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "http/reply.h"
#include "view/collect.h"
#include "view/import_report.h"

/* The kinds of err.h first, in their order; then those of a server. */
static const ProblemText problems[] = {
    {"none", 200, "正常", "Nothing is wrong"},
    {"invalid", 400, "请求写得不对", "The request is malformed"},
    {"refused", 422, "内容没有通过检查", "The content was refused"},
    {"forbidden", 403, "没有权限", "Not allowed"},
    {"not-found", 404, "没有找到", "Not found"},
    {"conflict", 409, "有冲突", "Conflict"},
    {"data", 422, "算不出来", "Cannot be computed"},
    {"numeric", 422, "计算没有收敛", "The computation did not converge"},
    {"io", 500, "服务器读写出错", "The server could not read or write"},
    {"db", 500, "库出错", "The store failed"},
    {"busy", 503, "服务器忙", "The server is busy"},
    {"no-route", 404, "没有这个地址", "No such address"},
    {"method", 405, "这个地址不接受这种请求", "The address does not take this method"},
    {"not-acceptable", 406, "没有所要的格式", "Not available in that format"},
    {"unauthenticated", 401, "请先登录", "Who you are is not known"},
    {"forged", 403, "请求可能是别的网站冒发的", "The request may be forged by another site"},
    {"body-too-large", 413, "内容太大", "The body is too large"},
    {"uri-too-long", 414, "地址太长", "The address is too long"},
    {"too-many-requests", 429, "请求太频繁", "Too many requests"},
    {"headers-too-many", 431, "请求头太多", "Too many headers"},
};
_Static_assert(COUNT(problems) == ERR_KINDS + HTTP_PROBLEMS, "a problem has no text");

size_t problem_all(const ProblemText **out)
{
    *out = problems + 1;
    return COUNT(problems) - 1;
}

/* What a problem tells beside its sentence. */
typedef struct Beside {
    const Faults *faults;
    const Findings *findings;
    const FormHandIn *form; /* that the findings are about; NULL: a file */
    const char *outcome;
} Beside;

static void errors_json(const Beside *b, Json *j)
{
    json_key(j, "errors");
    json_begin_array(j);
    for (size_t i = 0; b->faults && i < b->faults->n; i++) {
        json_begin_object(j);
        json_put_text(j, "parameter", b->faults->items[i].parameter);
        json_put_text(j, "detail", b->faults->items[i].detail);
        json_end_object(j);
    }
    for (size_t i = 0; b->findings && i < b->findings->n; i++)
        if (b->form)
            form_finding_json(b->form, &b->findings->items[i], b->findings->lang, j);
        else
            finding_json(&b->findings->items[i], b->findings->lang, j);
    json_end_array(j);
}

static void document(Passage *p, const ProblemText *t, const char *detail, const Beside *b)
{
    AUTO(buf_free) Buf out = buf_new(REPORT_BYTES_MAX);
    Arena *a = p->request->arena;
    Json j = json_to(&out, 0);

    json_begin_object(&j);
    json_put_text(&j, "type", arena_printf(a, "/api/#%s", t->name));
    json_put_text(&j, "title", TEXT(p->lang, t->zh, t->en));
    json_put_int(&j, "status", t->status);
    json_put_text(&j, "detail", detail);
    json_put_text(&j, "instance", arena_printf(a, "urn:qingyu:request:%s", p->request->id));
    if (b->outcome)
        json_put_text(&j, "outcome", b->outcome);
    if (b->faults || b->findings)
        errors_json(b, &j);
    json_end_object(&j);
    p->reply.status = t->status;
    p->reply.body = arena_strndup(a, buf_cstr(&out), out.n);
    p->reply.n = out.n;
    reply_common(p, "application/problem+json", p->route && p->route->permission != ANYBODY);
}

void problem_reply(Passage *p, const Err *e)
{
    const ProblemText *t = &problems[e->kind < ERR_KINDS ? e->kind : ERR_DB];

    if (t->status < 500 || e->kind == ERR_BUSY) {
        if (e->kind == ERR_BUSY)
            reply_header(&p->reply, "Retry-After", "5");
        document(p, t, e->msg, &(Beside){0});
        return;
    }
    log_event(LOG_ERROR, "request failed", "request=%s kind=%s detail=\"%s\"", p->request->id,
              err_kind_name(e->kind), e->msg);
    document(
        p, t,
        arena_printf(p->request->arena,
                     TEXT(p->lang, "服务器出错，没有改动任何数据；请把编号 %s 告诉管理员，日志里有原因",
                          "the server failed, nothing was changed; give the number %s to the administrator, "
                          "the log has the reason"),
                     p->request->id),
        &(Beside){0});
}

void problem_http(Passage *p, HttpProblem kind, const char *detail)
{
    document(p, &problems[ERR_KINDS + (int)kind], detail, &(Beside){0});
}

void problem_faults(Passage *p, const Faults *f)
{
    const char *detail = f->n == 1 ? f->items[0].detail
                                   : arena_printf(p->request->arena,
                                                  TEXT(p->lang, "请求里有 %zu 处不对，见 errors",
                                                       "%zu faults in the request, see errors"),
                                                  f->n);

    document(p, &problems[ERR_INVALID], detail, &(Beside){.faults = f});
}

void problem_login(Passage *p, HttpProblem kind, const char *detail, const char *outcome)
{
    document(p, &problems[ERR_KINDS + (int)kind], detail, &(Beside){.outcome = outcome});
}

void problem_findings(Passage *p, const Err *e, const Findings *f)
{
    document(p, &problems[e->kind], e->msg, &(Beside){.findings = f});
}

void problem_form(Passage *p, const Err *e, const FormHandIn *in, const Findings *f)
{
    document(p, &problems[e->kind], e->msg, &(Beside){.findings = f, .form = in});
}
