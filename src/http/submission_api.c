/* Figures handed in as a file: the importer of the command line, behind the caller's rights. */
#include "http/handlers.h"
#include "http/problem.h"
#include "http/write.h"
#include "view/import_report.h"

static bool may_submit(void *who, const Observation *o)
{
    Scope asked = scope_of_pair(o->indicator, o->area);

    return access_allows(who, SUBMIT, &asked);
}

static bool says_yes(const Call *c, const char *name)
{
    const char *text = call_value(c, name);

    return text && *text == 'y';
}

Intake call_intake(const Call *c)
{
    char at[AT_TEXT_MAX];

    at_text(c->by.now, at);
    return (Intake){.by = c->by.by,
                    .received_at = arena_strdup(c->viewer.arena, at),
                    .city = c->by.city,
                    .known_on = c->http->spec.today()};
}

/* A file that was handed in before gets its receipt again. */
static bool receipt_of(const Call *c, const ImportedFile *f, Receipt *out, Err *e)
{
    SubmissionRow before;

    *out = f->receipt;
    if (!f->same_as)
        return true;
    TRY(submission_find(c->s, c->by.city, f->same_as, c->viewer.arena, &before, e));
    *out = (Receipt){.submission = before.id, .n_rows = before.n_rows, .audit_seq = before.audit_seq};
    snprintf(out->file_sha256, SHA256_HEX, "%s", before.file_sha256);
    return true;
}

static bool tell_receipt(Call *c, const ImportReport *report, Err *e)
{
    const ImportedFile *f = &report->files[0];
    Receipt r;

    TRY(receipt_of(c, f, &r, e));
    receipt_json(&r, f->same_as, &report->findings, &c->json);
    if (f->same_as)
        c->status = 200;
    return true;
}

/* All that is wrong goes with the refusal, cell by cell. */
bool call_import(Call *c, const ImportBytes *file, ImportSpec *spec, Err *e)
{
    ImportReport report;

    spec->intake = call_intake(c);
    spec->dry_run = says_yes(c, "check");
    if (spec->dry_run)
        c->status = 200;
    if (import_bytes(c->s, file, spec, c->viewer.arena, &report, e))
        return tell_receipt(c, &report, e);
    if (e->kind != ERR_REFUSED)
        return false;
    problem_findings(c->passage, e, &report.findings);
    return c->replied = true;
}

bool post_submission(Call *c, Err *e)
{
    const char *file = call_value(c, "file");
    ImportSpec spec = {.given = {.area = call_value(c, "area"), .period = call_value(c, "period")},
                       .allowed = {may_submit, &c->passage->who.principal},
                       .accept_warnings = says_yes(c, "accept_warnings")};

    const Str *body = &c->passage->request->body;
    return call_import(c, &(ImportBytes){.name = file, .bytes = body->s, .n = body->n}, &spec, e);
}
