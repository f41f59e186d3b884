/* How far the collecting of a month is; reviews of what came in; closed months. */
#include "http/handlers.h"
#include "http/write.h"
#include "view/collect.h"

/* ---- completeness ---- */

static void add_counts(OwedCounts *to, const OwedCounts *x)
{
    to->n_due += x->n_due;
    to->n_in += x->n_in;
    to->n_approved += x->n_approved;
    to->n_missing += x->n_missing;
    to->n_late += x->n_late;
    to->n_returned += x->n_returned;
}

/* Leaves the units that the caller may see, and counts them alone. */
static void keep_own(const Call *c, Completeness *x)
{
    size_t kept = 0;

    x->counts = (OwedCounts){0};
    for (size_t i = 0; i < x->n; i++) {
        if (!call_allows_unit(c, READ_FORMS, &x->units[i].unit))
            continue;
        x->units[kept++] = x->units[i];
        add_counts(&x->counts, &x->units[i].counts);
    }
    x->n = kept;
}

bool get_completeness(Call *c, Err *e)
{
    Collecting k;
    Completeness x;

    TRY(call_collecting(c, &k, e) && completeness_of(&k, c->viewer.arena, &x, e));
    keep_own(c, &x);
    if (c->format == FORMAT_JSON)
        completeness_json(&c->viewer, &x, &c->json);
    else
        completeness_cell_rows(&c->viewer, &x, &c->rows);
    return true;
}

/* ---- reviews ---- */

static bool parse_decision(const char *text, Decision *out, Err *e)
{
    for (int d = DECISION_APPROVE; d <= DECISION_RETURN; d++)
        if (str_eq(str_of(text), decision_code((Decision)d))) {
            *out = (Decision)d;
            return true;
        }
    return ERR(e, ERR_INVALID, "decision 应为 approve 或 return，而不是“%.40s”",
               "decision must be approve or return, not \"%.40s\"", text);
}

bool post_review(Call *c, Err *e)
{
    const Intake by = call_intake(c);
    Review said = {.submission = (int64_t)call_count(c, "id", 0), .reason = body_text(c->body, "reason")};
    Rows rows = {.arena = c->viewer.arena};

    TRY(parse_decision(body_text(c->body, "decision"), &said.decision, e));
    TRY(review_add(c->s, &by, &said, c->viewer.arena, e));
    review_rows(&said, 1, &rows);
    row_json(&rows.items[0], &c->json);
    return true;
}

/* A part sees what was said of its own submissions. */
bool get_reviews(Call *c, Err *e)
{
    Arena *a = c->viewer.arena;
    bool all = call_allows(c, READ_FORMS, NULL);
    SubmissionRow s;
    Review *items;
    size_t n, kept = 0;

    TRY(review_list(c->reader->s, c->city.id, a, &items, &n, e));
    if (call_value(c, "period")) {
        Collecting k;
        Completeness x;
        TRY(call_collecting(c, &k, e) && completeness_of(&k, a, &x, e));
        n = reviews_of(&x, items, n);
    }
    for (size_t i = 0; i < n; i++) {
        TRY(submission_find(c->reader->s, c->city.id, items[i].submission, a, &s, e));
        if (all || str_eq(str_of(s.received_by), c->passage->who.account.name))
            items[kept++] = items[i];
    }
    review_rows(items, kept, &c->rows);
    return true;
}

/* ---- locks ---- */

bool get_locks(Call *c, Err *e)
{
    PeriodLocks locks;

    TRY(locks_load(c->reader->s, c->city.id, call_date(c, "as_of"), c->viewer.arena, &locks, e));
    lock_rows(&c->viewer, &locks, &c->rows);
    return true;
}

bool post_lock(Call *c, Err *e)
{
    const Intake by = call_intake(c);
    PeriodLock set = {.department = body_text(c->body, "department"),
                      .locked = body_flag(c->body, "locked"),
                      .reason = body_text(c->body, "reason")};
    PeriodLocks one = {.items = &set, .n = 1};
    Rows rows = {.arena = c->viewer.arena};
    Basis basis = BASES;

    TRY(period_parse(str_of(body_text(c->body, "period")), &set.period, &basis, e));
    TRY(write_state(c, e) && lock_set(c->s, &c->city, &by, &set, e));
    lock_rows(&c->viewer, &one, &rows);
    row_json(&rows.items[0], &c->json);
    return true;
}
