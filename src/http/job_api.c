#include "http/handlers.h"
#include "http/jobs.h"
#include "http/reply.h"

static void job_json(const Job *x, Json *j)
{
    bool ended = x->state == JOB_DONE || x->state == JOB_FAILED;

    json_begin_object(j);
    json_put_text(j, "id", x->id);
    json_put_text(j, "kind", job_kind_code(x->kind));
    json_put_text(j, "state", job_state_code(x->state));
    json_put_num(j, "progress", x->progress);
    json_key(j, "result");
    if (ended) {
        json_begin_object(j);
        json_put_bool(j, "sound", x->result.sound);
        json_put_int(j, "entries", x->result.entries);
        json_put_int(j, "submissions", x->result.submissions);
        json_put_int(j, "rows", x->result.rows);
        json_put_text(j, "detail", x->result.detail);
        json_put_int(j, "bytes", (int64_t)x->result.bytes);
        json_end_object(j);
    } else {
        json_unknown(j);
    }
    json_end_object(j);
}

bool post_job(Call *c, Err *e)
{
    const char *kind = body_text(c->body, "kind");
    Job wish = {.account = c->passage->who.account.id, .lang = c->viewer.lang}, job;

    if (!job_kind_parse(kind, &wish.kind))
        return ERR(e, ERR_INVALID, "没有作业“%.40s”；有 verify、export",
                   "there is no job \"%.40s\"; there are verify and export", kind);
    if (wish.kind == JOB_VERIFY && !call_allows(c, READ_AUDIT, NULL))
        return ERR(e, ERR_FORBIDDEN, "核对需要“%s”权限", "verify needs the permission \"%s\"",
                   permission_code(READ_AUDIT));
    TRY(jobs_add(c->http->jobs, &wish, &job, e));
    c->location = arena_printf(c->viewer.arena, "/api/v1/jobs/%s", job.id);
    job_json(&job, &c->json);
    return true;
}

/* One's own, or anybody's for who operates the server. */
static bool find_job(Call *c, Job *out, Err *e)
{
    const char *id = call_value(c, "id");
    bool lost, found = jobs_find(c->http->jobs, id, c->viewer.arena, out, &lost);

    if (found && out->account != c->passage->who.account.id && !call_allows(c, OPERATE, NULL))
        found = false;
    if (lost)
        *out = (Job){.state = JOB_LOST, .result = {.detail = ""}};
    if (lost)
        snprintf(out->id, sizeof out->id, "%.40s", id);
    return found || lost || ERR(e, ERR_NOT_FOUND, "没有作业“%.40s”", "there is no job \"%.40s\"", id);
}

bool get_job(Call *c, Err *e)
{
    Job job;

    TRY(find_job(c, &job, e));
    job_json(&job, &c->json);
    return true;
}

bool get_job_file(Call *c, Err *e)
{
    Job job;
    size_t n;

    TRY(find_job(c, &job, e));
    const char *file = jobs_file(c->http->jobs, job.id, c->viewer.arena, &n);
    if (!file)
        return ERR(e, ERR_NOT_FOUND, "作业“%s”没有文件；它的状态是 %s",
                   "the job \"%s\" has no file; its state is %s", job.id, job_state_code(job.state));
    c->reply->body = file;
    c->reply->n = n;
    call_head(c, "text/csv; charset=utf-8; header=present");
    reply_header(c->reply, "Content-Disposition", "attachment; filename=\"observations.csv\"");
    return true;
}
