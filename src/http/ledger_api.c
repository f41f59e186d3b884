/* What was handed in, what is owed, what changed, and the audit chain. */
#include "http/handlers.h"
#include "view/lists.h"

bool get_missing(Call *c, Err *e)
{
    MissingList list;
    Period p;

    TRY(call_period(c, c->city.self, &p, e));
    TRY(missing_figures(&c->outlook.known, &c->catalogue, p, c->viewer.arena, &list, e));
    size_t n = 0;
    for (size_t i = 0; i < list.n; i++)
        if (call_allows_pair(c, READ_FORMS, list.items[i].indicator, list.items[i].area))
            list.items[n++] = list.items[i];
    list.n = n;
    missing_rows(&c->viewer, &c->city, &list, &c->rows);
    return true;
}

bool get_revisions(Call *c, Err *e)
{
    RevisionList list;

    TRY(revisions_since(&c->outlook.known, &c->catalogue, call_date(c, "since"), c->viewer.arena, &list, e));
    revision_rows(&c->viewer, &list, &c->rows);
    return true;
}

bool get_submissions(Call *c, Err *e)
{
    SubmissionRow *items;
    size_t n;

    TRY(submission_list(c->reader->s, c->city.id, c->viewer.arena, &items, &n, e));
    submission_rows(items, n, &c->rows);
    /* Of the others' it is not told what is in them: a part sees its own. */
    if (!call_allows(c, READ_ALL, NULL))
        rows_keep(&c->rows, "by", c->passage->who.account.name);
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
