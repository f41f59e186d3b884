/* What was handed in, what is owed, what changed, and the audit chain. */
#include "http/handlers.h"
#include "http/list.h"
#include "view/lists.h"

bool get_missing(Call *c, Err *e)
{
    MissingList list;
    Period p;

    TRY(call_period(c, c->city.self, &p, e));
    TRY(missing_figures(&c->outlook.known, &c->catalogue, p, c->viewer.arena, &list, e));
    missing_rows(&c->viewer, &c->city, &list, &c->rows);
    list_keep_own(c);
    return true;
}

bool get_revisions(Call *c, Err *e)
{
    RevisionList list;

    TRY(revisions_since(&c->outlook.known, &c->catalogue, call_date(c, "since"), c->viewer.arena, &list, e));
    revision_rows(&c->viewer, &list, &c->rows);
    list_keep_own(c);
    return true;
}

bool get_submissions(Call *c, Err *e)
{
    SubmissionRow *items;
    size_t n;

    TRY(submission_list(c->reader->s, c->city.id, c->viewer.arena, &items, &n, e));
    submission_rows(items, n, &c->rows);
    return true;
}

bool get_audit(Call *c, Err *e)
{
    AuditRow *items;
    size_t n;

    TRY(audit_list(c->reader->s, c->city.id, c->viewer.arena, &items, &n, e));
    audit_rows(items, n, &c->rows);
    return true;
}
